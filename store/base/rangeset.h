/*
 * rangeset: a set of numbers 1…2^63 as sorted, disjoint, non-adjacent ranges.
 * Read marks, and the ordinals of a thread's posts, are such sets; counting
 * what is unread is arithmetic on them, never a walk over posts.
 * On disk: for each range, varint(gap from the previous end), varint(length).
 */
#ifndef RANGESET_H
#define RANGESET_H

#include "store/base/base.h"

struct range { uint64_t first, last; };	/* both included, first <= last */

struct rangeset {
	struct range *ranges;	/* owned; sorted */
	size_t count, room;
};

void rangeset_free(struct rangeset *);	/* leaves an empty set; {0} is empty */
void rangeset_clear(struct rangeset *);	/* empty, memory kept */
void rangeset_add(struct rangeset *, uint64_t first, uint64_t last);
void rangeset_remove(struct rangeset *, uint64_t first, uint64_t last);
bool rangeset_has(const struct rangeset *, uint64_t n);	/* O(log ranges) */
/* How many numbers of first…last are in the set. */
uint64_t rangeset_within(const struct rangeset *, uint64_t first,
    uint64_t last);
/* How many numbers of b are not in a: |b \ a|.  O(ranges). */
uint64_t rangeset_missing(const struct rangeset *a, const struct rangeset *b);
/* Smallest n >= from not in the set. */
uint64_t rangeset_next_gap(const struct rangeset *, uint64_t from);
/* Greatest n <= from not in the set; 0 if none. */
uint64_t rangeset_previous_gap(const struct rangeset *, uint64_t from);
void rangeset_union(struct rangeset *a, const struct rangeset *b); /* a |= b */

/* Encoded size bound, and encoding into buf; returns bytes written. */
size_t rangeset_encoded_max(const struct rangeset *);
size_t rangeset_encode(const struct rangeset *, uint8_t *buf);
/* Replaces *s by the set in buf; ERR_DAMAGED if malformed (s unchanged). */
enum err rangeset_decode(struct rangeset *s, const uint8_t *buf, size_t len);

#endif
