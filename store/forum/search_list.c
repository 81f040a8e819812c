/* Postings, walked.  See search_list.h. */
#include "store/forum/search_list.h"

#include <stdlib.h>
#include <string.h>

static bool
of_term(struct str key, uint64_t segment, struct str term, uint32_t *post)
{
	struct str found;
	uint64_t in;

	return block_key_parts(key, &in, &found, post) && in == segment &&
	    str_equal(found, term);
}

static struct str
row_term(const struct block_reader *r)
{
	return (struct str){ r->term, r->term_len };
}

/* A row of terms of the segment? */
static bool
row_open(struct block_reader *r, enum err e, struct str key, struct str val,
    uint64_t segment)
{
	struct str term;
	uint64_t in;
	uint32_t post;

	if (e != OK || !block_key_parts(key, &in, &term, &post) ||
	    in != segment || term.len == 0)
		return false;
	block_read(r, val);
	return true;
}

/* The row where the first entry that is not less than `term` is looked for. */
static bool
row_find(struct cursor *cursor, uint64_t segment, struct str term,
    struct block_reader *r)
{
	struct block_key k = block_key(segment, term, 1);
	struct str key, val;
	enum err e = db_seek_before(cursor, block_key_str(&k), &key, &val);

	if (row_open(r, e, key, val, segment))
		return true;
	k = block_key(segment, term, 0);
	e = db_seek(cursor, block_key_str(&k), &key, &val);
	return row_open(r, e, key, val, segment);
}

/* The next entry of the segment, in the next row if need be. */
static bool
entry_next(struct cursor *cursor, uint64_t segment, struct block_reader *r)
{
	struct str key, val;

	while (!block_next(r)) {
		enum err e = db_next(cursor, &key, &val);

		if (!row_open(r, e, key, val, segment))
			return false;
	}
	return true;
}

bool
list_find(struct cursor *cursor, uint64_t segment, struct str term,
    struct arena *arena, struct list *list, struct str **forms, size_t *count)
{
	struct block_reader r;
	struct chunk chunk;

	if (forms != NULL)
		*count = 0;
	if (!row_find(cursor, segment, term, &r))
		return false;
	while (entry_next(cursor, segment, &r)) {
		int c = term_compare(row_term(&r), term);

		if (c < 0)
			continue;
		if (c > 0 || !chunk_open(r.entry, &chunk))
			return false;
		if (chunk.count > 0) {
			*list = (struct list){ .cursor = cursor,
			    .segment = segment, .total = chunk.total,
			    .term = term, .row = r, .chunk = chunk };
			return true;
		}
		if (forms != NULL)
			chunk_forms(&chunk, term, arena, forms, count);
	}
	return false;
}

/* Past the rows that hold nothing but more of this term. */
static bool
pass_term(struct cursor *cursor, uint64_t segment, struct block_reader *r)
{
	struct block_key k = block_key(segment, row_term(r), LIST_END);
	struct str key, val;
	enum err e;

	if (r->at < r->end)
		return true;
	e = db_seek_before(cursor, block_key_str(&k), &key, &val);
	return row_open(r, e, key, val, segment);
}

void
list_find_prefix(struct cursor *cursor, uint64_t segment, struct str prefix,
    size_t most, struct arena *arena, struct list **out, size_t *count,
    bool *cut)
{
	struct block_reader r;
	struct chunk chunk;
	struct str last = { 0 };

	if (!row_find(cursor, segment, prefix, &r))
		return;
	while (entry_next(cursor, segment, &r)) {
		struct str term = row_term(&r);

		if (term_compare(term, prefix) < 0)
			continue;
		if (!key_has_prefix(term, prefix))
			return;
		if (!chunk_open(r.entry, &chunk))
			return;
		if (chunk.count == 0 || str_equal(term, last))
			continue;
		if (*count >= most) {
			*cut = true;
			return;
		}
		last = arena_str(arena, term);
		*ARENA_PUSH(arena, *out, *count) = (struct list){
		    .cursor = cursor, .segment = segment,
		    .total = chunk.total, .term = last, .row = r,
		    .chunk = chunk };
		if (chunk.count == CHUNK_POSTS &&
		    !pass_term(cursor, segment, &r))
			return;
	}
}

/* --- one list --- */

static bool
chunk_take(struct list *l)
{
	l->at = l->placed = 0;
	l->place = l->chunk.places;
	if (!chunk_posts(&l->chunk, l->posts, l->times)) {
		l->post = LIST_END;
		return false;
	}
	l->post = l->posts[0];
	return true;
}

