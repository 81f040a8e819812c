/*
 * scr_case: one case: to a moderator, the text as it was flagged, the flags,
 * what was decided; to the author of the post, the decision and its reasons.
 */
#include "ui/core/decision_words.h"
#include "ui/core/mask_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/parts.h"
#include "ui/screens/place.h"
#include "ui/widgets/quote.h"
#include "ui/widgets/wrap.h"

struct case_screen {
	uint64_t id;
	struct case_view view;		/* ui_arena */
	bool judge;			/* the reader is to decide it… */
	bool signs;			/* …to countersign it… */
	bool lightens;			/* …or may decide it anew */
	struct arena *arena;		/* of what was set */
	struct wrapped set;
	int measure, top;
};

static enum err
case_open(struct ui *ui, void *state, const struct about *about)
{
	struct case_screen *st = state;

	st->id = about->number;
	st->arena = arena_new();
	return OK;
}

static enum err
case_load(struct ui *ui, void *state)
{
	struct case_screen *st = state;
	struct act_args args = { .number = st->id };
	enum err e = query_case(ui_store(ui), ui_who(ui), st->id,
	    ui_arena(ui), &st->view);
	bool judges;

	if (e != OK)
		return e;
	st->measure = 0;
	judges = st->view.party == NULL && store_may(ui_store(ui),
	    ui_who(ui), ACT_CASE_TAKE, &args, NULL) == OK;
	st->judge = judges && (st->view.state == CASE_OPEN ||
	    st->view.state == CASE_APPEAL ||
	    st->view.state == CASE_TAKEN);
	st->signs = judges && st->view.state == CASE_SIGNING;
	st->lightens = judges && st->view.state == CASE_DECIDED &&
	    st->view.file.measure != MEASURE_NONE;
	ui_watch(ui, CHANGE_CASES, 0);
	return OK;
}

static void
case_close(struct ui *ui, void *state)
{
	arena_free(((struct case_screen *)state)->arena);
}

/* "- lavande, art. 4a: the reason", a line each. */
static struct str
flags_text(struct case_screen *st)
{
	const struct case_view *v = &st->view;
	char *text = arena_strdup(st->arena, "");

	for (size_t i = 0; i < v->flag_count; i++)
		text = arena_printf(st->arena, _("%s- %.*s, %s%s: %.*s\n"), text,
		    (int)v->flags[i].by.len, v->flags[i].by.p,
		    mask_article(v->flags[i].flag.article, st->arena),
		    v->flags[i].flag.counts ? "" : _(" (does not count "
		    "toward masking)"), (int)v->flags[i].flag.reason.len,
		    v->flags[i].flag.reason.p);
	return str_of(text);
}

static void
set_text(struct case_screen *st, int measure)
{
	struct wrap_options options = { .measure = measure };
	const struct casefile *c = &st->view.file;
	const struct decision *pending = &st->view.pending;
	struct parts parts = { 0 };

	if (st->measure == measure)
		return;
	st->measure = measure;
	arena_reset(st->arena);
	if (st->view.party != NULL && c->facts.len == 0)
		parts_add(&parts, st->arena, "", str_of(_(st->view.party)));
	parts_add(&parts, st->arena, _("The text, as it was flagged"),
	    c->snapshot.len > 0 ? quote_add(c->snapshot, measure,
	    st->arena) : c->snapshot);
	if (c->reread && !str_equal(st->view.text, c->snapshot))
		parts_add(&parts, st->arena, _("The text now"), quote_add(
		    st->view.text, measure, st->arena));
	parts_add(&parts, st->arena, _("Flags"), flags_text(st));
	if (st->view.flag_count > 0)
		parts_add(&parts, st->arena, _("In the last twelve months"),
		    history_words(&st->view, st->arena));
	if (c->decided != 0)
		parts_add(&parts, st->arena, _("The decision"), str_of(
		    decision_words(&(struct decision){ .measure = c->measure,
		    .article = c->article, .origin = st->view.decision.origin,
		    .until = st->view.decision.until, .ended =
		    st->view.decision.ended, .entry = c->entry },
		    st->arena)));
	parts_add(&parts, st->arena, _("The facts"), c->facts);
	parts_add(&parts, st->arena, _("The reasons"), c->reasons);
	if (st->view.appeal.id != 0)
		parts_add(&parts, st->arena, _("The appeal"),
		    st->view.appeal.text.len > 0 ? st->view.appeal.text :
		    str_of(_("It is filed.")));
	if (c->decided != 0)
		parts_add(&parts, st->arena, _("In the log, to be kept as a "
		    "proof"), st->view.head);
	if (pending->id != 0)
		parts_add(&parts, st->arena, _("To be countersigned"), str_of(
		    arena_printf(st->arena, _("%s Signed by %.*s."),
		    decision_words(pending, st->arena),
		    (int)st->view.signed_by.len, st->view.signed_by.p)));
	parts_add(&parts, st->arena, _("The facts"), pending->facts);
	parts_add(&parts, st->arena, _("The reasons"), pending->reasons);
	if (st->view.repair != 0)
		parts_add(&parts, st->arena, _("The repair"),
		    str_of(repair_words(st->view.repair)));
	wrap_text(parts.text, &options, st->arena, &st->set);
	parts_style(&parts, &st->set, st->arena);
}

