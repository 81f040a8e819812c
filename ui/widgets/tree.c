#include "ui/widgets/tree.h"

#include <stdio.h>
#include <stdlib.h>

struct numbered { uint64_t post; uint32_t index; };

static int
by_number(const void *a, const void *b)
{
	const struct numbered *one = a, *two = b;

	return (one->post > two->post) - (one->post < two->post);
}

/* What tree_find() and tree_unread() look into. */
static void
index_rows(struct tree *tree, struct arena *arena)
{
	struct numbered *all;
	size_t i;

	all = arena_alloc(arena, (tree->count + 1) * sizeof(*all));
	tree->by_post = arena_alloc(arena,
	    (tree->count + 1) * sizeof(*tree->by_post));
	rangeset_clear(&tree->read);
	for (i = 0; i < tree->count; i++) {
		all[i] = (struct numbered){ tree->rows[i].branch.post,
			(uint32_t)i };
		if (!tree->rows[i].unread)
			rangeset_add(&tree->read, i + 1, i + 1);
	}
	qsort(all, tree->count, sizeof(*all), by_number);
	for (i = 0; i < tree->count; i++)
		tree->by_post[i] = all[i].index;
}

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
	tree->kept = arena_alloc(arena, count + 1);
	tree->last = arena_alloc(arena, count + 1);
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
	index_rows(tree, arena);
	for (i = 0; i < count; i++)
		if (rows[i].unread && marked != NULL &&
		    marked(&rows[i].branch))
			tree_mark(tree, i, false);
}

static void
count_one(uint32_t *count, bool more)
{
	if (more)
		++*count;
	else if (*count > 0)
		--*count;
}

void
tree_mark(struct tree *tree, size_t index, bool unread)
{
	size_t i = index;

	if (index >= tree->count || tree->rows[index].unread == unread)
		return;
	tree->rows[index].unread = unread;
	if (unread)
		rangeset_remove(&tree->read, index + 1, index + 1);
	else
		rangeset_add(&tree->read, index + 1, index + 1);
	for (; tree->rows[i].depth > 0; i = tree->parent[i]) {
		struct branch_view *above = &tree->rows[tree->parent[i]];

		count_one(&above->unread_below, unread);
		if (i - tree->parent[i] <= above->covers)
			count_one(&above->unread_covered, unread);
	}
}

static bool
is_of(const struct branch_view *row, unsigned type)
{
	return row->branch.type == type && row->branch.state == POST_LIVE &&
	    !row->ignored;
}

size_t
tree_of_type(const struct tree *tree, unsigned type)
{
	size_t i, n = 0;

	for (i = 0; i < tree->count; i++)
		n += is_of(&tree->rows[i], type);
	return n;
}

/* Rows of one type, and all that they answer. */
static void
layout_only(struct tree *tree)
{
	size_t i;

	for (i = 0; i < tree->count; i++)
		tree->kept[i] = is_of(&tree->rows[i], tree->only - 1u);
	for (i = tree->count; i-- > 1; )
		if (tree->kept[i])
			tree->kept[tree->parent[i]] = true;
	for (i = 0; i < tree->count; i++)
		if (tree->kept[i] || i == 0)
			tree->shown[tree->shown_count++] = (uint32_t)i;
}

/* Guides end at the last sibling that shows. */
static void
find_last(struct tree *tree)
{
	size_t i, row;

	for (i = 0; i < tree->count; i++)
		tree->last[i] = tree->kept[i] = false;
	for (i = tree->shown_count; i-- > 0; ) {
		row = tree->shown[i];
		tree->last[row] = !tree->kept[tree->parent[row]];
		tree->kept[tree->parent[row]] = true;
	}
}

static void
layout_all(struct tree *tree)
{
	size_t i = 0;

	while (i < tree->count) {
		const struct branch_view *row = &tree->rows[i];

		if (rangeset_has(&tree->held, row->branch.post)) {
			/* What a new synthesis covers stays where it was. */
			i += 1 + (row->covers > 0 ? 0 : row->below);
			continue;
		}
		tree->shown[tree->shown_count++] = (uint32_t)i;
		i += 1 + (tree_folded(tree, i) ? tree_under(tree, i) : 0);
	}
}

void
tree_layout(struct tree *tree)
{
	tree->shown_count = 0;
	if (tree->only != 0)
		layout_only(tree);
	else
		layout_all(tree);
	find_last(tree);
}

void
tree_free(struct tree *tree)
{
	rangeset_free(&tree->folded);
	rangeset_free(&tree->held);
	rangeset_free(&tree->read);
}

size_t
tree_find(const struct tree *tree, uint64_t post)
{
	size_t low = 0, high = tree->count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (tree->rows[tree->by_post[mid]].branch.post < post)
			low = mid + 1;
		else
			high = mid;
	}
	return low < tree->count && tree->rows[tree->by_post[low]].branch.post
	    == post ? tree->by_post[low] : TREE_NONE;
}

size_t
tree_unread(const struct tree *tree, size_t from, int dir, bool wrap)
{
	uint64_t n;

	if (dir > 0) {
		n = rangeset_next_gap(&tree->read, from + 2);
		if (n > tree->count)
			n = wrap ? rangeset_next_gap(&tree->read, 1) : 0;
	} else {
		n = rangeset_previous_gap(&tree->read, from);
		if (n == 0 && wrap)
			n = rangeset_previous_gap(&tree->read, tree->count);
	}
	return n == 0 || n > tree->count ? TREE_NONE : (size_t)n - 1;
}

size_t
tree_under(const struct tree *tree, size_t index)
{
	const struct branch_view *row = &tree->rows[index];

	return row->covers > 0 ? row->covers : row->below;
}

size_t
tree_unread_under(const struct tree *tree, size_t index)
{
	const struct branch_view *row = &tree->rows[index];

	return row->covers > 0 ? row->unread_covered : row->unread_below;
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

size_t
tree_open(struct tree *tree, size_t index)
{
	size_t first;

	tree_unfold(tree, index);
	if (tree_unread_under(tree, index) == 0)
		return index;
	first = tree_unread(tree, index, 1, false);
	return first == TREE_NONE ? index : first;
}

void
tree_reveal(struct tree *tree, size_t index)
{
	size_t i = index;

	rangeset_clear(&tree->held);
	if (tree->only != 0 && index > 0 &&
	    !is_of(&tree->rows[index], tree->only - 1u))
		tree->only = 0;
	for (; tree->rows[i].depth > 0; i = tree->parent[i])
		if (i - tree->parent[i] <= tree_under(tree, tree->parent[i]))
			tree_unfold(tree, tree->parent[i]);
}

void
tree_fold_covered(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree->rows[i].covers > 0)
			tree_fold(tree, i);
}

void
tree_fold_read(struct tree *tree, uint32_t more_than)
{
	size_t i = 0;

	while (i < tree->count) {
		const struct branch_view *row = &tree->rows[i];
		size_t under = tree_under(tree, i);
		bool fold = row->depth > 0 && under + 1 > more_than &&
		    under > 0 && !row->unread &&
		    tree_unread_under(tree, i) == 0;

		if (fold)
			tree_fold(tree, i);
		i += fold ? 1 + under : 1;
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
	    tree->last[i] ? SIGN_ELBOW : SIGN_TEE);
	while (tree->rows[i].depth > 1) {
		i = tree->parent[i];
		if (tree->rows[i].depth < level && !tree->last[i])
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
