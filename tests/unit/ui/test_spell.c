/* spell: which words are asked about, and what is remembered of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/core/spell.h"

/* The words found, with spaces between. */
static void
finds(const char *text, const char *expected)
{
	char found[512] = "";
	struct str word;
	size_t at = 0;

	while (spell_word(str_of(text), &at, &word)) {
		if (found[0] != '\0')
			strcat(found, " ");
		strncat(found, word.p, word.len);
	}
	assert_string_equal(found, expected);
}

static void
words_are_letters_with_apostrophes_and_hyphens_within(void **state)
{
	finds("L’été, peut-être : «\u00a0l'eau\u00a0» -- fin.",
	    "L’été peut-être l'eau fin");
	finds("'cité' -puis- e\u0301te\u0301", "cité puis e\u0301te\u0301");
	finds("œuvre, cœur", "œuvre cœur");
}

static void
names_addresses_numbers_and_capitals_are_left_alone(void **state)
{
	finds("@galet et #1204, a@b.example", "et");
	finds("https://lahalte.example/une-page ici", "ici");
	finds("GEP du 12e mot2 (2025)", "du");
	finds("日本語 שלום привет mot", "mot");
	finds("", "");
}

static void
a_long_text_without_blanks_is_no_long_look(void **state)
{
	static char text[40001];
	struct str word;
	size_t at = 0, count = 0, i;

	for (i = 0; i < 40000; i += 4)
		memcpy(text + i, "mot.", 4);
	while (spell_word(str_of(text), &at, &word))
		count++;
	assert_int_equal(count, 10000);
}

static void
a_dictionary_tells_good_words_from_bad_and_proposes(void **state)
{
	struct spell *spell = spell_new(LANGUAGE_FR, str_of("Valbrune\n"));
	struct arena *arena = arena_new();
	struct str words[6];
	size_t count;

	if (!spell_has(LANGUAGE_FR))
		skip();
	assert_int_equal(spell_known(spell, str_of("tirre")),
	    VERDICT_UNKNOWN);
	assert_int_equal(spell_ask(spell, str_of("tirre")), VERDICT_BAD);
	assert_int_equal(spell_known(spell, str_of("tirre")), VERDICT_BAD);
	assert_int_equal(spell_ask(spell, str_of("l’été")), VERDICT_GOOD);
	assert_int_equal(spell_ask(spell, str_of("Valbrune")), VERDICT_GOOD);
	count = spell_suggest(spell, str_of("tirre"), 6, arena, words);
	assert_true(count > 0 && count <= 6);
	assert_true(str_equal(words[0], str_of("tire")));
	spell_rest(spell);
	assert_int_equal(spell_known(spell, str_of("tirre")), VERDICT_BAD);
	assert_int_equal(spell_ask(spell, str_of("maison")), VERDICT_GOOD);
	arena_free(arena);
	spell_free(spell);
}

static void
ones_own_words_are_right_until_they_are_taken_off(void **state)
{
	struct spell *spell = spell_new(LANGUAGE_FR, str_of("GEP\nZzyzx\n"));

	assert_true(spell_own(spell, str_of("Zzyzx")));
	assert_int_equal(spell_known(spell, str_of("Zzyzx")), VERDICT_GOOD);
	spell_learn(spell, str_of("Zzyzx"), false);
	assert_false(spell_own(spell, str_of("Zzyzx")));
	assert_int_equal(spell_known(spell, str_of("Zzyzx")),
	    VERDICT_UNKNOWN);
	spell_learn(spell, str_of("Qwrt"), true);
	assert_int_equal(spell_known(spell, str_of("Qwrt")), VERDICT_GOOD);
	spell_free(spell);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    words_are_letters_with_apostrophes_and_hyphens_within),
		cmocka_unit_test(
		    names_addresses_numbers_and_capitals_are_left_alone),
		cmocka_unit_test(a_long_text_without_blanks_is_no_long_look),
		cmocka_unit_test(
		    a_dictionary_tells_good_words_from_bad_and_proposes),
		cmocka_unit_test(
		    ones_own_words_are_right_until_they_are_taken_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
