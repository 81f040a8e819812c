/* Views invited into a thread: who may invite whom, drawn how. */
#include "tests/unit/store/forum_fixture.h"

enum { HOUR = 3600 };

static uint64_t
person(struct forum *f, const char *handle, enum profile profile, bool agrees)
{
	struct member		 m = { .handle = str_of(handle),
				     .profiles = { (uint8_t)(profile + 1) } };
	struct act_result	 result;
	struct member_view	 me;
	struct who		 who;

	assert_err(OK, try_act(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &m }, &result));
	who = as(result.id);
	assert_err(OK, try_act(f, who, ACT_SEEN, (struct act_args){ 0 },
	    NULL));
	assert_err(OK, query_member(f->store, &who, result.id, f->arena,
	    &me));
	me.member.invited = agrees;
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &me.member }, NULL));
	return result.id;
}

static enum err
invite(struct forum *f, uint64_t member, uint64_t thread, int profile,
    uint64_t *count)
{
	struct act_result	result;
	enum err		e;

	e = try_act(f, as(member), ACT_VIEW_INVITE, (struct act_args){
	    .post = thread, .number = (uint64_t)(profile + 1) }, &result);
	if (count != NULL)
		*count = result.id;
	return e;
}

static size_t
asked(struct forum *f, uint64_t member)
{
	struct who		 who = as(member);
	struct wait_view	*views;
	size_t			 count, n = 0, i;

	assert_err(OK, query_waits(f->store, &who, f->arena, &views, &count));
	for (i = 0; i < count; i++)
		n += views[i].wait.kind == WAIT_VIEW;
	return n;
}

struct debate { uint64_t anna, ben, cleo, room, thread; };

static struct debate
debate_open(struct forum *f)
{
	struct debate	d = { 0 };

	d.anna = person(f, "anna", PROFILE_AGENT, false);
	d.ben = person(f, "ben", PROFILE_CONSULTANT, false);
	d.cleo = person(f, "cleo", PROFILE_AGENT, true);
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	d.thread = thread_open(f, d.anna, d.room, "Titre", "Un.");
	return d;
}

static void
a_missing_view_is_invited_in_time_by_who_opened_the_thread(void **state)
{
	static const char	*names[] = { "e1", "e2", "e3", "e4" };
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 elus[4], count, sum = 0;
	int			 i;

	for (i = 0; i < 4; i++)
		elus[i] = person(f, names[i], PROFILE_ELU, true);
	for (i = 0; i < 5; i++)
		reply_to(f, d.ben, d.thread, "Une réponse.");
	/* six posts, but too soon */
	assert_err(ERR_DENIED, invite(f, d.anna, d.thread, PROFILE_ELU,
	    NULL));
	clock_pin(FORUM_T0 + 72 * HOUR);
	assert_err(ERR_DENIED, invite(f, d.ben, d.thread, PROFILE_ELU, NULL));
	assert_err(ERR_DENIED, invite(f, d.anna, d.thread,
	    PROFILE_CONSULTANT, NULL));
	/* nobody of that profile agreed */
	assert_err(ERR_INPUT, invite(f, d.anna, d.thread, PROFILE_CHERCHEUR,
	    NULL));
	assert_err(OK, invite(f, d.anna, d.thread, PROFILE_ELU, &count));
	assert_int_equal(count, 3);
	for (i = 0; i < 4; i++)
		sum += asked(f, elus[i]);
	assert_int_equal(sum, 3);
	assert_int_equal(asked(f, d.cleo), 0);
	/* once for a profile */
	assert_err(ERR_DENIED, invite(f, d.anna, d.thread, PROFILE_ELU,
	    NULL));
	assert_sound(f);
}

static void
an_invitation_ends_by_a_post_a_silent_no_or_the_clock(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 e1 = person(f, "e1", PROFILE_ELU, true);
	uint64_t	 e2 = person(f, "e2", PROFILE_ELU, true);
	uint64_t	 e3 = person(f, "e3", PROFILE_ELU, true);
	int		 i;

	for (i = 0; i < 5; i++)
		reply_to(f, d.ben, d.thread, "Une réponse.");
	clock_pin(FORUM_T0 + 72 * HOUR);
	assert_err(OK, invite(f, d.anna, d.thread, PROFILE_ELU, NULL));
	assert_int_equal(asked(f, e1) + asked(f, e2) + asked(f, e3), 3);
	reply_to(f, e1, d.thread, "Me voici.");
	assert_int_equal(asked(f, e1), 0);
	assert_err(OK, try_act(f, as(e2), ACT_WAIT_PASS, (struct act_args){
	    .post = d.thread }, NULL));
	assert_int_equal(asked(f, e2), 0);
	clock_pin(FORUM_T0 + 72 * HOUR + 7 * FORUM_DAY);
	assert_int_equal(asked(f, e3), 0);
	assert_sound(f);
}

/* Some threads, each ripe, each inviting one person: the least invited first,
 * nobody more than twice a month. */
