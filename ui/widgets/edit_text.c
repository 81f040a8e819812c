/*
 * edit_text: bytes, paragraphs and rows of a text being written.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

/* The paragraph that holds offset, and where it starts. */
static size_t
para_at(const struct edit *e, size_t offset, size_t *start)
{
	size_t n = 0, at = 0;

	while (n + 1 < e->para_count && offset > at + e->paras[n].len) {
		at += e->paras[n].len + 1;
		n++;
	}
	*start = at;
	return n;
}

/* Paragraphs first…last become those of text[from…end). */
static void
split_again(struct edit *e, size_t first, size_t last, size_t from, size_t end)
{
	size_t count = 1, i, at = from;

	for (i = from; i < end; i++)
		count += e->text[i] == '\n';
	for (i = first; i <= last; i++)
		free(e->paras[i].rows);
	if (e->para_count - (last - first + 1) + count > e->para_room) {
		e->para_room = e->para_count + count + 16;
		e->paras = xrealloc(e->paras,
		    e->para_room * sizeof(*e->paras));
	}
	memmove(&e->paras[first + count], &e->paras[last + 1],
	    (e->para_count - last - 1) * sizeof(*e->paras));
	e->para_count = e->para_count - (last - first + 1) + count;
	for (i = first; i < first + count; i++) {
		const char *p = memchr(e->text + at, '\n', end - at);

		memset(&e->paras[i], 0, sizeof(e->paras[i]));
		e->paras[i].len = p != NULL ? (size_t)(p - e->text) - at :
		    end - at;
		at += e->paras[i].len + 1;
	}
}

/* A change that makes or joins no paragraphs: its rows are mended. */
static void
mend(struct edit *e, size_t n, size_t start, size_t at, size_t removed,
    size_t added)
{
	e->paras[n].len += added;
	e->paras[n].len -= removed;
	edit_wrap_again(e, n, start, at - start, removed, added);
}

static void
make_room(struct edit *e, size_t len)
{
	size_t room = len * 2 + 64;
	char *text;

	if (len < e->room)
		return;
	text = xmalloc(room);
	memcpy(text, e->text, e->len + 1);
	explicit_bzero(e->text, e->len);
	free(e->text);
	e->text = text;
	e->room = room;
}

/*
 * Words are counted anew between two cuts round the change only.  Both are
 * so far from it that they are cuts before it and after it.
 */
static size_t
words_between(const struct edit *e, size_t low, size_t tail)
{
	return text_words((struct str){ e->text + low, e->len - low - tail });
}

void
edit_text_replace(struct edit *e, size_t at, size_t removed,
    const char *added, size_t added_len)
{
	size_t first, last, from, start, end, low = 0, tail = 0, words = 0;

	if (e->counted) {
		low = at > 0 ? text_cut(edit_text(e), at - 1, -1) : 0;
		tail = e->len - text_cut(edit_text(e), at + removed + 8, 1);
		words = words_between(e, low, tail);
	}
	first = para_at(e, at, &from);
	last = para_at(e, at + removed, &start);
	end = start + e->paras[last].len - removed + added_len;
	make_room(e, e->len + added_len + 1);
	memmove(e->text + at + added_len, e->text + at + removed,
	    e->len - at - removed + 1);
	memcpy(e->text + at, added, added_len);
	e->len = e->len - removed + added_len;
	if (first == last && memchr(added, '\n', added_len) == NULL)
		mend(e, first, from, at, removed, added_len);
	else
		split_again(e, first, last, from, end);
	if (e->counted)
		e->words = e->words - words +
		    words_between(e, low, tail);
}

/* --- rows --- */

size_t
edit_text_rows(struct edit *e, int width)
{
	size_t n, start = 0, rows = 0;

	for (n = 0; n < e->para_count; n++) {
		edit_wrap(e, n, start, width);
		rows += e->paras[n].row_count;
		start += e->paras[n].len + 1;
	}
	return rows;
}

static size_t
row_end(const struct edit_para *p, size_t row)
{
	return row + 1 < p->row_count ? p->rows[row + 1] : p->len;
}

/* The row of paragraph n that holds the offset in it. */
static size_t
row_of(struct edit *e, size_t n, size_t start, size_t in)
{
	const struct edit_para *p = &e->paras[n];
	size_t low, high, mid;

	do {
		for (low = 0, high = p->row_count; high - low > 1;) {
			mid = (low + high) / 2;
			if (p->rows[mid] <= in)
				low = mid;
			else
				high = mid;
		}
	} while (edit_wrap_sure(e, n, start, low));
	return low;
}

