/*
 * charter: the eight articles of the default charter, in both languages, as
 * data.  Flags, decisions and links quote a clause as "4a".
 */
#ifndef CHARTER_H
#define CHARTER_H

#include "store/forum/model.h"

enum { CHARTER_ARTICLES = 8, CHARTER_CLAUSES_MAX = 3, CHARTER_VERSION = 1 };

struct charter_article {
	const char *title;		/* "Parole libre et située." */
	const char *text;		/* the sentence after it; may be "" */
	const char *clauses[CHARTER_CLAUSES_MAX];	/* a, b, c; NULL-ended */
};
/* Article 1 to 8; static storage. */
const struct charter_article *charter_article(enum language, unsigned number);
/* The three lines shown on top of threads and in a newcomer's composer
 * (articles 1, 2, 3), index 0 to 2; short at narrow widths. */
const char *charter_line(enum language, unsigned index, bool brief);

#endif
