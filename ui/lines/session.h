/*
 * session: what a login gets on fd 0, 1, 2: the full screen, plain mode or
 * one line command.
 */
#ifndef SESSION_H
#define SESSION_H

#include "store/forum/query.h"

struct lines_session {
	uint64_t member;	/* 0: a guest, or registering */
	const char *name;	/* "new": registering */
	const char *address;
	uint64_t key_number;	/* of the verified key, 0 = none */
	const char *new_key;	/* registering, or offered after a password
				 * login: "type base64", or NULL */
	bool pty;		/* fd 0 is a terminal */
	const char *term;	/* cleaned; may be empty */
	const char *command;	/* NULL: a shell */
	const char *lang;	/* may be empty */
	const char *ctype;	/* LC_CTYPE or what stands for it; NULL: lang */
	bool no_color;
	const char *host;	/* where one logs in; "": not set */
};
/* Runs it; returns the exit status.  dirfd: the data directory, where the
 * public host keys are. */
int session_run(struct store *, int dirfd, const struct lines_session *);

#endif
