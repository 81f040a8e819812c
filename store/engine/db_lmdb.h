/*
 * db_lmdb: what db.c and db_env.c share, the only files that see LMDB.
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

#endif
