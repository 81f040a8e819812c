/* The demonstration community and the store of benchmarks are whole. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/base/clock.h"
#include "store/forum/query.h"
#include "store/forum/seed.h"

static struct store *store;
static struct arena *arena;
static int dirfd;
static char dir[64];

static int
new_store(void **state)
{
	snprintf(dir, sizeof(dir), "/tmp/palabre-seed-XXXXXX");
	assert_non_null(mkdtemp(dir));
	dirfd = open(dir, O_RDONLY | O_DIRECTORY);
	assert_int_equal(fchdir(dirfd), 0);
	assert_int_equal(db_create(dirfd, false), OK);
	assert_int_equal(store_open(dirfd, NULL, &store, NULL), OK);
	arena = arena_new();
	return 0;
}

static int
end_store(void **state)
{
	char command[80];

	arena_free(arena);
	store_close(store);
	close(dirfd);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	return system(command);
}

static const struct who machine = { .machine = true, .address = "local" };

static void
say(void *arg, const char *line)
{
	print_message("%s\n", line);
}

static void
assert_undamaged(void)
{
	uint64_t damages = 1;

	assert_int_equal(check_store(store_db(store), say, NULL, &damages),
	    OK);
	assert_int_equal(damages, 0);
}

static struct home
home_of(const char *handle)
{
	struct who who = { .address = "local" };
	struct member_view view;
	struct home home;

	assert_int_equal(query_member_named(store, &machine, handle, arena,
	    &view), OK);
	who.member = view.member.id;
	assert_int_equal(query_home(store, &who, arena, &home), OK);
	return home;
}

static void
the_demonstration_is_told_whole(void **state)
{
	struct seed_login logins[2];
	struct db_info info;
	struct home home;

	assert_int_equal(seed_demo(store, logins), OK);
	assert_true(store_is_demo(store));
	assert_undamaged();
	assert_int_equal(db_info(store_db(store), &info), OK);
	assert_int_equal(info.entries[DB_MEMBER], 40);
	assert_int_equal(info.entries[DB_ROOM], 8);
	assert_int_equal(info.entries[DB_POST], 102);
	assert_int_equal(info.entries[DB_SECRET], 2);
	home = home_of(logins[0].handle);
	assert_true(home.unread > 5 && home.unread < 40);
	assert_true(home.notice_count > 0);
}

static struct who
called(const char *handle)
{
	struct member_view view;

	assert_int_equal(query_member_named(store, &machine, handle, arena,
	    &view), OK);
	return (struct who){ .member = view.member.id };
}

/* One to be signed twice, one masked, one taken; a pause, a repair; and what
 * the log tells of those that are closed. */
static void
the_demonstration_has_cases_in_each_state(void **state)
{
	static const enum case_state queued[] = { CASE_SIGNING, CASE_OPEN,
	    CASE_TAKEN };
	struct seed_login logins[2];
	struct case_view *cases;
	struct log_view *entries;
	struct who who;
	size_t count, late, i;

	assert_int_equal(seed_demo(store, logins), OK);
	who = called("myrtille");
	assert_int_equal(query_cases(store, &who, arena, &cases, &count,
	    &late), OK);
	assert_int_equal(count, LENGTH(queued));
	for (i = 0; i < count; i++)
		assert_int_equal(cases[i].state, queued[i]);
	assert_int_equal(cases[1].mask, MASK_FLAGS);
	assert_int_equal(home_of("genet").waits[0].wait.kind, WAIT_REPAIR);
	assert_int_equal(home_of("ortie").wait_count, 0);
	who = called("mistral");
	assert_int_equal(act_run(store, &who, ACT_THREAD_NEW,
	    &(struct act_args){ .room = 2, .title = str_of("Titre"),
	    .text = str_of("Un texte."), .type = TYPE_C }, NULL), ERR_DENIED);
	assert_int_equal(query_log(store, &machine, 0, 50, arena, &entries,
	    &count), OK);
	assert_true(count >= 3);
	assert_undamaged();
}

/* What waits for somebody: a restatement, an exchange between two, a synthesis
 * of many. */
