/*
 * wrap: each row of the source (rows that a program cut are joined first, see
 * wrap_join.h) is a paragraph of some kind (text, quote, list, code); its
 * inline marks are found with a bounded look ahead, so that the whole is
 * linear; then it is set by clusters, breaking after spaces.
 */
#include "ui/widgets/wrap.h"
#include "ui/widgets/wrap_join.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LOOK_AHEAD = 600, QUOTE_ROWS = 4, QUOTE_KEPT = 2, DEPTH_MAX = 6 };

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
	bool fenced;
};

/* --- inline marks --- */

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static void
ink(struct inked *to, struct str all, size_t from, size_t len,
    enum style style)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (all.p[from + i] == WRAP_DROPPED)
			continue;
		to->text[to->len] = all.p[from + i];
		to->source[to->len] = (uint32_t)(from + i);
		to->style[to->len++] = (uint8_t)style;
	}
}

static bool
starts(struct str all, size_t at, size_t end, const char *what)
{
	size_t len = strlen(what);

	return end - at >= len && memcmp(all.p + at, what, len) == 0;
}

/* Length of the address at `at`, or 0. */
static size_t
url_length(struct str all, size_t at, size_t end)
{
	static const char *const schemes[] = { "https://", "http://",
		"ssh://", "mailto:" };
	size_t i, n;

	for (i = 0; i < LENGTH(schemes); i++)
		if (starts(all, at, end, schemes[i]))
			break;
	if (i == LENGTH(schemes) || (at > 0 && is_word(all.p[at - 1]) &&
	    (unsigned char)all.p[at - 1] < 0x80))
		return 0;
	for (n = strlen(schemes[i]); at + n < end; n++)
		if ((unsigned char)all.p[at + n] <= ' ' ||
		    strchr("<>\"`", all.p[at + n]) != NULL ||
		    starts(all, at + n, end, "\u00a0") ||
		    starts(all, at + n, end, "»"))
			break;
	while (n > 0 && strchr(".,;:!?)'*_", all.p[at + n - 1]) != NULL)
		n--;
	return n >= 10 ? n : 0;
}

/* Length of #12, nº 12, n°12 or @name at `at`, or 0. */
static size_t
reference_length(struct str all, size_t at, size_t end)
{
	size_t n = 1, digits;

	if (at > 0 && is_word(all.p[at - 1]))
		return 0;
	if (all.p[at] == '@') {
		while (at + n < end && (is_word(all.p[at + n]) ||
		    strchr("._-", all.p[at + n]) != NULL))
			n++;
		while (n > 1 && strchr("._-", all.p[at + n - 1]) != NULL)
			n--;
		return n > 2 ? n : 0;
	}
	if (all.p[at] == 'n') {
		if (!starts(all, at + 1, end, "º") &&
		    !starts(all, at + 1, end, "°"))
			return 0;
		n = 3;
		if (at + n < end && all.p[at + n] == ' ')
			n++;
		else if (starts(all, at + n, end, "\u00a0"))
			n += 2;
	} else if (all.p[at] != '#') {
		return 0;
	}
	for (digits = 0; at + n < end && digits < 12 &&
	    isdigit((unsigned char)all.p[at + n]); digits++)
		n++;
	return digits > 0 ? n : 0;
}

/* Where the emphasis opened at `at` with mark[0…len-1] closes, or 0. */
static size_t
closing(struct str all, size_t at, size_t end, size_t len)
{
	char mark = all.p[at];
	size_t i, last = end - at > LOOK_AHEAD ? at + LOOK_AHEAD : end;

	if (at + len >= end || isspace((unsigned char)all.p[at + len]) ||
	    (at > 0 && is_word(all.p[at - 1])))
		return 0;
	for (i = at + len + 1; i + len <= last; i++) {
		if (all.p[i] != mark || isspace((unsigned char)all.p[i - 1]))
			continue;
		if (len == 2 && all.p[i + 1] != mark)
			continue;
		if (i + len < end && (all.p[i + len] == mark ||
		    is_word(all.p[i + len])))
			continue;
		return i;
	}
	return 0;
}

