/*
 * glossary: words of the glossary by their letters.  The index of the glossary
 * (DB_GLOSSARY) has, for each term, its words as search folds them, one space
 * between two: case, accents and a final s or x do not matter.
 */
#ifndef GLOSSARY_H
#define GLOSSARY_H

#include "store/forum/forum.h"

/* The words of s in that form, in the arena; empty if there is none. */
struct str glossary_words(struct str s, struct arena *);
/* Key of the index: of a term; with id 0, where those of these words begin. */
struct key glossary_key(struct str words, uint64_t id);
/* Words and number of a key of the index. */
struct str glossary_key_words(struct str key);
uint64_t glossary_key_id(struct str key);
enum err load_term(struct txn *, uint64_t id, struct arena *, struct term *);

#endif
