/*
 * options: `--name VALUE` for line commands and for the program's commands,
 * from a table.  Words are exact: no abbreviations, no single letters.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "store/base/base.h"

enum option_kind {
	OPTION_FLAG,		/* to: bool */
	OPTION_TEXT,		/* to: const char *, borrowed from argv */
	OPTION_NUMBER,		/* to: uint64_t, min to max */
};
struct option_row {
	const char *name;	/* without the dashes */
	enum option_kind kind;
	void *to;
	uint64_t min, max;	/* OPTION_NUMBER */
};
/*
 * Takes the options out of argv[1…], sets what they point to, and leaves
 * *argc operands after argv[0], in order, ended by NULL (argv has room for
 * it, as main()'s has).  `--` ends the options; `--name=value` is accepted.
 * An option said twice is at fault; count is 64 at most.
 * first_only: stops at the first operand, which keeps what follows as it is.
 * ERR_INPUT: *bad is the word at fault (argv is then half taken).
 */
enum err options_take(int *argc, char **argv, const struct option_row *,
    size_t count, bool first_only, const char **bad);

#endif
