/*
 * The environment: made, opened, opened again, told of as a whole.  See db.h;
 * what LMDB does behind it is in db.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/base/clock.h"
#include "store/engine/db_lmdb.h"
#include "store/engine/lock_wait.h"
#include "store/engine/reserve.h"

enum { DEFAULT_READERS = 8192 };
static const size_t default_map = (size_t)64 << 30;
static const char server_lock[] = "keeper.lock";	/* held while served */
static const char format[] = "1";
/* Named features of the store's content that this program knows. */
static const char *const features[] = { "forum" };
static const char features_made[] = "forum";

static const char *const table_names[] = {
#define X(id, name) name,
	DB_TABLES(X)
#undef X
};

const char *
db_table_name(enum db_table t)
{
	return table_names[t];
}

/* What an LMDB or system result means to a caller. */
static enum err
translate(int rc)
{
	switch (rc) {
	case 0:
		return OK;
	case MDB_NOTFOUND:
		return ERR_NOT_FOUND;
	case MDB_KEYEXIST:
		return ERR_EXISTS;
	case MDB_BAD_VALSIZE:
		return ERR_INPUT;
	case MDB_MAP_FULL:
	case MDB_TXN_FULL:
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case EIO:
		return ERR_FULL;
	case MDB_INVALID:
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
		return ERR_DAMAGED;
	case MDB_VERSION_MISMATCH:
		return ERR_NEWER;
	default:
		return ERR_IO;
	}
}

enum err
db_failed(const char *doing, int rc)
{
	enum err e = translate(rc);

	if (e == ERR_IO || e == ERR_DAMAGED || e == ERR_FULL)
		/* The log is never translated, as strerror() may be. */
		log_line(LOG_LEVEL_ERROR, "store: %s: %s", doing, rc > 0 &&
		    strerrordesc_np(rc) != NULL ? strerrordesc_np(rc) :
		    mdb_strerror(rc));
	return e;
}

/* --- opening --- */

static enum err
env_open(struct db *db)
{
	unsigned readers = db->opts.max_readers, found = 0;
	int rc;

	if (readers == 0)
		readers = DEFAULT_READERS;
	if (fchdir(db->dirfd) != 0)
		return ERR_IO;
	if (!db->opts.read_only)
		reserve_readers(db->dirfd, readers);
	if ((rc = mdb_env_create(&db->env)) != 0)
		return db_failed("create", rc);
	db->mapped = false;
	mdb_env_set_maxdbs(db->env, DB_TABLE_COUNT);
	mdb_env_set_maxreaders(db->env, readers);
	mdb_env_set_mapsize(db->env,
	    db->opts.map_size != 0 ? db->opts.map_size : default_map);
	rc = mdb_env_open(db->env, ".", MDB_NOTLS |
	    (db->opts.read_only ? MDB_RDONLY : 0), 0600);
	if (rc != 0) {
		mdb_env_close(db->env);
		db->env = NULL;
		return rc == ENOENT ? ERR_NOT_FOUND : db_failed("open", rc);
	}
	mdb_env_get_maxreaders(db->env, &found);
	if (found < readers)
		log_line(LOG_LEVEL_NOTICE, "store: room for %u readers, not "
		    "%u, until every program of this store has ended", found,
		    readers);
	return OK;
}

/* Opens the tables; makes those that are missing if `create`. */
static enum err
open_tables(struct db *db, bool create)
{
	MDB_txn *txn;
	int rc;

	lock_wait_begin();
	rc = mdb_txn_begin(db->env, NULL, create ? 0 : MDB_RDONLY, &txn);
	lock_wait_end();
	if (rc != 0)
		return db_failed("open", rc);
	for (size_t i = 0; i < DB_TABLE_COUNT; i++) {
		rc = mdb_dbi_open(txn, table_names[i],
		    create ? MDB_CREATE : 0, &db->dbi[i]);
		if (rc != 0) {
			mdb_txn_abort(txn);
			return rc == MDB_NOTFOUND ? ERR_NOT_FOUND :
			    db_failed("open a table", rc);
		}
	}
	rc = mdb_txn_commit(txn);
	return rc == 0 ? OK : db_failed("open tables", rc);
}

static enum err
meta_put(struct txn *txn, const char *name, const void *p, size_t len)
{
	return db_put(txn, DB_META, str_of(name), (struct str){ p, len });
}

