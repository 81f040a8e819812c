/*
 * term: the terminal; only term.c and term_draw.c know ncurses.  A full-screen
 * program on a tty: raw keys in, styled cells out; repaints send only what
 * changed.  Knows nothing of the forum.
 */
#ifndef TERM_H
#define TERM_H

#include "store/base/text.h"
#include "ui/core/style.h"

struct term_options {
	const char *term;	/* TERM from outside, any bytes; NULL = environ */
	enum style_theme theme;
	bool ascii;		/* ASCII signs instead of U+2502… and U+2026 */
	bool mouse;
	bool no_color;		/* NO_COLOR was set */
};

/*
 * Takes over fd (a tty, read and write).  Falls back as tech-notes section 5
 * says for a TERM that ncurses does not know.  ERR_NOT_FOUND: this terminal
 * cannot address its cursor (dumb, unknown): use plain mode.
 */
enum err term_open(int fd, const struct term_options *);
void term_close(void);		/* leaves the tty as it was; idempotent */
/* Theme, symbols, mouse; repaints only if one of the first two changed. */
void term_restyle(const struct term_options *);
int term_rows(void);
int term_cols(void);

/* --- keys --- */

enum key_code {
	KEY_NONE,		/* the time-out ended */
	KEY_TEXT,		/* event.cp is a printable character */
	KEY_CONTROL,		/* event.cp is a small letter: Ctrl with it */
	KEY_ESCAPED,		/* Alt (or Escape, quickly) with event.cp */
	KEY_ENTER_, KEY_ESC, KEY_TAB, KEY_BACKTAB, KEY_BACK, KEY_DELETE,
	KEY_INSERT, KEY_ARROW_UP, KEY_ARROW_DOWN, KEY_ARROW_LEFT,
	KEY_ARROW_RIGHT, KEY_WORD_LEFT, KEY_WORD_RIGHT, KEY_PAGE_UP,
	KEY_PAGE_DOWN, KEY_FIRST, KEY_LAST,
	KEY_TOP, KEY_BOTTOM,	/* Ctrl with KEY_FIRST, KEY_LAST */
	KEY_SELECT_UP, KEY_SELECT_DOWN, KEY_SELECT_LEFT, KEY_SELECT_RIGHT,
	KEY_SELECT_WORD_LEFT, KEY_SELECT_WORD_RIGHT, KEY_SELECT_FIRST,
	KEY_SELECT_LAST, KEY_SELECT_TOP, KEY_SELECT_BOTTOM,
	KEY_F1_, KEY_F5_, KEY_F10_,
	KEY_PASTED,		/* event.text: a whole bracketed paste */
	KEY_RESIZED, KEY_CLICK, KEY_DOUBLE_CLICK, KEY_WHEEL_UP, KEY_WHEEL_DOWN,
	KEY_HANGUP,		/* the tty is gone, or SIGHUP came */
	KEY_STOPPED,		/* SIGTERM came */
};
struct key_event {
	enum key_code code;
	uint32_t cp;		/* Unicode, for TEXT, CONTROL, ESCAPED */
	int row, col;		/* CLICK */
	bool hurried;		/* it came together with other keys: pasted,
				 * or typed ahead */
	struct str text;	/* PASTED: valid until the next term_key() */
	bool cut;		/* PASTED: it was longer than can be held */
};
/*
 * Waits at most timeout_ms (-1: for ever) for a key.  The interface's only
 * wait.  Unknown sequences (and terminals' answers, late ones too) are
 * swallowed.  Invalid UTF-8 is skipped, not the end.
 */
struct key_event term_key(int timeout_ms);
/* Drops what was typed ahead (deleting and sending call it). */
void term_drop_typeahead(void);
bool term_has_typeahead(void);

/* --- cells --- (0,0 is top left; what falls outside is clipped) */

void term_clear(void);				/* the frame to be drawn */
/* Draws safe text (text_clip'd or text_graphemes' `drawn`) in a style;
 * returns the column after it. */
int term_put(int row, int col, enum style, const char *safe);
int term_put_n(int row, int col, enum style, const char *safe, size_t len);
/* From col to the right edge (or `cells` cells) in a style. */
void term_fill(int row, int col, int cells, enum style);
/* Adds a style's attributes over cells already drawn (selection). */
void term_over(int row, int col, int cells, enum style);
/* Signs that have two sets. */
enum sign { SIGN_PIPE, SIGN_TEE, SIGN_ELBOW, SIGN_RULE, SIGN_PATH,
	SIGN_ELLIPSIS };
int term_sign(int row, int col, enum style, enum sign);	/* column after */
const char *term_sign_text(enum sign);	/* as text, in the current set */
bool term_ascii(void);
void term_cursor(int row, int col);		/* shown there; (-1,-1): hidden */
void term_flush(void);				/* sends the differences */
void term_repaint(void);			/* everything, at next flush */
void term_bell(void);

#endif
