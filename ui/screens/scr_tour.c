/*
 * scr_tour: five lines at the first login, and no more.
 */
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

static const char *const lines[] = {
	N_("Space reads everything: the page, then the next unread post, "
	    "thread, room."),
	N_("Arrows and Enter are enough; the last row names the keys of this "
	    "line."),
	N_("r answers the line pointed at, o opens a thread. Nothing is sent "
	    "before Ctrl-X, then Enter."),
	N_("Escape always goes back and never loses anything; a leads home."),
	N_("? explains the screen, and : finds every action by its name."),
};

static enum err
tour_load(struct ui *ui, void *state)
{
	return OK;
}

static void
tour_draw(struct ui *ui, void *state)
{
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);
	int col = ui_margin(ui), used;
	size_t i;
	bool loose = ui_body_rows(ui) >= 18;

	cells_begin();
	row += !ui_short_rows(ui);
	ui_head(ui, _("The tour"), _("five lines"));
	ui_context(ui, _("All of it stands in the help too, under ?."));
	for (i = 0; i < LENGTH(lines) && row < end; i++) {
		term_put(row, col, STYLE_KEY, cells_printf("%zu", i + 1));
		used = wrap_put(ui, row, col + 3, ui_width(ui) - 3, end - row,
		    STYLE_TEXT, _(lines[i]));
		row += used + loose;
	}
	term_cursor(-1, -1);
}

/* Seen once is enough, also if that cannot be written down just now. */
static void
done(struct ui *ui, void *state)
{
	struct member profile = *ui_me(ui);
	struct act_args args = { .profile = &profile };

	profile.toured = true;
	if (act_run(ui_store(ui), ui_who(ui), ACT_PROFILE_SET, &args, NULL) ==
	    OK)
		ui_enter(ui);
	else
		ui_replace(ui, &scr_home, &(struct about){ 0 });
}

static bool
tour_key(struct ui *ui, void *state, const struct key_event *key)
{
	if (key->code != KEY_TEXT || key->cp != ' ')
		return false;
	done(ui, state);
	return true;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("go in"), N_("go in"), done, NULL,
	  ACT_PROFILE_SET, BIND_FOOTER, N_("Read") },
	{ NAMED(KEY_ESC), N_("go in"), N_("go in"), done, NULL,
	  ACT_PROFILE_SET, 0, N_("Read") },
};

const struct screen_ops scr_tour = {
	.name = "tour",
	.title = N_("The tour"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.no_common = true,
	.help = N_("Five lines to begin with."),
	.load = tour_load,
	.draw = tour_draw,
	.key = tour_key,
};
