/*
 * LMDB behind db.h.  What is not obvious from LMDB's own header:
 *
 * Growth.  A write transaction that starts with less than GROW_ROOM of its
 * map left grows the map first, so that a transaction of ordinary size never
 * meets MDB_MAP_FULL; other processes see MDB_MAP_RESIZED at their next begin
 * and follow.  Both are legal only while this process has no transaction.
 *
 * Readers.  One finished read transaction is kept, reset, and renewed by the
 * next: its slot in the lock file stays ours and holds no snapshot.
 *
 * A full disk.  A commit that cannot write its pages changes nothing, since
 * the meta page comes last.  If the meta page itself cannot be written LMDB
 * refuses all further work in the environment, which is then opened again.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "store/engine/db_lmdb.h"
#include "store/engine/lock_wait.h"
#include "store/engine/reserve.h"

static const size_t grow_room = (size_t)16 << 20;

static MDB_val
val_of(struct str s)
{
	return (MDB_val){ s.len, (void *)(uintptr_t)s.p };
}

static struct str
str_of_val(MDB_val v)
{
	return (struct str){ v.mv_data, v.mv_size };
}

/* --- transactions --- */

/* Another size of the map; 0: what others made it.  LMDB unmaps the old one
 * first, so there is no going on without the new one: one login ends. */
static bool
map_again(struct db *db, size_t size)
{
	if (mdb_env_set_mapsize(db->env, size) != 0)
		fatal("the store cannot be mapped with another size");
	db->mapped = false;
	return true;
}

/* After rc at a begin: true if it was mended and may be tried again. */
static bool
mend(struct db *db, int rc)
{
	if (rc == MDB_READERS_FULL)
		return db_clear_readers(db) > 0;
	if (db->open > 0)
		return false;
	if (rc == MDB_MAP_RESIZED)
		return map_again(db, 0);
	if (rc == MDB_PANIC)
		return db_reopen(db) == OK;
	return false;
}

static int
begin(struct db *db, unsigned flags, MDB_txn **out)
{
	int rc;

	for (int tries = 0; tries < 3; tries++) {
		if (flags == MDB_RDONLY && db->spare != NULL) {
			*out = db->spare;
			db->spare = NULL;
			if ((rc = mdb_txn_renew(*out)) != 0)
				mdb_txn_abort(*out);
		} else {
			lock_wait_begin();
			rc = mdb_txn_begin(db->env, NULL, flags, out);
			lock_wait_end();
		}
		if (rc == 0 || !mend(db, rc))
			return rc;
	}
	return rc;
}

static struct txn *
txn_new(struct db *db, MDB_txn *inner, bool write, bool reserve)
{
	struct txn *txn = xcalloc(1, sizeof(*txn));

	*txn = (struct txn){ .db = db, .txn = inner, .write = write,
	    .reserve = reserve };
	db->open++;
	return txn;
}

enum err
db_begin_read(struct db *db, struct txn **out)
{
	MDB_txn *inner;
	int rc = begin(db, MDB_RDONLY, &inner);

	if (rc != 0)
		return db_failed("begin to read", rc);
	if (!db->mapped)
		db_map_read_only(db, inner);
	*out = txn_new(db, inner, false, false);
	return OK;
}

/*
 * LMDB's own word for the last transaction is ahead of its readers while the
 * writer's last page is being synced: who believed it would look at the
 * counters too early, and not again.  So it only says that a look is due.
 */
uint64_t
db_last_txn(struct db *db)
{
	MDB_envinfo info;
	struct txn *txn;

	mdb_env_info(db->env, &info);
	if (info.me_last_txnid != db->seen && db_begin_read(db, &txn) == OK) {
		db->seen = mdb_txn_id(txn->txn);
		db_abort(txn);
	}
	return db->seen;
}

/* Bytes of the map, and how many of them the last commit uses. */
static void
map_use(struct db *db, size_t *size, size_t *used)
{
	MDB_envinfo info;
	MDB_stat st;

	mdb_env_info(db->env, &info);
	mdb_env_stat(db->env, &st);
	*size = info.me_mapsize;
	*used = (info.me_last_pgno + 1) * st.ms_psize;
}

static bool
short_of_map(struct db *db)
{
	size_t size, used;

	map_use(db, &size, &used);
	return size < used + grow_room;
}

/* Doubles the map until there is room; the caller has no transaction open. */
static void
grow(struct db *db)
{
	size_t size, used;

	map_use(db, &size, &used);
	while (size < used + grow_room)
		size *= 2;
	map_again(db, size);
}

static enum err
begin_write(struct db *db, bool reserve, struct txn **out)
{
	MDB_txn *inner;
	int rc;

	if (db->opts.read_only)
		return ERR_DENIED;
	if ((rc = begin(db, 0, &inner)) != 0)
		return db_failed("begin to write", rc);
	if (short_of_map(db) && db->open == 0) {
		mdb_txn_abort(inner);
		grow(db);
		if ((rc = begin(db, 0, &inner)) != 0)
			return db_failed("begin to write", rc);
	}
	if (reserve)
		reserve_release(db->dirfd, db->full);
	else
		reserve_refill(db->dirfd, false);
	*out = txn_new(db, inner, true, reserve);
	return OK;
}

enum err
db_begin_write(struct db *db, struct txn **out)
{
	return begin_write(db, false, out);
}

enum err
db_begin_reserve(struct db *db, struct txn **out)
{
	return begin_write(db, true, out);
}

