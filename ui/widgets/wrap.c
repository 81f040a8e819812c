/*
 * wrap: each row of the source is set as a row of some kind (text, quote,
 * list, code), as wrap_marks.h found; rows that a program cut are one
 * (wrap_join.h).  Addresses become numbers, then each is set by clusters,
 * breaking after spaces.
 */
#include "ui/widgets/wrap.h"
#include "ui/widgets/wrap_join.h"
#include "ui/widgets/wrap_refs.h"

#include <stdio.h>
#include <string.h>

enum { QUOTE_ROWS = 4, QUOTE_KEPT = 2 };

/* A paragraph with links replaced by their numbers. */
struct inked {
	char *text;
	uint32_t *source;	/* offset of each byte in the source */
	uint8_t *style;		/* enum style of each byte */
	size_t len;
};

struct setter {
	const struct wrap_options *options;
	struct arena *arena;
	struct wrapped *out;
	struct str all;
	struct wrap_marks marks;
	size_t link;		/* the next of marks.links */
};

/* --- inline marks --- */

static void
ink(struct inked *to, struct str all, size_t from, size_t len,
    enum style style)
{
	size_t i;

	for (i = 0; i < len; i++) {
		to->text[to->len] = all.p[from + i];
		to->source[to->len] = (uint32_t)(from + i);
		to->style[to->len++] = (uint8_t)style;
	}
}

/* The number of an address; the same one twice is one link. */
static size_t
number_of(struct setter *set, struct str url)
{
	struct wrapped *out = set->out;
	size_t i;

	for (i = 0; i < out->link_count; i++)
		if (out->links[i].len == url.len &&
		    memcmp(out->links[i].p, url.p, url.len) == 0)
			return i + 1;
	*ARENA_PUSH(set->arena, out->links, out->link_count) = url;
	return out->link_count;
}

static void
ink_number(struct setter *set, struct inked *to, size_t at, struct str url)
{
	char number[24];
	int n = snprintf(number, sizeof(number), "[%zu]",
	    number_of(set, url)), i;

	for (i = 0; i < n; i++) {
		to->text[to->len] = number[i];
		to->source[to->len] = (uint32_t)at;
		to->style[to->len++] = STYLE_LINK;
	}
}

/* The bytes of text[from…end) that are of CommonMark's own make; false: the
 * byte at *at is none of them. */
static bool
ink_marked(struct setter *set, struct inked *to, size_t *at)
{
	const struct wrap_marks *marks = &set->marks;
	const struct wrap_address *link;
	enum style style = marks->style[*at];

	while (set->link < marks->link_count &&
	    marks->links[set->link].start < *at)
		set->link++;
	link = set->link < marks->link_count ? &marks->links[set->link] : NULL;
	if (link != NULL && link->start == *at) {
		set->link++;
		ink_number(set, to, *at, link->url);
		*at += link->len;
		if (link->len > 0)
			return true;
	}
	if (style != STYLE_DIM && style != STYLE_CODE && style != STYLE_LINK)
		return false;
	ink(to, set->all, (*at)++, 1, style);
	return true;
}

/* text[from…end) inked in `base`, with its marks. */
static void
ink_words(struct setter *set, struct inked *to, size_t from, size_t end,
    enum style base)
{
	struct str all = set->all;
	size_t at = from, n;
	struct wrap_ref ref;
	enum style style;

	while (at < end) {
		if (ink_marked(set, to, &at))
			continue;
		if ((n = wrap_url(all, at, end)) > 0) {
			ink_number(set, to, at,
			    (struct str){ all.p + at, n });
			at += n;
			continue;
		}
		style = set->marks.style[at] == STYLE_TEXT ? base :
		    set->marks.style[at];
		ref = (struct wrap_ref){ .text = { all.p + at, 0 } };
		n = wrap_reference(all, at, end);
		if (n == 0)
			n = wrap_article(all, at, end, set->options->charter,
			    &ref.article, &ref.clause);
		ref.text.len = n;
		if (n > 0 && set->out->ref_count < WRAP_LINKS_MAX)
			*ARENA_PUSH(set->arena, set->out->refs,
			    set->out->ref_count) = ref;
		ink(to, all, at, n > 0 ? n : 1, n > 0 ? STYLE_LINK : style);
		at += n > 0 ? n : 1;
	}
	if (set->link < set->marks.link_count &&
	    set->marks.links[set->link].start == end) {
		ink_number(set, to, end, set->marks.links[set->link].url);
		set->link++;
	}
}

static struct inked
ink_new(struct setter *set, size_t len)
{
	size_t most = len * 3 + 32;	/* `[a]` may become `[a][999]` */

	return (struct inked){ .text = arena_alloc(set->arena, most),
		.source = arena_alloc(set->arena, most * 4),
		.style = arena_alloc(set->arena, most) };
}

/* --- setting --- */

struct shape {
	const char *first, *rest;	/* drawn before each row: "> " */
};

static void
span_add(struct setter *set, struct line *line, uint32_t start, uint32_t len,
    enum style style)
{
	struct span *span;

