/*
 * forum: what the files of store/forum share and nobody else includes: the
 * open store, records loaded by number, marks, and the one visibility
 * function.  All of it works inside a transaction that the caller holds.
 */
#ifndef FORUM_H
#define FORUM_H

#include "store/base/clock.h"
#include "store/base/rangeset.h"
#include "store/base/text.h"
#include "store/engine/keys.h"
#include "store/forum/act.h"

enum {
	FORUM_DAY = 86400,
	FORUM_FLOOR_DAYS = 14,		/* unread for a new member */
	FORUM_YOUNG_DAYS = 180,		/* of a store: delays are waived */
	FORUM_PROLONGED_DAYS = 30,	/* the last two moderators */
	FORUM_CODE_KEY = 32,		/* bytes: keys the hashes of codes */
	FORUM_CHUNK = 256,		/* ordinals in a DB_THREAD_ORD row */
	FORUM_RATE_SHIFT = 56,
	FORUM_EDIT_FREELY = 15 * 60,	/* seconds without visible history */
	FORUM_NOTICES_LOOKED_AT = 500,	/* the last ones; older ones rest */
	FORUM_WATCHES_MAX = 500,	/* of a member */
	FORUM_IGNORED_MAX = 200,	/* by a member */
};

/* Kinds of DB_RATE rows: key (member or address, kind and id, day). */
enum rate { RATE_THREADS = 1, RATE_REPLIES, RATE_THREAD_REPLIES, RATE_POSTS,
	RATE_WRONG_CODE, RATE_REQUESTS, RATE_MESSAGES, RATE_THANKS,
	RATE_DUELS,		/* of all: how often d was so many tenths */
	RATE_VIEWS,		/* of a thread: this profile was invited */
	RATE_FLAGS };		/* posts that one flagged */

/* Forgets what the process remembers of the store: after an aborted write. */
void store_forget(struct store *);

struct floor_mark { uint64_t member, room, ordinal; };

struct store {
	struct db *db;
	int dirfd;			/* borrowed from store_open()'s caller */
	int64_t young_until;		/* delays are waived before */
	/*
	 * All mandates, as of change counter `mandates_at`: they change a few
	 * times a month and are asked at every deed.  Read only at the start
	 * of a transaction, so an aborted grant never stays here.
	 */
	struct arena *mandate_arena;
	struct mandate *mandates;
	size_t mandate_count;
	uint64_t mandates_at;
	bool mandates_known;
	/* Where a member's floor lies in a room: never changes once known. */
	struct floor_mark *floors;
	size_t floor_count, floor_room;
	/* Who reads what now (presence.c): NULL until asked, or not to be
	 * had; and the slot that this process holds. */
	struct presence_map *presence;
	struct presence_slot *presence_slot;
	uint64_t presence_owner;
	bool presence_tried;
	struct words *words;		/* search_word.h; NULL: none yet */
	long *settings;			/* setting.c; NULL: not read yet */
	uint64_t settings_at;		/* as of this change counter */
	/* The charter that stands, as of this counter and transaction; those
	 * before stay in the arena (charter.c). */
	const struct charter *charter;
	uint64_t charter_at, charter_txn;
	struct arena *charter_arena;
};

/* --- records by number: ERR_NOT_FOUND, ERR_DAMAGED, ERR_NEWER, ERR_IO --- */
enum err load_member(struct txn *, uint64_t id, struct arena *,
    struct member *);
enum err load_room(struct txn *, uint64_t id, struct arena *, struct room *);
enum err load_thread(struct txn *, uint64_t id, struct arena *,
    struct thread *);
enum err load_post(struct txn *, uint64_t id, struct arena *, struct post *);
/* The text of one revision; ERR_NOT_FOUND once purged. */
enum err load_text(struct txn *, uint64_t post, uint32_t revision,
    struct arena *, struct str *out);
/* Number of the member whose handle folds to this; ERR_NOT_FOUND. */
enum err find_member(struct txn *, struct str handle, struct arena *,
    uint64_t *out);
enum err find_room(struct txn *, struct str name, uint64_t *out);

/* The key of message `number` between two members, in either order. */
struct key message_key(uint64_t member, uint64_t other, uint64_t number);
/* Is it gone from the side of this one of the two? */
bool message_gone(const struct message *, uint64_t member);
/* One's side of a conversation; ERR_NOT_FOUND if it holds nothing. */
enum err load_talk(struct txn *, uint64_t member, uint64_t other,
    struct arena *, struct talk *);

