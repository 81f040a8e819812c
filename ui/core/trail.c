/*
 * trail: the places the reader went through, for `b`.  One entry is a thread
 * (at a post, at a row of its text) or a room (at a thread); moving within it
 * corrects it, going elsewhere adds one.
 */
#include "ui/core/ui_core.h"

#include <stdlib.h>
#include <string.h>

/* 4,096 places are 400 KiB; then the older half is forgotten. */
enum { TRAIL_MAX = 4096 };

static bool
same_place(const struct about *a, const struct about *b)
{
	return a->room == b->room && a->thread == b->thread;
}

static void
make_room(struct ui *ui)
{
	if (ui->place_count == TRAIL_MAX) {
		ui->place_count /= 2;
		memmove(ui->places, ui->places + TRAIL_MAX / 2,
		    ui->place_count * sizeof(ui->places[0]));
	}
	if (ui->place_count == ui->place_room) {
		ui->place_room = ui->place_room == 0 ? 16 :
		    ui->place_room * 2;
		ui->places = xrealloc(ui->places,
		    ui->place_room * sizeof(ui->places[0]));
	}
}

void
ui_went(struct ui *ui, const struct about *about)
{
	size_t n = ui->place_count;
	struct about *last = n > 0 ? &ui->places[n - 1] : NULL;

	if (last == NULL || !same_place(last, about) ||
	    (ui->jumped && last->post != about->post)) {
		make_room(ui);
		last = &ui->places[ui->place_count++];
	}
	ui->jumped = false;
	*last = *about;
	last->word = NULL;
	/* Back, without `b`, to where a jump in a thread began. */
	n = ui->place_count;
	if (n > 1 && same_place(&last[-1], last) &&
	    last[-1].post == last->post) {
		last[-1] = *last;
		ui->place_count--;
	}
}

const struct about *
ui_here(struct ui *ui)
{
	static const struct about nowhere;

	return ui->place_count > 0 ? &ui->places[ui->place_count - 1] :
	    &nowhere;
}

void
ui_jumped(struct ui *ui)
{
	ui->jumped = true;
}

void
trail_free(struct ui *ui)
{
	free(ui->places);
	ui->places = NULL;
	ui->place_count = ui->place_room = 0;
}

/* Is the last place what shows? */
static bool
shows(struct ui *ui)
{
	const struct frame *f = ui_top(ui);

	return f != NULL && (f->ops == &scr_thread || f->ops == &scr_post ||
	    f->ops == &scr_threads);
}

bool
trail_possible(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No room or thread was shown before this."), 0,
	    NULL);
	return ui->place_count > (shows(ui) ? 1 : 0);
}

void
trail_back(struct ui *ui, void *state)
{
	struct about about, tree;

	if (shows(ui) && ui->place_count > 0)
		ui->place_count--;
	ui->jumped = false;
	if (ui->place_count == 0)
		return;
	about = tree = ui->places[ui->place_count - 1];
	if (ui_who(ui)->member != 0)
		ui_home(ui);
	else
		while (ui->depth > 1)
			ui_pop(ui);
	if (about.thread == 0) {
		ui_push(ui, &scr_threads, &about);
		return;
	}
	tree.pointed = about.pointed || !ui_wide(ui);
	ui_push(ui, &scr_thread, &tree);
	if (!about.pointed && !ui_wide(ui))
		ui_push(ui, &scr_post, &about);
}
