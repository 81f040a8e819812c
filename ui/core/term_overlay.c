/* term_overlay: see term_overlay.h. */
#include "ui/core/term_overlay.h"

#include <stdlib.h>
#include <string.h>

static struct {
	struct overlay *list;
	size_t count, room;
} rows[OVERLAY_ROWS];

/* What is shown alike; wide ones were wide before emoji were. */
static const struct { wchar_t from, to; } alike[] = {
	{ 0x20, 0x2ff }, { 0x370, 0x482 }, { 0x48a, 0x52f },
	{ 0x1e00, 0x1fff }, { 0x2010, 0x2027 }, { 0x202f, 0x205e },
	{ 0x2070, 0x20bf }, { 0x2100, 0x218b }, { 0x2190, 0x21ff },
	{ 0x2200, 0x22ff }, { 0x2500, 0x257f }, { 0x3000, 0x3029 },
	{ 0x3030, 0x303e }, { 0x3041, 0x3096 }, { 0x309b, 0x30ff },
	{ 0x3105, 0x312f }, { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff },
	{ 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xff01, 0xff60 },
	{ 0xffe0, 0xffe6 }, { 0xfffd, 0xfffd },
};

bool
overlay_doubtful(wchar_t c)
{
	size_t low = 0, high = LENGTH(alike);

	while (low < high) {
		size_t at = (low + high) / 2;

		if (c < alike[at].from)
			high = at;
		else if (c > alike[at].to)
			low = at + 1;
		else
			return false;
	}
	return true;
}

void
overlay_clear(int row)
{
	if (row >= 0 && row < OVERLAY_ROWS)
		rows[row].count = 0;
}

void
overlay_cut(int row, int from, int to)
{
	size_t kept = 0;

	if (row < 0 || row >= OVERLAY_ROWS)
		return;
	for (size_t i = 0; i < rows[row].count; i++) {
		const struct overlay *o = &rows[row].list[i];

		if (o->col + o->cells <= from || o->col >= to)
			rows[row].list[kept++] = *o;
	}
	rows[row].count = kept;
}

struct overlay *
overlay_add(int row, int col, int cells)
{
	struct overlay *o;

	if (row < 0 || row >= OVERLAY_ROWS)
		return NULL;
	if (rows[row].count == rows[row].room) {
		rows[row].room = rows[row].room * 2 + 8;
		rows[row].list = xrealloc(rows[row].list,
		    rows[row].room * sizeof(*o));
	}
	o = &rows[row].list[rows[row].count++];
	memset(o, 0, sizeof(*o));
	o->col = col;
	o->cells = cells;
	return o;
}

void
overlay_bytes(struct overlay *o, const char *bytes, size_t len)
{
	if (len > OVERLAY_BYTES - (size_t)o->len)
		return;		/* one mark more than can be told apart */
	memcpy(o->bytes + o->len, bytes, len);
	o->len = (uint8_t)(o->len + len);
}

const struct overlay *
overlay_row(int row, size_t *count)
{
	*count = row < 0 || row >= OVERLAY_ROWS ? 0 : rows[row].count;
	return *count > 0 ? rows[row].list : NULL;
}

/* FNV-1a. */
static uint64_t
add(uint64_t sum, const void *bytes, size_t len)
{
	const uint8_t *p = bytes;

	while (len-- > 0)
		sum = (sum ^ *p++) * 0x100000001b3;
	return sum;
}

uint64_t
overlay_sum(int row, uint64_t (*more)(int row, int col))
{
	uint64_t sum = 0xcbf29ce484222325, look;
	size_t count;
	const struct overlay *o = overlay_row(row, &count);

	if (count == 0)
		return 0;
	for (size_t i = 0; i < count; i++) {
		look = more(row, o[i].col);
		sum = add(sum, &o[i].col, sizeof(o[i].col));
		sum = add(sum, o[i].bytes, o[i].len);
		sum = add(sum, &look, sizeof(look));
	}
	return sum != 0 ? sum : 1;
}
