/* What one follows, mutes and ignores, and what that changes. */
#include "forum_fixture.h"

#include <string.h>

struct scene {
	struct forum *f;
	uint64_t anna, bela, cleo, room, top;
};

static struct scene
scene(struct forum *f)
{
	struct scene	s = { .f = f };

	s.anna = member_add(f, "anna");
	s.bela = member_add(f, "bela");
	s.cleo = member_add(f, "cleo");
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.top = thread_open(f, s.anna, s.room, "Fil", "Un.");
	return s;
}

static enum err
watch(const struct scene *s, uint64_t member, uint64_t thread,
    enum watch_kind kind)
{
	return try_act(s->f, as(member), ACT_WATCH_SET, (struct act_args){
	    .thread = thread, .room = thread == 0 ? s->room : 0,
	    .number = (uint64_t)kind }, NULL);
}

static enum err
ignore(const struct scene *s, uint64_t member, uint64_t other, bool on)
{
	return try_act(s->f, as(member), ACT_IGNORE, (struct act_args){
	    .member = other, .number = on }, NULL);
}

static size_t
fresh_notices(const struct scene *s, uint64_t member)
{
	struct who		 who = as(member);
	struct notice_view	*notices;
	size_t			 count;

	assert_err(OK, query_notices(s->f->store, &who, true, 100,
	    s->f->arena, &notices, &count));
	return count;
}

/* All rows of the member's, seen or not: what was written down. */
static size_t
all_notices(const struct scene *s, uint64_t member)
{
	struct who		 who = as(member);
	struct notice_view	*notices;
	size_t			 count;

	assert_err(OK, query_notices(s->f->store, &who, false, 100,
	    s->f->arena, &notices, &count));
	return count;
}

static struct watch_view *
watched(const struct scene *s, uint64_t member, enum watch_kind kind,
    size_t wanted)
{
	struct who		 who = as(member);
	struct watch_view	*views;
	size_t			 count;

	assert_err(OK, query_watches(s->f->store, &who, kind, s->f->arena,
	    &views, &count));
	assert_int_equal(count, wanted);
	return views;
}

static void
followed_threads_and_rooms_come_unread_first(void **state)
{
	struct scene		 s = scene(*state);
	uint64_t		 other = thread_open(s.f, s.anna, s.room,
				    "Autre", "Deux.");
	struct who		 bela = as(s.bela);
	struct watch_view	*views;
	struct thread_view	 thread;
	struct room_view	 room;
	struct home		 home;

	assert_err(OK, watch(&s, s.bela, s.top, WATCH_FOLLOW));
	assert_err(OK, watch(&s, s.bela, other, WATCH_FOLLOW));
	assert_err(OK, watch(&s, s.bela, 0, WATCH_FOLLOW));
	assert_err(OK, try_act(s.f, bela, ACT_READ_MARK, (struct act_args){
	    .post = other }, NULL));
	views = watched(&s, s.bela, WATCH_FOLLOW, 3);
	assert_true(views[0].room_itself);
	assert_int_equal(views[0].room.unread, 1);
	assert_int_equal(views[1].thread.thread.id, s.top);
	assert_int_equal(views[2].thread.thread.id, other);
	assert_int_equal(views[2].thread.unread, 0);
	assert_err(OK, query_home(s.f->store, &bela, s.f->arena, &home));
	assert_int_equal(home.followed_count, 3);
	assert_err(OK, query_thread(s.f->store, &bela, s.top, s.f->arena,
	    &thread));
	assert_int_equal(thread.watch, WATCH_FOLLOW);
	assert_err(OK, query_room(s.f->store, &bela, s.room, s.f->arena,
	    &room));
	assert_true(room.followed);
	watched(&s, s.anna, WATCH_FOLLOW, 0);
	assert_err(OK, watch(&s, s.bela, s.top, WATCH_NONE));
	assert_err(OK, watch(&s, s.bela, s.top, WATCH_NONE));
	watched(&s, s.bela, WATCH_FOLLOW, 2);
}

