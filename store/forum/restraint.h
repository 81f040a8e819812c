/*
 * restraint: what decisions took from a person until a time (struct
 * restraint): to write in a room, to write at all, to be here.  The clock
 * alone ends them; the keeper sweeps rows that are over.
 */
#ifndef RESTRAINT_H
#define RESTRAINT_H

#include "store/forum/deed.h"

enum err restraint_put(struct deed *, const struct restraint *);
/* It is taken back.  None there: OK. */
enum err restraint_drop(struct deed *, uint64_t member, uint64_t decision);
/* Fills caller->restrained, ->excluded and ->pauses with what holds at
 * caller->now; the arrays in the arena. */
enum err restraints_load(struct txn *, struct arena *, struct caller *);

#endif
