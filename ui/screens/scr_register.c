/*
 * scr_register: a new account: name, password or key, code or words.  Each
 * field is looked at when it is left; passwords are wiped wherever they were.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/forum/auth.h"
#include "ui/screens/cells.h"
#include "ui/widgets/form.h"
#include "ui/widgets/wrap.h"

enum { FIELD_NAME, FIELD_PASSWORD, FIELD_AGAIN, FIELD_KEY, FIELD_CODE,
	FIELD_WORDS, FIELD_CREATE, FIELD_LEAVE };

static const char *const key_box[] = {
	N_("also accept the key of this connection"), NULL
};

static const struct form_field fields[] = {
	{ FIELD_NAME, FIELD_TEXT, N_("Your name here"),
	  N_("2 to 24 letters, digits, . _ -  A pseudonym is fine."),
	  .needed = true, .cells = 20, .max = 120 },
	{ FIELD_PASSWORD, FIELD_SECRET, N_("Password"),
	  N_("10 to 128 characters; several words do very well."),
	  .needed = true, .cells = 20 },
	{ FIELD_AGAIN, FIELD_SECRET, N_("The same, again"), NULL,
	  .needed = true, .cells = 20 },
	{ FIELD_KEY, FIELD_BOX, N_("SSH key"), NULL, .choices = key_box },
	{ FIELD_CODE, FIELD_TEXT, N_("Invitation code"),
	  N_("A member may have given you one."), .cells = 24, .max = 80 },
	{ FIELD_WORDS, FIELD_TEXT, N_("A few words"),
	  N_("Useful without a code: a person reads each request.") },
	{ FIELD_CREATE, FIELD_BUTTON, N_("Create the account"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
};

struct join {
	struct form *form;
	struct sshkey key;		/* of this connection; in arena */
	struct arena *arena;
	bool has_key;
	char tried[96];			/* the code that was looked at */
};

/* --- opening --- */

static void
take_key(struct ui *ui, struct join *join)
{
	const char *offered = ui_options(ui)->new_key;

	join->has_key = offered != NULL && auth_key_parse(str_of(offered),
	    join->arena, &join->key, NULL) == OK;
	form_hide(join->form, FIELD_KEY, !join->has_key);
	if (!join->has_key)
		return;
	form_set_choice(join->form, FIELD_KEY, 1);
	form_say(join->form, FIELD_KEY, arena_printf(join->arena, "%.*s",
	    (int)join->key.fingerprint.len, join->key.fingerprint.p), false);
}

static enum err
register_open(struct ui *ui, void *state, const struct about *about)
{
	struct join *join = state;

	join->arena = arena_new();
	join->form = form_new(fields, LENGTH(fields));
	take_key(ui, join);
	return OK;
}

static enum err
register_load(struct ui *ui, void *state)
{
	return OK;
}

static void
register_close(struct ui *ui, void *state)
{
	struct join *join = state;

	form_free(join->form);
	arena_free(join->arena);
}

/* --- looking at fields --- */

static bool
complain(struct form *form, int id, enum err e, const struct refusal *why)
{
	char sentence[256];

	if (e == OK) {
		form_say(form, id, NULL, false);
		return true;
	}
	i18n_refusal(sentence, sizeof(sentence), e, why);
	form_say(form, id, sentence, true);
	return false;
}

static bool
look_name(struct ui *ui, struct join *join, bool aloud)
{
	/* The program itself asks, as it will when the account is made: a
	 * guest sees no members, yet must learn that a name is taken. */
	struct who machine = { .machine = true };
	struct arena *arena = arena_new();
	struct str name = form_text(join->form, FIELD_NAME), accepted;
	struct member_view view;
	struct refusal why = { 0 };
	bool good = false;
	enum err e;

	e = text_handle_accept(name, arena, &accepted, &why);
	if (e == OK && query_member_named(ui_store(ui), &machine, accepted.p,
	    arena, &view) == OK) {
		e = ERR_EXISTS;
		refusal_set(&why, N_("“%s” is taken, or looks too much like a "
		    "name that is."), 0, accepted.p);
	}
	if (e == OK || aloud)
		good = complain(join->form, FIELD_NAME, e, &why);
	if (e == OK)
		ui_say(ui, _("This name is free."));
	arena_free(arena);
	return good;
}

static bool
look_password(struct join *join)
{
	struct arena *arena = arena_new();
	struct str accepted = { 0 };
	struct refusal why = { 0 };
	enum err e = auth_password_accept(form_text(join->form,
	    FIELD_PASSWORD), form_text(join->form, FIELD_NAME), arena,
	    &accepted, &why);
	bool good = complain(join->form, FIELD_PASSWORD, e, &why);

	if (e == OK)
		explicit_bzero((char *)accepted.p, accepted.len);
	arena_free(arena);
	return good;
}

static bool
look_again(struct join *join)
{
	bool same = str_equal(form_text(join->form, FIELD_PASSWORD),
	    form_text(join->form, FIELD_AGAIN));

	form_say(join->form, FIELD_AGAIN, same ? NULL :
	    _("The two differ: type one of them once more."), true);
	return same;
}

