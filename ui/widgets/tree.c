#include "ui/widgets/tree.h"

#include <stdio.h>

void
tree_set(struct tree *tree, struct branch_view *rows, size_t count,
    struct arena *arena, bool (*marked)(const struct branch *))
{
	uint32_t *path, i;
	size_t deepest = 0;

	tree->rows = rows;
	tree->count = count;
	tree->parent = arena_alloc(arena, (count + 1) * sizeof(*tree->parent));
	tree->shown = arena_alloc(arena, (count + 1) * sizeof(*tree->shown));
	tree->shown_count = 0;
	for (i = 0; i < count; i++)
		if (rows[i].depth > deepest)
			deepest = rows[i].depth;
	/* path[d]: the last row met at depth d, parent of what follows. */
	path = arena_alloc(arena, (deepest + 2) * sizeof(*path));
	for (i = 0; i < count; i++) {
		path[rows[i].depth] = i;
		tree->parent[i] = rows[i].depth == 0 ? i :
		    path[rows[i].depth - 1];
	}
	for (i = 0; i < count; i++)
		if (rows[i].unread && marked != NULL &&
		    marked(&rows[i].branch))
			tree_mark(tree, i, false);
}

void
tree_mark(struct tree *tree, size_t index, bool unread)
{
	size_t i = index;

	if (index >= tree->count || tree->rows[index].unread == unread)
		return;
	tree->rows[index].unread = unread;
	while (tree->rows[i].depth > 0) {
		i = tree->parent[i];
		if (unread)
			tree->rows[i].unread_below++;
		else if (tree->rows[i].unread_below > 0)
			tree->rows[i].unread_below--;
	}
}

void
tree_layout(struct tree *tree)
{
	size_t i = 0;

	tree->shown_count = 0;
	while (i < tree->count) {
		const struct branch_view *row = &tree->rows[i];

		if (rangeset_has(&tree->held, row->branch.post)) {
			i += 1 + row->below;
			continue;
		}
		tree->shown[tree->shown_count++] = (uint32_t)i;
		i += tree_folded(tree, i) ? 1 + row->below : 1;
	}
}

void
tree_free(struct tree *tree)
{
	rangeset_free(&tree->folded);
	rangeset_free(&tree->held);
}

size_t
tree_find(const struct tree *tree, uint64_t post)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		if (tree->rows[i].branch.post == post)
			return i;
	return TREE_NONE;
}

size_t
tree_unread(const struct tree *tree, size_t from, int dir, bool wrap)
{
	size_t step, i = from;

	for (step = 0; step < tree->count; step++) {
		if (dir > 0 ? i + 1 >= tree->count : i == 0) {
			if (!wrap)
				return TREE_NONE;
			i = dir > 0 ? 0 : tree->count - 1;
		} else {
			i = dir > 0 ? i + 1 : i - 1;
		}
		if (tree->rows[i].unread)
			return i;
	}
	return TREE_NONE;
}

bool
tree_folded(const struct tree *tree, size_t index)
{
	return tree->rows[index].below > 0 && rangeset_has(&tree->folded,
	    tree->rows[index].branch.post);
}

void
tree_fold(struct tree *tree, size_t index)
{
	uint64_t post = tree->rows[index].branch.post;

	if (tree->rows[index].below > 0)
		rangeset_add(&tree->folded, post, post);
}

void
tree_unfold(struct tree *tree, size_t index)
{
	uint64_t post = tree->rows[index].branch.post;

	rangeset_remove(&tree->folded, post, post);
}

void
tree_reveal(struct tree *tree, size_t index)
{
	size_t i = index;

	rangeset_clear(&tree->held);
	while (tree->rows[i].depth > 0) {
		i = tree->parent[i];
		tree_unfold(tree, i);
	}
}

void
tree_fold_read(struct tree *tree, uint32_t more_than)
{
	size_t i;

	for (i = 0; i < tree->count; i++) {
		const struct branch_view *row = &tree->rows[i];

		if (row->depth == 1 && row->below + 1 > more_than &&
		    !row->unread && row->unread_below == 0)
			tree_fold(tree, i);
	}
}

int
tree_draw_guides(const struct tree *tree, size_t index, int row, int col,
    int cells)
{
	int levels = cells / 2, depth = tree->rows[index].depth, level;
	size_t i = index;
	char number[16];

	if (depth == 0)
		return col;
	if (levels < 1)
		levels = 1;
	level = depth > levels ? levels : depth;
	term_sign(row, col + 2 * (level - 1), STYLE_DIM,
	    tree->rows[i].last ? SIGN_ELBOW : SIGN_TEE);
	while (tree->rows[i].depth > 1) {
		i = tree->parent[i];
		if (tree->rows[i].depth < level && !tree->rows[i].last)
			term_sign(row, col + 2 * (tree->rows[i].depth - 1),
			    STYLE_DIM, SIGN_PIPE);
	}
	col += 2 * level;
	if (depth > levels) {
		snprintf(number, sizeof(number), "%d ", depth);
		col = term_put(row, col - 1, STYLE_DIM, number);
	}
	return col;
}
