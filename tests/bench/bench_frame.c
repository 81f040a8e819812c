/*
 * bench_frame: what the cooperative frame adds to a post and to a thread that
 * is opened.
 *
 *   bench_frame DIR COUNT HANDLE…	"name before after" a line, medians
 *
 * Before and after are the same acts and queries in the same run, in turns:
 * this program is linked with --wrap (tests.mk), so that each entry of the
 * frame is answered here, and goes on to its real self only when `frame` is
 * set.  Times are microseconds of processor, but for those named "lasts".
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/forum/duel.h"
#include "store/forum/reader.h"
#include "store/forum/restate.h"
#include "store/forum/rhythm.h"
#include "store/forum/round.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"
#include "store/forum/synthesis.h"
#include "store/forum/views.h"
#include "store/forum/wait.h"
#include "tests/bench/bench_open.h"

static bool frame;

/* type NAME(args), which without the frame is worth `without`. */
#define WRAP(type, name, args, pass, without)				\
	type __real_##name args;					\
	type __wrap_##name args;					\
	type								\
	__wrap_##name args						\
	{								\
		if (frame)						\
			return __real_##name pass;			\
		without;						\
	}

WRAP(enum err, share_add, (struct deed *d, const struct post *post,
    uint8_t profile), (d, post, profile), return OK)
WRAP(long, share_much, (struct store *s, struct txn *txn,
    const struct thread *thread, uint64_t member), (s, txn, thread, member),
    return 0)
WRAP(enum err, restate_closed, (struct deed *d, bool *out), (d, out),
    *out = false; return OK)
WRAP(void, restate_begin, (struct deed *d, struct post *post), (d, post),
    return)
WRAP(enum err, rhythm_next, (struct deed *d, int64_t *out), (d, out),
    *out = 0; return OK)
WRAP(enum rhythm, rhythm_now, (const struct thread *thread, int64_t now),
    (thread, now), return RHYTHM_FREE)
WRAP(int64_t, rhythm_gap, (struct store *s, struct txn *txn,
    enum rhythm rhythm), (s, txn, rhythm), return 0)
WRAP(enum err, wait_drop, (struct deed *d, uint64_t member,
    enum wait_kind kind, uint64_t id), (d, member, kind, id), return OK)
WRAP(enum err, duel_look, (struct deed *d, const struct post *post),
    (d, post), return OK)
WRAP(void, views_target, (struct store *s, struct txn *txn,
    const struct thread *thread, uint64_t profile, int64_t now,
    struct target *target), (s, txn, thread, profile, now, target), return)
WRAP(enum err, reader_asked, (struct reader *r, uint64_t thread,
    struct wait_view *out), (r, thread, out), return ERR_NOT_FOUND)

WRAP(enum err, synthesis_ask, (struct deed *d, struct post *post,
    struct str text), (d, post, text), return OK)
WRAP(void, synthesis_noted, (struct deed *d, const struct post *post),
    (d, post), return)
WRAP(enum err, round_target, (struct deed *d), (d), return OK)
WRAP(enum err, round_written, (struct deed *d, const struct post *post),
    (d, post), return OK)
WRAP(enum err, strict_withholds, (struct deed *d, const struct post *post,
    bool *out), (d, post, out), *out = false; return OK)
WRAP(enum err, reader_round, (struct reader *r, const struct thread *thread,
    const struct room *room, struct round_view *out),
    (r, thread, room, out), *out = (struct round_view){ 0 }; return OK)
WRAP(bool, reader_blind, (struct reader *r, const struct thread *thread,
    uint64_t ordinal), (r, thread, ordinal), return false)

/* --- measures --- */

enum { BEFORE, AFTER, SIDES, PEOPLE_MAX = 8, THREAD_POSTS = 40 };

struct timing {
	double *us[SIDES];
	int count;
};

static uint64_t people[PEOPLE_MAX];
static int people_count;
static uint64_t room;

