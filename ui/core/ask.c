/*
 * ask: questions in the message row, choices above it, and the menu that
 * Escape opens in forms.  A question takes every key until it is answered;
 * before a deed that cannot be undone letters only point, and Enter takes;
 * elsewhere Space takes too.  Keys that came together (a paste, or typed
 * ahead) answer nothing.
 */
#include "ui/core/ui_core.h"

#include <stdlib.h>
#include <string.h>

#include "ui/core/digits.h"
#include "ui/widgets/edit.h"
#include "ui/widgets/wrap.h"

static void
begin(struct ui *ui, enum ask_kind kind, const char *question)
{
	struct ask *ask = &ui->ask;

	ask_end(ui);
	ask->kind = kind;
	ask->frame = ui_top(ui);
	ask->question = xstrdup(question);
	ask->careful = ui->changing;
	ui->redraw = true;
}

void
ask_end(struct ui *ui)
{
	struct ask *ask = &ui->ask;
	size_t i;

	for (i = 0; i < ask->count; i++)
		free(ask->texts[i]);
	free(ask->question);
	edit_free(ask->edit);
	memset(ask, 0, sizeof(*ask));
	ui->redraw = true;
}

static void
add(struct ask *ask, char letter, const char *text)
{
	ask->letters[ask->count] = letter;
	ask->texts[ask->count++] = xstrdup(text);
}

void
ui_confirm(struct ui *ui, const char *question,
    void (*then)(struct ui *, void *state, bool yes))
{
	begin(ui, ASK_CONFIRM, question);
	term_drop_typeahead();
	ui->ask.confirmed = then;
	add(&ui->ask, i18n_current() == LANGUAGE_FR ? 'o' : 'y', _("yes"));
	add(&ui->ask, 'n', _("no"));
	ui->ask.at = 1;
}

void
ui_ask(struct ui *ui, const char *question, const char *initial, bool secret,
    void (*then)(struct ui *, void *state, const char *line))
{
	struct edit_options options = { .secret = secret,
		.max = TEXT_LINE_MAX };

	begin(ui, ASK_LINE, question);
	ui->ask.typed = then;
	ui->ask.edit = edit_new(&options);
	if (initial != NULL)
		edit_set(ui->ask.edit, str_of(initial), strlen(initial));
}

void
ui_choose(struct ui *ui, const char *question, const struct choice *choices,
    size_t count, void (*then)(struct ui *, void *state, int index))
{
	size_t i;

	begin(ui, ASK_CHOICE, question);
	ui->ask.chosen = then;
	for (i = 0; i < count && i < UI_CHOICES_MAX; i++)
		add(&ui->ask, choices[i].letter, choices[i].text);
}

/* What a question held is gone before its answer runs: it may ask again. */
static void
answer(struct ui *ui, int index)
{
	struct ask ask = ui->ask;
	struct frame *f = ask.frame;
	char *line = NULL;

	if (ask.kind == ASK_LINE && index >= 0) {
		struct str text = edit_text(ask.edit);

		line = xmemdup0(text.p, text.len);
	}
	ask_end(ui);
	ui_reload(ui);
	if (f == NULL)
		return;
	ui->changing = ask.careful;	/* what it asks next is as grave */
	if (ask.kind == ASK_CONFIRM)
		ask.confirmed(ui, f->state, index == 0);
	else if (ask.kind == ASK_LINE)
		ask.typed(ui, f->state, line);
	else
		ask.chosen(ui, f->state, index);
	ui->changing = false;
	if (line != NULL)
		explicit_bzero(line, strlen(line));
	free(line);
}

/* --- the menu of forms --- */

void
ask_escape_menu(struct ui *ui)
{
	begin(ui, ASK_ESCAPE, "");
}

