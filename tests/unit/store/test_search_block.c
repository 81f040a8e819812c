/* Rows of the index come back as they were written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "store/forum/search_block.h"

static const uint8_t sum_key[16] = "a key of sixteen";

struct rows {
	struct { struct block_key key; uint8_t val[70000]; size_t len; }
	    at[64];
	size_t count;
};

static enum err
keep(void *arg, struct str key, struct str val)
{
	struct rows *rows = arg;
	size_t n = rows->count++;

	assert_true(n < LENGTH(rows->at));
	assert_true(val.len <= sizeof(rows->at[n].val));
	memcpy(rows->at[n].key.bytes, key.p, key.len);
	rows->at[n].key.len = key.len;
	memcpy(rows->at[n].val, val.p, val.len);
	rows->at[n].len = val.len;
	if (n > 0) {
		struct str before = block_key_str(&rows->at[n - 1].key);
		size_t len = before.len < key.len ? before.len : key.len;

		assert_true(memcmp(before.p, key.p, len) < 0 ||
		    (memcmp(before.p, key.p, len) == 0 &&
		    before.len < key.len));
	}
	return OK;
}

static struct str
row(const struct rows *rows, size_t n)
{
	return (struct str){ (const char *)rows->at[n].val, rows->at[n].len };
}

/* `count` postings of a term, posts 3, 6, 9…, post n holding it n % 3 + 1
 * times. */
static void
put(struct block_writer *w, const char *term, uint32_t count)
{
	assert_int_equal(blocks_term(w, str_of(term), count), OK);
	for (uint32_t i = 1; i <= count; i++) {
		uint8_t places[64];
		size_t len = 0;
		int64_t last = -1;

		for (uint32_t k = 0; k <= i % 3; k++) {
			len += block_places_put(places + len, last,
			    10 * k + i);
			last = 10 * k + i;
		}
		assert_int_equal(blocks_posting(w, 3 * i, i % 3 + 1,
		    (struct str){ (const char *)places, len }), OK);
	}
}

static void
a_key_is_taken_apart_as_it_was_made(void **state)
{
	struct block_key k = block_key(7, str_of("mot"), 123456);
	struct str term;
	uint64_t segment;
	uint32_t post;

	assert_true(block_key_parts(block_key_str(&k), &segment, &term,
	    &post));
	assert_int_equal(segment, 7);
	assert_int_equal(post, 123456);
	assert_true(str_equal(term, str_of("mot")));
	assert_false(block_key_parts(str_of("short"), &segment, &term,
	    &post));
}

static void
postings_come_back_as_they_were_written(void **state)
{
	struct rows *rows = xcalloc(1, sizeof(*rows));
	struct block_writer *w = blocks_new(1, sum_key, keep, rows);
	uint32_t seen = 0, posts[CHUNK_POSTS], times[CHUNK_POSTS];

	put(w, "abc", 1);
	put(w, "abcd", 5000);
	put(w, "b", 2);
	assert_int_equal(blocks_flush(w), OK);
	assert_true(rows->count > 1);
	for (size_t n = 0; n < rows->count; n++) {
		struct block_reader r;
		struct chunk c;

		assert_true(rows->at[n].len <= BLOCK_BYTES);
		assert_true(block_sum_holds(sum_key, row(rows, n)));
		block_read(&r, row(rows, n));
		while (block_next(&r)) {
			const uint8_t *at, *end;

			assert_true(chunk_open(r.entry, &c));
			assert_true(chunk_posts(&c, posts, times));
			at = c.places;
			for (uint32_t i = 0; i < c.count; i++) {
				uint32_t number = posts[i] / 3;
				int64_t place = -1;

				end = chunk_places_end(&c, at, times[i]);
				assert_int_equal(times[i], number % 3 + 1);
				assert_true(chunk_place(&c, &at, &place));
				assert_int_equal(place, number);
				at = end;
			}
			assert_ptr_equal(at, c.end);
			if (r.term_len == 4) {
				assert_int_equal(c.continued, seen > 0);
				if (seen == 0)
					assert_int_equal(c.total, 5000);
				assert_int_equal(posts[0], 3 * (seen + 1));
				seen += c.count;
			}
		}
		assert_false(r.damaged);
	}
	assert_int_equal(seen, 5000);
	blocks_free(w);
	free(rows);
}

