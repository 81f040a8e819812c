/*
 * advice: what is worth a second look before a text is sent, in one sentence:
 * advice, never a wall, and each once for a text.  Shared by the composer and
 * plain mode.
 */
#ifndef ADVICE_H
#define ADVICE_H

#include "store/forum/forum.h"

struct advice_text {
	struct str text;
	uint64_t parent;	/* the post it answers, or 0 */
	bool fresh;		/* a new post: not a change of one, not a
				 * private message */
};

/*
 * The next advice about the text that is not in *given (bits; 0 at first),
 * which it then is; NULL: none.  A store that cannot be read gives none.  The
 * sentence lives in the arena.
 */
const char *advice_next(struct store *, const struct who *,
    const struct advice_text *, unsigned *given, struct arena *);

#endif
