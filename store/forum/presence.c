/* Slots in shared memory: see presence.h. */
#include "store/forum/presence.h"
#include "store/forum/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUCKETS = 256, BUCKET_SLOTS = 32 };	/* 256 KiB */

/*
 * at, the time it was last said, is the lock: whoever changes a stale one to
 * now has the slot.  Then owner is written, by which a process that slept for
 * long sees that its slot is another's.
 */
struct presence_slot {
	_Atomic int64_t at;
	_Atomic uint64_t owner, member, thread;
};
struct presence_map {
	struct presence_slot slots[BUCKETS][BUCKET_SLOTS];
};

/* --- the file --- */

/* The whole file has its blocks: writing to it never meets a full disk. */
static struct presence_map *
presence_open(int dirfd)
{
	struct presence_map	*p = NULL;
	struct stat	 st;
	void		*map;
	int		 fd;

	fd = openat(dirfd, "presence", O_RDWR | O_CREAT | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd < 0)
		return NULL;
	if (posix_fallocate(fd, 0, sizeof(*p)) == 0 && fstat(fd, &st) == 0 &&
	    st.st_size >= (off_t)sizeof(*p)) {
		map = mmap(NULL, sizeof(*p), PROT_READ | PROT_WRITE,
		    MAP_SHARED, fd, 0);
		p = map == MAP_FAILED ? NULL : map;
	}
	close(fd);
	return p;
}

static struct presence_map *
presence_of(struct store *store)
{
	if (!store->presence_tried)
		store->presence = presence_open(store->dirfd);
	store->presence_tried = true;
	return store->presence;
}

static struct presence_slot *
bucket(struct presence_map *p, uint64_t thread)
{
	return p->slots[thread * 0x9E3779B97F4A7C15u >> 56];
}

/* A time of the future is of before the clock was set back. */
static bool
fresh(int64_t at, int64_t now)
{
	return at <= now && now - at < PRESENCE_STALE;
}

/* --- telling --- */

static void
leave(struct store *store)
{
	struct presence_slot	*slot = store->presence_slot;

	store->presence_slot = NULL;
	if (slot == NULL ||
	    atomic_load(&slot->owner) != store->presence_owner)
		return;
	atomic_store(&slot->thread, 0);
	atomic_store(&slot->member, 0);
	atomic_store(&slot->at, 0);
}

/* A full bucket: this reader is not seen, and reads all the same. */
static void
take(struct store *store, struct presence_map *p, uint64_t member,
    uint64_t thread, int64_t now)
{
	struct presence_slot	*slots = bucket(p, thread);
	int64_t			 at;
	size_t			 i;

	for (i = 0; i < BUCKET_SLOTS; i++) {
		at = atomic_load(&slots[i].at);
		if (fresh(at, now) || !atomic_compare_exchange_strong(
		    &slots[i].at, &at, now))
			continue;
		/* Nobody is seen where the one before was. */
		atomic_store(&slots[i].thread, 0);
		store->presence_owner = (uint64_t)getpid() << 32 |
		    ((uint64_t)clock_ticks() & UINT32_MAX);
		atomic_store(&slots[i].owner, store->presence_owner);
		atomic_store(&slots[i].member, member);
		atomic_store(&slots[i].thread, thread);
		store->presence_slot = &slots[i];
		return;
	}
}

void
presence_set(struct store *store, uint64_t member, uint64_t thread)
{
	struct presence_map		*p = presence_of(store);
	struct presence_slot	*slot = store->presence_slot;
	int64_t			 now = clock_now();

	if (p == NULL)
		return;
	if (member == 0 || thread == 0) {
		leave(store);
		return;
	}
	if (slot != NULL && atomic_load(&slot->owner) ==
	    store->presence_owner && atomic_load(&slot->thread) == thread &&
	    atomic_load(&slot->member) == member) {
		atomic_store(&slot->at, now);
		return;
	}
	leave(store);
	take(store, p, member, thread, now);
}

void
presence_close(struct store *store)
{
	if (store->presence == NULL)
		return;
	leave(store);
	munmap(store->presence, sizeof(*store->presence));
	store->presence = NULL;
}

/* --- asking --- */

uint64_t
presence_mark(struct store *store, uint64_t thread)
{
	struct presence_map		*p = presence_of(store);
	struct presence_slot	*slots;
	int64_t			 now = clock_now();
	uint64_t		 mark = 1;
	size_t			 i;

	if (p == NULL)
		return 0;
	slots = bucket(p, thread);
	for (i = 0; i < BUCKET_SLOTS; i++)
		if (atomic_load(&slots[i].thread) == thread &&
		    fresh(atomic_load(&slots[i].at), now))
			mark = mark * 0x100000001B3u +
			    atomic_load(&slots[i].member);
	return mark;
}

static int
name_compare(const void *a, const void *b)
{
	const struct str	*x = a, *y = b;
	size_t			 len = x->len < y->len ? x->len : y->len;
	int			 c = memcmp(x->p, y->p, len);

	return c != 0 ? c : x->len < y->len ? -1 : x->len > y->len;
}

/* Added unless it is there already: two windows are one person. */
static void
name_add(struct reader *r, uint64_t member, struct str **names, size_t *count)
{
	struct member	record;
	size_t		i;

	if (member == r->self.id || reader_ignores(r, member) ||
	    load_member(r->txn, member, r->scratch, &record) != OK ||
	    record.presence != PRESENCE_SHOWN)
		return;
	for (i = 0; i < *count; i++)
		if (str_equal((*names)[i], record.handle))
			return;
	*ARENA_PUSH(r->arena, *names, *count) = arena_str(r->arena,
	    record.handle);
}

static void
names_add(struct reader *r, struct presence_map *p, uint64_t thread,
    struct str **names, size_t *count)
{
	struct presence_slot	*slots = bucket(p, thread);
	uint64_t		 member;
	size_t			 i;

	for (i = 0; i < BUCKET_SLOTS; i++) {
		member = atomic_load(&slots[i].member);
		if (atomic_load(&slots[i].thread) == thread && member != 0 &&
		    fresh(atomic_load(&slots[i].at), r->caller.now))
			name_add(r, member, names, count);
	}
	if (*count > 1)
		qsort(*names, *count, sizeof(**names), name_compare);
}

enum err
query_present(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct str **names, size_t *count)
{
	struct presence_map	*p = presence_of(store);
	struct reader	 r;
	struct thread	 thread;
	struct room	 room;
	enum err	 e;

	*names = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = reader_thread(&r, id, &thread, &room);
	if (e == OK && p != NULL && r.self.id != 0 && !r.caller.machine)
		names_add(&r, p, id, names, count);
	return reader_close(&r, e);
}
