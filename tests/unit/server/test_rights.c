/* Which accounts the processes may run as; the machine's are stood in for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "server/rights.h"

enum { OWNER = 900, WIRE = 901 };

static struct passwd wire;

uid_t
geteuid(void)
{
	return 0;
}

struct passwd *
getpwnam(const char *name)
{
	return strcmp(name, "palabre-wire") == 0 ? &wire : NULL;
}

int
fstat(int fd, struct stat *st)
{
	*st = (struct stat){ .st_uid = OWNER, .st_gid = OWNER };
	return 0;
}

static enum err
find(uid_t uid, gid_t gid, char *why, size_t size)
{
	struct rights rights;
	struct conf conf;

	conf_defaults(&conf);
	wire = (struct passwd){ .pw_uid = uid, .pw_gid = gid };
	why[0] = '\0';
	return rights_find(-1, &conf, &rights, why, size);
}

static void
test_an_account_of_its_own(void **state)
{
	char why[160];

	assert_int_equal(find(WIRE, WIRE, why, sizeof(why)), OK);
	assert_string_equal(why, "");
}

static void
test_root_its_group_and_the_owner_are_refused(void **state)
{
	char why[160];

	assert_int_equal(find(0, WIRE, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "is root"));
	assert_int_equal(find(WIRE, 0, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "group 0"));
	assert_int_equal(find(OWNER, WIRE, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "owns the data directory"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_account_of_its_own),
		cmocka_unit_test(test_root_its_group_and_the_owner_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
