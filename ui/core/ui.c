/*
 * ui: a session from its first screen to its last word: the loop, its ticks,
 * and when the screen is loaded and drawn.
 */
#include "ui/core/ui_core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/clock.h"

enum { TICK_MS = 500 };

/* --- small things for screens --- */

struct store *ui_store(struct ui *ui) { return ui->store; }
const struct who *ui_who(struct ui *ui) { return &ui->who; }
const struct ui_options *ui_options(struct ui *ui) { return &ui->options; }
const struct member *ui_me(struct ui *ui) { return &ui->me; }
int64_t ui_now(struct ui *ui) { return ui->now; }

static void
set_text(struct ui *ui, char **where, const char *text)
{
	if (*where != NULL && text != NULL && strcmp(*where, text) == 0)
		return;
	if (*where == NULL && text == NULL)
		return;
	text = text != NULL ? xstrdup(text) : NULL;
	free(*where);
	*where = (char *)text;
	ui->redraw = true;
}

void
ui_say(struct ui *ui, const char *msg)
{
	set_text(ui, &ui->message, msg);
}

void
ui_sayf(struct ui *ui, const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		fatal("out of memory");
	va_end(ap);
	ui_say(ui, text);
	free(text);
}

void
ui_status(struct ui *ui, const char *text)
{
	set_text(ui, &ui->status, text);
}

void
ui_rest(struct ui *ui, const char *text)
{
	set_text(ui, &ui->rest, text);
}

void
ui_refused(struct ui *ui, enum err e, const struct refusal *why)
{
	char text[512];

	i18n_refusal(text, sizeof(text), e, why);
	ui_say(ui, text);
}

enum err
ui_act(struct ui *ui, enum act act, struct act_args *args,
    struct act_result *result)
{
	struct act_result own;
	enum err e;

	memset(&own, 0, sizeof(own));
	if (result == NULL)
		result = &own;
	e = act_run(ui->store, &ui->who, act, args, result);
	if (e == OK)
		ui_reload(ui);
	else
		ui_refused(ui, e, &result->why);
	return e;
}

void
ui_reload(struct ui *ui)
{
	struct frame *f = ui_top(ui);

	if (f != NULL) {
		f->dirty = true;
		f->live = false;
	}
	ui->redraw = true;
}

void
ui_redraw(struct ui *ui)
{
	ui->redraw = true;
}

int64_t
ui_quiet(struct ui *ui)
{
	return (clock_ticks() - ui->touched) / 1000;
}

bool
ui_live(struct ui *ui)
{
	return ui->live;
}

void
ui_watch(struct ui *ui, enum change kind, uint64_t id)
{
	struct frame *f = ui_top(ui);
	struct watched *w;
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i < f->watch_count; i++)
		if (f->watches[i].kind == kind && f->watches[i].id == id)
			return;
	if (f->watch_count == UI_WATCH_MAX)
		return;
	w = &f->watches[f->watch_count++];
	w->kind = (uint8_t)kind;
	w->id = id;
	w->value = query_counter(ui->store, kind, id);
}

/* --- ticks --- */

static void
tick(struct ui *ui, bool last)
{
	size_t i;

	for (i = 0; i < ui->depth; i++) {
		struct frame *f = ui->frames[i];

		if (f->ops->tick != NULL && (last || i + 1 == ui->depth))
			f->ops->tick(ui, f->state, last);
	}
}

static void
idle(struct ui *ui)
{
	int64_t quiet = (clock_ticks() - ui->touched) / 1000;
	int64_t limit = ui->options.idle_limit;

	if (limit <= 0)
		return;
	if (quiet >= limit) {
		ui->ended = true;
		ui->end = UI_IDLE;
	} else if (quiet >= limit - ui->options.idle_warning &&
	    !ui->warned && ui->options.idle_warning > 0) {
		ui->warned = true;
		ui_say(ui, _("Nothing typed for a while: palabre closes soon."
		    " Any key keeps it open."));
	}
}

/* --- drawing --- */

