#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libssh/libssh.h>

#include "server/heap.h"
#include "server/jail.h"
#include "server/keys.h"
#include "server/listen.h"
#include "server/say.h"
#include "store/base/clock.h"

enum { SOCKETS_WAIT = 2000 };	/* ms for an address that is taken */

/* Says it on the terminal of whoever starts the server. */
static int
refuse(const char *fmt, ...)
{
	va_list ap;

	fputs("palabre serve: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return 1;
}

static int
settings(struct listener *l)
{
	const struct serve_options *o = l->options;
	char why[256];

	conf_defaults(&l->conf);
	if (o->config != NULL)
		l->config = realpath(o->config, NULL);
	if (o->config != NULL &&
	    conf_read(&l->conf, o->config, why, sizeof(why)) != OK)
		return refuse("%s", why);
	if (o->bind != NULL &&
	    conf_set(&l->conf, "bind", o->bind) != OK)
		return refuse("not an address: %s", o->bind);
	if (o->port_given)
		l->conf.port = o->port;
	if (o->loopback_only && l->conf.bind[0] == '\0')
		snprintf(l->conf.bind, sizeof(l->conf.bind), "127.0.0.1");
	if (o->loopback_only && strncmp(l->conf.bind, "127.", 4) != 0 &&
	    strcmp(l->conf.bind, "::1") != 0 &&
	    strcmp(l->conf.bind, "localhost") != 0)
		return refuse("a demonstration store is served on loopback "
		    "only, not on %s", l->conf.bind);
	return 0;
}

/*
 * One server a store: a record lock, which a kill -9 frees.  Its descriptor
 * stays open; the owner must be able to use the file when not root.  Only an
 * empty file is given to them: they may rename what lies in their directory,
 * host keys that are root's own too.
 */
static int
lock_take(struct listener *l, int dirfd)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = openat(dirfd, "server.lock",
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) != 0)
		return refuse("no lock file in the data directory");
	l->lock = fd;
	if (l->rights.root && st.st_size == 0 &&
	    fchown(fd, l->rights.owner, l->rights.owner_group) != 0)
		return refuse("the lock file cannot be given away");
	if (fcntl(fd, F_SETLK, &lock) != 0)
		return refuse("another server serves this store");
	return 0;
}

static int
jail_check(struct listener *l)
{
	l->jail = !l->options->no_jail;
	if (!l->jail)
		log_line(LOG_LEVEL_NOTICE, "no jail: as was asked");
	else if (jail_prepare() != OK)
		return refuse("this kernel takes no seccomp filter; to serve "
		    "without one, say --no-jail");
	if (!jail_has_landlock())
		log_line(LOG_LEVEL_NOTICE,
		    "no Landlock in this kernel: the trusted half of a login "
		    "is not confined to the data directory");
	return 0;
}

static int
host_keys(struct listener *l, int dirfd)
{
	switch (keys_open(dirfd, &l->keys)) {
	case OK:
		keys_warm();
		heap_fill();
		return 0;
	case ERR_NOT_FOUND:
		return refuse("no host keys here: was this directory made by "
		    "palabre init?");
	case ERR_DENIED:
		return refuse("a host key can be read by others: chmod 600 "
		    "host_*");
	default:
		return refuse("a host key is damaged");
	}
}

/*
 * A login that was being forked as the listener before this one was killed
 * holds its sockets until it has run: a moment, on a busy machine.
 */
static enum err
sockets_wait(struct listener *l)
{
	int64_t end = clock_ticks() + SOCKETS_WAIT;
	bool chosen = l->conf.port != 0;
	enum err e;

	while ((e = listen_open(l)) == ERR_EXISTS && chosen &&
	    clock_ticks() < end)
		poll(NULL, 0, 20);
	return e;
}

static int
sockets(struct listener *l)
{
	const char *where = l->conf.bind[0] != '\0' ? l->conf.bind
						    : "all addresses";

	switch (sockets_wait(l)) {
	case OK:
		return 0;
	case ERR_EXISTS:
		return refuse("%s, port %ld: another program listens there",
		    where, l->conf.port);
	case ERR_DENIED:
		return refuse("%s, port %ld: not allowed", where,
		    l->conf.port);
	default:
		return refuse("%s, port %ld: no such address here", where,
		    l->conf.port);
	}
}

/* The log keeps a descriptor of its own: a desk's fd 2 becomes a member's. */
static void
log_set(struct listener *l)
{
	l->log = -1;
	if (l->options->syslog) {
		log_to_syslog("palabre");
		return;
	}
	l->log = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 20);
	if (l->log >= 0)
		log_to_fd(l->log);
}

static void
limits_raise(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

int
serve(const struct serve_options *options, const struct service *service)
{
	static struct listener listener;
	struct listener *l = &listener;
	char why[256];
	int dirfd, rc;

	l->options = options;
	l->service = service;
	if (sodium_init() < 0 || ssh_init() != SSH_OK)
		return refuse("the libraries do not start");
	if ((rc = settings(l)) != 0)
		return rc;
	if (serve_enter(options->data, false, &dirfd) != OK)
		return refuse("%s: no such directory", options->data);
	if (rights_find(dirfd, &l->conf, &l->rights, why, sizeof(why)) != OK)
		return refuse("%s", why);
	log_set(l);
	l->window = l->config == NULL && isatty(STDERR_FILENO);
	say_prepare();
	signal(SIGPIPE, SIG_IGN);
	prctl(PR_SET_NAME, "palabre-listen");
	if ((rc = lock_take(l, dirfd)) != 0 ||
	    (rc = jail_check(l)) != 0 || (rc = host_keys(l, dirfd)) != 0 ||
	    (rc = sockets(l)) != 0)
		return rc;
	if (!l->rights.root)
		log_line(LOG_LEVEL_NOTICE, "not started as root: all "
		    "processes run as uid %u", (unsigned)l->rights.owner);
	limits_raise();
	rc = listen_run(l);
	keys_forget(l->keys);
	free(l->config);
	ssh_finalize();
	return rc;
}
