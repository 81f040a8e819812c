/*
 * A row of the index of any bytes: all that is read of it stays within it,
 * and its postings come back if they are written again.
 */
#include "store/forum/search_block.h"
#include "tests/fuzz/fuzz.h"

static const uint8_t sum_key[16];

static enum err
sink(void *arg, struct str key, struct str val)
{
	uint64_t segment;
	struct str term;
	uint32_t post;

	MUST(block_key_parts(key, &segment, &term, &post));
	MUST(block_sum_holds(sum_key, val));
	++*(size_t *)arg;
	return OK;
}

/* The postings of a sound chunk, written and read once more. */
static void
again(const struct chunk *c, const uint32_t *posts, const uint32_t *times)
{
	size_t rows = 0;
	struct block_writer *w = blocks_new(1, sum_key, sink, &rows);
	const uint8_t *at = c->places, *end;

	MUST(blocks_term(w, str_of("x"), c->count) == OK);
	for (uint32_t i = 0; i < c->count; i++, at = end) {
		end = chunk_places_end(c, at, times[i]);
		MUST(end >= at && end <= c->end);
		MUST(i == 0 || posts[i] > posts[i - 1]);
		MUST(blocks_posting(w, posts[i], times[i], (struct str){
		    (const char *)at, (size_t)(end - at) }) == OK);
	}
	MUST(blocks_flush(w) == OK);
	MUST(rows > 0);
	blocks_free(w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t posts[CHUNK_POSTS], times[CHUNK_POSTS];
	struct str in = { (const char *)data, size }, term, *forms;
	struct arena *arena = arena_new();
	struct block_reader r;
	struct chunk c;
	uint64_t segment;
	uint32_t post;
	size_t count;

	block_key_parts(in, &segment, &term, &post);
	block_read(&r, in);
	while (block_next(&r)) {
		MUST(r.term_len <= TEXT_TERM_MAX);
		MUST(r.entry.p + r.entry.len <= in.p + size);
		if (!chunk_open(r.entry, &c))
			continue;
		if (c.count == 0)
			chunk_forms(&c, (struct str){ r.term, r.term_len },
			    arena, &forms, &count);
		else if (chunk_posts(&c, posts, times))
			again(&c, posts, times);
		arena_reset(arena);
	}
	arena_free(arena);
	return 0;
}
