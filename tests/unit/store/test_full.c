/*
 * A disk without a free byte, for real: a small file system that is filled to
 * its end.  Skipped where one may not be mounted.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

enum { READERS = 200 };

/* A file system of its own, with a store, as the current directory. */
static void
small_enter(void)
{
	if (mkdir("small", 0700) != 0 || mount("none", "small", "tmpfs", 0,
	    "size=12m") != 0) {
		print_message("skipped: a small file system needs root\n");
		skip();
	}
	assert_int_equal(chdir("small"), 0);
	assert_int_equal(db_create(AT_FDCWD, false), OK);
}

static void
small_leave(void)
{
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(umount("small"), 0);
}

/* Puts until the store finds no room, then takes what is left for others. */
static uint64_t
fill_up(struct db *db)
{
	char block[4096] = {0};
	uint64_t n = 0;
	enum err e;
	int fill;

	while ((e = put_one(db, ++n, 100000)) == OK)
		assert_true(n < 1000);
	assert_int_equal(e, ERR_FULL);
	fill = open("fill", O_WRONLY | O_CREAT, 0600);
	while (write(fill, block, sizeof(block)) > 0)
		;
	close(fill);
	assert_int_equal(put_one(db, n, 100000), ERR_FULL);
	assert_false(has(db, n));
	return n;
}

static enum err
delete_one(struct db *db, uint64_t n)
{
	struct key k = key_u64(n);
	struct txn *txn;
	enum err e = db_begin_reserve(db, &txn);

	if (e != OK)
		return e;
	if ((e = db_del(txn, DB_TEXT, key_str(&k))) == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

static void
a_full_disk_still_lets_a_deed_of_the_reserve_through(void **state)
{
	struct db *db;
	uint64_t n;

	small_enter();
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	n = fill_up(db);
	for (uint64_t i = 1; i < n; i++)
		assert_int_equal(delete_one(db, i), OK);
	/* Freed pages take new posts, though the disk is as full as before. */
	assert_int_equal(put_one(db, n, 100000), OK);
	db_close(db);
	small_leave();
}

/* A process that reads, and stays with its slot; false if it ended instead. */
static bool
reader_start(pid_t *pid)
{
	int ready[2];
	bool reads;
	char c;

	assert_int_equal(pipe2(ready, O_CLOEXEC), 0);
	if ((*pid = fork()) == 0) {
		struct db *own;

		/* The test's own handler would go on in the child. */
		signal(SIGBUS, SIG_DFL);
		if (db_open(AT_FDCWD, NULL, &own, NULL) == OK &&
		    has(own, 1) && write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	close(ready[1]);
	reads = read(ready[0], &c, 1) == 1;
	close(ready[0]);
	return reads;
}

/* The table of readers is written through a mapping, where a disk without
 * room ends the process. */
static void
a_full_disk_still_lets_readers_in(void **state)
{
	pid_t pids[READERS];
	struct db *db;
	unsigned came = 0;

	small_enter();
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	fill_up(db);
	for (size_t i = 0; i < READERS; i++)
		came += reader_start(&pids[i]);
	for (size_t i = 0; i < READERS; i++) {
		kill(pids[i], SIGKILL);
		assert_int_equal(waitpid(pids[i], NULL, 0), pids[i]);
	}
	db_close(db);
	small_leave();
	assert_int_equal(came, READERS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_full_disk_still_lets_a_deed_of_the_reserve_through,
		    scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(
		    a_full_disk_still_lets_readers_in,
		    scratch_setup, scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
