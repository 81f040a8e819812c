/*
 * scr_glossary: the words that the forum explains, in alphabetical order; the
 * pointed one with its meaning below it.  Opened on a post, the words of that
 * post come first.
 */
#include "store/forum/query_terms.h"
#include "ui/screens/cells.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum { PAGE = 200, HERE_MOST = 40, INDENT = 2 };

struct glossary {
	uint64_t post;			/* whose words come first; 0: none */
	struct list list;
	size_t limit;			/* how many are loaded */
	struct term_view *terms;	/* in the order of the lines… */
	size_t count, here_count;	/* …the first of them are the post's */
	struct list_row *rows;
	const char **headings;		/* of each row; NULL: a term */
	size_t *at;			/* of each row: its term */
	size_t row_count;
	bool more;
	uint64_t asked;			/* the term a question is about */
	size_t meaning;			/* rows of the pointed one's meaning… */
	size_t skip;			/* …that were read, where it is cut */
};

static enum err
glossary_open(struct ui *ui, void *opaque, const struct about *about)
{
	struct glossary *st = opaque;

	st->post = about->post;
	st->limit = PAGE;
	return OK;
}

/* --- loading --- */

static void
add_row(struct glossary *st, uint64_t id, size_t term, const char *heading)
{
	st->rows[st->row_count] = (struct list_row){ .id = id, .height = 1 };
	st->at[st->row_count] = term;
	st->headings[st->row_count++] = heading;
}

/* The terms of the text, then all of them; a term of the text has its line in
 * both, of another number. */
static void
build_rows(struct ui *ui, struct glossary *st)
{
	size_t most = st->count + 4, i;

	st->rows = arena_alloc(ui_arena(ui), most * sizeof(*st->rows));
	st->headings = arena_alloc(ui_arena(ui),
	    most * sizeof(*st->headings));
	st->at = arena_alloc(ui_arena(ui), most * sizeof(*st->at));
	st->row_count = 0;
	if (st->here_count > 0)
		add_row(st, 0, 0, _("In this text"));
	for (i = 0; i < st->here_count; i++)
		add_row(st, st->terms[i].term.id | 1ull << 63, i, NULL);
	if (st->here_count > 0) {
		add_row(st, 0, 0, "");
		add_row(st, 0, 0, _("All words"));
	}
	for (; i < st->count; i++)
		add_row(st, st->terms[i].term.id, i, NULL);
}

static enum err
load_here(struct ui *ui, struct glossary *st)
{
	struct post_view post;
	enum err e = query_post(ui_store(ui), ui_who(ui), st->post,
	    ui_arena(ui), &post);

	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	return query_terms_in(ui_store(ui), ui_who(ui), post.text, HERE_MOST,
	    ui_arena(ui), &st->terms, &st->here_count);
}

static void
wrap_meaning(struct ui *ui, const struct glossary *st, size_t row,
    struct wrapped *set)
{
	int room = cells_edge(ui) - ui_margin(ui) - INDENT;
	struct wrap_options options = { .measure = ui_measure(ui) < room ?
		    ui_measure(ui) : room };

	wrap_text(st->terms[st->at[row]].term.text, &options, cells_arena(),
	    set);
}

/* The meaning stands under the pointed line only; a small window cuts it. */
static void
set_heights(struct ui *ui, struct glossary *st)
{
	size_t most = (size_t)ui_body_rows(ui) - 1, at = st->list.at, i;
	struct wrapped set;

	for (i = 0; i < st->row_count; i++)
		st->rows[i].height = 1;
	st->meaning = st->skip = 0;
	if (at >= st->row_count || st->rows[at].id == 0)
		return;
	wrap_meaning(ui, st, at, &set);
	st->meaning = set.count;
	st->rows[at].height += (uint32_t)(set.count < most ? set.count : most);
}

