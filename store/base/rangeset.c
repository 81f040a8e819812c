/* Sorted, disjoint, non-adjacent ranges.  See rangeset.h. */
#include <stdlib.h>
#include <string.h>

#include "store/base/rangeset.h"
#include "store/base/varint.h"

void
rangeset_free(struct rangeset *s)
{
	free(s->ranges);
	*s = (struct rangeset){0};
}

void
rangeset_clear(struct rangeset *s)
{
	s->count = 0;
}

/* Index of the first range whose last is >= n; count if there is none. */
static size_t
find(const struct rangeset *s, uint64_t n)
{
	size_t low = 0, high = s->count;

	/* Marks mostly grow at their end. */
	if (high > 0 && s->ranges[high - 1].last < n)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (s->ranges[middle].last < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Puts `with` ranges (room for them made) in place of `old` at index at. */
static void
splice(struct rangeset *s, size_t at, size_t old, size_t with)
{
	if (s->count - old + with > s->room) {
		s->room = (s->count + with) * 2 + 4;
		s->ranges = xrealloc(s->ranges, s->room * sizeof(*s->ranges));
	}
	if (s->count > at + old)
		memmove(s->ranges + at + with, s->ranges + at + old,
		    (s->count - at - old) * sizeof(*s->ranges));
	s->count += with - old;
}

void
rangeset_add(struct rangeset *s, uint64_t first, uint64_t last)
{
	size_t at, end;

	if (first > last)
		return;
	/* From first - 1: a range that ends just before is joined. */
	at = find(s, first > 0 ? first - 1 : 0);
	for (end = at; end < s->count && (last == UINT64_MAX ||
	    s->ranges[end].first <= last + 1); end++) {
		if (s->ranges[end].first < first)
			first = s->ranges[end].first;
		if (s->ranges[end].last > last)
			last = s->ranges[end].last;
	}
	splice(s, at, end - at, 1);
	s->ranges[at] = (struct range){ first, last };
}

void
rangeset_remove(struct rangeset *s, uint64_t first, uint64_t last)
{
	struct range left[2];
	size_t at = find(s, first), end = at, kept = 0;

	if (first > last)
		return;
	while (end < s->count && s->ranges[end].first <= last)
		end++;
	if (end == at)
		return;
	if (s->ranges[at].first < first)
		left[kept++] = (struct range){ s->ranges[at].first, first - 1 };
	if (s->ranges[end - 1].last > last)
		left[kept++] = (struct range){ last + 1,
		    s->ranges[end - 1].last };
	splice(s, at, end - at, kept);
	for (size_t i = 0; i < kept; i++)
		s->ranges[at + i] = left[i];
}

bool
rangeset_has(const struct rangeset *s, uint64_t n)
{
	size_t at = find(s, n);

	return at < s->count && s->ranges[at].first <= n;
}

uint64_t
rangeset_within(const struct rangeset *s, uint64_t first, uint64_t last)
{
	uint64_t n = 0;

	if (first > last)
		return 0;
	for (size_t i = find(s, first); i < s->count &&
	    s->ranges[i].first <= last; i++) {
		uint64_t from = s->ranges[i].first, to = s->ranges[i].last;

		if (from < first)
			from = first;
		if (to > last)
			to = last;
		n += to - from + 1;
	}
	return n;
}

uint64_t
rangeset_missing(const struct rangeset *a, const struct rangeset *b)
{
	uint64_t n = 0;
	size_t at = 0;

	if (b->count > 0)
		at = find(a, b->ranges[0].first);
	for (size_t i = 0; i < b->count; i++) {
		struct range r = b->ranges[i];

		n += r.last - r.first + 1;
		while (at < a->count && a->ranges[at].last < r.first)
			at++;
		/* The last one found may reach into the next range of b. */
		for (size_t k = at; k < a->count &&
		    a->ranges[k].first <= r.last; k++) {
			uint64_t from = a->ranges[k].first;
			uint64_t to = a->ranges[k].last;

			n -= (to < r.last ? to : r.last) -
			    (from > r.first ? from : r.first) + 1;
			at = k;
		}
	}
	return n;
}

uint64_t
rangeset_next_gap(const struct rangeset *s, uint64_t from)
{
	size_t at = find(s, from);

	return at < s->count && s->ranges[at].first <= from ?
	    s->ranges[at].last + 1 : from;
}

uint64_t
rangeset_previous_gap(const struct rangeset *s, uint64_t from)
{
	size_t at = find(s, from);

	return at < s->count && s->ranges[at].first <= from ?
	    s->ranges[at].first - 1 : from;
}

void
rangeset_union(struct rangeset *a, const struct rangeset *b)
{
	for (size_t i = 0; i < b->count; i++)
		rangeset_add(a, b->ranges[i].first, b->ranges[i].last);
}

size_t
rangeset_encoded_max(const struct rangeset *s)
{
	return s->count * 2 * VARINT_MAX;
}

size_t
rangeset_encode(const struct rangeset *s, uint8_t *buf)
{
	uint64_t end = 0;
	size_t len = 0;

	for (size_t i = 0; i < s->count; i++) {
		len += varint_put(buf + len, s->ranges[i].first - end);
		len += varint_put(buf + len,
		    s->ranges[i].last - s->ranges[i].first + 1);
		end = s->ranges[i].last;
	}
	return len;
}

enum err
rangeset_decode(struct rangeset *s, const uint8_t *buf, size_t len)
{
	struct rangeset made = {0};
	uint64_t end = 0, gap, length;

	for (size_t at = 0; at < len; ) {
		if (!varint_get(buf, len, &at, &gap) ||
		    !varint_get(buf, len, &at, &length))
			goto damaged;
		/* A gap of 1 would be adjacent, but before the first range:
		 * there 1 is the number 1. */
		if (gap < (made.count == 0 ? 1 : 2) || length == 0 ||
		    gap > INT64_MAX - end || length - 1 > INT64_MAX - end - gap)
			goto damaged;
		splice(&made, made.count, 0, 1);
		made.ranges[made.count - 1] = (struct range){ end + gap,
		    end + gap + length - 1 };
		end += gap + length - 1;
	}
	free(s->ranges);
	*s = made;
	return OK;
damaged:
	rangeset_free(&made);
	return ERR_DAMAGED;
}
