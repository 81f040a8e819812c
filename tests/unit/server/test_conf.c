#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "server/conf.h"
#include "server/record.h"

static char path[] = "conf-test-XXXXXX";

static enum err
read_text(const char *text, struct conf *conf, char why[256])
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	enum err e = conf_read(conf, path, why, 256);

	unlink(path);
	return e;
}

static void
settings_are_read_over_the_defaults(void **state)
{
	struct conf conf;
	char why[256];

	conf_defaults(&conf);
	assert_int_equal(read_text("; words\nport = 22\n[server]\n"
		"login_grace = 5\n", &conf, why), OK);
	assert_int_equal(conf.port, 22);
	assert_int_equal(conf.login_grace, 5);
	assert_int_equal(conf.attempts, 6);
}

static void
a_bad_setting_is_told_with_its_line_and_changes_nothing(void **state)
{
	struct conf conf;
	char why[256];

	conf_defaults(&conf);
	assert_int_equal(read_text("port = 22\nport = 70000\n", &conf, why),
	    ERR_INPUT);
	assert_non_null(strstr(why, "line 2"));
	assert_non_null(strstr(why, "0 to 65535"));
	assert_int_equal(conf.port, 2222);
	assert_int_equal(read_text("guests = perhaps\n", &conf, why),
	    ERR_INPUT);
	assert_non_null(strstr(why, "guests must be yes or no"));
	assert_int_equal(conf.guests, 1);
	assert_int_equal(read_text("guests = no\n", &conf, why), OK);
	assert_int_equal(conf.guests, 0);
	assert_int_equal(read_text("prot = 22\n", &conf, why), ERR_INPUT);
	assert_int_equal(read_text("[ui]\nport = 22\n", &conf, why),
	    ERR_INPUT);
	assert_int_equal(read_text("forum = Caf\351\n", &conf, why),
	    ERR_INPUT);
	assert_non_null(strstr(why, "UTF-8"));
	assert_int_equal(conf_read(&conf, "no-such-file", why, 256),
	    ERR_NOT_FOUND);
	assert_int_equal(conf_read(&conf, ".", why, 256), ERR_NOT_FOUND);
}

static void
a_program_has_a_whole_path_and_a_sender_an_address(void **state)
{
	struct conf conf;
	char why[256];

	conf_defaults(&conf);
	assert_string_equal(conf.mail_program, "/usr/sbin/sendmail");
	assert_int_equal(read_text("mail_program = sendmail\n", &conf, why),
	    ERR_INPUT);
	assert_non_null(strstr(why, "mail_program must be a path"));
	assert_int_equal(read_text("mail_from = -X/tmp/x@example.org\n",
	    &conf, why), ERR_INPUT);
	assert_non_null(strstr(why, "name@domain"));
	assert_int_equal(read_text("mail_program =\nmail_from = forum@b.c\n",
	    &conf, why), OK);
	assert_string_equal(conf.mail_program, "");
	assert_string_equal(conf.mail_from, "forum@b.c");
}

static void
what_is_printed_is_read_back(void **state)
{
	struct conf conf, again;
	char *text = NULL, why[256];
	size_t size;

	conf_defaults(&conf);
	assert_int_equal(conf_set(&conf, "contact", "sysop@forum"), OK);
	assert_int_equal(conf_set(&conf, "stall_limit", "77"), OK);
	FILE *f = open_memstream(&text, &size);

	conf_print(&conf, f);
	fclose(f);
	conf_defaults(&again);
	assert_int_equal(read_text(text, &again, why), OK);
	assert_memory_equal(&conf, &again, sizeof(conf));
	free(text);
}

static void
names_in_the_log_are_short_and_tame(void **state)
{
	char out[RECORD_NAME_MAX];

	assert_string_equal(record_name("", out), "-");
	assert_string_equal(record_name("anna", out), "anna");
	assert_string_equal(record_name("a b\\\n", out), "a\\x20b\\x5c\\x0a");
	/* 24 letters of two bytes: cut at a character */
	record_name("жжжжжжжжжжжжжжжжжжжжжжжж", out);
	assert_int_equal(strlen(out), 32);
	record_name("aжжжжжжжжжжжжжжжжжжжжжжж", out);
	assert_int_equal(strlen(out), 31);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_read_over_the_defaults),
		cmocka_unit_test(
		    a_bad_setting_is_told_with_its_line_and_changes_nothing),
		cmocka_unit_test(
		    a_program_has_a_whole_path_and_a_sender_an_address),
		cmocka_unit_test(what_is_printed_is_read_back),
		cmocka_unit_test(names_in_the_log_are_short_and_tame),
	};
	int fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
