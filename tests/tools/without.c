/*
 * without: runs a program on a kernel that lacks something.
 *
 *	without landlock|seccomp PROGRAM ARGUMENT…
 *
 * It is a seccomp filter that answers as such a kernel would.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#endif

#define LOAD(field) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF(number, then, otherwise) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, then, otherwise)
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, action)

static struct sock_filter no_landlock[] = {
	LOAD(nr),
	IF(SYS_landlock_create_ruleset, 0, 1),
	RETURN(SECCOMP_RET_ERRNO | ENOSYS),
	RETURN(SECCOMP_RET_ALLOW),
};
static struct sock_filter no_seccomp[] = {
	LOAD(nr),
	IF(SYS_seccomp, 3, 0),
	IF(SYS_prctl, 0, 3),
	LOAD(args[0]),
	IF(PR_SET_SECCOMP, 0, 1),
	RETURN(SECCOMP_RET_ERRNO | EINVAL),
	RETURN(SECCOMP_RET_ALLOW),
};

int
main(int argc, char **argv)
{
	struct sock_fprog program = { sizeof(no_landlock) /
		sizeof(no_landlock[0]), no_landlock };

	if (argc < 3)
		return 2;
	if (strcmp(argv[1], "seccomp") == 0)
		program = (struct sock_fprog){ sizeof(no_seccomp) /
			sizeof(no_seccomp[0]), no_seccomp };
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		return 77;
	execv(argv[2], argv + 2);
	perror(argv[2]);
	return 2;
}
