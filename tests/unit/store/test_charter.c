/* The charter: both languages say as much, article by article. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/base/text.h"
#include "store/forum/charter.h"

static void
both_languages_have_the_same_clauses(void **state)
{
	unsigned number, clause;

	for (number = 1; number <= CHARTER_ARTICLES; number++) {
		const struct charter_article *fr =
		    charter_article(LANGUAGE_FR, number);
		const struct charter_article *en =
		    charter_article(LANGUAGE_EN, number);

		assert_true(strlen(fr->title) > 0 && strlen(en->title) > 0);
		assert_int_equal(*fr->text == '\0', *en->text == '\0');
		for (clause = 0; clause < CHARTER_CLAUSES_MAX; clause++)
			assert_int_equal(fr->clauses[clause] == NULL,
			    en->clauses[clause] == NULL);
	}
}

static void
there_are_twenty_clauses(void **state)
{
	unsigned number, clause, count = 0;

	for (number = 1; number <= CHARTER_ARTICLES; number++)
		for (clause = 0; clause < CHARTER_CLAUSES_MAX; clause++)
			count += charter_article(LANGUAGE_FR, number)->
			    clauses[clause] != NULL;
	assert_int_equal(count, 20);
}

static void
the_three_lines_fit_their_widths(void **state)
{
	unsigned i;

	for (i = 0; i < 3; i++) {
		assert_true(text_width(str_of(charter_line(LANGUAGE_FR, i,
		    false))) <= 68);
		assert_true(text_width(str_of(charter_line(LANGUAGE_EN, i,
		    false))) <= 68);
		assert_true(text_width(str_of(charter_line(LANGUAGE_FR, i,
		    true))) <= 46);
		assert_true(text_width(str_of(charter_line(LANGUAGE_EN, i,
		    true))) <= 46);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_languages_have_the_same_clauses),
		cmocka_unit_test(there_are_twenty_clauses),
		cmocka_unit_test(the_three_lines_fit_their_widths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
