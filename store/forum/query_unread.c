/*
 * query_unread: what comes next to be read, in the one stable order: within a
 * thread as its tree is listed, then the thread of the room's oldest unread
 * post, then the next room.  All by arithmetic on sets of ordinals; only the
 * thread that holds the answer is listed.
 */
#include "store/forum/reader.h"

/* Which way: next or previous. */
enum way { FORWARD, BACKWARD };

static const size_t NOWHERE = (size_t)-1;

static size_t
place_of(const struct branch_view *tree, size_t count, uint64_t post)
{
	size_t	i;

	for (i = 0; i < count; i++)
		if (tree[i].branch.post == post)
			return i;
	return NOWHERE;
}

/* The unread post nearest to `at` in the way given, then from the end. */
static size_t
unread_near(const struct branch_view *tree, size_t count, size_t at,
    enum way way)
{
	size_t	i, k;

	for (i = 1; i <= count; i++) {
		if (at == NOWHERE)
			k = way == FORWARD ? i - 1 : count - i;
		else if (way == FORWARD)
			k = (at + i) % count;
		else
			k = (at + count - i) % count;
		if (tree[k].unread)
			return k;
	}
	return NOWHERE;
}

/* ERR_NOT_FOUND if all of the thread is read. */
static enum err
in_thread(struct reader *r, const struct thread *thread,
    const struct rangeset *known, uint64_t post, enum way way,
    struct place *out)
{
	struct branch_view	*tree;
	uint64_t		 unread;
	size_t			 count, k;
	enum err		 e;

	e = reader_thread_unread(r, thread, known, &unread);
	if (e != OK || unread == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	e = tree_build(r, thread, known, r->scratch, &tree, &count);
	if (e != OK)
		return e;
	k = unread_near(tree, count, post == 0 ? NOWHERE :
	    place_of(tree, count, post), way);
	if (k == NOWHERE)
		return ERR_NOT_FOUND;
	*out = (struct place){ thread->room, thread->id,
	    tree[k].branch.post };
	return OK;
}

/* The room's oldest (or newest) unread ordinal; 0 if all is read. */
static uint64_t
unread_end(const struct room *room, const struct rangeset *known,
    enum way way)
{
	uint64_t	n;

