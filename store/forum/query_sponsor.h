/* query_sponsor: whom one sponsors now, and who sponsors oneself. */
#ifndef QUERY_SPONSOR_H
#define QUERY_SPONSOR_H

#include "store/forum/query.h"

struct godchild_view {
	uint64_t member;
	struct str handle;
	uint8_t status;		/* enum status, as it counts now */
	int64_t until;		/* the sponsor's days end then */
	int64_t vouched;	/* 0: the word is not given */
};
/* Those whose days are not over, the last come first; *sponsor: the handle of
 * one's own, empty if there is none (any more). */
enum err query_godchildren(struct store *, const struct who *, struct arena *,
    struct godchild_view **out, size_t *count, struct str *sponsor);

#endif
