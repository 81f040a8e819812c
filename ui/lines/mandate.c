/* mandate: who holds which, granting, renewing and ending them, by lines. */
#include <string.h>

#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static bool
until_read(struct call *call, struct act_args *args)
{
	return call->args.until == NULL ||
	    clock_parse(call->args.until, &args->until) == OK;
}

static int
mandate_add(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct member_view member;
	struct room_view room;
	int role = vocabulary_find(VOCABULARY_ROLE, call->words[2]);
	enum err e;

	if (role < 0 || !until_read(call, &args))
		return lines_usage(call);
	e = query_member_named(call->store, call->who, call->words[1],
	    call->arena, &member);
	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[1]);
	if (call->args.room != NULL) {
		e = query_room_named(call->store, call->who, call->args.room,
		    call->arena, &room);
		if (e != OK)
			return lines_refuse(call, e, NULL, call->args.room);
		args.room = room.room.id;
	}
	args.member = member.member.id;
	args.role = (uint8_t)role;
	e = act_run(call->store, call->who, ACT_MANDATE_ADD, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[1]);
	return lines_number(call, result.id);
}

/* One mandate of the list, on a line of its own or into list. */
static void
mandate_row(struct call *call, const struct mandate *m, json_t *list)
{
	bool over = m->ended || m->ends <= clock_now();
	struct member_view who = { 0 };
	struct room_view room = { 0 };

	query_member(call->store, call->who, m->member, call->arena, &who);
	if (m->room != 0)
		query_room(call->store, call->who, m->room, call->arena,
		    &room);
	if (call->args.json) {
		json_array_append_new(list, json_pack(
		    "{s:I s:o s:o s:o s:o s:o s:b}",
		    "id", (json_int_t)m->id,
		    "member", lines_json_str(who.member.handle),
		    "role", lines_json_word(VOCABULARY_ROLE, m->role),
		    "room", lines_json_opt(room.room.name),
		    "starts", lines_json_time(m->starts),
		    "ends", lines_json_time(m->ends),
		    "ended", (int)over));
		return;
	}
	lines_field(call, "%llu", (unsigned long long)m->id);
	lines_field(call, "%.*s", STR(who.member.handle));
	lines_field(call, "%s", i18n_word(VOCABULARY_ROLE, m->role));
	if (m->room != 0)
		lines_field(call, "%.*s", STR(room.room.name));
	if (!over && m->starts > clock_now())
		lines_field(call, _("from %s"), lines_date(call, m->starts));
	if (over)
		lines_field(call, "%s", _("ended"));
	else
		lines_field(call, _("until %s"), lines_date(call, m->ends));
	lines_end(call);
}

static int
mandate_list(struct call *call)
{
	bool server = call->who->machine && call->who->member == 0;
	struct mandate *mandates;
	size_t count;
	json_t *list;
	enum err e;

	e = query_mandates(call->store, call->who, 0, server ||
	    call->args.all, call->arena, &mandates, &count);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (size_t i = 0; i < count; i++)
		mandate_row(call, &mandates[i], list);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "mandates", list));
	json_decref(list);
	return DONE;
}

static int
mandate_end(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 1, &args.mandate))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_MANDATE_END, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[1]);
	return call->args.json ? lines_number(call, args.mandate) : DONE;
}

static int
mandate_renew(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 1, &args.mandate) || !until_read(call, &args))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_MANDATE_RENEW, &args,
	    &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[1]);
	return lines_number(call, result.id);
}

int
run_mandate(struct call *call)
{
	static const struct {
		const char *word;
		int words;
		int (*run)(struct call *);
	} rows[] = {
		{ "list", 1, mandate_list }, { "add", 3, mandate_add },
		{ "end", 2, mandate_end }, { "renew", 2, mandate_renew },
	};

	if (call->count == 0)
		return mandate_list(call);
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (strcmp(call->words[0], rows[i].word) == 0 &&
		    call->count == rows[i].words)
			return rows[i].run(call);
	return lines_usage(call);
}
