#include "store/forum/held.h"

#include "store/forum/forum.h"

#include <fcntl.h>
#include <unistd.h>

/* Stays open: closing any descriptor of a file drops the process's locks. */
static int	fd = -1;
static int	fd_of = -1;	/* the store's directory it is in */

static bool
file_open(struct store *store)
{
	if (fd != -1 && fd_of == store->dirfd)
		return true;
	if (fd != -1)
		close(fd);
	fd_of = store->dirfd;
	fd = openat(store->dirfd, "slots/drafts", O_RDWR | O_CREAT | O_CLOEXEC,
	    0600);
	return fd != -1;
}

/* Two drafts of 2^40 may share a byte: then one sentence is not said. */
static struct flock
byte_of(uint64_t member, uint64_t number, short type)
{
	uint64_t	byte = (member << 20 ^ number) & ((1ull << 40) - 1);

	return (struct flock){ .l_type = type, .l_whence = SEEK_SET,
		.l_start = (off_t)byte, .l_len = 1 };
}

void
draft_hold(struct store *store, uint64_t member, uint64_t number, bool hold)
{
	struct flock	fl = byte_of(member, number, hold ? F_WRLCK : F_UNLCK);

	if (file_open(store))
		(void)fcntl(fd, F_SETLK, &fl);
}

bool
draft_held(struct store *store, uint64_t member, uint64_t number)
{
	struct flock	fl = byte_of(member, number, F_WRLCK);

	return file_open(store) && fcntl(fd, F_GETLK, &fl) == 0 &&
	    fl.l_type != F_UNLCK;
}
