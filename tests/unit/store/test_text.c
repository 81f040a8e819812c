/* The door for text, handles, and what a terminal is given. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "store/base/text.h"

static struct arena *arena;

static int
setup(void **state)
{
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(arena);
	return 0;
}

#define STR(literal) ((struct str){ literal, sizeof(literal) - 1 })

static enum err
accept(enum text_kind kind, struct str s)
{
	struct refusal why;
	struct str out;
	enum err e = text_accept(kind, s, arena, &out, &why);

	if (e != OK)
		assert_non_null(why.msgid);
	return e;
}

static void
assert_accepted(enum text_kind kind, struct str s, const char *wanted)
{
	struct refusal why;
	struct str out;

	assert_int_equal(text_accept(kind, s, arena, &out, &why), OK);
	assert_int_equal(out.len, strlen(wanted));
	assert_string_equal(out.p, wanted);
}

static void
a_body_in_nfc_is_kept_byte_for_byte(void **state)
{
	static const char *const bodies[] = { "  a \n\n\tb  \n\n",
		"\xC3\xA9t\xC3\xA9\xC2\xA0: \xC2\xAB\xC2\xA0oui\xC2\xA0\xC2\xBB",
		"\n\nx", "x", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7" };

	for (size_t i = 0; i < LENGTH(bodies); i++)
		assert_accepted(TEXT_BODY, str_of(bodies[i]), bodies[i]);
}

static void
text_is_normalised_and_line_ends_are_ours(void **state)
{
	assert_accepted(TEXT_BODY, STR("e\xCC\x81\r\nb"), "\xC3\xA9\nb");
	assert_accepted(TEXT_TITLE, STR("\xC2\xA0 e\xCC\x81t \n"),
	    "\xC3\xA9t");
	assert_accepted(TEXT_LINE, STR("  \t "), "");
	assert_accepted(TEXT_LINE, STR(""), "");
	assert_accepted(TEXT_PASSWORD, STR("  0123456789 "), "  0123456789 ");
}

static void
what_could_deceive_a_terminal_is_refused(void **state)
{
	static const char *const bad[] = { "a\x1B[2Jb", "a\x07", "a\x7F",
		"a\xC2\x9B" "2J", "a\rb", "a\xE2\x80\xAE" "b",
		"a\xE2\x81\xA6" "b", "a\xEF\xBF\xBF", "a\xEF\xB7\x90",
		"a\xF0\x9F\xBF\xBE", "a\x0C" };

	for (size_t i = 0; i < LENGTH(bad); i++)
		for (int kind = TEXT_BODY; kind <= TEXT_PASSWORD; kind++)
			assert_int_equal(accept((enum text_kind)kind,
			    str_of(bad[i])), ERR_INPUT);
	assert_int_equal(accept(TEXT_BODY, STR("a\0b")), ERR_INPUT);
	assert_int_equal(accept(TEXT_TITLE, STR("a\nb")), ERR_INPUT);
	assert_int_equal(accept(TEXT_LINE, STR("a\tb")), ERR_INPUT);
}

static void
invalid_utf8_is_refused(void **state)
{
	static const char *const bad[] = { "\x80", "\xC0\xAF", "\xC3",
		"\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "a\xFF",
		"\xF8\x88\x80\x80\x80" };

	for (size_t i = 0; i < LENGTH(bad); i++) {
		assert_false(text_valid(str_of(bad[i])));
		assert_int_equal(accept(TEXT_BODY, str_of(bad[i])),
		    ERR_INPUT);
	}
}

static void
bounds_count_what_is_stored(void **state)
{
	char *big = xmalloc(5 * TEXT_BODY_MAX);
	struct str s = { big, TEXT_BODY_MAX };

	memset(big, 'a', 5 * TEXT_BODY_MAX);
	assert_int_equal(accept(TEXT_BODY, s), OK);
	s.len++;
	assert_int_equal(accept(TEXT_BODY, s), ERR_INPUT);
	s.len = 5 * TEXT_BODY_MAX;
	assert_int_equal(accept(TEXT_BODY, s), ERR_INPUT);
	/* Three bytes that become two. */
	for (size_t i = 0; i < TEXT_BODY_MAX / 2; i++)
		memcpy(big + 3 * i, "e\xCC\x81", 3);
	s.len = TEXT_BODY_MAX / 2 * 3;
	assert_int_equal(accept(TEXT_BODY, s), OK);
	memset(big, 'a', TEXT_TITLE_CELLS + 1);
	s.len = TEXT_TITLE_CELLS;
	assert_int_equal(accept(TEXT_TITLE, s), OK);
	s.len++;
	assert_int_equal(accept(TEXT_TITLE, s), ERR_INPUT);
	free(big);
	assert_int_equal(accept(TEXT_PASSWORD, STR("123456789")), ERR_INPUT);
	assert_int_equal(accept(TEXT_PASSWORD,
	    STR("\xC3\xA9" "23456789x")), OK);
}

