#include "forum_fixture.h"

#include "store/forum/auth.h"

#include <stdio.h>
#include <string.h>

#define KEY_TYPE "ssh-ed25519"
#define KEY_BLOB \
	"AAAAC3NzaC1lZDI1NTE5AAAAIO40CHrywfl9ZcnYbKJ9o/TWwwALKPVF9P6PY1vhE6M3"

/* Arguments are wiped by act_run(), so passwords live in arrays. */
static char	password[40];

static struct str
password_of(const char *s)
{
	snprintf(password, sizeof(password), "%s", s);
	return str_of(password);
}

static struct act_result
invite(struct forum *f, uint64_t by)
{
	struct act_result	result;

	assert_err(OK, try_act(f, as(by), ACT_INVITE, (struct act_args){ 0 },
	    &result));
	return result;
}

static enum err
ask_to_join(struct forum *f, const char *handle, const char *code,
    struct act_result *result)
{
	struct member	m = { .handle = str_of(handle),
			    .words = str_of("Bonjour.") };

	return try_act(f, a_guest, ACT_REGISTER, (struct act_args){
	    .profile = &m, .code = str_of(code),
	    .key_type = str_of(KEY_TYPE), .key_blob = str_of(KEY_BLOB) },
	    result);
}

static struct member
record_of(struct forum *f, uint64_t id)
{
	struct txn	*txn;
	struct member	 m;

	assert_err(OK, db_begin_read(store_db(f->store), &txn));
	assert_err(OK, load_member(txn, id, f->arena, &m));
	db_abort(txn);
	return m;
}

static void
a_code_opens_an_account_at_once_and_only_once(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct act_result	 code = invite(f, anna), result;
	struct auth_member	 found;
	struct notice_view	*notices;
	struct str		 sponsor;
	struct who		 who = as(anna);
	char			 typed[48];
	uint64_t		 by;
	size_t			 count, i;

	assert_int_equal(strlen(code.code), 19);
	for (i = 0; (typed[i] = code.code[i]) != '\0'; i++)
		if (typed[i] == '-')
			typed[i] = ' ';
		else if (typed[i] >= 'A')
			typed[i] = (char)(typed[i] - 'A' + 'a');
	assert_err(OK, auth_code(f->store, str_of(typed), "192.0.2.9",
	    f->arena, &by, &sponsor));
	assert_int_equal(by, anna);
	assert_true(str_equal(sponsor, str_of("anna")));
	assert_err(OK, ask_to_join(f, "bela", typed, &result));
	assert_false(result.waiting);
	assert_int_equal(record_of(f, result.id).status, STATUS_NEWCOMER);
	assert_int_equal(record_of(f, result.id).sponsor, anna);
	assert_int_equal(record_of(f, result.id).floor,
	    FORUM_T0 - 14 * FORUM_DAY);
	assert_err(OK, auth_find(f->store, str_of("BELA"), &found));
	assert_int_equal(found.member, result.id);
	assert_false(found.has_password);
	assert_err(ERR_NOT_FOUND, ask_to_join(f, "cleo", code.code, &result));
	assert_err(OK, query_notices(f->store, &who, true, 20, f->arena,
	    &notices, &count));
	assert_int_equal(count, 1);
	assert_int_equal(notices[0].notice.kind, NOTICE_GODCHILD);
}

static void
a_code_lapses_after_thirty_days(void **state)
{
	struct forum		*f = *state;
	struct act_result	 code = invite(f, member_add(f, "anna"));

	clock_pin(FORUM_T0 + 30 * FORUM_DAY);
	assert_err(ERR_NOT_FOUND, ask_to_join(f, "bela", code.code, NULL));
}

static void
three_invitations_may_be_open(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 nino = newcomer_add(f, "nino");
	int		 i;

	for (i = 0; i < 3; i++)
		invite(f, anna);
	assert_err(ERR_LIMIT, try_act(f, as(anna), ACT_INVITE,
	    (struct act_args){ 0 }, NULL));
	clock_pin(FORUM_T0 + 31 * FORUM_DAY);
	invite(f, anna);
	assert_err(ERR_DENIED, try_act(f, as(nino), ACT_INVITE,
	    (struct act_args){ 0 }, NULL));
}

