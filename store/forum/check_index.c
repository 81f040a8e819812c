/* Rows without records: indexes and numbers.  See check.h. */
#include <inttypes.h>
#include <stdio.h>

#include "store/base/text.h"
#include "store/forum/casefile.h"
#include "store/forum/check.h"
#include "store/forum/forum.h"
#include "store/forum/glossary.h"
#include "store/forum/search.h"
#include "store/forum/share.h"

/* Bytes of keys and values of fixed length; 0: any length. */
static const struct { uint8_t key, val; } shapes[DB_TABLE_COUNT] = {
	[DB_HANDLE] = { 0, 8 }, [DB_ROOM_NAME] = { 0, 8 },
	[DB_ROOM_POST] = { 16, 16 }, [DB_COUNTER] = { 9, 8 },
	[DB_SEQUENCE] = { 0, 8 }, [DB_RATE] = { 24, 8 },
	[DB_ROOM_MEMBER] = { 16, 0 }, [DB_ROOM_THREAD] = { 24, 0 },
	[DB_VOICE] = { 16, 0 }, [DB_GODCHILD] = { 24, 0 },
	[DB_CASE_QUEUE] = { 16, 0 }, [DB_DECIDED] = { 16, 0 },
	[DB_SALT] = { 16, 32 }, [DB_WITHHELD] = { 16, 8 },
	[DB_JUDGED] = { 16, 16 }, [DB_RESERVED] = { 32, 0 },
	[DB_SEARCH_TODO] = { 16, 0 }, [DB_SEARCH_MOVE] = { 24, 8 },
};

static void
check_handle_row(struct check *c)
{
	struct member m;
	struct str folded;

	if (!check_load(c, RECORD_MEMBER, key_u64(key_get_u64(c->val, 0)), &m))
		check_damage(c, "its member does not exist");
	else if (text_handle_key(m.handle, c->arena, &folded) != OK ||
	    !str_equal(folded, c->key))
		check_damage(c, "its member has another name");
}

static void
check_queued(struct check *c)
{
	struct casefile file;

	if (!check_load(c, RECORD_CASE, key_u64(key_get_u64(c->key, 1)),
	    &file))
		check_damage(c, "its case does not exist");
	else if ((uint64_t)case_since(&file) != key_get_u64(c->key, 0))
		check_damage(c, "its case is queued elsewhere");
}

static void
check_room_name_row(struct check *c)
{
	struct room room;

	if (!check_load(c, RECORD_ROOM, key_u64(key_get_u64(c->val, 0)), &room))
		check_damage(c, "its room does not exist");
	else if (!str_equal(room.name, c->key))
		check_damage(c, "its room has another name");
}

static void
check_room_post_row(struct check *c)
{
	struct post post;

	if (!check_load(c, RECORD_POST, key_u64(key_get_u64(c->val, 0)), &post))
		check_damage(c, "its post does not exist");
	else if (post.room != key_get_u64(c->key, 0) ||
	    post.ordinal != key_get_u64(c->key, 1) ||
	    post.thread != key_get_u64(c->val, 1))
		check_damage(c, "its post stands elsewhere");
}

static void
check_room_thread_row(struct check *c)
{
	struct thread thread;

	if (!check_load(c, RECORD_THREAD, key_u64(room_thread_id(c->key)),
	    &thread))
		check_damage(c, "its thread does not exist");
	else if (thread.room != key_get_u64(c->key, 0) ||
	    ~(uint64_t)thread.last_post != key_get_u64(c->key, 1))
		check_damage(c, "its thread stands elsewhere");
}

/* What opening has not looked at: it refuses another format, or features
 * that are not known. */
static void
check_meta_row(struct check *c)
{
	char date[24];
	int64_t t;

	if (str_equal(c->key, str_of("created"))) {
		snprintf(date, sizeof(date), "%.*s", c->val.len < 23 ?
		    (int)c->val.len : 23, c->val.p);
		if (clock_parse(date, &t) != OK)
			check_damage(c, "it is no time");
	} else if ((str_equal(c->key, str_of("code_key")) &&
	    c->val.len != FORUM_CODE_KEY) || (c->val.len != 24 &&
	    str_equal(c->key, str_of("search")))) {
		check_damage(c, "the row is damaged");
	}
}

void
check_raw(struct check *c)
{
	struct voice voice;
	bool empty = c->table == DB_ROOM_MEMBER ||
	    c->table == DB_ROOM_THREAD || c->table == DB_SEARCH_TODO ||
	    c->table == DB_GLOSSARY || c->table == DB_GODCHILD ||
	    c->table == DB_CASE_QUEUE || c->table == DB_DECIDED ||
	    c->table == DB_RESERVED;

	if ((shapes[c->table].key != 0 && c->key.len != shapes[c->table].key) ||
	    (shapes[c->table].val != 0 && c->val.len != shapes[c->table].val) ||
	    (empty && c->val.len != 0)) {
		check_damage(c, "the row is damaged");
		return;
	}
	switch (c->table) {
	case DB_META:
		check_meta_row(c);
		break;
	case DB_HANDLE:
		check_handle_row(c);
		break;
	case DB_ROOM_NAME:
		check_room_name_row(c);
		break;
	case DB_ROOM_POST:
		check_room_post_row(c);
		break;
	case DB_ROOM_THREAD:
		check_room_thread_row(c);
		break;
	case DB_ROOM_MEMBER:
		check_wants(c, DB_ROOM, key_get_u64(c->key, 0), "room");
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 1), "member");
		break;
	case DB_SEARCH:
		check_search_row(c);
		break;
	case DB_SEARCH_DEAD:
		if (c->key.len != 16 || c->val.len != DEAD_BYTES)
			check_damage(c, "the row is damaged");
		break;
	case DB_SEARCH_TODO:
		check_wants(c, DB_POST, key_get_u64(c->key, 1), "post");
		break;
	case DB_SEARCH_MOVE:
		check_wants(c, DB_ROOM, key_get_u64(c->key, 0), "room");
		break;
	case DB_CASE_QUEUE:
		check_queued(c);
		break;
	case DB_SEQUENCE:
		/* the log is never shorter than it was */
		if (str_equal(c->key, str_of("log")))
			check_wants(c, DB_LOG, key_get_u64(c->val, 0),
			    "last entry of the log");
		break;
	case DB_JUDGED:
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 0), "member");
		check_wants(c, DB_CASE, key_get_u64(c->key, 1), "case");
		break;
	case DB_SALT:
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 0), "member");
		check_wants(c, DB_APPEAL, key_get_u64(c->key, 1), "appeal");
		break;
	case DB_DECIDED:
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 0), "member");
		check_wants(c, DB_DECISION, key_get_u64(c->key, 1),
		    "decision");
		break;
	case DB_WITHHELD:
		check_wants(c, DB_POST, key_get_u64(c->val, 0), "post");
		break;
	case DB_GODCHILD:
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 0), "sponsor");
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 2), "member");
		break;
	case DB_GLOSSARY:
		check_wants(c, DB_TERM, glossary_key_id(c->key), "term");
		break;
	case DB_VOICE:
		if (voice_read(c->val, &voice) == ERR_DAMAGED)
			check_damage(c, "the row is damaged");
		check_wants(c, DB_THREAD, key_get_u64(c->key, 0), "thread");
		check_wants(c, DB_MEMBER, key_get_u64(c->key, 1), "member");
		break;
	default:
		break;
	}
}
