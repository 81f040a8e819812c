/*
 * held: which drafts stand in an editor right now.  One byte of DIR/slots/drafts
 * a draft, locked by the session that writes it: the kernel frees it with the
 * process, however it dies, so a draft that says "open" and is not held was
 * left by a session that was cut.
 */
#ifndef HELD_H
#define HELD_H

#include "store/forum/act.h"

/* This session writes in that draft, or (false) does no more.  Where locks
 * cannot be had nothing happens: then a draft is never held. */
void draft_hold(struct store *, uint64_t member, uint64_t number, bool hold);
/* Does another session write in it? */
bool draft_held(struct store *, uint64_t member, uint64_t number);

#endif
