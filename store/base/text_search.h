/*
 * text_search: a text as search sees it: words, where they stand, and their
 * folded form.  Words are runs of letters, marks and digits; scripts that put
 * no space between words (Han, kana, Hangul, Thai…) are cut into overlapping
 * pairs of characters.  An elided French article (l’ d’ qu’…) is no word.
 */
#ifndef TEXT_SEARCH_H
#define TEXT_SEARCH_H

#include "store/base/text.h"

enum { TEXT_TERM_MAX = 64 };	/* bytes of a term, cut at a character */

struct text_token {
	uint32_t start, len;	/* bytes of the source */
	uint32_t position;	/* words before it */
	bool pair;		/* of a script without spaces */
	bool alone;		/* the last character of such a run, which
				 * begins no pair (or the only one) */
};

struct text_range { uint32_t at, len; };	/* bytes of a text */

/*
 * The words of s, in order; *out (arena) has *count of them.  Invalid UTF-8
 * parts words, as punctuation does.
 */
void text_tokens(struct str s, struct arena *, struct text_token **out,
    size_t *count);
/*
 * The form under which a word is kept and looked for: compatible characters
 * alike (NFKC), case folded, no accents, œ as oe, æ as ae, cut at
 * TEXT_TERM_MAX bytes.  May be empty.  Lives in the arena.  s is valid UTF-8.
 */
struct str text_term(struct str s, struct arena *);
/* Case folded, in NFC, accents kept: what a stemmer reads.  In the arena. */
struct str text_lower(struct str s, struct arena *);
/* Made of letters of the Latin script only: something that can be stemmed. */
bool text_latin(struct str s);
/* s cut to at most max bytes, at a character. */
struct str text_head(struct str s, size_t max);

#endif
