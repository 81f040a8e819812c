/* A strict thread: a disagreement waits for its answer, three days at most. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"

static const char view[] =
    "Vous pensez que le hasard ne vaut que si chacune peut dire oui.";
static const char argument[] = "Je ne crois pas que la somme déplace le "
    "motif de la venue : trois jurys suivis en témoignent.";

struct debate { uint64_t anna, ben, cleo, room, opens; };

static struct debate
debate_open(struct forum *f)
{
	struct debate	d;

	d.anna = member_add(f, "anna");
	d.ben = member_add(f, "ben");
	d.cleo = member_add(f, "cleo");
	d.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	mandate_add(f, d.cleo, ROLE_FACILITATOR, d.room,
	    FORUM_T0 + 90 * FORUM_DAY);
	d.opens = thread_open(f, d.anna, d.room, "Titre", "Indemniser.");
	return d;
}

static enum err
strict(struct forum *f, uint64_t member, uint64_t thread, bool on)
{
	return try_act(f, as(member), ACT_STRICT_SET, (struct act_args){
	    .post = thread, .back = !on }, NULL);
}

static enum err
disagree(struct forum *f, uint64_t member, uint64_t post,
    struct act_result *result)
{
	return try_act(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = post, .type = TYPE_D, .restate = str_of(view),
	    .text = str_of(argument) }, result);
}

static enum err
answer(struct forum *f, uint64_t member, uint64_t post, enum restated with,
    struct act_result *result)
{
	return try_act(f, as(member), ACT_ANSWER, (struct act_args){
	    .post = post, .number = with }, result);
}

static enum err
read(struct forum *f, uint64_t member, uint64_t post, struct post_view *v)
{
	struct who	who = as(member);

	return query_post(f->store, &who, post, f->arena, v);
}

static size_t
posts_of(struct forum *f, uint64_t member, uint64_t thread)
{
	struct who		 who = as(member);
	struct branch_view	*rows;
	size_t			 count;

	assert_err(OK, query_tree(f->store, &who, thread, f->arena, &rows,
	    &count));
	return count;
}

static void
it_is_seen_by_the_two_until_it_is_answered(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;
	struct post_view	 v;
	struct who		 ben = as(d.ben);
	struct thread_view	 t;
	uint64_t		 held, other;

	assert_err(ERR_DENIED, strict(f, d.ben, d.opens, true));
	assert_err(OK, strict(f, d.cleo, d.opens, true));
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	assert_true(result.withheld);
	held = result.id;
	assert_int_equal(posts_of(f, d.cleo, d.opens), 1);
	assert_int_equal(room_unread(f, d.cleo, d.room), 1);
	assert_err(ERR_NOT_FOUND, read(f, d.cleo, held, &v));
	assert_err(OK, read(f, d.anna, held, &v));
	assert_int_equal(v.post.state, POST_WITHHELD);
	assert_true(v.may_answer);
	assert_int_equal(v.withheld_until, FORUM_T0 + 72 * 3600);
	assert_err(OK, read(f, d.ben, held, &v));
	assert_true(v.text.len > 0);
	assert_false(v.may_edit);
	assert_true(v.may_delete);
	assert_err(OK, query_thread(f->store, &ben, d.opens, f->arena, &t));
	assert_int_equal(t.withheld, held);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	/* one at a time, and nothing can be done to it but answer */
	assert_err(ERR_INPUT, disagree(f, d.ben, d.opens, NULL));
	assert_err(ERR_NOT_FOUND, disagree(f, d.anna, held, NULL));
	assert_err(ERR_NOT_FOUND, try_act(f, as(d.anna), ACT_READ_MARK,
	    (struct act_args){ .post = held }, NULL));
	assert_err(ERR_NOT_FOUND, answer(f, d.cleo, held, RESTATED_CONFIRMED,
	    NULL));
	assert_sound(f);
	other = reply_to(f, d.cleo, d.opens, "Entre-temps.");
	assert_err(OK, answer(f, d.anna, held, RESTATED_CONFIRMED, &result));
	/* published, it comes after what came before */
	assert_true(result.id > other);
	assert_int_equal(posts_of(f, d.cleo, d.opens), 3);
	assert_err(OK, read(f, d.cleo, result.id, &v));
	assert_int_equal(v.restated, RESTATED_CONFIRMED);
	assert_true(str_equal(v.author, str_of("ben")));
	assert_false(v.own);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_int_equal(notices_of_kind(f, d.ben, NOTICE_ANSWERED), 1);
	assert_err(ERR_NOT_FOUND, read(f, d.ben, held, &v));
	assert_int_equal(room_unread(f, d.ben, d.room), 2);
	assert_sound(f);
}

