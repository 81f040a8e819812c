/*
 * scr_keyoffer: after a password login, the one key that the client offered
 * may be remembered.  The answer is no unless somebody says yes.
 */
#include <stdio.h>
#include <string.h>

#include "store/forum/auth.h"
#include "ui/screens/cells.h"
#include "ui/widgets/question.h"
#include "ui/widgets/wrap.h"

struct keyoffer {
	struct question question;
	char name[128];
	struct arena *arena;
	struct sshkey key;
};

static enum err
keyoffer_open(struct ui *ui, void *state, const struct about *about)
{
	struct keyoffer *offer = state;
	const char *offered = ui_options(ui)->offered_key;
	enum err e;

	if (offered == NULL)
		return ERR_NOT_FOUND;
	question_add(&offer->question, &(struct answer){
		.text = N_("No, not this key"), .number = false });
	question_add(&offer->question, &(struct answer){
		.text = N_("Yes, remember it"), .number = true });
	offer->arena = arena_new();
	e = auth_key_parse(str_of(offered), offer->arena, &offer->key, NULL);
	if (e != OK)
		arena_free(offer->arena);
	return e;
}

static enum err
keyoffer_load(struct ui *ui, void *state)
{
	return OK;
}

static void
keyoffer_close(struct ui *ui, void *state)
{
	arena_free(((struct keyoffer *)state)->arena);
}

static void
keyoffer_draw(struct ui *ui, void *state)
{
	struct keyoffer *offer = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);
	int col = ui_margin(ui);

	cells_begin();
	row += !ui_short_rows(ui);
	ui_head(ui, _("A key to remember?"), NULL);
	ui_context(ui, _("You came in with your password; this client also "
	    "holds a key."));
	row += wrap_put(ui, row, col, ui_measure(ui), rows, STYLE_TEXT,
	    _("Remembered, this key opens your account without a password. Say "
	    "yes only on a machine that is yours.")) + 1;
	cells_put_str(row++, col + 2, ui_width(ui) - 2, STYLE_DIM,
	    offer->key.type);
	cells_put_str(row, col + 2, ui_width(ui) - 2, STYLE_DIM,
	    offer->key.fingerprint);
	question_draw(&offer->question, ui, row + 2);
	term_cursor(-1, -1);
}

static void
leave(struct ui *ui, void *state)
{
	ui_replace(ui, &scr_home, &(struct about){ 0 });
}

static void
with_password(struct ui *ui, void *state, const char *line)
{
	struct keyoffer *offer = state;
	struct act_args args = { .key_type = offer->key.type,
	    .key_blob = offer->key.blob, .name = str_of(offer->name) };
	struct act_result result = { 0 };
	char password[1024];
	enum err e;

	if (line == NULL)
		return;
	snprintf(password, sizeof(password), "%s", line);
	args.password = str_of(password);
	e = act_run(ui_store(ui), ui_who(ui), ACT_KEY_ADD, &args, &result);
	explicit_bzero(password, sizeof(password));
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	leave(ui, state);
	ui_say(ui, _("This key is remembered; it counts from its first "
	    "login."));
}

static void
with_name(struct ui *ui, void *state, const char *line)
{
	struct keyoffer *offer = state;

	if (line == NULL)
		return;
	snprintf(offer->name, sizeof(offer->name), "%s", line);
	ui_ask(ui, _("Your present password:"), "", true, with_password);
}

static void
choose(struct ui *ui, void *state)
{
	struct keyoffer *offer = state;

	if (!question_in_hand(&offer->question))
		leave(ui, state);
	else
		ui_ask(ui, _("A name for this key:"), _("computer"), false,
		    with_name);
}

static bool
keyoffer_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct keyoffer *offer = state;
	bool chosen;

	if (!question_key(&offer->question, key, &chosen))
		return false;
	if (chosen)
		choose(ui, state);
	return true;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("choose"), N_("take the choice in hand"),
	  choose, NULL, ACT_KEY_ADD, BIND_FOOTER, N_("Me") },
	{ NAMED(KEY_ESC), N_("later"), N_("not this time"), leave, NULL, -1, 0,
	  N_("Me") },
};

const struct screen_ops scr_keyoffer = {
	.name = "keyoffer",
	.title = N_("A key to remember?"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct keyoffer),
	.no_common = true,
	.help = N_("A key opens the account without a password. It can be "
	    "removed in the profile."),
	.open = keyoffer_open,
	.load = keyoffer_load,
	.draw = keyoffer_draw,
	.key = keyoffer_key,
	.close = keyoffer_close,
};
