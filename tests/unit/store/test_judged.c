/* What came of flags, and what a fresh profile counts for. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include "store/forum/judged.h"
#include <stdio.h>

enum { PEOPLE = 4 };

struct scene { uint64_t who[PEOPLE], author, mod, room, opens; };

static struct scene
scene_set(struct forum *f)
{
	static const char	*names[PEOPLE] = { "anna", "cleo", "dina",
				     "elsa" };
	struct scene		 s;

	for (size_t i = 0; i < PEOPLE; i++)
		s.who[i] = member_with(f, names[i], PROFILE_ELU);
	s.author = member_with(f, "ben", PROFILE_AGENT);
	s.mod = member_with(f, "gina", PROFILE_CITOYEN);
	mandate_add(f, s.mod, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.opens = thread_open(f, s.author, s.room, "Titre", "Indemniser.");
	return s;
}

static struct act_result
flag(struct forum *f, uint64_t member, uint64_t post, const char *article)
{
	struct act_result	result;

	assert_err(OK, try_act(f, as(member), ACT_FLAG, (struct act_args){
	    .post = post, .name = str_of(article),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    &result));
	return result;
}

static void
decide(struct forum *f, uint64_t member, uint64_t id, enum measure measure)
{
	assert_err(OK, try_act(f, as(member), ACT_CASE_DECIDE,
	    (struct act_args){ .number = id, .type = (uint8_t)measure,
	    .name = str_of("4a"),
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL));
}

static void
profile_set(struct forum *f, uint64_t member, enum profile profile)
{
	struct who		who = as(member);
	struct member_view	v;

	assert_err(OK, query_member(f->store, &who, member, f->arena, &v));
	v.member.profiles[0] = (uint8_t)(profile + 1);
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &v.member }, NULL));
}

/* Three of one profile, two of whom say they are others since today. */
static void
freshly_changed_profiles_are_no_disguise(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	uint64_t	 n = reply_to(f, s.author, s.opens, "Trois-Chênes.");

	profile_set(f, s.who[1], PROFILE_CITOYEN);
	profile_set(f, s.who[2], PROFILE_ETUDIANT);
	profile_set(f, s.who[2], PROFILE_AGENT);
	assert_false(flag(f, s.who[0], n, "4a").masked);
	assert_false(flag(f, s.who[1], n, "4a").masked);
	assert_false(flag(f, s.who[2], n, "4a").masked);
	clock_pin(FORUM_T0 + 30 * FORUM_DAY);
	n = reply_to(f, s.author, s.opens, "Encore Trois-Chênes.");
	flag(f, s.who[0], n, "4a");
	flag(f, s.who[1], n, "4a");
	assert_true(flag(f, s.who[2], n, "4a").masked);
	assert_sound(f);
}

/* Flags for what one disagrees with: they open cases still, and mask no more
 * for a while. */
static void
flags_that_are_not_followed_rest_and_their_author_is_told_once(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	uint64_t	 n;
	bool		 last;

	profile_set(f, s.who[1], PROFILE_CITOYEN);
	clock_pin(FORUM_T0 + 31 * FORUM_DAY);
	for (int i = 0; i < 6; i++) {
		clock_pin(FORUM_T0 + (31 + i) * (int64_t)FORUM_DAY);
		n = reply_to(f, s.author, s.opens, "Je ne suis pas d’accord.");
		decide(f, s.mod, flag(f, s.who[0], n, "4a").id, i == 0 ?
		    MEASURE_REMINDER : MEASURE_NONE);
		last = notices_of_kind(f, s.who[0], NOTICE_FLAGS_REST) == 1;
		assert_int_equal(last, i >= 4);
	}
	n = reply_to(f, s.author, s.opens, "Trois-Chênes.");
	flag(f, s.who[0], n, "4a");
	flag(f, s.who[1], n, "4a");
	assert_false(flag(f, s.who[2], n, "4a").masked);
	assert_true(flag(f, s.who[3], n, "4a").masked);
	/* ninety days after the last one they count again */
	clock_pin(FORUM_T0 + (31 + 5 + 90) * (int64_t)FORUM_DAY);
	n = reply_to(f, s.author, s.opens, "Trois-Chênes, encore.");
	flag(f, s.who[0], n, "4a");
	flag(f, s.who[1], n, "4a");
	assert_true(flag(f, s.who[2], n, "4a").masked);
	assert_sound(f);
}

