/*
 * scr_welcome: where a guest arrives, and how to become more than one.
 */
#include "ui/screens/article.h"
#include "ui/screens/cells.h"
#include "ui/widgets/list.h"
#include "ui/widgets/wrap.h"

enum { LINE_ROOMS = 1, LINE_SEARCH, LINE_CHARTER, LINE_JOIN, LINE_COUNT = 4 };

struct welcome {
	struct list list;
	struct list_row rows[LINE_COUNT];
	uint64_t rooms, posts, articles;
};

static enum err
welcome_load(struct ui *ui, void *state)
{
	struct welcome *welcome = state;
	struct room_view *rooms;
	size_t count, i;
	enum err e = query_rooms(ui_store(ui), ui_who(ui), ui_arena(ui),
	    &rooms, &count);

	if (e != OK)
		return e;
	welcome->rooms = count;
	welcome->posts = 0;
	for (i = 0; i < count; i++)
		welcome->posts += rooms[i].room.posts;
	welcome->articles = article_words(ui)->article_count;
	for (i = 0; i < LINE_COUNT; i++)
		welcome->rows[i].id = i + 1;
	list_settle(&welcome->list, welcome->rows, LINE_COUNT);
	ui_watch(ui, CHANGE_ROOMS, 0);
	return OK;
}

static void
draw_line(struct ui *ui, void *state, size_t index, int row, bool selected)
{
	struct welcome *welcome = state;
	const char *label, *right;
	int col = ui_margin(ui), second = col + 36;

	switch (index + 1) {
	case LINE_ROOMS:
		label = _("Read the public rooms");
		right = cells_printf("%s, %s", cells_number(ngettext_("%s room",
		    "%s rooms", welcome->rooms), welcome->rooms),
		    cells_number(ngettext_("%s post", "%s posts",
		    welcome->posts), welcome->posts));
		break;
	case LINE_SEARCH:
		label = _("Search the public rooms");
		right = "";
		break;
	case LINE_CHARTER:
		label = _("The charter");
		right = cells_number(ngettext_("%s article, two minutes",
		    "%s articles, two minutes", welcome->articles),
		    welcome->articles);
		break;
	default:
		label = _("Ask to join");
		right = _("with or without an invitation code");
	}
	cells_put(row, col, 34, STYLE_TEXT, label);
	if (!ui_small(ui))
		cells_put(row, second, cells_edge(ui) - second, STYLE_DIM,
		    right);
}

/* The command to come back with; without a name for this host in the
 * settings, the words say where it goes. */
static const char *
way(struct ui *ui, const char *with_host, const char *without)
{
	const char *host = ui_options(ui)->host;

	return host != NULL && *host != '\0' ? cells_printf(with_host, host) :
	    without;
}

static void
draw_ways(struct ui *ui, int row, int end)
{
	const char *const ways[][2] = {
		{ _("You have an account already?"),
		  way(ui, _("ssh your-name@%s"),
		  _("ssh your-name@ and this address")) },
		{ _("You come for the first time?"),
		  way(ui, _("ssh new@%s"), _("ssh new@ and this address")) },
		{ _("A screen reader, or a taste for less?"),
		  way(ui, "ssh -t guest@%s plain",
		  _("ssh -t guest@ and this address, then: plain")) },
	};
	size_t i;

	for (i = 0; i < LENGTH(ways) && row + 1 < end; i++, row += 2) {
		cells_put(row, ui_margin(ui), ui_width(ui), STYLE_TEXT,
		    ways[i][0]);
		cells_put(row + 1, ui_margin(ui) + 4, ui_width(ui) - 4,
		    STYLE_CODE, ways[i][1]);
	}
	if (row + 4 > end)
		return;
	row++;
	wrap_put(ui, row, ui_margin(ui), ui_measure(ui), end - row - 2,
	    STYLE_DIM, _("As a guest you read all that is public. To write, an "
	    "account is needed: a person reads each request, or a code opens "
	    "it at once."));
}

static void
welcome_draw(struct ui *ui, void *state)
{
	struct welcome *welcome = state;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);
	int col = ui_margin(ui);

	cells_begin();
	ui_head(ui, "palabre", _("as a guest"));
	term_cursor(-1, -1);
	if (end - row > 10) {
		row += wrap_put(ui, row, col, ui_width(ui), 2, STYLE_TEXT,
		    _("The tree under which people talk until they can live "
		    "with the decision."));
		row += wrap_put(ui, row, col, ui_width(ui), 2, STYLE_TEXT,
		    _("The forum of those who make citizen participation "
		    "work.")) + 1;
	}
	list_draw(&welcome->list, ui, state, welcome->rows, LINE_COUNT, row,
	    LINE_COUNT, draw_line);
	row += LINE_COUNT + 1;
	draw_ways(ui, row, end - 2);
	cells_put(end - 1, col, ui_width(ui), STYLE_TEXT,
	    i18n_other_language());
}

static void
open_line(struct ui *ui, void *state)
{
	struct welcome *welcome = state;
	struct about about = { 0 };

	switch (welcome->list.id) {
	case LINE_ROOMS:
		ui_push(ui, &scr_rooms, &about);
		break;
	case LINE_SEARCH:
		ui_push(ui, &scr_search, &about);
		break;
	case LINE_CHARTER:
		ui_push(ui, &scr_charter, &about);
		break;
	default:
		ui_push(ui, &scr_register, &about);
	}
}

static void
other_language(struct ui *ui, void *state)
{
	ui_apply_settings(ui, i18n_current() == LANGUAGE_FR ? LANGUAGE_EN :
	    LANGUAGE_FR);
}

static bool
welcome_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct welcome *welcome = state;

	return list_key(&welcome->list, welcome->rows, LINE_COUNT, key,
	    ui_body_row(ui), ui_body_rows(ui));
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open the line pointed at"),
	  open_line, NULL, -1, BIND_FOOTER, N_("Read") },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open the line pointed at"),
	  open_line, NULL, -1, 0, N_("Read") },
	{ LETTER(','), N_("English"), N_("change the language"),
	  other_language, NULL, -1, BIND_FOOTER | BIND_MENU, N_("Me") },
};

const struct screen_ops scr_welcome = {
	.name = "welcome",
	.title = N_("palabre"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct welcome),
	.help = N_("As a guest you read all that is public."),
	.load = welcome_load,
	.draw = welcome_draw,
	.key = welcome_key,
};
