/* sheet: see sheet.h. */
#include "ui/screens/sheet.h"

#include <string.h>

#include "store/forum/charter.h"
#include "ui/core/mask_words.h"
#include "ui/core/restatement.h"
#include "ui/core/synthesis_words.h"
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/parts.h"

/* --- setting in lines --- */

/* Masked, another's, and not opened. */
static bool
sheet_masked(const struct sheet *r)
{
	return r->view.mask != MASK_NOT && !r->view.own &&
	    (!r->view.opens || !r->revealed);
}

/* Its text, or the words that stand for it: then without parts. */
static void
take_source(struct sheet *r, struct parts *parts)
{
	const struct post *post = &r->view.post;

	memset(parts, 0, sizeof(*parts));
	if (post->state == POST_DELETED) {
		parts->text = str_of(_("[Removed by its author. The replies "
		    "stay readable.]"));
	} else if (r->view.blind) {
		parts->text = str_of(_("[Said in the round: to be read after "
		    "your turn]"));
	} else if (sheet_masked(r)) {
		parts->text = str_of(mask_sentence(&r->view, r->line_arena));
	} else if (r->view.mask != MASK_NOT && r->view.own &&
	    post->restate.len == 0) {
		parts_add(parts, r->line_arena, "", str_of(mask_sentence(
		    &r->view, r->line_arena)));
		parts_add(parts, r->line_arena, "", r->view.text);
	} else if (sheet_hidden(r)) {
		parts->text = str_of(arena_strdup(r->line_arena,
		    attend_folded(r->view.author, r->measure)));
	} else if (r->view.present > 0) {
		parts_add(parts, r->line_arena, "", r->view.text);
		parts_add(parts, r->line_arena, _("What is said of this "
		    "synthesis"), str_of(synthesis_words(&r->view,
		    r->line_arena)));
	} else if (post->restate.len == 0 && post->agree.len == 0) {
		parts->text = r->view.text;
	} else {
		parts_make(parts, r->line_arena, r->view.parent_author,
		    post->restate, restatement_words(&r->view, r->line_arena),
		    post->agree, r->view.text);
		if (r->view.mask != MASK_NOT && r->view.own)
			parts_add(parts, r->line_arena, "", str_of(
			    mask_sentence(&r->view, r->line_arena)));
	}
	r->source = parts->text;
}

static void
style_source(struct sheet *r, const struct parts *parts)
{
	parts_style(parts, &r->set, r->line_arena);
	if (r->view.post.state != POST_DELETED && !r->view.blind &&
	    !sheet_masked(r) && !sheet_hidden(r))
		return;
	for (size_t i = 0; i < r->set.count; i++)
		wrap_restyle(&r->set.lines[i], STYLE_MASK, r->line_arena);
}

uint32_t
sheet_offset(const struct sheet *r)
{
	return r->top < r->set.count ? r->set.lines[r->top].offset : 0;
}

void
sheet_set(struct sheet *r, int measure)
{
	struct wrap_options options = { .measure = measure,
		.fold_quotes = !r->unfolded, .charter = r->charter };
	uint32_t offset;
	struct parts parts;
	size_t i;

	offset = r->from != 0 ? r->from : sheet_offset(r);
	r->top = r->from != 0 ? 1 : r->top;
	r->from = 0;
	arena_reset(r->line_arena);
	r->measure = measure;
	memset(&r->links, 0, sizeof(r->links));
	take_source(r, &parts);
	wrap_text(r->source, &options, r->line_arena, &r->set);
	if (!sheet_hidden(r) && r->view.post.state != POST_DELETED)
		links_find(&r->links, &r->set, r->line_arena);
	r->has_folds = r->raw || (r->unfolded && !sheet_hidden(r));
	for (i = 0; i < r->set.count; i++)
		r->has_folds = r->has_folds || r->set.lines[i].folded;
	options.raw = r->raw;
	if (r->raw)
		wrap_text(r->source, &options, r->line_arena, &r->set);
	style_source(r, &parts);
	if (r->view.post.state != POST_DELETED)
		links_foot(&r->set, measure, (uint32_t)r->source.len,
		    r->line_arena);
	/* The first word that showed still shows. */
	if (r->top > 0) {
		for (i = 0; i + 1 < r->set.count &&
		    r->set.lines[i + 1].offset <= offset; i++)
			;
		r->top = i;
	}
}

