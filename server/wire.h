/*
 * wire: the network half of one login.  It holds the client's socket and
 * libssh, decides nothing, opens nothing, and asks the desk by messages.
 * After the login it only moves bytes.  This header is for wire*.c; the desk
 * needs wire_run() alone.
 */
#ifndef WIRE_H
#define WIRE_H

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include "server/conf.h"
#include "server/keys.h"
#include "server/msg.h"
#include "server/rights.h"
#include "server/say.h"

struct wire_start {
	int tcp, ctl;		/* the client; the desk */
	struct keys *keys;
	const struct conf *conf;
	const struct rights *rights;
	bool jail;		/* install the filter */
};
/* The exit status of a wire whose libssh gave up while the client was there
 * (no memory left, for instance). */
enum { WIRE_FAILED = 3 };
/* The whole life of a wire, in its own process. */
_Noreturn void wire_run(const struct wire_start *);

enum { WIRE_BUF = 16384, WIRE_OUTS = 2, WIRE_ENV_MAX = 64 };

/* What the session writes, on its way to the client. */
struct wire_out {
	int fd;			/* -1: ended */
	bool error;		/* the standard error */
	size_t from, len;	/* of what libssh has not taken yet */
	char buf[WIRE_BUF];
};

struct wire {
	int ctl;
	const struct conf *conf;
	ssh_session ssh;
	ssh_event event;
	ssh_channel channel;	/* the only one; NULL before */
	struct ssh_server_callbacks_struct server_callbacks;
	struct ssh_channel_callbacks_struct channel_callbacks;

	/* coming in */
	char user[MSG_NAME_MAX + 1];	/* of the last request with one */
	int round;		/* prompts asked and not answered, -1: none */
	bool greeted;		/* the banner is out */
	bool accepted;
	enum saying ending;	/* the connection ends, and why */
	bool over;		/* it ends now */
	bool failed;		/* and not by the client's doing */

	/* the session */
	bool started, pty, pty_asked;
	int cols, rows;		/* the last the client said */
	int envs;
	int in;			/* to the session; -1: closed */
	size_t in_len;
	char in_buf[WIRE_BUF];
	char in_last;		/* the last byte that went in */
	bool in_eof;		/* the client has no more */
	bool in_kept;		/* libssh holds some that had no room here */
	char *spill;		/* what it held, taken at once; or NULL */
	size_t spill_from, spill_len;
	bool in_fetching;	/* in_buf is being filled */
	struct wire_out out[WIRE_OUTS];
	bool exited;		/* the desk is done */
	bool exit_known;
	int exit_status;
	bool closing;		/* exit status and close are sent */
	int64_t progress;	/* ms: when the client last took something */
	int64_t alive;		/* ms: last keepalive */
};

/* Sends m to the desk and waits for its answer of type `answer`; ends the
 * process when the desk is gone.  fds as in msg_receive(). */
void wire_ask(struct wire *, const struct msg *m, enum msg_type answer,
    struct msg *out, int *fds);
/* s cut to what field i of a message of this type may be. */
struct str wire_field(enum msg_type, int i, const char *s);

/* wire_auth.c: sets the callbacks that let people in. */
void wire_auth(struct wire *);
/* wire_channel.c: the callbacks of the one channel. */
ssh_channel wire_channel_open(ssh_session, void *wire);

/* wire_pump.c: */
/* True if the client has room for more. */
bool wire_gate(const struct wire *);
void wire_pump_out(struct wire *);
void wire_pump_in(struct wire *);
/* Everything the session wrote is on its way. */
bool wire_drained(const struct wire *);
/* The client reads nothing: has it been too long? */
bool wire_stalled(const struct wire *);
/* Exit status, end of file, close; once. */
void wire_close(struct wire *);

#endif
