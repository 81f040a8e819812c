/* wrap: what is read is what was written, set at a measure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "store/forum/charter.h"
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
spaces_that_hang_push_no_word_out(void **state)
{
	struct wrapped w = set("one two           three", 9);

	assert_int_equal(w.count, 2);
	assert_string_equal(w.lines[1].safe, "three");
	w = set("one two           : three", 6);
	assert_string_equal(w.lines[0].safe, "one");
	assert_string_equal(w.lines[1].safe, "two");
	assert_string_equal(w.lines[2].safe, ":");
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

/* The style of the first byte of `what` in a row. */
static enum style
style_at(const struct line *line, const char *what)
{
	const char *found = strstr(line->safe, what);
	size_t i;

	assert_non_null(found);
	for (i = 0; i < line->span_count; i++)
		if ((size_t)(found - line->safe) - line->spans[i].start <
		    line->spans[i].len)
			return line->spans[i].style;
	fail();
	return STYLE_COUNT;
}

static void
emphasis_is_as_commonmark_has_it(void **state)
{
	struct wrapped w = set("***both*** and **a *b\nc* d** \\*no\\*", 72);

	assert_string_equal(w.lines[0].safe, "***both*** and **a *b");
	assert_int_equal(style_at(&w.lines[0], "***"), STYLE_DIM);
	assert_int_equal(style_at(&w.lines[0], "both"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[0], " and"), STYLE_TEXT);
	assert_int_equal(style_at(&w.lines[1], "c*"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[1], "d*"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[1], "no"), STYLE_TEXT);
	assert_int_equal(style_at(&w.lines[1], "*no"), STYLE_TEXT);
	w = set("a &amp; *b* &eacute; `c *d*` e", 72);
	assert_string_equal(w.lines[0].safe, "a &amp; *b* &eacute; `c *d*` e");
	assert_int_equal(style_at(&w.lines[0], "b"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[0], "*d"), STYLE_CODE);
	assert_int_equal(style_at(&w.lines[0], " e"), STYLE_TEXT);
}

static void
emphasis_goes_through_the_rows_of_a_quote(void **state)
{
	struct wrapped w = set("> un *deux\n> trois* quatre", 72);

	assert_int_equal(style_at(&w.lines[0], "deux"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[1], "> t"), STYLE_DIM);
	assert_int_equal(style_at(&w.lines[1], "trois"), STYLE_EMPHASIS);
	assert_int_equal(style_at(&w.lines[1], "quatre"), STYLE_QUOTE);
}

static void
a_link_with_words_shows_them_and_its_number(void **state)
{
	struct wrapped w = set("see [the *form*](https://x.example/(a) \"t\")"
	    " and <https://y.example>, ![plan](p.png); [r], [s][r]\n\n"
	    "[r]: https://z.example/r", 72);

	assert_string_equal(w.lines[0].safe, "see [the *form*][1] and [2], "
	    "![plan][3]; [r][4], [s][4]");
	assert_int_equal(w.link_count, 4);
	assert_memory_equal(w.links[0].p, "https://x.example/(a)", 21);
	assert_int_equal(w.links[0].len, 21);
	assert_int_equal(w.links[1].len, strlen("https://y.example"));
	assert_memory_equal(w.links[3].p, "https://z.example/r", 19);
	assert_int_equal(style_at(&w.lines[0], "the"), STYLE_LINK);
	assert_int_equal(style_at(&w.lines[0], "[1]"), STYLE_LINK);
	assert_int_equal(style_at(&w.lines[0], "[the"), STYLE_DIM);
}

static void
the_same_address_has_one_number(void **state)
{
	struct wrapped w = set("https://x.example/a https://x.example/b "
	    "https://x.example/a", 72);

	assert_int_equal(w.link_count, 2);
	assert_string_equal(w.lines[0].safe, "[1] [2] [1]");
}

static void
a_quoted_row_that_wraps_repeats_its_marks(void **state)
{
	struct wrapped w = set(">> one two three\n> - four five", 11);

	assert_string_equal(w.lines[0].safe, "> > one two");
	assert_string_equal(w.lines[1].safe, "> > three");
	assert_string_equal(w.lines[2].safe, "> - four");
	assert_string_equal(w.lines[3].safe, ">   five");
}