enum err
sheet_load(struct sheet *r, struct ui *ui, uint64_t post)
{
	struct arena *fresh = arena_new();
	struct post_view view;
	enum err e;

	e = query_post(ui_store(ui), ui_who(ui), post, fresh, &view);
	if (e != OK) {
		arena_free(fresh);
		return e;
	}
	arena_free(r->post_arena);
	r->post_arena = fresh;
	r->view = view;
	r->charter = charter_now(ui_store(ui));
	if (r->line_arena == NULL)
		r->line_arena = arena_new();
	if (r->post != post) {
		r->top = 0;
		r->set.count = 0;
		r->unfolded = r->raw = r->revealed = false;
	}
	r->post = post;
	r->measure = 0;		/* set again at the next draw */
	r->rows = 0;
	return OK;
}

void
sheet_free(struct sheet *r)
{
	arena_free(r->post_arena);
	arena_free(r->line_arena);
	memset(r, 0, sizeof(*r));
}

static size_t
last_top(const struct sheet *r)
{
	return r->set.count > (size_t)r->rows ?
	    r->set.count - (size_t)r->rows : 0;
}

/* The first line that shows: the reader's, or earlier where there is room. */
static size_t
first_shown(const struct sheet *r)
{
	return r->top < last_top(r) ? r->top : last_top(r);
}

void
sheet_fit(struct sheet *r, int rows, int measure)
{
	if (r->post == 0 || rows < 1 || measure < 1)
		return;
	if (r->measure != measure)
		sheet_set(r, measure);
	r->rows = rows;
}

void
sheet_draw(struct sheet *r, int row, int col, int rows, int measure)
{
	sheet_fit(r, rows, measure);
	size_t first = first_shown(r);

	for (int i = 0; i < rows && first + (size_t)i < r->set.count; i++)
		wrap_draw(&r->set, first + (size_t)i, row + i, col);
}

bool
sheet_done(const struct sheet *r)
{
	return r->post != 0 && r->rows > 0 && first_shown(r) == last_top(r);
}

bool
sheet_move(struct sheet *r, int lines)
{
	size_t from = first_shown(r), to;

	if (r->rows == 0)
		return false;
	if (lines < 0)
		to = from > (size_t)-lines ? from - (size_t)-lines : 0;
	else
		to = from + (size_t)lines;
	if (to > last_top(r))
		to = last_top(r);
	if (to == from)
		return false;
	r->top = to;
	return true;
}

bool
sheet_page(struct sheet *r)
{
	return sheet_move(r, r->rows > 2 ? r->rows - 1 : 1);
}

bool
sheet_key(struct sheet *r, const struct key_event *key)
{
	int page = r->rows > 2 ? r->rows - 1 : 1;

	switch (key->code) {
	case KEY_ARROW_UP:
		sheet_move(r, -1);
		return true;
	case KEY_ARROW_DOWN:
		sheet_move(r, 1);
		return true;
	case KEY_WHEEL_UP:
		sheet_move(r, -3);
		return true;
	case KEY_WHEEL_DOWN:
		sheet_move(r, 3);
		return true;
	case KEY_PAGE_UP:
		sheet_move(r, -page);
		return true;
	case KEY_PAGE_DOWN:
		sheet_move(r, page);
		return true;
	case KEY_FIRST:
		sheet_move(r, -(int)r->set.count);
		return true;
	case KEY_LAST:
		sheet_move(r, (int)r->set.count);
		return true;
	default:
		return false;
	}
}

void
sheet_toggle_quotes(struct sheet *r)
{
	r->unfolded = !r->unfolded;
	r->measure = 0;
}

bool
sheet_hidden(const struct sheet *r)
{
	return (r->view.ignored || r->view.opens) && !r->revealed &&
	    r->view.post.state == POST_LIVE;
}

void
sheet_reveal(struct sheet *r, bool revealed)
{
	r->revealed = revealed;
	r->measure = 0;
}

void
sheet_toggle_view(struct sheet *r, struct ui *ui)
{
	if (sheet_hidden(r)) {
		r->revealed = true;
	} else if (r->raw) {
		r->raw = r->unfolded = r->revealed = false;
	} else if (r->has_folds && !r->unfolded) {
		r->unfolded = true;
	} else {
		r->raw = true;
		ui_say(ui, _("As it was typed. v shows it as it is read."));
	}
	r->measure = 0;
}

