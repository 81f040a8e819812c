/* Line commands: words of a command string, options, the table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ui/lines/lines.h"
#include "ui/lines/options.h"
#include "ui/lines/own.h"

/* A word as argv holds it: not a literal. */
#define W(word) ((char[]){ word })

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

/* The words, "|" between them; NULL: refused. */
static const char *
split(const char *command)
{
	char *joined = arena_strdup(arena, "");
	char **argv;
	int argc;

	if (lines_split(command, arena, &argc, &argv) != OK)
		return NULL;
	assert_null(argv[argc]);
	for (int i = 0; i < argc; i++)
		joined = arena_printf(arena, "%s%s%s", joined, i ? "|" : "",
		    argv[i]);
	return joined;
}

static void
words_are_split_at_blanks(void **state)
{
	assert_string_equal(split("read 12 --raw"), "read|12|--raw");
	assert_string_equal(split("  read\t12\n"), "read|12");
	assert_string_equal(split(""), "");
	assert_string_equal(split(" \t\n"), "");
}

static void
quotes_keep_blanks_and_join_what_touches_them(void **state)
{
	assert_string_equal(split("a 'b c' d"), "a|b c|d");
	assert_string_equal(split("--title \"Fiche d’expérience\""),
	    "--title|Fiche d’expérience");
	assert_string_equal(split("a'b'\"c\"d"), "abcd");
	assert_string_equal(split("'' \"\""), "|");
}

static void
a_backslash_quotes_one_sign(void **state)
{
	assert_string_equal(split("a\\ b \\'"), "a b|'");
	assert_string_equal(split("\"a\\\"b\\\\c\\d\""), "a\"b\\c\\d");
	assert_string_equal(split("'a\\'"), "a\\");
	assert_string_equal(split("a\\\nb"), "ab");
}

static void
nothing_is_expanded(void **state)
{
	assert_string_equal(split("$HOME `id` $(id) * ~ ; | & # >x"),
	    "$HOME|`id`|$(id)|*|~|;|||&|#|>x");
	assert_string_equal(split("\"$HOME\""), "$HOME");
}

static void
an_unclosed_quote_is_refused(void **state)
{
	assert_null(split("new 'x"));
	assert_null(split("new \"x"));
	assert_null(split("new \"x\\\""));
	assert_null(split("new x\\"));
}

static void
options_are_taken_and_operands_stay_in_order(void **state)
{
	bool json = false;
	const char *title = NULL, *bad = NULL;
	uint64_t limit = 0;
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &json },
		{ "title", OPTION_TEXT, &title },
		{ "limit", OPTION_NUMBER, &limit, 1, 500 },
	};
	char *argv[] = { W("new"), W("room"), W("--json"), W("--title"),
	    W("--limit"), W("--limit=7"), W("--"), W("--json"), NULL };
	int argc = 8;

	assert_int_equal(options_take(&argc, argv, rows, LENGTH(rows), false,
	    &bad), OK);
	assert_true(json);
	assert_string_equal(title, "--limit");
	assert_int_equal(limit, 7);
	assert_int_equal(argc, 3);
	assert_string_equal(argv[1], "room");
	assert_string_equal(argv[2], "--json");
	assert_null(argv[3]);
}

static void
an_option_said_twice_is_refused(void **state)
{
	bool json = false;
	const char *title = NULL, *bad = NULL;
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &json },
		{ "title", OPTION_TEXT, &title },
	};
	char *argv[] = { W("new"), W("--title"), W("One"), W("--json"),
	    W("--title=Two"), NULL };
	int argc = 5;

	assert_int_equal(options_take(&argc, argv, rows, LENGTH(rows), false,
	    &bad), ERR_INPUT);
	assert_string_equal(bad, "--title=Two");
}

static void
unknown_options_and_bad_values_are_refused(void **state)
{
	bool json = false;
	uint64_t limit = 0;
	const char *bad = NULL;
	const struct option_row rows[] = {
		{ "json", OPTION_FLAG, &json },
		{ "limit", OPTION_NUMBER, &limit, 1, 500 },
	};
	const char *wrong[] = { "--jso", "--json=1", "--limit", "--limit=0",
	    "--limit=501", "--limit=x", "--limit=" };

	for (size_t i = 0; i < LENGTH(wrong); i++) {
		char *argv[] = { W("x"), (char *)(uintptr_t)wrong[i],
		    NULL };
		int argc = 2;
		assert_int_equal(options_take(&argc, argv, rows, LENGTH(rows),
		    false, &bad), ERR_INPUT);
		assert_string_equal(bad, wrong[i]);
	}
}

static void
first_only_leaves_what_follows_the_first_operand(void **state)
{
	bool json = false;
	const char *bad;
	const struct option_row rows[] = { { "json", OPTION_FLAG, &json } };
	char *argv[] = { W("as"), W("--json"), W("anna"), W("rooms"),
	    W("--unknown"), NULL };
	int argc = 5;

	assert_int_equal(options_take(&argc, argv, rows, 1, true, &bad), OK);
	assert_true(json);
	assert_int_equal(argc, 4);
	assert_string_equal(argv[3], "--unknown");
}

static void
every_row_of_the_table_is_whole(void **state)
{
	for (size_t i = 0; i < line_command_count; i++) {
		const struct line_command *c = &line_commands[i];
		assert_non_null(c->name);
		assert_non_null(c->help);
		assert_non_null(c->run);
		assert_true(c->most == -1 || c->least <= c->most);
		assert_int_equal(strncmp(c->usage, c->name,
		    strlen(c->name)), 0);
		assert_true(c->options & LINE_JSON);
		assert_non_null(strstr(c->usage, "[--json]"));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(c->name,
			    line_commands[j].name);
	}
}

static void
over_ssh_only_exact_english_words_are_commands(void **state)
{
	assert_non_null(lines_find("read", false, arena));
	assert_null(lines_find("lire", false, arena));
	assert_null(lines_find("rea", false, arena));
	assert_null(lines_find("READ", false, arena));
}

static void
plain_mode_takes_french_and_unambiguous_beginnings(void **state)
{
	static const struct { const char *typed, *name; } rows[] = {
		{ "lire", "read" }, { "répondre", "reply" },
		{ "repondre", "reply" }, { "rép", "reply" },
		{ "sal", "rooms" }, { "fils", "threads" }, { "LI", "read" },
		{ "aide", "help" }, { "repl", "reply" }, { "cles", "keys" },
	};

	for (size_t i = 0; i < LENGTH(rows); i++) {
		const struct line_command *c = lines_find(rows[i].typed, true,
		    arena);
		assert_non_null(c);
		assert_string_equal(c->name, rows[i].name);
	}
	assert_null(lines_find("r", true, arena));
	assert_null(lines_find("xyz", true, arena));
	assert_null(lines_find("", true, arena));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_split_at_blanks),
		cmocka_unit_test(quotes_keep_blanks_and_join_what_touches_them),
		cmocka_unit_test(a_backslash_quotes_one_sign),
		cmocka_unit_test(nothing_is_expanded),
		cmocka_unit_test(an_unclosed_quote_is_refused),
		cmocka_unit_test(options_are_taken_and_operands_stay_in_order),
		cmocka_unit_test(an_option_said_twice_is_refused),
		cmocka_unit_test(unknown_options_and_bad_values_are_refused),
		cmocka_unit_test(first_only_leaves_what_follows_the_first_operand),
		cmocka_unit_test(every_row_of_the_table_is_whole),
		cmocka_unit_test(over_ssh_only_exact_english_words_are_commands),
		cmocka_unit_test(plain_mode_takes_french_and_unambiguous_beginnings),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
