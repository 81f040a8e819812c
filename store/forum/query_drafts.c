/*
 * query_drafts: one's drafts, forms that were begun, and notices.
 */
#include "store/forum/reader.h"

#include <stdlib.h>

/* Where a draft belongs; ERR_NOT_FOUND if its writer sees that no more. */
static enum err
draft_place(struct reader *r, const struct draft *draft,
    struct draft_view *view)
{
	uint64_t	number = draft->parent != 0 ? draft->parent :
			    draft->edits;
	struct member	other;
	struct thread	thread;
	struct room	room;
	struct post	post;
	enum err	e;

	if (draft->to != 0) {
		/* Nobody on the server reads them under a member's name. */
		if (r->caller.machine)
			return ERR_NOT_FOUND;
		e = load_member(r->txn, draft->to, r->scratch, &other);
		if (e == OK) {
			view->title = reader_handle(r, draft->to);
			view->parent_gone = other.status == STATUS_GONE;
		}
	} else if (number == 0) {
		if ((e = reader_room(r, draft->room, &room)) == OK)
			view->title = room.title;
	} else if ((e = reader_post(r, number, &post, &thread, &room)) ==
	    OK) {
		view->title = thread.title;
		view->parent_author = reader_author(r, post.author, post.thread);
		view->parent_gone = post.state != POST_LIVE;
	}
	return e;
}

/*
 * One's draft in hand, its words in the arena: ERR_NOT_FOUND if it belongs
 * where the program on the server may not go under its writer's name.  To
 * its writer it stays, whatever became of its place.
 */
static enum err
draft_view(struct reader *r, struct str key, struct str val,
    struct draft_view *out)
{
	struct draft_view	view = { 0 };
	enum err		e;

	e = record_read(r->txn, &record_types[RECORD_DRAFT], key, val,
	    r->arena, &view.draft);
	if (e != OK)
		return e;
	e = draft_place(r, &view.draft, &view);
	if (e == ERR_NOT_FOUND && !r->caller.machine) {
		view.parent_gone = true;
		e = OK;
	}
	if (e == OK)
		*out = view;
	return e;
}

/* Last saved first. */
static int
draft_compare(const void *a, const void *b)
{
	const struct draft_view	*x = a, *y = b;

	if (x->draft.saved != y->draft.saved)
		return x->draft.saved > y->draft.saved ? -1 : 1;
	return x->draft.number > y->draft.number ? -1 :
	    x->draft.number < y->draft.number;
}

/* Those that `wanted` takes, without the words of the others. */
static enum err
drafts_view(struct reader *r, bool (*wanted)(const struct draft *,
    const struct draft *like), const struct draft *like,
    struct draft_view **out, size_t *count)
{
	struct key		 prefix = key_u64(r->self.id);
	struct arena		*row = arena_new();
	struct draft_view	*views = NULL, view;
	struct cursor		*cursor;
	struct str		 key, val;
	struct draft		 draft;
	size_t			 n = 0;
	enum err		 e;

	if ((e = db_cursor_open(r->txn, DB_DRAFT, &cursor)) != OK)
		goto out;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(r->txn, &record_types[RECORD_DRAFT], key, val,
		    row, &draft);
		if (e == OK && !wanted(&draft, like))
			continue;
		if (e == OK && (e = draft_view(r, key, val, &view)) == OK)
			*ARENA_PUSH(r->arena, views, n) = view;
		if (e != OK && e != ERR_NOT_FOUND)
			break;
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (n > 1)
		qsort(views, n, sizeof(*views), draft_compare);
	*out = views;
	*count = n;
out:
	arena_free(row);
	return e;
}

static bool
any_draft(const struct draft *draft, const struct draft *like)
{
	return true;
}

static bool
draft_waits(const struct draft *draft, const struct draft *like)
{
	return !draft->thrown;
}

static bool
draft_is_there(const struct draft *draft, const struct draft *like)
{
	return !draft->thrown && draft->to == like->to &&
	    draft->parent == like->parent && draft->edits == like->edits &&
	    (like->parent != 0 || like->edits != 0 || like->to != 0 ||
	    draft->room == like->room);
}

enum err
query_drafts(struct store *store, const struct who *who, struct arena *arena,
    struct draft_view **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, drafts_view(&r, any_draft, NULL, out, count));
}

static enum err
draft_like(struct store *store, const struct who *who,
    const struct draft *like, struct arena *arena, struct draft *out)
{
	struct draft_view	*views;
	struct reader		 r;
	size_t			 count;
	enum err		 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = drafts_view(&r, draft_is_there, like, &views, &count);
	if (e == OK && count == 0)
		e = ERR_NOT_FOUND;
	if (e == OK)
		*out = views[0].draft;
	return reader_close(&r, e);
}

