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

#endif
