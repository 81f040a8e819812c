/*
 * scr_members: who is here, in alphabetical order always, and who asks to
 * come in, for those who may admit.  No figure about what anybody writes.
 */
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/profile.h"
#include "ui/screens/talk.h"
#include "ui/widgets/list.h"

enum { PAGE = 100, DETAIL_ROWS = 6, MANDATE_ROWS = 3,
	FOUND_MOST = 9 };		/* a question offers no more */

struct members {
	struct list list;
	size_t limit;			/* how many are loaded */
	struct member_view *people, *waiting;
	size_t count, waiting_count;
	uint64_t total;
	struct list_row *ids;
	const struct member_view **views;	/* of each row; NULL: heading */
	const char **headings;
	size_t row_count;
	uint64_t found[FOUND_MOST];	/* whom `f` found */
};

/* --- loading --- */

static void
add(struct ui *ui, struct members *state, const struct member_view *view,
    const char *heading)
{
	size_t a = state->row_count, b = a;
	struct list_row *row = arena_push(ui_arena(ui), (void **)&state->ids,
	    &a, sizeof(*row));

	*(const struct member_view **)arena_push(ui_arena(ui),
	    (void **)&state->views, &b, sizeof(view)) = view;
	*(const char **)arena_push(ui_arena(ui), (void **)&state->headings,
	    &state->row_count, sizeof(heading)) = heading;
	row->id = view != NULL ? view->member.id : 0;
}

static enum err
members_load(struct ui *ui, void *opaque)
{
	struct members *state = opaque;
	size_t i;
	enum err e;

	if (state->limit == 0)
		state->limit = PAGE;
	state->ids = NULL;
	state->views = NULL;
	state->headings = NULL;
	state->row_count = state->waiting_count = 0;
	e = query_members(ui_store(ui), ui_who(ui), "", state->limit,
	    ui_arena(ui), &state->people, &state->count, &state->total);
	if (e != OK)
		return e;
	if (query_waiting(ui_store(ui), ui_who(ui), ui_arena(ui),
	    &state->waiting, &state->waiting_count) != OK)
		state->waiting_count = 0;
	if (state->waiting_count > 0) {
		add(ui, state, NULL, _("Requests to join"));
		for (i = 0; i < state->waiting_count; i++)
			add(ui, state, &state->waiting[i], NULL);
		add(ui, state, NULL, "");
		add(ui, state, NULL, _("Members"));
	}
	for (i = 0; i < state->count; i++)
		add(ui, state, &state->people[i], NULL);
	list_settle(&state->list, state->ids, state->row_count);
	ui_watch(ui, CHANGE_MEMBERS, 0);
	return OK;
}

static const struct member_view *
pointed(const struct members *state)
{
	if (state->list.at >= state->row_count)
		return NULL;
	return state->views[state->list.at];
}

/* --- drawing --- */

struct columns { int name, profiles, structure, since; };

static struct columns
columns(struct ui *ui)
{
	int col = ui_margin(ui), edge = cells_edge(ui);

	if (ui_small(ui))
		return (struct columns){ col, col + 16, edge, edge };
	if (ui_short_rows(ui))
		return (struct columns){ col, col + 14, edge - 4, edge - 4 };
	return (struct columns){ col, col + 12, col + 40, edge - 6 };
}

