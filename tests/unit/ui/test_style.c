/* style: nothing is said by colour where there is none, and what has one can
 * be read. */
#include <math.h>
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
	assert_int_equal(style_look(STYLE_DARK, STYLE_TYPE_D)->fg256, 136);
	assert_int_not_equal(style_look(STYLE_DARK, STYLE_TYPE_D)->fg8, 1);
}

/* WCAG 2.1: relative luminance, of a colour of xterm's cube or grey ramp. */
static double
luminance(int colour)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	int at = colour - 16, parts[3] = { steps[at / 36 % 6],
	    steps[at / 6 % 6], steps[at % 6] };
	double sum = 0;

	assert_in_range(colour, 16, 255);	/* 0 to 15: each terminal's own */
	for (int i = 0; i < 3; i++) {
		double part = (colour >= 232 ? 8 + 10 * (colour - 232) :
		    parts[i]) / 255.0;

		sum += weights[i] * (part <= 0.03928 ? part / 12.92 :
		    pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static void
colours_stand_on_their_background(void **state)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		int dark = style_look(STYLE_DARK, (enum style)i)->fg256;
		int light = style_look(STYLE_LIGHT, (enum style)i)->fg256;

		/* The default: a black window, or a white one. */
		if (dark >= 0) {
			assert_true((luminance(dark) + 0.05) / 0.05 >= 3);
			assert_true(1.05 / (luminance(dark) + 0.05) >= 3);
		}
		if (light >= 0)
			assert_true(1.05 / (luminance(light) + 0.05) >= 4);
	}
}

/* Of the eight: green, yellow and cyan are lost on white, blue on black. */
static void
of_eight_colours_the_doubtful_are_left_out(void **state)
{
	static const bool lost[2][8] = {
		{ [2] = true, [3] = true, [4] = true, [6] = true },
		{ [2] = true, [3] = true, [6] = true },
	};

	for (int i = 0; i < STYLE_COUNT; i++)
		for (int theme = STYLE_DARK; theme <= STYLE_LIGHT; theme++) {
			int fg = style_look((enum style_theme)theme,
			    (enum style)i)->fg8;

			assert_true(fg < 0 || !lost[theme][fg]);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_and_no_colour_have_no_colour),
		cmocka_unit_test(a_disagreement_is_never_red),
		cmocka_unit_test(colours_stand_on_their_background),
		cmocka_unit_test(
		    of_eight_colours_the_doubtful_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
