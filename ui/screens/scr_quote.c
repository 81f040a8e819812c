/*
 * scr_quote: the post answered, to choose the lines that are quoted: the
 * paragraph in hand, or the rows between two marks.
 */
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/widgets/quote.h"
#include "ui/widgets/wrap.h"
#include "ui/widgets/wrap_join.h"

enum { NOWHERE = -1 };

struct quote {
	struct wrapped wrapped;		/* ui_arena, as is what follows */
	struct str joined;		/* the text, rows joined as shown */
	size_t at, top;
	ptrdiff_t anchor;		/* or NOWHERE */
	int measure;
};

/* The composer under this screen: `about` holds numbers only. */
static struct compose *composer;

static enum err
quote_open(struct ui *ui, void *state, const struct about *about)
{
	((struct quote *)state)->anchor = NOWHERE;
	return OK;
}

static enum err
quote_load(struct ui *ui, void *state)
{
	struct wrap_options options = { .measure = ui_measure(ui) };
	struct quote *quote = state;

	/* Rows are others at another measure: what was marked is no more. */
	if (quote->measure != options.measure)
		quote->anchor = NOWHERE;
	quote->measure = options.measure;
	wrap_text(composer->post.text, &options, ui_arena(ui),
	    &quote->wrapped);
	quote->joined = wrap_joined(composer->post.text, options.measure,
	    ui_arena(ui));
	if (quote->at >= quote->wrapped.count)
		quote->at = quote->wrapped.count ? quote->wrapped.count - 1 :
		    0;
	ui_status(ui, NULL);
	return OK;
}

/* --- what is chosen --- */

static bool
is_blank(const struct quote *quote, size_t row)
{
	return quote->wrapped.lines[row].safe[0] == '\0';
}

/* First and last row. */
static void
chosen(const struct quote *quote, size_t *first, size_t *last)
{
	size_t at = quote->at;

	*first = *last = at;
	if (quote->anchor != NOWHERE) {
		if ((size_t)quote->anchor < at)
			*first = (size_t)quote->anchor;
		else
			*last = (size_t)quote->anchor;
		return;
	}
	if (is_blank(quote, at))
		return;
	while (*first > 0 && !is_blank(quote, *first - 1))
		(*first)--;
	while (*last + 1 < quote->wrapped.count &&
	    !is_blank(quote, *last + 1))
		(*last)++;
}

/*
 * The source of those rows.  A row that goes on with a quoted one has lost
 * that one's marks: they are put before it.
 */
static struct str
chosen_text(const struct quote *quote, struct arena *arena)
{
	struct str all = quote->joined, line;
	size_t first, last, from, to, start, content;

	chosen(quote, &first, &last);
	from = quote->wrapped.lines[first].offset;
	to = last + 1 < quote->wrapped.count ?
	    quote->wrapped.lines[last + 1].offset : all.len;
	for (start = from; start > 0 && all.p[start - 1] != '\n'; start--)
		;
	line = (struct str){ all.p + start, all.len - start };
	quote_depth(line, &content);
	while (start + content < from && strchr("> \t\1", all.p[start +
	    content]) != NULL)
		content++;
	/* The end is where the next row begins: not its marks. */
	while (to > from && strchr("> \t\n", all.p[to - 1]) != NULL)
		to--;
	if (start + content >= from)
		return (struct str){ all.p + start, to - start };
	quote_depth(line, &content);
	return str_of(arena_printf(arena, "%.*s%.*s", (int)content, line.p,
	    (int)(to - from), all.p + from));
}

/* --- keys --- */

static void
take(struct ui *ui, struct str text)
{
	struct compose *compose = composer;

	ui_pop(ui);
	compose_insert_quote(compose, text);
	compose_said_full(ui, compose);
	compose_touched(compose);
}

static void
run_take(struct ui *ui, void *state)
{
	struct arena *arena = arena_new();

	take(ui, arena_str(arena, chosen_text(state, arena)));
	arena_free(arena);
}

static void
run_whole(struct ui *ui, void *state)
{
	take(ui, composer->post.text);
}

static void
run_mark(struct ui *ui, void *state)
{
	struct quote *quote = state;

	quote->anchor = quote->anchor == NOWHERE ? (ptrdiff_t)quote->at :
	    NOWHERE;
}

