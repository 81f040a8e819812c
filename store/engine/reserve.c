/* Room on the disk for the day it is full.  See reserve.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "store/engine/reserve.h"

static const char reserve_file[] = "reserve";

static uint64_t
free_bytes(int dirfd)
{
	struct statvfs v;

	if (fstatvfs(dirfd, &v) != 0)
		return 0;
	return (uint64_t)v.f_bavail * v.f_frsize;
}

/* Blocks for the first size bytes; a hole would hold no room. */
static bool
allocate(int fd, off_t size)
{
	char zeros[4096] = {0};
	struct stat st;

	if (fallocate(fd, 0, 0, size) == 0)
		return true;
	if (errno != EOPNOTSUPP && errno != ENOSYS)
		return false;
	if (fstat(fd, &st) != 0)
		return false;
	for (off_t at = st.st_size; at < size; at += sizeof(zeros))
		if (pwrite(fd, zeros, sizeof(zeros), at) != sizeof(zeros))
			return false;
	return true;
}

enum err
reserve_create(int dirfd)
{
	int fd = openat(dirfd, reserve_file,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum err e = OK;

	if (fd < 0)
		return errno == ENOSPC || errno == EDQUOT ? ERR_FULL : ERR_IO;
	if (!allocate(fd, DB_RESERVE))
		e = ERR_FULL;
	close(fd);
	return e;
}

void
reserve_release(int dirfd, bool needed)
{
	struct stat st;
	int fd;

	if (!needed && free_bytes(dirfd) >= 2 * (uint64_t)DB_RESERVE)
		return;
	fd = openat(dirfd, reserve_file, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && ftruncate(fd, 0) == 0 &&
	    st.st_size == DB_RESERVE)
		log_line(LOG_LEVEL_NOTICE, "the disk is full: the store's "
		    "reserve is given up for one deed");
	close(fd);
}

void
reserve_refill(int dirfd, bool partly)
{
	struct stat st;
	int fd;

	if (fstatat(dirfd, reserve_file, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (uint64_t)st.st_blocks * 512 >= DB_RESERVE)
		return;
	/* Taking the last room would make the next write the one to fail. */
	if (!partly && free_bytes(dirfd) < 4 * (uint64_t)DB_RESERVE)
		return;
	fd = openat(dirfd, reserve_file,
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return;
	for (off_t size = DB_RESERVE; size >= 65536; size /= 2) {
		if (allocate(fd, size) || !partly)
			break;
		if (ftruncate(fd, 0) != 0)
			break;
	}
	close(fd);
}

void
reserve_readers(int dirfd, unsigned readers)
{
	/* A line of the cache each, as LMDB lays them out, and its head. */
	off_t size = ((off_t)readers + 16) * 64;
	struct stat st;
	int fd = openat(dirfd, "lock.mdb",
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd < 0)
		return;
	/* The length stays LMDB's to choose. */
	if (fstat(fd, &st) == 0 && (off_t)st.st_blocks * 512 < size)
		(void)fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, size);
	close(fd);
}
