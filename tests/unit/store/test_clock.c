/* The one clock, and the shift of test stores. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "scratch.h"
#include "store/base/clock.h"

static void
times_are_read_as_they_are_written(void **state)
{
	static const int64_t times[] = { 0, 951782400, 1763889120,
		253402300799 };
	char buf[24];
	int64_t t;

	for (size_t i = 0; i < LENGTH(times); i++) {
		assert_int_equal(clock_parse(clock_rfc3339(times[i], buf), &t),
		    OK);
		assert_int_equal(t, times[i]);
	}
	assert_int_equal(clock_parse("2026-11-23", &t), OK);
	assert_string_equal(clock_rfc3339(t, buf), "2026-11-23T00:00:00Z");
	/* No year of five digits overruns the buffer. */
	assert_string_equal(clock_rfc3339(INT64_MAX, buf),
	    "9999-12-31T23:59:59Z");
	assert_string_equal(clock_rfc3339(INT64_MIN, buf),
	    "1970-01-01T00:00:00Z");
}

static void
days_that_do_not_exist_are_refused(void **state)
{
	static const char *const bad[] = { "", "2026", "2026-02-30",
		"2026-13-01", "2026-00-01", "2026-11-23T24:00:00Z",
		"2026-11-23T09:12:00", "2026-11-23 09:12:00Z",
		"2026-11-23T09:12:60Z", "20261123T0", "1969-12-31",
		"2026-1-1x2", "2026-11-23T09:12:00Zx" };
	int64_t t;

	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_int_equal(clock_parse(bad[i], &t), ERR_INPUT);
}

static void
a_shift_is_seen_by_all_processes_at_once(void **state)
{
	int64_t before;
	int status;
	pid_t pid;

	assert_int_equal(clock_map(AT_FDCWD), ERR_NOT_FOUND);
	assert_int_equal(clock_shift(AT_FDCWD, 60), ERR_DENIED);
	assert_false(clock_is_test());
	assert_int_equal(clock_create(AT_FDCWD), OK);
	assert_int_equal(clock_create(AT_FDCWD), ERR_EXISTS);
	assert_int_equal(clock_map(AT_FDCWD), OK);
	assert_int_equal(clock_map(AT_FDCWD), OK);
	assert_true(clock_is_test());
	before = clock_now();
	assert_true(llabs((long long)(before - time(NULL))) <= 2);
	if ((pid = fork()) == 0)
		_exit(clock_shift(AT_FDCWD, 7 * 86400) != OK);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_true(clock_now() - before >= 7 * 86400);
	assert_int_equal(clock_shift(AT_FDCWD, -8 * 86400), OK);
	assert_true(clock_now() < before);
	/* Times before 1970 or of five-digit years are in no record. */
	before = clock_now();
	assert_int_equal(clock_shift(AT_FDCWD, -200 * 366 * 86400LL),
	    ERR_INPUT);
	assert_int_equal(clock_shift(AT_FDCWD, 9000 * 366 * 86400LL),
	    ERR_INPUT);
	assert_int_equal(clock_shift(AT_FDCWD, INT64_MAX), ERR_INPUT);
	assert_int_equal(clock_shift(AT_FDCWD, INT64_MIN), ERR_INPUT);
	assert_true(clock_now() - before <= 2);
	clock_pin(42);
	assert_int_equal(clock_now(), 42);
	clock_pin(0);
	assert_true(clock_now() > 42);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_read_as_they_are_written),
		cmocka_unit_test(days_that_do_not_exist_are_refused),
		cmocka_unit_test_setup_teardown(
		    a_shift_is_seen_by_all_processes_at_once, scratch_setup,
		    scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
