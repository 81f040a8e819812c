#include "forum_fixture.h"

#include "store/forum/due.h"

#include <string.h>

enum { YEAR = 12 * 2629800 };

static struct caller
caller_now(struct forum *f, uint64_t member)
{
	struct who	who = as(member);
	struct caller	caller;

	assert_err(OK, query_caller(f->store, &who, f->arena, &caller));
	return caller;
}

static void
a_mandate_lives_between_its_dates(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 other = room_add(f, "autre", VISIBILITY_MEMBERS);
	struct who	 who = as(anna);
	struct room_view view;

	mandate_add(f, anna, ROLE_FACILITATOR, room, 0);
	assert_int_equal(caller_now(f, anna).facilitates.count, 1);
	assert_err(OK, query_room(f->store, &who, room, f->arena, &view));
	assert_true(view.facilitated_by_me);
	assert_true(str_equal(view.facilitators, str_of("anna")));
	assert_err(OK, query_room(f->store, &who, other, f->arena, &view));
	assert_false(view.facilitated_by_me);
	clock_pin(FORUM_T0 + YEAR - 1);
	assert_int_equal(caller_now(f, anna).facilitates.count, 1);
	clock_pin(FORUM_T0 + YEAR);
	assert_int_equal(caller_now(f, anna).facilitates.count, 0);
}

static void
each_role_has_its_length(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	struct who	 who = as(anna);
	struct mandate	*mandates;
	size_t		 count;

	mandate_add(f, anna, ROLE_SYSOP, 0, 0);
	assert_err(OK, query_mandates(f->store, &who, anna, false, f->arena,
	    &mandates, &count));
	assert_int_equal(count, 1);
	assert_int_equal(mandates[0].ends - mandates[0].starts, 2 * YEAR);
}

static void
a_mandate_is_granted_by_another_and_told(void **state)
{
	struct forum		*f = *state;
	uint64_t		 root = member_add(f, "racine");
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 nino = newcomer_add(f, "nino");
	struct act_args		 args = { .role = ROLE_MODERATOR };
	struct notice_view	*notices;
	struct act_result	 result;
	struct who		 who = as(anna);
	size_t			 count;

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	args.member = root;
	assert_err(ERR_DENIED, try_act(f, as(root), ACT_MANDATE_ADD, args,
	    &result));
	assert_non_null(result.why.msgid);
	assert_err(ERR_DENIED, try_act(f, the_machine, ACT_MANDATE_ADD, args,
	    NULL));
	args.member = nino;
	assert_err(ERR_INPUT, try_act(f, as(root), ACT_MANDATE_ADD, args,
	    NULL));
	args.member = anna;
	assert_err(ERR_DENIED, try_act(f, as(bela), ACT_MANDATE_ADD, args,
	    NULL));
	assert_err(OK, try_act(f, as(root), ACT_MANDATE_ADD, args, NULL));
	assert_err(ERR_EXISTS, try_act(f, as(root), ACT_MANDATE_ADD, args,
	    NULL));
	args.member = bela;
	assert_err(OK, try_act(f, as(root), ACT_MANDATE_ADD, args, NULL));
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 2);	/* one's own, then bela's */
	assert_int_equal(notices[0].notice.kind, NOTICE_MANDATE);
	assert_true(str_equal(notices[0].notice.text,
	    str_of("moderator bela")));
}

static void
an_ended_mandate_is_over_at_once(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 id = mandate_add(f, anna, ROLE_MODERATOR, 0, 0);

	mandate_add(f, member_add(f, "bela"), ROLE_MODERATOR, 0, 0);
	assert_true(caller_now(f, anna).moderator);
	assert_err(OK, try_act(f, the_machine, ACT_MANDATE_END,
	    (struct act_args){ .mandate = id }, NULL));
	assert_false(caller_now(f, anna).moderator);
	assert_err(ERR_STALE, try_act(f, the_machine, ACT_MANDATE_END,
	    (struct act_args){ .mandate = id }, NULL));
}

