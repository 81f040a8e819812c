#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/desk.h"
#include "server/jail.h"
#include "server/keys.h"
#include "server/record.h"
#include "server/wire.h"
#include "store/base/clock.h"

enum { SESSION_GRACE = 30 };	/* seconds from the login to its session */

void
desk_log(const struct desk *d, const char *event, const char *fmt, ...)
{
	char name[RECORD_NAME_MAX], words[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	record(event, d->start->address, d->start->port, words,
	    record_name(d->handle, name));
}

/* --- becoming a desk --- */

static void
signals_reset(void)
{
	sigset_t none;

	for (int sig = 1; sig < 32; sig++)
		if (sig != SIGKILL && sig != SIGSTOP)
			signal(sig, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Forks the wire; returns our end of the pair. */
static int
wire_fork(const struct desk_start *s)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		exit(DESK_TROUBLE);
	pid_t pid = fork();

	if (pid < 0)
		exit(DESK_TROUBLE);
	if (pid == 0) {
		struct wire_start w = { .tcp = s->tcp, .ctl = pair[1],
			.keys = s->keys, .conf = s->conf,
			.rights = s->rights, .jail = s->jail };

		wire_run(&w);
	}
	atomic_store(&s->slot->wire, pid);
	close(pair[1]);
	close(s->tcp);
	return pair[0];
}

/* --- the requests --- */

static void
logged_in(struct desk *d)
{
	static const struct {
		enum slot_state state;
		const char *word;
	} kinds[] = {
		[KIND_UNKNOWN] = { SLOT_MEMBER, "member" },
		[KIND_MEMBER] = { SLOT_MEMBER, "member" },
		[KIND_GUEST] = { SLOT_GUEST, "guest" },
		[KIND_JOINING] = { SLOT_JOINING, "new" },
	};
	struct slot *slot = d->start->slot;

	record_name(d->handle, slot->name);
	atomic_store(&slot->state, kinds[d->kind].state);
	desk_log(d, "login", "method=%s kind=%s", d->method,
	    kinds[d->kind].word);
}

static void
broken(const struct desk *d, const char *what)
{
	desk_log(d, "broken", "what=%s", what);
	exit(DESK_BROKEN);
}

/* How a desk ends when nobody came in. */
static int
end_of(const struct desk *d)
{
	unsigned n = d->attempts;

	if (d->store_lost)
		return DESK_TROUBLE;
	if (d->state == DESK_KNOWN)
		return DESK_DONE;
	if (n == 0)
		return DESK_NEVER;
	return DESK_FAILED + (int)(n < DESK_FAILED_MAX ? n : DESK_FAILED_MAX);
}

/* Answers one message.  Does not return when a session starts. */
static void
desk_turn(struct desk *d, int ctl, const struct msg *m)
{
	enum desk_state before = d->state;
	struct msg answer;

	if (d->state == DESK_KNOWN &&
	    (m->type == MSG_SHELL || m->type == MSG_EXEC))
		session_start(d, ctl, m);
	if (d->state == DESK_ASKING ? !desk_auth(d, m, &answer)
				    : !session_request(d, m, &answer))
		broken(d, "request");
	if (d->state != before)
		logged_in(d);
	if (msg_send(ctl, &answer, NULL, 0) != OK)
		exit(end_of(d));
}

static _Noreturn void
desk_loop(struct desk *d, int ctl)
{
	static char buf[MSG_MAX];
	int64_t until = clock_ticks() + d->start->conf->login_grace * 1000;
	enum desk_state before = DESK_ASKING;

	for (;;) {
		struct msg m;
		int64_t left = until - clock_ticks();
		enum err e = left <= 0 ? ERR_LIMIT
		    : msg_receive(ctl, buf, &m, NULL, (int)left);

		if (e == ERR_INPUT)
			broken(d, "message");
		if (e == ERR_IO)
			exit(end_of(d));
		if (e == ERR_LIMIT && d->state == DESK_KNOWN)
			exit(DESK_DONE);
		if (e == ERR_LIMIT) {
			desk_log(d, "dropped", "reason=grace attempts=%u",
			    d->attempts);
			exit(d->attempts > 0 ? end_of(d) : DESK_GRACE);
		}
		desk_turn(d, ctl, &m);
		msg_wipe(&m);	/* passwords */
		if (d->state != before) {
			before = d->state;
			until = clock_ticks() + SESSION_GRACE * 1000;
		}
	}
}

_Noreturn void
desk_run(const struct desk_start *start)
{
	static struct desk desk;
	struct desk *d = &desk;

	d->start = start;
	d->method = "none";
	signals_reset();
	setsid();
	prctl(PR_SET_NAME, "palabre-desk");
	int ctl = wire_fork(start);

	keys_leave(start->keys);	/* they were the wire's */
	rights_drop_owner(start->rights);
	jail_desk();
	if (start->service->open() != OK) {
		log_line(LOG_LEVEL_ERROR, "desk: the store cannot be opened");
		d->store_lost = true;	/* told at the first request */
	}
	desk_loop(d, ctl);
}
