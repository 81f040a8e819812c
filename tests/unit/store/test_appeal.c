/* Appeals: by whom, against what, answered by whom, and what the clock does. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/decision.h"
#include "store/forum/due.h"
#include <string.h>

enum { HOURS = 3600 };

struct scene { uint64_t opener, author, flagger, mods[3], room, opens, post,
	casefile; };

static struct scene
scene_set(struct forum *f)
{
	static const char	*names[] = { "gina", "hugo", "ines" };
	struct scene		 s;
	struct act_result	 result;

	s.opener = member_with(f, "anna", PROFILE_ELU);
	s.author = member_with(f, "ben", PROFILE_AGENT);
	s.flagger = member_with(f, "cleo", PROFILE_ELU);
	for (size_t i = 0; i < LENGTH(s.mods); i++) {
		s.mods[i] = member_with(f, names[i], PROFILE_CITOYEN);
		mandate_add(f, s.mods[i], ROLE_MODERATOR, 0,
		    FORUM_T0 + 300 * FORUM_DAY);
	}
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
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
    uint32_t days)
{
	return try_act(f, as(member), ACT_CASE_DECIDE, (struct act_args){
	    .number = id, .type = (uint8_t)measure, .name = str_of("3a"),
	    .days = days,
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL);
}

static enum err
appeal(struct forum *f, uint64_t member, uint64_t id)
{
	return try_act(f, as(member), ACT_APPEAL, (struct act_args){
	    .number = id, .text = str_of("Je citais un rapport public, et je"
	    " peux le dire autrement.") }, NULL);
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
who_appeals_what_and_once(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);

	assert_err(ERR_NOT_FOUND, appeal(f, s.author, s.casefile));
	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_REPHRASE, 0));
	assert_err(ERR_NOT_FOUND, appeal(f, s.opener, s.casefile));
	assert_err(ERR_INPUT, appeal(f, s.flagger, s.casefile));
	assert_true(case_seen(f, s.author, s.casefile).may_appeal);
	assert_err(ERR_INPUT, try_act(f, as(s.author), ACT_APPEAL,
	    (struct act_args){ .number = s.casefile, .text = str_of("Non.") },
	    NULL));
	assert_err(OK, appeal(f, s.author, s.casefile));
	assert_err(ERR_INPUT, appeal(f, s.author, s.casefile));
	assert_false(case_seen(f, s.author, s.casefile).may_appeal);
	assert_int_equal(notices_of_kind(f, s.author, NOTICE_APPEAL), 1);
	assert_sound(f);
}

static void
another_moderator_answers_and_never_more_heavily(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct case_view	 v;

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_REPHRASE, 0));
	assert_err(OK, appeal(f, s.author, s.casefile));
	v = case_seen(f, s.mods[1], s.casefile);
	assert_int_equal(v.state, CASE_APPEAL);
	assert_true(v.appeal.text.len > 0);
	assert_err(ERR_DENIED, decide(f, s.mods[0], s.casefile, MEASURE_NONE,
	    0));
	assert_err(ERR_INPUT, decide(f, s.mods[1], s.casefile, MEASURE_MASK,
	    0));
	assert_err(OK, decide(f, s.mods[1], s.casefile, MEASURE_NONE, 0));
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_NOT);
	v = case_seen(f, s.author, s.casefile);
	assert_int_equal(v.state, CASE_DECIDED);
	/* an appeal of an appeal is none */
	assert_false(v.may_appeal);
	assert_err(ERR_INPUT, appeal(f, s.author, s.casefile));
	assert_sound(f);
}

static void
who_flagged_appeals_where_nothing_was_done(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_NONE, 0));
	assert_err(ERR_INPUT, appeal(f, s.author, s.casefile));
	assert_true(case_seen(f, s.flagger, s.casefile).file.reasons.len > 0);
	assert_err(OK, appeal(f, s.flagger, s.casefile));
	assert_err(OK, decide(f, s.mods[2], s.casefile, MEASURE_MASK, 0));
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_DECIDED);
	assert_sound(f);
}

static void
unanswered_in_two_weeks_the_measure_is_lifted_by_the_clock(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct due		 due = { 0 };
	struct due_done		 done = { 0 };
	struct case_view	 v;

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_REPHRASE, 0));
	assert_err(OK, appeal(f, s.author, s.casefile));
	clock_pin(FORUM_T0 + 14 * FORUM_DAY - 1);
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_REPHRASE);
	clock_pin(FORUM_T0 + 14 * FORUM_DAY);
	assert_int_equal(post_seen(f, s.opener, s.post).mask, MASK_NOT);
	assert_err(ERR_INPUT, decide(f, s.mods[1], s.casefile, MEASURE_NONE,
	    0));
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.lifted, 1);
	v = case_seen(f, s.author, s.casefile);
	assert_int_equal(v.decision.origin, ORIGIN_AUTO);
	assert_int_equal(v.decision.measure, MEASURE_NONE);
	done = (struct due_done){ 0 };
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.lifted, 0);
	assert_sound(f);
}

static void
months_later_it_is_too_late(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_REPHRASE, 0));
	clock_pin(FORUM_T0 + 183 * FORUM_DAY);
	assert_err(ERR_INPUT, appeal(f, s.author, s.casefile));
}

static void
who_is_suspended_appeals_and_it_stops_after_a_week(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_SUSPENSION,
	    30));
	assert_err(OK, try_act(f, as(s.mods[1]), ACT_COUNTERSIGN,
	    (struct act_args){ .number = s.casefile }, NULL));
	assert_err(OK, appeal(f, s.author, s.casefile));
	clock_pin(FORUM_T0 + 7 * FORUM_DAY - 1);
	assert_err(ERR_DENIED, say(f, s.author, s.opens));
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_err(OK, say(f, s.author, s.opens));
	assert_sound(f);
}

static void
an_exclusion_is_appealed_at_once(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);

	assert_err(OK, decide(f, s.mods[0], s.casefile, MEASURE_EXCLUSION,
	    365));
	assert_err(OK, try_act(f, as(s.mods[1]), ACT_COUNTERSIGN,
	    (struct act_args){ .number = s.casefile }, NULL));
	assert_true(case_seen(f, s.author, s.casefile).appeal.id != 0);
	assert_err(ERR_NOT_FOUND, say(f, s.author, s.opens));
	clock_pin(FORUM_T0 + 14 * FORUM_DAY);
	assert_err(OK, say(f, s.author, s.opens));
	assert_sound(f);
}

#define T(name) cmocka_unit_test_setup_teardown(name, forum_setup, \
    forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(who_appeals_what_and_once),
		T(another_moderator_answers_and_never_more_heavily),
		T(who_flagged_appeals_where_nothing_was_done),
		T(unanswered_in_two_weeks_the_measure_is_lifted_by_the_clock),
		T(months_later_it_is_too_late),
		T(who_is_suspended_appeals_and_it_stops_after_a_week),
		T(an_exclusion_is_appealed_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
