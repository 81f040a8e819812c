/*
 * store: an open store and the process's own memory of it.
 */
#include "store/forum/auth.h"
#include "store/forum/forum.h"
#include "store/forum/presence.h"
#include "store/forum/search_word.h"
#include "store/forum/seed.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* So that a forum can begin: product.md section 6. */
static int64_t
young_until(struct db *db)
{
	struct txn	*txn;
	struct str	 made;
	char		 date[24];
	int64_t		 created = 0;

	if (db_begin_read(db, &txn) != OK)
		return 0;
	if (db_get(txn, DB_META, str_of("created"), &made) == OK &&
	    made.len < sizeof(date)) {
		memcpy(date, made.p, made.len);
		date[made.len] = '\0';
		if (clock_parse(date, &created) != OK)
			created = 0;
	}
	db_abort(txn);
	return created + FORUM_YOUNG_DAYS * (int64_t)FORUM_DAY;
}

enum err
store_open(int dirfd, const struct db_options *opts, struct store **out,
    struct refusal *why)
{
	struct store	*store;
	struct db	*db;
	enum err	 e;

	if (sodium_init() < 0)
		fatal("libsodium does not start");
	if ((e = db_open(dirfd, opts, &db, why)) != OK)
		return e;
	store = xcalloc(1, sizeof(*store));
	store->db = db;
	store->dirfd = dirfd;
	store->young_until = young_until(db);
	store->mandate_arena = arena_new();
	if (opts == NULL || !opts->read_only)
		(void)auth_slots_make(dirfd);
	*out = store;
	return OK;
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	presence_close(store);
	db_close(store->db);
	arena_free(store->mandate_arena);
	arena_free(store->charter_arena);
	free(store->floors);
	words_free(store->words);
	free(store->settings);
	free(store);
}

void
store_forget(struct store *store)
{
	store->mandates_known = false;
	store->floor_count = 0;
	store->settings_at = store->charter_at = UINT64_MAX;
}

struct db *
store_db(struct store *store)
{
	return store->db;
}

/* --- demonstration stores --- */

enum err
store_mark_demo(struct store *store)
{
	struct txn	*txn;
	enum err	 e;

	if ((e = db_begin_write(store->db, &txn)) != OK)
		return e;
	if ((e = db_put(txn, DB_META, str_of("demo"), str_of("1"))) != OK) {
		db_abort(txn);
		return e;
	}
	return db_commit(txn);
}

bool
store_is_demo(struct store *store)
{
	struct txn	*txn;
	struct str	 value;
	bool		 demo;

	if (db_begin_read(store->db, &txn) != OK)
		return false;
	demo = db_get(txn, DB_META, str_of("demo"), &value) == OK;
	db_abort(txn);
	return demo;
}
