/* Juries: the draw and its replay, who may sit, and what comes out. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include "store/forum/jury.h"
#include <stdio.h>
#include <string.h>

enum { HOURS = 3600, PEOPLE = 16 };

/* --- the draw --- */

static void
pool_make(struct draw_one *pool, size_t count, unsigned profiles)
{
	uint8_t	salt[DRAW_BYTES];

	for (size_t i = 0; i < count; i++) {
		memset(salt, (int)i + 1, sizeof(salt));
		pool[i].profile = (uint8_t)(i % profiles + 1);
		draw_tag(salt, 100 + i, pool[i].tag);
	}
}

static void
two_of_a_profile_at_most_and_seven_in_all(void **state)
{
	uint8_t		seed[DRAW_BYTES] = { 0 };
	struct draw_one	pool[40];
	size_t		seats[DRAW_SEATS], i, k;
	uint8_t		of[PROFILE_COUNT + 1];

	pool_make(pool, LENGTH(pool), 4);
	for (int n = 0; n < 200; n++) {
		seed[0] = (uint8_t)n;
		assert_true(draw(seed, NULL, pool, LENGTH(pool), seats));
		memset(of, 0, sizeof(of));
		for (i = 0; i < DRAW_SEATS; i++) {
			assert_true(seats[i] < LENGTH(pool));
			for (k = 0; k < i; k++)
				assert_int_not_equal(seats[i], seats[k]);
			if (i < DRAW_JURORS)
				assert_true(++of[pool[seats[i]].profile] <= 2);
		}
	}
	assert_false(draw(seed, NULL, pool, 6, seats));
	pool_make(pool, LENGTH(pool), 2);	/* five of three, of two: no */
	assert_false(draw(seed, NULL, pool, LENGTH(pool), seats));
}

/* Over many draws each of an even pool sits about as often as another. */
static void
no_place_of_the_pool_is_favoured(void **state)
{
	uint8_t		seed[DRAW_BYTES] = { 0 };
	struct draw_one	pool[20];
	size_t		seats[DRAW_SEATS], sat[20] = { 0 }, i;

	pool_make(pool, LENGTH(pool), 5);
	for (int n = 0; n < 4000; n++) {
		memcpy(seed, &n, sizeof(n));
		assert_true(draw(seed, NULL, pool, LENGTH(pool), seats));
		for (i = 0; i < DRAW_JURORS; i++)
			sat[seats[i]]++;
	}
	for (i = 0; i < LENGTH(sat); i++)	/* 1,000 are expected */
		assert_in_range(sat[i], 850, 1150);
}

static void
the_entry_alone_replays_it_and_tampering_shows(void **state)
{
	struct arena	*arena = arena_new();
	uint8_t		 seed[DRAW_BYTES] = { 7 }, nonce[DRAW_BYTES] = { 9 };
	struct draw_one	 pool[30];
	size_t		 seats[DRAW_SEATS], again[DRAW_SEATS];
	struct logentry	 entry = { .number = 1 };
	char		*at;
	bool		 same;

	pool_make(pool, LENGTH(pool), 6);
	assert_true(draw(seed, nonce, pool, LENGTH(pool), seats));
	entry.public_fields = draw_fields(3, seed, nonce, pool, LENGTH(pool),
	    seats, arena);
	assert_true(draw_is(&entry));
	assert_err(OK, draw_replay(&entry, again, &same));
	assert_true(same);
	assert_memory_equal(seats, again, sizeof(seats));
	at = strstr((char *)(uintptr_t)entry.public_fields.p, "pool=1:");
	at[5] = '2';			/* another profile */
	at[7] = at[7] == '0' ? '1' : '0';	/* another tag */
	assert_err(OK, draw_replay(&entry, again, &same));
	at = strstr((char *)(uintptr_t)entry.public_fields.p, "seats=");
	at[6] = at[6] == '9' ? '8' : '9';
	assert_err(OK, draw_replay(&entry, again, &same));
	assert_false(same);
	entry.public_fields = str_of("draw=jury\nseed=zz\n");
	assert_err(ERR_INPUT, draw_replay(&entry, again, &same));
	entry.public_fields = str_of("case=1\n");
	assert_err(ERR_INPUT, draw_replay(&entry, again, &same));
	arena_free(arena);
}