void
sheet_choose_link(struct sheet *r, struct ui *ui,
    void (*chosen)(struct ui *, void *state, int index))
{
	if (r->measure == 0)
		sheet_set(r, ui_measure(ui));
	links_choose(&r->links, ui, chosen);
}

/* --- words about it --- */

/* When it was edited; brief as in who_words(). */
static const char *
edited_words(const struct post *post, struct ui *ui, int brief)
{
	struct tm created, edited;
	const char *when;

	if (post->edited == 0)
		return "";
	if (brief >= 3)
		return _(", edited");
	i18n_local(post->created, &created);
	i18n_local(post->edited, &edited);
	when = created.tm_year == edited.tm_year &&
	    created.tm_yday == edited.tm_yday ?
	    i18n_hour(post->edited, cells_arena()) :
	    i18n_date_hour(post->edited, ui_now(ui), cells_arena());
	return cells_printf(_(", edited %s"), when);
}

/*
 * Author, date, hat, what it answers and when it was edited.  brief 1: no hat
 * but a real one, cut; 2: the post it answers by its number only; 3: edited,
 * but not when; 4: not what it answers (the thread shows that).
 */
static const char *
who_words(const struct sheet *r, struct ui *ui, int brief)
{
	const struct post *post = &r->view.post;
	struct arena *arena = cells_arena();
	const char *hat = "", *answers = "";

	if (post->hat.len > 0)
		hat = cells_printf(", %s", brief ? text_clip(post->hat, 18,
		    term_ascii(), arena) : cells_str(post->hat));
	else if (!brief)
		hat = cells_printf(", %s", _("in a personal capacity"));
	if (post->parent != 0 && brief >= 2 && brief < 4)
		answers = cells_printf(_(", in reply to #%llu"),
		    (unsigned long long)post->parent);
	else if (post->parent != 0 && brief < 2)
		answers = cells_printf(_(", in reply to #%llu (%s)"),
		    (unsigned long long)post->parent,
		    cells_str(r->view.parent_author));
	return cells_printf("%c  %s, %s%s%s%s", "CQENDS"[post->type],
	    cells_str(r->view.author), i18n_date_hour(post->created,
	    ui_now(ui), arena), hat, answers, edited_words(post, ui, brief));
}

const char *
sheet_who(const struct sheet *r, struct ui *ui, int cells)
{
	const char *words;
	int brief, last = r->view.post.edited != 0 ? 4 : 2;

	if (r->view.post.state == POST_DELETED)
		return cells_printf("-  %s", i18n_date_hour(
		    r->view.post.created, ui_now(ui), cells_arena()));
	words = who_words(r, ui, 0);
	for (brief = 1; brief <= last && cells_width(words) > cells; brief++)
		words = who_words(r, ui, brief);
	return words;
}

const char *
sheet_where(const struct sheet *r, struct ui *ui)
{
	unsigned long long post = (unsigned long long)r->post;
	size_t first = first_shown(r) + 1, last = first - 1 + (size_t)r->rows;

	if (last > r->set.count)
		last = r->set.count;
	if (ui_small(ui))
		return cells_printf("#%llu %zu/%zu", post, last, r->set.count);
	if (first == 1 && last == r->set.count)
		return cells_printf("#%llu", post);
	return cells_printf(_("#%llu, lines %zu to %zu of %zu"), post, first,
	    last, r->set.count);
}

bool
sheet_draw_beside(struct sheet *r, struct ui *ui, int row, int rows,
    bool shown)
{
	int col = SHEET_PANE + 3, width = term_cols() - col - 2, at;

	if (width > ui_measure(ui))
		width = ui_measure(ui);
	for (int i = 0; i < rows; i++)
		term_sign(row + i, SHEET_PANE, STYLE_DIM, SIGN_RULE);
	if (!shown || r->post == 0 || rows < 4)
		return false;
	sheet_draw(r, row + 2, col, rows - 2, width);
	at = cells_right(row, col + width, STYLE_DIM, sheet_where(r, ui));
	cells_put(row, col, at - col - 2, STYLE_DIM, sheet_who(r, ui,
	    at - col - 2));
	return true;
}
