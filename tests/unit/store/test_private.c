/* private rooms: nobody outside them learns that they are there. */
#include "forum_fixture.h"

#include <string.h>

struct scene {
	uint64_t anna, bela, carl, room, top, reply;
};

/* anna and bela talk in a private room; carl is outside. */
static void
scene_make(struct forum *f, struct scene *s)
{
	s->anna = member_add(f, "anna");
	s->bela = member_add(f, "bela");
	s->carl = member_add(f, "carl");
	s->room = room_add(f, "cercle", VISIBILITY_PRIVATE);
	room_allow(f, s->room, s->anna);
	room_allow(f, s->room, s->bela);
	s->top = thread_open(f, s->anna, s->room, "Entre nous", "Un.");
	s->reply = reply_to(f, s->bela, s->top, "Deux, @carl.");
}

static struct who
on_the_server(uint64_t member)
{
	return (struct who){ .member = member, .machine = true,
	    .address = "local" };
}

static void
removed(struct forum *f, uint64_t room, uint64_t member)
{
	struct key	 key = key_u64_u64(room, member);
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, db_del(txn, DB_ROOM_MEMBER, key_str(&key)));
	assert_err(OK, db_commit(txn));
}

static size_t
notices_of(struct forum *f, struct who who)
{
	struct notice_view	*notices;
	size_t			 count;

	assert_err(OK, query_notices(f->store, &who, false, 50, f->arena,
	    &notices, &count));
	return count;
}

static void
a_notice_from_a_room_that_is_closed_to_one_is_absent(void **state)
{
	struct forum	*f = *state;
	struct home	 home;
	struct scene	 s;
	struct who	 who;

	scene_make(f, &s);
	assert_int_equal(notices_of(f, as(s.anna)), 1);
	assert_int_equal(notices_of(f, as(s.carl)), 0);
	/* Nobody on the server enters under a member's name. */
	assert_int_equal(notices_of(f, on_the_server(s.anna)), 0);
	removed(f, s.room, s.anna);
	assert_int_equal(notices_of(f, as(s.anna)), 0);
	who = as(s.anna);
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.notice_count, 0);
}

static void
a_draft_for_a_private_room_is_not_read_under_its_writers_name(void **state)
{
	struct forum		*f = *state;
	struct draft		 draft = { .text = str_of("entre nous") }, got;
	struct draft_view	*drafts;
	struct act_result	 result;
	struct home		 home;
	struct scene		 s;
	struct who		 who;
	size_t			 count;

	scene_make(f, &s);
	draft.parent = s.reply;
	assert_err(OK, try_act(f, as(s.anna), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, &result));
	who = on_the_server(s.anna);
	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 0);
	assert_err(ERR_NOT_FOUND, query_draft(f->store, &who, 0, s.reply, 0,
	    f->arena, &got));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.draft_count, 0);
	draft.number = result.id;
	draft.text = str_of("autre chose");
	assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_DRAFT_DROP,
	    (struct act_args){ .number = result.id }, NULL));
	/* Nothing typed is lost: its writer keeps it, outside too. */
	removed(f, s.room, s.anna);
	who = as(s.anna);
	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 1);
	assert_true(drafts[0].parent_gone);
	assert_int_equal(drafts[0].title.len, 0);
}

static void
a_private_rooms_facilitator_is_one_to_its_people_only(void **state)
{
	struct forum		*f = *state;
	struct member_view	 view;
	struct mandate		*list;
	struct scene		 s;
	struct who		 who;
	size_t			 count;

	scene_make(f, &s);
	mandate_add(f, s.anna, ROLE_FACILITATOR, s.room, 0);
	who = as(s.bela);
	assert_err(OK, query_member(f->store, &who, s.anna, f->arena, &view));
	assert_int_equal(view.mandate_count, 1);
	who = as(s.carl);
	assert_err(OK, query_member(f->store, &who, s.anna, f->arena, &view));
	assert_int_equal(view.mandate_count, 0);
	assert_err(OK, query_mandates(f->store, &who, 0, true, f->arena,
	    &list, &count));
	assert_int_equal(count, 0);
	/* Whoever looks after mandates sees them all. */
	assert_err(OK, query_mandates(f->store, &the_machine, 0, true,
	    f->arena, &list, &count));
	assert_int_equal(count, 1);
}

static void
a_sysop_does_not_let_themselves_in(void **state)
{
	struct forum	*f = *state;
	struct scene	 s;
	uint64_t	 dora;

	scene_make(f, &s);
	dora = member_add(f, "dora");
	mandate_add(f, dora, ROLE_SYSOP, 0, 0);
	assert_err(ERR_DENIED, try_act(f, as(dora), ACT_ROOM_ALLOW,
	    (struct act_args){ .room = s.room, .member = dora }, NULL));
	assert_err(OK, try_act(f, as(dora), ACT_ROOM_ALLOW,
	    (struct act_args){ .room = s.room, .member = s.carl }, NULL));
}

