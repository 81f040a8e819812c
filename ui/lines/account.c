/* account: whoami, keys, invitations, requests to join. */
#include <string.h>

#include "store/forum/auth.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

int
run_whoami(struct call *call)
{
	const struct member_view *me = call->me;

	if (me == NULL) {
		const char *name = call->who->machine ? "palabre" : "guest";
		if (call->args.json)
			return lines_json(call, json_pack("{s:n s:s s:s}",
			    "id", "name", name, "status", name));
		fprintf(call->io->out, "%s\n", name);
		return DONE;
	}
	if (call->args.json)
		return lines_json(call, lines_json_member(me));
	lines_field(call, "%.*s", STR(me->member.handle));
	lines_field(call, "%s", i18n_word(VOCABULARY_STATUS,
	    me->member.status));
	lines_field(call, "%s", lines_profiles(call, &me->member));
	for (size_t i = 0; i < me->mandate_count; i++) {
		struct str room = me->mandate_rooms[i];
		lines_field(call, room.len ? "%s (%.*s)" : "%s",
		    i18n_word(VOCABULARY_ROLE, me->mandates[i].role),
		    STR(room));
	}
	lines_end(call);
	return DONE;
}

/* --- keys --- */

static int
keys_list(struct call *call)
{
	struct sshkey *keys;
	size_t count;
	enum err e = query_keys(call->store, call->who, call->arena, &keys,
	    &count);
	json_t *list;

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct sshkey *k = &keys[i];
		json_array_append_new(list, json_pack(
		    "{s:I s:o s:o s:o s:o s:o}",
		    "number", (json_int_t)k->number,
		    "type", lines_json_str(k->type),
		    "fingerprint", lines_json_str(k->fingerprint),
		    "name", lines_json_opt(k->name),
		    "added", lines_json_time(k->added),
		    "seen", lines_json_time(k->seen)));
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "keys", list));
	json_decref(list);
	for (size_t i = 0; i < count; i++) {
		const struct sshkey *k = &keys[i];
		lines_field(call, "%llu", (unsigned long long)k->number);
		lines_field(call, "%.*s", STR(k->type));
		lines_field(call, "%.*s", STR(k->fingerprint));
		lines_field(call, "%s", lines_date(call, k->added));
		if (k->name.len > 0)
			lines_field(call, "%.*s", STR(k->name));
		lines_end(call);
	}
	return DONE;
}

static int
keys_add(struct call *call, struct act_args *args)
{
	struct act_result result = { 0 };
	struct sshkey key = { 0 };
	struct str line = { "", 0 };
	enum err e = lines_line(call, 16384, &line);

	if (e != OK)
		return lines_usage(call);
	e = auth_key_parse(line, call->arena, &key, &result.why);
	if (e == OK) {
		args->key_type = key.type;
		args->key_blob = key.blob;
		args->name = call->count > 1 ? str_of(call->words[1]) :
		    key.name;
		e = act_run(call->store, call->who, ACT_KEY_ADD, args,
		    &result);
	}
	if (e != OK)
		return lines_refuse(call, e, &result.why, NULL);
	return lines_number(call, result.id);
}

int
run_keys(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	const char *deed = call->count > 0 ? call->words[0] : "list";
	int status = USAGE;
	enum err e;

	if (call->count == 0)
		return keys_list(call);
	if (lines_password(call, &args.password) != OK)
		return lines_usage(call);
	if (strcmp(deed, "add") == 0)
		status = keys_add(call, &args);
	else if (strcmp(deed, "remove") == 0 && call->count == 2 &&
	    lines_id(call, 1, &args.number)) {
		e = act_run(call->store, call->who, ACT_KEY_REMOVE, &args,
		    &result);
		status = e == OK ? lines_number(call, args.number) :
		    lines_refuse(call, e, &result.why, call->words[1]);
	} else
		lines_usage(call);
	lines_wipe(&args.password);
	return status;
}

/* --- invitations --- */

