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
	size_t start, end;	/* without the newline */
	size_t words;		/* where its words begin */
	size_t depth;		/* quotes: marks; else: cells before them */
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
look_at_words(struct str text, struct row *row)
{
	const char *space = memchr(text.p + row->words, ' ',
	    row->end - row->words);
	size_t end = space != NULL ? (size_t)(space - text.p) : row->end;
	char last = text.p[row->end - 1];

	row->first = cells(text, row->words, end);
	row->width = cells(text, row->start, row->end);
	row->sentence = strchr(".!?;", last) != NULL;
	row->kept = last == ':' || last == '\\' || (last == ' ' &&
	    row->end - row->start > 1 && text.p[row->end - 2] == ' ');
}

static struct row
look_at(struct str text, size_t start, size_t end)
{
	struct row row = { .start = start, .end = end, .words = start };
	size_t mark;

	if (start < end && text.p[start] == '>') {
		while (row.words < end && text.p[row.words] == '>') {
			row.words++;
			row.depth++;
			if (row.words < end && text.p[row.words] == ' ')
				row.words++;
		}
		row.kind = KIND_QUOTE;
	} else {
		while (row.words < end && text.p[row.words] == ' ')
			row.words++;
		row.depth = row.words - start;
		row.kind = KIND_TEXT;
	}
	if (row.words == end || text.p[row.words] == '\t' ||
	    text.p[row.words] == '`' || (row.kind == KIND_TEXT &&
	    row.depth >= 4)) {
		row.kind = KIND_OTHER;
		return row;
	}
	mark = wrap_list_mark(text, row.words, end);
	if (mark > 0 && row.words + mark < end) {
		row.kind = row.kind == KIND_TEXT ? KIND_LIST : KIND_OTHER;
		row.depth += mark;
	}
	look_at_words(text, &row);
	return row;
}

static bool
goes_on(const struct row *first, const struct row *next)
{
	if (next->kind == KIND_QUOTE || first->kind == KIND_QUOTE)
		return first->kind == next->kind &&
		    first->depth == next->depth;
	return next->kind == KIND_TEXT && next->depth == first->depth &&
	    first->kind != KIND_OTHER;
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

struct str
wrap_join(struct str text, int measure, struct arena *arena)
{
	struct row *rows = NULL, *row;
	size_t count = 0, at, end, i;
	char *joined = NULL;
	bool fenced = false, cut;

	for (at = 0; at < text.len; at = end + 1) {
		const char *p = memchr(text.p + at, '\n', text.len - at);

		end = p != NULL ? (size_t)(p - text.p) : text.len;
		row = ARENA_PUSH(arena, rows, count);
		*row = look_at(text, at, end);
		if (end - at >= 3 && memcmp(text.p + at, "```", 3) == 0)
			fenced = !fenced;
		else if (fenced)
			row->kind = KIND_OTHER;
	}
	for (at = 0; at < count; at = end) {
		end = together(rows, count, at, measure, &cut);
		for (i = at + 1; cut && i < end; i++) {
			if (joined == NULL)
				joined = arena_memdup0(arena, text.p,
				    text.len);
			joined[rows[i].start - 1] = ' ';
			memset(joined + rows[i].start, WRAP_DROPPED,
			    rows[i].words - rows[i].start);
		}
	}
	return joined != NULL ? (struct str){ joined, text.len } : text;
}
