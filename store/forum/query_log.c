/* query_log: the moderation log, as anybody reads it. */
#include "store/forum/draw.h"
#include "store/forum/log.h"
#include "store/forum/reader.h"
#include "store/forum/setting.h"

#include <sodium.h>

static void
take(struct reader *r, const struct logentry *entry, struct log_view *out)
{
	uint8_t	hash[LOG_HASH];

	out->entry = *entry;
	log_hash(entry, hash);
	sodium_bin2hex(out->hash, sizeof(out->hash), hash, sizeof(hash));
}

static enum err
load_entries(struct reader *r, uint64_t before, size_t limit, bool all,
    struct log_view **out, size_t *count)
{
	struct key	 end = key_u64(before == 0 ? UINT64_MAX : before);
	int64_t		 shown = r->caller.now - (int64_t)FORUM_DAY *
			     setting_get(r->store, r->txn, SETTING_LOG_DAYS);
	struct cursor	*cursor;
	struct logentry	 entry;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_LOG, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && *count < limit; e = db_prev(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_LOGENTRY], key,
		    val, r->arena, &entry);
		if (e != OK)
			break;
		/* a draw is public at once */
		if (all || entry.at <= shown || draw_is(&entry))
			take(r, &entry, ARENA_PUSH(r->arena, *out, *count));
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_log(struct store *store, const struct who *who, uint64_t before,
    size_t limit, struct arena *arena, struct log_view **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, load_entries(&r, before, limit, false, out,
	    count));
}

static enum err
load_after(struct reader *r, uint64_t after, size_t limit,
    struct log_view **out, size_t *count)
{
	struct key	 begin = key_u64(after + 1);
	int64_t		 shown = r->caller.now - (int64_t)FORUM_DAY *
			     setting_get(r->store, r->txn, SETTING_LOG_DAYS);
	struct cursor	*cursor;
	struct logentry	 entry;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_LOG, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&begin), &key, &val);
	    e == OK && *count < limit; e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_LOGENTRY], key,
		    val, r->arena, &entry);
		/* one that is not shown yet ends it: a gap breaks a chain */
		if (e != OK || entry.at > shown)
			break;
		take(r, &entry, ARENA_PUSH(r->arena, *out, *count));
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_log_after(struct store *store, const struct who *who, uint64_t after,
    size_t limit, struct arena *arena, struct log_view **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, load_after(&r, after, limit, out, count));
}

enum err
query_log_head(struct store *store, struct arena *arena,
    struct log_view *out)
{
	static const struct who	 nobody = { .address = "local" };
	struct log_view		*views = NULL;
	size_t			 count = 0;
	struct reader		 r;
	enum err		 e;

	*out = (struct log_view){ .entry = { .number = 0 } };
	if ((e = reader_open(&r, store, &nobody, arena)) != OK)
		return e;
	e = load_entries(&r, 0, 1, true, &views, &count);
	if (e == OK && count > 0)
		*out = views[0];
	return reader_close(&r, e);
}
