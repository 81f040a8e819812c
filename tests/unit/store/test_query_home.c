#include "forum_fixture.h"

#include <string.h>

static void
home_gathers_what_is_new_for_one(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 salon = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 autre = room_add(f, "autre", VISIBILITY_MEMBERS);
	uint64_t	 top = thread_open(f, anna, salon, "Fil", "Un.");
	struct draft	 draft = { .parent = top, .text = str_of("Oui mais") };
	struct who	 who = as(anna);
	struct home	 home;
	struct act_result question;

	reply_to(f, bela, top, "Deux.");
	assert_err(OK, try_act(f, as(bela), ACT_THREAD_NEW,
	    (struct act_args){ .room = autre, .title = str_of("Comment ?"),
	    .text = str_of("Vraiment ?"), .type = TYPE_Q }, &question));
	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, NULL));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.unread, 2);
	assert_int_equal(home.room_count, 2);
	assert_int_equal(home.notice_count, 1);
	assert_int_equal(home.draft_count, 1);
	assert_true(str_equal(home.drafts[0].title, str_of("Fil")));
	assert_true(str_equal(home.drafts[0].parent_author, str_of("anna")));
	assert_int_equal(home.question_count, 1);
	assert_int_equal(home.questions[0].thread.id, question.id);
	assert_int_equal(home.questions[0].unread, 1);
	reply_to(f, anna, question.id, "Ainsi.");
	assert_err(OK, try_act(f, who, ACT_CATCHUP, (struct act_args){ 0 },
	    NULL));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.unread, 0);
	assert_int_equal(home.room_count, 0);
	assert_int_equal(home.question_count, 0);
	assert_err(OK, query_home(f->store, &a_guest, f->arena, &home));
	assert_int_equal(home.unread + home.draft_count + home.notice_count,
	    0);
}

static void
a_forgotten_room_is_not_on_the_home_page(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 salon = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct who	 who = as(bela);
	struct home	 home;

	thread_open(f, anna, salon, "Fil", "Un.");
	assert_err(OK, try_act(f, who, ACT_ROOM_FORGET, (struct act_args){
	    .room = salon }, NULL));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.room_count, 0);
	assert_err(OK, try_act(f, who, ACT_ROOM_FORGET, (struct act_args){
	    .room = salon }, NULL));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.room_count, 1);
}

static void
a_draft_whose_place_went_is_kept(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 salon = room_add(f, "salon",
				    VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, salon, "Fil",
				    "Un.");
	struct draft		 draft = { .parent = top,
				    .text = str_of("Oui mais") };
	struct act_result	 result;
	struct draft_view	*drafts;
	struct who		 who = as(bela);
	size_t			 count;

	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, &result));
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE,
	    (struct act_args){ .post = top }, NULL));
	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 1);
	assert_true(drafts[0].parent_gone);
	/* thrown away twice: gone; saved again: kept under a new number */
	assert_err(OK, try_act(f, who, ACT_DRAFT_DROP, (struct act_args){
	    .number = result.id }, NULL));
	assert_err(OK, try_act(f, who, ACT_DRAFT_DROP, (struct act_args){
	    .number = result.id }, NULL));
	draft.number = result.id;
	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, &result));
	assert_int_not_equal(result.id, draft.number);
	/* another's drafts are nobody's */
	assert_err(ERR_NOT_FOUND, try_act(f, as(anna), ACT_DRAFT_DROP,
	    (struct act_args){ .number = result.id }, NULL));
}

static void
thrown_drafts_go_after_a_week(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct draft		 draft = { .text = str_of("Un") };
	struct act_result	 result;
	struct draft_view	*drafts;
	struct who		 who = as(anna);
	size_t			 count;

	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, &result));
	assert_err(OK, try_act(f, who, ACT_DRAFT_DROP, (struct act_args){
	    .number = result.id }, NULL));
	clock_pin(FORUM_T0 + 8 * FORUM_DAY);
	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE, (struct act_args){
	    .draft = &draft }, NULL));
	assert_err(OK, query_drafts(f->store, &who, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 1);
	assert_false(drafts[0].draft.thrown);
}

