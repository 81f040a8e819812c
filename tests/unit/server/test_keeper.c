#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/keeper.h"

enum { DUE = 42 };

static enum err
fake_open(void)
{
	return OK;
}

static int
fake_due(void)
{
	_exit(DUE);
}

static const struct service service = { .open = fake_open, .due = fake_due };

/* How a keeper of that listener ends. */
static int
keeper_of(pid_t listener)
{
	const struct rights rights = { 0 };
	const struct conf conf = { 0 };
	int status = -1;
	pid_t pid = fork();

	if (pid == 0)
		keeper_run(&service, &rights, &conf, listener);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
a_keeper_whose_listener_is_gone_already_ends(void **state)
{
	int status;
	pid_t gone = fork();

	if (gone == 0)
		_exit(0);
	assert_int_equal(waitpid(gone, &status, 0), gone);
	assert_int_equal(keeper_of(gone), 0);
	assert_int_equal(keeper_of(getpid()), DUE);
	unlink("keeper.lock");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_keeper_whose_listener_is_gone_already_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
