/* list: the pointer stays on its line whatever comes and goes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/widgets/list.h"

static void
a_reload_keeps_the_line_pointed_at(void **state)
{
	const struct list_row before[] = { { 0, 1 }, { 7, 1 }, { 8, 1 } };
	const struct list_row after[] = { { 0, 1 }, { 5, 1 }, { 7, 1 },
		{ 8, 1 } };
	const struct list_row gone[] = { { 0, 1 }, { 5, 1 }, { 7, 1 } };
	struct key_event down = { .code = KEY_ARROW_DOWN };
	struct list list = { 0 };

	list_settle(&list, before, 3);
	assert_int_equal(list.id, 7);
	assert_true(list_key(&list, before, 3, &down, 2, 10));
	assert_int_equal(list.id, 8);
	list_settle(&list, after, 4);
	assert_int_equal(list.id, 8);
	assert_int_equal(list.at, 3);
	list_settle(&list, gone, 3);
	assert_int_equal(list.id, 7);
	list_settle(&list, gone, 0);
	assert_int_equal(list.id, 0);
}

static void
blocks_are_jumped_and_headings_never_pointed_at(void **state)
{
	const struct list_row rows[] = { { 0, 1 }, { 1, 1 }, { 2, 1 },
		{ 0, 1 }, { 0, 1 }, { 3, 1 }, { 4, 1 } };
	struct list list = { 0 };

	list_settle(&list, rows, 7);
	list_block(&list, rows, 7, 1);
	assert_int_equal(list.id, 3);
	list_block(&list, rows, 7, 1);
	assert_int_equal(list.id, 1);
	list_block(&list, rows, 7, -1);
	assert_int_equal(list.id, 3);
	list_block(&list, rows, 7, -1);
	assert_int_equal(list.id, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reload_keeps_the_line_pointed_at),
		cmocka_unit_test(
		    blocks_are_jumped_and_headings_never_pointed_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