enum err
query_draft(struct store *store, const struct who *who, uint64_t room,
    uint64_t parent, uint64_t edits, struct arena *arena, struct draft *out)
{
	const struct draft	like = { .room = room, .parent = parent,
				    .edits = edits };

	return draft_like(store, who, &like, arena, out);
}

enum err
query_draft_to(struct store *store, const struct who *who, uint64_t member,
    struct arena *arena, struct draft *out)
{
	const struct draft	like = { .to = member };

	return draft_like(store, who, &like, arena, out);
}

/* --- notices --- */

/* What of a room is read, muted or removed; rooms met are remembered. */
struct room_known {
	uint64_t room;
	struct rangeset set;
	struct room_known *next;
};

static enum err
room_known(struct reader *r, const struct room *room,
    struct room_known **list, const struct rangeset **out)
{
	struct room_known	*known;
	enum err		 e;

	for (known = *list; known != NULL; known = known->next)
		if (known->room == room->id)
			break;
	if (known == NULL) {
		known = arena_alloc(r->scratch, sizeof(*known));
		known->room = room->id;
		if ((e = reader_known(r, room, &known->set, NULL)) != OK)
			return e;
		known->next = *list;
		*list = known;
	}
	*out = &known->set;
	return OK;
}

static void
room_known_free(struct room_known *list)
{
	for (; list != NULL; list = list->next)
		rangeset_free(&list->set);
}

/* ERR_NOT_FOUND if it is about a post that one cannot read (any more), or
 * that somebody wrote whom one ignores. */
static enum err
notice_view(struct reader *r, struct room_known **list,
    struct notice_view *view)
{
	const struct rangeset	*known;
	struct thread		 thread;
	struct room		 room;
	struct post		 post;
	enum err		 e;

	view->fresh = view->notice.seen == 0;
	/* Who writes to whom is told to these two only. */
	if (view->notice.kind == NOTICE_MESSAGE && r->caller.machine)
		return ERR_NOT_FOUND;
	if (view->notice.post != 0) {
		if (reader_ignores(r, view->notice.by))
			return ERR_NOT_FOUND;
		e = reader_post(r, view->notice.post, &post, &thread, &room);
		if (e == OK)
			e = room_known(r, &room, list, &known);
		if (e != OK)
			return e;
		view->title = thread.title;
		view->thread = thread.id;
		/* One's own post is known from the start. */
		if (post.author != r->self.id &&
		    rangeset_has(known, post.ordinal))
			view->fresh = false;
	}
	view->by = reader_handle(r, view->notice.by);
	return OK;
}

/* Newest first, among the last FORUM_NOTICES_LOOKED_AT. */
static enum err
notices_view(struct reader *r, bool unseen_only, size_t limit,
    struct notice_view **out, size_t *count)
{
	struct key		 prefix = key_u64(r->self.id);
	struct key		 end = key_u64(r->self.id + 1);
	struct notice_view	*views = NULL, view;
	struct room_known	*known = NULL;
	struct cursor		*cursor;
	struct str		 key, val;
	size_t			 n = 0, looked = 0;
	enum err		 e;

	if ((e = db_cursor_open(r->txn, DB_NOTICE, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && n < limit && key_has_prefix(key, key_str(&prefix)) &&
	    looked++ < FORUM_NOTICES_LOOKED_AT;
	    e = db_prev(cursor, &key, &val)) {
		view = (struct notice_view){ 0 };
		e = record_read(r->txn, &record_types[RECORD_NOTICE], key,
		    val, r->arena, &view.notice);
		if (e == OK && view.notice.seen != 0 && unseen_only)
			continue;
		if (e == OK && (e = notice_view(r, &known, &view)) == OK &&
		    (view.fresh || !unseen_only))
			*ARENA_PUSH(r->arena, views, n) = view;
		if (e != OK && e != ERR_NOT_FOUND)
			break;
	}
	db_cursor_close(cursor);
	room_known_free(known);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = views;
	*count = n;
	return OK;
}

enum err
query_notices(struct store *store, const struct who *who, bool unseen_only,
    size_t limit, struct arena *arena, struct notice_view **out,
    size_t *count)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, notices_view(&r, unseen_only, limit, out,
	    count));
}

enum err
query_unsent(struct store *store, const struct who *who,
    enum unsent_kind kind, uint64_t subject, struct arena *arena,
    struct unsent *out)
{
	struct key	key = key_u64_u64_u64(who->member, kind, subject);
	struct reader	r;
	enum err	e;

	if (who->member == 0 || who->machine)
		return ERR_NOT_FOUND;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, record_get(r.txn,
	    &record_types[RECORD_UNSENT], key_str(&key), arena, out));
}

enum err
home_own(struct reader *r, struct home *out)
{
	enum err	e;

	e = notices_view(r, true, 20, &out->notices, &out->notice_count);
	if (e != OK)
		return e;
	return drafts_view(r, draft_waits, NULL, &out->drafts,
	    &out->draft_count);
}
