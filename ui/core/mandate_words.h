/*
 * mandate_words: what a notice of a mandate says, the same on a screen, in
 * plain mode and on a line.
 */
#ifndef MANDATE_WORDS_H
#define MANDATE_WORDS_H

#include "store/forum/query.h"

/* Of NOTICE_MANDATE and NOTICE_MANDATE_ENDS, in the reader's language. */
char *mandate_words(const struct notice *, struct arena *);

#endif