	if (line->span_count > 0) {
		span = &line->spans[line->span_count - 1];
		if (span->style == style && span->start + span->len == start) {
			span->len += len;
			return;
		}
	}
	span = ARENA_PUSH(set->arena, line->spans, line->span_count);
	*span = (struct span){ start, len, style };
}

/* One row out of clusters g[from…to), after a prefix. */
static void
emit(struct setter *set, const struct inked *in, const struct grapheme *g,
    size_t from, size_t to, const char *prefix, size_t source)
{
	struct line *line = ARENA_PUSH(set->arena, set->out->lines,
	    set->out->count);
	size_t indent = strspn(prefix, " "), room, at, i;
	char *safe;

	/* Of a row of spaces too, which all hang. */
	line->offset = (uint32_t)(from < to ? in->source[g[from].start] :
	    source);
	prefix += indent;
	room = strlen(prefix) + 1;
	while (to > from && g[to - 1].drawn_len == 1 &&
	    g[to - 1].drawn[0] == ' ')
		to--;			/* spaces at the end hang */
	for (i = from; i < to; i++)
		room += g[i].drawn_len;
	safe = arena_alloc(set->arena, room);
	at = strlen(prefix);
	memcpy(safe, prefix, at);
	if (at > 0)
		span_add(set, line, 0, (uint32_t)at, STYLE_DIM);
	for (i = from; i < to; i++) {
		if (g[i].drawn_len == 0)
			continue;
		memcpy(safe + at, g[i].drawn, g[i].drawn_len);
		span_add(set, line, (uint32_t)at, g[i].drawn_len,
		    (enum style)in->style[g[i].start]);
		at += g[i].drawn_len;
	}
	safe[at] = '\0';
	line->safe = safe;
	line->indent = (uint16_t)indent;
}

/* "[-" stays with the word that was removed, hyphen or not. */
static bool
glued(const struct setter *set, const struct inked *in, size_t at)
{
	return set->options->styles != NULL && at >= 2 &&
	    in->text[at - 2] == '[' && in->text[at - 1] == '-';
}

/* Cells for words after a prefix. */
static int
room_for(const struct setter *set, const char *prefix)
{
	int room = set->options->measure - (int)strlen(prefix);

	return room < 4 ? 4 : room;
}

/* What was inked, set in rows; source: where it begins. */
static void
set_paragraph(struct setter *set, const struct inked *in,
    const struct shape *shape, size_t source)
{
	struct str text = { in->text, in->len };
	const char *prefix = shape->first;
	struct grapheme *g;
	uint8_t *breaks;
	size_t count, i, start = 0, stop = 0;
	int used = 0;

	text_graphemes(text, set->arena, &g, &count);
	breaks = text_breaks(text, set->arena);
	for (i = 0; i < count; i++) {
		bool space = g[i].drawn_len == 1 && g[i].drawn[0] == ' ';

		if (i > start && breaks[g[i].start] != 0 &&
		    !glued(set, in, g[i].start))
			stop = i;
		/* Twice, where what follows the cut hangs spaces itself. */
		while (used + g[i].width > room_for(set, prefix) &&
		    i > start && !space) {
			size_t cut = stop > start ? stop : i;

			emit(set, in, g, start, cut, prefix, source);
			start = stop = cut;
			prefix = shape->rest;
			used = 0;
			for (; cut < i; cut++)
				used += g[cut].width;
		}
		used += g[i].width;
	}
	emit(set, in, g, start, count, prefix, source);
}

/* --- kinds of rows --- */

/* What stands before a row's words: marks as they were, one space after each
 * `>`; under them, on the rows that follow, only what is repeated. */
static struct shape
shape_of(struct setter *set, const struct wrap_row *row)
{
	size_t len = row->words - row->start, most, i, n = 0;
	const char *p = set->all.p + row->start;
	char *first = arena_alloc(set->arena, len * 2 + 1);
	char *rest = arena_alloc(set->arena, len * 2 + 1);
	bool flush = row->quotes == 0 && !row->listed && len < 4;

	most = (size_t)set->options->measure / 2;
	for (i = 0; i < len && n + 2 <= most; i++) {
		first[n] = p[i];
		rest[n++] = p[i] == '>' ? '>' : ' ';
		if (p[i] == '>' && (i + 1 == len || p[i + 1] != ' '))
			first[n] = rest[n] = ' ', n++;
	}
	first[n] = rest[n] = '\0';
	return (struct shape){ first, flush ? "" : rest };
}

static enum style
style_of_row(const struct wrap_row *row)
{
	switch (row->kind) {
	case WRAP_CODE:
		return STYLE_CODE;
	case WRAP_FENCE:
	case WRAP_RULE:
		return STYLE_DIM;
	case WRAP_HEADING:
		return STYLE_TITLE;
	default:
		return row->quotes > 0 ? STYLE_QUOTE : STYLE_TEXT;
	}
}

