/*
 * charter: which one stands.  Versions are rows of DB_CHARTER from 2 on; the
 * first is the shipped one, which is in no row.
 */
#include "store/forum/charter.h"
#include "store/forum/forum.h"
#include "store/forum/reader.h"

#include <string.h>

static void
read_shipped(struct arena *arena, struct charter *out)
{
	if (charter_parse(str_of(charter_shipped), arena, out, NULL) != OK)
		fatal("charter: the shipped one cannot be read");
	out->version = 1;
}

/* A row's; one that cannot be read is as good as none (check says it). */
static enum err
read_version(struct str text, const struct charter_row *row,
    struct arena *arena, struct charter *out)
{
	if (charter_parse(text, arena, out, NULL) != OK)
		return ERR_DAMAGED;
	out->version = (uint32_t)row->version;
	out->since = row->at;
	out->by = row->by;
	return OK;
}

/* --- the one that stands --- */

/* *version is set as soon as there is a row: the next one goes after it, even
 * if it cannot be read. */
static enum err
read_last(struct txn *txn, struct arena *arena, struct charter *out,
    uint32_t *version)
{
	struct key		 beyond = key_u64(UINT64_MAX);
	struct cursor		*cursor;
	struct charter_row	 row;
	struct str		 key, val;
	enum err		 e;

	if ((e = db_cursor_open(txn, DB_CHARTER, &cursor)) != OK)
		return e;
	e = db_seek_before(cursor, key_str(&beyond), &key, &val);
	if (e == OK) {
		*version = (uint32_t)key_get_u64(key, 0);
		e = record_read(txn, &record_types[RECORD_CHARTER], key, val,
		    arena, &row);
	}
	if (e == OK)
		e = read_version(row.text, &row, arena, out);
	db_cursor_close(cursor);
	return e;
}

/* The ones before stay in the arena: screens may hold their words, and a
 * charter changes once a year. */
const struct charter *
charter_within(struct store *store, struct txn *txn)
{
	uint64_t	 at = db_counter(txn, CHANGE_CHARTER, 0);
	struct charter	*charter;
	uint32_t	 version = 1;

	if (store->charter != NULL && store->charter_at == at)
		return store->charter;
	if (store->charter_arena == NULL)
		store->charter_arena = arena_new();
	charter = arena_alloc(store->charter_arena, sizeof(*charter));
	if (read_last(txn, store->charter_arena, charter, &version) != OK) {
		read_shipped(store->charter_arena, charter);
		charter->version = version;
	}
	store->charter = charter;
	store->charter_at = at;
	return charter;
}

const struct charter *
charter_now(struct store *store)
{
	uint64_t	 last = db_last_txn(store->db);
	struct txn	*txn;

	if (store->charter != NULL && store->charter_txn == last &&
	    store->charter_at != UINT64_MAX)
		return store->charter;
	if (db_begin_read(store->db, &txn) == OK) {
		charter_within(store, txn);
		store->charter_txn = last;
		db_abort(txn);
	}
	if (store->charter == NULL) {
		struct charter *charter;

		store->charter_arena = arena_new();
		charter = arena_alloc(store->charter_arena, sizeof(*charter));
		read_shipped(store->charter_arena, charter);
		store->charter = charter;
		store->charter_at = UINT64_MAX;
	}
	return store->charter;
}

/* --- all of them --- */

enum err
query_charter(struct store *store, uint64_t version, struct arena *arena,
    struct charter *out)
{
	struct key		 key = key_u64(version);
	struct charter_row	 row;
	struct txn		*txn;
	enum err		 e;

	if (version == 1) {
		read_shipped(arena, out);
		return OK;
	}
	if ((e = db_begin_read(store->db, &txn)) != OK)
		return e;
	e = record_get(txn, &record_types[RECORD_CHARTER], key_str(&key),
	    arena, &row);
	db_abort(txn);
	return e == OK ? read_version(row.text, &row, arena, out) : e;
}

static enum err
list_rows(struct reader *r, struct charter_view **out, size_t *count)
{
	struct key		 beyond = key_u64(UINT64_MAX);
	struct cursor		*cursor;
	struct charter_row	 row;
	struct str		 key, val;
	enum err		 e;

	if ((e = db_cursor_open(r->txn, DB_CHARTER, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&beyond), &key, &val);
	    e == OK; e = db_prev(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_CHARTER], key,
		    val, r->arena, &row);
		if (e != OK)
			break;
		*(struct charter_view *)arena_push(r->arena, (void **)out,
		    count, sizeof(**out)) = (struct charter_view){
		    row.version, row.at, row.by == 0 ? str_of("") :
		    reader_handle(r, row.by) };
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_charters(struct store *store, struct arena *arena,
    struct charter_view **out, size_t *count)
{
	static const struct who	 anybody;
	struct reader		 r;
	enum err		 e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, &anybody, arena)) != OK)
		return e;
	e = list_rows(&r, out, count);
	*(struct charter_view *)arena_push(arena, (void **)out, count,
	    sizeof(**out)) = (struct charter_view){ 1, 0, str_of("") };
	return reader_close(&r, e);
}

/* --- quoting --- */

bool
charter_has(const struct charter *charter, unsigned article, char clause)
{
	const struct charter_words	*words = &charter->words[LANGUAGE_FR];

	return article >= 1 && article <= words->article_count &&
	    (clause == '\0' || (clause >= 'a' && (unsigned)(clause - 'a') <
	    words->articles[article - 1].clause_count));
}

bool
charter_differs(const struct charter *one, const struct charter *other,
    enum language language, unsigned article, char clause)
{
	const struct charter_article	*a, *b;

	if (!charter_has(one, article, clause) ||
	    !charter_has(other, article, clause))
		return charter_has(one, article, clause) ||
		    charter_has(other, article, clause);
	a = &one->words[language].articles[article - 1];
	b = &other->words[language].articles[article - 1];
	if (clause != '\0')
		return strcmp(a->clauses[clause - 'a'],
		    b->clauses[clause - 'a']) != 0;
	return strcmp(a->title, b->title) != 0 || strcmp(a->text, b->text) != 0;
}

bool
charter_quoted(const char *word, unsigned *article, char *clause)
{
	size_t	digits = strspn(word, "0123456789");

	if (digits == 0 || digits > 2 || (word[digits] != '\0' &&
	    (word[digits] < 'a' || word[digits] > 'z' ||
	    word[digits + 1] != '\0')))
		return false;
	*article = 0;
	for (size_t i = 0; i < digits; i++)
		*article = *article * 10 + (unsigned)(word[i] - '0');
	*clause = word[digits];
	return true;
}

bool
charter_asks(const struct charter *charter, const struct member *member)
{
	return member->id != 0 && (member->charter_accepted == 0 ||
	    member->charter_version < charter->version);
}
