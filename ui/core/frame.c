/*
 * frame: what stands round every screen (screens.md section 2): the place
 * and its figure, the context, the message, the keys.
 */
#include "ui/core/ui_core.h"

#include <stdio.h>
#include <string.h>

#include "store/base/clock.h"
#include "ui/widgets/wrap.h"

enum { LONG_ROWS = 4 };		/* of a message, at most */

/* --- the size --- */

bool
ui_too_small(void)
{
	return term_cols() < 40 || term_rows() < 12;
}

bool
ui_small(struct ui *ui)
{
	return term_cols() < 60 || term_rows() < 20;
}

bool
ui_short_rows(struct ui *ui)
{
	return term_cols() < 70 || term_rows() < 20;
}

bool
ui_wide(struct ui *ui)
{
	return term_cols() >= 120;
}

int
ui_margin(struct ui *ui)
{
	return term_cols() < 60 ? 1 : 2;
}

int
ui_width(struct ui *ui)
{
	int cells = term_cols() - 2 * ui_margin(ui);

	return cells > 76 ? 76 : cells;
}

int
ui_measure(struct ui *ui)
{
	int most = ui->me.measure >= 60 ? ui->me.measure : 72;
	int cells = term_cols() - 8;

	if (ui_small(ui))
		cells = term_cols() - 2 * ui_margin(ui);
	return cells < most ? cells : most;
}

int
ui_body_row(struct ui *ui)
{
	return ui_short_rows(ui) ? 1 : 2;
}

/*
 * The message in rows.  One longer than its row takes the last rows of the
 * body, which shrinks: what may be done now often stands at its end, and the
 * line it speaks of stays in sight.
 */
static int
message_rows(struct ui *ui, struct wrapped *set)
{
	struct wrap_options options = { .raw = true };

	options.measure = term_cols() - 2 * ui_margin(ui);
	if (ui->message == NULL || ui_too_small() ||
	    (int)text_width(str_of(ui->message)) <= options.measure)
		return 1;
	wrap_text(str_of(ui->message), &options, ui->scratch, set);
	return set->count > LONG_ROWS ? LONG_ROWS : (int)set->count;
}

int
ui_body_rows(struct ui *ui)
{
	struct wrapped set;

	return term_rows() - 1 - message_rows(ui, &set) - ui_body_row(ui);
}

/* --- rows 1 and 2 --- */

static int
width_of(const char *text)
{
	return (int)text_width(str_of(text));
}

void
ui_head(struct ui *ui, const char *left, const char *right)
{
	int margin = ui_margin(ui), edge = term_cols() - margin;
	const char *test = clock_is_test() ? _("test") : "";
	int at, room;

	if (right == NULL)
		right = "";
	right = text_clip(str_of(right), (size_t)(edge / 2 + 8), term_ascii(),
	    ui->scratch);
	at = edge - width_of(right);
	if (right[0] != '\0')
		term_put(0, at, STYLE_DIM, right);
	if (test[0] != '\0') {
		at -= width_of(test) + (right[0] != '\0' ? 2 : 0);
		term_put(0, at, STYLE_WARNING, test);
	}
	room = at - margin - (at < edge ? 1 : 0);
	if (room > 0)
		term_put(0, margin, STYLE_TITLE, text_clip(str_of(left),
		    (size_t)room, term_ascii(), ui->scratch));
}

void
ui_context(struct ui *ui, const char *text)
{
	if (ui_short_rows(ui) || text == NULL)
		return;
	term_put(1, ui_margin(ui), STYLE_DIM, text_clip(str_of(text),
	    (size_t)(term_cols() - 2 * ui_margin(ui)), term_ascii(),
	    ui->scratch));
}

/* --- names of keys --- */

/* By language and not by catalogue: "Home" is also the name of a screen. */
static const struct { enum key_code code; const char *name[2]; } key_names[] =
{
#define NAME(code, fr, en) { code, { [LANGUAGE_FR] = fr, [LANGUAGE_EN] = en } }
	NAME(KEY_ENTER_, "Entrée", "Enter"), NAME(KEY_ESC, "Échap", "Esc"),
	NAME(KEY_TAB, "Tab", "Tab"), NAME(KEY_BACKTAB, "Maj-Tab", "Shift-Tab"),
	NAME(KEY_BACK, "Retour arrière", "Backspace"),
	NAME(KEY_DELETE, "Suppr", "Del"),
	NAME(KEY_ARROW_UP, "Haut", "Up"), NAME(KEY_ARROW_DOWN, "Bas", "Down"),
	NAME(KEY_ARROW_LEFT, "Gauche", "Left"),
	NAME(KEY_ARROW_RIGHT, "Droite", "Right"),
	NAME(KEY_PAGE_UP, "PgPréc", "PgUp"),
	NAME(KEY_PAGE_DOWN, "PgSuiv", "PgDn"),
	NAME(KEY_FIRST, "Début", "Home"), NAME(KEY_LAST, "Fin", "End"),
	NAME(KEY_F1_, "F1", "F1"), NAME(KEY_F5_, "F5", "F5"),
	NAME(KEY_F10_, "F10", "F10"),
#undef NAME
};

