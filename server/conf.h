/*
 * conf: the server's settings.  One table holds name, type, bounds, default
 * and help; parsing, checking, printing and the docs walk it.  A new setting
 * is a member of struct conf and a row in conf.c.
 */
#ifndef CONF_H
#define CONF_H

#include <stdio.h>

#include "store/base/base.h"

enum { CONF_TEXT_MAX = 128 };		/* bytes, with the final zero */

struct conf {
	char bind[CONF_TEXT_MAX];	/* "": 0.0.0.0 and :: */
	long port;
	char user[CONF_TEXT_MAX];
	char wire_user[CONF_TEXT_MAX];
	char forum[CONF_TEXT_MAX];
	char host[CONF_TEXT_MAX];
	char contact[CONF_TEXT_MAX];
	char mail_program[CONF_TEXT_MAX];	/* "": no mail */
	char mail_from[CONF_TEXT_MAX];	/* "": palabre@ this machine */
	long mail_limit;		/* seconds for one mail */
	long login_grace;		/* seconds */
	long attempts;			/* a connection */
	long probes;			/* refused ones, a connection */
	long waiting_address;		/* unauthenticated connections */
	long waiting_all;
	long guests;			/* 1: they may come in */
	long guests_address;
	long guests_all;
	long sessions;			/* processes pairs in all */
	long stall_limit;		/* seconds a client may not read */
	long penalty_free;		/* failures without delay */
	long penalty_expiry;		/* seconds for one failure to fade */
	long penalty_most;		/* longest delay, milliseconds */
};

/* Every setting at its default. */
void conf_defaults(struct conf *);
/*
 * Sets one setting from its text.  ERR_NOT_FOUND: no such setting;
 * ERR_INPUT: outside its bounds; *conf unchanged then.
 */
enum err conf_set(struct conf *, const char *name, const char *value);
/*
 * Reads an INI file ("name = value" lines, at most a section [server]) over
 * *conf.  On failure *conf is unchanged and `why` says where and what, in
 * English, for the sysop's terminal and the log.
 */
enum err conf_read(struct conf *, const char *path, char *why, size_t size);
/* Every setting as a commented INI file: help, bounds, value. */
void conf_print(const struct conf *, FILE *);

#endif