static enum err
write_meta(struct db *db, bool test_clock)
{
	char now[24];
	struct txn *txn;
	enum err e;

	randombytes_buf(db->checksum_key, sizeof(db->checksum_key));
	clock_rfc3339(clock_now(), now);
	if ((e = db_begin_write(db, &txn)) != OK)
		return e;
	if ((e = meta_put(txn, "format", format, strlen(format))) != OK ||
	    (e = meta_put(txn, "features", features_made,
	    strlen(features_made))) != OK ||
	    (e = meta_put(txn, "created", now, strlen(now))) != OK ||
	    (e = meta_put(txn, "checksum_key", db->checksum_key,
	    sizeof(db->checksum_key))) != OK ||
	    (test_clock && (e = meta_put(txn, "test", "1", 1)) != OK)) {
		db_abort(txn);
		return e;
	}
	return db_commit(txn);
}

static struct db *
db_new(int dirfd, const struct db_options *opts)
{
	struct db *db = xcalloc(1, sizeof(*db));

	if (sodium_init() < 0)
		fatal("libsodium cannot be used");
	if (opts != NULL)
		db->opts = *opts;
	db->dirfd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return db;
}

enum err
db_create(int dirfd, bool test_clock)
{
	struct db *db;
	enum err e;

	if (faccessat(dirfd, "data.mdb", F_OK, 0) == 0)
		return ERR_EXISTS;
	db = db_new(dirfd, NULL);
	if ((e = reserve_create(dirfd)) != OK || (e = env_open(db)) != OK ||
	    (e = open_tables(db, true)) != OK ||
	    (e = write_meta(db, test_clock)) != OK)
		goto out;
	if (test_clock)
		e = clock_create(dirfd);
	/* The names of the new files, too, must survive a power cut. */
	if (e == OK && fsync(db->dirfd) != 0)
		e = translate(errno);
out:
	db_close(db);
	return e;
}

/* A comma-separated list of names: is each one known? */
static enum err
known_features(struct str names, struct refusal *why)
{
	while (names.len > 0) {
		const char *comma = memchr(names.p, ',', names.len);
		size_t len = comma == NULL ? names.len :
		    (size_t)(comma - names.p);
		struct str name = { names.p, len };
		bool known = false;
		char word[64] = "";

		for (size_t i = 0; i < LENGTH(features); i++)
			if (str_equal(name, str_of(features[i])))
				known = true;
		if (!known) {
			memcpy(word, name.p, len < 63 ? len : 63);
			refusal_set(why, N_("This store uses “%s”, which "
			    "this version of palabre does not know."), 0, word);
			return ERR_NEWER;
		}
		names.p += len + (comma != NULL);
		names.len -= len + (comma != NULL);
	}
	return OK;
}

/* Is this a store that we understand?  Takes its key and marks. */
static enum err
read_meta(struct db *db, struct refusal *why)
{
	struct txn *txn;
	struct str val;
	enum err e = db_begin_read(db, &txn);

	if (e != OK)
		return e;
	if ((e = db_get(txn, DB_META, str_of("format"), &val)) != OK)
		goto out;
	if (!str_equal(val, str_of(format))) {
		refusal_set(why, N_("This store has a format that this version "
		    "of palabre does not know."), 0, NULL);
		e = ERR_NEWER;
		goto out;
	}
	if ((e = db_get(txn, DB_META, str_of("features"), &val)) != OK ||
	    (e = known_features(val, why)) != OK ||
	    (e = db_get(txn, DB_META, str_of("checksum_key"), &val)) != OK)
		goto out;
	if (val.len != CHECKSUM_KEY_BYTES) {
		e = ERR_DAMAGED;
		goto out;
	}
	memcpy(db->checksum_key, val.p, val.len);
	db->test = db_get(txn, DB_META, str_of("test"), &val) == OK;
out:
	db_abort(txn);
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}

/* Those open in this process; a child's are its own (LMDB's rule). */
static struct db *opened;

/* LMDB's locks go with the first descriptor closed: a second environment on
 * one store would take them from the first. */
static void
note_open(struct db *db, const struct stat *st)
{
	for (const struct db *other = opened; other != NULL;
	    other = other->next)
		if (other->pid == getpid() && other->dev == st->st_dev &&
		    other->ino == st->st_ino)
			fatal("a store is opened twice in one process");
	db->pid = getpid();
	db->dev = st->st_dev;
	db->ino = st->st_ino;
	db->next = opened;
	opened = db;
}

