/* A sound store passes; each kind of damage is named by table and key. */
#include "forum_fixture.h"

#include "store/forum/check.h"

#include <stdio.h>
#include <string.h>

struct said { char lines[16][256]; size_t count; };

static void
hear(void *arg, const char *line)
{
	struct said	*said = arg;

	if (said->count < LENGTH(said->lines))
		snprintf(said->lines[said->count], sizeof(said->lines[0]),
		    "%s", line);
	said->count++;
}

static void
check(struct forum *f, struct said *said)
{
	uint64_t	damages = 99;

	memset(said, 0, sizeof(*said));
	assert_err(OK, check_store(store_db(f->store), hear, said, &damages));
	assert_int_equal(damages, said->count);
}

static void
assert_said(const struct said *said, const char *line)
{
	size_t	i;

	for (i = 0; i < said->count && i < LENGTH(said->lines); i++)
		if (strcmp(said->lines[i], line) == 0)
			return;
	for (i = 0; i < said->count && i < LENGTH(said->lines); i++)
		print_message("said: %s\n", said->lines[i]);
	fail_msg("nobody said: %s", line);
}

/* Two rooms, three members, two threads, a tombstone: 1 opens, 2 and 3
 * answer, 3 is deleted, 4 opens another. */
static void
fill(struct forum *f)
{
	struct act_args	gone = { .post = 3 };
	uint64_t	anna = member_add(f, "anna");
	uint64_t	bela = member_add(f, "Béla");
	uint64_t	room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	other = room_add(f, "coin", VISIBILITY_PRIVATE);
	uint64_t	top = thread_open(f, anna, room, "Un fil", "Un.");

	room_allow(f, other, anna);
	assert_int_equal(reply_to(f, bela, top, "Deux."), 2);
	assert_int_equal(reply_to(f, anna, 2, "Trois."), 3);
	assert_err(OK, try_act(f, as(anna), ACT_POST_DELETE, gone, NULL));
	assert_int_equal(thread_open(f, anna, other, "Autre", "Quatre."), 4);
	mandate_add(f, bela, ROLE_FACILITATOR, room, 0);
}

static struct txn *
begin(struct forum *f)
{
	struct txn	*txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	return txn;
}

static void
put(struct forum *f, enum db_table t, struct key key, struct str val)
{
	struct txn	*txn = begin(f);

	assert_err(OK, db_put(txn, t, key_str(&key), val));
	assert_err(OK, db_commit(txn));
}

static void
del(struct forum *f, enum db_table t, struct key key)
{
	struct txn	*txn = begin(f);

	assert_err(OK, db_del(txn, t, key_str(&key)));
	assert_err(OK, db_commit(txn));
}

static void
a_sound_store_has_no_damage(void **state)
{
	struct forum	*f = *state;
	struct said	 said;

	check(f, &said);
	assert_int_equal(said.count, 0);
	fill(f);
	check(f, &said);
	if (said.count > 0)
		fail_msg("said: %s", said.lines[0]);
}

static void
a_changed_byte_is_named_by_table_and_key(void **state)
{
	struct forum	*f = *state;
	struct key	 key = key_u64(2);
	struct txn	*txn;
	struct said	 said;
	struct str	 val;
	char		*copy;

	fill(f);
	txn = begin(f);
	assert_err(OK, db_get(txn, DB_POST, key_str(&key), &val));
	copy = arena_memdup0(f->arena, val.p, val.len);
	copy[val.len / 2] ^= 4;
	assert_err(OK, db_put(txn, DB_POST, key_str(&key),
	    (struct str){ copy, val.len }));
	assert_err(OK, db_commit(txn));
	check(f, &said);
	assert_said(&said, "post 2: the record is damaged");
}

static void
what_leads_nowhere_is_found(void **state)
{
	struct forum	*f = *state;
	struct key	 one = key_u64(1);
	struct said	 said;

	fill(f);
	del(f, DB_HANDLE, key_bytes("bela", 4));
	put(f, DB_HANDLE, key_bytes("nobody", 6), key_str(&one));
	del(f, DB_ROOM_POST, key_u64_u64(1, 2));
	del(f, DB_THREAD_POST, key_u64_u64(1, 2));
	del(f, DB_TEXT, key_u64_u64(2, 1));
	del(f, DB_VOICE, key_u64_u64(1, 2));
	del(f, DB_DEAD, key_u64(1));
	check(f, &said);
	assert_said(&said, "member 2: table handle does not lead to it");
	assert_said(&said, "handle \"nobody\": its member has another name");
	assert_said(&said, "post 2: table room_post does not lead to it");
	assert_said(&said, "post 2: its row in thread_post is not there");
	assert_said(&said, "post 2: its text is not there");
	assert_said(&said, "thread 1: says 2 voices, there are 1");
	assert_said(&said, "thread 1: says 3 posts, there are 2");
	assert_said(&said, "thread 1: its ordinals are not those of its posts");
	assert_said(&said, "room 1: says 3 posts, there are 2");
	assert_said(&said, "post 3: table dead says otherwise of it");
}