const char *
ui_key_name(struct keyname key, char *buf)
{
	size_t i;

	if (key.code == KEY_TEXT && key.cp == ' ')
		return i18n_current() == LANGUAGE_FR ? "Espace" : "Space";
	if (key.code == KEY_ESCAPED) {
		snprintf(buf, 32, "%s %c", ui_key_name((struct keyname)
		    NAMED(KEY_ESC), NULL), (char)key.cp);
		return buf;
	}
	if (key.code == KEY_TEXT || key.code == KEY_CONTROL) {
		bool control = key.code == KEY_CONTROL;

		snprintf(buf, 32, "%s%c", control ? "Ctrl-" : "",
		    (char)(control && key.cp >= 'a' ? key.cp - 32 : key.cp));
		return buf;
	}
	for (i = 0; i < LENGTH(key_names); i++)
		if (key_names[i].code == key.code)
			return key_names[i].name[i18n_current()];
	return "";
}

size_t
ui_actions(struct ui *ui, struct frame *f, struct arena *arena,
    struct action **out)
{
	size_t own = screen_bind_count(f->ops), count = 0, i, j;
	size_t common = f->ops->no_common || f->ops->context == CONTEXT_FORM ?
	    0 : common_bind_count;
	struct action *list = arena_alloc(arena,
	    (own + common + 1) * sizeof(*list));

	for (i = 0; i < own + common; i++) {
		const struct bind *bind = i < own ? screen_bind(f->ops, i) :
		    &common_binds[i - own];

		for (j = 0; i >= own && bind->key.code != KEY_NONE && j < own;
		    j++)
			if (bind->key.code == screen_bind(f->ops, j)->key.code
			    && bind->key.cp == screen_bind(f->ops, j)->key.cp)
				break;
		if (i >= own && bind->key.code != KEY_NONE && j < own)
			continue;
		list[count].bind = bind;
		list[count].possible = bind->possible == NULL ||
		    bind->possible(ui, f->state, &list[count].why);
		count++;
	}
	*out = list;
	return count;
}

/* --- the two last rows --- */

/* Draws "key label"; returns the column after it.  dry: only counts. */
static int
put_key(int row, int col, const char *key, const char *label, bool dry)
{
	if (dry)
		return col + width_of(key) + 1 + width_of(label);
	col = term_put(row, col, STYLE_KEY, key);
	return term_put(row, col + 1, STYLE_TEXT, label);
}

struct foot { const char *key, *label; };

/* What Escape does in a question: the screen's own word, or "later". */
static const char *
esc_label(struct ui *ui, const struct frame *f)
{
	struct refusal why;
	size_t i;

	for (i = 0; i < f->ops->bind_count; i++) {
		const struct bind *bind = &f->ops->binds[i];

		if (bind->key.code == KEY_ESC && (bind->possible == NULL ||
		    bind->possible(ui, f->state, &why)))
			return _(bind->label);
	}
	return _("later");
}

static size_t
fixed_group(struct ui *ui, const struct frame *f, struct foot out[3])
{
	const char *esc = ui_key_name((struct keyname)NAMED(KEY_ESC), NULL);
	size_t n = 0;
	bool tiny = term_cols() < 60;

	if (f->ops->context == CONTEXT_FORM ||
	    f->ops->context == CONTEXT_SEARCH) {
		out[n++] = (struct foot){ "Ctrl-G", _("help") };
		out[n++] = (struct foot){ esc,
		    f->ops->context == CONTEXT_FORM ? _("menu") : _("close") };
		return n;
	}
	if (!f->ops->no_common && f->ops->context != CONTEXT_QUESTION)
		out[n++] = (struct foot){ ":", _("menu") };
	out[n++] = (struct foot){ "?", _("help") };
	if (tiny && n == 2)
		return n;
	if (f->ops->no_common || f->ops->context == CONTEXT_QUESTION)
		out[n++] = (struct foot){ esc, esc_label(ui, f) };
	else if (ui->depth == 1)
		out[n++] = (struct foot){ "q", _("quit") };
	else
		out[n++] = (struct foot){ esc, _("back") };
	return n;
}

/* The keys of this line from the nth on, as many as fit; how many. */
static size_t
put_own_keys(struct ui *ui, struct frame *f, int row, int col, int edge,
    size_t nth, bool dry)
{
	size_t i, shown = 0, most = term_cols() < 60 ? 2 : 64;
	char buf[32];

	for (i = 0; i < screen_bind_count(f->ops) && shown < most; i++) {
		const struct bind *bind = screen_bind(f->ops, i);
		const char *key = ui_key_name(bind->key, buf);

		if (!(bind->flags & BIND_FOOTER) || (bind->possible != NULL &&
		    !bind->possible(ui, f->state, NULL)))
			continue;
		if (nth > 0) {
			nth--;
			continue;
		}
		if (put_key(row, col, key, _(bind->label), true) > edge)
			break;
		col = put_key(row, col, key, _(bind->label), dry) + 2;
		shown++;
	}
	return shown;
}

