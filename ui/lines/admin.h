/*
 * admin: the sysop's commands on the server: `palabre member|room|
 * mandate|setting|charter|check|clock|demo|seed`.
 * They act as the machine.  The caller opens the store when asked: options
 * and files named by them are read before rights are dropped.
 */
#ifndef ADMIN_H
#define ADMIN_H

#include "ui/lines/lines.h"

struct admin {
	const char *usage;		/* of the program's command */
	const char *data;		/* the directory, for sentences */
	struct lines_io io;
	/* Opens the store, once; NULL: refused, and said so. */
	struct store *(*open)(void);
};

/* argv[0] is the family's name, "member"…; exit status 0, 1, 2. */
int admin_member(const struct admin *, int argc, char **argv);
int admin_room(const struct admin *, int argc, char **argv);
int admin_mandate(const struct admin *, int argc, char **argv);
int admin_setting(const struct admin *, int argc, char **argv);
/* The line command of that name, done by the machine: charter. */
int admin_line(const struct admin *, int argc, char **argv);
/* `log verify`, with no store at hand; else the line command. */
int admin_log(const struct admin *, int argc, char **argv);
/*
 * Who it is to act under this name on the server.  On a store that is neither
 * a demonstration nor a test it leaves a log line and a notice to the member
 * (deed: "read", "console"), and closes private rooms.  false: said why.
 */
bool admin_act_as(struct store *, const char *handle, const char *deed,
    struct who *out);
/* argv[0] is the command's name. */
int admin_check(const struct admin *, int argc, char **argv);
int admin_clock(const struct admin *, int argc, char **argv);
int admin_demo(const struct admin *, int argc, char **argv);
int admin_reindex(const struct admin *, int argc, char **argv);
int admin_scrub(const struct admin *, int argc, char **argv);
int admin_seed(const struct admin *, int argc, char **argv);

#endif