static void
what_belongs_to_nobody_is_found(void **state)
{
	struct forum	*f = *state;
	struct key	 zero = key_u64(0);
	struct said	 said;

	fill(f);
	del(f, DB_ROOM, key_u64(2));
	put(f, DB_SEQUENCE, key_bytes("post", 4), key_str(&zero));
	put(f, DB_RATE, key_u64(1), key_str(&zero));
	check(f, &said);
	assert_said(&said, "thread 4: its room 2 does not exist");
	assert_said(&said, "room_name \"coin\": its room does not exist");
	assert_said(&said, "room_member 2.1: its room 2 does not exist");
	assert_said(&said, "post 1: sequence \"post\" is behind it");
	assert_said(&said, "rate 1: the row is damaged");
}

static void
what_should_have_gone_with_a_post_is_found(void **state)
{
	struct forum		*f = *state;
	struct post_text	 left = { .post = 3, .revision = 1,
				    .text = str_of("Trois.") };
	struct post_text	 ahead = { .post = 2, .revision = 2,
				    .text = str_of("Deux et demi.") };
	struct key		 key = key_u64_u64(3, 1);
	struct txn		*txn;
	struct said		 said;

	fill(f);
	txn = begin(f);
	assert_err(OK, record_put(txn, &record_types[RECORD_POST_TEXT],
	    key_str(&key), &left));
	key = key_u64_u64(2, 2);
	assert_err(OK, record_put(txn, &record_types[RECORD_POST_TEXT],
	    key_str(&key), &ahead));
	assert_err(OK, db_commit(txn));
	check(f, &said);
	assert_said(&said, "text 3.1: its post was deleted");
	assert_said(&said, "text 2.2: its post does not know this revision");
}

static void
a_changed_row_of_meta_is_found(void **state)
{
	struct forum	*f = *state;
	struct said	 said;

	fill(f);
	put(f, DB_META, key_bytes("created", 7), str_of("2026-13-01"));
	put(f, DB_META, key_bytes("code_key", 8), str_of("short"));
	check(f, &said);
	assert_said(&said, "meta \"created\": it is no time");
	assert_said(&said, "meta \"code_key\": the row is damaged");
	assert_int_equal(said.count, 2);
}

#define ON_FORUM(test) \
	cmocka_unit_test_setup_teardown(test, forum_setup, forum_teardown)

/* Rates of one member, an odd one first and last. */
static struct key
rate(uint64_t i)
{
	return key_u64_u64_u64(1, (uint64_t)RATE_POSTS << FORUM_RATE_SHIFT, i);
}

static void
mend_the_last(void *arg, const char *line)
{
	struct forum	*f = arg;
	struct key	 val = key_u64(1);

	put(f, DB_RATE, rate(CHECK_BATCH + 10), key_str(&val));
}

static void
a_check_lets_go_of_its_snapshot_on_the_way(void **state)
{
	struct forum	*f = *state;
	struct key	 key, val = key_u64(1);
	struct txn	*txn;
	uint64_t	 i, damages;

	fill(f);
	txn = begin(f);
	for (i = 0; i <= CHECK_BATCH + 10; i++) {
		key = rate(i);
		assert_err(OK, db_put(txn, DB_RATE, key_str(&key),
		    i == 0 || i == CHECK_BATCH + 10 ? str_of("odd") :
		    key_str(&val)));
	}
	assert_err(OK, db_commit(txn));
	assert_err(OK, check_store(store_db(f->store), mend_the_last, f,
	    &damages));
	assert_int_equal(damages, 1);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		ON_FORUM(a_sound_store_has_no_damage),
		ON_FORUM(a_changed_byte_is_named_by_table_and_key),
		ON_FORUM(what_leads_nowhere_is_found),
		ON_FORUM(what_belongs_to_nobody_is_found),
		ON_FORUM(what_should_have_gone_with_a_post_is_found),
		ON_FORUM(a_changed_row_of_meta_is_found),
		ON_FORUM(a_check_lets_go_of_its_snapshot_on_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
