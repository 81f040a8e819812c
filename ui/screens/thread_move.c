/* Which line of a thread is pointed at, and which post comes next. */
#include "ui/screens/cells.h"
#include "ui/screens/thread_state.h"

/* --- rows --- */

size_t
thread_pointed(const struct thread_state *st)
{
	return tree_find(&st->tree, st->list.id);
}

const struct branch_view *
thread_pointed_row(const struct thread_state *st)
{
	size_t i = thread_pointed(st);

	return i == TREE_NONE ? NULL : &st->tree.rows[i];
}

void
thread_build(struct thread_state *st)
{
	size_t i;

	tree_layout(&st->tree);
	st->row_count = st->head_count;
	for (i = 0; i < st->head_count; i++)
		st->rows[i] = (struct list_row){ 0, st->head[i].height };
	for (i = 0; i < st->tree.shown_count; i++)
		st->rows[st->row_count++].id =
		    st->tree.rows[st->tree.shown[i]].branch.post;
	list_settle(&st->list, st->rows, st->row_count);
	st->at.post = st->list.id;
}

/* After folding or unfolding above it, the pointer keeps its screen row. */
void
thread_rebuild(struct thread_state *st)
{
	size_t offset = st->list.at - st->list.top;
	bool above = st->list.top <= st->list.at;

	thread_build(st);
	if (above)
		st->list.top = st->list.at > offset ? st->list.at - offset : 0;
}

void
thread_point(struct thread_state *st, size_t index)
{
	tree_reveal(&st->tree, index);
	thread_build(st);
	list_point(&st->list, st->rows, st->row_count,
	    st->tree.rows[index].branch.post);
	st->at.post = st->list.id;
}

/* What was held back shows from the next key on. */
void
thread_release(struct thread_state *st)
{
	if (st->tree.held.count == 0)
		return;
	rangeset_clear(&st->tree.held);
	thread_rebuild(st);
}

void
thread_here(struct ui *ui, const struct thread_state *st)
{
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.post = st->list.id, .pointed = !st->reading || !ui_wide(ui),
		.from = st->reading ? sheet_offset(&st->sheet) : 0 };

	ui_went(ui, &about);
}

static void
show_text(struct ui *ui, struct thread_state *st)
{
	if (ui_wide(ui) && st->list.id != 0 && st->sheet.post != st->list.id)
		sheet_load(&st->sheet, ui, st->list.id);
}


/* Space took the reader on, perhaps to another thread: goes along. */
void
thread_follow(struct thread_state *st)
{
	struct place to;

	if (!place_came_from_post(&to))
		return;
	if (to.thread != st->at.thread) {
		rangeset_clear(&st->tree.folded);
		st->tree.only = 0;
		st->list = (struct list){0};
		st->settled = false;
		st->newest = 0;
	}
	st->at = to;
	st->list.id = st->settled ? st->list.id : 0;
}

/* --- moving --- */

void
thread_moved(struct ui *ui, struct thread_state *st, bool reading)
{
	st->at.post = st->list.id;
	st->news = 0;
	st->reading = reading;
	if (st->left_unread != st->list.id)
		st->left_unread = 0;
	show_text(ui, st);
	thread_here(ui, st);
}

void
thread_read(struct ui *ui, struct thread_state *st)
{
	struct about about = { .room = st->at.room, .thread = st->at.thread,
		.post = st->list.id };

	st->at.post = st->list.id;
	if (ui_wide(ui)) {
		st->text_focus = st->reading = true;
		show_text(ui, st);
		thread_here(ui, st);
	} else if (st->list.id != 0) {
		ui_push(ui, &scr_post, &about);
	}
}

/* Another thread takes this one's place, as if it had been opened. */
static void
switch_thread(struct ui *ui, struct thread_state *st, struct place to)
{
	struct about about = { .room = to.room, .thread = to.thread,
		.post = to.post };

	if (!ui_wide(ui)) {
		place_arrive(to);
		thread_follow(st);
		ui_reload(ui);
		ui_push(ui, &scr_post, &about);
		return;
	}
	place_arrive(to);
	thread_follow(st);
	place_arrive((struct place){ to.room, to.thread, 0 });
	st->reading = true;
	ui_reload(ui);
}

/* One order for Space and n: this thread, this room, the rooms after it. */
static void
go_unread(struct ui *ui, struct thread_state *st, bool open)
{
	size_t at = thread_pointed(st), next;
	struct place to;

	next = tree_unread(&st->tree, at == TREE_NONE ? 0 : at, 1, true);
	if (next != TREE_NONE && next != at) {
		thread_point(st, next);
		thread_moved(ui, st, true);
		if (open && !ui_wide(ui))
			thread_read(ui, st);
	} else if (place_next(ui, st->at, &to) == OK &&
	    to.post != st->list.id) {
		switch_thread(ui, st, to);
	} else if (next == at && next != TREE_NONE) {
		ui_say(ui, _("Only this line is unread. Enter reads it."));
	} else {
		place_say_read(ui, 0);
	}
}

