/*
 * The fences of a login's two halves, as the program puts them up: each deed
 * is tried in a child of its own, and how the child ends is the result.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/jail.h"
#include "server/sanitize.h"

struct deed {
	const char *name;
	int (*run)(void);	/* 0: it went well, else errno */
	int want;		/* errno, or -SIGSYS */
};

static int
told(long result)
{
	return result < 0 ? errno : 0;
}

/* --- the wire --- */

static int pair[2];
static struct pollfd ready;

static int
deed_open(void)
{
	return told(open("/etc/passwd", O_RDONLY));
}
static int
deed_openat(void)
{
	return told(openat(AT_FDCWD, ".", O_RDONLY | O_DIRECTORY));
}
static int
deed_create(void)
{
	return told(open("left-behind", O_WRONLY | O_CREAT, 0600));
}
static int
deed_unlink(void)
{
	return told(unlink("left-behind"));
}
static int
deed_socket(void)
{
	return told(socket(AF_INET, SOCK_STREAM, 0));
}
static int
deed_connect(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET };

	return told(connect(pair[0], (void *)&to, sizeof(to)));
}
static int
deed_fork(void)
{
	return told(fork());
}
static int
deed_clone(void)
{
	return told(syscall(SYS_clone3, NULL, 0));
}
static int
deed_execve(void)
{
	char *words[] = { (char *)(uintptr_t)"/bin/true", NULL };

	return told(execve(words[0], words, words + 1));
}
static int
deed_kill(void)
{
	return told(kill(getppid(), 0));
}
static int
deed_ptrace(void)
{
	return told(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}
static int
deed_memory_of_others(void)
{
	struct iovec io = { &ready, sizeof(ready) };

	return told(syscall(SYS_process_vm_readv, getppid(), &io, 1, &io, 1,
	    0));
}
static int
deed_setuid(void)
{
	return told(setuid(0));
}
static int
deed_code(void)
{
	return told((long)mmap(NULL, 4096, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
}
static int
deed_make_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return told(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}
static int
deed_map_file(void)
{
	return told((long)mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, pair[0],
	    0));
}
static int
deed_type_ahead(void)
{
	return told(ioctl(pair[0], TIOCSTI, "x"));
}
static int
deed_memory(void)
{
	/* in pieces, so that the limit and not a size is met */
	for (int i = 0; i < 5; i++)
		if (mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
			return errno;
	return 0;
}
static int
deed_work(void)
{
	char byte = 'a';

	free(malloc(1 << 20));
	if (write(pair[0], &byte, 1) != 1 || poll(&ready, 1, 1000) != 1 ||
	    read(pair[1], &byte, 1) != 1)
		return errno;
	alarm(10);
	return told(getrandom(&byte, 1, 0));
}

static const struct deed wire_deeds[] = {
	{ "its work", deed_work, 0 },
	{ "open", deed_open, EACCES },
	{ "openat", deed_openat, EACCES },
	{ "create", deed_create, EACCES },
	{ "too much memory", deed_memory, ENOMEM },
	{ "unlink", deed_unlink, -SIGSYS },
	{ "socket", deed_socket, -SIGSYS },
	{ "connect", deed_connect, -SIGSYS },
	{ "fork", deed_fork, -SIGSYS },
	{ "clone3", deed_clone, -SIGSYS },
	{ "execve", deed_execve, -SIGSYS },
	{ "kill", deed_kill, -SIGSYS },
	{ "ptrace", deed_ptrace, -SIGSYS },
	{ "process_vm_readv", deed_memory_of_others, -SIGSYS },
	{ "setuid", deed_setuid, -SIGSYS },
	{ "mmap of code", deed_code, -SIGSYS },
	{ "mprotect to code", deed_make_code, -SIGSYS },
	{ "mmap of a file", deed_map_file, -SIGSYS },
	{ "TIOCSTI", deed_type_ahead, -SIGSYS },
};

static int
try(const struct deed *deed, void (*fence)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		fence();
		_exit(deed->run());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void
try_all(const struct deed *deeds, size_t count, void (*fence)(void))
{
	int bad = 0;

	for (size_t i = 0; i < count; i++) {
		int got = try(&deeds[i], fence);

		if (got == deeds[i].want)
			continue;
		print_message("%s: %d, not %d\n", deeds[i].name, got,
		    deeds[i].want);
		bad++;
	}
	assert_int_equal(bad, 0);
}

static void
wire_fence(void)
{
	jail_wire_limits();
	jail_wire(true);
}

static void
the_wire_can_do_its_work_and_nothing_else(void **state)
{
	if (SANITIZED)
		skip();		/* there the filter only logs */
	assert_int_equal(jail_prepare(), OK);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	ready = (struct pollfd){ pair[1], POLLIN, 0 };
	try_all(wire_deeds, LENGTH(wire_deeds), wire_fence);
}

static int
deed_no_jail(void)
{
	return told(open("/etc/passwd", O_RDONLY));
}

static void
limits_only(void)
{
	jail_wire(false);
}

static void
without_the_filter_it_is_free(void **state)
{
	const struct deed deed = { "open", deed_no_jail, 0 };

	try_all(&deed, 1, limits_only);
}

/* --- the desk --- */

static char outside[64];
static uint16_t port;

static int
deed_inside(void)
{
	return told(open("inside", O_RDWR | O_CREAT, 0600));
}
static int
deed_rename(void)
{
	if (deed_inside() != 0)
		return errno;
	return told(rename("inside", "renamed"));
}
static int
deed_terminfo(void)
{
	struct stat st;

	/* the directory that Debian's ncurses-base fills */
	if (stat("/lib/terminfo/x", &st) != 0)
		return 0;
	return told(open("/lib/terminfo/x/xterm-256color", O_RDONLY));
}
static int
deed_outside(void)
{
	return told(open(outside, O_WRONLY | O_CREAT, 0600));
}
static int
deed_outside_mkdir(void)
{
	return told(mkdir(outside, 0700));
}
static int
deed_move_out(void)
{
	if (deed_inside() != 0)
		return errno;
	return told(rename("inside", outside));
}
static int
deed_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	return master < 0 || unlockpt(master) != 0 ? errno
	    : told(ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY));
}
static int
deed_tcp(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	return told(connect(fd, (void *)&to, sizeof(to)));
}

static const struct deed desk_deeds[] = {
	{ "a file of the store", deed_inside, 0 },
	{ "its renaming", deed_rename, 0 },
	{ "terminfo", deed_terminfo, 0 },
	{ "a terminal", deed_terminal, 0 },
	{ "/etc/passwd", deed_open, EACCES },
	{ "a file outside", deed_outside, EACCES },
	{ "a directory outside", deed_outside_mkdir, EACCES },
	{ "moving a file out", deed_move_out, EACCES },
	{ "a program", deed_execve, EACCES },
};
static const struct deed desk_newer[] = {	/* Landlock's ABI 4, 6 */
	{ "a connection", deed_tcp, EACCES },
	{ "a signal", deed_kill, EPERM },
};

static void
desk_fence(void)
{
	if (jail_desk() != OK)
		_exit(99);
}

static void
the_desk_sees_its_store_and_what_a_terminal_needs(void **state)
{
	long abi = syscall(444, NULL, 0, 1);
	char dir[] = "/tmp/palabre-jail-XXXXXX";

	if (SANITIZED || !jail_has_landlock() || getenv("GCOV_PREFIX"))
		skip();
	assert_non_null(mkdtemp(dir));
	snprintf(outside, sizeof(outside), "%s-outside", dir);
	assert_int_equal(chdir(dir), 0);
	try_all(desk_deeds, LENGTH(desk_deeds), desk_fence);

	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (void *)&at, len), 0);
	assert_int_equal(listen(fd, 1), 0);
	getsockname(fd, (void *)&at, &len);
	port = ntohs(at.sin_port);
	try_all(desk_newer, abi >= 6 ? 2 : abi >= 4, desk_fence);
	close(fd);
	unlink("inside");
	unlink("renamed");
	assert_int_equal(chdir("/"), 0);
	rmdir(dir);
	assert_int_not_equal(access(outside, F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_wire_can_do_its_work_and_nothing_else),
		cmocka_unit_test(without_the_filter_it_is_free),
		cmocka_unit_test(
		    the_desk_sees_its_store_and_what_a_terminal_needs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
