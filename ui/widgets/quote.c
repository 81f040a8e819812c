/* quote: see quote.h. */
#include "ui/widgets/quote.h"

#include <string.h>

#include "ui/widgets/wrap_join.h"

enum { DEEPEST = 24, NARROWEST = 20 };

/* A text that is being made. */
struct making { struct arena *arena; char *p; size_t len, room; };

static void
put(struct making *m, const char *p, size_t len)
{
	if (m->len + len > m->room) {
		char *more = arena_alloc(m->arena, (m->len + len) * 2 + 64);

		if (m->len > 0)
			memcpy(more, m->p, m->len);
		m->room = (m->len + len) * 2 + 64;
		m->p = more;
	}
	if (len > 0)
		memcpy(m->p + m->len, p, len);
	m->len += len;
}

size_t
quote_depth(struct str row, size_t *content)
{
	size_t depth = 0, at = 0;

	while (at < row.len && row.p[at] == '>' && depth < DEEPEST) {
		depth++;
		at++;
		if (at < row.len && row.p[at] == ' ')
			at++;
	}
	*content = at;
	return depth;
}

/* The next row of *rest, without its newline. */
static struct str
next_row(struct str *rest)
{
	const char *end = memchr(rest->p, '\n', rest->len);
	struct str row = { rest->p, end != NULL ? (size_t)(end - rest->p) :
	    rest->len };
	size_t taken = row.len + (end != NULL);

	rest->p += taken;
	rest->len -= taken;
	return row;
}

unsigned
quote_share(struct str text)
{
	size_t all = 0, quoted = 0, content, i;

	while (text.len > 0) {
		struct str row = next_row(&text);
		bool deep = quote_depth(row, &content) > 0;

		for (i = content; i < row.len; i++)
			if (row.p[i] != ' ' && row.p[i] != '\t') {
				all++;
				quoted += deep;
			}
	}
	return all > 0 ? (unsigned)(quoted * 100 / all) : 0;
}

struct str
quote_unquoted(struct str text, struct arena *arena)
{
	struct making m = { .arena = arena };
	size_t content;

	while (text.len > 0) {
		struct str row = next_row(&text);

		if (quote_depth(row, &content) > 0)
			continue;
		put(&m, row.p, row.len);
		put(&m, "\n", 1);
	}
	return (struct str){ m.p, m.len };
}

static void
put_marks(struct making *m, size_t depth)
{
	while (depth-- > 0)
		put(m, "> ", 2);
}

/* Words at a depth, each row ended by a newline. */
static void
set(struct making *m, size_t depth, struct str words, int measure)
{
	size_t count, i, from = 0, stop = 0;
	struct grapheme *g;
	uint8_t *breaks;
	int room = measure - 2 * (int)depth, used = 0;

	if (room < NARROWEST)
		room = NARROWEST;
	text_graphemes(words, m->arena, &g, &count);
	breaks = text_breaks(words, m->arena);
	put_marks(m, depth);
	for (i = 0; i < count; i++) {
		if (i > from && breaks[g[i].start] != 0)
			stop = i;
		if (used + g[i].width > room && stop > from &&
		    words.p[g[i].start] != ' ') {
			size_t at = g[from].start, end = g[stop].start;

			while (end > at && words.p[end - 1] == ' ')
				end--;
			put(m, words.p + at, end - at);
			put(m, "\n", 1);
			put_marks(m, depth);
			for (from = stop, used = 0, at = stop; at < i; at++)
				used += g[at].width;
		}
		used += g[i].width;
	}
	if (from < count)
		put(m, words.p + g[from].start, words.len - g[from].start);
	while (m->len > 0 && m->p[m->len - 1] == ' ')
		m->len--;		/* a bare mark ends with itself */
	put(m, "\n", 1);
}

struct str
quote_add(struct str text, int measure, struct arena *arena)
{
	struct making m = { .arena = arena };

	while (text.len > 0 && text.p[text.len - 1] == '\n')
		text.len--;
	do {
		struct str row = next_row(&text);
		size_t content, depth = quote_depth(row, &content);

		row.p += content;
		row.len -= content;
		/* Code is not to be broken. */
		if (row.len >= 4 && memcmp(row.p, "    ", 4) == 0) {
			put_marks(&m, depth + 1);
			put(&m, row.p, row.len);
			put(&m, "\n", 1);
		} else {
			set(&m, depth + 1, row, measure);
		}
	} while (text.len > 0);
	return (struct str){ m.p, m.len };
}

/* Does a row go on with the one before it? */
static bool
goes_on(struct str row, size_t content)
{
	size_t at = content;

	while (at < row.len && row.p[at] == ' ')
		at++;
	return at < row.len && at - content < 2 &&
	    wrap_list_mark(row, at, row.len) == 0 &&
	    !(row.len - at >= 3 && memcmp(row.p + at, "```", 3) == 0);
}

static void
set_paragraph(struct making *out, size_t depth, const struct making *words,
    int measure)
{
	struct str all = { words->p, words->len };

	if (depth > 0) {
		set(out, depth, all, measure);
	} else {
		put(out, all.p, all.len);
		put(out, "\n", 1);
	}
}

struct str
quote_reflow(struct str rows, int measure, struct arena *arena)
{
	struct making out = { .arena = arena }, words = { .arena = arena };
	size_t depth = 0, content, deep;
	bool ended = rows.len > 0 && rows.p[rows.len - 1] == '\n';
	bool begun = false, open = false;

	while (rows.len > 0) {
		struct str row = next_row(&rows);

		deep = quote_depth(row, &content);
		if (begun && (!open || deep != depth ||
		    !goes_on(row, content))) {
			set_paragraph(&out, depth, &words, measure);
			words.len = 0;
		} else if (begun) {
			while (words.len > 0 && words.p[words.len - 1] == ' ')
				words.len--;
			put(&words, " ", 1);
			while (row.p[content] == ' ')
				content++;
		}
		put(&words, row.p + content, row.len - content);
		depth = deep;
		begun = true;
		open = row.len > content;
	}
	if (begun)
		set_paragraph(&out, depth, &words, measure);
	if (!ended && out.len > 0)
		out.len--;
	return (struct str){ out.p, out.len };
}