static void
an_answer_right_under_a_quote_is_no_quote(void **state)
{
	struct wrapped w = set("> question ?\nMa réponse.", 72);

	assert_string_equal(w.lines[1].safe, "Ma réponse.");
	assert_int_equal(style_at(&w.lines[1], "Ma"), STYLE_TEXT);
}

static void
code_is_as_it_was_typed(void **state)
{
	struct wrapped w = set("- a\n\n      in *a* list\n\n"
	    "```\n> *x* https://x.example\n```\n*y*", 72);

	assert_int_equal(style_at(&w.lines[2], "*a*"), STYLE_CODE);
	assert_string_equal(w.lines[2].safe, "      in *a* list");
	assert_int_equal(style_at(&w.lines[4], "```"), STYLE_DIM);
	assert_string_equal(w.lines[5].safe, "> *x* https://x.example");
	assert_int_equal(style_at(&w.lines[5], "x*"), STYLE_CODE);
	assert_int_equal(w.link_count, 0);
	assert_int_equal(style_at(&w.lines[7], "y"), STYLE_EMPHASIS);
}

static void
a_heading_is_a_title_and_a_signature_is_none(void **state)
{
	struct wrapped w = set("# Le *lieu*\n\n#1204\n\nOrme\n--\nAulne\n\nLieu\n---\n*a*", 72);

	assert_int_equal(style_at(&w.lines[0], "Le"), STYLE_TITLE);
	assert_int_equal(style_at(&w.lines[0], "#"), STYLE_DIM);
	assert_int_equal(style_at(&w.lines[2], "#1204"), STYLE_LINK);
	assert_int_equal(style_at(&w.lines[4], "Orme"), STYLE_TEXT);
	assert_int_equal(style_at(&w.lines[8], "Lieu"), STYLE_TITLE);
	assert_int_equal(style_at(&w.lines[9], "---"), STYLE_DIM);
	assert_int_equal(style_at(&w.lines[10], "a*"), STYLE_EMPHASIS);
}

/* 32 KiB of anything are set in little time and no stack. */
static void
hostile_marks_take_no_time(void **state)
{
	static const char *const bits[] = { "*", "_", "[", "![", "`", "<",
		"> ", "- ", "*a ", "**a*", "a**b", "_a", "[a](", "[a](<b",
		"&", "\\", "[a]: b\n", "[a]\n", "`a``", "<!--", "<a ", "]",
		"[](", "((", "> - ", "1. ", "\n>", "*a_ ", "[[](", "![[]()",
		"https://a.b/ ", "#1 ", "@a ", "a\n", "\xc3\xa9*" };
	size_t i, len, at;
	char *text = malloc(32768 + 16);
	clock_t start;

	for (i = 0; i < LENGTH(bits); i++) {
		len = strlen(bits[i]);
		for (at = 0; at + len <= 32768; at += len)
			memcpy(text + at, bits[i], len);
		text[at] = '\0';
		start = clock();
		set(text, 72);
		if (getenv("TELL") != NULL)
			print_message("%-12s %ld us\n", bits[i],
			    (long)(clock() - start));
		assert_true(clock() - start < CLOCKS_PER_SEC / 2);
		arena_reset(arena);
	}
	for (at = 0; at < 16000; at += 2)
		memcpy(text + at, "- ", 2);
	for (; at < 32000; at += 4)
		memcpy(text + at, "*a* ", 4);
	text[at] = '\0';
	start = clock();
	set(text, 72);
	assert_true(clock() - start < CLOCKS_PER_SEC / 20);
	free(text);
}

