/*
 * plain_attend: following, muting and ignoring in plain mode, and who else
 * reads the thread in hand.
 */
#include <string.h>

#include "store/forum/presence.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

/* --- threads and rooms --- */

static bool
watch(struct plain *p, uint64_t thread, uint64_t room, enum watch_kind kind,
    const char *done)
{
	struct act_args args = { .thread = thread, .room = room,
	    .number = (uint64_t)kind };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_WATCH_SET, &args,
	    &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, "%s", done);
	return e == OK;
}

static void
thread_follow(struct plain *p, uint64_t thread)
{
	watch(p, thread, 0, WATCH_FOLLOW, _("Followed: home lists this "
	    "thread."));
	plain_post_again(p);
}

static void
thread_mute(struct plain *p, uint64_t thread)
{
	watch(p, thread, 0, WATCH_MUTE, _("Muted: nothing in this thread "
	    "counts as unread any more."));
	plain_post_again(p);
}

static void
thread_leave(struct plain *p, uint64_t thread)
{
	watch(p, thread, 0, WATCH_NONE, _("This thread is like any other "
	    "again."));
	plain_post_again(p);
}

static void
room_follow(struct plain *p, uint64_t room)
{
	watch(p, 0, room, WATCH_FOLLOW, _("Followed: home lists this room."));
	plain_room(p, room);
}

static void
room_leave(struct plain *p, uint64_t room)
{
	watch(p, 0, room, WATCH_NONE, _("No longer followed."));
	plain_room(p, room);
}

void
plain_offer_room_watch(struct plain *p, const struct room_view *room)
{
	if (room->followed)
		plain_offer(p, room_leave, room->room.id, "%s",
		    _("Follow this room no longer"));
	else
		plain_offer(p, room_follow, room->room.id, "%s",
		    _("Follow this room"));
}

/* --- members --- */

static void
ignore(struct plain *p, uint64_t member, bool on)
{
	struct act_args args = { .member = member, .number = on };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_IGNORE, &args,
	    &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, "%s", on ? _("Ignored: folded and silent, "
		    "everywhere. Nothing tells them.") :
		    _("No longer ignored."));
}

static void
author_ignore(struct plain *p, uint64_t member)
{
	ignore(p, member, true);
	plain_post_again(p);
}

static void
author_hear(struct plain *p, uint64_t member)
{
	ignore(p, member, false);
	plain_post_again(p);
}

static void
person_ignore(struct plain *p, uint64_t member)
{
	ignore(p, member, true);
	plain_person(p, member);
}

static void
person_hear(struct plain *p, uint64_t member)
{
	ignore(p, member, false);
	plain_person(p, member);
}

void
plain_offer_ignore(struct plain *p, const struct member_view *v)
{
	if (v->member.id == p->call.who->member)
		return;
	if (v->ignored)
		plain_offer(p, person_hear, v->member.id, "%s",
		    _("Ignore this person no longer"));
	else
		plain_offer(p, person_ignore, v->member.id, "%s",
		    _("Ignore this person"));
}

void
plain_offer_attend(struct plain *p, const struct post_view *v)
{
	if (v->watch == WATCH_NONE) {
		plain_offer(p, thread_follow, v->post.thread, "%s",
		    _("Follow this thread"));
		plain_offer(p, thread_mute, v->post.thread, "%s",
		    _("Mute this thread"));
	} else
		plain_offer(p, thread_leave, v->post.thread, "%s",
		    v->watch == WATCH_FOLLOW ?
		    _("Follow this thread no longer") :
		    _("Mute this thread no longer"));
	if (!v->own)
		plain_offer(p, v->ignored ? author_hear : author_ignore,
		    v->post.author, v->ignored ? _("Ignore %.*s no longer") :
		    _("Ignore %.*s"), STR(v->author));
}

/* --- what is followed --- */

void
plain_followed(struct plain *p, uint64_t number)
{
	struct watch_view *views;
	size_t count = 0;
	enum err e = query_watches(p->call.store, p->call.who, WATCH_FOLLOW,
	    p->call.arena, &views, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("You follow nothing yet."));
	for (size_t i = 0; i < count; i++) {
		const struct watch_view *v = &views[i];
		if (v->room_itself)
			plain_offer(p, plain_room, v->room.room.id,
			    ngettext_("Room %.*s, %lu unread",
			    "Room %.*s, %lu unread", v->room.unread),
			    STR(v->room.room.title),
			    (unsigned long)v->room.unread);
		else
			plain_offer(p, plain_thread, v->thread.thread.id,
			    ngettext_("Thread %llu, %.*s, %lu unread",
			    "Thread %llu, %.*s, %lu unread",
			    v->thread.unread),
			    (unsigned long long)v->thread.thread.id,
			    STR(v->thread.thread.title),
			    (unsigned long)v->thread.unread);
	}
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

/* --- who else reads --- */

void
plain_present(struct plain *p, int64_t quiet)
{
	const struct member *me = p->call.me != NULL ? &p->call.me->member :
	    NULL;
	bool seen = me != NULL && me->presence == PRESENCE_SHOWN &&
	    !p->who.machine && quiet < PRESENCE_AWAY * (int64_t)1000;

	presence_set(p->call.store, seen ? p->who.member : 0,
	    p->place.thread);
}

void
plain_readers_say(struct plain *p, uint64_t thread)
{
	struct str *names;
	char *all = NULL;
	size_t count;

	if (query_present(p->call.store, p->call.who, thread, p->call.arena,
	    &names, &count) != OK)
		return;
	for (size_t i = 0; i < count; i++)
		all = arena_printf(p->call.arena, "%s%s%.*s", i ? all : "",
		    i ? ", " : "", STR(names[i]));
	if (count > 0)
		plain_say(p, _("Also reading: %s."), all);
}
