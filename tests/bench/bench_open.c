/* bench_open: see bench_open.h. */
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bench_open.h"

struct store *store;
struct who who;
struct arena *arena;

double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

void
must(enum err e, const char *what)
{
	if (e != OK)
		fatal("%s: %s", what, err_sentence(e));
}

void
open_here(void)
{
	int dirfd = open(".", O_RDONLY | O_DIRECTORY);

	must(store_open(dirfd, NULL, &store, NULL), "store");
	arena = arena_new();
}

void
open_as(const char *dir, const char *handle)
{
	struct who machine = { .machine = true, .address = "local" };
	struct member_view view;

	if (chdir(dir) != 0)
		fatal("%s: no such directory", dir);
	open_here();
	must(query_member_named(store, &machine, handle, arena, &view),
	    handle);
	who = (struct who){ .member = view.member.id, .address = "local" };
}

uint64_t
first_room(void)
{
	struct room_view *rooms;
	size_t count;

	must(query_rooms(store, &who, arena, &rooms, &count), "rooms");
	return rooms[0].room.id;
}
