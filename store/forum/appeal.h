/*
 * appeal: against a decision, once, within some months, by the author of the
 * post or, where nothing was done, by who flagged it (product.md section 6).
 * Others than those who decided answer it, by a new decision that is never
 * worse for who appeals.  Unanswered in its days, the measure is lifted: what
 * it does ends then by itself, and the keeper writes that it did.
 */
#ifndef APPEAL_H
#define APPEAL_H

#include "store/forum/decision.h"

enum err appeal_load(struct txn *, uint64_t id, struct arena *,
    struct appeal *out);
/*
 * May this member appeal against the decision of the case that stands?
 * ERR_NOT_FOUND: for them there is no such case; ERR_INPUT: *why says why not.
 */
enum err appeal_may(struct store *, struct txn *, const struct casefile *,
    const struct decision *, uint64_t member, int64_t now,
    struct refusal *why);
/* Files it: an exclusion's own (text empty) as well.  d->post is the case's;
 * it and the case are put here. */
enum err appeal_file(struct deed *, struct casefile *, struct decision *,
    uint64_t by, struct str text);
/*
 * Is this answer no worse for who appealed than the decision was?  ERR_INPUT
 * with a sentence; ERR_DENIED: the caller decided it then.  Sets out->answers
 * and, of what ends, an end that is no later.
 */
enum err appeal_answers(struct deed *, const struct casefile *,
    struct decision *out);
/* It was answered by this decision, which was just made. */
enum err appeal_closed(struct deed *, const struct decision *answer);
/* The keeper's: lifts what was not answered in time, at most a hundred;
 * *count: how many. */
enum err appeals_lapse(struct store *, size_t *count);

#endif
