/* What is read of a store in which a row leads nowhere: damage, said so; never
 * a shorter list, nor a thing that does not exist. */
#include "forum_fixture.h"

/* Takes a row away, as no act does. */
static void
lose(struct forum *f, enum db_table t, uint64_t id)
{
	struct key	 key = key_u64(id);
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, db_del(txn, t, key_str(&key)));
	assert_err(OK, db_commit(txn));
}

static void
a_list_that_leads_to_no_thread_is_damage(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna"), room, thread;
	struct thread_view	*views;
	struct who		 who = as(anna);
	size_t			 count;

	room = room_add(f, "salon", VISIBILITY_MEMBERS);
	thread_open(f, anna, room, "Un fil", "Un.");
	thread = thread_open(f, anna, room, "Un autre", "Deux.");
	lose(f, DB_THREAD, thread);
	assert_err(ERR_DAMAGED, query_threads(f->store, &who, room, 0, 50,
	    THREADS_BY_ACTIVITY, f->arena, &views, &count));
}

static void
a_name_that_leads_to_no_member_is_damage(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna"), total;
	struct member_view	*views;
	struct who		 who = as(anna);
	size_t			 count;

	lose(f, DB_MEMBER, member_add(f, "bela"));
	member_add(f, "carla");
	assert_err(ERR_DAMAGED, query_members(f->store, &who, "", 50,
	    f->arena, &views, &count, &total));
}

static void
a_tree_that_leads_to_no_post_is_damage(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna"), room, thread;
	struct who		 who = as(anna);
	struct post_view	*views;
	size_t			 count;

	room = room_add(f, "salon", VISIBILITY_MEMBERS);
	thread = thread_open(f, anna, room, "Un fil", "Un.");
	lose(f, DB_POST, reply_to(f, anna, thread, "Deux."));
	assert_err(ERR_DAMAGED, query_thread_posts(f->store, &who, thread,
	    f->arena, &views, &count));
}

#define IN_A_FORUM(test) \
	cmocka_unit_test_setup_teardown(test, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		IN_A_FORUM(a_list_that_leads_to_no_thread_is_damage),
		IN_A_FORUM(a_name_that_leads_to_no_member_is_damage),
		IN_A_FORUM(a_tree_that_leads_to_no_post_is_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
