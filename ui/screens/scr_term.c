/* scr_term: a word is proposed for the glossary: the word, what it means. */
#include "ui/screens/cells.h"
#include "ui/screens/form_screen.h"

enum { FIELD_WORD, FIELD_MEANING, FIELD_SEND, FIELD_LEAVE };

static const struct form_field fields[] = {
	{ FIELD_WORD, FIELD_TEXT, N_("Word"),
	  N_("As one says it, an acronym or a few words."),
	  .needed = true, .cells = 40 },
	{ FIELD_MEANING, FIELD_TEXT, N_("Meaning"),
	  N_("One or two sentences, for somebody who has just come: 20 to 600 "
	  "characters."), .needed = true, .max = 2400, .rows = 5 },
	{ FIELD_SEND, FIELD_BUTTON, N_("Propose"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

static const struct form_kind kind = { .fields = fields,
	.count = LENGTH(fields), .keeps = UNSENT_TERM, .name = FIELD_WORD,
	.text = FIELD_MEANING, .reason = -1, .choice = -1 };

static enum err
propose_open(struct ui *ui, void *state, const struct about *about)
{
	form_screen_open(ui, state, &kind, 0);
	return OK;
}

static void
propose_draw(struct ui *ui, void *state)
{
	cells_begin();
	ui_head(ui, cells_printf("%s %s %s", _("Glossary"),
	    term_sign_text(SIGN_PATH), _("propose a word")), "");
	ui_context(ui, _("Other members approve it before everybody sees "
	    "it."));
	form_screen_draw(ui, state);
}

static void
run_send(struct ui *ui, void *state)
{
	struct form_screen *s = state;
	struct act_args args = { .name = form_text(s->form, FIELD_WORD),
	    .text = form_text(s->form, FIELD_MEANING) };
	struct act_result result = { 0 };

	if (form_screen_send(ui, s, ACT_TERM_PROPOSE, &args, &result))
		ui_say(ui, _("Proposed. Others approve it now."));
}

static bool
propose_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct form_event event;
	bool taken = form_screen_key(state, key, &event);

	if (event.pressed == FIELD_SEND)
		run_send(ui, state);
	else if (event.pressed == FIELD_LEAVE)
		form_screen_run_leave(ui, state);
	return taken;
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"),
	  form_screen_run_next, NULL, -1, BIND_FOOTER, N_("Take part") },
	{ CTRL_('x'), N_("propose"), N_("propose this word"), run_send, NULL,
	  ACT_TERM_PROPOSE, BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ CTRL_('o'), N_("leave it"), N_("leave without proposing"),
	  form_screen_run_leave, NULL, -1, BIND_MENU, N_("Take part") },
};

const struct screen_ops scr_term = {
	.name = "term",
	.title = N_("A word for the glossary"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct form_screen),
	.help = N_("A word that newcomers may not know, and what it means."),
	.open = propose_open,
	.load = form_screen_load,
	.draw = propose_draw,
	.key = propose_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};
