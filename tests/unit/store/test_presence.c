/* Who reads a thread now.  The others are processes, as in life. */
#include "forum_fixture.h"

#include "store/forum/presence.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct scene {
	struct forum *f;
	uint64_t anna, bela, room, top, other, open;	/* open: public */
};

static void
choose(struct forum *f, uint64_t member, enum presence choice)
{
	struct member	m = { .presence = (uint8_t)choice };

	assert_err(OK, try_act(f, as(member), ACT_PROFILE_SET,
	    (struct act_args){ .profile = &m }, NULL));
}

static struct scene
scene(struct forum *f)
{
	struct scene	s = { .f = f };

	s.anna = member_add(f, "anna");
	s.bela = member_add(f, "bela");
	s.room = room_add(f, "salon", VISIBILITY_MEMBERS);
	s.top = thread_open(f, s.anna, s.room, "Fil", "Un.");
	s.other = thread_open(f, s.anna, s.room, "Autre", "Deux.");
	s.open = thread_open(f, s.anna, room_add(f, "place",
	    VISIBILITY_PUBLIC), "Ouvert", "Trois.");
	choose(f, s.bela, PRESENCE_SHOWN);
	return s;
}

/* A process whose member reads the thread until it is told to end (or is
 * killed); returns once it is there. */
static pid_t
reader(const struct scene *s, uint64_t member, uint64_t thread)
{
	uint64_t	before = presence_mark(s->f->store, thread);
	pid_t		pid = fork();

	if (pid == 0) {
		presence_set(s->f->store, member, thread);
		for (;;)
			pause();
	}
	assert_true(pid > 0);
	while (presence_mark(s->f->store, thread) == before)
		usleep(1000);
	return pid;
}

static void
end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static size_t
present(const struct scene *s, struct who who, uint64_t thread,
    const char *first)
{
	struct str	*names;
	size_t		 count;

	assert_err(OK, query_present(s->f->store, &who, thread, s->f->arena,
	    &names, &count));
	if (first != NULL) {
		assert_true(count > 0);
		assert_true(str_equal(names[0], str_of(first)));
	}
	return count;
}

static void
who_chose_to_be_seen_is_seen_there_and_only_there(void **state)
{
	struct scene	s = scene(*state);
	pid_t		one = reader(&s, s.bela, s.top);
	pid_t		two = reader(&s, s.bela, s.top);
	pid_t		three = reader(&s, s.bela, s.open);

	assert_int_equal(present(&s, as(s.anna), s.top, "bela"), 1);
	assert_int_equal(present(&s, as(s.anna), s.other, NULL), 0);
	assert_int_equal(present(&s, as(s.bela), s.top, NULL), 0);
	assert_int_equal(present(&s, a_guest, s.open, NULL), 0);
	assert_int_equal(present(&s, as(s.anna), s.open, "bela"), 1);
	assert_int_equal(present(&s, (struct who){ .member = s.anna,
	    .machine = true }, s.top, NULL), 0);
	end(one);
	end(two);
	end(three);
}

static void
who_did_not_choose_or_changed_their_mind_is_not_seen(void **state)
{
	struct scene	s = scene(*state);
	pid_t		pid = reader(&s, s.bela, s.top);

	choose(s.f, s.bela, PRESENCE_HIDDEN);
	assert_int_equal(present(&s, as(s.anna), s.top, NULL), 0);
	choose(s.f, s.bela, PRESENCE_UNASKED);
	assert_int_equal(present(&s, as(s.anna), s.top, NULL), 0);
	end(pid);
}

static void
the_ignored_are_not_seen_and_see_as_before(void **state)
{
	struct scene	s = scene(*state);
	pid_t		pid = reader(&s, s.bela, s.top);

	assert_err(OK, try_act(s.f, as(s.anna), ACT_IGNORE,
	    (struct act_args){ .member = s.bela, .number = 1 }, NULL));
	assert_int_equal(present(&s, as(s.anna), s.top, NULL), 0);
	end(pid);
	choose(s.f, s.anna, PRESENCE_SHOWN);
	pid = reader(&s, s.anna, s.top);
	assert_int_equal(present(&s, as(s.bela), s.top, "anna"), 1);
	end(pid);
}

