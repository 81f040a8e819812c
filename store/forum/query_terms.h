/*
 * query_terms: the glossary as it may be read.  Guests see the words that are
 * approved, members also those that wait for approval.
 */
#ifndef QUERY_TERMS_H
#define QUERY_TERMS_H

#include "store/forum/query.h"

struct term_view {
	struct term term;
	struct str by;		/* handle of who proposed it */
	bool own, may_approve;
};
/*
 * A page of it, in alphabetical order without accents: from the first word
 * at or after `from` (any spelling; "" = the start), or after the term `after`
 * (0: none); limit 1 to 500.
 */
enum err query_terms(struct store *, const struct who *, struct str from,
    uint64_t after, size_t limit, struct arena *, struct term_view **out,
    size_t *count);
/* The word as it is approved, else as it was proposed last; accents, case and
 * a final s or x do not matter.  ERR_NOT_FOUND. */
enum err query_term_named(struct store *, const struct who *, struct str word,
    struct arena *, struct term_view *out);
enum err query_term(struct store *, const struct who *, uint64_t id,
    struct arena *, struct term_view *out);
/* The approved words that stand in a text, in the order of the text, each
 * once, at most limit. */
enum err query_terms_in(struct store *, const struct who *, struct str text,
    size_t limit, struct arena *, struct term_view **out, size_t *count);

#endif
