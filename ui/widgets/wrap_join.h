/*
 * wrap_join: finds paragraphs that a mail program or an editor cut into rows,
 * wider than the measure, and makes them one again.
 */
#ifndef WRAP_JOIN_H
#define WRAP_JOIN_H

#include "ui/widgets/wrap_marks.h"

/* joined[i]: row i goes on where row i - 1 ends, with a space between.
 * row_count of them, in the arena. */
bool *wrap_join(struct str text, const struct wrap_marks *, int measure,
    struct arena *);

enum { WRAP_DROPPED = 1 };	/* a byte that is not drawn */
/*
 * The same as a text of the same length, in the arena or text itself: ends of
 * rows that were cut are spaces in it, and the quote marks or indent after
 * them are WRAP_DROPPED, so that every offset stays what it was.
 */
struct str wrap_joined(struct str text, int measure, struct arena *);

/* Bytes of a list's mark at `at` ("- ", "12. "), or 0. */
size_t wrap_list_mark(struct str text, size_t at, size_t end);

#endif
