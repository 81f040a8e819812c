/* private messages: between two, told without their words, and nobody else's. */
#include "forum_fixture.h"

#include "store/forum/check.h"

#include <string.h>

static enum err
send(struct forum *f, struct who from, uint64_t to, const char *text,
    struct act_result *result)
{
	return try_act(f, from, ACT_MESSAGE_SEND,
	    (struct act_args){ .member = to, .text = str_of(text) }, result);
}

static uint64_t
sent(struct forum *f, uint64_t from, uint64_t to, const char *text)
{
	struct act_result	result;

	assert_err(OK, send(f, as(from), to, text, &result));
	return result.id;
}

static enum err
deed(struct forum *f, uint64_t who, enum act act, uint64_t with,
    uint64_t number)
{
	return try_act(f, as(who), act,
	    (struct act_args){ .member = with, .number = number }, NULL);
}

static struct message_view *
messages(struct forum *f, uint64_t who, uint64_t with, size_t *count)
{
	struct message_view	*views;
	struct who		 reader = as(who);

	assert_err(OK, query_messages(f->store, &reader, with, 0, 500,
	    f->arena, &views, count));
	return views;
}

static size_t
messages_of(struct forum *f, uint64_t who, uint64_t with)
{
	size_t	count;

	messages(f, who, with, &count);
	return count;
}

static struct talk_view *
talks(struct forum *f, uint64_t who, size_t *count, uint64_t *unread)
{
	struct talk_view	*views;
	struct who		 reader = as(who);

	assert_err(OK, query_talks(f->store, &reader, 500, f->arena, &views,
	    count, unread));
	return views;
}

static uint64_t
unread_of(struct forum *f, uint64_t who)
{
	uint64_t	unread;
	size_t		count;

	talks(f, who, &count, &unread);
	return unread;
}

static size_t
notices_of(struct forum *f, uint64_t who, struct notice_view **out)
{
	struct who	reader = as(who);
	size_t		count;

	assert_err(OK, query_notices(f->store, &reader, true, 50, f->arena,
	    out, &count));
	return count;
}

static void
a_message_is_read_by_its_two_and_by_nobody_else(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 carl = member_add(f, "carl");
	struct message_view	*views;
	size_t			 count;

	mandate_add(f, carl, ROLE_SYSOP, 0, 0);
	sent(f, anna, bela, "Entre nous.");
	views = messages(f, bela, anna, &count);
	assert_int_equal(count, 1);
	assert_true(str_equal(views[0].text, str_of("Entre nous.")));
	assert_true(str_equal(views[0].author, str_of("anna")));
	assert_true(views[0].unread && !views[0].mine);
	views = messages(f, anna, bela, &count);
	assert_int_equal(count, 1);
	assert_true(views[0].mine && !views[0].unread);
	assert_int_equal(messages_of(f, carl, anna), 0);
	assert_int_equal(messages_of(f, carl, bela), 0);
	assert_int_equal(unread_of(f, carl), 0);
	assert_err(ERR_NOT_FOUND, deed(f, carl, ACT_MESSAGE_READ, anna, 0));
	assert_err(ERR_NOT_FOUND, deed(f, carl, ACT_MESSAGE_REMOVE, anna, 0));
	assert_sound(f);
}