static void
a_process_that_died_is_forgotten_after_some_seconds(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	mark;

	end(reader(&s, s.bela, s.top));
	assert_int_equal(present(&s, as(s.anna), s.top, "bela"), 1);
	mark = presence_mark(s.f->store, s.top);
	clock_pin(FORUM_T0 + PRESENCE_STALE);
	assert_int_equal(present(&s, as(s.anna), s.top, NULL), 0);
	assert_int_not_equal(presence_mark(s.f->store, s.top), mark);
	/* a clock set back forgets too, rather than wait for years */
	clock_pin(FORUM_T0 - 1);
	assert_int_equal(present(&s, as(s.anna), s.top, NULL), 0);
}

static void
who_goes_on_reading_stays_and_who_leaves_is_gone(void **state)
{
	struct scene	s = scene(*state);
	int		i;

	choose(s.f, s.anna, PRESENCE_SHOWN);
	for (i = 0; i < 30; i++) {
		clock_pin(FORUM_T0 + i);
		presence_set(s.f->store, s.anna, s.top);
	}
	assert_int_equal(present(&s, as(s.bela), s.top, "anna"), 1);
	presence_set(s.f->store, s.anna, s.other);
	assert_int_equal(present(&s, as(s.bela), s.top, NULL), 0);
	assert_int_equal(present(&s, as(s.bela), s.other, "anna"), 1);
	presence_set(s.f->store, s.anna, 0);
	assert_int_equal(present(&s, as(s.bela), s.other, NULL), 0);
}

/* Slept for so long that another took the slot: takes a new one. */
static void
a_lost_slot_is_not_written_to(void **state)
{
	struct scene	s = scene(*state);
	pid_t		pid;

	choose(s.f, s.anna, PRESENCE_SHOWN);
	presence_set(s.f->store, s.anna, s.top);
	clock_pin(FORUM_T0 + PRESENCE_STALE + 1);
	pid = reader(&s, s.bela, s.top);
	presence_set(s.f->store, s.anna, s.top);
	assert_int_equal(present(&s, as(s.anna), s.top, "bela"), 1);
	assert_int_equal(present(&s, as(s.bela), s.top, "anna"), 1);
	end(pid);
}

static void
a_full_bucket_shows_who_came_first(void **state)
{
	struct scene	s = scene(*state);
	pid_t		pids[40];
	size_t		i;
	uint64_t	mark;

	for (i = 0; i < 32; i++)
		pids[i] = reader(&s, s.bela, s.top);
	mark = presence_mark(s.f->store, s.top);
	choose(s.f, s.anna, PRESENCE_SHOWN);
	presence_set(s.f->store, s.anna, s.top);
	assert_int_equal(presence_mark(s.f->store, s.top), mark);
	end(pids[0]);
	clock_pin(FORUM_T0 + PRESENCE_STALE);
	presence_set(s.f->store, s.anna, s.top);
	assert_int_equal(present(&s, as(s.bela), s.top, "anna"), 1);
	for (i = 1; i < 32; i++)
		end(pids[i]);
}

static void
a_hidden_thread_has_no_readers(void **state)
{
	struct scene	 s = scene(*state);
	uint64_t	 hidden = room_add(s.f, "intime", VISIBILITY_PRIVATE);
	struct who	 anna = as(s.anna);
	struct str	*names;
	uint64_t	 thread;
	size_t		 count;
	pid_t		 pid;

	room_allow(s.f, hidden, s.bela);
	thread = thread_open(s.f, s.bela, hidden, "Secret", "Un.");
	pid = reader(&s, s.bela, thread);
	assert_err(ERR_NOT_FOUND, query_present(s.f->store, &anna, thread,
	    s.f->arena, &names, &count));
	end(pid);
}

static void
nothing_of_it_is_in_the_store(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	txn = query_last_txn(s.f->store);

	presence_set(s.f->store, s.bela, s.top);
	presence_set(s.f->store, s.bela, s.other);
	assert_int_equal(query_last_txn(s.f->store), txn);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(who_chose_to_be_seen_is_seen_there_and_only_there),
		with_forum(
		    who_did_not_choose_or_changed_their_mind_is_not_seen),
		with_forum(the_ignored_are_not_seen_and_see_as_before),
		with_forum(a_process_that_died_is_forgotten_after_some_seconds),
		with_forum(who_goes_on_reading_stays_and_who_leaves_is_gone),
		with_forum(a_lost_slot_is_not_written_to),
		with_forum(a_full_bucket_shows_who_came_first),
		with_forum(a_hidden_thread_has_no_readers),
		with_forum(nothing_of_it_is_in_the_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
