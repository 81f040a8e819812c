/*
 * wait_row: what waits for one's answer as home shows it, and what opening it
 * does.
 */
#ifndef WAIT_ROW_H
#define WAIT_ROW_H

#include "ui/core/ui.h"

/* "A restatement to confirm: galet, “Title…” #1231", from col to before end,
 * where "3 days left" stands before, if it ends. */
void wait_draw(struct ui *, const struct wait_view *, int row, int col,
    int end);
void wait_open(struct ui *, const struct wait_view *);

#endif
