/*
 * scr_charter: the eight articles, page after page.  Whoever has not accepted
 * them chooses on the last page, and only there; Enter held down never does.
 */
#include "store/base/clock.h"
#include "store/forum/charter.h"
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

enum { LEAN_MS = 300, PAGES_MAX = 60 };
enum { CHOICE_ACCEPT, CHOICE_LATER, CHOICE_COUNT };

struct charter_row {
	const char *mark;	/* "5", "a" or "" */
	const char *text;
	const char *title;	/* begins the text, in its own style */
	int indent;
	bool opens;		/* the first row of an article */
	uint32_t place;		/* where it begins, at whatever width */
};

struct charter {
	int page, pages;
	int choice;
	int64_t entered;	/* ticks of the Enter that turned the last
				 * page; 0: turned otherwise */
	int first[PAGES_MAX + 1];
	uint32_t places[PAGES_MAX];	/* of the first rows */
	uint32_t place;		/* of the page that the reader turned to */
	struct charter_row *rows;	/* scratch */
	size_t count;
	uint32_t texts;		/* set so far: articles and clauses */
};

static bool
choosing(struct ui *ui)
{
	return ui_me(ui)->id != 0 && ui_me(ui)->charter_accepted == 0;
}

static bool
on_last(const struct charter *charter)
{
	return charter->page + 1 >= charter->pages;
}

static enum err
charter_load(struct ui *ui, void *state)
{
	return OK;
}

/* --- setting it in rows and pages --- */

static void
add_rows(struct charter *charter, const char *mark, const char *title,
    const char *text, int indent, int measure)
{
	struct wrap_options options = { .measure = measure - indent,
	    .raw = true };
	struct wrapped wrapped;
	const char *whole = text;
	size_t i;

	if (title != NULL)
		whole = *text ? cells_printf("%s %s", title, text) : title;
	wrap_text(str_of(whole), &options, cells_arena(), &wrapped);
	for (i = 0; i < wrapped.count; i++) {
		struct charter_row *row = arena_push(cells_arena(),
		    (void **)&charter->rows, &charter->count, sizeof(*row));

		row->mark = i == 0 ? mark : "";
		row->title = i == 0 ? title : NULL;
		row->text = wrapped.lines[i].safe;
		row->indent = indent;
		row->opens = i == 0 && title != NULL;
		row->place = charter->texts << 16 | wrapped.lines[i].offset;
	}
	charter->texts++;
}

static void
set_rows(struct ui *ui, struct charter *charter)
{
	unsigned number, clause;
	int measure = ui_width(ui);

	charter->rows = NULL;
	charter->count = 0;
	charter->texts = 0;
	for (number = 1; number <= CHARTER_ARTICLES; number++) {
		const struct charter_article *article =
		    charter_article(i18n_current(), number);

		add_rows(charter, cells_printf("%u", number), article->title,
		    article->text, 3, measure);
		for (clause = 0; clause < CHARTER_CLAUSES_MAX &&
		    article->clauses[clause] != NULL; clause++)
			add_rows(charter, cells_printf("%c", 'a' + (int)clause),
			    NULL, article->clauses[clause], 6, measure);
	}
}

/* Articles stay whole where a page holds them. */
static void
set_pages(struct charter *charter, int rows, int last_rows)
{
	int at = 0, count = (int)charter->count, end, back;

	charter->pages = 0;
	while (at < count && charter->pages < PAGES_MAX - 1) {
		charter->places[charter->pages] = charter->rows[at].place;
		charter->first[charter->pages++] = at;
		if (count - at <= last_rows) {
			at = count;
			break;
		}
		end = at + rows < count ? at + rows : count;
		for (back = end; back > at && back < count &&
		    !charter->rows[back].opens; back--)
			;
		if (back == count)	/* what is left lacks the choices' room */
			for (back--; back > at && !charter->rows[back].opens;
			    back--)
				;
		at = back > at ? back : end;
	}
	charter->first[charter->pages] = count;
	charter->page = charter->pages - 1;
	while (charter->page > 0 &&
	    charter->places[charter->page] > charter->place)
		charter->page--;
}

/* --- drawing --- */

static void
draw_choices(struct ui *ui, const struct charter *charter, int row)
{
	const char *texts[CHOICE_COUNT] = {
		[CHOICE_ACCEPT] = _("I accept this charter"),
		[CHOICE_LATER] = ui_small(ui) ? _("Not now: I go on reading") :
		    _("Not now: I go on reading the public rooms"),
	};
	int i, end;

	for (i = 0; i < CHOICE_COUNT; i++, row++) {
		end = cells_put(row, ui_margin(ui), ui_width(ui),
		    STYLE_TEXT, texts[i]);
		if (i != charter->choice)
			continue;
		term_put(row, 0, STYLE_TEXT, ">");
		term_over(row, ui_margin(ui), end - ui_margin(ui),
		    STYLE_SELECTION);
	}
}

static void
charter_draw(struct ui *ui, void *state)
{
	struct charter *charter = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), i, col;
	int choices = choosing(ui) ? CHOICE_COUNT + 1 : 0;

	cells_begin();
	set_rows(ui, charter);
	set_pages(charter, rows, rows - choices);
	ui_head(ui, _("The charter"), cells_printf(_("page %d of %d"),
	    charter->page + 1, charter->pages));
	ui_context(ui, _("Eight articles. Flags and decisions always quote one "
	    "of them."));
	term_cursor(-1, -1);
	for (i = charter->first[charter->page];
	    i < charter->first[charter->page + 1]; i++, row++) {
		const struct charter_row *at = &charter->rows[i];

		col = ui_margin(ui) + at->indent;
		term_put(row, col - 3, at->opens ? STYLE_TITLE : STYLE_TEXT,
		    at->mark);
		term_put(row, col, STYLE_TEXT, at->text);
		if (at->title != NULL && cells_width(at->title) <=
		    cells_width(at->text))
			term_put(row, col, STYLE_TITLE, at->title);
	}
	if (on_last(charter))
		ui_rest(ui, _("End of the charter."));
	else
		ui_rest(ui, choosing(ui) ? i18n_other_language() : NULL);
	if (on_last(charter) && choosing(ui))
		draw_choices(ui, charter, row + 1 < ui_body_row(ui) + rows -
		    CHOICE_COUNT ? row + 1 : ui_body_row(ui) + rows -
		    CHOICE_COUNT);
}

