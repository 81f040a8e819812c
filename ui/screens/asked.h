/*
 * asked: what a thread asks of the reader alone: an exchange between two, an
 * invitation (scr_asked.c).
 */
#ifndef ASKED_H
#define ASKED_H

#include "ui/core/ui.h"

/* Does this thread ask the reader something?  *out in ui_arena. */
bool asked_here(struct ui *, uint64_t thread, struct wait_view *out);
/* Shows it with its answers. */
void asked_open(struct ui *, const struct wait_view *);
/* The synthesis first, so that it is what one goes back to. */
void stand_open(struct ui *, const struct wait_view *);

#endif
