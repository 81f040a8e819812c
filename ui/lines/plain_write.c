/*
 * plain_write: writing in plain mode.  Each line goes into the draft as it
 * comes; a hang-up leaves the draft, with the line that was begun.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/lines/plain_own.h"
#include "ui/widgets/quote.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

struct writing {
	struct plain *p;
	struct draft draft;		/* its strings: in arena */
	struct arena *arena;		/* outlives the answers */
	char *text;			/* malloc'd; draft.text points here */
	size_t len, room;
	uint32_t revision;		/* of the post that is edited */
	bool sent;
	bool said_quote, said_same;	/* the advice before sending */
};

static void
writing_begin(struct writing *w, struct plain *p)
{
	*w = (struct writing){ .p = p, .arena = arena_new() };
	w->draft.member = p->call.who->member;
}

static void
writing_end(struct writing *w)
{
	free(w->text);
	arena_free(w->arena);
}

static void
text_add(struct writing *w, struct str s)
{
	if (w->len + s.len + 1 > w->room) {
		w->room = 2 * (w->len + s.len) + 256;
		w->text = xrealloc(w->text, w->room);
	}
	memcpy(w->text + w->len, s.p, s.len);
	w->len += s.len;
	w->draft.text = (struct str){ w->text, w->len };
}

/* A refusal is said once a text, not at each line. */
static void
draft_keep(struct writing *w)
{
	struct act_args args = { .draft = &w->draft };
	struct act_result result = { 0 };
	enum err e;

	if (w->draft.text.len + w->draft.title.len == 0)
		return;
	w->draft.cursor = (uint32_t)w->len;
	w->draft.open = w->p->hungup;
	e = act_run(w->p->call.store, w->p->call.who, ACT_DRAFT_SAVE, &args,
	    &result);
	if (e == OK)
		w->draft.number = result.id;
	else if (!w->p->hungup)
		plain_refused(w->p, e, &result.why, NULL);
}

/* --- the questions before the text --- */

static bool
ask_type(struct writing *w)
{
	struct plain *p = w->p;
	size_t count;
	const struct word *words = vocabulary_words(VOCABULARY_TYPE, &count);
	char *all = arena_strdup(w->arena, "");
	unsigned n;

	for (unsigned i = 0; i < count; i++)
		all = arena_printf(w->arena, "%s%s%u %s", all,
		    i ? ", " : "", i + 1, _(words[i].title));
	plain_say(p, _("Type: %s. Enter: %d"), all, w->draft.type + 1);
	n = plain_number(p, (unsigned)count, w->draft.type + 1u);
	if (n != 0)
		w->draft.type = (uint8_t)(n - 1);
	return n != 0;
}

static bool
ask_hat(struct writing *w)
{
	struct plain *p = w->p;
	const struct member *me = &p->call.me->member;
	struct str hats[LENGTH(me->hats) + 1] = { { "", 0 } };
	unsigned count = 1, n;
	char *all = arena_printf(w->arena, "1 %s", _("in one’s own name"));

	for (size_t i = 0; i < LENGTH(me->hats); i++)
		if (me->hats[i].len > 0) {
			hats[count++] = me->hats[i];
			all = arena_printf(w->arena, "%s, %u %.*s", all,
			    count, STR(me->hats[i]));
		}
	if (count == 1)
		return true;
	plain_say(p, _("Speaking as: %s. Enter: 1"), all);
	if ((n = plain_number(p, count, 1)) != 0)
		w->draft.hat = hats[n - 1];
	return n != 0;
}

static bool
ask_line(struct writing *w, const char *question, struct str *to)
{
	struct str line;
	bool more;

	plain_say(w->p, "%s", question);
	more = plain_line(w->p, &line);
	if (line.len > 0)
		*to = arena_str(w->arena, line);
	return more;
}

static bool
ask_all(struct writing *w)
{
	bool opening = w->draft.room != 0;

	if (opening && !ask_line(w, _("Title, on one line."),
	    &w->draft.title))
		return false;
	if (w->draft.edits != 0 || w->draft.to != 0)
		return true;
	if (!ask_type(w) || !ask_hat(w))
		return false;
	if (w->draft.type != TYPE_D)
		return true;
	return ask_line(w, _("What you understand of the other’s point of "
	    "view, 40 to 400 signs."), &w->draft.restate) &&
	    ask_line(w, _("Where you meet; Enter leaves it out."),
	    &w->draft.agree);
}

/* --- the text --- */

/* Lines up to one of a single dot; false: hung up. */
static bool
read_text(struct writing *w)
{
	struct str line;

	plain_say(w->p, "%s", _("Write. A line of a single dot ends it. Each line "
	    "is kept."));
	for (;;) {
		bool more = plain_line(w->p, &line);
		if (more && line.len == 1 && line.p[0] == '.')
			return true;
		if (more || line.len > 0) {
			text_add(w, line);
			text_add(w, (struct str){ "\n", 1 });
			draft_keep(w);
		}
		if (!more)
			return false;
	}
}

