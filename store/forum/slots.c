/*
 * slots: how many passwords are hashed at once.  Per-process fcntl locks on
 * byte ranges of files in slots/: the kernel frees them with their process,
 * however it dies.
 *
 * Fairness: whoever waits first takes the queue lock of its address (one byte
 * of slots/queue, chosen by a hash of what address.h counts as one), so that
 * has at most one place in the line for the slots, however many logins it
 * starts;
 * the others of that address wait behind the byte.  A storm from one address
 * thus holds one slot and the next address gets the other.
 */
#include "store/forum/auth.h"
#include "store/base/address.h"
#include "store/base/clock.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { QUEUE_BYTES = 1 << 20, WAIT_MS = 4 };

/*
 * A process hashes one password at a time, and closing any descriptor of a
 * file drops the process's locks on it: both files stay open as long as the
 * slot is held.
 */
static int	queue_fd = -1, slot_fd = -1;

static int
lock(int fd, off_t byte, short type)
{
	struct flock	fl = { .l_type = type, .l_whence = SEEK_SET,
			    .l_start = byte, .l_len = 1 };

	return fcntl(fd, F_SETLK, &fl);
}

static off_t
queue_byte(const char *address)
{
	static const unsigned char	key[crypto_shorthash_KEYBYTES];
	unsigned char			hash[crypto_shorthash_BYTES];
	char				from[ADDRESS_MAX];

	address_source(address, from);
	crypto_shorthash(hash, (const unsigned char *)from, strlen(from),
	    key);
	return (off_t)((hash[0] | (unsigned)hash[1] << 8 |
	    (unsigned)hash[2] << 16) % QUEUE_BYTES);
}

static void
files_close(void)
{
	if (queue_fd != -1)
		close(queue_fd);
	if (slot_fd != -1)
		close(slot_fd);
	queue_fd = slot_fd = -1;
}

static enum err
files_open(int dirfd)
{
	if (mkdirat(dirfd, "slots", 0700) == -1 && errno != EEXIST)
		return ERR_IO;
	queue_fd = openat(dirfd, "slots/queue",
	    O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	slot_fd = openat(dirfd, "slots/held",
	    O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (queue_fd != -1 && slot_fd != -1)
		return OK;
	files_close();
	return ERR_IO;
}

enum err
auth_slots_make(int dirfd)
{
	enum err	e = OK;

	if (queue_fd == -1 && (e = files_open(dirfd)) == OK)
		files_close();
	return e;
}

static bool
wait_until(int64_t end)
{
	struct timespec	pause = { .tv_nsec = WAIT_MS * 1000000L };

	if (clock_ticks() >= end)
		return false;
	nanosleep(&pause, NULL);
	return true;
}

enum err
auth_slot_take(int dirfd, const char *address, int timeout_ms, int *slot)
{
	int64_t		end = clock_ticks() + timeout_ms;
	off_t		byte = queue_byte(address);
	int		n;
	enum err	e;

	if ((e = files_open(dirfd)) != OK)
		return e;
	while (lock(queue_fd, byte, F_WRLCK) == -1)
		if (!wait_until(end))
			goto late;
	for (;;) {
		for (n = 0; n < AUTH_SLOTS; n++)
			if (lock(slot_fd, n, F_WRLCK) == 0) {
				*slot = n;
				return OK;
			}
		if (!wait_until(end))
			goto late;
	}
late:
	files_close();
	return ERR_LIMIT;
}

/* Closing drops both locks: the slot's and the place in the line. */
void
auth_slot_give(int slot)
{
	(void)slot;
	files_close();
}
