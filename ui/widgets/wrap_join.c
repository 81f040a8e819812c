/*
 * wrap_join: a row was cut by a program, not by its author, when the first
 * word of the next row would not have fitted in the widest row of the
 * paragraph.  One break that the author chose keeps the paragraph as it is,
 * so verse, addresses and signatures stay (docs/decisions/0009).
 */
#include "ui/widgets/wrap_join.h"

#include <ctype.h>
#include <string.h>

enum { NARROWEST = 56, WIDEST = 100 };	/* cells of rows cut by programs */

enum kind { KIND_OTHER, KIND_TEXT, KIND_LIST, KIND_QUOTE };
struct row {
	enum kind kind;
	uint32_t block;
	size_t depth;		/* quotes: marks; else: cells before words */
	int width, first;	/* cells of it all, and of its first word */
	bool kept;		/* its author ended it here */
	bool sentence;		/* its end is that of a sentence */
};

size_t
wrap_list_mark(struct str text, size_t at, size_t end)
{
	size_t n = 0;

	if (end - at >= 2 && strchr("-*+", text.p[at]) != NULL &&
	    text.p[at + 1] == ' ')
		return 2;
	while (at + n < end && n < 4 &&
	    isdigit((unsigned char)text.p[at + n]))
		n++;
	if (n > 0 && end - at >= n + 2 && (text.p[at + n] == '.' ||
	    text.p[at + n] == ')') && text.p[at + n + 1] == ' ')
		return n + 2;
	return 0;
}

static int
cells(struct str text, size_t from, size_t end)
{
	return (int)text_width((struct str){ text.p + from, end - from });
}

static void
look_at_words(struct str text, const struct wrap_row *at, struct row *row)
{
	const char *space = memchr(text.p + at->words, ' ',
	    at->end - at->words);
	size_t end = space != NULL ? (size_t)(space - text.p) : at->end;
	char last = text.p[at->end - 1];

	row->first = cells(text, at->words, end);
	row->width = cells(text, at->start, at->end);
	row->sentence = strchr(".!?;", last) != NULL;
	row->kept = last == ':' || last == '\\' || (last == ' ' &&
	    at->end - at->start > 1 && text.p[at->end - 2] == ' ');
}

static struct row
look_at(struct str text, const struct wrap_row *at)
{
	struct row row = { .block = at->block };
	size_t lead = at->words - at->start;
	char c = at->words < at->end ? text.p[at->words] : '\0';

	if (at->kind != WRAP_TEXT || strchr("\t`", c) != NULL)
		return row;
	row.depth = at->quotes > 0 ? at->quotes : lead;
	if (at->quotes > 0)
		row.kind = at->item ? KIND_OTHER : KIND_QUOTE;
	else if (at->item || lead < 4 || at->listed)
		row.kind = at->item ? KIND_LIST : KIND_TEXT;
	if (row.kind != KIND_OTHER)
		look_at_words(text, at, &row);
	return row;
}

static bool
goes_on(const struct row *first, const struct row *next)
{
	if (first->block != next->block || first->kind == KIND_OTHER ||
	    first->depth != next->depth)
		return false;
	if (next->kind == KIND_QUOTE || first->kind == KIND_QUOTE)
		return first->kind == next->kind;
	return next->kind == KIND_TEXT;
}

/* The rows from `at` on that stand together; *cut: each but the last was cut
 * for want of room in the widest. */
static size_t
together(const struct row *rows, size_t count, size_t at, int measure,
    bool *cut)
{
	size_t end = at + 1, i;
	int widest = rows[at].width;

	while (end < count && goes_on(&rows[at], &rows[end])) {
		if (rows[end].width > widest)
			widest = rows[end].width;
		end++;
	}
	*cut = end > at + 1 && rows[at].kind != KIND_OTHER &&
	    widest > measure && widest >= NARROWEST && widest <= WIDEST;
	if (end == at + 2 && rows[at].sentence)
		*cut = false;		/* two sentences, a row each */
	for (i = at; *cut && i + 1 < end; i++)
		*cut = !rows[i].kept && rows[i].width + 1 +
		    rows[i + 1].first > widest;
	return end;
}

bool *
wrap_join(struct str text, const struct wrap_marks *marks, int measure,
    struct arena *arena)
{
	size_t count = marks->row_count, at, end, i;
	struct row *rows = arena_alloc(arena, (count + 1) * sizeof(*rows));
	bool *joined = arena_alloc(arena, count + 1), cut;

	memset(joined, 0, count + 1);
	for (i = 0; i < count; i++)
		rows[i] = look_at(text, &marks->rows[i]);
	for (at = 0; at < count; at = end) {
		end = together(rows, count, at, measure, &cut);
		for (i = at + 1; cut && i < end; i++)
			joined[i] = true;
	}
	return joined;
}

struct str
wrap_joined(struct str text, int measure, struct arena *arena)
{
	struct wrap_marks marks;
	char *out = arena_memdup0(arena, text.p, text.len);
	bool *joined;
	size_t i;

	wrap_marks(text, arena, &marks);
	joined = wrap_join(text, &marks, measure, arena);
	for (i = 1; i < marks.row_count; i++) {
		const struct wrap_row *row = &marks.rows[i];

		if (!joined[i])
			continue;
		out[row->start - 1] = ' ';
		memset(out + row->start, WRAP_DROPPED, row->words -
		    row->start);
	}
	return (struct str){ out, text.len };
}
