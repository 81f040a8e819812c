/*
 * bench_search: search beside SQLite's FTS5, over the same posts.
 *
 *	bench_search index DIR
 *		loses the index and has it made again, durably: microseconds
 *		of processor time a post, bytes of index per byte of text, the
 *		longest round of work in milliseconds
 *	bench_search fts DIR FILE
 *		the same for FTS5, without its own copy of the texts; no syncs
 *		(the texts are added after that, for snippets)
 *	bench_search query DIR MEMBER FILE
 *		"name ours_p50 ours_p95 fts_p50 fts_p95 hits", milliseconds for
 *		the best twenty, with snippets
 */
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/forum/query_search.h"
#include "store/forum/search.h"
#include "tests/bench/bench_open.h"

enum { TRIES = 101, FTS_BATCH = 5000, SAMPLE = 4000 };

static sqlite3 *fts;

/* Of this process: others may be at work on the machine. */
static double
processor_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void
must_sql(int rc, const char *what)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_ROW)
		fatal("%s: %s", what, sqlite3_errmsg(fts));
}

static void
open_in(const char *dir)
{
	if (chdir(dir) != 0)
		fatal("%s: no such directory", dir);
	open_here();
}

/* Calls back for each living post's text; returns the bytes of all. */
static uint64_t
each_text(void (*call)(uint64_t post, struct str text), uint64_t *posts)
{
	struct cursor *cursor;
	struct str key, val;
	struct txn *txn;
	uint64_t bytes = 0;
	enum err e;

	must(db_begin_read(store_db(store), &txn), "read");
	must(db_cursor_open(txn, DB_POST, &cursor), "read");
	*posts = 0;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		struct str fields[SEARCH_FIELDS];
		struct post post;

		must(record_read(txn, &record_types[RECORD_POST], key, val,
		    arena, &post), "post");
		must(search_fields(txn, &post, arena, fields), "text");
		bytes += fields[0].len + fields[3].len;
		++*posts;
		if (call != NULL)
			call(post.id, fields[3]);
		arena_reset(arena);
	}
	db_cursor_close(cursor);
	db_abort(txn);
	return bytes;
}

/* Pages that the index takes, as LMDB counts them. */
static uint64_t
index_bytes(void)
{
	static const char *const tables[] = { "search", "search_segment",
	    "search_dead", "search_todo" };
	uint64_t pages = 0;
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_stat st;

	if (mdb_env_create(&env) != 0 || mdb_env_set_maxdbs(env, 64) != 0 ||
	    mdb_env_open(env, ".", MDB_RDONLY, 0) != 0 ||
	    mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) != 0)
		fatal("the store cannot be looked into");
	for (size_t i = 0; i < LENGTH(tables); i++) {
		if (mdb_dbi_open(txn, tables[i], 0, &dbi) != 0 ||
		    mdb_stat(txn, dbi, &st) != 0)
			fatal("%s: no such table", tables[i]);
		pages += st.ms_branch_pages + st.ms_leaf_pages +
		    st.ms_overflow_pages;
	}
	mdb_txn_abort(txn);
	mdb_env_close(env);
	return pages * 4096;
}

/* Nothing is indexed, all posts wait: as if they had just been written. */
static void
lose_index(void)
{
	struct search_state state = { 0 };
	struct cursor *cursor;
	struct str key, val;
	struct txn *txn;
	bool more;
	enum err e;

	must(search_lose(store), "write");
	do {
		must(search_clear_step(store, &more), "clear");
		must(db_begin_read(store_db(store), &txn), "read");
		must(search_state_load(txn, &state), "read");
		db_abort(txn);
	} while (state.clearing);
	must(db_begin_write(store_db(store), &txn), "write");
	must(db_cursor_open(txn, DB_POST, &cursor), "read");
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		struct key todo;
		struct room room;
		struct post post;

		must(record_read(txn, &record_types[RECORD_POST], key, val,
		    arena, &post), "post");
		must(load_room(txn, post.room, arena, &room), "room");
		todo = key_u64_u64(search_scope(&room), post.id);
		must(db_put(txn, DB_SEARCH_TODO, key_str(&todo), str_of("")),
		    "write");
		arena_reset(arena);
	}
	db_cursor_close(cursor);
	state.next = 0;
	must(search_state_save(txn, &state), "write");
	must(db_commit(txn), "write");
}

