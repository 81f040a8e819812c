/*
 * synthesis_words: what is said of a synthesis, in words: the same on a
 * screen, in plain mode and on a line.
 */
#ifndef SYNTHESIS_WORDS_H
#define SYNTHESIS_WORDS_H

#include "store/forum/query.h"

/* "Supports: 4 profiles out of 6 present.", then what it lacks, with a
 * blank line between two; NULL: the post is no synthesis. */
char *synthesis_words(const struct post_view *, struct arena *);
/* That a thread is closed, since when and by whom; and that a long one has no
 * (recent) synthesis. */
char *closed_words(const struct thread_view *, struct arena *);
char *synthesis_wished(const struct thread_view *, struct arena *);

#endif
