/*
 * hit_row: one hit of a search on the screen: a row that says what and whose
 * it is, then some of its text with the words found in `[ ]`.
 */
#ifndef HIT_ROW_H
#define HIT_ROW_H

#include "store/forum/query_search.h"
#include "ui/core/ui.h"

/* Rows that it takes, an empty one after it included where there is room. */
uint32_t hit_row_height(struct ui *);
/* Draws it from row, before column edge. */
void hit_row_draw(struct ui *, const struct search_hit *, int row, int edge);

#endif
