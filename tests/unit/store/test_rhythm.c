/* The time a thread leaves between two posts of one person. */
#include "tests/unit/store/forum_fixture.h"

#include <string.h>

enum { MINUTE = 60, HOUR = 3600 };

struct debate { uint64_t lead, anna, ben, cleo, room, thread; };

static struct debate
debate_open(struct forum *f)
{
	struct debate	d = { 0 };

	d.lead = member_add(f, "lead");
	d.anna = member_add(f, "anna");
	d.ben = member_add(f, "ben");
	d.cleo = member_add(f, "cleo");
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	mandate_add(f, d.lead, ROLE_FACILITATOR, d.room, 0);
	d.thread = thread_open(f, d.anna, d.room, "Titre", "Un.");
	return d;
}

static enum err
rhythm_set(struct forum *f, uint64_t member, uint64_t thread,
    enum rhythm rhythm, const char *reason, int64_t until)
{
	return try_act(f, as(member), ACT_RHYTHM_SET, (struct act_args){
	    .post = thread, .number = rhythm, .reason = str_of(reason),
	    .until = until }, NULL);
}

static enum err
reply(struct forum *f, uint64_t member, uint64_t post)
{
	return try_act(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = post, .text = str_of("Une réponse.") }, NULL);
}

static const char because[] = "Le fil s’emballe : prenons le temps.";

static void
a_facilitator_sets_it_and_says_why(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 other = room_add(f, "autre",
				     VISIBILITY_MEMBERS);
	uint64_t		 elsewhere = thread_open(f, d.anna, other,
				     "Titre", "Un.");
	struct who		 ben = as(d.ben);
	struct thread_view	 v;

	assert_err(ERR_DENIED, rhythm_set(f, d.anna, d.thread, RHYTHM_CALM,
	    because, 0));
	assert_err(ERR_DENIED, rhythm_set(f, d.lead, elsewhere, RHYTHM_CALM,
	    because, 0));
	assert_err(ERR_INPUT, rhythm_set(f, d.lead, d.thread, RHYTHM_CALM,
	    "Court.", 0));
	assert_err(ERR_INPUT, rhythm_set(f, d.lead, d.thread, RHYTHM_CALM,
	    because, FORUM_T0 - 1));
	assert_err(ERR_INPUT, rhythm_set(f, d.lead, d.thread, RHYTHM_CALM,
	    because, FORUM_T0 + 91 * FORUM_DAY));
	assert_err(ERR_INPUT, rhythm_set(f, d.lead, d.thread, RHYTHM_COUNT,
	    because, 0));
	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_CALM, because,
	    0));
	assert_err(OK, query_thread(f->store, &ben, d.thread, f->arena, &v));
	assert_int_equal(v.rhythm, RHYTHM_CALM);
	assert_int_equal(v.rhythm_gap, 30 * MINUTE);
	assert_true(str_equal(v.rhythm_by, str_of("lead")));
	assert_true(str_equal(v.thread.rhythm_reason, str_of(because)));
	assert_int_equal(v.thread.rhythm_until, FORUM_T0 + 7 * FORUM_DAY);
	assert_sound(f);
}

/* Nobody, not even who opened it or froze it; the log says both. */
static void
in_a_frozen_thread_nobody_posts_until_it_ends(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	struct who	 guest = a_guest;
	struct log_view	*entries;
	size_t		 before, after;

	clock_pin(FORUM_T0 + HOUR);
	assert_err(OK, query_log(f->store, &guest, 0, 50, f->arena, &entries,
	    &before));
	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_FROZEN, because,
	    FORUM_T0 + 3 * HOUR));
	assert_err(ERR_LIMIT, reply(f, d.lead, d.thread));
	assert_err(ERR_LIMIT, reply(f, d.anna, d.thread));
	assert_err(ERR_LIMIT, reply(f, d.cleo, d.thread));
	clock_pin(FORUM_T0 + 3 * HOUR);
	assert_err(OK, reply(f, d.cleo, d.thread));
	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_FROZEN, because,
	    0));
	assert_err(ERR_LIMIT, reply(f, d.ben, d.thread));
	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_FREE, because,
	    0));
	assert_err(OK, reply(f, d.ben, d.thread));
	clock_pin(FORUM_T0 + 8 * FORUM_DAY);
	assert_err(OK, query_log(f->store, &guest, 0, 50, f->arena, &entries,
	    &after));
	/* the mandate's is older; frozen twice, let go once */
	assert_int_equal(after - before, 3 + 1);
	assert_sound(f);
}

static void
one_waits_between_two_posts_whoever_one_is(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	struct who	 ben = as(d.ben);
	struct act_args	 next = { .post = d.thread };
	struct refusal	 why = { 0 };

	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_SLOW, because,
	    0));
	assert_err(OK, reply(f, d.ben, d.thread));
	clock_pin(FORUM_T0 + 3 * HOUR);
	assert_err(ERR_LIMIT, reply(f, d.ben, d.thread));
	assert_err(ERR_LIMIT, store_may(f->store, &ben, ACT_POST_REPLY, &next,
	    &why));
	assert_string_equal(why.word, "2025-06-15T19:06:40Z");
	/* each has their own time, and the facilitator waits as well */
	assert_err(OK, reply(f, d.cleo, d.thread));
	assert_err(OK, reply(f, d.lead, d.thread));
	assert_err(ERR_LIMIT, reply(f, d.lead, d.thread));
	clock_pin(FORUM_T0 + 4 * HOUR);
	assert_err(OK, reply(f, d.ben, d.thread));
	/* free again by the clock alone */
	clock_pin(FORUM_T0 + 7 * FORUM_DAY - 1);
	assert_err(OK, reply(f, d.ben, d.thread));
	assert_err(ERR_LIMIT, reply(f, d.ben, d.thread));
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_err(OK, reply(f, d.ben, d.thread));
	assert_sound(f);
}

static void
removing_a_post_gives_no_turn_and_changing_one_takes_none(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;

	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_CALM, because,
	    0));
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_REPLY,
	    (struct act_args){ .post = d.thread, .text = str_of("Oui.") },
	    &result));
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_EDIT,
	    (struct act_args){ .post = result.id, .text = str_of("Non.") },
	    NULL));
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_DELETE,
	    (struct act_args){ .post = result.id }, NULL));
	assert_err(ERR_LIMIT, reply(f, d.ben, d.thread));
	assert_sound(f);
}

static void
who_faces_many_has_more_turns(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 replies[3];
	uint64_t	 many[3] = { d.ben, d.cleo, d.lead };
	int		 i;

	clock_pin(FORUM_T0 + HOUR);
	assert_err(OK, rhythm_set(f, d.lead, d.thread, RHYTHM_SLOW, because,
	    0));
	assert_err(ERR_LIMIT, reply(f, d.anna, d.thread));
	for (i = 0; i < 2; i++)
		replies[i] = reply_to(f, many[i], d.thread, "À vous.");
	assert_err(ERR_LIMIT, reply(f, d.anna, replies[0]));
	replies[2] = reply_to(f, many[2], d.thread, "À vous.");
	/* three unanswered replies: one turn more, and only one */
	assert_err(OK, reply(f, d.anna, replies[0]));
	assert_err(ERR_LIMIT, reply(f, d.anna, replies[1]));
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(a_facilitator_sets_it_and_says_why),
		TEST(in_a_frozen_thread_nobody_posts_until_it_ends),
		TEST(one_waits_between_two_posts_whoever_one_is),
		TEST(removing_a_post_gives_no_turn_and_changing_one_takes_none),
		TEST(who_faces_many_has_more_turns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
