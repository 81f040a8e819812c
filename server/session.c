#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "server/desk.h"
#include "server/wire.h"

/* Seconds; more than the wire's own watchdog takes, so that its end is seen
 * and told. */
enum {
	WIRE_PATIENCE = 15,
	LAST_CALL = 4,		/* for a line command when the server stops */
};

/* --- what the client asks for before it starts --- */

/* Keeps the signs that a terminal's or a locale's name is made of, or says
 * that it is none. */
static void
clean(char *out, size_t size, struct str in, const char *others)
{
	out[0] = '\0';
	if (in.len >= size || in.len > 40)
		return;
	for (size_t i = 0; i < in.len; i++)
		if (!isalnum((unsigned char)in.p[i]) &&
		    strchr(others, in.p[i]) == NULL)
			return;
	memcpy(out, in.p, in.len);
	out[in.len] = '\0';
}

static uint32_t
pty_note(struct desk *d, const struct msg *m)
{
	struct session *s = &d->session;

	if (d->pty_asked || m->number[0] < 1 || m->number[0] > 500 ||
	    m->number[1] < 1 || m->number[1] > 500)
		return 0;
	d->pty_asked = s->pty = true;
	s->cols = (int)m->number[0];
	s->rows = (int)m->number[1];
	clean(s->term, sizeof(s->term), m->field[0], "._+-");
	return 1;
}

static void
lang_note(char *out, size_t size, struct str value)
{
	char text[32];

	clean(text, sizeof(text), value, "_.@-");
	if (text[0] != '\0')
		snprintf(out, size, "%s", text);
}

/*
 * The only names taken from outside.  Stronger ones come later in the table's
 * order, whatever the order they are sent in.
 */
struct env_row {
	const char *name;
	int lang, ctype;		/* rank; 0: not about it */
};
static const struct env_row env_rows[] = {
	{ "LANG", 1, 1 },
	{ "LC_CTYPE", 0, 2 },
	{ "LC_MESSAGES", 2, 0 },
	{ "LC_ALL", 3, 3 },
};

static uint32_t
env_note(struct desk *d, const struct msg *m)
{
	struct session *s = &d->session;
	struct str name = m->field[0], value = m->field[1];

	if (str_equal(name, str_of("NO_COLOR"))) {
		s->no_color = value.len > 0;
		return 1;
	}
	if (str_equal(name, str_of("COLORTERM"))) {
		s->truecolor = str_equal(value, str_of("truecolor")) ||
		    str_equal(value, str_of("24bit"));
		return 1;
	}
	for (size_t i = 0; i < LENGTH(env_rows); i++) {
		const struct env_row *row = &env_rows[i];

		if (!str_equal(name, str_of(row->name)))
			continue;
		if (row->lang > 0 && row->lang >= d->lang_rank) {
			d->lang_rank = row->lang;
			lang_note(s->lang, sizeof(s->lang), value);
		}
		if (row->ctype > 0 && row->ctype >= d->ctype_rank) {
			d->ctype_rank = row->ctype;
			lang_note(s->lc_ctype, sizeof(s->lc_ctype), value);
		}
		return 1;
	}
	/* other LC_*: accepted and unused, so that clients do not complain */
	return name.len > 3 && memcmp(name.p, "LC_", 3) == 0;
}

bool
session_request(struct desk *d, const struct msg *m, struct msg *answer)
{
	if (d->state != DESK_KNOWN || ++d->requests > 1000)
		return false;
	*answer = (struct msg){ .type = MSG_ANSWERED };
	if (m->type == MSG_PTY)
		answer->number[0] = pty_note(d, m);
	else if (m->type == MSG_ENV)
		answer->number[0] = env_note(d, m);
	else
		return false;
	return true;
}

/* --- its end: by the wire, by the server --- */

/* What the signal handlers need. */
static int control = -1;
static int input_keep = -1;
static bool on_pty;
static pid_t wire;
static int wire_status;

static bool
handled(int sig)
{
	struct sigaction sa;

	return sigaction(sig, NULL, &sa) == 0 && sa.sa_handler != SIG_DFL &&
	    sa.sa_handler != SIG_IGN;
}

/* The client is gone: an interface saves its drafts at SIGHUP; a line command
 * stops where it is (its transaction is whole or not at all). */
