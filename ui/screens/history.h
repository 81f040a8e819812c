/*
 * history: what a post said before it was changed (scr_history.c).
 */
#ifndef HISTORY_H
#define HISTORY_H

#include "ui/core/ui.h"

/* Shows the history of a post, or says that it was never changed. */
void history_show(struct ui *, uint64_t post);

#endif
