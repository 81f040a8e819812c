/*
 * db: ordered keys and values with transactions and cursors; db.c, db_env.c,
 * db_map.c and db_scrub.c alone see LMDB.  Another ordered transactional engine could
 * stand behind this header.
 *
 * Caveats, LMDB's own: a value read is valid only until its transaction ends
 * or writes (copy it out); no transaction may span a key press; one
 * transaction a thread, one env a process, opened after the fork; a process
 * must not open the same store twice (it ends if it does); a full map is
 * grown by db_begin() and a commit that finds the disk full leaves the store
 * as it was.
 */
#ifndef DB_H
#define DB_H

#include "store/base/base.h"

struct db;		/* an open store */
struct txn;		/* a transaction */
struct cursor;

/* name on disk; keys are built in keys.h; values are records or, where said,
 * raw bytes.  Append only: never reorder, never reuse. */
#define DB_TABLES(X)							\
	X(DB_META,	"meta")		/* name -> raw value */		\
	X(DB_MEMBER,	"member")	/* member */			\
	X(DB_HANDLE,	"handle")	/* folded handle -> u64 member */ \
	X(DB_KEY,	"key")		/* member, key number -> sshkey */ \
	X(DB_SECRET,	"secret")	/* member -> password hash */	\
	X(DB_INVITE,	"invite")	/* hash of code -> invite */	\
	X(DB_MANDATE,	"mandate")	/* mandate id -> mandate */	\
	X(DB_ROOM,	"room")		/* room */			\
	X(DB_ROOM_NAME,	"room_name")	/* name -> u64 room */		\
	X(DB_ROOM_MEMBER, "room_member") /* room, member -> empty */	\
	X(DB_ROOM_POST,	"room_post")	/* room, ordinal -> post, thread */ \
	X(DB_ROOM_THREAD, "room_thread") /* room, ~activity, ~thread */	\
	X(DB_THREAD,	"thread")	/* thread (= opening post's number) */ \
	X(DB_THREAD_POST, "thread_post") /* thread, post -> branch row */ \
	X(DB_THREAD_ORD, "thread_ord")	/* thread, chunk -> rangeset */	\
	X(DB_POST,	"post")		/* post -> head, without text */ \
	X(DB_TEXT,	"text")		/* post, revision -> text */	\
	X(DB_DEAD,	"dead")		/* room -> rangeset of tombstones */ \
	X(DB_READ,	"read")		/* member, room -> readmark */	\
	X(DB_DRAFT,	"draft")	/* member, draft number -> draft */ \
	X(DB_UNSENT,	"unsent")	/* member, kind, subject -> unsent */ \
	X(DB_NOTICE,	"notice")	/* member, notice number -> notice */ \
	X(DB_COUNTER,	"counter")	/* kind, id -> u64 change counter */ \
	X(DB_LOG,	"log")		/* entry number -> log entry */	\
	X(DB_SEQUENCE,	"sequence")	/* name -> u64 last number given */ \
	X(DB_RATE,	"rate")		/* member, kind, day -> u64 */	\
	X(DB_VOICE,	"voice")	/* thread, member -> voice (share.h) */ \
	X(DB_WATCH,	"watch")	/* member, room, thread or 0 -> watch */ \
	X(DB_IGNORE,	"ignore")	/* member, whom they ignore -> ignored */ \
	X(DB_TALK,	"talk")		/* member, other -> talk */	\
	X(DB_MESSAGE,	"message")	/* low, high, number -> message */ \
	X(DB_WORDLIST,	"wordlist")	/* member -> wordlist */ \
	X(DB_SEARCH,	"search")	/* segment, term, 0, post -> row of the \
					 * index (search_block.h) */	\
	X(DB_SEARCH_SEGMENT, "search_segment") /* scope, segment -> segment */ \
	X(DB_SEARCH_DEAD, "search_dead") /* segment, post / 4096 -> bits */ \
	X(DB_SEARCH_TODO, "search_todo") /* scope, post -> empty */	\
	X(DB_SEARCH_MOVE, "search_move") /* room, scope left, scope entered -> \
					 * u64 next ordinal */	\
	X(DB_SETTING,	"setting")	/* name -> u64 value, where it is not \
					 * the default */		\
	X(DB_TERM,	"term")		/* term */			\
	X(DB_GODCHILD,	"godchild")	/* sponsor, ~since, member -> empty */ \
	X(DB_GLOSSARY,	"glossary")	/* words of the term, 0, id -> empty */ \
	X(DB_WAIT,	"wait")		/* member, kind, id -> wait */	\
	X(DB_DUEL,	"duel")		/* thread, low, high -> duel */	\
	X(DB_VOLUNTEER,	"volunteer")	/* member -> volunteer */ \
	X(DB_STAND,	"stand")	/* synthesis, member -> stand */ \
	X(DB_ROUND,	"round")	/* thread -> round */		\
	X(DB_CASE,	"case")		/* case -> casefile */		\
	X(DB_CASE_QUEUE, "case_queue")	/* opened, case -> empty: to be decided */ \
	X(DB_FLAG,	"flag")		/* case, member -> flag */	\
	X(DB_WITHHELD,	"withheld")	/* thread, author -> u64 post */ \
	X(DB_CHARTER,	"charter")	/* version, from 2 on -> charter row */ \
	X(DB_DECISION,	"decision")	/* decision */			\
	X(DB_DECIDED,	"decided")	/* whom it concerns, decision -> empty */ \
	X(DB_RESTRAINT,	"restraint")	/* member, decision -> restraint */ \
	X(DB_MAILING,	"mailing")	/* member -> mailing */		\
	X(DB_LETTER,	"letter")	/* number -> letter */		\
	X(DB_APPEAL,	"appeal")	/* appeal */			\
	X(DB_JURY,	"jury")		/* appeal -> jury */		\
	X(DB_JUROR,	"juror")	/* appeal, member -> juror */	\
	X(DB_JURYSAY,	"jury_say")	/* appeal, number -> jurysay */	\
	X(DB_SALT,	"salt")		/* member, appeal -> 32 bytes (draw.h) */ \
	X(DB_NONCE,	"nonce")	/* number -> nonce */		\
	X(DB_JUDGED,	"judged")	/* who flagged, case -> u64 time, u64 \
					 * how (judged.h) */			\
	X(DB_RESERVED,	"reserved")	/* hash of a folded handle that nobody \
					 * may have again -> empty */