static void
run_back(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static bool
quote_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct quote *quote = state;
	size_t last = quote->wrapped.count ? quote->wrapped.count - 1 : 0;
	size_t page = (size_t)(ui_body_rows(ui) > 1 ? ui_body_rows(ui) - 1 :
	    1);
	bool up = key->code == KEY_ARROW_UP || key->code == KEY_SELECT_UP ||
	    key->code == KEY_PAGE_UP || key->code == KEY_WHEEL_UP;
	size_t by = key->code == KEY_PAGE_UP || key->code == KEY_PAGE_DOWN ?
	    page : 1;

	switch (key->code) {
	case KEY_SELECT_UP:
	case KEY_SELECT_DOWN:
		if (quote->anchor == NOWHERE)
			quote->anchor = (ptrdiff_t)quote->at;
		break;
	case KEY_FIRST:
		by = quote->at;
		up = true;
		break;
	case KEY_LAST:
		by = last;
		break;
	case KEY_ARROW_UP:
	case KEY_ARROW_DOWN:
	case KEY_PAGE_UP:
	case KEY_PAGE_DOWN:
	case KEY_WHEEL_UP:
	case KEY_WHEEL_DOWN:
		break;
	default:
		return false;
	}
	if (up)
		quote->at -= by < quote->at ? by : quote->at;
	else
		quote->at = quote->at + by < last ? quote->at + by : last;
	return true;
}

/* --- drawing --- */

static void
quote_draw(struct ui *ui, void *state)
{
	struct quote *quote = state;
	int row = ui_body_row(ui), indent = ui_small(ui) ? 2 : 4, i;
	size_t rows = (size_t)ui_body_rows(ui), first, last;

	cells_begin();
	ui_head(ui, _("What to quote?"), composer->post.post.id == 0 ? "" :
	    cells_printf("#%llu",
	    (unsigned long long)composer->post.post.id));
	ui_context(ui, _("The rows in reverse are quoted. Space begins a "
	    "choice of rows, or ends it."));
	term_cursor(-1, -1);
	if (quote->wrapped.count == 0)
		return;
	if (quote->at < quote->top)
		quote->top = quote->at;
	if (quote->at >= quote->top + rows)
		quote->top = quote->at - rows + 1;
	chosen(quote, &first, &last);
	for (i = 0; i < (int)rows && quote->top + (size_t)i <
	    quote->wrapped.count; i++) {
		size_t at = quote->top + (size_t)i;

		wrap_draw(&quote->wrapped, at, row + i, indent);
		if (at == quote->at)
			term_put(row + i, 0, STYLE_TEXT, ">");
		if (at < first || at > last)
			continue;
		/* No colour says it either: a sign in the margin does. */
		term_put(row + i, indent - 1, STYLE_MARKER, "|");
		term_over(row + i, indent, ui_measure(ui), STYLE_SELECTION);
	}
}

/* What was typed in the composer below is still to be kept. */
static void
quote_tick(struct ui *ui, void *state, bool last)
{
	if (last)
		compose_tick(ui, composer, true);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("quote"), N_("quote these rows"), run_take,
	  NULL, -1, BIND_FOOTER, N_("Write") },
	{ LETTER(' '), N_("begin, end"), N_("begin or end the rows that are "
	  "quoted"), run_mark, NULL, -1, BIND_FOOTER, N_("Write") },
	{ LETTER('t'), N_("all"), N_("quote the whole post"), run_whole, NULL,
	  -1, BIND_FOOTER, N_("Write") },
	{ NAMED(KEY_ESC), N_("resume"), N_("back to the text"), run_back,
	  NULL, -1, 0, N_("Write") },
};

const struct screen_ops scr_quote = {
	.name = "quote",
	.title = N_("What to quote?"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct quote),
	.no_common = true,
	.help = N_("The post that is answered. The rows in reverse are what "
	    "Enter quotes."),
	.open = quote_open,
	.load = quote_load,
	.draw = quote_draw,
	.key = quote_key,
	.tick = quote_tick,
};

void
compose_quote_rows(struct ui *ui, struct compose *compose)
{
	struct about about = compose->about;

	composer = compose;
	ui_push(ui, &scr_quote, &about);
}
