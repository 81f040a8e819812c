/*
 * edit: a text being written: one line or many; soft wrap, movement by
 * grapheme and word, undo and redo, selection, cut and paste.  Owns its
 * buffer (plain UTF-8, as typed; text_accept() is the store's).
 */
#ifndef EDIT_H
#define EDIT_H

#include "ui/core/ui.h"

struct edit;
struct spell;
struct edit_options {
	bool lines;		/* many lines; else Enter is not taken */
	bool secret;		/* drawn as '*'; wiped at edit_free() */
	size_t max;		/* bytes; typing beyond is refused, told */
};
struct edit *edit_new(const struct edit_options *);
void edit_free(struct edit *);		/* NULL is fine */
void edit_set(struct edit *, struct str text, size_t cursor);
struct str edit_text(const struct edit *);	/* borrowed until the next key */
size_t edit_cursor(const struct edit *);	/* byte offset */
void edit_insert(struct edit *, struct str text);	/* one undo step */
void edit_undo(struct edit *);
void edit_redo(struct edit *);
void edit_cut(struct edit *);		/* the row or the selection */
void edit_paste(struct edit *);		/* what any editor cut last */
void edit_select(struct edit *);	/* starts or ends a selection here */
/*
 * The quote that the cursor is in, or the rows selected: rows of one depth are
 * joined and set again with their `> `; rows without are joined into
 * one.  One undo step.
 */
void edit_reflow(struct edit *);
/* Selects the next place after the cursor where these words stand, case and
 * accents ignored, from the start again after the end.  false: there is none;
 * nothing moved. */
bool edit_find(struct edit *, struct str words);
/*
 * Spelling (NULL: none; borrowed).  Words known to be misspelt are underlined,
 * but for the one being typed, quotes and code; edit_spell_look() asks about
 * those in sight: true if there is a new one to underline.
 */
void edit_spell(struct edit *, struct spell *);
bool edit_spell_look(struct edit *);
/* Selects the misspelt word that the cursor is in, or the next one; *word
 * until the next change.  false: there is none. */
bool edit_misspelt(struct edit *, struct str *word);
/* What is selected; false: nothing. */
bool edit_selected(const struct edit *, struct str *out);
/* The word that the cursor is in or after; false: none. */
bool edit_word_here(const struct edit *, struct str *word);
size_t edit_words(struct edit *);	/* text_words() of all, for little */
uint64_t edit_changes(const struct edit *);	/* grows at each change */
/* The last key, insertion or paste was refused: it went over max. */
bool edit_full(const struct edit *);
size_t edit_left(const struct edit *);	/* bytes before max */
/* true if taken.  Arrows at the first/last row are not: the form moves on. */
bool edit_key(struct edit *, const struct key_event *);
/* The cursor goes to a cell that was drawn.  false: that is outside of it. */
bool edit_click(struct edit *, int row, int col);
/* Rows that it needs at a width, at least 1; of long paragraphs, about as
 * many, until their last rows are drawn. */
int edit_rows(struct edit *, int width);
/* Draws rows of it and places the terminal's cursor if focus. */
void edit_draw(struct edit *, int row, int col, int rows, int width,
    bool focus, enum style);

#endif
