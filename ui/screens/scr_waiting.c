/*
 * scr_waiting: the request was made; a person will read it.
 */
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

static enum err
waiting_load(struct ui *ui, void *state)
{
	return OK;
}

static void
waiting_draw(struct ui *ui, void *state)
{
	int row = ui_body_row(ui), rows = ui_body_rows(ui), col;

	cells_begin();
	row += !ui_short_rows(ui);
	col = ui_margin(ui);
	ui_head(ui, _("Your request is made"), NULL);
	row += wrap_put(ui, row, col, ui_measure(ui), rows, STYLE_TEXT,
	    _("A person reads each request; yours is among them now.")) + 1;
	wrap_put(ui, row, col, ui_measure(ui), ui_body_row(ui) + rows - row,
	    STYLE_TEXT, _("Come back in a day or two by ssh, with the name "
	    "you chose and your password or your key. With an invitation code "
	    "the account opens at once: a member may give you one."));
	term_cursor(-1, -1);
}

static void
leave(struct ui *ui, void *state)
{
	ui_quit(ui);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("quit"), N_("leave"), leave, NULL, -1,
	  BIND_FOOTER, N_("Me") },
	{ NAMED(KEY_ESC), N_("quit"), N_("leave"), leave, NULL, -1, 0,
	  N_("Me") },
};

const struct screen_ops scr_waiting = {
	.name = "waiting",
	.title = N_("Your request is made"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.no_common = true,
	.help = N_("A person reads each request to join."),
	.load = waiting_load,
	.draw = waiting_draw,
};
