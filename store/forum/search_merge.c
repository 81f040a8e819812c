/*
 * search_merge: segments of about the same size become one, so that a query
 * looks into few and a posting is written again only some times.  A merge
 * takes many transactions; the new segment's record keeps the last key
 * written, and readers go on with the old ones until it is whole.
 *
 * Which posts it holds is settled when it begins: who is dead then is kept
 * apart (frozen).  Who dies later stays in all of its rows and is marked dead
 * in it as well, so that a segment's rows always agree with each other.
 *
 * Rows of the old segments are read in the transaction that writes the new
 * ones, so each is copied out first: what is borrowed does not outlive a
 * write.
 */
#include "store/forum/search_stream.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { INPUTS_MAX = SEARCH_INPUTS, STEP_BYTES = 4 << 20 };

struct merge {
	struct txn *txn;
	struct arena *arena;
	struct segment out, inputs[INPUTS_MAX];
	size_t count;
	struct stream *streams;
	struct block_writer *writer;
	int64_t end;			/* of this step, nanoseconds */
	unsigned every;			/* looks at the clock */
	/* Where it goes on. */
	char term[TEXT_TERM_MAX];
	size_t term_len;
	uint32_t post;
	bool done, damaged;
};

int64_t
merge_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * (int64_t)1000000000 + t.tv_nsec;
}

static bool
enough(const struct merge *m)
{
	return merge_clock() > m->end || blocks_written(m->writer) > STEP_BYTES;
}

/* --- posts --- */

static enum err
docs_merge(struct merge *m)
{
	struct doc_reader *readers = xcalloc(m->count, sizeof(*readers));
	struct doc docs[INPUTS_MAX];
	bool there[INPUTS_MAX];
	struct doc_writer w = { .txn = m->txn, .segment = m->out.id };
	enum err e = OK;

	for (size_t i = 0; i < m->count; i++) {
		docs_read(&readers[i], m->streams[i].cursor,
		    m->inputs[i].id);
		readers[i].sum_key = db_checksum_key(m->txn);
		there[i] = docs_seek(&readers[i], m->post + 1, &docs[i]);
	}
	for (unsigned n = 0; e == OK; n++) {
		size_t least = m->count;

		for (size_t i = 0; i < m->count; i++)
			if (there[i] && (least == m->count ||
			    docs[i].post < docs[least].post))
				least = i;
		if (least == m->count) {
			m->post = UINT32_MAX;
			break;
		}
		/* Not between two inputs' entries of one post. */
		if (n >= m->every && n % m->every == 0 &&
		    docs[least].post > m->post && enough(m))
			break;
		m->post = docs[least].post;
		if (!stream_drops(&m->streams[least], m->post))
			e = docs_put(&w, &docs[least]);
		there[least] = docs_next(&readers[least], &docs[least]);
	}
	if (e == OK)
		e = docs_end(&w);
	m->out.size += w.written;
	for (size_t i = 0; i < m->count; i++)
		if (readers[i].damaged)
			m->damaged = true;
	free(readers);
	return e != OK ? e : m->damaged ? ERR_DAMAGED : OK;
}

/* --- terms --- */

static bool
least_term(const struct merge *m, struct str *out)
{
	bool found = false;

	for (size_t i = 0; i < m->count; i++) {
		const struct stream *s = &m->streams[i];

		if (s->over || (found && term_compare(stream_term(s), *out) >= 0))
			continue;
		*out = stream_term(s);
		found = true;
	}
	return found;
}

