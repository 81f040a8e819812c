/*
 * scr_profile: one's profile, settings, keys and invitations.  Enter changes
 * the line in place.
 */
#include <stdio.h>
#include <string.h>

#include "ui/core/digits.h"
#include "ui/screens/cells.h"
#include "ui/screens/profile_rows.h"

static enum err
profile_load(struct ui *ui, void *opaque)
{
	struct profile_state *state = opaque;
	enum err e;

	cells_begin();
	state->ids = NULL;
	state->rows = NULL;
	state->count = 0;
	state->profile = *ui_me(ui);
	if (state->profile.id == 0)
		return ERR_DENIED;
	if ((e = profile_rows_load(ui, state)) != OK)
		return e;
	list_settle(&state->list, state->ids, state->count);
	ui_watch(ui, CHANGE_MEMBER, state->profile.id);
	return OK;
}

static void
profile_close(struct ui *ui, void *opaque)
{
	profile_forget(opaque);
}

/* --- drawing --- */

static void
draw_row(struct ui *ui, void *opaque, size_t index, int row, bool selected)
{
	struct profile_state *state = opaque;
	const struct profile_row *at = &state->rows[index];
	int col = ui_margin(ui), edge = cells_edge(ui), value, end;
	bool heading = state->ids[index].id == 0;

	if (at->label == NULL)
		return;
	if (at->shown)
		term_put(row, col, STYLE_TEXT, "+");
	value = col + (ui_small(ui) ? 15 : 22);
	end = cells_put(row, col + (heading ? 0 : 2), at->value ? value - col -
	    3 : edge - col - 2, heading ? STYLE_TITLE : STYLE_TEXT, at->label);
	if (at->value != NULL)
		end = cells_put(row, value, edge - value, heading ?
		    STYLE_DIM : STYLE_TEXT, at->value);
	if (at->right != NULL && edge - end > 8 && !ui_small(ui))
		cells_right(row, edge, STYLE_DIM, text_clip(str_of(at->right),
		    (size_t)(edge - end - 2), term_ascii(), cells_arena()));
}

static void
profile_draw(struct ui *ui, void *opaque)
{
	struct profile_state *state = opaque;
	const char *since = NULL;
	int blank = !ui_short_rows(ui);

	cells_begin();
	if (state->profile.joined != 0)
		since = cells_printf(_("%s, here since %s"),
		    cells_str(state->profile.handle), profile_day(
		    state->profile.joined));
	ui_head(ui, _("Profile and settings"), ui_short_rows(ui) ? NULL : since);
	ui_context(ui, _("What others see is marked +. The rest is yours "
	    "alone."));
	term_cursor(-1, -1);
	list_draw(&state->list, ui, opaque, state->ids, state->count,
	    ui_body_row(ui) + blank, ui_body_rows(ui) - blank, draw_row);
}

/* --- changing a line --- */

static void
keep(struct ui *ui, struct profile_state *state)
{
	struct act_args args = { .profile = &state->profile };
	struct act_result result = { 0 };
	enum language language = (enum language)state->profile.language;

	if (ui_act(ui, ACT_PROFILE_SET, &args, &result) != OK) {
		state->profile = *ui_me(ui);
		return;
	}
	ui_apply_settings(ui, language);
	ui_reload(ui);
	ui_say(ui, _("Kept."));
}

static void
second_chosen(struct ui *ui, void *opaque, int index)
{
	struct profile_state *state = opaque;

	if (index < 0)
		return;
	state->profile.profiles[0] = state->first;
	state->profile.profiles[1] = (uint8_t)index;
	keep(ui, state);
}

static void
first_chosen(struct ui *ui, void *opaque, int index)
{
	struct profile_state *state = opaque;
	struct choice choices[PROFILE_COUNT + 1] = { 0 };
	unsigned profile;

	if (index < 0)
		return;
	state->first = (uint8_t)(index + 1);
	choices[0].text = _("none");
	for (profile = 0; profile < PROFILE_COUNT; profile++)
		choices[profile + 1].text = i18n_word(VOCABULARY_PROFILE,
		    profile);
	ui_choose(ui, _("A second profile?"), choices, PROFILE_COUNT + 1,
	    second_chosen);
}

static void
change_profiles(struct ui *ui)
{
	struct choice choices[PROFILE_COUNT] = { 0 };
	unsigned profile;

	for (profile = 0; profile < PROFILE_COUNT; profile++)
		choices[profile].text = i18n_word(VOCABULARY_PROFILE, profile);
	ui_choose(ui, _("Your profile?"), choices, PROFILE_COUNT,
	    first_chosen);
}

