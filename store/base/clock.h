/*
 * clock: the one function that tells the time.  On a test store, and only
 * there, a file "clock" in the data directory holds a shift in seconds that
 * all processes map, so that `palabre clock +7d` is seen by all at once.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include "store/base/base.h"

/* Seconds since 1970-01-01 UTC, shifted on a test store. */
int64_t clock_now(void);
/* Milliseconds of a clock that never jumps; unshifted; for time-outs. */
int64_t clock_ticks(void);
/*
 * Maps DIR/clock (dirfd: the data directory) read-only.  ERR_NOT_FOUND if
 * there is none: then the time is the machine's.  Called by db_open() when
 * the store is marked as a test store; idempotent.
 */
enum err clock_map(int dirfd);
/*
 * For seeds, fixtures and tests only: from now on this process reads t, until
 * clock_pin(0).  Nothing from outside reaches it.
 */
void clock_pin(int64_t t);
/* True if a shift file is mapped: screens then show `essai`. */
bool clock_is_test(void);
/* Creates DIR/clock with shift 0 (init --test-clock). */
enum err clock_create(int dirfd);
/* Adds seconds (may be negative) to the mapped shift.  ERR_DENIED if there is
 * none, ERR_INPUT (nothing changes) if it would leave the years 1970 to 9999. */
enum err clock_shift(int dirfd, int64_t seconds);
/*
 * RFC 3339 UTC, "2026-11-23T09:12:00Z", of t into buf (at least 24 bytes);
 * returns buf.
 */
char *clock_rfc3339(int64_t t, char buf[static 24]);
/* Reads "2026-11-23" or RFC 3339 UTC. ERR_INPUT otherwise. */
enum err clock_parse(const char *s, int64_t *out);

#endif