static void
draw_row(struct ui *ui, void *opaque, size_t index, int row, bool selected)
{
	struct members *state = opaque;
	const struct member_view *view = state->views[index];
	const struct member *member = view != NULL ? &view->member : NULL;
	struct columns at = columns(ui);
	const char *structure;
	struct tm tm;

	if (member == NULL) {
		cells_put(row, at.name, ui_width(ui), STYLE_TITLE,
		    state->headings[index]);
		return;
	}
	cells_put_str(row, at.name, at.profiles - at.name - 1, STYLE_AUTHOR,
	    member->handle);
	if (member->status == STATUS_WAITING) {
		cells_put_str(row, at.profiles, at.since - at.profiles - 1,
		    STYLE_TEXT, member->words);
		if (!ui_small(ui))
			cells_right(row, cells_edge(ui), STYLE_DIM,
			    i18n_date(member->asked, ui_now(ui),
			    cells_arena()));
		return;
	}
	cells_put(row, at.profiles, at.structure - at.profiles - 1,
	    STYLE_TEXT, profile_words(member));
	structure = member->structure.len > 0 ? cells_str(member->structure) :
	    _("(not said)");
	cells_put(row, at.structure, at.since - at.structure - 1, STYLE_TEXT,
	    structure);
	if (at.since < cells_edge(ui) && member->joined != 0) {
		i18n_local(member->joined, &tm);
		cells_put(row, at.since, 5, STYLE_DIM, cells_printf("%d",
		    tm.tm_year + 1900));
	}
}

static void
draw_head(struct ui *ui)
{
	struct columns at = columns(ui);
	char *line = cells_printf("%s%s%s%s",
	    cells_pad(_("name"), at.profiles - at.name),
	    cells_pad(_("profiles"), at.structure - at.profiles),
	    cells_pad(_("organisation"), at.since - at.structure),
	    _("since"));

	ui_context(ui, line);
}

/* The pointed person, in a few rows below the list. */
static void
draw_detail(struct ui *ui, const struct members *state, int row)
{
	const struct member_view *view = pointed(state);
	int col = ui_margin(ui), value = col + 19;
	const char *words;
	size_t i;

	if (view == NULL || view->member.status == STATUS_WAITING)
		return;
	words = cells_str(view->member.handle);
	if (view->member.experience != EXPERIENCE_UNSAID)
		words = cells_printf(_("%s, %s of experience"), words,
		    _(profile_experiences[view->member.experience]));
	cells_put(row++, col, ui_width(ui), STYLE_TITLE, words);
	words = profile_hats(&view->member);
	if (*words != '\0') {
		cells_put(row, col + 2, 16, STYLE_DIM, _("Hats"));
		cells_put(row++, value, cells_edge(ui) - value, STYLE_TEXT,
		    words);
	}
	for (i = 0; i < view->mandate_count && i < MANDATE_ROWS; i++) {
		if (i == 0)
			cells_put(row, col + 2, 16, STYLE_DIM, _("Mandates"));
		cells_put(row++, value, cells_edge(ui) - value, STYLE_TEXT,
		    profile_mandate(view, i, cells_edge(ui) - value));
	}
}

static void
members_draw(struct ui *ui, void *opaque)
{
	struct members *state = opaque;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), list = rows;

	cells_begin();
	ui_head(ui, _("Members"), cells_number(ngettext_("%s person",
	    "%s people", state->total), state->total));
	draw_head(ui);
	term_cursor(-1, -1);
	if (rows >= 16)
		list = rows - DETAIL_ROWS - 2;
	if (state->row_count == 0)
		cells_put(row, ui_margin(ui), ui_width(ui), STYLE_TEXT,
		    _("Nobody is here yet."));
	list_draw(&state->list, ui, opaque, state->ids, state->row_count, row,
	    list, draw_row);
	if (list == rows)
		return;
	if ((int)state->row_count < list)
		list = (int)state->row_count;
	draw_detail(ui, state, row + list + 1);
	if (!ui_short_rows(ui))
		cells_put(row + rows - 1, ui_margin(ui), ui_width(ui),
		    STYLE_DIM, _("The order is alphabetical, always. No post "
		    "count here."));
}

/* --- deeds --- */

static void
open_person(struct ui *ui, void *opaque)
{
	const struct member_view *view = pointed(opaque);
	struct about about = { 0 };

	if (view == NULL)
		return;
	about.member = view->member.id;
	ui_push(ui, &scr_person, &about);
}

static void
show_person(struct ui *ui, uint64_t member)
{
	struct about about = { .member = member };

	ui_push(ui, &scr_person, &about);
}

