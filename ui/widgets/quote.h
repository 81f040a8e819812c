/*
 * quote: rows that begin with `>`: text quoted for an answer, and quotes set
 * again at a measure with their marks on each row.
 */
#ifndef QUOTE_H
#define QUOTE_H

#include "store/base/arena.h"
#include "store/base/text.h"

enum { QUOTE_MEASURE = 72 };	/* cells of a row, marks included */

/* How much of the text is quoted: 0 to 100, of what is not blank. */
unsigned quote_share(struct str text);
/* The rows that are not quoted; in the arena. */
struct str quote_unquoted(struct str text, struct arena *);
/* How deep a row is quoted, and where what it says begins. */
size_t quote_depth(struct str row, size_t *content);
/*
 * Each row of text one deeper, those longer than the measure in rows of it.
 * Ends with a newline; in the arena.
 */
struct str quote_add(struct str text, int measure, struct arena *);
/*
 * Rows of the same depth that follow each other are one paragraph; quoted
 * ones are set at the measure, others are one row.  Rows without words,
 * of lists and indented ones begin a paragraph.  In the arena.
 */
struct str quote_reflow(struct str rows, int measure, struct arena *);

#endif