static void
hang_up(void)
{
	if (handled(SIGHUP))
		raise(SIGHUP);
	else
		_exit(DESK_DONE);
}

/*
 * SIGIO: the wire said something, or died.  The end of standard input comes
 * this way and not by the pipe alone, of which we hold the other end too:
 * else the death of the wire, or the client's in mid-sentence, would look
 * like the end of a text, and half of it would be published.
 */
static void
on_wire(int sig)
{
	int saved = errno;
	char packet[16];

	for (;;) {
		ssize_t n = recv(control, packet, sizeof(packet),
		    MSG_DONTWAIT | MSG_TRUNC);

		if (n == 1 && packet[0] == MSG_EOF) {
			if (input_keep >= 0)
				close(input_keep);
			input_keep = -1;
		} else if (n > 0 || (n < 0 && errno == EINTR)) {
			continue;
		} else if (n < 0 && errno == EAGAIN) {
			break;
		} else {
			hang_up();
			break;
		}
	}
	errno = saved;
}

static void
tell_exit(int status)
{
	const char packet[5] = { MSG_EXIT, 0, 0, 0, (char)status };

	send(control, packet, sizeof(packet), MSG_NOSIGNAL | MSG_DONTWAIT);
}

static void
tell_stopping(int fd)
{
	const char *text = say(SAY_STOPPING);

	if (write(fd, text, strlen(text)) < 0)
		return;
}

static void
out_of_patience(int sig)
{
	_exit(DESK_DONE);
}

/*
 * Gives the wire time to bring the last words out.  Were we gone at once, the
 * kernel would hang up the pty as its session's leader ends, and drop what
 * the wire has not read; so the slave is closed first, then waited.
 */
static void
leave(int status)
{
	tell_exit(status);
	signal(SIGALRM, out_of_patience);
	alarm(WIRE_PATIENCE);
	for (int fd = 0; fd < 3; fd++)
		close(fd);
	/* The control socket stays open: closed with a message unread (the
	 * client's end of file may come just now), it would reset the pair,
	 * and the wire would read that instead of the exit status. */
	while (waitpid(wire, &wire_status, 0) < 0 && errno == EINTR)
		;
	alarm(0);
}

/* A line command that waits for its text is not waited for longer. */
static void
on_last_call(int sig)
{
	tell_stopping(STDERR_FILENO);
	leave(1);
	_exit(DESK_DONE);
}

/*
 * SIGTERM: the server stops.  The interface has handlers of its own and tells
 * by itself; these lines are for plain mode, which keeps what was begun at
 * SIGHUP, and for line commands, of which the last may finish.
 */
static void
on_stop(int sig)
{
	if (on_pty || handled(SIGHUP))
		tell_stopping(on_pty ? STDOUT_FILENO : STDERR_FILENO);
	if (handled(SIGHUP))
		raise(SIGHUP);
	else if (on_pty) {
		leave(1);
		_exit(DESK_DONE);
	} else {
		signal(SIGALRM, on_last_call);
		alarm(LAST_CALL);
	}
}

static void
handlers_set(void)
{
	struct sigaction sa = { .sa_handler = on_wire, .sa_flags = SA_RESTART };

	sigemptyset(&sa.sa_mask);
	sigaddset(&sa.sa_mask, SIGTERM);
	sigaction(SIGIO, &sa, NULL);
	sa.sa_handler = on_stop;
	sigaction(SIGTERM, &sa, NULL);
	fcntl(control, F_SETOWN, getpid());
	fcntl(control, F_SETFL, fcntl(control, F_GETFL) | O_ASYNC);
	on_wire(SIGIO);		/* what came before that */
}

/* --- its descriptors --- */