/* Every act that takes a number answers for a hidden one as for none. */
static void
acts_by_number_tell_nothing(void **state)
{
	static const enum act acts[] = { ACT_POST_REPLY, ACT_POST_EDIT,
	    ACT_POST_DELETE, ACT_READ_MARK, ACT_READ_UNMARK, ACT_CATCHUP,
	    ACT_ROOM_FORGET, ACT_THREAD_NEW, ACT_NOTICE_SEEN, ACT_DRAFT_DROP,
	    ACT_ROOM_ALLOW, ACT_ADMIT, ACT_REFUSE, ACT_MANDATE_ADD,
	    ACT_MANDATE_END, ACT_ACT_AS };
	struct forum		*f = *state;
	struct act_result	 hidden, none;
	struct act_args		 args;
	struct scene		 s;
	struct refusal		 a, b;
	struct who		 who;
	enum err		 e;
	size_t			 i, k;

	scene_make(f, &s);
	for (i = 0; i < LENGTH(acts) * 2; i++) {
		who = i % 2 == 0 ? as(s.carl) : a_guest;
		args = (struct act_args){ .title = str_of("Fil"),
		    .text = str_of("Un."), .type = TYPE_Q,
		    .reason = str_of("parce que c’est ainsi") };
		k = i / 2;
		args.post = s.reply + 1000;
		args.thread = args.room = args.member = 1000;
		args.number = args.mandate = 1000;
		e = try_act(f, who, acts[k], args, &none);
		args.post = s.reply;
		args.thread = s.top;
		args.room = s.room;
		args.member = s.anna;
		args.number = 1;
		args.mandate = 1;
		if (e != try_act(f, who, acts[k], args, &hidden))
			fail_msg("%s", act_row(acts[k])->word);
		assert_ptr_equal(hidden.why.msgid, none.why.msgid);
		memset(&a, 0, sizeof(a));
		memset(&b, 0, sizeof(b));
		e = store_may(f->store, &who, acts[k], &args, &a);
		args.post = s.reply + 1000;
		args.thread = args.room = args.member = 1000;
		args.number = args.mandate = 1000;
		if (e != store_may(f->store, &who, acts[k], &args, &b))
			fail_msg("may %s", act_row(acts[k])->word);
		assert_ptr_equal(a.msgid, b.msgid);
	}
}

static void
status_set(struct forum *f, uint64_t id, enum status status)
{
	struct key	 key = key_u64(id);
	struct member	 member;
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, load_member(txn, id, f->arena, &member));
	member.status = (uint8_t)status;
	assert_err(OK, record_put(txn, &record_types[RECORD_MEMBER],
	    key_str(&key), &member));
	assert_err(OK, db_commit(txn));
}

static void
an_account_that_is_not_in_reads_as_a_guest(void **state)
{
	static const enum status out[] = { STATUS_WAITING, STATUS_REFUSED,
	    STATUS_GONE };
	struct forum		*f = *state;
	struct member_view	*members, one;
	struct mandate		*mandates;
	struct room_view	*rooms;
	struct post_view	 post;
	struct scene		 s;
	struct who		 who;
	uint64_t		 hall, square, in_hall, total;
	size_t			 count, i;

	scene_make(f, &s);
	hall = room_add(f, "salon", VISIBILITY_MEMBERS);
	square = room_add(f, "place", VISIBILITY_PUBLIC);
	in_hall = thread_open(f, s.anna, hall, "Fil", "Un.");
	mandate_add(f, s.bela, ROLE_MODERATOR, 0, 0);
	for (i = 0; i < LENGTH(out); i++) {
		status_set(f, s.bela, out[i]);
		who = as(s.bela);
		assert_err(OK, query_rooms(f->store, &who, f->arena, &rooms,
		    &count));
		assert_int_equal(count, 1);
		assert_int_equal(rooms[0].room.id, square);
		assert_err(ERR_NOT_FOUND, query_post(f->store, &who, in_hall,
		    f->arena, &post));
		assert_err(ERR_NOT_FOUND, query_post(f->store, &who, s.reply,
		    f->arena, &post));
		assert_err(ERR_NOT_FOUND, query_member(f->store, &who, s.anna,
		    f->arena, &one));
		assert_err(OK, query_members(f->store, &who, "", 50, f->arena,
		    &members, &count, &total));
		assert_true(count <= 1 && total <= 1);
		assert_err(OK, query_mandates(f->store, &who, 0, true,
		    f->arena, &mandates, &count));
		assert_int_equal(count, 0);
		assert_err(ERR_DENIED, try_act(f, who, ACT_CATCHUP,
		    (struct act_args){ 0 }, NULL));
		assert_err(ERR_DENIED, try_act(f, who, ACT_THREAD_NEW,
		    (struct act_args){ .room = square, .title = str_of("Q"),
		    .text = str_of("?"), .type = TYPE_Q }, NULL));
	}
}

static void
nobody_is_told_who_is_not_in(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 room = room_add(f, "place", VISIBILITY_PUBLIC), top;

	top = thread_open(f, bela, room, "Fil", "Un.");
	status_set(f, bela, STATUS_GONE);
	reply_to(f, anna, top, "Deux, @bela.");
	status_set(f, bela, STATUS_MEMBER);
	assert_int_equal(notices_of(f, as(bela)), 0);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(
	    a_notice_from_a_room_that_is_closed_to_one_is_absent),
		with_forum(
	    a_draft_for_a_private_room_is_not_read_under_its_writers_name),
		with_forum(
	    a_private_rooms_facilitator_is_one_to_its_people_only),
		with_forum(a_sysop_does_not_let_themselves_in),
		with_forum(acts_by_number_tell_nothing),
		with_forum(an_account_that_is_not_in_reads_as_a_guest),
		with_forum(nobody_is_told_who_is_not_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
