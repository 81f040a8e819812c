/* style: nothing is said by colour where there is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/forum/model.h"
#include "ui/core/style.h"

static void
contrast_and_no_colour_have_no_colour(void **state)
{
	int i;

	for (i = 0; i < STYLE_COUNT; i++) {
		assert_int_equal(style_look(STYLE_CONTRAST,
		    (enum style)i)->fg256, -1);
		assert_int_equal(style_look(STYLE_NO_COLOR,
		    (enum style)i)->fg8, -1);
	}
}

static void
a_disagreement_is_never_red(void **state)
{
	assert_int_equal(style_of_type(TYPE_D), STYLE_TYPE_D);
	assert_int_equal(style_look(STYLE_DARK, STYLE_TYPE_D)->fg256, 179);
	assert_int_not_equal(style_look(STYLE_DARK, STYLE_TYPE_D)->fg8, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_and_no_colour_have_no_colour),
		cmocka_unit_test(a_disagreement_is_never_red),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
