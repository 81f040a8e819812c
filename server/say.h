/*
 * say: the few sentences the server itself sends, before it knows in which
 * language to speak: so each in French and in English, one line each.
 */
#ifndef SAY_H
#define SAY_H

#include "server/conf.h"

enum saying {
	SAY_NOTHING,
	SAY_BANNER,		/* what this is, how to join, whom to write */
	SAY_ATTEMPTS,		/* too many attempts */
	SAY_BUSY,		/* passwords wait too long just now */
	SAY_GUESTS_FULL,
	SAY_GUESTS_CLOSED,
	SAY_TROUBLE,		/* the store cannot be reached */
	SAY_STOPPING,		/* the server is being stopped */
	SAY_BROKEN,		/* the session died */
	SAY_NAME,		/* the name changed on the way */
	SAY_COUNT
};

/* The sentence with \r\n at each line's end, French first; static storage.
 * Not SAY_BANNER. */
const char *say(enum saying);
/* The one line for SSH's disconnect message, English (a log reads it). */
const char *say_short(enum saying);
/* In the listener, before any fork: learns the machine's name, which a wire
 * may not ask for any more. */
void say_prepare(void);
/* The banner's three lines, into buf. */
void say_banner(const struct conf *, char *buf, size_t size);
/* Where one logs in, "host" or "host -p 2222", into buf. */
void say_where(const struct conf *, char *buf, size_t size);
/* Asks for a password.  Scripts look for its last word. */
extern const char say_password[];

#endif
