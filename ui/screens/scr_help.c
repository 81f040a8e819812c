/*
 * scr_help: the keys of the screen below, made from its binds.  Groups flow
 * through two columns from 76 cells when one is not enough, and over pages;
 * sentences wrap and are never cut.  What the screen adds of its own comes
 * last, over the whole width.
 */
#include <ctype.h>
#include <string.h>

#include "ui/core/ui_core.h"
#include "ui/widgets/wrap.h"

enum { COLUMN_GAP = 2, KEYS_MOST = 16, TWO_COLUMNS = 76 };

/* A row of the table: keys and what they do, a group's name, or a sentence
 * of the screen's own (key NULL). */
struct help_row { const char *key, *text; bool title; };
/* A row as it is set. */
struct help_line { const char *key, *text; bool title; int column, page, row; };
struct help_state {
	struct help_row *rows;
	size_t count, page, pages;
};
struct layout {
	struct arena *arena;
	struct help_line *lines;
	size_t count;
	int columns, rows;	/* of a page */
	int column, page, row;	/* the next line's */
};

/* --- what there is to say --- */

static void
add(struct ui *ui, struct help_state *st, const char *key, const char *text,
    bool title)
{
	struct help_row *row = ARENA_PUSH(ui_arena(ui), st->rows, st->count);

	row->key = key;
	row->text = text;
	row->title = title;
}

static const char *
group_of(const struct action *a)
{
	return a->bind->group != NULL ? a->bind->group : N_("Here");
}

static bool
shown(const struct action *a)
{
	char buf[32];

	return (a->bind->flags & (BIND_MENU | BIND_FOOTER | BIND_HELP)) != 0 &&
	    ui_key_name(a->bind->key, buf)[0] != '\0';
}

static bool
same_pair(const struct action *a, const struct action *b)
{
	return a->bind->pair != NULL && b->bind->pair != NULL &&
	    strcmp(a->bind->pair, b->bind->pair) == 0;
}

/* One row for a bind; binds that make a pair stand in one: "n  p". */
static void
add_action(struct ui *ui, struct help_state *st, const struct action *list,
    size_t count, size_t at)
{
	char buf[32];
	const char *keys;
	size_t i;

	for (i = 0; i < at; i++)
		if (shown(&list[i]) && same_pair(&list[i], &list[at]))
			return;		/* stands there */
	keys = arena_strdup(ui_arena(ui), ui_key_name(list[at].bind->key,
	    buf));
	for (i = at + 1; i < count; i++)
		if (shown(&list[i]) && same_pair(&list[i], &list[at]) &&
		    (list[i].bind->key.code != list[at].bind->key.code ||
		    list[i].bind->key.cp != list[at].bind->key.cp))
			keys = arena_printf(ui_arena(ui), "%s  %s", keys,
			    ui_key_name(list[i].bind->key, buf));
	add(ui, st, keys, _(list[at].bind->pair != NULL ?
	    list[at].bind->pair : list[at].bind->help), false);
}

static enum err
help_load(struct ui *ui, void *state)
{
	struct help_state *st = state;
	struct frame *below = ui_below(ui);
	struct action *list;
	size_t count, i, j;

	if (below == NULL)
		return ERR_NOT_FOUND;
	st->rows = NULL;
	st->count = 0;
	count = ui_actions(ui, below, ui_arena(ui), &list);
	for (i = 0; i < count; i++) {
		for (j = 0; j < i; j++)
			if (shown(&list[j]) && strcmp(group_of(&list[j]),
			    group_of(&list[i])) == 0)
				break;
		if (j < i || !shown(&list[i]))
			continue;
		add(ui, st, "", _(group_of(&list[i])), true);
		for (j = i; j < count; j++)
			if (shown(&list[j]) && strcmp(group_of(&list[j]),
			    group_of(&list[i])) == 0)
				add_action(ui, st, list, count, j);
	}
	for (i = 0; below->ops->help_more != NULL &&
	    below->ops->help_more[i] != NULL; i++)
		add(ui, st, NULL, _(below->ops->help_more[i]), false);
	return OK;
}

/* --- where it stands --- */

static void
next_column(struct layout *layout)
{
	layout->row = 0;
	if (++layout->column < layout->columns)
		return;
	layout->column = 0;
	layout->page++;
}

