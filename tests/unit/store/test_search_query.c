/* What is typed in a search field, and how it is read. */
#include <string.h>

#include "scratch.h"
#include "store/forum/search_query.h"

static struct arena *arena;
static struct words *known;

static int
setup(void **state)
{
	arena = arena_new();
	known = words_new();
	return 0;
}

static int
teardown(void **state)
{
	words_free(known);
	arena_free(arena);
	return 0;
}

/* Clauses, "|" between them; a phrase's words by "+", exact ones with "=",
 * beginnings with "*". */
static const char *
read_as(const char *typed, bool typing)
{
	struct search_query q;
	char *out = arena_strdup(arena, "");

	search_parse(str_of(typed), typing, known, arena, &q);
	for (size_t i = 0; i < q.count; i++)
		for (size_t k = 0; k < q.clauses[i].count; k++) {
			struct search_part *p = &q.clauses[i].parts[k];

			out = arena_printf(arena, "%s%s%s%.*s%s", out,
			    k > 0 ? "+" : i > 0 ? "|" : "",
			    p->exact ? "=" : "", (int)p->form->form.len,
			    p->form->form.p, p->prefix ? "*" : "");
		}
	return out;
}

static void
words_and_phrases_are_told_apart(void **state)
{
	assert_string_equal(read_as("Eau libre", false), "eau|libre");
	assert_string_equal(read_as("« Eau libre »", false), "=eau+=libre");
	assert_string_equal(read_as("a \"b c\" d", false), "a|=b+=c|d");
	assert_string_equal(read_as("“b c” d", false), "=b+=c|d");
	assert_string_equal(read_as("\"b c", false), "=b+=c");
	assert_string_equal(read_as("porte-parole", false), "porte+parole");
	assert_string_equal(read_as("eau eau EAU", false), "eau");
	assert_string_equal(read_as(" \t\"\" « »", false), "");
}

static void
the_word_being_typed_is_a_beginning(void **state)
{
	assert_string_equal(read_as("eau lib", true), "eau|lib*");
	assert_string_equal(read_as("eau lib ", true), "eau|lib");
	assert_string_equal(read_as("eau lib", false), "eau|lib");
	assert_string_equal(read_as("lib*", false), "lib*");
	/* One letter begins too much. */
	assert_string_equal(read_as("l", true), "l");
	assert_string_equal(read_as("« eau lib", true), "=eau+=lib*");
}

static void
pairs_are_a_phrase_and_one_character_begins_them(void **state)
{
	assert_string_equal(read_as("日本語", false), "=日本+=本語");
	assert_string_equal(read_as("日", false), "=日*");
}

static void
filters_are_taken_in_both_languages(void **state)
{
	struct search_query q;

	search_parse(str_of("eau room:a salon:b author:@c AUTEUR:d type:e "
	    "après:2026 avant:2027 site:x"), false, known, arena, &q);
	assert_int_equal(q.room_count, 2);
	assert_true(str_equal(q.rooms[1], str_of("b")));
	assert_int_equal(q.author_count, 2);
	assert_true(str_equal(q.authors[0], str_of("c")));
	assert_int_equal(q.type_count, 1);
	assert_true(str_equal(q.after, str_of("2026")));
	assert_true(str_equal(q.before, str_of("2027")));
	/* What is no filter is words. */
	assert_int_equal(q.count, 2);
}

static void
what_is_too_much_is_left_out_and_said(void **state)
{
	struct search_query q;
	char *typed = arena_alloc(arena, 9000);

	for (size_t i = 0; i < 8999; i++)
		typed[i] = i % 2 ? ' ' : (char)('a' + i % 26);
	search_parse(str_of(typed), false, known, arena, &q);
	assert_true(q.cut);
	search_parse(str_of("room:a room:b room:c room:d room:e room:f "
	    "room:g room:h room:i"), false, known, arena, &q);
	assert_true(q.cut);
	assert_int_equal(q.room_count, SEARCH_FILTERS_MAX);
}

static struct search_snippet
snippet(const char *typed, const char *text, size_t most)
{
	struct search_snippet out;
	struct search_query q;
	struct search_text t;

	search_parse(str_of(typed), false, known, arena, &q);
	search_text(str_of(text), known, arena, &t);
	search_snippet(&q, &t, most, arena, &out);
	return out;
}

static void
a_snippet_is_one_line_around_the_words(void **state)
{
	struct search_snippet s = snippet("deux", "Un,\n\n  deux,\ttrois.",
	    80);

	assert_int_equal(s.mark_count, 1);
	assert_true(str_equal(s.text, str_of("Un, deux, trois.")));
	assert_memory_equal(s.text.p + s.marks[0].at, "deux", 4);
	assert_false(s.before || s.after);
}

static void
words_in_a_row_are_one_mark(void **state)
{
	struct search_snippet s = snippet("« le mot »", "le mot, le mot", 80);

	assert_int_equal(s.mark_count, 2);
	assert_int_equal(s.marks[0].len, 6);
}

static void
a_word_longer_than_the_snippet_is_cut(void **state)
{
	char text[600];
	struct search_snippet s;

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	s = snippet("xx*", text, 100);
	assert_true(s.text.len <= 100);
	assert_true(s.after);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(words_and_phrases_are_told_apart),
		TEST(the_word_being_typed_is_a_beginning),
		TEST(pairs_are_a_phrase_and_one_character_begins_them),
		TEST(filters_are_taken_in_both_languages),
		TEST(what_is_too_much_is_left_out_and_said),
		TEST(a_snippet_is_one_line_around_the_words),
		TEST(words_in_a_row_are_one_mark),
		TEST(a_word_longer_than_the_snippet_is_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
