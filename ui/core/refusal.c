/*
 * refusal: a refused act's sentence, in the member's language.  A word that
 * is a date (policy writes "2026-12-07") or a time (RFC 3339) is shown as the
 * language writes it.
 */
#include "store/base/clock.h"
#include "ui/core/i18n.h"

#include <stdio.h>
#include <string.h>

/* "7 décembre", "7 December": the long date without its weekday. */
static void
date_say(struct refusal *why)
{
	static const char	 shape[] = "dddd-dd-ddTdd:dd:ddZ";
	enum { DAY = 10 };	/* signs of a date alone */
	struct arena		*arena;
	const char		*said;
	int64_t			 t;
	size_t			 i;

	for (i = 0; shape[i] != '\0' && why->word[i] != '\0'; i++)
		if (shape[i] != 'd' ? why->word[i] != shape[i] :
		    why->word[i] < '0' || why->word[i] > '9')
			return;
	if (why->word[i] != '\0' || (i != DAY && i != sizeof(shape) - 1) ||
	    clock_parse(why->word, &t) != OK)
		return;
	arena = arena_new();
	said = i == DAY ? i18n_long_date(t, arena) :
	    i18n_date_hour(t, clock_now(), arena);
	if (i == DAY && strchr(said, ' ') != NULL)
		said = strchr(said, ' ') + 1;
	snprintf(why->word, sizeof(why->word), "%s", said);
	arena_free(arena);
}

void
i18n_refusal(char *buf, size_t size, enum err e, const struct refusal *why)
{
	struct refusal	said = { 0 };

	if (why != NULL) {
		said = *why;
		date_say(&said);
	}
	if (said.one != NULL && said.number >= 0) {
		said.msgid = i18n_plural(said.one, said.msgid,
		    (unsigned long)said.number);
		said.one = NULL;
		refusal_text(buf, size, e, &said, NULL);
	} else
		refusal_text(buf, size, e, &said, i18n);
}