static const char *
state_words(struct ui *ui, const struct case_view *v)
{
	if (v->state == CASE_TAKEN)
		return cells_printf(_("taken by %s, %s"),
		    cells_str(v->taken_by), i18n_left(v->until - ui_now(ui),
		    cells_arena()));
	return i18n_word(VOCABULARY_CASE, v->state);
}

static void
case_draw(struct ui *ui, void *state)
{
	struct case_screen *st = state;
	const struct case_view *v = &st->view;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), i, count;

	cells_begin();
	ui_head(ui, cells_printf(_("Case %llu"), (unsigned long long)st->id),
	    state_words(ui, v));
	ui_context(ui, cells_printf(_("#%llu, by %s, in “%s”"),
	    (unsigned long long)v->file.post, cells_str(v->author),
	    cells_str(v->title)));
	set_text(st, ui_measure(ui));
	count = (int)st->set.count;
	if (st->top > count - rows)
		st->top = count - rows;
	if (st->top < 0)
		st->top = 0;
	for (i = 0; i < rows && st->top + i < count; i++)
		wrap_draw(&st->set, (size_t)(st->top + i), row + i,
		    ui_margin(ui) + (ui_small(ui) ? 0 : 2));
	term_cursor(-1, -1);
}

static bool
case_key(struct ui *ui, void *state, const struct key_event *key)
{
	return place_scroll(ui, &((struct case_screen *)state)->top, key);
}

static void
run_page(struct ui *ui, void *state)
{
	((struct case_screen *)state)->top += ui_body_rows(ui) - 1;
}

static void
signed_or_not(struct ui *ui, struct case_screen *st, bool off)
{
	struct act_args args = { .number = st->id, .back = off,
		.revision = st->view.file.version };

	if (ui_act(ui, ACT_COUNTERSIGN, &args, NULL) == OK)
		ui_say(ui, off ? _("Not signed: it is to be decided anew.") :
		    _("Signed. Its author and those who flagged it are "
		    "told."));
}

static void
sign_answered(struct ui *ui, void *state, bool yes)
{
	if (yes)
		signed_or_not(ui, state, false);
}

static void
run_sign(struct ui *ui, void *state)
{
	struct case_screen *st = state;

	ui_confirm(ui, cells_printf(_("Countersign this decision: %s?"),
	    i18n_word(VOCABULARY_MEASURE, st->view.pending.measure)),
	    sign_answered);
}

static void
run_sign_not(struct ui *ui, void *state)
{
	signed_or_not(ui, state, true);
}

static void
repair_step(struct ui *ui, struct case_screen *st, enum repair_step step)
{
	struct act_args args = { .number = st->id, .type = (uint8_t)step };

	if (ui_act(ui, ACT_REPAIR, &args, NULL) == OK)
		ui_say(ui, _("It is told to the other person."));
}

static void
run_repair_no(struct ui *ui, void *state)
{
	repair_step(ui, state, REPAIR_NO);
}

static void
repair_answered(struct ui *ui, void *state, bool yes)
{
	struct case_screen *st = state;

	if (yes)
		repair_step(ui, st, (st->view.repair & 1u << REPAIR_DONE) !=
		    0 ? REPAIR_DONE : REPAIR_YES);
}

static void
run_repair(struct ui *ui, void *state)
{
	struct case_screen *st = state;

	ui_confirm(ui, (st->view.repair & 1u << REPAIR_DONE) != 0 ?
	    _("Is the repair done?") : _("Do you agree to this repair?"),
	    repair_answered);
}

static void
run_decide(struct ui *ui, void *state)
{
	struct case_screen *st = state;
	struct act_args args = { .number = st->id };

	if (st->signs)
		run_sign(ui, state);
	else if (st->view.repair != 0)
		run_repair(ui, state);
	else if (st->lightens)
		ui_push(ui, &scr_decide, &(struct about){ .number = st->id });
	else if (ui_act(ui, ACT_CASE_TAKE, &args, NULL) == OK)
		ui_push(ui, &scr_decide, &(struct about){ .number = st->id });
}

