/*
 * synthesis: an S post covers what was answered to the post it answers, before
 * it (product.md section 5, points 9 and 13): that folds under it in the tree
 * (tree.c), and those it cites say whether they find themselves in it.
 */
#ifndef SYNTHESIS_H
#define SYNTHESIS_H

#include "store/forum/deed.h"

/* A new post, or a new text of it: asks those it cites, by number or name, who
 * wrote in the thread; *post's asked is then now.  Before post_put(). */
enum err synthesis_ask(struct deed *, struct post *, struct str text);
/* A new synthesis of the whole thread; d->thread is not put here. */
void synthesis_noted(struct deed *, const struct post *);
/* Its text was changed after the first minutes: what was said of it before is
 * asked again, and who found themselves in it is no longer counted. */
enum err synthesis_edited(struct deed *, struct post *);
/* Its words go: nothing is asked any more, what was said goes too.  Before
 * that, the thread has another last synthesis; d->thread is not put here. */
enum err synthesis_drop(struct deed *, struct post *);
/* Until when one may say something of it. */
int64_t synthesis_until(struct store *, struct txn *, const struct post *);
/* What this member says of it; STAND_NONE: nothing (any more). */
enum err stand_load(struct txn *, uint64_t post, uint64_t member,
    struct arena *, struct stand *out);
/* All that is said of it, in the arena. */
enum err stands_load(struct txn *, uint64_t post, struct arena *,
    struct stand **out, size_t *count);
/* Did this member write in the thread, with words that stand? */
bool stand_voiced(struct txn *, uint64_t thread, uint64_t member,
    uint8_t *profile);

#endif
