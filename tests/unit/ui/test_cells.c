/* cells: figures that must stay in their column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/screens/cells.h"

static void
unread_of_all_never_leaves_its_column(void **state)
{
	i18n_language(LANGUAGE_EN);
	cells_begin();
	assert_string_equal(cells_share(5, 23, 6), "5/23");
	assert_string_equal(cells_share(0, 8, 6), "-/8");
	assert_string_equal(cells_share(0, 1041, 6), "-/1041");
	assert_string_equal(cells_share(7, 1041, 6), "7/1041");
	assert_string_equal(cells_share(312, 1041, 6), "312");
	assert_string_equal(cells_share(1000, 1703, 6), "1,000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unread_of_all_never_leaves_its_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
