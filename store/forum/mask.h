/*
 * mask: a post whose words are not shown (product.md section 6): provisionally,
 * by flags, until a time that the clock compares; or by a decision.  Its
 * author always reads it; replies stay.
 */
#ifndef MASK_H
#define MASK_H

#include "store/forum/deed.h"

enum { MASK_NO_END = INT64_MAX / 2 };	/* masked_until of a decision */

/* What it is now. */
enum mask mask_now(uint8_t mask, int64_t until, int64_t now);
/* May others ask for its words?  Not for personal data and threats. */
bool mask_opens(enum mask, struct str article);
/*
 * Masks *post provisionally, if it was not before its last decision, or still
 * is (then the longer time counts); *done: it is masked by this.  The author
 * is told.  The post is not put here.
 */
enum err mask_provisional(struct deed *, struct post *, enum mask,
    struct str article, bool *done);

#endif
