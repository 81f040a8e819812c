/*
 * search_block: how the words of a segment lie on disk; docs/decisions/0013
 * draws it.  A row holds entries in order of (term, post), each with its term
 * cut by what it shares with the one before.  An entry is a list of forms
 * (post 0), or up to CHUNK_POSTS postings: posts, how often, and where.
 * Nothing here knows of transactions: rows come and go through the caller.
 */
#ifndef SEARCH_BLOCK_H
#define SEARCH_BLOCK_H

#include "store/base/text_search.h"
#include "store/engine/keys.h"

enum {
	CHUNK_POSTS = 128,
	BLOCK_SUM = 8,			/* bytes of checksum at a row's end */
	BLOCK_BYTES = 4080,		/* a row: one page of the engine */
	BLOCK_MARK = 1,			/* terms that begin so are filters */
	BLOCK_KEY_MAX = 8 + TEXT_TERM_MAX + 1 + 4,
};

/* --- keys: segment, term, 0, post --- */
struct block_key { uint8_t bytes[BLOCK_KEY_MAX]; size_t len; };
/* term: at most TEXT_TERM_MAX bytes (else cut), without a zero. */
struct block_key block_key(uint64_t segment, struct str term, uint32_t post);
struct str block_key_str(const struct block_key *);
/* Takes a key apart; term is borrowed from it.  False if it is none. */
bool block_key_parts(struct str key, uint64_t *segment, struct str *term,
    uint32_t *post);

/* Order of terms, and of forms: by bytes, as keys are. */
int term_compare(struct str a, struct str b);

/* --- writing --- */
struct block_writer;
typedef enum err block_sink(void *arg, struct str key, struct str val);
/* sum_key: 16 bytes, borrowed, for the rows' checksums.  Caller:
 * blocks_free(). */
struct block_writer *blocks_new(uint64_t segment, const uint8_t *sum_key,
    block_sink *sink, void *arg);
void blocks_free(struct block_writer *);	/* NULL is fine */
/*
 * What follows is of this term; terms come in ascending order.  total: posts
 * that hold it in this segment, told to who ranks; 0: the term goes on where
 * an earlier writer ended.
 */
enum err blocks_term(struct block_writer *, struct str term, uint64_t total);
/* Forms whose stem the term is, sorted, each once; before any posting. */
enum err blocks_forms(struct block_writer *, const struct str *forms,
    size_t count);
/* One posting, posts ascending; places: `times` numbers as block_places_put()
 * writes them, or none at all. */
enum err blocks_posting(struct block_writer *, uint32_t post, uint32_t times,
    struct str places);
/* Ends the term and the row. */
enum err blocks_flush(struct block_writer *);
uint64_t blocks_written(const struct block_writer *);	/* bytes of rows */
/* One place after another: the distance from `last` (-1: none before). */
size_t block_places_put(uint8_t *buf, int64_t last, uint32_t place);

/* The checksum that a row ends with; true if it holds. */
void block_sum(const uint8_t *sum_key, struct str row, uint8_t out[static 8]);
bool block_sum_holds(const uint8_t *sum_key, struct str row);

/* --- reading; every bound is checked: rows may be damaged --- */
struct block_reader {
	const uint8_t *at, *end;
	char term[TEXT_TERM_MAX];
	size_t term_len;
	struct str entry;	/* of the entry in hand */
	bool damaged;
};
void block_read(struct block_reader *, struct str row);
/* The next entry; false at the end or, then `damaged`, if it is malformed. */
bool block_next(struct block_reader *);

struct chunk {
	uint32_t first, last;		/* posts */
	uint32_t count;			/* 0: forms */
	bool continued;
	uint64_t total;			/* of the term; 0 if continued */
	const uint8_t *posts, *places, *end;
};
/* False if malformed. */
bool chunk_open(struct str entry, struct chunk *);
/* Posts and times of a chunk; false if malformed. */
bool chunk_posts(const struct chunk *, uint32_t posts[static CHUNK_POSTS],
    uint32_t times[static CHUNK_POSTS]);
/* Where the places of the n-th posting end, those of it beginning at `at`. */
const uint8_t *chunk_places_end(const struct chunk *, const uint8_t *at,
    uint32_t times);
/* Next place from *at; false if there is none. */
bool chunk_place(const struct chunk *, const uint8_t **at, int64_t *place);
/* The forms of a chunk of count 0, of this stem, in the arena; false if
 * malformed. */
bool chunk_forms(const struct chunk *, struct str stem, struct arena *,
    struct str **out, size_t *count);

/* A number, one byte mostly; false past the end. */
static inline bool
block_number(const uint8_t **at, const uint8_t *end, uint32_t *out)
{
	const uint8_t *p = *at;
	uint32_t n = 0;

	for (unsigned shift = 0; shift < 35 && p < end; shift += 7) {
		uint8_t c = *p++;

		n |= (uint32_t)(c & 0x7F) << shift;
		if (c < 0x80) {
			*at = p;
			*out = n;
			return true;
		}
	}
	return false;
}

#endif
