/* Pauses, suspensions and exclusions, second signatures, repairs: what a
 * decision does to a person, and how it ends. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/decision.h"
#include "store/forum/due.h"
#include <string.h>

enum { HOURS = 3600 };

struct scene { uint64_t opener, author, flagger, mod, second, room, other;
	uint64_t opens, post, casefile; };

static struct scene
scene_set(struct forum *f)
{
	struct scene		 s;
	struct act_result	 result;

	s.opener = member_with(f, "anna", PROFILE_ELU);
	s.author = member_with(f, "ben", PROFILE_AGENT);
	s.flagger = member_with(f, "cleo", PROFILE_ELU);
	s.mod = member_with(f, "gina", PROFILE_CITOYEN);
	s.second = member_with(f, "hugo", PROFILE_CITOYEN);
	mandate_add(f, s.mod, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	mandate_add(f, s.second, ROLE_MODERATOR, 0,
	    FORUM_T0 + 300 * FORUM_DAY);
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.other = room_add(f, "ailleurs", VISIBILITY_MEMBERS);
	s.opens = thread_open(f, s.opener, s.room, "Titre", "Indemniser.");
	s.post = reply_to(f, s.author, s.opens, "Trois-Chênes triche.");
	assert_err(OK, try_act(f, as(s.flagger), ACT_FLAG, (struct act_args){
	    .post = s.post, .name = str_of("3a"),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    &result));
	s.casefile = result.id;
	return s;
}

static enum err
decide(struct forum *f, uint64_t member, uint64_t id, enum measure measure,
    uint32_t days, uint32_t version)
{
	return try_act(f, as(member), ACT_CASE_DECIDE, (struct act_args){
	    .number = id, .type = (uint8_t)measure, .name = str_of("3a"),
	    .revision = version, .days = days,
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL);
}

static enum err
sign(struct forum *f, uint64_t member, uint64_t id, bool off)
{
	return try_act(f, as(member), ACT_COUNTERSIGN, (struct act_args){
	    .number = id, .back = off }, NULL);
}

static enum err
repair(struct forum *f, uint64_t member, uint64_t id, enum repair_step step)
{
	return try_act(f, as(member), ACT_REPAIR, (struct act_args){
	    .number = id, .type = (uint8_t)step }, NULL);
}

static struct case_view
case_seen(struct forum *f, uint64_t member, uint64_t id)
{
	struct who		who = as(member);
	struct case_view	v;

	assert_err(OK, query_case(f->store, &who, id, f->arena, &v));
	return v;
}

static enum err
say(struct forum *f, uint64_t member, uint64_t post)
{
	return try_act(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = post, .text = str_of("Un mot de plus."),
	    .type = TYPE_C }, NULL);
}

static void
a_pause_stops_writing_in_its_room_and_ends_by_the_clock(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	uint64_t	 there = thread_open(f, s.opener, s.other, "Là", "Là.");
	uint64_t	 own = reply_to(f, s.author, s.opens, "Autre chose.");

	assert_err(ERR_INPUT, decide(f, s.mod, s.casefile, MEASURE_PAUSE, 0,
	    0));
	assert_err(ERR_INPUT, decide(f, s.mod, s.casefile, MEASURE_PAUSE, 2,
	    0));
	assert_err(ERR_INPUT, decide(f, s.mod, s.casefile, MEASURE_MASK, 2,
	    0));
	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_PAUSE, 3, 0));
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_DECIDED);
	assert_err(ERR_DENIED, say(f, s.author, s.opens));
	assert_err(ERR_DENIED, try_act(f, as(s.author), ACT_POST_EDIT,
	    (struct act_args){ .post = own, .text = str_of("Encore.") },
	    NULL));
	assert_err(OK, say(f, s.author, there));
	assert_err(OK, try_act(f, as(s.author), ACT_POST_DELETE,
	    (struct act_args){ .post = own }, NULL));
	assert_int_equal(notices_of_kind(f, s.author, NOTICE_DECIDED), 1);
	assert_sound(f);
	clock_pin(FORUM_T0 + 72 * HOURS - 1);
	assert_err(ERR_DENIED, say(f, s.author, s.opens));
	clock_pin(FORUM_T0 + 72 * HOURS);
	assert_err(OK, say(f, s.author, s.opens));
	/* set back, it holds again: the clock alone says it */
	clock_pin(FORUM_T0 + HOURS);
	assert_err(ERR_DENIED, say(f, s.author, s.opens));
}