static enum err
glossary_load(struct ui *ui, void *opaque)
{
	struct glossary *st = opaque;
	struct term_view *all;
	size_t count, i;
	enum err e;

	st->terms = NULL;
	st->here_count = 0;
	if (st->post != 0 && (e = load_here(ui, st)) != OK)
		return e;
	e = query_terms(ui_store(ui), ui_who(ui), str_of(""), 0,
	    st->limit, ui_arena(ui), &all, &count);
	if (e != OK)
		return e;
	st->count = st->here_count;
	for (i = 0; i < count; i++)
		*ARENA_PUSH(ui_arena(ui), st->terms, st->count) = all[i];
	st->more = count == st->limit;
	build_rows(ui, st);
	list_settle(&st->list, st->rows, st->row_count);
	set_heights(ui, st);
	ui_watch(ui, CHANGE_GLOSSARY, 0);
	return OK;
}

static const struct term_view *
pointed(const struct glossary *st)
{
	if (st->list.at >= st->row_count || st->rows[st->list.at].id == 0)
		return NULL;
	return &st->terms[st->at[st->list.at]];
}

/* --- drawing --- */

/* How many rows of the meaning show at once; cut, the last one says so. */
static size_t
meaning_shown(const struct glossary *st)
{
	size_t rows = st->rows[st->list.at].height - 1;

	return st->skip + rows < st->meaning ? rows - 1 : rows;
}

static void
draw_meaning(struct ui *ui, const struct glossary *st, size_t index, int row,
    int col)
{
	size_t shown = meaning_shown(st), i;
	struct wrapped set;

	wrap_meaning(ui, st, index, &set);
	for (i = 0; i < shown && st->skip + i < set.count; i++)
		wrap_draw(&set, st->skip + i, row + (int)i, col);
	if (st->skip + i < set.count)
		cells_put(row + (int)i, col, ui_width(ui), STYLE_MARKER,
		    cells_printf(_("[+%zu, Enter]"),
		    set.count - st->skip - i));
}

static void
draw_row(struct ui *ui, void *opaque, size_t index, int row, bool selected)
{
	struct glossary *st = opaque;
	const struct term_view *view = &st->terms[st->at[index]];
	int col = ui_margin(ui), edge = cells_edge(ui);
	const char *state;

	if (st->headings[index] != NULL) {
		cells_put(row, col, edge - col, STYLE_TITLE,
		    st->headings[index]);
		return;
	}
	if (view->term.approved == 0) {
		state = cells_printf(_("[proposed by %s]"),
		    cells_str(view->by));
		edge = cells_right(row, edge, STYLE_MARKER, state) - 2;
	}
	cells_put_str(row, col, edge - col, STYLE_EMPHASIS, view->term.word);
	if (st->rows[index].height > 1)
		draw_meaning(ui, st, index, row + 1, col + INDENT);
}

static void
glossary_draw(struct ui *ui, void *opaque)
{
	struct glossary *st = opaque;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);

	cells_begin();
	ui_head(ui, _("Glossary"), st->more ? "" : cells_number(ngettext_(
	    "%s word", "%s words", st->count - st->here_count),
	    st->count - st->here_count));
	ui_context(ui, _("Anybody proposes a word; others approve it."));
	term_cursor(-1, -1);
	if (st->row_count == 0) {
		wrap_put(ui, row, ui_margin(ui), ui_measure(ui), rows,
		    STYLE_TEXT, _("No word yet. An acronym or a word of the "
		    "trade that newcomers may not know has its place here: o "
		    "proposes one."));
		return;
	}
	list_draw(&st->list, ui, opaque, st->rows, st->row_count, row, rows,
	    draw_row);
}

/* --- deeds --- */

static void
sought(struct ui *ui, void *opaque, const char *line)
{
	struct glossary *st = opaque;
	struct term_view *views;
	size_t count;

	if (line == NULL || *line == '\0')
		return;
	if (query_terms(ui_store(ui), ui_who(ui), str_of(line), 0, 1,
	    ui_arena(ui), &views, &count) != OK || count == 0) {
		ui_say(ui, _("No word comes after this one. o proposes it."));
		return;
	}
	if (st->more) {
		st->limit = 1u << 16;	/* it may stand far below */
		ui_reload(ui);
	}
	st->list.id = views[0].term.id;
	list_point(&st->list, st->rows, st->row_count, views[0].term.id);
	set_heights(ui, st);
}

static void
run_find(struct ui *ui, void *opaque)
{
	ui_ask(ui, _("Which word?"), "", false, sought);
}

