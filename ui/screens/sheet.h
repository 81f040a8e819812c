/*
 * sheet: one post as it is read: its text set in lines, which of them shows,
 * its links.  Used full-width by scr_post and beside the tree by scr_thread.
 * It reads the store in sheet_load() only.
 */
#ifndef SHEET_H
#define SHEET_H

#include "ui/screens/links.h"

struct sheet {
	struct arena *post_arena;	/* what the post is */
	struct arena *line_arena;	/* how it is set at `measure` */
	struct post_view view;
	uint64_t post;			/* 0: nothing loaded */
	struct str source;		/* all parts, as one text */
	const struct charter *charter;	/* whose articles are links */
	struct wrapped set;
	int measure;
	size_t top;			/* first line shown, if there are
					 * enough after it */
	uint32_t from;			/* byte to begin at, once set; 0 */
	int rows;			/* it is set for; 0: not yet */
	bool unfolded;			/* quotes */
	bool revealed;			/* v: the text of an ignored author */
	bool has_folds;
	bool raw;			/* as it was typed */
	struct links links;		/* line_arena */
};

/* Reads post (again): another post starts at its first line, the same one
 * stays where it was.  On failure nothing has changed. */
enum err sheet_load(struct sheet *, struct ui *, uint64_t post);
void sheet_free(struct sheet *);
/* Sets it for `rows` rows of `measure` cells, as drawing will: keys typed
 * ahead of the drawing move in it all the same. */
void sheet_fit(struct sheet *, int rows, int measure);
/* Draws in `rows` rows from (row, col), set to `measure` cells. */
void sheet_draw(struct sheet *, int row, int col, int rows, int measure);
/* Where the first line that shows begins, bytes of the source. */
uint32_t sheet_offset(const struct sheet *);
/*
 * Beside a list, from 120 columns: the rule at column SHEET_PANE, and if
 * `shown` who wrote and the text, in `rows` rows from row.  Returns whether
 * the text was drawn (it wants 4 rows).
 */
enum { SHEET_PANE = 60 };
bool sheet_draw_beside(struct sheet *, struct ui *, int row, int rows,
    bool shown);
/* Does the last line show? */
bool sheet_done(const struct sheet *);
/* Moves by lines; false if it could not move. */
bool sheet_move(struct sheet *, int lines);
/* One page on (a row of overlap); false if the end already shows. */
bool sheet_page(struct sheet *);
/* Arrows up and down, PgUp, PgDn, Home, End, wheel; true if taken. */
bool sheet_key(struct sheet *, const struct key_event *);
void sheet_toggle_quotes(struct sheet *);
/* The text of an ignored author, where it is folded; quotes unfolded, if any
 * is folded; then the text as it was typed; then as at first. */
void sheet_toggle_view(struct sheet *, struct ui *);
/* Is its text folded, since the reader ignores its author? */
bool sheet_hidden(const struct sheet *);
/* Shows that text, or folds it again. */
void sheet_reveal(struct sheet *, bool);
/* "E  cardamine, hier 17 h 05, à titre personnel, en réponse à #1231", the
 * hat shorter if that does not fit in `cells`; and "#1268, lines 1 to 19 of
 * 34"; both in the scratch arena (cells.h). */
const char *sheet_who(const struct sheet *, struct ui *, int cells);
const char *sheet_where(const struct sheet *, struct ui *);
/* Sets its text to `measure` cells, and finds its links. */
void sheet_set(struct sheet *, int measure);
/* links_choose() among those of this text. */
void sheet_choose_link(struct sheet *, struct ui *,
    void (*chosen)(struct ui *, void *state, int index));

#endif
