/*
 * load: an ssh client that measures.  One process a connection, libssh not
 * blocking, TCP_QUICKACK re-armed at each turn: delayed acknowledgements
 * would otherwise flatter whichever server writes in more pieces.
 *
 *   load login HOST PORT USER KEY MARK COUNT
 *	median milliseconds from connect() to MARK on the screen
 *   load storm HOST PORT USER KEY MARK WORKERS EACH
 *	logins per second with that many at once
 *   load keys HOST PORT USER KEY MARK COUNT
 *	milliseconds from a key to the first byte of the repaint, p50 and p99
 *   load hold HOST PORT USER KEY MARK COUNT
 *	holds that many sessions, says "held", until its input ends
 *   load password HOST PORT USER COUNT OTHER
 *	milliseconds to refuse a wrong password for USER and for OTHER, in turn
 *
 * Each connection comes from another address of 127.0.0.0/8.  KEY is a
 * private key file.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <libssh/libssh.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct peer { const char *host, *user, *mark; int port; ssh_key key; };
struct link { int fd; ssh_session session; ssh_channel channel; };

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

_Noreturn static void
die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

/* Waits for bytes (or 100 ms) and asks for immediate acknowledgements. */
static void
turn(const struct link *l)
{
	struct pollfd p = { .fd = l->fd, .events = POLLIN };
	int on = 1;

	if (ssh_get_poll_flags(l->session) & SSH_WRITE_PENDING)
		p.events |= POLLOUT;
	setsockopt(l->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
	poll(&p, 1, 100);
	setsockopt(l->fd, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof(on));
}

/* A TCP connection from 127.1.x.y, y and x from n. */
static int
tcp(const struct peer *peer, unsigned n)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)peer->port) };
	struct sockaddr_in from = { .sin_family = AF_INET };
	int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	inet_pton(AF_INET, peer->host, &to.sin_addr);
	from.sin_addr.s_addr = htonl(0x7f010001u + n % 60000 * 2);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&from, sizeof(from)) != 0 ||
	    connect(fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		die("connect: %s", strerror(errno));
	return fd;
}