/* --- juries --- */

struct scene { uint64_t people[PEOPLE], author, flagger, mods[2], room, post,
	casefile, jurors[DRAW_SEATS]; };

static void
seats_find(struct forum *f, struct scene *s)
{
	struct jury_view	v;
	struct who		who;

	for (size_t i = 0; i < PEOPLE; i++) {
		who = as(s->people[i]);
		if (query_jury(f->store, &who, s->casefile, f->arena, &v) ==
		    OK)
			s->jurors[v.place] = s->people[i];
	}
}

static enum err
decide(struct forum *f, uint64_t member, uint64_t id, enum measure measure,
    uint32_t days)
{
	return try_act(f, as(member), ACT_CASE_DECIDE, (struct act_args){
	    .number = id, .type = (uint8_t)measure, .name = str_of("3a"),
	    .days = days,
	    .text = str_of("Le message de ben nomme un cabinet, cleo le dit."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL);
}

static bool	young = true;

static struct scene
scene_set(struct forum *f, size_t people, enum measure measure, uint32_t days)
{
	struct scene		s = { 0 };
	struct act_result	result;
	char			name[16];
	uint64_t		opens;

	/* a young store waives the delays */
	f->store->young_until = young ? INT64_MAX : 0;
	s.author = member_with(f, "ben", PROFILE_AGENT);
	s.flagger = member_with(f, "cleo", PROFILE_ELU);
	s.mods[0] = member_with(f, "gina", PROFILE_CITOYEN);
	s.mods[1] = member_with(f, "hugo", PROFILE_CITOYEN);
	for (size_t i = 0; i < 2; i++)
		mandate_add(f, s.mods[i], ROLE_MODERATOR, 0,
		    FORUM_T0 + 300 * FORUM_DAY);
	for (size_t i = 0; i < people; i++) {
		snprintf(name, sizeof(name), "juge%c", (char)('a' + i));
		s.people[i] = member_with(f, name,
		    (enum profile)(i % PROFILE_COUNT));
	}
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	opens = thread_open(f, s.flagger, s.room, "Titre", "Indemniser.");
	s.post = reply_to(f, s.author, opens, "Trois-Chênes triche, cleo.");
	assert_err(OK, try_act(f, as(s.flagger), ACT_FLAG, (struct act_args){
	    .post = s.post, .name = str_of("3a"),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    &result));
	s.casefile = result.id;
	assert_err(OK, decide(f, s.mods[0], s.casefile, measure, days));
	if (measure_row(measure)->signs_twice)
		assert_err(OK, try_act(f, as(s.mods[1]), ACT_COUNTERSIGN,
		    (struct act_args){ .number = s.casefile }, NULL));
	if (measure != MEASURE_EXCLUSION)
		assert_err(OK, try_act(f, as(s.author), ACT_APPEAL,
		    (struct act_args){ .number = s.casefile, .text = str_of(
		    "Moi, ben, je citais un rapport public de 2024.") },
		    NULL));
	seats_find(f, &s);
	return s;
}

static enum err
step(struct forum *f, uint64_t member, uint64_t id, enum jury_step what)
{
	return try_act(f, as(member), ACT_JURY, (struct act_args){
	    .number = id, .type = (uint8_t)what, .text = str_of("Le message"
	    " nomme un cabinet sans citer de fait, et la mesure me paraît"
	    " pourtant longue pour une première fois.") }, NULL);
}

static enum err
vote(struct forum *f, uint64_t member, uint64_t id, enum measure measure,
    uint32_t days)
{
	return try_act(f, as(member), ACT_JURY_VOTE, (struct act_args){
	    .number = id, .type = (uint8_t)measure, .days = days,
	    .text = str_of("Une pause plus courte suffit : la personne dit"
	    " avoir compris, et le texte masqué ne blesse plus personne.") },
	    NULL);
}

static struct case_view
case_seen(struct forum *f, uint64_t member, uint64_t id)
{
	struct who		who = as(member);
	struct case_view	v;

	assert_err(OK, query_case(f->store, &who, id, f->arena, &v));
	return v;
}

static struct jury_view
jury_seen(struct forum *f, uint64_t member, uint64_t id)
{
	struct who		who = as(member);
	struct jury_view	v;

	assert_err(OK, query_jury(f->store, &who, id, f->arena, &v));
	return v;
}

static void
five_sit_write_alone_then_talk_and_reduce(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f, PEOPLE, MEASURE_PAUSE, 7);
	struct jury_view	 v;
	struct who		 guest = a_guest;
	struct log_view		*entries;
	size_t			 count, i, seats[DRAW_SEATS];
	bool			 same;

	assert_int_equal(case_seen(f, s.mods[0], s.casefile).state,
	    CASE_JURY);
	assert_err(ERR_INPUT, decide(f, s.mods[1], s.casefile, MEASURE_NONE,
	    0));
	assert_err(ERR_NOT_FOUND, step(f, s.author, s.casefile, JURY_ACCEPT));
	assert_err(ERR_NOT_FOUND, step(f, s.mods[1], s.casefile,
	    JURY_ACCEPT));
	/* the draw is public at once, and replays */
	assert_err(OK, query_log(f->store, &guest, 0, 50, f->arena, &entries,
	    &count));
	assert_int_equal(count, 1);
	assert_err(OK, draw_replay(&entries[0].entry, seats, &same));
	assert_true(same);
	for (i = 0; i < DRAW_SEATS; i++)
		assert_int_equal(waits_of(f, s.jurors[i], WAIT_JURY), 1);
	/* the third declines: an alternate sits */
	assert_err(OK, step(f, s.jurors[2], s.casefile, JURY_DECLINE));
	assert_err(ERR_INPUT, step(f, s.jurors[2], s.casefile, JURY_ACCEPT));
	for (i = 0; i < 6; i++)
		if (i != 2)
			assert_err(OK, step(f, s.jurors[i], s.casefile,
			    JURY_ACCEPT));
	v = jury_seen(f, s.jurors[0], s.casefile);
	assert_int_equal(v.phase, JURY_ALONE);
	/* without names, in the text and in the reasons */
	assert_true(str_equal(v.snapshot, str_of("Trois-Chênes triche, B.")));
	assert_true(str_equal(v.facts,
	    str_of("Le message de A nomme un cabinet, B le dit.")));
	assert_true(str_equal(v.appeal,
	    str_of("Moi, A, je citais un rapport public de 2024.")));
	assert_err(ERR_INPUT, step(f, s.jurors[6], s.casefile, JURY_OPINION));
	assert_err(ERR_INPUT, vote(f, s.jurors[0], s.casefile, MEASURE_NONE,
	    0));
	assert_err(OK, step(f, s.jurors[0], s.casefile, JURY_OPINION));
	assert_int_equal(jury_seen(f, s.jurors[1],
	    s.casefile).opinion_count, 0);
	for (i = 1; i < 6; i++)
		if (i != 2)
			assert_err(OK, step(f, s.jurors[i], s.casefile,
			    JURY_OPINION));
	v = jury_seen(f, s.jurors[1], s.casefile);
	assert_int_equal(v.phase, JURY_TALKING);
	assert_int_equal(v.opinion_count, 5);
	assert_err(OK, step(f, s.jurors[1], s.casefile, JURY_SAY));
	assert_int_equal(jury_seen(f, s.jurors[0], s.casefile).say_count, 1);
	assert_err(ERR_INPUT, vote(f, s.jurors[0], s.casefile,
	    MEASURE_SUSPENSION, 7));
	assert_err(OK, vote(f, s.jurors[0], s.casefile, MEASURE_PAUSE, 7));
	assert_err(OK, vote(f, s.jurors[1], s.casefile, MEASURE_PAUSE, 1));
	assert_err(OK, vote(f, s.jurors[3], s.casefile, MEASURE_PAUSE, 1));
	assert_err(OK, vote(f, s.jurors[4], s.casefile, MEASURE_NONE, 0));
	assert_int_equal(case_seen(f, s.author, s.casefile).state, CASE_JURY);
	assert_err(OK, vote(f, s.jurors[5], s.casefile, MEASURE_MASK, 0));
	/* a day is what three find right, or more */
	assert_int_equal(case_seen(f, s.author,
	    s.casefile).decision.measure, MEASURE_PAUSE);
	assert_int_equal(case_seen(f, s.author, s.casefile).decision.days, 1);
	assert_int_equal(case_seen(f, s.author, s.casefile).decision.origin,
	    ORIGIN_JURY);
	assert_false(case_seen(f, s.author, s.casefile).may_appeal);
	assert_sound(f);
}

/* Time alone: who did not answer does not sit; without four, it is lifted. */
static void
who_never_answers_does_not_sit_and_without_a_quorum_it_is_lifted(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f, PEOPLE, MEASURE_MASK, 0);
	struct due	 due = { 0 };
	struct due_done	 done = { 0 };

	for (size_t i = 0; i < 3; i++)
		assert_err(OK, step(f, s.jurors[i], s.casefile, JURY_ACCEPT));
	clock_pin(FORUM_T0 + 48 * HOURS - 1);
	assert_int_equal(jury_seen(f, s.jurors[0], s.casefile).phase,
	    JURY_ASKING);
	clock_pin(FORUM_T0 + 48 * HOURS);
	assert_int_equal(jury_seen(f, s.jurors[0], s.casefile).phase,
	    JURY_OVER);
	assert_err(ERR_INPUT, step(f, s.jurors[4], s.casefile, JURY_ACCEPT));
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.juries, 1);
	assert_int_equal(case_seen(f, s.author,
	    s.casefile).decision.measure, MEASURE_NONE);
	assert_int_equal(post_seen(f, s.mods[0], s.post).mask, MASK_NOT);
	assert_sound(f);
}