static int
invite_list(struct call *call)
{
	struct invite_view *invites;
	size_t count;
	json_t *list = json_array();
	enum err e = query_invites(call->store, call->who, call->arena,
	    &invites, &count);

	if (e != OK) {
		json_decref(list);
		return lines_refuse(call, e, NULL, NULL);
	}
	for (size_t i = 0; call->args.json && i < count; i++)
		json_array_append_new(list, json_pack("{s:o s:o s:o}",
		    "made", lines_json_time(invites[i].made),
		    "expires", lines_json_time(invites[i].expires),
		    "used_by", lines_json_opt(invites[i].used_by)));
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "invites", list));
	json_decref(list);
	for (size_t i = 0; i < count; i++) {
		lines_field(call, "%s", lines_date(call, invites[i].made));
		if (invites[i].used_by.len > 0)
			lines_field(call, _("used by %.*s"),
			    STR(invites[i].used_by));
		else
			lines_field(call, _("until %s"),
			    lines_date(call, invites[i].expires));
		lines_end(call);
	}
	return DONE;
}

int
run_invite(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (call->count > 0)
		return strcmp(call->words[0], "list") == 0 ?
		    invite_list(call) : lines_usage(call);
	e = act_run(call->store, call->who, ACT_INVITE, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, NULL);
	if (call->args.json)
		return lines_json(call, json_pack("{s:s}", "code",
		    result.code));
	fprintf(call->io->out, "%s\n", result.code);
	return DONE;
}

/* To whoever forgot the password; said to them by another way. */
int
run_reset(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct member_view member;
	enum err e = query_member_named(call->store, call->who,
	    call->words[0], call->arena, &member);

	args.member = member.member.id;
	if (e == OK)
		e = act_run(call->store, call->who, ACT_RESET, &args,
		    &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:s}", "code",
		    result.code));
	fprintf(call->io->out, "%s\n", result.code);
	return DONE;
}

/* --- requests to join --- */

int
run_waiting(struct call *call)
{
	struct member_view *list;
	size_t count;
	enum err e = query_waiting(call->store, call->who, call->arena, &list,
	    &count);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		json_t *requests = json_array();
		for (size_t i = 0; i < count; i++) {
			json_t *one = lines_json_member(&list[i]);
			json_object_set_new(one, "asked",
			    lines_json_time(list[i].member.asked));
			json_array_append_new(requests, one);
		}
		return lines_json(call, json_pack("{s:o}", "requests",
		    requests));
	}
	for (size_t i = 0; i < count; i++) {
		const struct member *m = &list[i].member;
		lines_field(call, "%.*s", STR(m->handle));
		lines_field(call, "%s", lines_date(call, m->asked));
		lines_field(call, "%s", lines_profiles(call, m));
		lines_field(call, "%.*s", STR(m->words));
		lines_end(call);
	}
	return DONE;
}

/* Reads a request that waits, by handle; REFUSED was said if false. */
static bool
waiting_named(struct call *call, const char *handle, struct member *out)
{
	struct member_view *list;
	struct str key, other;
	size_t count;
	enum err e = query_waiting(call->store, call->who, call->arena, &list,
	    &count);

	if (e == OK && text_handle_key(str_of(handle), call->arena, &key) == OK)
		for (size_t i = 0; i < count; i++)
			if (text_handle_key(list[i].member.handle,
			    call->arena, &other) == OK &&
			    str_equal(key, other)) {
				*out = list[i].member;
				return true;
			}
	lines_refuse(call, e == OK ? ERR_NOT_FOUND : e, NULL, handle);
	return false;
}

static int
answer(struct call *call, enum act act)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct member member;
	enum err e;

	if (call->args.reason != NULL)
		args.reason = str_of(call->args.reason);
	if (!waiting_named(call, call->words[0], &member))
		return REFUSED;
	args.member = member.id;
	e = act_run(call->store, call->who, act, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "member",
		    (json_int_t)args.member));
	lines_field(call, "%.*s", STR(member.handle));
	lines_end(call);
	return DONE;
}

int
run_admit(struct call *call)
{
	return answer(call, ACT_ADMIT);
}

int
run_refuse(struct call *call)
{
	if (call->args.reason == NULL)
		return lines_usage(call);
	return answer(call, ACT_REFUSE);
}
