/* admin_room: `palabre room` and `palabre mandate`. */
#include <string.h>

#include "ui/lines/admin_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static int
room_add(const struct admin *admin, struct call *call, int argc, char **argv)
{
	const char *title = NULL, *description = "", *wing = "reseau",
	    *visibility = "members", *bad;
	const struct option_row rows[] = {
		{ "title", OPTION_TEXT, &title },
		{ "description", OPTION_TEXT, &description },
		{ "wing", OPTION_TEXT, &wing },
		{ "visibility", OPTION_TEXT, &visibility },
	};
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	int w, v;
	enum err e;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 2 || title == NULL)
		return lines_usage(call);
	w = vocabulary_find(VOCABULARY_WING, wing);
	v = vocabulary_find(VOCABULARY_VISIBILITY, visibility);
	if (w < 0 || v < 0)
		return lines_usage(call);
	args.name = str_of(argv[1]);
	args.title = str_of(title);
	args.description = str_of(description);
	args.wing = (uint8_t)w;
	args.visibility = (uint8_t)v;
	if (!admin_open(admin, call))
		return REFUSED;
	e = act_run(call->store, call->who, ACT_ROOM_ADD, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, argv[1]);
	lines_field(call, "%s", argv[1]);
	lines_end(call);
	return DONE;
}

static int
room_list(const struct admin *admin, struct call *call, int argc, char **argv)
{
	struct room_view *rooms;
	size_t count;
	json_t *list;
	int status;
	enum err e;

	if ((status = admin_listing(admin, call, argc, argv)) != DONE)
		return status;
	e = query_rooms(call->store, call->who, call->arena, &rooms, &count);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct room *r = &rooms[i].room;
		json_array_append_new(list, lines_json_room(&rooms[i]));
		if (call->args.json)
			continue;
		lines_field(call, "%.*s", STR(r->name));
		lines_field(call, "%s", i18n_word(VOCABULARY_WING, r->wing));
		lines_field(call, "%s", i18n_word(VOCABULARY_VISIBILITY,
		    r->visibility));
		lines_field(call, "%.*s", STR(r->title));
		lines_end(call);
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "rooms", list));
	json_decref(list);
	return DONE;
}

static int
room_allow(const struct admin *admin, struct call *call, int argc, char **argv)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct room_view room;
	struct member_view member;
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK || argc != 3)
		return lines_usage(call);
	if (!admin_open(admin, call))
		return REFUSED;
	e = query_room_named(call->store, call->who, argv[1], call->arena,
	    &room);
	if (e != OK)
		return lines_refuse(call, e, NULL, argv[1]);
	if (!admin_named(call, argv[2], &member))
		return REFUSED;
	args.room = room.room.id;
	args.member = member.member.id;
	e = act_run(call->store, call->who, ACT_ROOM_ALLOW, &args, &result);
	return e == OK ? DONE : lines_refuse(call, e, &result.why, argv[2]);
}

int
admin_room(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "add", "palabre room add NAME --title T [--description D] "
		    "[--wing reseau|chantiers|ressources|public] "
		    "[--visibility public|members|private]", room_add },
		{ "list", "palabre room list [--json]", room_list },
		{ "allow", "palabre room allow ROOM NAME", room_allow },
	};

	return admin_rows(admin, rows, LENGTH(rows), argc, argv);
}

/* --- mandate --- */

static bool
has_key(struct call *call, uint64_t member)
{
	struct who who = { .member = member };
	struct password_view password = { 0 };
	struct sshkey *keys;
	size_t count = 0;

	if (query_password(call->store, &who, &password) != OK ||
	    !password.exists)
		return true;		/* no password: nothing is asked yet */
	return query_keys(call->store, &who, call->arena, &keys, &count) !=
	    OK || count > 0;
}

static int
mandate_add(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const char *room = NULL, *until = NULL, *bad;
	const struct option_row rows[] = {
		{ "room", OPTION_TEXT, &room },
		{ "until", OPTION_TEXT, &until },
	};
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct room_view view;
	struct member_view member;
	int role;
	enum err e;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 3 || (role = vocabulary_find(VOCABULARY_ROLE, argv[2])) < 0
	    || (until != NULL && clock_parse(until, &args.until) != OK))
		return lines_usage(call);
	if (!admin_open(admin, call) || !admin_named(call, argv[1], &member))
		return REFUSED;
	if (room != NULL) {
		e = query_room_named(call->store, call->who, room,
		    call->arena, &view);
		if (e != OK)
			return lines_refuse(call, e, NULL, room);
		args.room = view.room.id;
	}
	args.member = member.member.id;
	args.role = (uint8_t)role;
	e = act_run(call->store, call->who, ACT_MANDATE_ADD, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, argv[1]);
	if (role != ROLE_FACILITATOR && !has_key(call, args.member))
		lines_say_no(call, arena_printf(call->arena, _("with this "
		    "mandate both a key and a password are asked, and %s has "
		    "no key: nobody comes in under this name until one is "
		    "added."), argv[1]));
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
	if (over)
		lines_field(call, "%s", _("ended"));
	else
		lines_field(call, _("until %s"), lines_date(call, m->ends));
	lines_end(call);
}

static int
mandate_list(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	struct mandate *mandates;
	size_t count;
	json_t *list;
	int status;
	enum err e;

	if ((status = admin_listing(admin, call, argc, argv)) != DONE)
		return status;
	e = query_mandates(call->store, call->who, 0, true, call->arena,
	    &mandates, &count);
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
mandate_end(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK ||
	    argc != 2 || parse_u64(argv[1], 1, INT64_MAX, &args.mandate) != OK)
		return lines_usage(call);
	if (!admin_open(admin, call))
		return REFUSED;
	e = act_run(call->store, call->who, ACT_MANDATE_END, &args, &result);
	return e == OK ? DONE : lines_refuse(call, e, &result.why, argv[1]);
}

int
admin_mandate(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "add", "palabre mandate add NAME facilitator|moderator|"
		    "guarantor|sysop [--room ROOM] [--until DATE]",
		    mandate_add },
		{ "list", "palabre mandate list [--json]", mandate_list },
		{ "end", "palabre mandate end N", mandate_end },
	};

	return admin_rows(admin, rows, LENGTH(rows), argc, argv);
}