static void
four_by_the_clock_maintain_with_three(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f, PEOPLE, MEASURE_MASK, 0);
	struct due	 due = { 0 };
	struct due_done	 done = { 0 };

	for (size_t i = 0; i < 4; i++)
		assert_err(OK, step(f, s.jurors[i], s.casefile, JURY_ACCEPT));
	clock_pin(FORUM_T0 + 48 * HOURS);
	assert_err(OK, step(f, s.jurors[0], s.casefile, JURY_OPINION));
	clock_pin(FORUM_T0 + 120 * HOURS);
	/* alone is over, whether all wrote or not */
	for (size_t i = 0; i < 4; i++)
		assert_err(OK, vote(f, s.jurors[i], s.casefile, i == 3 ?
		    MEASURE_NONE : MEASURE_MASK, 0));
	assert_int_equal(case_seen(f, s.author,
	    s.casefile).decision.measure, MEASURE_MASK);
	assert_int_equal(post_seen(f, s.mods[0], s.post).mask, MASK_DECIDED);
	clock_pin(FORUM_T0 + 20 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.juries + done.lifted, 0);
	assert_int_equal(post_seen(f, s.mods[0], s.post).mask, MASK_DECIDED);
	assert_sound(f);
}

static void
three_of_five_do_not_exclude(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f, PEOPLE, MEASURE_EXCLUSION, 91);

	for (size_t i = 0; i < 5; i++)
		assert_err(OK, step(f, s.jurors[i], s.casefile, JURY_ACCEPT));
	for (size_t i = 0; i < 5; i++)
		assert_err(OK, step(f, s.jurors[i], s.casefile,
		    JURY_OPINION));
	for (size_t i = 0; i < 5; i++)
		assert_err(OK, vote(f, s.jurors[i], s.casefile, i < 3 ?
		    MEASURE_EXCLUSION : MEASURE_SUSPENSION, i < 3 ? 91 : 7));
	assert_int_equal(case_seen(f, s.author,
	    s.casefile).decision.measure, MEASURE_SUSPENSION);
	assert_sound(f);
}

