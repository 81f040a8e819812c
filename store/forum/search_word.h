/*
 * search_word: the forms of words, and which of them belong together.  A form
 * is a word folded (text_term); its stems are French's and English's, for the
 * language of a post is not known.  Two words match if their forms are the
 * same, if one is a stem of the other, or if they share a stem.
 */
#ifndef SEARCH_WORD_H
#define SEARCH_WORD_H

#include "store/base/text_search.h"

enum { WORD_STEMS = 3 };

struct word_form {
	struct str form;		/* 1 to TEXT_TERM_MAX bytes */
	struct str stems[WORD_STEMS];	/* folded; none equal to form */
	uint8_t stem_count;
	void *own;			/* the builder's, while owner says so */
	uint64_t owner;
};

/* What is known of words, remembered: most of a text is words seen before. */
struct words;
struct words *words_new(void);		/* caller: words_free() */
void words_free(struct words *);	/* NULL is fine */
/*
 * The form of a word as it stands in a text; NULL if nothing of it is left
 * once folded.  Borrowed until words_trim().  pair: of a script without
 * spaces, never stemmed.
 */
struct word_form *words_find(struct words *, struct str surface, bool pair);
/* Forgets all if they have become many. */
void words_trim(struct words *);

/* The rule above. */
bool word_matches(const struct word_form *a, const struct word_form *b);

#endif
