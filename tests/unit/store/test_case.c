/* Flags, provisional masks, cases and decisions, and the log of them. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include "store/forum/log.h"
#include "store/forum/query_search.h"
#include <string.h>

enum { PEOPLE = 6, HOURS = 3600 };

struct scene { uint64_t who[PEOPLE], mod, room, opens, post; };

/* who[0] opens, who[1] writes what is flagged; the others are of two
 * profiles; mod moderates. */
static struct scene
scene_set(struct forum *f)
{
	static const char	*names[PEOPLE] = { "anna", "ben", "cleo",
				     "dina", "elsa", "fred" };
	struct scene		 s;

	for (size_t i = 0; i < PEOPLE; i++)
		s.who[i] = member_with(f, names[i], i % 2 == 0 ? PROFILE_ELU :
		    PROFILE_AGENT);
	s.mod = member_with(f, "gina", PROFILE_CITOYEN);
	mandate_add(f, s.mod, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.opens = thread_open(f, s.who[0], s.room, "Titre", "Indemniser.");
	s.post = reply_to(f, s.who[1], s.opens, "Trois-Chênes triche.");
	return s;
}

static enum err
flag(struct forum *f, uint64_t member, uint64_t post, const char *article,
    struct act_result *result)
{
	return try_act(f, as(member), ACT_FLAG, (struct act_args){
	    .post = post, .name = str_of(article),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    result);
}

static enum err
decide(struct forum *f, uint64_t member, uint64_t id, enum measure measure,
    uint32_t version)
{
	return try_act(f, as(member), ACT_CASE_DECIDE, (struct act_args){
	    .number = id, .type = (uint8_t)measure, .name = str_of("4a"),
	    .revision = version,
	    .text = str_of("Le message nomme un cabinet et l’accuse."),
	    .reason = str_of("Nommer un confrère sans fait met des membres en"
	    " concurrence ; le doute sur une méthode, lui, a sa place ici.")
	    }, NULL);
}

static size_t
queue_of(struct forum *f, uint64_t member, struct case_view **out)
{
	struct who	who = as(member);
	size_t		count, late;

	assert_err(OK, query_cases(f->store, &who, f->arena, out, &count,
	    &late));
	return count;
}

static void
a_flag_opens_a_case_and_others_join_it(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 one, two;
	struct case_view	*queue;

	assert_err(ERR_INPUT, flag(f, s.who[2], s.post, "9z", NULL));
	assert_err(ERR_INPUT, flag(f, s.who[1], s.post, "4a", NULL));
	assert_err(ERR_NOT_FOUND, try_act(f, a_guest, ACT_FLAG,
	    (struct act_args){ .post = s.post, .name = str_of("4a"),
	    .reason = str_of("Un cabinet est nommé, sans aucun fait.") },
	    NULL));
	assert_err(OK, flag(f, s.who[2], s.post, "4a", &one));
	assert_err(ERR_INPUT, flag(f, s.who[2], s.post, "3a", NULL));
	assert_err(OK, flag(f, s.who[4], s.post, "3a", &two));
	assert_int_equal(one.id, two.id);
	assert_false(two.masked);
	assert_int_equal(queue_of(f, s.mod, &queue), 1);
	assert_int_equal(queue[0].flag_count, 2);
	assert_true(str_equal(queue[0].file.snapshot,
	    str_of("Trois-Chênes triche.")));
	assert_sound(f);
}

static void
three_of_two_profiles_mask_it_for_three_days(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct post_view	 v;
	uint64_t		 n;

	/* fred wrote in the branch: his flag does not count */
	n = reply_to(f, s.who[5], s.post, "Ce n’est pas vrai.");
	assert_err(OK, flag(f, s.who[5], s.post, "4a", &result));
	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	assert_err(OK, flag(f, s.who[4], s.post, "4a", &result));
	assert_false(result.masked);
	assert_err(OK, flag(f, s.who[3], s.post, "4a", &result));
	assert_true(result.masked);
	v = post_seen(f, s.who[2], s.post);
	assert_int_equal(v.mask, MASK_FLAGS);
	assert_true(v.opens);
	assert_int_equal(v.post.excerpt.len, 0);
	assert_true(post_seen(f, s.who[1], s.post).post.excerpt.len > 0);
	assert_int_equal(notices_of_kind(f, s.who[1], NOTICE_MASKED), 1);
	assert_int_equal(post_seen(f, s.who[2], n).mask, MASK_NOT);
	clock_pin(FORUM_T0 + 72 * HOURS);
	assert_int_equal(post_seen(f, s.who[2], s.post).mask, MASK_NOT);
	/* lapsed, it never returns without a decision */
	assert_err(OK, flag(f, s.who[0], s.post, "6b", &result));
	assert_false(result.masked);
	assert_int_equal(post_seen(f, s.who[2], s.post).mask, MASK_NOT);
	assert_sound(f);
}

static void
personal_data_is_masked_by_one_for_a_day_and_not_opened(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct who		 cleo = as(s.who[2]);
	struct search_ask	 ask = { .words = str_of("triche"),
				     .limit = 10 };
	struct search_found	 found = { 0 };
	struct version_view	*versions;
	struct refusal		 why;
	struct act_result	 result;
	struct post_view	 v;
	size_t			 count;

	assert_err(OK, flag(f, s.who[2], s.post, "6b", &result));
	assert_true(result.masked);
	v = post_seen(f, s.who[3], s.post);
	assert_false(v.opens);
	assert_int_equal(v.text.len, 0);
	assert_true(post_seen(f, s.who[1], s.post).text.len > 0);
	assert_err(OK, query_search(f->store, &cleo, &ask, f->arena, &found,
	    &why));
	assert_int_equal(found.count, 0);
	assert_err(ERR_NOT_FOUND, query_history(f->store, &cleo, s.post,
	    f->arena, &versions, &count));
	clock_pin(FORUM_T0 + 24 * HOURS);
	assert_int_equal(post_seen(f, s.who[3], s.post).mask, MASK_NOT);
}

static void
a_case_is_taken_for_a_day_and_never_by_a_party(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct case_view	*queue;
	struct act_args		 take = { 0 };
	uint64_t		 other = member_with(f, "hugo", PROFILE_CITOYEN);

	mandate_add(f, other, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	mandate_add(f, s.who[2], ROLE_MODERATOR, 0,
	    FORUM_T0 + 300 * FORUM_DAY);
	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	take.number = result.id;
	assert_err(ERR_DENIED, try_act(f, as(s.who[3]), ACT_CASE_TAKE, take,
	    NULL));
	/* who flagged it is a party, and so is who wrote in its branch */
	assert_err(ERR_DENIED, try_act(f, as(s.who[2]), ACT_CASE_TAKE, take,
	    NULL));
	assert_int_equal(queue_of(f, s.who[2], &queue), 1);
	assert_non_null(queue[0].party);
	assert_int_equal(queue[0].file.snapshot.len, 0);
	assert_err(OK, try_act(f, as(s.mod), ACT_CASE_TAKE, take, NULL));
	assert_err(ERR_EXISTS, try_act(f, as(other), ACT_CASE_TAKE, take,
	    NULL));
	assert_err(ERR_EXISTS, decide(f, other, take.number, MEASURE_NONE,
	    0));
	clock_pin(FORUM_T0 + 24 * HOURS);
	assert_err(OK, try_act(f, as(other), ACT_CASE_TAKE, take, NULL));
	take.back = true;
	assert_err(OK, try_act(f, as(other), ACT_CASE_TAKE, take, NULL));
	assert_err(OK, decide(f, s.mod, take.number, MEASURE_NONE, 0));
	assert_err(ERR_INPUT, decide(f, other, take.number, MEASURE_MASK, 0));
	assert_int_equal(queue_of(f, s.mod, &queue), 0);
	assert_sound(f);
}

static void
a_decision_is_reasoned_told_and_logged_at_once(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct case_view	 v;
	struct who		 ben = as(s.who[1]), cleo = as(s.who[2]);
	struct log_view		*log, head;
	size_t			 count;

	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	assert_err(ERR_INPUT, try_act(f, as(s.mod), ACT_CASE_DECIDE,
	    (struct act_args){ .number = result.id, .type = MEASURE_MASK,
	    .name = str_of("4a"), .text = str_of("Le message nomme."),
	    .reason = str_of("Trop court.") }, NULL));
	assert_err(ERR_STALE, decide(f, s.mod, result.id, MEASURE_MASK, 77));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_MASK, 0));
	assert_int_equal(post_seen(f, s.who[3], s.post).mask, MASK_DECIDED);
	assert_int_equal(notices_of_kind(f, s.who[1], NOTICE_DECIDED), 1);
	assert_int_equal(notices_of_kind(f, s.who[2], NOTICE_FLAGGED), 1);
	/* its author reads the reasons, not who flagged nor who decided */
	assert_err(OK, query_case(f->store, &ben, result.id, f->arena, &v));
	assert_true(v.file.reasons.len > 80);
	assert_int_equal(v.flag_count, 0);
	assert_err(ERR_NOT_FOUND, query_case(f->store, &cleo, result.id,
	    f->arena, &v));
	/* the log says it a week later, without a name */
	assert_err(OK, query_log(f->store, &a_guest, 0, 10, f->arena, &log,
	    &count));
	assert_int_equal(count, 0);
	assert_err(OK, query_log_head(f->store, f->arena, &head));
	assert_int_equal(head.entry.number, 2);	/* after the mandate's */
	clock_pin(FORUM_T0 + 7 * FORUM_DAY);
	assert_err(OK, query_log(f->store, &a_guest, 0, 10, f->arena, &log,
	    &count));
	assert_int_equal(count, 2);
	assert_string_equal(log[0].hash, head.hash);
	assert_non_null(memmem(log[0].entry.public_fields.p,
	    log[0].entry.public_fields.len, "\nby=M1\n", 7));
	assert_sound(f);
}

/* An entry altered in the store: check names it. */
static void
a_rewritten_entry_breaks_the_chain(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct logentry		 entry;
	struct key		 key = key_u64(1);
	struct txn		*txn;
	uint64_t		 n, other = member_with(f, "hugo",
				     PROFILE_CITOYEN);

	mandate_add(f, other, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	for (int i = 0; i < 3; i++) {
		n = reply_to(f, s.who[1], s.opens, "Encore.");
		assert_err(OK, flag(f, s.who[2], n, "4a", &result));
		assert_err(OK, decide(f, i == 1 ? other : s.mod, result.id,
		    MEASURE_REMINDER, 0));
	}
	assert_sound(f);
	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, record_get(txn, &record_types[RECORD_LOGENTRY],
	    key_str(&key), f->arena, &entry));
	entry.at++;
	assert_err(OK, record_put(txn, &record_types[RECORD_LOGENTRY],
	    key_str(&key), &entry));
	assert_err(OK, db_commit(txn));
	assert_int_equal(damages_of(f), 1);
}

static void
what_is_rephrased_is_read_again(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct case_view	*queue;

	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_REPHRASE, 0));
	assert_int_equal(queue_of(f, s.mod, &queue), 0);
	assert_int_equal(post_seen(f, s.who[3], s.post).mask, MASK_REPHRASE);
	assert_err(ERR_INPUT, decide(f, s.mod, result.id, MEASURE_NONE, 0));
	assert_err(OK, try_act(f, as(s.who[1]), ACT_POST_EDIT,
	    (struct act_args){ .post = s.post,
	    .text = str_of("Je doute de cette méthode.") }, NULL));
	assert_int_equal(post_seen(f, s.who[3], s.post).mask, MASK_REPHRASE);
	assert_int_equal(queue_of(f, s.mod, &queue), 1);
	assert_true(queue[0].file.reread);
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_NONE, 0));
	assert_int_equal(post_seen(f, s.who[3], s.post).mask, MASK_NOT);
	assert_sound(f);
	/* without an edit it comes back after a week */
	clock_pin(FORUM_T0 + 2 * FORUM_DAY);
	assert_err(OK, flag(f, s.who[4], s.post, "3a", &result));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_REPHRASE, 0));
	clock_pin(FORUM_T0 + 9 * FORUM_DAY);
	assert_int_equal(queue_of(f, s.mod, &queue), 1);
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_MASK, 0));
}

