/* term_keys: bytes in, keys out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/core/term_keys.h"

static struct key_event
only(const char *bytes, size_t len)
{
	struct keys keys = { 0 };
	struct key_event key, more;

	keys_feed(&keys, bytes, len);
	if (!keys_next(&keys, true, &key))
		key.code = KEY_NONE;
	assert_false(keys_next(&keys, true, &more));
	keys_free(&keys);
	return key;
}
#define ONLY(s) only(s, sizeof(s) - 1)

static void
both_forms_of_arrows_are_known(void **state)
{
	assert_int_equal(ONLY("\033[A").code, KEY_ARROW_UP);
	assert_int_equal(ONLY("\033OA").code, KEY_ARROW_UP);
	assert_int_equal(ONLY("\033[1;5C").code, KEY_WORD_RIGHT);
	assert_int_equal(ONLY("\033[1;2D").code, KEY_SELECT_LEFT);
	assert_int_equal(ONLY("\033[1;6C").code, KEY_SELECT_WORD_RIGHT);
	assert_int_equal(ONLY("\033[1;2H").code, KEY_SELECT_FIRST);
	assert_int_equal(ONLY("\033[1;5F").code, KEY_BOTTOM);
	assert_int_equal(ONLY("\033[1;6H").code, KEY_SELECT_TOP);
	assert_int_equal(ONLY("\033[3~").code, KEY_DELETE);
	assert_int_equal(ONLY("\033[Z").code, KEY_BACKTAB);
	assert_int_equal(ONLY("\003").code, KEY_ESC);
}

static void
answers_of_terminals_are_swallowed_whole(void **state)
{
	assert_int_equal(ONLY("\033[?1;2c").code, KEY_NONE);
	assert_int_equal(ONLY("\033[24;80R").code, KEY_NONE);
	assert_int_equal(ONLY("\033]11;rgb:0000/0000/0000\033\\").code,
	    KEY_NONE);
	assert_int_equal(ONLY("\033P1+r544e\033\\").code, KEY_NONE);
	assert_int_equal(ONLY("\033]0;x\007q").code, KEY_TEXT);
}

static void
escape_alone_is_escape_and_with_a_letter_is_alt(void **state)
{
	struct keys keys = { 0 };
	struct key_event key;

	keys_feed(&keys, "\033", 1);
	assert_false(keys_next(&keys, false, &key));
	assert_true(keys_next(&keys, true, &key));
	assert_int_equal(key.code, KEY_ESC);
	keys_free(&keys);
	key = ONLY("\033X");
	assert_int_equal(key.code, KEY_ESCAPED);
	assert_int_equal(key.cp, 'x');
}

static void
invalid_utf8_costs_its_own_byte_only(void **state)
{
	struct keys keys = { 0 };
	struct key_event key;

	keys_feed(&keys, "\xff\xc3(\xc3\xa9", 5);
	assert_true(keys_next(&keys, false, &key));
	assert_int_equal(key.cp, '(');
	assert_true(keys_next(&keys, false, &key));
	assert_int_equal(key.cp, 0xe9);
	keys_free(&keys);
}

static void
a_paste_in_pieces_comes_as_one_and_is_bounded(void **state)
{
	struct keys keys = { 0 };
	struct key_event key;
	char block[1000];
	int i;

	memset(block, 'a', sizeof(block));
	keys_feed(&keys, "\033[200~x\ry\033[20", 13);
	assert_false(keys_next(&keys, false, &key));
	keys_feed(&keys, "1~", 2);
	assert_true(keys_next(&keys, false, &key));
	assert_int_equal(key.code, KEY_PASTED);
	assert_int_equal(key.text.len, 3);
	assert_memory_equal(key.text.p, "x\ny", 3);
	keys_feed(&keys, "\033[200~", 6);
	for (i = 0; i < 100; i++) {
		keys_feed(&keys, block, sizeof(block));
		assert_false(keys_next(&keys, false, &key));
	}
	keys_feed(&keys, "\033[201~q", 7);
	assert_true(keys_next(&keys, false, &key));
	assert_int_equal(key.text.len, KEYS_PASTE_MAX);
	assert_true(keys_next(&keys, false, &key));
	assert_int_equal(key.cp, 'q');
	keys_free(&keys);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_forms_of_arrows_are_known),
		cmocka_unit_test(answers_of_terminals_are_swallowed_whole),
		cmocka_unit_test(
		    escape_alone_is_escape_and_with_a_letter_is_alt),
		cmocka_unit_test(invalid_utf8_costs_its_own_byte_only),
		cmocka_unit_test(
		    a_paste_in_pieces_comes_as_one_and_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
