/* drafts: how many there are, and what throwing one away gives back. */
#include "forum_fixture.h"

static enum err
keep(struct forum *f, uint64_t member, uint64_t room, uint64_t *number)
{
	struct draft		draft = { .room = room, .text = str_of("à suivre") };
	struct act_result	result;
	enum err		e;

	e = try_act(f, as(member), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, &result);
	if (e == OK)
		*number = result.id;
	return e;
}

static void
drop(struct forum *f, uint64_t member, uint64_t number)
{
	assert_err(OK, try_act(f, as(member), ACT_DRAFT_DROP,
	    (struct act_args){ .number = number }, NULL));
}

static size_t
drafts_of(struct forum *f, uint64_t member)
{
	struct draft_view	*drafts;
	struct who		 who = as(member);
	size_t			 count;

	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	return count;
}

static void
throwing_a_draft_away_makes_room(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), last = 0;
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	int		 i;

	for (i = 0; i < 100; i++)
		assert_err(OK, keep(f, anna, room, &last));
	assert_err(ERR_LIMIT, keep(f, anna, room, &last));
	drop(f, anna, last);
	assert_err(OK, keep(f, anna, room, &last));
	assert_err(ERR_LIMIT, keep(f, anna, room, &last));
}

static void
thrown_drafts_are_bounded_and_go_after_a_week(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), last;
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	int		 i;

	for (i = 0; i < 150; i++) {
		assert_err(OK, keep(f, anna, room, &last));
		drop(f, anna, last);
	}
	assert_true(drafts_of(f, anna) <= 101);
	clock_pin(FORUM_T0 + 8 * 86400);
	assert_err(OK, keep(f, anna, room, &last));
	assert_int_equal(drafts_of(f, anna), 1);
}

/* --- what a draft belongs to goes away --- */

static struct draft_view
answer_of(struct forum *f, uint64_t member)
{
	struct draft_view	*drafts;
	struct who		 who = as(member);
	size_t			 count;

	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(drafts[0].draft.text, str_of("à suivre")));
	return drafts[0];
}

static void
answer(struct forum *f, uint64_t member, uint64_t post)
{
	struct draft	draft = { .parent = post, .text = str_of("à suivre") };

	assert_err(OK, try_act(f, as(member), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, NULL));
}

static enum err
send(struct forum *f, uint64_t member, uint64_t post)
{
	struct draft_view	view = answer_of(f, member);

	return try_act(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = post, .text = view.draft.text,
	    .number = view.draft.number }, NULL);
}

/* What no act does yet. */
static void
room_becomes(struct forum *f, uint64_t id, enum room_state state,
    enum visibility visibility)
{
	struct key	key = key_u64(id);
	struct room	room;
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, load_room(txn, id, f->arena, &room));
	room.state = (uint8_t)state;
	room.visibility = (uint8_t)visibility;
	assert_err(OK, record_put(txn, &record_types[RECORD_ROOM],
	    key_str(&key), &room));
	assert_err(OK, db_commit(txn));
}

static void
a_draft_keeps_its_text_when_what_it_answers_is_deleted(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 post = thread_open(f, ben, room, "Titre", "Un mot.");

	answer(f, anna, post);
	assert_false(answer_of(f, anna).parent_gone);
	assert_err(OK, try_act(f, as(ben), ACT_POST_DELETE,
	    (struct act_args){ .post = post }, NULL));
	assert_true(answer_of(f, anna).parent_gone);
	assert_err(OK, send(f, anna, post));	/* under the tombstone */
	assert_int_equal(drafts_of(f, anna), 0);
}

static void
a_draft_keeps_its_text_when_its_room_is_archived(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 post = thread_open(f, ben, room, "Titre", "Un mot.");

	answer(f, anna, post);
	room_becomes(f, room, ROOM_ARCHIVED, VISIBILITY_PUBLIC);
	assert_err(ERR_DENIED, send(f, anna, post));
	assert_false(answer_of(f, anna).parent_gone);
	room_becomes(f, room, ROOM_OPEN, VISIBILITY_PUBLIC);
	assert_err(OK, send(f, anna, post));
}

