/* mandate_words: see mandate_words.h. */
#include "ui/core/mandate_words.h"

#include <string.h>

#include "store/base/clock.h"
#include "ui/core/i18n.h"

/* "2026-12-01", as the reader writes a day. */
static const char *
day(const char *date, struct arena *arena)
{
	int64_t t;

	return clock_parse(date, &t) == OK ? i18n_full_date(t, arena) : date;
}

/* Takes the next word off *text. */
static char *
next(char **text)
{
	char *word = *text;

	*text = word + strcspn(word, " ");
	if (**text != '\0')
		*(*text)++ = '\0';
	return word;
}

/*
 * Of a mandate: "role", "role handle" (somebody else's), "-role" (ended),
 * "+role date" (it goes on), "+role date handle" (somebody else's does); of
 * one that ends "role date days mandate".
 */
char *
mandate_words(const struct notice *n, struct arena *arena)
{
	char *text = arena_memdup0(arena, n->text.p, n->text.len);
	char sign = *text == '-' || *text == '+' ? *text++ : ' ';
	const char *role = next(&text), *first = next(&text);
	const char *second = next(&text);
	int id = vocabulary_find(VOCABULARY_ROLE, role);

	if (id >= 0)
		role = i18n_word(VOCABULARY_ROLE, (unsigned)id);
	if (n->kind == NOTICE_MANDATE_ENDS)
		return arena_printf(arena, _("Your mandate ends on %s: %s"),
		    day(first, arena), role);
	if (sign == '-')
		return arena_printf(arena, _("Your mandate has ended: %s"),
		    role);
	if (sign == '+' && *second == '\0')
		return arena_printf(arena, _("Nobody else moderates: your "
		    "mandate goes on until %s"), day(first, arena));
	if (sign == '+')
		return arena_printf(arena, _("Nobody else moderates: %s goes "
		    "on until %s"), second, day(first, arena));
	if (*first != '\0')
		return arena_printf(arena, _("New mandate: %s, %s"), first,
		    role);
	return arena_printf(arena, _("You hold a mandate: %s"), role);
}
