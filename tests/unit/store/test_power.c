/*
 * A power cut at any moment.  This program stands between LMDB and the C
 * library: what is written to data.mdb, and when it is forced to the disk, is
 * kept in a journal while acts are done through the library.  Then the file
 * is built as a disk may hold it after each step: all that was forced, and any
 * subset of what was written since.  Each such file must open, be sound, and
 * hold every post whose act had returned.
 *
 * Writes through a descriptor opened with O_DSYNC (LMDB's meta pages) are
 * forced as they are made.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "forum_fixture.h"
#include "scratch.h"

/* Of the loose writes: all, none, some of them, some of their sectors. */
enum { POSTS = 24, IMAGE_MAX = 8 << 20, SECTOR = 512 };
enum subset { SUBSET_ALL, SUBSET_NONE, SUBSET_SOME, SUBSET_TORN, SUBSETS };

/* What happened to the file, in order. */
enum event_kind { EVENT_WRITE, EVENT_FORCED_WRITE, EVENT_SYNC, EVENT_RETURNED };
struct event {
	enum event_kind kind;
	off_t at;		/* of a write */
	size_t len;
	char *bytes;
	uint64_t post;		/* of a returned act */
};
static struct event journal[4096];
static size_t journal_count;
static ino_t recorded;		/* 0: nothing is recorded */

static struct event *
journal_add(enum event_kind kind)
{
	if (journal_count == LENGTH(journal))
		fatal("the journal is full");
	journal[journal_count] = (struct event){ .kind = kind };
	return &journal[journal_count++];
}

static bool
is_recorded(int fd)
{
	struct stat st;

	return recorded != 0 && fstat(fd, &st) == 0 && st.st_ino == recorded;
}

static void
journal_write(int fd, const void *p, size_t len, off_t at)
{
	struct event *e;

	if (!is_recorded(fd))
		return;
	e = journal_add((fcntl(fd, F_GETFL) & O_DSYNC) != 0 ?
	    EVENT_FORCED_WRITE : EVENT_WRITE);
	e->at = at;
	e->len = len;
	e->bytes = xmemdup0(p, len);
}

/* --- in place of the C library's --- */

ssize_t
pwrite(int fd, const void *p, size_t len, off_t at)
{
	ssize_t n = syscall(SYS_pwrite64, fd, p, len, at);

	if (n > 0)
		journal_write(fd, p, (size_t)n, at);
	return n;
}

/* LMDB seeks, then writes a run of pages at once. */
ssize_t
writev(int fd, const struct iovec *v, int count)
{
	off_t at = lseek(fd, 0, SEEK_CUR);
	ssize_t n = syscall(SYS_writev, fd, v, count), left = n;

	for (int i = 0; at >= 0 && left > 0; i++) {
		size_t len = v[i].iov_len < (size_t)left ? v[i].iov_len :
		    (size_t)left;

		journal_write(fd, v[i].iov_base, len, at);
		at += (off_t)len;
		left -= (ssize_t)len;
	}
	return n;
}

ssize_t
write(int fd, const void *p, size_t len)
{
	off_t at = lseek(fd, 0, SEEK_CUR);
	ssize_t n = syscall(SYS_write, fd, p, len);

	if (n > 0 && at >= 0)
		journal_write(fd, p, (size_t)n, at);
	return n;
}

int
fdatasync(int fd)
{
	int rc = (int)syscall(SYS_fdatasync, fd);

	if (rc == 0 && is_recorded(fd))
		journal_add(EVENT_SYNC);
	return rc;
}

int
fsync(int fd)
{
	int rc = (int)syscall(SYS_fsync, fd);

	if (rc == 0 && is_recorded(fd))
		journal_add(EVENT_SYNC);
	return rc;
}

/* --- the file as a disk may hold it --- */

struct disk {
	char *stable;		/* IMAGE_MAX bytes, all that was forced */
	size_t size;
	const struct event *loose[512];	/* written since */
	size_t loose_count;
};

static void
apply(char *image, size_t *size, const struct event *e)
{
	size_t end = (size_t)e->at + e->len;

	if (end > IMAGE_MAX)
		fatal("the file has outgrown the test");
	memcpy(image + e->at, e->bytes, e->len);
	if (end > *size)
		*size = end;
}

/* What of a write has reached the disk. */
static void
apply_loose(char *image, size_t *size, const struct event *e,
    enum subset subset)
{
	struct event part = *e;

	if (subset == SUBSET_ALL ||
	    (subset == SUBSET_SOME && scratch_random(2)))
		apply(image, size, e);
	for (size_t at = 0; subset == SUBSET_TORN && at < e->len;
	    at += SECTOR) {
		part.at = e->at + (off_t)at;
		part.bytes = e->bytes + at;
		part.len = e->len - at < SECTOR ? e->len - at : SECTOR;
		if (scratch_random(2))
			apply(image, size, &part);
	}
}

static void
disk_step(struct disk *d, const struct event *e, bool syncs)
{
	if (e->kind == EVENT_WRITE) {
		if (d->loose_count == LENGTH(d->loose))
			fatal("too much is written before a sync");
		d->loose[d->loose_count++] = e;
	} else if (e->kind == EVENT_FORCED_WRITE) {
		apply(d->stable, &d->size, e);
	} else if (e->kind == EVENT_SYNC && syncs) {
		for (size_t i = 0; i < d->loose_count; i++)
			apply(d->stable, &d->size, d->loose[i]);
		d->loose_count = 0;
	}
}

