/* article: the charter in a row or two, on other screens than its own. */
#ifndef ARTICLE_H
#define ARTICLE_H

#include "store/forum/charter.h"
#include "ui/core/ui.h"

/* The charter that stands, in the reader's language. */
const struct charter_words *article_words(struct ui *);
/* "Charter: articles 1, 2 and 3.": those of the lines on top of threads, where
 * there is no room for them.  In cells_arena(). */
const char *article_list(const struct charter_words *);

#endif
