/* watch: who takes too long at one go dies, who waits between turns does not. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/watch.h"

/* Sleeps on after a signal. */
static void
pass(int ms)
{
	struct timespec left = { ms / 1000, ms % 1000 * 1000000L };

	while (nanosleep(&left, &left) != 0)
		;
}

static void
hangs(void)
{
	watch_work();
	pass(20000);
}

static void
spins(void)
{
	watch_work();
	for (volatile unsigned i = 0; ; i++)
		;
}

static void
waits_for_ever(void)
{
	watch_work();
	watch_ask(1);
	pass(20000);
}

static void
waits_between_turns(void)
{
	for (int i = 0; i < 2; i++) {
		watch_work();
		watch_rest();
		pass(3000);
	}
}

/* More than the limit in all, each turn less. */
static void
works_in_turns(void)
{
	for (int i = 0; i < 8; i++) {
		watch_work();
		pass(400);
		watch_rest();
	}
}

static void
is_let_wait(void)
{
	watch_work();
	watch_off();
	pass(3000);
	watch_work();
}

/* How a child ends that does this: its signal, or 0. */
static int
end_of(void (*what)(void))
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		watch_begin(2, 1);
		what();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

static void
who_takes_too_long_dies_by_the_signal_that_says_so(void **state)
{
	assert_int_equal(end_of(hangs), SIGALRM);
	assert_int_equal(end_of(spins), SIGPROF);
	assert_int_equal(end_of(waits_for_ever), SIGALRM);
}

static void
who_waits_between_turns_lives(void **state)
{
	assert_int_equal(end_of(waits_between_turns), 0);
	assert_int_equal(end_of(works_in_turns), 0);
	assert_int_equal(end_of(is_let_wait), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    who_takes_too_long_dies_by_the_signal_that_says_so),
		cmocka_unit_test(who_waits_between_turns_lives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