static void
the_server_reads_no_message_under_a_name(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	struct who		 machine = { .member = anna, .machine = true,
				     .address = "local" };
	struct draft		 draft = { .to = bela, .text = str_of("Un") };
	struct draft_view	*drafts;
	struct message_view	*views;
	struct talk_view	*list;
	struct notice_view	*notices;
	struct act_result	 result;
	uint64_t		 unread;
	size_t			 count;

	sent(f, bela, anna, "Entre nous.");
	assert_err(OK, query_notices(f->store, &machine, false, 50, f->arena,
	    &notices, &count));
	assert_int_equal(count, 0);
	assert_err(ERR_DENIED, send(f, machine, bela, "Un.", &result));
	assert_non_null(result.why.msgid);
	assert_err(ERR_DENIED, try_act(f, machine, ACT_MESSAGE_READ,
	    (struct act_args){ .member = bela }, NULL));
	assert_err(ERR_DENIED, try_act(f, machine, ACT_MESSAGE_REMOVE,
	    (struct act_args){ .member = bela }, NULL));
	assert_err(ERR_DENIED, query_messages(f->store, &machine, bela, 0, 9,
	    f->arena, &views, &count));
	assert_err(ERR_DENIED, query_talks(f->store, &machine, 9, f->arena,
	    &list, &count, &unread));
	assert_err(ERR_DENIED, query_talks(f->store, &the_machine, 9,
	    f->arena, &list, &count, &unread));
	assert_err(ERR_DENIED, query_talks(f->store, &a_guest, 9, f->arena,
	    &list, &count, &unread));
	assert_err(OK, try_act(f, as(anna), ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, NULL));
	assert_err(OK, query_drafts(f->store, &machine, f->arena, &drafts,
	    &count));
	assert_int_equal(count, 0);
}

static void
one_notice_tells_of_a_sender_until_it_is_read(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	struct notice_view	*notices;

	sent(f, anna, bela, "Un mot.");
	sent(f, anna, bela, "Deux mots.");
	assert_int_equal(notices_of(f, bela, &notices), 1);
	assert_int_equal(notices[0].notice.kind, NOTICE_MESSAGE);
	assert_int_equal(notices[0].notice.by, anna);
	assert_int_equal(notices[0].notice.text.len, 0);
	assert_int_equal(notices_of(f, anna, &notices), 0);
	assert_err(OK, deed(f, bela, ACT_MESSAGE_READ, anna, 0));
	assert_int_equal(notices_of(f, bela, &notices), 0);
	sent(f, anna, bela, "Trois.");
	assert_int_equal(notices_of(f, bela, &notices), 1);
	assert_sound(f);
}

static void
messages_are_unread_up_to_where_they_were_read(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 second;

	sent(f, anna, bela, "Un.");
	second = sent(f, anna, bela, "Deux.");
	sent(f, anna, bela, "Trois.");
	assert_int_equal(unread_of(f, bela), 3);
	assert_int_equal(unread_of(f, anna), 0);
	/* An answer does not count as reading. */
	sent(f, bela, anna, "Quatre.");
	assert_int_equal(unread_of(f, bela), 3);
	assert_err(OK, deed(f, bela, ACT_MESSAGE_READ, anna, second));
	assert_int_equal(unread_of(f, bela), 1);
	assert_err(OK, deed(f, bela, ACT_MESSAGE_READ, anna, second - 1));
	assert_int_equal(unread_of(f, bela), 1);
	assert_err(OK, deed(f, bela, ACT_MESSAGE_READ, anna, 0));
	assert_int_equal(unread_of(f, bela), 0);
	assert_int_equal(unread_of(f, anna), 1);
	assert_sound(f);
}

static void
a_removed_copy_stays_with_the_other_and_its_number_is_not_reused(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 first, second, third, unread;
	struct db_info	 info;
	size_t		 count;

	first = sent(f, anna, bela, "Un.");
	second = sent(f, bela, anna, "Deux.");
	assert_err(OK, deed(f, bela, ACT_MESSAGE_REMOVE, anna, first));
	assert_err(ERR_NOT_FOUND, deed(f, bela, ACT_MESSAGE_REMOVE, anna,
	    first));
	assert_int_equal(messages_of(f, bela, anna), 1);
	assert_int_equal(unread_of(f, bela), 0);
	assert_int_equal(messages_of(f, anna, bela), 2);
	assert_err(OK, deed(f, bela, ACT_MESSAGE_REMOVE, anna, second));
	talks(f, bela, &count, &unread);
	assert_int_equal(count, 0);
	assert_sound(f);
	assert_err(OK, deed(f, anna, ACT_MESSAGE_REMOVE, bela, second));
	assert_true(str_equal(talks(f, anna, &count, &unread)[0].excerpt,
	    str_of("Un.")));
	assert_err(OK, deed(f, anna, ACT_MESSAGE_REMOVE, bela, 0));
	assert_err(OK, db_info(store_db(f->store), &info));
	assert_int_equal(info.entries[DB_MESSAGE], 0);
	assert_int_equal(info.entries[DB_TALK], 0);
	third = sent(f, anna, bela, "Trois.");
	assert_true(third > second);
	assert_int_equal(messages_of(f, bela, anna), 1);
	assert_int_equal(unread_of(f, bela), 1);
	assert_sound(f);
}