static void
five_wrong_codes_an_hour_are_enough(void **state)
{
	struct forum	*f = *state;
	struct str	 sponsor;
	uint64_t	 by;
	int		 i;

	invite(f, member_add(f, "anna"));
	for (i = 0; i < 5; i++)
		assert_err(ERR_NOT_FOUND, auth_code(f->store,
		    str_of("2222-3333-4444-5555"), "192.0.2.9", f->arena,
		    &by, &sponsor));
	assert_err(ERR_LIMIT, auth_code(f->store,
	    str_of("2222-3333-4444-5555"), "192.0.2.9", f->arena, &by,
	    &sponsor));
	assert_err(ERR_NOT_FOUND, auth_code(f->store,
	    str_of("2222-3333-4444-5555"), "192.0.2.10", f->arena, &by,
	    &sponsor));
	clock_pin(FORUM_T0 + 3600);
	assert_err(ERR_NOT_FOUND, auth_code(f->store, str_of("x"),
	    "192.0.2.9", f->arena, &by, &sponsor));
}

static void
wrong_codes_are_counted_by_network_where_addresses_abound(void **state)
{
	struct forum	*f = *state;
	struct str	 code = str_of("2222-3333-4444-5555"), sponsor;
	char		 address[48];
	uint64_t	 by;
	int		 i;

	invite(f, member_add(f, "anna"));
	for (i = 0; i < 5; i++) {
		snprintf(address, sizeof(address), "2001:db8:7:9::%d", i + 1);
		assert_err(ERR_NOT_FOUND, auth_code(f->store, code, address,
		    f->arena, &by, &sponsor));
	}
	assert_err(ERR_LIMIT, auth_code(f->store, code,
	    "2001:db8:7:9:a:b:c:d", f->arena, &by, &sponsor));
	assert_err(ERR_NOT_FOUND, auth_code(f->store, code,
	    "2001:db8:7:8::1", f->arena, &by, &sponsor));
}

