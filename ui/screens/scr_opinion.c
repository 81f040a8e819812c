/* scr_opinion, scr_vote: what a juror writes: an opinion, a word to the others;
 * which measure is right, and why. */
#include "ui/core/decision_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/form_screen.h"

enum { FIELD_MEASURE, FIELD_TEXT_, FIELD_SEND, FIELD_LEAVE };

static const struct form_field opinion_fields[] = {
	{ FIELD_TEXT_, FIELD_TEXT, N_("Your words"),
	  N_("An opinion takes 80 signs at least."), .needed = true,
	  .max = 4000, .rows = 8 },
	{ FIELD_SEND, FIELD_BUTTON, N_("Send"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};
static const struct form_field vote_fields[] = {
	{ FIELD_MEASURE, FIELD_CHOICE, N_("Measure"), NULL,
	  .choices = measure_names },
	{ FIELD_TEXT_, FIELD_TEXT, N_("Your reasons"),
	  N_("Read by the parties without your name: 80 signs at least."),
	  .needed = true, .max = 4000, .rows = 8 },
	{ FIELD_SEND, FIELD_BUTTON, N_("Send"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

static const struct form_kind opinion_kind = { .fields = opinion_fields,
	.count = LENGTH(opinion_fields), .keeps = UNSENT_JURY, .name = -1,
	.text = FIELD_TEXT_, .reason = -1, .choice = -1 };
static const struct form_kind vote_kind = { .fields = vote_fields,
	.count = LENGTH(vote_fields), .keeps = UNSENT_JURY, .name = -1,
	.text = FIELD_TEXT_, .reason = -1, .choice = FIELD_MEASURE };

struct opinion_form { struct form_screen s; bool talking; };

static enum err
opinion_open(struct ui *ui, void *opaque, const struct about *about)
{
	struct opinion_form *st = opaque;
	struct jury_view view;
	enum err e = query_jury(ui_store(ui), ui_who(ui), about->number,
	    ui_arena(ui), &view);

	if (e != OK)
		return e;
	st->talking = view.phase == JURY_TALKING;
	form_screen_open(ui, &st->s, &opinion_kind, about->number);
	return OK;
}

static enum err
vote_open(struct ui *ui, void *opaque, const struct about *about)
{
	form_screen_open(ui, &((struct opinion_form *)opaque)->s, &vote_kind,
	    about->number);
	return OK;
}

static void
opinion_draw(struct ui *ui, void *opaque)
{
	struct opinion_form *st = opaque;

	cells_begin();
	ui_head(ui, cells_printf(_("Jury, case %llu"),
	    (unsigned long long)st->s.subject), "");
	ui_context(ui, st->s.kind == &vote_kind ? _("The same measure, a "
	    "lighter one, or none; changed until all have said.") :
	    st->talking ? _("Only those who sit read it.") :
	    _("Nobody reads it before all have written."));
	form_screen_draw(ui, &st->s);
}

static void
run_send(struct ui *ui, void *opaque)
{
	struct opinion_form *st = opaque;
	bool vote = st->s.kind == &vote_kind;
	struct act_args args = { .number = st->s.subject,
		.text = form_text(st->s.form, FIELD_TEXT_),
		.type = st->talking ? JURY_SAY : JURY_OPINION };
	struct act_result result = { 0 };

	if (vote) {
		const struct measure_choice *choice = &measure_choices[
		    form_choice(st->s.form, FIELD_MEASURE)];
		args.type = (uint8_t)choice->measure;
		args.days = choice->days;
	}
	if (form_screen_send(ui, &st->s, vote ? ACT_JURY_VOTE : ACT_JURY,
	    &args, &result))
		ui_say(ui, _("Noted."));
}

static bool
opinion_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct opinion_form *st = opaque;
	struct form_event event;
	bool taken = form_screen_key(&st->s, key, &event);

	if (event.pressed == FIELD_SEND)
		run_send(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		form_screen_run_leave(ui, st);
	return taken;
}

#define BINDS(act)							\
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"),		\
	  form_screen_run_next, NULL, -1, BIND_FOOTER, N_("Take part") }, \
	{ CTRL_('x'), N_("send"), N_("send it to the jury"), run_send,	\
	  NULL, act, BIND_FOOTER | BIND_MENU, N_("Take part") },		\
	{ CTRL_('o'), N_("leave it"), N_("leave without sending"),	\
	  form_screen_run_leave, NULL, -1, BIND_MENU, N_("Take part") }

static const struct bind opinion_binds[] = { BINDS(ACT_JURY) };
static const struct bind vote_binds[] = { BINDS(ACT_JURY_VOTE) };

const struct screen_ops scr_opinion = {
	.name = "opinion",
	.title = N_("An opinion"),
	.context = CONTEXT_FORM,
	.binds = opinion_binds,
	.bind_count = LENGTH(opinion_binds),
	.state_size = sizeof(struct opinion_form),
	.help = N_("What you write here is read by those who sit with you, and "
	    "by nobody else."),
	.open = opinion_open,
	.load = form_screen_load,
	.draw = opinion_draw,
	.key = opinion_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};

const struct screen_ops scr_vote = {
	.name = "vote",
	.title = N_("Which measure is right"),
	.context = CONTEXT_FORM,
	.binds = vote_binds,
	.bind_count = LENGTH(vote_binds),
	.state_size = sizeof(struct opinion_form),
	.help = N_("The heaviest measure that three of you find right, or "
	    "something heavier still, comes out; four to keep an exclusion."),
	.open = vote_open,
	.load = form_screen_load,
	.draw = opinion_draw,
	.key = opinion_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};
