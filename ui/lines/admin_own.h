/* admin_own: what the files of the sysop's commands share. */
#ifndef ADMIN_OWN_H
#define ADMIN_OWN_H

#include "ui/lines/admin.h"
#include "ui/lines/options.h"
#include "ui/lines/own.h"

/* A family's row: `palabre member add …`. */
struct admin_row {
	const char *name, *usage;
	int (*run)(const struct admin *, struct call *, int argc, char **argv);
};
extern const struct who admin_machine;

/* Runs the row named argv[1] on argv[1…]; or the usage lines, exit 2. */
int admin_rows(const struct admin *, const struct admin_row *, size_t count,
    int argc, char **argv);
/* Opens the store into the call; false: said. */
bool admin_open(const struct admin *, struct call *);
/* For a listing: takes --json, nothing else, and opens the store.  DONE, or the
 * exit status of what was said. */
int admin_listing(const struct admin *, struct call *, int argc, char **argv);
/* Member of a handle; false: said. */
bool admin_named(struct call *, const char *handle, struct member_view *);

#endif
