/*
 * form_draw: a form's rows: laid out first, then the part that fits drawn, so
 * that the field in hand always shows with its advice.
 */
#include "ui/widgets/form_item.h"
#include "ui/widgets/wrap.h"

/* One row of the form as it is laid out before it is drawn. */
enum row_kind { ROW_BLANK, ROW_VALUE, ROW_MORE /* of a text */, ROW_WORDS,
	ROW_BUTTONS };
struct row {
	enum row_kind kind;
	size_t item;
	const char *text;
	enum style style;
	int indent;
};
struct layout {
	struct row *rows;
	size_t count;
	int label_col, value_col, edge;
	size_t first, last;	/* rows of the field in hand */
};

static void
add_words(struct form *form, struct layout *layout, size_t i, const char *text,
    enum style style, int indent)
{
	struct wrap_options options = { .raw = true };
	struct wrapped wrapped;
	size_t at;

	options.measure = layout->edge - layout->value_col - indent;
	if (text == NULL || *text == '\0' || options.measure < 8)
		return;
	wrap_text(str_of(text), &options, form->scratch, &wrapped);
	for (at = 0; at < wrapped.count; at++) {
		struct row *row = ARENA_PUSH(form->scratch, layout->rows,
		    layout->count);

		*row = (struct row){ ROW_WORDS, i, wrapped.lines[at].safe,
		    style, indent };
	}
}

static void
add_row(struct form *form, struct layout *layout, enum row_kind kind, size_t i)
{
	struct row *row = ARENA_PUSH(form->scratch, layout->rows,
	    layout->count);

	row->kind = kind;
	row->item = i;
}

static int
text_cells(const struct form_item *item, const struct layout *layout)
{
	int room = layout->edge - layout->value_col;

	return item->field->cells != 0 && item->field->cells < room ?
	    item->field->cells : room;
}

/* The rows that a text takes: all of one that is wrapped, up to its bound. */
static void
add_value(struct form *form, struct layout *layout, size_t i)
{
	const struct form_item *item = &form->items[i];
	int wanted = 1, n;

	if (item->field->rows > 0)
		wanted = edit_rows(item->edit, text_cells(item, layout));
	if (wanted > item->field->rows)
		wanted = item->field->rows;
	add_row(form, layout, ROW_VALUE, i);
	for (n = 1; n < wanted; n++)
		add_row(form, layout, ROW_MORE, i);
}

static void
add_item(struct form *form, struct layout *layout, size_t i, bool compact)
{
	const struct form_item *item = &form->items[i];
	const struct form_field *field = item->field;
	const char *advice = field->advice ? _(field->advice) : NULL;
	size_t before = layout->count;

	if (field->kind == FIELD_BUTTON) {
		bool follows = i > 0 && !compact &&
		    form->items[i - 1].field->kind == FIELD_BUTTON &&
		    !form->items[i - 1].hidden;

		if (!follows && !compact && layout->count > 0)
			add_row(form, layout, ROW_BLANK, i);
		before = follows ? layout->count - 1 : layout->count;
		if (!follows)
			add_row(form, layout, ROW_BUTTONS, i);
	} else if (field->kind == FIELD_NOTE) {
		add_words(form, layout, i, item->said ? item->said :
		    _(field->label), STYLE_TEXT,
		    layout->label_col - layout->value_col);
	} else {
		if (compact)
			add_words(form, layout, i, _(field->label), STYLE_TEXT,
			    0);
		add_value(form, layout, i);
		if (item->said)
			advice = item->said;
		add_words(form, layout, i, advice, item->said ? item->warning ?
		    STYLE_WARNING : STYLE_TEXT : STYLE_DIM,
		    field->kind == FIELD_BOX ? 4 : 0);
	}
	if (i == form->focus) {
		layout->first = before;
		layout->last = layout->count > before ? layout->count - 1 :
		    before;
	}
}

static void
lay_out(struct form *form, struct ui *ui, struct layout *layout)
{
	bool compact = ui_small(ui);
	size_t i, label = 0;

	layout->label_col = ui_margin(ui) + 2;
	layout->edge = ui_margin(ui) + ui_width(ui);
	for (i = 0; i < form->count; i++)
		if (form_item_reachable(&form->items[i]) &&
		    form->items[i].field->kind != FIELD_BUTTON &&
		    text_width(str_of(_(form->items[i].field->label))) > label)
			label = text_width(
			    str_of(_(form->items[i].field->label)));
	layout->value_col = layout->label_col + (compact ? 0 : (int)label + 2);
	for (i = 0; i < form->count; i++)
		if (!form->items[i].hidden && (!compact || i == form->focus))
			add_item(form, layout, i, compact);
}

/* --- drawing --- */

