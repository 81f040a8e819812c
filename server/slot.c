#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "server/slot.h"

static char *pages;
static size_t page_count, page_size;

enum err
slots_open(size_t count)
{
	page_size = (size_t)sysconf(_SC_PAGESIZE);
	page_count = count;
	pages = mmap(NULL, count * page_size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (pages == MAP_FAILED) {
		pages = NULL;
		return ERR_IO;
	}
	return OK;
}

struct slot *
slots_take(size_t i)
{
	struct slot *slot = (struct slot *)(pages + i * page_size);

	memset(slot, 0, sizeof(*slot));
	return slot;
}

void
slots_keep(size_t i)
{
	if (pages == NULL)
		return;
	if (i >= page_count) {
		munmap(pages, page_count * page_size);
		return;
	}
	if (i > 0)
		munmap(pages, i * page_size);
	if (i + 1 < page_count)
		munmap(pages + (i + 1) * page_size,
		    (page_count - i - 1) * page_size);
}
