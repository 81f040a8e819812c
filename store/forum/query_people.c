/*
 * query_people: members, requests, mandates.  Members see each other; a guest
 * sees nobody's page, and waiting people are seen by who may admit them.
 */
#include "store/forum/reader.h"
#include "store/forum/sponsor.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS_PAGE_MAX = 500 };

static const struct target nothing;

static bool
admits(const struct reader *r)
{
	return reader_may(r, CAP_ADMIT, &nothing);
}

static bool
member_visible(const struct reader *r, const struct member *m)
{
	if (m->id == r->self.id)
		return true;
	if (m->status == STATUS_WAITING)
		return admits(r);
	return (m->status == STATUS_NEWCOMER || m->status == STATUS_MEMBER) &&
	    reader_may(r, CAP_READ_MEMBERS, &nothing);
}

/*
 * May the reader know of this mandate?  That a private room has a facilitator
 * tells that there is one: its people know, and who looks after mandates.
 * *room: its name and title, both empty if it has no room or the reader cannot
 * read it.
 */
static bool
mandate_visible(struct reader *r, const struct mandate *m, struct room *room)
{
	if (m->room != 0 && reader_room(r, m->room, room) == OK)
		return true;
	*room = (struct room){ .name = str_of(""), .title = str_of("") };
	if (m->room == 0)
		return true;
	return m->member == r->self.id || reader_may(r, CAP_ACCOUNTS,
	    &nothing);
}

static enum err
mandates_view(struct reader *r, struct member_view *view)
{
	const struct mandate	*m;
	struct mandate		 shown;
	struct room		 room;
	size_t			 i, titles = 0, names = 0;
	enum err		 e;

	if ((e = mandates_load(r->store, r->txn)) != OK)
		return e;
	for (i = 0; i < r->store->mandate_count; i++) {
		m = &r->store->mandates[i];
		if (m->member != view->member.id ||
		    !mandate_living(r->store, m, r->caller.now) ||
		    !mandate_visible(r, m, &room))
			continue;
		shown = *m;
		shown.ends = mandate_until(m, r->caller.now);
		*ARENA_PUSH(r->arena, view->mandates, view->mandate_count) =
		    shown;
		*ARENA_PUSH(r->arena, view->mandate_rooms, titles) = room.title;
		*ARENA_PUSH(r->arena, view->mandate_names, names) = room.name;
	}
	return OK;
}

static enum err
view_member(struct reader *r, const struct member *m,
    struct member_view *out)
{
	out->member = *m;
	out->ignored = reader_ignores(r, m->id);
	if (m->id != r->self.id)
		out->member.presence = PRESENCE_UNASKED;
	if (m->id != r->self.id && !admits(r)) {
		out->member.mail = str_of("");
		out->member.words = str_of("");
	}
	out->sponsored_until = sponsored_until(r->store, r->txn, m);
	if (out->sponsored_until <= r->caller.now)
		out->sponsored_until = 0;
	out->sponsor = reader_handle(r, out->sponsored_until != 0 ?
	    m->sponsor : 0);
	return mandates_view(r, out);
}

static enum err
member_show(struct reader *r, uint64_t id, struct member_view *out)
{
	struct member_view	view = { 0 };
	struct member		member;
	enum err		e;

	if ((e = load_member(r->txn, id, r->arena, &member)) != OK)
		return e;
	if (!member_visible(r, &member))
		return ERR_NOT_FOUND;
	/* One's own status is the one that counts now (caller_load). */
	if (member.id == r->self.id)
		member.status = r->self.status;
	if ((e = view_member(r, &member, &view)) == OK)
		*out = view;
	return e;
}

enum err
query_member(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct member_view *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, member_show(&r, id, out));
}

enum err
query_member_named(struct store *store, const struct who *who,
    const char *handle, struct arena *arena, struct member_view *out)
{
	struct reader	r;
	uint64_t	id;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = find_member(r.txn, str_of(handle), arena, &id)) == OK)
		e = member_show(&r, id, out);
	return reader_close(&r, e);
}

/* Byte order, as the handles' own table has it. */
static int
str_compare(struct str a, struct str b)
{
	size_t	len = a.len < b.len ? a.len : b.len;
	int	c = memcmp(a.p, b.p, len);

	return c != 0 ? c : a.len < b.len ? -1 : a.len > b.len;
}

