/*
 * search_docs: the posts of a segment, rows of fixed entries under the empty
 * term; how long each is, when it was written, and its print.
 */
#ifndef SEARCH_DOCS_H
#define SEARCH_DOCS_H

#include "store/forum/search_block.h"

enum { DOC_BYTES = 12, DOC_ROWS = (BLOCK_BYTES - BLOCK_SUM) / DOC_BYTES };
struct doc {
	uint32_t post;
	uint16_t words;		/* at most 65,535 are counted */
	uint32_t created;	/* search_time() */
	uint32_t print;		/* sum of its postings' prints */
};
uint32_t search_time(int64_t t);	/* seconds of this century, bounded */
/* What a posting adds to its post's print; term: term_print() of its term. */
uint32_t term_print(struct str term);
uint32_t posting_print(uint32_t term, uint32_t post, uint32_t times,
    struct str places);

struct doc_writer {
	struct txn *txn;
	uint64_t segment, written;
	uint8_t row[BLOCK_BYTES];
	size_t len;
	uint32_t first;
};
/* Ascending posts; docs_end() writes what is left. */
enum err docs_put(struct doc_writer *, const struct doc *);
enum err docs_end(struct doc_writer *);

struct doc_reader {
	struct cursor *cursor;
	uint64_t segment;
	const uint8_t *row;	/* NULL: none in hand */
	const uint8_t *sum_key;	/* set by who writes between two looks: rows
				 * are then verified and copied out */
	bool damaged;
	uint8_t copy[BLOCK_BYTES];
	size_t count, at;
	uint32_t first, last;
};
/* cursor: of DB_SEARCH, borrowed. */
void docs_read(struct doc_reader *, struct cursor *, uint64_t segment);
/* The doc of a post, if the segment holds it. */
bool docs_find(struct doc_reader *, uint32_t post, struct doc *out);
/* The doc after the one in hand, in order; false at the end. */
bool docs_next(struct doc_reader *, struct doc *out);
/* The first one from `post` on. */
bool docs_seek(struct doc_reader *, uint32_t post, struct doc *out);

#endif
