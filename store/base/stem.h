/*
 * stem: word forms to their stems, French and English; the only includer of
 * libstemmer (Snowball).  A stem is no word: it only says which forms belong
 * together.
 */
#ifndef STEM_H
#define STEM_H

#include "store/base/base.h"

enum stem_language { STEM_FRENCH, STEM_ENGLISH, STEM_LANGUAGES };

struct stemmer;
struct stemmer *stemmer_new(void);	/* caller: stemmer_free() */
void stemmer_free(struct stemmer *);	/* NULL is fine */
/*
 * The stem of a word in small letters, in NFC (French: with its accents).
 * Borrowed until the next call.
 */
struct str stem_word(struct stemmer *, enum stem_language, struct str word);

#endif