static void
ink_number(struct setter *set, struct inked *to, size_t at, size_t len)
{
	struct str *link = ARENA_PUSH(set->arena, set->out->links,
	    set->out->link_count);
	char number[16];
	int n, i;

	*link = (struct str){ set->all.p + at, len };
	n = snprintf(number, sizeof(number), "[%zu]", set->out->link_count);
	for (i = 0; i < n && i < (int)len; i++) {
		to->text[to->len] = number[i];
		to->source[to->len] = (uint32_t)at;
		to->style[to->len++] = STYLE_LINK;
	}
}

/* source[from…end) inked in `base`, with its marks unless raw. */
static struct inked
ink_paragraph(struct setter *set, size_t from, size_t end, enum style base,
    bool marks)
{
	struct inked to = { 0 };
	size_t at = from, close = 0, close_len = 0, n;
	struct str all = set->all;

	to.text = arena_alloc(set->arena, end - from + 1);
	to.source = arena_alloc(set->arena, (end - from + 1) * 4);
	to.style = arena_alloc(set->arena, end - from + 1);
	while (at < end) {
		char c = all.p[at];
		enum style style = close != 0 ? STYLE_EMPHASIS : base;

		if (!marks) {
			ink(&to, all, at, end - at, base);
			break;
		}
		if (close != 0 && at == close) {
			ink(&to, all, at, close_len, STYLE_DIM);
			at += close_len;
			close = 0;
			continue;
		}
		if (close == 0 && (c == '*' || c == '_')) {
			n = at + 1 < end && all.p[at + 1] == c ? 2 : 1;
			close = closing(all, at, end, n);
			close_len = n;
			ink(&to, all, at, n, close != 0 ? STYLE_DIM : base);
			at += n;
			continue;
		}
		if ((n = url_length(all, at, end)) > 0 &&
		    (close == 0 || at + n <= close)) {
			ink_number(set, &to, at, n);
			at += n;
			continue;
		}
		n = reference_length(all, at, end);
		if (n > 0 && close != 0 && at + n > close)
			n = 0;
		ink(&to, all, at, n > 0 ? n : 1, n > 0 ? STYLE_LINK : style);
		at += n > 0 ? n : 1;
	}
	return to;
}

/* --- setting --- */

