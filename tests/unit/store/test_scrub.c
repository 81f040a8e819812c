/* What was deleted is overwritten in the file, and nothing else is. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"

enum { ROWS = 400, SIZE_MOST = 20000 };

/* Each value is its own word over and over, and says so in its bytes. */
static size_t
value_of(uint64_t n, unsigned turn, char *out, size_t size)
{
	char word[40];
	size_t len = (size_t)snprintf(word, sizeof(word), "<%llu.%u>",
	    (unsigned long long)n, turn), at;

	for (at = 0; at + len <= size; at += len)
		memcpy(out + at, word, len);
	return at;
}

static void
put(struct db *db, uint64_t n, unsigned turn, size_t size)
{
	static char bytes[SIZE_MOST];
	struct key key = key_u64(n);
	struct txn *txn;
	size_t len = value_of(n, turn, bytes, size);

	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(db_put(txn, DB_TEXT, key_str(&key),
	    (struct str){ bytes, len }), OK);
	assert_int_equal(db_commit(txn), OK);
}

static void
drop(struct db *db, uint64_t n)
{
	struct key key = key_u64(n);
	struct txn *txn;

	assert_int_equal(db_begin_write(db, &txn), OK);
	assert_int_equal(db_del(txn, DB_TEXT, key_str(&key)), OK);
	assert_int_equal(db_commit(txn), OK);
}

static bool
in_file(const char *word)
{
	int fd = open("data.mdb", O_RDONLY);
	struct stat st;
	char *all;
	bool found;

	assert_int_equal(fstat(fd, &st), 0);
	all = malloc((size_t)st.st_size);
	assert_int_equal(read(fd, all, (size_t)st.st_size), st.st_size);
	close(fd);
	found = memmem(all, (size_t)st.st_size, word, strlen(word)) != NULL;
	free(all);
	return found;
}

static void
only_what_was_deleted_goes(void **state)
{
	static char bytes[SIZE_MOST];
	unsigned turns[ROWS] = { 0 };
	size_t sizes[ROWS] = { 0 };
	struct db *db = scratch_store(0);
	struct db_scrubbed done;
	struct txn *txn;
	struct str val;
	char word[40];

	for (unsigned i = 1; i < 2500; i++) {
		uint64_t n = scratch_random(ROWS);
		size_t size = 20 + scratch_random(scratch_random(4) == 0 ?
		    SIZE_MOST - 20 : 300);

		if (sizes[n] != 0 && scratch_random(3) == 0) {
			drop(db, n);
			sizes[n] = 0;
		} else {
			put(db, n, turns[n] = i, size);
			sizes[n] = size;
		}
		if (i % 600 == 0)
			assert_int_equal(db_scrub(db, &done), OK);
	}
	assert_int_equal(db_scrub(db, &done), OK);
	assert_true(done.pages > 0 && done.gaps > 0);
	assert_int_equal(done.kept, 0);
	assert_int_equal(db_begin_read(db, &txn), OK);
	for (uint64_t n = 0; n < ROWS; n++) {
		struct key key = key_u64(n);

		snprintf(word, sizeof(word), "<%llu.%u>",
		    (unsigned long long)n, turns[n]);
		assert_int_equal(in_file(word), sizes[n] != 0);
		if (sizes[n] == 0)
			continue;
		assert_int_equal(db_get(txn, DB_TEXT, key_str(&key), &val), OK);
		assert_int_equal(val.len, value_of(n, turns[n], bytes,
		    sizes[n]));
		assert_memory_equal(val.p, bytes, val.len);
	}
	db_abort(txn);
	db_close(db);
}

static void
what_a_reader_still_sees_is_kept_until_it_ends(void **state)
{
	struct db *db = scratch_store(0);
	struct db_scrubbed done;
	struct key key = key_u64(7);
	struct txn *reader;
	struct str val;

	put(db, 7, 1, 9000);
	assert_int_equal(db_begin_read(db, &reader), OK);
	drop(db, 7);
	assert_int_equal(db_scrub(db, &done), OK);
	assert_true(done.kept > 0);
	assert_int_equal(db_get(reader, DB_TEXT, key_str(&key), &val), OK);
	assert_memory_equal(val.p, "<7.1><7.1>", 10);
	db_abort(reader);
	assert_int_equal(db_scrub(db, &done), OK);
	assert_int_equal(done.kept, 0);
	assert_false(in_file("<7.1>"));
	db_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_what_was_deleted_goes,
		    scratch_setup, scratch_teardown),
		cmocka_unit_test_setup_teardown(
		    what_a_reader_still_sees_is_kept_until_it_ends,
		    scratch_setup, scratch_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
