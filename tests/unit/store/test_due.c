#include "forum_fixture.h"

#include "store/forum/due.h"

#include <string.h>

enum { DAY = FORUM_DAY };

static struct due_done
run(struct forum *f)
{
	static const struct due	 start;
	struct due		 due = start;
	struct due_done		 done;

	assert_int_equal(due_run(f->store, &due, &done), OK);
	return done;
}

static void
nothing_is_due_in_a_fresh_store(void **state)
{
	struct forum	*f = *state;
	uint64_t	 before = query_last_txn(f->store);
	struct due_done	 done = run(f);

	for (int i = 0; i < DUE_SWEEPS; i++)
		assert_int_equal(done.gone[i], 0);
	assert_int_equal(done.reminders, 0);
	assert_int_equal(query_last_txn(f->store), before);
}

static void
thrown_drafts_go_after_a_week_and_others_stay(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct draft		 draft = { .room = 1, .text = str_of("Un.") };
	struct act_args		 args = { .draft = &draft };
	struct act_result	 kept, thrown;
	struct who		 who = as(anna);
	struct draft_view	*drafts;
	size_t			 count;

	assert_int_equal(try_act(f, who, ACT_DRAFT_SAVE, args, &kept), OK);
	assert_int_equal(try_act(f, who, ACT_DRAFT_SAVE, args, &thrown), OK);
	assert_int_equal(try_act(f, who, ACT_DRAFT_DROP,
	    (struct act_args){ .number = thrown.id }, NULL), OK);
	clock_pin(FORUM_T0 + 7 * DAY);
	assert_int_equal(run(f).gone[DUE_DRAFTS], 0);
	clock_pin(FORUM_T0 + 7 * DAY + 1);
	assert_int_equal(run(f).gone[DUE_DRAFTS], 1);
	assert_int_equal(query_drafts(f->store, &who, f->arena, &drafts,
	    &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(drafts[0].draft.number, kept.id);
	clock_pin(FORUM_T0 + 700 * DAY);
	assert_int_equal(run(f).gone[DUE_DRAFTS], 0);
}

static void
lapsed_invitations_go(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");

	for (int i = 0; i < 3; i++)
		assert_int_equal(try_act(f, as(anna), ACT_INVITE,
		    (struct act_args){ 0 }, NULL), OK);
	clock_pin(FORUM_T0 + 30 * DAY - 1);
	assert_int_equal(run(f).gone[DUE_INVITES], 0);
	clock_pin(FORUM_T0 + 30 * DAY);
	assert_int_equal(run(f).gone[DUE_INVITES], 3);
	assert_int_equal(run(f).gone[DUE_INVITES], 0);
}

static void
counts_of_days_gone_by_go_and_the_sum_of_posts_stays(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 nino = newcomer_add(f, "nino");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 n = thread_open(f, anna, room, "Fil", "Un texte.");

	for (int i = 0; i < 3; i++)
		reply_to(f, nino, n, "Suite.");
	assert_int_equal(run(f).gone[DUE_RATES], 0);
	clock_pin(FORUM_T0 + DAY);
	assert_int_equal(run(f).gone[DUE_RATES], 0);
	clock_pin(FORUM_T0 + 2 * DAY);
	assert_int_equal(run(f).gone[DUE_RATES], 2);
	clock_pin(FORUM_T0 + 14 * DAY);
	assert_int_equal(try_act(f, as(nino), ACT_THREAD_NEW,
	    (struct act_args){ .room = room, .title = str_of("Fil"),
	    .text = str_of("Un texte.") }, NULL), OK);
}

static size_t
reminded(struct forum *f, uint64_t member)
{
	struct who		 who = as(member);
	struct notice_view	*notices;
	size_t			 count, n = 0;

	assert_int_equal(query_notices(f->store, &who, false, 100, f->arena,
	    &notices, &count), OK);
	for (size_t i = 0; i < count; i++)
		n += notices[i].notice.kind == NOTICE_MANDATE_ENDS;
	return n;
}

static void
holders_are_told_30_and_7_days_before_the_end_once_each(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	int64_t		 end = FORUM_T0 + 100 * DAY;

	mandate_add(f, anna, ROLE_SYSOP, 0, end);
	clock_pin(end - 30 * DAY - 1);
	assert_int_equal(run(f).reminders, 0);
	clock_pin(end - 30 * DAY);
	assert_int_equal(run(f).reminders, 1);
	assert_int_equal(run(f).reminders, 0);
	clock_pin(end - 7 * DAY);
	assert_int_equal(run(f).reminders, 1);
	assert_int_equal(run(f).reminders, 0);
	assert_int_equal(reminded(f, anna), 2);
	clock_pin(end + 1);
	assert_int_equal(run(f).reminders, 0);
}

static void
whoever_facilitates_two_rooms_is_told_of_both(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	int64_t		 end = FORUM_T0 + 100 * DAY;

	mandate_add(f, anna, ROLE_FACILITATOR,
	    room_add(f, "salon", VISIBILITY_MEMBERS), end);
	mandate_add(f, anna, ROLE_FACILITATOR,
	    room_add(f, "jardin", VISIBILITY_MEMBERS), end);
	clock_pin(end - 7 * DAY);
	assert_int_equal(run(f).reminders, 2);
	assert_int_equal(run(f).reminders, 0);
	assert_int_equal(reminded(f, anna), 2);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(nothing_is_due_in_a_fresh_store),
		with_forum(thrown_drafts_go_after_a_week_and_others_stay),
		with_forum(lapsed_invitations_go),
		with_forum(
		    counts_of_days_gone_by_go_and_the_sum_of_posts_stays),
		with_forum(
		    holders_are_told_30_and_7_days_before_the_end_once_each),
		with_forum(whoever_facilitates_two_rooms_is_told_of_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