static void
what_is_empty_to_the_eye_is_empty(void **state)
{
	static const char *const empty[] = { "", " ", "\n\n", "\xC2\xA0",
		"\xE2\x80\x8B", "\xE2\x80\x8D\xEF\xB8\x8F", "\xE2\x81\xA0 " };

	for (size_t i = 0; i < LENGTH(empty); i++) {
		assert_int_equal(accept(TEXT_BODY, str_of(empty[i])),
		    ERR_INPUT);
		assert_int_equal(accept(TEXT_TITLE, str_of(empty[i])),
		    ERR_INPUT);
	}
}

static void
a_pile_of_marks_is_refused(void **state)
{
#define FOUR_MARKS "\xCC\xA7\xCC\xA7\xCC\xA7\xCC\xA7"
	assert_int_equal(accept(TEXT_BODY, STR("q" FOUR_MARKS FOUR_MARKS)),
	    OK);
	/* A joiner does not begin a new pile. */
	assert_int_equal(accept(TEXT_BODY, STR("q" FOUR_MARKS FOUR_MARKS
	    "\xE2\x80\x8D\xCC\xA7")), ERR_INPUT);
}

static enum err
handle(const char *s)
{
	struct refusal why;
	struct str out;

	return text_handle_accept(str_of(s), arena, &out, &why);
}

static void
handles_are_of_one_script_and_not_reserved(void **state)
{
	static const char *const good[] = { "anna", "\xC3\x89lo\xC3\xAFse",
		"e\xCC\x81ve", "a1", "a.b_c-d", "\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0",
		"\xE0\xA4\x95\xE0\xA4\xBF\xE0\xA4\xB0", "_a", "1a",
		"abcdefghijklmnopqrstuvwx" };
	static const char *const bad[] = { "", "a", "-ab", "12", "a b", "a/b",
		"a\nb", "abcdefghijklmnopqrstuvwxy", "guest", "GUEST",
		"Gu\xC3\xA9st", "nouveau", "Mod\xC3\xA9ration", "root",
		"\xD0\xB0nna", "a\x1B[m", "a\xE2\x80\x8D" "b", "..", "a\xFF" "b",
		"\xEF\xBC\xA7uest\xE2\x80\xAE", "a@b", "\xCC\x81" "ab" };

	for (size_t i = 0; i < LENGTH(good); i++)
		assert_int_equal(handle(good[i]), OK);
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_int_equal(handle(bad[i]), ERR_INPUT);
}

static void
handles_are_one_without_case_and_accents(void **state)
{
	static const char *const same[] = { "\xC3\x89lo\xC3\xAFse", "eloise",
		"ELOISE", "E\xCC\x81loi\xCC\x88se",
		"\xEF\xBC\xA5loise" };
	struct str key;

	for (size_t i = 0; i < LENGTH(same); i++) {
		assert_int_equal(text_handle_key(str_of(same[i]), arena, &key),
		    OK);
		assert_string_equal(key.p, "eloise");
	}
	assert_int_equal(text_handle_key(STR("\xFF"), arena, &key), ERR_INPUT);
	assert_int_equal(text_handle_key(STR(""), arena, &key), ERR_INPUT);
	assert_string_equal(text_fold(STR("Stra\xC3\x9F" "E"), arena).p,
	    "strasse");
}

