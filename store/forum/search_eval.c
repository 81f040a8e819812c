/*
 * search_eval: walks the lists of a segment, all words together: the rarest
 * leads, the others are sent on to its posts.  See search_eval.h.
 */
#include "store/forum/search_eval.h"

#include <string.h>
#include <time.h>

enum { LOOK_EVERY = 256 };

/* BM25's constants, as everybody has them. */
static const double saturation = 1.2, by_length = 0.75;

bool
eval_late(struct eval *e)
{
	struct timespec t;

	if (e->end == 0 || ++e->turns % LOOK_EVERY != 0)
		return e->end == 0;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	if (t.tv_sec * (int64_t)1000000000 + t.tv_nsec < e->end)
		return false;
	e->end = 0;
	e->partial = true;
	return true;
}

double
eval_score(const struct eval *e, double weight, uint32_t times,
    uint32_t words)
{
	double mean = e->posts == 0 ? 1 :
	    (double)e->words_in_all / (double)e->posts;
	double f = times, length = mean > 0 ? words / mean : 1;

	return weight * f * (saturation + 1) / (f + saturation *
	    (1 - by_length + by_length * length));
}

/* --- the best --- */

static bool
worse(const struct eval_hit *a, const struct eval_hit *b)
{
	/* Of equal ones the later post comes first. */
	return a->score != b->score ? a->score < b->score : a->post < b->post;
}

static void
sift_down(struct eval_hit *heap, size_t count)
{
	for (size_t i = 0; ; ) {
		size_t least = i, k = 2 * i + 1;
		struct eval_hit h;

		if (k < count && worse(&heap[k], &heap[least]))
			least = k;
		if (k + 1 < count && worse(&heap[k + 1], &heap[least]))
			least = k + 1;
		if (least == i)
			return;
		h = heap[i];
		heap[i] = heap[least];
		heap[least] = h;
		i = least;
	}
}

void
eval_add(struct eval *e, uint64_t post, double score)
{
	struct eval_hit hit = { .score = e->order == SEARCH_NEWEST ? 0 : score,
	    .post = post };
	size_t i;

	e->total++;
	if (e->hit_count == e->hit_most) {
		if (e->hit_most == 0 || !worse(&e->hits[0], &hit))
			return;
		e->hits[0] = hit;
		sift_down(e->hits, e->hit_count);
		return;
	}
	for (i = e->hit_count++; i > 0; i = (i - 1) / 2) {
		if (!worse(&hit, &e->hits[(i - 1) / 2]))
			break;
		e->hits[i] = e->hits[(i - 1) / 2];
	}
	e->hits[i] = hit;
}

/* --- one segment --- */

struct walk {
	struct eval *e;
	struct eval_segment *s;
	struct merged *parts;		/* one a part */
	struct merged filters[3], left;
	struct merged **legs;		/* all that must hold a post */
	size_t leg_count;
	struct doc_reader docs;
	struct cursor *cursor;
	struct arena *places;		/* of the post in hand */
};

static bool
is_pending(const struct eval_scope *scope, uint32_t post)
{
	size_t low = 0, high = scope->pending_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (scope->pending[middle] < post)
			low = middle + 1;
		else
			high = middle;
	}
	return low < scope->pending_count && scope->pending[low] == post;
}

/* How often the parts stand in a row, from place to place. */
static uint32_t
phrase_times(struct walk *w, const struct search_clause *c, size_t first)
{
	uint32_t **places, times = 0;
	size_t *counts, *at;

	places = arena_alloc(w->places, c->count * sizeof(*places));
	counts = arena_alloc(w->places, c->count * sizeof(*counts));
	at = arena_alloc(w->places, c->count * sizeof(*at));
	for (size_t k = 0; k < c->count; k++)
		merged_places(&w->parts[first + k], w->places, &places[k],
		    &counts[k]);
	for (size_t i = 0; i < counts[0]; i++) {
		size_t k;

		for (k = 1; k < c->count; k++) {
			uint32_t wanted = places[0][i] + c->parts[k].place;

			while (at[k] < counts[k] && places[k][at[k]] < wanted)
				at[k]++;
			if (at[k] == counts[k] || places[k][at[k]] != wanted)
				break;
		}
		times += k == c->count;
	}
	arena_reset(w->places);
	return times;
}