static void
after_two_weeks_without_a_decision_nothing_is_left(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct case_view	*queue;
	struct due		 due = { 0 };
	struct due_done		 done;
	struct log_view		 head;

	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	clock_pin(FORUM_T0 + 14 * FORUM_DAY - 1);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.lapsed, 0);
	clock_pin(FORUM_T0 + 14 * FORUM_DAY);
	assert_int_equal(queue_of(f, s.mod, &queue), 0);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.lapsed, 1);
	assert_int_equal(notices_of_kind(f, s.who[2], NOTICE_FLAGGED), 1);
	assert_err(OK, query_log_head(f->store, f->arena, &head));
	assert_non_null(memmem(head.entry.public_fields.p,
	    head.entry.public_fields.len, "\norigin=auto\n", 13));
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.lapsed, 0);
	assert_err(ERR_INPUT, decide(f, s.mod, result.id, MEASURE_MASK, 0));
	/* and it may be flagged anew */
	assert_err(OK, flag(f, s.who[4], s.post, "4a", &result));
	assert_int_equal(queue_of(f, s.mod, &queue), 1);
	assert_sound(f);
}

/* Late, it is everybody's; but in the author's case, and once. */
static void
after_three_days_all_moderators_and_guarantors_are_told_once(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	struct due	 due = { 0 };
	struct due_done	 done = { 0 };
	uint64_t	 other = member_add(f, "hugo");
	uint64_t	 guard = member_add(f, "ines");

	mandate_add(f, other, ROLE_MODERATOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	mandate_add(f, guard, ROLE_GUARANTOR, 0, FORUM_T0 + 300 * FORUM_DAY);
	assert_err(OK, flag(f, s.who[2], s.post, "4a", NULL));
	clock_pin(FORUM_T0 + 72 * HOURS - 1);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.late, 0);
	clock_pin(FORUM_T0 + 72 * HOURS);
	for (int i = 0; i < 2; i++) {
		assert_err(OK, due_run(f->store, &due, &done));
		assert_int_equal(notices_of_kind(f, s.mod, NOTICE_LATE), 1);
		assert_int_equal(notices_of_kind(f, other, NOTICE_LATE), 1);
		assert_int_equal(notices_of_kind(f, guard, NOTICE_LATE), 1);
	}
	assert_sound(f);
}

