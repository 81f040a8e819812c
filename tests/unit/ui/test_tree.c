/* The tree of a thread: folding, unread, what is held back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

#include "ui/widgets/tree.h"

enum { POSTS = 8 };

/*
 * 1 opening
 * ├ 2          read, three replies below: folds by itself
 * │ ├ 3
 * │ │ └ 4
 * │ └ 5
 * └ 6          one unread reply below
 *   ├ 7        unread
 *   └ 8
 */
static const struct { uint16_t depth; uint32_t below; bool last, unread; }
    shape[POSTS] = {
	{ 0, 7, true, false }, { 1, 3, false, false }, { 2, 1, false, false },
	{ 3, 0, true, false }, { 2, 0, true, false }, { 1, 2, true, false },
	{ 2, 0, false, true }, { 2, 0, true, false },
};

struct fixture {
	struct arena *arena;
	struct branch_view rows[POSTS];
	struct tree tree;
};

static void
fill(struct fixture *f, bool (*marked)(const struct branch *))
{
	size_t i;

	for (i = 0; i < POSTS; i++) {
		f->rows[i] = (struct branch_view){ .depth = shape[i].depth,
			.below = shape[i].below, .last = shape[i].last,
			.unread = shape[i].unread };
		f->rows[i].branch.post = i + 1;
	}
	f->rows[0].unread_below = f->rows[5].unread_below = 1;
	tree_set(&f->tree, f->rows, POSTS, f->arena, marked);
	tree_layout(&f->tree);
}

static int
setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->arena = arena_new();
	fill(f, NULL);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	tree_free(&f->tree);
	arena_free(f->arena);
	free(f);
	return 0;
}

static bool
marked_7(const struct branch *branch)
{
	return branch->post == 7;
}

static void
a_row_knows_its_parent(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(f->tree.parent[3], 2);
	assert_int_equal(f->tree.parent[4], 1);
	assert_int_equal(f->tree.parent[7], 5);
	assert_int_equal(f->tree.parent[0], 0);
}

static void
a_mark_not_written_yet_counts_as_read(void **state)
{
	struct fixture *f = *state;

	fill(f, marked_7);
	assert_false(f->rows[6].unread);
	assert_int_equal(f->rows[5].unread_below, 0);
	assert_int_equal(f->rows[0].unread_below, 0);
	assert_int_equal(tree_unread(&f->tree, 0, 1, true), TREE_NONE);
}

static void
marking_corrects_every_ancestor(void **state)
{
	struct fixture *f = *state;

	tree_mark(&f->tree, 3, true);
	tree_mark(&f->tree, 3, true);
	assert_int_equal(f->rows[2].unread_below, 1);
	assert_int_equal(f->rows[1].unread_below, 1);
	assert_int_equal(f->rows[0].unread_below, 2);
}

static void
a_folded_branch_shows_one_line(void **state)
{
	struct fixture *f = *state;

	tree_fold(&f->tree, 1);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, 5);
	assert_int_equal(f->tree.shown[1], 1);
	assert_int_equal(f->tree.shown[2], 5);
	tree_unfold(&f->tree, 1);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS);
}

static void
a_post_without_replies_does_not_fold(void **state)
{
	struct fixture *f = *state;

	tree_fold(&f->tree, 4);
	assert_false(tree_folded(&f->tree, 4));
}

static void
only_branches_read_to_the_end_fold_by_themselves(void **state)
{
	struct fixture *f = *state;

	tree_fold_read(&f->tree, 1);
	assert_true(tree_folded(&f->tree, 1));
	assert_false(tree_folded(&f->tree, 5));
	tree_unfold(&f->tree, 1);
	tree_fold_read(&f->tree, 4);
	assert_false(tree_folded(&f->tree, 1));
}

static void
revealing_a_post_unfolds_all_that_hides_it(void **state)
{
	struct fixture *f = *state;

	tree_fold(&f->tree, 1);
	tree_fold(&f->tree, 2);
	tree_reveal(&f->tree, 3);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS);
}

static void
a_post_held_back_hides_with_its_replies(void **state)
{
	struct fixture *f = *state;

	rangeset_add(&f->tree.held, 3, 3);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS - 2);
	tree_reveal(&f->tree, 7);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS);
}

static void
the_next_unread_goes_round(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(tree_unread(&f->tree, 0, 1, false), 6);
	assert_int_equal(tree_unread(&f->tree, 7, 1, false), TREE_NONE);
	assert_int_equal(tree_unread(&f->tree, 7, 1, true), 6);
	assert_int_equal(tree_unread(&f->tree, 7, -1, false), 6);
	assert_int_equal(tree_unread(&f->tree, 6, -1, false), TREE_NONE);
}

static void
a_post_is_found_by_its_number(void **state)
{
	struct fixture *f = *state;

	f->rows[3].branch.post = 40;
	f->rows[4].branch.post = 4;
	tree_set(&f->tree, f->rows, POSTS, f->arena, NULL);
	assert_int_equal(tree_find(&f->tree, 40), 3);
	assert_int_equal(tree_find(&f->tree, 4), 4);
	assert_int_equal(tree_find(&f->tree, 1), 0);
	assert_int_equal(tree_find(&f->tree, 5), TREE_NONE);
	assert_int_equal(tree_find(&f->tree, 41), TREE_NONE);
}

