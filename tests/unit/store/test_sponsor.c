/* A newcomer's sponsor: who may, what they hear, what their word does. */
#include "forum_fixture.h"

#include "store/forum/query_sponsor.h"

enum { DAY = FORUM_DAY };

struct scene {
	struct forum *f;
	uint64_t anna, bela, nell, room, top;
};

static struct scene
scene(struct forum *f)
{
	struct scene	s = { .f = f };

	s.anna = member_add(f, "anna");
	s.bela = member_add(f, "bela");
	/* An old store: delays are not waived. */
	clock_pin(FORUM_T0 + 400 * DAY);
	s.nell = newcomer_add(f, "nell");
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.top = thread_open(f, s.anna, s.room, "Fil", "Un.");
	return s;
}

static enum err
on_nell(const struct scene *s, uint64_t who, enum act act)
{
	return try_act(s->f, as(who), act,
	    (struct act_args){ .member = s->nell }, NULL);
}

/* How many notices of this kind the member has, seen or not. */
static size_t
told(const struct scene *s, uint64_t member, enum notice_kind kind)
{
	struct who		 who = as(member);
	struct notice_view	*views;
	size_t			 count, i, n = 0;

	assert_err(OK, query_notices(s->f->store, &who, false, 100,
	    s->f->arena, &views, &count));
	for (i = 0; i < count; i++)
		n += views[i].notice.kind == kind;
	return n;
}

static uint8_t
status_of(const struct scene *s, uint64_t member)
{
	struct who		 who = as(member);
	struct member_view	 view;

	assert_err(OK, query_member(s->f->store, &who, member, s->f->arena,
	    &view));
	return view.member.status;
}

static void
a_newcomer_has_one_sponsor_and_both_know(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 anna = as(s.anna);
	struct godchild_view	*views;
	struct str		 sponsor;
	size_t			 count;

	assert_err(ERR_DENIED, on_nell(&s, s.nell, ACT_SPONSOR));
	assert_err(OK, on_nell(&s, s.anna, ACT_SPONSOR));
	assert_err(ERR_DENIED, on_nell(&s, s.anna, ACT_SPONSOR));
	assert_err(ERR_DENIED, on_nell(&s, s.bela, ACT_SPONSOR));
	assert_int_equal(told(&s, s.nell, NOTICE_SPONSOR), 1);
	assert_err(OK, query_godchildren(s.f->store, &anna, s.f->arena,
	    &views, &count, &sponsor));
	assert_int_equal(count, 1);
	assert_int_equal(views[0].member, s.nell);
	/* After its days another may. */
	clock_pin(FORUM_T0 + 490 * DAY);
	assert_err(OK, query_godchildren(s.f->store, &anna, s.f->arena,
	    &views, &count, &sponsor));
	assert_int_equal(count, 0);
	assert_err(OK, on_nell(&s, s.bela, ACT_SPONSOR));
}

static void
a_sponsor_hears_of_the_first_three_posts(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	others = thread_open(s.f, s.bela, s.room, "Autre",
			    "Deux.");
	int		i;

	assert_err(OK, on_nell(&s, s.anna, ACT_SPONSOR));
	for (i = 0; i < 4; i++)
		reply_to(s.f, s.nell, others, "Je réponds.");
	assert_int_equal(told(&s, s.anna, NOTICE_FIRST_POST), 3);
	assert_int_equal(told(&s, s.bela, NOTICE_FIRST_POST), 0);
}

static void
an_answer_to_the_sponsor_is_told_once(void **state)
{
	struct scene	s = scene(*state);

	assert_err(OK, on_nell(&s, s.anna, ACT_SPONSOR));
	reply_to(s.f, s.nell, s.top, "Je vous réponds.");
	assert_int_equal(told(&s, s.anna, NOTICE_REPLY), 1);
	assert_int_equal(told(&s, s.anna, NOTICE_FIRST_POST), 0);
}

static void
a_sponsors_word_stands_for_posts_not_for_days(void **state)
{
	struct scene	s = scene(*state);

	assert_err(OK, on_nell(&s, s.anna, ACT_SPONSOR));
	assert_err(ERR_LIMIT, on_nell(&s, s.anna, ACT_VOUCH));
	clock_pin(FORUM_T0 + 407 * DAY);
	assert_err(ERR_DENIED, on_nell(&s, s.bela, ACT_VOUCH));
	assert_err(OK, on_nell(&s, s.anna, ACT_VOUCH));
	assert_err(ERR_DENIED, on_nell(&s, s.anna, ACT_VOUCH));
	assert_int_equal(status_of(&s, s.nell), STATUS_NEWCOMER);
	clock_pin(FORUM_T0 + 414 * DAY);
	assert_int_equal(status_of(&s, s.nell), STATUS_MEMBER);
	/* Written down, and told, at the next deed. */
	reply_to(s.f, s.nell, s.top, "Me voilà.");
	assert_int_equal(told(&s, s.nell, NOTICE_RISEN), 1);
}

static void
without_posts_nor_a_word_one_stays_a_newcomer(void **state)
{
	struct scene	s = scene(*state);

	clock_pin(FORUM_T0 + 440 * DAY);
	assert_int_equal(status_of(&s, s.nell), STATUS_NEWCOMER);
}

static void
check_knows_of_sponsors(void **state)
{
	struct scene	s = scene(*state);

	assert_err(OK, on_nell(&s, s.anna, ACT_SPONSOR));
	clock_pin(FORUM_T0 + 500 * DAY);
	assert_err(OK, on_nell(&s, s.bela, ACT_SPONSOR));
	assert_sound(s.f);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_newcomer_has_one_sponsor_and_both_know),
		TEST(a_sponsor_hears_of_the_first_three_posts),
		TEST(an_answer_to_the_sponsor_is_told_once),
		TEST(a_sponsors_word_stands_for_posts_not_for_days),
		TEST(without_posts_nor_a_word_one_stays_a_newcomer),
		TEST(check_knows_of_sponsors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