/* What had to be said otherwise is not read in the history instead. */
static void
the_history_does_not_show_again_what_was_to_be_rephrased(void **state)
{
	struct forum		*f = *state;
	struct scene		 s = scene_set(f);
	struct act_result	 result;
	struct version_view	*versions;
	struct who		 who;
	size_t			 count, seen[3];
	const uint64_t		 readers[] = { s.who[3], s.who[1], s.mod };

	clock_pin(FORUM_T0 + HOURS);
	assert_err(OK, flag(f, s.who[2], s.post, "4a", &result));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_REPHRASE, 0));
	assert_err(OK, try_act(f, as(s.who[1]), ACT_POST_EDIT,
	    (struct act_args){ .post = s.post,
	    .text = str_of("Je doute de la méthode.") }, NULL));
	assert_err(OK, decide(f, s.mod, result.id, MEASURE_NONE, 0));
	for (size_t i = 0; i < 3; i++) {
		who = as(readers[i]);
		assert_err(OK, query_history(f->store, &who, s.post,
		    f->arena, &versions, &count));
		seen[i] = count;
	}
	assert_int_equal(seen[0], 1);
	assert_int_equal(seen[1], 2);
	assert_int_equal(seen[2], 2);
}

static void
five_flags_a_day(void **state)
{
	struct forum	*f = *state;
	struct scene	 s = scene_set(f);
	uint64_t	 n;
	int		 i;

	for (i = 0; i < 5; i++) {
		n = reply_to(f, s.who[1], s.opens, "Encore.");
		assert_err(OK, flag(f, s.who[2], n, "5a", NULL));
	}
	assert_err(ERR_LIMIT, flag(f, s.who[2], s.post, "4a", NULL));
	clock_pin(FORUM_T0 + FORUM_DAY);
	assert_err(OK, flag(f, s.who[2], s.post, "4a", NULL));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(a_flag_opens_a_case_and_others_join_it),
		TEST(three_of_two_profiles_mask_it_for_three_days),
		TEST(personal_data_is_masked_by_one_for_a_day_and_not_opened),
		TEST(a_case_is_taken_for_a_day_and_never_by_a_party),
		TEST(a_decision_is_reasoned_told_and_logged_at_once),
		TEST(a_rewritten_entry_breaks_the_chain),
		TEST(what_is_rephrased_is_read_again),
		TEST(after_two_weeks_without_a_decision_nothing_is_left),
		TEST(after_three_days_all_moderators_and_guarantors_are_told_once),
		TEST(the_history_does_not_show_again_what_was_to_be_rephrased),
		TEST(five_flags_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