enum err
query_members(struct store *store, const struct who *who, const char *after,
    size_t limit, struct arena *arena, struct member_view **out,
    size_t *count, uint64_t *total)
{
	struct member_view	*views = NULL;
	struct str		 key, val, from = str_of(after);
	struct member		 member;
	struct cursor		*cursor;
	struct reader		 r;
	uint64_t		 all = 0;
	size_t			 n = 0;
	enum err		 e;

	if (limit == 0 || limit > MEMBERS_PAGE_MAX)
		return ERR_INPUT;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = db_cursor_open(r.txn, DB_HANDLE, &cursor)) != OK)
		return reader_close(&r, e);
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = load_member(r.txn, key_get_u64(val, 0), r.scratch,
		    &member);
		if (e == ERR_NOT_FOUND)
			e = ERR_DAMAGED;
		if (e != OK)
			break;
		if (member.status == STATUS_WAITING ||
		    !member_visible(&r, &member))
			continue;
		all++;
		if (n < limit && str_compare(key, from) > 0 &&
		    (e = member_show(&r, member.id,
		    ARENA_PUSH(arena, views, n))) != OK)
			break;
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND) {
		*out = views;
		*count = n;
		*total = all;
		e = OK;
	}
	return reader_close(&r, e);
}

/* --- requests --- */

static int
asked_compare(const void *a, const void *b)
{
	const struct member_view	*x = a, *y = b;

	if (x->member.asked != y->member.asked)
		return x->member.asked < y->member.asked ? -1 : 1;
	return x->member.id < y->member.id ? -1 : x->member.id > y->member.id;
}

static enum err
waiting_load(struct reader *r, struct member_view **out, size_t *count)
{
	struct arena	*row = arena_new();
	struct cursor	*cursor;
	struct member	 member;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_MEMBER, &cursor)) != OK) {
		arena_free(row);
		return e;
	}
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(r->txn, &record_types[RECORD_MEMBER], key,
		    val, row, &member);
		/* Nearly nobody waits: only those are kept in memory. */
		if (e == OK && member.status == STATUS_WAITING)
			e = record_read(r->txn, &record_types[RECORD_MEMBER],
			    key, val, r->arena,
			    &ARENA_PUSH(r->arena, *out, *count)->member);
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	arena_free(row);
	if (e != ERR_NOT_FOUND)
		return e;
	if (*count > 1)
		qsort(*out, *count, sizeof(**out), asked_compare);
	return OK;
}

enum err
query_waiting(struct store *store, const struct who *who, struct arena *arena,
    struct member_view **out, size_t *count)
{
	struct member_view	*views = NULL;
	struct reader		 r;
	size_t			 n = 0;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if (!admits(&r))
		return reader_close(&r, ERR_DENIED);
	if ((e = waiting_load(&r, &views, &n)) == OK) {
		*out = views;
		*count = n;
	}
	return reader_close(&r, e);
}

enum err
home_waiting(struct reader *r, struct home *out)
{
	struct member_view	*views = NULL;
	size_t			 n = 0;
	enum err		 e;

	if (!admits(r))
		return OK;
	if ((e = waiting_load(r, &views, &n)) == OK)
		out->waiting = n;
	return e;
}

/* --- mandates --- */

enum err
query_mandates(struct store *store, const struct who *who, uint64_t member,
    bool ended_too, struct arena *arena, struct mandate **out, size_t *count)
{
	const struct mandate	*m;
	struct mandate		*list = NULL, *shown;
	struct room		 room;
	struct reader		 r;
	size_t			 n = 0, i;
	bool			 living;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = mandates_load(store, r.txn)) != OK)
		return reader_close(&r, e);
	for (i = 0; i < store->mandate_count &&
	    reader_may(&r, CAP_READ_MEMBERS, &nothing); i++) {
		m = &store->mandates[i];
		living = mandate_living(store, m, r.caller.now);
		if ((member != 0 && m->member != member) || !(ended_too ||
		    living || (m->starts > r.caller.now && !m->ended)) ||
		    !mandate_visible(&r, m, &room))
			continue;
		shown = ARENA_PUSH(arena, list, n);
		*shown = *m;
		if (living)
			shown->ends = mandate_until(m, r.caller.now);
	}
	*out = list;
	*count = n;
	return reader_close(&r, OK);
}
