/*
 * pace: the rhythm of a thread in words: the same on a screen, in plain mode
 * and on a line.
 */
#ifndef PACE_H
#define PACE_H

#include "store/forum/query.h"

/* "Rhythm calm: 30 min between two posts of one person, by ardoise, until 30
 * Nov 2026."; in fewer words if that takes more than `cells` (0: any); "" in a
 * free thread. */
char *pace_words(const struct thread_view *, int cells, struct arena *);

#endif
