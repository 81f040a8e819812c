/* The charter: read from a file, kept by version, asked of everybody again. */
#include "tests/unit/store/forum_fixture.h"

#include <string.h>

#include "store/base/text.h"
#include "store/forum/charter.h"

static const char another[] =
    "[fr]\n1. Parler vrai.\na. Sans détour.\n> Parler vrai. | Vrai.\n"
    "2. Écouter.\nChacune compte.\n"
    "[en]\n1. Speak true.\na. Straight.\n> Speak true.\n"
    "2. Listen.\nEveryone counts.\n";

static enum err
set(struct forum *f, struct who who, const char *text,
    struct act_result *result)
{
	return try_act(f, who, ACT_CHARTER_SET,
	    (struct act_args){ .text = str_of(text) }, result);
}

static void
the_shipped_one_is_written_as_it_is_read(void **state)
{
	struct arena		*arena = arena_new();
	struct charter		 charter;
	const struct charter_words *fr = &charter.words[LANGUAGE_FR];
	unsigned		 i, clauses = 0;

	assert_err(OK, charter_parse(str_of(charter_shipped), arena, &charter,
	    NULL));
	assert_string_equal(charter.text.p, charter_shipped);
	assert_int_equal(fr->article_count, 8);
	for (i = 0; i < 8; i++)
		clauses += fr->articles[i].clause_count;
	assert_int_equal(clauses, 20);
	assert_int_equal(fr->line_count, 3);
	assert_int_equal(fr->lines[2].article, 3);
	assert_string_equal(fr->lines[2].brief,
	    "Les idées, pas les personnes.");
	for (i = 0; i < 3; i++)
		assert_true(text_width(str_of(
		    charter.words[LANGUAGE_EN].lines[i].brief)) <=
		    CHARTER_BRIEF_CELLS);
	arena_free(arena);
}

static void
a_file_is_read_as_people_write_it(void **state)
{
	static const char	 file[] = "\xef\xbb\xbf[en]\r\n 1. One\r\n"
				    "\ttwo.\r\n\r\nA\r\n  b.\r\na. C\n d\n"
				    "[fr]\n1. Un.\nUne\na. De\xcc\x81.";
	struct arena		*arena = arena_new();
	struct charter		 charter;
	struct charter_article	*en = &charter.words[LANGUAGE_EN].articles[0];

	assert_err(OK, charter_parse(str_of(file), arena, &charter, NULL));
	assert_string_equal(en->title, "One two.");
	assert_string_equal(en->text, "A b.");
	assert_string_equal(en->clauses[0], "C d");
	assert_string_equal(charter.text.p, "[fr]\n\n1. Un.\nUne\na. Dé.\n\n"
	    "[en]\n\n1. One two.\nA b.\na. C d\n");
	arena_free(arena);
}

static void
what_cannot_be_read_names_its_line(void **state)
{
#define LONG "0123456789 0123456789 0123456789 0123456789 0123456789 "	\
	"0123456789 0123456789 "
	static const struct { long row; const char *file; } wrong[] = {
		{ 1, "1. Un." },
		{ 1, "[de]\n1. Eins." },
		{ 3, "[fr]\n1. Un.\n[fr]\n1. Un." },
		{ 2, "[fr]\n2. Deux." },
		{ 4, "[fr]\n1. Un.\n\n3. Trois." },
		{ 2, "[fr]\na. Clause." },
		{ 2, "[fr]\n> Une ligne." },
		{ 3, "[fr]\n1. Un.\nb. Clause." },
		{ 4, "[fr]\n1. Un.\na. A\nc. C" },
		{ 2, "[fr]\n1." },
		{ 4, "[fr]\n1. Un.\nPhrase.\nUne autre." },
		{ 4, "[fr]\n1. Un.\na. A\nPhrase." },
		{ 4, "[fr]\n1. Un.\na. A\n \x1b[31m" },
		{ 3, "[fr]\n1. Un.\na. \xff" },
		{ 2, "[fr]\n1. " LONG LONG },
		{ 3, "[fr]\n1. Un.\n> " LONG },
		{ 3, "[fr]\n1. Un.\n> Un | " LONG },
		{ 3, "[fr]\n1. Un.\n> | Un" },
		{ 6, "[fr]\n1. Un.\n> a\n> b\n> c\n> d" },
		{ 9, "[fr]\n1. Un.\na. a\nb. b\nc. c\nd. d\ne. e\nf. f\n"
		    "g. g" },
	};
	struct arena	*arena = arena_new();
	struct charter	 charter;
	struct refusal	 why;

	for (size_t i = 0; i < LENGTH(wrong); i++) {
		why = (struct refusal){ 0 };
		assert_err(ERR_INPUT, charter_parse(str_of(wrong[i].file),
		    arena, &charter, &why));
		assert_ptr_equal(strstr(why.msgid, "Line %ld: "), why.msgid);
		if (why.number != wrong[i].row)
			print_error("%s\n", wrong[i].file);
		assert_int_equal(why.number, wrong[i].row);
	}
	arena_free(arena);
}

