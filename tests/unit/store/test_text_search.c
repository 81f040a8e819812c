/* Words of a text, and the form under which each is looked for. */
#include <string.h>

#include "scratch.h"
#include "store/base/stem.h"
#include "store/base/text_search.h"

/* The words, "|" between them, each as term. */
static const char *
words(struct arena *arena, const char *text)
{
	struct text_token *tokens;
	char *out = arena_strdup(arena, "");
	size_t count;

	text_tokens(str_of(text), arena, &tokens, &count);
	for (size_t i = 0; i < count; i++) {
		struct str term = text_term((struct str){
		    text + tokens[i].start, tokens[i].len }, arena);

		assert_true(tokens[i].start + tokens[i].len <= strlen(text));
		out = arena_printf(arena, "%s%s%.*s", out, i > 0 ? "|" : "",
		    (int)term.len, term.p);
	}
	return out;
}

static void
words_are_runs_of_letters_and_digits(void **state)
{
	struct arena *a = arena_new();

	assert_string_equal(words(a, "Un mot, deux ; 3e-mot."),
	    "un|mot|deux|3e|mot");
	assert_string_equal(words(a, ""), "");
	assert_string_equal(words(a, " ,;:!? «»\n"), "");
	assert_string_equal(words(a, "snake_case a/b"), "snake|case|a|b");
	arena_free(a);
}

static void
elided_articles_are_no_words(void **state)
{
	struct arena *a = arena_new();

	assert_string_equal(words(a, "L’arbre, l'eau, qu’on, jusqu’ici"),
	    "arbre|eau|on|ici");
	assert_string_equal(words(a, "aujourd’hui, don't"),
	    "aujourd|hui|don|t");
	/* An article before nothing, and a letter of its own. */
	assert_string_equal(words(a, "l’ d’ 'n' s'"), "l|d|n|s");
	arena_free(a);
}

static void
places_count_words_only(void **state)
{
	struct arena *a = arena_new();
	struct text_token *tokens;
	size_t count;

	text_tokens(str_of("droit de l’homme"), a, &tokens, &count);
	assert_int_equal(count, 3);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(tokens[i].position, i);
	arena_free(a);
}

static void
case_and_accents_are_folded(void **state)
{
	struct arena *a = arena_new();

	assert_string_equal(words(a, "ÉCOLE Straße ŒUVRE cœur Ægir"),
	    "ecole|strasse|oeuvre|coeur|aegir");
	/* Decomposed, and compatible letters. */
	assert_string_equal(words(a, "e\xCC\x81t\xC3\xA9 ＡＢＣ ﬁn"),
	    "ete|abc|fin");
	/* A soft hyphen stands inside a word. */
	assert_string_equal(words(a, "ci\xC2\xADtoyen"), "citoyen");
	arena_free(a);
}

static void
scripts_without_spaces_are_cut_into_pairs(void **state)
{
	struct arena *a = arena_new();
	struct text_token *tokens;
	size_t count;

	assert_string_equal(words(a, "日本語"), "日本|本語|語");
	assert_string_equal(words(a, "日"), "日");
	assert_string_equal(words(a, "abc日本def"), "abc|日本|本|def");
	text_tokens(str_of("日本"), a, &tokens, &count);
	assert_int_equal(count, 2);
	assert_true(tokens[0].pair && !tokens[0].alone);
	assert_true(tokens[1].pair && tokens[1].alone);
	arena_free(a);
}

static void
terms_are_cut_at_a_character(void **state)
{
	struct arena *a = arena_new();
	char text[400];
	struct str term;

	memset(text, 'a', sizeof(text));
	term = text_term((struct str){ text, sizeof(text) }, a);
	assert_int_equal(term.len, TEXT_TERM_MAX);
	for (size_t i = 0; i + 2 < sizeof(text); i += 3)
		memcpy(text + i, "日", 3);
	term = text_term((struct str){ text, 399 }, a);
	assert_int_equal(term.len, 63);
	assert_true(text_valid(term));
	arena_free(a);
}

static void
bytes_that_are_no_text_part_words(void **state)
{
	struct arena *a = arena_new();

	assert_string_equal(words(a, "un\xFF" "deux\xC3"), "un|deux");
	arena_free(a);
}

static void
stems_join_the_forms_of_a_word(void **state)
{
	struct stemmer *s = stemmer_new();
	char first[64];
	struct str stem = stem_word(s, STEM_FRENCH, str_of("défraiement"));

	memcpy(first, stem.p, stem.len);
	first[stem.len] = '\0';
	stem = stem_word(s, STEM_FRENCH, str_of("défrayé"));
	assert_int_equal(stem.len, strlen(first));
	assert_memory_equal(stem.p, first, stem.len);
	stem = stem_word(s, STEM_ENGLISH, str_of("meetings"));
	assert_int_equal(stem.len, 4);
	assert_memory_equal(stem.p, "meet", 4);
	stemmer_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_runs_of_letters_and_digits),
		cmocka_unit_test(elided_articles_are_no_words),
		cmocka_unit_test(places_count_words_only),
		cmocka_unit_test(case_and_accents_are_folded),
		cmocka_unit_test(scripts_without_spaces_are_cut_into_pairs),
		cmocka_unit_test(terms_are_cut_at_a_character),
		cmocka_unit_test(bytes_that_are_no_text_part_words),
		cmocka_unit_test(stems_join_the_forms_of_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