static void
experience_chosen(struct ui *ui, void *opaque, int index)
{
	struct profile_state *state = opaque;

	if (index < 0)
		return;
	state->profile.experience = (uint8_t)index;
	keep(ui, state);
}

static void
theme_chosen(struct ui *ui, void *opaque, int index)
{
	struct profile_state *state = opaque;

	if (index < 0)
		return;
	state->profile.theme = (uint8_t)index;
	keep(ui, state);
}

static void
choose(struct ui *ui, const char *question, const char *const *words,
    size_t count, void (*then)(struct ui *, void *, int))
{
	struct choice choices[9] = { 0 };
	size_t i;

	for (i = 0; i < count && i < LENGTH(choices); i++)
		choices[i].text = words[i];
	ui_choose(ui, question, choices, i, then);
}

static void
structure_typed(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;

	if (line == NULL)
		return;
	state->profile.structure = arena_str(ui_arena(ui), str_of(line));
	keep(ui, state);
}

static void
mail_typed(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;

	if (line == NULL)
		return;
	state->profile.mail = arena_str(ui_arena(ui), str_of(line));
	keep(ui, state);
}

static void
measure_typed(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;
	uint64_t measure;

	if (line == NULL)
		return;
	if (digits_number(str_of(line), 60, 100, &measure) != OK) {
		ui_say(ui, _("A line of text takes 60 to 100 characters."));
		return;
	}
	state->profile.measure = (uint8_t)measure;
	keep(ui, state);
}

/* Up to three, `;` between. */
static void
hats_typed(struct ui *ui, void *opaque, const char *line)
{
	struct profile_state *state = opaque;
	struct str hat;
	size_t count = 0;

	if (line == NULL)
		return;
	memset(state->profile.hats, 0, sizeof(state->profile.hats));
	while (*line != '\0' && count < LENGTH(state->profile.hats)) {
		line += strspn(line, "; ");
		hat = (struct str){ line, strcspn(line, ";") };
		line += hat.len;
		while (hat.len > 0 && hat.p[hat.len - 1] == ' ')
			hat.len--;
		if (hat.len > 0)
			state->profile.hats[count++] = arena_str(ui_arena(ui),
			    hat);
	}
	keep(ui, state);
}

static void
change_hats(struct ui *ui, const struct profile_state *state)
{
	const char *line = "";
	size_t i;

	for (i = 0; i < LENGTH(state->profile.hats); i++)
		if (state->profile.hats[i].len > 0)
			line = cells_printf("%s%s%s", line, *line ? " ; " : "",
			    cells_str(state->profile.hats[i]));
	ui_ask(ui, _("Hats, three at most, “;” between:"), line, false,
	    hats_typed);
}

static void
invite(struct ui *ui, struct profile_state *state)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };

	if (ui_act(ui, ACT_INVITE, &args, &result) != OK)
		return;
	snprintf(state->code, sizeof(state->code), "%s", result.code);
	explicit_bzero(result.code, sizeof(result.code));
	list_point(&state->list, state->ids, state->count, ROW_CODE);
	state->list.id = ROW_CODE;
	ui_reload(ui);
	ui_say(ui, _("Give this code to one person: it opens an account, once, "
	    "in your name."));
}

static bool
toggle(struct ui *ui, struct profile_state *state, uint64_t id)
{
	struct member *profile = &state->profile;

	if (id == ROW_LANGUAGE)
		profile->language = profile->language == LANGUAGE_EN ?
		    LANGUAGE_FR : LANGUAGE_EN;
	else if (id == ROW_SIGNS)
		profile->ascii = !profile->ascii;
	else if (id == ROW_MOUSE)
		profile->mouse = !profile->mouse;
	else if (id == ROW_MODE)
		profile->plain = !profile->plain;
	else if (id == ROW_MAILED)
		profile->unmailed = !profile->unmailed;
	else if (id == ROW_INVITED)
		profile->invited = !profile->invited;
	else if (id == ROW_PRESENCE)
		profile->presence = profile->presence == PRESENCE_SHOWN ?
		    PRESENCE_HIDDEN : PRESENCE_SHOWN;
	else
		return false;
	keep(ui, state);
	return true;
}

