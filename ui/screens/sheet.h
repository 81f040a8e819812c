/*
 * sheet: one post as it is read: its text set in lines, which of them shows,
 * its links.  Used full-width by scr_post and beside the tree by scr_thread.
 * It reads the store in sheet_load() only.
 */
#ifndef SHEET_H
#define SHEET_H

#include "ui/widgets/wrap.h"

enum { SHEET_LINKS_MAX = 9 };

struct sheet_link {
	uint64_t post;		/* #1204; 0: a URL */
	const char *text;
};

struct sheet {
	struct arena *post_arena;	/* what the post is */
	struct arena *line_arena;	/* how it is set at `measure` */
	struct post_view view;
	uint64_t post;			/* 0: nothing loaded */
	struct str source;		/* all parts, as one text */
	struct wrapped set;
	int measure;
	size_t top;			/* first line shown */
	int rows;			/* it is set for; 0: not yet */
	bool unfolded;			/* quotes */
	bool revealed;			/* v: the text of an ignored author */
	bool has_folds;
	struct sheet_link links[SHEET_LINKS_MAX];
	size_t link_count;
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
/* Does the last line show? */
bool sheet_done(const struct sheet *);
/* Moves by lines; false if it could not move. */
bool sheet_move(struct sheet *, int lines);
/* One page on (a row of overlap); false if the end already shows. */
bool sheet_page(struct sheet *);
/* Arrows up and down, PgUp, PgDn, Home, End, wheel; true if taken. */
bool sheet_key(struct sheet *, const struct key_event *);
void sheet_toggle_quotes(struct sheet *);
/* Is its text folded, since the reader ignores its author? */
bool sheet_hidden(const struct sheet *);
/* Shows that text, or folds it again. */
void sheet_reveal(struct sheet *, bool);
/* "E  cardamine, hier 17 h 05, à titre personnel, en réponse à #1231", the
 * hat shorter if that does not fit in `cells`; and "#1268, lines 1 to 19 of
 * 34"; both in the scratch arena (cells.h). */
const char *sheet_who(const struct sheet *, struct ui *, int cells);
const char *sheet_where(const struct sheet *, struct ui *);
/* Lets the reader choose a link; chosen(ui, state, index) is the screen's
 * and calls sheet_follow(). */
void sheet_choose_link(struct sheet *, struct ui *,
    void (*chosen)(struct ui *, void *state, int index));
void sheet_follow(const struct sheet *, struct ui *, int index);

#endif
