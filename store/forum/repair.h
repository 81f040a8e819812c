/*
 * repair: a decision that is no sanction: its author corrects, apologises or
 * writes a synthesis, if both they and the other person concerned agree.  Until
 * then, and if it comes to nothing, the case comes back to the moderators.
 */
#ifndef REPAIR_H
#define REPAIR_H

#include "store/forum/decision.h"

/* Asks the two of a decision that was just made. */
enum err repair_offered(struct deed *, struct decision *);
/* What this member may answer now, as bits of enum repair_step. */
unsigned repair_steps(const struct casefile *, const struct decision *,
    enum case_state, uint64_t member);

#endif