static void
a_request_waits_for_a_yes(void **state)
{
	struct forum		*f = *state;
	uint64_t		 root = member_add(f, "racine");
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	struct act_result	 result;
	struct auth_member	 found;
	struct member_view	*waiting;
	struct room_view	*rooms;
	struct who		 who = as(root);
	struct home		 home;
	size_t			 count;

	mandate_add(f, root, ROLE_SYSOP, 0, 0);
	assert_err(OK, ask_to_join(f, "bela", "", &result));
	assert_true(result.waiting);
	assert_err(OK, auth_find(f->store, str_of("bela"), &found));
	assert_int_equal(found.member, 0);
	assert_err(ERR_EXISTS, ask_to_join(f, "BÉLA", "", NULL));
	assert_err(OK, query_waiting(f->store, &who, f->arena, &waiting,
	    &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(waiting[0].member.words, str_of("Bonjour.")));
	assert_err(OK, query_home(f->store, &who, f->arena, &home));
	assert_int_equal(home.waiting, 1);
	who = as(anna);
	assert_err(ERR_DENIED, query_waiting(f->store, &who, f->arena,
	    &waiting, &count));
	who = as(result.id);
	assert_err(OK, query_rooms(f->store, &who, f->arena, &rooms, &count));
	assert_int_equal(count, 0);
	assert_err(ERR_DENIED, try_act(f, as(anna), ACT_ADMIT,
	    (struct act_args){ .member = result.id }, NULL));
	assert_err(OK, try_act(f, as(root), ACT_ADMIT, (struct act_args){
	    .member = result.id }, NULL));
	assert_err(ERR_STALE, try_act(f, the_machine, ACT_ADMIT,
	    (struct act_args){ .member = result.id }, NULL));
	assert_err(OK, query_rooms(f->store, &who, f->arena, &rooms, &count));
	assert_int_equal(count, 1);
	assert_int_equal(rooms[0].room.id, room);
	/* the charter first */
	assert_false(rooms[0].may_post);
	assert_err(OK, try_act(f, who, ACT_CHARTER_ACCEPT,
	    (struct act_args){ 0 }, NULL));
	assert_err(OK, query_rooms(f->store, &who, f->arena, &rooms, &count));
	assert_true(rooms[0].may_post);
}

static void
a_refused_request_frees_its_name(void **state)
{
	struct forum		*f = *state;
	struct act_result	 result;
	uint64_t		 first;

	assert_err(OK, ask_to_join(f, "bela", "", &result));
	first = result.id;
	assert_err(ERR_INPUT, try_act(f, the_machine, ACT_REFUSE,
	    (struct act_args){ .member = first,
	    .reason = str_of("non") }, &result));
	assert_err(OK, try_act(f, the_machine, ACT_REFUSE,
	    (struct act_args){ .member = first,
	    .reason = str_of("Un compte existe déjà.") }, NULL));
	assert_int_equal(record_of(f, first).status, STATUS_REFUSED);
	assert_err(OK, ask_to_join(f, "bela", "", &result));
	assert_int_not_equal(result.id, first);
}

/* --- keys and passwords --- */

static void
passwords_are_checked_and_changed_with_the_present_one(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	struct who	 who = as(anna);
	struct act_args	 args = { 0 };
	char		 new[40] = "correct horse";
	bool		 yes;

	args.new_password = str_of(new);
	assert_err(OK, try_act(f, who, ACT_PASSWORD_SET, args, NULL));
	assert_int_equal(new[0], 0);		/* wiped */
	assert_err(OK, auth_password(f->store, anna, str_of("correct horse"),
	    "192.0.2.1", &yes));
	assert_true(yes);
	assert_err(OK, auth_password(f->store, anna, str_of("wrong horse!"),
	    "192.0.2.1", &yes));
	assert_false(yes);
	assert_err(OK, auth_password(f->store, 0, str_of("correct horse"),
	    "192.0.2.1", &yes));
	assert_false(yes);
	snprintf(new, sizeof(new), "battery staple");
	args.new_password = str_of(new);
	args.password = password_of("not this one");
	assert_err(ERR_DENIED, try_act(f, who, ACT_PASSWORD_SET, args, NULL));
	snprintf(new, sizeof(new), "battery staple");
	args.password = password_of("correct horse");
	assert_err(OK, try_act(f, who, ACT_PASSWORD_SET, args, NULL));
	assert_err(OK, auth_password(f->store, anna,
	    str_of("battery staple"), "192.0.2.1", &yes));
	assert_true(yes);
}

static void
a_password_is_not_the_handle(void **state)
{
	struct forum	*f = *state;
	struct str	 out;
	struct refusal	 why = { 0 };

	assert_err(ERR_INPUT, auth_password_accept(str_of("Eloise-Martin"),
	    str_of("éloïse-martin"), f->arena, &out, &why));
	assert_non_null(why.msgid);
	assert_err(ERR_INPUT, auth_password_accept(str_of("court"),
	    str_of("anna"), f->arena, &out, &why));
	assert_err(OK, auth_password_accept(str_of("assez long"),
	    str_of("anna"), f->arena, &out, &why));
}

static void
a_key_lets_in_and_the_last_way_in_stays(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	struct act_args		 args = { .key_type = str_of(KEY_TYPE),
				    .key_blob = str_of(KEY_BLOB),
				    .name = str_of("portable") };
	struct act_result	 result;
	struct sshkey		*keys;
	struct who		 who = as(anna);
	uint64_t		 number;
	size_t			 count;
	bool			 yes;

	assert_err(OK, try_act(f, who, ACT_KEY_ADD, args, &result));
	assert_err(ERR_EXISTS, try_act(f, who, ACT_KEY_ADD, args, NULL));
	assert_err(OK, auth_key(f->store, anna, str_of(KEY_TYPE),
	    str_of(KEY_BLOB), &yes, &number));
	assert_true(yes);
	assert_int_equal(number, result.id);
	assert_true(query_key_exists(f->store, anna, number));
	assert_err(OK, auth_key_used(f->store, anna, number));
	assert_err(OK, query_keys(f->store, &who, f->arena, &keys, &count));
	assert_int_equal(count, 1);
	assert_int_equal(keys[0].seen, FORUM_T0);
	args.number = number;
	assert_err(ERR_INPUT, try_act(f, who, ACT_KEY_REMOVE, args, NULL));
	args.new_password = password_of("correct horse");
	assert_err(OK, try_act(f, who, ACT_PASSWORD_SET, args, NULL));
	args.password = password_of("correct horse");
	assert_err(OK, try_act(f, who, ACT_KEY_REMOVE, args, NULL));
	assert_false(query_key_exists(f->store, anna, number));
	assert_err(OK, auth_key(f->store, anna, str_of(KEY_TYPE),
	    str_of(KEY_BLOB), &yes, &number));
	assert_false(yes);
}

static void
only_sound_keys_are_kept(void **state)
{
	static const struct { const char *line; bool good; } lines[] = {
		{ KEY_TYPE " " KEY_BLOB " anna@portable\n", true },
		{ "  " KEY_TYPE "\t" KEY_BLOB, true },
		{ "ssh-dss " KEY_BLOB, false },
		{ "ssh-rsa " KEY_BLOB, false },
		{ KEY_TYPE " AAAA", false },
		{ KEY_TYPE " ****", false },
		{ KEY_TYPE, false },
		{ "", false },
		/* one byte short, then one byte long */
		{ KEY_TYPE " AAAAC3NzaC1lZDI1NTE5AAAAIB2Znp4WTz3Dm5IDtVXF7CP"
		    "xMvPC8Yo2QuFp3eaPzM", false },
		{ KEY_TYPE " " KEY_BLOB "AA==", false },
	};
	struct forum	*f = *state;
	struct sshkey	 key;
	size_t		 i;

	for (i = 0; i < LENGTH(lines); i++) {
		struct refusal	why = { 0 };
		enum err	e = auth_key_parse(str_of(lines[i].line),
				    f->arena, &key, &why);

		assert_int_equal(e == OK, lines[i].good);
		if (!lines[i].good)
			assert_non_null(why.msgid);
	}
	assert_err(OK, auth_key_parse(str_of(lines[0].line), f->arena, &key,
	    NULL));
	assert_true(str_equal(key.name, str_of("anna@portable")));
	assert_int_equal(key.fingerprint.len, 50);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

static void
one_address_asks_thirty_times_a_day(void **state)
{
	struct forum		*f = *state;
	struct act_result	 result;
	char			 handle[16];
	int			 i;

	for (i = 0; i < 31; i++) {
		snprintf(handle, sizeof(handle), "demande%d", i);
		assert_err(i < 30 ? OK : ERR_LIMIT, ask_to_join(f, handle, "",
		    &result));
	}
	clock_pin(clock_now() + 86400);
	assert_err(OK, ask_to_join(f, handle, "", &result));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(a_code_opens_an_account_at_once_and_only_once),
		with_forum(a_code_lapses_after_thirty_days),
		with_forum(three_invitations_may_be_open),
		with_forum(five_wrong_codes_an_hour_are_enough),
		with_forum(
		    wrong_codes_are_counted_by_network_where_addresses_abound),
		with_forum(a_request_waits_for_a_yes),
		with_forum(one_address_asks_thirty_times_a_day),
		with_forum(a_refused_request_frees_its_name),
		with_forum(
		    passwords_are_checked_and_changed_with_the_present_one),
		with_forum(a_password_is_not_the_handle),
		with_forum(a_key_lets_in_and_the_last_way_in_stays),
		with_forum(only_sound_keys_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
