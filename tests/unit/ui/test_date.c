/* date and numbers, as French and English write them, in Paris. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/base/clock.h"
#include "ui/core/i18n.h"

static struct arena *arena;

static int64_t
at(const char *s)
{
	int64_t t;

	assert_int_equal(clock_parse(s, &t), OK);
	return t;
}

static void
near_days_are_named_and_far_ones_dated(void **state)
{
	int64_t now = at("2026-11-23T08:40:00Z");

	i18n_language(LANGUAGE_FR);
	assert_string_equal(i18n_date(at("2026-11-23T08:12:00Z"), now, arena),
	    "9 h 12");
	assert_string_equal(i18n_date(at("2026-11-22T16:05:00Z"), now, arena),
	    "hier");
	assert_string_equal(i18n_date(at("2026-11-19T12:00:00Z"), now, arena),
	    "jeu. 19");
	assert_string_equal(i18n_date(at("2026-11-12T12:00:00Z"), now, arena),
	    "12 nov.");
	assert_string_equal(i18n_date(at("2024-05-03T12:00:00Z"), now, arena),
	    "3 mai 2024");
	assert_string_equal(i18n_date(at("2024-09-24T12:00:00Z"), now, arena),
	    "24 sept. 2024");
	assert_string_equal(i18n_full_date(at("2024-09-24T12:00:00Z"), arena),
	    "24 septembre 2024");
	assert_string_equal(i18n_date_hour(at("2026-11-22T16:05:00Z"), now,
	    arena), "hier 17 h 05");
	assert_string_equal(i18n_long_date(now, arena), "lundi 23 novembre");
	i18n_language(LANGUAGE_EN);
	assert_string_equal(i18n_date(at("2026-11-23T08:12:00Z"), now, arena),
	    "9:12");
	assert_string_equal(i18n_date(at("2026-11-22T16:05:00Z"), now, arena),
	    "yesterday");
	assert_string_equal(i18n_long_date(now, arena), "Monday 23 November");
}

static void
summer_time_begins_and_ends_at_one_utc(void **state)
{
	struct tm tm;

	i18n_local(at("2026-03-29T00:59:59Z"), &tm);
	assert_int_equal(tm.tm_hour, 1);
	i18n_local(at("2026-03-29T01:00:00Z"), &tm);
	assert_int_equal(tm.tm_hour, 3);
	i18n_local(at("2026-10-25T00:59:59Z"), &tm);
	assert_int_equal(tm.tm_hour, 2);
	i18n_local(at("2026-10-25T01:00:00Z"), &tm);
	assert_int_equal(tm.tm_hour, 2);
	i18n_local(at("2025-12-31T23:30:00Z"), &tm);
	assert_int_equal(tm.tm_year, 126);
}

static void
numbers_are_grouped_by_three(void **state)
{
	i18n_language(LANGUAGE_FR);
	assert_string_equal(i18n_number(1703, arena), "1\u00a0703");
	assert_string_equal(i18n_number(999, arena), "999");
	i18n_language(LANGUAGE_EN);
	assert_string_equal(i18n_number(1234567, arena), "1,234,567");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(near_days_are_named_and_far_ones_dated),
		cmocka_unit_test(summer_time_begins_and_ends_at_one_utc),
		cmocka_unit_test(numbers_are_grouped_by_three),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