static void
make_index(const char *dir)
{
	double start, used, longest = 0;
	uint64_t posts, bytes;
	bool more = true;

	open_in(dir);
	bytes = each_text(NULL, &posts);
	lose_index();
	used = processor_ms();
	while (more) {
		start = now_ms();
		must(search_work(store, 0, &more), "index");
		if (now_ms() - start > longest)
			longest = now_ms() - start;
	}
	used = processor_ms() - used;
	store_close(store);
	printf("%.2f %.3f %.1f\n", used * 1e3 / (double)posts,
	    (double)index_bytes() / (double)bytes, longest);
}

/* --- FTS5 --- */

static sqlite3_stmt *insert;

static void
fts_add(uint64_t post, struct str text)
{
	sqlite3_bind_int64(insert, 1, (sqlite3_int64)post);
	sqlite3_bind_text(insert, 2, text.p, (int)text.len, SQLITE_STATIC);
	must_sql(sqlite3_step(insert), "insert");
	sqlite3_reset(insert);
	if (post % FTS_BATCH == 0)
		must_sql(sqlite3_exec(fts, "COMMIT; BEGIN", NULL, NULL,
		    NULL), "commit");
}

static void
make_fts(const char *dir, const char *file)
{
	uint64_t posts, bytes;
	double start, reading;
	struct stat st;

	must_sql(sqlite3_open(file, &fts), file);
	must_sql(sqlite3_exec(fts, "PRAGMA journal_mode=OFF;"
	    "PRAGMA synchronous=OFF;"
	    "CREATE TABLE p(id INTEGER PRIMARY KEY, body TEXT);"
	    "CREATE VIRTUAL TABLE t USING fts5(body, content='p',"
	    "content_rowid='id', tokenize='unicode61 remove_diacritics 2');"
	    "BEGIN",
	    NULL, NULL, NULL), "fts5");
	must_sql(sqlite3_prepare_v2(fts,
	    "INSERT INTO t(rowid, body) VALUES (?, ?)", -1, &insert, NULL),
	    "insert");
	open_in(dir);
	start = processor_ms();
	each_text(NULL, &posts);
	reading = processor_ms() - start;
	start = processor_ms();
	bytes = each_text(fts_add, &posts);
	must_sql(sqlite3_exec(fts, "COMMIT", NULL, NULL, NULL), "commit");
	start = processor_ms() - start - reading;
	sqlite3_finalize(insert);
	if (stat(file, &st) != 0)
		fatal("%s: not there", file);
	printf("%.2f %.3f\n", start * 1e3 / (double)posts,
	    (double)st.st_size / (double)bytes);
	/* The texts themselves, for snippets. */
	must_sql(sqlite3_prepare_v2(fts,
	    "INSERT INTO p(id, body) VALUES (?, ?)", -1, &insert, NULL),
	    "insert");
	must_sql(sqlite3_exec(fts, "BEGIN", NULL, NULL, NULL), "begin");
	each_text(fts_add, &posts);
	must_sql(sqlite3_exec(fts, "COMMIT", NULL, NULL, NULL), "commit");
	sqlite3_finalize(insert);
	sqlite3_close(fts);
}

/* --- queries --- */

struct sampled { char text[64]; uint64_t posts; };
static struct sampled words[SAMPLE];
static size_t word_count;
static char phrases[SAMPLE][140];
static size_t phrase_count;

/* Words of some posts, with how many posts hold each. */
static void
sample(uint64_t post, struct str text)
{
	struct text_token *tokens;
	size_t count, at;

	if (post % 997 != 0 || phrase_count == SAMPLE)
		return;
	text_tokens(text, arena, &tokens, &count);
	if (count < 8)
		return;
	at = count - 4 + post / 997 % 3;
	snprintf(phrases[phrase_count++], sizeof(phrases[0]), "%.*s %.*s",
	    (int)tokens[at - 1].len, text.p + tokens[at - 1].start,
	    (int)tokens[at].len, text.p + tokens[at].start);
	if (word_count < SAMPLE)
		snprintf(words[word_count++].text, sizeof(words[0].text),
		    "%.*s", (int)tokens[at].len, text.p + tokens[at].start);
}