static void
the_last_two_moderators_stay_thirty_days_rather_than_leave_none(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 cleo = member_add(f, "cleo");
	int64_t		 end = FORUM_T0 + 100 * FORUM_DAY;

	mandate_add(f, anna, ROLE_MODERATOR, 0, end);
	mandate_add(f, bela, ROLE_MODERATOR, 0, end + 10);
	mandate_add(f, cleo, ROLE_MODERATOR, 0, end + 20);
	clock_pin(end + 15);		/* cleo is there: the others ended */
	assert_false(caller_now(f, anna).moderator);
	assert_false(caller_now(f, bela).moderator);
	assert_true(caller_now(f, cleo).moderator);
	clock_pin(end + 20);		/* nobody would be left */
	assert_false(caller_now(f, anna).moderator);
	assert_true(caller_now(f, bela).moderator);
	assert_true(caller_now(f, cleo).moderator);
	clock_pin(end + 10 + 30 * FORUM_DAY);
	assert_false(caller_now(f, bela).moderator);
	assert_true(caller_now(f, cleo).moderator);
	mandate_add(f, anna, ROLE_MODERATOR, 0, 0);
	assert_false(caller_now(f, cleo).moderator);
	assert_true(caller_now(f, anna).moderator);
}

/* Words of the last entry of the log. */
static bool
last_entry_says(struct forum *f, const char *words)
{
	struct log_view	head;

	assert_err(OK, query_log_head(f->store, f->arena, &head));
	return memmem(head.entry.public_fields.p,
	    head.entry.public_fields.len, words, strlen(words)) != NULL;
}

static void
the_last_moderator_stays_until_another_is_named(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 root = member_add(f, "root1");
	int64_t		 end = FORUM_T0 + 100 * FORUM_DAY;
	uint64_t	 id = mandate_add(f, anna, ROLE_MODERATOR, 0, end);
	struct act_args	 args = { .mandate = id };
	struct due	 due = { 0 };
	struct due_done	 done;
	struct act_result result;

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	assert_err(ERR_DENIED, try_act(f, as(root), ACT_MANDATE_END, args,
	    &result));
	assert_non_null(result.why.msgid);
	for (int month = 0; month < 4; month++) {
		clock_pin(end + month * 30 * FORUM_DAY);
		assert_true(caller_now(f, anna).moderator);
		assert_err(OK, due_run(f->store, &due, &done));
		assert_int_equal(done.prolonged, 1);
		assert_true(last_entry_says(f,
		    "mandate=prolonged\nrole=moderator\nroom=-\n"));
		assert_err(OK, due_run(f->store, &due, &done));
		assert_int_equal(done.prolonged, 0);
	}
	/* her own, root's, and four times that it goes on */
	assert_int_equal(notices_of_kind(f, anna, NOTICE_MANDATE), 6);
	/* one's own, then each prolongation of anna's */
	assert_int_equal(notices_of_kind(f, root, NOTICE_MANDATE), 5);
	mandate_add(f, member_add(f, "bela"), ROLE_MODERATOR, 0, 0);
	assert_false(caller_now(f, anna).moderator);
	assert_sound(f);
}