struct shape {
	const char *prefix;	/* drawn on each row: "> " */
	int indent, hang;	/* cells before the first row, and the rest */
	enum style style;
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

/* One row out of clusters g[from…to). */
static void
emit(struct setter *set, const struct inked *in, const struct grapheme *g,
    size_t from, size_t to, const struct shape *shape, int indent,
    size_t source)
{
	struct line *line = ARENA_PUSH(set->arena, set->out->lines,
	    set->out->count);
	size_t room = strlen(shape->prefix) + 1, at, i;
	char *safe;

	while (to > from && g[to - 1].drawn_len == 1 &&
	    g[to - 1].drawn[0] == ' ')
		to--;			/* spaces at the end hang */
	for (i = from; i < to; i++)
		room += g[i].drawn_len;
	safe = arena_alloc(set->arena, room);
	at = strlen(shape->prefix);
	memcpy(safe, shape->prefix, at);
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
	line->safe = safe;
	line->indent = (uint16_t)indent;
	line->offset = (uint32_t)(from < to ? in->source[g[from].start] :
	    source);
}

/* "[-" stays with the word that was removed, hyphen or not. */
static bool
glued(const struct setter *set, const struct inked *in, size_t at)
{
	return set->options->styles != NULL && at >= 2 &&
	    in->text[at - 2] == '[' && in->text[at - 1] == '-';
}

/* source[from…end) set in rows. */
static void
set_paragraph(struct setter *set, size_t from, size_t end,
    const struct shape *shape, bool marks)
{
	struct inked in = ink_paragraph(set, from, end, shape->style,
	    marks && !set->options->raw);
	struct str text = { in.text, in.len };
	struct grapheme *g;
	uint8_t *breaks;
	size_t count, i, start = 0, stop = 0;
	int indent = shape->indent, used = 0;
	int prefix = (int)strlen(shape->prefix);

	for (i = 0; set->options->styles != NULL && i < in.len; i++)
		in.style[i] = set->options->styles[in.source[i]];
	text_graphemes(text, set->arena, &g, &count);
	breaks = text_breaks(text, set->arena);
	for (i = 0; i < count; i++) {
		int measure = set->options->measure - indent - prefix;
		bool space = g[i].drawn_len == 1 && g[i].drawn[0] == ' ';

		if (measure < 4)
			measure = 4;
		if (i > start && breaks[g[i].start] != 0 &&
		    !glued(set, &in, g[i].start))
			stop = i;
		if (used + g[i].width > measure && i > start && !space) {
			size_t cut = stop > start ? stop : i;

			emit(set, &in, g, start, cut, shape, indent, from);
			start = stop = cut;
			indent = shape->hang;
			used = 0;
			for (; cut < i; cut++)
				used += g[cut].width;
		}
		used += g[i].width;
	}
	emit(set, &in, g, start, count, shape, indent, from);
}

/* --- kinds of paragraphs --- */

static size_t
spaces(struct str all, size_t at, size_t end)
{
	size_t n = 0;

	while (at + n < end && all.p[at + n] == ' ')
		n++;
	return n;
}

static void
set_quote(struct setter *set, size_t from, size_t end)
{
	static const char prefixes[] = "> > > > > > ";
	struct shape shape = { .style = STYLE_QUOTE };
	size_t depth = 0;

	while (from < end && set->all.p[from] == '>' &&
	    depth < DEPTH_MAX) {
		from++;
		depth++;
		if (from < end && set->all.p[from] == ' ')
			from++;
	}
	shape.prefix = arena_memdup0(set->arena, prefixes, depth * 2);
	set_paragraph(set, from, end, &shape, true);
}

static void
set_plain(struct setter *set, size_t from, size_t end)
{
	struct shape shape = { .prefix = "", .style = STYLE_TEXT };
	size_t lead = spaces(set->all, from, end), mark;
	bool fence = starts(set->all, from, end, "```");

	if (fence)
		set->fenced = !set->fenced;
	mark = wrap_list_mark(set->all, from + lead, end);
	if (set->fenced || fence || (from < end && set->all.p[from] == '\t') ||
	    (lead >= 4 && mark == 0)) {
		shape.style = STYLE_CODE;
		set_paragraph(set, from, end, &shape, false);
		return;
	}
	if (lead > 12)
		lead = 12;
	shape.indent = (int)lead;
	shape.hang = (int)(lead + mark);
	if (mark == 0 && lead < 4)
		shape.hang = 0;
	set_paragraph(set, from + lead, end, &shape, true);
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

void
wrap_text(struct str text, const struct wrap_options *options,
    struct arena *arena, struct wrapped *out)
{
	struct setter set = { .options = options, .arena = arena, .out = out,
		.all = text };
	size_t at = 0, quote = 0;
	bool quoting = false;

	memset(out, 0, sizeof(*out));
	if (!options->raw)
		set.all = text = wrap_join(text, options->measure, arena);
	while (at < text.len) {
		const char *p = memchr(text.p + at, '\n', text.len - at);
		size_t end = p != NULL ? (size_t)(p - text.p) : text.len;
		bool is_quote = end > at && !set.fenced && !options->raw &&
		    text.p[at] == '>';

		if (is_quote && !quoting)
			quote = out->count;
		if (!is_quote && quoting)
			fold_quote(&set, quote);
		quoting = is_quote;
		if (is_quote) {
			set_quote(&set, at, end);
		} else if (options->raw) {
			struct shape shape = { .prefix = "",
				.style = STYLE_TEXT };

			set_paragraph(&set, at, end, &shape, false);
		} else {
			set_plain(&set, at, end);
		}
		at = end + 1;
	}
	if (quoting)
		fold_quote(&set, quote);
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
