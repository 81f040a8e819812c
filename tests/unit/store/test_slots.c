/*
 * Slots between processes: freed by a kill, shared between addresses.
 */
#include "forum_fixture.h"

#include "store/forum/auth.h"

#include <sys/wait.h>

#include <signal.h>
#include <unistd.h>

/* A child that takes a slot, says so, and keeps it until it is killed. */
static pid_t
holder(struct forum *f, const char *address, bool *got)
{
	int	pipe_fds[2], slot;
	pid_t	pid;
	char	c = 'n';

	assert_int_equal(pipe(pipe_fds), 0);
	if ((pid = fork()) == 0) {
		if (auth_slot_take(f->dirfd, address, 50, &slot) == OK)
			c = 'y';
		if (write(pipe_fds[1], &c, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(pipe_fds[0], &c, 1), 1);
	close(pipe_fds[0]);
	close(pipe_fds[1]);
	*got = c == 'y';
	return pid;
}

static void
end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void
one_address_holds_one_slot_and_another_gets_in(void **state)
{
	struct forum	*f = *state;
	pid_t		 one, two, other;
	bool		 got;

	one = holder(f, "192.0.2.1", &got);
	assert_true(got);
	two = holder(f, "192.0.2.1", &got);
	assert_false(got);
	other = holder(f, "192.0.2.2", &got);
	assert_true(got);
	end(one);
	end(two);
	end(other);
}

static void
one_network_of_ipv6_holds_one_slot_and_another_gets_in(void **state)
{
	struct forum	*f = *state;
	pid_t		 one, two, other;
	bool		 got;

	one = holder(f, "2001:db8:7:9::1", &got);
	assert_true(got);
	two = holder(f, "2001:db8:7:9:a:b:c:d", &got);
	assert_false(got);
	other = holder(f, "2001:db8:7:8::1", &got);
	assert_true(got);
	end(one);
	end(two);
	end(other);
}

static void
a_killed_holder_frees_its_slot(void **state)
{
	struct forum	*f = *state;
	pid_t		 one, two, three;
	bool		 got;
	int		 slot;

	one = holder(f, "192.0.2.1", &got);
	assert_true(got);
	two = holder(f, "192.0.2.2", &got);
	assert_true(got);
	three = holder(f, "192.0.2.3", &got);
	assert_false(got);
	end(three);
	assert_err(ERR_LIMIT, auth_slot_take(f->dirfd, "192.0.2.4", 20,
	    &slot));
	end(one);
	assert_err(OK, auth_slot_take(f->dirfd, "192.0.2.4", 1000, &slot));
	auth_slot_give(slot);
	end(two);
}

static void
thirty_of_one_address_all_get_through(void **state)
{
	struct forum	*f = *state;
	pid_t		 pids[30];
	int		 i, slot, status;

	for (i = 0; i < 30; i++)
		if ((pids[i] = fork()) == 0) {
			if (auth_slot_take(f->dirfd, "192.0.2.1", 30000,
			    &slot) != OK)
				_exit(1);
			auth_slot_give(slot);
			_exit(0);
		}
	for (i = 0; i < 30; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(one_address_holds_one_slot_and_another_gets_in),
		with_forum(
		    one_network_of_ipv6_holds_one_slot_and_another_gets_in),
		with_forum(a_killed_holder_frees_its_slot),
		with_forum(thirty_of_one_address_all_get_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