/* The key of a thread in DB_ROOM_THREAD: last activity first, and of one
 * second the thread that was opened last; and back. */
struct key room_thread_key(const struct thread *);
uint64_t room_thread_id(struct str key);

/* --- the caller --- */

/*
 * What policy knows of who, now.  self (may be NULL) gets the member record,
 * its status already the one that counts (a newcomer whose time has come is
 * a member); zeroed for guests and the machine.  *risen (may be NULL): the
 * stored status is behind.
 */
enum err caller_load(struct store *, struct txn *, const struct who *,
    struct arena *, struct caller *out, struct member *self, bool *risen);
/* The same for any member, without address. */
enum err caller_of(struct store *, struct txn *, uint64_t member,
    struct arena *, struct caller *out);
/* Adds a newcomer's day to *caller: thread 0 = none in hand. */
enum err caller_day(struct txn *, struct caller *, uint64_t thread);
/* Is it living now, prolongation of the last two moderators included? */
bool mandate_living(const struct store *, const struct mandate *, int64_t now);
/* When one that lives ends: its date, or that of its prolongation now. */
int64_t mandate_until(const struct mandate *, int64_t now);
/* Does the same person hold the same role on, when this one has run out? */
bool mandate_renewed(const struct store *, const struct mandate *);
/* Fills the cache of mandates if it is behind. */
enum err mandates_load(struct store *, struct txn *);

/* --- visibility --- */

/* May this member know of the post, in a room they see?  What is withheld is
 * for its author and the person who is to answer. */
bool post_known(const struct post *, uint64_t member);
/*
 * The one visibility function.  OK, or ERR_NOT_FOUND: for this caller the
 * room does not exist.
 */
enum err room_visible(struct txn *, const struct caller *, const struct room *);
/* Does member stand on the room's list? */
bool room_listed(struct txn *, uint64_t room, uint64_t member);

/* --- read marks --- */

/* What a member has read of a room: marks, floor; without tombstones. */
struct marks {
	struct rangeset read;		/* owned */
	bool forgotten, stored;
};
void marks_free(struct marks *);
enum err marks_load(struct store *, struct txn *, const struct member *,
    const struct room *, struct marks *out);
enum err marks_save(struct txn *, uint64_t member, uint64_t room,
    const struct marks *);
/* Adds the room's tombstones to *set. */
enum err dead_load(struct txn *, uint64_t room, struct rangeset *set);
/* marks, tombstones and muted threads together: the complement is what is
 * unread.  Guests: everything is read. */
enum err known_load(struct store *, struct txn *, const struct member *,
    const struct room *, struct rangeset *out, bool *forgotten);
/* Adds a thread's ordinals to *set. */
enum err ordinals_load(struct txn *, const struct thread *,
    struct rangeset *set);
/* Post and thread at an ordinal of a room. */
enum err ordinal_post(struct txn *, uint64_t room, uint64_t ordinal,
    uint64_t *post, uint64_t *thread);
enum err bytes_put(struct txn *, enum record, struct str key,
    const struct rangeset *);

/* --- what one wants to hear of (watch.c) --- */

/* Of a thread, or of a room (thread 0); guests and damage: WATCH_NONE. */
enum watch_kind watch_of(struct txn *, uint64_t member, uint64_t room,
    uint64_t thread);
/* All of a member's rows, or those in one room (0 = any), in the arena. */
enum err watches_load(struct txn *, uint64_t member, uint64_t room,
    struct arena *, struct watch **out, size_t *count);
/* Adds the ordinals of the threads that member muted in the room to *set. */
enum err muted_load(struct txn *, uint64_t member, uint64_t room,
    struct rangeset *set);
/* Does member ignore other?  Whoever writes to somebody asks this; nothing
 * ever tells it to other. */
bool member_ignores(struct txn *, uint64_t member, uint64_t other);
/* All whom member ignores, as a set of their numbers. */
enum err ignored_load(struct txn *, uint64_t member, struct rangeset *set);

/* --- small numbers --- */
uint64_t rate_get(struct txn *, uint64_t who, enum rate, uint64_t id,
    uint64_t day);
enum err rate_bump(struct txn *, uint64_t who, enum rate, uint64_t id,
    uint64_t day);
/* What stands for an address in these rows: a hash, not the address; one for
 * all that address.h counts as one. */
uint64_t rate_address(const char *address);
/* Days since this member came: day 0 is their first. */
uint64_t rate_day(int64_t joined, int64_t now);

#endif
