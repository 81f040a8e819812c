/*
 * recent: the last posts of a thread, for what looks at how a debate goes
 * without reading all of it.
 */
#ifndef RECENT_H
#define RECENT_H

#include "store/forum/forum.h"

/*
 * The rows of the last `most` posts of a thread, the newest first, tombstones
 * too; living: without them.  In the arena; none: *count 0.
 */
enum err recent_load(struct txn *, uint64_t thread, size_t most, bool living,
    struct arena *, struct branch **out, size_t *count);
/* The row of a post among them, else from the store. */
enum err recent_row(struct txn *, const struct branch *rows, size_t count,
    uint64_t thread, uint64_t post, struct arena *, struct branch *out);

#endif
