/*
 * edit: keys, changes and their undoing.  Every change goes through change(),
 * so that each can be undone; steps of one word are one.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

static void
step_free(struct edit_step *step)
{
	if (step->removed != NULL)
		explicit_bzero(step->removed, step->removed_len);
	if (step->added != NULL)
		explicit_bzero(step->added, step->added_len);
	free(step->removed);
	free(step->added);
}

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

static void
forget_steps(struct edit *e, size_t from)
{
	size_t i;

	for (i = from; i < e->step_count; i++)
		step_free(&e->steps[i]);
	e->step_count = from;
	if (e->step_at > from)
		e->step_at = from;
}

void
edit_free(struct edit *e)
{
	size_t i;

	if (e == NULL)
		return;
	forget_steps(e, 0);
	for (i = 0; i < e->para_count; i++)
		free(e->paras[i].rows);
	explicit_bzero(e->text, e->room);
	if (e->clip != NULL)
		explicit_bzero(e->clip, e->clip_len);
	free(e->clip);
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
	forget_steps(e, 0);
	edit_text_replace(e, 0, e->len, text.len > 0 ? text.p : "", text.len);
	e->cursor = cursor < e->len ? cursor : e->len;
	while (e->cursor > 0 && ((unsigned char)e->text[e->cursor] & 0xc0) ==
	    0x80)
		e->cursor--;
	e->anchor = EDIT_NOWHERE;
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

/* --- changes --- */

/* A letter right after the last one of a word joins its step. */
static bool
joins(const struct edit *e, size_t at, const char *added, size_t len)
{
	const struct edit_step *last;

	if (e->step_at == 0 || e->step_at != e->step_count)
		return false;
	last = &e->steps[e->step_at - 1];
	if (!last->typed || at != last->at + last->added_len || len == 0)
		return false;
	return added[0] == ' ' ||
	    last->added[last->added_len - 1] != ' ';
}

static void
record(struct edit *e, size_t at, size_t removed, const char *added,
    size_t len, bool typed)
{
	struct edit_step *step;

	if (typed && removed == 0 && joins(e, at, added, len)) {
		step = &e->steps[e->step_at - 1];
		step->added = xrealloc(step->added, step->added_len + len);
		memcpy(step->added + step->added_len, added, len);
		step->added_len += len;
		return;
	}
	forget_steps(e, e->step_at);
	if (e->step_count == e->step_room) {
		e->step_room = e->step_room * 2 + 16;
		e->steps = xrealloc(e->steps,
		    e->step_room * sizeof(*e->steps));
	}
	step = &e->steps[e->step_count++];
	*step = (struct edit_step){ .at = at, .cursor = e->cursor,
		.removed = xmemdup0(e->text + at, removed),
		.added = xmemdup0(added, len), .removed_len = removed,
		.added_len = len, .typed = typed && len > 0 };
	e->step_at = e->step_count;
}

/* false: it would go over max, and nothing changed. */
static bool
change(struct edit *e, size_t at, size_t removed, const char *added,
    size_t len, bool typed)
{
	e->full = len > removed && e->len - removed + len > e->options.max;
	if (e->full || (removed == 0 && len == 0))
		return false;
	record(e, at, removed, added, len, typed);
	edit_text_replace(e, at, removed, added, len);
	e->cursor = at + len;
	e->anchor = EDIT_NOWHERE;
	e->goal = -1;
	e->changes++;
	return true;
}

/* Puts bytes in the place of the selection, or at the cursor. */
static bool
put(struct edit *e, const char *p, size_t len, bool typed)
{
	size_t from = e->cursor, to = e->cursor;

	edit_text_selection(e, &from, &to);
	return change(e, from, to - from, p, len, typed);
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
	put(e, clean, n, false);
	explicit_bzero(clean, text.len);
	free(clean);
}

void
edit_undo(struct edit *e)
{
	struct edit_step *step;

	if (e->step_at == 0)
		return;
	step = &e->steps[--e->step_at];
	edit_text_replace(e, step->at, step->added_len, step->removed,
	    step->removed_len);
	e->cursor = step->cursor < e->len ? step->cursor : e->len;
	e->anchor = EDIT_NOWHERE;
	e->goal = -1;
	e->changes++;
}