static void
clusters_are_drawn_as_ncurses_counts_them(void **state)
{
	static const struct { const char *s; size_t count; int width; } row[] = {
		{ "a", 1, 1 }, { "\xC3\xA9", 1, 1 }, { "e\xCC\x81", 1, 1 },
		{ "\xE6\xBC\xA2", 1, 2 },
		/* A family, a thumb with a tone, a heart, a keycap, a flag. */
		{ "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D"
		    "\xF0\x9F\x91\xA7", 1, 2 },
		{ "\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 1, 2 },
		{ "\xE2\x9D\xA4\xEF\xB8\x8F", 1, 1 },
		{ "1\xEF\xB8\x8F\xE2\x83\xA3", 1, 1 },
		{ "\xF0\x9F\x87\xAB\xF0\x9F\x87\xB7", 1, 2 },
		{ "\x1B", 1, 1 }, { "\xC2\x9B", 1, 1 }, { "\t", 1, 1 },
		{ "\n", 1, 0 }, { "\xE2\x80\xAE", 1, 0 }, { "\xC2\xAD", 1, 0 },
		{ "\xFF\xFE", 2, 2 }, { "\xE2\x82", 2, 2 },
		{ "\xF0\x9F\xAB\xA8\xF0\x9F\xAB\xA8", 2, 0 },
		{ "\xCC\x81", 1, 1 }, { "", 0, 0 },
	};

	for (size_t i = 0; i < LENGTH(row); i++) {
		struct grapheme *g;
		size_t count, at = 0;

		text_graphemes(str_of(row[i].s), arena, &g, &count);
		assert_int_equal(count, row[i].count);
		for (size_t k = 0; k < count; k++) {
			assert_int_equal(g[k].start, at);
			at += g[k].bytes;
		}
		assert_int_equal(at, strlen(row[i].s));
		/* A new emoji is 1 or 2 wide as the C library knows it. */
		if (i != 17)
			assert_int_equal(text_width(str_of(row[i].s)),
			    row[i].width);
	}
}

static void
nothing_unsafe_is_ever_drawn(void **state)
{
	for (int round = 0; round < 3000; round++) {
		char s[48];
		size_t len = scratch_random(sizeof(s));
		struct grapheme *g;
		size_t count, at = 0;
		struct str safe;

		for (size_t i = 0; i < len; i++)
			s[i] = (char)(scratch_random(4) == 0 ?
			    "\xE2\x80\x8D\xCC\xF0\x9F\x1B\xC2"[scratch_random(8)]
			    : (char)scratch_random(256));
		text_graphemes((struct str){ s, len }, arena, &g, &count);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(g[i].start, at);
			assert_true(g[i].width <= 2);
			at += g[i].bytes;
		}
		assert_int_equal(at, len);
		safe = text_safe((struct str){ s, len }, arena);
		assert_true(text_valid(safe));
		for (size_t i = 0; i < safe.len; i++)
			assert_true((unsigned char)safe.p[i] >= ' ' ||
			    safe.p[i] == '\n');
		text_breaks((struct str){ s, len }, arena);
		text_words((struct str){ s, len });
		text_fold((struct str){ s, len }, arena);
	}
}