enum db_table {
#define X(id, name) id,
	DB_TABLES(X)
#undef X
	DB_TABLE_COUNT
};
const char *db_table_name(enum db_table t);

enum { DB_KEY_MAX = 511 };	/* bytes */

struct db_options {
	bool read_only;
	size_t map_size;	/* bytes; 0: the default, 64 GiB reserved */
	unsigned max_readers;	/* 0: the default, 8192 */
};

/*
 * Creates data.mdb in the directory open as dirfd (which becomes the current
 * directory of the caller): all tables, the meta rows format, features,
 * checksum key, created.  test_clock marks a test store.  ERR_EXISTS if there
 * is one already.
 */
enum err db_create(int dirfd, bool test_clock);
/*
 * Opens the store in dirfd, which becomes the current directory (LMDB is given
 * "." only: no path from outside).  opts may be
 * NULL.  ERR_NOT_FOUND, ERR_NEWER (a feature or format this program does not
 * know: *why names it), ERR_DAMAGED, ERR_IO.  On a test store maps the clock.
 * Call after fork, once a process.
 */
enum err db_open(int dirfd, const struct db_options *opts, struct db **out,
    struct refusal *why);
void db_close(struct db *);	/* NULL is fine; no transaction may be open */
bool db_is_test(const struct db *);
/*
 * The last transaction that a reader who begins now sees: 5 ns, no lock, while
 * nothing is written.  The idle tick.
 */
uint64_t db_last_txn(struct db *);

struct db_info {
	uint64_t map_size, used, readers, max_readers, last_txn;
	uint64_t entries[DB_TABLE_COUNT];
};
enum err db_info(struct db *, struct db_info *out);
/*
 * Overwrites in the file what was deleted: pages that are free, and the free
 * room of those in use.  Pages that a reader may still see are kept and
 * counted: again later.  Holds the write lock for as long as reading the file
 * takes.  ERR_IO, ERR_FULL; the store is as it was.
 */
struct db_scrubbed { size_t pages, gaps, kept; };
enum err db_scrub(struct db *, struct db_scrubbed *out);
/* Clears the slots of readers that died; returns how many. */
int db_clear_readers(struct db *);
/*
 * For seeds and benchmarks only: while on, commits of this process are not
 * forced to the disk (a power cut may cost all of them and the store itself);
 * off forces everything at once.  ERR_DENIED while a server's keeper holds its
 * lock on "keeper.lock"; ERR_FULL or ERR_IO if the disk would not take it.
 */
enum err db_bulk(struct db *, bool on);

/*
 * A read transaction sees one snapshot; a write transaction is alone.
 * Handles MDB_MAP_RESIZED.  db_commit frees the txn whatever it returns;
 * ERR_FULL when the disk is full (ENOSPC, EIO, MDB_MAP_FULL): nothing has
 * changed then.  db_abort(NULL) is fine.
 * A few megabytes stay in reserve: only begin_reserve may fill them, so that
 * a sysop can still delete (see DB_RESERVE in db.c).
 */
enum err db_begin_read(struct db *, struct txn **out);
enum err db_begin_write(struct db *, struct txn **out);
enum err db_begin_reserve(struct db *, struct txn **out);
enum err db_commit(struct txn *);
void db_abort(struct txn *);
/* The 16 bytes that key this store's checksums; live as long as the store. */
const uint8_t *db_checksum_key(const struct txn *);

/* Raw values.  db_get: *out borrowed until the txn ends or writes. */
enum err db_get(struct txn *, enum db_table, struct str key, struct str *out);
enum err db_put(struct txn *, enum db_table, struct str key, struct str val);
/* As db_put, ERR_EXISTS if the key is there. */
enum err db_add(struct txn *, enum db_table, struct str key, struct str val);
enum err db_del(struct txn *, enum db_table, struct str key);

/* Cursors: freed with db_cursor_close() before their transaction ends. */
enum err db_cursor_open(struct txn *, enum db_table, struct cursor **out);
void db_cursor_close(struct cursor *);	/* NULL is fine */
/* First pair with key >= `from`; ERR_NOT_FOUND past the end. */
enum err db_seek(struct cursor *, struct str from, struct str *key,
    struct str *val);
/* Last pair with key < `before`. */
enum err db_seek_before(struct cursor *, struct str before, struct str *key,
    struct str *val);
enum err db_next(struct cursor *, struct str *key, struct str *val);
enum err db_prev(struct cursor *, struct str *key, struct str *val);

/*
 * Sequences: next number of a named sequence, 1, 2, 3…; never reused, even
 * after a deletion.  Write transactions only.
 */
enum err db_sequence_next(struct txn *, const char *name, uint64_t *out);
/* Rows of a table, as this transaction sees it: no walk. */
uint64_t db_count(struct txn *, enum db_table);
/* Change counters: kind is one of enum change (model.h); 0 if never bumped. */
enum err db_counter_bump(struct txn *, uint8_t kind, uint64_t id);
uint64_t db_counter(struct txn *, uint8_t kind, uint64_t id);

#endif