static void
run_back(struct ui *ui, void *state)
{
	struct case_screen *st = state;
	struct act_args args = { .number = st->id, .back = true };

	if (ui_act(ui, ACT_CASE_TAKE, &args, NULL) == OK)
		ui_say(ui, _("Given back: others may take it."));
}

static void
run_appeal(struct ui *ui, void *state)
{
	ui_push(ui, &scr_appeal, &(struct about){
	    .number = ((struct case_screen *)state)->id });
}

static bool
may_appeal(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("This decision is not yours to appeal, or was "
	    "appealed already."), 0, NULL);
	return ((const struct case_screen *)state)->view.may_appeal;
}

static void
run_see(struct ui *ui, void *state)
{
	place_open_post(ui, ((struct case_screen *)state)->view.file.post);
}

static bool
may_decide(struct ui *ui, const void *state, struct refusal *why)
{
	const struct case_screen *st = state;

	refusal_set(why, N_("Another moderator decides this case, or it is"
	    " decided."), 0, NULL);
	return st->judge || st->signs || st->lightens ||
	    (st->view.repair & ~(1u << REPAIR_NO)) != 0;
}

static bool
may_sign(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No decision waits for a second signature here."),
	    0, NULL);
	return ((const struct case_screen *)state)->signs;
}

static bool
may_repair(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No repair is asked of you here."), 0, NULL);
	return (((const struct case_screen *)state)->view.repair &
	    ~(1u << REPAIR_NO)) != 0;
}

static bool
may_refuse(struct ui *ui, const void *state, struct refusal *why)
{
	refusal_set(why, N_("No repair is asked of you here."), 0, NULL);
	return (((const struct case_screen *)state)->view.repair &
	    1u << REPAIR_NO) != 0;
}

static bool
may_give_back(struct ui *ui, const void *state, struct refusal *why)
{
	const struct case_screen *st = state;

	refusal_set(why, N_("You have not taken this case."), 0, NULL);
	return st->judge && st->view.state == CASE_TAKEN;
}

static const struct bind binds[] = {
	{ LETTER(' '), N_("read on"), N_("a page on"), run_page, NULL, -1,
	  BIND_FOOTER, N_("Read") },
	{ LETTER('d'), N_("decide"), N_("decide it, countersign it, or answer"),
	  run_decide, may_decide, ACT_CASE_DECIDE, BIND_FOOTER | BIND_MENU,
	  N_("Moderate") },
	{ NAMED(KEY_NONE), N_("countersign"), N_("countersign this decision"),
	  run_sign, may_sign, ACT_COUNTERSIGN, BIND_MENU, N_("Moderate") },
	{ NAMED(KEY_NONE), N_("do not sign"), N_("do not countersign: it is decided "
	  "anew"), run_sign_not, may_sign, ACT_COUNTERSIGN, BIND_MENU,
	  N_("Moderate") },
	{ NAMED(KEY_NONE), N_("agree to the repair"), N_("agree to the repair, or "
	  "say that it is done"), run_repair, may_repair, ACT_REPAIR,
	  BIND_MENU, N_("Moderate") },
	{ NAMED(KEY_NONE), N_("no repair"), N_("refuse the repair"), run_repair_no,
	  may_refuse, ACT_REPAIR, BIND_MENU, N_("Moderate") },
	{ LETTER('o'), N_("appeal"), N_("appeal: other people decide"),
	  run_appeal, may_appeal, ACT_APPEAL, BIND_FOOTER | BIND_MENU,
	  N_("Take part") },
	{ LETTER('x'), N_("give back"), N_("give this case back to the others"),
	  run_back, may_give_back, ACT_CASE_TAKE, BIND_FOOTER | BIND_MENU,
	  N_("Moderate") },
	{ LETTER('v'), N_("see"), N_("see the post in its thread"), run_see,
	  NULL, -1, BIND_FOOTER | BIND_MENU, N_("Read") },
	{ NAMED(KEY_ARROW_LEFT), N_("back"), N_("back"), place_run_out, NULL,
	  -1, 0, N_("Read") },
};

const struct screen_ops scr_case = {
	.name = "case",
	.title = N_("A case"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct case_screen),
	.help = N_("A decision has facts, an article and reasons; its author "
	    "reads them, and the log says it after a week, without names."),
	.open = case_open,
	.load = case_load,
	.draw = case_draw,
	.key = case_key,
	.close = case_close,
};
