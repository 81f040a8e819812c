/* plain_write: writing in plain mode: what is asked, what becomes of it. */
#include <stdlib.h>
#include <string.h>

#include "ui/lines/plain_write.h"
#include "ui/widgets/advice.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

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
	if (to->len > 0)
		plain_say(w->p, _("Now: %.*s. Enter keeps it."), STR(*to));
	more = plain_line(w->p, &line);
	line.len = strcspn(line.p, "\n");
	if (line.len > 0) {
		*to = arena_str(w->arena, line);
		w->changed = true;
	}
	return more;
}

/* Is there anything to ask about it? */
static bool
has_head(const struct writing *w)
{
	return w->draft.to == 0 && (w->draft.edits == 0 || w->opening ||
	    w->draft.type == TYPE_D);
}

static bool
ask_all(struct writing *w)
{
	bool edits = w->draft.edits != 0;

	if (!has_head(w))
		return true;
	if ((edits ? w->opening : w->draft.room != 0) &&
	    !ask_line(w, _("Title, on one line."), &w->draft.title))
		return false;
	if (!edits && (!ask_type(w) || !ask_hat(w)))
		return false;
	if (w->draft.type == TYPE_S && !edits)
		plain_say(w->p, "%s", _("A synthesis covers what was answered "
		    "before it. Four parts help: agreements, fruitful "
		    "disagreements, open questions, resources. Those you name "
		    "by #number or @name are asked whether they find "
		    "themselves in it."));
	if (w->draft.type != TYPE_D)
		return true;
	return ask_line(w, _("What you understand of the other’s point of "
	    "view, 40 to 400 signs."), &w->draft.restate) &&
	    ask_line(w, _("Where you meet; Enter leaves it out."),
	    &w->draft.agree);
}

/* --- sent --- */

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
	w->sent = w->p->mine = true;
	if (d->to != 0)
		plain_say(w->p, "%s", _("The message is sent."));
	else if (result.withheld)
		plain_say(w->p, _("Sent: %llu. It is published when the "
		    "person has answered, or when the time for it is over."),
		    (unsigned long long)result.id);
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
	char *type = d->hat.len == 0 ? arena_strdup(w->arena,
	    i18n_word(VOCABULARY_TYPE, d->type)) : arena_printf(w->arena,
	    "%s, %.*s", i18n_word(VOCABULARY_TYPE, d->type), STR(d->hat));

	if (d->to != 0)
		plain_say(w->p, _("%s, a private message."), sum);
	else if (d->edits != 0)
		plain_say(w->p, _("%s, instead of the text of %llu."), sum,
		    (unsigned long long)d->edits);
	else if (d->parent != 0)
		plain_say(w->p, _("%s, %s, in answer to %llu."), sum, type,
		    (unsigned long long)d->parent);
	else
		plain_say(w->p, "%s, %s.", sum, type);
}

/* What is worth a second look. */
static void
say_advice(struct writing *w)
{
	const struct draft *d = &w->draft;
	struct advice_text about = { .text = d->text, .parent = d->parent,
		.fresh = d->edits == 0 && d->to == 0 };
	const char *words;

	while ((words = advice_next(w->p->call.store, w->p->call.who, &about,
	    &w->advised, w->arena)) != NULL)
		plain_say(w->p, "%s", words);
}

/* Send, read back, go on, correct, change what was asked, set aside. */
static void
finish(struct writing *w)
{
	enum { SEND = 1, BACK, GO_ON, CORRECT, ANEW, HEAD, ASIDE };
	static const char *const choices[] = {
		[SEND] = N_("Send"), [BACK] = N_("Read it again"),
		[GO_ON] = N_("Go on writing"),
		[CORRECT] = N_("Correct a line"),
		[ANEW] = N_("Write the text anew"),
		[HEAD] = N_("Change the type and the title"),
		[ASIDE] = N_("Set aside"),
	};
	bool more = true;

	while (more && !w->sent) {
		int offered[ASIDE + 1], count = 0;

		say_sum(w);
		say_advice(w);
		for (int i = SEND; i <= ASIDE; i++)
			if (i != HEAD || has_head(w)) {
				offered[++count] = i;
				plain_say(w->p, "%d. %s", count,
				    _(choices[i]));
			}
		offered[0] = ASIDE;	/* hung up, or left */
		switch (offered[plain_number(w->p, (unsigned)count, 0)]) {
		case SEND:
			send(w);
			break;
		case BACK:
			writing_say(w);
			break;
		case ANEW:
			w->len = 0;
			w->draft.text.len = 0;
			/* FALLTHROUGH */
		case GO_ON:
			more = writing_read(w);
			break;
		case CORRECT:
			more = writing_correct(w);
			break;
		case HEAD:
			more = ask_all(w);
			break;
		default:
			return;
		}
	}
}

