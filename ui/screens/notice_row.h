/*
 * notice_row: a notice as home shows it, and what opening it does.
 */
#ifndef NOTICE_ROW_H
#define NOTICE_ROW_H

#include "ui/core/ui.h"

/* Draws from col to before end. */
void notice_draw(const struct notice_view *, int row, int col, int end);
/* Marks it as seen and shows what it is about. */
void notice_open(struct ui *, const struct notice_view *);

#endif
