/* The time, and the shift of test stores.  See clock.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/base/clock.h"

static const char clock_file[] = "clock";
/* The mapped shift, in the machine's own byte order; NULL: no test store. */
static const int64_t *shift;
static int64_t pinned;

/* The last second that four digits of a year can name. */
static const int64_t clock_last = 253402300799;

int64_t
clock_now(void)
{
	int64_t now = time(NULL);

	if (pinned != 0)
		return pinned;
	if (shift != NULL)
		now += __atomic_load_n(shift, __ATOMIC_RELAXED);
	return now;
}

int64_t
clock_ticks(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_pin(int64_t t)
{
	pinned = t;
}

bool
clock_is_test(void)
{
	return shift != NULL;
}

/* Maps the file with prot; *out stays mapped. */
static enum err
map_file(int dirfd, int flags, int prot, int64_t **out)
{
	int fd = openat(dirfd, clock_file, flags | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	enum err e = OK;
	void *p;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	if (fstat(fd, &st) != 0 || st.st_size < (off_t)sizeof(**out)) {
		e = ERR_DAMAGED;
		goto out;
	}
	p = mmap(NULL, sizeof(**out), prot, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		e = ERR_IO;
	else
		*out = p;
out:
	close(fd);
	return e;
}

enum err
clock_map(int dirfd)
{
	int64_t *p;
	enum err e;

	if (shift != NULL)
		return OK;
	if ((e = map_file(dirfd, O_RDONLY, PROT_READ, &p)) == OK)
		shift = p;
	return e;
}

enum err
clock_create(int dirfd)
{
	static const int64_t zero;
	int fd = openat(dirfd, clock_file,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool whole;

	if (fd < 0)
		return errno == EEXIST ? ERR_EXISTS : ERR_IO;
	whole = write(fd, &zero, sizeof(zero)) == sizeof(zero);
	if (close(fd) != 0 || !whole)
		return ERR_FULL;
	return OK;
}

enum err
clock_shift(int dirfd, int64_t seconds)
{
	int64_t *p, before, after, now = time(NULL);
	enum err e = map_file(dirfd, O_RDWR, PROT_READ | PROT_WRITE, &p);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	before = __atomic_load_n(p, __ATOMIC_RELAXED);
	do {
		if (__builtin_add_overflow(before, seconds, &after) ||
		    after < -now || after > clock_last - now) {
			e = ERR_INPUT;
			break;
		}
	} while (!__atomic_compare_exchange_n(p, &before, after, false,
	    __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	if (e == OK)
		msync(p, sizeof(*p), MS_SYNC);
	munmap(p, sizeof(*p));
	return e;
}

char *
clock_rfc3339(int64_t t, char buf[static 24])
{
	struct tm tm;
	time_t bounded = t < 0 ? 0 : t > clock_last ? clock_last : t;

	gmtime_r(&bounded, &tm);
	strftime(buf, 24, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return buf;
}

/* The number in the digits of s, as many as width. */
static bool
digits(const char *s, int width, int *out)
{
	*out = 0;
	for (int i = 0; i < width; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + s[i] - '0';
	}
	return true;
}

enum err
clock_parse(const char *s, int64_t *out)
{
	struct tm tm = {0};
	size_t len = strlen(s);
	char again[24];
	time_t t;

	if ((len != 10 && len != 20) || !digits(s, 4, &tm.tm_year) ||
	    s[4] != '-' || !digits(s + 5, 2, &tm.tm_mon) || s[7] != '-' ||
	    !digits(s + 8, 2, &tm.tm_mday))
		return ERR_INPUT;
	if (len == 20 && (s[10] != 'T' || !digits(s + 11, 2, &tm.tm_hour) ||
	    s[13] != ':' || !digits(s + 14, 2, &tm.tm_min) || s[16] != ':' ||
	    !digits(s + 17, 2, &tm.tm_sec) || s[19] != 'Z'))
		return ERR_INPUT;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	t = timegm(&tm);
	/* timegm() takes the 31st of February: what it made must read back. */
	if (t < 0 || strncmp(clock_rfc3339(t, again), s, len) != 0)
		return ERR_INPUT;
	*out = t;
	return OK;
}