static bool
pty_open(const struct session *s, int *master, int *slave)
{
	struct winsize size = {
		.ws_col = (unsigned short)s->cols,
		.ws_row = (unsigned short)s->rows,
	};
	struct termios t;

	*master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (*master < 0)
		return false;
	*slave = unlockpt(*master) == 0
	    ? ioctl(*master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1;
	if (*slave < 0) {
		close(*master);
		return false;
	}
	ioctl(*slave, TIOCSWINSZ, &size);
	if (tcgetattr(*slave, &t) == 0) {
		t.c_iflag |= IUTF8 | ICRNL;
		tcsetattr(*slave, TCSANOW, &t);
	}
	return true;
}

/* ours: 0, 1, 2 to be; theirs: what the wire gets. */
static bool
pipes_open(int ours[3], int theirs[3])
{
	int p[2];

	for (int i = 0; i < 3; i++) {
		if (pipe2(p, O_CLOEXEC) != 0)
			return false;
		ours[i] = p[i == 0 ? 0 : 1];
		theirs[i] = p[i == 0 ? 1 : 0];
		fcntl(theirs[i], F_SETFL, O_NONBLOCK);
	}
	input_keep = fcntl(theirs[0], F_DUPFD_CLOEXEC, 3);
	return input_keep >= 0;
}

static bool
streams_open(struct desk *d, int ctl)
{
	struct msg m = { .type = MSG_STARTED };
	int ours[3], theirs[3], count = 3;

	if (d->session.pty) {
		if (!pty_open(&d->session, &theirs[0], &ours[0]))
			return false;
		ours[1] = ours[2] = ours[0];
		count = 1;
		ioctl(ours[0], TIOCSCTTY, 0);
	} else if (!pipes_open(ours, theirs))
		return false;
	m.number[0] = d->session.pty ? STREAM_PTY : STREAM_PIPES;
	if (msg_send(ctl, &m, theirs, count) != OK)
		_exit(DESK_DONE);
	for (int i = 0; i < count; i++)
		close(theirs[i]);
	for (int i = 0; i < 3; i++)
		dup2(ours[i], i);
	for (int i = 0; i < 3; i++)
		if (ours[i] > 2)
			close(ours[i]);	/* twice for a pty: harmless */
	return true;
}

static void
environment_set(const struct session *s)
{
	static const char *const foreign[] = {
		"TERMINFO", "TERMINFO_DIRS", "TERMCAP", "LINES", "COLUMNS",
		"NO_COLOR", "COLORTERM", "LANGUAGE", "LANG", "LC_ALL",
		"LC_CTYPE", "LC_MESSAGES",
	};

	for (size_t i = 0; i < LENGTH(foreign); i++)
		unsetenv(foreign[i]);
	setenv("TERM", s->term[0] != '\0' ? s->term : "dumb", 1);
}

static struct login
login_of(struct desk *d)
{
	struct login login = { .member = d->member, .port = d->start->port,
		.key_number = d->key_number };
	const char *name = d->handle;

	if (d->kind == KIND_GUEST)
		name = "guest";
	else if (d->kind == KIND_JOINING)
		name = "new";
	snprintf(login.name, sizeof(login.name), "%s", name);
	snprintf(login.method, sizeof(login.method), "%s", d->method);
	snprintf(login.address, sizeof(login.address), "%s",
	    d->start->address);
	if (d->kind == KIND_JOINING)
		login.new_key = d->verified;
	else if (d->kind == KIND_MEMBER && d->password_done)
		login.new_key = d->offered;
	return login;
}

_Noreturn void
session_start(struct desk *d, int ctl, const struct msg *m)
{
	const struct msg refused = { .type = MSG_STARTED };
	struct login login = login_of(d);
	int status;

	if (m->type == MSG_EXEC)
		d->session.command = xmemdup0(m->field[0].p, m->field[0].len);
	control = ctl;
	on_pty = d->session.pty;
	wire = atomic_load(&d->start->slot->wire);
	if (d->start->log >= 0)
		log_to_fd(d->start->log);
	if (!streams_open(d, ctl)) {
		log_line(LOG_LEVEL_ERROR, "desk: no terminal or pipe left");
		msg_send(ctl, &refused, NULL, 0);
		exit(DESK_DONE);
	}
	environment_set(&d->session);
	handlers_set();
	d->session.host = d->start->conf->host;
	status = d->start->service->run(&login, &d->session);
	fflush(NULL);
	signal(SIGTERM, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGALRM, SIG_IGN);
	signal(SIGIO, SIG_IGN);
	leave(status);
	if (WIFSIGNALED(wire_status))
		desk_log(d, "broken", "what=wire signal=%d",
		    WTERMSIG(wire_status));
	else if (WEXITSTATUS(wire_status) == WIRE_FAILED)
		desk_log(d, "broken", "what=wire status=%d", WIRE_FAILED);
	free(d->session.command);
	free(d->offered);
	free(d->verified);
	exit(DESK_DONE);
}
