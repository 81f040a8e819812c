#include "ui/screens/room_order.h"

#include <stdlib.h>
#include <string.h>

/* Does a stand before b?  Equal ones stay as they came. */
static bool
before(const struct room_view *a, const struct room_view *b,
    enum room_order order)
{
	if (order == ROOMS_UNREAD_FIRST && (a->unread > 0) != (b->unread > 0))
		return a->unread > 0;
	return a->room.last_post > b->room.last_post;
}

void
room_order_sort(struct room_ranks *ranks, struct room_view *rooms,
    size_t count, enum room_order order)
{
	struct room_view one;
	size_t i, k;

	for (i = 1; order != ROOMS_BY_WING && i < count; i++) {
		one = rooms[i];
		for (k = i; k > 0 && before(&one, &rooms[k - 1], order); k--)
			rooms[k] = rooms[k - 1];
		rooms[k] = one;
	}
	ranks->rooms = xrealloc(ranks->rooms,
	    (count + 1) * sizeof(*ranks->rooms));
	ranks->count = count;
	for (i = 0; i < count; i++)
		ranks->rooms[i] = rooms[i].room.id;
}

void
room_order_keep(const struct room_ranks *ranks, struct room_view *rooms,
    size_t count)
{
	struct room_view one;
	size_t i, k, at = 0;

	for (i = 0; i < ranks->count; i++) {
		for (k = at; k < count &&
		    rooms[k].room.id != ranks->rooms[i]; k++)
			;
		if (k == count)
			continue;		/* closed meanwhile */
		one = rooms[k];
		memmove(&rooms[at + 1], &rooms[at], (k - at) * sizeof(one));
		rooms[at++] = one;
	}
}

void
room_order_free(struct room_ranks *ranks)
{
	free(ranks->rooms);
	memset(ranks, 0, sizeof(*ranks));
}
