/* drafts: how many there are, and what throwing one away gives back. */
#include "forum_fixture.h"

static enum err
keep(struct forum *f, uint64_t member, uint64_t room, uint64_t *number)
{
	struct draft		draft = { .room = room, .text = str_of("à suivre") };
	struct act_result	result;
	enum err		e;

	e = try_act(f, as(member), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, &result);
	if (e == OK)
		*number = result.id;
	return e;
}

static void
drop(struct forum *f, uint64_t member, uint64_t number)
{
	assert_err(OK, try_act(f, as(member), ACT_DRAFT_DROP,
	    (struct act_args){ .number = number }, NULL));
}

static size_t
drafts_of(struct forum *f, uint64_t member)
{
	struct draft_view	*drafts;
	struct who		 who = as(member);
	size_t			 count;

	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	return count;
}

static void
throwing_a_draft_away_makes_room(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), last = 0;
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	int		 i;

	for (i = 0; i < 100; i++)
		assert_err(OK, keep(f, anna, room, &last));
	assert_err(ERR_LIMIT, keep(f, anna, room, &last));
	drop(f, anna, last);
	assert_err(OK, keep(f, anna, room, &last));
	assert_err(ERR_LIMIT, keep(f, anna, room, &last));
}

static void
thrown_drafts_are_bounded_and_go_after_a_week(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), last;
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	int		 i;

	for (i = 0; i < 150; i++) {
		assert_err(OK, keep(f, anna, room, &last));
		drop(f, anna, last);
	}
	assert_true(drafts_of(f, anna) <= 101);
	clock_pin(FORUM_T0 + 8 * 86400);
	assert_err(OK, keep(f, anna, room, &last));
	assert_int_equal(drafts_of(f, anna), 1);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(throwing_a_draft_away_makes_room),
		with_forum(thrown_drafts_are_bounded_and_go_after_a_week),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