static void
opening_a_branch_lands_on_its_first_unread(void **state)
{
	struct fixture *f = *state;

	tree_fold(&f->tree, 5);
	assert_int_equal(tree_open(&f->tree, 5), 6);
	assert_false(tree_folded(&f->tree, 5));
	tree_fold(&f->tree, 1);
	assert_int_equal(tree_open(&f->tree, 1), 1);
	tree_mark(&f->tree, 6, false);
	assert_int_equal(tree_open(&f->tree, 5), 5);
}

static void
read_branches_fold_within_a_branch_that_is_not(void **state)
{
	struct fixture *f = *state;

	tree_mark(&f->tree, 4, true);
	tree_fold_read(&f->tree, 1);
	assert_false(tree_folded(&f->tree, 1));
	assert_true(tree_folded(&f->tree, 2));
}

static void
one_type_shows_with_what_it_answers(void **state)
{
	struct fixture *f = *state;
	static const uint32_t shown[] = { 0, 1, 2, 3 };
	size_t i;

	f->rows[3].branch.type = TYPE_D;
	f->rows[6].branch.type = TYPE_D;
	f->rows[6].ignored = true;
	tree_fold(&f->tree, 1);
	assert_int_equal(tree_of_type(&f->tree, TYPE_D), 1);
	f->tree.only = TYPE_D + 1;
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, LENGTH(shown));
	for (i = 0; i < LENGTH(shown); i++)
		assert_int_equal(f->tree.shown[i], shown[i]);
	/* guides end where nothing more shows */
	assert_true(f->tree.last[1]);
	/* going to another one shows all again */
	tree_reveal(&f->tree, 7);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.only, 0);
	assert_false(f->tree.last[1]);
}

/* Row 5 is a synthesis that covers row 6; row 7 answers it. */
static void
what_a_synthesis_covers_folds_and_what_answers_it_does_not(void **state)
{
	struct fixture *f = *state;

	f->rows[5].covers = f->rows[5].unread_covered = 1;
	tree_fold_covered(&f->tree);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS - 1);
	assert_int_equal(f->tree.shown[6], 7);
	assert_int_equal(tree_under(&f->tree, 5), 1);
	assert_int_equal(tree_unread_under(&f->tree, 5), 1);
	/* revealing what answers it leaves it folded */
	tree_reveal(&f->tree, 7);
	assert_true(tree_folded(&f->tree, 5));
	tree_reveal(&f->tree, 6);
	assert_false(tree_folded(&f->tree, 5));
	tree_mark(&f->tree, 7, true);
	assert_int_equal(tree_unread_under(&f->tree, 5), 1);
	tree_mark(&f->tree, 6, false);
	assert_int_equal(tree_unread_under(&f->tree, 5), 0);
	assert_int_equal(f->rows[5].unread_below, 1);
	/* one that comes while it is read hides nothing that stood there */
	rangeset_add(&f->tree.held, 6, 6);
	tree_layout(&f->tree);
	assert_int_equal(f->tree.shown_count, POSTS - 1);
	assert_int_equal(f->tree.shown[5], 6);
}

/* A walk for each would take minutes here. */
static void
five_thousand_posts_are_laid_out_at_once(void **state)
{
	enum { MANY = 5000 };
	struct fixture *f = *state;
	struct branch_view *rows = xcalloc(MANY, sizeof(*rows));
	struct tree tree = { 0 };
	size_t i, found = 0;
	clock_t start;

	for (i = 0; i < MANY; i++) {
		rows[i].branch.post = MANY + 1 - i;
		rows[i].depth = i == 0 ? 0 : 1;
		rows[i].unread = i % 50 == 0;
	}
	rows[0].below = MANY - 1;
	tree_set(&tree, rows, MANY, f->arena, NULL);
	start = clock();
	for (i = 0; i < 100000; i++) {
		found += tree_find(&tree, 1 + i % MANY + 1) != TREE_NONE;
		found += tree_unread(&tree, i % MANY, 1, true) != TREE_NONE;
	}
	assert_int_equal(found, 200000);
	assert_true(clock() - start < CLOCKS_PER_SEC);
	tree_free(&tree);
	free(rows);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_row_knows_its_parent),
		TEST(a_mark_not_written_yet_counts_as_read),
		TEST(marking_corrects_every_ancestor),
		TEST(a_folded_branch_shows_one_line),
		TEST(a_post_without_replies_does_not_fold),
		TEST(only_branches_read_to_the_end_fold_by_themselves),
		TEST(revealing_a_post_unfolds_all_that_hides_it),
		TEST(a_post_held_back_hides_with_its_replies),
		TEST(the_next_unread_goes_round),
		TEST(a_post_is_found_by_its_number),
		TEST(opening_a_branch_lands_on_its_first_unread),
		TEST(read_branches_fold_within_a_branch_that_is_not),
		TEST(one_type_shows_with_what_it_answers),
		TEST(what_a_synthesis_covers_folds_and_what_answers_it_does_not),
		TEST(five_thousand_posts_are_laid_out_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