static void
two_urgent_flags_not_followed_end_that_right_for_a_while(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct due	 due = { 0 };
	struct due_done	 done = { 0 };
	uint64_t	 n;

	for (int i = 0; i < 2; i++) {
		struct act_result	result;

		n = reply_to(f, s.author, s.opens, "Appelez la mairie.");
		result = flag(f, s.who[0], n, "6b");
		assert_true(result.masked);
		decide(f, s.mod, result.id, MEASURE_NONE);
	}
	n = reply_to(f, s.author, s.opens, "Appelez encore.");
	assert_false(flag(f, s.who[0], n, "6b").masked);
	n = reply_to(f, s.author, s.opens, "Appelez toujours.");
	assert_true(flag(f, s.who[1], n, "6b").masked);
	clock_pin(FORUM_T0 + 180 * FORUM_DAY + 1);
	n = reply_to(f, s.author, s.opens, "Appelez.");
	assert_true(flag(f, s.who[0], n, "6b").masked);
	clock_pin(FORUM_T0 + 366 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_JUDGED], 2);
	assert_sound(f);
}

/* Both sides' last twelve months, to who judges the case and to nobody else. */
static void
a_case_shows_both_histories_to_who_judges_it(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct who		 mod = as(s.mod);
	struct case_view	 v;
	uint64_t		 n, id;

	n = reply_to(f, s.author, s.opens, "Trois-Chênes.");
	decide(f, s.mod, flag(f, s.who[0], n, "4a").id, MEASURE_REMINDER);
	clock_pin(FORUM_T0 + 200 * FORUM_DAY);
	n = reply_to(f, s.author, s.opens, "Trois-Chênes encore.");
	decide(f, s.mod, flag(f, s.who[0], n, "4a").id, MEASURE_NONE);
	n = reply_to(f, s.author, s.opens, "Toujours Trois-Chênes.");
	id = flag(f, s.who[0], n, "4a").id;
	assert_err(OK, query_case(f->store, &mod, id, f->arena, &v));
	assert_int_equal(v.history_count, 1);
	assert_int_equal(v.history[0].measure, MEASURE_REMINDER);
	assert_int_equal(v.flags[0].judged, 2);
	assert_int_equal(v.flags[0].followed, 1);
	clock_pin(FORUM_T0 + 299 * FORUM_DAY);
	mandate_add(f, s.who[3], ROLE_MODERATOR, 0,
	    FORUM_T0 + 600 * FORUM_DAY);
	clock_pin(FORUM_T0 + 366 * FORUM_DAY);
	mod = as(s.who[3]);
	n = reply_to(f, s.author, s.opens, "Et Trois-Chênes.");
	id = flag(f, s.who[1], n, "4a").id;
	assert_err(OK, query_case(f->store, &mod, id, f->arena, &v));
	assert_int_equal(v.history_count, 0);
	decide(f, s.who[3], id, MEASURE_MASK);
	mod = as(s.author);
	assert_err(OK, query_case(f->store, &mod, id, f->arena, &v));
	assert_int_equal(v.history_count, 0);
	assert_int_equal(v.flag_count, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, forum_setup, \
    forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		T(freshly_changed_profiles_are_no_disguise),
		T(flags_that_are_not_followed_rest_and_their_author_is_told_once),
		T(two_urgent_flags_not_followed_end_that_right_for_a_while),
		T(a_case_shows_both_histories_to_who_judges_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
