/*
 * thread_head: what stands above a thread's tree and scrolls away with it:
 * who speaks, what was cleared, the charter (screens.md 5.7).
 */
#ifndef THREAD_HEAD_H
#define THREAD_HEAD_H

#include "store/forum/charter.h"
#include "ui/core/ui.h"

enum head_kind { HEAD_CLOSED, HEAD_ASKED, HEAD_STRICT, HEAD_WITHHELD,
	HEAD_ROUND, HEAD_PACE, HEAD_REASON, HEAD_VOICES, HEAD_MISSING,
	HEAD_MUCH, HEAD_CLEARED, HEAD_SYNTHESIS, HEAD_ARTICLE, HEAD_CHARTER,
	HEAD_BLANK, HEAD_ONLY };
struct head_row {
	enum head_kind kind;
	const struct charter_line *line;	/* of HEAD_ARTICLE */
	unsigned type;		/* of HEAD_ONLY */
	uint32_t height;	/* rows on the screen; 0: one */
};
enum { HEAD_MAX = 20 };

/* In load(): the rows that this thread has in `width` cells, at most HEAD_MAX;
 * how many.  only: enum post_type + 1 that shows in the tree, 0: all. */
size_t thread_head_rows(struct ui *, const struct thread_view *, int width,
    uint8_t only, struct head_row out[static HEAD_MAX]);
/* Draws one before column edge. */
void thread_head_draw(struct ui *, const struct thread_view *,
    const struct head_row *, int row, int edge);

#endif