/* What Escape and a letter do: its own bind, else that of Ctrl and it. */
static const struct bind *
escape_letter(struct ui *ui, uint32_t letter)
{
	const struct screen_ops *ops = ui_top(ui)->ops;
	const struct bind *found = NULL;
	size_t i;

	for (i = 0; i < ops->bind_count; i++) {
		const struct bind *bind = &ops->binds[i];

		if (bind->key.cp != letter || (bind->key.code != KEY_CONTROL &&
		    bind->key.code != KEY_ESCAPED))
			continue;
		if (found == NULL || bind->key.code == KEY_ESCAPED)
			found = bind;
	}
	return found;
}

/* The binds that Escape and a letter reach, one after the other. */
static const struct bind *
escape_bind(struct ui *ui, size_t n)
{
	const struct screen_ops *ops = ui_top(ui)->ops;
	size_t i;

	for (i = 0; i < ops->bind_count; i++) {
		const struct bind *bind = &ops->binds[i];

		if ((bind->flags & BIND_MENU) && (bind->key.code ==
		    KEY_CONTROL || bind->key.code == KEY_ESCAPED) &&
		    escape_letter(ui, bind->key.cp) == bind && n-- == 0)
			return bind;
	}
	return NULL;
}

static size_t
escape_count(struct ui *ui)
{
	size_t n = 0;

	while (escape_bind(ui, n) != NULL)
		n++;
	return n;
}

static void
escape_leave(struct ui *ui)
{
	struct frame *f = ui_top(ui);

	ask_end(ui);
	if (f->ops->tick != NULL)
		f->ops->tick(ui, f->state, true);	/* nothing is lost */
	ui_pop(ui);
}

static bool
escape_key(struct ui *ui, const struct key_event *key)
{
	struct ask *ask = &ui->ask;
	struct frame *f = ui_top(ui);
	size_t count = escape_count(ui) + 1;
	struct key_event control = *key;
	const struct bind *named;

	if (key->code == KEY_ARROW_RIGHT || key->code == KEY_ARROW_DOWN ||
	    key->code == KEY_TAB) {
		ask->at = (ask->at + 1) % count;
		return true;
	}
	if (key->code == KEY_ARROW_LEFT || key->code == KEY_ARROW_UP ||
	    key->code == KEY_BACKTAB) {
		ask->at = (ask->at + count - 1) % count;
		return true;
	}
	if (key->code == KEY_ENTER_) {
		const struct bind *bind = escape_bind(ui, ask->at);

		if (bind == NULL) {
			escape_leave(ui);
			return true;
		}
		ask_end(ui);
		ui_run_bind(ui, f, bind);
		return true;
	}
	if (key->code != KEY_TEXT && key->code != KEY_CONTROL) {
		ask_end(ui);
		return true;		/* Escape again: goes on writing */
	}
	control.code = KEY_CONTROL;
	if (control.cp >= 'A' && control.cp <= 'Z')
		control.cp += 'a' - 'A';
	ask_end(ui);
	named = escape_letter(ui, control.cp);
	if (named != NULL)
		ui_run_bind(ui, f, named);
	else if (control.cp == 'q')
		escape_leave(ui);
	else if (f->ops->key != NULL)
		f->ops->key(ui, f->state, &control);
	return true;
}

/* --- keys --- */

static void
point(struct ask *ask, int by)
{
	ask->at = (ask->at + ask->count + (size_t)by) % ask->count;
}

/* The row that a letter or digit names, or -1. */
static int
named(const struct ask *ask, const struct key_event *key)
{
	uint32_t cp = key->cp;
	int digit;
	size_t i;

	if (key->code != KEY_TEXT)
		return -1;
	if (cp >= 'A' && cp <= 'Z')
		cp += 'a' - 'A';
	for (i = 0; i < ask->count; i++)
		if (ask->letters[i] != 0 && cp == (uint32_t)ask->letters[i])
			return (int)i;
	if (ask->kind == ASK_CONFIRM)
		return cp == 'o' || cp == 'y' ? 0 : -1;
	digit = digits_of(cp);
	return digit >= 1 && digit <= (int)ask->count ? digit - 1 : -1;
}

