/*
 * draw: a jury drawn by lot, so that anybody replays it.  Whoever may sit is a
 * pair: their profile, and a tag that only they recognise, HMAC-SHA256 (RFC
 * 2104) of their number under a salt of their own.  The key of the draw is
 * SHA-256 of a seed that nobody chose and, if there is one, of a nonce that a
 * guarantor committed to a month before; the order is that of HMAC-SHA256 of
 * the tags under it.  Pure: the entry of the log holds all of it.
 */
#ifndef DRAW_H
#define DRAW_H

#include "store/forum/model.h"

enum { DRAW_BYTES = 32, DRAW_JURORS = 5, DRAW_SEATS = 7, DRAW_PROFILE = 2 };

struct draw_one {
	uint8_t profile;		/* enum profile + 1; 0 = none */
	uint8_t tag[DRAW_BYTES];
};

/* The tag of a member under their salt. */
void draw_tag(const uint8_t salt[static DRAW_BYTES], uint64_t member,
    uint8_t out[static DRAW_BYTES]);
/*
 * Places in the pool (from 0) of five jurors, at most two of a profile (so of
 * three profiles at least), then of two alternates.  nonce may be NULL.
 * false: there are not enough of them.
 */
bool draw(const uint8_t seed[static DRAW_BYTES], const uint8_t *nonce,
    const struct draw_one *pool, size_t count, size_t out[static DRAW_SEATS]);

/* What a log entry of a draw says: "draw=jury\n" … as lines, in the arena. */
struct str draw_fields(uint64_t casefile, const uint8_t seed[static DRAW_BYTES],
    const uint8_t *nonce, const struct draw_one *pool, size_t count,
    const size_t seats[static DRAW_SEATS], struct arena *);
/* Is this entry one?  Such are public at once. */
bool draw_is(const struct logentry *);
/*
 * Draws again over the entry alone.  ERR_INPUT: it is none, or cannot be read;
 * else *same: the seats it says are those that come out, in *seats.
 */
enum err draw_replay(const struct logentry *, size_t seats[static DRAW_SEATS],
    bool *same);

#endif