/* --- keys --- */

static void
turn_page(struct charter *charter, int dir)
{
	charter->entered = 0;
	if (charter->page + dir >= 0 && charter->page + dir < charter->pages)
		charter->page += dir;
	charter->place = charter->places[charter->page];
}

static void
next_page(struct ui *ui, void *state)
{
	struct charter *charter = state;

	turn_page(charter, 1);
	if (on_last(charter)) {
		term_drop_typeahead();
		charter->entered = clock_ticks();
	}
}

static void
previous_page(struct ui *ui, void *state)
{
	turn_page(state, -1);
}

static void
later(struct ui *ui, void *state)
{
	if (choosing(ui)) {
		ui_replace(ui, &scr_home, &(struct about){ 0 });
		ui_say(ui, _("The charter comes back at your next login. Until "
		    "then, reading is open to you."));
	} else
		ui_pop(ui);
}

static void
accept_it(struct ui *ui)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e = act_run(ui_store(ui), ui_who(ui), ACT_CHARTER_ACCEPT,
	    &args, &result);

	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_enter(ui);
}

static void
enter(struct ui *ui, void *state)
{
	struct charter *charter = state;
	int64_t now = clock_ticks();

	if (!on_last(charter)) {
		next_page(ui, state);
		return;
	}
	if (!choosing(ui))
		return;
	if (charter->entered != 0 && now - charter->entered < LEAN_MS) {
		charter->entered = now;	/* the key is still held down */
		return;
	}
	if (charter->choice == CHOICE_ACCEPT)
		accept_it(ui);
	else
		later(ui, state);
}

/* Whoever was entered by somebody else may find it in the wrong language. */
static void
other_language(struct ui *ui, void *state)
{
	struct member profile = *ui_me(ui);
	struct act_args args = { .profile = &profile };

	profile.language = profile.language == LANGUAGE_EN ? LANGUAGE_FR :
	    LANGUAGE_EN;
	if (ui_act(ui, ACT_PROFILE_SET, &args, NULL) == OK)
		ui_apply_settings(ui, (enum language)profile.language);
}

static bool
to_choose(struct ui *ui, const void *state, struct refusal *why)
{
	return choosing(ui);
}

static bool
before_last(struct ui *ui, const void *state, struct refusal *why)
{
	return !on_last(state);
}

static bool
may_choose(struct ui *ui, const void *state, struct refusal *why)
{
	return on_last(state) && choosing(ui);
}

static bool
after_first(struct ui *ui, const void *state, struct refusal *why)
{
	return ((const struct charter *)state)->page > 0;
}

static bool
charter_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct charter *charter = state;
	bool here = on_last(charter) && choosing(ui);

	switch (key->code) {
	case KEY_ENTER_:
		enter(ui, state);
		return true;
	case KEY_TEXT:
		if (key->cp != ' ' || on_last(charter))
			return false;
		next_page(ui, state);
		return true;
	case KEY_PAGE_DOWN:
	case KEY_WHEEL_DOWN:
		turn_page(charter, 1);
		return true;
	case KEY_PAGE_UP:
	case KEY_WHEEL_UP:
		turn_page(charter, -1);
		return true;
	case KEY_FIRST:
		turn_page(charter, -charter->page);
		return true;
	case KEY_LAST:
		turn_page(charter, charter->pages - 1 - charter->page);
		return true;
	case KEY_TAB:
	case KEY_BACKTAB:
		if (here)
			charter->choice = !charter->choice;
		return true;
	case KEY_ARROW_DOWN:
		if (here && charter->choice == CHOICE_ACCEPT)
			charter->choice = CHOICE_LATER;
		else if (!here)
			turn_page(charter, 1);
		return true;
	case KEY_ARROW_UP:
		if (here && charter->choice == CHOICE_LATER)
			charter->choice = CHOICE_ACCEPT;
		else if (!here)
			turn_page(charter, -1);
		return true;
	default:
		return false;
	}
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("next page"), N_("the next page"), enter,
	  before_last, -1, BIND_FOOTER, N_("Read") },
	{ NAMED(KEY_ENTER_), N_("choose"), N_("take the choice in hand, on the "
	  "last page"), enter, may_choose, ACT_CHARTER_ACCEPT, BIND_FOOTER,
	  N_("Read") },
	{ NAMED(KEY_PAGE_UP), N_("reread"), N_("the page before"),
	  previous_page, after_first, -1, BIND_FOOTER, N_("Read") },
	{ LETTER(','), N_("English"), N_("change the language"),
	  other_language, to_choose, ACT_PROFILE_SET, BIND_HELP, N_("Me") },
	{ NAMED(KEY_ESC), N_("later"), N_("later; nothing is lost"), later,
	  NULL, -1, 0, N_("Read") },
};

const struct screen_ops scr_charter = {
	.name = "charter",
	.title = N_("The charter"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct charter),
	.no_common = true,
	.help = N_("Eight articles, accepted on the last page by whoever wants "
	    "to take part."),
	.load = charter_load,
	.draw = charter_draw,
	.key = charter_key,
};
