/*
 * plain_words: which command a word of plain mode means: the English or the
 * French one, accents and capitals or not, or any beginning that fits one
 * command alone.
 */
#include <string.h>

#include "ui/lines/plain_own.h"

struct search {
	struct plain *p;
	struct str typed;		/* folded */
	const char *exact, *begun;	/* names found */
	char *all;			/* those that begin so, ", " between */
	size_t count;
};

static bool
fits(struct search *s, const char *word, bool *exact)
{
	struct str folded = word == NULL ? (struct str){ "", 0 } :
	    text_fold(str_of(word), s->p->call.arena);
	bool begins = folded.len >= s->typed.len &&
	    memcmp(folded.p, s->typed.p, s->typed.len) == 0;

	*exact |= begins && folded.len == s->typed.len;
	return begins;
}

static void
look(struct search *s, const char *name, const char *french)
{
	bool exact = false, english = fits(s, name, &exact);
	bool other = fits(s, french, &exact);

	if (!english && !other)
		return;
	if (exact && s->exact == NULL)
		s->exact = name;
	s->begun = name;
	s->all = arena_printf(s->p->call.arena, "%s%s%s", s->all,
	    s->count++ ? ", " : "", other ? french : name);
}

const char *
plain_find(struct plain *p, const char *typed,
    const struct plain_name *own, size_t count)
{
	struct search s = { .p = p, .all = arena_strdup(p->call.arena, ""),
	    .typed = text_fold(str_of(typed), p->call.arena) };

	if (s.typed.len > 0)
		for (size_t i = 0; i < count; i++)
			look(&s, own[i].name, own[i].french);
	if (s.typed.len > 0)
		for (size_t i = 0; i < line_command_count; i++)
			look(&s, line_commands[i].name,
			    line_commands[i].french);
	if (s.exact != NULL || s.count == 1)
		return s.exact != NULL ? s.exact : s.begun;
	if (s.count > 1)
		plain_say(p, _("Several commands begin so: %s."), s.all);
	else
		plain_say(p, "%s", _("Type a number, or a command (read, reply, "
		    "rooms, help, quit)."));
	return NULL;
}
