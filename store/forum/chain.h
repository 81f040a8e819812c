/*
 * chain: how the entries of the moderation log hold together.  The hash of an
 * entry is SHA-256 (FIPS 180-4) over "number\n" "time\n" public_fields
 * previous: the time in seconds since 1970, `previous` the 32 bytes of the
 * hash of the entry before (zeroes before the first).  Pure: a store, or an
 * export with no store at hand, verify the same way.
 */
#ifndef CHAIN_H
#define CHAIN_H

#include "store/forum/model.h"

enum { LOG_HASH = 32 };			/* bytes */

/* A place in the log, as people note it: "12:9c41e07b…". */
struct chain_head {
	uint64_t number;
	uint8_t hash[LOG_HASH];
};

void log_hash(const struct logentry *, uint8_t out[static LOG_HASH]);
/* Reads "N:HASH", 64 hexadecimal digits; false: it is none. */
bool chain_head_read(const char *text, struct chain_head *out);

enum chain_fault {
	CHAIN_SOUND,
	CHAIN_NUMBER,		/* the number does not follow */
	CHAIN_PREVIOUS,		/* it does not continue the entry before */
	CHAIN_HEAD,		/* it is not what the head says it was */
};

/* Entries are handed over one by one, from any number on; all zero at first. */
struct chain {
	struct chain_head last;		/* number 0: none yet */
	uint64_t first;			/* number of the first one */
	const struct chain_head *head;	/* to be met, borrowed; NULL: none */
	bool met;
};
/* Does this one follow?  It is then the last; else nothing has changed. */
enum chain_fault chain_next(struct chain *, const struct logentry *);

#endif
