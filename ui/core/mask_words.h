/*
 * mask_words: what stands in the place of words that are masked: the same on a
 * screen, in plain mode and on a line.
 */
#ifndef MASK_WORDS_H
#define MASK_WORDS_H

#include "store/forum/query.h"

/* "[Masked on 22 Nov, art. 4a, provisionally]"; masked 0: without the date. */
char *mask_words(enum mask, int64_t masked, struct str article,
    struct arena *);
/* The same, and what can be done: the replies stay, `v` opens it; to its author:
 * only they read it. */
char *mask_sentence(const struct post_view *, struct arena *);
/* "4a", "illegal content". */
char *mask_article(struct str article, struct arena *);

#endif