static void
both_languages_say_as_much(void **state)
{
	static const char *const wrong[] = {
		"", "[fr]\n1. Un.", "[en]\n1. One.", "[fr]\n[en]\n1. One.",
		"[fr]\n1. Un.\n2. Deux.\n[en]\n1. One.",
		"[fr]\n1. Un.\na. A\n[en]\n1. One.",
		"[fr]\n1. Un.\n> A\n[en]\n1. One.",
		"[fr]\n1. Un.\n> A\n2. Deux.\n[en]\n1. One.\n2. Two.\n> A",
	};
	struct arena	*arena = arena_new();
	struct charter	 charter;

	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_err(ERR_INPUT, charter_parse(str_of(wrong[i]), arena,
		    &charter, NULL));
	arena_free(arena);
}

static void
a_sysop_alone_gives_another_and_the_old_one_stays(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 sysop = member_add(f, "sam");
	struct act_result	 result;
	struct charter_view	*list;
	struct charter		 old;
	size_t			 count;

	mandate_add(f, sysop, ROLE_SYSOP, 0, 0);
	assert_err(ERR_DENIED, set(f, as(anna), another, &result));
	assert_err(ERR_DENIED, set(f, a_guest, another, &result));
	assert_err(ERR_INPUT, set(f, as(sysop), "[fr]\n3. Non.", &result));
	assert_err(ERR_INPUT, set(f, as(sysop), charter_shipped, &result));
	assert_int_equal(charter_now(f->store)->version, 1);
	assert_err(OK, set(f, as(sysop), another, &result));
	assert_int_equal(result.id, 2);
	assert_int_equal(charter_now(f->store)->version, 2);
	assert_int_equal(charter_now(f->store)->since, FORUM_T0);
	assert_string_equal(charter_now(f->store)->words[LANGUAGE_FR]
	    .articles[1].title, "Écouter.");
	assert_err(ERR_INPUT, set(f, the_machine, another, &result));
	assert_err(OK, set(f, the_machine, charter_shipped, &result));
	assert_err(OK, query_charters(f->store, f->arena, &list, &count));
	assert_int_equal(count, 3);
	assert_int_equal(list[0].version, 3);
	assert_true(str_equal(list[1].by, str_of("sam")));
	assert_int_equal(list[2].since, 0);
	assert_err(OK, query_charter(f->store, 2, f->arena, &old));
	assert_string_equal(old.words[LANGUAGE_EN].articles[0].title,
	    "Speak true.");
	assert_err(ERR_NOT_FOUND, query_charter(f->store, 4, f->arena, &old));
	assert_sound(f);
}

