/* thread_head: see thread_head.h. */
#include "ui/screens/thread_head.h"

#include <string.h>

#include "ui/core/pace.h"
#include "ui/core/round_words.h"
#include "ui/core/synthesis_words.h"
#include "ui/core/voices.h"
#include "ui/screens/article.h"
#include "ui/screens/cells.h"
#include "ui/widgets/wrap.h"

enum { BAR_EDGE = 60 };	/* cells from which the voices have a bar */

/* Rows that a text takes. */
static uint32_t
rows_of(struct str text, int width)
{
	struct wrap_options options = { .measure = width, .raw = true };
	struct wrapped set;

	wrap_text(text, &options, cells_arena(), &set);
	return (uint32_t)set.count;
}

size_t
thread_head_rows(struct ui *ui, const struct thread_view *view, int width,
    uint8_t only, struct head_row out[static HEAD_MAX])
{
	const struct charter_words *words = article_words(ui);
	const struct thread *thread = &view->thread;
	size_t count = 0;

	memset(out, 0, HEAD_MAX * sizeof(*out));
	ui_watch(ui, CHANGE_CHARTER, 0);
	if (thread->closed != 0)
		out[count++].kind = HEAD_CLOSED;
	if (view->asks != 0)
		out[count++].kind = HEAD_ASKED;
	if (thread->strict && !ui_small(ui))
		out[count++].kind = HEAD_STRICT;
	if (view->withheld != 0)
		out[count++].kind = HEAD_WITHHELD;
	if (round_shown(&view->round))
		out[count++].kind = HEAD_ROUND;
	if (view->rhythm != RHYTHM_FREE) {
		out[count++].kind = HEAD_PACE;
		if (!ui_small(ui))
			out[count++] = (struct head_row){ .kind = HEAD_REASON,
				.height = rows_of(view->thread.rhythm_reason,
				width - 2) };
	}
	if (thread->voices > 1 && !ui_small(ui))
		out[count++].kind = HEAD_VOICES;
	if (view->missing != 0 && !ui_small(ui))
		out[count++].kind = HEAD_MISSING;
	if (view->much > 0)
		out[count++].kind = HEAD_MUCH;
	if (thread->cleared > 0 && !ui_small(ui))
		out[count++].kind = HEAD_CLEARED;
	if (view->synthesise && !ui_small(ui))
		out[count++].kind = HEAD_SYNTHESIS;
	if (words->line_count > 0 && ui_small(ui)) {
		out[count++].kind = HEAD_CHARTER;
	} else if (words->line_count > 0) {
		if (count > 0)
			out[count++].kind = HEAD_BLANK;
		for (unsigned i = 0; i < words->line_count; i++)
			out[count++] = (struct head_row){ .kind = HEAD_ARTICLE,
				.line = &words->lines[i] };
	}
	out[count++].kind = HEAD_BLANK;
	if (only != 0)
		out[count++] = (struct head_row){ .kind = HEAD_ONLY,
			.type = only - 1u };
	return count;
}

static void
draw_voices(const struct thread *thread, int row, int col, int edge)
{
	if (edge - col >= BAR_EDGE)
		edge = cells_right(row, edge, STYLE_DIM, voices_bar(thread,
		    cells_arena())) - 2;
	cells_put(row, col, edge - col, STYLE_TEXT, voices_words(thread,
	    edge - col, cells_arena()));
}

/* "Missing: elected person, research. Key i invites."  The names give way. */
static void
draw_missing(unsigned missing, int row, int col, int edge)
{
	const char *format = _("Missing views: %s. Key i invites."), *names = "";

	for (unsigned i = 0; i < PROFILE_COUNT; i++)
		if ((missing & 1u << i) != 0)
			names = cells_printf("%s%s%s", names, *names == '\0' ?
			    "" : ", ", i18n_word(VOCABULARY_PROFILE, i));
	names = text_clip(str_of(names), (size_t)(edge - col -
	    cells_width(cells_printf(format, ""))), term_ascii(),
	    cells_arena());
	cells_put(row, col, edge - col, STYLE_TEXT, cells_printf(format,
	    names));
}

static void
draw_article(const struct charter_line *line, int row, int col, int edge)
{
	int at = cells_right(row, edge, STYLE_DIM, cells_printf(_("art. %u"),
	    line->article));

	cells_put(row, col, at - col - 1, STYLE_TEXT, edge < 78 ?
	    line->brief : line->text);
}

void
thread_head_draw(struct ui *ui, const struct thread_view *view,
    const struct head_row *head, int row, int edge)
{
	int col = ui_margin(ui);

	switch (head->kind) {
	case HEAD_CLOSED:
		cells_put(row, col, edge - col, STYLE_UNREAD,
		    closed_words(view, cells_arena()));
		break;
	case HEAD_ASKED:
		cells_put(row, col, edge - col, STYLE_UNREAD, cells_printf(
		    view->asks == WAIT_DUEL + 1 ?
		    _("%s and you answer each other only: key d.") :
		    _("%s wishes for your view here: key d."),
		    cells_str(view->asked_by)));
		break;
	case HEAD_STRICT:
		cells_put(row, col, edge - col, STYLE_TEXT,
		    _("Strict thread: a disagreement waits for its answer."));
		break;
	case HEAD_WITHHELD:
		cells_put(row, col, edge - col, STYLE_MESSAGE, cells_printf(
		    _("Yours, #%llu, is published when it is answered, or on "
		    "%s."), (unsigned long long)view->withheld,
		    i18n_short_date(view->withheld_until, cells_arena())));
		break;
	case HEAD_ROUND:
		cells_put(row, col, edge - col, view->round.may_pass ?
		    STYLE_UNREAD : STYLE_TEXT, round_words(&view->round,
		    edge - col, cells_arena()));
		break;
	case HEAD_PACE:
		cells_put(row, col, edge - col, STYLE_TEXT, pace_words(view,
		    edge - col, cells_arena()));
		break;
	case HEAD_REASON:
		wrap_put(ui, row, col + 2, edge - col - 2, (int)head->height,
		    STYLE_DIM, cells_str(view->thread.rhythm_reason));
		break;
	case HEAD_VOICES:
		draw_voices(&view->thread, row, col, edge);
		break;
	case HEAD_MISSING:
		draw_missing(view->missing, row, col, edge);
		break;
	case HEAD_MUCH:
		cells_put(row, col, edge - col, STYLE_MESSAGE,
		    voices_much(view, cells_arena()));
		break;
	case HEAD_CLEARED:
		cells_put(row, col, edge - col, STYLE_TEXT, cells_number(
		    ngettext_("%s misunderstanding cleared here.",
		    "%s misunderstandings cleared here.",
		    view->thread.cleared), view->thread.cleared));
		break;
	case HEAD_SYNTHESIS:
		cells_put(row, col, edge - col, STYLE_MESSAGE,
		    synthesis_wished(view, cells_arena()));
		break;
	case HEAD_ARTICLE:
		draw_article(head->line, row, col, edge);
		break;
	case HEAD_CHARTER:
		cells_put(row, col, edge - col, STYLE_DIM,
		    article_list(article_words(ui)));
		break;
	case HEAD_ONLY:
		cells_put(row, col, edge - col, STYLE_MESSAGE, cells_printf(
		    _("Only %s (%c), and what it answers. t: all."),
		    i18n_word(VOCABULARY_TYPE, head->type),
		    "CQENDS"[head->type]));
		break;
	case HEAD_BLANK:
		break;
	}
}
