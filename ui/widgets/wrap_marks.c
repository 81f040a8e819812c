/*
 * wrap_marks: walks libcmark's tree.  Blocks know their rows; what is before
 * the words of each row is found here, what is in them by wrap_inline.c.
 */
#include "ui/widgets/wrap_marks.h"

#include <string.h>

#include "ui/widgets/wrap_walk.h"

enum { DEFINITIONS_MAX = 32, NESTING_MAX = 400 };

static void
split_rows(struct walk *w)
{
	struct str text = w->text;
	size_t at, end;

	for (at = 0; at < text.len; at = end + 1) {
		const char *p = memchr(text.p + at, '\n', text.len - at);
		struct wrap_row *row = ARENA_PUSH(w->arena, w->out->rows,
		    w->out->row_count);

		end = p != NULL ? (size_t)(p - text.p) : text.len;
		*row = (struct wrap_row){ .start = (uint32_t)at,
			.end = (uint32_t)end, .words = (uint32_t)at,
			.kind = WRAP_BARE };
	}
}

/* Counts quote marks, at most `most`, and finds where words begin; all
 * spaces before them belong to the prefix, or (code) one after each mark. */
static void
find_words(const struct walk *w, struct wrap_row *row, size_t most, bool code)
{
	const char *p = w->text.p;
	uint32_t at = row->start, last = row->start + WRAP_PREFIX_MAX;
	uint32_t mark;

	if (last > row->end)
		last = row->end;
	row->quotes = 0;
	row->words = at;
	for (;;) {
		for (mark = at; mark < last && p[mark] == ' '; mark++)
			;
		if (row->quotes == most || mark == last || p[mark] != '>')
			break;
		row->quotes++;
		at = mark + 1;
		if (at < last && p[at] == ' ')
			at++;
		row->words = at;
	}
	if (!code)
		row->words = mark;
}

/* The first row of a paragraph: all before its column is prefix. */
static void
find_first_words(struct wrap_row *row, size_t column)
{
	uint32_t words = row->start + (uint32_t)column;

	if (words > row->end)
		words = row->end;
	if (words - row->start > WRAP_PREFIX_MAX)
		words = row->start + WRAP_PREFIX_MAX;
	if (words > row->words) {
		row->words = words;
		row->item = row->listed;
	}
}

static enum wrap_kind
kind_of(const struct walk *w, cmark_node *node, const struct wrap_row *row)
{
	char c = row->words < row->end ? w->text.p[row->words] : ' ';

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_CODE_BLOCK:
		return row->end - row->words >= 3 && (c == '`' || c == '~') &&
		    w->text.p[row->words + 1] == c ? WRAP_FENCE :
		    WRAP_CODE;
	case CMARK_NODE_HEADING:
		return WRAP_HEADING;
	case CMARK_NODE_THEMATIC_BREAK:
		return WRAP_RULE;
	case CMARK_NODE_HTML_BLOCK:
		return WRAP_BARE;
	default:
		return WRAP_TEXT;
	}
}

/* The row of = or - under a heading, from row `first` on (cmark 0.30 gives
 * one row too many), or `first` if it has none. */
static size_t
underline(const struct walk *w, size_t first, size_t count)
{
	size_t i, n;

	for (i = first; i < count; i++) {
		const struct wrap_row *row = &w->out->rows[i];
		const char *p = w->text.p + row->words;
		size_t len = row->end - row->words;

		while (len > 0 && strchr(" \t", p[len - 1]) != NULL)
			len--;
		while (len > 0 && *p == ' ')
			p++, len--;
		for (n = 0; n < len && p[n] == *p; n++)
			;
		if (i > first && len > 0 && n == len && strchr("=-", *p))
			return i;
	}
	return first;
}

/* A heading's rows: "Orme" over "--" is a signature, a title takes three. */
static size_t
set_heading(struct walk *w, size_t first, size_t last)
{
	size_t under = underline(w, first, last), i;
	const struct wrap_row *row = &w->out->rows[under];

	if (under == first)
		return first + 1;
	for (i = first; i <= under; i++)
		w->out->rows[i].kind = row->end - row->words < 3 ? WRAP_TEXT :
		    i == under ? WRAP_RULE : WRAP_HEADING;
	for (i = under + 1; i < last; i++)
		w->out->rows[i].kind = WRAP_BARE;
	return under;
}

