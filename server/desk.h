/*
 * desk: the trusted half of one login.  It answers the wire's requests by a
 * table of which are permitted when, asks the service who somebody is, and
 * then becomes the session.  desk_auth.c and session.c do the two parts.
 */
#ifndef DESK_H
#define DESK_H

#include "server/keys.h"
#include "server/limits.h"
#include "server/msg.h"
#include "server/rights.h"
#include "server/say.h"
#include "server/serve.h"
#include "server/slot.h"

/* How a desk ends: all that the listener learns of it. */
enum desk_end {
	DESK_DONE = 0,		/* somebody was logged in */
	DESK_NEVER = 1,		/* nobody tried */
	DESK_GRACE = 2,		/* the time to log in was over */
	DESK_BROKEN = 3,	/* the wire asked what it may not */
	DESK_TROUBLE = 4,	/* the store could not be opened */
	DESK_FAILED = 16,	/* plus the number of failed attempts */
	DESK_FAILED_MAX = 100,
};

struct desk_start {
	const struct service *service;
	const struct conf *conf;
	const struct rights *rights;
	struct keys *keys;
	bool jail;
	int tcp, log;		/* the client; the log, -1: syslog */
	char address[LIMITS_ADDRESS_MAX];
	struct source source;
	uint16_t port;
	long delay;		/* ms before a password is looked at */
	struct slot *slot;
};
/* The whole life of a desk, in its own process; forks the wire. */
_Noreturn void desk_run(const struct desk_start *);

enum desk_state { DESK_ASKING, DESK_KNOWN };
enum desk_kind { KIND_UNKNOWN, KIND_MEMBER, KIND_GUEST, KIND_JOINING };

struct desk {
	const struct desk_start *start;
	enum desk_state state;
	enum desk_kind kind;		/* by the pinned name */
	bool pinned;
	char user[MSG_NAME_MAX + 1];
	char handle[128];		/* "" if nobody has that name */
	uint64_t member;
	bool staff, has_password;
	bool key_done, password_done;
	bool round_asked;
	unsigned attempts, probes, requests;
	uint64_t key_number;
	char *offered;			/* the first key refused as a probe */
	char *verified;			/* registering: "type blob" */
	const char *method;
	bool store_lost;		/* it could not be opened */
	bool ended;			/* the wire was told to hang up */

	bool pty_asked;
	int lang_rank, ctype_rank;	/* of the variables seen so far */
	struct session session;
};

/*
 * desk_auth.c.  Answers one request; false: not permitted now (the wire is
 * broken).  A verdict of acceptance sets state to DESK_KNOWN.
 */
bool desk_auth(struct desk *, const struct msg *request, struct msg *answer);
/* guests.c: takes a guest's place for as long as this process lives. */
bool guests_enter(const struct conf *, const struct source *);
/* A log line about this connection: docs/log-format.md.  fmt: key=value
 * words, may be "". */
void desk_log(const struct desk *, const char *event, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * session.c.  Notes what the client asks for before it starts; false: not
 * permitted.
 */
bool session_request(struct desk *, const struct msg *request,
    struct msg *answer);
/* Makes the pty or the pipes, hands their other ends to the wire and runs the
 * service on them until it ends.  Does not return. */
_Noreturn void session_start(struct desk *, int ctl, const struct msg *);

#endif
