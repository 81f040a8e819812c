/*
 * scr_charter: the articles, page after page.  Whoever has not accepted them,
 * or only an older version, chooses on the last page, and only there; Enter
 * held down never does.  A quote of an article opens it there.
 */
#include "store/base/clock.h"
#include "store/forum/charter.h"
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

enum { LEAN_MS = 300, PAGES_MAX = 400 };
enum { CHOICE_ACCEPT, CHOICE_LATER, CHOICE_COUNT };

struct set_row {
	const char *mark;	/* "5", "a" or "" */
	const char *text;
	const char *title;	/* begins the text, in its own style */
	int indent;
	bool opens;		/* the first row of an article */
	bool quoted;		/* the first row of what was quoted… */
	bool changed;		/* …or says something else than before */
	uint32_t place;		/* where it begins, at whatever width */
};

struct charter_screen {
	const struct charter *shown;
	const struct charter *before;	/* what was accepted, where another is
					 * to be; NULL */
	unsigned article;	/* which was quoted; 0: none */
	char clause;		/* 0: all of it */
	bool over;		/* it is over another place */
	int page, pages;
	int choice;
	int64_t entered;	/* ticks of the Enter that turned the last
				 * page; 0: turned otherwise */
	int first[PAGES_MAX + 1];
	uint32_t places[PAGES_MAX];	/* of the first rows */
	uint32_t place;		/* of the page that the reader turned to */
	struct set_row *rows;	/* scratch */
	size_t count;
	uint32_t texts;		/* set so far: articles and clauses */
	bool quoting, changing;	/* what is being set was quoted, is new */
	bool seek;		/* the page of what was quoted, once set */
};

/* Whoever looks up a quote is not asked. */
static bool
choosing(struct ui *ui, const struct charter_screen *charter)
{
	return charter->article == 0 && charter_asks(charter->shown, ui_me(ui));
}

static bool
on_last(const struct charter_screen *charter)
{
	return charter->page + 1 >= charter->pages;
}

/* The newest, of which an older one was accepted. */
static bool
changed(struct ui *ui, const struct charter_screen *charter)
{
	return choosing(ui, charter) && charter->shown->since != 0 &&
	    ui_me(ui)->charter_accepted != 0;
}

static enum err
charter_open(struct ui *ui, void *state, const struct about *about)
{
	struct charter_screen *charter = state;

	charter->article = (unsigned)about->number;
	charter->clause = (char)about->type;
	charter->over = about->pointed;
	charter->seek = about->number != 0;
	charter->shown = charter_now(ui_store(ui));
	return OK;
}

static enum err
charter_load(struct ui *ui, void *state)
{
	struct charter_screen *charter = state;
	struct charter *before = arena_alloc(ui_arena(ui), sizeof(*before));

	charter->shown = charter_now(ui_store(ui));
	charter->before = NULL;
	if (changed(ui, charter) && query_charter(ui_store(ui),
	    ui_me(ui)->charter_version, ui_arena(ui), before) == OK)
		charter->before = before;
	ui_watch(ui, CHANGE_CHARTER, 0);
	return OK;
}

/* --- setting it in rows and pages --- */

static void
add_rows(struct charter_screen *charter, const char *mark, const char *title,
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
		struct set_row *row = arena_push(cells_arena(),
		    (void **)&charter->rows, &charter->count, sizeof(*row));

		row->mark = i == 0 ? mark : "";
		row->title = i == 0 ? title : NULL;
		row->text = wrapped.lines[i].safe;
		row->indent = indent;
		row->opens = i == 0 && title != NULL;
		row->quoted = i == 0 && charter->quoting;
		row->changed = i == 0 && charter->changing;
		row->place = charter->texts << 16 | wrapped.lines[i].offset;
	}
	charter->texts++;
}