static void
put(struct layout *layout, const char *key, const char *text, bool title)
{
	struct help_line *line;

	if (layout->row >= layout->rows)
		next_column(layout);
	line = ARENA_PUSH(layout->arena, layout->lines, layout->count);
	*line = (struct help_line){ key, text, title, layout->column,
	    layout->page, layout->row++ };
}

/* A sentence in rows of `cells`; what needs more than is left of the column
 * goes to the next whole, with the title before it. */
static void
put_row(struct layout *layout, const struct help_row *row, int cells)
{
	struct wrap_options options = { .measure = cells > 8 ? cells : 8,
		.raw = true };
	struct wrapped wrapped;
	size_t i;

	wrap_text(str_of(row->text), &options, layout->arena, &wrapped);
	if (layout->row + (int)wrapped.count + row->title > layout->rows)
		next_column(layout);
	for (i = 0; i < wrapped.count; i++)
		put(layout, i > 0 && row->key != NULL ? "" : row->key,
		    wrapped.lines[i].safe, row->title);
}

static int
key_cells(const struct help_state *st)
{
	int most = 4, width;
	size_t i;

	for (i = 0; i < st->count; i++) {
		if (st->rows[i].key == NULL)
			continue;
		width = (int)text_width(str_of(st->rows[i].key));
		if (width > most && width <= KEYS_MOST)
			most = width;
	}
	return most + 2;
}

/* Rows that the group from `at` on takes, its title too. */
static int
group_rows(struct layout *layout, const struct help_state *st, size_t at,
    int cells)
{
	struct layout alone = { .arena = layout->arena, .columns = 1,
		.rows = 1 << 20 };

	do
		put_row(&alone, &st->rows[at], cells);
	while (++at < st->count && st->rows[at].key != NULL &&
	    !st->rows[at].title);
	return alone.row;
}

static void
lay_groups(struct layout *layout, const struct help_state *st, int keys,
    int cells)
{
	size_t i;

	for (i = 0; i < st->count && st->rows[i].key != NULL; i++) {
		const struct help_row *row = &st->rows[i];

		if (row->title && layout->row > 0 && layout->column + 1 <
		    layout->columns && layout->row + 1 + group_rows(layout,
		    st, i, cells - keys) > layout->rows)
			next_column(layout);
		else if (row->title && layout->row > 0)
			layout->row++;		/* a blank row between */
		put_row(layout, row, row->title ? cells : cells - keys);
	}
}

/* The screen's own sentences, under both columns. */
static void
lay_more(struct layout *layout, const struct help_state *st, int cells)
{
	size_t i = 0;
	int row = 0;

	while (i < st->count && st->rows[i].key != NULL)
		i++;
	if (i == st->count)
		return;
	layout->columns = 1;
	layout->column = 0;
	for (size_t n = 0; n < layout->count; n++)
		if (layout->lines[n].page == layout->page &&
		    layout->lines[n].row >= row)
			row = layout->lines[n].row + 1;
	layout->row = row + (row > 0);
	for (; i < st->count; i++)
		put_row(layout, &st->rows[i], cells);
}

static void
lay(struct layout *layout, const struct help_state *st, int columns,
    int keys, int width)
{
	int cells = (width - (columns - 1) * COLUMN_GAP) / columns;

	layout->columns = columns;
	layout->lines = NULL;
	layout->count = 0;
	layout->column = layout->page = layout->row = 0;
	lay_groups(layout, st, keys, cells);
	lay_more(layout, st, width);
}

/* --- on the screen --- */

static void
draw_line(struct ui *ui, const struct help_line *line, int row, int keys,
    int step)
{
	int col = ui_margin(ui) + line->column * step;

	if (line->title)
		term_put(row, col, STYLE_TITLE, line->text);
	else if (line->key == NULL)
		term_put(row, col, STYLE_TEXT, line->text);
	else {
		term_put(row, col, STYLE_KEY, line->key);
		term_put(row, col + keys, STYLE_TEXT, line->text);
	}
}

/* On row 2 if it holds it whole, else above the keys; rows used there. */
static int
draw_purpose(struct ui *ui, const char *help, int row)
{
	if (help == NULL || ui_short_rows(ui))
		return 0;
	if ((int)text_width(str_of(_(help))) <= ui_width(ui)) {
		ui_context(ui, _(help));
		return 0;
	}
	return wrap_put(ui, row - 1, ui_margin(ui), ui_width(ui), 3,
	    STYLE_DIM, _(help));
}

