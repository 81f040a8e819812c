/*
 * query_search: see query_search.h.  Which scopes the caller sees is asked of
 * the one visibility function before anything of the index is read, and each
 * hit that is shown once more.
 */
#include "store/forum/mask.h"
#include "store/forum/query_search.h"
#include "store/forum/search_eval.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- filters --- */

/* "2026", "2026-11", "2026-11-23" or RFC 3339. */
static enum err
time_of(struct str s, int64_t *out)
{
	char buf[32];

	if (s.len >= sizeof(buf) - 6)
		return ERR_INPUT;
	snprintf(buf, sizeof(buf), "%.*s%s", (int)s.len, s.p,
	    s.len == 4 ? "-01-01" : s.len == 7 ? "-01" : "");
	return clock_parse(buf, out);
}

static enum err
time_take(struct eval *e, struct str s, bool typing, int64_t *out,
    struct refusal *why)
{
	if (s.len == 0 || time_of(s, out) == OK || typing)
		return OK;
	refusal_set(why, N_("A date is written as 2026-11-23, not “%s”."), 0,
	    arena_memdup0(e->arena, s.p, s.len));
	return ERR_INPUT;
}

static enum err
rooms_take(struct eval *e, bool typing, struct refusal *why)
{
	struct room room;
	uint64_t id;

	for (size_t i = 0; i < e->q.room_count; i++) {
		if (find_room(e->r->txn, e->q.rooms[i], &id) == OK &&
		    reader_room(e->r, id, &room) == OK) {
			e->rooms[e->room_count++] = id;
			continue;
		}
		if (typing)
			continue;
		refusal_set(why, N_("There is no room “%s”, or this account"
		    " cannot read it."), 0, arena_memdup0(e->arena,
		    e->q.rooms[i].p, e->q.rooms[i].len));
		return ERR_NOT_FOUND;
	}
	return OK;
}

/* Guests are not told who is a member: for them a name nobody has and one
 * that wrote nothing here find the same. */
static enum err
authors_take(struct eval *e, bool typing, struct refusal *why)
{
	uint64_t id;

	e->nothing = e->q.author_count > 0 && !typing;
	for (size_t i = 0; i < e->q.author_count; i++) {
		if (find_member(e->r->txn, e->q.authors[i], e->arena, &id) ==
		    OK) {
			e->authors[e->author_count++] = id;
			e->nothing = false;
			continue;
		}
		if (typing || e->r->self.id == 0)
			continue;
		refusal_set(why, N_("No member has the name “%s”."), 0,
		    arena_memdup0(e->arena, e->q.authors[i].p,
		    e->q.authors[i].len));
		return ERR_NOT_FOUND;
	}
	return OK;
}

static enum err
types_take(struct eval *e, bool typing, struct refusal *why)
{
	for (size_t i = 0; i < e->q.type_count; i++) {
		int type = vocabulary_find(VOCABULARY_TYPE,
		    arena_memdup0(e->arena, e->q.types[i].p,
		    e->q.types[i].len));

		if (type >= 0) {
			e->types[e->type_count++] = (uint64_t)type;
			continue;
		}
		if (typing)
			continue;
		refusal_set(why, N_("The types are C, Q, E, N, D and S."), 0,
		    NULL);
		return ERR_INPUT;
	}
	return OK;
}

static enum err
filters_take(struct eval *e, bool typing, struct refusal *why)
{
	enum err err;

	if ((err = rooms_take(e, typing, why)) != OK ||
	    (err = authors_take(e, typing, why)) != OK ||
	    (err = types_take(e, typing, why)) != OK ||
	    (err = time_take(e, e->q.after, typing, &e->after, why)) != OK)
		return err;
	return time_take(e, e->q.before, typing, &e->before, why);
}

/* --- what the caller sees --- */

static void
scope_add(struct eval *e, uint64_t id)
{
	ARENA_PUSH(e->arena, e->scopes, e->scope_count)->id = id;
}

