/*
 * search_stream: the entries of one segment in order, read for a merge, which
 * writes between two of them: each row is verified and copied out.
 */
#ifndef SEARCH_STREAM_H
#define SEARCH_STREAM_H

#include "store/forum/search.h"

struct stream {
	struct txn *txn;
	uint64_t segment;
	struct cursor *cursor;		/* of DB_SEARCH */
	struct block_reader row;
	char *copy;			/* of the row in hand */
	size_t room;
	bool over, damaged;
	bool on;			/* the merge's: on the term in hand */
	struct chunk chunk;
	uint32_t posts[CHUNK_POSTS], times[CHUNK_POSTS], at;
	const uint8_t *place;
	/* Posts that it must not hand on. */
	bool frozen;			/* there are some */
	uint64_t bits_of;		/* whose bits are at hand, + 1 */
	const uint8_t *bits;		/* NULL: none of them */
};

/* frozen: some posts were dead when the merge began.  Caller:
 * stream_close(). */
enum err stream_open(struct stream *, struct txn *, uint64_t segment,
    bool frozen);
void stream_close(struct stream *);
/* To the first entry behind (term, post); postings of its chunk up to `post`
 * are passed over. */
void stream_begin(struct stream *, struct str term, uint32_t post);
/* To the next entry, its chunk taken apart; false, then `over`, at the end. */
bool stream_next(struct stream *);
struct str stream_term(const struct stream *);
bool stream_on(const struct stream *, struct str term);
/* Was the post dead in this segment when the merge began? */
bool stream_drops(struct stream *, uint32_t post);

#endif
