/*
 * wrap_refs: what leads elsewhere in a text though no mark says so: addresses,
 * posts, people, articles of the charter.  Each function says how many bytes
 * of all[at…end) are one, from `at` on; 0: none begins there.
 */
#ifndef WRAP_REFS_H
#define WRAP_REFS_H

#include "store/forum/charter.h"

/* https://…, ssh://…, mailto:… */
size_t wrap_url(struct str all, size_t at, size_t end);
/* #12, nº 12, n°12, @name. */
size_t wrap_reference(struct str all, size_t at, size_t end);
/* "art. 3", "article 3a", "Art. 3, a)" without its bracket, if the charter has
 * that; NULL: none.  Sets *article and *clause (0: all of the article). */
size_t wrap_article(struct str all, size_t at, size_t end,
    const struct charter *, unsigned *article, char *clause);

#endif
