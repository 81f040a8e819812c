/* term_paint: see term_paint.h. */
#include "ui/core/term_paint.h"

#include <stdlib.h>
#include <string.h>

struct bytes {
	char *p;
	size_t len, room;
};
static struct {
	struct bytes now, kept;
	bool forgotten;			/* kept says nothing */
} rows[PAINT_ROWS];
static int used;	/* rows that were ever put on */

/* As it is written: without gaps, since rows are compared by their bytes. */
struct entry {
	uint32_t col, cells, text_len;
	uint16_t kind, style;
};

static void
append(struct bytes *b, const void *p, size_t len)
{
	if (b->len + len > b->room) {
		b->room = (b->len + len) * 2;
		b->p = xrealloc(b->p, b->room);
	}
	if (len > 0)
		memcpy(b->p + b->len, p, len);
	b->len += len;
}

static bool
outside(int row)
{
	return row < 0 || row >= PAINT_ROWS;
}

void
paint_begin(void)
{
	for (int i = 0; i < used; i++)
		rows[i].now.len = 0;
}

void
paint_add(int row, const struct paint *p)
{
	struct entry e = {
		.col = (uint32_t)p->col, .cells = (uint32_t)p->cells,
		.text_len = (uint32_t)p->text.len,
		.kind = (uint16_t)p->kind, .style = (uint16_t)p->style,
	};

	if (outside(row))
		return;
	if (row >= used)
		used = row + 1;
	append(&rows[row].now, &e, sizeof(e));
	append(&rows[row].now, p->text.p, p->text.len);
}

bool
paint_differs(int row)
{
	if (outside(row))
		return false;
	const struct bytes *now = &rows[row].now, *kept = &rows[row].kept;

	return rows[row].forgotten || now->len != kept->len ||
	    (now->len > 0 && memcmp(now->p, kept->p, now->len) != 0);
}

bool
paint_next(int row, size_t *at, struct paint *out)
{
	struct entry e;

	if (outside(row) || *at >= rows[row].now.len)
		return false;
	memcpy(&e, rows[row].now.p + *at, sizeof(e));
	*at += sizeof(e);
	*out = (struct paint){
		.kind = (enum paint_kind)e.kind, .style = (enum style)e.style,
		.col = (int)e.col, .cells = (int)e.cells,
		.text = { rows[row].now.p + *at, e.text_len },
	};
	*at += e.text_len;
	return true;
}

void
paint_keep(int row)
{
	if (outside(row))
		return;
	rows[row].kept.len = 0;
	append(&rows[row].kept, rows[row].now.p, rows[row].now.len);
	rows[row].forgotten = false;
}

void
paint_forget(void)
{
	for (size_t i = 0; i < PAINT_ROWS; i++)
		rows[i].forgotten = true;
}
