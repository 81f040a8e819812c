/* thanks: told to the author alone, once for a post. */
#include "tests/unit/store/forum_fixture.h"

static enum err
thank(struct forum *f, uint64_t member, uint64_t post)
{
	return try_act(f, as(member), ACT_THANK,
	    (struct act_args){ .post = post }, NULL);
}

/* Notices of thanks that wait for a member; *by: who sent the latest. */
static size_t
thanks_of(struct forum *f, uint64_t member, struct str *by)
{
	struct who		 who = as(member);
	struct notice_view	*views;
	size_t			 count, n = 0, i;

	assert_err(OK, query_notices(f->store, &who, true, 100, f->arena,
	    &views, &count));
	for (i = count; i-- > 0; )
		if (views[i].notice.kind == NOTICE_THANKS) {
			*by = views[i].by;
			n++;
		}
	return n;
}

static void
the_author_alone_hears_of_it_once(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 cleo = newcomer_add(f, "cleo");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 post = thread_open(f, anna, room, "Titre", "Un.");
	struct str	 by = str_of("");

	assert_err(ERR_DENIED, thank(f, anna, post));
	assert_err(OK, thank(f, ben, post));
	assert_err(ERR_DENIED, thank(f, ben, post));
	assert_int_equal(thanks_of(f, anna, &by), 1);
	assert_true(str_equal(by, str_of("ben")));
	/* a newcomer may, and it is another person's thanks */
	assert_err(OK, thank(f, cleo, post));
	assert_int_equal(thanks_of(f, anna, &by), 2);
	assert_int_equal(thanks_of(f, ben, &by), 0);
	assert_int_equal(thanks_of(f, cleo, &by), 0);
	/* put away once it was opened */
	assert_err(OK, try_act(f, as(anna), ACT_NOTICE_SEEN,
	    (struct act_args){ .post = post }, NULL));
	assert_int_equal(thanks_of(f, anna, &by), 0);
	assert_sound(f);
}

static void
nothing_is_thanked_for_that_one_cannot_read_or_that_is_gone(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 closed = room_add(f, "clos", VISIBILITY_PRIVATE);
	uint64_t	 post = thread_open(f, anna, room, "Titre", "Un.");
	uint64_t	 hidden;

	room_allow(f, closed, anna);
	hidden = thread_open(f, anna, closed, "Entre nous", "Deux.");
	assert_err(ERR_NOT_FOUND, thank(f, ben, hidden));
	assert_err(ERR_NOT_FOUND, thank(f, ben, 9999));
	assert_err(ERR_DENIED, try_act(f, a_guest, ACT_THANK,
	    (struct act_args){ .post = post }, NULL));
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE,
	    (struct act_args){ .post = post }, NULL));
	assert_err(ERR_DENIED, thank(f, ben, post));
}

/* Who is ignored is not told so. */
static void
thanks_of_somebody_ignored_are_silent(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 post = thread_open(f, anna, room, "Titre", "Un.");
	struct str	 by;

	assert_err(OK, try_act(f, as(anna), ACT_IGNORE,
	    (struct act_args){ .member = ben, .number = 1 }, NULL));
	assert_err(OK, thank(f, ben, post));
	assert_int_equal(thanks_of(f, anna, &by), 0);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(the_author_alone_hears_of_it_once),
		with_forum(
		    nothing_is_thanked_for_that_one_cannot_read_or_that_is_gone),
		with_forum(thanks_of_somebody_ignored_are_silent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
