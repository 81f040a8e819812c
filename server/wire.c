#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/jail.h"
#include "server/keys.h"
#include "server/slot.h"
#include "server/watch.h"
#include "server/wire.h"
#include "store/base/clock.h"

enum {
	KEEPALIVE = 60,		/* seconds */
	PEER_SILENCE = 90,	/* seconds unanswered before TCP gives up */
	TCP_BYTES = 1 << 16,	/* what the kernel may hold, each way */
	ASK_LIMIT = 120,	/* seconds the desk may think */
	DRAIN_LIMIT = 30,	/* seconds without progress at the end */
	WALL = 10, PROCESSOR = 3, /* seconds that a turn of libssh may take */
	CLOSE_LIMIT = 3000,	/* ms for the client's own close */
	LAST_LINE = 8000,	/* ms for the desk to keep what was begun */
	FD_TCP = 3, FD_CTL = 4,
};

struct str
wire_field(enum msg_type type, int i, const char *s)
{
	struct str field = str_of(s != NULL ? s : "");

	if (field.len > msg_field_max(type, i))
		field.len = msg_field_max(type, i);
	return field;
}

void
wire_ask(struct wire *w, const struct msg *m, enum msg_type answer,
    struct msg *out, int *fds)
{
	static char buf[MSG_MAX];

	watch_ask(ASK_LIMIT);
	if (msg_send(w->ctl, m, NULL, 0) != OK ||
	    msg_receive(w->ctl, buf, out, fds, -1) != OK ||
	    out->type != answer)
		_exit(0);
	watch_work();
}

/* --- setting up --- */

static void
tcp_set(int fd)
{
	int yes = 1, idle = KEEPALIVE, each = 10, bytes = TCP_BYTES;
	unsigned silence = PEER_SILENCE * 1000;

	/* else one that reads nothing costs some megabytes of the kernel's */
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
	setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof(yes));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
	setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &each, sizeof(each));
	setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &silence,
	    sizeof(silence));
}

/* Keeps the two sockets, puts nothing at 0, 1 and 2, closes all else. */
static void
descriptors_set(const struct wire_start *start)
{
	int tcp = fcntl(start->tcp, F_DUPFD, 10);
	int ctl = fcntl(start->ctl, F_DUPFD, 10);
	int null = open("/dev/null", O_RDWR);

	if (tcp < 0 || ctl < 0 || null < 0)
		fatal("wire: descriptors");
	for (int fd = 0; fd < 3; fd++)
		dup2(null, fd);
	dup2(tcp, FD_TCP);
	dup2(ctl, FD_CTL);
	close_range(FD_CTL + 1, ~0U, 0);
	tcp_set(FD_TCP);
}

static void
wire_set_up(struct wire *w, const struct wire_start *start)
{
	prctl(PR_SET_NAME, "palabre-wire");
	/* not of the desk's session: its end hangs up all who are */
	setsid();
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	watch_begin(WALL, PROCESSOR);
	descriptors_set(start);
	slots_keep(SIZE_MAX);
	w->ctl = FD_CTL;
	w->conf = start->conf;
	w->round = -1;
	w->in = w->out[0].fd = w->out[1].fd = -1;
	w->ssh = keys_session(start->keys, FD_TCP);
	keys_leave(start->keys);	/* the session has its own copy */
	jail_wire_limits();
	rights_drop_wire(start->rights);
	jail_wire(start->jail);
	if (w->ssh == NULL)
		_exit(1);
	ssh_callbacks_init(&w->server_callbacks);
	w->server_callbacks.userdata = w;
	w->server_callbacks.channel_open_request_session_function =
	    wire_channel_open;
	wire_auth(w);
	ssh_set_blocking(w->ssh, 0);
}

/* --- the loop --- */

/*
 * The desk wrote, or is gone.  Before a session runs it only ever answers;
 * a word of its own accord means that it is over.
 */
static void
on_desk(struct wire *w)
{
	static char buf[MSG_MAX];
	struct msg m;

	if (!w->started || w->exited) {
		if (!w->exited)
			w->over = true;
		w->exited = true;
		return;
	}
	enum err e = msg_receive(w->ctl, buf, &m, NULL, 0);

	/* the pair's reset is told before what was sent ahead of it */
	if (e == ERR_IO)
		e = msg_receive(w->ctl, buf, &m, NULL, 0);
	if (e == OK && m.type == MSG_EXIT) {
		w->exit_known = true;
		w->exit_status = (int)(m.number[0] & 0xff);
	}
	w->exited = true;
	w->progress = clock_ticks();
}

