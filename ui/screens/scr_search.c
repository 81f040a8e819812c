/*
 * scr_search: one field over the posts that it finds, as one types.  From 120
 * columns the pointed post stands beside the list.
 */
#include "store/base/arena.h"
#include "ui/screens/cells.h"
#include "ui/screens/hit_row.h"
#include "ui/screens/place.h"
#include "ui/screens/sheet.h"
#include "ui/widgets/edit.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum {
	PAGE = 50,		/* hits asked at once */
	HINT_ROWS = 3,
};

struct search_state {
	struct edit *edit;
	enum search_order order;
	struct arena *arena;	/* what was found: it stays while the next
				 * answer waits */
	struct search_found found;
	struct list_row *rows;	/* arena */
	struct refusal why;	/* of the last search */
	enum err error;
	size_t limit;
	bool asked;		/* words were looked for */
	bool late;		/* to be looked for at a quieter moment */
	struct list list;
	struct sheet sheet;
};

static enum err
search_open(struct ui *ui, void *state, const struct about *about)
{
	struct search_state *st = state;
	struct edit_options options = { .max = TEXT_LINE_MAX };

	st->edit = edit_new(&options);
	st->arena = arena_new();
	st->limit = PAGE;
	return OK;
}

static void
search_close(struct ui *ui, void *state)
{
	struct search_state *st = state;

	edit_free(st->edit);
	arena_free(st->arena);
	sheet_free(&st->sheet);
}

/* The pointed hit, or NULL. */
static const struct search_hit *
pointed(const struct search_state *st)
{
	return st->list.at < st->found.count ? &st->found.hits[st->list.at] :
	    NULL;
}

/* What was found before goes. */
static void
clear(struct search_state *st)
{
	arena_reset(st->arena);
	st->found = (struct search_found){ 0 };
	st->rows = NULL;
	st->asked = false;
}

static void
set_rows(struct ui *ui, struct search_state *st)
{
	st->rows = arena_alloc(st->arena, (st->found.count + 1) *
	    sizeof(*st->rows));
	for (size_t i = 0; i < st->found.count; i++) {
		st->rows[i].id = st->found.hits[i].post;
		st->rows[i].height = hit_row_height(ui);
	}
}

/* A guest's second search within a second waits: what shows stays. */
static void
look(struct ui *ui, struct search_state *st, struct str words)
{
	struct search_ask ask = { .words = words, .order = st->order,
		.limit = st->limit, .typing = true };
	struct search_found found = { 0 };
	struct arena *arena = arena_new();
	struct refusal why = { 0 };
	enum err e;

	e = query_search(ui_store(ui), ui_who(ui), &ask, arena, &found, &why);
	if (e == ERR_LIMIT) {
		arena_free(arena);
		st->late = true;
		return;
	}
	clear(st);
	arena_free(st->arena);
	st->arena = arena;
	st->found = found;
	st->error = e;
	st->why = why;
	st->asked = true;
	set_rows(ui, st);
}

/* The pointed post, where it shows beside the list. */
static void
beside(struct ui *ui, struct search_state *st)
{
	const struct search_hit *hit = pointed(st);

	if (hit != NULL && ui_wide(ui) && st->sheet.post != hit->post)
		sheet_load(&st->sheet, ui, hit->post);
}

static bool
blank(struct str words)
{
	size_t i = 0;

	while (i < words.len && words.p[i] == ' ')
		i++;
	return i == words.len;
}

static enum err
search_load(struct ui *ui, void *state)
{
	struct search_state *st = state;
	struct str words = edit_text(st->edit);

	st->late = false;
	if (blank(words))
		clear(st);
	else if (term_has_typeahead())
		st->late = true;	/* the next letter is already here */
	else
		look(ui, st, words);
	if (st->rows != NULL)
		set_rows(ui, st);
	list_settle(&st->list, st->rows, st->found.count);
	beside(ui, st);
	return OK;
}

/* --- drawing --- */

static int
first_row(struct ui *ui)
{
	return ui_body_row(ui) + (ui_short_rows(ui) ? 1 : 3);
}

/* The filters stand under the list where there is room. */
static int
list_rows(struct ui *ui)
{
	return ui_body_row(ui) + ui_body_rows(ui) - first_row(ui) -
	    (ui_short_rows(ui) ? 0 : 2);
}

static void
draw_hit(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct search_state *st = state;

	hit_row_draw(ui, &st->found.hits[index], row, st->list.width > 0 ?
	    st->list.width : cells_edge(ui));
}

/* Beside the list: reading it there marks nothing read. */
static void
draw_post(struct ui *ui, struct search_state *st)
{
	const struct search_hit *hit = pointed(st);

	sheet_draw_beside(&st->sheet, ui, ui_body_row(ui), ui_body_rows(ui),
	    hit != NULL && st->sheet.post == hit->post);
}

static const char *
figure(struct ui *ui, const struct search_state *st)
{
	uint64_t n = st->found.total;
	const char *hits;

	if (!st->asked || st->error != OK)
		return "";
	hits = cells_number(st->found.partial ?
	    ngettext_("%s hit at least", "%s hits at least", n) :
	    ngettext_("%s hit", "%s hits", n), n);
	if (ui_small(ui))
		return hits;
	return cells_printf("%s, %s", hits, st->order == SEARCH_BEST ?
	    _("best first") : _("newest first"));
}

