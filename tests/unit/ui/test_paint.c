/* paint: which rows of a frame are not as they were in the last. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/core/term_paint.h"

static void
put(int row, int col, enum style style, const char *text)
{
	paint_add(row, &(struct paint){ PAINT_TEXT, style, col,
	    (int)strlen(text), { text, strlen(text) } });
}

static void
keep_all(int rows)
{
	for (int i = 0; i < rows; i++)
		paint_keep(i);
}

static void
only_rows_that_changed_differ(void **state)
{
	paint_begin();
	put(0, 0, STYLE_TITLE, "Accueil");
	put(2, 4, STYLE_TEXT, "un");
	put(2, 8, STYLE_TEXT, "deux");
	assert_true(paint_differs(0));
	assert_false(paint_differs(1));
	assert_true(paint_differs(2));
	keep_all(3);
	assert_false(paint_differs(0));

	paint_begin();
	assert_true(paint_differs(0));	/* gone */
	put(0, 0, STYLE_TITLE, "Accueil");
	put(2, 4, STYLE_TEXT, "un");
	put(2, 8, STYLE_DIM, "deux");	/* another look */
	assert_false(paint_differs(0));
	assert_true(paint_differs(2));
	keep_all(3);

	paint_begin();
	put(0, 1, STYLE_TITLE, "Accueil");	/* another place */
	put(2, 8, STYLE_DIM, "deux");		/* another order */
	put(2, 4, STYLE_TEXT, "un");
	assert_true(paint_differs(0));
	assert_true(paint_differs(2));
	keep_all(3);
}

static void
after_forgetting_every_row_differs_once(void **state)
{
	paint_begin();
	put(0, 0, STYLE_TEXT, "ici");
	keep_all(2);
	paint_forget();
	assert_true(paint_differs(0));
	assert_true(paint_differs(1));	/* empty, and perhaps not there */
	keep_all(2);
	assert_false(paint_differs(0));
	assert_false(paint_differs(1));
}

static void
what_was_added_comes_back_in_order(void **state)
{
	struct paint p;
	size_t at = 0;

	paint_begin();
	put(1, 3, STYLE_TEXT, "é…");
	paint_add(1, &(struct paint){ PAINT_FILL, STYLE_DIM, 5, 75,
	    { "", 0 } });
	assert_true(paint_next(1, &at, &p));
	assert_int_equal(p.kind, PAINT_TEXT);
	assert_int_equal(p.col, 3);
	assert_int_equal(p.text.len, strlen("é…"));
	assert_memory_equal(p.text.p, "é…", p.text.len);
	assert_true(paint_next(1, &at, &p));
	assert_int_equal(p.kind, PAINT_FILL);
	assert_int_equal(p.style, STYLE_DIM);
	assert_int_equal(p.col, 5);
	assert_int_equal(p.cells, 75);
	assert_int_equal(p.text.len, 0);
	assert_false(paint_next(1, &at, &p));
	keep_all(2);
}

static void
rows_outside_are_lived_with(void **state)
{
	struct paint p;
	size_t at = 0;

	put(-1, 0, STYLE_TEXT, "x");
	put(PAINT_ROWS, 0, STYLE_TEXT, "x");
	paint_keep(-1);
	paint_keep(PAINT_ROWS);
	assert_false(paint_differs(-1));
	assert_false(paint_differs(PAINT_ROWS));
	assert_false(paint_next(-1, &at, &p));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_rows_that_changed_differ),
		cmocka_unit_test(after_forgetting_every_row_differs_once),
		cmocka_unit_test(what_was_added_comes_back_in_order),
		cmocka_unit_test(rows_outside_are_lived_with),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
