/*
 * preload_sync: writes down, in the file named by PALABRE_SYNC_LOG, every
 * write to a data.mdb and every sync of it, in order, so that a test can
 * rebuild the file as a power cut at any moment might have left it.
 *
 * A record is: kind (u32: 1 write, 2 sync, 3 new length, 4 a write that is
 * durable when it returns), length of the data (u32), offset (u64), the data.
 * Written before the deed for a write and after it for a sync: a cut between
 * two records then stands for every cut that was possible.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define SHOWN __attribute__((visibility("default")))

enum { KIND_WRITE = 1, KIND_SYNC, KIND_LENGTH, KIND_DURABLE };

SHOWN ssize_t pwrite(int, const void *, size_t, off_t);
SHOWN ssize_t pwrite64(int, const void *, size_t, off_t);
SHOWN ssize_t pwritev(int, const struct iovec *, int, off_t);
SHOWN ssize_t write(int, const void *, size_t);
SHOWN ssize_t writev(int, const struct iovec *, int);
SHOWN int fdatasync(int);
SHOWN int fsync(int);
SHOWN int ftruncate(int, off_t);
SHOWN int ftruncate64(int, off_t);

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int
watched(int fd)
{
	char link[32] = "/proc/self/fd/", path[PATH_MAX], digits[12];
	size_t n = 0, len = strlen(link);
	ssize_t got;

	for (int v = fd; n == 0 || v > 0; v /= 10)
		digits[n++] = (char)('0' + v % 10);
	while (n > 0)
		link[len++] = digits[--n];
	link[len] = 0;
	got = readlink(link, path, sizeof(path) - 1);
	if (got < 9)
		return 0;
	path[got] = 0;
	return strcmp(path + got - 9, "/data.mdb") == 0;
}

/*
 * Opened before the program gives up its rights: the file may stand where the
 * store's owner cannot go.
 */
static int log_fd = -1;

__attribute__((constructor)) static void
open_log(void)
{
	const char *path = getenv("PALABRE_SYNC_LOG");
	int fd = path == NULL ? -1 : open(path, O_WRONLY | O_APPEND);

	if (fd >= 0) {
		log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 500);
		close(fd);
	}
}

static void
note(uint32_t kind, uint64_t offset, const struct iovec *iov, int count)
{
	struct { uint32_t kind, len; uint64_t offset; } head =
	    { kind, 0, offset };
	struct iovec out[1024];

	if (log_fd < 0 || count > 1023)
		return;
	out[0] = (struct iovec){ &head, sizeof(head) };
	for (int i = 0; i < count; i++) {
		head.len += (uint32_t)iov[i].iov_len;
		out[i + 1] = iov[i];
	}
	if (REAL(writev)(log_fd, out, count + 1) < 0)
		abort();
}

static void
note_write(int fd, uint64_t offset, const struct iovec *iov, int count)
{
	if (watched(fd))
		note(fcntl(fd, F_GETFL) & O_DSYNC ? KIND_DURABLE : KIND_WRITE,
		    offset, iov, count);
}

ssize_t
pwrite(int fd, const void *p, size_t len, off_t offset)
{
	struct iovec iov = { (void *)(uintptr_t)p, len };

	note_write(fd, (uint64_t)offset, &iov, 1);
	return REAL(pwrite)(fd, p, len, offset);
}

ssize_t
pwrite64(int fd, const void *p, size_t len, off_t offset)
{
	return pwrite(fd, p, len, offset);
}

ssize_t
pwritev(int fd, const struct iovec *iov, int count, off_t offset)
{
	note_write(fd, (uint64_t)offset, iov, count);
	return REAL(pwritev)(fd, iov, count, offset);
}

ssize_t
write(int fd, const void *p, size_t len)
{
	struct iovec iov = { (void *)(uintptr_t)p, len };
	off_t at = lseek(fd, 0, SEEK_CUR);

	if (at >= 0)
		note_write(fd, (uint64_t)at, &iov, 1);
	return REAL(write)(fd, p, len);
}

ssize_t
writev(int fd, const struct iovec *iov, int count)
{
	off_t at = lseek(fd, 0, SEEK_CUR);

	if (at >= 0)
		note_write(fd, (uint64_t)at, iov, count);
	return REAL(writev)(fd, iov, count);
}

int
fdatasync(int fd)
{
	int result = REAL(fdatasync)(fd);

	if (result == 0 && watched(fd))
		note(KIND_SYNC, 0, NULL, 0);
	return result;
}

int
fsync(int fd)
{
	int result = REAL(fsync)(fd);

	if (result == 0 && watched(fd))
		note(KIND_SYNC, 0, NULL, 0);
	return result;
}

int
ftruncate(int fd, off_t length)
{
	if (watched(fd))
		note(KIND_LENGTH, (uint64_t)length, NULL, 0);
	return REAL(ftruncate)(fd, length);
}

int
ftruncate64(int fd, off_t length)
{
	return ftruncate(fd, length);
}
