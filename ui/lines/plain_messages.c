/* plain_messages: private messages, and what a post said before, said in
 * sentences. */
#include <string.h>

#include "ui/core/digits.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { TALKS_SAID = 60, OLDER_SAID = 10 };

/* --- conversations --- */

static void
talk_new(struct plain *p, uint64_t number)
{
	struct member_view view;
	struct str line;
	enum err e;

	plain_say(p, "%s", _("To whom? A name."));
	if (!plain_line(p, &line) || line.len == 0)
		return;
	e = query_member_named(p->call.store, p->call.who,
	    lines_copy(&p->call, line), p->call.arena, &view);
	if (e != OK)
		plain_refused(p, e, NULL, lines_copy(&p->call, line));
	else
		plain_write_message(p, view.member.id);
}

static void
talks_say(struct plain *p)
{
	struct talk_view *talks;
	uint64_t unread = 0;
	size_t count = 0;
	enum err e = query_talks(p->call.store, p->call.who, TALKS_SAID,
	    p->call.arena, &talks, &count, &unread);

	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("No private message yet."));
	else
		plain_say(p, ngettext_("Private messages, %lu unread.",
		    "Private messages, %lu unread.", unread),
		    (unsigned long)unread);
	for (size_t i = 0; i < count; i++) {
		const struct talk_view *t = &talks[i];
		const char *waits = t->unread == 0 ? "" : arena_printf(
		    p->call.arena, ngettext_(", %lu unread", ", %lu unread",
		    t->unread), (unsigned long)t->unread);
		plain_offer(p, plain_messages, t->other, t->mine ?
		    _("%.*s, %s%s. You: %.*s") : "%.*s, %s%s. %.*s",
		    STR(t->name), i18n_date_hour(t->last_at, clock_now(),
		    p->call.arena), waits, STR(t->excerpt));
	}
	plain_offer(p, talk_new, 0, "%s", _("Write to somebody"));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* --- one of them --- */

static void
messages_say(struct plain *p, const struct message_view *views, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct message_view *v = &views[i];
		plain_say(p, _("Message %llu, %.*s, %s%s."),
		    (unsigned long long)v->number, STR(v->author),
		    i18n_date_hour(v->at, clock_now(), p->call.arena),
		    v->unread ? _(", unread") : "");
		plain_text(p, v->text);
	}
}

static void
copies_remove(struct plain *p, uint64_t other, uint64_t number)
{
	struct act_args args = { .member = other };
	struct refusal why = { 0 };
	enum err e = store_may(p->call.store, p->call.who,
	    ACT_MESSAGE_REMOVE, &args, &why);

	if (e != OK) {
		plain_refused(p, e, &why, NULL);
		return;
	}
	if (!plain_sure(p, _("Remove from your side? The other person keeps"
	    " their copy."), _("Remove")))
		return;
	e = lines_messages_remove(&p->call, other, number, &why);
	if (e != OK)
		plain_refused(p, e, &why, NULL);
	else
		plain_say(p, "%s", _("Removed from your side; the other"
		    " person keeps their copy."));
}

static void
one_remove(struct plain *p, uint64_t other)
{
	struct str line;
	uint64_t number;

	plain_say(p, "%s", _("The number of the message."));
	if (!plain_line(p, &line))
		return;
	if (digits_number(line, 1, INT64_MAX, &number) != OK)
		plain_say(p, "%s", _("No such number here."));
	else
		copies_remove(p, other, number);
}

static void
all_remove(struct plain *p, uint64_t other)
{
	copies_remove(p, other, 0);
	if (!p->over)
		plain_messages(p, 0);
}

static void talk_say(struct plain *p, uint64_t other, uint64_t before);

static void
older_say(struct plain *p, uint64_t other)
{
	talk_say(p, other, p->message);
}

static void
talk_say(struct plain *p, uint64_t other, uint64_t before)
{
	struct message_view *views;
	struct member_view view;
	size_t count = 0;
	enum err e;

	if ((e = query_member(p->call.store, p->call.who, other,
	    p->call.arena, &view)) != OK ||
	    (e = lines_messages(&p->call, other, before, before != 0 ?
	    OLDER_SAID : 0, &views, &count)) != OK) {
		plain_refused(p, e, NULL, NULL);
		return;
	}
	if (count == 0)
		plain_say(p, "%s", before != 0 ? _("No older message.") :
		    _("No private message yet."));
	else if (before == 0)
		plain_say(p, _("Your messages with %.*s, oldest first."),
		    STR(view.member.handle));
	messages_say(p, views, count);
	plain_offer(p, plain_write_message, other, _("Write to %.*s"),
	    STR(view.member.handle));
	if (count > 0) {
		p->message = views[0].number;
		plain_offer(p, older_say, other, "%s", _("Older messages"));
		plain_offer(p, one_remove, other, "%s",
		    _("Remove one of them from your side"));
		plain_offer(p, all_remove, other, "%s",
		    _("Remove all of them from your side"));
	}
	plain_offer(p, plain_messages, 0, "%s", _("All conversations"));
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

void
plain_messages(struct plain *p, uint64_t other)
{
	plain_begin(p);
	p->place = (struct place){ 0 };
	if (other == 0)
		talks_say(p);
	else
		talk_say(p, other, 0);
}

/* --- history --- */

static void
version_say(struct plain *p, uint64_t at)
{
	struct version_view *versions;
	size_t count;
	enum err e = query_history(p->call.store, p->call.who, p->message,
	    p->call.arena, &versions, &count);

	if (e == OK && at < count)
		e = lines_history_say(&p->call, p->message, versions, at);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
}

void
plain_history(struct plain *p, uint64_t post)
{
	struct version_view *versions;
	size_t count = 0, i;
	char number[24];
	enum err e = query_history(p->call.store, p->call.who, post,
	    p->call.arena, &versions, &count);

	plain_begin(p);
	snprintf(number, sizeof(number), "%llu", (unsigned long long)post);
	if (e != OK)
		plain_refused(p, e, NULL, number);
	else if (count == 1)
		plain_say(p, _("Post %llu was never changed."),
		    (unsigned long long)post);
	else
		plain_say(p, ngettext_("Post %llu, %zu version.",
		    "Post %llu, %zu versions.", count),
		    (unsigned long long)post, count);
	p->message = post;
	for (i = count; i-- > 0; )
		plain_offer(p, version_say, i, i > 0 ?
		    _("What version %zu changed, %s") :
		    _("Version %zu, whole, %s"), i + 1, i18n_date_hour(
		    versions[i].written, clock_now(), p->call.arena));
	plain_offer(p, plain_post, post, "%s", _("Back to the post"));
}