void
edit_redo(struct edit *e)
{
	struct edit_step *step;

	if (e->step_at == e->step_count)
		return;
	step = &e->steps[e->step_at++];
	edit_text_replace(e, step->at, step->removed_len, step->added,
	    step->added_len);
	e->cursor = step->at + step->added_len;
	e->anchor = EDIT_NOWHERE;
	e->goal = -1;
	e->changes++;
}

void
edit_cut(struct edit *e)
{
	size_t from, to;

	if (!edit_text_selection(e, &from, &to)) {
		edit_text_row(e, e->cursor, e->width, &from, &to);
		if (to < e->len)
			to = edit_text_step(e, to, 1);
	}
	if (to == from || e->options.secret)
		return;
	if (e->clip != NULL)
		free(e->clip);
	e->clip = xmemdup0(e->text + from, to - from);
	e->clip_len = to - from;
	change(e, from, to - from, "", 0, false);
}

void
edit_paste(struct edit *e)
{
	if (e->clip != NULL)
		put(e, e->clip, e->clip_len, false);
}

void
edit_select(struct edit *e)
{
	e->anchor = e->anchor == EDIT_NOWHERE ? (ptrdiff_t)e->cursor :
	    EDIT_NOWHERE;
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
	change(e, from, to - from, "", 0, false);
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
	put(e, p, n, true);
	return true;
}

static bool
key_control(struct edit *e, uint32_t cp)
{
	switch (cp) {
	case 'z':
		edit_undo(e);
		return true;
	case 'y':
		edit_redo(e);
		return true;
	case 'k':
		edit_cut(e);
		return true;
	case 'u':
		edit_paste(e);
		return true;
	default:
		return false;
	}
}

/* Keys that move; *moved: the selection of edit_select() goes on. */
static bool
key_move(struct edit *e, enum key_code code)
{
	struct str all = edit_text(e);

	switch (code) {
	case KEY_ARROW_UP:
	case KEY_SELECT_UP:
		return move_rows(e, -1);
	case KEY_ARROW_DOWN:
	case KEY_SELECT_DOWN:
		return move_rows(e, 1);
	case KEY_ARROW_LEFT:
	case KEY_SELECT_LEFT:
		return move_to(e, edit_text_step(e, e->cursor, -1));
	case KEY_ARROW_RIGHT:
	case KEY_SELECT_RIGHT:
		return move_to(e, edit_text_step(e, e->cursor, 1));
	case KEY_WORD_LEFT:
		return move_to(e, text_word_move(all, e->cursor, -1));
	case KEY_WORD_RIGHT:
		return move_to(e, text_word_move(all, e->cursor, 1));
	case KEY_PAGE_UP:
		return e->options.lines && (move_rows(e, -e->page) || true);
	case KEY_PAGE_DOWN:
		return e->options.lines && (move_rows(e, e->page) || true);
	case KEY_FIRST:
		return move_row_edge(e, false);
	case KEY_LAST:
		return move_row_edge(e, true);
	default:
		return false;
	}
}

bool
edit_key(struct edit *e, const struct key_event *key)
{
	e->full = false;
	switch (key->code) {
	case KEY_TEXT:
		return type_character(e, key->cp);
	case KEY_PASTED:
		edit_insert(e, key->text);
		return true;
	case KEY_ENTER_:
		if (!e->options.lines)
			return false;
		put(e, "\n", 1, false);
		return true;
	case KEY_BACK:
		return erase_one(e, -1);
	case KEY_DELETE:
		return erase_one(e, 1);
	case KEY_CONTROL:
		return key_control(e, key->cp);
	case KEY_SELECT_UP:
	case KEY_SELECT_DOWN:
	case KEY_SELECT_LEFT:
	case KEY_SELECT_RIGHT:
		if (e->anchor == EDIT_NOWHERE)
			e->anchor = (ptrdiff_t)e->cursor;
		key_move(e, key->code);
		return true;
	default:
		return key_move(e, key->code);
	}
}
