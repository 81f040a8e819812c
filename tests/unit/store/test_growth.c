/* many processes that grow one small map at once, one of them killed. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

enum { WRITERS = 4, ROWS = 60, ROW_BYTES = 100000 };

/* ROWS values of this writer, each read back by another snapshot. */
static int
write_rows(uint64_t writer)
{
	const struct db_options small = { .map_size = 1 << 20 };
	char *val = xcalloc(ROW_BYTES, 1);
	struct refusal why;
	struct db *db;

	if (db_open(AT_FDCWD, &small, &db, &why) != OK)
		return 1;
	for (uint64_t i = 0; i < ROWS; i++) {
		struct key k = key_u64_u64(writer, i);
		struct txn *txn;
		struct str got;

		if (db_begin_write(db, &txn) != OK ||
		    db_put(txn, DB_TEXT, key_str(&k),
		    (struct str){ val, ROW_BYTES }) != OK ||
		    db_commit(txn) != OK)
			return 2;
		if (db_begin_read(db, &txn) != OK ||
		    db_get(txn, DB_TEXT, key_str(&k), &got) != OK ||
		    got.len != ROW_BYTES)
			return 3;
		db_abort(txn);
	}
	db_close(db);
	free(val);
	return 0;
}

/* Can the process write into the store through its map?  "sh" and "mw" are
 * what the kernel says then (proc_pid_smaps(5), VmFlags). */
static bool
map_is_writable(void)
{
	FILE *maps = fopen("/proc/self/smaps", "r");
	char line[512];
	bool store = false, found = false, writable = false;

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (strchr("0123456789abcdef", line[0]) != NULL)
			store = strstr(line, "/data.mdb") != NULL;
		if (!store || strncmp(line, "VmFlags:", 8) != 0)
			continue;
		found = true;
		writable |= strstr(line, " sh") != NULL ||
		    strstr(line, " mw") != NULL;
	}
	fclose(maps);
	assert_true(found);
	return writable;
}

static void
the_map_cannot_be_written_not_even_once_it_has_grown(void **state)
{
	const struct db_options small = { .map_size = 1 << 20 };
	struct refusal why;
	struct txn *txn;
	struct db *db;

	assert_int_equal(db_create(AT_FDCWD, false), OK);
	assert_int_equal(write_rows(1), 0);
	assert_int_equal(db_open(AT_FDCWD, &small, &db, &why), OK);
	assert_false(map_is_writable());
	for (uint64_t i = 0; i < 400; i++) {
		struct key k = key_u64(i);
		char val[ROW_BYTES] = "";

		assert_int_equal(db_begin_write(db, &txn), OK);
		assert_int_equal(db_put(txn, DB_TEXT, key_str(&k),
		    (struct str){ val, sizeof(val) }), OK);
		assert_int_equal(db_commit(txn), OK);
	}
	assert_int_equal(db_begin_read(db, &txn), OK);
	db_abort(txn);
	assert_false(map_is_writable());
	db_close(db);
}

static void
processes_grow_the_map_at_once(void **state)
{
	struct db_info info;
	struct db *db;
	pid_t pids[WRITERS + 1];
	int status;

	db_close(scratch_store(1 << 20));
	for (uint64_t i = 0; i <= WRITERS; i++)
		if ((pids[i] = fork()) == 0)
			_exit(write_rows(i));
	usleep(100000);
	kill(pids[WRITERS], SIGKILL);
	for (int i = 0; i <= WRITERS; i++) {
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		if (i < WRITERS)
			assert_int_equal(status, 0);
	}
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	assert_int_equal(db_info(db, &info), OK);
	assert_true(info.entries[DB_TEXT] >= WRITERS * ROWS);
	db_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    the_map_cannot_be_written_not_even_once_it_has_grown,
		    scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(
		    processes_grow_the_map_at_once, scratch_setup,
		    scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
