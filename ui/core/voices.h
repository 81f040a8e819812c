/*
 * voices: who speaks in a thread, by profile, in words: the same on a screen
 * and in plain mode.
 */
#ifndef VOICES_H
#define VOICES_H

#include "store/forum/query.h"

/*
 * "Voices 9: consulting 4, local government 3, association 1, research 1.": the
 * profiles that speak most come first; in at most `cells`, the last ones
 * together, "other profiles 2"; cells 0: all.
 */
char *voices_words(const struct thread *, int cells, struct arena *);
/* The same as a bar, a part a profile: "[====|===|=|=]". */
char *voices_bar(const struct thread *, struct arena *);
/* "You carry 34 % of this thread…"; "" if it is not much. */
char *voices_much(const struct thread_view *, struct arena *);

#endif
