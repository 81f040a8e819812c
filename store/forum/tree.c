/*
 * tree: a thread in reading order.  Rows come by number, which is the order
 * of time, so a parent is always before its children: one pass links them,
 * one walk without recursion lists them.
 */
#include "store/forum/reader.h"
#include "store/forum/mask.h"
#include "store/forum/restate.h"

struct node {
	struct branch branch;
	size_t parent, first, last, next;	/* indexes; NONE */
	size_t place;				/* where it is listed */
	bool covered;				/* by its parent, a synthesis */
};
static const size_t NONE = (size_t)-1;

static enum err
rows_load(struct reader *r, uint64_t thread, struct arena *arena,
    struct node **out, size_t *count)
{
	struct key	 prefix = key_u64(thread);
	struct cursor	*cursor;
	struct str	 key, val;
	struct node	*node;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_THREAD_POST, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		node = ARENA_PUSH(r->scratch, *out, *count);
		node->parent = node->first = node->last = node->next = NONE;
		e = record_read(r->txn, &record_types[RECORD_BRANCH], key,
		    val, arena, &node->branch);
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Index of the node with this number, among the first `count`. */
static size_t
node_find(const struct node *nodes, size_t count, uint64_t post)
{
	size_t	low = 0, high = count, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (nodes[mid].branch.post == post)
			return mid;
		if (nodes[mid].branch.post < post)
			low = mid + 1;
		else
			high = mid;
	}
	return NONE;
}

/* A synthesis covers what answered the same post before it: that comes under
 * it, in its order. */
static void
node_cover(struct node *nodes, size_t i, size_t parent)
{
	size_t	c;

	for (c = nodes[parent].first; c != NONE; c = nodes[c].next) {
		nodes[c].parent = i;
		nodes[c].covered = true;
	}
	nodes[i].first = nodes[parent].first;
	nodes[i].last = nodes[parent].last;
	nodes[parent].first = nodes[parent].last = NONE;
}

static void
nodes_link(struct node *nodes, size_t count)
{
	size_t	i, p;

	for (i = 1; i < count; i++) {
		p = node_find(nodes, i, nodes[i].branch.parent);
		if (p == NONE)		/* never seen: shown under the root */
			p = 0;
		nodes[i].parent = p;
		if (nodes[i].branch.type == TYPE_S &&
		    nodes[i].branch.state == POST_LIVE)
			node_cover(nodes, i, p);
		if (nodes[p].last == NONE)
			nodes[p].first = i;
		else
			nodes[nodes[p].last].next = i;
		nodes[p].last = i;
	}
}

static void
node_view(struct reader *r, const struct thread *thread,
    const struct node *nodes, size_t i, const struct branch_view *parent,
    const struct rangeset *known, struct branch_view *out)
{
	const struct branch	*branch = &nodes[i].branch;

	out->branch = *branch;
	out->author = reader_author(r, branch->author, thread->id);
	if (parent != NULL)
		out->depth = parent->depth == UINT16_MAX ? UINT16_MAX :
		    (uint16_t)(parent->depth + 1);
	out->last = nodes[i].next == NONE;
	out->unread = !rangeset_has(known, branch->ordinal);
	out->own = branch->author == r->self.id && r->self.id != 0;
	out->ignored = reader_ignores(r, branch->author);
	out->blind = reader_blind(r, thread, branch->ordinal);
	out->mask = mask_now(branch->mask, branch->masked_until,
	    r->caller.now);
	if (out->blind || (out->mask != MASK_NOT && !out->own))
		out->branch.excerpt = str_of("");
	if (branch->restated != RESTATED_NOT && !out->blind)
		out->restated = restate_now(branch->restated, restate_until(
		    r->store, r->txn, branch->asked), r->caller.now);
}

/* Next node in reading order, going up where a branch ends. */
static size_t
node_next(const struct node *nodes, size_t i)
{
	if (nodes[i].first != NONE)
		return nodes[i].first;
	while (i != NONE && nodes[i].next == NONE)
		i = nodes[i].parent;
	return i == NONE ? NONE : nodes[i].next;
}

/* Children are listed after their parents, so one pass backwards sums up. */
static void
nodes_sum(const struct node *nodes, size_t count, struct branch_view *views,
    struct arena *scratch)
{
	size_t	*listed = arena_alloc(scratch, count * sizeof(*listed)), i;

	for (i = 0; i < count; i++)
		listed[nodes[i].place] = i;
	for (i = count - 1; i > 0; i--) {
		const struct node	*node = &nodes[listed[i]];
		struct branch_view	*parent =
					    &views[nodes[node->parent].place];

		parent->below += views[i].below + 1;
		parent->unread_below += views[i].unread_below +
		    views[i].unread;
		if (!node->covered)
			continue;
		parent->covers += views[i].below + 1;
		parent->unread_covered += views[i].unread_below +
		    views[i].unread;
	}
}

enum err
tree_build(struct reader *r, const struct thread *thread,
    const struct rangeset *known, struct arena *arena,
    struct branch_view **out, size_t *count)
{
	struct branch_view	*views, *parent;
	struct node		*nodes = NULL;
	size_t			 n = 0, i, at = 0;
	enum err		 e;

	if ((e = rows_load(r, thread->id, arena, &nodes, &n)) != OK)
		return e;
	if (n == 0)
		return ERR_DAMAGED;
	nodes_link(nodes, n);
	views = arena_alloc(arena, n * sizeof(*views));
	for (i = 0; i != NONE; i = node_next(nodes, i)) {
		parent = nodes[i].parent == NONE ? NULL :
		    &views[nodes[nodes[i].parent].place];
		nodes[i].place = at;
		node_view(r, thread, nodes, i, parent, known, &views[at++]);
	}
	nodes_sum(nodes, n, views, r->scratch);
	*out = views;
	*count = at;
	return OK;
}
