/*
 * casefile: a case (dossier): the flags of one post, from the first to the
 * decision.  The queue holds those to be decided, the oldest first.
 */
#ifndef CASEFILE_H
#define CASEFILE_H

#include "store/forum/deed.h"
#include "store/forum/query.h"

/* Where it stands now; *until: when that ends, 0 = never. */
enum case_state case_now(struct store *, struct txn *,
    const struct casefile *, int64_t now, int64_t *until);
/* Is there something to decide or to sign in it? */
bool case_waits(enum case_state);
/* Is it over, so that another flag opens another case? */
bool case_closed(enum case_state);
enum err case_load(struct txn *, uint64_t id, struct arena *,
    struct casefile *out);
/* Since when it is in the queue. */
int64_t case_since(const struct casefile *);
/* Writes it with the next version, in the queue or out of it. */
enum err case_put(struct deed *, struct casefile *, bool queued);
/* Its flags, in the arena. */
enum err case_flags(struct txn *, uint64_t id, struct arena *,
    struct flag **out, size_t *count);
/*
 * Why this moderator may not open it: they are a party (its author, who
 * flagged it, who wrote in its branch), of the structure of one, or the
 * sponsor of one; NULL: they may.
 */
enum err case_party(struct txn *, const struct casefile *,
    const struct member *, struct arena *, const char **why);
/* Did this member write in the branch of the post, itself excepted? */
enum err case_in_branch(struct txn *, uint64_t thread, uint64_t post,
    uint64_t member, struct arena *, bool *out);
/* The keeper's: those whose time is over leave the queue, at most a hundred;
 * *lapsed: how many. */
enum err cases_lapse(struct store *, size_t *lapsed);

#endif