static void
read_back(struct writing *w)
{
	if (w->draft.title.len > 0)
		plain_say(w->p, _("Title: %.*s"), STR(w->draft.title));
	if (w->draft.restate.len > 0)
		plain_say(w->p, "%.*s", STR(w->draft.restate));
	if (w->draft.agree.len > 0)
		plain_say(w->p, "%.*s", STR(w->draft.agree));
	lines_text(&w->p->call, w->draft.text);
}

static bool
send(struct writing *w)
{
	const struct draft *d = &w->draft;
	struct act_args args = {
		.room = d->room, .post = d->edits ? d->edits : d->parent,
		.number = d->number, .type = d->type, .title = d->title,
		.text = d->text, .hat = d->hat, .restate = d->restate,
		.agree = d->agree, .revision = w->revision, .member = d->to,
	};
	struct act_result result = { 0 };
	enum act act = d->to ? ACT_MESSAGE_SEND : d->edits ? ACT_POST_EDIT :
	    d->parent ? ACT_POST_REPLY : ACT_THREAD_NEW;
	enum err e = act_run(w->p->call.store, w->p->call.who, act, &args,
	    &result);

	if (e != OK) {
		plain_refused(w->p, e, &result.why, NULL);
		return false;
	}
	w->sent = true;
	if (d->to != 0)
		plain_say(w->p, "%s", _("The message is sent."));
	else
		plain_say(w->p, _("Sent: %llu."), (unsigned long long)
	    (result.id ? result.id : args.post));
	return true;
}

static void
say_sum(struct writing *w)
{
	const struct draft *d = &w->draft;
	size_t words = text_words(d->text);
	char *sum = arena_printf(w->arena, ngettext_("%zu word", "%zu words",
	    words), words);

	if (d->to != 0)
		plain_say(w->p, _("%s, a private message."), sum);
	else if (d->edits != 0)
		plain_say(w->p, _("%s, instead of the text of %llu."), sum,
		    (unsigned long long)d->edits);
	else if (d->parent != 0)
		plain_say(w->p, _("%s, %s, in answer to %llu."), sum,
		    i18n_word(VOCABULARY_TYPE, d->type),
		    (unsigned long long)d->parent);
	else
		plain_say(w->p, "%s, %s.", sum,
		    i18n_word(VOCABULARY_TYPE, d->type));
}

/* What is worth a second look: advice, each said once. */
static void
say_advice(struct writing *w)
{
	struct post_view last;

	if (!w->said_quote && quote_share(w->draft.text) > 80) {
		w->said_quote = true;
		plain_say(w->p, "%s", _("Four fifths of this text is "
		    "quotation. Send, or tighten it?"));
	}
	if (w->said_same || w->draft.edits != 0 || query_last_own(
	    w->p->call.store, w->p->call.who, w->arena, &last) != OK ||
	    !text_same(last.text, w->draft.text))
		return;
	w->said_same = true;
	plain_say(w->p, _("This text is the same as your last, #%llu. "
	    "Send it here too?"), (unsigned long long)last.post.id);
}

/* Send, read back, go on, change what was asked, set aside. */
static void
finish(struct writing *w)
{
	enum { SEND = 1, BACK, GO_ON, ANEW, HEAD, ASIDE };

	bool head = w->draft.to == 0;
	unsigned n;

	for (;;) {
		say_sum(w);
		say_advice(w);
		plain_say(w->p, "1. %s", _("Send"));
		plain_say(w->p, "2. %s", _("Read it again"));
		plain_say(w->p, "3. %s", _("Go on writing"));
		plain_say(w->p, "4. %s", _("Write the text anew"));
		if (head)
			plain_say(w->p, "5. %s",
			    _("Change the type and the title"));
		plain_say(w->p, "%d. %s", head ? ASIDE : HEAD,
		    _("Set aside"));
		n = plain_number(w->p, head ? ASIDE : HEAD, 0);
		switch (n == HEAD && !head ? ASIDE : n) {
		case SEND:
			if (send(w))
				return;
			break;
		case BACK:
			read_back(w);
			break;
		case ANEW:
			w->len = 0;
			w->draft.text.len = 0;
			/* FALLTHROUGH */
		case GO_ON:
			if (!read_text(w))
				return;
			break;
		case HEAD:
			if (!ask_all(w))
				return;
			break;
		default:
			return;
		}
	}
}

static void
writing_run(struct writing *w, bool begun)
{
	struct plain *p = w->p;
	struct place back = p->place;

	if ((begun || ask_all(w)) && read_text(w))
		finish(w);
	if (!w->sent) {
		draft_keep(w);
		if (!p->hungup)
			plain_say(p, "%s", _("The draft is kept; it waits under "
			    "“For you”."));
	}
	writing_end(w);
	p->place = back;
	p->counter = 0;		/* one's own post is no news */
}