void
thread_run_space(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	const struct branch_view *row = thread_pointed_row(st);

	thread_release(st);
	if (ui_who(ui)->member == 0 || row == NULL) {
		if (!ui_wide(ui) || !sheet_page(&st->sheet))
			thread_read(ui, st);
		return;
	}
	if (!ui_wide(ui)) {
		if (row->unread)
			thread_read(ui, st);
		else
			go_unread(ui, st, true);
		return;
	}
	if (row->unread && !st->reading) {
		st->reading = true;	/* what shows is read from now on */
		if (!sheet_done(&st->sheet)) {
			sheet_page(&st->sheet);
			return;
		}
		place_mark(ui, &st->sheet.view.post);
		tree_mark(&st->tree, thread_pointed(st), false);
	} else if (st->reading && sheet_page(&st->sheet)) {
		return;
	}
	go_unread(ui, st, true);
}

void
thread_run_next(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t news = tree_find(&st->tree, st->news);

	thread_release(st);
	if (news != TREE_NONE && st->tree.rows[news].unread) {
		thread_point(st, news);
		thread_moved(ui, st, true);
		return;
	}
	go_unread(ui, st, false);
}

void
thread_run_previous(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t at = thread_pointed(st), previous;

	thread_release(st);
	previous = tree_unread(&st->tree, at == TREE_NONE ? 0 : at, -1, false);
	if (previous == TREE_NONE) {
		ui_say(ui, _("Nothing unread before this."));
		return;
	}
	thread_point(st, previous);
	thread_moved(ui, st, true);
}

void
thread_run_read(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	struct about about = {0};

	if (st->text_focus && ui_wide(ui))
		ui_push(ui, &scr_menu, &about);
	else
		thread_read(ui, st);
}

/* Opening what was folded lands on the first unread post in it. */
static void
open_branch(struct ui *ui, struct thread_state *st, size_t index)
{
	size_t first = tree_open(&st->tree, index);

	thread_rebuild(st);
	if (first == index)
		return;
	thread_point(st, first);
	thread_moved(ui, st, false);
}

void
thread_run_right(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t i = thread_pointed(st);

	thread_release(st);
	i = thread_pointed(st);
	if (st->text_focus && ui_wide(ui))
		return;
	if (i != TREE_NONE && tree_folded(&st->tree, i))
		open_branch(ui, st, i);
	else
		thread_read(ui, st);
}

void
thread_run_left(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t i;

	thread_release(st);
	i = thread_pointed(st);
	if (st->text_focus && ui_wide(ui)) {
		st->text_focus = false;
	} else if (i == TREE_NONE || (i == 0)) {
		ui_pop(ui);
	} else if (st->tree.rows[i].below > 0 && !tree_folded(&st->tree, i)) {
		tree_fold(&st->tree, i);
		thread_rebuild(st);
	} else {
		thread_point(st, st->tree.parent[i]);
		thread_moved(ui, st, false);
	}
}

void
thread_run_unfold(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t i = thread_pointed(st);

	if (i != TREE_NONE && tree_folded(&st->tree, i))
		open_branch(ui, st, i);
}

void
thread_run_fold(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t i = thread_pointed(st);

	if (i == TREE_NONE || i == 0)
		return;
	if (st->tree.rows[i].below == 0 && st->tree.rows[i].depth > 1)
		thread_point(st, st->tree.parent[i]);
	tree_fold(&st->tree, thread_pointed(st));
	thread_rebuild(st);
}

void
thread_run_fold_read(struct ui *ui, void *state)
{
	struct thread_state *st = state;
	size_t i, at;

	thread_release(st);
	tree_fold_read(&st->tree, 1);
	/* The pointer stays in sight: on the branch that now hides it. */
	at = thread_pointed(st);
	for (i = at; i != TREE_NONE && st->tree.rows[i].depth > 0; ) {
		i = st->tree.parent[i];
		if (tree_folded(&st->tree, i))
			st->list.id = st->tree.rows[i].branch.post;
	}
	thread_rebuild(st);
}

/* The choices of the last question, as enum post_type + 1. */
static struct { uint8_t types[TYPE_COUNT + 1]; size_t count; } offered;

static void
type_chosen(struct ui *ui, void *state, int index)
{
	struct thread_state *st = state;

	if (index < 0)
		return;
	st->tree.only = offered.types[index];
	ui_reload(ui);
}

void
thread_run_type(struct ui *ui, void *state)
{
	static const char letters[] = "cqends";
	struct thread_state *st = state;
	struct choice choices[TYPE_COUNT + 1];
	size_t n;

	thread_release(st);
	choices[0] = (struct choice){ 't', _("all types") };
	offered.types[0] = 0;
	offered.count = 1;
	for (uint8_t type = 0; type < TYPE_COUNT; type++) {
		if ((n = tree_of_type(&st->tree, type)) == 0)
			continue;
		choices[offered.count] = (struct choice){ letters[type],
			cells_printf("%s, %s", i18n_word(VOCABULARY_TYPE,
			type), i18n_number(n, cells_arena())) };
		offered.types[offered.count++] = (uint8_t)(type + 1);
	}
	ui_choose(ui, _("Which type to show?"), choices, offered.count,
	    type_chosen);
}

void
thread_run_tab(struct ui *ui, void *state)
{
	struct thread_state *st = state;

	st->text_focus = !st->text_focus;
	st->reading = st->reading || st->text_focus;
}
