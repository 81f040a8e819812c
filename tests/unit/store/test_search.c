/* What search finds, and what it does not speak of. */
#include "search_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each guest of another address: none waits. */
static struct who
some_guest(void)
{
	static unsigned n;
	struct who who = { 0 };

	n++;
	snprintf(who.address, sizeof(who.address), "10.%u.%u.%u",
	    n >> 16 & 255, n >> 8 & 255, n & 255);
	return who;
}

static void
assert_finds(struct forum *f, struct who who, const char *words,
    uint64_t post)
{
	struct search_found found = look(f, who, words);

	if (found.count != 1 || found.hits[0].post != post)
		print_error("“%s” finds %zu\n", words, found.count);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.total, 1);
	assert_int_equal(found.hits[0].post, post);
}

static void
assert_finds_nothing(struct forum *f, struct who who, const char *words)
{
	struct search_found found = look(f, who, words);

	if (found.count != 0)
		print_error("“%s” finds %zu\n", words, found.count);
	assert_int_equal(found.count, 0);
	assert_int_equal(found.total, 0);
}

struct place_of { uint64_t anna, room, top; };

static struct place_of
furnish(struct forum *f)
{
	struct place_of p;

	p.anna = member_add(f, "anna");
	p.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	p.top = thread_open(f, p.anna, p.room, "L’arbre à palabres",
	    "Nous avons défrayé les trajets, et vu partir les horaires.");
	return p;
}

/* --- rules, once scanned and once indexed --- */

static void
words_are_found_by_their_forms(struct forum *f)
{
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);

	for (int pass = 0; pass < 2; pass++) {
		assert_finds(f, anna, "défraiement", p.top);
		assert_finds(f, anna, "defraye", p.top);
		assert_finds(f, anna, "DÉFRAYÉS trajet", p.top);
		assert_finds(f, anna, "arbre", p.top);
		assert_finds(f, anna, "l'arbre", p.top);
		assert_finds(f, anna, "palabre", p.top);
		assert_finds_nothing(f, anna, "défraiement absent");
		assert_finds_nothing(f, anna, "arb");
		index_all(f);
	}
	assert_sound(f);
}

static void
case_accents_and_word_forms_do_not_matter(void **state)
{
	words_are_found_by_their_forms(*state);
}

static void
a_phrase_is_found_in_its_order_only(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);

	for (int pass = 0; pass < 2; pass++) {
		assert_finds(f, anna, "« arbre à palabres »", p.top);
		assert_finds(f, anna, "\"les trajets\"", p.top);
		assert_finds(f, anna, "\"les trajets, et vu\"", p.top);
		assert_finds_nothing(f, anna, "\"trajets les\"");
		assert_finds_nothing(f, anna, "\"les trajet\"");
		/* The end of the title and the start of the text are apart. */
		assert_finds_nothing(f, anna, "\"palabres nous\"");
		/* A phrase that is not closed goes to the end. */
		assert_finds(f, anna, "« vu partir", p.top);
		index_all(f);
	}
}

static void
a_beginning_is_found_as_one_types(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	struct search_ask ask = { .words = str_of("trajets palab"),
	    .limit = 10, .typing = true };
	struct search_found found;
	struct refusal why;

	for (int pass = 0; pass < 2; pass++) {
		assert_err(OK, query_search(f->store, &anna, &ask, f->arena,
		    &found, &why));
		assert_int_equal(found.count, 1);
		assert_finds(f, anna, "palab*", p.top);
		assert_finds(f, anna, "part* hor*", p.top);
		assert_finds_nothing(f, anna, "palab");
		assert_finds_nothing(f, anna, "palabrx*");
		index_all(f);
	}
}