static void
a_post_writes_nothing_for_who_follows(void **state)
{
	struct scene	s = scene(*state);

	assert_err(OK, watch(&s, s.bela, s.top, WATCH_FOLLOW));
	assert_err(OK, watch(&s, s.bela, 0, WATCH_FOLLOW));
	reply_to(s.f, s.cleo, s.top, "Deux.");
	assert_int_equal(all_notices(&s, s.bela), 0);
	assert_int_equal(watched(&s, s.bela, WATCH_FOLLOW, 2)[0].room.unread,
	    2);
}

static void
a_muted_thread_is_unread_nowhere_and_silent(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 anna = as(s.anna);
	struct branch_view	*tree;
	struct place		 at = { 0 };
	uint64_t		 two;
	size_t			 count;

	assert_err(OK, watch(&s, s.anna, s.top, WATCH_MUTE));
	two = reply_to(s.f, s.bela, s.top, "Et @anna ?");
	assert_int_equal(room_unread(s.f, s.anna, s.room), 0);
	assert_int_equal(all_notices(&s, s.anna), 0);
	assert_err(ERR_NOT_FOUND, query_next_unread(s.f->store, &anna, at,
	    false, &at));
	assert_err(OK, query_tree(s.f->store, &anna, s.top, s.f->arena, &tree,
	    &count));
	assert_false(tree[1].unread);
	assert_int_equal(watched(&s, s.anna, WATCH_MUTE, 1)->thread.thread.id,
	    s.top);
	/* taken back, what was not read is unread again */
	assert_err(OK, watch(&s, s.anna, s.top, WATCH_NONE));
	assert_int_equal(room_unread(s.f, s.anna, s.room), 1);
	assert_err(OK, query_next_unread(s.f->store, &anna, at, false, &at));
	assert_int_equal(at.post, two);
}

static void
a_room_that_is_muted_is_forgotten_and_the_other_way_round(void **state)
{
	struct scene		s = scene(*state);
	struct who		bela = as(s.bela);
	struct room_view	room;

	assert_err(OK, watch(&s, s.bela, 0, WATCH_FOLLOW));
	assert_err(OK, watch(&s, s.bela, 0, WATCH_MUTE));
	assert_err(OK, query_room(s.f->store, &bela, s.room, s.f->arena,
	    &room));
	assert_true(room.forgotten && !room.followed);
	assert_true(watched(&s, s.bela, WATCH_MUTE, 1)->room.forgotten);
	assert_err(OK, try_act(s.f, bela, ACT_ROOM_FORGET, (struct act_args){
	    .room = s.room }, NULL));
	watched(&s, s.bela, WATCH_MUTE, 0);
	assert_err(OK, watch(&s, s.bela, 0, WATCH_FOLLOW));
	assert_err(OK, try_act(s.f, bela, ACT_ROOM_FORGET, (struct act_args){
	    .room = s.room }, NULL));
	watched(&s, s.bela, WATCH_FOLLOW, 0);
	assert_err(OK, watch(&s, s.bela, 0, WATCH_FOLLOW));
	assert_err(OK, query_room(s.f->store, &bela, s.room, s.f->arena,
	    &room));
	assert_true(room.followed && !room.forgotten);
}

static void
what_cannot_be_read_cannot_be_followed(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	hidden = room_add(s.f, "intime", VISIBILITY_PRIVATE);
	uint64_t	open = room_add(s.f, "place", VISIBILITY_PUBLIC);
	uint64_t	thread;
	struct act_args	args = { .room = hidden, .number = WATCH_FOLLOW };

	room_allow(s.f, hidden, s.anna);
	thread = thread_open(s.f, s.anna, hidden, "Secret", "Un.");
	assert_err(ERR_NOT_FOUND, watch(&s, s.bela, thread, WATCH_FOLLOW));
	assert_err(ERR_NOT_FOUND, watch(&s, s.bela, 99, WATCH_MUTE));
	assert_err(ERR_NOT_FOUND, try_act(s.f, as(s.bela), ACT_WATCH_SET,
	    args, NULL));
	assert_err(ERR_DENIED, try_act(s.f, a_guest, ACT_WATCH_SET,
	    (struct act_args){ .room = open, .number = WATCH_FOLLOW }, NULL));
	assert_err(ERR_INPUT, try_act(s.f, as(s.bela), ACT_WATCH_SET,
	    (struct act_args){ .thread = s.top, .number = 3 }, NULL));
}

