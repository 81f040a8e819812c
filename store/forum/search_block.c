/* Rows of the index, written.  See search_block.h; reading is in
 * search_read.c. */
#include "store/forum/search_block.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/varint.h"

enum { PLACES_ENOUGH = 2048 };	/* bytes of places that end a chunk */

struct bytes { uint8_t *p; size_t len, room; };

struct block_writer {
	uint64_t segment, written;
	const uint8_t *sum_key;
	block_sink *sink;
	void *arg;
	/* The row being filled, and the key of its first entry. */
	struct bytes row;
	struct block_key key;
	char last[TEXT_TERM_MAX];	/* term of its last entry */
	size_t last_len;
	/* The term in hand. */
	char term[TEXT_TERM_MAX];
	size_t term_len;
	uint64_t total;
	bool begun;			/* a chunk of it was written */
	/* The chunk in hand. */
	uint32_t count, first, post;
	struct bytes posts, places;
};

static inline void
room_for(struct bytes *b, size_t more)
{
	if (b->room - b->len >= more)
		return;
	b->room = 2 * (b->len + more);
	b->p = xrealloc(b->p, b->room);
}

static inline void
put_number(struct bytes *b, uint64_t n)
{
	room_for(b, VARINT_MAX);
	if (n < 0x80)
		b->p[b->len++] = (uint8_t)n;
	else
		b->len += varint_put(b->p + b->len, n);
}

static inline void
put_bytes(struct bytes *b, const void *p, size_t len)
{
	room_for(b, len);
	if (len > 0)
		memcpy(b->p + b->len, p, len);
	b->len += len;
}

/* --- keys --- */

struct block_key
block_key(uint64_t segment, struct str term, uint32_t post)
{
	struct key head = key_u64(segment);
	struct block_key k;
	size_t len = term.len > TEXT_TERM_MAX ? TEXT_TERM_MAX : term.len;

	memcpy(k.bytes, head.bytes, 8);
	if (len > 0)
		memcpy(k.bytes + 8, term.p, len);
	k.len = 8 + len;
	k.bytes[k.len++] = 0;
	for (int i = 3; i >= 0; i--)
		k.bytes[k.len++] = (uint8_t)(post >> (8 * i));
	return k;
}

struct str
block_key_str(const struct block_key *k)
{
	return (struct str){ (const char *)k->bytes, k->len };
}

bool
block_key_parts(struct str key, uint64_t *segment, struct str *term,
    uint32_t *post)
{
	const uint8_t *p = (const uint8_t *)key.p;

	if (key.len < 13 || key.len > BLOCK_KEY_MAX || p[key.len - 5] != 0)
		return false;
	*segment = key_get_u64((struct str){ key.p, 8 }, 0);
	*term = (struct str){ key.p + 8, key.len - 13 };
	p += key.len - 4;
	*post = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
	return true;
}