static void
forms_come_back_in_order(void **state)
{
	struct rows *rows = xcalloc(1, sizeof(*rows));
	struct block_writer *w = blocks_new(1, sum_key, keep, rows);
	struct str forms[] = { str_of("defraiement"), str_of("defraye"),
	    str_of("x") }, *found;
	struct arena *arena = arena_new();
	struct block_reader r;
	struct chunk c;
	size_t count;

	assert_int_equal(blocks_term(w, str_of("defrai"), 0), OK);
	assert_int_equal(blocks_forms(w, forms, LENGTH(forms)), OK);
	assert_int_equal(blocks_flush(w), OK);
	block_read(&r, row(rows, 0));
	assert_true(block_next(&r));
	assert_true(chunk_open(r.entry, &c));
	assert_int_equal(c.count, 0);
	assert_true(chunk_forms(&c, str_of("defrai"), arena, &found,
	    &count));
	assert_int_equal(count, LENGTH(forms));
	for (size_t i = 0; i < count; i++)
		assert_true(str_equal(found[i], forms[i]));
	arena_free(arena);
	blocks_free(w);
	free(rows);
}

static void
a_posting_of_a_whole_text_has_its_row(void **state)
{
	struct rows *rows = xcalloc(1, sizeof(*rows));
	struct block_writer *w = blocks_new(1, sum_key, keep, rows);
	uint8_t *places = xcalloc(16384, 1);
	uint32_t posts[CHUNK_POSTS], times[CHUNK_POSTS];
	struct block_reader r;
	struct chunk c;

	assert_int_equal(blocks_term(w, str_of("a"), 1), OK);
	assert_int_equal(blocks_posting(w, 9, 16384,
	    (struct str){ (const char *)places, 16384 }), OK);
	assert_int_equal(blocks_flush(w), OK);
	block_read(&r, row(rows, 0));
	assert_true(block_next(&r) && chunk_open(r.entry, &c) &&
	    chunk_posts(&c, posts, times));
	assert_int_equal(times[0], 16384);
	assert_int_equal(c.end - c.places, 16384);
	free(places);
	blocks_free(w);
	free(rows);
}

static void
a_damaged_row_is_noticed_or_read_within_its_bounds(void **state)
{
	struct rows *rows = xcalloc(1, sizeof(*rows));
	struct block_writer *w = blocks_new(1, sum_key, keep, rows);
	uint32_t posts[CHUNK_POSTS], times[CHUNK_POSTS];

	put(w, "abc", 90);
	put(w, "abd", 90);
	assert_int_equal(blocks_flush(w), OK);
	for (size_t i = 0; i < rows->at[0].len; i++)
		for (int bit = 0; bit < 8; bit++) {
			uint8_t *copy = (uint8_t *)xmemdup0(rows->at[0].val,
			    rows->at[0].len);
			struct str spoilt = { (char *)copy, rows->at[0].len };
			struct block_reader r;
			struct chunk c;

			copy[i] ^= (uint8_t)(1 << bit);
			assert_false(block_sum_holds(sum_key, spoilt));
			block_read(&r, spoilt);
			while (block_next(&r))
				if (chunk_open(r.entry, &c) && c.count > 0)
					chunk_posts(&c, posts, times);
			free(copy);
		}
	blocks_free(w);
	free(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_taken_apart_as_it_was_made),
		cmocka_unit_test(postings_come_back_as_they_were_written),
		cmocka_unit_test(forms_come_back_in_order),
		cmocka_unit_test(a_posting_of_a_whole_text_has_its_row),
		cmocka_unit_test(
		    a_damaged_row_is_noticed_or_read_within_its_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
