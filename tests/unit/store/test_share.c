/* Who speaks how much in a thread, kept as posts come and go. */
#include "forum_fixture.h"

#include "store/forum/check.h"

struct scene {
	struct forum *f;
	uint64_t anna, bela, room, top;
};

/* anna has two profiles, bela one. */
static struct scene
scene(struct forum *f)
{
	struct scene	s = { .f = f };
	struct member	profile = { .handle = str_of("anna"), .profiles = {
			    PROFILE_CONSULTANT + 1, PROFILE_ELU + 1 } };
	struct act_result made;

	assert_err(OK, try_act(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &profile }, &made));
	s.anna = made.id;
	profile.handle = str_of("bela");
	profile.profiles[0] = PROFILE_AGENT + 1;
	profile.profiles[1] = 0;
	assert_err(OK, try_act(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &profile }, &made));
	s.bela = made.id;
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.top = thread_open(f, s.anna, s.room, "Fil", "Un.");
	return s;
}

static struct thread
thread_now(const struct scene *s)
{
	struct who		 who = as(s->anna);
	struct thread_view	 view;

	assert_err(OK, query_thread(s->f->store, &who, s->top, s->f->arena,
	    &view));
	assert_int_equal(view.thread.shares.count, PROFILE_COUNT);
	return view.thread;
}

static void
no_damage(void *arg, const char *line)
{
	fail_msg("%s", line);
}

static void
assert_sound(const struct scene *s)
{
	uint64_t	damages;

	assert_err(OK, check_store(store_db(s->f->store), no_damage, NULL,
	    &damages));
}

static void
two_profiles_share_a_post_and_one_has_it_whole(void **state)
{
	struct scene	s = scene(*state);
	struct thread	t;

	reply_to(s.f, s.bela, s.top, "Deux.");
	reply_to(s.f, s.bela, s.top, "Trois.");
	t = thread_now(&s);
	assert_int_equal(t.shares.at[PROFILE_CONSULTANT], 1);
	assert_int_equal(t.shares.at[PROFILE_ELU], 1);
	assert_int_equal(t.shares.at[PROFILE_AGENT], 4);
	assert_int_equal(t.voices, 2);
	assert_sound(&s);
}

static void
a_deleted_post_is_nobodys_share(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	post = reply_to(s.f, s.bela, s.top, "Deux.");
	struct thread	t;

	assert_err(OK, try_act(s.f, as(s.bela), ACT_POST_DELETE,
	    (struct act_args){ .post = post }, NULL));
	t = thread_now(&s);
	assert_int_equal(t.shares.at[PROFILE_AGENT], 0);
	assert_int_equal(t.voices, 1);
	assert_int_equal(t.posts, 2);
	assert_sound(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    two_profiles_share_a_post_and_one_has_it_whole,
		    forum_setup, forum_teardown),
		cmocka_unit_test_setup_teardown(
		    a_deleted_post_is_nobodys_share, forum_setup,
		    forum_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
