/*
 * The full matrix of rights, written out here a second time and by hand from
 * product.md section 6: every capability, every standing, with the
 * conditions met and not met.
 */
#include "forum_fixture.h"

#include <string.h>

enum column { GUEST, WAITING, NEWCOMER, MEMBER, FACILITATOR, MODERATOR, SYSOP,
	MACHINE, COLUMNS };

/*
 * o OK, d denied, n not found.  met: one's own room, on its list, one's own
 * post, the charter accepted; unmet: another's room and post, not on the
 * list, no charter, a grant to a person whom roles are kept apart from.
 */
static const struct expected {
	enum capability cap;
	const char *met, *unmet;
} matrix[] = {
	{ CAP_READ_PUBLIC,	"oooooooo", "oooooooo" },
	{ CAP_READ_MEMBERS,	"nnoooooo", "nnoooooo" },
	{ CAP_READ_PRIVATE,	"nnoooooo", "nnnnnnno" },
	{ CAP_POST_CQE,		"ddoooood", "dddddddd" },
	{ CAP_POST_NDS,		"dddooood", "dddddddd" },
	{ CAP_THREAD_Q,		"ddoooood", "dddddddd" },
	{ CAP_THREAD,		"dddooood", "dddddddd" },
	{ CAP_EDIT_OWN,		"ddoooood", "dddddddd" },
	{ CAP_DELETE_OWN,	"ddoooood", "dddddddd" },
	{ CAP_KEEP,		"ddoooood", "ddoooood" },
	{ CAP_FLAG_ILLEGAL,	"oooooooo", "oooooooo" },
	{ CAP_FLAG,		"ddoooood", "ddoooood" },
	{ CAP_FLAG_MASKS,	"dddooood", "dddooood" },
	{ CAP_SPONSOR,		"dddooood", "dddddddd" },
	{ CAP_MEDIATE,		"dddooood", "dddooood" },
	{ CAP_BE_DRAWN,		"dddooood", "dddooood" },
	{ CAP_SHAPE,		"ddddoodd", "dddddodd" },
	{ CAP_MASK,		"ddddoodd", "dddddodd" },
	{ CAP_REMIND,		"ddddoodd", "dddddodd" },
	{ CAP_DECIDE,		"dddddodd", "dddddodd" },
	{ CAP_COUNTERSIGN,	"dddddodd", "dddddodd" },
	{ CAP_DECIDE_APPEAL,	"dddddodd", "dddddodd" },
	{ CAP_ADMIT,		"ddddddoo", "ddddddoo" },
	{ CAP_ACCOUNTS,		"ddddddoo", "dddddddd" },
	{ CAP_MESSAGE,		"ddoooood", "ddnnnnnd" },
	{ CAP_MESSAGE_READ,	"ddoooood", "ddnnnnnd" },
	{ CAP_VOUCH,		"dddooood", "dddddddd" },
	{ CAP_TERM_PROPOSE,	"ddoooood", "dddddddd" },
	{ CAP_TERM_APPROVE,	"dddooood", "dddddddd" },
	{ CAP_TERM_WITHDRAW,	"ddoooood", "dddddodd" },
	{ CAP_THANK,		"ddoooood", "dddddddd" },
	{ CAP_ANSWER,		"ddoooood", "dddddddd" },
	{ CAP_INVITE_VIEW,	"ddoooood", "dddddddd" },
	{ CAP_THIRD_VIEW,	"ddoooood", "dddddddd" },
	{ CAP_STAND,		"ddoooood", "dddddddd" },
	{ CAP_ROUND,		"ddoooood", "dddddddd" },
	{ CAP_JURY,		"dddddddd", "dddddddd" },
	{ CAP_NONCE,		"dddddddd", "dddddddd" },
	{ CAP_APPEAL,		"ddoooood", "ddoooood" },
	{ CAP_CHARTER,		"ddddddoo", "ddddddoo" },
};

static uint64_t own_room_ids[] = { 1 };
enum { ME = 7, NOW = 1000000, DAYS = 86400 };

static struct caller
caller_at(enum column column)
{
	static const uint8_t	statuses[COLUMNS] = {
		[WAITING] = STATUS_WAITING, [NEWCOMER] = STATUS_NEWCOMER,
		[MEMBER] = STATUS_MEMBER, [FACILITATOR] = STATUS_MEMBER,
		[MODERATOR] = STATUS_MEMBER, [SYSOP] = STATUS_MEMBER,
	};
	struct caller		c = { .member = ME, .charter = true,
				    .now = NOW, .joined = NOW - 5 * DAYS,
				    .rises = NOW + 9 * DAYS };

	c.status = statuses[column];
	if (column == GUEST || column == MACHINE)
		c.member = 0;
	c.machine = column == MACHINE;
	c.moderator = column == MODERATOR;
	c.sysop = column == SYSOP;
	if (column == FACILITATOR)
		c.facilitates = (struct u64s){ own_room_ids, 1 };
	return c;
}

