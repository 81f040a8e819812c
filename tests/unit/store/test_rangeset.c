/* Sets of ranges beside an array of booleans that does the same slowly. */
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "store/base/rangeset.h"

enum { N = 200 };

static void
assert_same(const struct rangeset *s, const bool *plain)
{
	uint64_t before = 0;

	for (uint64_t n = 1; n < N; n++)
		assert_int_equal(rangeset_has(s, n), plain[n]);
	for (size_t i = 0; i < s->count; i++) {
		assert_true(s->ranges[i].first <= s->ranges[i].last);
		assert_true(i == 0 || s->ranges[i].first > before + 1);
		before = s->ranges[i].last;
	}
}

static void
assert_counts(const struct rangeset *s, const bool *plain)
{
	uint64_t first = 1 + scratch_random(N - 1), n = 0;
	uint64_t last = 1 + scratch_random(N - 1), gap;

	for (uint64_t i = first; i <= last; i++)
		n += plain[i];
	assert_int_equal(rangeset_within(s, first, last), n);
	for (gap = first; gap < N && plain[gap]; gap++)
		;
	assert_int_equal(rangeset_next_gap(s, first), gap);
	for (gap = first; gap > 0 && plain[gap]; gap--)
		;
	assert_int_equal(rangeset_previous_gap(s, first), gap);
}

static void
random_changes(struct rangeset *s, bool *plain, int times)
{
	for (int i = 0; i < times; i++) {
		uint64_t first = 1 + scratch_random(N - 12);
		uint64_t last = first + scratch_random(10);
		bool add = scratch_random(3) != 0;

		if (add)
			rangeset_add(s, first, last);
		else
			rangeset_remove(s, first, last);
		for (uint64_t n = first; n <= last; n++)
			plain[n] = add;
		assert_same(s, plain);
		assert_counts(s, plain);
	}
}

static void
random_changes_agree_with_a_plain_array(void **state)
{
	for (int round = 0; round < 50; round++) {
		struct rangeset s = {0};
		bool plain[N + 1] = {0};

		random_changes(&s, plain, 60);
		rangeset_free(&s);
	}
}

static void
union_and_missing_agree_with_a_plain_array(void **state)
{
	for (int round = 0; round < 200; round++) {
		struct rangeset a = {0}, b = {0};
		bool in_a[N + 1] = {0}, in_b[N + 1] = {0};
		uint64_t missing = 0;

		random_changes(&a, in_a, 12);
		random_changes(&b, in_b, 12);
		for (int n = 1; n < N; n++)
			missing += in_b[n] && !in_a[n];
		assert_int_equal(rangeset_missing(&a, &b), missing);
		for (int n = 1; n < N; n++)
			in_a[n] = in_a[n] || in_b[n];
		rangeset_union(&a, &b);
		assert_same(&a, in_a);
		rangeset_free(&a);
		rangeset_free(&b);
	}
}

static void
what_is_encoded_decodes_to_the_same(void **state)
{
	for (int round = 0; round < 100; round++) {
		struct rangeset s = {0}, again = {0};
		bool plain[N + 1] = {0};
		uint8_t buf[4096];
		size_t len;

		random_changes(&s, plain, 20);
		rangeset_add(&s, UINT64_C(1) << 40, (UINT64_C(1) << 40) + 7);
		assert_true(rangeset_encoded_max(&s) <= sizeof(buf));
		len = rangeset_encode(&s, buf);
		assert_int_equal(rangeset_decode(&again, buf, len), OK);
		assert_int_equal(again.count, s.count);
		assert_memory_equal(again.ranges, s.ranges,
		    s.count * sizeof(*s.ranges));
		/* Cut anywhere inside a pair it is refused. */
		assert_int_equal(rangeset_decode(&again, buf, len - 1),
		    ERR_DAMAGED);
		assert_int_equal(again.count, s.count);
		rangeset_free(&s);
		rangeset_free(&again);
	}
}

static void
malformed_sets_are_refused(void **state)
{
	static const struct { const char *bytes; size_t len; } bad[] = {
		{ "\x00\x01", 2 },	/* would hold 0 */
		{ "\x01\x00", 2 },	/* an empty range */
		{ "\x01\x01\x01\x01", 4 },	/* adjacent */
		{ "\x01\x01\x00\x01", 4 },	/* overlapping */
		{ "\x81\x00\x01", 3 },	/* longer than need be */
		{ "\x80", 1 },
		{ "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x01", 11 },
		{ "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F\x01", 11 },
		{ "\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 11 },
	};
	struct rangeset s = {0};

	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_int_equal(rangeset_decode(&s,
		    (const uint8_t *)bad[i].bytes, bad[i].len), ERR_DAMAGED);
	assert_int_equal(rangeset_decode(&s, NULL, 0), OK);
	assert_int_equal(s.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_changes_agree_with_a_plain_array),
		cmocka_unit_test(union_and_missing_agree_with_a_plain_array),
		cmocka_unit_test(what_is_encoded_decodes_to_the_same),
		cmocka_unit_test(malformed_sets_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
