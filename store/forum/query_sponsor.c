/* query_sponsor: see query_sponsor.h. */
#include "store/forum/query_sponsor.h"
#include "store/forum/reader.h"
#include "store/forum/sponsor.h"

static enum err
godchild_add(struct reader *r, uint64_t id, struct godchild_view **out,
    size_t *count)
{
	struct caller	caller;
	struct member	m;
	int64_t		until;
	enum err	e;

	if ((e = load_member(r->txn, id, r->arena, &m)) != OK ||
	    (e = caller_of(r->store, r->txn, id, r->scratch, &caller)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	until = sponsored_until(r->store, r->txn, &m);
	if (m.sponsor != r->self.id || until <= r->caller.now ||
	    (caller.status != STATUS_NEWCOMER &&
	    caller.status != STATUS_MEMBER))
		return OK;
	*ARENA_PUSH(r->arena, *out, *count) = (struct godchild_view){
	    .member = id, .handle = m.handle, .status = caller.status,
	    .until = until, .vouched = m.vouched };
	return OK;
}

static enum err
godchildren(struct reader *r, struct godchild_view **out, size_t *count)
{
	struct key	 prefix = key_u64(r->self.id);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_GODCHILD, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		if ((e = godchild_add(r, key_get_u64(key, 2), out, count)) !=
		    OK)
			break;
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_godchildren(struct store *store, const struct who *who,
    struct arena *arena, struct godchild_view **out, size_t *count,
    struct str *sponsor)
{
	struct reader	r;
	enum err	e;

	*out = NULL;
	*count = 0;
	*sponsor = str_of("");
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if (r.self.id != 0)
		e = godchildren(&r, out, count);
	if (e == OK && sponsored_until(store, r.txn, &r.self) > r.caller.now)
		*sponsor = reader_handle(&r, r.self.sponsor);
	return reader_close(&r, e);
}