static enum err
ask(enum column column, enum capability cap, bool met)
{
	struct caller	c = caller_at(column);
	struct caller	grantee = { .member = met ? 8 : ME, .sysop = !met };
	struct room	room = { .id = met ? 1 : 2 };
	/* One's own is edited, another's thanked for. */
	struct post	post = { .author = met == (cap != CAP_THANK &&
			    cap != CAP_STAND) ? ME : 8, .type = TYPE_S,
			    .parent = 1, .answers_to = met ? ME : 8 };
	/* Nobody's newcomer is sponsored, one's own is vouched for. */
	struct member	newcomer = { .id = 8, .status = STATUS_NEWCOMER,
			    .sponsor = !met ? 9 : cap == CAP_VOUCH ? ME : 0 };
	/* Others' words are approved, one's own taken out. */
	struct term	term = { .by = met == (cap == CAP_TERM_WITHDRAW) ?
			    ME : 8 };
	struct thread	thread = { .author = met ? ME : 8 };
	struct target	t = { .room = &room, .room_member = met,
			    .thread = &thread, .view_ripe = true,
			    .dueling = met, .post = &post, .grantee = &grantee,
			    .newcomer = &newcomer, .term = &term,
			    .sponsor_until = NOW + DAYS,
			    .role = ROLE_MODERATOR,
			    .restated = RESTATED_WAITING,
			    .voiced = met, .stand_until = NOW + DAYS,
			    .round = cap == CAP_ROUND ? ROUND_SIGNUP :
			    ROUND_NONE, .round_full = !met,
			    .talkers = { 8, met ? ME : 9 } };
	struct refusal	why;

	if (!met)
		c.charter = false;
	return policy_check(&c, cap, &t, &why);
}

static void
every_right_is_as_the_table_says(void **state)
{
	static const struct { char letter; enum err e; } letters[] = {
		{ 'o', OK }, { 'd', ERR_DENIED }, { 'n', ERR_NOT_FOUND },
	};
	char	got[2][COLUMNS + 1] = { "", "" };
	size_t	i, k;
	int	c, met;

	assert_int_equal(LENGTH(matrix), CAP_COUNT);
	for (i = 0; i < LENGTH(matrix); i++) {
		assert_int_equal(matrix[i].cap, i);
		for (c = 0; c < COLUMNS; c++)
			for (met = 0; met < 2; met++) {
				enum err e = ask((enum column)c,
				    matrix[i].cap, met);

				got[met][c] = '?';
				for (k = 0; k < LENGTH(letters); k++)
					if (letters[k].e == e)
						got[met][c] =
						    letters[k].letter;
			}
		if (strcmp(got[1], matrix[i].met) != 0 ||
		    strcmp(got[0], matrix[i].unmet) != 0)
			print_error("%s\n", capability_word(
			    matrix[i].cap)->word);
		assert_string_equal(got[1], matrix[i].met);
		assert_string_equal(got[0], matrix[i].unmet);
	}
}

static void
each_cell_with_a_condition_has_one(void **state)
{
	int	s, cap;

	for (cap = 0; cap < CAP_COUNT; cap++) {
		assert_non_null(capability_word((enum capability)cap)->word);
		for (s = 0; s < STANDING_COUNT; s++)
			assert_in_range(policy_cell((enum standing)s,
			    (enum capability)cap), GRANT_NO, GRANT_CONDITION);
	}
	/* A juror adds the decision of their own case, and nothing else. */
	for (cap = 0; cap < CAP_COUNT; cap++)
		if (cap != CAP_READ_PUBLIC && cap != CAP_DECIDE_APPEAL &&
		    cap != CAP_JURY)
			assert_int_equal(policy_cell(STANDING_JUROR,
			    (enum capability)cap), GRANT_NO);
}

