/*
 * restatement: what came of the restatement that opens a disagreement, in
 * words: the same on a screen, in plain mode and on a line.
 */
#ifndef RESTATEMENT_H
#define RESTATEMENT_H

#include "store/forum/query.h"

/* "[clarified] ardoise: almost. Words…"; NULL: nobody was asked. */
char *restatement_words(const struct post_view *, struct arena *);

#endif