static void
the_keeper_sweeps_what_has_ended(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct due	 due = { 0 };
	struct due_done	 done = { 0 };

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_PAUSE, 1, 0));
	clock_pin(FORUM_T0 + 30 * HOURS);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_RESTRAINTS], 0);
	clock_pin(FORUM_T0 + 49 * HOURS);
	done = (struct due_done){ 0 };
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_RESTRAINTS], 1);
	assert_sound(f);
}

static void
a_suspension_waits_for_another_moderators_signature(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct case_view	 v;

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_SUSPENSION, 14,
	    0));
	v = case_seen(f, s.second, s.casefile);
	assert_int_equal(v.state, CASE_SIGNING);
	assert_int_equal(v.pending.measure, MEASURE_SUSPENSION);
	assert_true(str_equal(v.signed_by, str_of("gina")));
	/* nothing has changed, and its author knows of nothing */
	assert_err(OK, say(f, s.author, s.opens));
	assert_int_equal(notices_of_kind(f, s.author, NOTICE_DECIDED), 0);
	assert_err(ERR_INPUT, decide(f, s.second, s.casefile, MEASURE_NONE, 0,
	    0));
	assert_err(ERR_DENIED, sign(f, s.mod, s.casefile, false));
	assert_err(ERR_DENIED, sign(f, s.opener, s.casefile, false));
	assert_err(OK, sign(f, s.second, s.casefile, false));
	assert_err(ERR_INPUT, sign(f, s.second, s.casefile, false));
	assert_err(ERR_DENIED, say(f, s.author, s.opens));
	assert_err(ERR_DENIED, try_act(f, as(s.author), ACT_MESSAGE_SEND,
	    (struct act_args){ .member = s.opener, .text = str_of("Non.") },
	    NULL));
	/* suspended, one reads */
	assert_int_equal(post_seen(f, s.author, s.opens).mask, MASK_NOT);
	assert_sound(f);
	clock_pin(FORUM_T0 + 14 * FORUM_DAY);
	assert_err(OK, say(f, s.author, s.opens));
}

static void
unsigned_after_three_days_it_is_to_be_decided_anew(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_EXCLUSION, 91,
	    0));
	clock_pin(FORUM_T0 + 72 * HOURS);
	assert_int_equal(case_seen(f, s.second, s.casefile).state, CASE_OPEN);
	assert_err(ERR_INPUT, sign(f, s.second, s.casefile, false));
	assert_err(OK, decide(f, s.second, s.casefile, MEASURE_REMINDER, 0,
	    0));
	assert_err(OK, say(f, s.author, s.opens));
	assert_sound(f);
}

static void
one_may_refuse_to_sign(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_SUSPENSION, 30,
	    0));
	assert_err(OK, sign(f, s.second, s.casefile, true));
	assert_int_equal(case_seen(f, s.second, s.casefile).state, CASE_OPEN);
	assert_err(OK, say(f, s.author, s.opens));
	assert_sound(f);
}

static void
an_exclusion_leaves_the_public_rooms_and_ones_own_case(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct who		 who = as(s.author);
	struct post_view	 v;

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_EXCLUSION, 365,
	    0));
	assert_err(OK, sign(f, s.second, s.casefile, false));
	assert_err(ERR_NOT_FOUND, query_post(f->store, &who, s.opens,
	    f->arena, &v));
	assert_true(case_seen(f, s.author, s.casefile).file.reasons.len > 0);
	assert_err(OK, try_act(f, who, ACT_NOTICE_SEEN, (struct act_args){
	    .number = 0 }, NULL));
	clock_pin(FORUM_T0 + 365 * FORUM_DAY);
	assert_err(OK, query_post(f->store, &who, s.opens, f->arena, &v));
	assert_sound(f);
}

