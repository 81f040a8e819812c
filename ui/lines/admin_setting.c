/* admin_setting: `palabre setting`, the forum's numbers, and `palabre charter`,
 * its words. */
#include "store/forum/setting.h"
#include "ui/lines/admin_own.h"

/* One setting, on a line of its own or into list. */
static void
setting_say(struct call *call, enum setting setting, long now, json_t *list)
{
	const struct setting_row *row = setting_row(setting);

	if (call->args.json) {
		json_array_append_new(list, json_pack(
		    "{s:s s:I s:I s:I s:I s:s}", "name", row->word,
		    "value", (json_int_t)now,
		    "default", (json_int_t)row->initial,
		    "least", (json_int_t)row->least,
		    "most", (json_int_t)row->most, "help", row->help));
		return;
	}
	lines_field(call, "%s", row->word);
	lines_field(call, "%ld", now);
	lines_field(call, _("%ld to %ld, usually %ld"), row->least, row->most,
	    row->initial);
	lines_field(call, "%s", _(row->help));
	lines_end(call);
}

static int
setting_list(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	long now[SETTING_COUNT];
	int status;
	json_t *list;
	enum err e;

	if ((status = admin_listing(admin, call, argc, argv)) != DONE)
		return status;
	if ((e = setting_all(call->store, now)) != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (int i = 0; i < SETTING_COUNT; i++)
		setting_say(call, (enum setting)i, now[i], list);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "settings", list));
	json_decref(list);
	return DONE;
}

/* `set NAME N`, and `reset NAME`. */
static int
setting_change(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	struct act_args args = { .back = argc == 2 };
	struct act_result result = { 0 };
	enum err e;

	if (argc < 2 || (!args.back && parse_u64(argv[2], 0, INT32_MAX,
	    &args.number) != OK))
		return lines_usage(call);
	args.name = str_of(argv[1]);
	if (!admin_open(admin, call))
		return REFUSED;
	e = act_run(call->store, call->who, ACT_SETTING_SET, &args, &result);
	return e == OK ? DONE : lines_refuse(call, e, &result.why, argv[1]);
}

static int
setting_set(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	return argc == 3 ? setting_change(admin, call, argc, argv) :
	    lines_usage(call);
}

static int
setting_reset(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	return argc == 2 ? setting_change(admin, call, argc, argv) :
	    lines_usage(call);
}

/* How often, at a post that ends a turn between two, the share of such turns
 * was so many tenths: what the settings of that name are tuned by. */
static int
setting_duels(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	uint64_t tenths[DUEL_TENTHS];
	json_t *list;
	int status;
	enum err e;

	if ((status = admin_listing(admin, call, argc, argv)) != DONE)
		return status;
	if ((e = query_duel_tenths(call->store, tenths)) != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (int i = 0; i < DUEL_TENTHS; i++) {
		json_array_append_new(list, json_integer(
		    (json_int_t)tenths[i]));
		if (call->args.json)
			continue;
		lines_field(call, "%d.%d", i / 10, i % 10);
		lines_field(call, ngettext_("%lu post", "%lu posts",
		    tenths[i]), (unsigned long)tenths[i]);
		lines_end(call);
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "tenths", list));
	json_decref(list);
	return DONE;
}

int
admin_line(const struct admin *admin, int argc, char **argv)
{
	struct lines_io io = admin->io;
	struct store *store = admin->open();

	if (store == NULL)
		return REFUSED;
	io.before = "palabre ";
	return lines_run_argv(store, &admin_machine, argc, argv, &io);
}

int
admin_setting(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "list", "palabre setting list [--json]", setting_list },
		{ "set", "palabre setting set NAME N", setting_set },
		{ "reset", "palabre setting reset NAME", setting_reset },
		{ "duels", "palabre setting duels [--json]", setting_duels },
	};

	return admin_rows(admin, rows, LENGTH(rows), argc, argv);
}
