/*
 * db_scrub: what was deleted is overwritten in the file.  LMDB leaves the
 * bytes of a freed page, and of a row taken out of a page, where they were.
 *
 * The write lock is held all the while, so that no page changes hands.  Free
 * pages are read from LMDB's own table of them (number 0); those freed later
 * than the oldest living reader began may still be read, and are left.  Of a
 * page in use only the room between its index and its rows is overwritten,
 * which nobody reads.  A torn write changes nothing that counts.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/engine/db_lmdb.h"

enum { PAGE_MOST = 65536, HEAD = 16, FREE_TABLE = 0 };
enum { IS_BRANCH = 1, IS_LEAF = 2, IS_OVERFLOW = 4, IS_FIXED = 32 };

struct scrub {
	struct txn *reader;	/* LMDB shows writers no free pages */
	int fd;
	size_t page, pages;	/* bytes of one; how many there are */
	uint64_t oldest;	/* what the oldest reader sees */
	uint8_t *kind;		/* of each page */
	struct db_scrubbed done;
};
enum { USED, FREE, KEPT };

/* LMDB tells of its readers in lines: process, thread, transaction. */
static int
reader_line(const char *line, void *opaque)
{
	uint64_t *oldest = opaque;
	unsigned long long seen;
	int process;
	char thread[32];

	if (sscanf(line, " %d %31s %llu", &process, thread, &seen) == 3 &&
	    seen < *oldest)
		*oldest = seen;
	return 0;
}

static int
free_pages(struct scrub *s)
{
	MDB_cursor *cursor;
	MDB_val key, val;
	size_t count, at, i;
	uint64_t freed;
	int rc;

	if ((rc = mdb_cursor_open(s->reader->txn, FREE_TABLE, &cursor)) != 0)
		return rc;
	while ((rc = mdb_cursor_get(cursor, &key, &val, MDB_NEXT)) == 0) {
		memcpy(&freed, key.mv_data, sizeof(freed));
		memcpy(&count, val.mv_data, sizeof(count));
		for (i = 1; i <= count; i++) {
			memcpy(&at, (char *)val.mv_data + i * sizeof(at),
			    sizeof(at));
			if (at < s->pages)
				s->kind[at] = freed <= s->oldest ? FREE : KEPT;
		}
	}
	mdb_cursor_close(cursor);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static int
overwrite(struct scrub *s, off_t at, size_t len)
{
	static const char zeros[PAGE_MOST];

	return pwrite(s->fd, zeros, len, at) == (ssize_t)len ? 0 :
	    errno != 0 ? errno : EIO;
}

/* Pages to go on by: one, or all of a value that fills several. */
static int
used_page(struct scrub *s, size_t number, size_t *run)
{
	unsigned char head[HEAD];
	off_t at = (off_t)(number * s->page);
	uint16_t flags, lower, upper;
	uint32_t pages;

	*run = 1;
	if (pread(s->fd, head, sizeof(head), at) != sizeof(head))
		return EIO;
	memcpy(&flags, head + 10, sizeof(flags));
	memcpy(&lower, head + 12, sizeof(lower));
	memcpy(&upper, head + 14, sizeof(upper));
	memcpy(&pages, head + 12, sizeof(pages));
	if ((flags & IS_OVERFLOW) != 0) {
		*run = pages > 0 ? pages : 1;
		return 0;
	}
	if ((flags & (IS_LEAF | IS_BRANCH)) == 0 || (flags & IS_FIXED) != 0 ||
	    lower < HEAD || upper <= lower || upper > s->page)
		return 0;
	s->done.gaps++;
	return overwrite(s, at + lower, upper - lower);
}

static int
all_pages(struct scrub *s)
{
	struct stat st;
	size_t i, run = 1;
	int rc = 0;

	for (i = 2; rc == 0 && i < s->pages; i += run) {	/* 0, 1: meta */
		run = 1;
		if (s->kind[i] == USED)
			rc = used_page(s, i, &run);
		else if (s->kind[i] == KEPT)
			s->done.kept++;
		else {
			s->done.pages++;
			rc = overwrite(s, (off_t)(i * s->page), s->page);
		}
	}
	/* Of a transaction that was given up. */
	if (rc == 0 && fstat(s->fd, &st) == 0)
		for (i = s->pages; rc == 0 &&
		    (off_t)((i + 1) * s->page) <= st.st_size; i++)
			rc = overwrite(s, (off_t)(i * s->page), s->page);
	if (rc == 0 && fdatasync(s->fd) != 0)
		rc = errno;
	return rc;
}

enum err
db_scrub(struct db *db, struct db_scrubbed *out)
{
	struct scrub s = { .oldest = UINT64_MAX };
	struct txn *lock;
	MDB_envinfo info;
	MDB_stat st;
	enum err e;
	int rc = 0;

	(void)db_clear_readers(db);
	if ((e = db_begin_write(db, &lock)) != OK)
		return e;
	if ((e = db_begin_read(db, &s.reader)) != OK) {
		db_abort(lock);
		return e;
	}
	mdb_env_info(db->env, &info);
	mdb_env_stat(db->env, &st);
	s.page = st.ms_psize;
	s.pages = info.me_last_pgno + 1;
	s.kind = xcalloc(s.pages, 1);
	if (mdb_reader_list(db->env, reader_line, &s.oldest) < 0)
		rc = EIO;
	s.fd = openat(db->dirfd, "data.mdb", O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (s.fd < 0)
		rc = errno;
	if (rc == 0 && (rc = free_pages(&s)) == 0)
		rc = all_pages(&s);
	if (s.fd >= 0)
		close(s.fd);
	free(s.kind);
	db_abort(s.reader);
	db_abort(lock);
	*out = s.done;
	return rc == 0 ? OK : db_failed("overwrite free pages", rc);
}
