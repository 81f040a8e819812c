/*
 * Places for guests: record locks on bytes of a file in the data directory.
 * A lock is its process's and dies with it, so a desk killed at any moment
 * gives its place back, and no count can go wrong.  One row of bytes for all
 * guests, and one for each address at an offset that its hash names (two
 * addresses in one row are as likely as a collision of 40 bits).
 */
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "server/desk.h"

enum { ROW = 4096 };		/* places a row has room for */

static bool
place_take(int fd, off_t row, long places)
{
	for (long i = 0; i < places; i++) {
		struct flock lock = {
			.l_type = F_WRLCK, .l_whence = SEEK_SET,
			.l_start = row * ROW + i, .l_len = 1,
		};

		if (fcntl(fd, F_SETLK, &lock) == 0)
			return true;
	}
	return false;
}

bool
guests_enter(const struct conf *conf, const struct source *source)
{
	unsigned char hash[crypto_generichash_BYTES_MIN];
	int fd = open("guests.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	uint64_t row;

	if (fd < 0)
		return false;
	crypto_generichash(hash, sizeof(hash), source->bytes,
	    sizeof(source->bytes), NULL, 0);
	memcpy(&row, hash, sizeof(row));
	row = 1 + (row >> 24);
	/* the descriptor stays open: closing it would free the place */
	if (place_take(fd, (off_t)row, conf->guests_address) &&
	    place_take(fd, 0, conf->guests_all))
		return true;
	close(fd);
	return false;
}
