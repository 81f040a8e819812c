/* scr_decide: a case is decided: measure, article, facts, reasons. */
#include "ui/core/decision_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/form_screen.h"

enum { FIELD_MEASURE, FIELD_ARTICLE, FIELD_FACTS, FIELD_REASONS, FIELD_SIGN,
	FIELD_LEAVE };

static const struct form_field fields[] = {
	{ FIELD_MEASURE, FIELD_CHOICE, N_("Measure"), NULL,
	  .choices = measure_names },
	{ FIELD_ARTICLE, FIELD_TEXT, N_("Article of the charter"), NULL,
	  .needed = true, .cells = 12, .max = 16 },
	{ FIELD_FACTS, FIELD_TEXT, N_("The facts"),
	  N_("What was written, without a judgement: 20 characters at least."),
	  .needed = true, .max = 4000, .rows = 6 },
	{ FIELD_REASONS, FIELD_TEXT, N_("The reasons"),
	  N_("For its author, who may answer them: 80 characters at least."),
	  .needed = true, .max = 4000, .rows = 6 },
	{ FIELD_SIGN, FIELD_BUTTON, N_("Sign"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

static const struct form_kind kind = { .fields = fields,
	.count = LENGTH(fields), .keeps = UNSENT_DECISION,
	.name = FIELD_ARTICLE, .text = FIELD_FACTS, .reason = FIELD_REASONS,
	.choice = FIELD_MEASURE };

struct decide_form { struct form_screen s; uint32_t version; };

static enum err
decide_open(struct ui *ui, void *opaque, const struct about *about)
{
	struct decide_form *st = opaque;
	struct case_view view;
	enum err e;

	if ((e = query_case(ui_store(ui), ui_who(ui), about->number,
	    ui_arena(ui), &view)) != OK)
		return e;
	st->version = view.file.version;
	form_screen_open(ui, &st->s, &kind, about->number);
	if (form_text(st->s.form, FIELD_ARTICLE).len == 0)
		form_set_text(st->s.form, FIELD_ARTICLE, view.file.article);
	return OK;
}

static void
decide_draw(struct ui *ui, void *opaque)
{
	struct decide_form *st = opaque;

	cells_begin();
	ui_head(ui, cells_printf(_("Decide case %llu"),
	    (unsigned long long)st->s.subject), "");
	ui_context(ui, _("Nothing is said to anybody before [ Sign ]."));
	form_screen_draw(ui, &st->s);
}

static void
sign_answered(struct ui *ui, void *opaque, bool yes)
{
	struct decide_form *st = opaque;
	const struct measure_choice *choice = &measure_choices[form_choice(
	    st->s.form, FIELD_MEASURE)];
	struct act_args args = { .number = st->s.subject,
		.type = (uint8_t)choice->measure, .days = choice->days,
		.name = form_text(st->s.form, FIELD_ARTICLE),
		.text = form_text(st->s.form, FIELD_FACTS),
		.reason = form_text(st->s.form, FIELD_REASONS),
		.revision = st->version };
	struct act_result result = { 0 };

	if (yes && form_screen_send(ui, &st->s, ACT_CASE_DECIDE, &args,
	    &result))
		ui_say(ui, result.waiting ? _("Signed; it waits for another "
		    "moderator’s signature.") : _("Signed. Its author and "
		    "those who flagged it are told."));
}

static void
run_sign(struct ui *ui, void *opaque)
{
	struct decide_form *st = opaque;

	ui_confirm(ui, cells_printf(_("Sign this decision: %s?"),
	    _(measure_names[form_choice(st->s.form, FIELD_MEASURE)])),
	    sign_answered);
}

static bool
decide_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct decide_form *st = opaque;
	struct form_event event;
	bool taken = form_screen_key(&st->s, key, &event);

	if (event.pressed == FIELD_SIGN)
		run_sign(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		form_screen_run_leave(ui, st);
	return taken;
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"),
	  form_screen_run_next, NULL, -1, BIND_FOOTER, N_("Moderate") },
	{ CTRL_('x'), N_("sign"), N_("sign this decision"), run_sign, NULL,
	  ACT_CASE_DECIDE, BIND_FOOTER | BIND_MENU, N_("Moderate") },
	{ CTRL_('o'), N_("leave it"), N_("leave without signing"),
	  form_screen_run_leave, NULL, -1, BIND_MENU, N_("Moderate") },
};

const struct screen_ops scr_decide = {
	.name = "decide",
	.title = N_("A decision"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct decide_form),
	.help = N_("Its author reads the article, the facts and the reasons, "
	    "not who decided. The log says it a week later, without names. A "
	    "pause, a suspension or an exclusion masks the post as well; a "
	    "repair is agreed upon with whoever flagged it first."),
	.open = decide_open,
	.load = form_screen_load,
	.draw = decide_draw,
	.key = decide_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};