static void
with_fewer_than_seven_another_moderator_answers_and_the_log_says_why(
    void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f, 6, MEASURE_MASK, 0);
	struct log_view		*entries;
	struct who		 guest = a_guest;
	size_t			 count;

	assert_int_equal(case_seen(f, s.mods[1], s.casefile).state,
	    CASE_APPEAL);
	assert_err(ERR_DENIED, decide(f, s.mods[0], s.casefile, MEASURE_NONE,
	    0));
	assert_err(OK, decide(f, s.mods[1], s.casefile, MEASURE_NONE, 0));
	clock_pin(FORUM_T0 + 8 * FORUM_DAY);
	assert_err(OK, query_log(f->store, &guest, 0, 50, f->arena, &entries,
	    &count));
	while (count > 0 && memmem(entries[count - 1].entry.public_fields.p,
	    entries[count - 1].entry.public_fields.len, "too-few", 7) == NULL)
		count--;
	assert_true(count > 0);
	assert_sound(f);
}

static void
newcomers_and_those_who_were_not_here_lately_do_not_sit(void **state)
{
	struct forum	*f = *state;
	struct scene	 s;

	young = false;
	s = scene_set(f, PEOPLE, MEASURE_MASK, 0);
	young = true;
	assert_int_equal(case_seen(f, s.mods[1], s.casefile).state,
	    CASE_APPEAL);
}

