/*
 * search_eval: a query while it runs.  search_find.c looks its words up in
 * the segments, search_eval.c walks them, search_scan.c reads the posts that
 * are not indexed yet, query_search.c brings it all together.
 */
#ifndef SEARCH_EVAL_H
#define SEARCH_EVAL_H

#include "store/forum/query_search.h"
#include "store/forum/reader.h"
#include "store/forum/search_list.h"
#include "store/forum/search_query.h"

enum { EVAL_LISTS_MAX = 500 };	/* terms that one beginning stands for */

/* The lists of one word in one segment. */
struct eval_lists { struct list *lists; size_t count; };

struct eval_segment {
	struct segment segment;
	struct eval_scope *scope;
	struct eval_lists *parts;	/* one a part */
	bool whole;			/* each part has lists */
};

struct eval_scope {
	uint64_t id;
	uint32_t *pending;		/* ascending: not to be believed */
	size_t pending_count;
	uint64_t *left;			/* rooms on their way out of it */
	size_t left_count;
};

/* A part of the query, all clauses in a row. */
struct eval_part {
	const struct search_part *part;
	uint64_t posts;			/* that hold it, about */
	double weight;
};

struct eval_hit { double score; uint64_t post; };

struct eval {
	struct reader *r;
	struct words *words;
	struct search_query q;
	struct cursor *cursor;
	struct arena *arena;		/* of the query */
	struct arena *scratch;		/* of a segment, or of a post */
	struct eval_scope *scopes;
	size_t scope_count;
	struct eval_segment *segments;	/* last posts first */
	size_t segment_count;
	struct eval_part *parts;
	size_t part_count;
	/* Filters; a list that is given but empty fits nothing. */
	uint64_t rooms[SEARCH_FILTERS_MAX], authors[SEARCH_FILTERS_MAX];
	uint64_t types[SEARCH_FILTERS_MAX];
	size_t room_count, author_count, type_count;
	int64_t after, before;		/* 0: none */
	bool nothing;			/* a filter fits nothing at all */
	struct u64s blind;		/* posts the reader may not read yet:
					 * neither hits nor counted */
	/* What the visible scopes hold. */
	uint64_t posts, words_in_all;
	enum search_order order;
	int64_t end;			/* of processor time, nanoseconds */
	unsigned turns;
	bool partial;
	/* The best so far: a heap, the least of them on top. */
	struct eval_hit *hits;
	size_t hit_count, hit_most;
	uint64_t total;
};

/* Is the time up?  Looks at the clock every so many calls. */
bool eval_late(struct eval *);
/* Lists of all parts in all segments, and their weights. */
void eval_find(struct eval *);
/* The postings of one filter's values in a segment; in scratch. */
void eval_filter(struct eval *, const struct eval_segment *, char kind,
    const uint64_t *ids, size_t count, struct merged *out);
/* Walks all segments. */
void eval_run(struct eval *);
/* Reads the posts of all scopes that wait for the indexer. */
enum err eval_scan(struct eval *);
/* One more hit. */
void eval_add(struct eval *, uint64_t post, double score);
/* What a clause adds to a post's score. */
double eval_score(const struct eval *, double weight, uint32_t times,
    uint32_t words);

#endif
