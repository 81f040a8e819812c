/* The engine behind db.h: transactions, cursors, and what goes wrong. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scratch.h"

static int
wait_for(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/*
 * Whoever was to be woken was killed, and the lock was taken again before the
 * kernel saw it: the word of the lock (LMDB's writers' mutex, at byte 64 of
 * lock.mdb) then says that nobody waits though somebody does, and its release
 * wakes nobody.
 */
static void
a_lost_wake_up_holds_a_writer_up_for_a_moment_only(void **state)
{
	enum { WORD = 64 };
	const uint32_t waiters = 0x80000000u;
	struct db *db = scratch_store(0);
	struct txn *txn;
	uint32_t *words, *lock;
	int fd, status = -1;
	pid_t pid;

	fd = open("lock.mdb", O_RDWR);
	assert_true(fd >= 0);
	words = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_ptr_not_equal(words, MAP_FAILED);
	lock = &words[WORD / sizeof(*words)];
	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(*lock, getpid());
	if ((pid = fork()) == 0) {
		struct db *mine;

		if (db_open(AT_FDCWD, NULL, &mine, NULL) != OK)
			_exit(1);
		_exit(put_one(mine, 1, 10) == OK ? 0 : 2);
	}
	for (int i = 0; i < 500 && !(__atomic_load_n(lock, __ATOMIC_SEQ_CST) &
	    waiters); i++)
		usleep(10000);
	/* It sleeps soon after it said that it waits. */
	usleep(50000);
	assert_true(__atomic_fetch_and(lock, ~waiters, __ATOMIC_SEQ_CST) &
	    waiters);
	db_abort(txn);
	for (int i = 0; i < 1000 && waitpid(pid, &status, WNOHANG) == 0; i++)
		usleep(10000);
	if (status == -1)
		kill(pid, SIGKILL);
	assert_int_equal(status, 0);
	assert_true(has(db, 1));
	munmap(words, 4096);
	close(fd);
	db_close(db);
}

static void
a_store_is_made_once_and_opened(void **state)
{
	struct db_info info;
	struct db *db;

	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), ERR_NOT_FOUND);
	assert_int_equal(db_create(AT_FDCWD, false), OK);
	assert_int_equal(db_create(AT_FDCWD, false), ERR_EXISTS);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	assert_false(db_is_test(db));
	assert_int_equal(db_info(db, &info), OK);
	assert_int_equal(info.max_readers, 8192);
	assert_int_equal(info.map_size, (uint64_t)64 << 30);
	assert_true(info.entries[DB_META] >= 4);
	assert_int_equal(info.last_txn, db_last_txn(db));
	db_close(db);
}

static void
an_unknown_feature_is_refused_by_its_name(void **state)
{
	struct db *db = scratch_store(0);
	struct refusal why;
	struct txn *txn;

	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(db_put(txn, DB_META, str_of("features"),
	    str_of("forum,telepathy")), OK);
	assert_int_equal(db_commit(txn), OK);
	db_close(db);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, &why), ERR_NEWER);
	assert_string_equal(why.word, "telepathy");
}

static void
what_is_no_store_is_refused(void **state)
{
	int fd = open("data.mdb", O_WRONLY | O_CREAT, 0600);
	char junk[8192] = "no store";
	struct db *db;

	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), ERR_DAMAGED);
	assert_int_equal(write(fd, junk, sizeof(junk)), sizeof(junk));
	close(fd);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), ERR_DAMAGED);
}

