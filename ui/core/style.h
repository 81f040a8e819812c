/*
 * style: names for how things look.  Code names styles, never colours; the
 * table (screens.md section 4) is in style.c.
 */
#ifndef STYLE_H
#define STYLE_H

#define STYLES(X)							\
	X(STYLE_TEXT) X(STYLE_TITLE) X(STYLE_DIM) X(STYLE_UNREAD)	\
	X(STYLE_AUTHOR) X(STYLE_HAT) X(STYLE_TYPE_C) X(STYLE_TYPE_Q)	\
	X(STYLE_TYPE_E) X(STYLE_TYPE_N) X(STYLE_TYPE_D) X(STYLE_TYPE_S)	\
	X(STYLE_MARKER) X(STYLE_QUOTE) X(STYLE_EMPHASIS) X(STYLE_CODE)	\
	X(STYLE_LINK) X(STYLE_HIT) X(STYLE_MASK) X(STYLE_WARNING)	\
	X(STYLE_MESSAGE) X(STYLE_SELECTION) X(STYLE_FIELD) X(STYLE_KEY)	\
	X(STYLE_GREYED) X(STYLE_SPELLING)

enum style {
#define X(id) id,
	STYLES(X)
#undef X
	STYLE_COUNT
};
enum style_theme { STYLE_DARK, STYLE_LIGHT, STYLE_CONTRAST, STYLE_NO_COLOR,
	STYLE_THEME_COUNT };

/* One cell of the table: a 256-colour foreground (-1: the terminal's own),
 * its nearest of 8 colours (-1 likewise), attributes. */
enum style_attr { STYLE_BOLD = 1, STYLE_UNDERLINE = 2, STYLE_REVERSE = 4,
	STYLE_FAINT = 8 };
struct style_look { short fg256, fg8; unsigned attrs; };
const struct style_look *style_look(enum style_theme, enum style);

/* The style of a contribution type's letter (enum post_type). */
enum style style_of_type(unsigned type);

#endif