static void
filters_narrow_what_is_found(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	uint64_t bela = member_add(f, "Béla");
	uint64_t cour = room_add(f, "cour", VISIBILITY_PUBLIC);
	uint64_t other = thread_open(f, bela, cour, "Autre", "Les trajets.");
	struct act_args q = { .post = other, .type = TYPE_Q,
	    .text = str_of("Quels trajets ?") };
	struct act_result result;

	clock_pin(FORUM_T0 + 30 * (int64_t)FORUM_DAY);
	assert_err(OK, try_act(f, as(p.anna), ACT_POST_REPLY, q, &result));
	for (int pass = 0; pass < 2; pass++) {
		assert_int_equal(look(f, anna, "trajets").total, 3);
		assert_finds(f, anna, "trajets room:salon", p.top);
		assert_finds(f, anna, "trajets auteur:bela", other);
		assert_finds(f, anna, "trajets type:q", result.id);
		assert_finds(f, anna, "type:Q", result.id);
		assert_int_equal(look(f, anna, "trajets room:salon "
		    "room:cour").total, 3);
		assert_finds(f, anna, "trajets after:2025-07-01", result.id);
		assert_int_equal(look(f, anna, "trajets avant:2025-07").total,
		    2);
		assert_finds(f, anna, "after:2025-07", result.id);
		assert_finds_nothing(f, anna, "trajets room:salon type:Q");
		index_all(f);
	}
}

static void
a_filter_that_says_nothing_is_refused_in_words(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	static const struct { const char *words; enum err e; } cases[] = {
		{ "", ERR_INPUT }, { " ,; ", ERR_INPUT },
		{ "x after:hier", ERR_INPUT }, { "x type:Z", ERR_INPUT },
		{ "x room:rien", ERR_NOT_FOUND },
		{ "x author:personne", ERR_NOT_FOUND },
	};

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct search_ask ask = { .words = str_of(cases[i].words),
		    .limit = 10 };
		struct search_found found;
		struct refusal why;

		assert_err(cases[i].e, query_search(f->store, &anna, &ask,
		    f->arena, &found, &why));
		assert_non_null(why.msgid);
	}
}

static void
chinese_and_japanese_are_found_by_pairs(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	uint64_t post = reply_to(f, p.anna, p.top,
	    "参加型予算について、日本語の資料を読みました。");

	for (int pass = 0; pass < 2; pass++) {
		assert_finds(f, anna, "日本語", post);
		assert_finds(f, anna, "予算", post);
		assert_finds(f, anna, "料", post);
		assert_finds(f, anna, "語", post);
		assert_finds_nothing(f, anna, "日語");
		assert_finds_nothing(f, anna, "算予");
		index_all(f);
	}
}

static void
hits_show_the_words_in_their_place(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	char text[2000] = "";
	struct search_hit *hit;

	for (int i = 0; i < 30; i++)
		strcat(text, "Du texte qui ne dit rien.\n");
	strcat(text, "Le\tbudget, ici. ");
	for (int i = 0; i < 30; i++)
		strcat(text, "Et la suite, longue. ");
	reply_to(f, p.anna, p.top, text);
	hit = look(f, as(p.anna), "BUDGETS").hits;
	assert_int_equal(hit->range_count, 1);
	assert_true(hit->before && hit->after);
	assert_memory_equal(hit->snippet.p + hit->ranges[0].at, "budget",
	    hit->ranges[0].len);
	assert_int_equal(hit->ranges[0].len, 6);
	assert_true(hit->snippet.len <= SEARCH_SNIPPET);
	assert_null(memchr(hit->snippet.p, '\n', hit->snippet.len));
	assert_string_equal(arena_memdup0(f->arena, hit->author.p,
	    hit->author.len), "anna");
	/* What only the title holds is shown from there. */
	hit = look(f, as(p.anna), "palabres").hits;
	assert_int_equal(hit->range_count, 1);
	assert_memory_equal(hit->snippet.p + hit->ranges[0].at, "palabres",
	    8);
}

static void
a_query_of_many_words_or_of_a_wildcard_ends(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	char words[2000] = "", one[16];

	for (int i = 0; i < 200; i++) {
		snprintf(one, sizeof(one), "mot%d ", i);
		strcat(words, one);
	}
	for (int pass = 0; pass < 2; pass++) {
		assert_finds_nothing(f, anna, words);
		assert_finds(f, anna, "no* dé* le* tr* et* vu* pa* ho*",
		    p.top);
		index_all(f);
	}
}