/* The next chunk of the row in hand, its head only. */
static bool
chunk_in_row(struct list *l)
{
	return block_next(&l->row) && str_equal(row_term(&l->row), l->term) &&
	    chunk_open(l->row.entry, &l->chunk) && l->chunk.count > 0;
}

/* The row with the chunk where `post` would be: the last one that begins no
 * later, if that is further on, else the next. */
static bool
row_seek(struct list *l, uint32_t post)
{
	struct block_key k = block_key(l->segment, l->term, post + 1);
	uint32_t last = l->chunk.last, first;
	struct str key, val;
	enum err e = db_seek_before(l->cursor, block_key_str(&k), &key, &val);

	if (e != OK || !of_term(key, l->segment, l->term, &first) ||
	    first <= last) {
		k = block_key(l->segment, l->term, last + 1);
		e = db_seek(l->cursor, block_key_str(&k), &key, &val);
		if (e != OK || !of_term(key, l->segment, l->term, &first))
			return false;
	}
	block_read(&l->row, val);
	return chunk_in_row(l);
}

static void
list_seek(struct list *l, uint32_t post)
{
	if (l->post >= post)
		return;
	if (post == LIST_END) {
		l->post = LIST_END;
		return;
	}
	if (l->chunk.last < post) {
		do {
			if (!chunk_in_row(l) && !row_seek(l, post)) {
				l->post = LIST_END;
				return;
			}
		} while (l->chunk.last < post);
		if (!chunk_take(l))
			return;
	}
	while (l->posts[l->at] < post)
		l->at++;
	l->post = l->posts[l->at];
}

/* --- several --- */

static void
sift(struct merged *m, size_t i)
{
	for (;;) {
		size_t least = i, k = 2 * i + 1;
		struct list *l;

		if (k < m->count && m->heap[k]->post < m->heap[least]->post)
			least = k;
		if (k + 1 < m->count &&
		    m->heap[k + 1]->post < m->heap[least]->post)
			least = k + 1;
		if (least == i)
			return;
		l = m->heap[i];
		m->heap[i] = m->heap[least];
		m->heap[least] = l;
		i = least;
	}
}

void
merged_begin(struct merged *m, struct list *lists, size_t count,
    struct arena *arena)
{
	*m = (struct merged){ .count = count, .post = LIST_END };
	m->heap = arena_alloc(arena, (count + 1) * sizeof(*m->heap));
	for (size_t i = 0; i < count; i++) {
		struct list *l = &lists[i];

		l->posts = arena_alloc(arena, 2 * CHUNK_POSTS *
		    sizeof(*l->posts));
		l->times = l->posts + CHUNK_POSTS;
		chunk_take(l);
		m->heap[i] = l;
		m->total += l->total;
	}
	for (size_t i = count / 2; i-- > 0; )
		sift(m, i);
	if (count > 0)
		m->post = m->heap[0]->post;
}

void
merged_seek(struct merged *m, uint32_t post)
{
	if (m->count == 0)
		return;
	while (m->heap[0]->post < post) {
		list_seek(m->heap[0], post);
		if (m->count > 1)
			sift(m, 0);
	}
	m->post = m->heap[0]->post;
}

static uint32_t
times_from(const struct merged *m, size_t i)
{
	const struct list *l;

	if (i >= m->count || m->heap[i]->post != m->post)
		return 0;
	l = m->heap[i];
	return l->times[l->at] + times_from(m, 2 * i + 1) +
	    times_from(m, 2 * i + 2);
}

uint32_t
merged_times(const struct merged *m)
{
	return times_from(m, 0);
}

static void
places_of(struct list *l, struct arena *arena, uint32_t **out, size_t *count)
{
	int64_t place = -1;

	while (l->placed < l->at)
		l->place = chunk_places_end(&l->chunk, l->place,
		    l->times[l->placed++]);
	const uint8_t *at = l->place;
	for (uint32_t i = 0; i < l->times[l->at] &&
	    chunk_place(&l->chunk, &at, &place); i++)
		*ARENA_PUSH(arena, *out, *count) = (uint32_t)place;
}

static void
places_from(struct merged *m, size_t i, struct arena *arena, uint32_t **out,
    size_t *count)
{
	if (i >= m->count || m->heap[i]->post != m->post)
		return;
	places_of(m->heap[i], arena, out, count);
	places_from(m, 2 * i + 1, arena, out, count);
	places_from(m, 2 * i + 2, arena, out, count);
}

static int
ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void
merged_places(struct merged *m, struct arena *arena, uint32_t **out,
    size_t *count)
{
	*out = NULL;
	*count = 0;
	places_from(m, 0, arena, out, count);
	if (m->count > 1 && *count > 1)
		qsort(*out, *count, sizeof(**out), ascending);
}
