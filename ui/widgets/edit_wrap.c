/*
 * edit_wrap: the rows of a paragraph being written.  A key in a long one sets
 * a few rows again and moves the others along: what a row holds depends on
 * where it starts and on nothing before that, so as soon as a row starts
 * where one did, all that follow do.  Where that is far, the rows that follow
 * are moved along all the same, and set when one of them is needed.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

enum { WINDOW = 1024, FAR = 6144 };

/* A stretch of a paragraph, split into clusters. */
struct window {
	struct str all;			/* the paragraph */
	size_t low, high;		/* of it: cuts of text_cut() */
	struct grapheme *g;		/* starts count from low */
	size_t count, at;		/* at: the cluster a row starts with */
	const uint8_t *breaks;		/* of the byte at low */
	int width;
};

/* New rows, and where the old ones go on. */
struct fresh {
	const struct edit_para *para;
	uint32_t *rows;			/* owned */
	size_t count, room;
	size_t changed;			/* end of what changed, as it is now */
	ptrdiff_t moved;		/* how far what follows it moved */
	size_t same;			/* first old row that stays */
	size_t far;			/* not beyond; SIZE_MAX: to the end */
	bool unsure;			/* stopped there */
};

/* Loads what follows the row that starts at `from`; false: that is inside of
 * a cluster. */
static bool
window_load(struct window *w, struct arena *arena, size_t from, size_t size)
{
	size_t before;

	w->low = text_cut(w->all, from, -1);
	w->high = text_cut(w->all, from + size, 1);
	before = text_context(w->all, w->low);
	arena_reset(arena);
	text_graphemes((struct str){ w->all.p + w->low, w->high - w->low },
	    arena, &w->g, &w->count);
	w->breaks = text_breaks((struct str){ w->all.p + w->low - before,
	    w->high - w->low + before }, arena) + before;
	w->at = 0;
	while (w->at < w->count && w->g[w->at].start < from - w->low)
		w->at++;
	return w->at == w->count || w->g[w->at].start == from - w->low;
}

/* Where the row after this one starts; false: the window ends before it. */
static bool
window_row(struct window *w, size_t *start)
{
	size_t i, stop = w->at;
	int used = 0;

	for (i = w->at; i < w->count; i++) {
		const struct grapheme *g = &w->g[i];

		if (i > w->at && w->breaks[g->start] != 0)
			stop = i;
		if (used + g->width > w->width && i > w->at && (g->bytes != 1 ||
		    w->all.p[w->low + g->start] != ' ')) {
			w->at = stop > w->at ? stop : i;
			*start = w->low + w->g[w->at].start;
			return true;
		}
		used += g->width;
	}
	return false;
}

static void
add(struct fresh *f, size_t start)
{
	if (f->count == f->room) {
		f->room = f->room * 2 + 8;
		f->rows = xrealloc(f->rows, f->room * sizeof(*f->rows));
	}
	f->rows[f->count++] = (uint32_t)start;
}

/* Does an old row start here, with nothing that changed in reach? */
static bool
meets(struct fresh *f, const struct window *w, size_t start)
{
	const struct edit_para *p = f->para;
	size_t old = (size_t)((ptrdiff_t)start - f->moved);

	if (p->rows == NULL || start <= f->changed)
		return false;
	while (f->same < p->row_count && p->rows[f->same] < old)
		f->same++;
	return f->same < p->sure && p->rows[f->same] == old &&
	    text_cut(w->all, start, -1) > f->changed + 8;
}

/* Rows after the one that starts at `from`, until they are the old ones or
 * the text ends.  false: `from` is inside of a cluster. */
static bool
set_from(struct edit *e, struct window *w, size_t from, struct fresh *f)
{
	size_t size = WINDOW;
	bool moved;

	for (;;) {
		if (!window_load(w, e->scratch, from, size))
			return false;
		moved = false;
		while (window_row(w, &from)) {
			if (meets(f, w, from))
				return true;
			add(f, from);
			moved = true;
			if (from > f->far) {
				f->unsure = true;
				return true;
			}
		}
		if (w->high == w->all.len)
			break;
		if (!moved)
			size *= 2;
	}
	f->same = f->para->row_count;	/* it ends here */
	return true;
}

