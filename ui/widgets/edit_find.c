/*
 * edit_find: words found in the text being written, and quotes set again.
 */
#include "ui/widgets/edit_text.h"
#include "ui/widgets/quote.h"

#include <string.h>

/* --- finding --- */

/* A text folded, each of its bytes with the offset of its cluster. */
struct folded { char *p; uint32_t *from; size_t len; };

/* What keyboards give for what typography wants. */
static struct str
plain(struct str c, struct arena *arena)
{
	if (str_equal(c, str_of("’")))
		return str_of("'");
	if (str_equal(c, str_of("\u00a0")))
		return str_of(" ");
	return text_fold(c, arena);
}

/*
 * Cluster by cluster, so that what is found begins and ends with one.  Most
 * are ASCII, which needs no folding table.
 */
static struct folded
fold(struct str s, struct arena *arena)
{
	struct arena *one = arena_new();
	struct folded out = { 0 };
	struct grapheme *g;
	size_t count, i, j, room;

	text_graphemes(s, arena, &g, &count);
	room = s.len * 2 + 64;
	out.p = arena_alloc(arena, room);
	out.from = arena_alloc(arena, room * sizeof(*out.from));
	for (i = 0; i < count; i++) {
		struct str c = { s.p + g[i].start, g[i].bytes };
		char lower = c.p[0];

		if (c.len == 1) {
			if (lower >= 'A' && lower <= 'Z')
				lower = (char)(lower + 'a' - 'A');
			c.p = &lower;
		} else {
			arena_reset(one);
			c = plain(c, one);
		}
		for (j = 0; j < c.len && out.len < room; j++) {
			out.from[out.len] = g[i].start;
			out.p[out.len++] = c.p[j];
		}
	}
	arena_free(one);
	return out;
}

/* The first match that begins at or after `from`, or -1. */
static ptrdiff_t
match(const struct folded *in, const struct folded *words, size_t from)
{
	size_t at = 0;

	while (at < in->len && in->from[at] < from)
		at++;
	for (; at + words->len <= in->len; at++) {
		if (at > 0 && in->from[at] == in->from[at - 1])
			continue;
		if (memcmp(in->p + at, words->p, words->len) == 0)
			return (ptrdiff_t)at;
	}
	return -1;
}

bool
edit_find(struct edit *e, struct str words)
{
	struct folded in, what;
	ptrdiff_t at;
	size_t end;

	arena_reset(e->scratch);
	what = fold(words, e->scratch);
	in = fold(edit_text(e), e->scratch);
	if (what.len == 0 || in.len == 0)
		return false;
	at = match(&in, &what, e->cursor);
	if (at < 0)
		at = match(&in, &what, 0);
	if (at < 0)
		return false;
	for (end = (size_t)at + what.len; end < in.len &&
	    in.from[end] == in.from[end - 1]; end++)
		;
	e->anchor = (ptrdiff_t)in.from[at];
	e->cursor = end < in.len ? in.from[end] : e->len;
	e->marking = e->cutting = false;
	e->goal = -1;
	return true;
}

/* --- quotes --- */

/* The row (up to newlines) that `at` is in. */
static struct str
line_at(const struct edit *e, size_t at)
{
	size_t from = at, to = at;

	while (from > 0 && e->text[from - 1] != '\n')
		from--;
	while (to < e->len && e->text[to] != '\n')
		to++;
	return (struct str){ e->text + from, to - from };
}

static bool
is_same(struct str line, size_t depth)
{
	size_t content, deep = quote_depth(line, &content);

	return deep == depth && content < line.len;
}

/* The rows round the cursor that are one paragraph with its own. */
static void
paragraph_of(const struct edit *e, size_t *from, size_t *to)
{
	struct str line = line_at(e, e->cursor), other;
	size_t content, depth = quote_depth(line, &content);

	*from = (size_t)(line.p - e->text);
	*to = *from + line.len;
	if (content == line.len)
		return;
	while (*from > 0 && is_same(other = line_at(e, *from - 1), depth))
		*from = (size_t)(other.p - e->text);
	while (*to < e->len && is_same(other = line_at(e, *to + 1), depth))
		*to = (size_t)(other.p - e->text) + other.len;
}

void
edit_reflow(struct edit *e)
{
	size_t from, to;
	struct str set;

	if (!e->options.lines)
		return;
	if (edit_text_selection(e, &from, &to)) {
		from = (size_t)(line_at(e, from).p - e->text);
		to = to > from && e->text[to - 1] == '\n' ? to - 1 :
		    (size_t)(line_at(e, to).p - e->text) +
		    line_at(e, to).len;
	} else {
		paragraph_of(e, &from, &to);
	}
	arena_reset(e->scratch);
	set = quote_reflow((struct str){ e->text + from, to - from },
	    QUOTE_MEASURE, e->scratch);
	if (str_equal(set, (struct str){ e->text + from, to - from }))
		return;
	edit_change(e, from, to - from, set.p, set.len, false);
}