static void
key_choice(struct ui *ui, const struct key_event *key)
{
	struct ask *ask = &ui->ask;
	int index = named(ask, key);

	if (key->code == KEY_ESC) {
		answer(ui, -1);
		return;
	}
	/* An answer comes by itself: what was typed ahead is none. */
	if (key->hurried && (ask->kind == ASK_CONFIRM || ask->careful))
		return;
	switch (key->code) {
	case KEY_ENTER_:
		answer(ui, (int)ask->at);
		return;
	case KEY_ARROW_UP:
	case KEY_ARROW_LEFT:
	case KEY_BACKTAB:
		point(ask, -1);
		return;
	case KEY_ARROW_DOWN:
	case KEY_ARROW_RIGHT:
	case KEY_TAB:
		point(ask, 1);
		return;
	default:
		break;
	}
	if (key->code == KEY_TEXT && key->cp == ' ' && !ask->careful)
		answer(ui, (int)ask->at);
	else if (index >= 0 && ask->careful)
		ask->at = (size_t)index;
	else if (index >= 0)
		answer(ui, index);
}

bool
ask_key(struct ui *ui, const struct key_event *key)
{
	struct ask *ask = &ui->ask;

	switch (ask->kind) {
	case ASK_NONE:
		return false;
	case ASK_ESCAPE:
		return escape_key(ui, key);
	case ASK_LINE:
		if (key->code == KEY_ESC)
			answer(ui, -1);
		else if (key->code == KEY_ENTER_)
			answer(ui, 0);
		else if (key->code == KEY_CONTROL && key->cp == 'u')
			edit_set(ask->edit, str_of(""), 0);
		else
			edit_key(ask->edit, key);
		return true;
	default:
		key_choice(ui, key);
		return true;
	}
}

/* --- drawing --- */

static int
put_clipped(struct ui *ui, int row, int col, enum style style,
    const char *text)
{
	int cells = term_cols() - col - 1;

	return cells <= 0 ? col : term_put(row, col, style,
	    text_clip(str_of(text), (size_t)cells, term_ascii(),
	    ui->scratch));
}

static void
draw_buttons(struct ui *ui, int row, int col)
{
	struct ask *ask = &ui->ask;
	size_t i;

	for (i = 0; i < ask->count; i++) {
		char *text = arena_printf(ui->scratch, "[ %c %s ]",
		    ask->letters[i], ask->texts[i]);
		int end = put_clipped(ui, row, col, STYLE_KEY, text);

		if (i == ask->at) {
			term_put(row, col - 1, STYLE_TEXT, ">");
			term_over(row, col, end - col, STYLE_SELECTION);
		}
		col = end + 2;
	}
}

static void
draw_choices(struct ui *ui)
{
	struct ask *ask = &ui->ask;
	int margin = ui_margin(ui);
	int first = term_rows() - 2 - (int)ask->count;
	size_t i;

	term_fill(first - 2, 0, -1, STYLE_TEXT);
	term_fill(first - 1, 0, -1, STYLE_TEXT);
	put_clipped(ui, first - 1, margin, STYLE_TITLE, ask->question);
	for (i = 0; i < ask->count; i++) {
		int row = first + (int)i;
		char letter = ask->letters[i] != 0 ? ask->letters[i] :
		    (char)('1' + i);

		term_fill(row, 0, -1, STYLE_TEXT);
		put_clipped(ui, row, margin, STYLE_TEXT,
		    arena_printf(ui->scratch, "%c  %s", letter,
		    ask->texts[i]));
		if (i == ask->at) {
			term_put(row, 0, STYLE_TEXT, ">");
			term_over(row, 0, ui_width(ui) + margin,
			    STYLE_SELECTION);
		}
	}
}

/* One key of the menu that Escape opens; a row above begins where the edge
 * is met.  Returns the column after it. */
