/*
 * news: what moved in the store.  A tick of an idle session costs one look at
 * the number of the last transaction; only when it moved are the counters of
 * what is shown read, and only if one moved is the screen loaded again.
 */
#include "ui/core/ui_core.h"

#include <string.h>

void
news_load_me(struct ui *ui)
{
	struct term_options options;
	struct member_view view;

	if (ui->who.member == 0)
		return;
	ui->me_counter = query_counter(ui->store, CHANGE_MEMBER,
	    ui->who.member);
	arena_reset(ui->me_arena);
	memset(&ui->me, 0, sizeof(ui->me));
	if (query_member(ui->store, &ui->who, ui->who.member, ui->me_arena,
	    &view) == OK)
		ui->me = view.member;
	i18n_language((enum language)ui->me.language);
	if (ui->depth == 0)
		return;
	memset(&options, 0, sizeof(options));
	options.theme = (enum style_theme)ui->me.theme;
	options.ascii = ui->me.ascii || ui->options.client_ascii;
	options.mouse = ui->me.mouse;
	options.no_color = ui->options.no_color;
	term_restyle(&options);
}

static void
member_moved(struct ui *ui)
{
	news_load_me(ui);
	ui->redraw = true;
	if (ui->options.still_welcome != NULL &&
	    !ui->options.still_welcome(ui->options.welcome_data)) {
		ui->ended = true;
		ui->end = UI_REMOVED;
	}
}

void
news_look(struct ui *ui)
{
	struct frame *f = ui_top(ui);
	uint64_t txn = query_last_txn(ui->store);
	size_t i;

	if (f != NULL && f->early) {
		f->early = false;
		f->live = !f->dirty || f->live;
		f->dirty = true;
		ui->redraw = true;
	}
	if (txn == ui->txn)
		return;
	ui->txn = txn;
	for (i = 0; f != NULL && i < f->watch_count; i++) {
		struct watched *w = &f->watches[i];

		if (query_counter(ui->store, (enum change)w->kind, w->id) ==
		    w->value)
			continue;
		f->live = !f->dirty || f->live;
		f->dirty = true;
		ui->redraw = true;
		break;
	}
	if (ui->who.member != 0 && query_counter(ui->store, CHANGE_MEMBER,
	    ui->who.member) != ui->me_counter)
		member_moved(ui);
}