static void
after_three_days_it_is_published_without_an_answer(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;
	struct due		 due = { 0 };
	struct due_done		 done;
	struct post_view	 v;

	assert_err(OK, strict(f, d.cleo, d.opens, true));
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	clock_pin(FORUM_T0 + 72 * 3600 - 1);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.published, 0);
	clock_pin(FORUM_T0 + 72 * 3600);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.published, 1);
	assert_int_equal(posts_of(f, d.cleo, d.opens), 2);
	assert_int_equal(notices_of_kind(f, d.ben, NOTICE_PUBLISHED), 1);
	assert_err(OK, read(f, d.cleo, result.id + 1, &v));
	assert_int_equal(v.restated, RESTATED_WAITING);
	/* it can still be answered, until the seventh day */
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	clock_pin(FORUM_T0 + 7 * FORUM_DAY - 1);
	assert_err(OK, answer(f, d.anna, result.id + 1, RESTATED_CONFIRMED,
	    NULL));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_sound(f);
}

static void
its_author_may_withdraw_it(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;
	struct act_args		 drop = { 0 };

	assert_err(OK, strict(f, d.cleo, d.opens, true));
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	drop.post = result.id;
	assert_err(ERR_DENIED, try_act(f, as(d.anna), ACT_POST_DELETE, drop,
	    NULL));
	assert_err(OK, try_act(f, as(d.ben), ACT_POST_DELETE, drop, NULL));
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 0);
	assert_int_equal(posts_of(f, d.cleo, d.opens), 1);
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	assert_sound(f);
}

static void
nothing_waits_in_vain(void **state)
{
	struct forum		*f = *state;
	struct debate		 d = debate_open(f);
	struct act_result	 result;
	uint64_t		 mine;

	assert_err(OK, strict(f, d.cleo, d.opens, true));
	/* other types, and what restates oneself or somebody who is not told */
	mine = reply_to(f, d.ben, d.opens, "Une contribution.");
	assert_int_equal(posts_of(f, d.cleo, d.opens), 2);
	assert_err(OK, disagree(f, d.ben, mine, &result));
	assert_false(result.withheld);
	assert_err(OK, try_act(f, as(d.anna), ACT_IGNORE, (struct act_args){
	    .member = d.ben, .number = 1 }, NULL));
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	assert_false(result.withheld);
	assert_int_equal(posts_of(f, d.cleo, d.opens), 4);
	assert_err(OK, try_act(f, as(d.anna), ACT_IGNORE, (struct act_args){
	    .member = d.ben }, NULL));
	/* strict no longer: all is published */
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	assert_true(result.withheld);
	assert_err(OK, strict(f, d.cleo, d.opens, false));
	assert_int_equal(posts_of(f, d.cleo, d.opens), 5);
	assert_int_equal(waits_of(f, d.anna, WAIT_RESTATEMENT), 1);
	assert_err(OK, disagree(f, d.ben, d.opens, &result));
	assert_false(result.withheld);
	assert_sound(f);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(it_is_seen_by_the_two_until_it_is_answered),
		TEST(after_three_days_it_is_published_without_an_answer),
		TEST(its_author_may_withdraw_it),
		TEST(nothing_waits_in_vain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