/* Was what comes next quoted, and is it new? */
static void
set_next(struct charter_screen *charter, unsigned number, char clause)
{
	charter->quoting = number == charter->article &&
	    clause == charter->clause;
	charter->changing = charter->before != NULL && charter_differs(
	    charter->before, charter->shown, i18n_current(), number, clause);
	if (charter->quoting && charter->seek)
		charter->place = charter->texts << 16;
}

static void
set_rows(struct ui *ui, struct charter_screen *charter)
{
	const struct charter_words *words =
	    &charter->shown->words[i18n_current()];
	unsigned number, clause;
	int measure = ui_width(ui);

	charter->rows = NULL;
	charter->count = 0;
	charter->texts = 0;
	for (number = 1; number <= words->article_count; number++) {
		const struct charter_article *article =
		    &words->articles[number - 1];

		set_next(charter, number, '\0');
		add_rows(charter, cells_printf("%u", number), article->title,
		    article->text, 3, measure);
		for (clause = 0; clause < article->clause_count; clause++) {
			set_next(charter, number, (char)('a' + clause));
			add_rows(charter, cells_printf("%c", 'a' + (int)clause),
			    NULL, article->clauses[clause], 6, measure);
		}
	}
}

/* Articles stay whole where a page holds them. */
static void
set_pages(struct charter_screen *charter, int rows, int last_rows)
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
		/* Or one article, longer than a page or than the last one. */
		at = back > at ? back : end < count ? end : at + last_rows;
	}
	charter->first[charter->pages] = count;
	charter->page = charter->pages - 1;
	while (charter->page > 0 &&
	    charter->places[charter->page] > charter->place)
		charter->page--;
	charter->seek = false;
}

/* --- drawing --- */

