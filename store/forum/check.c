/*
 * check: every record of every table decodes, and agrees with the others.  It
 * runs in a process of its own, on a store that others may be writing to: each
 * row is held against one snapshot, and a new one is taken every CHECK_BATCH
 * rows, since an old one keeps all pages that are written meanwhile from being
 * used again (436 MiB in the ten seconds of a million posts).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/forum/check.h"

enum { LINE_BYTES = 512, KEY_SHOWN = 160 };

/* How a table's keys are made, to name them in words. */
static const enum key_shape { KEY_NUMBERS, KEY_TEXT, KEY_HASH, KEY_KIND }
    key_shapes[DB_TABLE_COUNT] = {
	[DB_META] = KEY_TEXT, [DB_HANDLE] = KEY_TEXT,
	[DB_ROOM_NAME] = KEY_TEXT, [DB_SEQUENCE] = KEY_TEXT,
	[DB_INVITE] = KEY_HASH, [DB_COUNTER] = KEY_KIND,
	[DB_SEARCH] = KEY_HASH,
};

/* "12.7" for two numbers, a text in quotes, else hexadecimal digits. */
static void
name_key(enum db_table t, struct str key, char buf[static KEY_SHOWN])
{
	enum key_shape shape = key_shapes[t];
	size_t len = 0, skip = 0;

	buf[0] = '\0';
	if (shape == KEY_TEXT) {
		snprintf(buf, KEY_SHOWN, "\"%.*s\"", key.len > 120 ? 120 :
		    (int)key.len, key.p);
		return;
	}
	if (shape == KEY_KIND && key.len == 9) {
		len = (size_t)snprintf(buf, KEY_SHOWN, "%u.",
		    (unsigned)(uint8_t)key.p[0]);
		skip = 1;
	}
	if (shape == KEY_HASH || (key.len - skip) % 8 != 0 || key.len > 32) {
		for (size_t i = 0; i < key.len && len + 3 < KEY_SHOWN; i++)
			len += (size_t)snprintf(buf + len, KEY_SHOWN - len,
			    "%02x", (unsigned)(uint8_t)key.p[i]);
		return;
	}
	key.p += skip;
	key.len -= skip;
	for (size_t i = 0; i < key.len / 8; i++)
		len += (size_t)snprintf(buf + len, KEY_SHOWN - len, "%s%llu",
		    i == 0 ? "" : ".",
		    (unsigned long long)key_get_u64(key, i));
}

void
check_damage(struct check *c, const char *fmt, ...)
{
	char line[LINE_BYTES], key[KEY_SHOWN];
	va_list ap;
	int len;

	name_key(c->table, c->key, key);
	len = snprintf(line, sizeof(line), "%s %s: ", db_table_name(c->table),
	    key);
	va_start(ap, fmt);
	vsnprintf(line + len, sizeof(line) - (size_t)len, fmt, ap);
	va_end(ap);
	c->damages++;
	c->report(c->arg, line);
}

bool
check_load(struct check *c, enum record type, struct key key, void *rec)
{
	return record_get(c->txn, &record_types[type], key_str(&key), c->arena,
	    rec) == OK;
}

bool
check_has(struct check *c, enum db_table t, struct key key)
{
	struct str val;

	return db_get(c->txn, t, key_str(&key), &val) == OK;
}

/* The key is these numbers, as the record says them, too. */
bool
check_keyed(struct check *c, struct key wanted)
{
	if (str_equal(c->key, key_str(&wanted)))
		return true;
	check_damage(c, "the record names another key");
	return false;
}

/* The last number given out is not behind id. */
void
check_numbered(struct check *c, const char *sequence, uint64_t id)
{
	struct str val;

	if (db_get(c->txn, DB_SEQUENCE, str_of(sequence), &val) != OK ||
	    key_get_u64(val, 0) < id)
		check_damage(c, "sequence \"%s\" is behind it", sequence);
}

/* Rows of a table whose key begins with id; the last of them in *last. */
uint64_t
check_rows(struct check *c, enum db_table t, uint64_t id)
{
	struct key prefix = key_u64(id);
	struct cursor *cursor;
	struct str key, val;
	uint64_t n = 0;
	enum err e;

	if (db_cursor_open(c->txn, t, &cursor) != OK)
		return 0;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		n++;
	db_cursor_close(cursor);
	return n;
}

