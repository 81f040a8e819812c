/*
 * bench_store: the store's figures.
 *
 *   bench_store queries DIR MEMBER	"name milliseconds", medians
 *   bench_store posts DIR MEMBER SECONDS MAPPED
 *	durable posts a second while MAPPED other processes have the store
 *	mapped, then how many puts a post takes
 *   bench_store bare DIR SECONDS MAPPED PUTS
 *	the same many puts in a bare LMDB file, commits a second
 *   bench_store compact DIR
 *	copies the store without its free pages: a store filled in bulk has
 *	lists of them that no store of single posts ever has
 *   bench_store busy DIR MEMBER TYPISTS SECONDS
 *	TYPISTS people save a draft every 2 s, one posts each second
 */
#include <lmdb.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bench_open.h"

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

enum { TRIES = 101 };

/* Prints the median of TRIES calls. */
static void
measure(const char *name, void (*call)(void))
{
	double ms[TRIES];

	for (int i = 0; i < TRIES; i++) {
		double start = now_ms();

		call();
		ms[i] = now_ms() - start;
		arena_reset(arena);
	}
	qsort(ms, TRIES, sizeof(*ms), ascending);
	printf("%s %.4f\n", name, ms[TRIES / 2]);
}

static uint64_t a_room, long_thread;

static void
call_home(void)
{
	struct home home;

	must(query_home(store, &who, arena, &home), "home");
}

static void
call_threads(void)
{
	struct thread_view *views;
	size_t count;

	must(query_threads(store, &who, a_room, 0, 25, THREADS_BY_ACTIVITY,
	    arena, &views, &count), "threads");
}

static void
call_tree(void)
{
	struct branch_view *views;
	size_t count;

	must(query_tree(store, &who, long_thread, arena, &views, &count),
	    "tree");
}

static void
call_next(void)
{
	struct place from = { .room = a_room }, to;

	must(query_next_unread(store, &who, from, false, &to), "next unread");
}

/* seed_bulk's long thread is the first thread of the first room. */
static void
queries(void)
{
	struct thread_view *views;
	struct room_view *rooms;
	size_t count;

	must(query_rooms(store, &who, arena, &rooms, &count), "rooms");
	for (size_t i = 0; i < count; i++)
		if (a_room == 0 || rooms[i].room.id < a_room)
			a_room = rooms[i].room.id;
	must(query_threads(store, &who, a_room, 0, 500, THREADS_BY_ACTIVITY,
	    arena, &views, &count), "threads");
	for (size_t i = 0; i < count; i++)
		if (views[i].thread.posts == 500)
			long_thread = views[i].thread.id;
	arena_reset(arena);
	if (long_thread == 0)
		fatal("no thread of 500 posts");
	measure("home", call_home);
	measure("threads", call_threads);
	measure("tree500", call_tree);
	measure("next", call_next);
}

/* MAPPED processes that have it open and have read a page, asleep. */
static void
map_in_others(int mapped, void (*map)(void))
{
	for (int i = 0; i < mapped; i++)
		if (fork() == 0) {
			map();
			pause();
			_exit(0);
		}
	usleep(200000 + 4000 * (unsigned)mapped);
}

static void
end_others(void)
{
	signal(SIGTERM, SIG_IGN);
	kill(0, SIGTERM);
	while (wait(NULL) > 0 || errno == EINTR)
		;
}

static void
map_store(void)
{
	struct home home;

	signal(SIGTERM, SIG_DFL);
	open_here();
	query_home(store, &who, arena, &home);
}

/* Opens a thread of this run and replies to it for so long. */
static double
reply_for(int seconds, uint64_t room)
{
	static const char words[] = "Je verse cet exemple au dossier : trente "
	    "personnes, quatre samedis, et une salle que l’on a changée deux "
	    "fois. Ce qui a compté, c’est le courrier, puis l’appel.";
	struct act_args args = { .room = room, .title = str_of("Mesure"),
	    .text = str_of(words) };
	struct act_result result;
	double start;
	int done = 0;

	must(act_run(store, &who, ACT_THREAD_NEW, &args, &result), "thread");
	start = now_ms();
	while (now_ms() - start < seconds * 1000.0) {
		args = (struct act_args){ .post = result.id,
		    .text = str_of(words) };
		must(act_run(store, &who, ACT_POST_REPLY, &args, &result),
		    "reply");
		done++;
	}
	return done / ((now_ms() - start) / 1000);
}

