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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