static bool
link_start(struct link *l, const struct peer *peer, unsigned n)
{
	bool no = false;
	long timeout = 60;
	int rc;

	l->channel = NULL;
	l->fd = tcp(peer, n);
	l->session = ssh_new();
	ssh_options_set(l->session, SSH_OPTIONS_FD, &l->fd);
	ssh_options_set(l->session, SSH_OPTIONS_HOST, peer->host);
	ssh_options_set(l->session, SSH_OPTIONS_USER, peer->user);
	ssh_options_set(l->session, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(l->session, SSH_OPTIONS_TIMEOUT, &timeout);
	ssh_options_set(l->session, SSH_OPTIONS_KEY_EXCHANGE,
	    "curve25519-sha256");
	ssh_set_blocking(l->session, 0);
	while ((rc = ssh_connect(l->session)) == SSH_AGAIN)
		turn(l);
	return rc == SSH_OK;
}

static bool
link_login(struct link *l, const struct peer *peer)
{
	int rc;

	while ((rc = ssh_userauth_publickey(l->session, NULL, peer->key)) ==
	    SSH_AUTH_AGAIN)
		turn(l);
	if (rc != SSH_AUTH_SUCCESS)
		return false;
	l->channel = ssh_channel_new(l->session);
	while ((rc = ssh_channel_open_session(l->channel)) == SSH_AGAIN)
		turn(l);
	if (rc != SSH_OK)
		return false;
	while ((rc = ssh_channel_request_pty_size(l->channel,
	    "xterm-256color", 80, 24)) == SSH_AGAIN)
		turn(l);
	if (rc != SSH_OK)
		return false;
	while ((rc = ssh_channel_request_shell(l->channel)) == SSH_AGAIN)
		turn(l);
	return rc == SSH_OK;
}

static void
link_end(struct link *l)
{
	if (l->session == NULL)
		return;
	ssh_disconnect(l->session);
	ssh_free(l->session);
	l->session = NULL;
}

/* Reads until the mark was seen; false after 120 s (sshd’s storm on a busy
 * machine) or at the end. */
static bool
until_mark(struct link *l, const char *mark)
{
	static char buf[1 << 16];
	size_t used = 0;
	double start = now_ms();

	while (now_ms() - start < 120000) {
		int n = ssh_channel_read_nonblocking(l->channel, buf + used,
		    (uint32_t)(sizeof(buf) - 1 - used), 0);

		if (n < 0 || ssh_channel_is_eof(l->channel))
			return false;
		if (n == 0) {
			turn(l);
			continue;
		}
		used += (size_t)n;
		buf[used] = '\0';
		if (memmem(buf, used, mark, strlen(mark)) != NULL)
			return true;
		if (used > sizeof(buf) / 2) {
			memmove(buf, buf + used - 256, 256);
			used = 256;
		}
	}
	return false;
}

static bool
come_in(struct link *l, const struct peer *peer, unsigned n)
{
	if (link_start(l, peer, n) && link_login(l, peer) &&
	    until_mark(l, peer->mark))
		return true;
	fprintf(stderr, "login failed: %s\n", ssh_get_error(l->session));
	return false;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Value at share p (0 to 1) of the sorted figures. */
static double
percentile(double *figures, size_t n, double p)
{
	qsort(figures, n, sizeof(*figures), ascending);
	return figures[(size_t)((double)(n - 1) * p + 0.5)];
}

static int
do_login(const struct peer *peer, int count)
{
	double *ms = calloc((size_t)count, sizeof(*ms));

	for (int i = 0; i < count; i++) {
		struct link l;
		double start = now_ms();

		if (!come_in(&l, peer, (unsigned)i))
			return 1;
		ms[i] = now_ms() - start;
		link_end(&l);
	}
	printf("%.2f\n", percentile(ms, (size_t)count, 0.5));
	return 0;
}

static int
do_storm(const struct peer *peer, int workers, int each)
{
	double start = now_ms();
	int failed = 0, status;

	for (int w = 0; w < workers; w++) {
		if (fork() != 0)
			continue;
		for (int i = 0; i < each; i++) {
			struct link l;

			if (!come_in(&l, peer, (unsigned)(w * each + i)))
				_exit(1);
			link_end(&l);
		}
		_exit(0);
	}
	while (wait(&status) > 0)
		failed += status != 0;
	printf("%.1f\n", workers * each / ((now_ms() - start) / 1000));
	return failed > 0;
}

/* Drops what the server still sends; returns once 30 ms were silent. */
static void
settle(struct link *l)
{
	char buf[4096];
	double quiet = now_ms();

	while (now_ms() - quiet < 30)
		if (ssh_channel_read_nonblocking(l->channel, buf, sizeof(buf),
		    0) > 0)
			quiet = now_ms();
}

static int
do_keys(const struct peer *peer, int count)
{
	static const char *const arrows[] = { "\033[B", "\033[A" };
	double *ms = calloc((size_t)count, sizeof(*ms));
	struct link l;
	char buf[4096];

	if (!come_in(&l, peer, 7))
		return 1;
	for (int i = 0; i < count; i++) {
		double start;

		settle(&l);
		start = now_ms();
		ssh_channel_write(l.channel, arrows[i % 2], 3);
		while (ssh_channel_read_nonblocking(l.channel, buf,
		    sizeof(buf), 0) == 0) {
			if (now_ms() - start > 5000)
				die("no answer to a key");
			turn(&l);
		}
		ms[i] = now_ms() - start;
	}
	printf("%.3f %.3f\n", percentile(ms, (size_t)count, 0.5),
	    percentile(ms, (size_t)count, 0.99));
	link_end(&l);
	return 0;
}

static int
do_hold(const struct peer *peer, int count)
{
	struct link *links = calloc((size_t)count, sizeof(*links));
	struct pollfd in = { .fd = 0, .events = POLLIN };
	char buf[4096];

	for (int i = 0; i < count; i++)
		if (!come_in(&links[i], peer, 1000 + (unsigned)i))
			return 1;
	printf("held\n");
	fflush(stdout);
	while (poll(&in, 1, 200) == 0 || !(in.revents & (POLLHUP | POLLIN)))
		for (int i = 0; i < count; i++)
			while (ssh_channel_read_nonblocking(links[i].channel,
			    buf, sizeof(buf), 0) > 0)
				;
	_exit(0);
}

static double
refuse(const struct peer *peer, const char *user, unsigned n)
{
	struct peer who = *peer;
	struct link l;
	double start;
	int rc;

	who.user = user;
	if (!link_start(&l, &who, n))
		die("connect: %s", ssh_get_error(l.session));
	start = now_ms();
	while ((rc = ssh_userauth_password(l.session, NULL,
	    "certainement pas celui-ci")) == SSH_AUTH_AGAIN)
		turn(&l);
	if (rc != SSH_AUTH_DENIED)
		die("a wrong password was not refused");
	start = now_ms() - start;
	link_end(&l);
	return start;
}

static int
do_password(const struct peer *peer, int count, const char *other)
{
	double *mine = calloc((size_t)count, sizeof(*mine));
	double *theirs = calloc((size_t)count, sizeof(*theirs));
	double a, b;

	for (int i = 0; i < count; i++) {
		unsigned n = 20000 + 2 * (unsigned)i;

		if (i % 2 == 0) {
			mine[i] = refuse(peer, peer->user, n);
			theirs[i] = refuse(peer, other, n + 1);
		} else {
			theirs[i] = refuse(peer, other, n + 1);
			mine[i] = refuse(peer, peer->user, n);
		}
	}
	a = percentile(mine, (size_t)count, 0.5);
	b = percentile(theirs, (size_t)count, 0.5);
	printf("%.2f %.2f %.3f\n", a, b, a / b);
	return 0;
}

int
main(int argc, char **argv)
{
	struct peer peer = { 0 };

	signal(SIGPIPE, SIG_IGN);
	if (argc < 7)
		die("usage: load login|storm|keys|hold|password HOST PORT …");
	ssh_init();
	peer.host = argv[2];
	peer.port = atoi(argv[3]);
	peer.user = argv[4];
	if (strcmp(argv[1], "password") == 0)
		return do_password(&peer, atoi(argv[5]), argv[6]);
	if (argc < 8 || ssh_pki_import_privkey_file(argv[5], NULL, NULL,
	    NULL, &peer.key) != SSH_OK)
		die("load: no key in %s", argv[5]);
	peer.mark = argv[6];
	if (strcmp(argv[1], "login") == 0)
		return do_login(&peer, atoi(argv[7]));
	if (strcmp(argv[1], "storm") == 0 && argc > 8)
		return do_storm(&peer, atoi(argv[7]), atoi(argv[8]));
	if (strcmp(argv[1], "keys") == 0)
		return do_keys(&peer, atoi(argv[7]));
	if (strcmp(argv[1], "hold") == 0)
		return do_hold(&peer, atoi(argv[7]));
	die("load: unknown command %s", argv[1]);
}