/* Greying: said before anybody writes for nothing. */
static bool
may(struct plain *p, enum act act, const struct act_args *args)
{
	struct refusal why = { 0 };
	enum err e = store_may(p->call.store, p->call.who, act, args, &why);

	if (e != OK)
		plain_refused(p, e, &why, NULL);
	return e == OK;
}

/* A draft of this place is taken up again. */
static bool
draft_found(struct writing *w)
{
	struct draft *d = &w->draft, found;

	if ((d->to != 0 ? query_draft_to(w->p->call.store, w->p->call.who,
	    d->to, w->arena, &found) : query_draft(w->p->call.store,
	    w->p->call.who, d->room, d->parent, d->edits, w->arena,
	    &found)) != OK)
		return false;
	*d = found;
	text_add(w, found.text);
	plain_say(w->p, _("A draft of %zu words waits here; you go on with "
	    "it."), text_words(d->text));
	return true;
}

void
plain_write_new(struct plain *p, uint64_t room)
{
	struct act_args args = { .room = room, .type = TYPE_Q };
	struct writing w;

	if (!may(p, ACT_THREAD_NEW, &args))
		return;
	writing_begin(&w, p);
	w.draft.room = room;
	writing_run(&w, draft_found(&w));
}

void
plain_write_reply(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct writing w;

	if (!may(p, ACT_POST_REPLY, &args))
		return;
	writing_begin(&w, p);
	w.draft.parent = post;
	writing_run(&w, draft_found(&w));
}

void
plain_write_message(struct plain *p, uint64_t member)
{
	struct act_args args = { .member = member };
	struct writing w;

	if (!may(p, ACT_MESSAGE_SEND, &args))
		return;
	writing_begin(&w, p);
	w.draft.to = member;
	writing_run(&w, draft_found(&w));
}

void
plain_write_edit(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct post_view v;
	struct writing w;
	enum err e;

	if (!may(p, ACT_POST_EDIT, &args))
		return;
	e = query_post(p->call.store, p->call.who, post, p->call.arena, &v);
	if (e != OK) {
		plain_refused(p, e, NULL, NULL);
		return;
	}
	writing_begin(&w, p);
	w.draft.edits = post;
	w.draft.type = v.post.type;
	w.revision = v.post.revision;
	if (!draft_found(&w)) {
		plain_say(p, "%s", _("The text as it stands:"));
		lines_text(&p->call, v.text);
		plain_say(p, "%s", _("What you write now takes its place."));
	}
	writing_run(&w, true);
}

void
plain_write_draft(struct plain *p, uint64_t number)
{
	struct draft_view *drafts;
	size_t count = 0, i;
	struct writing w;
	enum err e = query_drafts(p->call.store, p->call.who, p->call.arena,
	    &drafts, &count);

	for (i = 0; e == OK && i < count; i++)
		if (drafts[i].draft.number == number)
			break;
	if (e != OK || i == count) {
		plain_refused(p, e == OK ? ERR_NOT_FOUND : e, NULL, NULL);
		return;
	}
	plain_say(p, "1. %s", _("Go on writing"));
	plain_say(p, "2. %s", _("Throw it away"));
	if (plain_number(p, 2, 1) == 2) {
		struct act_args args = { .number = number };
		struct act_result result = { 0 };
		e = act_run(p->call.store, p->call.who, ACT_DRAFT_DROP, &args,
		    &result);
		if (e != OK)
			plain_refused(p, e, &result.why, NULL);
		else
			plain_say(p, "%s", _("Thrown away; it can be taken "
			    "back for 7 days."));
		plain_for_you(p, 0);
		return;
	}
	if (p->over)
		return;
	writing_begin(&w, p);
	w.draft = drafts[i].draft;
	w.draft.hat = arena_str(w.arena, w.draft.hat);
	w.draft.title = arena_str(w.arena, w.draft.title);
	w.draft.restate = arena_str(w.arena, w.draft.restate);
	w.draft.agree = arena_str(w.arena, w.draft.agree);
	text_add(&w, drafts[i].draft.text);
	read_back(&w);
	writing_run(&w, true);
	if (!p->over)
		plain_for_you(p, 0);
}

void
plain_delete(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct act_result result = { 0 };
	enum err e;

	if (!may(p, ACT_POST_DELETE, &args) ||
	    !plain_sure(p, _("Delete this post? The answers stay."),
	    _("Delete")))
		return;
	e = act_run(p->call.store, p->call.who, ACT_POST_DELETE, &args,
	    &result);
	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, _("Post %llu is deleted."),
		    (unsigned long long)post);
}