/* A code is looked at once: wrong tries are counted. */
static bool
look_code(struct ui *ui, struct join *join)
{
	struct str code = form_text(join->form, FIELD_CODE), sponsor;
	struct arena *arena;
	uint64_t by;
	enum err e;

	if (code.len == 0) {
		form_say(join->form, FIELD_CODE, NULL, false);
		join->tried[0] = '\0';
		return true;
	}
	if (code.len < sizeof(join->tried) && strlen(join->tried) == code.len &&
	    memcmp(join->tried, code.p, code.len) == 0)
		return true;
	snprintf(join->tried, sizeof(join->tried), "%.*s", (int)code.len,
	    code.p);
	arena = arena_new();
	e = auth_code(ui_store(ui), code, ui_who(ui)->address, arena, &by,
	    &sponsor);
	if (e == OK)
		form_say(join->form, FIELD_CODE, cells_printf(_("Code "
		    "recognised: %.*s sponsors you. The account opens at "
		    "once."), (int)sponsor.len, sponsor.p), false);
	else if (e == ERR_LIMIT)
		form_say(join->form, FIELD_CODE, _("Several codes were tried "
		    "from here; the next try is in an hour. Without a code, a "
		    "person reads your request."), true);
	else
		form_say(join->form, FIELD_CODE, _("This code is not open. "
		    "Empty this field, and a person reads your request."),
		    true);
	arena_free(arena);
	return true;		/* the act says the last word */
}

static void
look(struct ui *ui, struct join *join, int id)
{
	bool typed = id < FIELD_CREATE && id != FIELD_KEY &&
	    form_text(join->form, id).len > 0;

	if (id == FIELD_NAME && typed)
		look_name(ui, join, true);
	else if (id == FIELD_PASSWORD && typed)
		look_password(join);
	else if (id == FIELD_AGAIN && typed)
		look_again(join);
	else if (id == FIELD_CODE)
		look_code(ui, join);
}

/* --- the request itself --- */

static bool
complete(struct ui *ui, struct join *join)
{
	bool key = join->has_key && form_choice(join->form, FIELD_KEY);
	bool none = form_text(join->form, FIELD_PASSWORD).len == 0 &&
	    form_text(join->form, FIELD_AGAIN).len == 0;
	int id = -1;

	look_code(ui, join);
	if (!(key && none)) {		/* a key alone is a way in */
		if (!look_again(join))
			id = FIELD_AGAIN;
		if (!look_password(join))
			id = FIELD_PASSWORD;
	}
	if (!look_name(ui, join, true))
		id = FIELD_NAME;
	if (id < 0)
		return true;
	form_go(join->form, id);
	ui_say(ui, _("One more thing here, then the account can be made."));
	return false;
}

static void
submit(struct ui *ui, void *state)
{
	struct join *join = state;
	struct member profile = { .language = (uint8_t)i18n_current() };
	struct act_args args = { .profile = &profile };
	struct act_result result = { 0 };
	char *password;
	size_t len;
	enum err e;

	if (!complete(ui, join))
		return;
	profile.handle = form_text(join->form, FIELD_NAME);
	profile.words = form_text(join->form, FIELD_WORDS);
	args.code = form_text(join->form, FIELD_CODE);
	if (join->has_key && form_choice(join->form, FIELD_KEY)) {
		args.key_type = join->key.type;
		args.key_blob = join->key.blob;
		args.name = str_of(_("first key"));
	}
	/* A copy: the act wipes what it is given, and may refuse. */
	len = form_text(join->form, FIELD_PASSWORD).len;
	password = xmalloc(len + 1);
	memcpy(password, form_text(join->form, FIELD_PASSWORD).p, len);
	args.new_password = (struct str){ password, len };
	e = act_run(ui_store(ui), ui_who(ui), ACT_REGISTER, &args, &result);
	explicit_bzero(password, len);
	free(password);
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_say(ui, NULL);
	if (result.waiting) {
		ui_replace(ui, &scr_waiting, &(struct about){ 0 });
		return;
	}
	ui_become(ui, result.id);
	ui_enter(ui);
}

static void
leave(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static bool
register_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct join *join = state;
	struct form_event event;
	bool taken = form_key(join->form, key, &event);

	if (event.left >= 0)
		look(ui, join, event.left);
	if (event.changed == FIELD_NAME)
		look_name(ui, join, false);
	if (event.pressed == FIELD_CREATE) {
		term_drop_typeahead();
		submit(ui, state);
	} else if (event.pressed == FIELD_LEAVE)
		leave(ui, state);
	return taken;
}

static void
register_draw(struct ui *ui, void *state)
{
	struct join *join = state;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);

	cells_begin();
	ui_head(ui, _("Ask to join"), _("about two minutes"));
	ui_context(ui, _("Only the lines marked * are needed."));
	row += !ui_short_rows(ui);
	row = form_draw(join->form, ui, row, end - row) + 2;
	if (end - row >= 2 && !ui_small(ui))
		wrap_put(ui, row, ui_margin(ui), ui_width(ui), end - row,
		    STYLE_DIM, _("Then: the charter, your profile, and the "
		    "first room. A mail address will be offered, never "
		    "required, never shown."));
}

static void
next_field(struct ui *ui, void *state)
{
	register_key(ui, state, &(struct key_event){ .code = KEY_TAB });
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), next_field, NULL,
	  -1, BIND_FOOTER, N_("Me") },
	{ CTRL_('x'), N_("confirm"), N_("create the account"), submit, NULL,
	  ACT_REGISTER, BIND_FOOTER | BIND_MENU | BIND_CHANGES, N_("Me") },
	{ CTRL_('o'), N_("leave it"), N_("leave without an account"), leave,
	  NULL, -1, BIND_MENU, N_("Me") },
};

const struct screen_ops scr_register = {
	.name = "register",
	.title = N_("Ask to join"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct join),
	.help = N_("A new account: a name, a password or a key; a code from a "
	    "member opens it at once."),
	.open = register_open,
	.load = register_load,
	.draw = register_draw,
	.key = register_key,
	.close = register_close,
};
