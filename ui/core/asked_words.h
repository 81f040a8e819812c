/*
 * asked_words: what a thread asks of the reader alone, in words: the same on a
 * screen and in plain mode.
 */
#ifndef ASKED_WORDS_H
#define ASKED_WORDS_H

#include "store/forum/query.h"

/* All of it, and what it is for. */
char *asked_sentence(const struct wait_view *, struct arena *);

#endif
