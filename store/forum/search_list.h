/*
 * search_list: the postings of a term in a segment, walked in order of posts,
 * and of several terms at once.
 */
#ifndef SEARCH_LIST_H
#define SEARCH_LIST_H

#include "store/forum/search.h"

enum { LIST_END = UINT32_MAX };	/* no post */

struct list {
	struct cursor *cursor;		/* of DB_SEARCH, borrowed, shared */
	uint64_t segment, total;	/* total: posts, about */
	struct str term;
	struct block_reader row;	/* behind the chunk in hand */
	struct chunk chunk;
	/* Once begun: the chunk in hand, taken apart. */
	uint32_t *posts, *times;
	uint32_t at, post;
	uint32_t placed;		/* whose places begin at `place` */
	const uint8_t *place;
};

/*
 * Looks a term up.  *list is set if there are postings (true); *forms (may be
 * NULL; arena) gets the forms whose stem the term is.
 */
bool list_find(struct cursor *, uint64_t segment, struct str term,
    struct arena *, struct list *list, struct str **forms, size_t *count);
/* All terms that begin so, at most `most`; *cut: there are more. */
void list_find_prefix(struct cursor *, uint64_t segment, struct str prefix,
    size_t most, struct arena *, struct list **out, size_t *count, bool *cut);

/* Several lists as one: each post of any of them, once. */
struct merged {
	struct list **heap;
	size_t count;
	uint64_t total;		/* of all of them */
	uint32_t post;		/* in hand; LIST_END: at the end */
};
/* Begins them; memory for it from the arena. */
void merged_begin(struct merged *, struct list *lists, size_t count,
    struct arena *);
/* To the first post from `post` on. */
void merged_seek(struct merged *, uint32_t post);
/* How often the post in hand holds any of the terms. */
uint32_t merged_times(const struct merged *);
/* Where; sorted, in the arena. */
void merged_places(struct merged *, struct arena *, uint32_t **out,
    size_t *count);

#endif