/* Rows first…end), which are one row of text. */
static void
set_rows(struct setter *set, size_t first, size_t end)
{
	const struct wrap_row *rows = set->marks.rows, *row = &rows[first];
	struct shape shape = shape_of(set, row);
	struct inked in = ink_new(set, rows[end - 1].end - row->start);
	size_t i;

	for (i = first; i < end; i++) {
		if (i > first)
			ink(&in, (struct str){ " ", 1 }, 0, 1, STYLE_TEXT);
		if (i > first)
			in.source[in.len - 1] = rows[i].start - 1;
		if (row->kind == WRAP_CODE || row->kind == WRAP_FENCE)
			ink(&in, set->all, row->words, row->end - row->words,
			    style_of_row(row));
		else
			ink_words(set, &in, rows[i].words, rows[i].end,
			    style_of_row(row));
	}
	set_paragraph(set, &in, &shape, row->start);
}

static void
set_raw(struct setter *set, size_t from, size_t end)
{
	static const struct shape bare = { "", "" };
	struct inked in = ink_new(set, end - from);

	ink(&in, set->all, from, end - from, STYLE_TEXT);
	if (set->options->styles != NULL)
		memcpy(in.style, set->options->styles + from, end - from);
	set_paragraph(set, &in, &bare, from);
}

/* Rows first… of a quote: over 4, what follows the second is one row. */
static void
fold_quote(struct setter *set, size_t first)
{
	struct wrapped *out = set->out;
	size_t count = out->count - first;
	struct line *line;
	unsigned long hidden;
	char *text;

	if (!set->options->fold_quotes || count <= QUOTE_ROWS)
		return;
	hidden = (unsigned long)(count - QUOTE_KEPT);
	out->count = first + QUOTE_KEPT + 1;
	/* The rows given back are handed out again, and must be empty. */
	memset(&out->lines[out->count], 0,
	    (first + count - out->count) * sizeof(*out->lines));
	line = &out->lines[out->count - 1];
	text = arena_printf(set->arena, ngettext_(
	    "> [%lu row folded; v shows it]",
	    "> [%lu rows folded; v shows them]", hidden), hidden);
	line->safe = text_clip(str_of(text), (size_t)set->options->measure,
	    term_ascii(), set->arena);
	line->spans = NULL;
	line->span_count = 0;
	line->indent = 0;
	line->folded = true;
	span_add(set, line, 0, (uint32_t)strlen(line->safe), STYLE_DIM);
}

static void
set_marked(struct setter *set)
{
	const struct wrap_row *rows;
	size_t at, end, quote = 0;
	bool quoting = false, is_quote, *joined;

	wrap_marks(set->all, set->arena, &set->marks);
	joined = wrap_join(set->all, &set->marks, set->options->measure,
	    set->arena);
	rows = set->marks.rows;
	for (at = 0; at < set->marks.row_count; at = end) {
		for (end = at + 1; end < set->marks.row_count && joined[end];
		    end++)
			;
		is_quote = rows[at].quotes > 0;
		if (is_quote && !quoting)
			quote = set->out->count;
		if (!is_quote && quoting)
			fold_quote(set, quote);
		quoting = is_quote;
		set_rows(set, at, end);
	}
	if (quoting)
		fold_quote(set, quote);
}

void
wrap_text(struct str text, const struct wrap_options *options,
    struct arena *arena, struct wrapped *out)
{
	struct setter set = { .options = options, .arena = arena, .out = out,
		.all = text };
	size_t at, end;

	memset(out, 0, sizeof(*out));
	if (!options->raw) {
		set_marked(&set);
		return;
	}
	for (at = 0; at < text.len; at = end + 1) {
		const char *p = memchr(text.p + at, '\n', text.len - at);

		end = p != NULL ? (size_t)(p - text.p) : text.len;
		set_raw(&set, at, end);
	}
}

void
wrap_restyle(struct line *line, enum style style, struct arena *arena)
{
	line->spans = arena_alloc(arena, sizeof(*line->spans));
	line->spans->len = (uint32_t)strlen(line->safe);
	line->spans->style = style;
	line->span_count = 1;
}

void
wrap_draw(const struct wrapped *wrapped, size_t i, int row, int col)
{
	const struct line *line;
	size_t n;

	if (i >= wrapped->count)
		return;
	line = &wrapped->lines[i];
	col += line->indent;
	for (n = 0; n < line->span_count; n++)
		col = term_put_n(row, col, line->spans[n].style,
		    line->safe + line->spans[n].start, line->spans[n].len);
}

int
wrap_put(struct ui *ui, int row, int col, int measure, int rows_max,
    enum style style, const char *text)
{
	struct wrap_options options = { .measure = measure, .raw = true };
	struct arena *arena = arena_new();
	struct wrapped wrapped;
	int i;

	wrap_text(str_of(text), &options, arena, &wrapped);
	for (i = 0; i < rows_max && (size_t)i < wrapped.count; i++)
		term_put(row + i, col + wrapped.lines[i].indent, style,
		    wrapped.lines[i].safe);
	arena_free(arena);
	return i;
}