static int
by_form(const void *a, const void *b)
{
	return term_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The forms of all inputs, each once; passes over them. */
static void
forms_merge(struct merge *m, struct str term, struct str **out, size_t *count)
{
	struct str *forms;
	size_t n, kept = 0;

	*out = NULL;
	*count = 0;
	for (size_t i = 0; i < m->count; i++) {
		struct stream *s = &m->streams[i];

		if (!stream_on(s, term) || s->chunk.count != 0)
			continue;
		if (!chunk_forms(&s->chunk, term, m->arena, &forms, &n))
			m->damaged = true;
		else
			for (size_t f = 0; f < n; f++)
				*ARENA_PUSH(m->arena, *out, *count) = forms[f];
		stream_next(s);
	}
	if (*count < 2)
		return;
	qsort(*out, *count, sizeof(**out), by_form);
	for (size_t i = 0; i < *count; i++)
		if (i == 0 || !str_equal((*out)[i], (*out)[kept - 1]))
			(*out)[kept++] = (*out)[i];
	*count = kept;
}

/* Writes the posting in hand of a stream, and goes to its next. */
static enum err
posting_merge(struct merge *m, struct stream *s)
{
	uint32_t post = s->posts[s->at], times = s->times[s->at];
	const uint8_t *end = chunk_places_end(&s->chunk, s->place, times);
	struct str places = { (const char *)s->place,
	    (size_t)(end - s->place) };
	enum err e = OK;

	if (!stream_drops(s, post))
		e = blocks_posting(m->writer, post, times, places);
	m->post = post;
	s->place = end;
	if (++s->at == s->chunk.count)
		s->on = stream_next(s) && stream_on(s,
		    (struct str){ m->term, m->term_len });
	return e;
}

/* The stream with the least post; *bound: the least of all others. */
static struct stream *
least_posting(struct merge *m, uint32_t *bound)
{
	struct stream *least = NULL;

	*bound = UINT32_MAX;
	for (size_t i = 0; i < m->count; i++) {
		struct stream *s = &m->streams[i];
		uint32_t post = s->on ? s->posts[s->at] : UINT32_MAX;

		if (!s->on)
			continue;
		if (least == NULL || post < least->posts[least->at]) {
			if (least != NULL)
				*bound = least->posts[least->at];
			least = s;
		} else if (post < *bound)
			*bound = post;
	}
	return least;
}

static enum err
postings_merge(struct merge *m, struct str term)
{
	struct stream *least;
	uint32_t bound;
	enum err e = OK;

	for (size_t i = 0; i < m->count; i++)
		m->streams[i].on = stream_on(&m->streams[i], term);

	for (unsigned n = 0; e == OK; n++) {
		if ((least = least_posting(m, &bound)) == NULL) {
			m->post = UINT32_MAX;
			return OK;
		}
		if (n >= m->every && least->posts[least->at] > m->post &&
		    n % m->every == 0 && enough(m))
			return e;
		/* Mostly the posts of one come before all of the next. */
		do
			e = posting_merge(m, least);
		while (e == OK && ++n % m->every != 0 && least->on &&
		    least->posts[least->at] < bound);
		n--;
	}
	return e;
}

/* One term, or what this step does of it. */
static enum err
term_merge(struct merge *m, struct str least)
{
	bool goes_on = m->post != UINT32_MAX && m->term_len == least.len &&
	    memcmp(m->term, least.p, least.len) == 0;
	struct str term = { m->term, least.len }, *forms = NULL;
	uint64_t total = 0;
	size_t count = 0;
	enum err e;

	memcpy(m->term, least.p, least.len);
	m->term_len = least.len;
	if (!goes_on) {
		forms_merge(m, term, &forms, &count);
		for (size_t i = 0; i < m->count; i++)
			if (stream_on(&m->streams[i], term))
				total += m->streams[i].chunk.total;
		m->post = 0;
	}
	if ((e = blocks_term(m->writer, term, total)) != OK)
		return e;
	if (count > 0 && (e = blocks_forms(m->writer, forms, count)) != OK)
		return e;
	return postings_merge(m, term);
}

static enum err
terms_merge(struct merge *m)
{
	struct str term = { 0 };
	enum err e = OK;

	for (size_t i = 0; i < m->count; i++)
		stream_begin(&m->streams[i], (struct str){ m->term,
		    m->term_len }, m->post);
	for (unsigned n = 1; e == OK; n++) {
		if (!least_term(m, &term)) {
			m->done = true;
			break;
		}
		if ((e = term_merge(m, term)) != OK ||
		    m->post != UINT32_MAX || (n % m->every == 0 &&
		    enough(m)))
			break;
		if (n % m->every == 0)
			arena_reset(m->arena);
	}
	if (e == OK)
		e = blocks_flush(m->writer);
	m->out.size += blocks_written(m->writer);
	for (size_t i = 0; i < m->count; i++)
		if (m->streams[i].damaged)
			m->damaged = true;
	return e != OK ? e : m->damaged ? ERR_DAMAGED : OK;
}

/* --- one step --- */

static void
progress_take(struct merge *m)
{
	struct str p = m->out.progress;
	const uint8_t *end;

	m->term_len = 0;
	m->post = 0;
	if (p.len < 5 || p.len - 5 > TEXT_TERM_MAX)
		return;
	end = (const uint8_t *)p.p + p.len;
	m->term_len = p.len - 5;
	memcpy(m->term, p.p, m->term_len);
	for (int i = 4; i > 0; i--)
		m->post = m->post << 8 | end[-i];
}

static enum err
finish(struct merge *m)
{
	struct segment *out = &m->out;
	enum err e = OK;

	out->posts = out->words = out->dead = 0;
	out->state = SEGMENT_LIVE;
	out->progress = str_of("");
	for (size_t i = 0; i < m->count && e == OK; i++) {
		out->posts += m->inputs[i].posts;
		out->words += m->inputs[i].words;
		out->dead += m->inputs[i].dead - m->inputs[i].frozen;
		m->inputs[i].state = SEGMENT_GONE;
		m->inputs[i].into = 0;
		e = segment_put(m->txn, &m->inputs[i]);
	}
	return e;
}

static enum err
row_put(void *arg, struct str key, struct str val)
{
	return db_put(arg, DB_SEARCH, key, val);
}

static enum err
streams_open(struct merge *m)
{
	enum err e = OK;

	m->streams = xcalloc(m->count, sizeof(*m->streams));
	for (size_t i = 0; i < m->count && e == OK; i++)
		e = stream_open(&m->streams[i], m->txn, m->inputs[i].id,
		    m->inputs[i].frozen > 0);
	return e;
}

static void
merge_free(struct merge *m)
{
	for (size_t i = 0; i < m->count && m->streams != NULL; i++)
		stream_close(&m->streams[i]);
	free(m->streams);
	blocks_free(m->writer);
}

/* Inputs of the segment that is being made, as they are now. */
static void
inputs_take(struct merge *m, const struct segment *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (all[i].into == m->out.id && all[i].scope ==
		    m->out.scope && m->count < INPUTS_MAX)
			m->inputs[m->count++] = all[i];
}

enum err
merge_step(struct txn *txn, const struct segment *out,
    const struct segment *all, size_t count, int64_t end, unsigned every)
{
	struct merge m = { .txn = txn, .arena = arena_new(), .out = *out,
	    .end = end, .every = every };
	struct block_key key;
	struct str at;
	enum err e;

	inputs_take(&m, all, count);
	progress_take(&m);
	m.writer = blocks_new(m.out.id, db_checksum_key(txn), row_put, txn);
	if ((e = streams_open(&m)) != OK)
		goto out;
	if (m.term_len == 0 && m.post != UINT32_MAX)
		e = docs_merge(&m);
	else
		e = terms_merge(&m);
	if (e != OK)
		goto out;
	key = block_key(0, (struct str){ m.term, m.term_len }, m.post);
	at = block_key_str(&key);
	m.out.progress = (struct str){ at.p + 8, at.len - 8 };
	if (m.done)
		e = finish(&m);
	if (e == OK)
		e = segment_put(txn, &m.out);
out:
	merge_free(&m);
	arena_free(m.arena);
	return e;
}