static void
a_query_whose_time_is_up_says_that_hits_may_be_missing(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	struct search_ask ask = { .words = str_of("mot"), .limit = 10,
	    .budget_us = 1 };
	struct search_found found;
	struct refusal why;

	/* One post more than is looked at between two looks at the clock. */
	for (int i = 0; i < 300; i++)
		reply_to(f, p.anna, p.top, "Un mot.");
	for (int pass = 0; pass < 2; pass++) {
		assert_err(OK, query_search(f->store, &anna, &ask, f->arena,
		    &found, &why));
		assert_true(found.partial);
		assert_true(found.total < 300);
		index_all(f);
	}
	assert_int_equal(look(f, anna, "mot").total, 300);
}

/* --- at once --- */

static void
what_was_edited_or_deleted_is_found_no_more(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct who anna = as(p.anna);
	uint64_t post = reply_to(f, p.anna, p.top, "Un premier jet.");
	struct act_args edit = { .post = post, .text = str_of("La suite.") };
	struct act_args gone = { .post = post };

	index_all(f);
	assert_finds(f, anna, "jet", post);
	assert_err(OK, try_act(f, anna, ACT_POST_EDIT, edit, NULL));
	assert_finds_nothing(f, anna, "jet");
	assert_finds(f, anna, "suite", post);
	index_all(f);
	assert_finds_nothing(f, anna, "jet");
	assert_finds(f, anna, "suite", post);
	assert_err(OK, try_act(f, anna, ACT_POST_DELETE, gone, NULL));
	assert_finds_nothing(f, anna, "suite");
	index_all(f);
	assert_finds_nothing(f, anna, "suite");
	assert_sound(f);
}

static void
writers_do_not_leave_more_than_can_be_scanned(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct txn *txn;

	assert_err(OK, db_bulk(store_db(f->store), true));
	for (int i = 0; i < 3 * SEARCH_PENDING; i++) {
		reply_to(f, p.anna, p.top, "Encore un mot.");
		assert_err(OK, db_begin_read(store_db(f->store), &txn));
		assert_true(db_count(txn, DB_SEARCH_TODO) <= SEARCH_PENDING);
		db_abort(txn);
	}
	assert_int_equal(look(f, as(p.anna), "encore").total,
	    3 * SEARCH_PENDING);
	assert_false(look(f, as(p.anna), "encore").partial);
}

static void
a_lost_index_is_made_again(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct search_found found;
	bool more;

	assert_err(OK, db_bulk(store_db(f->store), true));
	for (int i = 0; i < 450; i++)
		reply_to(f, p.anna, p.top, "Un mot de plus.");
	index_all(f);
	assert_err(OK, search_lose(f->store));
	found = look(f, as(p.anna), "mot");
	assert_true(found.partial);
	/* A change of the first post does not make it whole. */
	assert_err(OK, try_act(f, as(p.anna), ACT_POST_EDIT,
	    (struct act_args){ .post = p.top, .text = str_of("Autre.") },
	    NULL));
	assert_true(look(f, as(p.anna), "mot").partial);
	assert_err(OK, search_work(f->store, 0, &more));
	assert_true(more);
	index_all(f);
	found = look(f, as(p.anna), "mot");
	assert_int_equal(found.total, 450);
	assert_false(found.partial);
	assert_sound(f);
}

struct said { char lines[8][200]; size_t count; };

static void
hear(void *arg, const char *line)
{
	struct said *said = arg;

	if (said->count < LENGTH(said->lines))
		snprintf(said->lines[said->count], sizeof(said->lines[0]),
		    "%s", line);
	said->count++;
}

static void
assert_said(struct forum *f, const char *words)
{
	struct said said = { .count = 0 };
	uint64_t damages;

	assert_err(OK, check_store(store_db(f->store), hear, &said,
	    &damages));
	for (size_t i = 0; i < said.count && i < LENGTH(said.lines); i++)
		if (strstr(said.lines[i], words) != NULL)
			return;
	for (size_t i = 0; i < said.count && i < LENGTH(said.lines); i++)
		print_message("said: %s\n", said.lines[i]);
	fail_msg("nobody said: %s", words);
}

