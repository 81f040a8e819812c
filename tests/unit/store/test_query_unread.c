/*
 * What is unread, counted in three ways that must agree: by arithmetic on
 * ordinals, by asking for the next unread post until there is none, and as a
 * list; and all of them with a plain model kept by the test.  What one follows
 * or whom one ignores changes none of them; a muted thread counts nowhere.
 */
#include "forum_fixture.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 4, ROOMS = 3, STEPS = 400, POSTS_MAX = STEPS + 1 };

struct world {
	struct forum *f;
	uint64_t members[MEMBERS], rooms[ROOMS];
	size_t count;		/* posts */
	struct { uint64_t id, room, thread; size_t author; bool dead;
	    bool read[MEMBERS]; } posts[POSTS_MAX];
	struct { uint64_t thread; bool by[MEMBERS]; } muted[POSTS_MAX];
	size_t muted_count;
};

static bool *
model_muted(struct world *w, uint64_t thread, size_t m)
{
	size_t	i;

	for (i = 0; i < w->muted_count && w->muted[i].thread != thread; i++)
		;
	if (i == w->muted_count)
		w->muted[w->muted_count++].thread = thread;
	return &w->muted[i].by[m];
}

static unsigned long	seed = 20251123;

static unsigned
chance(unsigned n)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(seed >> 33) % n;
}

/* An answer; some are syntheses, which cover what stood there. */
static uint64_t
world_reply(struct world *w, size_t m, uint64_t post)
{
	struct act_result	result;

	assert_err(OK, try_act(w->f, as(w->members[m]), ACT_POST_REPLY,
	    (struct act_args){ .post = post, .text = str_of("Texte."),
	    .type = chance(6) == 0 ? TYPE_S : TYPE_C }, &result));
	return result.id;
}

static void
world_put(struct world *w, uint64_t id, size_t parent, size_t m)
{
	size_t	at = w->count++, k;

	w->posts[at].id = id;
	w->posts[at].room = w->posts[parent].room;
	w->posts[at].thread = w->posts[parent].thread;
	w->posts[at].author = m;
	for (k = 0; k < MEMBERS; k++)
		w->posts[at].read[k] = k == m;
}

/* A disagreement that waits in a strict thread, then is answered. */
static void
world_disagree(struct world *w, size_t m, size_t p)
{
	static const char	 text[] = "Je ne crois pas que la somme déplace "
		"le motif de la venue : trois jurys suivis en témoignent.";
	struct act_args		 strict = { .post = w->posts[p].id };
	struct act_args		 args = { .post = w->posts[p].id,
				     .type = TYPE_D, .text = str_of(text),
				     .restate = str_of("Vous pensez que le "
				     "hasard ne vaut que si chacun dit oui.") };
	struct act_result	 result;

	if (w->posts[p].author == m || w->posts[p].dead)
		return;
	assert_err(OK, try_act(w->f, as(w->members[0]), ACT_STRICT_SET,
	    strict, NULL));
	assert_err(OK, try_act(w->f, as(w->members[m]), ACT_POST_REPLY, args,
	    &result));
	if (result.withheld)
		assert_err(OK, try_act(w->f, as(w->members[
		    w->posts[p].author]), ACT_ANSWER, (struct act_args){
		    .post = result.id, .number = RESTATED_CONFIRMED },
		    &result));
	world_put(w, result.id, p, m);
	strict.back = true;
	assert_err(OK, try_act(w->f, as(w->members[0]), ACT_STRICT_SET,
	    strict, NULL));
}

static void
world_post(struct world *w)
{
	size_t		m = chance(MEMBERS), at = w->count, parent, k;
	uint64_t	room = w->rooms[chance(ROOMS)];

	if (at == 0 || chance(5) == 0) {
		w->posts[at].id = thread_open(w->f, w->members[m], room,
		    "Fil", "Texte.");
		w->posts[at].room = room;
		w->posts[at].thread = w->posts[at].id;
	} else {
		parent = chance((unsigned)at);
		w->posts[at].id = world_reply(w, m, w->posts[parent].id);
		w->posts[at].room = w->posts[parent].room;
		w->posts[at].thread = w->posts[parent].thread;
	}
	w->posts[at].author = m;
	for (k = 0; k < MEMBERS; k++)
		w->posts[at].read[k] = k == m;
	w->count++;
}

