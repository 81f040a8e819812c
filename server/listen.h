/*
 * listen: accepts, forks, counts.  It parses nothing that comes from the
 * network, and learns of its children by exit status (desk.h) and by the
 * page that each shares with it (slot.h).
 */
#ifndef LISTEN_H
#define LISTEN_H

#include "server/conf.h"
#include "server/keys.h"
#include "server/rights.h"
#include "server/serve.h"

enum { LISTEN_SOCKETS = 8 };

struct listener {
	const struct serve_options *options;
	const struct service *service;
	char *config;		/* from the root, or NULL: "." will change */
	struct conf conf;
	struct rights rights;
	struct keys *keys;
	bool jail;
	bool window;		/* started by hand, without a file of settings:
				 * SIGHUP means that its terminal is gone */
	int log;		/* the log's own descriptor, -1: syslog */
	int socket[LISTEN_SOCKETS];
	int sockets;
	int lock, signals;	/* the listener's own, closed in children */
};

/*
 * Opens the sockets of conf.bind and conf.port (both families when bind is
 * ""), and says so on standard output, a line each: "listening on A:P".
 * ERR_INPUT: no such address; ERR_EXISTS: taken; ERR_DENIED: not allowed.
 */
enum err listen_open(struct listener *);
/* The loop: until SIGTERM or SIGINT.  Returns the exit status. */
int listen_run(struct listener *);

/* children.c: the listener's book of its children. */
struct child;
void children_open(struct listener *);
/* Makes room, then forks a desk for the client on fd; fd stays the
 * caller's. */
void children_add(struct listener *, int fd);
/* Reaps who ended; restarts the keeper. */
void children_reap(struct listener *);
void children_keeper(struct listener *);
/* Ends the keeper, for one that knows the settings that were read again. */
void children_renew(struct listener *);
/* Once a second: wires that outlive their desk, the keeper's restart. */
void children_tick(struct listener *);
/* Tells all to end and waits, within bounds, until they have. */
void children_stop(struct listener *);

#endif
