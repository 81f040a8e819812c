/*
 * term_keys: bytes of a terminal in, keys out.  Pure: no terminal, no
 * ncurses.  It decodes by itself so that both forms of every key are known
 * whatever TERM says, so that unknown sequences and terminals' answers are
 * swallowed whole, and so that invalid UTF-8 costs its own byte only.
 */
#ifndef TERM_KEYS_H
#define TERM_KEYS_H

#include "ui/core/term.h"

enum { KEYS_PASTE_MAX = 65536 };	/* bytes; what goes on is dropped */

struct keys {
	uint8_t *bytes;		/* owned; from `at` to `len` not yet decoded */
	size_t at, len, room;
	char *paste;		/* owned; what a paste brought so far */
	size_t paste_len;
	bool pasting;
	bool paste_over;	/* some of it was dropped */
	bool in_string;		/* inside an OSC, DCS… that is swallowed */
	int64_t clicked;	/* of the last click: ticks and cell */
	int click_row, click_col;
};

void keys_free(struct keys *);		/* wipes what was typed */
void keys_drop(struct keys *);		/* forgets what is not yet decoded */
void keys_feed(struct keys *, const void *bytes, size_t len);
/*
 * The next key into *out.  false: nothing whole is there.  quiet: nothing
 * came for keys_wait() ms, so an Escape that waits for more is an Escape.
 */
bool keys_next(struct keys *, bool quiet, struct key_event *out);
/* How long to wait for the rest of what has begun, ms; -1: nothing begun. */
int keys_wait(const struct keys *);

#endif