/* After the end of a transaction, however it ended. */
static void
txn_end(struct txn *txn)
{
	txn->db->open--;
	if (txn->reserve)
		reserve_refill(txn->db->dirfd, true);
	free(txn);
}

enum err
db_commit(struct txn *txn)
{
	struct db *db = txn->db;
	enum err e;
	int rc;

	if (!txn->write) {
		db_abort(txn);
		return OK;
	}
	if (txn->full) {
		/* A put that found no room has spoilt the transaction. */
		mdb_txn_abort(txn->txn);
		e = ERR_FULL;
	} else {
		rc = mdb_txn_commit(txn->txn);
		e = rc == 0 ? OK : db_failed("commit", rc);
	}
	db->full = e == ERR_FULL;
	txn_end(txn);
	return e;
}

void
db_abort(struct txn *txn)
{
	if (txn == NULL)
		return;
	if (txn->write || txn->db->spare != NULL) {
		mdb_txn_abort(txn->txn);
	} else {
		mdb_txn_reset(txn->txn);
		txn->db->spare = txn->txn;
	}
	txn_end(txn);
}

const uint8_t *
db_checksum_key(const struct txn *txn)
{
	return txn->db->checksum_key;
}

/* --- values --- */

enum err
db_get(struct txn *txn, enum db_table t, struct str key, struct str *out)
{
	MDB_val k = val_of(key), v;
	int rc;

	/* A key that no row can have. */
	if (key.len == 0 || key.len > DB_KEY_MAX)
		return ERR_NOT_FOUND;
	if ((rc = mdb_get(txn->txn, txn->db->dbi[t], &k, &v)) != 0)
		return db_failed("read", rc);
	*out = str_of_val(v);
	return OK;
}

static enum err
put(struct txn *txn, enum db_table t, struct str key, struct str val,
    unsigned flags)
{
	MDB_val k = val_of(key), v = val_of(val);
	int rc = mdb_put(txn->txn, txn->db->dbi[t], &k, &v, flags);

	if (rc == MDB_KEYEXIST)
		return ERR_EXISTS;
	if (rc == EACCES || rc == EINVAL)
		fatal("a write in a transaction that only reads");
	if (rc == MDB_MAP_FULL || rc == MDB_TXN_FULL)
		txn->full = true;
	return rc == 0 ? OK : db_failed("write", rc);
}

enum err
db_put(struct txn *txn, enum db_table t, struct str key, struct str val)
{
	return put(txn, t, key, val, 0);
}

enum err
db_add(struct txn *txn, enum db_table t, struct str key, struct str val)
{
	return put(txn, t, key, val, MDB_NOOVERWRITE);
}

enum err
db_del(struct txn *txn, enum db_table t, struct str key)
{
	MDB_val k = val_of(key);
	int rc;

	if (key.len == 0 || key.len > DB_KEY_MAX)
		return ERR_NOT_FOUND;
	rc = mdb_del(txn->txn, txn->db->dbi[t], &k, NULL);
	if (rc == MDB_MAP_FULL || rc == MDB_TXN_FULL)
		txn->full = true;
	return rc == 0 ? OK : db_failed("delete", rc);
}

uint64_t
db_count(struct txn *txn, enum db_table t)
{
	MDB_stat st;

	return mdb_stat(txn->txn, txn->db->dbi[t], &st) == 0 ?
	    st.ms_entries : 0;
}

/* --- cursors --- */

enum err
db_cursor_open(struct txn *txn, enum db_table t, struct cursor **out)
{
	struct cursor *c = xcalloc(1, sizeof(*c));
	int rc = mdb_cursor_open(txn->txn, txn->db->dbi[t], &c->cursor);

	if (rc != 0) {
		free(c);
		return db_failed("open a cursor", rc);
	}
	c->txn = txn;
	*out = c;
	return OK;
}

void
db_cursor_close(struct cursor *c)
{
	if (c == NULL)
		return;
	mdb_cursor_close(c->cursor);
	free(c);
}

static enum err
move(struct cursor *c, MDB_cursor_op op, MDB_val k, struct str *key,
    struct str *val)
{
	MDB_val v;
	int rc = mdb_cursor_get(c->cursor, &k, &v, op);

	if (rc != 0)
		return db_failed("read on", rc);
	*key = str_of_val(k);
	*val = str_of_val(v);
	return OK;
}

enum err
db_seek(struct cursor *c, struct str from, struct str *key, struct str *val)
{
	return move(c, from.len == 0 ? MDB_FIRST : MDB_SET_RANGE,
	    val_of(from), key, val);
}

enum err
db_seek_before(struct cursor *c, struct str before, struct str *key,
    struct str *val)
{
	struct str k, v;
	enum err e;

	if (before.len == 0)
		return ERR_NOT_FOUND;
	e = move(c, MDB_SET_RANGE, val_of(before), &k, &v);
	if (e == ERR_NOT_FOUND)
		return move(c, MDB_LAST, (MDB_val){0}, key, val);
	return e != OK ? e : move(c, MDB_PREV, (MDB_val){0}, key, val);
}

enum err
db_next(struct cursor *c, struct str *key, struct str *val)
{
	return move(c, MDB_NEXT, (MDB_val){0}, key, val);
}

enum err
db_prev(struct cursor *c, struct str *key, struct str *val)
{
	return move(c, MDB_PREV, (MDB_val){0}, key, val);
}