static void
values_keys_and_cursors_keep_their_order(void **state)
{
	struct db *db = scratch_store(0);
	struct key k;
	struct cursor *c;
	struct txn *txn;
	struct str key, val;

	assert_int_equal(db_begin_write(db, &txn), OK);
	for (uint64_t n = 10; n <= 50; n += 10) {
		k = key_u64(n);
		assert_int_equal(db_add(txn, DB_POST, key_str(&k),
		    key_str(&k)), OK);
		assert_int_equal(db_add(txn, DB_POST, key_str(&k),
		    key_str(&k)), ERR_EXISTS);
	}
	assert_int_equal(db_put(txn, DB_POST, str_of(""), str_of("x")),
	    ERR_INPUT);
	assert_int_equal(db_commit(txn), OK);
	assert_int_equal(db_begin_read(db, &txn), OK);
	assert_int_equal(db_cursor_open(txn, DB_POST, &c), OK);
	k = key_u64(25);
	assert_int_equal(db_seek(c, key_str(&k), &key, &val), OK);
	assert_int_equal(key_get_u64(val, 0), 30);
	assert_int_equal(db_seek_before(c, key_str(&k), &key, &val), OK);
	assert_int_equal(key_get_u64(key, 0), 20);
	assert_int_equal(db_prev(c, &key, &val), OK);
	assert_int_equal(db_prev(c, &key, &val), ERR_NOT_FOUND);
	assert_int_equal(db_seek(c, str_of(""), &key, &val), OK);
	assert_int_equal(key_get_u64(key, 0), 10);
	assert_int_equal(db_next(c, &key, &val), OK);
	assert_int_equal(key_get_u64(key, 0), 20);
	k = key_u64(10);
	assert_int_equal(db_seek_before(c, key_str(&k), &key, &val),
	    ERR_NOT_FOUND);
	k = key_u64(99);
	assert_int_equal(db_seek(c, key_str(&k), &key, &val), ERR_NOT_FOUND);
	assert_int_equal(db_seek_before(c, key_str(&k), &key, &val), OK);
	assert_int_equal(key_get_u64(key, 0), 50);
	db_cursor_close(c);
	db_abort(txn);
	db_close(db);
}

static void
numbers_given_are_never_given_again(void **state)
{
	struct db *db = scratch_store(0);
	struct txn *txn;
	uint64_t n;

	for (uint64_t i = 1; i <= 3; i++) {
		assert_int_equal(db_begin_write(db, &txn), OK);
		assert_int_equal(db_sequence_next(txn, "post", &n), OK);
		assert_int_equal(n, i);
		assert_int_equal(db_counter(txn, 1, 7), i - 1);
		assert_int_equal(db_counter_bump(txn, 1, 7), OK);
		assert_int_equal(db_counter(txn, 1, 7), i);
		assert_int_equal(db_commit(txn), OK);
	}
	/* An aborted transaction gives its number back with all else. */
	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(db_sequence_next(txn, "post", &n), OK);
	db_abort(txn);
	assert_int_equal(db_begin_read(db, &txn), OK);
	assert_int_equal(db_counter(txn, 1, 7), 3);
	assert_int_equal(db_counter(txn, 2, 7), 0);
	db_abort(txn);
	db_close(db);
}

static void
a_reader_keeps_its_snapshot(void **state)
{
	struct db *db = scratch_store(0);
	struct key k = key_u64(1);
	struct txn *reader;
	uint64_t before;
	struct str val;
	pid_t pid;

	assert_int_equal(put_one(db, 2, 10), OK);
	before = db_last_txn(db);
	db_close(db);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	assert_int_equal(db_begin_read(db, &reader), OK);
	if ((pid = fork()) == 0) {
		struct db *own;

		_exit(db_open(AT_FDCWD, NULL, &own, NULL) != OK ||
		    put_one(own, 1, 10) != OK);
	}
	assert_int_equal(wait_for(pid), 0);
	assert_int_equal(db_get(reader, DB_TEXT, key_str(&k), &val),
	    ERR_NOT_FOUND);
	db_abort(reader);
	assert_true(has(db, 1));
	assert_int_equal(db_last_txn(db), before + 1);
	db_close(db);
}

