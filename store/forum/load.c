/*
 * load: records by their numbers, and the few indexes that name them.
 */
#include <sodium.h>
#include <string.h>

#include "store/base/address.h"
#include "store/forum/erase.h"

static enum err
load(struct txn *txn, enum record type, uint64_t id, struct arena *arena,
    void *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[type], key_str(&key), arena, out);
}

enum err
load_member(struct txn *txn, uint64_t id, struct arena *arena,
    struct member *out)
{
	enum err	e = load(txn, RECORD_MEMBER, id, arena, out);

	if (e == OK && (out->status == STATUS_GONE ||
	    erase_is_due(out, clock_now())))
		erase_veil(out);
	return e;
}

enum err
load_room(struct txn *txn, uint64_t id, struct arena *arena, struct room *out)
{
	return load(txn, RECORD_ROOM, id, arena, out);
}

enum err
load_thread(struct txn *txn, uint64_t id, struct arena *arena,
    struct thread *out)
{
	return load(txn, RECORD_THREAD, id, arena, out);
}

enum err
load_post(struct txn *txn, uint64_t id, struct arena *arena, struct post *out)
{
	return load(txn, RECORD_POST, id, arena, out);
}

enum err
load_text(struct txn *txn, uint64_t post, uint32_t revision,
    struct arena *arena, struct str *out)
{
	struct key		key = key_u64_u64(post, revision);
	struct post_text	text;
	enum err		e;

	e = record_get(txn, &record_types[RECORD_POST_TEXT], key_str(&key),
	    arena, &text);
	if (e == OK)
		*out = text.text;
	return e;
}

struct key
message_key(uint64_t member, uint64_t other, uint64_t number)
{
	return key_u64_u64_u64(member < other ? member : other,
	    member < other ? other : member, number);
}

bool
message_gone(const struct message *message, uint64_t member)
{
	return member == message->low ? message->gone_low :
	    message->gone_high;
}

enum err
load_talk(struct txn *txn, uint64_t member, uint64_t other,
    struct arena *arena, struct talk *out)
{
	struct key	key = key_u64_u64(member, other);

	return record_get(txn, &record_types[RECORD_TALK], key_str(&key),
	    arena, out);
}

/* A value of 8 bytes under a key of free bytes. */
static enum err
find(struct txn *txn, enum db_table table, struct str key, uint64_t *out)
{
	struct str	val;
	enum err	e;

	if (key.len == 0 || key.len > DB_KEY_MAX)
		return ERR_NOT_FOUND;
	if ((e = db_get(txn, table, key, &val)) != OK)
		return e;
	*out = key_get_u64(val, 0);
	return OK;
}

enum err
find_member(struct txn *txn, struct str handle, struct arena *arena,
    uint64_t *out)
{
	struct member	member;
	struct str	folded;
	enum err	e;

	if (handle.len > TEXT_LINE_MAX || !text_valid(handle) ||
	    text_handle_key(handle, arena, &folded) != OK)
		return ERR_NOT_FOUND;
	if ((e = find(txn, DB_HANDLE, folded, out)) != OK)
		return e;
	/* Until the keeper took the name away. */
	if ((e = load_member(txn, *out, arena, &member)) == OK &&
	    member.status == STATUS_GONE)
		e = ERR_NOT_FOUND;
	return e;
}

enum err
find_room(struct txn *txn, struct str name, uint64_t *out)
{
	return find(txn, DB_ROOM_NAME, name, out);
}

enum err
ordinal_post(struct txn *txn, uint64_t room, uint64_t ordinal, uint64_t *post,
    uint64_t *thread)
{
	struct key	key = key_u64_u64(room, ordinal);
	struct str	val;
	enum err	e;

	if ((e = db_get(txn, DB_ROOM_POST, key_str(&key), &val)) != OK)
		return e;
	*post = key_get_u64(val, 0);
	*thread = key_get_u64(val, 1);
	return OK;
}

static struct key
rate_key(uint64_t who, enum rate kind, uint64_t id, uint64_t day)
{
	return key_u64_u64_u64(who, (uint64_t)kind << FORUM_RATE_SHIFT | id,
	    day);
}

uint64_t
rate_get(struct txn *txn, uint64_t who, enum rate kind, uint64_t id,
    uint64_t day)
{
	struct key	key = rate_key(who, kind, id, day);
	struct str	val;

	if (db_get(txn, DB_RATE, key_str(&key), &val) != OK)
		return 0;
	return key_get_u64(val, 0);
}

struct key
room_thread_key(const struct thread *thread)
{
	return key_u64_u64_u64(thread->room, ~(uint64_t)thread->last_post,
	    ~thread->id);
}

uint64_t
room_thread_id(struct str key)
{
	return ~key_get_u64(key, 2);
}

enum err
rate_bump(struct txn *txn, uint64_t who, enum rate kind, uint64_t id,
    uint64_t day)
{
	struct key	key = rate_key(who, kind, id, day);
	struct key	val = key_u64(rate_get(txn, who, kind, id, day) + 1);

	return db_put(txn, DB_RATE, key_str(&key), key_str(&val));
}

uint64_t
rate_day(int64_t joined, int64_t now)
{
	return now <= joined ? 0 : (uint64_t)(now - joined) / FORUM_DAY;
}

uint64_t
rate_address(const char *address)
{
	static const unsigned char	key[crypto_shorthash_KEYBYTES] = "code";
	unsigned char			hash[crypto_shorthash_BYTES];
	char				from[ADDRESS_MAX];
	uint64_t			n;

	address_source(address, from);
	crypto_shorthash(hash, (const unsigned char *)from, strlen(from),
	    key);
	memcpy(&n, hash, sizeof(n));
	return n;
}
