/* admin: what the sysop's commands share, and `palabre member`. */
#include <stdlib.h>
#include <string.h>

#include "store/forum/auth.h"
#include "ui/lines/admin_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

const struct who admin_machine = { .machine = true, .address = "local" };

bool
admin_open(const struct admin *admin, struct call *call)
{
	if (call->store == NULL)
		call->store = admin->open();
	return call->store != NULL;
}

int
admin_listing(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &call->args.json },
	};
	const char *bad;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1)
		return lines_usage(call);
	return admin_open(admin, call) ? DONE : REFUSED;
}

bool
admin_named(struct call *call, const char *handle, struct member_view *out)
{
	enum err e = query_member_named(call->store, call->who, handle,
	    call->arena, out);

	if (e != OK)
		lines_refuse(call, e, NULL, handle);
	return e == OK;
}

int
admin_rows(const struct admin *admin, const struct admin_row *rows,
    size_t count, int argc, char **argv)
{
	struct line_command command = { 0 };
	struct call call = { .who = &admin_machine, .io = &admin->io,
	    .command = &command, .arena = arena_new() };
	int status = USAGE;
	size_t i;

	for (i = 0; argc > 1 && i < count; i++)
		if (strcmp(rows[i].name, argv[1]) == 0) {
			command.usage = rows[i].usage;
			status = rows[i].run(admin, &call, argc - 1, argv + 1);
			break;
		}
	if (argc < 2 || i == count)
		for (i = 0; i < count; i++) {
			command.usage = rows[i].usage;
			lines_usage(&call);
		}
	fflush(admin->io.out);
	arena_free(call.arena);
	return status;
}

/* --- member --- */

/* "elu,agent" into at most two profiles. */
static bool
profiles_read(struct call *call, const char *list, uint8_t out[2])
{
	char *copy = arena_strdup(call->arena, list), *save = NULL, *word;
	size_t n = 0;

	for (word = strtok_r(copy, ",", &save); word != NULL;
	    word = strtok_r(NULL, ",", &save)) {
		int id = vocabulary_find(VOCABULARY_PROFILE, word);
		if (id < 0 || n == 2)
			return false;
		out[n++] = (uint8_t)(id + 1);
	}
	return n > 0;
}

/* The first line of a public key file; read before rights are dropped. */
static bool
key_read(struct call *call, const char *path, struct str *line)
{
	struct lines_io io = *call->io;
	struct call from = *call;
	enum err e;

	if ((io.in = fopen(path, "re")) == NULL) {
		lines_say_no(call, arena_printf(call->arena,
		    _("%s cannot be read."), path));
		return false;
	}
	from.io = &io;
	e = lines_line(&from, 16384, line);
	fclose(io.in);
	if (e != OK)
		lines_say_no(call, arena_printf(call->arena,
		    _("%s holds no public key."), path));
	return e == OK;
}

static int
member_add(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const char *profiles = NULL, *key = NULL, *language = "fr", *bad;
	bool newcomer = false, password = false;
	const struct option_row rows[] = {
		{ "profile", OPTION_TEXT, &profiles },
		{ "language", OPTION_TEXT, &language },
		{ "newcomer", OPTION_FLAG, &newcomer },
		{ "password-stdin", OPTION_FLAG, &password },
		{ "key", OPTION_TEXT, &key },
	};
	struct member member = { 0 };
	struct act_args args = { .profile = &member };
	struct act_result result = { 0 };
	struct sshkey parsed = { 0 };
	struct str line;
	enum err e = OK;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 2 || (profiles != NULL &&
	    !profiles_read(call, profiles, member.profiles)) ||
	    (strcmp(language, "fr") != 0 && strcmp(language, "en") != 0))
		return lines_usage(call);
	member.language = *language == 'e' ? LANGUAGE_EN : LANGUAGE_FR;
	member.handle = str_of(argv[1]);
	args.number = newcomer;
	if (key != NULL) {
		if (!key_read(call, key, &line))
			return REFUSED;
		e = auth_key_parse(line, call->arena, &parsed, &result.why);
		args.key_type = parsed.type;
		args.key_blob = parsed.blob;
		args.name = parsed.name;
	}
	if (password && lines_line(call, 1024, &args.new_password) != OK)
		return lines_usage(call);
	/* Without it there would be none: not what was asked for. */
	if (e == OK && password && args.new_password.len == 0)
		e = text_accept(TEXT_PASSWORD, args.new_password, call->arena,
		    &args.new_password, &result.why);
	if (e == OK) {
		if (!admin_open(admin, call))
			return REFUSED;
		e = act_run(call->store, call->who, ACT_MEMBER_ADD, &args,
		    &result);
	}
	lines_wipe(&args.new_password);
	if (e != OK)
		return lines_refuse(call, e, &result.why, argv[1]);
	lines_field(call, "%s", argv[1]);
	lines_end(call);
	return DONE;
}

