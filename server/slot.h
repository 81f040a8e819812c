/*
 * slot: the one page that a desk shares with the listener.  The listener
 * learns of its children by exit status; what it must know earlier (a login
 * succeeded) and what an exit status cannot say (whose login it was) stands
 * here, written by the desk, the trusted half, alone.  Each desk keeps only
 * its own page mapped, wire and keeper none, so that no login can write about
 * another.  The listener believes nothing in it that could harm: it bounds
 * the name and signals only what is its own child.
 */
#ifndef SLOT_H
#define SLOT_H

#include <stdatomic.h>

#include "store/base/base.h"

enum { SLOT_NAME_MAX = 33 };
enum slot_state { SLOT_WAITING, SLOT_MEMBER, SLOT_GUEST, SLOT_JOINING };

struct slot {
	/* by the desk */
	_Atomic uint32_t state;		/* enum slot_state */
	_Atomic int32_t wire;		/* its pid, 0 before it lives */
	char name[SLOT_NAME_MAX];	/* escaped, for the log */
	/* by the listener */
};

/* Reserves `count` pages, untouched; ERR_IO. */
enum err slots_open(size_t count);
/* Page i, cleared: for a new child. */
struct slot *slots_take(size_t i);
/* In a child: unmaps all pages but i (i >= count: all). */
void slots_keep(size_t i);

#endif
