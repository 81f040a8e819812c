/* edits: how many one post takes, and that a delete takes all away at once. */
#include "forum_fixture.h"

enum { REVISIONS = 1000 };

static void
a_post_takes_a_thousand_revisions_and_goes_with_all_of_them(void **state)
{
	struct act_args		 args = { .text = str_of("Encore.") };
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct db_info		 info;
	struct act_result	 result;
	int			 i;

	args.post = thread_open(f, anna, room, "Fil", "Un.");
	clock_pin(FORUM_T0 + FORUM_EDIT_FREELY + 1);
	assert_err(OK, db_bulk(store_db(f->store), true));
	for (i = 1; i < REVISIONS; i++)
		assert_err(OK, try_act(f, as(anna), ACT_POST_EDIT, args,
		    NULL));
	assert_err(ERR_LIMIT, try_act(f, as(anna), ACT_POST_EDIT, args,
	    &result));
	assert_non_null(result.why.msgid);
	assert_err(OK, db_bulk(store_db(f->store), false));
	assert_err(OK, db_info(store_db(f->store), &info));
	assert_int_equal(info.entries[DB_TEXT], REVISIONS);
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE, args, NULL));
	assert_err(OK, db_info(store_db(f->store), &info));
	assert_int_equal(info.entries[DB_TEXT], 0);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(
	    a_post_takes_a_thousand_revisions_and_goes_with_all_of_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