static void
a_moderator_who_is_suspended_decides_nothing(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	uint64_t		 n = reply_to(f, s.second, s.opens, "Hélas.");
	uint64_t		 third = member_add(f, "ines");
	struct act_result	 result;

	mandate_add(f, third, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	assert_err(OK, try_act(f, as(s.flagger), ACT_FLAG, (struct act_args){
	    .post = n, .name = str_of("3a"),
	    .reason = str_of("Ce mot seul n’avance à rien du tout.") },
	    &result));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_SUSPENSION, 7, 0));
	assert_err(OK, sign(f, third, result.id, false));
	assert_err(ERR_DENIED, decide(f, s.second, s.casefile, MEASURE_NONE,
	    0, 0));
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	/* of the branch of the one who wrote there */
	assert_err(OK, decide(f, s.second, s.casefile, MEASURE_NONE, 0, 0));
	assert_sound(f);
}

static void
a_decision_gives_way_to_a_lighter_one_only_and_by_who_saw_it(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct case_view	 v;

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_PAUSE, 7, 0));
	v = case_seen(f, s.second, s.casefile);
	assert_err(ERR_INPUT, decide(f, s.second, s.casefile, MEASURE_MASK, 0,
	    0));
	assert_err(ERR_STALE, decide(f, s.second, s.casefile, MEASURE_MASK, 0,
	    v.file.version - 1));
	assert_err(ERR_INPUT, decide(f, s.second, s.casefile,
	    MEASURE_SUSPENSION, 7, v.file.version));
	assert_err(OK, decide(f, s.second, s.casefile, MEASURE_MASK, 0,
	    v.file.version));
	assert_err(OK, say(f, s.author, s.opens));
	v = case_seen(f, s.author, s.casefile);
	assert_int_equal(v.decision.measure, MEASURE_MASK);
	assert_true(v.decision.replaces != 0);
	/* who signed is told to nobody but the moderators */
	assert_int_equal(v.decision.by, 0);
	assert_int_equal(v.file.by, 0);
	assert_sound(f);
}

static void
what_is_removed_opens_for_nobody(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_REMOVE, 0, 0));
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_REMOVED);
	assert_false(post_seen(f, s.opener, s.post).opens);
	assert_true(post_seen(f, s.author, s.post).post.excerpt.len > 0);
}

static void
a_repair_takes_both_and_comes_back_to_be_read(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct case_view	 v;

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_REPAIR, 0, 0));
	assert_int_equal(waits_of(f, s.author, WAIT_REPAIR), 1);
	assert_int_equal(waits_of(f, s.flagger, WAIT_REPAIR), 1);
	assert_err(ERR_NOT_FOUND, repair(f, s.opener, s.casefile,
	    REPAIR_YES));
	assert_err(ERR_INPUT, repair(f, s.author, s.casefile, REPAIR_DONE));
	assert_err(OK, repair(f, s.author, s.casefile, REPAIR_YES));
	assert_err(ERR_INPUT, repair(f, s.author, s.casefile, REPAIR_YES));
	v = case_seen(f, s.flagger, s.casefile);
	assert_int_equal(v.repair, 1u << REPAIR_YES | 1u << REPAIR_NO);
	/* the author does not learn with whom */
	assert_int_equal(case_seen(f, s.author, s.casefile).decision.with, 0);
	assert_err(OK, repair(f, s.flagger, s.casefile, REPAIR_YES));
	clock_pin(FORUM_T0 + 13 * FORUM_DAY);
	assert_int_equal(case_seen(f, s.mod, s.casefile).state, CASE_REPAIR);
	assert_err(ERR_INPUT, decide(f, s.mod, s.casefile, MEASURE_NONE, 0,
	    0));
	assert_err(OK, repair(f, s.author, s.casefile, REPAIR_DONE));
	assert_int_equal(case_seen(f, s.mod, s.casefile).state, CASE_OPEN);
	assert_int_equal(waits_of(f, s.author, WAIT_REPAIR), 0);
	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_NONE, 0, 0));
	assert_sound(f);
}