static void
load(struct ui *ui)
{
	struct frame *f;
	uint64_t txn;
	enum err e;

	while ((f = ui_top(ui)) != NULL && f->dirty && !ui->ended) {
		f->dirty = false;
		ui->live = f->live;
		f->live = false;
		f->watch_count = 0;
		arena_reset(f->arena);
		txn = query_last_txn(ui->store);
		e = f->ops->load != NULL ? f->ops->load(ui, f->state) : OK;
		/*
		 * A commit between two of its reads: the counters it watches
		 * may be newer than what it shows.  The next tick loads it
		 * again rather than wait for one more change.
		 */
		f->early = query_last_txn(ui->store) != txn;
		if (e == OK || ui_top(ui) != f)
			continue;
		if (ui->message == NULL)
			ui_refused(ui, e, NULL);
		if (ui->depth == 1) {	/* home cannot be read: end */
			ui->ended = true;
			ui->end = UI_QUIT;
			return;
		}
		stack_remove(ui, f);
		ui_reload(ui);
	}
}

static void
draw(struct ui *ui)
{
	struct frame *f;

	load(ui);
	ui_free_dead(ui);
	f = ui_top(ui);
	if (f == NULL)
		return;
	arena_reset(ui->scratch);
	term_clear();
	if (!ui_too_small())
		f->ops->draw(ui, f->state);
	ui_draw_frame(ui);
	term_flush();
	ui->redraw = false;
}

/* The screen after a deed: it is drawn once for keys that came together. */
static void
show(struct ui *ui)
{
	if (term_has_typeahead()) {
		load(ui);
		return;
	}
	news_look(ui);
	if (!ui->ended)
		draw(ui);
}

/* --- keys --- */

static void
step(struct ui *ui)
{
	struct key_event key = term_key(TICK_MS);

	ui->now = clock_now();
	switch (key.code) {
	case KEY_NONE:
		news_look(ui);
		tick(ui, false);
		idle(ui);
		return;
	case KEY_HANGUP:
	case KEY_STOPPED:
		ui->ended = true;
		ui->end = key.code == KEY_HANGUP ? UI_HANGUP : UI_STOPPED;
		return;
	case KEY_RESIZED:
		ui_reload(ui);
		return;
	default:
		break;
	}
	ui->touched = clock_ticks();
	ui->warned = false;
	ui->redraw = true;
	set_text(ui, &ui->message, NULL);
	dispatch_key(ui, key);
}

/* --- the whole --- */

static enum language
guest_language(const char *lang)
{
	if (lang == NULL || lang[0] == '\0' || lang[0] == 'C' ||
	    lang[0] == 'P' || strncmp(lang, "fr", 2) == 0)
		return LANGUAGE_FR;
	return LANGUAGE_EN;
}

static void
finish(struct ui *ui)
{
	ask_end(ui);
	while (ui->depth > 0)
		stack_remove(ui, ui_top(ui));
	ui_free_dead(ui);
	term_close();
	trail_free(ui);
	free(ui->message);
	free(ui->status);
	free(ui->rest);
	arena_free(ui->me_arena);
	arena_free(ui->scratch);
}

/* The last word, on the terminal as it was before. */
static void
say_parting(int tty, enum ui_end end)
{
	static const char *const words[] = {
		[UI_IDLE] = N_("Closed, since nothing was typed for long."
		    " What you wrote is kept."),
		[UI_STOPPED] = N_("The forum restarts; your text is kept."),
		[UI_REMOVED] = N_("This session ends here: its key or its"
		    " account was removed."),
		[UI_PLAIN] = NULL,
	};

	if (words[end] != NULL)
		dprintf(tty, "%s\r\n", _(words[end]));
}

enum ui_end
ui_run(struct store *store, const struct who *who,
    const struct ui_options *options)
{
	struct ui ui = { .store = store, .who = *who, .options = *options,
		.end = UI_QUIT };
	struct term_options term = { .term = options->term,
		.no_color = options->no_color };
	enum err e;

	i18n_init();
	i18n_language(guest_language(options->language));
	ui.me_arena = arena_new();
	ui.scratch = arena_new();
	ui.now = clock_now();
	ui.touched = clock_ticks();
	news_load_me(&ui);
	ui.txn = query_last_txn(store);
	term.theme = (enum style_theme)ui.me.theme;
	term.ascii = ui.me.ascii || options->client_ascii;
	term.mouse = ui.me.mouse;
	e = term_open(options->tty, &term);
	if (e != OK) {
		arena_free(ui.me_arena);
		arena_free(ui.scratch);
		return UI_PLAIN;
	}
	ui_enter(&ui);
	while (!ui.ended && ui.depth > 0) {
		if (ui.redraw)
			show(&ui);
		if (ui.ended || ui.depth == 0)
			break;
		step(&ui);
	}
	tick(&ui, true);
	finish(&ui);
	say_parting(options->tty, ui.end);
	return ui.end;
}
