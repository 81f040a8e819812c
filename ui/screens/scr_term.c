/* scr_term: a word is proposed for the glossary: the word, what it means. */
#include "ui/screens/cells.h"
#include "ui/widgets/form.h"

enum { FIELD_WORD, FIELD_MEANING, FIELD_SEND, FIELD_LEAVE };

static const struct form_field fields[] = {
	{ FIELD_WORD, FIELD_TEXT, N_("Word"),
	  N_("As one says it, an acronym or a few words."),
	  .needed = true, .cells = 40 },
	{ FIELD_MEANING, FIELD_TEXT, N_("Meaning"),
	  N_("One or two sentences, for somebody who has just come: 20 to 600 "
	  "characters."), .needed = true, .max = 2400 },
	{ FIELD_SEND, FIELD_BUTTON, N_("Propose"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

struct term_form { struct form *form; };

static enum err
form_open(struct ui *ui, void *opaque, const struct about *about)
{
	((struct term_form *)opaque)->form = form_new(fields, LENGTH(fields));
	return OK;
}

static enum err
form_load(struct ui *ui, void *opaque)
{
	return OK;
}

static void
form_close(struct ui *ui, void *opaque)
{
	form_free(((struct term_form *)opaque)->form);
}

static void
form_draw_all(struct ui *ui, void *opaque)
{
	struct term_form *st = opaque;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);

	cells_begin();
	ui_head(ui, cells_printf("%s %s %s", _("Glossary"),
	    term_sign_text(SIGN_PATH), _("propose a word")), "");
	ui_context(ui, _("Other members approve it before everybody sees "
	    "it."));
	row += !ui_short_rows(ui);
	form_draw(st->form, ui, row, end - row);
}

static void
send(struct ui *ui, struct term_form *st)
{
	struct act_args args = { .name = form_text(st->form, FIELD_WORD),
	    .text = form_text(st->form, FIELD_MEANING) };
	struct act_result result = { 0 };
	enum err e = act_run(ui_store(ui), ui_who(ui), ACT_TERM_PROPOSE,
	    &args, &result);

	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_pop(ui);
	ui_say(ui, _("Proposed. Others approve it now."));
}

static void
leave_answered(struct ui *ui, void *opaque, bool yes)
{
	if (yes)
		ui_pop(ui);
}

/* What was typed here is kept nowhere else. */
static void
run_leave(struct ui *ui, void *opaque)
{
	struct term_form *st = opaque;

	if (form_text(st->form, FIELD_WORD).len +
	    form_text(st->form, FIELD_MEANING).len == 0)
		ui_pop(ui);
	else
		ui_confirm(ui, _("Leave without proposing? What you wrote here "
		    "goes."), leave_answered);
}

static void
run_send(struct ui *ui, void *opaque)
{
	send(ui, opaque);
}

static bool
form_pressed(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct term_form *st = opaque;
	struct form_event event;
	bool taken = form_key(st->form, key, &event);

	if (event.pressed == FIELD_SEND)
		send(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		run_leave(ui, st);
	return taken;
}

static void
run_next_field(struct ui *ui, void *opaque)
{
	struct term_form *st = opaque;
	struct key_event key = { .code = KEY_TAB };
	struct form_event event;

	form_key(st->form, &key, &event);
}


static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), run_next_field,
	  NULL, -1, BIND_FOOTER, N_("Take part") },
	{ CTRL_('x'), N_("propose"), N_("propose this word"), run_send, NULL,
	  ACT_TERM_PROPOSE, BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ CTRL_('o'), N_("leave it"), N_("leave without proposing"),
	  run_leave, NULL, -1, BIND_MENU, N_("Take part") },
};

const struct screen_ops scr_term = {
	.name = "term",
	.title = N_("A word for the glossary"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct term_form),
	.help = N_("A word that newcomers may not know, and what it means."),
	.open = form_open,
	.load = form_load,
	.draw = form_draw_all,
	.key = form_pressed,
	.close = form_close,
};
