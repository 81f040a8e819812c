/*
 * Drafts that stand in an editor: told from those that a cut session left.
 */
#include "forum_fixture.h"

#include "store/forum/held.h"

#include <sys/wait.h>

#include <signal.h>
#include <unistd.h>

/* A child that holds a draft, lets go of it at the first byte it reads, and
 * lives on. */
static pid_t
writer(struct forum *f, int ends[2])
{
	int	to[2], from[2];
	pid_t	pid;
	char	c = 'x';

	assert_int_equal(pipe(to), 0);
	assert_int_equal(pipe(from), 0);
	if ((pid = fork()) == 0) {
		draft_hold(f->store, 3, 7, true);
		if (write(from[1], &c, 1) != 1 || read(to[0], &c, 1) != 1)
			_exit(1);
		draft_hold(f->store, 3, 7, false);
		if (write(from[1], &c, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	ends[0] = from[0];
	ends[1] = to[1];
	assert_int_equal(read(ends[0], &c, 1), 1);
	return pid;
}

static void
a_draft_is_held_until_its_editor_is_left(void **state)
{
	struct forum	*f = *state;
	int		 ends[2];
	pid_t		 pid = writer(f, ends);
	char		 c = 'x';

	assert_true(draft_held(f->store, 3, 7));
	assert_false(draft_held(f->store, 3, 8));
	assert_false(draft_held(f->store, 4, 7));
	assert_int_equal(write(ends[1], &c, 1), 1);
	assert_int_equal(read(ends[0], &c, 1), 1);
	assert_false(draft_held(f->store, 3, 7));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void
a_session_that_was_killed_holds_nothing(void **state)
{
	struct forum	*f = *state;
	int		 ends[2];
	pid_t		 pid = writer(f, ends);

	assert_true(draft_held(f->store, 3, 7));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_false(draft_held(f->store, 3, 7));
	draft_hold(f->store, 3, 7, true);
	assert_false(draft_held(f->store, 3, 7));	/* one's own */
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_draft_is_held_until_its_editor_is_left),
		TEST(a_session_that_was_killed_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
