/*
 * reader: one query while it runs: a read transaction, who asks, and what is
 * looked up again and again (handles).  Included by query_*.c only.
 */
#ifndef READER_H
#define READER_H

#include "store/forum/forum.h"
#include "store/forum/query.h"

enum { READER_BUCKETS = 256 };

struct handle_known {
	uint64_t member;
	struct str handle;
	bool gone;
	struct handle_known *next;
};

struct reader {
	struct store *store;
	struct txn *txn;
	struct arena *arena;	/* the caller's: what is returned */
	struct arena *scratch;	/* freed with the query */
	struct caller caller;
	struct member self;
	struct handle_known *handles[READER_BUCKETS];
	struct rangeset ignored;	/* members; filled at the first ask */
	bool ignored_known;
	uint64_t watch_thread;		/* the last one asked for, and… */
	enum watch_kind watch;		/* …what the reader said of it */
	uint64_t blind_thread;		/* the last one asked for, and… */
	struct u64s blind;		/* …ordinals said there in the round
					 * that is on, before the reader spoke */
};

/* Begins the read transaction; on failure nothing is left to close. */
enum err reader_open(struct reader *, struct store *, const struct who *,
    struct arena *);
/*
 * The same for a query about a thread that the reader may see: its record,
 * its room's, and what of the room need not be read (*known, the caller's to
 * free).  On failure nothing is left to close or to free.
 */
enum err reader_open_thread(struct reader *, struct store *,
    const struct who *, uint64_t id, struct arena *, struct thread *,
    struct room *, struct rangeset *known);
/* Ends it; returns e, so that a query's last line is this call. */
enum err reader_close(struct reader *, enum err e);

/* Handle of a member; empty for 0 or a record that is not there. */
struct str reader_handle(struct reader *, uint64_t member);
/* The same of what somebody did in a thread: who is gone has another name in
 * each (erase.h). */
struct str reader_author(struct reader *, uint64_t member, uint64_t thread);
/* The record, if the reader may see its room: ERR_NOT_FOUND otherwise. */
enum err reader_room(struct reader *, uint64_t id, struct room *out);
enum err reader_thread(struct reader *, uint64_t id, struct thread *out,
    struct room *room);
enum err reader_post(struct reader *, uint64_t id, struct post *out,
    struct thread *thread, struct room *room);
/* All rooms the reader sees, in order; in the scratch arena. */
enum err reader_rooms(struct reader *, struct room **out, size_t *count);
/* What this reader need not read of a room; *set owned by the caller. */
enum err reader_known(struct reader *, const struct room *,
    struct rangeset *set, bool *forgotten);
/* What the reader follows or muted of threads. */
enum watch_kind reader_watch(struct reader *, const struct thread *);
/* Must the reader speak in the thread's round table before they read this
 * post?  Its words are then kept from them. */
bool reader_blind(struct reader *, const struct thread *, uint64_t ordinal);
/* All such posts, ascending; in the scratch arena. */
enum err reader_blind_posts(struct reader *, struct u64s *out);
/* Does the reader ignore this member?  Damage and guests: no. */
bool reader_ignores(struct reader *, uint64_t member);
/* What the reader follows, or muted (forgotten rooms too), unread first, then
 * the last activity first; views in r->arena. */
enum err reader_watches(struct reader *, enum watch_kind,
    struct watch_view **out, size_t *count);
/* Unread posts of a thread, by arithmetic. */
enum err reader_thread_unread(struct reader *, const struct thread *,
    const struct rangeset *known, uint64_t *out);

/* What store_may() asks policy, for views that carry "may…". */
bool reader_may(const struct reader *, enum capability, const struct target *);

/* A thread's tree in reading order (tree.c); views in arena. */
enum err tree_build(struct reader *, const struct thread *,
    const struct rangeset *known, struct arena *, struct branch_view **out,
    size_t *count);
/* A post_view of a post whose thread and room are at hand. */
enum err view_post(struct reader *, const struct post *,
    const struct thread *, const struct room *, const struct rangeset *known,
    struct post_view *out);
/* Parts of home that other files know: notices and drafts; requests. */
enum err home_own(struct reader *, struct home *out);
enum err home_waiting(struct reader *, struct home *out);
enum err home_cases(struct reader *, struct home *out);
/* What waits for the reader's answer (query_waits.c): all of it; what a thread
 * asks, or ERR_NOT_FOUND. */
enum err reader_waits(struct reader *, struct wait_view **out, size_t *count);
enum err reader_asked(struct reader *, uint64_t thread, struct wait_view *out);
/* The thread's round table (query_round.c). */
enum err reader_round(struct reader *, const struct thread *,
    const struct room *, struct round_view *out);
enum err view_room(struct reader *, const struct room *,
    struct room_view *out);
enum err view_thread(struct reader *, const struct thread *,
    const struct rangeset *known, struct thread_view *out);

#endif
