/* A restatement of somebody's view: asked, answered, contested, cleared. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include <string.h>

static const char view[] =
    "Vous pensez que le hasard ne vaut que si chacune peut dire oui.";
static const char other_view[] =
    "Vous tenez à ce que personne ne soit écarté faute de moyens.";
static const char argument[] = "Je ne crois pas que la somme déplace le "
    "motif de la venue : trois jurys suivis en témoignent.";

struct debate { uint64_t anna, ben, cleo, room, opens, post; };

static struct act_args
disagreement(uint64_t post, const char *restate)
{
	return (struct act_args){ .post = post, .type = TYPE_D,
		.restate = str_of(restate), .text = str_of(argument) };
}

/* Anna opens a thread, Ben answers with a disagreement; Cleo reads. */
static struct debate
debate_open(struct forum *f)
{
	struct debate		d = { 0 };
	struct act_result	result;

	d.anna = member_add(f, "anna");
	d.ben = member_add(f, "ben");
	d.cleo = member_add(f, "cleo");
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	d.opens = thread_open(f, d.anna, d.room, "Titre", "Indemniser.");
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_REPLY,
	    disagreement(d.opens, view), &result));
	d.post = result.id;
	return d;
}

static enum err
answer(struct forum *f, uint64_t member, uint64_t post, enum restated with,
    const char *words)
{
	return try_act(f, as(member), ACT_ANSWER, (struct act_args){
	    .post = post, .number = with, .text = str_of(words) }, NULL);
}

/* The latest notice of an answer that was not opened, or NULL: its word. */
static const char *
told(struct forum *f, uint64_t member)
{
	struct who		 who = as(member);
	struct notice_view	*views;
	size_t			 count, i;

	assert_err(OK, query_notices(f->store, &who, true, 100, f->arena,
	    &views, &count));
	for (i = 0; i < count; i++)
		if (views[i].notice.kind == NOTICE_ANSWERED)
			return arena_memdup0(f->arena, views[i].notice.text.p,
			    views[i].notice.text.len);
	return NULL;
}

static void
the_person_restated_is_asked_and_answers(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct who		 cleo = as(d.cleo);
	struct branch_view	*tree;
	size_t			 count;

	assert_int_equal(post_seen(f, d.cleo, d.post).restated, RESTATED_WAITING);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	assert_int_equal(waits_of(f, d.ben, WAIT_RESTATEMENT), 0);
	assert_true(post_seen(f, d.anna, d.post).may_answer);
	assert_false(post_seen(f, d.ben, d.post).may_answer);
	assert_err(ERR_DENIED, answer(f, d.ben, d.post, RESTATED_CONFIRMED,
	    ""));
	assert_err(ERR_DENIED, answer(f, d.cleo, d.post, RESTATED_CONFIRMED,
	    ""));
	assert_err(ERR_DENIED, answer(f, d.anna, d.opens, RESTATED_CONFIRMED,
	    ""));
	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CONFIRMED, ""));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_string_equal(told(f, d.ben), "confirmed");
	assert_err(OK, try_act(f, as(d.ben), ACT_NOTICE_SEEN,
	    (struct act_args){ .post = d.post }, NULL));
	assert_null(told(f, d.ben));
	assert_null(told(f, d.cleo));
	assert_err(OK, query_tree(f->store, &cleo, d.opens, f->arena, &tree,
	    &count));
	assert_int_equal(tree[1].restated, RESTATED_CONFIRMED);
	assert_sound(f);
}