struct edit_spot
edit_text_spot(struct edit *e, size_t offset, int width)
{
	struct edit_spot spot = { 0 };
	const struct edit_para *p;
	size_t row;

	for (;; spot.para++) {
		edit_wrap(e, spot.para, spot.start, width);
		p = &e->paras[spot.para];
		if (offset <= spot.start + p->len ||
		    spot.para + 1 == e->para_count)
			break;
		spot.start += p->len + 1;
		spot.row += p->row_count;
	}
	row = row_of(e, spot.para, spot.start, offset - spot.start);
	spot.row += row;
	spot.col = (int)text_width((struct str){
	    e->text + spot.start + p->rows[row],
	    offset - spot.start - p->rows[row] });
	return spot;
}

size_t
edit_text_at(struct edit *e, size_t row, int col, int width)
{
	size_t n, start = 0, i, count, from, end;
	struct grapheme *g;
	int at = 0;

	for (n = 0; n < e->para_count; n++) {
		edit_wrap(e, n, start, width);
		if (row < e->paras[n].row_count || n + 1 == e->para_count) {
			edit_wrap_sure(e, n, start, row);
			break;
		}
		row -= e->paras[n].row_count;
		start += e->paras[n].len + 1;
	}
	if (row >= e->paras[n].row_count)
		row = e->paras[n].row_count - 1;
	from = start + e->paras[n].rows[row];
	end = start + row_end(&e->paras[n], row);
	arena_reset(e->scratch);
	text_graphemes((struct str){ e->text + from, end - from }, e->scratch,
	    &g, &count);
	for (i = 0; i < count && at + g[i].width <= col; i++)
		at += g[i].width;
	/* The end of a wrapped row is the start of the next: stay before. */
	if (i == count && row + 1 < e->paras[n].row_count && count > 0)
		i--;
	return i < count ? from + g[i].start : end;
}

void
edit_text_row(struct edit *e, size_t offset, int width, size_t *from,
    size_t *to)
{
	struct edit_spot spot = edit_text_spot(e, offset, width);
	const struct edit_para *p = &e->paras[spot.para];
	size_t row = row_of(e, spot.para, spot.start, offset - spot.start);

	*from = spot.start + p->rows[row];
	*to = spot.start + row_end(p, row);
	if (row + 1 < p->row_count && *to > *from)
		*to = edit_text_step(e, *to, -1);
}

size_t
edit_text_step(struct edit *e, size_t offset, int dir)
{
	size_t start, n = para_at(e, offset, &start), count, i, low, high;
	struct str p = { e->text + start, e->paras[n].len };
	size_t at = offset - start;
	struct grapheme *g;

	if (dir < 0 && at == 0)
		return offset > 0 ? offset - 1 : 0;
	if (dir > 0 && at >= p.len)
		return offset < e->len ? offset + 1 : e->len;
	low = text_cut(p, dir < 0 ? at - 1 : at, -1);
	high = text_cut(p, dir < 0 ? at : at + 1, 1);
	arena_reset(e->scratch);
	text_graphemes((struct str){ p.p + low, high - low }, e->scratch, &g,
	    &count);
	for (i = 0; i < count; i++) {
		size_t end = low + g[i].start + g[i].bytes;

		if (dir > 0 && end > at)
			return start + end;
		if (dir < 0 && end >= at)
			return start + low + g[i].start;
	}
	return offset;
}

size_t
edit_text_word(const struct edit *e, size_t offset, int dir)
{
	struct str all = { e->text, e->len };
	size_t reach, low, high, at;

	for (reach = 256;; reach *= 4) {
		low = offset > reach ? text_cut(all, offset - reach, -1) : 0;
		high = text_cut(all, offset + reach, 1);
		at = low + text_word_move((struct str){ all.p + low,
		    high - low }, offset - low, dir);
		/* Found within, and not just because the stretch ends. */
		if ((at > low || low == 0) && (at < high || high == all.len))
			return at;
	}
}

size_t
edit_words(struct edit *e)
{
	if (!e->counted) {
		e->words = text_words(edit_text(e));
		e->counted = true;
	}
	return e->words;
}
