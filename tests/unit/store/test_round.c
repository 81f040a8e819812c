/* A round table, through all its states. */
#include "tests/unit/store/search_fixture.h"

#include "store/forum/due.h"
#include <string.h>

enum { PEOPLE = 5, HOURS = 3600 };

struct table { uint64_t who[PEOPLE], room, thread; };

/* anna facilitates and opened the thread; the others are there. */
static struct table
table_open(struct forum *f)
{
	static const char	*names[PEOPLE] = { "anna", "ben", "cleo",
				     "dina", "elsa" };
	struct table		 t;

	for (size_t i = 0; i < PEOPLE; i++)
		t.who[i] = member_add(f, names[i]);
	t.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	mandate_add(f, t.who[0], ROLE_FACILITATOR, t.room,
	    FORUM_T0 + 90 * FORUM_DAY);
	t.thread = thread_open(f, t.who[0], t.room, "Titre", "La question.");
	return t;
}

static enum err
announce(struct forum *f, const struct table *t, unsigned form)
{
	return try_act(f, as(t->who[0]), ACT_ROUND_SET, (struct act_args){
	    .post = t->thread, .number = form }, NULL);
}

static enum err
turn(struct forum *f, uint64_t member, uint64_t thread, enum round_turn what)
{
	return try_act(f, as(member), ACT_ROUND_TURN, (struct act_args){
	    .post = thread, .number = what }, NULL);
}

static enum err
speak(struct forum *f, uint64_t member, uint64_t thread, enum post_type type,
    const char *text)
{
	return try_act(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = thread, .type = (uint8_t)type, .text = str_of(text) },
	    NULL);
}

static struct round_view
round_of(struct forum *f, uint64_t member, uint64_t thread)
{
	struct who		who = as(member);
	struct thread_view	v;

	assert_err(OK, query_thread(f->store, &who, thread, f->arena, &v));
	return v.round;
}

static void
sign_up(struct forum *f, const struct table *t, size_t people)
{
	for (size_t i = 1; i <= people; i++)
		assert_err(OK, turn(f, t->who[i], t->thread, TURN_JOIN));
}

static void
a_facilitator_announces_and_people_sign_up(void **state)
{
	struct forum		*f = *state;
	struct table		 t = table_open(f);
	struct round_view	 r;

	reply_to(f, t.who[1], t.thread, "De Ben.");
	assert_err(ERR_DENIED, try_act(f, as(t.who[1]), ACT_ROUND_SET,
	    (struct act_args){ .post = t.thread }, NULL));
	assert_err(ERR_DENIED, turn(f, t.who[1], t.thread, TURN_JOIN));
	assert_err(OK, announce(f, &t, 0));
	assert_err(ERR_INPUT, announce(f, &t, 0));
	assert_int_equal(notices_of_kind(f, t.who[1], NOTICE_ROUND), 1);
	assert_int_equal(notices_of_kind(f, t.who[0], NOTICE_ROUND), 0);
	sign_up(f, &t, 3);
	assert_err(ERR_DENIED, turn(f, t.who[1], t.thread, TURN_JOIN));
	assert_err(OK, turn(f, t.who[1], t.thread, TURN_LEAVE));
	assert_err(ERR_DENIED, turn(f, t.who[1], t.thread, TURN_LEAVE));
	assert_err(OK, turn(f, t.who[1], t.thread, TURN_JOIN));
	r = round_of(f, t.who[2], t.thread);
	assert_int_equal(r.state, ROUND_SIGNUP);
	assert_int_equal(r.until, FORUM_T0 + 48 * HOURS);
	assert_int_equal(r.member_count, 3);
	assert_true(str_equal(r.members[0], str_of("cleo")));
	assert_true(str_equal(r.members[2], str_of("ben")));
	assert_true(r.mine);
	/* until it starts the thread is as any */
	assert_err(OK, speak(f, t.who[4], t.thread, TYPE_C, "Une question."));
	assert_int_equal(waits_of(f, t.who[2], WAIT_ROUND), 0);
	assert_sound(f);
}

