/*
 * profile_rows: the lines of the profile, as the store has them.
 */
#include "ui/screens/cells.h"
#include "ui/screens/profile_rows.h"

static void
add(struct ui *ui, struct profile_state *state, uint64_t id, const char *label,
    const char *value, const char *right)
{
	struct list_row *at;
	struct profile_row *row;
	size_t count = state->count;

	at = arena_push(ui_arena(ui), (void **)&state->ids, &count,
	    sizeof(*at));
	row = arena_push(ui_arena(ui), (void **)&state->rows, &state->count,
	    sizeof(*row));
	at->id = id;
	row->label = label;
	row->value = value ? arena_strdup(ui_arena(ui), value) : NULL;
	row->right = right ? arena_strdup(ui_arena(ui), right) : NULL;
	row->shown = id >= ROW_PROFILES && id <= ROW_HATS;
}

static void
add_settings(struct ui *ui, struct profile_state *state)
{
	const struct member *me = &state->profile;
	const char *const themes[] = { _("dark"), _("light"),
	    _("high contrast"), _("no colour") };

	add(ui, state, ROW_PROFILES, _("Profiles"), profile_words(me),
	    _("two at most"));
	add(ui, state, ROW_STRUCTURE, _("Organisation"),
	    cells_str(me->structure), NULL);
	add(ui, state, ROW_EXPERIENCE, _("Experience"),
	    _(profile_experiences[me->experience]), NULL);
	add(ui, state, ROW_HATS, _("Hats"), profile_hats(me), NULL);
	add(ui, state, ROW_LANGUAGE, _("Language"),
	    me->language == LANGUAGE_EN ? "English" : "français", NULL);
	add(ui, state, ROW_THEME, _("Theme"), themes[me->theme <= THEME_NONE ?
	    me->theme : THEME_DARK], NULL);
	add(ui, state, ROW_MEASURE, _("Text width"), cells_printf(
	    _("%d characters"), me->measure), NULL);
	add(ui, state, ROW_SIGNS, _("Signs"), me->ascii ? _("ascii") :
	    _("lines"), me->ascii ? NULL : _("(or ascii, for old fonts)"));
	add(ui, state, ROW_MOUSE, _("Mouse"), me->mouse ? _("with a mouse") :
	    _("without a mouse"), NULL);
	add(ui, state, ROW_MODE, _("Mode"), me->plain ? _("plain mode") :
	    _("full screen"), me->plain ? _("from your next login") :
	    _("(or plain mode)"));
	add(ui, state, ROW_MAIL, _("Mail address"), me->mail.len > 0 ?
	    cells_str(me->mail) : _("none"), _("shown to nobody"));
	if (me->mail.len > 0)
		add(ui, state, ROW_MAILED, _("Deadlines"), me->unmailed ?
		    _("not by mail") : _("by mail, once a day at most"),
		    me->unmailed ? _("(or by mail)") : NULL);
	add(ui, state, ROW_PRESENCE, _("Presence"), _(profile_presences[
	    me->presence == PRESENCE_SHOWN]), _("to who reads with you"));
	add(ui, state, ROW_INVITED, _("Invited"), me->invited ?
	    _("for my view, twice a month at most") : _("no"), me->invited ?
	    NULL : _("(or for your view)"));
}

/* Whom one ignores, if anybody. */
static enum err
add_ignored(struct ui *ui, struct profile_state *state)
{
	struct ignored_view *list;
	const char *names = "";
	size_t count, i;
	enum err e = query_ignored(ui_store(ui), ui_who(ui), ui_arena(ui),
	    &list, &count);

	if (e != OK || count == 0)
		return e;
	for (i = 0; i < count; i++)
		names = cells_printf("%s%s%s", names, i == 0 ? "" : ", ",
		    cells_str(list[i].handle));
	add(ui, state, ROW_IGNORED, _("Ignored"), names, NULL);
	return OK;
}

static const char *
key_dates(struct ui *ui, const struct sshkey *key)
{
	const char *seen = key->seen == 0 ? _("not yet") :
	    i18n_date(key->seen, ui_now(ui), cells_arena());
	const char *added = i18n_date(key->added, ui_now(ui), cells_arena());

	return cells_printf("%s %s", cells_pad(added, 15), cells_pad(seen, 11));
}

