/* A synthesis: what it covers, whom it asks, what is said of it; closing. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include <stdio.h>

struct debate { uint64_t anna, ben, cleo, room, opens, of_ben, of_cleo; };

/* Three people of three profiles: an opening post, two answers. */
static struct debate
debate_open(struct forum *f)
{
	struct debate	d = { 0 };

	d.anna = member_with(f, "anna", PROFILE_ELU);
	d.ben = member_with(f, "ben", PROFILE_AGENT);
	d.cleo = member_with(f, "cleo", PROFILE_CITOYEN);
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	d.opens = thread_open(f, d.anna, d.room, "Titre", "Indemniser.");
	d.of_ben = reply_to(f, d.ben, d.opens, "De Ben.");
	d.of_cleo = reply_to(f, d.cleo, d.of_ben, "De Cleo.");
	return d;
}

static uint64_t
synthesis(struct forum *f, uint64_t member, uint64_t post, const char *text)
{
	struct act_result	result;

	assert_err(OK, try_act(f, as(member), ACT_POST_REPLY,
	    (struct act_args){ .post = post, .type = TYPE_S,
	    .text = str_of(text) }, &result));
	return result.id;
}

static enum err
stand(struct forum *f, uint64_t member, uint64_t post, enum stand_kind kind,
    const char *words)
{
	return try_act(f, as(member), ACT_STAND, (struct act_args){
	    .post = post, .number = kind, .text = str_of(words) }, NULL);
}

static struct branch_view *
tree_of(struct forum *f, uint64_t member, uint64_t thread, size_t *count)
{
	struct who		 who = as(member);
	struct branch_view	*rows;

	assert_err(OK, query_tree(f->store, &who, thread, f->arena, &rows,
	    count));
	return rows;
}

static void
it_covers_what_was_answered_before_it(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 s = synthesis(f, d.anna, d.opens, "Deux.");
	uint64_t		 after = reply_to(f, d.ben, d.opens, "Après.");
	uint64_t		 late, reply;
	struct branch_view	*rows;
	size_t			 count;

	reply = reply_to(f, d.cleo, s, "À la synthèse.");
	late = reply_to(f, d.anna, d.of_cleo, "Dans la branche couverte.");
	rows = tree_of(f, d.ben, d.opens, &count);
	assert_int_equal(count, 7);
	assert_int_equal(rows[1].branch.post, s);
	assert_int_equal(rows[1].covers, 3);
	assert_int_equal(rows[1].below, 4);
	assert_int_equal(rows[1].unread_covered, 2);	/* of Cleo, Anna */
	assert_int_equal(rows[1].unread_below, 3);
	assert_int_equal(rows[2].branch.post, d.of_ben);
	assert_int_equal(rows[2].depth, 2);
	assert_int_equal(rows[2].branch.parent, d.opens);
	assert_int_equal(rows[3].branch.post, d.of_cleo);
	assert_int_equal(rows[4].branch.post, late);
	assert_int_equal(rows[5].branch.post, reply);
	assert_int_equal(rows[5].depth, 2);
	assert_int_equal(rows[6].branch.post, after);
	assert_int_equal(rows[6].depth, 1);
	assert_int_equal(rows[0].below, 6);
	assert_int_equal(rows[0].covers, 0);
	assert_sound(f);
}

static void
a_branch_has_one_of_its_own_and_a_later_one_covers_an_earlier(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 first = synthesis(f, d.ben, d.of_ben, "Un.");
	uint64_t		 second = synthesis(f, d.anna, d.opens, "Deux.");
	struct branch_view	*rows;
	size_t			 count;

	rows = tree_of(f, d.cleo, d.opens, &count);
	assert_int_equal(rows[1].branch.post, second);
	assert_int_equal(rows[1].covers, 3);
	assert_int_equal(rows[2].branch.post, d.of_ben);
	assert_int_equal(rows[3].branch.post, first);
	assert_int_equal(rows[3].covers, 1);
	assert_int_equal(rows[4].branch.post, d.of_cleo);
	/* its words go: nothing is covered any more */
	assert_err(OK, try_act(f, as(d.anna), ACT_POST_DELETE,
	    (struct act_args){ .post = second }, NULL));
	rows = tree_of(f, d.cleo, d.opens, &count);
	assert_int_equal(rows[1].branch.post, d.of_ben);
	assert_int_equal(rows[1].depth, 1);
	assert_int_equal(rows[count - 1].branch.post, second);
	assert_int_equal(rows[count - 1].covers, 0);
	assert_sound(f);
}