/* Half a year later nobody finds anybody by a salt. */
static void
one_finds_oneself_by_ones_own_salt_for_half_a_year(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f, PEOPLE, MEASURE_MASK, 0);
	struct who		 who = as(s.people[3]);
	struct due		 due = { 0 };
	struct due_done		 done = { 0 };
	struct draw_salt	*salts;
	struct log_view		*entries;
	size_t			 count, n;

	assert_err(OK, query_salts(f->store, &who, f->arena, &salts, &count));
	assert_int_equal(count, 1);
	assert_err(OK, query_log(f->store, &who, 0, 50, f->arena, &entries,
	    &n));
	assert_int_equal(entries[0].entry.number, salts[0].entry);
	assert_non_null(memmem(entries[0].entry.public_fields.p,
	    entries[0].entry.public_fields.len, salts[0].tag, 64));
	who = as(s.author);		/* a party was not in the pool */
	assert_err(OK, query_salts(f->store, &who, f->arena, &salts, &count));
	assert_int_equal(count, 0);
	clock_pin(FORUM_T0 + 180 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_SALTS], PEOPLE);
}

static void
a_guarantors_number_is_committed_to_a_month_before(void **state)
{
	struct forum		*f = *state;
	uint64_t		 guard = member_with(f, "sarriette",
				     PROFILE_CHERCHEUR);
	struct scene		 s;
	struct log_view		*entries;
	struct who		 guest = a_guest;
	size_t			 count, seats[DRAW_SEATS];
	bool			 same;

	assert_err(ERR_DENIED, try_act(f, as(guard), ACT_NONCE,
	    (struct act_args){ 0 }, NULL));
	mandate_add(f, guard, ROLE_GUARANTOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	assert_err(OK, try_act(f, as(guard), ACT_NONCE, (struct act_args){ 0 },
	    NULL));
	clock_pin(FORUM_T0 + 31 * FORUM_DAY);
	s = scene_set(f, PEOPLE, MEASURE_MASK, 0);
	assert_err(OK, query_log(f->store, &guest, 0, 50, f->arena, &entries,
	    &count));
	assert_true(draw_is(&entries[0].entry));
	assert_null(memmem(entries[0].entry.public_fields.p, 200, "nonce=-",
	    7));
	assert_err(OK, draw_replay(&entries[0].entry, seats, &same));
	assert_true(same);
	assert_true(s.jurors[0] != 0);
	assert_sound(f);
}

#define T(name) cmocka_unit_test_setup_teardown(name, forum_setup, \
    forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(two_of_a_profile_at_most_and_seven_in_all),
		cmocka_unit_test(no_place_of_the_pool_is_favoured),
		cmocka_unit_test(the_entry_alone_replays_it_and_tampering_shows),
		T(five_sit_write_alone_then_talk_and_reduce),
		T(who_never_answers_does_not_sit_and_without_a_quorum_it_is_lifted),
		T(four_by_the_clock_maintain_with_three),
		T(three_of_five_do_not_exclude),
		T(with_fewer_than_seven_another_moderator_answers_and_the_log_says_why),
		T(newcomers_and_those_who_were_not_here_lately_do_not_sit),
		T(one_finds_oneself_by_ones_own_salt_for_half_a_year),
		T(a_guarantors_number_is_committed_to_a_month_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