/* At 40 columns Enter, which does the obvious, leaves its place where two
 * other keys fit and it fits with none. */
static void
draw_own_keys(struct ui *ui, struct frame *f, int row, int col, int edge)
{
	size_t first = term_cols() < 60 && put_own_keys(ui, f, row, col, edge,
	    0, true) < 2 && put_own_keys(ui, f, row, col, edge, 1, true) > 1;

	put_own_keys(ui, f, row, col, edge, first, false);
}

/* While a question waits, its keys are the only ones. */
static void
draw_answer_keys(struct ui *ui, int row, int margin)
{
	bool line = ui->ask.kind == ASK_LINE;
	const char *enter = ui_key_name((struct keyname)NAMED(KEY_ENTER_),
	    NULL);
	const char *esc = ui_key_name((struct keyname)NAMED(KEY_ESC), NULL);
	const char *leave = line ? _("close") : _("later");
	const char *other = line ? "Ctrl-U" : "Tab";
	const char *does = line ? _("clear") : _("choice");
	int col, last;

	last = term_cols() - margin - put_key(0, 0, esc, leave, true);
	col = put_key(row, margin, enter, line ? _("confirm") : _("choose"),
	    false) + 2;
	if (put_key(0, col, other, does, true) + 2 <= last)
		put_key(row, col, other, does, false);
	put_key(row, last, esc, leave, false);
}

static void
draw_footer(struct ui *ui)
{
	struct frame *f = ui_top(ui);
	int row = term_rows() - 1, margin = term_cols() < 60 ? 0 : 2;
	int col, width = 0, slack;
	struct foot fixed[3];
	size_t count = fixed_group(ui, f, fixed), i;

	if (ui->ask.kind != ASK_NONE && ui->ask.kind != ASK_ESCAPE) {
		draw_answer_keys(ui, row, margin);
		return;
	}
	for (i = 0; i < count; i++)
		width = put_key(0, width, fixed[i].key, fixed[i].label, true) +
		    (i + 1 < count ? 2 : 0);
	col = term_cols() - margin - width;
	/* One key too few for a cell or two: the margins give way. */
	for (slack = 0; slack < margin && term_cols() < 70 &&
	    put_own_keys(ui, f, row, margin - slack, col + slack - 2, 0,
	    true) < 2; slack++)
		;
	if (slack < margin) {
		margin -= slack;
		col += slack;
	}
	draw_own_keys(ui, f, row, margin, col - 2);
	for (i = 0; i < count; i++)
		col = put_key(row, col, fixed[i].key, fixed[i].label, false) +
		    2;
}

static void
draw_long_message(const struct wrapped *set, int first, int rows, int col)
{
	int i;

	for (i = 0; i < rows; i++) {
		term_fill(first + i, 0, -1, STYLE_TEXT);
		term_put(first + i, col, STYLE_MESSAGE, set->lines[i].safe);
	}
}

static void
draw_message(struct ui *ui)
{
	int row = term_rows() - 2, margin = ui_margin(ui);
	int edge = term_cols() - margin, status = 0, rows;
	struct wrapped set;
	const char *message = ui->message ? ui->message : ui->rest;

	rows = message_rows(ui, &set);
	if (rows > 1) {
		draw_long_message(&set, row - rows + 1, rows, margin);
		return;
	}
	/* What just happened goes before a count. */
	if (ui->status != NULL && (ui->message == NULL || margin +
	    width_of(ui->message) + 2 + width_of(ui->status) <= edge)) {
		status = width_of(ui->status);
		term_put(row, edge - status > margin ? edge - status : margin,
		    STYLE_MESSAGE, ui->status);
		status += 2;
	}
	if (message != NULL && edge - margin - status > 0)
		term_put(row, margin, STYLE_MESSAGE,
		    text_clip(str_of(message),
		    (size_t)(edge - margin - status), term_ascii(),
		    ui->scratch));
}

static void
draw_too_small(struct ui *ui)
{
	struct wrap_options options = { .raw = true };
	struct wrapped set;
	int rows, i;

	options.measure = term_cols() > 2 ? term_cols() - 2 : 1;
	wrap_text(str_of(_("Window too small (40 by 12 needed). Nothing is"
	    " lost.")), &options, ui->scratch, &set);
	rows = (int)set.count < term_rows() ? (int)set.count : term_rows();
	for (i = 0; i < rows; i++)
		term_put((term_rows() - rows) / 2 + i, (term_cols() -
		    width_of(set.lines[i].safe)) / 2, STYLE_TEXT,
		    set.lines[i].safe);
}

void
ui_draw_frame(struct ui *ui)
{
	if (ui_too_small()) {
		draw_too_small(ui);
		term_cursor(-1, -1);
		return;
	}
	term_fill(term_rows() - 2, 0, -1, STYLE_TEXT);
	term_fill(term_rows() - 1, 0, -1, STYLE_TEXT);
	draw_message(ui);
	draw_footer(ui);
	if (ui->ask.kind != ASK_NONE)
		ask_draw(ui);
}
