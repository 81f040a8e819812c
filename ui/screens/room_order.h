/*
 * room_order: the orders of the list of rooms (`t`).  Reading on (Space) keeps
 * to the order of wings whatever the list shows.
 */
#ifndef ROOM_ORDER_H
#define ROOM_ORDER_H

#include "ui/core/ui.h"

enum room_order { ROOMS_BY_WING, ROOMS_BY_ACTIVITY, ROOMS_UNREAD_FIRST,
	ROOM_ORDERS };

/* The order in which the reader sees them, kept while the list shows. */
struct room_ranks {
	uint64_t *rooms;	/* owned */
	size_t count;
};

/* Sorts rooms as they come from query_rooms(), and remembers the order. */
void room_order_sort(struct room_ranks *, struct room_view *, size_t count,
    enum room_order);
/* Puts them in the remembered order, new ones last: a list that shows is not
 * sorted by itself. */
void room_order_keep(const struct room_ranks *, struct room_view *,
    size_t count);
void room_order_free(struct room_ranks *);

#endif
