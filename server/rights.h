/*
 * rights: who the processes run as.  Started as root, desk and keeper become
 * the owner of the data directory and wire a third account; the listener
 * alone stays root, and parses nothing.  Otherwise all are one account.
 */
#ifndef RIGHTS_H
#define RIGHTS_H

#include <sys/types.h>

#include "server/conf.h"

/* Where the accounts of conf's `user` and `wire_user` do not exist. */
enum { RIGHTS_OWNER = 64250, RIGHTS_WIRE = 64251 };

struct rights {
	bool root;			/* the listener is root */
	uid_t owner, wire;
	gid_t owner_group, wire_group;
};

/*
 * Finds out.  ERR_DENIED with `why` (English, for the sysop): the directory
 * belongs to root or to wire_user, or wire_user is root.
 */
enum err rights_find(int dirfd, const struct conf *, struct rights *,
    char *why, size_t size);
/* As root: becomes uid and gid for good, with no other group; checks that
 * there is no way back.  Otherwise nothing.  Fatal when it fails. */
void rights_drop(uid_t uid, gid_t gid);
void rights_drop_owner(const struct rights *);
void rights_drop_wire(const struct rights *);

#endif