static void
a_long_conversation_is_removed_in_batches(void **state)
{
	struct act_args		 args = { 0 };
	struct act_result	 result;
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	int			 i;

	assert_err(OK, db_bulk(store_db(f->store), true));
	for (i = 0; i < 125; i++) {
		sent(f, anna, bela, "Un.");
		sent(f, bela, anna, "Deux.");
	}
	assert_err(OK, db_bulk(store_db(f->store), false));
	args.member = bela;
	assert_err(OK, try_act(f, as(anna), ACT_MESSAGE_REMOVE, args,
	    &result));
	assert_true(result.waiting);
	assert_int_equal(messages_of(f, anna, bela), 50);
	assert_sound(f);
	assert_err(OK, try_act(f, as(anna), ACT_MESSAGE_REMOVE, args,
	    &result));
	assert_false(result.waiting);
	assert_int_equal(messages_of(f, anna, bela), 0);
	assert_int_equal(messages_of(f, bela, anna), 250);
	assert_sound(f);
}

static void
conversations_come_latest_first(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 carl = member_add(f, "carl");
	struct talk_view	*list;
	uint64_t		 unread;
	size_t			 count;

	sent(f, anna, bela, "Un.");
	sent(f, anna, carl, "> cité\n\n*Deux* mots.");
	list = talks(f, anna, &count, &unread);
	assert_int_equal(count, 2);
	assert_true(str_equal(list[0].name, str_of("carl")));
	assert_true(str_equal(list[0].excerpt, str_of("Deux mots.")));
	assert_true(list[0].mine);
	sent(f, bela, anna, "Trois.");
	list = talks(f, anna, &count, &unread);
	assert_true(str_equal(list[0].name, str_of("bela")));
	assert_false(list[0].mine);
	assert_int_equal(list[0].unread, 1);
	assert_int_equal(unread, 1);
}

static void
pages_of_a_conversation_go_backwards(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	struct who		 reader = as(anna);
	struct message_view	*views;
	uint64_t		 first = sent(f, anna, bela, "1");
	size_t			 count;
	int			 i;

	for (i = 2; i <= 5; i++)
		sent(f, anna, bela, "n");
	assert_err(OK, query_messages(f->store, &reader, bela, 0, 2, f->arena,
	    &views, &count));
	assert_int_equal(count, 2);
	assert_int_equal(views[0].number, first + 3);
	assert_int_equal(views[1].number, first + 4);
	assert_err(OK, query_messages(f->store, &reader, bela, first + 3, 9,
	    f->arena, &views, &count));
	assert_int_equal(count, 3);
	assert_int_equal(views[0].number, first);
}

static void
a_day_has_fewer_messages_for_newcomers(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 nora = newcomer_add(f, "nora");
	struct act_result	 result;
	int			 i;

	assert_err(OK, db_bulk(store_db(f->store), true));
	for (i = 0; i < 20; i++)
		sent(f, nora, anna, "Bonjour.");
	assert_err(ERR_LIMIT, send(f, as(nora), anna, "Encore.", &result));
	assert_int_equal(result.why.number, 20);
	for (i = 0; i < 200; i++)
		sent(f, anna, nora, "Bonjour.");
	assert_err(ERR_LIMIT, send(f, as(anna), nora, "Encore.", &result));
	assert_int_equal(result.why.number, 200);
	assert_err(OK, db_bulk(store_db(f->store), false));
	clock_pin(FORUM_T0 + FORUM_DAY);
	sent(f, nora, anna, "Le lendemain.");
	assert_sound(f);
}

