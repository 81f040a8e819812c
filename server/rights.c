#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/rights.h"
#include "server/serve.h"

static void
account(const char *name, unsigned fixed, uid_t *uid, gid_t *gid)
{
	const struct passwd *pw = getpwnam(name);

	*uid = pw != NULL ? pw->pw_uid : fixed;
	*gid = pw != NULL ? pw->pw_gid : fixed;
}

enum err
rights_find(int dirfd, const struct conf *conf, struct rights *rights,
    char *why, size_t size)
{
	struct rights r = { .root = geteuid() == 0 };
	struct stat st;

	if (fstat(dirfd, &st) != 0) {
		snprintf(why, size, "the data directory cannot be examined");
		return ERR_IO;
	}
	r.owner = st.st_uid;
	r.owner_group = st.st_gid != 0 ? st.st_gid : (gid_t)st.st_uid;
	if (!r.root) {
		r.wire = r.owner = geteuid();
		r.wire_group = r.owner_group = getegid();
		*rights = r;
		return OK;
	}
	account(conf->wire_user, RIGHTS_WIRE, &r.wire, &r.wire_group);
	if (r.owner == 0)
		snprintf(why, size, "the data directory belongs to root: "
		    "give it to another account (chown -R)");
	else if (r.wire == 0)
		snprintf(why, size, "wire_user %s is root", conf->wire_user);
	else if (r.wire_group == 0)
		snprintf(why, size, "wire_user %s has group 0, root's: "
		    "give it a group of its own", conf->wire_user);
	else if (r.wire == r.owner)
		snprintf(why, size, "wire_user %s owns the data directory: "
		    "it must be another account", conf->wire_user);
	else {
		*rights = r;
		return OK;
	}
	return ERR_DENIED;
}

void
rights_drop(uid_t uid, gid_t gid)
{
	if (geteuid() != 0)
		return;
	if (uid == 0 || gid == 0)
		fatal("rights: asked to run a session as root");
	if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
	    setresuid(uid, uid, uid) != 0)
		fatal("rights: cannot become uid %u", (unsigned)uid);
	if (setuid(0) == 0 || geteuid() != uid || getegid() != gid)
		fatal("rights: the way back to root is open");
}

void
rights_drop_owner(const struct rights *r)
{
	if (r->root)
		rights_drop(r->owner, r->owner_group);
}

void
rights_drop_wire(const struct rights *r)
{
	if (r->root)
		rights_drop(r->wire, r->wire_group);
}

static bool
directory_empty(int dirfd)
{
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	int names = 0;

	if (dir == NULL)
		return false;
	while (readdir(dir) != NULL)
		names++;
	closedir(dir);
	return names <= 2;
}

/* An empty directory of root's is being made a store: give it away. */
static enum err
give_away(int dirfd)
{
	struct conf conf;
	uid_t uid;
	gid_t gid;

	conf_defaults(&conf);
	account(conf.user, RIGHTS_OWNER, &uid, &gid);
	if (uid == 0 || !directory_empty(dirfd))
		return ERR_DENIED;
	return fchown(dirfd, uid, gid) == 0 ? OK : ERR_IO;
}

enum err
serve_enter(const char *data, bool drop, int *out)
{
	int fd = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct stat st;
	enum err e = OK;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND :
		    errno == EACCES ? ERR_DENIED : ERR_IO;
	if (fchdir(fd) != 0 || fstat(fd, &st) != 0)
		e = errno == EACCES ? ERR_DENIED : ERR_IO;
	else if (drop && geteuid() == 0) {
		if (st.st_uid == 0 && (e = give_away(fd)) == OK &&
		    fstat(fd, &st) != 0)
			e = ERR_IO;
		if (e == OK)
			rights_drop(st.st_uid,
			    st.st_gid != 0 ? st.st_gid : (gid_t)st.st_uid);
	}
	if (e != OK) {
		close(fd);
		return e;
	}
	umask(077);
	*out = fd;
	return OK;
}
