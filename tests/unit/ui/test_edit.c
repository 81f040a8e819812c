/* edit: what is typed stays, and can be undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/widgets/edit.h"

static struct edit *
new_edit(bool lines)
{
	struct edit_options options = { .lines = lines, .max = 32768 };

	return edit_new(&options);
}

static void
press(struct edit *e, enum key_code code)
{
	struct key_event key = { .code = code };

	edit_key(e, &key);
}

static void
type(struct edit *e, const char *s)
{
	for (; *s != '\0'; s++) {
		struct key_event key = { .code = KEY_TEXT,
			.cp = (unsigned char)*s };

		if (*s == '\n')
			key.code = KEY_ENTER_;
		edit_key(e, &key);
	}
}

static void
holds(struct edit *e, const char *expected)
{
	struct str text = edit_text(e);

	assert_int_equal(text.len, strlen(expected));
	assert_memory_equal(text.p, expected, text.len);
}

static void
undo_takes_a_word_and_redo_gives_it_back(void **state)
{
	struct edit *e = new_edit(true);

	type(e, "one two");
	edit_undo(e);
	holds(e, "one ");
	edit_undo(e);
	holds(e, "");
	edit_redo(e);
	edit_redo(e);
	holds(e, "one two");
	edit_free(e);
}

static void
back_takes_a_whole_cluster(void **state)
{
	struct edit *e = new_edit(false);

	edit_insert(e, str_of("ae\u0301"));
	press(e, KEY_BACK);
	holds(e, "a");
	edit_free(e);
}

static void
a_row_is_cut_and_pasted(void **state)
{
	struct edit *e = new_edit(true);

	type(e, "one\ntwo");
	press(e, KEY_ARROW_UP);
	edit_cut(e);
	holds(e, "two");
	press(e, KEY_LAST);
	edit_paste(e);
	holds(e, "twoone\n");
	edit_free(e);
}

static void
what_goes_over_max_is_refused(void **state)
{
	struct edit_options options = { .max = 3 };
	struct edit *e = edit_new(&options);

	type(e, "abcd");
	holds(e, "abc");
	assert_true(edit_full(e));
	edit_free(e);
}

static void
a_word_of_32_kib_is_set_at_once(void **state)
{
	struct edit *e = new_edit(true);
	char *word = malloc(32768);
	struct key_event key = { .code = KEY_PASTED };

	memset(word, 'x', 32768);
	key.text = (struct str){ word, 32768 };
	edit_key(e, &key);
	assert_int_equal(edit_text(e).len, 32768);
	assert_int_equal(edit_rows(e, 64), 512);
	press(e, KEY_ARROW_UP);
	press(e, KEY_BACK);
	assert_int_equal(edit_text(e).len, 32767);
	edit_undo(e);
	edit_undo(e);
	holds(e, "");
	free(word);
	edit_free(e);
}

static void
arrows_at_the_edges_are_left_to_the_form(void **state)
{
	struct edit *e = new_edit(true);
	struct key_event up = { .code = KEY_ARROW_UP };
	struct key_event down = { .code = KEY_ARROW_DOWN };

	type(e, "one\ntwo");
	assert_false(edit_key(e, &down));
	assert_true(edit_key(e, &up));
	assert_false(edit_key(e, &up));
	edit_free(e);
}

static void
letters_erased_one_after_the_other_come_back_together(void **state)
{
	struct edit *e = new_edit(true);
	int i;

	edit_insert(e, str_of("one two"));
	for (i = 0; i < 3; i++)
		press(e, KEY_BACK);
	holds(e, "one ");
	press(e, KEY_BACK);
	press(e, KEY_BACK);
	holds(e, "on");
	edit_undo(e);
	holds(e, "one ");
	edit_undo(e);
	holds(e, "one two");
	press(e, KEY_FIRST);
	for (i = 0; i < 3; i++)
		press(e, KEY_DELETE);
	holds(e, " two");
	edit_undo(e);
	holds(e, "one two");
	edit_free(e);
}

static void
rows_cut_one_after_the_other_are_pasted_together_anywhere(void **state)
{
	struct edit *e = new_edit(true), *other = new_edit(false);

	type(e, "one\ntwo\nthree");
	press(e, KEY_TOP);
	edit_cut(e);
	edit_cut(e);
	holds(e, "three");
	edit_paste(e);
	holds(e, "one\ntwo\nthree");
	edit_paste(other);
	holds(other, "one two ");
	press(e, KEY_TOP);
	edit_cut(e);
	press(e, KEY_ARROW_RIGHT);
	edit_cut(e);
	edit_paste(e);
	holds(e, "two\nthree");
	edit_free(e);
	edit_free(other);
}

static void
a_move_without_shift_ends_what_shift_selected(void **state)
{
	struct edit *e = new_edit(true);

	edit_insert(e, str_of("one two three"));
	press(e, KEY_TOP);
	press(e, KEY_SELECT_WORD_RIGHT);
	press(e, KEY_ARROW_RIGHT);
	type(e, "x");
	holds(e, "one xtwo three");
	press(e, KEY_SELECT_LAST);
	type(e, "y");
	holds(e, "one xy");
	press(e, KEY_SELECT_TOP);
	edit_cut(e);
	holds(e, "");
	edit_free(e);
}

static void
a_selection_is_begun_and_ended_without_shift(void **state)
{
	struct edit *e = new_edit(true);

	edit_insert(e, str_of("one two three"));
	press(e, KEY_TOP);
	edit_select(e);
	press(e, KEY_WORD_RIGHT);
	press(e, KEY_ARROW_RIGHT);
	edit_cut(e);
	holds(e, "two three");
	edit_select(e);
	press(e, KEY_LAST);
	edit_select(e);
	press(e, KEY_BACK);
	holds(e, "two thre");
	edit_free(e);
}

static void
words_are_found_without_case_and_accents_and_round_the_end(void **state)
{
	struct edit *e = new_edit(true);

	edit_insert(e, str_of("Été, e\u0301te\u0301 ; l’eau : l’été"));
	press(e, KEY_TOP);
	assert_true(edit_find(e, str_of("ETE")));
	assert_int_equal(edit_cursor(e), 5);
	assert_true(edit_find(e, str_of("ete")));
	assert_int_equal(edit_cursor(e), 14);
	assert_true(edit_find(e, str_of("l'ete")));
	assert_int_equal(edit_cursor(e), edit_text(e).len);
	assert_true(edit_find(e, str_of("été")));
	assert_int_equal(edit_cursor(e), 5);
	assert_false(edit_find(e, str_of("hiver")));
	assert_int_equal(edit_cursor(e), 5);
	type(e, "x");
	assert_int_equal(edit_text(e).p[0], 'x');
	edit_free(e);
}

static void
a_quote_is_set_again_and_keeps_its_depth(void **state)
{
	struct edit *e = new_edit(true);

	edit_insert(e, str_of("Avant\n\n"
	    "> > un mot\n> > de trop, et d’autres encore qui font que le rang "
	    "est bien plus long que la mesure\n> autre\n\nAprès\nsuite"));
	press(e, KEY_TOP);
	press(e, KEY_ARROW_DOWN);
	press(e, KEY_ARROW_DOWN);
	press(e, KEY_ARROW_DOWN);
	edit_reflow(e);
	holds(e, "Avant\n\n"
	    "> > un mot de trop, et d’autres encore qui font que le rang est "
	    "bien\n> > plus long que la mesure\n> autre\n\nAprès\nsuite");
	edit_reflow(e);
	edit_undo(e);
	press(e, KEY_BOTTOM);
	edit_reflow(e);
	holds(e, "Avant\n\n"
	    "> > un mot\n> > de trop, et d’autres encore qui font que le rang "
	    "est bien plus long que la mesure\n> autre\n\nAprès suite");
	edit_free(e);
}

static void
selected_rows_are_set_again_paragraph_by_paragraph(void **state)
{
	struct edit *e = new_edit(true);

	edit_insert(e, str_of("> un\n> deux\n>\n> - trois\n> - quatre\n"
	    "> cinq\n\nsix\n"));
	press(e, KEY_TOP);
	press(e, KEY_SELECT_BOTTOM);
	edit_reflow(e);
	holds(e, "> un deux\n>\n> - trois\n> - quatre cinq\n\nsix\n");
	edit_free(e);
}

static void
words_are_walked_also_where_none_can_be_cut(void **state)
{
	struct edit_options options = { .lines = true, .max = 32768 };
	struct edit *e = edit_new(&options);
	char *dots = malloc(5000);

	memset(dots, '.', 5000);
	memcpy(dots + 4995, " fin.", 5);
	edit_insert(e, (struct str){ dots, 5000 });
	press(e, KEY_WORD_LEFT);
	assert_int_equal(edit_cursor(e), 4996);
	press(e, KEY_TOP);
	press(e, KEY_WORD_RIGHT);
	assert_int_equal(edit_cursor(e), 4999);
	free(dots);
	edit_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undo_takes_a_word_and_redo_gives_it_back),
		cmocka_unit_test(back_takes_a_whole_cluster),
		cmocka_unit_test(a_row_is_cut_and_pasted),
		cmocka_unit_test(what_goes_over_max_is_refused),
		cmocka_unit_test(a_word_of_32_kib_is_set_at_once),
		cmocka_unit_test(arrows_at_the_edges_are_left_to_the_form),
		cmocka_unit_test(
		    letters_erased_one_after_the_other_come_back_together),
		cmocka_unit_test(
		    rows_cut_one_after_the_other_are_pasted_together_anywhere),
		cmocka_unit_test(
		    a_move_without_shift_ends_what_shift_selected),
		cmocka_unit_test(
		    a_selection_is_begun_and_ended_without_shift),
		cmocka_unit_test(
		    words_are_found_without_case_and_accents_and_round_the_end),
		cmocka_unit_test(
		    a_quote_is_set_again_and_keeps_its_depth),
		cmocka_unit_test(
		    selected_rows_are_set_again_paragraph_by_paragraph),
		cmocka_unit_test(
		    words_are_walked_also_where_none_can_be_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