static void
each_speaks_once_and_nobody_else(void **state)
{
	struct forum	*f = *state;
	struct table	 t = table_open(f);

	announce(f, &t, 0);
	sign_up(f, &t, 3);
	clock_pin(FORUM_T0 + 48 * HOURS);
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_FIRST);
	assert_int_equal(waits_of(f, t.who[1], WAIT_ROUND), 1);
	assert_int_equal(waits_of(f, t.who[4], WAIT_ROUND), 0);
	assert_err(ERR_DENIED, turn(f, t.who[4], t.thread, TURN_JOIN));
	assert_err(ERR_DENIED, speak(f, t.who[4], t.thread, TYPE_C, "Moi."));
	assert_err(ERR_DENIED, speak(f, t.who[0], t.thread, TYPE_C, "Moi."));
	assert_err(OK, speak(f, t.who[1], t.thread, TYPE_E, "Ben."));
	assert_int_equal(waits_of(f, t.who[1], WAIT_ROUND), 0);
	assert_err(ERR_DENIED, speak(f, t.who[1], t.thread, TYPE_C, "Encore."));
	assert_err(ERR_DENIED, turn(f, t.who[1], t.thread, TURN_PASS));
	assert_err(OK, turn(f, t.who[2], t.thread, TURN_PASS));
	assert_err(ERR_DENIED, speak(f, t.who[2], t.thread, TYPE_C, "Cleo."));
	assert_int_equal(round_of(f, t.who[0], t.thread).spoke_count, 2);
	/* all have spoken: the synthesis may come at once */
	assert_err(OK, speak(f, t.who[3], t.thread, TYPE_C, "Dina."));
	assert_int_equal(round_of(f, t.who[0], t.thread).state,
	    ROUND_SYNTHESIS);
	assert_int_equal(round_of(f, t.who[0], t.thread).until,
	    FORUM_T0 + 48 * HOURS + 5 * FORUM_DAY);
	assert_err(ERR_DENIED, speak(f, t.who[1], t.thread, TYPE_C, "Hâte."));
	assert_err(OK, speak(f, t.who[4], t.thread, TYPE_S, "Synthèse."));
	assert_int_equal(round_of(f, t.who[0], t.thread).state, ROUND_OVER);
	assert_err(OK, speak(f, t.who[1], t.thread, TYPE_C, "Merci."));
	assert_sound(f);
}

static void
the_clock_ends_what_nobody_ends(void **state)
{
	struct forum	*f = *state;
	struct table	 t = table_open(f);
	int64_t		 start = FORUM_T0 + 48 * HOURS;

	announce(f, &t, ROUND_TWO);
	sign_up(f, &t, 4);
	clock_pin(start);
	assert_err(OK, speak(f, t.who[1], t.thread, TYPE_C, "Un."));
	clock_pin(start + 7 * FORUM_DAY);
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_SECOND);
	assert_int_equal(waits_of(f, t.who[1], WAIT_ROUND), 1);
	assert_int_equal(waits_of(f, t.who[2], WAIT_ROUND), 1);
	assert_err(OK, speak(f, t.who[1], t.thread, TYPE_C, "Deux."));
	assert_err(ERR_DENIED, speak(f, t.who[1], t.thread, TYPE_C, "Trois."));
	assert_int_equal(waits_of(f, t.who[1], WAIT_ROUND), 0);
	clock_pin(start + 12 * FORUM_DAY);
	assert_int_equal(round_of(f, t.who[1], t.thread).state,
	    ROUND_SYNTHESIS);
	assert_int_equal(waits_of(f, t.who[2], WAIT_ROUND), 0);
	clock_pin(start + 17 * FORUM_DAY);
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_OVER);
	assert_err(OK, speak(f, t.who[4], t.thread, TYPE_C, "Libre."));
	/* another one takes its place */
	assert_err(OK, announce(f, &t, 0));
	assert_int_equal(round_of(f, t.who[1], t.thread).member_count, 0);
	assert_sound(f);
}