/* Changes a byte in the last row of the index; that of its words. */
static void
spoil_index(struct forum *f)
{
	struct cursor *cursor;
	struct str key, val;
	struct txn *txn;
	char copy[BLOCK_BYTES];
	struct block_key k;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, db_cursor_open(txn, DB_SEARCH, &cursor));
	assert_err(OK, db_seek_before(cursor, str_of("\377"), &key, &val));
	memcpy(k.bytes, key.p, key.len);
	k.len = key.len;
	memcpy(copy, val.p, val.len);
	copy[val.len / 2] ^= 1;
	db_cursor_close(cursor);
	assert_err(OK, db_put(txn, DB_SEARCH, block_key_str(&k),
	    (struct str){ copy, val.len }));
	assert_err(OK, db_commit(txn));
}

static void
check_tells_when_the_index_says_otherwise_than_the_posts(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	struct post_text other = { .post = p.top, .revision = 1,
	    .text = str_of("Un autre texte."), .written = FORUM_T0 };
	struct key key = key_u64_u64(p.top, 1), segment;
	struct segment *all;
	struct txn *txn;
	size_t count;

	index_all(f);
	assert_sound(f);
	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, record_put(txn, &record_types[RECORD_POST_TEXT],
	    key_str(&key), &other));
	assert_err(OK, db_commit(txn));
	assert_said(f, "post 1: the search index holds another text");
	spoil_index(f);
	assert_said(f, "the row is damaged");
	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, segments_all(txn, f->arena, &all, &count));
	assert_int_equal(count, 1);
	segment = key_u64_u64(all[0].scope, all[0].id);
	assert_err(OK, db_del(txn, DB_SEARCH_SEGMENT, key_str(&segment)));
	assert_err(OK, db_commit(txn));
	assert_said(f, "post 1: the search index holds it 0 times");
}

static void
a_damaged_index_is_made_again_from_the_posts(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	bool more;

	index_all(f);
	for (int i = 1; i < SEARCH_FANOUT; i++) {
		reply_to(f, p.anna, p.top, "Encore un mot.");
		spoil_index(f);
		/* The fourth segment of its size begins a merge. */
		for (more = true; more; )
			assert_err(OK, search_work(f->store, 1000, &more));
	}
	assert_sound(f);
	assert_int_equal(look(f, as(p.anna), "encore").total,
	    SEARCH_FANOUT - 1);
}

static void
a_post_that_cannot_be_read_holds_nothing_up(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	uint64_t bad = reply_to(f, p.anna, p.top, "Des trajets.");
	struct key key = key_u64_u64(bad, 1);
	struct txn *txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, db_put(txn, DB_TEXT, key_str(&key), str_of("damage")));
	assert_err(OK, db_commit(txn));
	for (int pass = 0; pass < 2; pass++) {
		assert_finds(f, as(p.anna), "trajets", p.top);
		index_all(f);
	}
	assert_err(OK, search_lose(f->store));
	index_all(f);
	assert_finds(f, as(p.anna), "trajets", p.top);
}

/* --- invisibility --- */

static void
assert_same_answer(struct forum *f, struct who who, const char *a,
    const char *b)
{
	struct search_found x = look(f, who, a), y = look(f, who, b);

	assert_int_equal(x.total, y.total);
	assert_int_equal(x.count, y.count);
	assert_int_equal(x.partial, y.partial);
}

static void
a_private_word_is_a_nonsense_word_to_a_stranger(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	uint64_t vera = member_add(f, "vera");
	uint64_t secret = room_add(f, "secret", VISIBILITY_PRIVATE);
	uint64_t top;

	room_allow(f, secret, vera);
	top = thread_open(f, vera, secret, "Sujet", "Le mot ornithorynque.");
	for (int pass = 0; pass < 2; pass++) {
		assert_finds(f, as(vera), "ornithorynque", top);
		assert_same_answer(f, as(p.anna), "ornithorynque", "zzqzzq");
		assert_finds_nothing(f, some_guest(), "ornithorynque");
		assert_finds_nothing(f, some_guest(), "zzqzzq");
		assert_same_answer(f, the_machine, "ornithorynque", "zzqzzq");
		assert_finds_nothing(f, as(p.anna), "ornitho*");
		assert_finds_nothing(f, as(p.anna), "type:C author:vera");
		assert_finds_nothing(f, some_guest(), "trajets");
		index_all(f);
	}
}