/* The articles of the shipped charter that a text quotes: "3a 4 ". */
static const char *
quoted(const char *text)
{
	struct wrap_options options = { .measure = 72 };
	static struct charter shipped;
	struct wrapped w;
	char *list = arena_strdup(arena, "");
	size_t i;

	assert_int_equal(charter_parse(str_of(charter_shipped), arena,
	    &shipped, NULL), OK);
	options.charter = &shipped;
	wrap_text(str_of(text), &options, arena, &w);
	for (i = 0; i < w.ref_count; i++) {
		char clause[] = { w.refs[i].clause, '\0' };

		if (w.refs[i].article == 0)
			continue;
		assert_int_equal(style_at(&w.lines[0], arena_memdup0(arena,
		    w.refs[i].text.p, w.refs[i].text.len)), STYLE_LINK);
		list = arena_printf(arena, "%s%u%s ", list,
		    w.refs[i].article, clause);
	}
	return list;
}

static void
articles_of_the_charter_are_links(void **state)
{
	assert_string_equal(quoted("art. 3, art.\u00a03a et Article 8b"),
	    "3 3a 8b ");
	assert_string_equal(quoted("l’article 4, « art. 5 », (art. 6, c)"),
	    "4 5 6c ");
	assert_string_equal(quoted("art. 3, a-t-on dit. Art. 2B ; art.1."),
	    "3 2b 1 ");
	assert_string_equal(quoted("art. 3 a été lu"), "3 ");
}

static void
other_articles_stay_words(void **state)
{
	static const char *const none[] = { "art. 9", "art. 3c", "art. 0",
		"part. 3", "l’écart. 3", "art. 3.1", "article 3-2",
		"art. 3ab", "art. 100", "articles 3", "`art. 3`", "art 3",
		"art. L. 3", "article", "art.", "a", "art. 3, c" };
	size_t i;

	for (i = 0; i + 1 < LENGTH(none); i++)
		assert_string_equal(quoted(none[i]), "");
	assert_string_equal(quoted("art. 3, c"), "3 ");
	assert_int_equal(set("art. 3", 72).ref_count, 0);
}

static void
references_follow_quotes_and_apostrophes(void **state)
{
	struct wrapped w = set("d’@orme, «\u00a0#12\u00a0», é#13, C#14", 72);

	assert_int_equal(w.ref_count, 2);
	assert_true(str_equal(w.refs[0].text, str_of("@orme")));
	assert_true(str_equal(w.refs[1].text, str_of("#12")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_break_after_spaces_and_fit),
		cmocka_unit_test(a_long_word_breaks_at_the_cell),
		cmocka_unit_test(spaces_that_hang_push_no_word_out),
		cmocka_unit_test(marks_stay_dimmed_around_what_they_emphasise),
		cmocka_unit_test(links_are_numbered_and_references_marked),
		cmocka_unit_test(articles_of_the_charter_are_links),
		cmocka_unit_test(other_articles_stay_words),
		cmocka_unit_test(references_follow_quotes_and_apostrophes),
		cmocka_unit_test(a_long_quote_folds_to_a_row_that_counts),
		cmocka_unit_test(a_list_hangs_under_its_first_word),
		cmocka_unit_test(
		    rows_that_a_program_cut_are_set_again_when_narrow),
		cmocka_unit_test(quotes_and_lists_that_were_cut_are_too),
		cmocka_unit_test(rows_that_their_author_ended_stay),
		cmocka_unit_test(offsets_stay_those_of_the_source),
		cmocka_unit_test(
	    a_mark_of_removal_stays_with_its_word_and_bytes_keep_their_style),
		cmocka_unit_test(emphasis_is_as_commonmark_has_it),
		cmocka_unit_test(emphasis_goes_through_the_rows_of_a_quote),
		cmocka_unit_test(a_link_with_words_shows_them_and_its_number),
		cmocka_unit_test(the_same_address_has_one_number),
		cmocka_unit_test(a_quoted_row_that_wraps_repeats_its_marks),
		cmocka_unit_test(an_answer_right_under_a_quote_is_no_quote),
		cmocka_unit_test(code_is_as_it_was_typed),
		cmocka_unit_test(a_heading_is_a_title_and_a_signature_is_none),
		cmocka_unit_test(hostile_marks_take_no_time),
	};
	int failed;

	arena = arena_new();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