static void
a_renewed_mandate_goes_on_without_a_gap(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 root = member_add(f, "root1");
	uint64_t	 carl = member_add(f, "carl");
	int64_t		 end = FORUM_T0 + 300 * FORUM_DAY;
	uint64_t	 id, first;
	struct act_result result;
	struct act_args	 args = { 0 };

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	first = mandate_add(f, carl, ROLE_SYSOP, 0, 0);
	mandate_add(f, member_add(f, "bela"), ROLE_MODERATOR, 0, 0);
	id = args.mandate = mandate_add(f, anna, ROLE_MODERATOR, 0, end);
	clock_pin(end - 10 * FORUM_DAY);
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_MANDATE_RENEW, args,
	    NULL));
	assert_err(OK, try_act(f, as(root), ACT_MANDATE_RENEW, args,
	    &result));
	assert_true(last_entry_says(f, "mandate=renewed\n"));
	assert_err(ERR_EXISTS, try_act(f, as(root), ACT_MANDATE_RENEW, args,
	    NULL));
	clock_pin(end - 1);
	assert_true(caller_now(f, anna).moderator);
	clock_pin(end);
	assert_true(caller_now(f, anna).moderator);
	assert_err(ERR_STALE, try_act(f, as(root), ACT_MANDATE_RENEW, args,
	    NULL));
	/* a third one in a row is somebody else's */
	args.mandate = result.id;
	clock_pin(end + 200 * FORUM_DAY);
	assert_err(ERR_DENIED, try_act(f, as(root), ACT_MANDATE_RENEW, args,
	    &result));
	assert_string_equal(result.why.msgid, "Nobody moderates for more than"
	    " %ld mandates in a row: somebody else’s turn.");
	/* nor one's own; nor longer than the role's */
	args.mandate = first;
	assert_err(ERR_DENIED, try_act(f, as(carl), ACT_MANDATE_RENEW, args,
	    NULL));
	args.until = clock_now() + 2000 * (int64_t)FORUM_DAY;
	assert_err(ERR_INPUT, try_act(f, as(root), ACT_MANDATE_RENEW, args,
	    NULL));
	(void)id;
	assert_sound(f);
}

static void
ending_a_mandate_ends_what_was_to_follow(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	int64_t		 end = FORUM_T0 + 100 * FORUM_DAY;
	struct act_args	 args = { .mandate = mandate_add(f, anna,
			     ROLE_GUARANTOR, 0, end) };

	assert_err(OK, try_act(f, the_machine, ACT_MANDATE_RENEW, args,
	    NULL));
	assert_err(OK, try_act(f, the_machine, ACT_MANDATE_END, args, NULL));
	assert_true(last_entry_says(f, "mandate=ended\nrole=guarantor\n"));
	clock_pin(end + FORUM_DAY);
	assert_false(caller_now(f, anna).guarantor);
	assert_sound(f);
}

static void
members_are_listed_by_name_and_guests_see_nobody(void **state)
{
	struct forum		*f = *state;
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 anna = member_add(f, "Anna");
	struct who		 who = as(bela);
	struct member_view	*views, view;
	uint64_t		 total;
	size_t			 count;

	newcomer_add(f, "Éloïse");
	assert_err(OK, query_members(f->store, &who, "", 2, f->arena, &views,
	    &count, &total));
	assert_int_equal(count, 2);
	assert_int_equal(total, 3);
	assert_int_equal(views[0].member.id, anna);
	assert_err(OK, query_members(f->store, &who, "bela", 2, f->arena,
	    &views, &count, &total));
	assert_int_equal(count, 1);
	assert_err(OK, query_member_named(f->store, &who, "ELOISE", f->arena,
	    &view));
	assert_err(OK, query_members(f->store, &a_guest, "", 2, f->arena,
	    &views, &count, &total));
	assert_int_equal(count + total, 0);
	assert_err(ERR_NOT_FOUND, query_member(f->store, &a_guest, anna,
	    f->arena, &view));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(a_mandate_lives_between_its_dates),
		with_forum(each_role_has_its_length),
		with_forum(a_mandate_is_granted_by_another_and_told),
		with_forum(an_ended_mandate_is_over_at_once),
		with_forum(
	    the_last_two_moderators_stay_thirty_days_rather_than_leave_none),
		with_forum(the_last_moderator_stays_until_another_is_named),
		with_forum(a_renewed_mandate_goes_on_without_a_gap),
		with_forum(ending_a_mandate_ends_what_was_to_follow),
		with_forum(members_are_listed_by_name_and_guests_see_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