/* A block without blocks: its rows, and where its inlines will be. */
static void
enter_leaf(struct walk *w, cmark_node *node)
{
	size_t first = (size_t)cmark_node_get_start_line(node);
	size_t last = (size_t)cmark_node_get_end_line(node), i;
	size_t column = (size_t)cmark_node_get_start_column(node) - 1;
	bool code = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;
	struct wrap_row *row;

	w->block++;
	w->emphasis = w->links = 0;
	w->lost = true;
	if (last > w->out->row_count)
		last = w->out->row_count;
	if (first == 0 || first > last)
		return;
	for (i = first - 1; i < last; i++) {
		row = &w->out->rows[i];
		row->block = w->block;
		row->listed = w->items > 0;
		find_words(w, row, w->quotes, code);
		if (i == first - 1 && !code)
			find_first_words(row, column);
		row->kind = (uint8_t)kind_of(w, node, row);
	}
	if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
		last = set_heading(w, first - 1, last);
	w->lost = false;
	w->cur = w->out->rows[first - 1].start + column;
	w->end = w->out->rows[last - 1].end;
	if (w->cur > w->end)
		w->cur = w->end;
	while (w->out->rows[first - 1].kind == WRAP_HEADING &&
	    (walk_peek(w, 0) == '#' || walk_peek(w, 0) == ' '))
		walk_pass(w, 1, STYLE_DIM);
}

/* Rows that define links belong to a paragraph, but not to its inlines. */
static void
pass_definitions(struct walk *w, cmark_node *node)
{
	cmark_node *child = cmark_node_first_child(node);
	const char *literal = child == NULL ? NULL :
	    cmark_node_get_literal(child);
	int tries;

	for (tries = 0; tries < DEFINITIONS_MAX && literal != NULL &&
	    walk_peek(w, 0) == '[' && *literal != '[' && !w->lost; tries++)
		walk_newline(w);
}

static void
walk_block(struct walk *w, cmark_node *node, bool enter)
{
	size_t one = enter ? 1 : (size_t)-1;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		w->quotes += one;
		break;
	case CMARK_NODE_ITEM:
		w->items += one;
		break;
	case CMARK_NODE_PARAGRAPH:
		if (enter) {
			enter_leaf(w, node);
			pass_definitions(w, node);
		}
		break;
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HEADING:
	case CMARK_NODE_THEMATIC_BREAK:
		if (enter)
			enter_leaf(w, node);
		break;
	default:
		break;
	}
}

/* Quotes and lists of one row, in hundreds: nobody writes that, and for each
 * inline in them cmark 0.30 goes up through all. */
static bool
too_deep(const struct walk *w)
{
	size_t i, n;

	for (i = 0; i < w->out->row_count; i++) {
		const struct wrap_row *row = &w->out->rows[i];
		const char *p = w->text.p + row->start;

		for (n = 0; n < row->end - row->start &&
		    strchr("> \t-+*.)0123456789", p[n]) != NULL; n++)
			if (n == NESTING_MAX)
				return true;
	}
	return false;
}

void
wrap_marks(struct str text, struct arena *arena, struct wrap_marks *out)
{
	struct walk w = { .text = text, .arena = arena, .out = out };
	cmark_node *root, *node;
	cmark_event_type event;
	cmark_iter *iter;
	size_t i;

	memset(out, 0, sizeof(*out));
	out->style = arena_alloc(arena, text.len + 1);
	memset(out->style, STYLE_TEXT, text.len + 1);
	split_rows(&w);
	for (i = 0; i < out->row_count; i++)
		find_words(&w, &out->rows[i], WRAP_PREFIX_MAX, true);
	if (too_deep(&w))
		return;
	root = cmark_parse_document(text.p != NULL ? text.p : "", text.len,
	    CMARK_OPT_DEFAULT);
	iter = cmark_iter_new(root);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		node = cmark_iter_get_node(iter);
		if (cmark_node_get_type(node) >= CMARK_NODE_FIRST_INLINE &&
		    !w.lost)
			walk_inline(&w, iter, node,
			    event == CMARK_EVENT_ENTER);
		else
			walk_block(&w, node, event == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
}
