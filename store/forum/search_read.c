/* Rows of the index, read.  See search_block.h. */
#include "store/forum/search_block.h"

#include <string.h>

void
block_read(struct block_reader *r, struct str row)
{
	r->at = r->end = (const uint8_t *)row.p;
	r->term_len = 0;
	r->damaged = row.len <= BLOCK_SUM;
	if (!r->damaged)
		r->end += row.len - BLOCK_SUM;
}

bool
block_next(struct block_reader *r)
{
	uint32_t shared, more, size;

	if (r->at >= r->end)
		return false;
	if (!block_number(&r->at, r->end, &shared) ||
	    !block_number(&r->at, r->end, &more) || shared > r->term_len ||
	    more > TEXT_TERM_MAX - shared || more > (size_t)(r->end - r->at))
		goto bad;
	memcpy(r->term + shared, r->at, more);
	r->term_len = shared + more;
	r->at += more;
	if (!block_number(&r->at, r->end, &size) ||
	    size > (size_t)(r->end - r->at))
		goto bad;
	r->entry = (struct str){ (const char *)r->at, size };
	r->at += size;
	return true;
bad:
	r->damaged = true;
	r->at = r->end;
	return false;
}

bool
chunk_open(struct str entry, struct chunk *c)
{
	const uint8_t *at = (const uint8_t *)entry.p;
	uint32_t head, span = 0, len = 0, total;

	*c = (struct chunk){ .end = at + entry.len };
	if (!block_number(&at, c->end, &head))
		return false;
	c->count = head >> 2;
	c->continued = head & 1;
	if (c->count == 0) {
		c->posts = at;
		return head == 0;
	}
	if (c->count > CHUNK_POSTS || !block_number(&at, c->end, &c->first))
		return false;
	c->total = c->continued ? 0 : c->count;
	if ((head & 2) != 0) {
		if (!block_number(&at, c->end, &total))
			return false;
		c->total = total;
	}
	if (c->count > 1 && (!block_number(&at, c->end, &span) ||
	    !block_number(&at, c->end, &len) ||
	    len > (size_t)(c->end - at) || span > UINT32_MAX - c->first))
		return false;
	c->last = c->first + span;
	c->posts = c->places = at;
	if (c->count > 1)
		c->places = at + len;
	else if (!block_number(&c->places, c->end, &len))
		return false;
	return true;
}

bool
chunk_posts(const struct chunk *c, uint32_t posts[static CHUNK_POSTS],
    uint32_t times[static CHUNK_POSTS])
{
	const uint8_t *at = c->posts;
	uint32_t post = c->first, n;

	if (c->count == 0 || !block_number(&at, c->places, &times[0]))
		return false;
	posts[0] = post;
	for (uint32_t i = 1; i < c->count; i++) {
		if (!block_number(&at, c->places, &n))
			return false;
		if (n >> 1 >= UINT32_MAX - post)
			return false;
		post += (n >> 1) + 1;
		posts[i] = post;
		times[i] = 1;
		if ((n & 1) == 0 && !block_number(&at, c->places, &times[i]))
			return false;
	}
	return post == c->last && at == c->places;
}

const uint8_t *
chunk_places_end(const struct chunk *c, const uint8_t *at, uint32_t times)
{
	/* A filter has no places at all. */
	while (times > 0 && at < c->end)
		if (*at++ < 0x80)
			times--;
	return at;
}

bool
chunk_place(const struct chunk *c, const uint8_t **at, int64_t *place)
{
	uint32_t n;

	if (!block_number(at, c->end, &n))
		return false;
	*place += (int64_t)n + 1;
	return true;
}

bool
chunk_forms(const struct chunk *c, struct str stem, struct arena *arena,
    struct str **out, size_t *count)
{
	const uint8_t *at = c->posts;
	uint32_t n, shared, more;
	char *form;

	if (c->count != 0 || !block_number(&at, c->end, &n) ||
	    n > (size_t)(c->end - at))
		return false;
	*out = arena_alloc(arena, (n + 1) * sizeof(**out));
	*count = n;
	for (uint32_t i = 0; i < n; i++) {
		if (!block_number(&at, c->end, &shared) ||
		    !block_number(&at, c->end, &more) ||
		    more > (size_t)(c->end - at) || shared > stem.len ||
		    more > TEXT_TERM_MAX - shared)
			return false;
		form = arena_alloc(arena, shared + more + 1);
		memcpy(form, stem.p, shared);
		memcpy(form + shared, at, more);
		(*out)[i] = (struct str){ form, shared + more };
		at += more;
	}
	return at == c->end;
}