/* The rest of a meaning that the window cuts; then its start again. */
static void
run_rest(struct ui *ui, void *opaque)
{
	struct glossary *st = opaque;
	size_t shown = meaning_shown(st);

	st->skip = st->skip + shown < st->meaning ? st->skip + shown : 0;
	ui_redraw(ui);
}

static bool
is_cut(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct glossary *st = opaque;

	refusal_set(why, N_("All of this meaning shows."), 0, NULL);
	return st->list.at < st->row_count &&
	    st->meaning >= st->rows[st->list.at].height;
}

static void
run_propose(struct ui *ui, void *opaque)
{
	ui_push(ui, &scr_term, NULL);
}

static void
run_approve(struct ui *ui, void *opaque)
{
	const struct term_view *view = pointed(opaque);
	struct act_args args = { 0 };

	if (view == NULL)
		return;
	args.number = view->term.id;
	if (ui_act(ui, ACT_TERM_APPROVE, &args, NULL) == OK)
		ui_say(ui, _("Your approval is noted."));
}

static void
withdraw_answered(struct ui *ui, void *opaque, bool yes)
{
	struct glossary *st = opaque;
	struct act_args args = { .number = st->asked };

	if (yes && ui_act(ui, ACT_TERM_WITHDRAW, &args, NULL) == OK)
		ui_say(ui, _("This word is taken out."));
}

static void
run_withdraw(struct ui *ui, void *opaque)
{
	struct glossary *st = opaque;
	const struct term_view *view = pointed(st);

	if (view == NULL)
		return;
	st->asked = view->term.id;
	ui_confirm(ui, cells_printf(_("Take “%s” out of the glossary?"),
	    cells_str(view->term.word)), withdraw_answered);
}

static bool
may_propose(struct ui *ui, const void *opaque, struct refusal *why)
{
	return store_may(ui_store(ui), ui_who(ui), ACT_TERM_PROPOSE, NULL,
	    why) == OK;
}

static bool
may_approve(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct term_view *view = pointed(opaque);

	refusal_set(why, N_("On a word that somebody else proposed."), 0,
	    NULL);
	return view != NULL && view->may_approve;
}

static bool
may_withdraw(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct term_view *view = pointed(opaque);
	struct act_args args = { 0 };

	refusal_set(why, N_("On a word that you proposed."), 0, NULL);
	if (view == NULL)
		return false;
	args.number = view->term.id;
	return store_may(ui_store(ui), ui_who(ui), ACT_TERM_WITHDRAW, &args,
	    why) == OK;
}

static bool
glossary_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct glossary *st = opaque;
	bool taken = list_key(&st->list, st->rows, st->row_count, key,
	    ui_body_row(ui), ui_body_rows(ui));

	if (taken)
		set_heights(ui, st);
	if (taken && st->more && st->list.at + 20 > st->row_count) {
		st->limit += 2 * PAGE;
		ui_reload(ui);
	}
	return taken;
}

#define READ N_("Read")
#define PART N_("Take part")

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("go on"), N_("the rest of this meaning"),
	  run_rest, is_cut, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('f'), N_("find"), N_("find a word by its beginning"),
	  run_find, NULL, -1, BIND_FOOTER | BIND_MENU, READ },
	{ LETTER('o'), N_("propose"), N_("propose a word, or another meaning"),
	  run_propose, may_propose, ACT_TERM_PROPOSE,
	  BIND_FOOTER | BIND_MENU, PART },
	{ LETTER('d'), N_("approve"), N_("approve this word"), run_approve,
	  may_approve, ACT_TERM_APPROVE, BIND_FOOTER | BIND_MENU, PART },
	{ NAMED(KEY_DELETE), N_("remove"), N_("take this word out"),
	  run_withdraw, may_withdraw, ACT_TERM_WITHDRAW,
	  BIND_MENU | BIND_CHANGES, PART },
};

const struct screen_ops scr_glossary = {
	.name = "glossary",
	.title = N_("Glossary"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct glossary),
	.help = N_("Words of the trade, as members explain them to each "
	    "other. From a post, its own words come first."),
	.open = glossary_open,
	.load = glossary_load,
	.draw = glossary_draw,
	.key = glossary_key,
};
