/*
 * fuzz: what the targets share.  A target is one function; with B=fuzz
 * libFuzzer drives it, else driver.c feeds it the corpus.  MUST() is an
 * assertion that no build takes out.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/arena.h"

#define MUST(what) do { \
	if (!(what)) { \
		fprintf(stderr, "%s:%d: not %s\n", __FILE__, __LINE__, \
		    #what); \
		abort(); \
	} } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
