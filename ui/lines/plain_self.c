/* plain_self: one's own account in plain mode: keys, invitations, the menu. */
#include <string.h>

#include "store/forum/auth.h"
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

/* --- keys --- */

bool
plain_password(struct plain *p, struct str *out)
{
	struct password_view state = { 0 };

	*out = (struct str){ "", 0 };
	if (query_password(p->call.store, p->call.who, &state) != OK ||
	    !state.exists)
		return true;
	return lines_secret(&p->call, _("Your present password."), out) == OK;
}

static void
key_remove(struct plain *p, uint64_t number)
{
	struct act_args args = { .number = number };
	struct act_result result = { 0 };
	enum err e;

	if (plain_sure(p, _("Remove this key? Its sessions end."),
	    _("Remove it")) && plain_password(p, &args.password)) {
		e = act_run(p->call.store, p->call.who, ACT_KEY_REMOVE, &args,
		    &result);
		if (e != OK)
			plain_refused(p, e, &result.why, NULL);
		lines_wipe(&args.password);
	}
	if (!p->over)
		plain_keys(p, 0);
}

static void
key_add(struct plain *p, uint64_t number)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct sshkey key;
	struct str line;
	enum err e;

	plain_say(p, "%s", _("Paste the line of the public key, from the file "
	    "that ends in .pub."));
	if (!plain_line(p, &line))
		return;
	e = auth_key_parse(line, p->call.arena, &key, &result.why);
	if (e == OK && plain_password(p, &args.password)) {
		args.key_type = key.type;
		args.key_blob = key.blob;
		args.name = key.name;
		e = act_run(p->call.store, p->call.who, ACT_KEY_ADD, &args,
		    &result);
		lines_wipe(&args.password);
	}
	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	plain_keys(p, 0);
}

void
plain_keys(struct plain *p, uint64_t number)
{
	struct sshkey *keys;
	size_t count = 0;
	enum err e = query_keys(p->call.store, p->call.who, p->call.arena,
	    &keys, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("No key yet."));
	plain_offer(p, key_add, 0, "%s", _("Add a key"));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, key_remove, keys[i].number,
		    _("Remove key %llu, %.*s %.*s"),
		    (unsigned long long)keys[i].number, STR(keys[i].name),
		    STR(keys[i].fingerprint));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* Number: 1 with the texts, 2 it is called off. */
static void
erase(struct plain *p, uint64_t number)
{
	struct act_args args = { .number = number == 1, .back = number == 2 };
	struct act_result result = { 0 };
	enum err e;

	if ((args.back || plain_sure(p, _("Your account goes for good in some "
	    "days; until then you can call it off. Your name is nobody’s "
	    "again."), _("Erase it"))) && plain_password(p, &args.password)) {
		e = act_run(p->call.store, p->call.who, ACT_ERASE, &args,
		    &result);
		if (e != OK)
			plain_refused(p, e, &result.why, NULL);
		lines_wipe(&args.password);
	}
	if (!p->over && plain_me(p))
		plain_own_data(p, 0);
}

static void
export(struct plain *p, uint64_t number)
{
	plain_command(p, "export", NULL);
	plain_own_data(p, 0);
}

void
plain_own_data(struct plain *p, uint64_t number)
{
	int64_t day = p->call.me->member.erase;

	plain_begin(p);
	plain_offer(p, export, 0, "%s", _("Read all that the forum holds of "
	    "yours"));
	if (day != 0) {
		plain_say(p, _("Your account is erased on %s."),
		    lines_date(&p->call, day));
		plain_offer(p, erase, 2, "%s", _("Keep the account after all"));
	} else {
		plain_offer(p, erase, 0, "%s", _("Erase the account; the posts "
		    "stay under another name"));
		plain_offer(p, erase, 1, "%s", _("Erase the account and the "
		    "texts of the posts"));
	}
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* After a password login: the one key that the client also offered. */
void
plain_key_offered(struct plain *p, uint64_t number)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct sshkey key;
	enum err e = auth_key_parse(str_of(p->options.offered_key),
	    p->call.arena, &key, &result.why);

	if (e == OK) {
		plain_say(p, "%.*s %.*s", STR(key.type), STR(key.fingerprint));
		if (!plain_sure(p, _("Remembered, this key opens your account "
		    "without a password. Say yes only on a machine that is "
		    "yours."), _("Yes, remember it")) ||
		    !plain_password(p, &args.password))
			return;
		args.key_type = key.type;
		args.key_blob = key.blob;
		args.name = str_of(_("computer"));
		e = act_run(p->call.store, p->call.who, ACT_KEY_ADD, &args,
		    &result);
		lines_wipe(&args.password);
	}
	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else {
		p->options.offered_key = NULL;
		plain_say(p, "%s", _("This key is remembered; it counts from "
		    "its first login."));
	}
	plain_home(p, 0);
}

/* --- invitations --- */

static void
invite(struct plain *p, uint64_t number)
{
	plain_say(p, "%s", _("Give this code to one person: it opens an "
	    "account, once, in your name."));
	plain_command(p, "invite", NULL);
	plain_invites(p, 0);
}

