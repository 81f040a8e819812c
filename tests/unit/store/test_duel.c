/* Two people who answer each other and nobody else. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/duel.h"

struct debate { uint64_t anna, ben, cleo, lead, room, thread, last; };

static struct debate
debate_open(struct forum *f)
{
	struct debate	d = { 0 };

	d.anna = member_add(f, "anna");
	d.ben = member_add(f, "ben");
	d.cleo = member_add(f, "cleo");
	d.lead = member_add(f, "lead");
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	mandate_add(f, d.lead, ROLE_FACILITATOR, d.room, 0);
	d.last = d.thread = thread_open(f, d.anna, d.room, "Titre", "Un.");
	return d;
}

/* Each letter is somebody's reply to the post before. */
static void
speak(struct forum *f, struct debate *d, const char *who)
{
	for (; *who != '\0'; who++)
		d->last = reply_to(f, *who == 'a' ? d->anna : *who == 'b' ?
		    d->ben : *who == 'c' ? d->cleo : d->lead, d->last,
		    "Une réponse.");
}

static size_t
asked(struct forum *f, uint64_t member, enum wait_kind kind,
    uint64_t *post, uint64_t *by)
{
	struct who		 who = as(member);
	struct wait_view	*views;
	size_t			 count, n = 0, i;

	assert_err(OK, query_waits(f->store, &who, f->arena, &views, &count));
	for (i = 0; i < count; i++)
		if (views[i].wait.kind == kind) {
			*post = views[i].wait.post;
			*by = views[i].wait.by;
			n++;
		}
	return n;
}

static size_t
duels(struct forum *f, uint64_t member)
{
	uint64_t	post, by;

	return asked(f, member, WAIT_DUEL, &post, &by);
}

static size_t
told(struct forum *f, uint64_t member)
{
	struct who		 who = as(member);
	struct notice_view	*views;
	size_t			 count, n = 0, i;

	assert_err(OK, query_notices(f->store, &who, false, 100, f->arena,
	    &views, &count));
	for (i = 0; i < count; i++)
		n += views[i].notice.kind == NOTICE_DUEL;
	return n;
}

static void
turns_are_of_the_two_who_wrote_last(void **state)
{
	struct branch	rows[8] = { { 0 } };
	bool		exempt[8] = { false };
	const char	*order;
	int		i;

	for (order = "abababab", i = 0; i < 8; i++)
		rows[i].author = (uint64_t)order[i];
	assert_int_equal(duel_turns(rows, exempt, 8), 6);
	exempt[3] = true;
	assert_int_equal(duel_turns(rows, exempt, 8), 3);
	exempt[3] = false;
	for (order = "abacadae", i = 0; i < 8; i++)
		rows[i].author = (uint64_t)order[i];
	assert_int_equal(duel_turns(rows, exempt, 8), 1);
	for (order = "aabbaabb", i = 0; i < 8; i++)
		rows[i].author = (uint64_t)order[i];
	assert_int_equal(duel_turns(rows, exempt, 8), 0);
	assert_int_equal(duel_turns(rows, exempt, 1), 0);
}

static void
six_alternations_tell_the_two_and_no_third(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 post = 0, by = 0;

	speak(f, &d, "baba");
	assert_int_equal(duels(f, d.anna) + duels(f, d.ben), 0);
	speak(f, &d, "b");
	assert_int_equal(asked(f, d.anna, WAIT_DUEL, &post, &by), 1);
	assert_int_equal(post, d.last);		/* the other's last one */
	assert_int_equal(by, d.ben);
	assert_int_equal(asked(f, d.ben, WAIT_DUEL, &post, &by), 1);
	assert_int_equal(by, d.anna);
	assert_int_equal(duels(f, d.cleo) + duels(f, d.lead), 0);
	assert_int_equal(told(f, d.lead), 0);	/* four turns: not yet */
	/* the facilitators hear of the second threshold, once */
	speak(f, &d, "ab");
	assert_int_equal(told(f, d.lead), 1);
	assert_int_equal(told(f, d.cleo), 0);
	speak(f, &d, "ab");
	assert_int_equal(told(f, d.lead), 1);
	assert_sound(f);
}

static void
a_third_voice_or_a_question_makes_it_none(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 r;
	int			 i;

	speak(f, &d, "bcabcabcab");
	assert_int_equal(duels(f, d.anna) + duels(f, d.ben), 0);
	d.last = d.thread = thread_open(f, d.anna, d.room, "Autre", "Un.");
	/* questions by one, answers by the other */
	for (i = 0; i < 8; i++) {
		assert_err(OK, try_act(f, as(i % 2 == 0 ? d.ben : d.anna),
		    ACT_POST_REPLY, (struct act_args){ .post = d.last,
		    .type = i % 2 == 0 ? TYPE_Q : TYPE_C,
		    .text = str_of("Et alors ?") }, &r));
		d.last = r.id;
	}
	assert_int_equal(duels(f, d.anna) + duels(f, d.ben), 0);
	assert_sound(f);
}