static double
processor_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static struct timing
timing_new(int count)
{
	struct timing m = { .count = 0 };

	for (int side = 0; side < SIDES; side++)
		if ((m.us[side] = calloc((size_t)count, sizeof(double))) ==
		    NULL)
			fatal("memory");
	return m;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static void
timing_print(struct timing *m, const char *name)
{
	for (int side = 0; side < SIDES; side++)
		qsort(m->us[side], (size_t)m->count, sizeof(double),
		    ascending);
	printf("%s %.2f %.2f\n", name, m->us[BEFORE][m->count / 2],
	    m->us[AFTER][m->count / 2]);
	for (int side = 0; side < SIDES; side++)
		free(m->us[side]);
}

/* --- what is done --- */

static uint64_t
write_post(int person, uint64_t parent)
{
	static const char words[] = "Je verse cet exemple au dossier : trente "
	    "personnes, quatre samedis, et une salle que l’on a changée deux "
	    "fois. Ce qui a compté, c’est le courrier, puis l’appel.";
	struct act_args args = { .room = room, .post = parent,
	    .title = str_of("Mesure"), .text = str_of(words) };
	struct act_result result;

	who.member = people[person];
	must(act_run(store, &who, parent == 0 ? ACT_THREAD_NEW :
	    ACT_POST_REPLY, &args, &result), "post");
	return result.id;
}

/* Replies in two threads, one of each side, post by post; among so many. */
static void
replies(const char *name, const char *name_lasts, int count, int among)
{
	struct timing cpu = timing_new(count), lasts = timing_new(count);
	uint64_t last[SIDES] = { 0 };

	for (int n = 0; n < count; n++) {
		for (int turn = 0; turn < SIDES; turn++) {
			int side = (turn + n) % SIDES;
			/* two alternate; more speak at random */
			int person = among == 2 ? n % 2 :
			    (n * 7 + n / 3) % among;
			double cpu_start, start;

			frame = side == AFTER;
			if (n % THREAD_POSTS == 0)
				last[side] = write_post(among - 1, 0);
			start = now_ms();
			cpu_start = processor_us();
			last[side] = write_post(person, last[side]);
			cpu.us[side][n] = processor_us() - cpu_start;
			lasts.us[side][n] = (now_ms() - start) * 1e3;
		}
		cpu.count = lasts.count = n + 1;
	}
	timing_print(&cpu, name);
	timing_print(&lasts, name_lasts);
}

static uint64_t
thread_of(int posts)
{
	uint64_t thread, last;

	frame = true;
	thread = last = write_post(0, 0);
	for (int n = 1; n < posts; n++)
		last = write_post((n * 7 + n / 3) % people_count,
		    n % 4 == 0 ? thread : last);
	return thread;
}

/* What the screen of a thread asks of the store. */
static void
open_thread(uint64_t id)
{
	struct thread_view thread;
	struct room_view view;
	struct branch_view *rows;
	size_t count;

	must(query_thread(store, &who, id, arena, &thread), "thread");
	must(query_room(store, &who, room, arena, &view), "room");
	must(query_tree(store, &who, id, arena, &rows, &count), "tree");
}

/* Days later: in an old thread a view may be missing, and each is looked
 * for. */
static void
opened(const char *name, int posts, int days, int count)
{
	struct timing cpu = timing_new(count);
	uint64_t id = thread_of(posts);

	clock_pin(clock_now() + days * 86400);
	who.member = people[0];
	for (int n = 0; n < count; n++) {
		for (int turn = 0; turn < SIDES; turn++) {
			int side = (turn + n) % SIDES;
			double start;

			frame = side == AFTER;
			start = processor_us();
			open_thread(id);
			cpu.us[side][n] = processor_us() - start;
			arena_reset(arena);
		}
		cpu.count = n + 1;
	}
	timing_print(&cpu, name);
	clock_pin(0);
}

int
main(int argc, char **argv)
{
	int count;

	if (argc < 5 || (count = atoi(argv[2])) <= 0 ||
	    argc - 3 > PEOPLE_MAX) {
		fprintf(stderr, "usage: bench_frame DIR COUNT HANDLE…\n");
		return 2;
	}
	open_as(argv[1], argv[3]);
	for (int i = 3; i < argc; i++) {
		struct member_view view;

		must(query_member_named(store, &who, argv[i], arena, &view),
		    argv[i]);
		people[people_count++] = view.member.id;
	}
	room = first_room();
	replies("post", "post_lasts", count, people_count);
	replies("duel", "duel_lasts", count, 2);
	opened("open", 30, 0, count);
	opened("open_old", 30, 4, count);
	opened("open_long", 500, 4, count);
	return 0;
}
