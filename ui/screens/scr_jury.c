/* scr_jury: a case as one who was drawn reads it, without names: what is asked
 * of them now, the texts, what the others wrote. */
#include "ui/core/decision_words.h"
#include "ui/core/mask_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/parts.h"
#include "ui/screens/place.h"
#include "ui/widgets/quote.h"
#include "ui/widgets/wrap.h"

struct jury_screen {
	uint64_t id;
	struct jury_view view;		/* ui_arena */
	struct arena *arena;		/* of what was set */
	struct wrapped set;
	int measure, top;
};

static enum err
jury_open(struct ui *ui, void *state, const struct about *about)
{
	struct jury_screen *st = state;

	st->id = about->number;
	st->arena = arena_new();
	return OK;
}

static enum err
jury_load(struct ui *ui, void *state)
{
	struct jury_screen *st = state;

	st->measure = 0;
	ui_watch(ui, CHANGE_CASES, 0);
	return query_jury(ui_store(ui), ui_who(ui), st->id, ui_arena(ui),
	    &st->view);
}

static void
jury_close(struct ui *ui, void *state)
{
	arena_free(((struct jury_screen *)state)->arena);
}

static void
says_add(struct jury_screen *st, struct parts *parts, const char *title,
    const struct jurysay *says, size_t count)
{
	for (size_t i = 0; i < count; i++)
		parts_add(parts, st->arena, arena_printf(st->arena,
		    _("%s, seat %d"), title, says[i].place + 1),
		    says[i].text);
}

static void
set_text(struct jury_screen *st, int measure)
{
	struct wrap_options options = { .measure = measure };
	const struct jury_view *v = &st->view;
	struct parts parts = { 0 };

	if (st->measure == measure)
		return;
	st->measure = measure;
	arena_reset(st->arena);
	parts_add(&parts, st->arena, _("What is asked of you"),
	    str_of(jury_words(v)));
	parts_add(&parts, st->arena, _("The text, as it was flagged"),
	    quote_add(v->snapshot, measure, st->arena));
	parts_add(&parts, st->arena, _("The decision"), str_of(
	    decision_words(&(struct decision){ .measure =
	    (uint8_t)v->measure, .article = v->article, .days = v->days },
	    st->arena)));
	parts_add(&parts, st->arena, _("The facts"), v->facts);
	parts_add(&parts, st->arena, _("The reasons"), v->reasons);
	parts_add(&parts, st->arena, _("The appeal"), v->appeal);
	says_add(st, &parts, _("Opinion"), v->opinions, v->opinion_count);
	says_add(st, &parts, _("Said"), v->says, v->say_count);
	wrap_text(parts.text, &options, st->arena, &st->set);
	parts_style(&parts, &st->set, st->arena);
}

static void
jury_draw(struct ui *ui, void *state)
{
	struct jury_screen *st = state;
	const struct jury_view *v = &st->view;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), count;

	cells_begin();
	ui_head(ui, cells_printf(_("Jury, case %llu"),
	    (unsigned long long)st->id), i18n_word(VOCABULARY_JURY,
	    v->phase));
	ui_context(ui, v->phase == JURY_OVER ? "" : i18n_left(v->until -
	    ui_now(ui), cells_arena()));
	set_text(st, ui_measure(ui));
	count = (int)st->set.count;
	if (st->top > count - rows)
		st->top = count - rows;
	if (st->top < 0)
		st->top = 0;
	for (int i = 0; i < rows && st->top + i < count; i++)
		wrap_draw(&st->set, (size_t)(st->top + i), row + i,
		    ui_margin(ui) + (ui_small(ui) ? 0 : 2));
	term_cursor(-1, -1);
}

static bool
jury_key(struct ui *ui, void *state, const struct key_event *key)
{
	return place_scroll(ui, &((struct jury_screen *)state)->top, key);
}

static void
run_page(struct ui *ui, void *state)
{
	((struct jury_screen *)state)->top += ui_body_rows(ui) - 1;
}

static void
step(struct ui *ui, struct jury_screen *st, enum jury_step what)
{
	struct act_args args = { .number = st->id, .type = (uint8_t)what };

	if (ui_act(ui, ACT_JURY, &args, NULL) == OK)
		ui_say(ui, _("Noted."));
}

static void
accept_answered(struct ui *ui, void *state, bool yes)
{
	if (yes)
		step(ui, state, JURY_ACCEPT);
}

static void
run_answer(struct ui *ui, void *state)
{
	struct jury_screen *st = state;

	if (st->view.own.answer == 0)
		ui_confirm(ui, _("Do you accept to sit in this jury?"),
		    accept_answered);
	else
		ui_push(ui, st->view.phase == JURY_TALKING ? &scr_vote :
		    &scr_opinion, &(struct about){ .number = st->id });
}

static void
run_decline(struct ui *ui, void *state)
{
	step(ui, state, JURY_DECLINE);
}

static void
run_say(struct ui *ui, void *state)
{
	ui_push(ui, &scr_opinion, &(struct about){
	    .number = ((struct jury_screen *)state)->id });
}

static bool
sits(const struct jury_view *v)
{
	return v->own.answer == 1 && v->phase != JURY_OVER &&
	    (v->phase == JURY_ASKING || (v->seated & 1u << v->place) != 0);
}

static bool
may_answer(struct ui *ui, const void *state, struct refusal *why)
{
	const struct jury_view *v = &((const struct jury_screen *)state)->view;

	refusal_set(why, N_("This is not asked of you now."), 0, NULL);
	return sits(v) || (v->phase == JURY_ASKING && v->own.answer == 0);
}

static bool
may_decline(struct ui *ui, const void *state, struct refusal *why)
{
	const struct jury_view *v = &((const struct jury_screen *)state)->view;

	refusal_set(why, N_("This is not asked of you now."), 0, NULL);
	return v->phase == JURY_ASKING && v->own.answer == 0;
}

static bool
may_talk(struct ui *ui, const void *state, struct refusal *why)
{
	const struct jury_view *v = &((const struct jury_screen *)state)->view;

	refusal_set(why, N_("This is not asked of you now."), 0, NULL);
	return sits(v) && v->phase == JURY_TALKING;
}

static const struct bind binds[] = {
	{ LETTER(' '), N_("read on"), N_("a page on"), run_page, NULL, -1,
	  BIND_FOOTER, N_("Read") },
	{ LETTER('d'), N_("my answer"), N_("accept; write an opinion; say which "
	  "measure is right"), run_answer, may_answer, ACT_JURY,
	  BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ LETTER('r'), N_("talk"), N_("say something to the others"), run_say,
	  may_talk, ACT_JURY, BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ LETTER('x'), N_("decline"), N_("decline to sit; no reason is asked"),
	  run_decline, may_decline, ACT_JURY, BIND_FOOTER | BIND_MENU,
	  N_("Take part") },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"), place_run_out, NULL,
	  -1, 0, N_("Read") },
};

const struct screen_ops scr_jury = {
	.name = "jury",
	.title = N_("A jury"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct jury_screen),
	.help = N_("Five people drawn by lot answer an appeal: each writes "
	    "alone, then all read each other, talk, and say which measure is "
	    "right. Three keep it, four an exclusion; else it is lightened."),
	.open = jury_open,
	.load = jury_load,
	.draw = jury_draw,
	.key = jury_key,
	.close = jury_close,
};