static void
posts(const char *dir, const char *handle, int seconds, int mapped)
{
	/* what ACT_POST_REPLY puts, counted at mdb_put(): 13 rows (and one
	 * deletion, one look at a voice that is there, which the reference
	 * does without); their keys have 12 bytes on average, their values
	 * over 50 */
	enum { PUTS_PER_POST = 13 };
	int home;

	open_as(dir, handle);
	home = open(".", O_RDONLY | O_DIRECTORY);
	store_close(store);
	store = NULL;
	map_in_others(mapped, map_store);
	if (fchdir(home) != 0)
		fatal("directory");
	open_here();
	printf("%.0f %d\n", reply_for(seconds, first_room()), PUTS_PER_POST);
	fflush(stdout);
	end_others();
}

/* --- bare LMDB --- */

static MDB_env *env;
static MDB_dbi tables[32];

static void
lmdb(int rc)
{
	if (rc != 0)
		fatal("lmdb: %s", mdb_strerror(rc));
}

static void
map_bare(void)
{
	MDB_txn *txn;
	char name[16];

	signal(SIGTERM, SIG_DFL);
	lmdb(mdb_env_create(&env));
	lmdb(mdb_env_set_maxdbs(env, 32));
	lmdb(mdb_env_set_maxreaders(env, 8192));
	lmdb(mdb_env_set_mapsize(env, (size_t)64 << 30));
	lmdb(mdb_env_open(env, ".", MDB_NOTLS, 0644));
	lmdb(mdb_txn_begin(env, NULL, 0, &txn));
	for (int i = 0; i < 32; i++) {
		snprintf(name, sizeof(name), "t%d", i);
		lmdb(mdb_dbi_open(txn, name, MDB_CREATE, &tables[i]));
	}
	lmdb(mdb_txn_commit(txn));
}

/* As map_store(): open, and the end of each table read. */
static void
read_bare(void)
{
	MDB_cursor *cursor;
	MDB_txn *txn;
	MDB_val k, v;

	map_bare();
	lmdb(mdb_txn_begin(env, NULL, MDB_RDONLY, &txn));
	for (int i = 0; i < 32; i++) {
		lmdb(mdb_cursor_open(txn, tables[i], &cursor));
		for (int n = 0; n < 50 && mdb_cursor_get(cursor, &k, &v,
		    n == 0 ? MDB_LAST : MDB_PREV) == 0; n++)
			;
		mdb_cursor_close(cursor);
	}
	mdb_txn_abort(txn);
}

/* `count` puts as large as a post’s, each in its own table, key n. */
static void
bare_puts(MDB_txn *txn, int count, uint64_t n)
{
	char value[50] = "une valeur", key[12] = "";

	n = __builtin_bswap64(n);
	memcpy(key + 4, &n, sizeof(n));
	for (int i = 0; i < count; i++) {
		MDB_val k = { sizeof(key), key }, v = { sizeof(value), value };

		lmdb(mdb_put(txn, tables[i], &k, &v, 0));
	}
}

static void
bare(const char *dir, int seconds, int mapped, int puts)
{
	uint64_t n = 0;
	double start;
	MDB_txn *txn;
	int done = 0;

	if (puts > 32 || (mkdir(dir, 0755) != 0 && errno != EEXIST) ||
	    chdir(dir) != 0)
		fatal("%s: cannot be used", dir);
	map_bare();
	lmdb(mdb_txn_begin(env, NULL, 0, &txn));
	while (n < 100000)
		bare_puts(txn, puts, n++);
	lmdb(mdb_txn_commit(txn));
	mdb_env_close(env);
	map_in_others(mapped, read_bare);
	map_bare();
	signal(SIGTERM, SIG_IGN);
	start = now_ms();
	while (now_ms() - start < seconds * 1000.0) {
		lmdb(mdb_txn_begin(env, NULL, 0, &txn));
		bare_puts(txn, puts, n++);
		lmdb(mdb_txn_commit(txn));
		done++;
	}
	printf("%.0f\n", done / ((now_ms() - start) / 1000));
	fflush(stdout);
	end_others();
}