/* A thread, or (seldom) a room, counts as read. */
static void
world_catchup(struct world *w, size_t m, size_t p)
{
	struct act_args	args = { 0 };
	size_t		k;

	if (chance(4) != 0)
		return;
	if (chance(4) == 0)
		args.room = w->posts[p].room;
	else
		args.thread = w->posts[p].thread;
	assert_err(OK, try_act(w->f, as(w->members[m]), ACT_CATCHUP, args,
	    NULL));
	for (k = 0; k < w->count; k++)
		if (w->posts[k].thread == args.thread ||
		    w->posts[k].room == args.room)
			w->posts[k].read[m] = true;
}

/* All of a thread from one of its posts on is unread again, as `u` does it:
 * in the order of the tree, one's own left out. */
static void
world_unmark(struct world *w, size_t m, size_t p)
{
	struct who		 who = as(w->members[m]);
	struct arena		*arena = arena_new();
	struct rangeset		 marks = { 0 };
	struct act_args		 args = { .room = w->posts[p].room,
				    .marks = &marks };
	struct branch_view	*tree;
	size_t			 n, i, k;
	bool			 from = false;

	assert_err(OK, query_tree(w->f->store, &who, w->posts[p].thread,
	    arena, &tree, &n));
	for (i = 0; i < n; i++) {
		from = from || tree[i].branch.post == w->posts[p].id;
		if (!from || tree[i].own || tree[i].branch.state != POST_LIVE)
			continue;
		rangeset_add(&marks, tree[i].branch.ordinal,
		    tree[i].branch.ordinal);
		for (k = 0; w->posts[k].id != tree[i].branch.post; k++)
			;
		w->posts[k].read[m] = false;
	}
	if (marks.count > 0)
		assert_err(OK, try_act(w->f, who, ACT_READ_UNMARK, args,
		    NULL));
	rangeset_free(&marks);
	arena_free(arena);
}

/* Follows, mutes or leaves alone a thread; follows its room; ignores. */
static void
world_attend(struct world *w, size_t m, size_t p)
{
	struct who	who = as(w->members[m]);
	struct act_args	args = { .thread = w->posts[p].thread };

	switch (chance(4)) {
	case 0:
		args = (struct act_args){ .member = w->members[(m + 1 +
		    chance(MEMBERS - 1)) % MEMBERS], .number = chance(2) };
		assert_err(OK, try_act(w->f, who, ACT_IGNORE, args, NULL));
		return;
	case 1:
		args = (struct act_args){ .room = w->posts[p].room,
		    .number = chance(2) ? WATCH_FOLLOW : WATCH_NONE };
		assert_err(OK, try_act(w->f, who, ACT_WATCH_SET, args, NULL));
		return;
	default:
		args.number = chance(3);
		assert_err(OK, try_act(w->f, who, ACT_WATCH_SET, args, NULL));
		*model_muted(w, args.thread, m) = args.number == WATCH_MUTE;
	}
}

static void
world_step(struct world *w)
{
	size_t			m = chance(MEMBERS), p;
	struct act_args		args = { 0 };

	if (w->count == 0 || chance(2) == 0) {
		world_post(w);
		return;
	}
	p = chance((unsigned)w->count);
	args.post = w->posts[p].id;
	switch (chance(10)) {
	case 8:
		world_attend(w, m, p);
		break;
	case 0:
		if (w->posts[p].dead)
			break;
		assert_err(OK, try_act(w->f, as(w->members[
		    w->posts[p].author]), ACT_POST_DELETE, args, NULL));
		w->posts[p].dead = true;
		break;
	case 1:
		assert_err(OK, try_act(w->f, as(w->members[m]),
		    ACT_READ_UNMARK, args, NULL));
		w->posts[p].read[m] = false;
		break;
	case 2:
		world_catchup(w, m, p);
		break;
	case 4:
		if (chance(2) == 0)
			world_unmark(w, m, p);
		break;
	case 9:
		world_disagree(w, m, p);
		break;
	case 7:
		/* some are masked: that changes no count either */
		args.name = str_of("6b");
		args.reason = str_of("Une adresse est donnée dans ce message.");
		if (!w->posts[p].dead && w->posts[p].author != m)
			try_act(w->f, as(w->members[m]), ACT_FLAG, args, NULL);
		break;
	case 3:
		if (w->posts[p].dead)
			break;
		args.text = str_of("Un autre texte, assez long pour qu’un "
		    "désaccord, où il faut des raisons, puisse l’être encore.");
		assert_err(OK, try_act(w->f, as(w->members[
		    w->posts[p].author]), ACT_POST_EDIT, args, NULL));
		break;
	default:
		assert_err(OK, try_act(w->f, as(w->members[m]),
		    ACT_READ_MARK, args, NULL));
		w->posts[p].read[m] = true;
		break;
	}
}

