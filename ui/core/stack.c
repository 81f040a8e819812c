/*
 * stack: the screens that lie one over the other, and which screen comes first
 * for whom.
 */
#include "store/forum/charter.h"
#include "ui/core/ui_core.h"

#include <stdlib.h>
#include <string.h>

struct frame *
ui_top(struct ui *ui)
{
	return ui->depth > 0 ? ui->frames[ui->depth - 1] : NULL;
}

struct frame *
ui_below(struct ui *ui)
{
	return ui->depth > 1 ? ui->frames[ui->depth - 2] : NULL;
}

struct arena *
ui_arena(struct ui *ui)
{
	return ui->depth > 0 ? ui_top(ui)->arena : ui->scratch;
}

/* States stay until the key that closed them has been dealt with: the bind
 * that called ui_pop() still holds one. */
static void
bury(struct ui *ui, struct frame *f)
{
	if (ui->ask.kind != ASK_NONE && ui->ask.frame == f)
		ask_end(ui);
	if (f->ops->close != NULL)
		f->ops->close(ui, f->state);
	f->next_dead = ui->dead;
	ui->dead = f;
	ui->redraw = true;
	ui_status(ui, NULL);
	ui_rest(ui, NULL);
}

void
ui_free_dead(struct ui *ui)
{
	struct frame *f;

	while ((f = ui->dead) != NULL) {
		ui->dead = f->next_dead;
		arena_free(f->arena);
		free(f->state);
		free(f);
	}
}

void
stack_remove(struct ui *ui, struct frame *f)
{
	size_t i;

	for (i = 0; i < ui->depth; i++) {
		if (ui->frames[i] != f)
			continue;
		memmove(&ui->frames[i], &ui->frames[i + 1],
		    (ui->depth - i - 1) * sizeof(ui->frames[0]));
		ui->depth--;
		bury(ui, f);
		return;
	}
}

static enum err
push(struct ui *ui, const struct screen_ops *ops, const struct about *about)
{
	struct frame *f;
	enum err e;

	if (ui->depth == UI_DEPTH_MAX)	/* home stays: the oldest place goes */
		stack_remove(ui, ui->frames[1]);
	f = xcalloc(1, sizeof(*f));
	f->ops = ops;
	f->state = xcalloc(1, ops->state_size + 1);
	f->arena = arena_new();
	if (about != NULL)
		f->about = *about;
	f->dirty = true;
	ui->frames[ui->depth++] = f;
	ui_status(ui, NULL);
	ui_rest(ui, NULL);
	ui->redraw = true;
	e = ops->open != NULL ? ops->open(ui, f->state, &f->about) : OK;
	if (e != OK) {
		stack_remove(ui, f);
		if (ui->message == NULL)
			ui_refused(ui, e, NULL);
	}
	return e;
}

void
ui_push(struct ui *ui, const struct screen_ops *ops, const struct about *about)
{
	struct frame *below = ui_top(ui);

	/* It gets no ticks until it is on top again: what is to be saved is
	 * saved now. */
	if (below != NULL && below->ops->tick != NULL)
		below->ops->tick(ui, below->state, true);
	push(ui, ops, about);
}

void
ui_replace(struct ui *ui, const struct screen_ops *ops,
    const struct about *about)
{
	struct frame *old = ui_top(ui);
	struct about copy = { 0 };

	if (about != NULL)
		copy = *about;
	if (push(ui, ops, &copy) == OK && old != NULL)
		stack_remove(ui, old);
}

void
ui_pop(struct ui *ui)
{
	if (ui->depth <= 1) {
		ui_quit(ui);
		return;
	}
	stack_remove(ui, ui_top(ui));
	ui_reload(ui);
}

void
ui_home(struct ui *ui)
{
	while (ui->depth > 1 && ui_top(ui)->ops != &scr_home)
		stack_remove(ui, ui_top(ui));
	if (ui->depth == 0 || (ui_top(ui)->ops != &scr_home &&
	    ui->who.member != 0 && ui->me.charter_accepted != 0))
		ui_replace(ui, &scr_home, NULL);
	ui_reload(ui);
}

static void
quit_answered(struct ui *ui, void *state, bool yes)
{
	if (!yes)
		return;
	ui->ended = true;
	ui->end = UI_QUIT;
}

void
ui_quit(struct ui *ui)
{
	ui_confirm(ui, _("Leave palabre?"), quit_answered);
}

bool
ui_cut(struct ui *ui)
{
	return ui->ended && ui->end != UI_QUIT;
}

/* --- what comes first --- */

void
ui_enter(struct ui *ui)
{
	const struct screen_ops *first = &scr_home;

	news_load_me(ui);		/* what was just accepted or set counts */
	while (ui->depth > 0)
		stack_remove(ui, ui_top(ui));
	if (ui->who.member == 0)
		first = ui->options.registering ? &scr_register : &scr_welcome;
	else if (charter_asks(charter_now(ui->store), &ui->me))
		first = &scr_charter;
	else if (!ui->me.toured)
		first = &scr_setup;
	else if (ui->options.offered_key != NULL)
		first = &scr_keyoffer;
	if (push(ui, first, NULL) == OK || first == &scr_home)
		return;
	ui_say(ui, NULL);	/* a key that cannot be read is no matter */
	ui_push(ui, &scr_home, NULL);
}

void
ui_become(struct ui *ui, uint64_t member)
{
	ui->who.member = member;
	ui->options.registering = false;
	news_load_me(ui);
}

void
ui_apply_settings(struct ui *ui, enum language language)
{
	if (ui->who.member == 0)
		i18n_language(language);
	else
		news_load_me(ui);
	ui_reload(ui);
}

