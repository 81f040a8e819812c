/*
 * edit: what keys do.  Every change goes through edit_change(), so that each
 * can be undone.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

struct edit *
edit_new(const struct edit_options *options)
{
	struct edit *e = xcalloc(1, sizeof(*e));

	e->options = *options;
	if (e->options.max == 0)
		e->options.max = TEXT_LINE_MAX;
	e->room = 64;
	e->text = xcalloc(1, e->room);
	e->anchor = EDIT_NOWHERE;
	e->paras = xcalloc(1, sizeof(*e->paras));
	e->para_count = e->para_room = 1;
	e->scratch = arena_new();
	e->width = 72;
	e->page = 10;
	e->goal = -1;
	return e;
}

void
edit_free(struct edit *e)
{
	size_t i;

	if (e == NULL)
		return;
	edit_forget_steps(e, 0);
	for (i = 0; i < e->para_count; i++)
		free(e->paras[i].rows);
	explicit_bzero(e->text, e->room);
	free(e->text);
	free(e->paras);
	free(e->steps);
	if (e->options.secret)
		arena_wipe(e->scratch);
	arena_free(e->scratch);
	free(e);
}

void
edit_set(struct edit *e, struct str text, size_t cursor)
{
	edit_forget_steps(e, 0);
	edit_text_replace(e, 0, e->len, text.len > 0 ? text.p : "", text.len);
	e->cursor = cursor < e->len ? cursor : e->len;
	while (e->cursor > 0 && ((unsigned char)e->text[e->cursor] & 0xc0) ==
	    0x80)
		e->cursor--;
	e->anchor = EDIT_NOWHERE;
	e->marking = e->cutting = false;
	e->goal = -1;
	e->top = 0;
	e->full = false;
	e->changes++;
}

struct str
edit_text(const struct edit *e)
{
	return (struct str){ e->text, e->len };
}

size_t edit_cursor(const struct edit *e) { return e->cursor; }
uint64_t edit_changes(const struct edit *e) { return e->changes; }
bool edit_full(const struct edit *e) { return e->full; }

size_t
edit_left(const struct edit *e)
{
	return e->len < e->options.max ? e->options.max - e->len : 0;
}

/* Puts bytes in the place of the selection, or at the cursor. */
bool
edit_put(struct edit *e, const char *p, size_t len, bool typed)
{
	size_t from = e->cursor, to = e->cursor;

	edit_text_selection(e, &from, &to);
	return edit_change(e, from, to - from, p, len, typed);
}

void
edit_insert(struct edit *e, struct str text)
{
	size_t i, n = 0;
	char *clean;

	arena_reset(e->scratch);
	if (!text_valid(text))
		text = text_safe(text, e->scratch);
	clean = xmalloc(text.len);
	for (i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '\r' || c == 127 || (c < 32 && c != '\n' &&
		    c != '\t'))
			continue;
		if (!e->options.lines && (c == '\n' || c == '\t'))
			c = ' ';
		clean[n++] = (char)c;
	}
	edit_put(e, clean, n, false);
	explicit_bzero(clean, text.len);
	free(clean);
}

/* --- keys --- */

/* Moves to the row `by` rows further; false: there is none. */
static bool
move_rows(struct edit *e, long by)
{
	struct edit_spot spot;
	size_t rows;

	if (!e->options.lines)
		return false;
	spot = edit_text_spot(e, e->cursor, e->width);
	rows = edit_text_rows(e, e->width);
	if (e->goal < 0)
		e->goal = spot.col;
	if ((by < 0 && spot.row == 0) || (by > 0 && spot.row + 1 >= rows))
		return false;
	if (by < 0 && spot.row < (size_t)-by)
		by = -(long)spot.row;
	if (by > 0 && spot.row + (size_t)by >= rows)
		by = (long)(rows - 1 - spot.row);
	e->cursor = edit_text_at(e, (size_t)((long)spot.row + by), e->goal,
	    e->width);
	return true;
}

static bool
move_to(struct edit *e, size_t offset)
{
	e->cursor = offset;
	e->goal = -1;
	return true;
}

static bool
move_row_edge(struct edit *e, bool end)
{
	size_t from, to;

	edit_text_row(e, e->cursor, e->width, &from, &to);
	return move_to(e, end ? to : from);
}

static bool
erase_one(struct edit *e, int dir)
{
	size_t from = e->cursor, to = e->cursor;

	if (!edit_text_selection(e, &from, &to)) {
		if (dir < 0)
			from = edit_text_step(e, e->cursor, -1);
		else
			to = edit_text_step(e, e->cursor, 1);
	}
	edit_change(e, from, to - from, "", 0, true);
	return true;
}