static void
almost_and_no_say_what_the_view_is(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct post_view	 v;
	char			 words[300];

	assert_err(ERR_INPUT, answer(f, d.anna, d.post, RESTATED_CLARIFIED,
	    ""));
	assert_err(ERR_INPUT, answer(f, d.anna, d.post, RESTATED_CONFIRMED,
	    "Oui, mais."));
	assert_err(ERR_INPUT, answer(f, d.anna, d.post, RESTATED_UNANSWERED,
	    ""));
	memset(words, 'a', sizeof(words));
	words[281] = '\0';
	assert_err(ERR_INPUT, answer(f, d.anna, d.post, RESTATED_CLARIFIED,
	    words));
	words[280] = '\0';
	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CLARIFIED, words));
	v = post_seen(f, d.cleo, d.post);
	assert_int_equal(v.restated, RESTATED_CLARIFIED);
	assert_int_equal(v.post.answer.len, 280);
	assert_string_equal(told(f, d.ben), "clarified");
}

static void
an_answer_can_be_corrected_for_a_quarter_of_an_hour(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);

	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CLEARED, ""));
	clock_pin(FORUM_T0 + 15 * 60);
	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CLARIFIED, "Si."));
	clock_pin(FORUM_T0 + 31 * 60);
	assert_err(ERR_DENIED, answer(f, d.anna, d.post, RESTATED_CONFIRMED,
	    ""));
	assert_int_equal(post_seen(f, d.cleo, d.post).restated,
	    RESTATED_CLARIFIED);
	assert_sound(f);
}

static void
after_seven_days_it_is_unanswered_and_nothing_more(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	struct due	 due = { 0 };
	struct due_done	 done;

	clock_pin(FORUM_T0 + 7 * FORUM_DAY - 1);
	assert_int_equal(post_seen(f, d.cleo, d.post).restated, RESTATED_WAITING);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_int_equal(post_seen(f, d.cleo, d.post).restated,
	    RESTATED_UNANSWERED);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_err(ERR_DENIED, answer(f, d.anna, d.post, RESTATED_CONFIRMED,
	    ""));
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_WAITS], 1);
	/* that it was a misunderstanding can be said still */
	assert_true(post_seen(f, d.anna, d.post).may_answer);
	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CLEARED, ""));
	assert_sound(f);
}

static void
contested_it_is_restated_once_more(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	struct act_args	 again = { .post = d.post, .text = str_of(argument),
			    .restate = str_of(other_view) };
	struct act_args	 third = { .post = d.post, .text = str_of(argument),
			    .restate = str_of(view) };

	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CONTESTED,
	    "Je parle des frais, pas d’un salaire."));
	clock_pin(FORUM_T0 + 3600);
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_EDIT, again, NULL));
	assert_int_equal(post_seen(f, d.cleo, d.post).restated, RESTATED_WAITING);
	/* what was said of the first one is still there to read */
	assert_true(post_seen(f, d.cleo, d.post).post.answer.len > 0);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CONTESTED,
	    "Pas non plus."));
	assert_err(ERR_INPUT, try_act(f, as(d.ben), ACT_POST_EDIT, third,
	    NULL));
	/* the rest of the post can be changed as before */
	third.restate = str_of("");
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_EDIT, third, NULL));
	assert_int_equal(post_seen(f, d.cleo, d.post).restated,
	    RESTATED_CONTESTED);
	assert_sound(f);
}

static void
what_was_confirmed_is_not_changed_behind_the_answer(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_args		 edit = { .post = d.post,
				    .text = str_of(argument),
				    .restate = str_of(other_view) };

	/* while it waits it may be; and the answer is to what was shown */
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_EDIT, edit, NULL));
	assert_err(ERR_STALE, try_act(f, as(d.anna), ACT_ANSWER,
	    (struct act_args){ .post = d.post, .revision = 1,
	    .number = RESTATED_CONFIRMED }, NULL));
	assert_err(OK, try_act(f, as(d.anna), ACT_ANSWER,
	    (struct act_args){ .post = d.post, .revision = 2,
	    .number = RESTATED_CONFIRMED }, NULL));
	edit.restate = str_of(view);
	assert_err(ERR_INPUT, try_act(f, as(d.ben), ACT_POST_EDIT, edit,
	    NULL));
	edit.restate = str_of(other_view);
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_EDIT, edit, NULL));
}

