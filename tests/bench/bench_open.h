/*
 * bench_open: what the benchmarks of the store share: one store, open as a
 * member of it.  A benchmark that meets an error ends with a sentence.
 */
#ifndef BENCH_OPEN_H
#define BENCH_OPEN_H

#include "store/base/clock.h"
#include "store/forum/query.h"

extern struct store *store;
extern struct who who;
extern struct arena *arena;

double now_ms(void);		/* of the monotonic clock */
void must(enum err, const char *what);
/* Opens the store of the current directory. */
void open_here(void);
/* Enters dir, opens its store, acts as this member from then on. */
void open_as(const char *dir, const char *handle);
uint64_t first_room(void);	/* that the member sees */

#endif