void
edit_wrap(struct edit *e, size_t n, size_t start, int width)
{
	struct edit_para *p = &e->paras[n];
	struct window w = { .all = { e->text + start, p->len },
		.width = width };
	struct fresh f = { .para = p, .far = FAR };
	size_t stride, at;

	if (p->rows != NULL && p->width == width)
		return;
	free(p->rows);
	p->rows = NULL;
	p->row_count = 0;
	add(&f, 0);
	/* A cell takes a byte or more; a short one is surely one row. */
	if (e->options.lines && p->len > (size_t)width / 2)
		set_from(e, &w, 0, &f);
	p->sure = f.count;
	/* The others are taken to be as long as these, until they are set. */
	if (f.unsure) {
		at = f.rows[f.count - 1];
		stride = at / (f.count - 1);
		while ((at += stride) < p->len)
			add(&f, at);
	}
	p->rows = f.rows;
	p->row_count = f.count;
	p->width = width;
}

bool
edit_wrap_sure(struct edit *e, size_t n, size_t start, size_t row)
{
	struct edit_para *p = &e->paras[n];
	struct window w = { .all = { e->text + start, p->len },
		.width = p->width };
	struct fresh f = { .para = p, .far = SIZE_MAX, .changed = SIZE_MAX };

	if (p->sure == p->row_count || row + 1 < p->sure)
		return false;
	if (!set_from(e, &w, p->rows[p->sure - 1], &f)) {
		free(f.rows);
		free(p->rows);
		p->rows = NULL;
		edit_wrap(e, n, start, p->width);
		return true;
	}
	p->rows = xrealloc(p->rows, (p->sure + f.count) * sizeof(*p->rows));
	if (f.count > 0)
		memcpy(p->rows + p->sure, f.rows, f.count * sizeof(*f.rows));
	p->row_count = p->sure = p->sure + f.count;
	free(f.rows);
	return true;
}

/* The row before last of the one that `at` is in. */
static size_t
row_to_begin(const struct edit_para *p, size_t at)
{
	size_t low = 0, high = p->row_count, mid;

	while (high - low > 1) {
		mid = (low + high) / 2;
		if (p->rows[mid] <= at)
			low = mid;
		else
			high = mid;
	}
	return low > 2 ? low - 2 : 0;
}

/* Old rows first…, then the new ones, then the old ones that stay. */
static void
splice(struct edit_para *p, const struct fresh *f, size_t first)
{
	size_t kept = first + 1 + f->count, left = p->row_count - f->same, i;
	uint32_t *rows = xmalloc((kept + left) * sizeof(*rows));

	memcpy(rows, p->rows, (first + 1) * sizeof(*rows));
	if (f->count > 0)
		memcpy(rows + first + 1, f->rows, f->count * sizeof(*rows));
	for (i = 0; i < left; i++)
		rows[kept + i] = (uint32_t)((ptrdiff_t)p->rows[f->same + i] +
		    f->moved);
	if (f->unsure)
		p->sure = kept;
	else if (p->sure < p->row_count)
		p->sure = kept + p->sure - f->same;
	else
		p->sure = kept + left;
	free(p->rows);
	p->rows = rows;
	p->row_count = kept + left;
}

void
edit_wrap_again(struct edit *e, size_t n, size_t start, size_t at,
    size_t removed, size_t added)
{
	struct edit_para *p = &e->paras[n];
	struct window w = { .all = { e->text + start, p->len },
		.width = p->width };
	struct fresh f = { .para = p, .changed = at + added,
		.far = at + added + FAR,
		.moved = (ptrdiff_t)added - (ptrdiff_t)removed };
	size_t first;

	if (p->rows == NULL)
		return;
	first = row_to_begin(p, at);
	if (first + 2 >= p->sure)
		first = p->sure > 3 ? p->sure - 3 : 0;
	f.same = first + 1;
	if (!e->options.lines || p->len <= (size_t)p->width ||
	    !set_from(e, &w, p->rows[first], &f)) {
		free(f.rows);
		free(p->rows);
		p->rows = NULL;		/* all of it, when it is asked for */
		return;
	}
	/* Those that stay are beyond what was set. */
	while (f.unsure && f.same < p->row_count && (ptrdiff_t)
	    p->rows[f.same] + f.moved <= (ptrdiff_t)f.rows[f.count - 1])
		f.same++;
	splice(p, &f, first);
	free(f.rows);
}
