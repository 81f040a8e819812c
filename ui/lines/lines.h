/*
 * lines: the line commands (product.md section 8): one table for
 * `ssh NAME@host COMMAND…`, plain mode and `palabre as NAME COMMAND…`.
 */
#ifndef LINES_H
#define LINES_H

#include <stdio.h>

#include "store/forum/query.h"
#include "ui/core/i18n.h"

struct lines_io {
	FILE *in, *out, *err;	/* err: one line per refusal */
	bool plain;		/* plain mode: French words, sentences */
	const char *before;	/* said before a usage line, or NULL */
};

/* Options a command may take; each stands once in lines.c. */
enum line_option {
	LINE_JSON = 1 << 0,
	LINE_RAW = 1 << 1,
	LINE_LIMIT = 1 << 2,
	LINE_BEFORE = 1 << 3,
	LINE_TITLE = 1 << 4,
	LINE_TYPE = 1 << 5,
	LINE_HAT = 1 << 6,
	LINE_RESTATE = 1 << 7,
	LINE_AGREE = 1 << 8,
	LINE_REASON = 1 << 9,
	LINE_PASSWORD = 1 << 10,
	LINE_OFF = 1 << 11,
	LINE_ALL = 1 << 12,
	LINE_MARK = 1 << 13,
	LINE_NEWEST = 1 << 14,
	LINE_DAYS = 1 << 15,
	LINE_TWO = 1 << 16,
	LINE_BLIND = 1 << 17,
	LINE_VERSION = 1 << 18,
	LINE_HEAD = 1 << 19,
	LINE_ARTICLE = 1 << 20,
	LINE_MEASURE = 1 << 21,
	LINE_FACTS = 1 << 22,
	LINE_WITH = 1 << 23,
	LINE_ROOM = 1 << 24,
	LINE_UNTIL = 1 << 25,
	LINE_EXPORT = 1 << 26,
	LINE_CANCEL = 1 << 27,
	LINE_BLANK = 1 << 28,
	LINE_REPLAY = 1 << 29,
};

struct call;		/* one command being run: own.h */

struct line_command {
	const char *name;	/* English, exact */
	const char *french;	/* plain mode, msgid-free; NULL: same */
	const char *usage;	/* "read ID [--raw] [--json]" */
	const char *help;	/* sentence, msgid */
	int act;		/* enum act, or -1 */
	unsigned options;	/* of enum line_option */
	int least, most;	/* operands; most -1: any number */
	bool guests;		/* offered to guests */
	bool uncharted;		/* offered before the charter is accepted */
	int (*run)(struct call *);	/* exit status 0, 1, 2 */
};
extern const struct line_command line_commands[];
extern const size_t line_command_count;

/* Splits as POSIX shell words, no expansion.  ERR_INPUT: unclosed quote.
 * *argv (arena) is ended by NULL. */
enum err lines_split(const char *command, struct arena *, int *argc,
    char ***argv);
/* One command string from ssh: splits, runs; exit status. */
int lines_run(struct store *, const struct who *, const char *command,
    const struct lines_io *);
/* argv is reordered; it stays the caller's. */
int lines_run_argv(struct store *, const struct who *, int argc, char **argv,
    const struct lines_io *);
/* What plain mode must know of a login; all of it may be zero. */
struct plain_options {
	uint64_t key_number;	/* the session ends when this key is removed… */
	int64_t begun;		/* …or a reset code was used since; 0: never */
	bool registering;	/* `new`: the questions of an account first */
	const char *new_key;	/* registering: "type base64" of the verified
				 * key, or NULL */
	const char *offered_key; /* after a password login: one that may be
				 * remembered, or NULL */
	const char *fingerprints; /* of the host keys, one a line, or NULL */
	int idle_limit, idle_warning; /* seconds; 0 = never.  The warning comes
				 * so long before the limit */
};
/*
 * The prompt with numbered choices; returns the exit status.  options may be
 * NULL.  io->in should be unbuffered: what is typed is waited for.
 */
int lines_plain(struct store *, const struct who *, const struct lines_io *,
    const struct plain_options *);

#endif
