/*
 * serve: the server's roles behind one call.  server/ sees only store/base;
 * what it must know of members and sessions comes through struct service,
 * filled by main.c.  Everything in it runs in the desk, after the fork, as
 * the data directory's owner, with "." = the data directory; never in wire.
 */
#ifndef SERVE_H
#define SERVE_H

#include <sys/types.h>

#include "store/base/base.h"

struct login {			/* what a login turned out to be */
	uint64_t member;	/* 0: guest or registering */
	char name[128];		/* the member's handle; "guest", "new" */
	char method[16];	/* "publickey", "password", "none"… */
	char address[48];
	uint16_t port;
	uint64_t key_number;	/* of the verified key, 0 = none */
	char *new_key;		/* registering, or offered after a password
				 * login: "type base64", or NULL */
};
struct session {		/* what the client asked for */
	bool pty;
	char term[64];		/* cleaned; may be empty */
	int cols, rows;		/* 1…500 */
	char *command;		/* exec: as sent, NULL for a shell */
	char lang[32], lc_ctype[32];
	bool no_color, truecolor;
	const char *host;	/* the setting: where to log in; may be empty */
};
struct mail_order {		/* one mail, as the store's side makes it */
	const char *from;	/* given: the sender's address… */
	const char *forum;	/* …the forum's name… */
	const char *where;	/* …where one logs in: "host" or "host -p N" */
	char to[256];		/* one address */
	struct str text;	/* the message with its headers; the store's
				 * side keeps it until mailed() */
};
struct service {
	/* Opens the store for this process; once, before the others. */
	enum err (*open)(void);
	/* name as the client sent it.  *member 0: nobody (go on as if). */
	enum err (*find)(const char *name, uint64_t *member, char handle[128],
	    bool *staff, bool *has_password);
	enum err (*key)(uint64_t member, const char *type, const char *blob,
	    bool *yes, uint64_t *number);
	/* One Argon2 run in a slot, whoever it is. */
	enum err (*password)(uint64_t member, const char *password,
	    const char *address, bool *yes);
	/* The session itself: on fd 0, 1, 2 (a tty if session->pty).  Returns
	 * the exit status. */
	int (*run)(const struct login *, const struct session *);
	/* Keeper: what falls due; returns seconds until the next call. */
	int (*due)(void);
	/* Keeper: the next mail; false: none is due now. */
	bool (*mail)(struct mail_order *);
	/* What became of it: it was handed over, or not. */
	void (*mailed)(bool sent);
};
struct serve_options {
	const char *data;	/* directory */
	const char *bind;	/* address, default "0.0.0.0" and "::" */
	bool port_given;	/* else the settings' port, 2222 */
	uint16_t port;		/* 0: any; unless port_given, nothing */
	bool loopback_only;	/* a demonstration store: 127.0.0.1 unless
				 * told; refuses an address beyond loopback */
	const char *config;	/* file or NULL */
	bool no_jail;
	bool syslog;
};
/* Listens until SIGTERM or SIGINT; returns the exit status. */
int serve(const struct serve_options *, const struct service *);
/* init: makes host keys (ed25519, RSA-3072) in dirfd, prints fingerprints. */
enum err serve_make_keys(int dirfd);
/*
 * Drops to the owner of the data directory when started as root; chdirs into
 * it first and returns its fd, yours.  For every palabre command; init calls
 * it too: an empty directory of root's is first given to the account
 * `palabre`, or to uid 64250.  ERR_NOT_FOUND: no such directory; ERR_DENIED:
 * it is root's and not empty, or closed to this user.
 */
enum err serve_enter(const char *data, bool drop, int *dirfd);

#endif