static const char *
choice_word(const struct form_item *item)
{
	if (item->words)
		return item->words[item->choice];
	return _(item->field->choices[item->choice]);
}

static void
draw_value(struct form *form, const struct layout *layout, struct form_item *item,
    bool focus)
{
	int col = layout->value_col, room = layout->edge - col, cells;
	int row = item->row, i;
	const char *text;

	switch (item->field->kind) {
	case FIELD_BOX:
		text = arena_printf(form->scratch, "[%c] %s",
		    item->choice ? 'x' : ' ', item->field->choices ?
		    _(item->field->choices[0]) : "");
		break;
	case FIELD_CHOICE:
		text = arena_printf(form->scratch, "< %s >",
		    choice_word(item));
		break;
	default:
		cells = text_cells(item, layout);
		for (i = 0; i < item->rows; i++)
			term_fill(row + i, col, cells, STYLE_FIELD);
		edit_draw(item->edit, row, col, item->rows, cells, focus,
		    STYLE_FIELD);
		return;
	}
	text = text_clip(str_of(text), (size_t)room, term_ascii(),
	    form->scratch);
	cells = term_put(row, col, focus ? STYLE_SELECTION : STYLE_TEXT,
	    text) - col;
	if (focus)
		term_over(row, col, cells, STYLE_SELECTION);
}

/* All buttons of one row; in hand or not. */
static void
draw_buttons(struct form *form, const struct layout *layout, size_t i, int row,
    bool alone)
{
	int col = layout->label_col;

	for (; i < form->count; i++) {
		struct form_item *item = &form->items[i];
		const char *text;

		if (item->field->kind != FIELD_BUTTON)
			break;
		if (item->hidden)
			continue;
		text = arena_printf(form->scratch, "[ %s ]",
		    _(item->field->label));
		item->row = row;
		item->rows = 1;
		item->col = col;
		item->end = term_put(row, col, i == form->focus ?
		    STYLE_SELECTION : STYLE_TEXT, text);
		col = item->end + 5;
		if (alone)
			break;
	}
}

/* Rows of the same text from this one on that fit in `rows`. */
static int
text_rows(const struct layout *layout, const struct row *at, int rows)
{
	const struct row *end = layout->rows + layout->count, *row = at + 1;

	while (row < end && row->kind == ROW_MORE)
		row++;
	return (int)(row - at) < rows ? (int)(row - at) : rows;
}

/* `rows`: how many there are from this one down.  A text is drawn with the
 * first row of it that shows. */
static void
draw_row(struct form *form, struct ui *ui, const struct layout *layout,
    const struct row *at, int row, int rows)
{
	struct form_item *item = &form->items[at->item];
	bool compact = ui_small(ui), focus = at->item == form->focus;

	switch (at->kind) {
	case ROW_BLANK:
		break;
	case ROW_BUTTONS:
		draw_buttons(form, layout, at->item, row, compact);
		focus = form->items[form->focus].field->kind == FIELD_BUTTON &&
		    form->items[form->focus].row == row;
		if (focus)
			term_put(row, 0, STYLE_TEXT, ">");
		break;
	case ROW_WORDS:
		term_put(row, layout->value_col + at->indent, at->style,
		    at->text);
		break;
	case ROW_MORE:
		if (item->row >= 0)
			break;		/* drawn with its first row */
		item->row = row;
		item->rows = text_rows(layout, at, rows);
		draw_value(form, layout, item, focus);
		break;
	case ROW_VALUE:
		item->row = row;
		item->rows = text_rows(layout, at, rows);
		if (focus)
			term_put(row, 0, STYLE_TEXT, ">");
		if (item->field->needed)
			term_put(row, layout->label_col - 2 + (compact ?
			    1 : 0), STYLE_TEXT, "*");
		if (!compact)
			term_put(row, layout->label_col, STYLE_TEXT,
			    _(item->field->label));
		draw_value(form, layout, item, focus);
	}
}

int
form_draw(struct form *form, struct ui *ui, int row, int rows)
{
	struct layout layout = { 0 };
	int i, count;

	arena_reset(form->scratch);
	for (i = 0; i < (int)form->count; i++)
		form->items[i].row = -1;
	lay_out(form, ui, &layout);
	count = (int)layout.count;
	/* The field in hand shows with its advice, its first row above all. */
	if ((int)layout.last >= form->top + rows)
		form->top = (int)layout.last - rows + 1;
	if ((int)layout.first < form->top)
		form->top = (int)layout.first;
	if (form->top > count - rows)
		form->top = count > rows ? count - rows : 0;
	term_cursor(-1, -1);
	for (i = form->top; i < count && i < form->top + rows; i++)
		draw_row(form, ui, &layout, &layout.rows[i],
		    row + i - form->top, rows - (i - form->top));
	return row + (count < rows ? count : rows);
}
