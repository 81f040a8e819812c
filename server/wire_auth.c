#include <stdlib.h>
#include <string.h>

#include "server/wire.h"

/* The user's name travels with every request but a round's answer. */
static void
user_keep(struct wire *w, const char *user)
{
	struct str name = wire_field(MSG_NONE, 0, user);

	memcpy(w->user, name.p, name.len);
	w->user[name.len] = '\0';
}

static void
send_banner(struct wire *w, const char *text)
{
	ssh_string s = ssh_string_from_char(text);

	if (s != NULL)
		ssh_send_issue_banner(w->ssh, s);
	ssh_string_free(s);
}

static void
tell(struct wire *w, enum saying saying)
{
	char banner[512];

	if (saying == SAY_BANNER && !w->greeted) {
		say_banner(w->conf, banner, sizeof(banner));
		send_banner(w, banner);
		w->greeted = true;
	} else if (saying != SAY_BANNER && saying != SAY_NOTHING)
		send_banner(w, say(saying));
}

static int
methods_of(uint32_t methods)
{
	return (methods & METHOD_PASSWORD ? SSH_AUTH_METHOD_PASSWORD : 0) |
	    (methods & METHOD_KEY ? SSH_AUTH_METHOD_PUBLICKEY : 0) |
	    (methods & METHOD_ROUND ? SSH_AUTH_METHOD_INTERACTIVE : 0);
}

static enum verdict
ask(struct wire *w, const struct msg *m)
{
	struct msg answer;

	/* libssh may have read more than one request before we end it */
	if (w->ending != SAY_NOTHING)
		return VERDICT_DENY;
	wire_ask(w, m, MSG_VERDICT, &answer, NULL);
	ssh_set_auth_methods(w->ssh, methods_of(answer.number[1]));
	tell(w, answer.number[2]);
	if (answer.number[0] == VERDICT_ACCEPT)
		w->accepted = true;
	if (answer.number[0] == VERDICT_END) {
		w->ending = answer.number[2] != SAY_NOTHING
		    ? (enum saying)answer.number[2] : SAY_ATTEMPTS;
		return VERDICT_DENY;
	}
	return (enum verdict)answer.number[0];
}

static int
ssh_answer(enum verdict verdict)
{
	if (verdict == VERDICT_ACCEPT)
		return SSH_AUTH_SUCCESS;
	return verdict == VERDICT_PARTIAL ? SSH_AUTH_PARTIAL : SSH_AUTH_DENIED;
}

static int
on_none(ssh_session s, const char *user, void *data)
{
	struct wire *w = data;
	struct msg m = { .type = MSG_NONE };

	user_keep(w, user);
	m.field[0] = str_of(w->user);
	return ssh_answer(ask(w, &m));
}

static int
on_password(ssh_session s, const char *user, const char *password, void *data)
{
	struct wire *w = data;
	struct msg m = { .type = MSG_PASSWORD };

	user_keep(w, user);
	m.field[0] = str_of(w->user);
	m.field[1] = wire_field(MSG_PASSWORD, 1, password);
	return ssh_answer(ask(w, &m));
}

static int
on_key(ssh_session s, const char *user, struct ssh_key_struct *key,
    char state, void *data)
{
	struct wire *w = data;
	struct msg m = { .type = MSG_PROBE };
	char *blob = NULL;
	enum verdict verdict = VERDICT_DENY;

	if (state == SSH_PUBLICKEY_STATE_VALID)
		m.type = MSG_KEY;
	else if (state != SSH_PUBLICKEY_STATE_NONE)
		return SSH_AUTH_DENIED;
	user_keep(w, user);
	if (ssh_pki_export_pubkey_base64(key, &blob) != SSH_OK)
		return SSH_AUTH_DENIED;
	m.field[0] = str_of(w->user);
	m.field[1] = str_of(ssh_key_type_to_char(ssh_key_type(key)));
	m.field[2] = str_of(blob);
	if (m.field[2].len <= MSG_KEY_MAX)
		verdict = ask(w, &m);
	ssh_string_free_char(blob);
	/* accepting a probe only invites the client to sign */
	if (m.type == MSG_PROBE) {
		w->accepted = false;
		return verdict == VERDICT_ACCEPT ? SSH_AUTH_SUCCESS
						 : SSH_AUTH_DENIED;
	}
	return ssh_answer(verdict);
}

/* --- keyboard-interactive, for which libssh 0.10 has no callback --- */

static int
round_begin(struct wire *w, ssh_message message)
{
	struct msg m = { .type = MSG_ROUND };
	const char *prompts[1] = { say_password };
	char echo[1] = { 0 };

	user_keep(w, ssh_message_auth_user(message));
	m.field[0] = str_of(w->user);
	switch (ask(w, &m)) {
	case VERDICT_ASK:
		w->round = 1;
		break;
	case VERDICT_ASK_NOTHING:
		w->round = 0;
		break;
	default:
		w->round = -1;
		return 1;
	}
	ssh_message_auth_interactive_request(message, "", "",
	    (unsigned)w->round, prompts, echo);
	return 0;
}

static int
round_end(struct wire *w, ssh_message message)
{
	struct msg m = { .type = MSG_ANSWER };
	int asked = w->round;
	int count = ssh_userauth_kbdint_getnanswers(w->ssh);

	w->round = -1;
	/* an answer to a round that nobody began, or of another length */
	if (asked < 0 || count != asked)
		return 1;
	m.number[0] = (uint32_t)count;
	m.field[0] = str_of(w->user);
	m.field[1] = wire_field(MSG_ANSWER, 1,
	    count > 0 ? ssh_userauth_kbdint_getanswer(w->ssh, 0) : "");
	switch (ask(w, &m)) {
	case VERDICT_ACCEPT:
		ssh_message_auth_reply_success(message, 0);
		return 0;
	case VERDICT_PARTIAL:
		ssh_message_auth_reply_success(message, 1);
		return 0;
	default:
		return 1;
	}
}

static int
on_message(ssh_session s, ssh_message message, void *data)
{
	struct wire *w = data;

	if (ssh_message_type(message) != SSH_REQUEST_AUTH ||
	    ssh_message_subtype(message) != SSH_AUTH_METHOD_INTERACTIVE)
		return 1;		/* libssh's own refusal */
	return ssh_message_auth_kbdint_is_response(message)
	    ? round_end(w, message) : round_begin(w, message);
}

void
wire_auth(struct wire *w)
{
	w->server_callbacks.auth_none_function = on_none;
	w->server_callbacks.auth_password_function = on_password;
	w->server_callbacks.auth_pubkey_function = on_key;
	ssh_set_server_callbacks(w->ssh, &w->server_callbacks);
	ssh_set_message_callback(w->ssh, on_message, w);
	ssh_set_auth_methods(w->ssh, SSH_AUTH_METHOD_PASSWORD |
	    SSH_AUTH_METHOD_PUBLICKEY | SSH_AUTH_METHOD_INTERACTIVE);
}
