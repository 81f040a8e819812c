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

/* --- mandate: the line command, done by the machine --- */

/* Wrong usage is said before the store is looked for; options_take() moves the
 * words, so it gets a copy. */
static bool
mandate_usage(struct call *call, int argc, char **argv)
{
	static const struct { const char *word; int words; } rows[] = {
		{ "add", 3 }, { "list", 1 }, { "end", 2 }, { "renew", 2 },
	};
	const char *room, *until, *bad;
	bool json;
	const struct option_row options[] = {
		{ "json", OPTION_FLAG, &json },
		{ "room", OPTION_TEXT, &room },
		{ "until", OPTION_TEXT, &until },
	};
	char **words = arena_alloc(call->arena,
	    ((size_t)argc + 1) * sizeof(*words));

	for (int i = 0; i < argc; i++)
		words[i] = argv[i];
	if (options_take(&argc, words, options, LENGTH(options), false,
	    &bad) != OK)
		return false;
	for (size_t i = 0; i < LENGTH(rows); i++)
		if (strcmp(rows[i].word, words[0]) == 0)
			return argc == rows[i].words && (argc < 3 ||
			    vocabulary_find(VOCABULARY_ROLE, words[2]) >= 0);
	return false;
}

static int
mandate_line_command(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	struct lines_io io = *call->io;
	char **words = arena_alloc(call->arena,
	    ((size_t)argc + 2) * sizeof(*words));

	if (!mandate_usage(call, argc, argv))
		return lines_usage(call);
	if (!admin_open(admin, call))
		return REFUSED;
	words[0] = (char *)(uintptr_t)"mandate";
	for (int i = 0; i < argc; i++)
		words[i + 1] = argv[i];
	io.before = "palabre ";
	return lines_run_argv(call->store, call->who, argc + 1, words, &io);
}

int
admin_mandate(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "add", "palabre mandate add NAME facilitator|moderator|"
		    "guarantor|sysop [--room ROOM] [--until DATE] [--json]",
		    mandate_line_command },
		{ "list", "palabre mandate list [--json]",
		    mandate_line_command },
		{ "end", "palabre mandate end N [--json]",
		    mandate_line_command },
		{ "renew", "palabre mandate renew N [--until DATE] [--json]",
		    mandate_line_command },
	};

	return admin_rows(admin, rows, LENGTH(rows), argc, argv);
}