static void
once_a_week_and_what_was_said_is_forgotten(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);

	speak(f, &d, "babab");
	assert_int_equal(duels(f, d.ben), 1);
	/* going on is remembered, silently */
	assert_err(OK, try_act(f, as(d.ben), ACT_WAIT_PASS,
	    (struct act_args){ .post = d.last }, NULL));
	assert_int_equal(duels(f, d.ben), 0);
	assert_int_equal(duels(f, d.anna), 1);
	speak(f, &d, "abab");
	assert_int_equal(duels(f, d.ben), 0);
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_int_equal(duels(f, d.anna), 0);
	speak(f, &d, "ab");
	assert_int_equal(duels(f, d.ben), 1);
	assert_int_equal(duels(f, d.anna), 1);
	assert_sound(f);
}

static void
a_facilitator_asks_the_two_to_post_calmly(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct who		 lead = as(d.lead), anna = as(d.anna);
	struct act_args		 calm = { .post = d.thread, .member = d.ben,
				    .number = d.anna };
	struct act_args		 reply = { .post = d.thread,
				    .text = str_of("Encore.") };
	struct pair_view	*pairs;
	size_t			 count;

	assert_err(ERR_INPUT, try_act(f, lead, ACT_PAIR_CALM, calm, NULL));
	speak(f, &d, "babab");
	assert_err(ERR_DENIED, try_act(f, anna, ACT_PAIR_CALM, calm, NULL));
	assert_err(ERR_DENIED, query_pairs(f->store, &anna, d.thread,
	    f->arena, &pairs, &count));
	assert_err(OK, query_pairs(f->store, &lead, d.thread, f->arena,
	    &pairs, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(pairs[0].names[0], str_of("anna")));
	assert_int_equal(pairs[0].calm_until, 0);
	assert_err(OK, try_act(f, lead, ACT_PAIR_CALM, calm, NULL));
	/* for these two, thirty minutes between two posts; not for others */
	assert_err(ERR_LIMIT, try_act(f, anna, ACT_POST_REPLY, reply, NULL));
	assert_err(ERR_LIMIT, try_act(f, as(d.ben), ACT_POST_REPLY, reply,
	    NULL));
	reply_to(f, d.cleo, d.last, "Un mot.");
	reply_to(f, d.cleo, d.last, "Un autre.");
	clock_pin(FORUM_T0 + 30 * 60);
	assert_err(OK, try_act(f, anna, ACT_POST_REPLY, reply, NULL));
	assert_err(ERR_LIMIT, try_act(f, anna, ACT_POST_REPLY, reply, NULL));
	/* two hours, and it is over */
	clock_pin(FORUM_T0 + 2 * 3600 - 60);
	assert_err(OK, try_act(f, anna, ACT_POST_REPLY, reply, NULL));
	clock_pin(FORUM_T0 + 2 * 3600);
	assert_err(OK, try_act(f, anna, ACT_POST_REPLY, reply, NULL));
	assert_sound(f);
}

static void
how_it_is_spread_is_counted_of_nobody(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 tenths[DUEL_TENTHS], sum = 0;
	int		 i;

	speak(f, &d, "babab");		/* the sixth post: 4 turns of 4 */
	speak(f, &d, "c");		/* the seventh ends none */
	assert_err(OK, query_duel_tenths(f->store, tenths));
	for (i = 0; i < DUEL_TENTHS; i++)
		sum += tenths[i];
	assert_int_equal(sum, 1);
	assert_int_equal(tenths[10], 1);
}

static void
who_ignores_the_other_hears_nothing(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);

	assert_err(OK, try_act(f, as(d.anna), ACT_IGNORE, (struct act_args){
	    .member = d.ben, .number = 1 }, NULL));
	speak(f, &d, "babab");
	assert_int_equal(duels(f, d.anna), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(turns_are_of_the_two_who_wrote_last),
		TEST(six_alternations_tell_the_two_and_no_third),
		TEST(a_third_voice_or_a_question_makes_it_none),
		TEST(once_a_week_and_what_was_said_is_forgotten),
		TEST(a_facilitator_asks_the_two_to_post_calmly),
		TEST(how_it_is_spread_is_counted_of_nobody),
		TEST(who_ignores_the_other_hears_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