/* The score of the post in hand; false: a phrase does not stand in it. */
static bool
score(struct walk *w, uint32_t words, double *out)
{
	struct eval *e = w->e;
	size_t first = 0;

	*out = 0;
	for (size_t i = 0; i < e->q.count; i++) {
		const struct search_clause *c = &e->q.clauses[i];
		double weight = 0;
		uint32_t times;

		for (size_t k = 0; k < c->count; k++)
			weight += e->parts[first + k].weight;
		times = c->count > 1 ? phrase_times(w, c, first) :
		    merged_times(&w->parts[first]);
		if (times == 0)
			return false;
		*out += eval_score(e, weight, times, words);
		first += c->count;
	}
	return true;
}

static bool
in_time(const struct eval *e, uint32_t created)
{
	return (e->after == 0 || created >= search_time(e->after)) &&
	    (e->before == 0 || created < search_time(e->before));
}

static void
consider(struct walk *w, uint32_t post)
{
	struct eval *e = w->e;
	struct doc doc;
	double sum;

	if (is_pending(w->s->scope, post) || u64s_has(&e->blind, post) ||
	    (w->s->segment.dead > 0 &&
	    dead_has(e->r->txn, w->s->segment.id, post)))
		return;
	if (w->left.count > 0) {
		merged_seek(&w->left, post);
		if (w->left.post == post)
			return;
	}
	if (!docs_find(&w->docs, post, &doc) || !in_time(e, doc.created) ||
	    !score(w, doc.words, &sum))
		return;
	eval_add(e, post, sum);
}

static void
legs_make(struct walk *w)
{
	static const char kinds[] = { 'r', 'a', 't' };
	struct eval *e = w->e;
	const struct { const uint64_t *ids; size_t count; } values[] = {
		{ e->rooms, e->room_count }, { e->authors, e->author_count },
		{ e->types, e->type_count },
	};

	w->parts = arena_alloc(e->scratch, (e->part_count + 1) *
	    sizeof(*w->parts));
	w->legs = arena_alloc(e->scratch, (e->part_count + LENGTH(values)) *
	    sizeof(struct merged *));
	for (size_t p = 0; p < e->part_count; p++) {
		merged_begin(&w->parts[p], w->s->parts[p].lists,
		    w->s->parts[p].count, e->scratch);
		w->legs[w->leg_count++] = &w->parts[p];
	}
	for (size_t i = 0; i < LENGTH(values); i++) {
		if (values[i].count == 0)
			continue;
		eval_filter(e, w->s, kinds[i], values[i].ids,
		    values[i].count, &w->filters[i]);
		w->legs[w->leg_count++] = &w->filters[i];
	}
	eval_filter(e, w->s, 'r', w->s->scope->left, w->s->scope->left_count,
	    &w->left);
	/* The rarest first. */
	for (size_t i = 1; i < w->leg_count; i++)
		for (size_t k = i; k > 0 && w->legs[k]->total <
		    w->legs[k - 1]->total; k--) {
			struct merged *leg = w->legs[k];

			w->legs[k] = w->legs[k - 1];
			w->legs[k - 1] = leg;
		}
}

/* Posts that all legs hold. */
static void
walk_legs(struct walk *w)
{
	struct merged *lead = w->legs[0];
	size_t i;

	while (lead->post != LIST_END && !eval_late(w->e)) {
		uint32_t post = lead->post;

		for (i = 1; i < w->leg_count; i++) {
			merged_seek(w->legs[i], post);
			if (w->legs[i]->post != post)
				break;
		}
		if (i < w->leg_count) {
			merged_seek(lead, w->legs[i]->post);
			continue;
		}
		consider(w, post);
		merged_seek(lead, post + 1);
	}
}

/* Nothing but times to go by. */
static void
walk_docs(struct walk *w)
{
	struct doc_reader all;
	struct doc doc;

	docs_read(&all, w->cursor, w->s->segment.id);
	while (docs_next(&all, &doc) && !eval_late(w->e))
		if (in_time(w->e, doc.created))
			consider(w, doc.post);
}

static void
segment_run(struct eval *e, struct eval_segment *s)
{
	struct walk w = { .e = e, .s = s };

	if (!s->whole || db_cursor_open(e->r->txn, DB_SEARCH, &w.cursor) != OK)
		return;
	w.places = arena_new();
	docs_read(&w.docs, w.cursor, s->segment.id);
	legs_make(&w);
	if (w.leg_count > 0)
		walk_legs(&w);
	else
		walk_docs(&w);
	db_cursor_close(w.cursor);
	arena_free(w.places);
	arena_reset(e->scratch);
}

void
eval_run(struct eval *e)
{
	for (size_t i = 0; i < e->segment_count && e->end != 0; i++)
		segment_run(e, &e->segments[i]);
}
