/*
 * check: what its parts share.  check.c walks the tables; check_agree.c and
 * check_thread.c know what records say about each other, check_index.c the
 * rows without records.
 */
#ifndef CHECK_H
#define CHECK_H

#include "store/base/rangeset.h"
#include "store/engine/keys.h"
#include "store/forum/model.h"

enum { CHECK_BATCH = 4096 };	/* rows that one snapshot is held for */

struct check {
	struct db *db;
	struct txn *txn;	/* reads; another every CHECK_BATCH rows */
	struct arena *arena;	/* reset after each row */
	void (*report)(void *arg, const char *line);
	void *arg;
	uint64_t damages;
	/* The row in hand. */
	enum db_table table;
	struct str key, val;
	/* Tombstones of the room last asked for. */
	uint64_t dead_room;
	struct rangeset dead;
	struct check_search *search;	/* check_search.c's own; NULL at first */
};

/* One line: table and key of the row in hand, then what is wrong with it. */
void check_damage(struct check *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Loads a record of another table; false (nothing said) if it is not there
 * or damaged, which its own table's walk tells. */
bool check_load(struct check *, enum record, struct key key, void *rec);
bool check_has(struct check *, enum db_table, struct key key);

/* Says so unless t has a row id; `what` it is to the row in hand. */
void check_wants(struct check *, enum db_table t, uint64_t id,
    const char *what);

/* The key of the row in hand is this one, which its record says too; false:
 * it was said that it is not. */
bool check_keyed(struct check *, struct key wanted);
/* The last number given out is not behind id. */
void check_numbered(struct check *, const char *sequence, uint64_t id);
/* How many rows of t have a key that begins with id; 0 if it cannot be read. */
uint64_t check_rows(struct check *, enum db_table t, uint64_t id);
/* Says so if a count that the row keeps is not what there is. */
void check_counted(struct check *, const char *what, uint64_t says,
    uint64_t are);
/* *out of its bytes; caller: rangeset_free(); false: damage was said. */
bool check_ranges(struct check *, struct str bytes, struct rangeset *out);

/* Says so unless the index t, whose rows are eight bytes, says id under this
 * key. */
void check_leads(struct check *, enum db_table t, struct str key,
    uint64_t id);

/* check_thread.c: the row in hand, decoded. */
void check_room(struct check *, const struct room *);
void check_thread(struct check *, const struct thread *);
void check_post(struct check *, const struct post *);
void check_branch(struct check *, const struct branch *);
void check_chunk(struct check *, const struct bytes_row *);
void check_dead(struct check *, const struct bytes_row *);
void check_text(struct check *, const struct post_text *);
void check_duel(struct check *, const struct duel *);
void check_stand(struct check *, const struct stand *);
void check_round(struct check *, const struct round *);

/* The row in hand decoded as rec (check_agree.c). */
void check_record(struct check *, enum record, const void *rec);
/* The row in hand of a table without records (check_index.c). */
void check_raw(struct check *);

/* check_search.c: a post in the index, a segment, a row of one. */
void check_indexed(struct check *, const struct post *);
void check_segment(struct check *, const struct segment *);
void check_search_row(struct check *);
/* Before the snapshot in hand ends; and at the end of all. */
void check_search_again(struct check *);
void check_search_free(struct check *);

#endif
