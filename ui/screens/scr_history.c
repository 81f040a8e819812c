/*
 * scr_history: the versions of a post, the latest first, and what the pointed
 * one changed: [-removed-] and {+added+}, said by signs as well as by style.
 */
#include "ui/screens/history.h"

#include <string.h>

#include "store/base/diff.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum { PANE = 60, CONTEXT_ROWS = 2 };

struct history {
	uint64_t post;
	struct post_view view;		/* ui_arena, as what follows */
	struct version_view *versions;
	struct list_row *rows;		/* latest first; id: index + 1 */
	size_t count;
	struct list list;
	/* The pointed version, in arenas of one's own. */
	struct arena *text_arena, *line_arena;
	uint64_t shown;			/* list id; 0: none */
	struct str text;
	uint8_t *styles;		/* of each byte of text */
	bool changed;
	struct wrapped set;
	int measure, height;		/* it is set for; 0: not yet */
	size_t top;
	bool seek;			/* go to the first change */
};

void
history_show(struct ui *ui, uint64_t post)
{
	struct about about = { .post = post };
	struct version_view *versions;
	size_t count;
	enum err e = query_history(ui_store(ui), ui_who(ui), post,
	    ui_arena(ui), &versions, &count);

	if (e != OK)
		ui_refused(ui, e, NULL);
	else if (count < 2)
		ui_sayf(ui, _("#%llu was never changed after its first 15 "
		    "minutes."), (unsigned long long)post);
	else
		ui_push(ui, &scr_history, &about);
}

/* --- the pointed version as one text --- */

struct builder { char *text; uint8_t *styles; size_t len; };

static void
add(struct builder *b, struct str s, enum style style)
{
	memcpy(b->text + b->len, s.p, s.len);
	memset(b->styles + b->len, (int)style, s.len);
	b->len += s.len;
}

/* A part with its changes; parts but the text only if they changed. */
static void
add_part(struct history *st, struct builder *b, const char *heading,
    struct str before, struct str after)
{
	static const struct diff_marks marks = { "[-", "-]", "{+", "+}" };
	static const enum style styles[] = { [DIFF_SAME] = STYLE_TEXT,
		[DIFF_REMOVED] = STYLE_MASK, [DIFF_ADDED] = STYLE_EMPHASIS };
	struct diff diff;
	struct str text;
	uint8_t *kinds;
	size_t i;

	diff_words(before, after, st->text_arena, &diff);
	st->changed = st->changed || diff.changed;
	if (heading != NULL && !diff.changed)
		return;
	text = diff_text(&diff, &marks, st->text_arena, &kinds);
	/* What the parts before left behind goes along. */
	struct builder whole = { arena_alloc(st->text_arena, b->len +
	    text.len + 300), arena_alloc(st->text_arena, b->len + text.len +
	    300), 0 };
	memcpy(whole.text, b->text, b->len);
	memcpy(whole.styles, b->styles, b->len);
	whole.len = b->len;
	if (heading != NULL) {
		add(&whole, str_of(heading), STYLE_TITLE);
		add(&whole, str_of("\n"), STYLE_TEXT);
	}
	for (i = 0; i < text.len; i++)
		add(&whole, (struct str){ text.p + i, 1 }, styles[kinds[i]]);
	if (heading != NULL)
		add(&whole, str_of("\n\n"), STYLE_TEXT);
	*b = whole;
}

static enum err
build(struct ui *ui, struct history *st, size_t at)
{
	struct builder b = { arena_alloc(st->text_arena, 1),
		arena_alloc(st->text_arena, 1), 0 };
	struct post_text before = { 0 }, after;
	enum err e;

	e = query_version(ui_store(ui), ui_who(ui), st->post,
	    st->versions[at].revision, st->text_arena, &after);
	if (e == OK && at > 0)
		e = query_version(ui_store(ui), ui_who(ui), st->post,
		    st->versions[at - 1].revision, st->text_arena, &before);
	if (e != OK)
		return e;
	if (at == 0)	/* nothing came before: as it stood */
		before = after;
	add_part(st, &b, _("Title"), before.title, after.title);
	add_part(st, &b, _("What I understand of your point of view"),
	    before.restate, after.restate);
	add_part(st, &b, _("Where we agree"), before.agree, after.agree);
	add_part(st, &b, NULL, before.text, after.text);
	st->text = (struct str){ b.text, b.len };
	st->styles = b.styles;
	return OK;
}

