/*
 * scratch: an empty directory of its own for a test of the engine, and random
 * numbers that are the same at every run.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "store/engine/keys.h"

/* Makes one under TMPDIR and makes it the current directory. */
int scratch_setup(void **state);
/* Removes it with all in it. */
int scratch_teardown(void **state);
/* A store made and opened in it; map_size 0: the default. */
struct db *scratch_store(size_t map_size);
/* Puts a value of size bytes under number n, in its own transaction. */
enum err put_one(struct db *, uint64_t n, size_t size);
/* Is there a value under that number? */
bool has(struct db *, uint64_t n);
/* 0 to below - 1. */
uint64_t scratch_random(uint64_t below);

#endif
