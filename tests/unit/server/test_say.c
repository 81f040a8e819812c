#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/say.h"

static void
the_banner_says_a_command_that_works_at_this_port(void **state)
{
	struct conf conf;
	char banner[512];

	conf_defaults(&conf);
	conf.port = 2222;
	say_banner(&conf, banner, sizeof(banner));
	assert_non_null(strstr(banner, "ssh nouveau@"));
	assert_non_null(strstr(banner, " -p 2222\r\n"));
	conf.port = 22;
	say_banner(&conf, banner, sizeof(banner));
	assert_null(strstr(banner, "-p"));
	/* the sysop knows best how one gets here */
	conf.port = 2222;
	assert_int_equal(conf_set(&conf, "host", "forum.example"), OK);
	say_banner(&conf, banner, sizeof(banner));
	assert_non_null(strstr(banner, "nouveau@forum.example\r\n"));
	assert_int_equal(conf_set(&conf, "host", "forum.example -p 9"), OK);
	say_banner(&conf, banner, sizeof(banner));
	assert_non_null(strstr(banner, "nouveau@forum.example -p 9\r\n"));
	assert_non_null(strstr(banner, "root@forum.example\r\n"));
}

static void
the_longest_settings_have_room_in_three_lines(void **state)
{
	struct conf conf;
	char banner[512], longest[61];
	int lines = 0;

	memset(longest, 'x', 60);
	longest[60] = '\0';
	conf_defaults(&conf);
	assert_int_equal(conf_set(&conf, "forum", longest), OK);
	assert_int_equal(conf_set(&conf, "contact", longest), OK);
	assert_int_equal(conf_set(&conf, "host", longest), OK);
	say_banner(&conf, banner, sizeof(banner));
	assert_true(strlen(banner) < sizeof(banner) - 1);
	for (const char *p = banner; *p != '\0'; p++)
		lines += *p == '\n';
	assert_int_equal(lines, 3);
	assert_string_equal(banner + strlen(banner) - 2, "\r\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_banner_says_a_command_that_works_at_this_port),
		cmocka_unit_test(
		    the_longest_settings_have_room_in_three_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