/* What comes first: the questions, the text, or what to do with it. */
enum from { FROM_HEAD, FROM_TEXT, FROM_CHOICES };

static void
writing_run(struct writing *w, enum from from)
{
	struct plain *p = w->p;
	struct place back = p->place;

	if ((from != FROM_HEAD || ask_all(w)) &&
	    (from == FROM_CHOICES || writing_read(w)))
		finish(w);
	if (!w->sent) {
		writing_keep(w);
		if (!p->hungup)
			plain_say(p, "%s", w->draft.number != 0 ?
			    _("The draft is kept; it waits under “For you”.") :
			    _("Nothing was written."));
	}
	writing_end(w);
	p->place = back;
}

/* Greying: said before anybody writes for nothing.  Later is not never: the
 * text is kept until then. */
static bool
may(struct plain *p, enum act act, const struct act_args *args)
{
	struct refusal why = { 0 };
	enum err e = store_may(p->call.store, p->call.who, act, args, &why);

	if (e != OK)
		plain_refused(p, e, &why, NULL);
	if (e == ERR_LIMIT)
		plain_say(p, "%s", _("What you write is kept until then."));
	return e == OK || e == ERR_LIMIT;
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
	writing_add(w, found.text);
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
	writing_run(&w, draft_found(&w) ? FROM_TEXT : FROM_HEAD);
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
	writing_run(&w, draft_found(&w) ? FROM_TEXT : FROM_HEAD);
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
	writing_run(&w, draft_found(&w) ? FROM_TEXT : FROM_HEAD);
}

/* What a text that replaces a post's begins as; the store refuses it if the
 * post was changed meanwhile. */
static enum err
edit_begin(struct writing *w)
{
	struct post_view v;
	enum err e = query_post(w->p->call.store, w->p->call.who,
	    w->draft.edits, w->arena, &v);

	if (e != OK)
		return e;
	w->opening = v.post.parent == 0;
	w->revision = v.post.revision;
	w->draft.type = v.post.type;
	if (w->draft.number != 0)
		return OK;
	if (w->opening)
		w->draft.title = v.title;
	w->draft.restate = v.post.restate;
	w->draft.agree = v.post.agree;
	writing_add(w, v.text);
	w->changed = false;	/* that much is no draft */
	return OK;
}

void
plain_write_edit(struct plain *p, uint64_t post)
{
	struct act_args args = { .post = post };
	struct writing w;
	enum err e;

	if (!may(p, ACT_POST_EDIT, &args))
		return;
	writing_begin(&w, p);
	w.draft.edits = post;
	draft_found(&w);
	if ((e = edit_begin(&w)) != OK) {
		plain_refused(p, e, NULL, NULL);
		writing_end(&w);
		return;
	}
	plain_say(p, "%s", _("The text as it stands:"));
	writing_say(&w);
	writing_run(&w, FROM_CHOICES);
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
	writing_add(&w, drafts[i].draft.text);
	if (drafts[i].parent_gone)
		plain_say(p, "%s", _("What this text answers is no longer "
		    "there; the text is kept."));
	else if (w.draft.edits != 0)
		edit_begin(&w);
	writing_say(&w);
	writing_run(&w, FROM_TEXT);
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
	else {
		p->mine = true;
		plain_say(p, _("Post %llu is deleted."),
		    (unsigned long long)post);
	}
}