static void
a_newcomers_first_day_has_three_threads_and_ten_replies(void **state)
{
	struct caller	c = caller_at(NEWCOMER);
	struct room	room = { .id = 1 };
	struct target	t = { .room = &room };
	struct refusal	why = { 0 };

	c.first_day = true;
	c.threads_today = 2;
	c.replies_today = 9;
	c.replies_thread_today = 9;
	assert_err(OK, policy_check(&c, CAP_THREAD_Q, &t, &why));
	assert_err(OK, policy_check(&c, CAP_POST_CQE, &t, &why));
	c.threads_today = 3;
	assert_err(ERR_LIMIT, policy_check(&c, CAP_THREAD_Q, &t, &why));
	assert_non_null(why.msgid);
	c.replies_today = 10;
	assert_err(ERR_LIMIT, policy_check(&c, CAP_POST_CQE, &t, &why));
}

static void
later_a_newcomer_has_three_replies_a_day_in_a_thread(void **state)
{
	struct caller	c = caller_at(NEWCOMER);
	struct room	room = { .id = 1 };
	struct target	t = { .room = &room };

	c.replies_today = 30;
	c.threads_today = 30;
	c.replies_thread_today = 2;
	assert_err(OK, policy_check(&c, CAP_POST_CQE, &t, NULL));
	assert_err(OK, policy_check(&c, CAP_THREAD_Q, &t, NULL));
	c.replies_thread_today = 3;
	assert_err(ERR_LIMIT, policy_check(&c, CAP_POST_CQE, &t, NULL));
	c.status = STATUS_MEMBER;
	assert_err(OK, policy_check(&c, CAP_POST_CQE, &t, NULL));
}

static void
a_refusal_says_from_when_a_thread_may_be_opened(void **state)
{
	struct caller	c = caller_at(NEWCOMER);
	struct room	room = { .id = 1 };
	struct target	t = { .room = &room };
	struct refusal	why = { 0 };

	c.joined = c.now = 1763856000;		/* 2025-11-23 */
	c.rises = c.joined + 14 * DAYS;
	assert_err(ERR_DENIED, policy_check(&c, CAP_THREAD, &t, &why));
	assert_non_null(why.msgid);
	assert_string_equal(why.word, "2025-12-07");
}

static void
an_archived_room_is_read_only(void **state)
{
	struct caller	c = caller_at(MODERATOR);
	struct room	room = { .id = 1, .state = ROOM_ARCHIVED };
	struct target	t = { .room = &room };

	assert_err(ERR_DENIED, policy_check(&c, CAP_POST_CQE, &t, NULL));
	assert_err(ERR_DENIED, policy_check(&c, CAP_THREAD, &t, NULL));
	assert_err(OK, policy_check(&c, CAP_READ_MEMBERS, &t, NULL));
}

static void
sysop_and_moderator_or_guarantor_are_never_one_person(void **state)
{
	static const struct { bool moderator, guarantor, sysop; uint8_t role;
	    enum err e; } cases[] = {
		{ true, false, false, ROLE_SYSOP, ERR_DENIED },
		{ false, true, false, ROLE_SYSOP, ERR_DENIED },
		{ false, false, true, ROLE_MODERATOR, ERR_DENIED },
		{ false, false, true, ROLE_GUARANTOR, ERR_DENIED },
		{ false, false, true, ROLE_FACILITATOR, OK },
		{ true, false, false, ROLE_GUARANTOR, ERR_DENIED },
		{ false, true, false, ROLE_MODERATOR, ERR_DENIED },
		{ false, true, false, ROLE_FACILITATOR, OK },
		{ false, false, false, ROLE_SYSOP, OK },
	};
	struct caller	c = caller_at(SYSOP), machine = caller_at(MACHINE);
	size_t		i;

	for (i = 0; i < LENGTH(cases); i++) {
		struct caller	grantee = { .member = 9,
				    .status = STATUS_MEMBER,
				    .moderator = cases[i].moderator,
				    .guarantor = cases[i].guarantor,
				    .sysop = cases[i].sysop };
		struct target	t = { .grantee = &grantee,
				    .role = cases[i].role };

		assert_err(cases[i].e, policy_check(&c, CAP_ACCOUNTS, &t,
		    NULL));
		assert_err(cases[i].e, policy_check(&machine, CAP_ACCOUNTS,
		    &t, NULL));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_right_is_as_the_table_says),
		cmocka_unit_test(each_cell_with_a_condition_has_one),
		cmocka_unit_test(
		    a_newcomers_first_day_has_three_threads_and_ten_replies),
		cmocka_unit_test(
		    later_a_newcomer_has_three_replies_a_day_in_a_thread),
		cmocka_unit_test(
		    a_refusal_says_from_when_a_thread_may_be_opened),
		cmocka_unit_test(an_archived_room_is_read_only),
		cmocka_unit_test(
		    sysop_and_moderator_or_guarantor_are_never_one_person),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