static void
the_frame_of_the_demonstration_is_alive(void **state)
{
	struct seed_login logins[2];
	struct home home;
	struct thread_view *threads;
	struct room_view room;
	size_t count, rounds = 0;

	assert_int_equal(seed_demo(store, logins), OK);
	home = home_of("tamaris");
	assert_int_equal(home.wait_count, 2);
	assert_int_equal(home.waits[0].wait.kind, WAIT_RESTATEMENT);
	assert_int_equal(home.waits[1].wait.kind, WAIT_SYNTHESIS);
	home = home_of("galet");
	assert_int_equal(home.wait_count, 1);
	assert_int_equal(home.waits[0].wait.kind, WAIT_DUEL);
	assert_int_equal(query_room_named(store, &machine, "tirage-au-sort",
	    arena, &room), OK);
	assert_int_equal(query_threads(store, &machine, room.room.id, 0, 100,
	    THREADS_BY_ACTIVITY, arena, &threads, &count), OK);
	assert_int_equal(threads[0].rhythm, RHYTHM_CALM);
	assert_true(threads[0].thread.voices > 5);
	assert_int_not_equal(threads[0].thread.synthesis, 0);
	assert_int_equal(query_room_named(store, &machine, "droit-de-suite",
	    arena, &room), OK);
	assert_int_equal(query_threads(store, &machine, room.room.id, 0, 100,
	    THREADS_BY_ACTIVITY, arena, &threads, &count), OK);
	assert_int_equal(threads[0].thread.cleared, 1);
	/* a disagreement that waits in a strict thread, a round table */
	home = home_of("bouleau");
	assert_int_equal(home.wait_count, 1);
	assert_int_equal(home.waits[0].wait.kind, WAIT_RESTATEMENT);
	assert_int_equal(query_room_named(store, &machine, "metiers-postures",
	    arena, &room), OK);
	assert_int_equal(query_threads(store, &machine, room.room.id, 0, 100,
	    THREADS_BY_ACTIVITY, arena, &threads, &count), OK);
	for (size_t i = 0; i < count; i++)
		rounds += threads[i].thread.rounds;
	assert_int_equal(rounds, 1);
}

static void
every_type_of_contribution_is_there(void **state)
{
	struct seed_login logins[2];
	struct room_view *rooms;
	struct thread_view *threads;
	struct post_view *posts;
	size_t room_count, thread_count, count, seen[TYPE_COUNT] = { 0 };

	assert_int_equal(seed_demo(store, logins), OK);
	assert_int_equal(query_rooms(store, &machine, arena, &rooms,
	    &room_count), OK);
	for (size_t r = 0; r < room_count; r++) {
		assert_int_equal(query_threads(store, &machine,
		    rooms[r].room.id, 0, 100, THREADS_BY_ACTIVITY, arena,
		    &threads, &thread_count), OK);
		for (size_t t = 0; t < thread_count; t++) {
			assert_int_equal(query_thread_posts(store, &machine,
			    threads[t].thread.id, arena, &posts, &count), OK);
			for (size_t i = 0; i < count; i++)
				seen[posts[i].post.type]++;
		}
	}
	for (int type = 0; type < TYPE_COUNT; type++)
		assert_true(seen[type] > 0);
}

static void
a_store_that_is_not_empty_is_refused(void **state)
{
	struct seed_login logins[2];

	assert_int_equal(seed_demo(store, logins), OK);
	assert_int_equal(seed_demo(store, logins), ERR_EXISTS);
	assert_int_equal(seed_bulk(store, 10, 2, 2, 1), ERR_EXISTS);
}

static void
many_posts_are_a_sound_store(void **state)
{
	struct db_info info;
	struct home home;

	assert_int_equal(seed_bulk(store, 3000, 10, 100, 7), OK);
	assert_undamaged();
	assert_int_equal(db_info(store_db(store), &info), OK);
	assert_int_equal(info.entries[DB_POST], 3000);
	home = home_of("lectrice");
	assert_true(home.unread > 1000 && home.unread < 2000);
}

/* As they are where people write: the posts of a thread do not follow one
 * another in their room, and the long one has its length all the same. */
static void
many_posts_are_strewn_among_each_other(void **state)
{
	struct thread_view *threads;
	struct post_view *posts;
	size_t count, n, strewn = 0, longest = 0;

	assert_int_equal(seed_bulk(store, 1000, 1, 100, 7), OK);
	assert_int_equal(query_threads(store, &machine, 1, 0, 500,
	    THREADS_BY_ACTIVITY, arena, &threads, &count), OK);
	for (size_t i = 0; i < count; i++) {
		uint64_t first = UINT64_MAX, last = 0;

		assert_int_equal(query_thread_posts(store, &machine,
		    threads[i].thread.id, arena, &posts, &n), OK);
		for (size_t k = 0; k < n; k++) {
			if (posts[k].post.ordinal < first)
				first = posts[k].post.ordinal;
			if (posts[k].post.ordinal > last)
				last = posts[k].post.ordinal;
		}
		strewn += n > 1 && last - first + 1 >= 2 * n;
		longest = n > longest ? n : longest;
	}
	assert_int_equal(longest, 500);
	assert_true(strewn > count / 3);
}

int
main(void)
{
#define SEED_TEST(name)							\
	cmocka_unit_test_setup_teardown(name, new_store, end_store)
	const struct CMUnitTest tests[] = {
		SEED_TEST(the_demonstration_is_told_whole),
		SEED_TEST(the_frame_of_the_demonstration_is_alive),
		SEED_TEST(the_demonstration_has_cases_in_each_state),
		SEED_TEST(every_type_of_contribution_is_there),
		SEED_TEST(a_store_that_is_not_empty_is_refused),
		SEED_TEST(many_posts_are_a_sound_store),
		SEED_TEST(many_posts_are_strewn_among_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