void
check_counted(struct check *c, const char *what, uint64_t says, uint64_t are)
{
	if (says != are)
		check_damage(c, "says %" PRIu64 " %s, there are %" PRIu64,
		    says, what, are);
}

bool
check_ranges(struct check *c, struct str bytes, struct rangeset *out)
{
	if (rangeset_decode(out, (const uint8_t *)bytes.p, bytes.len) == OK)
		return true;
	check_damage(c, "its ranges are damaged");
	return false;
}

void
check_leads(struct check *c, enum db_table t, struct str key, uint64_t id)
{
	struct str val;

	if (db_get(c->txn, t, key, &val) != OK || val.len != 8 ||
	    key_get_u64(val, 0) != id)
		check_damage(c, "table %s does not lead to it",
		    db_table_name(t));
}

void
check_wants(struct check *c, enum db_table t, uint64_t id, const char *what)
{
	if (!check_has(c, t, key_u64(id)))
		check_damage(c, "its %s %" PRIu64 " does not exist", what, id);
}

/* The record type of a table; RECORD_COUNT: its values are raw. */
static enum record
type_of(enum db_table t)
{
	size_t i;

	for (i = 0; i < RECORD_COUNT; i++)
		if (record_types[i].table == t)
			break;
	return (enum record)i;
}

static void
check_row(struct check *c, enum record type)
{
	const struct record_type *t;
	enum err e;
	void *rec;

	if (type == RECORD_COUNT) {
		check_raw(c);
		return;
	}
	t = &record_types[type];
	rec = arena_alloc(c->arena, t->size);
	e = record_read(c->txn, t, c->key, c->val, c->arena, rec);
	if (e == ERR_NEWER)
		check_damage(c, "the record was written by a newer palabre");
	else if (e != OK)
		check_damage(c, "the record is damaged");
	else
		check_record(c, type, rec);
}

/* A new snapshot; what was kept of the old one is forgotten. */
static enum err
look_again(struct check *c)
{
	check_search_again(c);
	db_abort(c->txn);
	c->txn = NULL;
	c->dead_room = 0;
	rangeset_clear(&c->dead);
	return db_begin_read(c->db, &c->txn);
}

/*
 * Up to CHECK_BATCH rows from *from on (empty: the first); ERR_NOT_FOUND at
 * the table's end, else *from is the key of the next row.
 */
static enum err
check_batch(struct check *c, struct key *from)
{
	enum record type = type_of(c->table);
	struct cursor *cursor;
	size_t rows = 0;
	enum err e = db_cursor_open(c->txn, c->table, &cursor);

	if (e != OK)
		return e;
	for (e = db_seek(cursor, key_str(from), &c->key, &c->val);
	    e == OK && rows++ < CHECK_BATCH;
	    e = db_next(cursor, &c->key, &c->val)) {
		check_row(c, type);
		arena_reset(c->arena);
	}
	/* Keys of free text may be longer; their tables are small. */
	while (e == OK && c->key.len > sizeof(from->bytes)) {
		check_row(c, type);
		arena_reset(c->arena);
		e = db_next(cursor, &c->key, &c->val);
	}
	if (e == OK)
		*from = key_bytes(c->key.p, c->key.len);
	db_cursor_close(cursor);
	return e;
}

static enum err
check_table(struct check *c)
{
	struct key from = { .len = 0 };
	enum err e;

	while ((e = check_batch(c, &from)) == OK)
		if ((e = look_again(c)) != OK)
			return e;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
check_store(struct db *db, void (*report)(void *arg, const char *line),
    void *arg, uint64_t *damages)
{
	struct check c = { .db = db, .report = report, .arg = arg };
	enum err e = db_begin_read(db, &c.txn), table;

	if (e != OK)
		return e;
	c.arena = arena_new();
	for (size_t t = 0; t < DB_TABLE_COUNT && e == OK; t++) {
		c.table = (enum db_table)t;
		if ((table = check_table(&c)) == OK)
			continue;
		c.key = str_of("");
		check_damage(&c, "this table cannot be read to its end");
		/* LMDB gives up a transaction that met a damaged page. */
		e = look_again(&c);
	}
	check_search_free(&c);
	db_abort(c.txn);
	arena_free(c.arena);
	rangeset_free(&c.dead);
	if (e == OK)
		*damages = c.damages;
	return e;
}
