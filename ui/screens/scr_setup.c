/*
 * scr_setup: one's profile at the first login; everything may wait.
 */
#include "ui/screens/cells.h"
#include "ui/screens/profile.h"
#include "ui/widgets/form.h"

enum { FIELD_FIRST, FIELD_SECOND, FIELD_STRUCTURE, FIELD_EXPERIENCE,
	FIELD_HAT, FIELD_LANGUAGE, FIELD_MAIL, FIELD_PRESENCE, FIELD_DONE, FIELD_LATER };

static const char *const languages[] = { "français", "English", NULL };

static const struct form_field fields[] = {
	{ FIELD_FIRST, FIELD_CHOICE, N_("Profile"),
	  N_("Left and right change it. Shown with your name.") },
	{ FIELD_SECOND, FIELD_CHOICE, N_("Second profile"), NULL },
	{ FIELD_STRUCTURE, FIELD_TEXT, N_("Organisation"), NULL, .cells = 40 },
	{ FIELD_EXPERIENCE, FIELD_CHOICE, N_("Experience"), NULL,
	  .choices = profile_experiences },
	{ FIELD_HAT, FIELD_TEXT, N_("Hat"),
	  N_("In whose name you may speak at times: “officer, Town of …”. You "
	  "pick it post by post; else you speak for yourself."), .cells = 40 },
	{ FIELD_LANGUAGE, FIELD_CHOICE, N_("Language"), NULL,
	  .choices = languages },
	{ FIELD_MAIL, FIELD_TEXT, N_("Mail address"),
	  N_("Never required, shown to nobody."), .cells = 40 },
	{ FIELD_PRESENCE, FIELD_CHOICE, N_("Presence"),
	  N_("Seen by those who read the same thread, or not."),
	  .choices = profile_presences },
	{ FIELD_DONE, FIELD_BUTTON, N_("Go on"), NULL },
	{ FIELD_LATER, FIELD_BUTTON, N_("Later"), NULL },
};

struct setup { struct form *form; };

static enum err
setup_open(struct ui *ui, void *state, const struct about *about)
{
	struct setup *setup = state;
	const struct member *me = ui_me(ui);
	struct form *form = setup->form = form_new(fields, LENGTH(fields));

	profile_set_words(form, FIELD_FIRST, false);
	profile_set_words(form, FIELD_SECOND, true);
	form_set_choice(form, FIELD_FIRST, me->profiles[0] ?
	    me->profiles[0] - 1 : PROFILE_CITOYEN);
	form_set_choice(form, FIELD_SECOND, me->profiles[1]);
	form_set_text(form, FIELD_STRUCTURE, me->structure);
	form_set_choice(form, FIELD_EXPERIENCE, me->experience);
	form_set_text(form, FIELD_HAT, me->hats[0]);
	form_set_choice(form, FIELD_LANGUAGE, me->language == LANGUAGE_EN);
	form_set_text(form, FIELD_MAIL, me->mail);
	form_set_choice(form, FIELD_PRESENCE, me->presence == PRESENCE_SHOWN);
	return OK;
}

static enum err
setup_load(struct ui *ui, void *state)
{
	return OK;
}

static void
setup_close(struct ui *ui, void *state)
{
	form_free(((struct setup *)state)->form);
}

static void
setup_draw(struct ui *ui, void *state)
{
	struct setup *setup = state;
	int blank = !ui_short_rows(ui);

	cells_begin();
	ui_head(ui, _("Your profile"), _("one minute"));
	ui_context(ui, _("Everything here can change later, and can stay "
	    "empty."));
	form_draw(setup->form, ui, ui_body_row(ui) + blank,
	    ui_body_rows(ui) - blank);
}

static void
later(struct ui *ui, void *state)
{
	ui_replace(ui, &scr_tour, &(struct about){ 0 });
}

static void
submit(struct ui *ui, void *state)
{
	struct setup *setup = state;
	struct form *form = setup->form;
	struct member profile = *ui_me(ui);
	struct act_args args = { .profile = &profile };
	struct act_result result = { 0 };
	enum err e;

	profile.profiles[0] = (uint8_t)(form_choice(form, FIELD_FIRST) + 1);
	profile.profiles[1] = (uint8_t)form_choice(form, FIELD_SECOND);
	profile.structure = form_text(form, FIELD_STRUCTURE);
	profile.experience = (uint8_t)form_choice(form, FIELD_EXPERIENCE);
	profile.hats[0] = form_text(form, FIELD_HAT);
	profile.language = form_choice(form, FIELD_LANGUAGE) ? LANGUAGE_EN :
	    LANGUAGE_FR;
	profile.mail = form_text(form, FIELD_MAIL);
	profile.presence = form_choice(form, FIELD_PRESENCE) ?
	    PRESENCE_SHOWN : PRESENCE_HIDDEN;
	e = act_run(ui_store(ui), ui_who(ui), ACT_PROFILE_SET, &args, &result);
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_apply_settings(ui, (enum language)profile.language);
	later(ui, state);
}

static bool
setup_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct setup *setup = state;
	struct form_event event;
	bool taken = form_key(setup->form, key, &event);

	if (event.changed == FIELD_LANGUAGE) {
		i18n_language(form_choice(setup->form, FIELD_LANGUAGE) ?
		    LANGUAGE_EN : LANGUAGE_FR);
		profile_set_words(setup->form, FIELD_FIRST, false);
		profile_set_words(setup->form, FIELD_SECOND, true);
	}
	if (event.pressed == FIELD_DONE)
		submit(ui, state);
	else if (event.pressed == FIELD_LATER)
		later(ui, state);
	return taken;
}

static void
next_field(struct ui *ui, void *state)
{
	setup_key(ui, state, &(struct key_event){ .code = KEY_TAB });
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), next_field, NULL,
	  -1, BIND_FOOTER, N_("Me") },
	{ CTRL_('x'), N_("confirm"), N_("keep this profile and go on"), submit,
	  NULL, ACT_PROFILE_SET, BIND_FOOTER | BIND_MENU, N_("Me") },
	{ CTRL_('o'), N_("later"), N_("fill it in later"), later, NULL, -1,
	  BIND_MENU, N_("Me") },
};

const struct screen_ops scr_setup = {
	.name = "setup",
	.title = N_("Your profile"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct setup),
	.help = N_("Who you are, as far as you wish to say; it all can "
	    "change later."),
	.open = setup_open,
	.load = setup_load,
	.draw = setup_draw,
	.key = setup_key,
	.close = setup_close,
};
