/*
 * judged: what came of somebody's flags, and what their profile counts for:
 * flags are for what breaches the charter, not for what one disagrees with,
 * and a profile is no disguise.  Nobody but moderators sees any of it.
 */
#ifndef JUDGED_H
#define JUDGED_H

#include "store/forum/casefile.h"

/* A case was decided: followed or not, for each who flagged it.  Who is now
 * found to flag without being followed is told, once. */
enum err judged_put(struct deed *, const struct casefile *, bool followed);

struct judged {
	size_t flags, followed;		/* judged in the days that count */
	size_t urgent_lost;		/* urgent ones that were not followed */
	int64_t latest;
};
/* Those judged since then. */
enum err judged_of(struct txn *, uint64_t member, int64_t since,
    struct judged *out);
/* Do this member's flags count toward masking, and their urgent ones mask? */
enum err judged_counts(struct deed *, uint64_t member, bool *masks,
    bool *urgent);

/* One's profile becomes another: the one before is remembered. */
void profile_noted(struct deed *, struct member *, uint8_t now);
/* What it counts for in a flag: the old one for some days. */
uint8_t profile_counted(struct deed *, const struct member *);
/* Personal data, a threat, what the law forbids: one flag masks. */
bool flag_urgent(struct str article);

#endif