static void
ignore_line(void *arg, const char *line)
{
	print_message("%s\n", line);
}

/* In a process of its own: a bad file may well end it. */
static int
inspect(const uint64_t *posts, size_t count)
{
	struct arena *arena = arena_new();
	uint64_t damages = 1;
	struct txn *txn;
	struct db *db;

	if (db_open(AT_FDCWD, NULL, &db, NULL) != OK)
		return 1;
	if (check_store(db, ignore_line, NULL, &damages) != OK ||
	    damages > 0)
		return 2;
	if (db_begin_read(db, &txn) != OK)
		return 3;
	for (size_t i = 0; i < count; i++) {
		struct post post;
		struct str text;

		if (load_post(txn, posts[i], arena, &post) != OK ||
		    load_text(txn, posts[i], 1, arena, &text) != OK)
			return 4;
	}
	return 0;
}

/* Builds one image; true if it is sound and holds the posts. */
static bool
survives(const struct disk *d, enum subset subset, const uint64_t *posts,
    size_t count)
{
	char *image = xmalloc(IMAGE_MAX);
	size_t size = d->size;
	int fd, status;
	pid_t pid;

	memcpy(image, d->stable, size);
	memset(image + size, 0, IMAGE_MAX - size);
	for (size_t i = 0; i < d->loose_count; i++)
		apply_loose(image, &size, d->loose[i], subset);
	unlink("lock.mdb");
	fd = open("data.mdb", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(write(fd, image, size), (ssize_t)size);
	close(fd);
	free(image);
	if ((pid = fork()) == 0) {
		/* The test's own handlers would go on in the child. */
		signal(SIGBUS, SIG_DFL);
		signal(SIGSEGV, SIG_DFL);
		_exit(inspect(posts, count));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status == 0;
}

/* Posts through acts, with what happens to data.mdb on record. */
static void
record(struct forum *f, char **image, size_t *size)
{
	uint64_t anna = member_add(f, "anna"), room, last;
	struct stat st;
	int fd;

	room = room_add(f, "salon", VISIBILITY_MEMBERS);
	last = thread_open(f, anna, room, "Un fil", "Un.");
	fd = openat(f->dirfd, "data.mdb", O_RDONLY);
	assert_int_equal(fstat(fd, &st), 0);
	*image = xcalloc(1, IMAGE_MAX);
	*size = (size_t)st.st_size;
	assert_int_equal(pread(fd, *image, *size, 0), (ssize_t)*size);
	close(fd);
	recorded = st.st_ino;
	for (int i = 0; i < POSTS; i++) {
		char text[64];

		snprintf(text, sizeof(text), "Contribution %d.", i);
		last = i % 5 == 4 ?
		    thread_open(f, anna, room, "Autre fil", text) :
		    reply_to(f, anna, last, text);
		journal_add(EVENT_RETURNED)->post = last;
	}
	recorded = 0;
}

/*
 * Goes through the journal and cuts the power after each step, in several
 * ways; returns how many cuts were not survived, *cuts how many there were.
 */
static unsigned
replay(const char *image, size_t size, bool syncs, unsigned *cuts)
{
	struct disk *d = xcalloc(1, sizeof(*d));
	uint64_t posts[POSTS];
	size_t returned = 0;
	unsigned lost = 0;

	*cuts = 0;
	d->stable = xcalloc(1, IMAGE_MAX);
	memcpy(d->stable, image, size);
	d->size = size;
	for (size_t i = 0; i < journal_count; i++) {
		const struct event *e = &journal[i];
		bool next_writes = i + 1 < journal_count &&
		    journal[i + 1].kind == EVENT_WRITE;

		disk_step(d, e, syncs);
		if (e->kind == EVENT_RETURNED)
			posts[returned++] = e->post;
		/* Before a sync, after it, after the meta page, after the
		 * act: in a run of loose writes, its end says it all. */
		if (e->kind == EVENT_WRITE && next_writes)
			continue;
		for (int s = 0; s < (d->loose_count > 0 ? SUBSETS : 1); s++) {
			++*cuts;
			lost += !survives(d, (enum subset)s, posts, returned);
		}
		if (!syncs && lost > 0)
			break;
	}
	free(d->stable);
	free(d);
	return lost;
}

static void
every_post_whose_act_returned_survives_a_power_cut(void **state)
{
	struct forum *f = *state;
	unsigned cuts, lost;
	char *image;
	size_t size;

	record(f, &image, &size);
	store_close(f->store);
	assert_int_equal(mkdir("rebuilt", 0700), 0);
	assert_int_equal(chdir("rebuilt"), 0);
	lost = replay(image, size, true, &cuts);
	print_message("%u power cuts, %u lost something\n", cuts, lost);
	assert_true(cuts > 3 * POSTS);
	assert_int_equal(lost, 0);
	/* And if the disk forced nothing, this very test would see it. */
	assert_true(replay(image, size, false, &cuts) > 0);
	unlink("data.mdb");
	unlink("lock.mdb");
	unlink("reserve");
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(rmdir("rebuilt"), 0);
	assert_err(OK, store_open(f->dirfd, NULL, &f->store, NULL));
	for (size_t i = 0; i < journal_count; i++)
		free(journal[i].bytes);
	free(image);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    every_post_whose_act_returned_survives_a_power_cut,
		    forum_setup, forum_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
