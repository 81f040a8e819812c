/*
 * reserve: a file of DB_RESERVE bytes beside the store that does nothing but
 * hold room on the disk.  When the disk is full, a sysop's deletion needs new
 * pages before it frees any: it gives the reserve up, and what the deletion
 * did not use is taken back at once: after its commit, so another process’s post
 * may get some of it first; the reserve is then smaller until the disk
 * has room again.
 */
#ifndef RESERVE_H
#define RESERVE_H

#include "store/base/base.h"

enum { DB_RESERVE = 4 << 20 };	/* bytes */

/* Creates the file in dirfd. ERR_FULL if the disk has no room for it. */
enum err reserve_create(int dirfd);
/* Gives all of it up if the disk is short of room, or if `needed`. */
void reserve_release(int dirfd, bool needed);
/*
 * Makes it whole again.  Half at a time if there is not room for all when
 * `partly`; else it is left as it is unless there is plenty.  Cheap when it is
 * whole: one fstat().
 */
void reserve_refill(int dirfd, bool partly);
/*
 * Blocks for all of the table of readers, lock.mdb.  LMDB makes it of holes
 * and writes it through a mapping: on a full disk the reader whose slot is in
 * a hole would be ended by SIGBUS.  What the disk has no room for stays a
 * hole.  Before the environment is opened: LMDB's own locks on the file would
 * go with the descriptor that this closes.
 */
void reserve_readers(int dirfd, unsigned readers);

#endif
