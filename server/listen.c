#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/listen.h"
#include "store/base/clock.h"

/* --- sockets --- */

static enum err
errno_err(int n)
{
	if (n == EADDRINUSE)
		return ERR_EXISTS;
	if (n == EACCES || n == EPERM)
		return ERR_DENIED;
	return n == EADDRNOTAVAIL || n == EAFNOSUPPORT ? ERR_INPUT : ERR_IO;
}

static enum err
socket_open(const struct addrinfo *a, bool v6only, int *out)
{
	int fd = socket(a->ai_family,
	    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int yes = 1, only = v6only;

	if (fd < 0)
		return errno_err(errno);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (a->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only,
		    sizeof(only));
	if (bind(fd, a->ai_addr, a->ai_addrlen) != 0 || listen(fd, 512) != 0) {
		enum err e = errno_err(errno);

		close(fd);
		return e;
	}
	*out = fd;
	return OK;
}

static uint16_t
socket_port(int fd, struct sockaddr_storage *at)
{
	socklen_t len = sizeof(*at);

	if (getsockname(fd, (struct sockaddr *)at, &len) != 0)
		return 0;
	return ntohs(at->ss_family == AF_INET6
		? ((struct sockaddr_in6 *)at)->sin6_port
		: ((struct sockaddr_in *)at)->sin_port);
}

/* All addresses of `name`, at one port; with port 0 the first one's. */
static enum err
name_open(struct listener *l, const char *name, bool v6only)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	struct addrinfo *list;
	char port[8];
	enum err e = ERR_INPUT;

	snprintf(port, sizeof(port), "%ld", l->conf.port);
	if (getaddrinfo(name, port, &hints, &list) != 0)
		return ERR_INPUT;
	for (struct addrinfo *a = list; a != NULL; a = a->ai_next) {
		struct sockaddr_storage at;

		if (l->sockets == LISTEN_SOCKETS)
			break;
		e = socket_open(a, v6only, &l->socket[l->sockets]);
		if (e != OK)
			break;
		l->conf.port = socket_port(l->socket[l->sockets++], &at);
		snprintf(port, sizeof(port), "%ld", l->conf.port);
		for (struct addrinfo *b = a->ai_next; b != NULL;
		    b = b->ai_next) {
			if (b->ai_family == AF_INET)
				((struct sockaddr_in *)(void *)b->ai_addr)
				    ->sin_port = htons((uint16_t)
					l->conf.port);
			else if (b->ai_family == AF_INET6)
				((struct sockaddr_in6 *)(void *)b->ai_addr)
				    ->sin6_port = htons((uint16_t)
					l->conf.port);
		}
	}
	freeaddrinfo(list);
	return e;
}

static void
sockets_close(struct listener *l)
{
	while (l->sockets > 0)
		close(l->socket[--l->sockets]);
}

/* Both families at one port.  With port 0 the first family's choice may be
 * taken in the other: then all again.  A machine without IPv6 has one. */
static enum err
both_open(struct listener *l, const char *v4, const char *v6)
{
	long port = l->conf.port;
	enum err e = OK, e6 = OK;

	for (int attempt = 0; attempt < 20; attempt++) {
		l->conf.port = port;
		e = name_open(l, v4, true);
		if (e == OK)
			e6 = name_open(l, v6, true);
		if (e == OK && (e6 == OK || e6 == ERR_INPUT))
			return OK;
		sockets_close(l);
		if (port != 0)
			break;
	}
	return e != OK ? e : e6;
}

static void
sockets_tell(const struct listener *l)
{
	for (int i = 0; i < l->sockets; i++) {
		struct sockaddr_storage at;
		char text[INET6_ADDRSTRLEN];
		uint16_t port = socket_port(l->socket[i], &at);

		if (at.ss_family == AF_INET6) {
			inet_ntop(AF_INET6,
			    &((struct sockaddr_in6 *)&at)->sin6_addr, text,
			    sizeof(text));
			printf("listening on [%s]:%u\n", text, port);
		} else {
			inet_ntop(AF_INET,
			    &((struct sockaddr_in *)&at)->sin_addr, text,
			    sizeof(text));
			printf("listening on %s:%u\n", text, port);
		}
	}
	fflush(stdout);
}

enum err
listen_open(struct listener *l)
{
	enum err e;

	if (l->conf.bind[0] == '\0')
		e = both_open(l, "0.0.0.0", "::");
	else
		e = name_open(l, l->conf.bind, false);
	if (e != OK)
		sockets_close(l);
	return e;
}

/* --- the loop --- */

static int
signals_open(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
reload(struct listener *l)
{
	struct conf fresh;
	char why[256];

	if (l->config == NULL)
		return;
	conf_defaults(&fresh);
	if (conf_read(&fresh, l->config, why, sizeof(why)) != OK) {
		log_line(LOG_LEVEL_ERROR, "settings unchanged: %s", why);
		return;
	}
	/* what is already decided stays: sockets, accounts, table sizes */
	memcpy(fresh.bind, l->conf.bind, sizeof(fresh.bind));
	memcpy(fresh.wire_user, l->conf.wire_user, sizeof(fresh.wire_user));
	fresh.port = l->conf.port;
	fresh.sessions = l->conf.sessions;
	fresh.waiting_all = l->conf.waiting_all;
	l->conf = fresh;
	children_renew(l);
	log_line(LOG_LEVEL_NOTICE, "settings read again");
}

/* Returns true when it is time to end. */
static bool
on_signals(struct listener *l, int fd)
{
	struct signalfd_siginfo info;
	bool stop = false;

	while (read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info)) {
		if (info.ssi_signo == SIGCHLD)
			continue;	/* reaped below, however many */
		if (info.ssi_signo == SIGHUP && !l->window)
			reload(l);
		else
			stop = true;
	}
	children_reap(l);
	return stop;
}

/* A few at a time, so that signals are seen also in a storm. */
static void
on_clients(struct listener *l, int fd)
{
	for (int i = 0; i < 16; i++) {
		int client = accept4(fd, NULL, NULL,
		    SOCK_CLOEXEC | SOCK_NONBLOCK);

		if (client < 0) {
			if (errno == EMFILE || errno == ENFILE ||
			    errno == ENOMEM || errno == ENOBUFS) {
				log_line(LOG_LEVEL_ERROR,
				    "listener: no descriptor for a client");
				poll(NULL, 0, 100);
			}
			return;
		}
		children_add(l, client);
		close(client);
	}
}

int
listen_run(struct listener *l)
{
	struct pollfd p[LISTEN_SOCKETS + 1];
	int signals = l->signals = signals_open();
	int64_t tick = clock_ticks();

	if (signals < 0)
		fatal("listener: no signal descriptor");
	children_open(l);
	children_keeper(l);
	p[0] = (struct pollfd){ signals, POLLIN, 0 };
	for (int i = 0; i < l->sockets; i++)
		p[i + 1] = (struct pollfd){ l->socket[i], POLLIN, 0 };
	sockets_tell(l);
	for (;;) {
		if (poll(p, (nfds_t)l->sockets + 1, 1000) < 0 &&
		    errno != EINTR)
			fatal("listener: poll");
		if (p[0].revents != 0 && on_signals(l, signals))
			break;
		for (int i = 0; i < l->sockets; i++)
			if (p[i + 1].revents != 0)
				on_clients(l, l->socket[i]);
		if (clock_ticks() - tick >= 1000) {
			tick = clock_ticks();
			children_tick(l);
		}
	}
	sockets_close(l);
	children_stop(l);
	close(signals);
	return 0;
}