static bool
type_character(struct edit *e, uint32_t cp)
{
	char p[4];
	size_t n = 0;

	if (cp < 0x80) {
		p[n++] = (char)cp;
	} else if (cp < 0x800) {
		p[n++] = (char)(0xc0 | cp >> 6);
	} else if (cp < 0x10000) {
		p[n++] = (char)(0xe0 | cp >> 12);
		p[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
	} else {
		p[n++] = (char)(0xf0 | cp >> 18);
		p[n++] = (char)(0x80 | (cp >> 12 & 0x3f));
		p[n++] = (char)(0x80 | (cp >> 6 & 0x3f));
	}
	if (cp >= 0x80)
		p[n++] = (char)(0x80 | (cp & 0x3f));
	edit_put(e, p, n, true);
	return true;
}

static bool
key_control(struct edit *e, uint32_t cp)
{
	static const struct { char letter; void (*deed)(struct edit *); }
	    deeds[] = {
		{ 'z', edit_undo }, { 'y', edit_redo }, { 'k', edit_cut },
		{ 'u', edit_paste }, { 'p', edit_reflow },
	};
	size_t i;

	for (i = 0; i < LENGTH(deeds); i++)
		if (cp == (uint32_t)deeds[i].letter) {
			deeds[i].deed(e);
			return true;
		}
	return false;
}

bool
edit_click(struct edit *e, int row, int col)
{
	if (row < e->drawn_row || row >= e->drawn_row + e->drawn_rows ||
	    col < e->drawn_col)
		return false;
	if (e->options.lines)
		move_to(e, edit_text_at(e, e->top + (size_t)(row -
		    e->drawn_row), col - e->drawn_col, e->width));
	if (!e->marking)
		e->anchor = EDIT_NOWHERE;
	return true;
}

/* Keys that select, and the moves they are. */
static const struct { enum key_code select, move; } selecting[] = {
	{ KEY_SELECT_UP, KEY_ARROW_UP },
	{ KEY_SELECT_DOWN, KEY_ARROW_DOWN },
	{ KEY_SELECT_LEFT, KEY_ARROW_LEFT },
	{ KEY_SELECT_RIGHT, KEY_ARROW_RIGHT },
	{ KEY_SELECT_WORD_LEFT, KEY_WORD_LEFT },
	{ KEY_SELECT_WORD_RIGHT, KEY_WORD_RIGHT },
	{ KEY_SELECT_FIRST, KEY_FIRST },
	{ KEY_SELECT_LAST, KEY_LAST },
	{ KEY_SELECT_TOP, KEY_TOP },
	{ KEY_SELECT_BOTTOM, KEY_BOTTOM },
};

static bool
key_move(struct edit *e, enum key_code code)
{
	switch (code) {
	case KEY_ARROW_UP:
		return move_rows(e, -1);
	case KEY_ARROW_DOWN:
		return move_rows(e, 1);
	case KEY_ARROW_LEFT:
		return move_to(e, edit_text_step(e, e->cursor, -1));
	case KEY_ARROW_RIGHT:
		return move_to(e, edit_text_step(e, e->cursor, 1));
	case KEY_WORD_LEFT:
		return move_to(e, edit_text_word(e, e->cursor, -1));
	case KEY_WORD_RIGHT:
		return move_to(e, edit_text_word(e, e->cursor, 1));
	case KEY_PAGE_UP:
		return e->options.lines && (move_rows(e, -e->page) || true);
	case KEY_PAGE_DOWN:
		return e->options.lines && (move_rows(e, e->page) || true);
	case KEY_FIRST:
		return move_row_edge(e, false);
	case KEY_LAST:
		return move_row_edge(e, true);
	case KEY_TOP:
		return move_to(e, 0);
	case KEY_BOTTOM:
		return move_to(e, e->len);
	default:
		return false;
	}
}

/* A move without Shift ends what Shift selected. */
static bool
move_key(struct edit *e, enum key_code code)
{
	size_t i;

	for (i = 0; i < LENGTH(selecting); i++)
		if (selecting[i].select == code) {
			if (e->anchor == EDIT_NOWHERE)
				e->anchor = (ptrdiff_t)e->cursor;
			key_move(e, selecting[i].move);
			return true;
		}
	if (!e->marking)
		e->anchor = EDIT_NOWHERE;
	return key_move(e, code);
}

bool
edit_key(struct edit *e, const struct key_event *key)
{
	e->full = false;
	if (key->code != KEY_CONTROL || key->cp != 'k')
		e->cutting = false;
	switch (key->code) {
	case KEY_TEXT:
		return type_character(e, key->cp);
	case KEY_PASTED:
		e->full = key->cut;	/* whole, or not at all */
		if (!key->cut)
			edit_insert(e, key->text);
		return true;
	case KEY_ENTER_:
		if (!e->options.lines)
			return false;
		edit_put(e, "\n", 1, false);
		return true;
	case KEY_BACK:
		return erase_one(e, -1);
	case KEY_DELETE:
		return erase_one(e, 1);
	case KEY_CONTROL:
		return key_control(e, key->cp);
	default:
		return move_key(e, key->code);
	}
}
