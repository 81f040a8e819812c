/* log: see log.h. */
#include "store/forum/log.h"

#include <inttypes.h>
#include <sodium.h>

enum err
log_head(struct deed *d, uint8_t out[static LOG_HASH])
{
	struct key	 end = key_u64(UINT64_MAX);
	struct cursor	*cursor;
	struct str	 key, val;
	struct logentry	 last;
	enum err	 e;

	sodium_memzero(out, LOG_HASH);
	if ((e = db_cursor_open(d->txn, DB_LOG, &cursor)) != OK)
		return e;
	e = db_seek_before(cursor, key_str(&end), &key, &val);
	if (e == OK)
		e = record_read(d->txn, &record_types[RECORD_LOGENTRY], key,
		    val, d->arena, &last);
	db_cursor_close(cursor);
	if (e == OK)
		log_hash(&last, out);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
log_append(struct deed *d, struct str public_fields, uint64_t *number)
{
	uint8_t		*previous = arena_alloc(d->arena, LOG_HASH);
	struct logentry	 entry = { .at = d->caller.now,
			     .public_fields = public_fields };
	struct key	 key;
	enum err	 e;

	if ((e = log_head(d, previous)) != OK ||
	    (e = db_sequence_next(d->txn, "log", &entry.number)) != OK)
		return e;
	entry.previous = (struct str){ (const char *)previous, LOG_HASH };
	*number = entry.number;
	key = key_u64(entry.number);
	return record_put(d->txn, &record_types[RECORD_LOGENTRY],
	    key_str(&key), &entry);
}

/* Of this mandate: given now, if none was.  By its record: what the process
 * remembers of mandates may be older. */
static enum err
pseudonym_of(struct deed *d, uint64_t mandate, uint64_t *out)
{
	struct key	key = key_u64(mandate);
	struct mandate	m;
	enum err	e;

	if ((e = record_get(d->txn, &record_types[RECORD_MANDATE],
	    key_str(&key), d->arena, &m)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (m.pseudonym == 0 &&
	    ((e = db_sequence_next(d->txn, "pseudonym", &m.pseudonym)) != OK ||
	    (e = record_put(d->txn, &record_types[RECORD_MANDATE],
	    key_str(&key), &m)) != OK))
		return e;
	*out = m.pseudonym;
	return OK;
}

enum err
log_pseudonym(struct deed *d, uint64_t member, const char **out)
{
	const struct mandate	*m;
	uint64_t		 number;
	size_t			 i;
	enum err		 e;

	*out = "-";
	if ((e = mandates_load(d->store, d->txn)) != OK)
		return e;
	for (i = 0; i < d->store->mandate_count; i++) {
		m = &d->store->mandates[i];
		if (m->member != member ||
		    m->role != ROLE_MODERATOR ||
		    !mandate_living(d->store, m, d->caller.now))
			continue;
		if ((e = pseudonym_of(d, m->id, &number)) == OK)
			*out = arena_printf(d->arena, "M%" PRIu64, number);
		return e;
	}
	return OK;
}