static void
forget_open(const struct db *db)
{
	for (struct db **at = &opened; *at != NULL; at = &(*at)->next)
		if (*at == db) {
			*at = db->next;
			return;
		}
}

enum err
db_open(int dirfd, const struct db_options *opts, struct db **out,
    struct refusal *why)
{
	struct db *db;
	struct stat st;
	enum err e;

	refusal_set(why, NULL, 0, NULL);
	if (fstatat(dirfd, "data.mdb", &st, 0) != 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	/* LMDB would make a new store of an empty file. */
	if (st.st_size == 0)
		return ERR_DAMAGED;
	db = db_new(dirfd, opts);
	note_open(db, &st);
	if ((e = env_open(db)) != OK)
		goto fail;
	e = open_tables(db, false);
	/* A table that a newer palabre added to the list. */
	if (e == ERR_NOT_FOUND && !db->opts.read_only)
		e = open_tables(db, true);
	if (e == ERR_NOT_FOUND)
		e = ERR_DAMAGED;
	if (e != OK || (e = read_meta(db, why)) != OK)
		goto fail;
	if (db->test && (e = clock_map(dirfd)) != OK)
		goto fail;
	*out = db;
	return OK;
fail:
	db_close(db);
	return e;
}

static void
drop_spare(struct db *db)
{
	if (db->spare != NULL)
		mdb_txn_abort(db->spare);
	db->spare = NULL;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	forget_open(db);
	drop_spare(db);
	if (db->env != NULL)
		mdb_env_close(db->env);
	if (db->dirfd >= 0)
		close(db->dirfd);
	sodium_memzero(db->checksum_key, sizeof(db->checksum_key));
	free(db);
}

bool
db_is_test(const struct db *db)
{
	return db->test;
}

int
db_clear_readers(struct db *db)
{
	int dead = 0;

	lock_wait_begin();
	mdb_reader_check(db->env, &dead);
	lock_wait_end();
	return dead;
}

enum err
db_reopen(struct db *db)
{
	enum err e;

	if (db->open > 0)
		return ERR_IO;
	log_line(LOG_LEVEL_ERROR, "store: opened again after a failed write");
	drop_spare(db);
	mdb_env_close(db->env);
	db->env = NULL;
	if ((e = env_open(db)) != OK || (e = open_tables(db, false)) != OK)
		/* Nothing can be done without it: one login ends. */
		fatal("the store cannot be opened again");
	if (db->bulk)
		mdb_env_set_flags(db->env, MDB_NOSYNC, 1);
	return OK;
}

/* --- the whole store --- */

enum err
db_info(struct db *db, struct db_info *out)
{
	struct db_info made = {0};
	MDB_envinfo info;
	MDB_stat st;
	struct txn *txn;
	enum err e = db_begin_read(db, &txn);

	if (e != OK)
		return e;
	mdb_env_info(db->env, &info);
	mdb_env_stat(db->env, &st);
	made.map_size = info.me_mapsize;
	made.used = (info.me_last_pgno + 1) * st.ms_psize;
	made.readers = info.me_numreaders;
	made.max_readers = info.me_maxreaders;
	made.last_txn = info.me_last_txnid;
	for (size_t i = 0; i < DB_TABLE_COUNT; i++)
		if (mdb_stat(txn->txn, db->dbi[i], &st) == 0)
			made.entries[i] = st.ms_entries;
	db_abort(txn);
	*out = made;
	return OK;
}

enum err
db_bulk(struct db *db, bool on)
{
	struct flock held = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd, rc;

	if (on && (fd = openat(db->dirfd, server_lock,
	    O_RDWR | O_CLOEXEC | O_NOFOLLOW)) >= 0) {
		bool served = fcntl(fd, F_GETLK, &held) == 0 &&
		    held.l_type != F_UNLCK;

		close(fd);
		if (served)
			return ERR_DENIED;
	}
	rc = mdb_env_set_flags(db->env, MDB_NOSYNC, on);
	if (rc == 0 && !on)
		rc = mdb_env_sync(db->env, 1);
	db->bulk = on;
	return rc == 0 ? OK : db_failed("force to the disk", rc);
}
