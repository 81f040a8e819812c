/*
 * The desk's own fence.  Debian 12's headers know Landlock's ABI 2 only, so
 * what came later is named here and the running kernel is asked.
 */
#include <fcntl.h>
#include <limits.h>
#include <linux/landlock.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "server/jail.h"
#include "server/sanitize.h"

enum {
	READ_FILE = LANDLOCK_ACCESS_FS_READ_FILE,
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	FILE_RW = LANDLOCK_ACCESS_FS_READ_FILE |
	    LANDLOCK_ACCESS_FS_WRITE_FILE,
	FIRST_ABI = (1 << 13) - 1,	/* execute … make_sym */
	REFER = 1 << 13,		/* ABI 2 */
	TRUNCATE = 1 << 14,		/* ABI 3 */
	NET_TCP = 3,			/* ABI 4: bind, connect */
	SCOPES = 3,			/* ABI 6: abstract sockets, signals */
	EXECUTE = LANDLOCK_ACCESS_FS_EXECUTE,
};
struct ruleset {			/* as of ABI 6 */
	uint64_t fs, net, scoped;
};

struct place {
	const char *path;
	uint64_t rights;
};
/* Beside the data directory.  Those that do not exist are passed over. */
static const struct place places[] = {
	{ "/usr/share/terminfo", READ }, { "/lib/terminfo", READ },
	{ "/etc/terminfo", READ }, { "/usr/share/locale", READ },
	{ "/usr/lib/locale", READ }, { "/usr/share/palabre", READ },
	{ "/usr/share/hunspell", READ },
	{ "/usr/lib/x86_64-linux-gnu/gconv", READ },
	{ "/usr/lib/aarch64-linux-gnu/gconv", READ },
	{ "/dev/null", FILE_RW }, { "/dev/urandom", READ_FILE },
	{ "/dev/ptmx", FILE_RW }, { "/dev/pts", FILE_RW | READ },
};

static long
landlock_abi(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

bool
jail_has_landlock(void)
{
	return landlock_abi() >= 1;
}

static int
place_add(int rules, const char *path, uint64_t rights)
{
	int fd = open(path, O_PATH | O_CLOEXEC), rc;
	struct stat st;

	if (fd < 0)
		return 0;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rights &= FILE_RW;
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights, .parent_fd = fd,
	};

	rc = (int)syscall(SYS_landlock_add_rule, rules,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(fd);
	return rc;
}

/* The catalogue of an uninstalled build: locale/ beside the program. */
static int
catalogue_add(int rules)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 8);

	if (n <= 0)
		return 0;
	path[n] = '\0';
	char *slash = strrchr(path, '/');

	if (slash == NULL)
		return 0;
	strcpy(slash + 1, "locale");
	return place_add(rules, path, READ);
}

enum err
jail_desk(void)
{
	long abi = landlock_abi();
	struct ruleset set = { .fs = FIRST_ABI };
	size_t size = sizeof(set.fs);
	int rules, bad = 0;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("jail: new privileges");
	if (abi < 1 || SANITIZED || getenv("GCOV_PREFIX") != NULL)
		return ERR_NOT_FOUND;
	if (abi >= 2)
		set.fs |= REFER;
	if (abi >= 3)
		set.fs |= TRUNCATE;
	if (abi >= 4) {
		set.net = NET_TCP;
		size = offsetof(struct ruleset, scoped);
	}
	if (abi >= 6) {
		set.scoped = SCOPES;
		size = sizeof(set);
	}
	rules = (int)syscall(SYS_landlock_create_ruleset, &set, size, 0);
	if (rules < 0)
		return ERR_NOT_FOUND;
	bad |= place_add(rules, ".", set.fs & ~(uint64_t)EXECUTE);
	bad |= catalogue_add(rules);
	for (size_t i = 0; i < LENGTH(places); i++)
		bad |= place_add(rules, places[i].path, places[i].rights);
	if (bad == 0)
		bad = (int)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
	return bad == 0 ? OK : ERR_NOT_FOUND;
}
