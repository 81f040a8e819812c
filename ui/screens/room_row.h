/*
 * room_row: a room's line in the list of rooms, in columns that drop from the
 * right as the window narrows: who looks after it, then who reads.
 */
#ifndef ROOM_ROW_H
#define ROOM_ROW_H

#include "ui/core/ui.h"

enum { ROOM_NAME = 11 };	/* column where names begin */

/* Cells of each column, 0 where it is dropped; edge: where the date ends. */
struct room_columns { int name, who, hosts, edge; };
struct room_columns room_row_columns(struct ui *);
void room_row_draw(struct ui *, const struct room_view *, int row);

#endif