static void
a_profile_keeps_what_is_not_ones_own_to_change(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct who		 who = as(anna);
	struct member_view	 me;
	struct member		 to;

	assert_err(OK, query_member(f->store, &who, anna, f->arena, &me));
	assert_int_equal(me.member.profiles[0], PROFILE_CITOYEN + 1);
	to = me.member;
	to.handle = str_of("reine");
	to.status = STATUS_GONE;
	to.joined = 5;
	to.structure = str_of("Mairie");
	to.profiles[1] = PROFILE_ELU + 1;
	to.mail = str_of("anna@exemple.fr");
	assert_err(OK, try_act(f, who, ACT_PROFILE_SET, (struct act_args){
	    .profile = &to }, NULL));
	assert_err(OK, query_member(f->store, &who, anna, f->arena, &me));
	assert_true(str_equal(me.member.handle, str_of("anna")));
	assert_int_equal(me.member.status, STATUS_MEMBER);
	assert_int_equal(me.member.joined, FORUM_T0);
	assert_true(str_equal(me.member.structure, str_of("Mairie")));
	assert_int_equal(me.member.profiles[1], PROFILE_ELU + 1);
	who = as(member_add(f, "bela"));
	assert_err(OK, query_member(f->store, &who, anna, f->arena, &me));
	assert_int_equal(me.member.mail.len, 0);
	to.mail = str_of("pas une adresse");
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_PROFILE_SET,
	    (struct act_args){ .profile = &to }, NULL));
}

static void
rooms_have_plain_names_once(void **state)
{
	static const char *const	bad[] = { "a", "Salon", "un deux", "é",
	    "-ab", "abcdefghijklmnopqrstuvwxy", "" };
	struct forum			*f = *state;
	size_t				 i;

	for (i = 0; i < LENGTH(bad); i++)
		assert_err(ERR_INPUT, try_act(f, the_machine, ACT_ROOM_ADD,
		    (struct act_args){ .name = str_of(bad[i]),
		    .title = str_of("T") }, NULL));
	room_add(f, "abcdefghijklmnopqrstuvwx", VISIBILITY_PUBLIC);
	assert_err(ERR_EXISTS, try_act(f, the_machine, ACT_ROOM_ADD,
	    (struct act_args){ .name = str_of("abcdefghijklmnopqrstuvwx"),
	    .title = str_of("T") }, NULL));
	assert_err(ERR_INPUT, try_act(f, the_machine, ACT_ROOM_ADD,
	    (struct act_args){ .name = str_of("abc") }, NULL));
}

static void
a_private_rooms_list_is_for_sysops_who_still_do_not_read_it(void **state)
{
	struct forum		*f = *state;
	uint64_t		 root = member_add(f, "racine");
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "intime",
				    VISIBILITY_PRIVATE);
	struct act_args		 args = { .room = room, .member = anna };
	struct room_view	 view;
	struct who		 who = as(root);

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	/* no difference between a hidden room and none */
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_ROOM_ALLOW, args,
	    NULL));
	args.room = 999;
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_ROOM_ALLOW, args,
	    NULL));
	assert_err(ERR_NOT_FOUND, try_act(f, who, ACT_ROOM_ALLOW, args,
	    NULL));
	args.room = room;
	assert_err(OK, try_act(f, who, ACT_ROOM_ALLOW, args, NULL));
	assert_err(ERR_NOT_FOUND, query_room(f->store, &who, room, f->arena,
	    &view));
	who = as(anna);
	assert_err(OK, query_room(f->store, &who, room, f->arena, &view));
	assert_int_equal(view.readers, 1);
	assert_err(OK, query_room_named(f->store, &the_machine, "intime",
	    f->arena, &view));
}

static void
a_member_does_not_register_again(void **state)
{
	struct forum	*f = *state;
	struct member	 m = { .handle = str_of("autre") };

	assert_err(ERR_DENIED, try_act(f, as(member_add(f, "anna")),
	    ACT_REGISTER, (struct act_args){ .profile = &m }, NULL));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(home_gathers_what_is_new_for_one),
		with_forum(a_forgotten_room_is_not_on_the_home_page),
		with_forum(a_draft_whose_place_went_is_kept),
		with_forum(thrown_drafts_go_after_a_week),
		with_forum(a_profile_keeps_what_is_not_ones_own_to_change),
		with_forum(rooms_have_plain_names_once),
		with_forum(
	    a_private_rooms_list_is_for_sysops_who_still_do_not_read_it),
		with_forum(a_member_does_not_register_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