/* "A thread" as it stands after a colon: "a thread". */
static const char *
in_sentence(struct ui *ui, const char *title)
{
	char *copy = arena_strdup(ui->scratch, title);

	if ((unsigned char)copy[0] == 0xc3)	/* À to Þ */
		copy[1] = (char)(copy[1] | 0x20);
	else
		copy[0] = (char)tolower((unsigned char)copy[0]);
	return copy;
}

static void
help_draw(struct ui *ui, void *state)
{
	struct help_state *st = state;
	struct frame *below = ui_below(ui);
	struct layout layout = { .arena = ui->scratch };
	int first = ui_body_row(ui) + !ui_small(ui), keys, columns = 1;
	size_t i;

	if (below == NULL)
		return;
	first += draw_purpose(ui, below->ops->help, first);
	layout.rows = ui_body_row(ui) + ui_body_rows(ui) - first;
	keys = key_cells(st);
	lay(&layout, st, 1, keys, ui_width(ui));
	if (layout.page > 0 && ui_width(ui) >= TWO_COLUMNS)
		lay(&layout, st, columns = 2, keys, ui_width(ui));
	st->pages = (size_t)layout.page + 1;
	if (st->page >= st->pages)
		st->page = st->pages - 1;
	ui_head(ui, arena_printf(ui->scratch, _("Help: %s"),
	    in_sentence(ui, _(below->ops->title))), arena_printf(ui->scratch,
	    _("page %zu of %zu"), st->page + 1, st->pages));
	for (i = 0; i < layout.count; i++)
		if (layout.lines[i].page == (int)st->page)
			draw_line(ui, &layout.lines[i], first +
			    layout.lines[i].row, keys, (ui_width(ui) +
			    COLUMN_GAP) / columns);
}

/* --- keys --- */

static void
run_next(struct ui *ui, void *state)
{
	struct help_state *st = state;

	if (st->page + 1 < st->pages)
		st->page++;
}

static void
run_space(struct ui *ui, void *state)
{
	struct help_state *st = state;

	if (st->page + 1 < st->pages)
		st->page++;
	else
		ui_pop(ui);
}

static void
run_previous(struct ui *ui, void *state)
{
	struct help_state *st = state;

	if (st->page > 0)
		st->page--;
}

static bool
has_previous(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("This is the first page."), 0, NULL);
	return ((const struct help_state *)state)->page > 0;
}

static void
run_first(struct ui *ui, void *state)
{
	((struct help_state *)state)->page = 0;
}

static void
run_last(struct ui *ui, void *state)
{
	struct help_state *st = state;

	st->page = st->pages > 0 ? st->pages - 1 : 0;
}

static void
run_out(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static const struct bind binds[] = {
	{ LETTER(' '), N_("read on"), N_("next page, then back"),
	    run_space, NULL, -1, BIND_FOOTER | BIND_MENU, N_("Read") },
	{ NAMED(KEY_PAGE_UP), N_("page up"), N_("page before"), run_previous,
	    has_previous, -1, BIND_FOOTER | BIND_MENU, N_("Read") },
	{ NAMED(KEY_PAGE_DOWN), N_("page down"), N_("page after"), run_next,
	    NULL, -1, 0, N_("Read") },
	{ NAMED(KEY_ENTER_), N_("back"), N_("back"), run_out, NULL, -1, 0,
	    N_("Read") },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"), run_out, NULL, -1, 0,
	    N_("Read") },
	{ NAMED(KEY_ARROW_DOWN), N_("page down"), N_("page after"), run_next,
	    NULL, -1, 0, N_("Read") },
	{ NAMED(KEY_ARROW_UP), N_("page up"), N_("page before"), run_previous,
	    NULL, -1, 0, N_("Read") },
	{ NAMED(KEY_FIRST), N_("page up"), N_("first page"), run_first, NULL,
	    -1, 0, N_("Read") },
	{ NAMED(KEY_LAST), N_("page down"), N_("last page"), run_last, NULL,
	    -1, 0, N_("Read") },
	{ LETTER('?'), N_("help"), N_("help"), run_out, NULL, -1, 0,
	    N_("Read") },
};

const struct screen_ops scr_help = {
	.name = "help",
	.title = N_("Help"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct help_state),
	.load = help_load,
	.draw = help_draw,
};
