/*
 * auth: names, passwords and codes at the door.
 */
#include "store/forum/auth.h"
#include "store/forum/deed.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* Argon2id: two passes over 19 MiB, about 14 ms (tech-notes 2.1). */
#define AUTH_OPS	2ULL
#define AUTH_MEM	(19456ULL * 1024)
enum { SLOT_WAIT_MS = 20000, WRONG_CODES = 5, HOUR = 3600 };

/*
 * The hash of 32 random bytes that nobody kept, made with the parameters
 * above: the work for names that nobody has.
 */
static const char nobody_hash[] =
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "cdvtwt3JLuTFM/6k8QThsg$gANn3grCYJyEcPxLJ6KoS1RNsvkpL4A2X0tct6pW6VI";

static bool
may_log_in(uint8_t status)
{
	return status == STATUS_NEWCOMER || status == STATUS_MEMBER;
}

static enum err
secret_get(struct txn *txn, uint64_t member, struct arena *arena,
    struct secret *out)
{
	struct key	key = key_u64(member);

	return record_get(txn, &record_types[RECORD_SECRET], key_str(&key),
	    arena, out);
}

/* --- names --- */

static enum err
member_describe(struct store *store, struct txn *txn, uint64_t id,
    struct arena *arena, struct auth_member *out)
{
	struct secret	secret;
	struct caller	caller;
	struct member	member;
	struct who	who = { .member = id };
	enum err	e;

	e = caller_load(store, txn, &who, arena, &caller, &member, NULL);
	if (e != OK || !may_log_in(member.status))
		return e;
	e = secret_get(txn, id, arena, &secret);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	out->has_password = e == OK;
	out->member = id;
	out->language = member.language;
	out->staff = caller.moderator || caller.guarantor || caller.sysop;
	snprintf(out->handle, sizeof(out->handle), "%.*s",
	    (int)member.handle.len, member.handle.p);
	return OK;
}

enum err
auth_find(struct store *store, struct str name, struct auth_member *out)
{
	struct auth_member	 found = { 0 };
	struct arena		*arena = arena_new();
	struct txn		*txn;
	uint64_t		 id;
	enum err		 e;

	if ((e = db_begin_read(store_db(store), &txn)) == OK) {
		e = find_member(txn, name, arena, &id);
		if (e == OK)
			e = member_describe(store, txn, id, arena, &found);
		db_abort(txn);
	}
	arena_free(arena);
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (e == OK)
		*out = found;
	return e;
}

/* --- passwords --- */

enum err
auth_password_accept(struct str password, struct str handle,
    struct arena *arena, struct str *out, struct refusal *why)
{
	struct str	accepted, a, b;
	enum err	e;

	e = text_accept(TEXT_PASSWORD, password, arena, &accepted, why);
	if (e != OK)
		return e;
	a = text_fold(accepted, arena);
	b = text_fold(handle, arena);
	if (handle.len > 0 && str_equal(a, b)) {
		refusal_set(why, N_("The password is the name itself: another"
		    " one?"), 0, NULL);
		e = ERR_INPUT;
	}
	if (a.p != accepted.p)
		sodium_memzero((void *)(uintptr_t)a.p, a.len);
	if (e == OK)
		*out = accepted;
	return e;
}

/*
 * A slot.  Where the files of slots cannot be opened (a full disk), hashing
 * goes on without: a login never needs a write.
 */
static enum err
slot_take(struct store *store, const char *address, int *slot)
{
	enum err	e;

	*slot = -1;
	e = auth_slot_take(store->dirfd, address, SLOT_WAIT_MS, slot);
	return e == ERR_IO ? OK : e;
}

enum err
auth_hash(struct store *store, struct str password, const char *address,
    struct arena *arena, struct str *out)
{
	char		*hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
	int		 slot, failed;
	enum err	 e;

	if ((e = slot_take(store, address, &slot)) != OK)
		return e;
	failed = crypto_pwhash_str_alg(hash, password.p, password.len,
	    AUTH_OPS, AUTH_MEM, crypto_pwhash_ALG_ARGON2ID13);
	auth_slot_give(slot);
	if (failed)
		fatal("no memory to hash a password");
	*out = str_of(hash);
	return OK;
}

/* The hash to compare with, and whether a match would count. */
static enum err
hash_find(struct store *store, uint64_t member, struct arena *arena,
    const char **hash, bool *counts)
{
	struct secret	 secret;
	struct txn	*txn;
	enum err	 e;

	*hash = nobody_hash;
	*counts = false;
	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	e = secret_get(txn, member, arena, &secret);
	db_abort(txn);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	*hash = arena_memdup0(arena, secret.hash.p, secret.hash.len);
	*counts = secret.expires == 0 || clock_now() < secret.expires;
	return OK;
}

enum err
auth_password(struct store *store, uint64_t member, struct str password,
    const char *address, bool *yes)
{
	struct arena	*arena = arena_new();
	struct str	 typed;
	const char	*hash;
	bool		 counts, same;
	int		 slot;
	enum err	 e;

	if ((e = hash_find(store, member, arena, &hash, &counts)) != OK ||
	    (e = slot_take(store, address, &slot)) != OK) {
		arena_free(arena);
		return e;
	}
	if (text_accept(TEXT_PASSWORD, password, arena, &typed, NULL) != OK) {
		typed = str_of("");		/* the same work all the same */
		counts = false;
	}
	same = crypto_pwhash_str_verify(hash, typed.p, typed.len) == 0;
	auth_slot_give(slot);
	if (typed.len > 0)
		sodium_memzero((void *)(uintptr_t)typed.p, typed.len);
	arena_free(arena);
	*yes = same && counts;
	return OK;
}

/* --- invitation codes --- */

static void
wrong_code_note(struct store *store, uint64_t who, uint64_t hour)
{
	struct txn	*txn;

	if (db_begin_write(store_db(store), &txn) != OK)
		return;
	if (rate_bump(txn, who, RATE_WRONG_CODE, 0, hour) == OK)
		(void)db_commit(txn);
	else
		db_abort(txn);
}

static enum err
code_find(struct txn *txn, struct str code, struct arena *arena,
    uint64_t *by, struct str *sponsor)
{
	struct str	hash = code_hash(txn, code, arena);
	struct invite	invite;
	struct member	member;
	enum err	e;

	if (hash.len == 0)
		return ERR_NOT_FOUND;
	e = record_get(txn, &record_types[RECORD_INVITE], hash, arena,
	    &invite);
	if (e != OK)
		return e;
	if (invite.used_by != 0 || invite.expires <= clock_now())
		return ERR_NOT_FOUND;
	if ((e = load_member(txn, invite.by, arena, &member)) != OK)
		return e;
	*by = invite.by;
	*sponsor = member.handle;
	return OK;
}

enum err
auth_code(struct store *store, struct str code, const char *address,
    struct arena *arena, uint64_t *by, struct str *sponsor)
{
	uint64_t	 who = rate_address(address);
	uint64_t	 hour = (uint64_t)clock_now() / HOUR;
	struct txn	*txn;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	if (rate_get(txn, who, RATE_WRONG_CODE, 0, hour) >= WRONG_CODES)
		e = ERR_LIMIT;
	else
		e = code_find(txn, code, arena, by, sponsor);
	db_abort(txn);
	if (e == ERR_NOT_FOUND)
		wrong_code_note(store, who, hour);
	return e;
}
