/* plain_charter: the charter in plain mode: heard, and accepted. */
#include "store/forum/charter.h"
#include "ui/lines/plain_own.h"

/* A new version is of people who have accepted one: they may go on. */
static bool
charter_later(struct plain *p, bool changed)
{
	if (changed)
		plain_say(p, "%s", _("The charter comes back at your next "
		    "login."));
	return changed;
}

/* "3, 8b": what is not as the person accepted it. */
static void
changes_say(struct plain *p, const struct charter *now)
{
	struct arena *arena = p->call.arena;
	const char *list = "";
	struct charter before;

	if (query_charter(p->call.store, p->call.me->member.charter_version,
	    arena, &before) != OK)
		return;
	for (unsigned n = 1; n <= CHARTER_ARTICLES_MAX; n++)
		for (unsigned i = 0; i <= CHARTER_CLAUSES_MAX; i++) {
			char clause[] = { i == 0 ? '\0' :
			    (char)('a' + i - 1), '\0' };

			if (charter_differs(&before, now, i18n_current(), n,
			    *clause))
				list = arena_printf(arena, "%s%s%u%s", list,
				    *list != '\0' ? ", " : "", n, clause);
		}
	if (*list != '\0')
		plain_say(p, _("What changed: %s."), list);
}

bool
plain_charter(struct plain *p)
{
	const struct charter *charter = charter_now(p->call.store);
	unsigned count = charter->words[0].article_count;
	bool changed = p->call.me->member.charter_accepted != 0;
	struct act_args args = { .revision = charter->version };
	struct act_result result = { 0 };
	enum err e;

	if (changed) {
		plain_say(p, _("The charter changed on %s: it is shown again, "
		    "to be accepted anew."), i18n_full_date(charter->since,
		    p->call.arena));
		changes_say(p, charter);
	} else
		plain_say(p, ngettext_("The charter, %u article, to be "
		    "accepted once.", "The charter, %u articles, to be "
		    "accepted once.", count), count);
	for (unsigned n = 1; n <= count; n++) {
		lines_article(&p->call, charter, n, '\0');
		if (n == count / 2) {
			struct str line;
			plain_say(p, "%s", _("Enter: the rest."));
			if (!plain_line(p, &line))
				return false;
		}
	}
	plain_say(p, "1. %s", _("I accept this charter"));
	plain_say(p, "2. %s", changed ? _("Not now: I go on as before") :
	    _("Leave"));
	switch (plain_number(p, 2, 0)) {
	case 0:
		return false;
	case 2:
		return charter_later(p, changed);
	}
	e = act_run(p->call.store, p->call.who, ACT_CHARTER_ACCEPT, &args,
	    &result);
	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	return e == OK;
}