static void
an_ignored_member_is_folded_and_silent(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 anna = as(s.anna), bela = as(s.bela);
	struct branch_view	*tree;
	struct post_view	 post;
	struct member_view	 member;
	uint64_t		 before, two, three;
	size_t			 count;

	before = reply_to(s.f, s.bela, s.top, "Avant, @anna.");
	assert_int_equal(fresh_notices(&s, s.anna), 1);
	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_int_equal(fresh_notices(&s, s.anna), 0);
	two = reply_to(s.f, s.bela, s.top, "Pendant, @anna.");
	three = reply_to(s.f, s.cleo, two, "D’accord avec @bela.");
	assert_int_equal(all_notices(&s, s.anna), 0);
	assert_err(OK, query_tree(s.f->store, &anna, s.top, s.f->arena, &tree,
	    &count));
	assert_int_equal(count, 4);
	assert_true(tree[1].ignored && tree[2].ignored);
	assert_false(tree[0].ignored || tree[3].ignored);
	assert_int_equal(tree[3].branch.post, three);
	/* it can be read when asked for, and is unread as any other */
	assert_err(OK, query_post(s.f->store, &anna, two, s.f->arena, &post));
	assert_true(post.ignored && post.text.len > 0 && post.unread);
	assert_int_equal(room_unread(s.f, s.anna, s.room), 3);
	/* bela sees no difference, and is told of answers */
	assert_int_equal(all_notices(&s, s.bela), 1);
	assert_err(OK, query_member(s.f->store, &bela, s.anna, s.f->arena,
	    &member));
	assert_false(member.ignored);
	assert_err(OK, query_member(s.f->store, &anna, s.bela, s.f->arena,
	    &member));
	assert_true(member.ignored);
	reply_to(s.f, s.anna, before, "Je réponds quand même.");
	assert_int_equal(all_notices(&s, s.bela), 2);
	/* taken back: what came before shows, what was not made is not */
	assert_err(OK, ignore(&s, s.anna, s.bela, false));
	assert_int_equal(fresh_notices(&s, s.anna), 1);
}

static void
ignoring_moves_no_counter_of_the_ignored(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	before = query_counter(s.f->store, CHANGE_MEMBER,
			    s.bela);

	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_int_equal(query_counter(s.f->store, CHANGE_MEMBER, s.bela),
	    before);
}

static void
nobody_ignores_themselves_nor_who_is_not_here(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 anna = as(s.anna);
	struct ignored_view	*list;
	size_t			 count;

	assert_err(ERR_INPUT, ignore(&s, s.anna, s.anna, true));
	assert_err(ERR_NOT_FOUND, ignore(&s, s.anna, 99, true));
	assert_err(OK, ignore(&s, s.anna, s.cleo, true));
	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_err(OK, query_ignored(s.f->store, &anna, s.f->arena, &list,
	    &count));
	assert_int_equal(count, 2);
	assert_true(str_equal(list[0].handle, str_of("bela")));
	assert_int_equal(list[1].member, s.cleo);
	assert_int_equal(list[0].since, FORUM_T0);
}

static void
a_question_ignored_or_muted_is_not_proposed(void **state)
{
	struct scene		s = scene(*state);
	struct who		anna = as(s.anna);
	struct act_result	question;
	struct home		home;

	assert_err(OK, try_act(s.f, as(s.bela), ACT_THREAD_NEW,
	    (struct act_args){ .room = s.room, .title = str_of("Comment ?"),
	    .text = str_of("Vraiment ?"), .type = TYPE_Q }, &question));
	assert_err(OK, query_home(s.f->store, &anna, s.f->arena, &home));
	assert_int_equal(home.question_count, 1);
	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_err(OK, query_home(s.f->store, &anna, s.f->arena, &home));
	assert_int_equal(home.question_count, 0);
	assert_err(OK, ignore(&s, s.anna, s.bela, false));
	assert_err(OK, watch(&s, s.anna, question.id, WATCH_MUTE));
	assert_err(OK, query_home(s.f->store, &anna, s.f->arena, &home));
	assert_int_equal(home.question_count, 0);
}