static int
poll_set(const struct wire *w, struct pollfd p[5])
{
	bool gate = wire_gate(w);
	int n = 0;

	p[n++] = (struct pollfd){ ssh_get_fd(w->ssh), POLLIN, 0 };
	if (ssh_get_poll_flags(w->ssh) & SSH_WRITE_PENDING)
		p[0].events |= POLLOUT;
	p[n++] = (struct pollfd){ w->exited ? -1 : w->ctl, POLLIN, 0 };
	p[n++] = (struct pollfd){
		w->in_len > 0 || w->in_eof ? w->in : -1, POLLOUT, 0
	};
	/* a closed gate must not even see the hang-up, or it would spin */
	for (int i = 0; i < WIRE_OUTS; i++)
		p[n++] = (struct pollfd){
			gate && w->out[i].len == 0 ? w->out[i].fd : -1,
			POLLIN, 0
		};
	return n;
}

static void
on_time(struct wire *w)
{
	int64_t now = clock_ticks();

	if (w->started && now - w->alive > KEEPALIVE * 1000) {
		w->alive = now;
		ssh_send_keepalive(w->ssh);
	}
	if (wire_stalled(w))
		w->over = true;
	if (w->exited && now - w->progress > DRAIN_LIMIT * 1000)
		w->over = true;
	if (w->closing && now - w->progress > CLOSE_LIMIT)
		w->over = true;
}

static void
wire_turn(struct wire *w)
{
	struct pollfd p[5];
	int n = poll_set(w, p);

	watch_rest();
	if (poll(p, (nfds_t)n, w->exited ? 200 : 5000) < 0 && errno != EINTR)
		_exit(1);
	watch_work();
	if (p[0].revents != 0 &&
	    ssh_event_dopoll(w->event, 0) == SSH_ERROR)
		w->over = true;
	if (p[1].revents != 0)
		on_desk(w);
	if (!w->over && w->started) {
		wire_pump_in(w);
		wire_pump_out(w);
	}
	on_time(w);
	if ((ssh_get_status(w->ssh) & (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0)
		w->over = true;
	/* once we have closed it, the client's leaving is waited for: a word
	 * more from us would look like a failure to it */
	if (w->channel != NULL && !w->closing &&
	    ssh_channel_is_closed(w->channel))
		w->over = true;
	if (w->started && w->exited && !w->over && wire_drained(w))
		wire_close(w);
}

/* What libssh still holds for the client, as far as the client takes it. */
static void
wire_leave(struct wire *w)
{
	int64_t until = clock_ticks() + 1000;

	while (clock_ticks() < until &&
	    (ssh_get_poll_flags(w->ssh) & SSH_WRITE_PENDING) != 0) {
		struct pollfd p = { ssh_get_fd(w->ssh), POLLOUT, 0 };

		if (poll(&p, 1, 100) <= 0)
			continue;
		watch_work();
		if (ssh_event_dopoll(w->event, 0) == SSH_ERROR)
			return;
	}
}

/*
 * Our half of the pair is closed before the pty is: the desk takes that for
 * the hang-up, while it can still read the line begun in a terminal in cooked
 * mode.  The kernel drops that line with the pty's master.
 */
static void
hang_up_desk(struct wire *w)
{
	struct pollfd p = { .fd = w->ctl, .events = POLLIN };

	if (!w->started || !w->pty || w->exited)
		return;
	watch_off();
	shutdown(w->ctl, SHUT_WR);
	poll(&p, 1, LAST_LINE);
}

static void
wire_end(struct wire *w)
{
	hang_up_desk(w);
	watch_work();
	if (w->ending != SAY_NOTHING)
		ssh_session_set_disconnect_message(w->ssh,
		    say_short(w->ending));
	if (ssh_is_connected(w->ssh)) {
		wire_leave(w);
		ssh_disconnect(w->ssh);
	}
	_exit(w->failed ? WIRE_FAILED : 0);
}

_Noreturn void
wire_run(const struct wire_start *start)
{
	static struct wire wire;
	struct wire *w = &wire;

	wire_set_up(w, start);
	watch_work();
	/* the first call sends our version and makes the poll context that
	 * ssh_event_add_session() needs */
	ssh_handle_key_exchange(w->ssh);
	w->event = ssh_event_new();
	if (w->event == NULL ||
	    ssh_event_add_session(w->event, w->ssh) != SSH_OK)
		_exit(1);
	w->alive = w->progress = clock_ticks();
	while (!w->over) {
		wire_turn(w);
		if (w->ending != SAY_NOTHING)
			w->over = true;
	}
	wire_end(w);
	_exit(0);
}