static void
nobody_writes_to_oneself_nor_to_who_is_not_here(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct act_result	 result;

	assert_err(ERR_INPUT, send(f, as(anna), anna, "Moi.", &result));
	assert_non_null(result.why.msgid);
	assert_err(ERR_NOT_FOUND, send(f, as(anna), 999, "Toi.", &result));
	assert_err(ERR_DENIED, send(f, a_guest, anna, "Moi.", &result));
	assert_err(ERR_INPUT, send(f, as(anna), 1, " \n", &result));
}

static void
the_draft_of_a_message_goes_with_it(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	uint64_t		 carl = member_add(f, "carl");
	struct who		 who = as(anna);
	struct draft		 draft = { .to = bela, .text = str_of("Un"),
				     .cursor = 1 };
	struct draft_view	*views;
	struct act_result	 result;
	struct draft		 found;
	size_t			 count;

	assert_err(OK, try_act(f, who, ACT_DRAFT_SAVE,
	    (struct act_args){ .draft = &draft }, &result));
	assert_err(ERR_NOT_FOUND, query_draft_to(f->store, &who, carl,
	    f->arena, &found));
	assert_err(ERR_NOT_FOUND, query_draft(f->store, &who, 0, 0, 0,
	    f->arena, &found));
	assert_err(OK, query_draft_to(f->store, &who, bela, f->arena,
	    &found));
	assert_int_equal(found.number, result.id);
	assert_err(OK, query_drafts(f->store, &who, f->arena, &views,
	    &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(views[0].title, str_of("bela")));
	assert_false(views[0].parent_gone);
	assert_err(OK, try_act(f, who, ACT_MESSAGE_SEND, (struct act_args){
	    .member = bela, .text = str_of("Un."), .number = found.number },
	    NULL));
	assert_err(ERR_NOT_FOUND, query_draft_to(f->store, &who, bela,
	    f->arena, &found));
}

static void
a_message_from_somebody_ignored_is_there_but_says_nothing(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 bela = member_add(f, "bela");
	struct notice_view	*notices;

	assert_err(OK, deed(f, bela, ACT_IGNORE, anna, 1));
	sent(f, anna, bela, "Un.");
	assert_int_equal(notices_of(f, bela, &notices), 0);
	assert_int_equal(unread_of(f, bela), 0);
	assert_int_equal(messages_of(f, bela, anna), 1);
	/* Not the other way round, nor once it is over; nothing comes back. */
	sent(f, bela, anna, "Deux.");
	assert_int_equal(unread_of(f, anna), 1);
	assert_err(OK, deed(f, bela, ACT_IGNORE, anna, 0));
	assert_int_equal(unread_of(f, bela), 0);
	sent(f, anna, bela, "Trois.");
	assert_int_equal(unread_of(f, bela), 1);
	assert_int_equal(notices_of(f, bela, &notices), 1);
	assert_sound(f);
}

static void
check_names_a_side_that_is_behind(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	struct key	 key = key_u64_u64(bela, anna);
	struct txn	*txn;
	uint64_t	 damages;

	sent(f, anna, bela, "Un.");
	assert_sound(f);
	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, db_del(txn, DB_TALK, key_str(&key)));
	assert_err(OK, db_commit(txn));
	damages = damages_of(f);
	assert_int_equal(damages, 1);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(a_message_is_read_by_its_two_and_by_nobody_else),
		with_forum(the_server_reads_no_message_under_a_name),
		with_forum(one_notice_tells_of_a_sender_until_it_is_read),
		with_forum(messages_are_unread_up_to_where_they_were_read),
		with_forum(
	    a_removed_copy_stays_with_the_other_and_its_number_is_not_reused),
		with_forum(a_long_conversation_is_removed_in_batches),
		with_forum(conversations_come_latest_first),
		with_forum(pages_of_a_conversation_go_backwards),
		with_forum(a_day_has_fewer_messages_for_newcomers),
		with_forum(nobody_writes_to_oneself_nor_to_who_is_not_here),
		with_forum(the_draft_of_a_message_goes_with_it),
		with_forum(
	    a_message_from_somebody_ignored_is_there_but_says_nothing),
		with_forum(check_names_a_side_that_is_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