/* What is to be said instead of hits. */
static const char *
instead(struct search_state *st)
{
	static char sentence[512];

	if (!st->asked)
		return st->late ? "" : _("Any word of a post finds it. "
		    "Case, accents and word endings do not matter.");
	if (st->error != OK) {
		i18n_refusal(sentence, sizeof(sentence), st->error, &st->why);
		return sentence;
	}
	return st->found.partial ? _("Nothing found in the time a search may "
	    "take. One more word narrows it.") :
	    _("Nothing has these words. Ctrl-U clears them.");
}

static void
search_draw(struct ui *ui, void *state)
{
	struct search_state *st = state;
	int row = ui_body_row(ui) + !ui_short_rows(ui), col, edge;

	cells_begin();
	st->list.width = ui_wide(ui) ? SHEET_PANE - 2 : 0;
	edge = st->list.width > 0 ? st->list.width : cells_edge(ui);
	ui_head(ui, _("Search"), figure(ui, st));
	col = term_put(row, ui_margin(ui), STYLE_TEXT, _("Look for:"));
	if (ui_wide(ui))
		draw_post(ui, st);
	list_draw(&st->list, ui, st, st->rows, st->found.count, first_row(ui),
	    list_rows(ui), draw_hit);
	if (st->found.count == 0)
		wrap_put(ui, first_row(ui), ui_margin(ui), edge -
		    ui_margin(ui), HINT_ROWS, STYLE_TEXT, instead(st));
	if (!ui_short_rows(ui))
		cells_put(ui_body_row(ui) + ui_body_rows(ui) - 1,
		    ui_margin(ui), edge - ui_margin(ui), STYLE_DIM,
		    _("room:  author:  type:  after:  before:  \"exact phrase\""));
	edit_draw(st->edit, row, col + 1, 1, edge - col - 1, true,
	    STYLE_FIELD);
}

/* --- keys --- */

static void
look_again(struct ui *ui, struct search_state *st)
{
	st->list = (struct list){ .width = st->list.width };
	st->limit = PAGE;
	ui_reload(ui);
}

/* The pointer moved: its post beside it, and the next page before the end. */
static void
moved(struct ui *ui, struct search_state *st)
{
	beside(ui, st);
	if (st->list.at + 3 >= st->found.count &&
	    st->found.count < st->found.total &&
	    st->limit < SEARCH_PAGE_MAX) {
		st->limit += PAGE;
		ui_reload(ui);
	}
}

static void
run_open(struct ui *ui, void *state)
{
	const struct search_hit *hit = pointed(state);

	if (hit != NULL)
		place_open_post(ui, hit->post);
}

static bool
can_open(struct ui *ui, const void *state, struct refusal *why)
{
	return pointed(state) != NULL;
}

static void
run_order(struct ui *ui, void *state)
{
	struct search_state *st = state;

	st->order = st->order == SEARCH_BEST ? SEARCH_NEWEST : SEARCH_BEST;
	look_again(ui, st);
}

static void
run_clear(struct ui *ui, void *state)
{
	struct search_state *st = state;

	edit_set(st->edit, str_of(""), 0);
	look_again(ui, st);
}

static bool
search_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct search_state *st = state;
	uint64_t before = edit_changes(st->edit);

	if (key->code != KEY_FIRST && key->code != KEY_LAST &&
	    list_key(&st->list, st->rows, st->found.count, key, first_row(ui),
	    list_rows(ui))) {
		moved(ui, st);
		return true;
	}
	if (!edit_key(st->edit, key))
		return false;
	if (edit_changes(st->edit) != before)
		look_again(ui, st);
	return true;
}

static void
search_tick(struct ui *ui, void *state, bool last)
{
	struct search_state *st = state;

	if (st->late && !last)
		ui_reload(ui);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this post in its thread"),
	    run_open, can_open, -1, BIND_FOOTER | BIND_MENU, N_("Here") },
	{ CTRL_('t'), N_("order"), N_("best first, or newest first"),
	    run_order, NULL, -1, BIND_FOOTER | BIND_MENU, N_("Here") },
	{ CTRL_('u'), N_("clear"), N_("clear the words"), run_clear, NULL, -1,
	    BIND_FOOTER | BIND_MENU, N_("Here") },
};

static const char *const help_more[] = {
	N_("room:NAME  author:NAME  type:Q  after:2026-10  before:2026-12  "
	    "narrow a search; \"…\" or « … » asks for a phrase."),
	N_("The word being typed is found by its beginning."),
	NULL
};

const struct screen_ops scr_search = {
	.name = "search",
	.title = N_("Search"),
	.context = CONTEXT_SEARCH,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct search_state),
	.help = N_("Case, accents and word endings do not matter."),
	.help_more = help_more,
	.open = search_open,
	.load = search_load,
	.draw = search_draw,
	.key = search_key,
	.tick = search_tick,
	.close = search_close,
};
