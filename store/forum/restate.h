/*
 * restate: the restatement that opens an argued disagreement (product.md
 * section 5, point 3), from asking the person whose view it is to what they
 * answer.  It never holds the post back: its state stands beside it.
 */
#ifndef RESTATE_H
#define RESTATE_H

#include "store/forum/deed.h"

/* Until when one asked at this time may answer. */
int64_t restate_until(struct store *, struct txn *, int64_t asked);
/* What it is now: one that waits beyond its time is unanswered. */
enum restated restate_now(uint8_t restated, int64_t until, int64_t now);
/* May it be restated once more? */
bool restate_again(const struct post *);
/* May its answer still be corrected? */
bool restate_fresh(const struct post *, int64_t now);

/* A new post: says whether it asks anybody, before it is written. */
void restate_begin(struct deed *, struct post *);
/* It is written: asks whose view it restates, if they are to be told. */
enum err restate_ask(struct deed *, const struct post *);
/*
 * d->in.restate takes the place of *post's, unless empty.  Once contested, a
 * new one is asked about again; once answered otherwise, or asked twice, it
 * stays: ERR_INPUT.
 */
enum err restate_edit(struct deed *, struct post *);
/* The post's words go: nothing waits any more.  The thread is not put here. */
enum err restate_drop(struct deed *, struct post *);
/* Is d->post, or a post above it, one whose misunderstanding was cleared? */
enum err restate_closed(struct deed *, bool *out);

#endif
