/*
 * msg: what the two halves of a login say to each other over their
 * SOCK_SEQPACKET pair.  One packet is one message: a type, fixed numbers and
 * length-prefixed fields, as many of each as the type's row in msg.c says,
 * and nothing after them.  The desk believes nothing in it.
 */
#ifndef MSG_H
#define MSG_H

#include "store/base/base.h"

enum {
	MSG_MAX = 40960,	/* bytes of a packet */
	MSG_NAME_MAX = 256,	/* bytes of a login name, as sent */
	MSG_PASSWORD_MAX = 4096,
	MSG_KEY_MAX = 16384,	/* base64 */
	MSG_COMMAND_MAX = 32768,
	MSG_NUMBERS = 3, MSG_FIELDS = 3, MSG_FDS = 3,
};

enum msg_type {
	/* wire to desk, before a login; the first field is the name */
	MSG_NONE = 1,		/* name */
	MSG_PROBE,		/* name, type, blob: would this key do? */
	MSG_KEY,		/* name, type, blob: its signature was right */
	MSG_PASSWORD,		/* name, password */
	MSG_ROUND,		/* name: keyboard-interactive begins */
	MSG_ANSWER,		/* count of answers; name, first answer */
	/* wire to desk, after it */
	MSG_PTY,		/* columns, rows; TERM */
	MSG_ENV,		/* name, value */
	MSG_SHELL,
	MSG_EXEC,		/* command */
	MSG_EOF,		/* the client will send no more */
	/* desk to wire */
	MSG_VERDICT,		/* enum verdict, methods, enum saying */
	MSG_ANSWERED,		/* 1 yes, 0 no */
	MSG_STARTED,		/* enum stream_kind; with descriptors */
	MSG_EXIT,		/* exit status */
	MSG_TYPES
};
enum verdict {
	VERDICT_DENY, VERDICT_ACCEPT, VERDICT_PARTIAL,
	VERDICT_ASK,		/* one prompt: the password */
	VERDICT_ASK_NOTHING,	/* a round with no prompt */
	VERDICT_END,		/* denied, and the connection ends */
	VERDICT_COUNT
};
enum method { METHOD_PASSWORD = 1, METHOD_KEY = 2, METHOD_ROUND = 4 };
enum stream_kind { STREAM_REFUSED, STREAM_PTY, STREAM_PIPES };

struct msg {
	enum msg_type type;
	uint32_t number[MSG_NUMBERS];
	struct str field[MSG_FIELDS];	/* not terminated, no zero inside */
};

/*
 * Reads one packet.  Fields point into `packet`.  ERR_INPUT: no such type,
 * a field too long or with a zero byte, too short, or bytes left over.
 */
enum err msg_parse(const void *packet, size_t len, struct msg *out);
/* Writes one packet into buf (MSG_MAX bytes); returns its length.  A field
 * longer than its bound is a broken invariant. */
size_t msg_build(const struct msg *, char buf[static MSG_MAX]);
/* The longest that field i of this type may be, bytes. */
size_t msg_field_max(enum msg_type, int i);

/*
 * Sends m with `count` (at most MSG_FDS) descriptors, which stay the
 * caller's.  ERR_IO: the other half is gone.
 */
enum err msg_send(int fd, const struct msg *m, const int *fds, int count);
/*
 * Waits at most timeout_ms (-1: for ever) for a message into buf.  fds (may
 * be NULL) gets up to MSG_FDS descriptors, yours, -1 where none; without it
 * the kernel drops what was sent.  ERR_LIMIT: the time is over; ERR_IO: the
 * other half is gone; ERR_INPUT: msg_parse() refused it (no descriptor kept).
 */
enum err msg_receive(int fd, char buf[static MSG_MAX], struct msg *out,
    int *fds, int timeout_ms);
/* Wipes a received message's fields where they stand: some are secrets. */
void msg_wipe(const struct msg *);

#endif
