/*
 * search_build: the words of a batch of posts, gathered in memory, then
 * written as a segment: rows in the order of their keys.
 */
#include "store/forum/search.h"

#include <stdlib.h>
#include <string.h>

#include "store/base/varint.h"

enum { BUCKETS = 1 << 13, FIELD_GAP = 2 };

struct posting { uint32_t doc, times, end; };	/* end: of its places */

struct built {
	struct str term;
	uint32_t print;			/* term_print() */
	uint64_t begins;		/* its first eight bytes, to sort by */
	struct posting *postings;
	size_t count, room;
	uint8_t *places;
	size_t len, places_room;
	int64_t last;			/* place in the post in hand */
	struct str *forms;		/* whose stem it is */
	size_t form_count;
	struct built *next;
};

struct build {
	struct arena *arena;
	struct built *buckets[BUCKETS];
	struct built **terms;
	size_t term_count;
	struct doc *docs;
	size_t doc_count;
	uint64_t number;		/* of the batch: says whose word_form */
};

static uint64_t batches;

struct build *
build_new(void)
{
	struct build *b = xcalloc(1, sizeof(*b));

	b->arena = arena_new();
	b->number = ++batches;
	return b;
}

void
build_free(struct build *b)
{
	if (b == NULL)
		return;
	arena_free(b->arena);
	free(b);
}

static struct built *
term_find(struct build *b, struct str term)
{
	struct built **bucket, *t;
	uint32_t h = term_print(term);

	bucket = &b->buckets[(h ^ h >> 16) % BUCKETS];
	for (t = *bucket; t != NULL; t = t->next)
		if (t->print == h && str_equal(t->term, term))
			return t;
	t = arena_alloc(b->arena, sizeof(*t));
	t->term = arena_str(b->arena, term);
	t->print = h;
	for (size_t i = 0; i < 8; i++)
		t->begins = t->begins << 8 | (i < term.len ?
		    (uint8_t)term.p[i] : 0);
	t->next = *bucket;
	*bucket = t;
	*ARENA_PUSH(b->arena, b->terms, b->term_count) = t;
	return t;
}

static void
form_add(struct build *b, struct built *stem, struct str form)
{
	for (size_t i = 0; i < stem->form_count; i++)
		if (str_equal(stem->forms[i], form))
			return;
	*ARENA_PUSH(b->arena, stem->forms, stem->form_count) = form;
}

/* The term of a word; at its first sight in the batch its stems, too. */
static struct built *
word_term(struct build *b, struct word_form *w)
{
	struct built *t;

	if (w->owner == b->number)
		return w->own;
	t = term_find(b, w->form);
	for (size_t i = 0; i < w->stem_count; i++)
		form_add(b, term_find(b, w->stems[i]), t->term);
	w->own = t;
	w->owner = b->number;
	return t;
}

static void *
grown(struct arena *arena, const void *p, size_t len, size_t size)
{
	void *more = arena_alloc(arena, size);

	if (len > 0)
		memcpy(more, p, len);
	return more;
}

static struct posting *
posting_of(struct build *b, struct built *t)
{
	uint32_t doc = (uint32_t)b->doc_count - 1;

	if (t->count > 0 && t->postings[t->count - 1].doc == doc)
		return &t->postings[t->count - 1];
	if (t->count == t->room) {
		t->room = t->room == 0 ? 2 : 2 * t->room;
		t->postings = grown(b->arena, t->postings,
		    t->count * sizeof(*t->postings),
		    t->room * sizeof(*t->postings));
	}
	t->last = -1;
	t->postings[t->count] = (struct posting){ .doc = doc };
	return &t->postings[t->count++];
}

static void
place_add(struct build *b, struct built *t, uint32_t place)
{
	struct posting *p = posting_of(b, t);

	if (t->places_room - t->len < VARINT_MAX) {
		t->places_room = 2 * t->places_room + 2 * VARINT_MAX;
		t->places = grown(b->arena, t->places, t->len,
		    t->places_room);
	}
	t->len += block_places_put(t->places + t->len, t->last, place);
	t->last = place;
	p->times++;
	p->end = (uint32_t)t->len;
}

struct str
filter_term(char kind, uint64_t id, struct arena *arena)
{
	return str_of(arena_printf(arena, "%c%c%llu", BLOCK_MARK, kind,
	    (unsigned long long)id));
}

static void
filter_add(struct build *b, char kind, uint64_t id)
{
	char buf[32];
	struct posting *p;
	struct built *t;
	struct str term = { buf, 2 };

	buf[0] = BLOCK_MARK;
	buf[1] = kind;
	for (uint64_t n = id; n > 0 || term.len == 2; n /= 10)
		term.len++;
	for (size_t i = term.len; i > 2; i--, id /= 10)
		buf[i - 1] = (char)('0' + id % 10);
	t = term_find(b, term);
	p = posting_of(b, t);
	p->times = 1;
	p->end = (uint32_t)t->len;
}

