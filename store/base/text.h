/*
 * text: everything about Unicode; the only file that includes libunistring.
 * Stored text is UTF-8 in NFC, unchanged otherwise; what a terminal cannot
 * show well is replaced at display only (tech-notes section 6).
 */
#ifndef TEXT_H
#define TEXT_H

#include "store/base/arena.h"

enum {
	TEXT_BODY_MAX = 32768,	/* bytes of a post after NFC */
	TEXT_TITLE_MAX = 480,	/* bytes; and TEXT_TITLE_CELLS cells */
	TEXT_TITLE_CELLS = 120,
	TEXT_LINE_MAX = 480,	/* any other one-line field, bytes */
};

enum text_kind {
	TEXT_BODY,	/* lines of text: \n and \t allowed, \r\n becomes \n */
	TEXT_TITLE,	/* one line, 1 to TEXT_TITLE_CELLS cells, trimmed */
	TEXT_LINE,	/* one line, may be empty, trimmed */
	TEXT_PASSWORD,	/* 10 to 128 characters after NFC, not trimmed */
};

/*
 * The door for all text from outside.  Checks UTF-8, normalises to NFC,
 * enforces the kind's bound; refuses (ERR_INPUT, *why filled) control
 * characters, bidirectional overrides and isolates (202A-202E, 2066-2069),
 * noncharacters, more than 8 combining marks on one base, and what is empty
 * where it may not be.  *out lives in the arena, zero-terminated.
 */
enum err text_accept(enum text_kind kind, struct str in, struct arena *,
    struct str *out, struct refusal *why);
/* Valid UTF-8? */
bool text_valid(struct str s);
/* Characters (grapheme clusters) in s: the "signs" that bounds count. */
size_t text_count(struct str s);
/* Are they the same but for blanks at both ends? */
bool text_same(struct str a, struct str b);
/* How much of s is in capitals: 0 to 100, of the letters that could be; 0 for
 * fewer than 20 of them (titles, abbreviations). */
unsigned text_capitals(struct str s);
/* Words in s, by word breaks, counting those with a letter or digit. */
size_t text_words(struct str s);

/*
 * Handles.  Refuses what product.md section 2 refuses (*why says which rule).
 * handle_key() is the uniqueness key: NFKC case folding, accents removed;
 * both "Éloïse" and "eloise" give "eloise".  *out in the arena.
 */
enum err text_handle_accept(struct str in, struct arena *, struct str *out,
    struct refusal *why);
enum err text_handle_key(struct str in, struct arena *, struct str *out);
/* Bytes at the start of s that a handle may be made of: letters of any script
 * with their marks, digits, . _ and -.  s is valid UTF-8. */
size_t text_handle_span(struct str s);
/* Folded for search and comparison: casefold, no accents, NFC. */
struct str text_fold(struct str in, struct arena *);

/* --- display --- */

/*
 * One grapheme cluster as it goes on the screen: `bytes` of the source text
 * it stands for, the safe UTF-8 to draw (drawn, drawn_len) and its width in
 * cells (0 to 2).  Newlines give width 0 and drawn_len 0; a tab is one space.
 */
struct grapheme {
	uint32_t start;		/* offset in the source, bytes */
	uint32_t bytes;
	uint8_t width;		/* cells */
	uint8_t drawn_len;	/* bytes in drawn; 0: draws nothing */
	char drawn[22];
};

/*
 * Splits s into clusters; *out (arena) has *count of them.  Uses
 * u8_grapheme_breaks on whole paragraphs; replaces controls by U+FFFD, drops
 * joiners, variation selectors and skin tones, keeps at most 3 marks.
 * Invalid UTF-8 bytes become U+FFFD one by one.
 */
void text_graphemes(struct str s, struct arena *, struct grapheme **out,
    size_t *count);
/* Cells that s takes on one line once made safe. */
size_t text_width(struct str s);
/*
 * s made safe for one line of display, cut to at most `cells` cells, with
 * U+2026 as its last cell if cut (ASCII "..." if `ascii`).  Lives in arena.
 */
char *text_clip(struct str s, size_t cells, bool ascii, struct arena *);
/* s made safe for display, whole, newlines kept.  For line commands. */
struct str text_safe(struct str s, struct arena *);

/*
 * Line-break opportunities: breaks[i] for each byte i of s (arena, s.len
 * long): 0 none, 1 allowed before byte i, 2 mandatory before byte i (after a
 * newline).  Never before : ; ? ! » % after U+00A0.
 */
uint8_t *text_breaks(struct str s, struct arena *);
/*
 * Where a text may be cut so that both parts are split into clusters, words
 * and lines as the whole is: between two letters, after a space that follows
 * a letter and comes before one, between two ideographs or plain emoji.
 * Returns the nearest such place at or before `at` (dir < 0), or at or after
 * it (dir > 0); 0 and s.len are such places too.  What text_breaks() says of
 * the byte at the cut needs text_context() bytes before it.
 */
size_t text_cut(struct str s, size_t at, int dir);
/* Bytes of the two characters (one, none at the start) before `at`. */
size_t text_context(struct str s, size_t at);
/* Word starts/ends for the editor: next (dir>0) or previous boundary. */
size_t text_word_move(struct str s, size_t offset, int dir);

#endif