/* Order and counts of what one sees depend on nothing that one does not. */
static void
ranks_do_not_move_by_what_stands_in_other_rooms(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	uint64_t vera = member_add(f, "vera");
	uint64_t secret = room_add(f, "secret", VISIBILITY_PRIVATE);
	uint64_t rare = reply_to(f, p.anna, p.top, "rareté et commun");
	uint64_t often = reply_to(f, p.anna, p.top, "commun commun");
	struct search_found before, after;

	room_allow(f, secret, vera);
	(void)rare;
	(void)often;
	index_all(f);
	before = look(f, as(p.anna), "commun*");
	for (int i = 0; i < 30; i++)
		thread_open(f, vera, secret, "S", "rareté rareté commun");
	index_all(f);
	after = look(f, as(p.anna), "commun*");
	assert_int_equal(before.total, after.total);
	for (size_t i = 0; i < before.count; i++)
		assert_int_equal(before.hits[i].post, after.hits[i].post);
}

static void
a_guest_searches_once_a_second(void **state)
{
	struct forum *f = *state;
	struct search_ask ask = { .words = str_of("mot"), .limit = 1 };
	struct search_found found;
	struct who one = some_guest(), other = some_guest();
	struct refusal why;

	furnish(f);
	assert_err(OK, query_search(f->store, &one, &ask, f->arena, &found,
	    &why));
	assert_err(ERR_LIMIT, query_search(f->store, &one, &ask, f->arena,
	    &found, &why));
	assert_err(OK, query_search(f->store, &other, &ask, f->arena, &found,
	    &why));
}

static void
a_room_that_closes_is_hidden_at_once(void **state)
{
	struct forum *f = *state;
	struct place_of p = furnish(f);
	uint64_t vera = member_add(f, "vera");

	index_all(f);
	assert_finds(f, as(vera), "trajets", p.top);
	room_set_visibility(f, p.room, VISIBILITY_PRIVATE);
	room_allow(f, p.room, p.anna);
	assert_finds_nothing(f, as(vera), "trajets");
	assert_true(look(f, as(p.anna), "trajets").partial);
	index_all(f);
	assert_finds_nothing(f, as(vera), "trajets");
	assert_finds(f, as(p.anna), "trajets", p.top);
	assert_false(look(f, as(p.anna), "trajets").partial);
	assert_sound(f);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, forum_setup, forum_teardown)
	const struct CMUnitTest tests[] = {
		TEST(case_accents_and_word_forms_do_not_matter),
		TEST(a_phrase_is_found_in_its_order_only),
		TEST(a_beginning_is_found_as_one_types),
		TEST(filters_narrow_what_is_found),
		TEST(a_filter_that_says_nothing_is_refused_in_words),
		TEST(chinese_and_japanese_are_found_by_pairs),
		TEST(hits_show_the_words_in_their_place),
		TEST(a_query_of_many_words_or_of_a_wildcard_ends),
		TEST(a_query_whose_time_is_up_says_that_hits_may_be_missing),
		TEST(what_was_edited_or_deleted_is_found_no_more),
		TEST(writers_do_not_leave_more_than_can_be_scanned),
		TEST(a_lost_index_is_made_again),
		TEST(check_tells_when_the_index_says_otherwise_than_the_posts),
		TEST(a_post_that_cannot_be_read_holds_nothing_up),
		TEST(a_damaged_index_is_made_again_from_the_posts),
		TEST(a_private_word_is_a_nonsense_word_to_a_stranger),
		TEST(ranks_do_not_move_by_what_stands_in_other_rooms),
		TEST(a_guest_searches_once_a_second),
		TEST(a_room_that_closes_is_hidden_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