static void
two_rounds_follow_each_other_as_soon_as_all_have_spoken(void **state)
{
	struct forum	*f = *state;
	struct table	 t = table_open(f);
	int64_t		 start = FORUM_T0 + 48 * HOURS;

	announce(f, &t, ROUND_TWO);
	sign_up(f, &t, 3);
	clock_pin(start + HOURS);
	for (size_t i = 1; i <= 3; i++)
		assert_err(OK, speak(f, t.who[i], t.thread, TYPE_C, "Un."));
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_SECOND);
	assert_int_equal(round_of(f, t.who[1], t.thread).until,
	    start + HOURS + 5 * FORUM_DAY);
	for (size_t i = 1; i <= 3; i++) {
		assert_int_equal(waits_of(f, t.who[i], WAIT_ROUND), 1);
		assert_err(OK, speak(f, t.who[i], t.thread, TYPE_C, "Deux."));
	}
	assert_int_equal(round_of(f, t.who[1], t.thread).state,
	    ROUND_SYNTHESIS);
}

static void
fewer_than_three_make_no_round_table(void **state)
{
	struct forum	*f = *state;
	struct table	 t = table_open(f);

	announce(f, &t, 0);
	sign_up(f, &t, 2);
	clock_pin(FORUM_T0 + 48 * HOURS);
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_SHORT);
	assert_int_equal(waits_of(f, t.who[1], WAIT_ROUND), 0);
	assert_err(OK, speak(f, t.who[4], t.thread, TYPE_C, "Libre."));
	assert_err(OK, announce(f, &t, 0));
	sign_up(f, &t, 3);
	assert_err(OK, try_act(f, as(t.who[0]), ACT_ROUND_SET,
	    (struct act_args){ .post = t.thread, .back = true }, NULL));
	assert_int_equal(round_of(f, t.who[1], t.thread).state, ROUND_OVER);
	assert_err(ERR_INPUT, try_act(f, as(t.who[0]), ACT_ROUND_SET,
	    (struct act_args){ .post = t.thread, .back = true }, NULL));
	assert_sound(f);
}

static void
a_round_table_takes_so_many_and_turns_are_short(void **state)
{
	struct forum		*f = *state;
	struct table		 t = table_open(f);
	char			 text[1502];
	struct act_result	 result;

	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("round-most"), .number = 3 },
	    NULL));
	announce(f, &t, 0);
	sign_up(f, &t, 3);
	assert_err(ERR_DENIED, turn(f, t.who[4], t.thread, TURN_JOIN));
	clock_pin(FORUM_T0 + 48 * HOURS);
	memset(text, 'a', 1501);
	text[1501] = '\0';
	assert_err(ERR_INPUT, speak(f, t.who[1], t.thread, TYPE_C, text));
	text[1500] = '\0';
	assert_err(OK, try_act(f, as(t.who[1]), ACT_POST_REPLY,
	    (struct act_args){ .post = t.thread, .text = str_of(text) },
	    &result));
	text[1500] = 'a';
	assert_err(ERR_INPUT, try_act(f, as(t.who[1]), ACT_POST_EDIT,
	    (struct act_args){ .post = result.id, .text = str_of(text) },
	    NULL));
	/* what was said before is none of its turns */
	assert_err(OK, try_act(f, as(t.who[0]), ACT_POST_EDIT,
	    (struct act_args){ .post = t.thread, .text = str_of(text) },
	    NULL));
}

static size_t
found(struct forum *f, uint64_t member, const char *words)
{
	struct who		who = as(member);
	struct search_ask	ask = { .words = str_of(words), .limit = 1 };
	struct search_found	out = { 0 };
	struct refusal		why;

	assert_err(OK, query_search(f->store, &who, &ask, f->arena, &out,
	    &why));
	return (size_t)out.total;
}

