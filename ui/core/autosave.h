/*
 * autosave: when what is being typed is kept: at most two seconds after it was
 * typed (a tick is half a second), at once when the line goes; where keeping
 * failed, again ten seconds later.
 */
#ifndef AUTOSAVE_H
#define AUTOSAVE_H

#include "store/base/base.h"

enum { AUTOSAVE_AFTER_MS = 1000, AUTOSAVE_AGAIN_MS = 10000 };

struct autosave {		/* all zero: nothing to keep */
	int64_t since;		/* ticks of the first change not kept; 0: none */
	int64_t again;		/* ticks of a new try; 0: none */
};

/* Something changed. */
void autosave_touch(struct autosave *);
/* Is it to be kept now?  last: the line goes; then yes, touched or not. */
bool autosave_due(const struct autosave *, bool last);
/* It was kept, or (another error than OK) was not. */
void autosave_done(struct autosave *, enum err);

#endif
