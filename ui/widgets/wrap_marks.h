/*
 * wrap_marks: what CommonMark sees in a text: of which block each row is, the
 * style of each byte, and which bytes are the address of a link.  The marks
 * stay in the text; nothing is moved (docs/decisions/0014).  Only wrap.c and
 * wrap_join.c use it.
 */
#ifndef WRAP_MARKS_H
#define WRAP_MARKS_H

#include "store/base/arena.h"
#include "store/base/text.h"

enum { WRAP_LINKS_MAX = 999,	/* with a mark; more stay as written */
	WRAP_PREFIX_MAX = 24 };	/* bytes before the words of a row */

enum wrap_kind {
	WRAP_TEXT,		/* of a paragraph */
	WRAP_BARE,		/* of no block, or of one without marks */
	WRAP_CODE,
	WRAP_FENCE,		/* ``` */
	WRAP_HEADING,
	WRAP_RULE,
};

/* One row as it was written; offsets are bytes of the text. */
struct wrap_row {
	uint32_t start, end;	/* without its newline */
	uint32_t words;		/* end of quote marks, spaces and list mark;
				 * at most WRAP_PREFIX_MAX after start */
	uint32_t block;		/* same number: same paragraph; 0: none */
	uint16_t quotes;	/* its own quote marks */
	uint8_t kind;		/* enum wrap_kind */
	bool listed;		/* in an item of a list */
	bool item;		/* which begins here */
};

/* Bytes that show as the number of a link; len may be 0 (after `[a]`). */
struct wrap_address {
	uint32_t start, len;
	struct str url;		/* bytes of the text */
};

struct wrap_marks {
	struct wrap_row *rows; size_t row_count;
	uint8_t *style;		/* enum style of each byte; STYLE_TEXT: the
				 * row's own */
	struct wrap_address *links; size_t link_count;	/* by start */
};

/* text: valid UTF-8, at most 4 GiB.  All in the arena; takes time in
 * proportion to the text and no stack, whatever the text. */
void wrap_marks(struct str text, struct arena *, struct wrap_marks *out);

#endif
