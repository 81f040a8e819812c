#include "search_fixture.h"

void
index_all(struct forum *f)
{
	bool more = true;

	for (int i = 0; more && i < 1000; i++)
		assert_err(OK, search_work(f->store, 1000, &more));
	assert_false(more);
}

struct search_found
look(struct forum *f, struct who who, const char *words)
{
	struct search_ask ask = { .words = str_of(words), .limit = 100 };
	struct search_found found = { 0 };
	struct refusal why;
	enum err e = query_search(f->store, &who, &ask, f->arena, &found,
	    &why);

	if (e != OK)
		print_error("%s: %s (%s)\n", words, err_name(e),
		    why.msgid == NULL ? "" : why.msgid);
	assert_int_equal(e, OK);
	return found;
}

void
room_set_visibility(struct forum *f, uint64_t id, enum visibility visibility)
{
	struct key key = key_u64(id);
	struct room before, after;
	struct txn *txn;

	assert_err(OK, db_begin_write(store_db(f->store), &txn));
	assert_err(OK, load_room(txn, id, f->arena, &before));
	after = before;
	after.visibility = (uint8_t)visibility;
	assert_err(OK, record_put(txn, &record_types[RECORD_ROOM],
	    key_str(&key), &after));
	assert_err(OK, search_room_moved(txn, &before, &after));
	assert_err(OK, db_commit(txn));
}
