/* autosave: see autosave.h. */
#include "ui/core/autosave.h"

#include "store/base/clock.h"

void
autosave_touch(struct autosave *a)
{
	if (a->since == 0)
		a->since = clock_ticks();
}

bool
autosave_due(const struct autosave *a, bool last)
{
	int64_t now = clock_ticks();

	return last || (a->since != 0 && now >= a->again &&
	    now - a->since >= AUTOSAVE_AFTER_MS);
}

void
autosave_done(struct autosave *a, enum err e)
{
	if (e == OK)
		*a = (struct autosave){ 0 };
	else
		a->again = clock_ticks() + AUTOSAVE_AGAIN_MS;
}
