/* Who speaks how much: by profile for all, by person for that person alone. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/share.h"

static struct thread_view
seen(struct forum *f, uint64_t member, uint64_t thread)
{
	struct who		who = member != 0 ? as(member) : a_guest;
	struct thread_view	view;

	assert_err(OK, query_thread(f->store, &who, thread, f->arena, &view));
	return view;
}

static uint64_t
of_profile(const struct thread_view *view, enum profile profile)
{
	return view->thread.shares.at[profile + 1];
}

static void
voices_are_people_counted_by_profile(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_with(f, "anna", PROFILE_AGENT);
	uint64_t		 ben = member_with(f, "ben", PROFILE_CONSULTANT);
	uint64_t		 cleo = member_with(f, "cleo", PROFILE_CONSULTANT);
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 n = thread_open(f, anna, room, "Titre", "Un.");
	uint64_t		 last;
	struct thread_view	 v;

	reply_to(f, ben, n, "Deux.");
	reply_to(f, ben, n, "Trois.");
	last = reply_to(f, cleo, n, "Quatre.");
	v = seen(f, anna, n);
	assert_int_equal(v.thread.voices, 3);
	assert_int_equal(v.thread.living, 4);
	assert_int_equal(of_profile(&v, PROFILE_CONSULTANT), 2);
	assert_int_equal(of_profile(&v, PROFILE_AGENT), 1);
	assert_sound(f);
	/* whose only post is removed is no voice any more */
	assert_err(OK, try_act(f, as(cleo), ACT_POST_DELETE,
	    (struct act_args){ .post = last }, NULL));
	v = seen(f, anna, n);
	assert_int_equal(v.thread.voices, 2);
	assert_int_equal(v.thread.living, 3);
	assert_int_equal(of_profile(&v, PROFILE_CONSULTANT), 1);
	assert_sound(f);
}

static void
a_profile_that_changes_moves_no_voice(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_with(f, "anna", PROFILE_AGENT);
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 n = thread_open(f, anna, room, "Titre", "Un.");
	struct who		 who = as(anna);
	struct member_view	 me;
	struct thread_view	 v;
	uint64_t		 second;

	assert_err(OK, query_member(f->store, &who, anna, f->arena, &me));
	me.member.profiles[0] = PROFILE_ELU + 1;
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &me.member }, NULL));
	second = reply_to(f, anna, n, "Deux.");
	v = seen(f, anna, n);
	assert_int_equal(of_profile(&v, PROFILE_AGENT), 1);
	assert_int_equal(of_profile(&v, PROFILE_ELU), 0);
	assert_err(OK, try_act(f, who, ACT_POST_DELETE, (struct act_args){
	    .post = n }, NULL));
	assert_err(OK, try_act(f, who, ACT_POST_DELETE, (struct act_args){
	    .post = second }, NULL));
	v = seen(f, anna, n);
	assert_int_equal(v.thread.voices, 0);
	assert_int_equal(of_profile(&v, PROFILE_AGENT), 0);
	assert_sound(f);
}

static void
who_carries_much_of_a_thread_is_told_and_nobody_else(void **state)
{
	static const char	*names[] = { "anna", "ben", "cleo", "dina" };
	struct forum		*f = *state;
	uint64_t		 who[4], room, n;
	int			 i;

	for (i = 0; i < 4; i++)
		who[i] = member_add(f, names[i]);
	room = room_add(f, "salon", VISIBILITY_PUBLIC);
	n = thread_open(f, who[0], room, "Titre", "Un.");
	for (i = 0; i < 3; i++)
		reply_to(f, who[1], n, "De Ben.");
	for (i = 0; i < 2; i++)
		reply_to(f, who[2], n, "De Cleo.");
	for (i = 0; i < 3; i++)
		reply_to(f, who[0], n, "D’Anna.");
	/* nine posts, three voices: nothing yet */
	assert_int_equal(seen(f, who[1], n).much, 0);
	reply_to(f, who[3], n, "De Dina.");
	/* ten posts, four voices: Ben has three of them, 30 % */
	assert_int_equal(seen(f, who[1], n).much, 30);
	assert_int_equal(seen(f, who[2], n).much, 0);
	/* whoever opened it may carry up to 40 % */
	assert_int_equal(seen(f, who[0], n).much, 40);
	reply_to(f, who[3], n, "De Dina.");
	assert_int_equal(seen(f, who[0], n).much, 0);
	assert_int_equal(seen(f, who[1], n).much, 0);
	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("share-percent"),
	    .number = 20 }, NULL));
	assert_int_equal(seen(f, who[1], n).much, 27);
	/* a guest is no voice */
	assert_int_equal(seen(f, 0, n).much, 0);
}

/* As a thread was kept before voices were counted. */
static void
make_old(struct forum *f, uint64_t thread, const uint64_t *members,
    size_t count)
{
	struct txn	*txn;
	struct thread	 t;
	struct key	 key = key_u64(thread);
	size_t		 i;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, load_thread(txn, thread, f->arena, &t));
	t.shares = (struct u64s){ 0 };
	t.living = 0;
	assert_err(OK, record_put(txn, &record_types[RECORD_THREAD],
	    key_str(&key), &t));
	for (i = 0; i < count; i++) {
		key = key_u64_u64(thread, members[i]);
		assert_err(OK, db_put(txn, DB_VOICE, key_str(&key),
		    str_of("")));
	}
	assert_err(OK, db_commit(txn));
}

static void
a_thread_of_before_is_counted_at_its_next_post(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_with(f, "anna", PROFILE_AGENT);
	uint64_t		 ben = member_with(f, "ben", PROFILE_CONSULTANT);
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 n = thread_open(f, anna, room, "Titre", "Un.");
	uint64_t		 gone = reply_to(f, ben, n, "Deux."), last;
	struct thread_view	 v;

	last = reply_to(f, anna, n, "Trois.");
	make_old(f, n, (uint64_t[]){ anna, ben }, 2);
	assert_sound(f);
	assert_int_equal(seen(f, anna, n).much, 0);
	assert_err(OK, try_act(f, as(ben), ACT_POST_DELETE,
	    (struct act_args){ .post = gone }, NULL));
	v = seen(f, anna, n);
	assert_int_equal(v.thread.voices, 1);
	assert_int_equal(v.thread.living, 2);
	assert_int_equal(of_profile(&v, PROFILE_AGENT), 1);
	assert_sound(f);
	make_old(f, n, (uint64_t[]){ anna, ben }, 2);
	reply_to(f, ben, last, "Quatre.");
	v = seen(f, anna, n);
	assert_int_equal(v.thread.voices, 2);
	assert_int_equal(v.thread.living, 3);
	assert_int_equal(of_profile(&v, PROFILE_CONSULTANT), 1);
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(voices_are_people_counted_by_profile),
		TEST(a_profile_that_changes_moves_no_voice),
		TEST(who_carries_much_of_a_thread_is_told_and_nobody_else),
		TEST(a_thread_of_before_is_counted_at_its_next_post),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
