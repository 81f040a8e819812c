/*
 * tree: who answers whom, as lines with guides; which branches are folded.
 * It works on the rows of query_tree() (borrowed: they live in the screen's
 * arena) and keeps only what must outlive a reload: the folded posts, and the
 * posts held back so that no line moves above the pointer.
 */
#ifndef TREE_H
#define TREE_H

#include "store/base/rangeset.h"
#include "ui/core/ui.h"

enum { TREE_NONE = SIZE_MAX & 0x7fffffff };

struct tree {
	struct branch_view *rows;	/* borrowed */
	size_t count;
	uint32_t *parent;		/* index of each row's parent; arena */
	uint32_t *by_post;		/* rows by the number of their post */
	struct rangeset read;		/* indexes + 1 of what is not unread */
	uint32_t *shown;		/* rows that show; arena */
	size_t shown_count;
	bool *kept, *last;		/* scratch; rows: is it the last of its
					 * siblings that shows?  arena */
	uint8_t only;			/* enum post_type + 1 that shows; 0: all */
	struct rangeset folded;		/* posts whose branch is folded */
	struct rangeset held;		/* new posts not shown yet */
};

/*
 * Takes the rows of a load: finds parents, and counts as read what `marked`
 * says (marks not written yet; may be NULL).  Then tree_layout().
 */
void tree_set(struct tree *, struct branch_view *rows, size_t count,
    struct arena *, bool (*marked)(const struct branch *));
/* One row was read or unread: corrects the counts of its ancestors. */
void tree_mark(struct tree *, size_t index, bool unread);
/* Which lines show: what is neither folded nor held; or, of one type only,
 * that and what it answers, folded or not. */
void tree_layout(struct tree *);
void tree_free(struct tree *);

/* How many rows are of this type, enum post_type, tombstones left out. */
size_t tree_of_type(const struct tree *, unsigned type);

/* Index of a post, or TREE_NONE.  Neither this nor tree_unread() takes time
 * in proportion to the thread. */
size_t tree_find(const struct tree *, uint64_t post);
/* Next (dir > 0) or previous unread row after `from`; TREE_NONE if none.
 * wrap: goes on from the other end, `from` itself last. */
size_t tree_unread(const struct tree *, size_t from, int dir, bool wrap);

/* How many rows fold under a row, next after it, and the unread ones among
 * them: what a synthesis covers, but not what answers it; else the branch. */
size_t tree_under(const struct tree *, size_t index);
size_t tree_unread_under(const struct tree *, size_t index);
bool tree_folded(const struct tree *, size_t index);
void tree_fold(struct tree *, size_t index);	/* then tree_layout() */
void tree_unfold(struct tree *, size_t index);
/* Unfolds it; returns its first unread row, or `index` if there is none. */
size_t tree_open(struct tree *, size_t index);
/* Unfolds all that hides this row, and shows it if it was held; one of another
 * type than `only`: all types show again. */
void tree_reveal(struct tree *, size_t index);
/* Folds what each synthesis covers. */
void tree_fold_covered(struct tree *);
/* Folds the branches, each as near to the opening post as can be, that hold
 * more than `more_than` posts, all read. */
void tree_fold_read(struct tree *, uint32_t more_than);

/*
 * Draws the guides of a row from col on, in at most `cells` cells: beyond
 * what fits, deeper levels share the last column and say their number.
 * Returns the column after them.
 */
int tree_draw_guides(const struct tree *, size_t index, int row, int col,
    int cells);

#endif