static void
those_it_cites_are_asked_for_seven_days(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	uint64_t	 out = member_add(f, "dina"), s;
	char		 text[200];

	snprintf(text, sizeof(text), "Selon #%llu et @cleo, dit @dina ; #999. "
	    "`#%llu`", (unsigned long long)d.of_ben,
	    (unsigned long long)d.opens);
	s = synthesis(f, d.anna, d.opens, text);
	assert_int_equal(waits_of(f, d.ben, WAIT_SYNTHESIS), 1);
	assert_int_equal(waits_of(f, d.cleo, WAIT_SYNTHESIS), 1);
	assert_int_equal(waits_of(f, d.anna, WAIT_SYNTHESIS), 0);
	/* no voice in the thread */
	assert_int_equal(waits_of(f, out, WAIT_SYNTHESIS), 0);
	assert_true(post_seen(f, d.ben, s).may_stand);
	assert_false(post_seen(f, d.anna, s).may_stand);
	assert_false(post_seen(f, out, s).may_stand);
	assert_err(OK, stand(f, d.ben, s, STAND_FOUND, ""));
	assert_int_equal(waits_of(f, d.ben, WAIT_SYNTHESIS), 0);
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_int_equal(waits_of(f, d.cleo, WAIT_SYNTHESIS), 0);
	assert_err(ERR_DENIED, stand(f, d.cleo, s, STAND_LACKS, "Moi."));
	assert_int_equal(post_seen(f, d.cleo, s).supports, 1);
}

static void
profiles_are_shown_and_nobody(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 s = synthesis(f, d.anna, d.opens, "Deux.");
	struct post_view	 v;
	struct due		 due = { 0 };
	struct due_done		 done;

	assert_err(OK, stand(f, d.ben, s, STAND_FOUND, ""));
	v = post_seen(f, d.cleo, s);
	assert_int_equal(v.supports, 1);
	assert_int_equal(v.present, 3);
	assert_int_equal(v.stands, STAND_NONE);
	assert_int_equal(post_seen(f, d.ben, s).stands, STAND_FOUND);
	assert_err(OK, stand(f, d.ben, s, STAND_NONE, ""));
	assert_int_equal(post_seen(f, d.cleo, s).supports, 0);
	assert_err(OK, stand(f, d.ben, s, STAND_FOUND, ""));
	assert_err(OK, stand(f, d.cleo, s, STAND_FOUND, ""));
	assert_int_equal(post_seen(f, d.cleo, s).supports, 2);
	assert_sound(f);
	/* once its days are over, who it was is not kept */
	clock_pin(FORUM_T0 + 8 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_STANDS], 2);
	v = post_seen(f, d.ben, s);
	assert_int_equal(v.supports, 2);
	assert_int_equal(v.stands, STAND_NONE);
	assert_sound(f);
}

static void
what_is_missing_stands_under_it_until_it_is_found(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 s = synthesis(f, d.anna, d.opens, "Deux.");
	struct post_view	 v;

	assert_err(ERR_INPUT, stand(f, d.cleo, s, STAND_LACKS, "  "));
	assert_err(OK, stand(f, d.cleo, s, STAND_LACKS, " Les mineurs. "));
	v = post_seen(f, d.ben, s);
	assert_int_equal(v.lack_count, 1);
	assert_true(str_equal(v.lacks[0].author, str_of("cleo")));
	assert_true(str_equal(v.lacks[0].text, str_of("Les mineurs.")));
	assert_int_equal(v.supports, 0);
	clock_pin(FORUM_T0 + 9 * FORUM_DAY);
	assert_int_equal(post_seen(f, d.ben, s).lack_count, 1);
	assert_err(ERR_DENIED, stand(f, d.cleo, s, STAND_LACKS, "Plus."));
	assert_err(OK, stand(f, d.cleo, s, STAND_FOUND, ""));
	v = post_seen(f, d.ben, s);
	assert_int_equal(v.lack_count, 0);
	assert_int_equal(v.supports, 1);
	assert_sound(f);
}