static void
a_repair_that_one_refuses_or_lets_pass_is_none(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_REPAIR, 0, 0));
	assert_err(OK, repair(f, s.flagger, s.casefile, REPAIR_NO));
	assert_int_equal(case_seen(f, s.mod, s.casefile).state, CASE_OPEN);
	assert_int_equal(notices_of_kind(f, s.author, NOTICE_REPAIR), 1);
	assert_err(OK, decide(f, s.mod, s.casefile, MEASURE_REPAIR, 0, 0));
	clock_pin(FORUM_T0 + 72 * HOURS);
	assert_int_equal(case_seen(f, s.mod, s.casefile).state, CASE_OPEN);
	assert_err(ERR_INPUT, repair(f, s.author, s.casefile, REPAIR_YES));
	assert_sound(f);
}

/* Everything else is denied, whatever one's mandates. */
static void
what_is_left_to_whom_a_decision_holds(void **state)
{
	static const enum capability	suspended[] = { CAP_READ_PUBLIC,
					    CAP_READ_MEMBERS, CAP_DELETE_OWN,
					    CAP_READ_PRIVATE, CAP_KEEP,
					    CAP_FLAG_ILLEGAL, CAP_APPEAL,
					    CAP_MESSAGE_READ };
	struct room	room = { .id = 7 };
	struct post	post = { .author = 1 };
	struct caller	c = { .member = 1, .status = STATUS_MEMBER,
			    .charter = true, .moderator = true, .sysop = true,
			    .suspended = { .until = 9, .casefile = 3 } };
	struct target	t = { .room = &room, .room_member = true,
			    .post = &post, .talkers = { 1, 2 } };
	struct refusal	why;
	int		cap;
	size_t		i;

	for (cap = 0; cap < CAP_COUNT; cap++) {
		for (i = 0; i < LENGTH(suspended) && suspended[i] !=
		    (enum capability)cap; i++)
			;
		if (policy_cell(STANDING_SUSPENDED, (enum capability)cap) ==
		    GRANT_NO)
			assert_int_equal(i, LENGTH(suspended));
		if (i < LENGTH(suspended))
			assert_err(OK, policy_check(&c, (enum capability)cap,
			    &t, &why));
	}
	assert_err(ERR_DENIED, policy_check(&c, CAP_DECIDE, &t, &why));
	assert_int_equal(why.number, 3);
	assert_err(ERR_DENIED, policy_check(&c, CAP_EDIT_OWN, &t, &why));
	post.mask = MASK_REPHRASE;
	assert_err(OK, policy_check(&c, CAP_EDIT_OWN, &t, &why));
	c.excluded = (struct hold){ .until = 9, .casefile = 4 };
	assert_err(OK, policy_check(&c, CAP_KEEP, &t, &why));
	assert_err(ERR_DENIED, policy_check(&c, CAP_DELETE_OWN, &t, &why));
	assert_int_equal(why.number, 4);
	assert_err(ERR_NOT_FOUND, policy_check(&c, CAP_READ_MEMBERS, &t,
	    &why));
}

#define T(name) cmocka_unit_test_setup_teardown(name, forum_setup, \
    forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(a_pause_stops_writing_in_its_room_and_ends_by_the_clock),
		T(the_keeper_sweeps_what_has_ended),
		T(a_suspension_waits_for_another_moderators_signature),
		T(unsigned_after_three_days_it_is_to_be_decided_anew),
		T(one_may_refuse_to_sign),
		T(an_exclusion_leaves_the_public_rooms_and_ones_own_case),
		T(a_moderator_who_is_suspended_decides_nothing),
		T(a_decision_gives_way_to_a_lighter_one_only_and_by_who_saw_it),
		T(what_is_removed_opens_for_nobody),
		T(a_repair_takes_both_and_comes_back_to_be_read),
		T(a_repair_that_one_refuses_or_lets_pass_is_none),
		T(what_is_left_to_whom_a_decision_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
