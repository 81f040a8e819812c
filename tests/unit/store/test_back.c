/* a clock that goes back: order, counts and limits hold. */
#include "forum_fixture.h"

enum { HOUR = 3600 };

static void
a_thread_moves_up_although_the_clock_went_back(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna"), one, two;
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct who		 who = as(anna);
	struct thread_view	*threads;
	size_t			 count;

	one = thread_open(f, anna, room, "Un", "Texte.");
	clock_pin(FORUM_T0 + 10);
	two = thread_open(f, anna, room, "Deux", "Texte.");
	clock_pin(FORUM_T0 - HOUR);
	reply_to(f, anna, one, "Suite.");
	assert_err(OK, query_threads(f->store, &who, room, 0, 9,
	    THREADS_BY_ACTIVITY, f->arena, &threads, &count));
	assert_int_equal(count, 2);
	assert_int_equal(threads[0].thread.id, one);
	thread_open(f, anna, room, "Trois", "Texte.");
	assert_err(OK, query_threads(f->store, &who, room, 0, 9,
	    THREADS_BY_ACTIVITY, f->arena, &threads, &count));
	assert_int_equal(count, 3);
	assert_int_equal(threads[2].thread.id, two);
}

static void
what_is_unread_to_a_new_member_stays_so(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), bela;
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);

	thread_open(f, anna, room, "Un", "Texte.");
	clock_pin(FORUM_T0 + 20 * (int64_t)FORUM_DAY);
	thread_open(f, anna, room, "Deux", "Texte.");
	bela = member_add(f, "bela");
	assert_int_equal(room_unread(f, bela, room), 1);
	clock_pin(FORUM_T0);
	thread_open(f, anna, room, "Trois", "Texte.");
	assert_true(room_unread(f, bela, room) >= 1);
}

static void
a_newcomers_first_day_is_counted_once(void **state)
{
	struct act_args	 args = { .title = str_of("Q"), .text = str_of("?"),
			    .type = TYPE_Q };
	struct forum	*f = *state;
	uint64_t	 nina = newcomer_add(f, "nina");
	int		 i;

	args.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	for (i = 0; i < 3; i++)
		assert_err(OK, try_act(f, as(nina), ACT_THREAD_NEW, args,
		    NULL));
	clock_pin(FORUM_T0 - HOUR);
	assert_err(ERR_LIMIT, try_act(f, as(nina), ACT_THREAD_NEW, args,
	    NULL));
	clock_pin(FORUM_T0 + FORUM_DAY - 1);
	assert_err(ERR_LIMIT, try_act(f, as(nina), ACT_THREAD_NEW, args,
	    NULL));
	clock_pin(FORUM_T0 + FORUM_DAY);
	assert_err(OK, try_act(f, as(nina), ACT_THREAD_NEW, args, NULL));
}

static void
a_mandate_that_has_not_begun_gives_nothing(void **state)
{
	struct act_args	 args = { .member = 0, .role = ROLE_FACILITATOR };
	struct forum	*f = *state;
	struct caller	 caller;
	uint64_t	 dora = member_add(f, "dora");
	struct who	 who = as(dora);

	mandate_add(f, dora, ROLE_SYSOP, 0, 0);
	args.member = member_add(f, "anna");
	args.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	clock_pin(FORUM_T0 - HOUR);
	assert_err(OK, query_caller(f->store, &who, f->arena, &caller));
	assert_false(caller.sysop);
	assert_err(ERR_DENIED, try_act(f, who, ACT_MANDATE_ADD, args, NULL));
	clock_pin(FORUM_T0);
	assert_err(OK, try_act(f, who, ACT_MANDATE_ADD, args, NULL));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(a_thread_moves_up_although_the_clock_went_back),
		with_forum(what_is_unread_to_a_new_member_stays_so),
		with_forum(a_newcomers_first_day_is_counted_once),
		with_forum(a_mandate_that_has_not_begun_gives_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
