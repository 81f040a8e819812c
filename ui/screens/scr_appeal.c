/* scr_appeal: an appeal against a decision is written and filed. */
#include "ui/screens/cells.h"
#include "ui/screens/form_screen.h"

enum { FIELD_WHAT, FIELD_FILE, FIELD_LEAVE };

static const struct form_field fields[] = {
	{ FIELD_WHAT, FIELD_TEXT, N_("Your appeal"),
	  N_("What the others should know: 20 to 2000 signs."),
	  .needed = true, .max = 2000, .rows = 8 },
	{ FIELD_FILE, FIELD_BUTTON, N_("File"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

static const struct form_kind kind = { .fields = fields,
	.count = LENGTH(fields), .keeps = UNSENT_APPEAL, .name = -1,
	.text = FIELD_WHAT, .reason = -1, .choice = -1 };

struct appeal_form { struct form_screen s; };

static enum err
appeal_open(struct ui *ui, void *opaque, const struct about *about)
{
	form_screen_open(ui, &((struct appeal_form *)opaque)->s, &kind,
	    about->number);
	return OK;
}

static void
appeal_draw(struct ui *ui, void *opaque)
{
	struct appeal_form *st = opaque;

	cells_begin();
	ui_head(ui, cells_printf(_("Appeal, case %llu"),
	    (unsigned long long)st->s.subject), "");
	ui_context(ui, _("Others than those who decided answer it, in two "
	    "weeks at most; never worse for you."));
	form_screen_draw(ui, &st->s);
}

static void
run_file(struct ui *ui, void *opaque)
{
	struct appeal_form *st = opaque;
	struct act_args args = { .number = st->s.subject,
		.text = form_text(st->s.form, FIELD_WHAT) };
	struct act_result result = { 0 };

	if (form_screen_send(ui, &st->s, ACT_APPEAL, &args, &result))
		ui_say(ui, _("Filed: others answer it."));
}

static bool
appeal_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct appeal_form *st = opaque;
	struct form_event event;
	bool taken = form_screen_key(&st->s, key, &event);

	if (event.pressed == FIELD_FILE)
		run_file(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		form_screen_run_leave(ui, st);
	return taken;
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"),
	  form_screen_run_next, NULL, -1, BIND_FOOTER, N_("Take part") },
	{ CTRL_('x'), N_("file"), N_("file this appeal"), run_file, NULL,
	  ACT_APPEAL, BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ CTRL_('o'), N_("leave it"), N_("leave without filing"),
	  form_screen_run_leave, NULL, -1, BIND_MENU, N_("Take part") },
};

const struct screen_ops scr_appeal = {
	.name = "appeal",
	.title = N_("An appeal"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct appeal_form),
	.help = N_("A decision is appealed once, within six months. Whoever "
	    "took it does not answer. If nobody answers in two weeks, the "
	    "measure is lifted."),
	.open = appeal_open,
	.load = form_screen_load,
	.draw = appeal_draw,
	.key = appeal_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};
