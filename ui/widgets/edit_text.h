/*
 * edit_text: what the edit_*.c files share: the bytes of a
 * text in paragraphs, each with the starts of its rows at a width, so that a
 * key sets again only the paragraph that it changed.
 */
#ifndef EDIT_TEXT_H
#define EDIT_TEXT_H

#include "ui/widgets/edit.h"

enum { EDIT_NOWHERE = -1 };

struct edit_para {
	size_t len;		/* bytes, without its newline */
	uint32_t *rows;		/* owned; offsets in it; NULL: to be set */
	size_t row_count;
	size_t sure;		/* rows that are right; the others stand about
				 * where they will, until one is needed */
	int width;		/* that they were set for */
};

/* A change that can be undone: removed bytes at `at` gave way to added. */
struct edit_step {
	size_t at, cursor;
	char *removed, *added;	/* owned */
	size_t removed_len, added_len;
	bool typed;		/* the next letter of the word joins it */
	bool erased;		/* the next one erased joins it */
};

struct edit {
	struct edit_options options;
	char *text;		/* owned, zero after it */
	size_t len, room, cursor;
	size_t words;		/* of all of it, once counted */
	bool counted;
	ptrdiff_t anchor;	/* of the selection, or EDIT_NOWHERE */
	struct edit_para *paras;	/* owned; at least one */
	size_t para_count, para_room;
	struct edit_step *steps;	/* owned */
	size_t step_count, step_room, step_at;	/* step_at: done steps */
	struct arena *scratch;
	uint64_t changes;
	int width, page;	/* as last drawn */
	int drawn_row, drawn_col, drawn_rows;	/* where, as last drawn */
	int goal;		/* the column arrows keep to, or -1 */
	size_t top;		/* first row shown */
	bool full;
	struct spell *spell;	/* borrowed; NULL: none */
	bool marking;		/* edit_select(): every move selects */
	bool cutting;		/* the last key cut a row */
};

/* Where an offset stands. */
struct edit_spot { size_t para, start, row; /* of all */ int col; };

/* --- edit.c, edit_undo.c --- */
/* Underlines words of a drawn row that are known to be misspelt. */
void edit_spell_draw(const struct edit *, size_t from, size_t end, int row,
    int col, int cells);	/* edit_spell.c */
/* All changes go through it.  false: over max, or nothing to change. */
bool edit_change(struct edit *, size_t at, size_t removed, const char *added,
    size_t len, bool typed);
/* In the place of the selection, or at the cursor. */
bool edit_put(struct edit *, const char *p, size_t len, bool typed);
void edit_forget_steps(struct edit *, size_t from);

/* --- edit_text.c, edit_wrap.c, edit_clip.c --- */
void edit_text_replace(struct edit *, size_t at, size_t removed,
    const char *added, size_t added_len);
/* Sets the rows of paragraph n, which starts at `start`, if they are not. */
void edit_wrap(struct edit *, size_t n, size_t start, int width);
/* Makes sure of the rows up to `row` and of where it ends.  true: rows that
 * follow, and how many there are, may have changed. */
bool edit_wrap_sure(struct edit *, size_t n, size_t start, size_t row);
/* Mends them: in it, from `at`, `removed` bytes gave way to `added`, and the
 * text is as it is now. */
void edit_wrap_again(struct edit *, size_t n, size_t start, size_t at,
    size_t removed, size_t added);
size_t edit_text_rows(struct edit *, int width);
struct edit_spot edit_text_spot(struct edit *, size_t offset, int width);
/* The offset at row (of all) and column. */
size_t edit_text_at(struct edit *, size_t row, int col, int width);
/* First and last offset of the row that `offset` stands in. */
void edit_text_row(struct edit *, size_t offset, int width, size_t *from,
    size_t *to);
/* The boundary of a cluster after (dir > 0) or before an offset. */
size_t edit_text_step(struct edit *, size_t offset, int dir);
/* The end of the word after, or the start of the one before an offset. */
size_t edit_text_word(const struct edit *, size_t offset, int dir);
/* The selection, sorted; false: none. */
bool edit_text_selection(const struct edit *, size_t *from, size_t *to);

#endif