int
term_compare(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int c = len == 0 ? 0 : memcmp(a.p, b.p, len);

	return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

/* --- writing --- */

struct block_writer *
blocks_new(uint64_t segment, const uint8_t *sum_key, block_sink *sink,
    void *arg)
{
	struct block_writer *w = xcalloc(1, sizeof(*w));

	w->segment = segment;
	w->sum_key = sum_key;
	w->sink = sink;
	w->arg = arg;
	return w;
}

void
blocks_free(struct block_writer *w)
{
	if (w == NULL)
		return;
	free(w->row.p);
	free(w->posts.p);
	free(w->places.p);
	free(w);
}

uint64_t
blocks_written(const struct block_writer *w)
{
	return w->written + w->row.len;
}

void
block_sum(const uint8_t *sum_key, struct str row, uint8_t out[static 8])
{
	crypto_shorthash(out, (const unsigned char *)row.p, row.len, sum_key);
}

bool
block_sum_holds(const uint8_t *sum_key, struct str row)
{
	uint8_t sum[BLOCK_SUM];

	if (row.len < BLOCK_SUM)
		return false;
	row.len -= BLOCK_SUM;
	block_sum(sum_key, row, sum);
	return memcmp(sum, row.p + row.len, BLOCK_SUM) == 0;
}

static enum err
row_end(struct block_writer *w)
{
	struct str row = { (const char *)w->row.p, w->row.len };
	uint8_t sum[BLOCK_SUM];
	enum err e;

	if (row.len == 0)
		return OK;
	block_sum(w->sum_key, row, sum);
	put_bytes(&w->row, sum, sizeof(sum));
	row = (struct str){ (const char *)w->row.p, w->row.len };
	if ((e = w->sink(w->arg, block_key_str(&w->key), row)) != OK)
		return e;
	w->written += row.len;
	w->row.len = 0;
	w->last_len = 0;
	return OK;
}

static size_t
shared_with_last(const struct block_writer *w)
{
	size_t most = w->last_len < w->term_len ? w->last_len : w->term_len, n;

	for (n = 0; n < most && w->last[n] == w->term[n]; n++)
		;
	return n;
}

/* An entry of the term in hand, of head, post bytes and place bytes. */
static enum err
entry_put(struct block_writer *w, uint32_t post, struct str head,
    struct str posts, struct str places)
{
	size_t size = head.len + posts.len + places.len, shared;
	size_t most = size + w->term_len + 3 * VARINT_MAX;
	struct str term = { w->term, w->term_len };
	enum err e;

	if (w->row.len > 0 && w->row.len + most > BLOCK_BYTES - BLOCK_SUM &&
	    (e = row_end(w)) != OK)
		return e;
	if (w->row.len == 0)
		w->key = block_key(w->segment, term, post);
	shared = shared_with_last(w);
	put_number(&w->row, shared);
	put_number(&w->row, w->term_len - shared);
	put_bytes(&w->row, w->term + shared, w->term_len - shared);
	put_number(&w->row, size);
	put_bytes(&w->row, head.p, head.len);
	put_bytes(&w->row, posts.p, posts.len);
	put_bytes(&w->row, places.p, places.len);
	memcpy(w->last, w->term, w->term_len);
	w->last_len = w->term_len;
	return OK;
}

static struct str
str_of_bytes(const struct bytes *b)
{
	return (struct str){ (const char *)b->p, b->len };
}

static enum err
chunk_end(struct block_writer *w)
{
	uint8_t buf[4 * VARINT_MAX];
	struct str head = { (const char *)buf, 0 };
	bool continued = w->begun || w->total == 0;
	bool given = !continued && w->total != w->count;
	enum err e;

	if (w->count == 0)
		return OK;
	head.len += varint_put(buf, (uint64_t)w->count << 2 |
	    (unsigned)given << 1 | continued);
	head.len += varint_put(buf + head.len, w->first);
	if (given)
		head.len += varint_put(buf + head.len, w->total);
	if (w->count > 1) {
		head.len += varint_put(buf + head.len, w->post - w->first);
		head.len += varint_put(buf + head.len, w->posts.len);
	}
	e = entry_put(w, w->first, head, str_of_bytes(&w->posts),
	    str_of_bytes(&w->places));
	w->count = 0;
	w->posts.len = w->places.len = 0;
	w->begun = true;
	return e;
}

enum err
blocks_term(struct block_writer *w, struct str term, uint64_t total)
{
	enum err e = chunk_end(w);

	term = text_head(term, TEXT_TERM_MAX);
	memcpy(w->term, term.p, term.len);
	w->term_len = term.len;
	w->total = total;
	w->begun = false;
	return e;
}

enum err
blocks_forms(struct block_writer *w, const struct str *forms, size_t count)
{
	struct bytes list = { 0 };
	enum err e;

	put_number(&list, 0);
	put_number(&list, count);
	for (size_t i = 0; i < count; i++) {
		size_t n = 0;

		/* A stem is mostly what its forms begin with. */
		while (n < forms[i].len && n < w->term_len &&
		    forms[i].p[n] == w->term[n])
			n++;
		put_number(&list, n);
		put_number(&list, forms[i].len - n);
		put_bytes(&list, forms[i].p + n, forms[i].len - n);
	}
	e = entry_put(w, 0, str_of_bytes(&list), str_of(""), str_of(""));
	free(list.p);
	return e;
}

enum err
blocks_posting(struct block_writer *w, uint32_t post, uint32_t times,
    struct str places)
{
	enum err e;

	if (w->count == CHUNK_POSTS || (w->count > 0 &&
	    w->places.len + places.len > PLACES_ENOUGH))
		if ((e = chunk_end(w)) != OK)
			return e;
	if (w->count == 0) {
		w->first = post;
		put_number(&w->posts, times);
	} else {
		put_number(&w->posts,
		    (uint64_t)(post - w->post - 1) << 1 | (times == 1));
		if (times != 1)
			put_number(&w->posts, times);
	}
	put_bytes(&w->places, places.p, places.len);
	w->post = post;
	w->count++;
	return OK;
}

enum err
blocks_flush(struct block_writer *w)
{
	enum err e = chunk_end(w);

	return e == OK ? row_end(w) : e;
}

size_t
block_places_put(uint8_t *buf, int64_t last, uint32_t place)
{
	return varint_put(buf, (uint64_t)((int64_t)place - last - 1));
}
