/* admin_log: `palabre log`: the moderation log, and an export of it verified
 * with no store at hand. */
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "ui/lines/admin_own.h"
#include "ui/lines/log_file.h"

static const char *const faults[] = {
	[CHAIN_SOUND] = N_("Line %llu is no entry of a log, or says another "
	    "hash than its own."),
	[CHAIN_NUMBER] = N_("Line %llu: its number does not follow the one "
	    "before."),
	[CHAIN_PREVIOUS] = N_("Line %llu does not continue the entry before "
	    "it: the log was rewritten there."),
	[CHAIN_HEAD] = N_("Line %llu is not what this head says it was: the "
	    "log was rewritten there or before."),
};

static char *
hash_of(struct call *call, const struct chain_head *head)
{
	char *hex = arena_alloc(call->arena, 2 * LOG_HASH + 1);

	return sodium_bin2hex(hex, 2 * LOG_HASH + 1, head->hash, LOG_HASH);
}

static int
verdict_say(struct call *call, const struct log_verdict *v, bool sound,
    const struct chain_head *head)
{
	if (v->line != 0)
		return lines_say_no(call, arena_printf(call->arena,
		    _(faults[v->fault]), (unsigned long long)v->line));
	if (v->chain.last.number == 0)
		return lines_say_no(call, _("There is no entry in it."));
	if (!sound)
		return lines_say_no(call, arena_printf(call->arena,
		    _("Entry %llu is not in it: whether it continues that "
		    "head cannot be said."),
		    (unsigned long long)head->number));
	fprintf(call->io->out, _("Entries %llu to %llu follow each other.\n"),
	    (unsigned long long)v->chain.first,
	    (unsigned long long)v->chain.last.number);
	if (head != NULL)
		fprintf(call->io->out, _("They continue %llu:%.12s…\n"),
		    (unsigned long long)head->number, hash_of(call, head));
	fprintf(call->io->out, "%llu:%s\n",
	    (unsigned long long)v->chain.last.number, hash_of(call,
	    &v->chain.last));
	return DONE;
}

/* FILE, or - for standard input. */
static int
log_verify(const struct admin *admin, struct call *call, int argc,
    char **argv)
{
	const char *at = NULL, *bad;
	const struct option_row rows[] = {
		{ "head", OPTION_TEXT, &at },
	};
	struct chain_head head;
	struct log_verdict v;
	bool sound;
	FILE *in;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 2 || (at != NULL && !chain_head_read(at, &head)))
		return lines_usage(call);
	in = strcmp(argv[1], "-") == 0 ? call->io->in :
	    fopen(argv[1], "re");
	if (in == NULL)
		return lines_say_no(call, arena_printf(call->arena,
		    _("%s cannot be read."), argv[1]));
	sound = log_file_verify(in, at != NULL ? &head : NULL, &v);
	if (in != call->io->in)
		fclose(in);
	return verdict_say(call, &v, sound, at != NULL ? &head : NULL);
}

int
admin_log(const struct admin *admin, int argc, char **argv)
{
	static const struct admin_row rows[] = {
		{ "verify", "palabre log verify FILE|- [--head N:HASH]",
		  log_verify },
	};

	if (argc > 1 && strcmp(argv[1], "verify") == 0)
		return admin_rows(admin, rows, LENGTH(rows), argc, argv);
	return admin_line(admin, argc, argv);
}