/* Unread for member m in a room or thread (0 = any), by the model. */
static uint64_t
model_unread(struct world *w, size_t m, uint64_t room, uint64_t thread)
{
	uint64_t	n = 0;
	size_t		i;

	for (i = 0; i < w->count; i++)
		if (!w->posts[i].dead && !w->posts[i].read[m] &&
		    !*model_muted(w, w->posts[i].thread, m) &&
		    (room == 0 || w->posts[i].room == room) &&
		    (thread == 0 || w->posts[i].thread == thread))
			n++;
	return n;
}

static size_t
model_find(const struct world *w, uint64_t id)
{
	size_t	i;

	for (i = 0; i < w->count && w->posts[i].id != id; i++)
		;
	assert_true(i < w->count);
	return i;
}

static void
counts_agree(struct world *w, size_t m)
{
	struct who		 who = as(w->members[m]);
	struct arena		*arena = arena_new();
	struct post_view	*posts;
	struct thread_view	 thread;
	struct branch_view	*tree;
	size_t			 count, i, n;

	for (i = 0; i < ROOMS; i++)
		assert_int_equal(room_unread(w->f, w->members[m],
		    w->rooms[i]), model_unread(w, m, w->rooms[i], 0));
	assert_err(OK, query_unread(w->f->store, &who, 0, 100000, arena,
	    &posts, &count));
	assert_int_equal(count, model_unread(w, m, 0, 0));
	for (i = 0; i < w->count; i++) {
		uint64_t	id = w->posts[i].id;

		if (w->posts[i].thread != id)
			continue;
		assert_err(OK, query_thread(w->f->store, &who, id, arena,
		    &thread));
		assert_int_equal(thread.unread, model_unread(w, m, 0, id));
		assert_err(OK, query_tree(w->f->store, &who, id, arena, &tree,
		    &n));
		assert_int_equal(tree[0].unread_below + tree[0].unread,
		    thread.unread);
		assert_int_equal(tree[0].below + 1, n);
	}
	arena_free(arena);
}

/*
 * The posts that the loop would show, without reading any: those of the list,
 * each of which "next unread" gives when all before it are read.  Walks them
 * as a reader who reads nothing would: after each post the next in its thread.
 */
static void
loop_agrees(struct world *w, size_t m)
{
	struct who		 who = as(w->members[m]);
	struct arena		*arena = arena_new();
	struct place		 at = { 0 }, back;
	struct post_view	*posts;
	struct room_view	*rooms;
	uint64_t		 sum = 0;
	size_t			 count, i;

	assert_err(OK, query_rooms(w->f->store, &who, arena, &rooms, &count));
	for (i = 0; i < count; i++)
		sum += rooms[i].unread;
	assert_err(OK, query_unread(w->f->store, &who, 0, 100000, arena,
	    &posts, &count));
	assert_int_equal(count, sum);
	for (i = 0; i < count; i++) {
		assert_false(w->posts[model_find(w, posts[i].post.id)].dead);
		at = (struct place){ posts[i].post.room, posts[i].post.thread,
			posts[i].post.id };
		if (i + 1 < count && posts[i + 1].post.thread == at.thread) {
			assert_err(OK, query_next_unread(w->f->store, &who,
			    at, false, &at));
			assert_int_equal(at.post, posts[i + 1].post.id);
			assert_err(OK, query_previous_unread(w->f->store,
			    &who, at, &back));
			assert_int_equal(back.post, posts[i].post.id);
		}
	}
	if (count > 0) {
		memset(&at, 0, sizeof(at));
		assert_err(OK, query_next_unread(w->f->store, &who, at, false,
		    &at));
		assert_int_equal(at.post, posts[0].post.id);
	}
	arena_free(arena);
}

