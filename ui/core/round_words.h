/*
 * round_words: where a round table stands, in words: the same on a screen, in
 * plain mode and on a line.
 */
#ifndef ROUND_WORDS_H
#define ROUND_WORDS_H

#include "store/forum/query.h"

/* Is there anything to say of it?  Not of one that is over. */
bool round_shown(const struct round_view *);
/* May the reader do something in it? */
bool round_asks(const struct round_view *);
/* "Round table: 2 of 4 have spoken, until….  Key d.", shorter where that takes
 * more cells; cells 0: whole, and without the key that takes part. */
char *round_words(const struct round_view *, int cells, struct arena *);
/* What it is, and what is asked of the reader; some lines. */
char *round_sentence(const struct round_view *, struct arena *);
/* "ardoise, galet"; "nobody yet". */
char *round_names(const struct str *names, size_t count, struct arena *);

#endif
