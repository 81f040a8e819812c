/*
 * db_lmdb: what db.c, db_env.c, db_map.c and db_scrub.c share, the only
 * files that see LMDB.
 * Included by nobody else (tests/lint/layers.sh holds that).
 */
#ifndef DB_LMDB_H
#define DB_LMDB_H

#include <lmdb.h>
#include <sys/types.h>

#include "store/engine/db.h"

enum { CHECKSUM_KEY_BYTES = 16 };

struct db {
	MDB_env *env;
	MDB_dbi dbi[DB_TABLE_COUNT];
	MDB_txn *spare;		/* a reset read transaction, or NULL */
	uint64_t seen;		/* the last transaction that a reader saw */
	unsigned open;		/* transactions open now */
	int dirfd;		/* ours */
	struct db *next;	/* another store open in this process */
	dev_t dev;		/* of data.mdb, with ino and the process */
	ino_t ino;
	pid_t pid;
	struct db_options opts;
	bool test, full, bulk;	/* full: a commit found the disk full */
	bool mapped;		/* as db_map_read_only() wants it */
	uint8_t checksum_key[CHECKSUM_KEY_BYTES];
};

struct txn {
	struct db *db;
	MDB_txn *txn;
	bool write, reserve, full;
};

struct cursor {
	struct txn *txn;
	MDB_cursor *cursor;
};

/* What an LMDB or system result means to a caller, with one log line for what
 * nobody expects. */
enum err db_failed(const char *doing, int rc);
/* Opens the environment again after LMDB gave it up (MDB_PANIC): ERR_IO while
 * a transaction is open; ends the process if it cannot be opened. */
enum err db_reopen(struct db *);

/* Maps the file again, so that it cannot be written through the map; once for
 * each mapping, in a transaction that reads.  Where LMDB's files are not as we
 * know them, nothing changes. */
void db_map_read_only(struct db *, MDB_txn *reader);

#endif
