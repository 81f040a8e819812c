#include "ui/screens/thread_row.h"

#include "ui/core/mask_words.h"
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"

enum {
	DATE_CELLS = 7,		/* "12 nov."; longer ones take what they need */
	MARKER_EDGE = 50,	/* narrower, a restatement's state stands in
				 * the post only */
	WORDS_MIN = 4,		/* first words give way down to this */
};

/* "[+9]", "[+9, 2 unread]": what is folded there; "[+9 covered]". */
static const char *
folded_words(struct ui *ui, const struct tree *tree, size_t index)
{
	size_t under = tree_under(tree, index);
	size_t unread = tree_unread_under(tree, index);
	const char *count = i18n_number(under, cells_arena());

	if (unread == 0)
		return tree->rows[index].covers == 0 || ui_small(ui) ?
		    cells_printf("[+%s]", count) : cells_printf("[+%s]",
		    cells_number(ngettext_("%s covered", "%s covered", under),
		    under));
	if (ui_small(ui))
		return cells_printf("[+%s, *%s]", count, i18n_number(unread,
		    cells_arena()));
	return cells_printf("[+%s, %s]", count, cells_number(ngettext_(
	    "%s unread", "%s unread", unread), unread));
}

/* Is it a tombstone: removed, or masked for others than its author? */
static bool
is_gone(const struct branch_view *branch)
{
	return branch->branch.state != POST_LIVE ||
	    (branch->mask != MASK_NOT && !branch->own);
}

/* The marker and the date, from the right; returns where words must end. */
static int
draw_right(struct ui *ui, const struct tree *tree, size_t index, int row,
    int edge)
{
	const struct branch_view *branch = &tree->rows[index];
	const char *date;
	int end = edge, taken;

	if (!ui_small(ui)) {
		date = i18n_date(branch->branch.created, ui_now(ui),
		    cells_arena());
		cells_right(row, edge, STYLE_DIM, date);
		taken = cells_width(date);
		end = edge - (taken > DATE_CELLS ? taken : DATE_CELLS) - 2;
	}
	if (branch->restated != RESTATED_NOT && !branch->ignored &&
	    !is_gone(branch) && edge >= MARKER_EDGE)
		end = cells_right(row, end, STYLE_MARKER, cells_printf("[%s]",
		    i18n_word(VOCABULARY_RESTATED, branch->restated))) - 2;
	if (tree_folded(tree, index)) {
		end = cells_right(row, end, STYLE_MARKER,
		    folded_words(ui, tree, index)) - (ui_small(ui) ? 1 : 2);
	}
	return end;
}

/* "author (hat)"; the title gives way first, then the hat, then the author. */
static int
draw_author(struct ui *ui, const struct branch_view *branch, int row, int col,
    int end)
{
	int room, hat;

	col = cells_put_str(row, col, end - col, STYLE_AUTHOR, branch->author);
	if (ui_small(ui) || branch->branch.hat.len == 0)
		return col;
	room = end - col - WORDS_MIN - 5;
	hat = (int)text_width(branch->branch.hat);
	if (room < 4 && room < hat)
		return col;
	col = term_put(row, col, STYLE_HAT, " (");
	col = cells_put_str(row, col, hat < room ? hat : room, STYLE_HAT,
	    branch->branch.hat);
	return term_put(row, col, STYLE_HAT, ")");
}

/* What stands in the place of author and words; NULL: they do. */
static const char *
instead(const struct branch_view *branch, int cells)
{
	if (branch->branch.state != POST_LIVE)
		return _("[Removed by its author]");
	if (is_gone(branch))
		return mask_words(branch->mask, 0, branch->branch.article,
		    cells_arena());
	return branch->ignored ? attend_folded(branch->author, cells) : NULL;
}

void
thread_row_draw(struct ui *ui, const struct tree *tree, size_t index,
    struct str title, int row, int edge)
{
	const struct branch_view *branch = &tree->rows[index];
	bool folded = tree_folded(tree, index), unread = branch->unread;
	bool gone = is_gone(branch);
	const char *words;
	char letter[2] = "-";
	int end, col, guides;

	if (unread || (folded && tree_unread_under(tree, index) > 0))
		term_put(row, ROW_UNREAD, STYLE_UNREAD, "*");
	if (!gone && branch->branch.type < TYPE_COUNT)
		letter[0] = "CQENDS"[branch->branch.type];
	term_put(row, ROW_TYPE, gone ? STYLE_MASK :
	    style_of_type(branch->branch.type), letter);
	end = draw_right(ui, tree, index, row, edge);
	guides = (edge - ROW_TEXT) / 3;
	col = tree_draw_guides(tree, index, row, ROW_TEXT, guides);
	if ((words = instead(branch, end - col)) != NULL) {
		cells_put(row, col, end - col, STYLE_MASK, words);
		return;
	}
	col = draw_author(ui, branch, row, col, end) + 2;
	if (branch->blind) {
		cells_put(row, col, end - col, STYLE_MASK,
		    _("[Said in the round: to be read after your turn]"));
		return;
	}
	cells_put_str(row, col, end - col, unread ? STYLE_UNREAD : STYLE_TEXT,
	    branch->depth == 0 ? title : branch->branch.excerpt);
}