static void
show_pointed(struct ui *ui, struct history *st)
{
	if (st->text_arena == NULL)
		st->text_arena = arena_new();
	if (st->list.at >= st->count || st->shown == st->list.id)
		return;
	arena_reset(st->text_arena);
	st->changed = false;
	st->measure = 0;
	st->top = 0;
	st->seek = true;
	st->text = str_of("");
	st->shown = st->list.id;
	if (build(ui, st, st->list.id - 1) != OK)
		st->text = str_of("");
}

/* --- loading --- */

static enum err
history_open(struct ui *ui, void *state, const struct about *about)
{
	((struct history *)state)->post = about->post;
	return OK;
}

static enum err
history_load(struct ui *ui, void *state)
{
	struct history *st = state;
	size_t before = st->count, i;
	enum err e;

	if ((e = query_history(ui_store(ui), ui_who(ui), st->post,
	    ui_arena(ui), &st->versions, &st->count)) != OK ||
	    (e = query_post(ui_store(ui), ui_who(ui), st->post,
	    ui_arena(ui), &st->view)) != OK)
		return e;
	st->rows = arena_alloc(ui_arena(ui),
	    (st->count + 1) * sizeof(*st->rows));
	for (i = 0; i < st->count; i++)
		st->rows[i].id = st->count - i;
	list_settle(&st->list, st->rows, st->count);
	show_pointed(ui, st);
	if (before != 0 && st->count > before)
		ui_say(ui, _("This post was changed once more just now."));
	ui_watch(ui, CHANGE_THREAD, st->view.post.thread);
	return OK;
}

/* --- drawing --- */

static void
draw_row(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct history *st = state;
	size_t at = st->count - 1 - index;
	const struct version_view *version = &st->versions[at];
	int edge = st->list.width > 0 ? st->list.width : cells_edge(ui);
	int col = ui_margin(ui) + 2;

	if (ui_small(ui)) {
		cells_put(row, col, edge - col, STYLE_TEXT, cells_printf(
		    "%zu  %s", at + 1, i18n_date_hour(version->written,
		    ui_now(ui), cells_arena())));
		return;
	}
	edge = cells_right(row, edge, STYLE_DIM, cells_number(ngettext_(
	    "%s byte", "%s bytes", version->bytes), version->bytes)) - 2;
	cells_put(row, col, edge - col, STYLE_TEXT, cells_printf(
	    _("version %zu, %s, by %s"), at + 1, i18n_date_hour(
	    version->written, ui_now(ui), cells_arena()),
	    cells_str(st->view.author)));
}

/* The first line that says a change, a little below the top. */
static void
seek(struct history *st)
{
	size_t i;

	for (i = 0; i < st->set.count; i++) {
		size_t at = st->set.lines[i].offset, end =
		    i + 1 < st->set.count ? st->set.lines[i + 1].offset :
		    st->text.len;

		for (; at < end; at++)
			if (st->styles[at] != STYLE_TEXT) {
				st->top = i > CONTEXT_ROWS ?
				    i - CONTEXT_ROWS : 0;
				return;
			}
	}
}

static size_t
last_top(const struct history *st)
{
	return st->set.count > (size_t)st->height ?
	    st->set.count - (size_t)st->height : 0;
}

static void
draw_text(struct ui *ui, struct history *st, int row, int col, int rows,
    int measure)
{
	struct wrap_options options = { .measure = measure, .raw = true,
		.styles = st->styles };
	int i;

	if (st->shown == 0 || rows < 1)
		return;
	if (st->measure != measure) {
		if (st->line_arena == NULL)
			st->line_arena = arena_new();
		arena_reset(st->line_arena);
		wrap_text(st->text, &options, st->line_arena, &st->set);
		st->measure = measure;
	}
	st->height = rows;
	if (st->seek)
		seek(st);
	st->seek = false;
	if (st->top > last_top(st))
		st->top = last_top(st);
	for (i = 0; i < rows && st->top + (size_t)i < st->set.count; i++)
		wrap_draw(&st->set, st->top + (size_t)i, row + i, col);
}