static void
another_text_of_it_is_another_question(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 s = synthesis(f, d.anna, d.opens, "Deux.");
	struct act_args		 edit = { .post = s,
				     .text = str_of("Trois, dit @ben.") };
	struct post_view	 v;

	assert_err(OK, stand(f, d.ben, s, STAND_FOUND, ""));
	assert_err(OK, stand(f, d.cleo, s, STAND_LACKS, "Moi."));
	/* in the first minutes a word is mended, nothing more */
	assert_err(OK, try_act(f, as(d.anna), ACT_POST_EDIT, edit, NULL));
	assert_int_equal(post_seen(f, d.cleo, s).supports, 1);
	clock_pin(FORUM_T0 + 3600);
	assert_err(OK, try_act(f, as(d.anna), ACT_POST_EDIT, edit, NULL));
	v = post_seen(f, d.cleo, s);
	assert_int_equal(v.supports, 0);
	assert_int_equal(v.lack_count, 1);
	assert_int_equal(waits_of(f, d.ben, WAIT_SYNTHESIS), 1);
	assert_int_equal(waits_of(f, d.cleo, WAIT_SYNTHESIS), 1);
	clock_pin(FORUM_T0 + 3600 + 7 * FORUM_DAY - 1);
	assert_err(OK, stand(f, d.ben, s, STAND_FOUND, ""));
	assert_sound(f);
	/* its words go, and all that was said of them */
	assert_err(OK, try_act(f, as(d.anna), ACT_POST_DELETE,
	    (struct act_args){ .post = s }, NULL));
	assert_int_equal(waits_of(f, d.cleo, WAIT_SYNTHESIS), 0);
	assert_sound(f);
}

static void
a_long_thread_wishes_for_one(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct who		 who = as(d.ben);
	struct thread_view	 v;
	uint64_t		 s;
	int			 i;

	for (i = 3; i < 29; i++)
		reply_to(f, d.ben, d.opens, "Encore.");
	assert_err(OK, query_thread(f->store, &who, d.opens, f->arena, &v));
	assert_false(v.synthesise);
	reply_to(f, d.ben, d.opens, "Trente.");
	assert_err(OK, query_thread(f->store, &who, d.opens, f->arena, &v));
	assert_true(v.synthesise);
	s = synthesis(f, d.anna, d.opens, "Trente et un.");
	assert_err(OK, query_thread(f->store, &who, d.opens, f->arena, &v));
	assert_false(v.synthesise);
	assert_int_equal(v.thread.synthesis, s);
	assert_err(OK, try_act(f, as(d.anna), ACT_POST_DELETE,
	    (struct act_args){ .post = s }, NULL));
	assert_err(OK, query_thread(f->store, &who, d.opens, f->arena, &v));
	assert_true(v.synthesise);
}

static void
a_workshop_closes_a_thread_with_one(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_args		 room = { .name = str_of("atelier"),
				     .title = str_of("Atelier"),
				     .wing = WING_CHANTIERS,
				     .visibility = VISIBILITY_MEMBERS };
	struct act_args		 close, reply;
	struct act_result	 result;
	uint64_t		 n;

	assert_err(OK, try_act(f, the_machine, ACT_ROOM_ADD, room, &result));
	mandate_add(f, d.anna, ROLE_FACILITATOR, result.id,
	    FORUM_T0 + 90 * FORUM_DAY);
	mandate_add(f, d.anna, ROLE_FACILITATOR, d.room,
	    FORUM_T0 + 90 * FORUM_DAY);
	n = thread_open(f, d.ben, result.id, "Titre", "Proposition.");
	close = (struct act_args){ .post = n };
	assert_err(ERR_DENIED, try_act(f, as(d.ben), ACT_THREAD_CLOSE, close,
	    NULL));
	assert_err(ERR_INPUT, try_act(f, as(d.anna), ACT_THREAD_CLOSE, close,
	    NULL));
	synthesis(f, d.cleo, n, "Voilà.");
	assert_err(OK, try_act(f, as(d.anna), ACT_THREAD_CLOSE, close, NULL));
	reply = (struct act_args){ .post = n, .text = str_of("Encore.") };
	assert_err(ERR_DENIED, try_act(f, as(d.ben), ACT_POST_REPLY, reply,
	    NULL));
	close.back = true;
	assert_err(OK, try_act(f, as(d.anna), ACT_THREAD_CLOSE, close, NULL));
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_REPLY, reply, NULL));
	/* elsewhere a thread may close without */
	close = (struct act_args){ .post = d.opens };
	assert_err(OK, try_act(f, as(d.anna), ACT_THREAD_CLOSE, close, NULL));
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(it_covers_what_was_answered_before_it),
		TEST(a_branch_has_one_of_its_own_and_a_later_one_covers_an_earlier),
		TEST(those_it_cites_are_asked_for_seven_days),
		TEST(profiles_are_shown_and_nobody),
		TEST(what_is_missing_stands_under_it_until_it_is_found),
		TEST(another_text_of_it_is_another_question),
		TEST(a_long_thread_wishes_for_one),
		TEST(a_workshop_closes_a_thread_with_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
