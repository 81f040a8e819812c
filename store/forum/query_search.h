/*
 * query_search: finds posts by their words.  What the caller may not see adds
 * nothing: no hit, no count, no weight, no time.
 */
#ifndef QUERY_SEARCH_H
#define QUERY_SEARCH_H

#include "store/base/text_search.h"
#include "store/forum/query.h"

enum {
	SEARCH_PAGE_MAX = 500,		/* hits of a page */
	SEARCH_DEPTH_MAX = 1000,	/* hits that can be paged through */
	SEARCH_BUDGET_MS = 50,		/* of processor time; and half as
					 * much for the page's snippets */
	SEARCH_SNIPPET = 160,		/* bytes */
};

enum search_order { SEARCH_BEST, SEARCH_NEWEST };

/* What is looked for.  words: as typed, with filters and phrases
 * (search_query.h says how they are read). */
struct search_ask {
	struct str words;
	enum search_order order;
	size_t from, limit;	/* page: hits passed over, hits wanted (1 to
				 * SEARCH_PAGE_MAX) */
	uint32_t budget_us;	/* processor time; 0: SEARCH_BUDGET_MS */
	bool typing;		/* the last word is still being typed: what
				 * begins so is found, too, and a filter that
				 * is not whole yet is passed over */
};

struct search_hit {
	uint64_t post, thread, parent, room;
	uint8_t type;			/* enum post_type */
	int64_t created;
	struct str author, room_name, room_title;
	struct str title;		/* of the thread */
	struct str snippet;		/* some of the text, on one line */
	struct text_range *ranges;	/* what was found in it; ascending */
	size_t range_count;
	bool before, after;		/* text was left out there */
	bool ignored;			/* the reader ignores its author: there
					 * is no snippet */
};
struct search_found {
	struct search_hit *hits;
	size_t count;
	uint64_t total;		/* hits in all; at least so many if partial */
	bool partial;		/* it stopped before the end: time was up, or
				 * the index is still being made */
};

/*
 * ERR_INPUT: nothing to look for, or a filter that says nothing (*why);
 * ERR_NOT_FOUND: a room or an author that the caller does not know of, named
 * in *why; ERR_LIMIT: a guest's second search within a second, counted by
 * address.
 */
enum err query_search(struct store *, const struct who *,
    const struct search_ask *, struct arena *, struct search_found *out,
    struct refusal *why);

#endif
