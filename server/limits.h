/*
 * limits: how many connections one address may hold before it has logged in,
 * and how patient the door is with one that fails.  Pure bookkeeping: no
 * sockets, no processes, no clock of its own.
 */
#ifndef LIMITS_H
#define LIMITS_H

#include <sys/socket.h>

#include "server/conf.h"

enum { LIMITS_ADDRESS_MAX = 48 };	/* bytes of an address as text */

/*
 * What counts as one address: an IPv4 address (::ffff:a.b.c.d is one too), or
 * the /64 of an IPv6 address.  Loopback is an address like others.
 */
struct source {
	uint8_t bytes[9];		/* 4 or 6, then the address */
};

/* The source, the text and the port of a socket's other end; ERR_INPUT for
 * anything but IPv4 and IPv6. */
enum err limits_source(const struct sockaddr_storage *, struct source *,
    char text[static LIMITS_ADDRESS_MAX], uint16_t *port);
bool limits_same(const struct source *, const struct source *);

/* A connection that has not logged in. */
struct waiting {
	struct source source;
	uint32_t child;		/* the listener's number for it */
	int64_t since;		/* ms; they lie in this order */
};
/*
 * Which of `count` waiting connections must go so that one more of `from` may
 * come: with its address full the oldest of that address, with the whole
 * full the oldest of the most numerous address; -1: none need go.
 */
long limits_victim(const struct conf *, const struct waiting *, size_t count,
    const struct source *from);

/*
 * Failures, by address.  Each fades after penalty_expiry; beyond penalty_free
 * of them the door waits longer and longer before it looks at a password,
 * and never more than penalty_most.  It refuses nobody: others come from
 * behind the same address.  Keys are never delayed: they cannot be guessed.
 */
struct penalties;
struct penalties *penalties_new(void);
void penalties_free(struct penalties *);
void penalties_add(struct penalties *, const struct conf *,
    const struct source *, unsigned failures, int64_t now_ms);
/* Milliseconds to wait before looking at a password. */
long penalties_delay(const struct penalties *, const struct conf *,
    const struct source *, int64_t now_ms);

#endif