static uint64_t
fts_total(const char *query)
{
	sqlite3_stmt *s;
	uint64_t n;

	must_sql(sqlite3_prepare_v2(fts,
	    "SELECT count(*) FROM t WHERE t MATCH ?", -1, &s, NULL), "count");
	sqlite3_bind_text(s, 1, query, -1, SQLITE_STATIC);
	must_sql(sqlite3_step(s), "count");
	n = (uint64_t)sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

static double
fts_ms(const char *query)
{
	double start = now_ms();
	sqlite3_stmt *s;

	must_sql(sqlite3_prepare_v2(fts, "SELECT rowid, snippet(t, 0, '[',"
	    " ']', '…', 24) FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20",
	    -1, &s, NULL), "select");
	sqlite3_bind_text(s, 1, query, -1, SQLITE_STATIC);
	while (sqlite3_step(s) == SQLITE_ROW)
		;
	sqlite3_finalize(s);
	return now_ms() - start;
}

static double
our_ms(const char *query, uint64_t *hits, bool *partial)
{
	struct search_ask ask = { .words = str_of(query), .limit = 20 };
	struct search_found found;
	double start = now_ms();

	must(query_search(store, &who, &ask, arena, &found, NULL), query);
	start = now_ms() - start;
	*hits = found.total;
	*partial = *partial || found.partial;
	arena_reset(arena);
	return start;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* The n-th query of a kind; false: there is none. */
typedef bool make(size_t n, char out[static 160]);

static bool
nth_between(size_t n, uint64_t least, uint64_t most, char *out, size_t size)
{
	for (size_t i = 0; i < word_count; i++)
		if (words[i].posts >= least && words[i].posts <= most &&
		    n-- == 0) {
			snprintf(out, size, "%s", words[i].text);
			return true;
		}
	return false;
}

static uint64_t all_posts;

static bool
rare(size_t n, char out[static 160])
{
	return nth_between(n, 1, all_posts / 10000 + 5, out, 160);
}

static bool
common(size_t n, char out[static 160])
{
	return nth_between(n, all_posts / 500, all_posts / 20, out, 160);
}

static bool
frequent(size_t n, char out[static 160])
{
	return nth_between(n, all_posts / 6, all_posts / 4, out, 160);
}

static bool
two_words(size_t n, char out[static 160])
{
	char a[64], b[64];

	if (!nth_between(n, all_posts / 500, all_posts / 10, a, sizeof(a)) ||
	    !nth_between(n + 1, all_posts / 500, all_posts / 10, b,
	    sizeof(b)))
		return false;
	snprintf(out, 160, "%s %s", a, b);
	return true;
}

static bool
phrase(size_t n, char out[static 160])
{
	if (n >= phrase_count)
		return false;
	snprintf(out, 160, "\"%s\"", phrases[n]);
	return true;
}

static void
measure(const char *name, make *next)
{
	double ours[TRIES], theirs[TRIES];
	size_t n = 0;
	uint64_t hits = 0;
	bool partial = false;
	char query[160];

	for (; n < TRIES && next(n, query); n++) {
		/* Once to warm up: both read what the system keeps. */
		our_ms(query, &hits, &partial);
		ours[n] = our_ms(query, &hits, &partial);
		fts_ms(query);
		theirs[n] = fts_ms(query);
	}
	if (n == 0)
		fatal("no query for %s", name);
	qsort(ours, n, sizeof(*ours), ascending);
	qsort(theirs, n, sizeof(*theirs), ascending);
	printf("%s %.3f %.3f %.3f %.3f %llu%s\n", name, ours[n / 2],
	    ours[n * 95 / 100], theirs[n / 2], theirs[n * 95 / 100],
	    (unsigned long long)hits, partial ? " partial" : "");
}

static void
query(const char *dir, const char *handle, const char *file)
{
	struct who machine = { .machine = true, .address = "local" };
	struct member_view view;

	must_sql(sqlite3_open(file, &fts), file);
	open_in(dir);
	must(query_member_named(store, &machine, handle, arena, &view),
	    handle);
	who = (struct who){ .member = view.member.id, .address = "local" };
	arena_reset(arena);
	each_text(sample, &all_posts);
	for (size_t i = 0; i < word_count; i++)
		words[i].posts = fts_total(words[i].text);
	measure("rare", rare);
	measure("common", common);
	measure("two", two_words);
	measure("phrase", phrase);
	measure("frequent", frequent);
}

int
main(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	if (strcmp(verb, "index") == 0 && argc == 3)
		make_index(argv[2]);
	else if (strcmp(verb, "fts") == 0 && argc == 4)
		make_fts(argv[2], argv[3]);
	else if (strcmp(verb, "query") == 0 && argc == 5)
		query(argv[2], argv[3], argv[4]);
	else {
		fprintf(stderr, "usage: bench_search index|fts|query DIR …\n");
		return 2;
	}
	return 0;
}
