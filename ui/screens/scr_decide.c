/* scr_decide: a case is decided: measure, article, facts, reasons. */
#include "ui/screens/cells.h"
#include "ui/widgets/form.h"

enum { FIELD_MEASURE, FIELD_ARTICLE, FIELD_FACTS, FIELD_REASONS, FIELD_SIGN,
	FIELD_LEAVE };

static const char *const measures[] = { N_("no further action"),
	N_("private reminder"), N_("to be rephrased"), N_("masked"), NULL };

static const struct form_field fields[] = {
	{ FIELD_MEASURE, FIELD_CHOICE, N_("Measure"), NULL,
	  .choices = measures },
	{ FIELD_ARTICLE, FIELD_TEXT, N_("Article of the charter"), NULL,
	  .needed = true, .cells = 12, .max = 16 },
	{ FIELD_FACTS, FIELD_TEXT, N_("The facts"),
	  N_("What was written, without a judgement: 20 characters at least."),
	  .needed = true, .max = 4000 },
	{ FIELD_REASONS, FIELD_TEXT, N_("The reasons"),
	  N_("For its author, who may answer them: 80 characters at least."),
	  .needed = true, .max = 4000 },
	{ FIELD_SIGN, FIELD_BUTTON, N_("Sign"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

struct decide_form { struct form *form; uint64_t id; uint32_t version; };

static enum err
decide_open(struct ui *ui, void *opaque, const struct about *about)
{
	struct decide_form *st = opaque;
	struct case_view view;
	enum err e;

	st->id = about->number;
	if ((e = query_case(ui_store(ui), ui_who(ui), st->id, ui_arena(ui),
	    &view)) != OK)
		return e;
	st->version = view.file.version;
	st->form = form_new(fields, LENGTH(fields));
	form_set_text(st->form, FIELD_ARTICLE, view.file.article);
	return OK;
}

static enum err
decide_load(struct ui *ui, void *opaque)
{
	return OK;
}

static void
decide_close(struct ui *ui, void *opaque)
{
	form_free(((struct decide_form *)opaque)->form);
}

static void
decide_draw(struct ui *ui, void *opaque)
{
	struct decide_form *st = opaque;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);

	cells_begin();
	ui_head(ui, cells_printf(_("Decide case %llu"),
	    (unsigned long long)st->id), "");
	ui_context(ui, _("Nothing is said to anybody before [ Sign ]."));
	row += !ui_short_rows(ui);
	form_draw(st->form, ui, row, end - row);
}

static void
sign_answered(struct ui *ui, void *opaque, bool yes)
{
	struct decide_form *st = opaque;
	struct act_args args = { .number = st->id,
		.type = (uint8_t)form_choice(st->form, FIELD_MEASURE),
		.name = form_text(st->form, FIELD_ARTICLE),
		.text = form_text(st->form, FIELD_FACTS),
		.reason = form_text(st->form, FIELD_REASONS),
		.revision = st->version };
	struct act_result result = { 0 };
	enum err e;

	if (!yes)
		return;
	e = act_run(ui_store(ui), ui_who(ui), ACT_CASE_DECIDE, &args,
	    &result);
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_pop(ui);
	ui_say(ui, _("Signed. Its author and those who flagged it are told."));
}

static void
run_sign(struct ui *ui, void *opaque)
{
	struct decide_form *st = opaque;

	ui_confirm(ui, cells_printf(_("Sign this decision: %s?"),
	    _(measures[form_choice(st->form, FIELD_MEASURE)])),
	    sign_answered);
}

static void
leave_answered(struct ui *ui, void *opaque, bool yes)
{
	if (yes)
		ui_pop(ui);
}

static void
run_leave(struct ui *ui, void *opaque)
{
	struct decide_form *st = opaque;

	if (form_text(st->form, FIELD_FACTS).len +
	    form_text(st->form, FIELD_REASONS).len == 0)
		ui_pop(ui);
	else
		ui_confirm(ui, _("Leave without signing? What you wrote here "
		    "goes."), leave_answered);
}

static bool
decide_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct decide_form *st = opaque;
	struct form_event event;
	bool taken = form_key(st->form, key, &event);

	if (event.pressed == FIELD_SIGN)
		run_sign(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		run_leave(ui, st);
	return taken;
}

static void
run_next_field(struct ui *ui, void *opaque)
{
	struct key_event key = { .code = KEY_TAB };
	struct form_event event;

	form_key(((struct decide_form *)opaque)->form, &key, &event);
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), run_next_field,
	  NULL, -1, BIND_FOOTER, N_("Moderate") },
	{ CTRL_('x'), N_("sign"), N_("sign this decision"), run_sign, NULL,
	  ACT_CASE_DECIDE, BIND_FOOTER | BIND_MENU, N_("Moderate") },
	{ CTRL_('o'), N_("leave it"), N_("leave without signing"), run_leave,
	  NULL, -1, BIND_MENU, N_("Moderate") },
};

const struct screen_ops scr_decide = {
	.name = "decide",
	.title = N_("A decision"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct decide_form),
	.help = N_("Its author reads the article, the facts and the reasons, "
	    "not who decided. The log says it a week later, without names."),
	.open = decide_open,
	.load = decide_load,
	.draw = decide_draw,
	.key = decide_key,
	.close = decide_close,
};
