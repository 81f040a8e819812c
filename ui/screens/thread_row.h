/*
 * thread_row: one line of a thread's tree: unread, letter, guides, author,
 * hat, first words, marker, date (screens.md 5.7 and 5.28).
 */
#ifndef THREAD_ROW_H
#define THREAD_ROW_H

#include "ui/widgets/tree.h"

/* The pointer's column, unread's and the letter's; guides begin after. */
enum { ROW_UNREAD = 2, ROW_TYPE = 4, ROW_TEXT = 7 };

/* title: of the thread, which is what the opening post's line says.  Draws
 * from ROW_UNREAD to before column edge. */
void thread_row_draw(struct ui *, const struct tree *, size_t index,
    struct str title, int row, int edge);

#endif
