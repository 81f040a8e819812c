/* Numbers typed on any keyboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/core/digits.h"

static void
assert_number(uint64_t want, const char *typed)
{
	uint64_t n = 0;

	assert_int_equal(digits_number(str_of(typed), 1, INT64_MAX, &n), OK);
	assert_int_equal(n, want);
}

static void
the_upper_row_of_azerty_gives_digits(void **state)
{
	assert_number(1234567890, "&é\"'(-è_çà");
	assert_number(1204, "&éà'");
	assert_number(1204, "&2à4");
}

static void
what_stands_before_a_number_is_passed_over(void **state)
{
	assert_number(1204, "#1204");
	assert_number(1204, "nº 1204");
	assert_number(1204, "n°\u00a01204 ");
	assert_number(1703, "1\u00a0703");
}

static void
anything_else_is_no_number(void **state)
{
	uint64_t n;
	static const char *const not[] = { "", "#", "a", "12a", "0", "1.5",
		"99999999999999999999", "111111111111111111111111111111" };
	size_t i;

	for (i = 0; i < LENGTH(not); i++)
		assert_int_equal(digits_number(str_of(not[i]), 1, INT64_MAX,
		    &n), ERR_INPUT);
}

static void
each_key_of_the_row_is_a_digit(void **state)
{
	assert_int_equal(digits_of('&'), 1);
	assert_int_equal(digits_of(0xe7), 9);
	assert_int_equal(digits_of(0xe0), 0);
	assert_int_equal(digits_of('7'), 7);
	assert_int_equal(digits_of('a'), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_upper_row_of_azerty_gives_digits),
		cmocka_unit_test(what_stands_before_a_number_is_passed_over),
		cmocka_unit_test(anything_else_is_no_number),
		cmocka_unit_test(each_key_of_the_row_is_a_digit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