static void
a_cleared_misunderstanding_closes_its_branch_and_is_counted(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	uint64_t		 below = reply_to(f, d.cleo, d.post, "Ici.");
	struct who		 cleo = as(d.cleo);
	struct act_args		 reply = { .post = below, .type = TYPE_C,
				    .text = str_of("Encore.") };
	struct thread_view	 thread;
	struct refusal		 why = { 0 };

	assert_err(OK, answer(f, d.anna, d.post, RESTATED_CLEARED, ""));
	assert_err(OK, query_thread(f->store, &cleo, d.opens, f->arena,
	    &thread));
	assert_int_equal(thread.thread.cleared, 1);
	assert_err(ERR_DENIED, try_act(f, as(d.cleo), ACT_POST_REPLY, reply,
	    NULL));
	assert_err(ERR_DENIED, store_may(f->store, &cleo, ACT_POST_REPLY,
	    &reply, &why));
	assert_non_null(why.msgid);
	reply.post = d.post;
	assert_err(ERR_DENIED, try_act(f, as(d.anna), ACT_POST_REPLY, reply,
	    NULL));
	reply.post = d.opens;		/* the rest of the thread goes on */
	assert_err(OK, try_act(f, as(d.cleo), ACT_POST_REPLY, reply, NULL));
	assert_sound(f);
	/* removed by its author, it closes nothing */
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_DELETE,
	    (struct act_args){ .post = d.post }, NULL));
	reply.post = below;
	assert_err(OK, try_act(f, as(d.cleo), ACT_POST_REPLY, reply, NULL));
	assert_int_equal(post_seen(f, d.cleo, d.post).restated, RESTATED_NOT);
	assert_sound(f);
}

static void
nobody_is_asked_who_is_not_to_be_told(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;

	/* oneself */
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_REPLY,
	    disagreement(d.post, view), &result));
	assert_int_equal(post_seen(f, d.cleo, result.id).restated, RESTATED_NOT);
	/* who ignores the writer: the post waits all the same */
	assert_err(OK, try_act(f, as(d.anna), ACT_IGNORE, (struct act_args){
	    .member = d.ben, .number = 1 }, NULL));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_REPLY,
	    disagreement(d.opens, view), &result));
	assert_int_equal(post_seen(f, d.cleo, result.id).restated,
	    RESTATED_WAITING);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	/* and when the disagreement is removed, nothing waits */
	assert_err(OK, try_act(f, as(d.anna), ACT_IGNORE, (struct act_args){
	    .member = d.ben }, NULL));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_DELETE,
	    (struct act_args){ .post = d.post }, NULL));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_sound(f);
}

static void
the_days_and_the_signs_are_settings(void **state)
{
	struct forum	*f = *state;
	struct debate	 d = debate_open(f);
	char		 words[120];

	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("answer-days"), .number = 2 },
	    NULL));
	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of("answer-length"), .number = 40 },
	    NULL));
	memset(words, 'a', sizeof(words));
	words[41] = '\0';
	assert_err(ERR_INPUT, answer(f, d.anna, d.post, RESTATED_CONTESTED,
	    words));
	clock_pin(FORUM_T0 + 2 * FORUM_DAY);
	assert_int_equal(post_seen(f, d.cleo, d.post).restated,
	    RESTATED_UNANSWERED);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(the_person_restated_is_asked_and_answers),
		TEST(almost_and_no_say_what_the_view_is),
		TEST(an_answer_can_be_corrected_for_a_quarter_of_an_hour),
		TEST(after_seven_days_it_is_unanswered_and_nothing_more),
		TEST(contested_it_is_restated_once_more),
		TEST(what_was_confirmed_is_not_changed_behind_the_answer),
		TEST(a_cleared_misunderstanding_closes_its_branch_and_is_counted),
		TEST(nobody_is_asked_who_is_not_to_be_told),
		TEST(the_days_and_the_signs_are_settings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