static void
a_writer_killed_inside_leaves_nothing_and_blocks_nobody(void **state)
{
	int ready[2];
	struct db *db;
	char c;
	pid_t pid;

	assert_int_equal(db_create(AT_FDCWD, false), OK);
	assert_int_equal(pipe(ready), 0);
	if ((pid = fork()) == 0) {
		struct key k = key_u64(1);
		struct txn *txn;

		if (db_open(AT_FDCWD, NULL, &db, NULL) != OK ||
		    db_begin_write(db, &txn) != OK ||
		    db_put(txn, DB_TEXT, key_str(&k), str_of("x")) != OK)
			_exit(1);
		if (write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	kill(pid, SIGKILL);
	assert_int_equal(wait_for(pid), SIGKILL);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	assert_false(has(db, 1));
	assert_int_equal(put_one(db, 2, 10), OK);
	assert_true(has(db, 2));
	db_close(db);
	close(ready[0]);
	close(ready[1]);
}

static void
a_map_of_one_mebibyte_grows_under_another_process(void **state)
{
	struct db *db = scratch_store(1 << 20);
	struct db_info info;
	pid_t pid;

	/* Opened by this process after the fork only. */
	db_close(db);
	if ((pid = fork()) == 0) {
		struct db_options opts = { .map_size = 1 << 20 };

		if (db_open(AT_FDCWD, &opts, &db, NULL) != OK)
			_exit(1);
		for (uint64_t n = 0; n < 200; n++)
			if (put_one(db, n, 300000) != OK)
				_exit(2);
		_exit(0);
	}
	{
		struct db_options opts = { .map_size = 1 << 20 };

		assert_int_equal(db_open(AT_FDCWD, &opts, &db, NULL), OK);
		assert_int_equal(db_info(db, &info), OK);
		assert_true(info.map_size <= 64 << 20);
	}
	assert_int_equal(wait_for(pid), 0);
	for (uint64_t n = 0; n < 200; n++)
		assert_true(has(db, n));
	assert_int_equal(put_one(db, 1000, 300000), OK);
	assert_int_equal(db_info(db, &info), OK);
	assert_true(info.map_size > 60 << 20);
	db_close(db);
}

static void
a_transaction_too_big_for_its_map_changes_nothing(void **state)
{
	struct db *db = scratch_store(1 << 20);
	size_t size = 40 << 20;
	struct key k = key_u64(1);
	char *val = xcalloc(size, 1);
	struct txn *txn;

	assert_int_equal(put_one(db, 7, 10), OK);
	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(db_put(txn, DB_TEXT, key_str(&k),
	    (struct str){ val, size }), ERR_FULL);
	assert_int_equal(db_commit(txn), ERR_FULL);
	free(val);
	assert_false(has(db, 1));
	assert_true(has(db, 7));
	assert_int_equal(put_one(db, 2, 10), OK);
	db_close(db);
}

static void
slots_of_dead_readers_are_taken_back(void **state)
{
	struct db *db = scratch_store(0);
	pid_t pids[80];
	int ready[2];
	char c;

	/* The table of 64 that scratch_store() asked for. */
	assert_int_equal(pipe(ready), 0);
	for (size_t i = 0; i < 60; i++)
		if ((pids[i] = fork()) == 0) {
			struct txn *txn;
			struct db *own;

			if (db_open(AT_FDCWD, NULL, &own, NULL) != OK ||
			    db_begin_read(own, &txn) != OK)
				_exit(1);
			if (write(ready[1], "x", 1) == 1)
				pause();
			_exit(1);
		}
	for (size_t i = 0; i < 60; i++)
		assert_int_equal(read(ready[0], &c, 1), 1);
	for (size_t i = 0; i < 60; i++) {
		kill(pids[i], SIGKILL);
		assert_int_equal(wait_for(pids[i]), SIGKILL);
	}
	/* More than the free ones: a begin that finds none clears them. */
	for (size_t i = 0; i < 8; i++) {
		if ((pids[i] = fork()) == 0) {
			struct txn *txn;
			struct db *own;

			_exit(db_open(AT_FDCWD, NULL, &own, NULL) != OK ||
			    db_begin_read(own, &txn) != OK);
		}
		assert_int_equal(wait_for(pids[i]), 0);
	}
	db_clear_readers(db);
	assert_int_equal(db_clear_readers(db), 0);
	assert_int_equal(put_one(db, 1, 10), OK);
	close(ready[0]);
	close(ready[1]);
	db_close(db);
}

static void
a_file_that_may_not_grow_is_a_full_disk(void **state)
{
	struct db *db = scratch_store(0);
	struct rlimit old, small;
	struct stat st;

	assert_int_equal(put_one(db, 1, 100), OK);
	assert_int_equal(stat("data.mdb", &st), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ (rlim_t)st.st_size + 4096, old.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(put_one(db, 2, 400000), ERR_FULL);
	assert_false(has(db, 2));
	assert_true(has(db, 1));
	/* What fits still goes in, and the store is whole afterwards. */
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(put_one(db, 2, 400000), OK);
	assert_true(has(db, 2));
	db_close(db);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, NULL), OK);
	assert_true(has(db, 1) && has(db, 2));
	db_close(db);
}

static void
bulk_work_is_refused_beside_a_server(void **state)
{
	struct db *db = scratch_store(0);
	int ready[2];
	pid_t pid;
	char c;

	assert_int_equal(db_bulk(db, true), OK);
	assert_int_equal(put_one(db, 1, 10), OK);
	assert_int_equal(db_bulk(db, false), OK);
	assert_int_equal(pipe(ready), 0);
	if ((pid = fork()) == 0) {
		struct flock lock = { .l_type = F_WRLCK };
		int fd = open("keeper.lock", O_RDWR | O_CREAT, 0600);

		if (fcntl(fd, F_SETLK, &lock) == 0 &&
		    write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	assert_int_equal(db_bulk(db, true), ERR_DENIED);
	kill(pid, SIGKILL);
	assert_int_equal(wait_for(pid), SIGKILL);
	assert_int_equal(db_bulk(db, true), OK);
	assert_int_equal(db_bulk(db, false), OK);
	db_close(db);
	close(ready[0]);
	close(ready[1]);
}

static void
a_process_does_not_open_a_store_twice(void **state)
{
	struct db *db, *again;
	struct refusal why;
	pid_t pid;

	db_close(scratch_store(0));
	if ((pid = fork()) == 0) {
		if (db_open(AT_FDCWD, NULL, &db, &why) == OK)
			db_open(AT_FDCWD, NULL, &again, &why);
		_exit(0);
	}
	assert_int_equal(WEXITSTATUS(wait_for(pid)), 70);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, &why), OK);
	db_close(db);
	assert_int_equal(db_open(AT_FDCWD, NULL, &db, &why), OK);
	db_close(db);
}

#define IN_SCRATCH(test) \
	cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_SCRATCH(a_lost_wake_up_holds_a_writer_up_for_a_moment_only),
		IN_SCRATCH(a_store_is_made_once_and_opened),
		IN_SCRATCH(an_unknown_feature_is_refused_by_its_name),
		IN_SCRATCH(what_is_no_store_is_refused),
		IN_SCRATCH(values_keys_and_cursors_keep_their_order),
		IN_SCRATCH(numbers_given_are_never_given_again),
		IN_SCRATCH(a_reader_keeps_its_snapshot),
		IN_SCRATCH(a_writer_killed_inside_leaves_nothing_and_blocks_nobody),
		IN_SCRATCH(a_map_of_one_mebibyte_grows_under_another_process),
		IN_SCRATCH(a_transaction_too_big_for_its_map_changes_nothing),
		IN_SCRATCH(slots_of_dead_readers_are_taken_back),
		IN_SCRATCH(a_file_that_may_not_grow_is_a_full_disk),
		IN_SCRATCH(a_process_does_not_open_a_store_twice),
		IN_SCRATCH(bulk_work_is_refused_beside_a_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
