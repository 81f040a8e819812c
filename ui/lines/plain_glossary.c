/* plain_glossary: the glossary, said a few words at a time. */
#include "store/forum/query_terms.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { WORDS_SAID = 7 };

static void
term_answer(struct plain *p, enum act act, uint64_t term, const char *done)
{
	struct act_args args = { .number = term };

	plain_do(p, act, &args, done);
	plain_glossary(p, 0);
}

static void
approve(struct plain *p, uint64_t term)
{
	term_answer(p, ACT_TERM_APPROVE, term, _("Your approval is noted."));
}

static void
withdraw(struct plain *p, uint64_t term)
{
	if (plain_sure(p, _("Take this word out of the glossary?"),
	    _("Take it out")))
		term_answer(p, ACT_TERM_WITHDRAW, term,
		    _("This word is taken out."));
}

/* A word that waits: what it means, and one's answer. */
static void
term_again(struct plain *p, uint64_t term)
{
	struct act_args args = { .number = term };
	struct term_view v;
	enum err e = query_term(p->call.store, p->call.who, term,
	    p->call.arena, &v);

	plain_begin(p);
	if (e != OK) {
		plain_refused(p, e, NULL, NULL);
	} else {
		plain_say(p, "%.*s: %.*s", STR(v.term.word), STR(v.term.text));
		if (v.may_approve)
			plain_offer(p, approve, term, "%s",
			    _("Approve this word"));
		if (store_may(p->call.store, p->call.who, ACT_TERM_WITHDRAW,
		    &args, NULL) == OK)
			plain_offer(p, withdraw, term, "%s",
			    _("Take it out"));
	}
	plain_offer(p, plain_glossary, 0, "%s", _("Glossary"));
}

static void
propose_send(struct plain *p, struct act_args *args)
{
	plain_do(p, ACT_TERM_PROPOSE, args,
	    _("Proposed. Others approve it now."));
	plain_glossary(p, 0);
}

static void
propose(struct plain *p, uint64_t number)
{
	struct act_args args = { 0 };
	bool whole;

	plain_say(p, "%s", _("The word, or Enter to leave it."));
	if (!plain_line(p, &args.name) || args.name.len == 0)
		return;
	plain_say(p, "%s", _("What it means, 20 to 600 characters, on one "
	    "line."));
	whole = plain_line(p, &args.text);
	plain_keep(p, UNSENT_TERM, 0, &args);
	if (whole)
		propose_send(p, &args);
}

/* What was written before the line dropped, or was refused. */
static void
propose_again(struct plain *p, uint64_t number)
{
	struct act_args args = { 0 };
	struct unsent u;

	if (!plain_unsent(p, UNSENT_TERM, 0, &u)) {
		plain_glossary(p, 0);
		return;
	}
	args.name = u.name;
	args.text = u.text;
	propose_send(p, &args);
}

static void
find(struct plain *p, uint64_t number)
{
	struct term_view v;
	struct str line;
	enum err e;

	plain_say(p, "%s", _("Which word?"));
	if (!plain_line(p, &line) || line.len == 0)
		return;
	e = query_term_named(p->call.store, p->call.who, line, p->call.arena,
	    &v);
	if (e != OK) {
		plain_refused(p, e, NULL, lines_copy(&p->call, line));
		plain_glossary(p, 0);
		return;
	}
	term_again(p, v.term.id);
}

/* The words after the term `after`; 0: from the first. */
void
plain_glossary(struct plain *p, uint64_t after)
{
	struct term_view *views;
	struct unsent u;
	size_t count = 0;
	enum err e = query_terms(p->call.store, p->call.who, str_of(""),
	    after, WORDS_SAID, p->call.arena, &views, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("No word is here."));
	for (size_t i = 0; i < count; i++) {
		const struct term *term = &views[i].term;

		if (term->approved != 0)
			plain_say(p, "%.*s: %.*s", STR(term->word),
			    STR(term->text));
		else
			plain_offer(p, term_again, term->id,
			    _("%.*s, proposed by %.*s"), STR(term->word),
			    STR(views[i].by));
	}
	if (count == WORDS_SAID)
		plain_offer(p, plain_glossary, views[count - 1].term.id, "%s",
		    _("More words"));
	plain_offer(p, find, 0, "%s", _("Find a word"));
	if (p->call.me != NULL)
		plain_offer(p, propose, 0, "%s", _("Propose a word"));
	if (plain_unsent(p, UNSENT_TERM, 0, &u) && u.name.len > 0 &&
	    u.text.len > 0)
		plain_offer(p, propose_again, 0, _("Propose what you had "
		    "written: %.*s, “%.*s”"), STR(u.name), STR(u.text));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}
