/*
 * log_file: an export of the moderation log: an entry a line, as JSON (RFC
 * 8259), in the order of the log: {"number":1,"at":"2026-11-23T08:40:00Z",
 * "fields":"case=1\n…","previous":"HEX","hash":"HEX"}.  Whoever kept a head
 * proves with it, and without a store, that nothing was taken out or changed.
 */
#ifndef LOG_FILE_H
#define LOG_FILE_H

#include <stdio.h>

#include "store/forum/chain.h"

enum { LOG_LINE_MAX = 2 << 20 };	/* bytes of a line; longer ones are none */

/* The line of an entry, without its newline.  Caller: free(). */
char *log_file_line(const struct logentry *);
/*
 * Reads a line, without its newline: the entry, its texts in the arena.
 * ERR_INPUT: it is no such line, or its own hash is not that of what it says.
 */
enum err log_file_read(const char *line, size_t len, struct arena *,
    struct logentry *out);

struct log_verdict {
	struct chain chain;	/* as far as it went */
	uint64_t line;		/* the first that is at fault, from 1; 0: none */
	enum chain_fault fault;	/* of it; CHAIN_SOUND: it cannot be read */
};
/*
 * Reads all of it; head (may be NULL) is to be met.  true: every line follows
 * the one before, there is one at least, and the head was met.
 */
bool log_file_verify(FILE *, const struct chain_head *head,
    struct log_verdict *out);

#endif