	if (way == BACKWARD)
		return rangeset_previous_gap(known, room->posts);
	n = rangeset_next_gap(known, 1);
	return n <= room->posts ? n : 0;
}

static enum err
in_room(struct reader *r, const struct room *room,
    const struct rangeset *known, enum way way, struct place *out)
{
	uint64_t	ordinal = unread_end(room, known, way);
	uint64_t	post, id;
	struct thread	thread;
	enum err	e;

	if (ordinal == 0)
		return ERR_NOT_FOUND;
	if ((e = ordinal_post(r->txn, room->id, ordinal, &post, &id)) != OK ||
	    (e = load_thread(r->txn, id, r->scratch, &thread)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	return in_thread(r, &thread, known, 0, way, out);
}

/* Whoever is at a post wants another one: it counts as read here, and comes
 * after all others.  *self: it is unread. */
static enum err
pass_over(struct reader *r, const struct place *from, struct rangeset *known,
    bool *self)
{
	struct post	post;
	enum err	e;

	if (from->post == 0)
		return OK;
	e = load_post(r->txn, from->post, r->scratch, &post);
	if (e != OK || post.thread != from->thread ||
	    post.state == POST_WITHHELD)
		return e == ERR_NOT_FOUND ? OK : e;
	*self = !rangeset_has(known, post.ordinal);
	rangeset_add(known, post.ordinal, post.ordinal);
	return OK;
}

/* The thread in hand, then its room. */
static enum err
from_here(struct reader *r, struct place *from, enum way way, bool *self,
    struct place *out)
{
	struct rangeset	known = { 0 };
	struct thread	thread;
	struct room	room;
	enum err	e = ERR_NOT_FOUND;

	if (from->thread != 0) {
		e = reader_thread(r, from->thread, &thread, &room);
		if (e == OK)
			from->room = room.id;
		else if (e == ERR_NOT_FOUND)
			from->thread = 0;
		else
			return e;
	}
	if (from->thread == 0) {
		if (from->room == 0)
			return ERR_NOT_FOUND;
		if ((e = reader_room(r, from->room, &room)) != OK)
			return e;
	}
	if ((e = reader_known(r, &room, &known, NULL)) == OK &&
	    (e = pass_over(r, from, &known, self)) == OK) {
		e = from->thread == 0 ? ERR_NOT_FOUND : in_thread(r, &thread,
		    &known, from->post, way, out);
		if (e == ERR_NOT_FOUND)
			e = in_room(r, &room, &known, way, out);
	}
	rangeset_free(&known);
	return e;
}

/* The other rooms in their order, from after the one in hand, once round. */
static enum err
elsewhere(struct reader *r, uint64_t room, enum way way, struct place *out)
{
	struct rangeset	 known = { 0 };
	struct room	*rooms;
	size_t		 count, at = NOWHERE, i, k;
	bool		 forgotten;
	enum err	 e;

	if ((e = reader_rooms(r, &rooms, &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		if (rooms[i].id == room)
			at = i;
	for (i = 0, e = ERR_NOT_FOUND; i < count && e == ERR_NOT_FOUND; i++) {
		if (way == FORWARD)
			k = at == NOWHERE ? i : (at + 1 + i) % count;
		else
			k = at == NOWHERE ? count - 1 - i :
			    (at + 2 * count - 1 - i) % count;
		if (k == at || rooms[k].posts == 0)
			continue;
		e = reader_known(r, &rooms[k], &known, &forgotten);
		if (e == OK)
			e = forgotten ? ERR_NOT_FOUND :
			    in_room(r, &rooms[k], &known, way, out);
		rangeset_free(&known);
	}
	return e;
}

static enum err
unread_find(struct store *store, const struct who *who, struct place from,
    bool one_room, enum way way, struct place *out)
{
	struct reader	r;
	bool		self = false;
	enum err	e;

	if ((e = reader_open(&r, store, who, NULL)) != OK)
		return e;
	e = ERR_NOT_FOUND;
	if (r.self.id != 0) {
		e = from_here(&r, &from, way, &self, out);
		if (e == ERR_NOT_FOUND && !(one_room && from.room != 0))
			e = elsewhere(&r, from.room, way, out);
		if (e == ERR_NOT_FOUND && self) {
			*out = from;
			e = OK;
		}
	}
	return reader_close(&r, e);
}

enum err
query_next_unread(struct store *store, const struct who *who,
    struct place from, bool one_room, struct place *out)
{
	return unread_find(store, who, from, one_room, FORWARD, out);
}

enum err
query_previous_unread(struct store *store, const struct who *who,
    struct place from, struct place *out)
{
	return unread_find(store, who, from, false, BACKWARD, out);
}

/* --- the list --- */

struct list {
	struct post_view *at;
	size_t count, limit;
};

/* The unread posts of the thread that holds an ordinal; all its ordinals
 * are added to *known, so that the next gap is in another thread. */
static enum err
list_thread(struct reader *r, const struct room *room, uint64_t ordinal,
    struct rangeset *known, struct list *list)
{
	struct branch_view	*tree;
	struct thread		 thread;
	struct post		 post;
	uint64_t		 number, id;
	size_t			 count, i;
	enum err		 e;

	if ((e = ordinal_post(r->txn, room->id, ordinal, &number, &id)) !=
	    OK || (e = load_thread(r->txn, id, r->arena, &thread)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	e = tree_build(r, &thread, known, r->scratch, &tree, &count);
	for (i = 0; i < count && e == OK && list->count < list->limit; i++) {
		if (!tree[i].unread)
			continue;
		e = load_post(r->txn, tree[i].branch.post, r->arena, &post);
		if (e == OK)
			e = view_post(r, &post, &thread, room, known,
			    ARENA_PUSH(r->arena, list->at, list->count));
	}
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	rangeset_add(known, ordinal, ordinal);
	return ordinals_load(r->txn, &thread, known);
}

static enum err
list_room(struct reader *r, const struct room *room, bool pass_forgotten,
    struct list *list)
{
	struct rangeset	known = { 0 };
	uint64_t	ordinal;
	bool		forgotten;
	enum err	e;

	e = reader_known(r, room, &known, &forgotten);
	while (e == OK && !(forgotten && pass_forgotten) &&
	    list->count < list->limit &&
	    (ordinal = unread_end(room, &known, FORWARD)) != 0)
		e = list_thread(r, room, ordinal, &known, list);
	rangeset_free(&known);
	return e;
}

enum err
query_unread(struct store *store, const struct who *who, uint64_t id,
    size_t limit, struct arena *arena, struct post_view **out, size_t *count)
{
	struct list	 list = { .limit = limit };
	struct reader	 r;
	struct room	*rooms, room;
	size_t		 n = 0, i;
	enum err	 e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if (id != 0) {
		if ((e = reader_room(&r, id, &room)) == OK)
			e = list_room(&r, &room, false, &list);
	} else
		e = reader_rooms(&r, &rooms, &n);
	for (i = 0; i < n && e == OK; i++)
		e = list_room(&r, &rooms[i], true, &list);
	if (e == OK) {
		*out = list.at;
		*count = list.count;
	}
	return reader_close(&r, e);
}
