/*
 * profile_keys: keys and passwords from the profile: one question after the
 * other in the message row, the present password last.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/screens/cells.h"
#include "ui/screens/profile_rows.h"

static void
forget_fresh(struct profile_state *state)
{
	if (state->fresh != NULL)
		explicit_bzero(state->fresh, strlen(state->fresh));
	free(state->fresh);
	state->fresh = NULL;
}

void
profile_forget(struct profile_state *state)
{
	forget_fresh(state);
	arena_free(state->asking);
	state->asking = NULL;
	explicit_bzero(state->code, sizeof(state->code));
}

static const char *
done_words(enum act act, bool back)
{
	if (act == ACT_ERASE)
		return back ? _("Your account stays: nothing is erased.") :
		    _("It is noted; a notice says the day.");
	return act == ACT_KEY_ADD ? _("The key is added; it counts from its "
	    "first login.") : act == ACT_KEY_REMOVE ? _("The key is removed.") :
	    _("The password is changed.");
}

/* The last question's answer, or "" where there is no password yet. */
static void
run(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;
	struct act_args args = { .number = state->number,
	    .back = state->act == ACT_ERASE && state->profile.erase != 0 };
	struct act_result result = { 0 };
	enum act act = state->act;
	char *present;

	if (line == NULL) {
		forget_fresh(state);
		return;
	}
	present = xstrdup(line);
	args.password = str_of(present);
	if (act == ACT_KEY_ADD) {
		args.key_type = state->key.type;
		args.key_blob = state->key.blob;
		args.name = str_of(state->name);
	} else if (act == ACT_PASSWORD_SET)
		args.new_password = str_of(state->fresh);
	if (ui_act(ui, act, &args, &result) == OK)
		ui_say(ui, done_words(act, args.back));
	explicit_bzero(present, strlen(line));
	free(present);
	forget_fresh(state);
}

static void
ask_present(struct ui *ui, struct profile_state *state, enum act act)
{
	state->act = act;
	if (state->password.exists)
		ui_ask(ui, _("Your present password:"), "", true, run);
	else
		run(ui, state, "");
}

/* --- keys --- */

static void
named(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;

	if (line == NULL)
		return;
	snprintf(state->name, sizeof(state->name), "%s", line);
	ask_present(ui, state, ACT_KEY_ADD);
}

static void
pasted(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;
	struct refusal why = { 0 };
	enum err e;

	if (line == NULL || *line == '\0')
		return;
	arena_free(state->asking);
	state->asking = arena_new();
	e = auth_key_parse(str_of(line), state->asking, &state->key, &why);
	if (e != OK) {
		ui_refused(ui, e, &why);
		return;
	}
	ui_ask(ui, _("A name for this key:"), state->key.name.len > 0 ?
	    arena_memdup0(state->asking, state->key.name.p,
	    state->key.name.len) : _("computer"), false, named);
}

void
profile_key_add(struct ui *ui, struct profile_state *state)
{
	state->number = 0;
	ui_ask(ui, _("Paste the line of the .pub file:"), "", false, pasted);
}

static void
removal(struct ui *ui, void *opaque, bool yes)
{
	if (yes)
		ask_present(ui, opaque, ACT_KEY_REMOVE);
}

void
profile_key_remove(struct ui *ui, struct profile_state *state, uint64_t number)
{
	size_t i;

	state->number = number;
	for (i = 0; i < state->key_count; i++)
		if (state->keys[i].number == number)
			ui_confirm(ui, cells_printf(_("Remove the key %.*s, and "
			    "end the sessions opened with it?"),
			    (int)state->keys[i].name.len,
			    state->keys[i].name.p), removal);
}

/* --- password --- */

static void
repeated(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;

	if (line == NULL || strcmp(line, state->fresh) != 0) {
		forget_fresh(state);
		if (line != NULL)
			ui_say(ui, _("The two differ; the password stays as it "
			    "was."));
		return;
	}
	ask_present(ui, state, ACT_PASSWORD_SET);
}

static void
chosen(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;
	struct arena *arena;
	struct str accepted = { 0 };
	struct refusal why = { 0 };
	enum err e;

	if (line == NULL)
		return;
	arena = arena_new();
	e = auth_password_accept(str_of(line), ui_me(ui)->handle, arena,
	    &accepted, &why);
	if (e == OK)
		explicit_bzero((char *)accepted.p, accepted.len);
	arena_free(arena);
	if (e != OK) {
		ui_refused(ui, e, &why);
		return;
	}
	forget_fresh(state);
	state->fresh = xstrdup(line);
	ui_ask(ui, _("The same, again:"), "", true, repeated);
}

void
profile_password(struct ui *ui, struct profile_state *state)
{
	state->number = 0;
	ui_ask(ui, _("New password, 10 to 128 characters:"), "", true, chosen);
}

/* --- the account --- */

static void
erased(struct ui *ui, void *opaque, int choice)
{
	struct profile_state *state = opaque;

	if (choice < 1)
		return;
	state->number = choice == 2;
	ask_present(ui, state, ACT_ERASE);
}

void
profile_erase(struct ui *ui, struct profile_state *state)
{
	const struct choice choices[] = {
		{ .text = _("no, the account stays") },
		{ .text = _("yes; the posts stay, under another name") },
		{ .text = _("yes; the texts of the posts go too") },
	};

	state->number = 0;
	if (state->profile.erase != 0)
		ask_present(ui, state, ACT_ERASE);
	else
		ui_choose(ui, _("Erase your account for good, in some days?"),
		    choices, LENGTH(choices), erased);
}