static void
a_clipped_line_ends_with_an_ellipsis(void **state)
{
	assert_string_equal(text_clip(STR("abcdef"), 6, false, arena),
	    "abcdef");
	assert_string_equal(text_clip(STR("abcdefg"), 6, false, arena),
	    "abcde\xE2\x80\xA6");
	assert_string_equal(text_clip(STR("abcd efg"), 6, false, arena),
	    "abcd\xE2\x80\xA6");
	assert_string_equal(text_clip(STR("abcdefg"), 6, true, arena),
	    "abc...");
	assert_string_equal(text_clip(STR("\xE6\xBC\xA2\xE6\xBC\xA2"), 3,
	    false, arena), "\xE6\xBC\xA2\xE2\x80\xA6");
	assert_string_equal(text_clip(STR("\xE6\xBC\xA2\xE6\xBC\xA2"), 2,
	    false, arena), "\xE2\x80\xA6");
	assert_string_equal(text_clip(STR("a\nb\tc"), 9, false, arena),
	    "a b c");
	assert_string_equal(text_clip(STR("abc"), 0, false, arena), "");
	assert_string_equal(text_clip(STR("abc"), 2, true, arena), "..");
}

static void
no_line_breaks_before_high_punctuation(void **state)
{
	struct str s = STR("Vrai\xC2\xA0? \xC2\xAB\xC2\xA0oui\xC2\xA0\xC2\xBB,"
	    " 12\xC2\xA0%\nfin");
	uint8_t *breaks = text_breaks(s, arena);
	size_t may = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (breaks[i] == 1) {
			may++;
			assert_int_equal(s.p[i - 1], ' ');
		}
		assert_int_equal(breaks[i] == 2, i > 0 && s.p[i - 1] == '\n');
	}
	assert_int_equal(may, 2);
}

static void
words_are_counted_and_walked(void **state)
{
	struct str s = STR("Un \xC3\xA9t\xC3\xA9, l\xE2\x80\x99" "an 2026 !");
	size_t at = 0, stops = 0;

	assert_int_equal(text_words(s), 4);
	assert_int_equal(text_words(STR("... !")), 0);
	assert_int_equal(text_words(STR("")), 0);
	while (at < s.len && stops < 20) {
		at = text_word_move(s, at, 1);
		stops++;
	}
	assert_int_equal(stops, 5);
	assert_int_equal(text_word_move(s, 3 + 5, -1), 3);
	assert_int_equal(text_word_move(s, 3, -1), 0);
	assert_int_equal(text_word_move(s, 0, -1), 0);
	assert_int_equal(text_word_move(s, 900, 1), s.len);
	assert_int_equal(text_count(s), 19);
}

/* --- cutting --- */

static const char *const pieces[] = { "a", "mot ", "été ", " ", "  ", "\n",
	"« ", " »", "\u00a0: ", "don't", "12,5 %", "1", "e\u0301", "\u0301",
	"日本", "語", "한국", "👩\u200d👩\u200d👧", "👍🏽", "🇫🇷", "🙂🙂", "-", "—",
	"שלום ", "مرحبا ", "(", ")", "https://a.example/b?c=d&e", "\t", "…",
	"л", "\u200d", "Œ", "_", "*x*", "\u2028" };