static void
blind_one_reads_the_others_after_having_spoken(void **state)
{
	struct forum		*f = *state;
	struct table		 t = table_open(f);
	struct who		 who;
	struct act_result	 result;
	struct branch_view	*rows;
	struct version_view	*versions;
	struct place		 next;
	uint64_t		 said;
	size_t			 count;

	announce(f, &t, ROUND_BLIND);
	sign_up(f, &t, 3);
	clock_pin(FORUM_T0 + 48 * HOURS);
	assert_err(OK, try_act(f, as(t.who[1]), ACT_POST_REPLY,
	    (struct act_args){ .post = t.thread,
	    .text = str_of("Parenthèse singulière, après tout ce qui fut dit de la"
	    " question.") }, &result));
	said = result.id;
	who = as(t.who[2]);
	assert_true(post_seen(f, t.who[2], said).blind);
	assert_int_equal(post_seen(f, t.who[2], said).text.len, 0);
	assert_int_equal(post_seen(f, t.who[2], said).post.excerpt.len, 0);
	assert_false(post_seen(f, t.who[1], said).blind);
	assert_false(post_seen(f, t.who[4], said).blind);
	assert_err(OK, query_tree(f->store, &who, t.thread, f->arena, &rows,
	    &count));
	assert_true(rows[1].blind);
	assert_int_equal(rows[1].branch.excerpt.len, 0);
	assert_int_equal(found(f, t.who[2], "singulière"), 0);
	assert_int_equal(found(f, t.who[4], "singulière"), 1);
	/* …nor counted behind a first page, waiting for the indexer or not */
	assert_int_equal(found(f, t.who[2], "question"), 1);
	index_all(f);
	assert_int_equal(found(f, t.who[2], "singulière"), 0);
	assert_int_equal(found(f, t.who[2], "question"), 1);
	assert_int_equal(found(f, t.who[4], "question"), 2);
	assert_err(ERR_NOT_FOUND, query_history(f->store, &who, said,
	    f->arena, &versions, &count));
	/* what cannot be read yet is not unread */
	assert_int_equal(room_unread(f, t.who[2], t.room), 1);
	assert_err(OK, query_next_unread(f->store, &who, (struct place){ 0 },
	    false, &next));
	assert_int_equal(next.post, t.thread);
	assert_int_equal(room_unread(f, t.who[4], t.room), 2);
	assert_err(OK, speak(f, t.who[2], t.thread, TYPE_C, "Cleo."));
	assert_false(post_seen(f, t.who[2], said).blind);
	assert_int_equal(room_unread(f, t.who[2], t.room), 2);
	/* who passes reads as well, and so does who waited for the end */
	assert_true(post_seen(f, t.who[3], said).blind);
	clock_pin(FORUM_T0 + 48 * HOURS + 7 * FORUM_DAY);
	assert_false(post_seen(f, t.who[3], said).blind);
	assert_int_equal(room_unread(f, t.who[3], t.room), 3);
	assert_sound(f);
}

static void
at_half_of_a_round_those_who_have_not_spoken_are_reminded_once(void **state)
{
	struct forum	*f = *state;
	struct table	 t = table_open(f);
	struct due	 due = { 0 };
	struct due_done	 done;
	int64_t		 start = FORUM_T0 + 48 * HOURS;

	announce(f, &t, ROUND_TWO);
	sign_up(f, &t, 3);
	clock_pin(start);
	assert_err(OK, speak(f, t.who[1], t.thread, TYPE_C, "Un."));
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 0);
	clock_pin(start + 84 * HOURS);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 2);
	assert_int_equal(notices_of_kind(f, t.who[1], NOTICE_ROUND_TURN), 0);
	assert_int_equal(notices_of_kind(f, t.who[2], NOTICE_ROUND_TURN), 1);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 0);
	clock_pin(start + 10 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 3);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.reminders, 0);
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(a_facilitator_announces_and_people_sign_up),
		TEST(each_speaks_once_and_nobody_else),
		TEST(the_clock_ends_what_nobody_ends),
		TEST(two_rounds_follow_each_other_as_soon_as_all_have_spoken),
		TEST(fewer_than_three_make_no_round_table),
		TEST(a_round_table_takes_so_many_and_turns_are_short),
		TEST(blind_one_reads_the_others_after_having_spoken),
		TEST(at_half_of_a_round_those_who_have_not_spoken_are_reminded_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
