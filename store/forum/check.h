/*
 * check: what its parts share.  check.c walks the tables; check_agree.c knows
 * what records say about each other, check_index.c the rows without records.
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
