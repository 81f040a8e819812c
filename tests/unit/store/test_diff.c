/* differences of two texts: what the words say, and a bound on the work. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/diff.h"

static const struct diff_marks marks = { "[-", "-]", "{+", "+}" };

static void
assert_diff(const char *before, const char *after, const char *wanted)
{
	struct arena	*arena = arena_new();
	struct diff	 diff;
	struct str	 text;

	diff_words(str_of(before), str_of(after), arena, &diff);
	text = diff_text(&diff, &marks, arena, NULL);
	assert_string_equal(arena_memdup0(arena, text.p, text.len), wanted);
	assert_int_equal(diff.changed, strpbrk(wanted, "[{") != NULL);
	arena_free(arena);
}

static void
words_that_changed_stand_between_marks(void **state)
{
	assert_diff("un deux trois", "un deux trois", "un deux trois");
	assert_diff("un deux trois", "un 2 trois",
	    "un [-deux-] {+2+} trois");
	assert_diff("un trois", "un deux trois", "un {+deux+} trois");
	assert_diff("un deux trois", "un trois", "un [-deux-] trois");
	assert_diff("un", "deux", "[-un-] {+deux+}");
	assert_diff("", "deux mots", "{+deux mots+}");
	assert_diff("deux mots", "", "[-deux mots-]");
	assert_diff("", "", "");
	assert_diff("un deux trois quatre", "deux trois quatre cinq",
	    "[-un-] deux trois quatre {+cinq+}");
}

static void
blanks_and_line_ends_tell_no_difference(void **state)
{
	assert_diff("un  deux\ntrois", "un deux trois", "un deux trois");
	assert_diff("pourquoi ?", "pourquoi\u00a0?", "pourquoi\u00a0?");
	assert_diff("  un", "un\n", "un\n");
}

static void
each_line_of_a_change_has_its_own_marks(void **state)
{
	assert_diff("un\n", "un\n\ndeux\n\ntrois\n",
	    "un\n\n{+deux+}\n\n{+trois+}\n");
	assert_diff("un\n\ndeux\n\ntrois\n", "un\n\ntrois\n",
	    "un\n\n[-deux-] trois\n");
	assert_diff("fin.", "fin\u00a0!", "[-fin.-] {+fin\u00a0!+}");
}

static void
signs_of_scripts_without_blanks_are_words(void **state)
{
	assert_diff("私は東京へ行く", "私は京都へ行く",
	    "私は[-東-] 京{+都+} へ行く");
}

/* What was removed out of the runs gives the text before back, and so on. */
static void
assert_whole(struct str before, struct str after, const struct diff *diff)
{
	struct arena	*arena = arena_new();
	char		*got[2];
	size_t		 len[2] = { 0, 0 }, i;

	got[0] = arena_alloc(arena, before.len + after.len + 1);
	got[1] = arena_alloc(arena, before.len + after.len + 1);
	for (i = 0; i < diff->count; i++) {
		struct str	text = diff->runs[i].text;

		if (diff->runs[i].kind != DIFF_ADDED) {
			memcpy(got[0] + len[0], text.p, text.len);
			len[0] += text.len;
		}
		if (diff->runs[i].kind != DIFF_REMOVED) {
			memcpy(got[1] + len[1], text.p, text.len);
			len[1] += text.len;
		}
	}
	assert_int_equal(len[0], before.len);
	assert_memory_equal(got[0], before.p, before.len);
	assert_int_equal(len[1], after.len);
	assert_memory_equal(got[1], after.p, after.len);
	arena_free(arena);
}

/* Length of the longest common subsequence, the slow way. */
static size_t
common(const char *a, size_t n, const char *b, size_t m)
{
	size_t	best[64][64] = { 0 }, i, k;

	for (i = 1; i <= n; i++)
		for (k = 1; k <= m; k++) {
			best[i][k] = best[i - 1][k] > best[i][k - 1] ?
			    best[i - 1][k] : best[i][k - 1];
			if (a[i - 1] == b[k - 1] &&
			    best[i - 1][k - 1] + 1 > best[i][k])
				best[i][k] = best[i - 1][k - 1] + 1;
		}
	return best[n][m];
}

static void
no_shorter_way_exists_between_small_texts(void **state)
{
	struct arena	*arena = arena_new();
	struct diff	 diff;
	char		 letters[2][64], text[2][128];
	size_t		 count[2], same, i;
	int		 round, t;

	srand(7);
	for (round = 0; round < 3000; round++) {
		for (t = 0; t < 2; t++) {
			count[t] = (size_t)rand() % 40;
			for (i = 0; i < count[t]; i++) {
				letters[t][i] = (char)('a' + rand() % 4);
				text[t][2 * i] = letters[t][i];
				text[t][2 * i + 1] = ' ';
			}
			text[t][2 * count[t]] = '\0';
		}
		diff_words(str_of(text[0]), str_of(text[1]), arena, &diff);
		assert_whole(str_of(text[0]), str_of(text[1]), &diff);
		for (same = i = 0; i < diff.count; i++)
			if (diff.runs[i].kind == DIFF_SAME)
				same += diff.runs[i].text.len / 2;
		assert_int_equal(same, common(letters[0], count[0],
		    letters[1], count[1]));
		arena_reset(arena);
	}
	arena_free(arena);
}

enum { FULL = 32768 };

static struct str
text_of(struct arena *arena, unsigned seed, unsigned words)
{
	char	*text = arena_alloc(arena, FULL + 16);
	size_t	 len = 0;

	srand(seed);
	while (len < FULL - 8)
		len += (size_t)sprintf(text + len, "%x ",
		    (unsigned)rand() % words);
	return (struct str){ text, len };
}

static void
the_work_on_the_longest_texts_is_bounded(void **state)
{
	static const unsigned	words[] = { 2, 16, 300, 65000 };
	struct arena		*arena = arena_new();
	struct diff		 diff;
	struct str		 a, b;
	size_t			 i;

	for (i = 0; i < LENGTH(words); i++) {
		a = text_of(arena, 1, words[i]);
		b = text_of(arena, 2, words[i]);
		diff_words(a, b, arena, &diff);
		assert_whole(a, b, &diff);
		assert_true(diff.changed);
		/* The last round of one search may end beyond it. */
		assert_true(diff.steps < DIFF_STEPS_MAX + 4 * FULL);
	}
	arena_free(arena);
}

static void
few_changes_in_a_long_text_are_found_with_little_work(void **state)
{
	struct arena	*arena = arena_new();
	struct diff	 diff;
	struct str	 a = text_of(arena, 1, 65000);
	char		*p = arena_memdup0(arena, a.p, a.len);
	struct str	 b = { p, a.len };
	size_t		 i;

	for (i = 100; i < a.len; i += 3000)
		p[i] = p[i] == ' ' ? ' ' : 'z';
	diff_words(a, b, arena, &diff);
	assert_whole(a, b, &diff);
	assert_true(diff.count < 60);
	assert_true(diff.steps < 20 * FULL);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_that_changed_stand_between_marks),
		cmocka_unit_test(blanks_and_line_ends_tell_no_difference),
		cmocka_unit_test(each_line_of_a_change_has_its_own_marks),
		cmocka_unit_test(signs_of_scripts_without_blanks_are_words),
		cmocka_unit_test(no_shorter_way_exists_between_small_texts),
		cmocka_unit_test(the_work_on_the_longest_texts_is_bounded),
		cmocka_unit_test(
		    few_changes_in_a_long_text_are_found_with_little_work),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