static void
found_chosen(struct ui *ui, void *opaque, int index)
{
	struct members *state = opaque;

	if (index >= 0)
		show_person(ui, state->found[index]);
}

/* Those whose name begins with `folded`, at most FOUND_MOST; how many. */
static size_t
find_people(struct ui *ui, struct members *state, struct str folded,
    struct choice choices[FOUND_MOST])
{
	struct member_view *views;
	size_t count, n;
	uint64_t total;
	struct str name;

	if (query_members(ui_store(ui), ui_who(ui), folded.p, FOUND_MOST,
	    ui_arena(ui), &views, &count, &total) != OK)
		return 0;
	for (n = 0; n < count; n++) {
		name = text_fold(views[n].member.handle, ui_arena(ui));
		if (name.len < folded.len ||
		    memcmp(name.p, folded.p, folded.len) != 0)
			break;
		state->found[n] = views[n].member.id;
		choices[n].letter = 0;
		choices[n].text = arena_memdup0(ui_arena(ui),
		    views[n].member.handle.p, views[n].member.handle.len);
	}
	return n;
}

/* A whole name, or its beginning. */
static void
named(struct ui *ui, void *opaque, const char *line)
{
	struct members *state = opaque;
	struct choice choices[FOUND_MOST];
	struct member_view view;
	struct str folded;
	size_t count;

	if (line == NULL || *line == '\0')
		return;
	if (query_member_named(ui_store(ui), ui_who(ui), line, ui_arena(ui),
	    &view) == OK) {
		show_person(ui, view.member.id);
		return;
	}
	folded = text_fold(str_of(line), ui_arena(ui));
	folded = str_of(arena_memdup0(ui_arena(ui), folded.p, folded.len));
	count = find_people(ui, state, folded, choices);
	if (count == 1)
		show_person(ui, state->found[0]);
	else if (count > 1)
		ui_choose(ui, _("Whose page?"), choices, count, found_chosen);
	else
		ui_say(ui, _("No name here begins so; accents and capitals do "
		    "not matter."));
}

static void
find(struct ui *ui, void *opaque)
{
	ui_ask(ui, _("Whose name?"), "", false, named);
}

static bool
members_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct members *state = opaque;
	bool taken = list_key(&state->list, state->ids, state->row_count, key,
	    ui_body_row(ui), ui_body_rows(ui));

	if (taken && state->list.at + 20 > state->row_count &&
	    state->count >= state->limit) {
		state->limit += 2 * PAGE;
		ui_reload(ui);
	}
	return taken;
}

static bool
on_person(struct ui *ui, const void *opaque, struct refusal *why)
{
	return pointed(opaque) != NULL;
}

static void
run_message(struct ui *ui, void *opaque)
{
	const struct member_view *view = pointed(opaque);

	if (view != NULL)
		talk_write(ui, view->member.id);
}

static bool
may_message(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct member_view *view = pointed(opaque);

	return talk_possible(ui, view != NULL ? view->member.id : 0, why) &&
	    (view->member.status == STATUS_NEWCOMER ||
	    view->member.status == STATUS_MEMBER);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("open"), N_("open this person’s page"),
	  open_person, on_person, -1, BIND_FOOTER | BIND_MENU, N_("Read") },
	{ NAMED(KEY_ARROW_RIGHT), N_("open"), N_("open this person’s page"),
	  open_person, on_person, -1, 0, N_("Read") },
	{ LETTER('f'), N_("find"), N_("find somebody by their name"), find,
	  NULL, -1, BIND_FOOTER | BIND_MENU, N_("Read") },
	{ LETTER('m'), N_("message"), N_("write to this person in private"),
	  run_message, may_message, ACT_MESSAGE_SEND,
	  BIND_FOOTER | BIND_MENU, N_("Take part") },
};

const struct screen_ops scr_members = {
	.name = "members",
	.title = N_("Members"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct members),
	.help = N_("Who is here, in alphabetical order, with what each chose "
	    "to show."),
	.load = members_load,
	.draw = members_draw,
	.key = members_key,
};