void
plain_invites(struct plain *p, uint64_t number)
{
	plain_begin(p);
	plain_command(p, "invite", "list", NULL);
	plain_offer(p, invite, 0, "%s", _("Invite a person"));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* --- drafts --- */

void
plain_drafts(struct plain *p, uint64_t number)
{
	struct draft_view *drafts;
	size_t count = 0;
	enum err e = query_drafts(p->call.store, p->call.who, p->call.arena,
	    &drafts, &count);

	plain_begin(p);
	if (e != OK)
		plain_refused(p, e, NULL, NULL);
	else if (count == 0)
		plain_say(p, "%s", _("No draft waits."));
	for (size_t i = 0; i < count; i++)
		plain_offer(p, plain_write_draft, drafts[i].draft.number,
		    drafts[i].draft.thrown ? _("Draft thrown away, %.*s") :
		    _("Draft kept, %.*s"), STR(drafts[i].title));
	plain_offer(p, plain_menu, 0, "%s", _("Menu"));
}

/* The menu's number is a row's. */
static void
plain_messages_menu(struct plain *p, uint64_t number)
{
	plain_messages(p, 0);
}

static void
plain_glossary_menu(struct plain *p, uint64_t number)
{
	plain_glossary(p, 0);
}

/* --- the menu: what line commands do without an operand, and the rest --- */

static void
run_line(struct plain *p, uint64_t index)
{
	plain_command(p, line_commands[index].name, NULL);
}

static void
catch_up(struct plain *p, uint64_t number)
{
	if (plain_sure(p, _("Mark everything as read, in all rooms?"),
	    _("Mark as read")))
		plain_command(p, "catchup", NULL);
}

static void
notices_seen(struct plain *p, uint64_t number)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e = act_run(p->call.store, p->call.who, ACT_NOTICE_SEEN,
	    &args, &result);

	if (e != OK)
		plain_refused(p, e, &result.why, NULL);
	else
		plain_say(p, "%s", _("The notices are put away."));
}

static void
fingerprints_say(struct plain *p, uint64_t number)
{
	const char *at = p->options.fingerprints;

	for (; *at != '\0'; at += strcspn(at, "\n"), at += *at == '\n')
		plain_say(p, "%.*s", (int)strcspn(at, "\n"), at);
}

static void
leave(struct plain *p, uint64_t number)
{
	p->over = true;
}

static bool
may(struct plain *p, enum act act)
{
	return store_may(p->call.store, p->call.who, act,
	    &(struct act_args){ 0 }, NULL) == OK;
}

/* A line command that plain mode does in its own way (NULL: in no other), or
 * names otherwise. */
static const struct menu_row {
	int (*run)(struct call *);
	plain_run *instead;
	const char *name;	/* msgid; NULL: what the command's help says */
} menu_rows[] = {
	{ run_rooms, plain_rooms },
	{ run_keys, plain_keys },
	{ run_invite, plain_invites },
	{ run_waiting, plain_waiting },
	{ run_catchup, catch_up },
	{ run_follow, plain_followed, N_("Followed") },
	{ run_notices, plain_for_you, N_("For you") },
	{ run_drafts, plain_drafts, N_("Drafts") },
	{ run_profile, plain_settings, N_("Settings") },
	{ run_messages, plain_messages_menu, N_("Private messages") },
	{ run_glossary, plain_glossary_menu, N_("Glossary") },
	{ run_charter, NULL, N_("The charter") },
};

static bool
menu_offered(struct plain *p, const struct line_command *c)
{
	struct member_view *list;
	size_t count;

	if (c->least > 0 || (p->call.me == NULL && !c->guests))
		return false;
	if (c->run == run_waiting)
		return query_waiting(p->call.store, p->call.who,
		    p->call.arena, &list, &count) == OK;
	return c->run != run_invite || may(p, ACT_INVITE);
}

static void
menu_commands(struct plain *p)
{
	for (size_t i = 0; i < line_command_count; i++) {
		const struct line_command *c = &line_commands[i];
		plain_run *run = run_line;
		const char *name = c->help;
		if (!menu_offered(p, c))
			continue;
		for (size_t k = 0; k < LENGTH(menu_rows); k++)
			if (menu_rows[k].run == c->run) {
				if (menu_rows[k].instead != NULL)
					run = menu_rows[k].instead;
				if (menu_rows[k].name != NULL)
					name = menu_rows[k].name;
			}
		plain_offer(p, run, i, "%s", _(name));
	}
}

void
plain_menu(struct plain *p, uint64_t number)
{
	plain_begin(p);
	menu_commands(p);
	if (p->call.me != NULL) {
		plain_offer(p, plain_members, 0, "%s", _("Members"));
		plain_offer(p, notices_seen, 0, "%s",
		    _("Put all notices away"));
	}
	if (p->options.fingerprints != NULL)
		plain_offer(p, fingerprints_say, 0, "%s",
		    _("The fingerprints of this server’s keys"));
	plain_offer(p, plain_home, 0, "%s", _("Home"));
	plain_offer(p, leave, 0, "%s", _("Leave"));
}