static void
a_notice_is_cleared_by_reading_its_post(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	two = reply_to(s.f, s.bela, s.top, "Deux.");
	struct act_args	read = { .post = two }, all = { .room = s.room };
	struct act_args	gone = { .post = two };

	assert_int_equal(fresh_notices(&s, s.anna), 1);
	assert_err(OK, try_act(s.f, as(s.anna), ACT_READ_MARK, read, NULL));
	assert_int_equal(fresh_notices(&s, s.anna), 0);
	assert_err(OK, try_act(s.f, as(s.anna), ACT_READ_UNMARK, read, NULL));
	assert_int_equal(fresh_notices(&s, s.anna), 1);
	assert_err(OK, try_act(s.f, as(s.anna), ACT_CATCHUP, all, NULL));
	assert_int_equal(fresh_notices(&s, s.anna), 0);
	assert_int_equal(all_notices(&s, s.anna), 1);
	gone.post = reply_to(s.f, s.bela, s.top, "Trois.");
	assert_int_equal(fresh_notices(&s, s.anna), 1);
	assert_err(OK, try_act(s.f, as(s.bela), ACT_POST_DELETE, gone, NULL));
	assert_int_equal(fresh_notices(&s, s.anna), 0);
}

static void
follows_and_ignores_are_bounded(void **state)
{
	struct scene		s = scene(*state);
	struct act_result	result;
	struct act_args		args = { .number = WATCH_FOLLOW };
	int			i;

	for (i = 0; i < FORUM_WATCHES_MAX; i++) {
		args.thread = thread_open(s.f, s.anna, s.room, "Fil", "Un.");
		assert_err(OK, try_act(s.f, as(s.bela), ACT_WATCH_SET, args,
		    NULL));
	}
	args.thread = s.top;
	assert_err(ERR_LIMIT, try_act(s.f, as(s.bela), ACT_WATCH_SET, args,
	    &result));
	assert_int_equal(result.why.number, FORUM_WATCHES_MAX);
	/* one that is there may still change */
	args.thread = s.top + 1;
	args.number = WATCH_MUTE;
	assert_err(OK, try_act(s.f, as(s.bela), ACT_WATCH_SET, args, NULL));
}

static void
damaged_rows_are_named(void **state)
{
	struct scene	 s = scene(*state);
	struct watch	 watch_row = { .member = s.bela, .room = s.room,
			    .thread = 99, .kind = WATCH_MUTE };
	struct ignored	 ignored = { .member = s.bela, .other = 98 };
	struct key	 key = key_u64_u64_u64(s.bela, s.room, 99);
	struct key	 other = key_u64_u64(s.bela, 98);
	struct txn	*txn;

	assert_err(OK, watch(&s, s.bela, s.top, WATCH_MUTE));
	assert_err(OK, ignore(&s, s.anna, s.bela, true));
	assert_sound(s.f);
	assert_err(OK, db_begin_write(store_db(s.f->store), &txn));
	assert_err(OK, record_put(txn, &record_types[RECORD_WATCH],
	    key_str(&key), &watch_row));
	assert_err(OK, record_put(txn, &record_types[RECORD_IGNORED],
	    key_str(&other), &ignored));
	assert_err(OK, db_commit(txn));
	assert_int_equal(damages_of(s.f), 2);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(followed_threads_and_rooms_come_unread_first),
		with_forum(a_post_writes_nothing_for_who_follows),
		with_forum(a_muted_thread_is_unread_nowhere_and_silent),
		with_forum(
	    a_room_that_is_muted_is_forgotten_and_the_other_way_round),
		with_forum(what_cannot_be_read_cannot_be_followed),
		with_forum(an_ignored_member_is_folded_and_silent),
		with_forum(ignoring_moves_no_counter_of_the_ignored),
		with_forum(nobody_ignores_themselves_nor_who_is_not_here),
		with_forum(a_question_ignored_or_muted_is_not_proposed),
		with_forum(a_notice_is_cleared_by_reading_its_post),
		with_forum(follows_and_ignores_are_bounded),
		with_forum(damaged_rows_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
