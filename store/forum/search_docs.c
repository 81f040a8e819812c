/* The posts of a segment: rows of fixed entries, little-endian, under the
 * empty term.  See search.h. */
#include "store/forum/search.h"

#include <endian.h>
#include <string.h>

static const int64_t century = 946684800;	/* 2000-01-01 UTC */

uint32_t
search_time(int64_t t)
{
	if (t <= century)
		return 0;
	return t - century > UINT32_MAX ? UINT32_MAX : (uint32_t)(t - century);
}

/* FNV-1a (Fowler, Noll, Vo) over all of it, then mixed (Murmur3's end). */
uint32_t
term_print(struct str term)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < term.len; i++)
		h = (h ^ (uint8_t)term.p[i]) * 16777619U;
	return h;
}

uint32_t
posting_print(uint32_t term, uint32_t post, uint32_t times,
    struct str places)
{
	uint32_t h = term;

	for (size_t i = 0; i < places.len; i++)
		h = (h ^ (uint8_t)places.p[i]) * 16777619U;
	h ^= post * 0x9E3779B1U ^ times * 0x85EBCA6BU;
	h = (h ^ h >> 16) * 0x85EBCA6BU;
	h = (h ^ h >> 13) * 0xC2B2AE35U;
	return h ^ h >> 16;
}

/* --- writing --- */

enum err
docs_end(struct doc_writer *w)
{
	struct block_key key = block_key(w->segment, str_of(""), w->first);
	struct str row = { (const char *)w->row, w->len };
	enum err e;

	if (w->len == 0)
		return OK;
	block_sum(db_checksum_key(w->txn), row, w->row + w->len);
	row.len += BLOCK_SUM;
	if ((e = db_put(w->txn, DB_SEARCH, block_key_str(&key), row)) != OK)
		return e;
	w->written += row.len;
	w->len = 0;
	return OK;
}

enum err
docs_put(struct doc_writer *w, const struct doc *doc)
{
	uint16_t delta, words = htole16(doc->words);
	uint32_t created = htole32(doc->created), print = htole32(doc->print);
	enum err e;

	if (w->len > 0 && (doc->post - w->first > UINT16_MAX ||
	    w->len == DOC_ROWS * DOC_BYTES) && (e = docs_end(w)) != OK)
		return e;
	if (w->len == 0)
		w->first = doc->post;
	delta = htole16((uint16_t)(doc->post - w->first));
	memcpy(w->row + w->len, &delta, 2);
	memcpy(w->row + w->len + 2, &words, 2);
	memcpy(w->row + w->len + 4, &created, 4);
	memcpy(w->row + w->len + 8, &print, 4);
	w->len += DOC_BYTES;
	return OK;
}

/* --- reading --- */

void
docs_read(struct doc_reader *r, struct cursor *cursor, uint64_t segment)
{
	r->cursor = cursor;
	r->segment = segment;
	r->row = NULL;
	r->sum_key = NULL;
	r->damaged = false;
}

static uint32_t
post_at(const struct doc_reader *r, size_t n)
{
	uint16_t delta;

	memcpy(&delta, r->row + n * DOC_BYTES, 2);
	return r->first + le16toh(delta);
}

static void
doc_at(const struct doc_reader *r, size_t n, struct doc *out)
{
	const uint8_t *p = r->row + n * DOC_BYTES;
	uint16_t words;
	uint32_t created, print;

	memcpy(&words, p + 2, 2);
	memcpy(&created, p + 4, 4);
	memcpy(&print, p + 8, 4);
	*out = (struct doc){ post_at(r, n), le16toh(words), le32toh(created),
	    le32toh(print) };
}

/* Takes the row that a cursor stands on, if it is one of the segment. */
static bool
row_take(struct doc_reader *r, enum err e, struct str key, struct str val)
{
	uint64_t segment;
	struct str term;

	r->row = NULL;
	if (e != OK || !block_key_parts(key, &segment, &term, &r->first) ||
	    segment != r->segment || term.len != 0 ||
	    val.len < DOC_BYTES + BLOCK_SUM)
		return false;
	r->row = (const uint8_t *)val.p;
	if (r->sum_key != NULL) {
		if (val.len > sizeof(r->copy) ||
		    !block_sum_holds(r->sum_key, val)) {
			r->damaged = true;
			r->row = NULL;
			return false;
		}
		memcpy(r->copy, val.p, val.len);
		r->row = r->copy;
	}
	r->count = (val.len - BLOCK_SUM) / DOC_BYTES;
	r->last = post_at(r, r->count - 1);
	r->at = 0;
	return true;
}

/* The first entry from r->at on with at least this post. */
static size_t
lower(const struct doc_reader *r, uint32_t post)
{
	size_t low = r->at, high = r->count;

	/* Mostly it is one of the next. */
	for (size_t step = 1; low + step < high; step *= 2) {
		if (post_at(r, low + step) >= post) {
			high = low + step + 1;
			break;
		}
		low += step;
	}
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (post_at(r, middle) < post)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
docs_seek(struct doc_reader *r, uint32_t post, struct doc *out)
{
	struct block_key k;
	struct str key, val;

	if (r->row == NULL || post < r->first || post > r->last) {
		k = block_key(r->segment, str_of(""), post + 1);
		if (!row_take(r, db_seek_before(r->cursor, block_key_str(&k),
		    &key, &val), key, val) || r->last < post) {
			k = block_key(r->segment, str_of(""), post);
			if (!row_take(r, db_seek(r->cursor, block_key_str(&k),
			    &key, &val), key, val))
				return false;
		}
	}
	if (r->at >= r->count || post_at(r, r->at) > post)
		r->at = 0;
	r->at = lower(r, post);
	if (r->at >= r->count)
		return false;
	doc_at(r, r->at, out);
	return true;
}

bool
docs_find(struct doc_reader *r, uint32_t post, struct doc *out)
{
	return docs_seek(r, post, out) && out->post == post;
}

bool
docs_next(struct doc_reader *r, struct doc *out)
{
	if (r->row == NULL)
		return docs_seek(r, 0, out);
	if (r->at + 1 < r->count) {
		doc_at(r, ++r->at, out);
		return true;
	}
	return r->last != UINT32_MAX && docs_seek(r, r->last + 1, out);
}
