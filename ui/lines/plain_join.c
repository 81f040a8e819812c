/*
 * plain_join: asking to join, question by question, by the rules of the
 * form (scr_register): a name, a password or the key of this connection, a
 * code from a member or a few words for whoever reads the request.
 */
#include <string.h>

#include "store/forum/auth.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

struct joining {
	struct plain *p;
	struct arena *arena;		/* outlives the answers */
	struct member profile;
	struct sshkey key;
	bool keeps_key;
	struct str password, code;
};

/* Enter alone leaves: false. */
static bool
ask_name(struct joining *j)
{
	const struct who machine = { .machine = true };
	struct plain *p = j->p;
	struct member_view taken;
	struct refusal why;
	struct str line, name;
	enum err e;

	plain_say(p, "%s", _("Your name here, 2 to 24 letters, digits, . _ -; "
	    "a pseudonym is fine. Enter alone leaves."));
	while (plain_line(p, &line) && line.len > 0) {
		why = (struct refusal){ 0 };
		e = text_handle_accept(line, j->arena, &name, &why);
		/* The program asks, as it will when the account is made: a
		 * guest sees no members. */
		if (e == OK && query_member_named(p->call.store, &machine,
		    name.p, j->arena, &taken) == OK) {
			e = ERR_EXISTS;
			refusal_set(&why, N_("“%s” is taken, or looks too "
			    "much like a name that is."), 0, name.p);
		}
		if (e == OK) {
			j->profile.handle = name;
			return true;
		}
		plain_refused(p, e, &why, NULL);
	}
	return false;
}

static bool
ask_key(struct joining *j)
{
	struct plain *p = j->p;
	unsigned n;

	if (p->options.new_key == NULL || auth_key_parse(
	    str_of(p->options.new_key), j->arena, &j->key, NULL) != OK)
		return true;
	plain_say(p, _("This connection has a key, %.*s %.*s."),
	    STR(j->key.type), STR(j->key.fingerprint));
	plain_say(p, "1. %s", _("Come in with this key too"));
	plain_say(p, "2. %s", _("Leave this key out"));
	if ((n = plain_number(p, 2, 1)) == 0)
		return false;
	j->keeps_key = n == 1;
	return true;
}

static bool
ask_password(struct joining *j)
{
	struct plain *p = j->p;
	struct refusal why;
	struct str accepted;
	enum err e;

	if (j->keeps_key)
		plain_say(p, "%s", _("With the key, a password is not needed; "
		    "Enter alone leaves it out."));
	for (;;) {
		lines_wipe(&j->password);
		if (lines_secret_twice(&p->call, _("A password, 10 to 128 "
		    "signs; several words do very well."), &j->password) !=
		    OK) {
			p->hungup = p->over = true;
			return false;
		}
		if (j->password.len == 0 && j->keeps_key)
			return true;
		why = (struct refusal){ 0 };
		e = auth_password_accept(j->password, j->profile.handle,
		    j->arena, &accepted, &why);
		if (e == OK) {
			lines_wipe(&accepted);
			return true;
		}
		plain_refused(p, e, &why, NULL);
	}
}

/* A code is looked at once: wrong tries are counted. */
static bool
ask_code(struct joining *j)
{
	struct plain *p = j->p;
	struct str line, sponsor;
	uint64_t by;
	enum err e;

	plain_say(p, "%s", _("An invitation code, if a member gave you one; "
	    "Enter alone: none."));
	while (plain_line(p, &line)) {
		if (line.len == 0)
			return true;
		e = auth_code(p->call.store, line, p->who.address, j->arena,
		    &by, &sponsor);
		if (e == OK) {
			j->code = arena_str(j->arena, line);
			plain_say(p, _("Code recognised: %.*s sponsors you. "
			    "The account opens at once."), STR(sponsor));
			return true;
		}
		if (e == ERR_LIMIT)
			plain_say(p, "%s", _("Several codes were tried from "
			    "here; the next try is in an hour. Without a code, "
			    "a person reads your request."));
		else
			plain_say(p, "%s", _("This code is not open. Enter "
			    "alone, and a person reads your request."));
	}
	return false;
}

static bool
ask_words(struct joining *j)
{
	struct str line;

	if (j->code.len > 0)
		return true;
	plain_say(j->p, "%s", _("A few words, on one line: a person reads "
	    "each request."));
	if (!plain_line(j->p, &line))
		return false;
	j->profile.words = arena_str(j->arena, line);
	return true;
}

/* Everything but the name; false: the person left. */
static bool
ask_all(struct joining *j)
{
	return ask_key(j) && ask_password(j) && ask_code(j) && ask_words(j);
}

static enum err
create(struct joining *j, struct act_result *result)
{
	struct plain *p = j->p;
	struct act_args args = { .profile = &j->profile, .code = j->code };
	char *copy = arena_memdup0(j->arena, j->password.p, j->password.len);

	j->profile.language = (uint8_t)i18n_current();
	if (j->keeps_key) {
		args.key_type = j->key.type;
		args.key_blob = j->key.blob;
		args.name = str_of(_("first key"));
	}
	/* The act wipes what it is given, and may refuse. */
	args.new_password = (struct str){ copy, j->password.len };
	return act_run(p->call.store, p->call.who, ACT_REGISTER, &args,
	    result);
}

/* The last question; anew after a refusal.  false: left or waiting. */
static bool
finish(struct joining *j)
{
	struct plain *p = j->p;
	struct act_result result;
	enum err e;

	for (;;) {
		plain_say(p, _("The account %.*s."), STR(j->profile.handle));
		plain_say(p, "1. %s", _("Create the account"));
		plain_say(p, "2. %s", _("Leave it"));
		if (plain_number(p, 2, 0) != 1)
			return false;
		result = (struct act_result){ 0 };
		if ((e = create(j, &result)) == OK)
			break;
		plain_refused(p, e, &result.why, NULL);
		j->code = (struct str){ "", 0 };
		if (!ask_name(j) || !ask_code(j) || !ask_words(j))
			return false;
	}
	if (!result.waiting) {
		p->who.member = result.id;
		plain_say(p, "%s", _("The account is open."));
		return true;
	}
	plain_say(p, "%s", _("A person reads each request; yours is among "
	    "them now."));
	plain_say(p, "%s", _("Come back in a day or two by ssh, with the name "
	    "you chose and your password or your key. With an invitation code "
	    "the account opens at once: a member may give you one."));
	return false;
}

bool
plain_join(struct plain *p)
{
	struct joining j = { .p = p, .arena = arena_new() };
	bool in;

	plain_say(p, "%s", _("Asking to join palabre, about two minutes."));
	in = ask_name(&j) && ask_all(&j) && finish(&j);
	lines_wipe(&j.password);
	arena_free(j.arena);
	fflush(p->io.out);
	return in;
}