static void
the_least_invited_come_first_and_twice_a_month_at_most(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 e1 = person(f, "e1", PROFILE_ELU, true);
	uint64_t	 e2 = person(f, "e2", PROFILE_ELU, true);
	uint64_t	 n[6], count;
	int		 i, k;

	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("view-people"), .number = 1 },
	    NULL));
	for (i = 0; i < 6; i++) {
		n[i] = thread_open(f, d.anna, d.room, "Titre", "Un.");
		for (k = 0; k < 5; k++)
			reply_to(f, d.ben, n[i], "Une réponse.");
	}
	clock_pin(FORUM_T0 + 72 * HOUR);
	for (i = 0; i < 4; i++) {
		assert_err(OK, invite(f, d.anna, n[i], PROFILE_ELU, &count));
		assert_int_equal(count, 1);
		if (i % 2 == 1) {
			assert_int_equal(asked(f, e1), (i + 1) / 2);
			assert_int_equal(asked(f, e2), (i + 1) / 2);
		}
	}
	assert_err(ERR_INPUT, invite(f, d.anna, n[4], PROFILE_ELU, NULL));
	clock_pin(FORUM_T0 + 72 * HOUR + 20 * FORUM_DAY);
	assert_err(ERR_INPUT, invite(f, d.anna, n[4], PROFILE_ELU, NULL));
	/* a month later, if they were here lately */
	clock_pin(FORUM_T0 + 72 * HOUR + 31 * FORUM_DAY);
	assert_err(ERR_INPUT, invite(f, d.anna, n[4], PROFILE_ELU, NULL));
	assert_err(OK, try_act(f, as(e1), ACT_SEEN, (struct act_args){ 0 },
	    NULL));
	assert_err(OK, invite(f, d.anna, n[4], PROFILE_ELU, NULL));
	assert_int_equal(asked(f, e1), 1);
	assert_sound(f);
}

/* Eight people, eight threads that invite one each: each person once. */
static void
nobody_is_invited_twice_while_another_was_not(void **state)
{
	enum { MANY = 8 };
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 elus[MANY], n[MANY];
	char		 handle[] = "ea";
	int		 i, k;

	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("view-people"), .number = 1 },
	    NULL));
	for (i = 0; i < MANY; i++) {
		handle[1] = (char)('a' + i);
		elus[i] = person(f, handle, PROFILE_ELU, true);
		n[i] = thread_open(f, d.anna, d.room, "Titre", "Un.");
		for (k = 0; k < 5; k++)
			reply_to(f, d.ben, n[i], "Une réponse.");
	}
	clock_pin(FORUM_T0 + 72 * HOUR);
	for (i = 0; i < MANY; i++)
		assert_err(OK, invite(f, d.anna, n[i], PROFILE_ELU, NULL));
	for (i = 0; i < MANY; i++)
		assert_int_equal(asked(f, elus[i]), 1);
}

static void
a_third_view_is_of_another_profile_than_both(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 elu, last = d.thread;
	int		 i;

	/* without an exchange between two, nobody asks */
	assert_err(ERR_DENIED, invite(f, d.anna, d.thread, -1, NULL));
	for (i = 0; i < 5; i++)
		last = reply_to(f, i % 2 == 0 ? d.ben : d.anna, last, "Non.");
	/* Cleo agreed, but is of Anna's profile */
	assert_err(ERR_INPUT, invite(f, d.anna, d.thread, -1, NULL));
	elu = person(f, "elu", PROFILE_ELU, true);
	assert_err(ERR_DENIED, invite(f, d.cleo, d.thread, -1, NULL));
	assert_err(OK, invite(f, d.ben, d.thread, -1, NULL));
	assert_int_equal(asked(f, elu), 1);
	assert_int_equal(asked(f, d.cleo), 0);
	/* Ben has chosen; Anna may still */
	assert_err(ERR_DENIED, invite(f, d.ben, d.thread, -1, NULL));
	assert_sound(f);
}

static void
who_no_longer_agrees_is_not_drawn(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 elu = person(f, "elu", PROFILE_ELU, true);
	struct who		 who = as(elu);
	struct member_view	 me;
	int			 i;

	for (i = 0; i < 5; i++)
		reply_to(f, d.ben, d.thread, "Une réponse.");
	assert_err(OK, query_member(f->store, &who, elu, f->arena, &me));
	me.member.invited = false;
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &me.member }, NULL));
	clock_pin(FORUM_T0 + 72 * HOUR);
	assert_err(ERR_INPUT, invite(f, d.anna, d.thread, PROFILE_ELU, NULL));
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(a_missing_view_is_invited_in_time_by_who_opened_the_thread),
		TEST(an_invitation_ends_by_a_post_a_silent_no_or_the_clock),
		TEST(the_least_invited_come_first_and_twice_a_month_at_most),
		TEST(nobody_is_invited_twice_while_another_was_not),
		TEST(a_third_view_is_of_another_profile_than_both),
		TEST(who_no_longer_agrees_is_not_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
