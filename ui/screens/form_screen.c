/* form_screen: see form_screen.h. */
#include "ui/screens/form_screen.h"

/* --- what is kept --- */

static struct str
text_of(const struct form_screen *s, int id)
{
	return id < 0 ? str_of("") : form_text(s->form, id);
}

static enum err
keep(struct ui *ui, struct form_screen *s)
{
	struct unsent unsent = { .kind = (uint8_t)s->kind->keeps,
		.subject = s->subject, .name = text_of(s, s->kind->name),
		.text = text_of(s, s->kind->text),
		.reason = text_of(s, s->kind->reason) };
	struct act_args args = { .unsent = &unsent };
	enum err e;

	/* Under a member's name, the program on the server keeps nothing. */
	if (s->save.since == 0 || s->sent || ui_who(ui)->machine)
		return OK;
	if (s->kind->choice >= 0)
		unsent.choice = (uint8_t)form_choice(s->form, s->kind->choice);
	e = act_run(ui_store(ui), ui_who(ui), ACT_UNSENT_KEEP, &args, NULL);
	autosave_done(&s->save, e);
	return e;
}

static void
take_text(struct form_screen *s, int id, struct str text)
{
	if (id >= 0 && text.len > 0)
		form_set_text(s->form, id, text);
}

static void
take_kept(struct ui *ui, struct form_screen *s)
{
	struct arena *arena = arena_new();
	struct unsent unsent;

	if (query_unsent(ui_store(ui), ui_who(ui), s->kind->keeps, s->subject,
	    arena, &unsent) == OK) {
		take_text(s, s->kind->name, unsent.name);
		take_text(s, s->kind->text, unsent.text);
		take_text(s, s->kind->reason, unsent.reason);
		if (s->kind->choice >= 0)
			form_set_choice(s->form, s->kind->choice,
			    unsent.choice);
		ui_say(ui, _("What you had written here is back."));
	}
	arena_free(arena);
}

void
form_screen_tick(struct ui *ui, void *state, bool last)
{
	struct form_screen *s = state;

	if (autosave_due(&s->save, last) && keep(ui, s) != OK && !last)
		ui_say(ui, _("What you write could not be kept just now; "
		    "trying again in 10 s."));
}

/* --- from open to close --- */

void
form_screen_open(struct ui *ui, struct form_screen *s,
    const struct form_kind *kind, uint64_t subject)
{
	s->kind = kind;
	s->subject = subject;
	s->form = form_new(kind->fields, kind->count);
	take_kept(ui, s);
}

enum err
form_screen_load(struct ui *ui, void *state)
{
	return OK;
}

void
form_screen_draw(struct ui *ui, struct form_screen *s)
{
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);

	row += !ui_short_rows(ui);
	form_draw(s->form, ui, row, end - row);
}

bool
form_screen_key(struct form_screen *s, const struct key_event *key,
    struct form_event *event)
{
	bool taken = form_key(s->form, key, event);

	if (event->changed >= 0)
		autosave_touch(&s->save);
	return taken;
}

bool
form_screen_send(struct ui *ui, struct form_screen *s, enum act act,
    struct act_args *args, struct act_result *out)
{
	enum err e = act_run(ui_store(ui), ui_who(ui), act, args, out);

	if (e != OK) {
		ui_refused(ui, e, &out->why);
		return false;
	}
	s->sent = true;
	ui_pop(ui);
	return true;
}

void
form_screen_close(struct ui *ui, void *state)
{
	struct form_screen *s = state;

	keep(ui, s);
	form_free(s->form);
}

void
form_screen_run_next(struct ui *ui, void *state)
{
	struct key_event key = { .code = KEY_TAB };
	struct form_event event;

	form_key(((struct form_screen *)state)->form, &key, &event);
}

void
form_screen_run_leave(struct ui *ui, void *state)
{
	struct form_screen *s = state;
	bool typed = text_of(s, s->kind->text).len +
	    text_of(s, s->kind->reason).len > 0;

	if (keep(ui, s) != OK) {	/* stay: it has nowhere else to be */
		ui_say(ui, _("What you write could not be kept just now; "
		    "trying again in 10 s."));
		return;
	}
	ui_pop(ui);
	if (typed && !ui_who(ui)->machine)
		ui_say(ui, _("Set aside: your text waits here for 90 days."));
}
