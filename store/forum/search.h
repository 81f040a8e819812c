/*
 * search: the index as store/forum shares it; query_search.h is what others
 * ask.  docs/decisions/0013-search.md says how it lies and why.
 *
 * A scope is one visibility: public rooms, members' rooms, or one private
 * room.  Each has its own segments and its own counts, and nothing of one is
 * read for a person who sees only others.  A post that was written, changed
 * or deleted stands in DB_SEARCH_TODO until it is indexed; what segments say
 * of such a post is not believed, its text is looked through instead.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "store/forum/forum.h"
#include "store/forum/search_block.h"
#include "store/forum/search_docs.h"
#include "store/forum/search_work.h"
#include "store/forum/search_word.h"

enum {
	SEARCH_VERSION = 1,		/* another one: the index is rebuilt */
	SEARCH_PENDING = 200,		/* posts scanned; over that the writer
					 * helps the indexer */
	SEARCH_BATCH = 200,		/* posts indexed in a transaction */
	SEARCH_STEP_MS = 25,		/* of a merge in a transaction */
	SEARCH_FANOUT = 4,		/* segments of a size that are merged */
	SEARCH_INPUTS = 8,		/* at most */
	SEARCH_FIELDS = 4,		/* title, restatement, agreement, text */
	SCOPE_PUBLIC = 1, SCOPE_MEMBERS = 2, SCOPE_ROOMS = 16,
};

/* The scope that a room's posts belong to now. */
uint64_t search_scope(const struct room *);
/* How far the index of a store is. */
struct search_state {
	uint64_t version;	/* 0: there is none yet */
	bool clearing;		/* what an older version left is going */
	uint64_t next;		/* posts from here on are not known to be
				 * indexed; 0: all are */
};
enum err search_state_load(struct txn *, struct search_state *out);
enum err search_state_save(struct txn *, const struct search_state *);
/*
 * A post that cannot be read: none of search's business, which goes on with
 * the others (`check` tells of it).
 */
static inline bool
search_unreadable(enum err e)
{
	return e == ERR_NOT_FOUND || e == ERR_DAMAGED || e == ERR_NEWER;
}
/* Whole: nothing but DB_SEARCH_TODO is missing from it. */
bool search_whole(const struct search_state *);

/* In a writer's transaction: this post of this room was written, changed or
 * deleted. */
enum err search_touch(struct txn *, const struct room *, uint64_t post);
/* In the transaction of a store's first post: nothing was missed so far. */
enum err search_begin(struct txn *);
/*
 * In a writer's transaction: the room had another visibility before.  Its
 * posts follow in batches; until then those left behind are hidden, and who
 * searches the new scope is told that hits may be missing.
 */
enum err search_room_moved(struct txn *, const struct room *before,
    const struct room *after);
/* After a writer's commit: indexes if more than SEARCH_PENDING wait. */
void search_help(struct store *);
/* One batch of each kind (search_work.c and search_merge.c); *did: it found
 * something to do. */
enum err search_index_batch(struct store *, bool *did);
enum err search_merge_step(struct store *, bool *did);
enum err search_clear_step(struct store *, bool *did);
/* The same with another bound of time, looked at every so many postings. */
enum err search_merge_some(struct store *, int ms, unsigned every, bool *did);
struct words *search_words(struct store *);
/*
 * May this address, which is a guest's, search now?  Once a second; counted in
 * DIR/slots/search, which all processes map, and not in the store: who only
 * reads needs no write to succeed.  Where there is no such file: yes.
 */
bool search_rate_take(struct store *, const char *address);

/* --- segments --- */
/* Those of a scope in a state, in order of their numbers; in the arena. */
enum err segments_load(struct txn *, uint64_t scope, enum segment_state,
    struct arena *, struct segment **out, size_t *count);
/* All of all scopes and states. */
enum err segments_all(struct txn *, struct arena *, struct segment **out,
    size_t *count);
enum err segment_put(struct txn *, const struct segment *);
/* Posts of a segment that it must not speak of any more. */
enum { DEAD_POSTS = 4096, DEAD_BYTES = DEAD_POSTS / 8 };
bool dead_has(struct txn *, uint64_t segment, uint32_t post);
/* Keeps who is dead now, for a merge that begins: under the segment's number
 * with this bit. */
#define SEARCH_FROZEN (UINT64_C(1) << 63)
enum err dead_freeze(struct txn *, uint64_t segment);
/* Takes a post out of whichever living segment of the scope holds it. */
enum err segment_kill(struct txn *, struct segment *segments, size_t count,
    uint64_t post);

/*
 * A step of the merge that makes *out, of `all` segments: until merge_clock()
 * is past `end`, which is looked at every so many postings (search_merge.c).
 */
enum err merge_step(struct txn *, const struct segment *out,
    const struct segment *all, size_t count, int64_t end, unsigned every);
int64_t merge_clock(void);	/* nanoseconds */

/* --- one batch being built --- */
struct build;
struct build *build_new(void);		/* caller: build_free() */
void build_free(struct build *);	/* NULL is fine */
/* Posts ascending.  fields: SEARCH_FIELDS texts, some may be empty. */
void build_post(struct build *, struct words *, const struct post *,
    const struct str *fields);
/* Writes what was built as a segment; nothing if there was no post. */
enum err build_write(struct build *, struct txn *, uint64_t scope);
/* The entry of the one post that was built. */
void build_print(struct build *, struct doc *out);
/* Filters: terms of a room, an author, a type; in the arena. */
struct str filter_term(char kind, uint64_t id, struct arena *);
/* The texts of a post that are searched, as they are now. */
enum err search_fields(struct txn *, const struct post *, struct arena *,
    struct str fields[static SEARCH_FIELDS]);

#endif