void
build_post(struct build *b, struct words *words, const struct post *post,
    const struct str *fields)
{
	struct arena *scratch = arena_new();
	struct doc *doc = ARENA_PUSH(b->arena, b->docs, b->doc_count);
	uint32_t base = 0, count = 0;

	doc->post = (uint32_t)post->id;
	doc->created = search_time(post->created);
	for (size_t f = 0; f < SEARCH_FIELDS; f++) {
		struct text_token *tokens;
		size_t n;

		text_tokens(fields[f], scratch, &tokens, &n);
		for (size_t i = 0; i < n; i++) {
			struct str word = { fields[f].p + tokens[i].start,
			    tokens[i].len };
			struct word_form *w = words_find(words, word,
			    tokens[i].pair);

			if (w == NULL)
				continue;
			place_add(b, word_term(b, w),
			    base + tokens[i].position);
			count++;
		}
		if (n > 0)
			base += tokens[n - 1].position + FIELD_GAP;
	}
	doc->words = count > UINT16_MAX ? UINT16_MAX : (uint16_t)count;
	filter_add(b, 'a', post->author);
	filter_add(b, 'r', post->room);
	filter_add(b, 't', post->type);
	arena_free(scratch);
}

/* --- writing --- */

static int
by_term(const void *a, const void *b)
{
	const struct built *x = *(struct built *const *)a;
	const struct built *y = *(struct built *const *)b;

	return x->begins != y->begins ? (x->begins < y->begins ? -1 : 1) :
	    term_compare(x->term, y->term);
}

static int
by_form(const void *a, const void *b)
{
	return term_compare(*(const struct str *)a, *(const struct str *)b);
}

static enum err
row_put(void *arg, struct str key, struct str val)
{
	return db_put(arg, DB_SEARCH, key, val);
}

static enum err
term_write(struct build *b, struct built *t, struct block_writer *w)
{
	size_t start = 0;
	enum err e = blocks_term(w, t->term, t->count);

	if (e == OK && t->form_count > 0) {
		qsort(t->forms, t->form_count, sizeof(*t->forms), by_form);
		e = blocks_forms(w, t->forms, t->form_count);
	}
	for (size_t i = 0; i < t->count && e == OK; i++) {
		struct posting *p = &t->postings[i];
		struct doc *doc = &b->docs[p->doc];
		struct str places = { t->places == NULL ? "" :
		    (const char *)t->places + start, p->end - start };

		doc->print += posting_print(t->print, doc->post, p->times,
		    places);
		e = blocks_posting(w, doc->post, p->times, places);
		start = p->end;
	}
	return e;
}

void
build_print(struct build *b, struct doc *out)
{
	*out = b->docs[0];
	for (size_t i = 0; i < b->term_count; i++)
		for (size_t k = 0; k < b->terms[i]->count; k++) {
			const struct posting *p = &b->terms[i]->postings[k];

			out->print += posting_print(b->terms[i]->print,
			    out->post, p->times, (struct str){
			    (const char *)b->terms[i]->places, p->end });
		}
}

static enum err
docs_write(struct build *b, struct txn *txn, struct segment *s)
{
	struct doc_writer *w = xcalloc(1, sizeof(*w));
	enum err e = OK;

	w->txn = txn;
	w->segment = s->id;
	for (size_t i = 0; i < b->doc_count && e == OK; i++) {
		s->words += b->docs[i].words;
		e = docs_put(w, &b->docs[i]);
	}
	if (e == OK)
		e = docs_end(w);
	s->size += w->written;
	free(w);
	return e;
}

enum err
build_write(struct build *b, struct txn *txn, uint64_t scope)
{
	struct segment s = { .scope = scope, .state = SEGMENT_LIVE,
	    .posts = b->doc_count };
	struct block_writer *w;
	enum err e;

	if (b->doc_count == 0)
		return OK;
	if ((e = db_sequence_next(txn, "segment", &s.id)) != OK)
		return e;
	s.first = b->docs[0].post;
	s.last = b->docs[b->doc_count - 1].post;
	qsort(b->terms, b->term_count, sizeof(*b->terms), by_term);
	w = blocks_new(s.id, db_checksum_key(txn), row_put, txn);
	for (size_t i = 0; i < b->term_count && e == OK; i++)
		e = term_write(b, b->terms[i], w);
	if (e == OK)
		e = blocks_flush(w);
	s.size = blocks_written(w);
	blocks_free(w);
	if (e == OK)
		e = docs_write(b, txn, &s);
	return e == OK ? segment_put(txn, &s) : e;
}