static void
a_draft_keeps_its_text_when_its_room_becomes_private(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 post = thread_open(f, ben, room, "Titre", "Un mot.");
	struct draft_view view;

	answer(f, anna, post);
	room_becomes(f, room, ROOM_OPEN, VISIBILITY_PRIVATE);
	view = answer_of(f, anna);
	assert_true(view.parent_gone);
	assert_int_equal(view.title.len, 0);
	assert_int_equal(view.parent_author.len, 0);
	assert_err(ERR_NOT_FOUND, send(f, anna, post));
	answer_of(f, anna);
}

static void
ones_last_post_is_found_unless_it_was_deleted(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 first = thread_open(f, anna, room, "Titre", "Un.");
	uint64_t	 second = reply_to(f, anna, first, "Deux.");
	struct who	 who = as(anna);
	struct post_view view;

	reply_to(f, ben, first, "Trois.");
	assert_err(OK, query_last_own(f->store, &who, f->arena, &view));
	assert_int_equal(view.post.id, second);
	assert_true(str_equal(view.text, str_of("Deux.")));
	assert_err(OK, try_act(f, who, ACT_POST_DELETE,
	    (struct act_args){ .post = second }, NULL));
	assert_err(OK, query_last_own(f->store, &who, f->arena, &view));
	assert_int_equal(view.post.id, first);
	who = a_guest;
	assert_err(ERR_NOT_FOUND, query_last_own(f->store, &who, f->arena,
	    &view));
}

static size_t
quick(struct forum *f, uint64_t member, uint64_t post)
{
	struct who	who = as(member);
	size_t		count = 99;

	assert_err(OK, query_quick_replies(f->store, &who, post, 120,
	    &count));
	return count;
}

static void
quick_replies_to_one_person_are_counted(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");
	uint64_t	 cleo = member_add(f, "cleo");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_PUBLIC);
	uint64_t	 first = thread_open(f, ben, room, "Titre", "Un.");
	uint64_t	 other = thread_open(f, ben, room, "Autre", "Ici.");
	uint64_t	 of_cleo = reply_to(f, cleo, first, "Et moi ?");
	uint64_t	 again;

	assert_int_equal(quick(f, anna, first), 1);
	reply_to(f, anna, first, "Deux.");
	again = reply_to(f, ben, first, "Trois.");
	assert_int_equal(quick(f, anna, again), 2);
	clock_pin(FORUM_T0 + 120);
	reply_to(f, anna, again, "Quatre.");	/* just within */
	again = reply_to(f, ben, again, "Cinq.");
	assert_int_equal(quick(f, anna, again), 3);
	/* another person, another thread, oneself: counted apart */
	assert_int_equal(quick(f, anna, of_cleo), 1);
	assert_int_equal(quick(f, anna, other), 1);
	assert_int_equal(quick(f, ben, again), 0);
	/* after a while it is not a quick one, whatever was before */
	clock_pin(FORUM_T0 + 241);
	assert_int_equal(quick(f, anna, again), 0);
	again = reply_to(f, ben, first, "Six.");
	clock_pin(FORUM_T0 + 362);
	reply_to(f, anna, again, "À tête reposée.");
	again = reply_to(f, ben, first, "Sept.");
	assert_int_equal(quick(f, anna, again), 3);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(throwing_a_draft_away_makes_room),
		with_forum(thrown_drafts_are_bounded_and_go_after_a_week),
		with_forum(a_draft_keeps_its_text_when_what_it_answers_is_deleted),
		with_forum(a_draft_keeps_its_text_when_its_room_is_archived),
		with_forum(a_draft_keeps_its_text_when_its_room_becomes_private),
		with_forum(ones_last_post_is_found_unless_it_was_deleted),
		with_forum(quick_replies_to_one_person_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