static const char *
legend(const struct history *st)
{
	if (st->shown == 1)
		return _("The first version, whole.");
	if (!st->changed)
		return _("No word changed: blanks or line ends only.");
	return _("Between this version and the one before: [-removed-]  "
	    "{+added+}");
}

/* Rows of the list above the text. */
static int
list_rows(struct ui *ui, const struct history *st)
{
	int most = ui_body_rows(ui) / 3;

	if (ui_wide(ui))
		return ui_body_rows(ui);
	if (most < 2)
		most = 2;
	return (int)st->count < most ? (int)st->count : most;
}

static void
history_draw(struct ui *ui, void *state)
{
	struct history *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), i;
	int list = list_rows(ui, st), col = ui_margin(ui) +
	    (ui_small(ui) ? 0 : 2), measure = ui_measure(ui);

	cells_begin();
	ui_head(ui, cells_printf(_("History of #%llu"),
	    (unsigned long long)st->post), cells_printf(
	    _("version %zu of %zu"), (size_t)st->list.id, st->count));
	ui_context(ui, legend(st));
	term_cursor(-1, -1);
	st->list.width = ui_wide(ui) ? PANE - 2 : 0;
	list_draw(&st->list, ui, st, st->rows, st->count, row, list,
	    draw_row);
	if (!ui_wide(ui)) {
		draw_text(ui, st, row + list + 1, col, rows - list - 1,
		    measure);
		return;
	}
	for (i = 0; i < rows; i++)
		term_sign(row + i, PANE, STYLE_DIM, SIGN_RULE);
	col = PANE + 4;
	draw_text(ui, st, row, col, rows, term_cols() - col - 2 < measure ?
	    term_cols() - col - 2 : measure);
}

/* --- keys --- */

static bool
scroll(struct history *st, long rows)
{
	size_t to = st->top;

	if (rows < 0)
		to = to > (size_t)-rows ? to - (size_t)-rows : 0;
	else
		to += (size_t)rows;
	if (to > last_top(st))
		to = last_top(st);
	if (to == st->top)
		return false;
	st->top = to;
	return true;
}

static void
run_space(struct ui *ui, void *state)
{
	struct history *st = state;

	if (!scroll(st, st->height > 2 ? st->height - 1 : 1))
		ui_say(ui, _("The end of this version. Down shows the one "
		    "before."));
}

static void
run_post(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static bool
history_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct history *st = state;
	long page = st->height > 2 ? st->height - 1 : 1;
	bool taken;

	if (place_key(ui, key))
		return true;
	switch (key->code) {
	case KEY_PAGE_UP:
		scroll(st, -page);
		return true;
	case KEY_PAGE_DOWN:
		scroll(st, page);
		return true;
	case KEY_WHEEL_UP:
		scroll(st, -3);
		return true;
	case KEY_WHEEL_DOWN:
		scroll(st, 3);
		return true;
	default:
		taken = list_key(&st->list, st->rows, st->count, key,
		    ui_body_row(ui), list_rows(ui, st));
		show_pointed(ui, st);
		return taken;
	}
}

static void
history_close(struct ui *ui, void *state)
{
	struct history *st = state;

	arena_free(st->text_arena);
	arena_free(st->line_arena);
}

#define READ N_("Read")

static const struct bind binds[] = {
	{ LETTER(' '), N_("read on"), N_("a page on in this version"),
	    run_space, NULL, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('h'), N_("post"), N_("back to the post"), run_post, NULL,
	    -1, BIND_FOOTER | BIND_MENU, READ },
	{ NAMED(KEY_ARROW_LEFT), N_("out"), N_("back to the post"), run_post,
	    NULL, -1, 0, READ },
};

const struct screen_ops scr_history = {
	.name = "history",
	.title = N_("History of a post"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct history),
	.help = N_("What a post said before it was changed. Arrows choose a "
	    "version; its changes show with [-removed-] and {+added+}."),
	.open = history_open,
	.load = history_load,
	.draw = history_draw,
	.key = history_key,
	.close = history_close,
};
