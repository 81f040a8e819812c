/* wrap: what is read is what was written, set at a measure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/widgets/wrap.h"

static struct arena *arena;

static struct wrapped
set(const char *text, int measure)
{
	struct wrap_options options = { .measure = measure,
		.fold_quotes = true };
	struct wrapped out;

	i18n_language(LANGUAGE_EN);
	wrap_text(str_of(text), &options, arena, &out);
	return out;
}

static void
rows_break_after_spaces_and_fit(void **state)
{
	struct wrapped w = set("one two three four", 9);

	assert_int_equal(w.count, 3);
	assert_string_equal(w.lines[0].safe, "one two");
	assert_string_equal(w.lines[1].safe, "three");
	assert_string_equal(w.lines[2].safe, "four");
	assert_int_equal(w.lines[1].offset, 8);
}

static void
a_long_word_breaks_at_the_cell(void **state)
{
	char *word = malloc(32769);
	struct wrapped w;

	memset(word, 'x', 32768);
	word[32768] = '\0';
	w = set(word, 64);
	assert_int_equal(w.count, 512);
	free(word);
}

static void
marks_stay_dimmed_around_what_they_emphasise(void **state)
{
	struct wrapped w = set("a *b c* d 2*3*4", 72);

	assert_string_equal(w.lines[0].safe, "a *b c* d 2*3*4");
	assert_int_equal(w.lines[0].span_count, 5);
	assert_int_equal(w.lines[0].spans[1].style, STYLE_DIM);
	assert_int_equal(w.lines[0].spans[2].style, STYLE_EMPHASIS);
	assert_int_equal(w.lines[0].spans[2].len, 3);
}

static void
links_are_numbered_and_references_marked(void **state)
{
	struct wrapped w = set("see https://x.example/a, #12 and @orme", 72);

	assert_int_equal(w.link_count, 1);
	assert_int_equal(w.links[0].len, strlen("https://x.example/a"));
	assert_string_equal(w.lines[0].safe, "see [1], #12 and @orme");
	assert_int_equal(w.lines[0].span_count, 6);
	assert_int_equal(w.lines[0].spans[5].style, STYLE_LINK);
}

static void
a_long_quote_folds_to_a_row_that_counts(void **state)
{
	struct wrapped w = set("> a\n> b\n> c\n> d\n> e\nf", 72);

	assert_int_equal(w.count, 4);
	assert_string_equal(w.lines[1].safe, "> b");
	assert_true(w.lines[2].folded);
	assert_non_null(strstr(w.lines[2].safe, "3 rows"));
	assert_string_equal(w.lines[3].safe, "f");
	assert_int_equal(set("> a\n> b\n> c\n> d", 72).count, 4);
}

static void
a_list_hangs_under_its_first_word(void **state)
{
	struct wrapped w = set("- one two three", 9);

	assert_string_equal(w.lines[0].safe, "- one two");
	assert_int_equal(w.lines[1].indent, 2);
}

#define CUT								\
	"Nous préparons un jury de trente personnes. Ma direction me "	\
	"demande pourquoi\n"						\
	"il faudrait les indemniser, et je n’ai que des convictions "	\
	"à lui donner."

static void
rows_that_a_program_cut_are_set_again_when_narrow(void **state)
{
	struct wrapped w = set(CUT, 60);

	assert_string_equal(w.lines[1].safe, "demande pourquoi il faudrait "
	    "les indemniser, et je n’ai que");
	w = set(CUT, 100);	/* there is room: as written */
	assert_int_equal(w.count, 2);
}

static void
quotes_and_lists_that_were_cut_are_too(void **state)
{
	struct wrapped w = set(
	    "> Un jury payé devient un jury employé : on y vient pour la "
	    "vacation,\n> on y reste pour la vacation.", 40);

	assert_string_equal(w.lines[1].safe,
	    "> on y vient pour la vacation, on y");
	w = set("- parmi les départs, 11 sur 16 avaient un emploi posté ou "
	    "des enfants\n  de moins de dix ans ;\n- un autre point.", 40);
	assert_int_equal(w.count, 4);
	assert_string_equal(w.lines[2].safe, "moins de dix ans ;");
	assert_int_equal(w.lines[2].indent, 2);
}

static void
rows_that_their_author_ended_stay(void **state)
{
	struct wrapped w = set("Le bois dont on fait les flûtes, dit-on, "
	    "pousse au bord de l’eau\nOù vont les enfants\n"
	    "Quand vient le soir", 40);

	assert_int_equal(w.count, 4);
	assert_string_equal(w.lines[2].safe, "Où vont les enfants");
	w = set("Voici ce que nous avons retenu de la réunion de samedi "
	    "dernier :\nune salle, deux tables.", 40);
	assert_int_equal(w.count, 3);
	w = set("    ce code est long et il dépasse la mesure de beaucoup de"
	    " signes\n    fin", 40);
	assert_string_equal(w.lines[w.count - 1].safe, "    fin");
}

static void
offsets_stay_those_of_the_source(void **state)
{
	struct wrapped w = set(CUT, 60);
	size_t i;

	for (i = 0; i < w.count; i++)
		assert_memory_equal(&CUT[w.lines[i].offset], w.lines[i].safe,
		    5);
}

/* As the history of a post sets what was removed. */
static void
a_mark_of_removal_stays_with_its_word_and_bytes_keep_their_style(void **state)
{
	static const char text[] = "one two [-three-] four";
	uint8_t styles[sizeof(text)] = { 0 };
	struct wrap_options options = { .measure = 10, .raw = true,
		.styles = styles };
	struct wrapped w;

	memset(styles, STYLE_TEXT, sizeof(styles));
	memset(styles + 8, STYLE_MASK, 9);
	wrap_text(str_of(text), &options, arena, &w);
	assert_int_equal(w.count, 3);
	assert_string_equal(w.lines[1].safe, "[-three-]");
	assert_int_equal(w.lines[1].span_count, 1);
	assert_int_equal(w.lines[1].spans[0].style, STYLE_MASK);
	assert_int_equal(w.lines[2].spans[0].style, STYLE_TEXT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_break_after_spaces_and_fit),
		cmocka_unit_test(a_long_word_breaks_at_the_cell),
		cmocka_unit_test(marks_stay_dimmed_around_what_they_emphasise),
		cmocka_unit_test(links_are_numbered_and_references_marked),
		cmocka_unit_test(a_long_quote_folds_to_a_row_that_counts),
		cmocka_unit_test(a_list_hangs_under_its_first_word),
		cmocka_unit_test(
		    rows_that_a_program_cut_are_set_again_when_narrow),
		cmocka_unit_test(quotes_and_lists_that_were_cut_are_too),
		cmocka_unit_test(rows_that_their_author_ended_stay),
		cmocka_unit_test(offsets_stay_those_of_the_source),
		cmocka_unit_test(
	    a_mark_of_removal_stays_with_its_word_and_bytes_keep_their_style),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