/* Reads all by "next unread": each post once, in the order of the list. */
static void
reading_reaches_all(struct world *w, size_t m)
{
	struct who		 who = as(w->members[m]);
	struct arena		*arena = arena_new();
	struct place		 at = { 0 };
	struct post_view	*posts;
	uint64_t		 left = model_unread(w, m, 0, 0);
	size_t			 count, i, k;

	assert_err(OK, query_unread(w->f->store, &who, 0, 100000, arena,
	    &posts, &count));
	for (i = 0; left > 0; left--, i++) {
		assert_err(OK, query_next_unread(w->f->store, &who, at,
		    false, &at));
		assert_int_equal(at.post, posts[i].post.id);
		k = model_find(w, at.post);
		assert_false(w->posts[k].read[m] || w->posts[k].dead ||
		    *model_muted(w, w->posts[k].thread, m));
		assert_err(OK, try_act(w->f, who, ACT_READ_MARK,
		    (struct act_args){ .post = at.post }, NULL));
		w->posts[k].read[m] = true;
	}
	assert_err(ERR_NOT_FOUND, query_next_unread(w->f->store, &who, at,
	    false, &at));
	assert_err(ERR_NOT_FOUND, query_previous_unread(w->f->store, &who, at,
	    &at));
	arena_free(arena);
}

static void
three_ways_of_counting_agree_after_anything(void **state)
{
	struct world	*w = xcalloc(1, sizeof(*w));
	size_t		 i;

	w->f = *state;
	for (i = 0; i < MEMBERS; i++)
		w->members[i] = member_add(w->f,
		    (const char *[]){ "anna", "bela", "cleo", "dora" }[i]);
	for (i = 0; i < ROOMS; i++)
		w->rooms[i] = room_add(w->f,
		    (const char *[]){ "aa", "bb", "cc" }[i],
		    VISIBILITY_MEMBERS);
	for (i = 0; i < ROOMS; i++)
		mandate_add(w->f, w->members[0], ROLE_FACILITATOR,
		    w->rooms[i], FORUM_T0 + 90 * FORUM_DAY);
	for (i = 0; i < STEPS; i++) {
		clock_pin(FORUM_T0 + (int64_t)i);
		world_step(w);
		if (i % 29 == 0) {
			counts_agree(w, i / 29 % MEMBERS);
			loop_agrees(w, i / 29 % MEMBERS);
		}
	}
	for (i = 0; i < MEMBERS; i++)
		counts_agree(w, i);
	reading_reaches_all(w, 0);
	counts_agree(w, 0);
	reading_reaches_all(w, 2);
	free(w);
}

static void
a_new_member_starts_a_fortnight_back(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 top, bela;
	int		 i;

	top = thread_open(f, anna, room, "Fil", "Un.");
	for (i = 1; i < 30; i++) {
		clock_pin(FORUM_T0 + i * FORUM_DAY);
		reply_to(f, anna, top, "Un jour de plus.");
	}
	bela = member_add(f, "bela");
	/* days 15 to 29 are 14 days old at most */
	assert_int_equal(room_unread(f, bela, room), 15);
	assert_err(OK, try_act(f, as(bela), ACT_READ_MARK, (struct act_args){
	    .post = top + 20 }, NULL));
	assert_int_equal(room_unread(f, bela, room), 14);
	assert_err(OK, try_act(f, as(bela), ACT_READ_UNMARK,
	    (struct act_args){ .post = top }, NULL));
	assert_int_equal(room_unread(f, bela, room), 15);
}

