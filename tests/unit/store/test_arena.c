/* Arenas, refusals and numbers. */
#include <stdalign.h>
#include <string.h>

#include "scratch.h"
#include "store/base/arena.h"

static void
memory_is_zeroed_and_aligned(void **state)
{
	struct arena *arena = arena_new();

	for (int round = 0; round < 3; round++) {
		for (size_t size = 0; size < 40000; size = size * 3 + 1) {
			char *p = arena_alloc(arena, size);

			assert_int_equal((uintptr_t)p % alignof(max_align_t),
			    0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xAA, size);
		}
		arena_reset(arena);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void
a_pushed_array_keeps_its_elements(void **state)
{
	struct arena *arena = arena_new();
	uint64_t *items = NULL;
	size_t count = 0;

	for (uint64_t i = 0; i < 5000; i++) {
		uint64_t *n = ARENA_PUSH(arena, items, count);

		assert_int_equal(*n, 0);
		*n = i;
	}
	assert_int_equal(count, 5000);
	for (uint64_t i = 0; i < 5000; i++)
		assert_int_equal(items[i], i);
	arena_free(arena);
}

static void
an_element_pushed_where_one_was_taken_back_is_zeroed(void **state)
{
	struct arena *arena = arena_new();
	size_t *items = NULL, count = 0;

	for (size_t i = 0; i < 12; i++)
		*ARENA_PUSH(arena, items, count) = i + 1;
	count = 3;
	assert_int_equal(*ARENA_PUSH(arena, items, count), 0);
	assert_int_equal(items[2], 3);
	arena_free(arena);
}

static void
texts_are_copied_with_their_zero(void **state)
{
	struct arena *arena = arena_new();
	struct str s = arena_str(arena, (struct str){ "abcdef", 3 });

	assert_int_equal(s.len, 3);
	assert_string_equal(s.p, "abc");
	assert_string_equal(arena_strdup(arena, "x"), "x");
	assert_string_equal(arena_memdup0(arena, NULL, 0), "");
	assert_string_equal(arena_printf(arena, "%d-%s", 7, "y"), "7-y");
	arena_free(arena);
}

static const char *
french(const char *s)
{
	return strcmp(s, "%ld of %s") == 0 ? "%2$s : %1$ld" : s;
}

static void
a_refusal_takes_its_arguments_in_any_order(void **state)
{
	struct refusal r;
	char buf[96], tiny[8];

	refusal_set(&r, "%ld of %s", 3, "chose %s %n");
	refusal_text(buf, sizeof(buf), ERR_INPUT, &r, NULL);
	assert_string_equal(buf, "3 of chose %s %n");
	refusal_text(buf, sizeof(buf), ERR_INPUT, &r, french);
	assert_string_equal(buf, "chose %s %n : 3");
	refusal_set(&r, "100 %% of %s%d", 0, NULL);
	refusal_text(buf, sizeof(buf), ERR_INPUT, &r, NULL);
	assert_string_equal(buf, "100 % of %d");
	refusal_text(buf, sizeof(buf), ERR_FULL, NULL, NULL);
	assert_string_equal(buf, err_sentence(ERR_FULL));
	/* Cut between two characters. */
	refusal_set(&r, "ab %s", 0, "\xC3\xA9\xC3\xA9\xC3\xA9");
	refusal_text(tiny, sizeof(tiny), ERR_INPUT, &r, NULL);
	assert_string_equal(tiny, "ab \xC3\xA9\xC3\xA9");
}

static void
numbers_are_read_whole_or_refused(void **state)
{
	static const char *const bad[] = { "", " 1", "+1", "-1", "1x", "0x1",
		"12345678901234567890", "99", "1 " };
	uint64_t n = 7;

	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_int_equal(parse_u64(bad[i], 0, 50, &n), ERR_INPUT);
	assert_int_equal(n, 7);
	assert_int_equal(parse_u64("0042", 42, 42, &n), OK);
	assert_int_equal(n, 42);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_and_aligned),
		cmocka_unit_test(a_pushed_array_keeps_its_elements),
		cmocka_unit_test(
		    an_element_pushed_where_one_was_taken_back_is_zeroed),
		cmocka_unit_test(texts_are_copied_with_their_zero),
		cmocka_unit_test(a_refusal_takes_its_arguments_in_any_order),
		cmocka_unit_test(numbers_are_read_whole_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
