#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/limits.h"

static struct conf conf;

static struct source
source(const char *address)
{
	struct sockaddr_storage ss = { 0 };
	char text[LIMITS_ADDRESS_MAX];
	struct source s;
	uint16_t port;

	if (strchr(address, ':') != NULL) {
		ss.ss_family = AF_INET6;
		inet_pton(AF_INET6, address,
		    &((struct sockaddr_in6 *)&ss)->sin6_addr);
	} else {
		ss.ss_family = AF_INET;
		inet_pton(AF_INET, address,
		    &((struct sockaddr_in *)&ss)->sin_addr);
	}
	assert_int_equal(limits_source(&ss, &s, text, &port), OK);
	return s;
}

static bool
same(const char *a, const char *b)
{
	struct source x = source(a), y = source(b);

	return limits_same(&x, &y);
}

static void
addresses_count_as_they_should(void **state)
{
	assert_true(same("192.0.2.1", "::ffff:192.0.2.1"));
	assert_false(same("192.0.2.1", "192.0.2.2"));
	assert_true(same("2001:db8:1:2::1", "2001:db8:1:2:ffff::9"));
	assert_false(same("2001:db8:1:2::1", "2001:db8:1:3::1"));
	assert_false(same("::1", "127.0.0.1"));
}

static void
the_newcomer_s_full_address_gives_its_oldest(void **state)
{
	struct waiting w[4];

	conf_defaults(&conf);
	conf.waiting_address = 2;
	conf.waiting_all = 100;
	for (int i = 0; i < 4; i++)
		w[i] = (struct waiting){ source(i % 2 ? "10.0.0.1"
						      : "10.0.0.2"), 0, i };
	struct source a = source("10.0.0.1"), c = source("10.0.0.3");

	assert_int_equal(limits_victim(&conf, w, 4, &a), 1);
	assert_int_equal(limits_victim(&conf, w, 4, &c), -1);
	assert_int_equal(limits_victim(&conf, w, 0, &c), -1);
}

static void
a_full_house_gives_the_oldest_of_the_most_numerous(void **state)
{
	struct waiting w[6];
	const char *from[6] = { "10.0.0.1", "10.0.0.2", "10.0.0.3",
		"10.0.0.2", "10.0.0.2", "10.0.0.3" };

	conf_defaults(&conf);
	conf.waiting_all = 6;
	for (int i = 0; i < 6; i++)
		w[i] = (struct waiting){ source(from[i]), 0, i };
	struct source n = source("10.0.0.9");

	assert_int_equal(limits_victim(&conf, w, 6, &n), 1);
}

static void
failures_delay_more_and_more_and_fade(void **state)
{
	struct penalties *p = penalties_new();
	struct source a = source("10.0.0.1"), b = source("10.0.0.2");
	long before = 0;

	conf_defaults(&conf);
	penalties_add(p, &conf, &a, (unsigned)conf.penalty_free, 0);
	assert_int_equal(penalties_delay(p, &conf, &a, 0), 0);
	for (int i = 0; i < 100; i++) {
		penalties_add(p, &conf, &a, 3, 0);
		long delay = penalties_delay(p, &conf, &a, 0);

		assert_true(delay > before || delay == conf.penalty_most);
		before = delay;
	}
	assert_int_equal(before, conf.penalty_most);
	assert_int_equal(penalties_delay(p, &conf, &b, 0), 0);
	int64_t later = 1000 * conf.penalty_expiry * 320;

	assert_int_equal(penalties_delay(p, &conf, &a, later), 0);
	penalties_free(p);
}

static void
many_addresses_do_not_fill_the_book(void **state)
{
	struct penalties *p = penalties_new();
	char text[32];

	conf_defaults(&conf);
	for (int i = 0; i < 60000; i++) {
		snprintf(text, sizeof(text), "10.%d.%d.1", i / 250, i % 250);
		struct source s = source(text);

		penalties_add(p, &conf, &s, 50, i);
		assert_true(penalties_delay(p, &conf, &s, i) > 0);
	}
	penalties_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_count_as_they_should),
		cmocka_unit_test(the_newcomer_s_full_address_gives_its_oldest),
		cmocka_unit_test(
		    a_full_house_gives_the_oldest_of_the_most_numerous),
		cmocka_unit_test(failures_delay_more_and_more_and_fade),
		cmocka_unit_test(many_addresses_do_not_fill_the_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
