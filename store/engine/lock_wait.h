/*
 * lock_wait: bounds how long a lost wake-up holds up who waits for one of
 * LMDB's locks.  They are robust mutexes shared between processes.  When one
 * that waits is killed just as it is woken, and another takes the lock before
 * the kernel cleans up, nobody is told of the next release and those who
 * sleep would sleep for ever (glibc's pthread_mutex_lock.c and the kernel's
 * handle_futex_death() tell of the two halves).  A signal makes the kernel
 * look at the lock again: one comes every LOCK_WAIT_MS while somebody waits.
 */
#ifndef LOCK_WAIT_H
#define LOCK_WAIT_H

enum { LOCK_WAIT_MS = 200 };

/* Round each call that may wait for a lock; not nested, and not for threads.
 * Without a timer (none is to be had) the call waits as it would have. */
void lock_wait_begin(void);
void lock_wait_end(void);

#endif
