/* overlay: what is drawn at its own cell, and when a row must be sent again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/core/term_overlay.h"

static uint64_t plain_look(int row, int col) { return 0; }
static uint64_t other_look(int row, int col) { return 4; }

static void
what_every_terminal_shows_alike_is_left_to_ncurses(void **state)
{
	static const wchar_t alike[] = L"aé…│├└›“”–ΩЖ漢字かなカ한글！￥½";

	for (const wchar_t *c = alike; *c != L'\0'; c++)
		assert_false(overlay_doubtful(*c));
	assert_true(overlay_doubtful(0x1f9d1));
	assert_true(overlay_doubtful(0x1f468));
	assert_true(overlay_doubtful(0x0e44));
	assert_true(overlay_doubtful(0x05e2));
	assert_true(overlay_doubtful(0x2764));
	assert_true(overlay_doubtful(0x301));
}

static void
text_put_over_an_overlay_takes_its_place(void **state)
{
	struct overlay *o;
	size_t count;

	overlay_clear(3);
	o = overlay_add(3, 10, 2);
	overlay_bytes(o, "\360\237\247\221", 4);
	o = overlay_add(3, 14, 1);
	overlay_bytes(o, "\327\242", 2);
	overlay_cut(3, 0, 10);
	overlay_cut(3, 12, 14);
	overlay_cut(2, 0, 80);
	overlay_row(3, &count);
	assert_int_equal(count, 2);
	overlay_cut(3, 11, 12);
	assert_int_equal(overlay_row(3, &count)->col, 14);
	assert_int_equal(count, 1);
	overlay_clear(3);
	overlay_row(3, &count);
	assert_int_equal(count, 0);
}

static void
the_sum_changes_with_place_bytes_and_look(void **state)
{
	uint64_t sums[5];
	struct overlay *o;

	overlay_clear(0);
	sums[0] = overlay_sum(0, plain_look);
	assert_int_equal(sums[0], 0);
	o = overlay_add(0, 4, 2);
	overlay_bytes(o, "\360\237\247\221", 4);
	sums[1] = overlay_sum(0, plain_look);
	sums[2] = overlay_sum(0, other_look);
	overlay_clear(0);
	o = overlay_add(0, 5, 2);
	overlay_bytes(o, "\360\237\247\221", 4);
	sums[3] = overlay_sum(0, plain_look);
	overlay_bytes(o, "\314\201", 2);
	sums[4] = overlay_sum(0, plain_look);
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < i; k++)
			assert_true(sums[i] != sums[k]);
}

static void
rows_outside_and_marks_without_end_are_lived_with(void **state)
{
	struct overlay *o;
	size_t count;

	overlay_clear(0);
	assert_null(overlay_add(-1, 0, 1));
	assert_null(overlay_add(OVERLAY_ROWS, 0, 1));
	overlay_cut(-1, 0, 80);
	assert_null(overlay_row(OVERLAY_ROWS, &count));
	o = overlay_add(0, 0, 1);
	for (int i = 0; i < 100; i++)
		overlay_bytes(o, "\314\201", 2);
	assert_int_equal(o->len, OVERLAY_BYTES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_every_terminal_shows_alike_is_left_to_ncurses),
		cmocka_unit_test(text_put_over_an_overlay_takes_its_place),
		cmocka_unit_test(the_sum_changes_with_place_bytes_and_look),
		cmocka_unit_test(
		    rows_outside_and_marks_without_end_are_lived_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