static void
the_next_unread_keeps_to_thread_room_and_order(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 bela = member_add(f, "bela");
	uint64_t	 one = room_add(f, "aa", VISIBILITY_MEMBERS);
	uint64_t	 two = room_add(f, "bb", VISIBILITY_MEMBERS);
	uint64_t	 t1 = thread_open(f, anna, one, "Un", "Un.");
	uint64_t	 t2 = thread_open(f, anna, one, "Deux", "Deux.");
	uint64_t	 a = reply_to(f, anna, t1, "a");
	uint64_t	 b = reply_to(f, anna, t1, "b");
	uint64_t	 aa = reply_to(f, anna, a, "aa");
	uint64_t	 t3 = thread_open(f, anna, two, "Trois", "Trois.");
	struct who	 who = as(bela);
	struct place	 at = { 0 };
	const uint64_t	 order[] = { t1, a, aa, b, t2, t3 };
	size_t		 i;

	assert_err(OK, query_next_unread(f->store, &who,
	    (struct place){ one, t1, a }, false, &at));
	assert_int_equal(at.post, aa);
	assert_err(OK, query_next_unread(f->store, &who,
	    (struct place){ one, t1, b }, false, &at));
	assert_int_equal(at.post, t1);
	assert_err(OK, query_previous_unread(f->store, &who,
	    (struct place){ one, t1, aa }, &at));
	assert_int_equal(at.post, a);
	assert_err(OK, query_next_unread(f->store, &who,
	    (struct place){ .room = two }, true, &at));
	assert_int_equal(at.post, t3);
	memset(&at, 0, sizeof(at));
	for (i = 0; i < LENGTH(order); i++) {
		assert_err(OK, query_next_unread(f->store, &who, at, false,
		    &at));
		assert_int_equal(at.post, order[i]);
		assert_err(OK, try_act(f, who, ACT_READ_MARK,
		    (struct act_args){ .post = at.post }, NULL));
	}
	/* a forgotten room is passed over; wrapping comes back round */
	assert_err(OK, try_act(f, who, ACT_READ_UNMARK, (struct act_args){
	    .post = t2 }, NULL));
	assert_err(OK, query_next_unread(f->store, &who, at, false, &at));
	assert_int_equal(at.post, t2);
	assert_err(OK, try_act(f, who, ACT_ROOM_FORGET, (struct act_args){
	    .room = one }, NULL));
	assert_err(ERR_NOT_FOUND, query_next_unread(f->store, &who,
	    (struct place){ two, t3, t3 }, false, &at));
}

static void
a_deep_thread_is_listed(void **state)
{
	struct forum		*f = *state;
	uint64_t		 anna = member_add(f, "anna");
	uint64_t		 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t		 top = thread_open(f, anna, room, "Fil", "0");
	uint64_t		 last = top;
	struct who		 who = as(anna);
	struct branch_view	*tree;
	size_t			 count, i;

	for (i = 0; i < 300; i++)
		last = reply_to(f, anna, i % 5 == 0 ? top : last, "n");
	assert_err(OK, query_tree(f->store, &who, top, f->arena, &tree,
	    &count));
	assert_int_equal(count, 301);
	assert_int_equal(tree[0].below, 300);
	assert_int_equal(tree[5].depth, 5);
	assert_true(tree[count - 5].last);
	assert_int_equal(room_unread(f, anna, room), 0);
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

/* Whoever stands on an unread post, and asks for the next, wants another. */
static void
the_post_in_hand_comes_last(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	uint64_t	 benoit = member_add(f, "benoit");
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 first = thread_open(f, anna, room, "Un", "Texte.");
	uint64_t	 second = thread_open(f, anna, room, "Deux", "Texte.");
	struct who	 who = as(benoit);
	struct place	 at = { room, first, first };
	struct act_args	 args = { .post = second };

	assert_err(OK, query_next_unread(f->store, &who, at, false, &at));
	assert_int_equal(at.post, second);
	assert_err(OK, query_next_unread(f->store, &who, at, false, &at));
	assert_int_equal(at.post, first);
	assert_err(OK, try_act(f, as(benoit), ACT_READ_MARK, args, NULL));
	assert_err(OK, query_next_unread(f->store, &who, at, false, &at));
	assert_int_equal(at.post, first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(three_ways_of_counting_agree_after_anything),
		with_forum(a_new_member_starts_a_fortnight_back),
		with_forum(the_next_unread_keeps_to_thread_room_and_order),
		with_forum(a_deep_thread_is_listed),
		with_forum(the_post_in_hand_comes_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
