/* plain_read: home, notices and rooms, said in sentences. */
#include <string.h>

#include "ui/core/mandate_words.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { THREADS_SAID = 7 };

void
plain_home(struct plain *p, uint64_t number)
{
	struct home home = { 0 };
	enum err e = OK;
	size_t mine;

	plain_begin(p);
	p->place = (struct place){ 0 };
	if (p->call.me == NULL) {
		plain_say(p, "%s", _("palabre, plain mode. Welcome; visitors read "
		    "the public rooms."));
	} else {
		e = query_home(p->call.store, p->call.who, p->call.arena,
		    &home);
		if (e != OK)
			plain_refused(p, e, NULL, NULL);
		mine = home_things(&home);
		plain_say(p, "%s %s, %s.",
		    arena_printf(p->call.arena,
		    _("palabre, plain mode. Hello %.*s."),
		    STR(p->call.me->member.handle)),
		    arena_printf(p->call.arena, ngettext_("%lu unread",
		    "%lu unread", home.unread), (unsigned long)home.unread),
		    arena_printf(p->call.arena, ngettext_(
		    "%lu thing for you", "%lu things for you", mine),
		    (unsigned long)mine));
		if (mine > 0)
			plain_offer(p, plain_for_you, 0, _("For you, %zu"),
			    mine);
		if (home.followed_count > 0)
			plain_offer(p, plain_followed, 0, _("Followed, %zu"),
			    home.followed_count);
		if (p->new_here)
			plain_offer(p, plain_profile_all, 0, "%s",
			    _("Fill in your profile, one minute"));
		if (p->options.offered_key != NULL)
			plain_offer(p, plain_key_offered, 0, "%s",
			    _("Remember the key of this client"));
		if (home.unread > 0)
			plain_offer(p, plain_next_unread, 0,
			    ngettext_("Read on, %lu unread",
			    "Read on, %lu unread", home.unread),
			    (unsigned long)home.unread);
	}
	plain_say(p, "%s", _("Type a number, or a command (read, reply, rooms, "
	    "search, help, quit)."));
	plain_offer(p, plain_rooms, 0, "%s", _("Rooms"));
	plain_offer(p, plain_search, 0, "%s", _("Search"));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* --- for you --- */

static void
notice_open(struct plain *p, uint64_t post)
{
	act_run(p->call.store, p->call.who, ACT_NOTICE_SEEN,
	    &(struct act_args){ .post = post }, NULL);
	plain_post(p, post);
}

/* The case with its reasons, not the post. */
static void
decided_open(struct plain *p, uint64_t post)
{
	struct post_view v;

	act_run(p->call.store, p->call.who, ACT_NOTICE_SEEN,
	    &(struct act_args){ .post = post }, NULL);
	if (query_post(p->call.store, p->call.who, post, p->call.arena,
	    &v) == OK && v.post.casefile != 0)
		plain_case(p, v.post.casefile);
	else
		plain_post(p, post);
}

static void
notice_done(struct plain *p, uint64_t number)
{
	act_run(p->call.store, p->call.who, ACT_NOTICE_SEEN,
	    &(struct act_args){ .number = number }, NULL);
	plain_for_you(p, 0);
}

static void
notice_offer(struct plain *p, const struct notice_view *v)
{
	const struct notice *n = &v->notice;
	const char *title = lines_notice_kind(n)->title;
	const char *word = *title == '\0' ? "" : _(title);
	const char *text = n->text.len == 0 ? "" : arena_printf(
	    p->call.arena, " %.*s", STR(n->text));

	if (n->kind == NOTICE_MANDATE || n->kind == NOTICE_MANDATE_ENDS) {
		word = mandate_words(n, p->call.arena);
		text = "";
	}
	if (n->kind == NOTICE_MESSAGE)
		plain_offer(p, plain_messages, n->by, "%.*s, %s, %s",
		    STR(v->by), word, i18n_date_hour(n->at, clock_now(),
		    p->call.arena));
	else if (n->post != 0)
		plain_offer(p, n->kind == NOTICE_DECIDED || n->kind ==
		    NOTICE_REPAIR || n->kind == NOTICE_APPEAL ? decided_open : notice_open, n->post,
		    v->by.len > 0 ? "%.*s, %s, %llu, %.*s" :
		    "%.*s%s, %llu, %.*s", STR(v->by), word, (unsigned long long)n->post,
		    STR(v->title));
	else
		plain_offer(p, notice_done, n->number, n->by ?
		    "%s, %s. %.*s%s" : "%s, %s.%.*s%s", word,
		    i18n_date_hour(n->at, clock_now(), p->call.arena),
		    STR(v->by), text);
}

/* What choosing it does, for each kind. */
static plain_run *const wait_runs[WAIT_KIND_COUNT] = {
	[WAIT_RESTATEMENT] = plain_answer,
	[WAIT_DUEL] = plain_asked,
	[WAIT_VIEW] = plain_asked,
	[WAIT_SYNTHESIS] = plain_post,
	[WAIT_ROUND] = plain_round,
	[WAIT_REPAIR] = plain_case,
	[WAIT_JURY] = plain_jury,
};

static void
wait_offer(struct plain *p, const struct wait_view *v)
{
	const struct wait *wait = &v->wait;

	plain_offer(p, wait_runs[wait->kind], wait->post == 0 ||
	    wait->kind == WAIT_REPAIR ? wait->id : wait->post, v->by.len > 0 ? "%s, %.*s, %.*s, %s" :
	    "%s%.*s, %.*s, %s", i18n_word(VOCABULARY_WAIT, wait->kind),
	    STR(v->by), STR(v->title), i18n_left(wait->until - clock_now(),
	    p->call.arena));
}

static void
waiting_say(struct plain *p, uint64_t number)
{
	plain_command(p, "waiting", NULL);
}

void
plain_for_you(struct plain *p, uint64_t number)
{
	struct home home = { 0 };
	enum err e = query_home(p->call.store, p->call.who, p->call.arena,
	    &home);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (home_things(&home) == 0)
		plain_say(p, "%s", _("Nothing waits for you."));
	if (home.waiting > 0)
		plain_offer(p, waiting_say, 0, ngettext_(
		    "%s person asks to join", "%s people ask to join",
		    home.waiting), i18n_number(home.waiting, p->call.arena));
	if (home.cases > 0)
		plain_offer(p, plain_queue, 0, ngettext_("%lu case to decide",
		    "%lu cases to decide", home.cases),
		    (unsigned long)home.cases);
	for (size_t i = 0; i < home.wait_count; i++)
		wait_offer(p, &home.waits[i]);
	for (size_t i = 0; i < home.draft_count; i++)
		plain_offer(p, plain_write_draft,
		    home.drafts[i].draft.number, _("Draft kept, %.*s"),
		    STR(home.drafts[i].title));
	for (size_t i = 0; i < home.notice_count; i++)
		notice_offer(p, &home.notices[i]);
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

/* --- rooms --- */

void
plain_rooms(struct plain *p, uint64_t number)
{
	struct room_view *rooms;
	size_t count = 0;
	enum err e = query_rooms(p->call.store, p->call.who, p->call.arena,
	    &rooms, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("There is no room to read yet."));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_room, rooms[i].room.id,
		    ngettext_("%.*s, %lu unread", "%.*s, %lu unread",
		    rooms[i].unread), STR(rooms[i].room.title),
		    (unsigned long)rooms[i].unread);
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

static void
room_read(struct plain *p, uint64_t room)
{
	if (plain_sure(p, _("Mark the whole room as read?"),
	    _("Mark as read"))) {
		struct act_args args = { .room = room };
		struct act_result result = { 0 };
		enum err e = act_run(p->call.store, p->call.who, ACT_CATCHUP,
		    &args, &result);
		if (e != OK)
			plain_refused(p, e, &result.why, NULL);
		else
			plain_say(p, "%s", _("All is marked as read."));
	}
	if (!p->over)
		plain_room(p, room);
}

static void
room_forget(struct plain *p, uint64_t room)
{
	struct act_args args = { .room = room };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_ROOM_FORGET,
	    &args, &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	plain_room(p, room);
}

static void
room_say(struct plain *p, uint64_t id, uint64_t before)
{
	struct room_view room;
	struct thread_view *threads;
	size_t count = 0;
	enum err e;

	plain_begin(p);
	p->place = (struct place){ .room = id };
	if ((e = query_room(p->call.store, p->call.who, id, p->call.arena,
	    &room)) != OK || (e = query_threads(p->call.store, p->call.who,
	    id, before, THREADS_SAID, THREADS_BY_ACTIVITY, p->call.arena,
	    &threads, &count)) != OK) {
		plain_refused(p, e, NULL, NULL);
		plain_offer(p, plain_home, 0, "%s", _("Home"));
		return;
	}
	if (before == 0) {
		plain_say(p, _("Room %.*s. %s."), STR(room.room.title),
		    arena_printf(p->call.arena, ngettext_("%lu thread",
		    "%lu threads", room.room.threads),
		    (unsigned long)room.room.threads));
		if (room.room.description.len > 0)
			plain_say(p, "%.*s", STR(room.room.description));
	}
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_thread, threads[i].thread.id,
		    ngettext_("Thread %llu, %.*s, by %.*s, %lu unread of %lu",
		    "Thread %llu, %.*s, by %.*s, %lu unread of %lu",
		    threads[i].unread),
		    (unsigned long long)threads[i].thread.id,
		    STR(threads[i].thread.title), STR(threads[i].author),
		    (unsigned long)threads[i].unread,
		    (unsigned long)threads[i].thread.posts);
	if (count == THREADS_SAID)
		plain_offer(p, plain_threads_from,
		    threads[count - 1].thread.id, "%s", _("Older threads"));
	if (p->call.me != NULL) {
		plain_offer(p, plain_write_new, id, "%s", _("Open a thread"));
		plain_offer(p, room_read, id, "%s", _("Mark all as read"));
		plain_offer_room_watch(p, &room);
		plain_offer(p, room_forget, id, "%s", room.forgotten ?
		    _("Take this room back") : _("Forget this room"));
	}
	plain_offer(p, plain_rooms, 0, "%s", _("Rooms"));
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

void
plain_room(struct plain *p, uint64_t room)
{
	room_say(p, room, 0);
}

void
plain_threads_from(struct plain *p, uint64_t thread)
{
	room_say(p, p->place.room, thread);
}
