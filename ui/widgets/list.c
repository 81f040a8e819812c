/*
 * list: the pointer is an id first, an index second, so that rows that come
 * and go above it never move it.
 */
#include "ui/widgets/list.h"

static uint32_t
height(const struct list_row *row)
{
	return row->height > 0 ? row->height : 1;
}

/* The nearest row that can be pointed at from `at` in direction dir, or
 * count. */
static size_t
nearest(const struct list_row *rows, size_t count, size_t at, int dir)
{
	while (at < count && rows[at].id == 0)
		at = dir > 0 ? at + 1 : at - 1;	/* below 0 is over count */
	return at < count ? at : count;
}

static bool
point_at(struct list *list, const struct list_row *rows, size_t count,
    size_t at, int dir)
{
	size_t found;

	if (count == 0)
		return false;
	if (at >= count)
		at = dir > 0 ? count - 1 : 0;
	found = nearest(rows, count, at, dir);
	if (found == count)
		found = nearest(rows, count, at, -dir);
	if (found == count)
		return false;
	list->at = found;
	list->id = rows[found].id;
	list->started = true;
	return true;
}

void
list_settle(struct list *list, const struct list_row *rows, size_t count)
{
	size_t i, shift = list->at > list->top ? list->at - list->top : 0;

	if (count == 0) {
		list->at = list->top = 0;
		list->id = 0;
		return;
	}
	for (i = 0; list->started && i < count; i++) {
		if (rows[i].id != list->id || list->id == 0)
			continue;
		list->top = i > shift ? i - shift : 0;
		list->at = i;
		return;
	}
	if (!list->started)
		list->at = 0;
	if (list->top >= count)
		list->top = count - 1;
	if (!point_at(list, rows, count, list->at, 1))
		list->at = 0;
}

void
list_point(struct list *list, const struct list_row *rows, size_t count,
    uint64_t id)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rows[i].id == id && id != 0)
			point_at(list, rows, count, i, 1);
}

void
list_block(struct list *list, const struct list_row *rows, size_t count,
    int dir)
{
	size_t i = list->at, seen = 0;

	if (count == 0)
		return;
	if (dir > 0) {
		while (i < count && rows[i].id != 0)
			i++;
		point_at(list, rows, count, i < count ? i : 0, 1);
		return;
	}
	/* Back: over this block's heading to the first row of the one
	 * before. */
	while (i > 0 && rows[i].id != 0)
		i--;
	while (i > 0 && rows[i].id == 0)
		i--;
	if (i == 0 && rows[0].id == 0)
		i = count - 1;
	while (i > 0 && rows[i - 1].id != 0 && seen++ < count)
		i--;
	point_at(list, rows, count, i, 1);
}

/* How many lines from `at` in direction dir fill a page. */
static size_t
page(const struct list_row *rows, size_t count, size_t at, int dir, int cells)
{
	size_t n = 0;

	while (at < count && cells > 0) {
		cells -= (int)height(&rows[at]);
		n++;
		at = dir > 0 ? at + 1 : at - 1;
	}
	return n > 1 ? n - 1 : 1;
}

static bool
click(struct list *list, const struct list_row *rows, size_t count,
    const struct key_event *key, int first_row, int shown)
{
	int row = first_row;
	size_t i;

	if (list->width > 0 && key->col >= list->width)
		return false;
	for (i = list->top; i < count && row < first_row + shown; i++) {
		int next = row + (int)height(&rows[i]);

		if (key->row >= row && key->row < next && rows[i].id != 0) {
			point_at(list, rows, count, i, 1);
			return true;
		}
		row = next;
	}
	return false;
}

bool
list_key(struct list *list, const struct list_row *rows, size_t count,
    const struct key_event *key, int first_row, int shown)
{
	size_t at = list->at, n;

	if (count == 0)
		return false;
	switch (key->code) {
	case KEY_ARROW_UP:
	case KEY_WHEEL_UP:
		n = at > 0 ? nearest(rows, count, at - 1, -1) : count;
		if (n == count)
			list->top = 0;	/* headings above come to be seen */
		else
			point_at(list, rows, count, n, -1);
		return true;
	case KEY_ARROW_DOWN:
	case KEY_WHEEL_DOWN:
		n = nearest(rows, count, at + 1, 1);
		if (n < count)
			point_at(list, rows, count, n, 1);
		return true;
	case KEY_PAGE_UP:
		n = page(rows, count, at, -1, shown);
		point_at(list, rows, count, n > at ? 0 : at - n, -1);
		return true;
	case KEY_PAGE_DOWN:
		n = page(rows, count, at, 1, shown);
		point_at(list, rows, count, at + n, 1);
		return true;
	case KEY_FIRST:
		point_at(list, rows, count, 0, 1);
		list->top = 0;
		return true;
	case KEY_LAST:
		point_at(list, rows, count, count - 1, -1);
		return true;
	case KEY_CLICK:
		return click(list, rows, count, key, first_row, shown);
	default:
		return false;
	}
}

/* Moves top so that the pointed line shows whole, and headings over it. */
static void
scroll(struct list *list, const struct list_row *rows, size_t count,
    int shown)
{
	size_t i = list->at;
	int used;

	if (list->at < list->top)
		list->top = list->at;
	while (list->top > 0 && list->top == list->at &&
	    rows[list->top - 1].id == 0 && i - list->top < 2)
		list->top--;
	used = (int)height(&rows[list->at]);
	for (i = list->at; i > list->top; i--) {
		used += (int)height(&rows[i - 1]);
		if (used > shown)
			break;
	}
	list->top = i;
	/* No empty rows under the last line while there are lines above. */
	for (used = 0, i = count; i > 0; i--) {
		used += (int)height(&rows[i - 1]);
		if (used > shown)
			break;
	}
	if (list->top > i)
		list->top = i;
}

/* Headings with room for none of their lines are not drawn. */
static bool
orphan(const struct list_row *rows, size_t count, size_t i, int left)
{
	while (i < count && rows[i].id == 0)
		left -= (int)height(&rows[i++]);
	return i < count && left < (int)height(&rows[i]);
}

void
list_draw(struct list *list, struct ui *ui, void *state,
    const struct list_row *rows, size_t count, int first_row, int shown,
    void (*draw)(struct ui *, void *state, size_t index, int row,
    bool selected))
{
	int row = first_row, width = list->width;
	size_t i;

	if (count == 0 || shown <= 0 || list->at >= count)
		return;
	if (width <= 0)
		width = ui_margin(ui) + ui_width(ui);
	scroll(list, rows, count, shown);
	for (i = list->top; i < count; i++) {
		int h = (int)height(&rows[i]);
		bool selected = i == list->at && rows[i].id != 0;

		if (row + h > first_row + shown && i != list->at)
			break;
		if (rows[i].id == 0 && orphan(rows, count, i, first_row +
		    shown - row))
			break;
		draw(ui, state, i, row, selected);
		if (selected) {
			term_put(row, 0, STYLE_TEXT, ">");
			for (; h > 0; h--)
				term_over(row + h - 1, 0, width,
				    STYLE_SELECTION);
		}
		row += (int)height(&rows[i]);
	}
}