/* "SHA256:k3Fq…w9bA": enough to tell one's keys apart. */
static const char *
short_fingerprint(struct str fingerprint)
{
	enum { HEAD = 11, TAIL = 4 };

	if (fingerprint.len <= HEAD + TAIL)
		return cells_str(fingerprint);
	return cells_printf("%.*s%s%.*s", HEAD, fingerprint.p,
	    term_sign_text(SIGN_ELLIPSIS), TAIL,
	    fingerprint.p + fingerprint.len - TAIL);
}

static enum err
add_keys(struct ui *ui, struct profile_state *state)
{
	size_t i;
	enum err e = query_keys(ui_store(ui), ui_who(ui), ui_arena(ui),
	    &state->keys, &state->key_count);

	if (e != OK)
		return e;
	add(ui, state, 0, NULL, NULL, NULL);
	add(ui, state, 0, _("SSH keys"), cells_printf("%s %s",
	    cells_pad(_("added"), 15), _("seen")), NULL);
	for (i = 0; i < state->key_count; i++)
		add(ui, state, ROW_KEYS + state->keys[i].number,
		    arena_memdup0(ui_arena(ui), state->keys[i].name.p,
		    state->keys[i].name.len), key_dates(ui, &state->keys[i]),
		    short_fingerprint(state->keys[i].fingerprint));
	add(ui, state, ROW_KEY_ADD, _("Add a key"), NULL, NULL);
	add(ui, state, 0, NULL, NULL, NULL);
	e = query_password(ui_store(ui), ui_who(ui), &state->password);
	if (e != OK)
		return e;
	add(ui, state, ROW_PASSWORD, _("Password"), state->password.exists ?
	    cells_printf(_("changed on %s"), profile_day(
	    state->password.changed)) : _("none"),
	    NULL);
	add(ui, state, ROW_ERASE, _("Your account"),
	    state->profile.erase != 0 ? cells_printf(_("erased on %s"),
	    profile_day(state->profile.erase)) :
	    _("Enter asks for its erasure"), state->profile.erase != 0 ?
	    _("Enter keeps it") : NULL);
	return OK;
}

static const char *
invite_dates(struct ui *ui, const struct invite_view *invite)
{
	const char *expires = i18n_short_date(invite->expires, cells_arena());

	if (ui_small(ui))
		return cells_printf(_("until %s"), expires);
	return cells_printf(_("made on %s, until %s"), i18n_short_date(
	    invite->made, cells_arena()), expires);
}

static enum err
add_invites(struct ui *ui, struct profile_state *state)
{
	struct invite_view *invites;
	size_t count, i;
	enum err e;

	if (store_may(ui_store(ui), ui_who(ui), ACT_INVITE,
	    &(struct act_args){ 0 }, NULL) == ERR_DENIED)
		return OK;
	e = query_invites(ui_store(ui), ui_who(ui), ui_arena(ui), &invites,
	    &count);
	if (e != OK)
		return e;
	add(ui, state, 0, NULL, NULL, NULL);
	add(ui, state, 0, _("Invitations"), NULL, NULL);
	if (state->code[0] != '\0')
		add(ui, state, ROW_CODE, state->code, NULL,
		    _("shown only now: write it down"));
	for (i = 0; i < count; i++)
		if (invites[i].used_by.len > 0)
			add(ui, state, ROW_INVITES + i, _("used"),
			    cells_printf(_("%.*s came in with it"),
			    (int)invites[i].used_by.len,
			    invites[i].used_by.p), NULL);
		else if (invites[i].expires > ui_now(ui))
			add(ui, state, ROW_INVITES + i, _("unused"),
			    invite_dates(ui, &invites[i]), NULL);
	add(ui, state, ROW_INVITE, _("Invite a person"), NULL, NULL);
	return OK;
}

enum err
profile_rows_load(struct ui *ui, struct profile_state *state)
{
	enum err e;

	add_settings(ui, state);
	if ((e = add_ignored(ui, state)) != OK ||
	    (e = add_keys(ui, state)) != OK)
		return e;
	return add_invites(ui, state);
}
