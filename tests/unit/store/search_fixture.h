/*
 * search_fixture: short ways to look for something, and to have it indexed.
 */
#ifndef SEARCH_FIXTURE_H
#define SEARCH_FIXTURE_H

#include "forum_fixture.h"

#include "store/forum/query_search.h"
#include "store/forum/search.h"
#include "store/forum/search_query.h"

/* All that waits, and all merges. */
void index_all(struct forum *);
/* The best hundred; fails the test if the search is refused. */
struct search_found look(struct forum *, struct who, const char *words);
/* What an act of sysops will do. */
void room_set_visibility(struct forum *, uint64_t room, enum visibility);

#endif
