/*
 * search_rate: guests search once a second and address.  A table of times, by
 * a hash of the address, in a file that every process maps; two addresses
 * that fall on one place wait for each other, which nobody notices.
 */
#include "store/forum/search.h"

#include <sys/mman.h>

#include <fcntl.h>
#include <stdatomic.h>
#include <unistd.h>

enum { PLACES = 4096, WAIT_MS = 1000 };

bool
search_rate_take(struct store *store, const char *address)
{
	size_t place = rate_address(address) % PLACES;
	int64_t now = clock_ticks(), last;
	_Atomic int64_t *times;
	bool may = true;
	int fd;

	fd = openat(store->dirfd, "slots/search",
	    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd == -1)
		return true;
	times = MAP_FAILED;
	if (ftruncate(fd, PLACES * sizeof(*times)) == 0)
		times = mmap(NULL, PLACES * sizeof(*times),
		    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (times == MAP_FAILED)
		return true;
	last = atomic_load(&times[place]);
	/* A time to come is of before the machine was started anew. */
	if (last <= now && now - last < WAIT_MS && last != 0)
		may = false;
	else
		may = atomic_compare_exchange_strong(&times[place], &last,
		    now);
	munmap(times, PLACES * sizeof(*times));
	return may;
}
