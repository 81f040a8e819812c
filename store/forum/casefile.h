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
/* It is in the queue from now on, wherever it was: to be put by the caller. */
enum err case_requeue(struct deed *, struct casefile *);
/* Its flags, in the arena. */
enum err case_flags(struct txn *, uint64_t id, struct arena *,
    struct flag **out, size_t *count);
/* Who has to do with it. */
struct parties {
	struct member author;
	struct member *flaggers;
	size_t flagger_count;
	struct u64s wrote;	/* in the branch of the post */
};
enum err case_parties(struct txn *, const struct casefile *, struct arena *,
    struct parties *out);
/* What links somebody to them: a sentence (msgid), or NULL: nothing does. */
const char *parties_link(const struct parties *, const struct member *);
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
/* What the keeper does to cases by the clock: lists some in a read transaction,
 * then does each in one write transaction, where it looks again. */
typedef enum err cases_list(struct store *, struct txn *, struct arena *,
    struct u64s *out);
typedef enum err case_each(struct deed *, uint64_t id);
enum err cases_run(struct store *, cases_list *, case_each *, size_t *count);
/* The keeper's: tells moderators and guarantors of those that wait for too
 * long, once each; *told: how many. */
enum err cases_remind(struct store *, size_t *told);
/* The keeper's: those whose time is over leave the queue, at most a hundred;
 * *lapsed: how many. */
enum err cases_lapse(struct store *, size_t *lapsed);

#endif