static struct str
any_text(unsigned *seed, size_t count)
{
	char *p = arena_alloc(arena, count * 32 + 1);
	size_t len = 0;

	while (count-- > 0) {
		const char *piece = pieces[(size_t)rand_r(seed) %
		    LENGTH(pieces)];

		memcpy(p + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return (struct str){ p, len };
}

/* What follows the cut is split as the whole is. */
static void
same_after(struct str s, size_t cut)
{
	struct str after = { s.p + cut, s.len - cut };
	size_t before = text_context(s, cut), count, tail, i, skip;
	uint8_t *all = text_breaks(s, arena), *breaks;
	struct grapheme *g, *t;

	breaks = text_breaks((struct str){ after.p - before,
	    after.len + before }, arena);
	for (i = 0; i < after.len; i++)
		if (all[cut + i] != breaks[before + i])
			fail_msg("cut %zu, byte %zu of %.*s|%.*s", cut, cut +
			    i, (int)cut, s.p, (int)after.len, after.p);
	text_graphemes(s, arena, &g, &count);
	text_graphemes(after, arena, &t, &tail);
	assert_true(tail <= count);
	skip = count - tail;
	for (i = 0; i < tail; i++) {
		assert_int_equal(g[skip + i].start, cut + t[i].start);
		assert_int_equal(g[skip + i].bytes, t[i].bytes);
		assert_int_equal(g[skip + i].width, t[i].width);
	}
}

static void
same_before(struct str s, size_t cut)
{
	struct str start = { s.p, cut };
	size_t count, head, i;
	uint8_t *all = text_breaks(s, arena);
	uint8_t *breaks = text_breaks(start, arena);
	struct grapheme *g, *t;

	for (i = 0; i < cut; i++)
		assert_int_equal(all[i], breaks[i]);
	text_graphemes(s, arena, &g, &count);
	text_graphemes(start, arena, &t, &head);
	for (i = 0; i < head; i++)
		assert_int_equal(g[i].bytes, t[i].bytes);
}

static void
a_text_is_split_alike_on_both_sides_of_a_cut(void **state)
{
	unsigned seed = 7, round;
	size_t at, cuts = 0;

	for (round = 0; round < 300; round++) {
		struct str s;

		arena_reset(arena);
		s = any_text(&seed, 40);
		for (at = 1; at < s.len; at++) {
			if (text_cut(s, at, 1) != at)
				continue;
			assert_int_equal(text_cut(s, at, -1), at);
			if (cuts++ % 8 != 0)
				continue;
			same_after(s, at);
			same_before(s, at);
		}
	}
	assert_true(cuts > 1000);
}

static void
a_text_without_a_place_to_cut_is_one_piece(void **state)
{
	assert_int_equal(text_cut(STR("....."), 2, 1), 5);
	assert_int_equal(text_cut(STR("....."), 2, -1), 0);
	assert_int_equal(text_cut(STR("ab cd"), 2, 1), 3);
	assert_int_equal(text_cut(STR(""), 0, 1), 0);
}

static void
capitals_are_counted_among_letters_that_could_be(void **state)
{
	assert_int_equal(text_capitals(STR("")), 0);
	assert_int_equal(text_capitals(STR("ADEME, ANCT, INSEE")), 0);
	assert_int_equal(text_capitals(STR("C’EST INADMISSIBLE, ÉCOUTEZ !")),
	    100);
	assert_int_equal(text_capitals(STR("c’est un texte comme un autre.")),
	    0);
	assert_int_equal(text_capitals(STR("AAAAAaaaaaAAAAAaaaaa 123 …")),
	    50);
	/* scripts without capitals shout in another way */
	assert_int_equal(text_capitals(STR("私たちは町の広場で話し合い皆が"
	    "納得できる決定を探します")), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_body_in_nfc_is_kept_byte_for_byte),
		cmocka_unit_test(text_is_normalised_and_line_ends_are_ours),
		cmocka_unit_test(what_could_deceive_a_terminal_is_refused),
		cmocka_unit_test(invalid_utf8_is_refused),
		cmocka_unit_test(bounds_count_what_is_stored),
		cmocka_unit_test(what_is_empty_to_the_eye_is_empty),
		cmocka_unit_test(a_pile_of_marks_is_refused),
		cmocka_unit_test(handles_are_of_one_script_and_not_reserved),
		cmocka_unit_test(handles_are_one_without_case_and_accents),
		cmocka_unit_test(clusters_are_drawn_as_ncurses_counts_them),
		cmocka_unit_test(nothing_unsafe_is_ever_drawn),
		cmocka_unit_test(a_clipped_line_ends_with_an_ellipsis),
		cmocka_unit_test(no_line_breaks_before_high_punctuation),
		cmocka_unit_test(words_are_counted_and_walked),
		cmocka_unit_test(a_text_is_split_alike_on_both_sides_of_a_cut),
		cmocka_unit_test(a_text_without_a_place_to_cut_is_one_piece),
		cmocka_unit_test(
		    capitals_are_counted_among_letters_that_could_be),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
