/*
 * draft_row: a draft as home and the list of drafts show it, and how it is
 * taken up again.
 */
#ifndef DRAFT_ROW_H
#define DRAFT_ROW_H

#include "ui/core/ui.h"

/* "Draft: reply to ardoise #1207, 73 words", in the scratch arena. */
const char *draft_words(const struct draft_view *);
/* Opens it in the composer; a draft put away is taken back by being saved. */
void draft_open(struct ui *, const struct draft *);

#endif
