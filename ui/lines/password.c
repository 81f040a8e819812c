/* password: a password asked at a prompt, without echo. */
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui/lines/own.h"

enum err
lines_secret(struct call *call, const char *prompt, struct str *out)
{
	int fd = fileno(call->io->in);
	struct termios old, quiet;
	bool tty = tcgetattr(fd, &old) == 0;
	enum err e;

	fprintf(call->io->out, "%s\n> ", prompt);
	fflush(call->io->out);
	if (tty) {
		quiet = old;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(fd, TCSAFLUSH, &quiet);
	}
	e = lines_line(call, 1024, out);
	if (tty) {
		tcsetattr(fd, TCSANOW, &old);
		fputc('\n', call->io->out);
	}
	return e;
}

/* Asks for it twice; OK, or not: hung up, or empty where it may be. */
static enum err
ask_twice(struct call *call, const char *prompt, bool may_lack,
    struct str *out)
{
	struct str again = { 0 };
	enum err e;

	for (;;) {
		if ((e = lines_secret(call, prompt, out)) != OK)
			return e;
		if (may_lack && out->len == 0)
			return OK;
		e = lines_secret(call, _("The same once more."), &again);
		if (e != OK)
			break;
		if (str_equal(again, *out)) {
			lines_wipe(&again);
			return OK;
		}
		lines_wipe(&again);
		lines_wipe(out);
		fprintf(call->io->out, "%s\n",
		    _("These two differ. Once again."));
	}
	lines_wipe(out);
	return e;
}

enum err
lines_secret_twice(struct call *call, const char *prompt, struct str *out)
{
	return ask_twice(call, prompt, true, out);
}

static bool
password_ask(struct call *call, bool may_lack)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct password_view state = { 0 };
	bool done = false;
	enum err e = OK;

	if (query_password(call->store, call->who, &state) != OK)
		state.exists = false;
	while (!done) {
		if (state.exists && lines_secret(call, state.one_time ?
		    _("The code you came in with.") :
		    _("Your present password."), &args.password) != OK)
			break;
		if (ask_twice(call, _("A new password, 10 to 128 signs."),
		    may_lack, &args.new_password) != OK ||
		    args.new_password.len == 0)
			break;
		e = act_run(call->store, call->who, ACT_PASSWORD_SET, &args,
		    &result);
		if (e == OK)
			fprintf(call->io->out, "%s\n",
			    _("The new password is yours from now on."));
		else
			lines_refuse(call, e, &result.why, NULL);
		done = e == OK;
		if (e != OK && e != ERR_INPUT && e != ERR_DENIED)
			break;
	}
	lines_wipe(&args.password);
	lines_wipe(&args.new_password);
	return done;
}

bool
lines_new_password(struct store *store, const struct who *who,
    const struct lines_io *io)
{
	struct call call = { .store = store, .who = who, .io = io,
	    .arena = arena_new() };
	bool done = password_ask(&call, false);

	arena_free(call.arena);
	return done;
}

bool
lines_staff_password(struct store *store, const struct who *who,
    const struct lines_io *io, bool must)
{
	struct call call = { .store = store, .who = who, .io = io,
	    .arena = arena_new() };
	bool done;

	fprintf(io->out, "%s\n", must ? _("You hold a mandate: your key comes "
	    "with a password. It is chosen now; nothing else can be done "
	    "before.") : _("You hold a mandate: from now on your key "
	    "comes with a password. Enter alone leaves it for the next "
	    "login."));
	done = password_ask(&call, !must);
	fflush(io->out);
	arena_free(call.arena);
	return done || !must;
}
