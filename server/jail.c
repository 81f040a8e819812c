#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/jail.h"
#include "server/sanitize.h"

/*
 * What the wire does once it runs (measured with strace; to be measured again
 * with each new libssh, OpenSSL or glibc: the end-to-end tests run under it).
 */
static const int allowed[] = {
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(read), SCMP_SYS(write),
	SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(recvfrom),
	SCMP_SYS(sendto), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg),
	SCMP_SYS(shutdown), SCMP_SYS(getsockopt), SCMP_SYS(close),
	SCMP_SYS(futex), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(brk),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(getrandom), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
	SCMP_SYS(time), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(restart_syscall), SCMP_SYS(alarm),
	SCMP_SYS(setitimer), SCMP_SYS(sched_yield), SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};
/* What the C library or OpenSSL may try for its own comfort: told no. */
static const int denied[] = {
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(newfstatat),
	SCMP_SYS(fstat), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(sysinfo),
	SCMP_SYS(uname),
};

static struct sock_fprog program;

static int
rules_add(scmp_filter_ctx c)
{
	int bad = 0;

	for (size_t i = 0; i < LENGTH(allowed); i++)
		bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < LENGTH(denied); i++)
		bad |= seccomp_rule_add(c, SCMP_ACT_ERRNO(EACCES), denied[i],
		    0);
	/* memory, but nothing executable and no files */
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
	    SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* the window's size, how much is waiting, is a line edited */
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, TIOCSWINSZ));
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, FIONREAD));
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, TCGETS));
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
	    SCMP_A1(SCMP_CMP_EQ, F_GETFL));
	bad |= seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
	    SCMP_A1(SCMP_CMP_EQ, F_SETFL));
	return bad;
}

/* Under a sanitizer the run time needs calls of its own: only logged. */
static enum err
filter_compile(void)
{
	scmp_filter_ctx c = seccomp_init(
	    SANITIZED ? SCMP_ACT_LOG : SCMP_ACT_KILL_PROCESS);
	int fd = memfd_create("filter", MFD_CLOEXEC);
	enum err e = ERR_DENIED;
	off_t size;

	if (c == NULL || fd < 0 || rules_add(c) != 0 ||
	    seccomp_export_bpf(c, fd) != 0 ||
	    (size = lseek(fd, 0, SEEK_END)) <= 0)
		goto out;
	free(program.filter);
	program.filter = xmalloc((size_t)size);
	program.len =
	    (unsigned short)((size_t)size / sizeof(struct sock_filter));
	if (pread(fd, program.filter, (size_t)size, 0) == size)
		e = OK;
out:
	if (fd >= 0)
		close(fd);
	if (c != NULL)
		seccomp_release(c);
	return e;
}

static int
filter_install(void)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return -1;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

enum err
jail_prepare(void)
{
	enum err e = filter_compile();
	int status;

	if (e != OK)
		return e;
	pid_t pid = fork();

	if (pid == 0)
		_exit(filter_install() == 0 ? 0 : 1);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return ERR_IO;
	return status == 0 ? OK : ERR_DENIED;
}

static void
limit(int which, rlim_t most, const char *name)
{
	struct rlimit r = { most, most };

	if (setrlimit(which, &r) != 0)
		fatal("jail: no limit on %s", name);
}

void
jail_wire_limits(void)
{
	if (!SANITIZED)		/* shadow memory is address space */
		limit(RLIMIT_AS, 256 << 20, "address space");
	limit(RLIMIT_NPROC, 0, "processes");
	limit(RLIMIT_FSIZE, 0, "file size");
	limit(RLIMIT_CORE, 0, "core files");
	limit(RLIMIT_NOFILE, 64, "descriptors");
}

void
jail_wire(bool filter)
{
	if (!SANITIZED && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		fatal("jail: dumpable");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		fatal("jail: new privileges");
	if (filter && filter_install() != 0)
		fatal("jail: the filter cannot be installed");
}