static void
draw_choices(struct ui *ui, const struct charter_screen *charter, int row)
{
	const char *texts[CHOICE_COUNT] = {
		[CHOICE_ACCEPT] = _("I accept this charter"),
		[CHOICE_LATER] = changed(ui, charter) ?
		    ui_small(ui) ? _("Not now: as before") :
		    _("Not now: I go on as before") :
		    ui_small(ui) ? _("Not now: I go on reading") :
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
draw_row(struct ui *ui, const struct set_row *at, int row)
{
	int col = ui_margin(ui) + at->indent;

	if (at->quoted)
		term_put(row, 0, STYLE_TEXT, ">");
	else if (at->changed)
		term_put(row, 0, STYLE_UNREAD, "*");
	term_put(row, col - 3, at->opens ? STYLE_TITLE : STYLE_TEXT, at->mark);
	term_put(row, col, STYLE_TEXT, at->text);
	if (at->title != NULL && cells_width(at->title) <=
	    cells_width(at->text))
		term_put(row, col, STYLE_TITLE, at->title);
}

static void
draw_heads(struct ui *ui, const struct charter_screen *charter)
{
	unsigned count = charter->shown->words[0].article_count;
	const char *head = _("The charter");

	if (changed(ui, charter) && ui_small(ui))
		head = _("A new charter");
	else if (changed(ui, charter))
		head = cells_printf(_("The charter changed on %s"),
		    i18n_short_date(charter->shown->since, cells_arena()));
	ui_head(ui, head, cells_printf(_("page %d of %d"), charter->page + 1,
	    charter->pages));
	if (charter->before != NULL) {
		ui_context(ui, _("* marks what is not as you accepted "
		    "it."));
		return;
	}
	ui_context(ui, cells_number(ngettext_("%s article. Flags and decisions "
	    "always quote it.", "%s articles. Flags and decisions always quote "
	    "one of them.", count), count));
}

static void
charter_draw(struct ui *ui, void *state)
{
	struct charter_screen *charter = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), i;
	int choices = choosing(ui, charter) ? CHOICE_COUNT + 1 : 0;

	cells_begin();
	set_rows(ui, charter);
	set_pages(charter, rows, rows - choices);
	draw_heads(ui, charter);
	term_cursor(-1, -1);
	for (i = charter->first[charter->page];
	    i < charter->first[charter->page + 1]; i++, row++)
		draw_row(ui, &charter->rows[i], row);
	if (on_last(charter))
		ui_rest(ui, _("End of the charter."));
	else
		ui_rest(ui, choosing(ui, charter) ? i18n_other_language() : NULL);
	if (on_last(charter) && choosing(ui, charter))
		draw_choices(ui, charter, row + 1 < ui_body_row(ui) + rows -
		    CHOICE_COUNT ? row + 1 : ui_body_row(ui) + rows -
		    CHOICE_COUNT);
}

/* --- keys --- */

static void
turn_page(struct charter_screen *charter, int dir)
{
	charter->entered = 0;
	if (charter->page + dir >= 0 && charter->page + dir < charter->pages)
		charter->page += dir;
	charter->place = charter->places[charter->page];
}

static void
next_page(struct ui *ui, void *state)
{
	struct charter_screen *charter = state;

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
	struct charter_screen *charter = state;
	bool before = ui_me(ui)->charter_accepted != 0;

	if (charter->over || !choosing(ui, charter)) {
		ui_pop(ui);
		return;
	}
	ui_replace(ui, &scr_home, &(struct about){ 0 });
	ui_say(ui, before ? _("The charter comes back at your next login.") :
	    _("The charter comes back at your next login. Until then, reading "
	    "is open to you."));
}

static void
accept_it(struct ui *ui, struct charter_screen *charter)
{
	struct act_args args = { .revision = charter->shown->version };
	struct act_result result = { 0 };
	enum err e = act_run(ui_store(ui), ui_who(ui), ACT_CHARTER_ACCEPT,
	    &args, &result);

	if (e != OK) {
		ui_refused(ui, e, &result.why);
		ui_reload(ui);
	} else if (charter->over) {
		ui_apply_settings(ui, i18n_current());
		ui_pop(ui);
	} else
		ui_enter(ui);
}

static void
enter(struct ui *ui, void *state)
{
	struct charter_screen *charter = state;
	int64_t now = clock_ticks();

	if (!on_last(charter)) {
		next_page(ui, state);
		return;
	}
	if (!choosing(ui, charter))
		return;
	if (charter->entered != 0 && now - charter->entered < LEAN_MS) {
		charter->entered = now;	/* the key is still held down */
		return;
	}
	if (charter->choice == CHOICE_ACCEPT)
		accept_it(ui, charter);
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
	return choosing(ui, state);
}

static bool
before_last(struct ui *ui, const void *state, struct refusal *why)
{
	return !on_last(state);
}

static bool
may_choose(struct ui *ui, const void *state, struct refusal *why)
{
	return on_last(state) && choosing(ui, state);
}

static bool
over(struct ui *ui, const void *state, struct refusal *why)
{
	const struct charter_screen *charter = state;

	return charter->over || !choosing(ui, charter);
}

static bool
after_first(struct ui *ui, const void *state, struct refusal *why)
{
	return ((const struct charter_screen *)state)->page > 0;
}

static bool
charter_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct charter_screen *charter = state;
	bool here = on_last(charter) && choosing(ui, charter);

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
	{ LETTER('b'), N_("go back"), N_("back to where one was"), later, over,
	  -1, BIND_HELP, N_("Read") },
	{ NAMED(KEY_ESC), N_("go back"), N_("back to where one was"), later,
	  over, -1, 0, N_("Read") },
	{ NAMED(KEY_ESC), N_("later"), N_("later; nothing is lost"), later,
	  to_choose, -1, 0, N_("Read") },
};

const struct screen_ops scr_charter = {
	.name = "charter",
	.title = N_("The charter"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct charter_screen),
	.no_common = true,
	.help = N_("The articles, accepted on the last page by whoever wants to "
	    "take part."),
	.open = charter_open,
	.load = charter_load,
	.draw = charter_draw,
	.key = charter_key,
};