/* The private rooms on whose lists the caller stands: one look a room. */
static enum err
private_scopes(struct eval *e)
{
	struct cursor *cursor;
	struct room room;
	struct str key, val;
	struct key at = key_u64(0);
	enum err err = db_cursor_open(e->r->txn, DB_ROOM_MEMBER, &cursor);

	if (err != OK)
		return err;
	for (err = db_seek(cursor, key_str(&at), &key, &val); err == OK;
	    err = db_seek(cursor, key_str(&at), &key, &val)) {
		uint64_t id = key_get_u64(key, 0);

		if (room_listed(e->r->txn, id, e->r->caller.member) &&
		    load_room(e->r->txn, id, e->arena, &room) == OK &&
		    room.visibility == VISIBILITY_PRIVATE &&
		    room_visible(e->r->txn, &e->r->caller, &room) == OK)
			scope_add(e, search_scope(&room));
		at = key_u64(id + 1);
	}
	db_cursor_close(cursor);
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
scopes_take(struct eval *e)
{
	struct room room = { .visibility = VISIBILITY_PUBLIC };

	if (room_visible(e->r->txn, &e->r->caller, &room) == OK)
		scope_add(e, SCOPE_PUBLIC);
	room.visibility = VISIBILITY_MEMBERS;
	if (room_visible(e->r->txn, &e->r->caller, &room) == OK)
		scope_add(e, SCOPE_MEMBERS);
	return private_scopes(e);
}

/* Rooms between two scopes: hidden in the one, not whole in the other. */
static enum err
moves_take(struct eval *e)
{
	struct cursor *cursor;
	struct str key, val;
	enum err err;

	if (db_count(e->r->txn, DB_SEARCH_MOVE) == 0)
		return OK;
	if ((err = db_cursor_open(e->r->txn, DB_SEARCH_MOVE, &cursor)) != OK)
		return err;
	for (err = db_seek(cursor, str_of(""), &key, &val); err == OK;
	    err = db_next(cursor, &key, &val))
		for (size_t i = 0; i < e->scope_count; i++) {
			struct eval_scope *s = &e->scopes[i];

			if (s->id == key_get_u64(key, 1))
				*ARENA_PUSH(e->arena, s->left, s->left_count)
				    = key_get_u64(key, 0);
			if (s->id == key_get_u64(key, 2))
				e->partial = true;
		}
	db_cursor_close(cursor);
	return err == ERR_NOT_FOUND ? OK : err;
}

static enum err
pending_take(struct eval *e, struct eval_scope *scope)
{
	struct key prefix = key_u64(scope->id);
	struct cursor *cursor;
	struct str key, val;
	enum err err = db_cursor_open(e->r->txn, DB_SEARCH_TODO, &cursor);

	if (err != OK)
		return err;
	for (err = db_seek(cursor, key_str(&prefix), &key, &val);
	    err == OK && key_has_prefix(key, key_str(&prefix));
	    err = db_next(cursor, &key, &val))
		*ARENA_PUSH(e->arena, scope->pending, scope->pending_count) =
		    (uint32_t)key_get_u64(key, 1);
	db_cursor_close(cursor);
	return err == ERR_NOT_FOUND ? OK : err;
}

static int
later_first(const void *a, const void *b)
{
	const struct segment *x = &((const struct eval_segment *)a)->segment;
	const struct segment *y = &((const struct eval_segment *)b)->segment;

	return x->last != y->last ? (x->last < y->last ? 1 : -1) :
	    (x->id < y->id) - (x->id > y->id);
}

static enum err
segments_take(struct eval *e)
{
	struct segment *found;
	size_t count;
	enum err err = OK;

	for (size_t s = 0; s < e->scope_count && err == OK; s++) {
		if ((err = pending_take(e, &e->scopes[s])) != OK)
			break;
		err = segments_load(e->r->txn, e->scopes[s].id, SEGMENT_LIVE,
		    e->arena, &found, &count);
		for (size_t i = 0; i < count && err == OK; i++) {
			struct eval_segment *to = ARENA_PUSH(e->arena,
			    e->segments, e->segment_count);

			to->segment = found[i];
			to->scope = &e->scopes[s];
			e->posts += found[i].posts;
			e->words_in_all += found[i].words;
		}
	}
	if (e->segment_count > 1)
		qsort(e->segments, e->segment_count, sizeof(*e->segments),
		    later_first);
	return err;
}

static int64_t
processor_time(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * (int64_t)1000000000 + t.tv_nsec;
}

/* --- hits --- */

static int
best_first(const void *a, const void *b)
{
	const struct eval_hit *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return (x->post < y->post) - (x->post > y->post);
}

/* The text first; what was found elsewhere only is shown from there. */
static void
snippet_take(struct eval *e, const struct str *fields, struct str excerpt,
    struct search_hit *hit)
{
	static const size_t order[SEARCH_FIELDS] = { 3, 1, 2, 0 };
	struct search_snippet first, found;
	struct search_text text;

	/* Long texts and many words: then a few are shown without marks. */
	hit->snippet = excerpt;
	if (eval_late(e))
		return;
	for (size_t i = 0; i < SEARCH_FIELDS; i++) {
		struct search_snippet *s = i == 0 ? &first : &found;

		search_text(fields[order[i]], e->words, e->scratch, &text);
		if (search_snippet(&e->q, &text, SEARCH_SNIPPET, e->r->arena,
		    s)) {
			first = *s;
			break;
		}
	}
	hit->snippet = first.text;
	hit->ranges = first.marks;
	hit->range_count = first.mark_count;
	hit->before = first.before;
	hit->after = first.after;
}

/* ERR_NOT_FOUND: it is not there (any more), or not for the caller. */
static enum err
hit_take(struct eval *e, uint64_t id, struct search_hit *hit)
{
	struct str fields[SEARCH_FIELDS];
	struct thread thread;
	struct post post;
	struct room room;
	enum err err;

	if ((err = reader_post(e->r, id, &post, &thread, &room)) != OK)
		return err;
	if (post.state != POST_LIVE || (post.author != e->r->self.id &&
	    mask_now(post.mask, post.masked_until, e->r->caller.now) !=
	    MASK_NOT))
		return ERR_NOT_FOUND;
	if ((err = search_fields(e->r->txn, &post, e->scratch, fields)) != OK)
		return err;
	*hit = (struct search_hit){ .post = id, .thread = post.thread,
	    .parent = post.parent, .room = post.room, .type = post.type,
	    .created = post.created,
	    .author = reader_author(e->r, post.author, post.thread),
	    .room_name = room.name, .room_title = room.title,
	    .title = thread.title,
	    .ignored = reader_ignores(e->r, post.author) };
	if (!hit->ignored)
		snippet_take(e, fields, post.excerpt, hit);
	arena_reset(e->scratch);
	return OK;
}

static enum err
hits_take(struct eval *e, const struct search_ask *ask,
    struct search_found *out)
{
	struct search_hit hit;
	bool partial = e->partial;
	enum err err = OK;

	e->end = processor_time() + SEARCH_BUDGET_MS * (int64_t)500000;
	if (e->hit_count > 1)
		qsort(e->hits, e->hit_count, sizeof(*e->hits), best_first);
	for (size_t i = ask->from; i < e->hit_count &&
	    out->count < ask->limit; i++) {
		e->turns |= 0xFF;	/* look at the clock each time */
		err = hit_take(e, e->hits[i].post, &hit);
		if (err == OK)
			*ARENA_PUSH(e->r->arena, out->hits, out->count) = hit;
		else if (search_unreadable(err))
			e->total--;
		else
			return err;
	}
	out->total = e->total;
	out->partial = partial;
	return OK;
}

/* --- all of it --- */

static void
parts_take(struct eval *e)
{
	for (size_t i = 0; i < e->q.count; i++)
		for (size_t k = 0; k < e->q.clauses[i].count; k++)
			ARENA_PUSH(e->arena, e->parts, e->part_count)->part =
			    &e->q.clauses[i].parts[k];
}

static enum err
run(struct eval *e)
{
	struct search_state state;
	enum err err;

	if ((err = search_state_load(e->r->txn, &state)) != OK ||
	    (err = scopes_take(e)) != OK || (err = moves_take(e)) != OK ||
	    (err = reader_blind_posts(e->r, &e->blind)) != OK)
		return err;
	/* Before the first post there is nothing to index. */
	if (!search_whole(&state) && db_count(e->r->txn, DB_POST) > 0)
		e->partial = true;
	if (e->nothing)
		return OK;
	/* An index of another version is not read. */
	if (state.version != SEARCH_VERSION || state.clearing)
		for (size_t s = 0; s < e->scope_count && err == OK; s++)
			err = pending_take(e, &e->scopes[s]);
	else
		err = segments_take(e);
	if (err != OK || (err = db_cursor_open(e->r->txn, DB_SEARCH,
	    &e->cursor)) != OK)
		return err;
	parts_take(e);
	eval_find(e);
	if ((err = eval_scan(e)) == OK)
		eval_run(e);
	db_cursor_close(e->cursor);
	return err;
}

static enum err
search(struct eval *e, const struct search_ask *ask,
    struct search_found *out, struct refusal *why)
{
	enum err err;

	search_parse(ask->words, ask->typing, e->words, e->arena, &e->q);
	e->partial = e->q.cut;
	if ((err = filters_take(e, ask->typing, why)) != OK)
		return err;
	if (e->q.count == 0 && e->room_count + e->author_count +
	    e->type_count == 0 && e->after == 0 && e->before == 0 &&
	    !e->nothing) {
		refusal_set(why, N_("A word to look for is needed."), 0,
		    NULL);
		return ERR_INPUT;
	}
	e->hit_most = ask->from + ask->limit;
	if (e->hit_most > SEARCH_DEPTH_MAX)
		e->hit_most = SEARCH_DEPTH_MAX;
	e->hits = arena_alloc(e->arena, (e->hit_most + 1) * sizeof(*e->hits));
	if ((err = run(e)) != OK)
		return err;
	return hits_take(e, ask, out);
}

enum err
query_search(struct store *store, const struct who *who,
    const struct search_ask *ask, struct arena *arena,
    struct search_found *out, struct refusal *why)
{
	struct eval e = { .order = ask->order, .words = search_words(store),
	    .end = processor_time() + (ask->budget_us != 0 ?
	    ask->budget_us * (int64_t)1000 :
	    SEARCH_BUDGET_MS * (int64_t)1000000) };
	struct search_found found = { 0 };
	struct reader r;
	enum err err;

	refusal_set(why, NULL, 0, NULL);
	if (ask->limit < 1 || ask->limit > SEARCH_PAGE_MAX)
		return ERR_INPUT;
	if (who->member == 0 && !who->machine &&
	    !search_rate_take(store, who->address)) {
		refusal_set(why, N_("Visitors search once a second."), 0,
		    NULL);
		return ERR_LIMIT;
	}
	if ((err = reader_open(&r, store, who, arena)) != OK)
		return err;
	e.r = &r;
	e.arena = r.scratch;
	e.scratch = arena_new();
	if ((err = search(&e, ask, &found, why)) == OK)
		*out = found;
	arena_free(e.scratch);
	words_trim(e.words);
	return reader_close(&r, err);
}