static int
put_escape(struct ui *ui, int *row, int col, const char *key,
    const char *label, bool here, bool greyed)
{
	int end = col + (int)text_width(str_of(key)) + 1 +
	    (int)text_width(str_of(label)), from;

	if (end > term_cols() - 1 && col > ui_margin(ui)) {
		(*row)++;
		col = ui_margin(ui);
	}
	from = col;
	end = from + (int)text_width(str_of(key)) + 1;
	put_clipped(ui, *row, from, greyed ? STYLE_GREYED : STYLE_KEY, key);
	put_clipped(ui, *row, end, greyed ? STYLE_GREYED : STYLE_TEXT, label);
	end += (int)text_width(str_of(label));
	if (here) {
		term_put(*row, from - 1, STYLE_TEXT, ">");
		term_over(*row, from, end - from, STYLE_SELECTION);
	}
	return end + 2;
}

static int
draw_escape_from(struct ui *ui, int row)
{
	int col = ui_margin(ui);
	const struct bind *bind;
	size_t n;

	for (n = 0; (bind = escape_bind(ui, n)) != NULL; n++)
		col = put_escape(ui, &row, col, arena_printf(ui->scratch, "%c",
		    (char)bind->key.cp), _(bind->label), n == ui->ask.at,
		    bind->possible != NULL && !bind->possible(ui,
		    ui_top(ui)->state, NULL));
	col = put_escape(ui, &row, col, "q", _("leave"), n == ui->ask.at,
	    false);
	put_escape(ui, &row, col, ui_key_name((struct keyname)
	    NAMED(KEY_ESC), NULL), _("go on"), false, false);
	return row;
}

/* In the footer's row, and as many above it as the keys take. */
static void
draw_escape(struct ui *ui)
{
	int last = term_rows() - 1;
	int rows = draw_escape_from(ui, term_rows()) - last, row;

	for (row = last - rows + 1; row <= last; row++)
		term_fill(row, 0, -1, STYLE_TEXT);
	draw_escape_from(ui, last - rows + 1);
	term_cursor(-1, -1);
}

/* Cells that the buttons, or a field worth typing in, take in a row. */
static int
answer_cells(const struct ask *ask)
{
	int cells = 0;
	size_t i;

	if (ask->kind == ASK_LINE)
		return 16;
	for (i = 0; i < ask->count; i++)
		cells += 8 + (int)text_width(str_of(ask->texts[i]));
	return cells;
}

/* The question before its answers; in rows above them where one row is too
 * short for both.  Returns the column after it. */
static int
draw_question(struct ui *ui, int row)
{
	struct ask *ask = &ui->ask;
	int margin = ui_margin(ui), width = term_cols() - 2 * margin, i;
	struct wrap_options options = { .measure = width, .raw = true };
	struct wrapped wrapped;

	term_fill(row, 0, -1, STYLE_TEXT);
	if ((int)text_width(str_of(ask->question)) + 2 + answer_cells(ask) <=
	    width)
		return put_clipped(ui, row, margin, STYLE_MESSAGE,
		    ask->question);
	wrap_text(str_of(ask->question), &options, ui->scratch, &wrapped);
	for (i = 0; i < (int)wrapped.count; i++) {
		int at = row - (int)wrapped.count + i;

		term_fill(at, 0, -1, STYLE_TEXT);
		put_clipped(ui, at, margin, STYLE_MESSAGE,
		    wrapped.lines[i].safe);
	}
	return margin - 1;
}

void
ask_draw(struct ui *ui)
{
	struct ask *ask = &ui->ask;
	int row = term_rows() - 2, col;

	if (ask->kind == ASK_ESCAPE) {
		draw_escape(ui);
		return;
	}
	term_cursor(-1, -1);
	if (ask->kind == ASK_CHOICE) {
		draw_choices(ui);
		return;
	}
	col = draw_question(ui, row);
	if (ask->kind == ASK_CONFIRM) {
		draw_buttons(ui, row, col + 2);
		return;
	}
	edit_draw(ask->edit, row, col + 1, 1, term_cols() - col - 2, true,
	    STYLE_FIELD);
}