static void
member_line(struct call *call, const struct member_view *v)
{
	const struct member *m = &v->member;

	lines_field(call, "%.*s", STR(m->handle));
	lines_field(call, "%s", i18n_word(VOCABULARY_STATUS, m->status));
	lines_field(call, "%s", lines_profiles(call, m));
	/* Who waits has not joined. */
	lines_field(call, "%s", lines_date(call, m->joined != 0 ? m->joined :
	    m->asked));
	for (size_t i = 0; i < v->mandate_count; i++)
		lines_field(call, "%s", i18n_word(VOCABULARY_ROLE,
		    v->mandates[i].role));
	lines_end(call);
}

/* Pages, so that a big forum is never held in memory. */
static int
member_list(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &call->args.json },
	};
	struct member_view *page;
	char *after = xstrdup("");
	size_t count;
	uint64_t total;
	json_t *list = json_array();
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1) {
		json_decref(list);
		free(after);
		return lines_usage(call);
	}
	if (!admin_open(admin, call)) {
		json_decref(list);
		free(after);
		return REFUSED;
	}
	for (;;) {
		struct str key;
		arena_reset(call->arena);
		e = query_members(call->store, call->who, after, 200,
		    call->arena, &page, &count, &total);
		if (e != OK || count == 0)
			break;
		for (size_t i = 0; i < count; i++)
			if (call->args.json)
				json_array_append_new(list,
				    lines_json_member(&page[i]));
			else
				member_line(call, &page[i]);
		if (text_handle_key(page[count - 1].member.handle,
		    call->arena, &key) != OK)
			break;
		free(after);
		after = xmemdup0(key.p, key.len);
	}
	free(after);
	if (e != OK) {
		json_decref(list);
		return lines_refuse(call, e, NULL, NULL);
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "members", list));
	json_decref(list);
	return DONE;
}

static int
member_show(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &call->args.json },
	};
	struct member_view v;
	const char *bad;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 2)
		return lines_usage(call);
	if (!admin_open(admin, call) || !admin_named(call, argv[1], &v))
		return REFUSED;
	if (call->args.json)
		return lines_json(call, lines_json_member(&v));
	member_line(call, &v);
	if (v.member.structure.len > 0)
		lines_text(call, v.member.structure);
	for (size_t i = 0; i < LENGTH(v.member.hats); i++)
		if (v.member.hats[i].len > 0)
			lines_text(call, v.member.hats[i]);
	return DONE;
}

/* waiting, admit and refuse are the line commands, done by the machine. */
static int
member_line_command(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	struct lines_io io = *call->io;

	if (!admin_open(admin, call))
		return REFUSED;
	io.before = "palabre member ";
	return lines_run_argv(call->store, call->who, argc, argv, &io);
}

int
admin_member(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "add", "palabre member add NAME [--profile P[,P]] "
		    "[--language fr|en] [--newcomer] [--password-stdin] "
		    "[--key FILE]",
		    member_add },
		{ "list", "palabre member list [--json]", member_list },
		{ "show", "palabre member show NAME [--json]", member_show },
		{ "reset", "palabre member reset NAME [--json]",
		    member_line_command },
		{ "waiting", "palabre member waiting [--json]",
		    member_line_command },
		{ "admit", "palabre member admit NAME [--json]",
		    member_line_command },
		{ "refuse", "palabre member refuse NAME --reason TEXT [--json]",
		    member_line_command },
	};

	return admin_rows(admin, rows, LENGTH(rows), argc, argv);
}
