/*
 * check_search: does the index say what the posts say?  Each post's print (a
 * sum over its words and where they stand) is made anew and held against the
 * one that its segment keeps; and each segment's prints are summed up over
 * its posts and over its words, which must come to the same.  See check.h.
 */
#include "store/forum/check.h"
#include "store/forum/search.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Kept from post to post; segments as of one snapshot. */
struct check_search {
	struct words *words;
	struct arena *arena;
	struct cursor *cursor;		/* of DB_SEARCH, in this snapshot */
	struct segment *segments;
	size_t count;
	struct search_state state;
	bool known;
};

static struct check_search *
kept(struct check *c)
{
	struct check_search *s = c->search;

	if (s == NULL) {
		s = c->search = xcalloc(1, sizeof(*s));
		s->words = words_new();
		s->arena = arena_new();
	}
	if (!s->known) {
		arena_reset(s->arena);
		s->known = search_state_load(c->txn, &s->state) == OK &&
		    segments_all(c->txn, s->arena, &s->segments,
		    &s->count) == OK &&
		    db_cursor_open(c->txn, DB_SEARCH, &s->cursor) == OK;
	}
	return s;
}

void
check_search_again(struct check *c)
{
	struct check_search *s = c->search;

	if (s == NULL)
		return;
	db_cursor_close(s->cursor);
	s->cursor = NULL;
	s->known = false;
}

void
check_search_free(struct check *c)
{
	check_search_again(c);
	if (c->search == NULL)
		return;
	words_free(c->search->words);
	arena_free(c->search->arena);
	free(c->search);
	c->search = NULL;
}

/* --- posts --- */

/* The post's entry in the living segments of a scope; how many there are. */
static size_t
entries_of(struct check *c, struct check_search *s, uint64_t scope,
    uint64_t post, struct doc *out)
{
	size_t found = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct segment *g = &s->segments[i];
		struct doc_reader docs;
		struct doc doc;

		if (g->state != SEGMENT_LIVE || g->scope != scope ||
		    post < g->first || post > g->last)
			continue;
		docs_read(&docs, s->cursor, g->id);
		if (!docs_find(&docs, (uint32_t)post, &doc) ||
		    dead_has(c->txn, g->id, (uint32_t)post))
			continue;
		found++;
		*out = doc;
	}
	return found;
}

static bool
print_differs(struct check *c, struct check_search *s,
    const struct post *post, const struct doc *doc)
{
	struct str fields[SEARCH_FIELDS];
	struct build *build;
	struct doc made;

	/* A text that cannot be read is told of elsewhere. */
	if (search_fields(c->txn, post, c->arena, fields) != OK)
		return false;
	build = build_new();
	build_post(build, s->words, post, fields);
	build_print(build, &made);
	build_free(build);
	words_trim(s->words);
	return made.post != doc->post || made.words != doc->words ||
	    made.created != doc->created || made.print != doc->print;
}

void
check_indexed(struct check *c, const struct post *post)
{
	struct check_search *s = kept(c);
	struct doc doc = { 0 };
	struct room room;
	uint64_t scope;
	size_t found;

	/* What is to be rebuilt cannot be wrong yet. */
	if (!s->known || s->state.version != SEARCH_VERSION ||
	    s->state.clearing || (s->state.next != 0 &&
	    post->id >= s->state.next) || db_count(c->txn, DB_SEARCH_MOVE) > 0)
		return;
	if (!check_load(c, RECORD_ROOM, key_u64(post->room), &room))
		return;
	scope = search_scope(&room);
	if (check_has(c, DB_SEARCH_TODO, key_u64_u64(scope, post->id)))
		return;
	found = entries_of(c, s, scope, post->id, &doc);
	if (found != (post->state == POST_LIVE))
		check_damage(c, "the search index holds it %zu times", found);
	else if (found == 1 && print_differs(c, s, post, &doc))
		check_damage(c, "the search index holds another text");
}

/* --- segments --- */

struct sums { uint64_t posts, living, words; uint32_t docs, postings; };

static void
docs_sum(struct check *c, struct check_search *s, uint64_t segment,
    struct sums *sums)
{
	struct doc_reader docs;
	struct doc doc;

	docs_read(&docs, s->cursor, segment);
	while (docs_next(&docs, &doc)) {
		sums->posts++;
		sums->docs += doc.print;
		if (dead_has(c->txn, segment, doc.post))
			continue;
		sums->living++;
		sums->words += doc.words;
	}
}

/* False: the entry is malformed. */
static bool
entry_sum(const struct block_reader *r, struct sums *sums)
{
	uint32_t term = term_print((struct str){ r->term, r->term_len });
	uint32_t posts[CHUNK_POSTS], times[CHUNK_POSTS];
	const uint8_t *at, *end;
	struct chunk chunk;

	if (!chunk_open(r->entry, &chunk))
		return false;
	if (chunk.count == 0)
		return true;
	if (!chunk_posts(&chunk, posts, times))
		return false;
	at = chunk.places;
	for (uint32_t i = 0; i < chunk.count; i++, at = end) {
		end = chunk_places_end(&chunk, at, times[i]);
		sums->postings += posting_print(term, posts[i], times[i],
		    (struct str){ (const char *)at, (size_t)(end - at) });
	}
	return at == chunk.end;
}

static bool
postings_sum(struct check_search *s, uint64_t segment, struct sums *sums)
{
	struct block_key first = block_key(segment, str_of("\1"), 0);
	struct str key, val, term;
	struct block_reader r;
	uint64_t in;
	uint32_t post;
	enum err e;

	for (e = db_seek(s->cursor, block_key_str(&first), &key, &val);
	    e == OK && block_key_parts(key, &in, &term, &post) &&
	    in == segment; e = db_next(s->cursor, &key, &val)) {
		block_read(&r, val);
		while (block_next(&r))
			if (!entry_sum(&r, sums))
				return false;
		if (r.damaged)
			return false;
	}
	return true;
}

void
check_segment(struct check *c, const struct segment *g)
{
	struct check_search *s = kept(c);
	struct key wanted = key_u64_u64(g->scope, g->id);
	struct sums sums = { 0 };

	if (!str_equal(c->key, key_str(&wanted))) {
		check_damage(c, "the record names another key");
		return;
	}
	if (!s->known || g->state != SEGMENT_LIVE ||
	    s->state.version != SEARCH_VERSION)
		return;
	docs_sum(c, s, g->id, &sums);
	if (!postings_sum(s, g->id, &sums)) {
		check_damage(c, "a row of its words is damaged");
		return;
	}
	if (sums.posts != g->posts + g->dead || sums.living != g->posts ||
	    sums.words != g->words)
		check_damage(c, "says %" PRIu64 " posts and %" PRIu64
		    " words, there are %" PRIu64 " and %" PRIu64, g->posts,
		    g->words, sums.living, sums.words);
	if (sums.docs != sums.postings)
		check_damage(c, "its words are not those of its posts");
}

/* --- rows --- */

void
check_search_row(struct check *c)
{
	uint64_t segment;
	struct str term;
	uint32_t post;

	if (!block_key_parts(c->key, &segment, &term, &post) ||
	    !block_sum_holds(db_checksum_key(c->txn), c->val))
		check_damage(c, "the row is damaged");
}