/* The copy takes the store's place, with its owner and mode. */
static void
compact(const char *dir)
{
	struct stat old;

	if (chdir(dir) != 0 || stat("data.mdb", &old) != 0)
		fatal("%s: no store", dir);
	if (mkdir("compact", 0700) != 0)
		fatal("%s: cannot be written", dir);
	lmdb(mdb_env_create(&env));
	lmdb(mdb_env_set_maxdbs(env, 64));
	lmdb(mdb_env_set_mapsize(env, (size_t)64 << 30));
	lmdb(mdb_env_open(env, ".", 0, 0600));
	lmdb(mdb_env_copy2(env, "compact", MDB_CP_COMPACT));
	mdb_env_close(env);
	if (chown("compact/data.mdb", old.st_uid, old.st_gid) != 0 ||
	    chmod("compact/data.mdb", old.st_mode & 0777) != 0 ||
	    rename("compact/data.mdb", "data.mdb") != 0 ||
	    rmdir("compact") != 0)
		fatal("%s: cannot be replaced", dir);
}

/* --- others at work --- */

static void
save_drafts(int seconds, uint64_t room)
{
	struct draft draft = { .room = room, .title = str_of("Brouillon") };
	struct act_args args = { .draft = &draft };
	struct act_result result;
	char text[600];

	map_store();
	for (int i = 0; i < seconds / 2; i++) {
		snprintf(text, sizeof(text), "Un texte qui avance, %d", i);
		draft.text = str_of(text);
		must(act_run(store, &who, ACT_DRAFT_SAVE, &args, &result),
		    "draft");
		draft.number = result.id;
		sleep(2);
	}
	act_run(store, &who, ACT_DRAFT_DROP,
	    &(struct act_args){ .number = draft.number }, NULL);
	_exit(0);
}

static void
busy(const char *dir, const char *handle, int typists, int seconds)
{
	struct act_args args;
	struct act_result result;
	uint64_t room;

	open_as(dir, handle);
	room = first_room();
	args = (struct act_args){ .room = room, .title = str_of("Mesure"),
	    .text = str_of("Pendant la mesure.") };
	must(act_run(store, &who, ACT_THREAD_NEW, &args, &result), "thread");
	store_close(store);
	for (int i = 0; i < typists; i++)
		if (fork() == 0)
			save_drafts(seconds, room);
	open_here();
	for (int i = 0; i < seconds; i++) {
		args = (struct act_args){ .post = result.id,
		    .text = str_of("Et une de plus.") };
		must(act_run(store, &who, ACT_POST_REPLY, &args, NULL),
		    "reply");
		sleep(1);
	}
	while (wait(NULL) > 0)
		;
}

int
main(int argc, char **argv)
{
	const char *verb = argc > 1 ? argv[1] : "";

	setpgid(0, 0);
	if (strcmp(verb, "queries") == 0 && argc == 4) {
		open_as(argv[2], argv[3]);
		queries();
	} else if (strcmp(verb, "posts") == 0 && argc == 6) {
		posts(argv[2], argv[3], atoi(argv[4]), atoi(argv[5]));
	} else if (strcmp(verb, "bare") == 0 && argc == 6) {
		bare(argv[2], atoi(argv[3]), atoi(argv[4]), atoi(argv[5]));
	} else if (strcmp(verb, "compact") == 0 && argc == 3) {
		compact(argv[2]);
	} else if (strcmp(verb, "busy") == 0 && argc == 6) {
		busy(argv[2], argv[3], atoi(argv[4]), atoi(argv[5]));
	} else {
		fprintf(stderr, "usage: bench_store queries|posts|bare|compact|busy "
		    "DIR …\n");
		return 2;
	}
	return 0;
}