static void
change(struct ui *ui, void *opaque)
{
	struct profile_state *state = opaque;
	const struct member *me = &state->profile;
	const char *const themes[] = { _("dark"), _("light"),
	    _("high contrast"), _("no colour") };
	const char *experiences[4];
	size_t i;

	if (toggle(ui, state, state->list.id))
		return;
	for (i = 0; i < LENGTH(experiences); i++)
		experiences[i] = _(profile_experiences[i]);
	switch (state->list.id) {
	case ROW_PROFILES:
		change_profiles(ui);
		break;
	case ROW_STRUCTURE:
		ui_ask(ui, _("Organisation:"), cells_str(me->structure), false,
		    structure_typed);
		break;
	case ROW_EXPERIENCE:
		choose(ui, _("Your experience?"), experiences,
		    LENGTH(experiences), experience_chosen);
		break;
	case ROW_HATS:
		change_hats(ui, state);
		break;
	case ROW_THEME:
		choose(ui, _("Which theme?"), themes, LENGTH(themes),
		    theme_chosen);
		break;
	case ROW_MEASURE:
		ui_ask(ui, _("Characters a line, 60 to 100:"),
		    cells_printf("%d", me->measure), false, measure_typed);
		break;
	case ROW_MAIL:
		ui_ask(ui, _("Mail address:"), cells_str(me->mail), false,
		    mail_typed);
		break;
	case ROW_IGNORED:
		ui_push(ui, &scr_members, NULL);
		break;
	case ROW_PASSWORD:
		profile_password(ui, state);
		break;
	case ROW_ERASE:
		profile_erase(ui, state);
		break;
	case ROW_KEY_ADD:
		profile_key_add(ui, state);
		break;
	case ROW_INVITE:
		invite(ui, state);
		break;
	default:
		if (state->list.id >= ROW_KEYS && state->list.id < ROW_INVITES)
			profile_key_remove(ui, state, state->list.id -
			    ROW_KEYS);
	}
}

static bool
on_key(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct profile_state *state = opaque;

	return state->list.id >= ROW_KEYS && state->list.id < ROW_INVITES;
}

static bool
on_setting(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct profile_state *state = opaque;

	return state->list.id < ROW_CODE;
}

static void
drop_key(struct ui *ui, void *opaque)
{
	change(ui, opaque);
}

static void
block(struct ui *ui, void *opaque)
{
	struct profile_state *state = opaque;

	list_block(&state->list, state->ids, state->count, 1);
}

static void
block_back(struct ui *ui, void *opaque)
{
	struct profile_state *state = opaque;

	list_block(&state->list, state->ids, state->count, -1);
}

static void
new_key(struct ui *ui, void *opaque)
{
	profile_key_add(ui, opaque);
}

static void
erase(struct ui *ui, void *opaque)
{
	profile_erase(ui, opaque);
}

static bool
profile_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct profile_state *state = opaque;

	int blank = !ui_short_rows(ui);

	return list_key(&state->list, state->ids, state->count, key,
	    ui_body_row(ui) + blank, ui_body_rows(ui) - blank);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("change"), N_("change this line"), change,
	  on_setting, ACT_PROFILE_SET, BIND_FOOTER | BIND_MENU, N_("Me") },
	{ NAMED(KEY_DELETE), N_("remove"), N_("remove this key"), drop_key,
	  on_key, ACT_KEY_REMOVE, BIND_FOOTER | BIND_MENU | BIND_CHANGES,
  N_("Me") },
	{ NAMED(KEY_TAB), N_("block"), N_("the next block"), block, NULL, -1,
	  BIND_FOOTER, N_("Me") },
	{ NAMED(KEY_BACKTAB), N_("block"), N_("the block before"), block_back,
	  NULL, -1, 0, N_("Me") },
	{ NAMED(KEY_NONE), N_("erase"),
	  N_("erase the account, or keep it after all"), erase, NULL,
	  ACT_ERASE, BIND_MENU | BIND_CHANGES, N_("Me") },
	{ LETTER('o'), N_("new"), N_("add a key"), new_key, NULL, ACT_KEY_ADD,
	  BIND_MENU, N_("Me") },
};

const struct screen_ops scr_profile = {
	.name = "profile",
	.title = N_("Profile and settings"),
	.context = CONTEXT_LIST,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct profile_state),
	.help = N_("Enter changes the line. What others see is marked +."),
	.load = profile_load,
	.draw = profile_draw,
	.key = profile_key,
	.close = profile_close,
};
