/* admin_as: on the server, under a member's name. */
#include <string.h>

#include "store/forum/auth.h"
#include "store/forum/seed.h"
#include "ui/lines/admin_own.h"

static bool
say_no(enum err e, const struct refusal *why, const char *handle)
{
	struct lines_io io = { .in = stdin, .out = stdout, .err = stderr };
	struct call call = { .io = &io, .arena = arena_new() };

	if (e == ERR_NOT_FOUND)
		lines_say_no(&call, arena_printf(call.arena,
		    _("nobody here is called %s."), handle));
	else
		lines_refuse(&call, e, why, NULL);
	arena_free(call.arena);
	return false;
}

bool
admin_act_as(struct store *store, const char *handle, const char *deed,
    struct who *out)
{
	struct auth_member found;
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e = auth_find(store, str_of(handle), &found);

	/* Standard error has the command's answer, or the screen. */
	log_to_syslog("palabre");
	if (e == OK && found.member == 0)
		e = ERR_NOT_FOUND;
	if (e != OK)
		return say_no(e, NULL, handle);
	*out = (struct who){ .member = found.member, .address = "local" };
	if (db_is_test(store_db(store)) || store_is_demo(store))
		return true;
	/* Only a command's name: a mistyped word may hold anything. */
	if (strspn(deed, "abcdefghijklmnopqrstuvwxyz") != strlen(deed) ||
	    strlen(deed) > 16)
		deed = "-";
	out->machine = true;
	args.member = found.member;
	args.name = str_of(deed);
	log_line(LOG_LEVEL_NOTICE, "as member %llu: %s",
	    (unsigned long long)found.member, deed);
	e = act_run(store, &admin_machine, ACT_ACT_AS, &args, &result);
	return e == OK || say_no(e, &result.why, handle);
}
