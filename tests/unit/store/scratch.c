/* A directory of its own for each test.  See scratch.h. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

int
scratch_setup(void **state)
{
	const char *tmp = getenv("TMPDIR");
	char *path = xasprintf("%s/scratch.XXXXXX",
	    tmp != NULL ? tmp : "/tmp");

	if (mkdtemp(path) == NULL || chdir(path) != 0)
		return -1;
	*state = path;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

int
scratch_teardown(void **state)
{
	int rc = chdir("/");

	rc |= nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(*state);
	return rc;
}

struct db *
scratch_store(size_t map_size)
{
	struct db_options opts = { .map_size = map_size, .max_readers = 64 };
	struct db *db;

	assert_int_equal(db_create(AT_FDCWD, false), OK);
	assert_int_equal(db_open(AT_FDCWD, &opts, &db, NULL), OK);
	return db;
}

uint64_t
scratch_random(uint64_t below)
{
	static uint64_t x = 88172645463325252u;

	/* xorshift64 (G. Marsaglia, Xorshift RNGs, 2003). */
	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x % below;
}

enum err
put_one(struct db *db, uint64_t n, size_t size)
{
	struct key k = key_u64(n);
	char *val = xcalloc(size + 1, 1);
	struct txn *txn;
	enum err e = db_begin_write(db, &txn);

	if (e == OK) {
		e = db_put(txn, DB_TEXT, key_str(&k),
		    (struct str){ val, size });
		if (e == OK)
			e = db_commit(txn);
		else
			db_abort(txn);
	}
	free(val);
	return e;
}

bool
has(struct db *db, uint64_t n)
{
	struct key k = key_u64(n);
	struct txn *txn;
	struct str val;
	enum err e;

	assert_int_equal(db_begin_read(db, &txn), OK);
	e = db_get(txn, DB_TEXT, key_str(&k), &val);
	db_abort(txn);
	assert_true(e == OK || e == ERR_NOT_FOUND);
	return e == OK;
}