static void
accepting_it_is_of_what_was_read(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct member_view	 v;
	struct who		 who = as(anna);
	struct act_result	 result;

	assert_err(OK, try_act(f, who, ACT_CHARTER_ACCEPT,
	    (struct act_args){ .revision = 1 }, NULL));
	assert_err(OK, set(f, the_machine, another, &result));
	assert_err(OK, query_member(f->store, &who, anna, f->arena, &v));
	assert_true(charter_asks(charter_now(f->store), &v.member));
	/* What one has accepted lets one write all the same. */
	assert_int_not_equal(thread_open(f, anna, room_add(f, "salon",
	    VISIBILITY_MEMBERS), "Titre", "Un."), 0);
	assert_err(ERR_STALE, try_act(f, who, ACT_CHARTER_ACCEPT,
	    (struct act_args){ .revision = 1 }, NULL));
	assert_err(OK, try_act(f, who, ACT_CHARTER_ACCEPT,
	    (struct act_args){ .revision = 2 }, NULL));
	assert_err(OK, query_member(f->store, &who, anna, f->arena, &v));
	assert_int_equal(v.member.charter_version, 2);
	assert_false(charter_asks(charter_now(f->store), &v.member));
	assert_sound(f);
}

static void
articles_and_clauses_are_quoted(void **state)
{
	struct forum		*f = *state;
	const struct charter	*charter = charter_now(f->store);
	unsigned		 article;
	char			 clause;

	assert_true(charter_quoted("4a", &article, &clause));
	assert_int_equal(article, 4);
	assert_int_equal(clause, 'a');
	assert_true(charter_quoted("12", &article, &clause));
	assert_int_equal(clause, '\0');
	assert_false(charter_quoted("a", &article, &clause));
	assert_false(charter_quoted("4ab", &article, &clause));
	assert_false(charter_quoted("123", &article, &clause));
	assert_true(charter_has(charter, 8, '\0'));
	assert_true(charter_has(charter, 8, 'b'));
	assert_false(charter_has(charter, 8, 'c'));
	assert_false(charter_has(charter, 9, '\0'));
	assert_false(charter_has(charter, 0, '\0'));
}

static void
what_changed_is_told_by_article_and_clause(void **state)
{
	struct forum	*f = *state;
	struct charter	 old = *charter_now(f->store);
	const struct charter *now;

	assert_err(OK, set(f, the_machine, another, NULL));
	now = charter_now(f->store);
	assert_true(charter_differs(&old, now, LANGUAGE_EN, 1, '\0'));
	assert_true(charter_differs(&old, now, LANGUAGE_EN, 1, 'a'));
	assert_true(charter_differs(&old, now, LANGUAGE_EN, 8, '\0'));
	assert_true(charter_differs(now, &old, LANGUAGE_EN, 2, 'b'));
	assert_false(charter_differs(&old, now, LANGUAGE_EN, 9, '\0'));
	assert_false(charter_differs(now, now, LANGUAGE_FR, 1, 'a'));
}

static void
a_stored_text_that_cannot_be_read_is_a_damage(void **state)
{
	struct forum		*f = *state;
	struct charter_row	 row = { .version = 3, .at = FORUM_T0,
				    .text = { "[fr]\n", 5 } };
	struct key		 key = key_u64(3);
	struct txn		*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, record_put(txn, &record_types[RECORD_CHARTER],
	    key_str(&key), &row));
	assert_err(OK, db_counter_bump(txn, CHANGE_CHARTER, 0));
	assert_err(OK, db_commit(txn));
	/* Version 2 is missing, too. */
	assert_int_equal(damages_of(f), 2);
	assert_int_equal(charter_now(f->store)->words[0].article_count, 8);
	assert_err(OK, set(f, the_machine, another, NULL));
	assert_int_equal(charter_now(f->store)->version, 4);
	assert_int_equal(charter_now(f->store)->words[0].article_count, 2);
}

#define with_forum(test) \
	cmocka_unit_test_setup_teardown(test, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_one_is_written_as_it_is_read),
		cmocka_unit_test(a_file_is_read_as_people_write_it),
		cmocka_unit_test(what_cannot_be_read_names_its_line),
		cmocka_unit_test(both_languages_say_as_much),
		with_forum(a_sysop_alone_gives_another_and_the_old_one_stays),
		with_forum(accepting_it_is_of_what_was_read),
		with_forum(articles_and_clauses_are_quoted),
		with_forum(what_changed_is_told_by_article_and_clause),
		with_forum(a_stored_text_that_cannot_be_read_is_a_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
