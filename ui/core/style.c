/*
 * style: the table of screens.md section 4.  A row a style, a column a
 * theme; a look is a 256-colour foreground, its nearest of 8, attributes.
 */
#include "ui/core/style.h"

#include <assert.h>

#include "store/forum/model.h"

#define B STYLE_BOLD
#define U STYLE_UNDERLINE
#define R STYLE_REVERSE
#define D STYLE_FAINT
#define PLAIN { -1, -1, 0 }
#define ONLY(attrs) { -1, -1, (attrs) }

enum { RED = 1, BLUE = 4, MAGENTA = 5 };

/*
 * dark, light, high contrast, no colour.  The first is what a member has who
 * chose none, on a black window or a white one: its colours stand on both
 * (decision 0023).  Of the eight, those that do not are left out.
 */
static const struct style_look looks[STYLE_COUNT][STYLE_THEME_COUNT] = {
	[STYLE_TEXT] = { PLAIN, PLAIN, ONLY(B), PLAIN },
	[STYLE_TITLE] = { ONLY(B), ONLY(B), ONLY(B), ONLY(B) },
	[STYLE_DIM] = { { 245, -1, 0 }, { 242, -1, 0 }, PLAIN, PLAIN },
	[STYLE_UNREAD] = { { 166, MAGENTA, B }, { 94, MAGENTA, B }, ONLY(B),
	    ONLY(B) },
	[STYLE_AUTHOR] = { { 31, -1, 0 }, { 24, BLUE, 0 }, ONLY(B | U),
	    PLAIN },
	[STYLE_HAT] = { { 31, -1, D }, { 24, BLUE, D }, PLAIN, PLAIN },
	[STYLE_TYPE_C] = { PLAIN, PLAIN, ONLY(B), PLAIN },
	[STYLE_TYPE_Q] = { { 33, -1, B }, { 25, BLUE, B }, ONLY(B),
	    ONLY(B) },
	[STYLE_TYPE_E] = { { 64, -1, B }, { 28, -1, B }, ONLY(B), ONLY(B) },
	[STYLE_TYPE_N] = { { 30, -1, B }, { 30, -1, B }, ONLY(B), ONLY(B) },
	[STYLE_TYPE_D] = { { 136, -1, B }, { 130, -1, B }, ONLY(B),
	    ONLY(B) },
	[STYLE_TYPE_S] = { { 133, MAGENTA, B }, { 90, MAGENTA, B },
	    ONLY(B | U), ONLY(B | U) },
	[STYLE_MARKER] = { PLAIN, PLAIN, ONLY(B), PLAIN },
	[STYLE_QUOTE] = { { 245, -1, 0 }, { 242, -1, 0 }, PLAIN, PLAIN },
	[STYLE_EMPHASIS] = { ONLY(U), ONLY(U), ONLY(U), ONLY(U) },
	[STYLE_CODE] = { { 245, -1, 0 }, { 238, -1, 0 }, PLAIN, PLAIN },
	[STYLE_LINK] = { ONLY(U), ONLY(U), ONLY(U), ONLY(U) },
	[STYLE_HIT] = { ONLY(R), ONLY(R), ONLY(R), ONLY(R) },
	[STYLE_MASK] = { ONLY(D), ONLY(D), PLAIN, PLAIN },
	[STYLE_WARNING] = { { 167, RED, B }, { 124, RED, B }, ONLY(B | R),
	    ONLY(B) },
	[STYLE_MESSAGE] = { PLAIN, PLAIN, ONLY(B), PLAIN },
	[STYLE_SELECTION] = { ONLY(R), ONLY(R), ONLY(R | B), ONLY(R) },
	[STYLE_FIELD] = { ONLY(U), ONLY(U), ONLY(U | B), ONLY(U) },
	[STYLE_KEY] = { ONLY(B), ONLY(B), ONLY(B | R), ONLY(B) },
	[STYLE_GREYED] = { { 245, -1, 0 }, { 242, -1, 0 }, PLAIN, PLAIN },
	[STYLE_SPELLING] = { ONLY(U), ONLY(U), ONLY(U), ONLY(U) },
};

const struct style_look *
style_look(enum style_theme theme, enum style style)
{
	assert((unsigned)theme < STYLE_THEME_COUNT);
	assert((unsigned)style < STYLE_COUNT);
	return &looks[style][theme];
}

enum style
style_of_type(unsigned type)
{
	static const enum style styles[TYPE_COUNT] = {
		[TYPE_C] = STYLE_TYPE_C, [TYPE_Q] = STYLE_TYPE_Q,
		[TYPE_E] = STYLE_TYPE_E, [TYPE_N] = STYLE_TYPE_N,
		[TYPE_D] = STYLE_TYPE_D, [TYPE_S] = STYLE_TYPE_S,
	};

	return type < TYPE_COUNT ? styles[type] : STYLE_TYPE_C;
}
