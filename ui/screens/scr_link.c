/*
 * scr_link: an address out of a post, alone on its row from the first column
 * on, so that a terminal can select it whole.  palabre opens nothing itself.
 */
#include <stdlib.h>

#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/widgets/wrap.h"

struct link_state { char *address; };

static enum err
link_open(struct ui *ui, void *state, const struct about *about)
{
	struct link_state *st = state;

	st->address = xstrdup(about->word == NULL ? "" : about->word);
	return OK;
}

static void
link_close(struct ui *ui, void *state)
{
	struct link_state *st = state;

	free(st->address);
}

static enum err
link_load(struct ui *ui, void *state)
{
	return OK;
}

/* Rows are filled to the window's edges: neither a margin nor a break at a
 * slash comes into the copy. */
static void
put_address(const char *address, int row, int end)
{
	struct str s = str_of(address);
	struct grapheme *signs;
	size_t count, i, from = 0;
	int cells = 0, most = term_cols();

	text_graphemes(s, cells_arena(), &signs, &count);
	for (i = 0; i <= count && row < end; i++) {
		size_t at = i < count ? signs[i].start : s.len;

		if (i == count || cells + signs[i].width > most) {
			cells_put_str(row++, 0, most, STYLE_LINK,
			    (struct str){ s.p + from, at - from });
			from = at;
			cells = 0;
		}
		cells += i < count ? signs[i].width : 0;
	}
}

static void
link_draw(struct ui *ui, void *state)
{
	struct link_state *st = state;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);

	cells_begin();
	ui_head(ui, _("A link"), "");
	term_cursor(-1, -1);
	row += wrap_put(ui, row, ui_margin(ui), ui_measure(ui), 3, STYLE_DIM,
	    _("To select and copy in your terminal; palabre opens "
	    "nothing.")) + 1;
	put_address(st->address, row, end);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("back"), N_("back to the text"),
	    place_run_out, NULL, -1, 0, N_("Read") },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back to the text"),
	    place_run_out, NULL, -1, 0, N_("Read") },
};

const struct screen_ops scr_link = {
	.name = "link",
	.title = N_("A link"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct link_state),
	.help = N_("An address out of a post, alone on its row, to be copied."),
	.open = link_open,
	.load = link_load,
	.draw = link_draw,
	.close = link_close,
};
