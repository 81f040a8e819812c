/*
 * greeting: the one sentence that opens home.
 */
#ifndef GREETING_H
#define GREETING_H

#include "ui/core/ui.h"

/* Who, which day, how many things wait; in the scratch arena (cells.h). */
const char *greeting_words(struct ui *, const struct home *);

#endif
