/*
 * spell: whether words are well spelt, by the dictionaries that the machine
 * has; the only file that includes hunspell.  A dictionary takes some
 * megabytes and a blink to load: it is loaded when a first word is asked for,
 * and let go by spell_rest().  What was asked once is remembered, so that
 * drawing asks nothing.
 */
#ifndef SPELL_H
#define SPELL_H

#include "store/base/text.h"
#include "store/forum/model.h"

struct spell;
enum verdict { VERDICT_UNKNOWN, VERDICT_GOOD, VERDICT_BAD };

/* Has this machine a dictionary of that language?  Two looks at files. */
bool spell_has(enum language);
/* words: one's own, a line each; copied.  Loads nothing yet. */
struct spell *spell_new(enum language, struct str words);
void spell_free(struct spell *);	/* NULL is fine */
void spell_rest(struct spell *);	/* lets the dictionary go */

/* The next word of text at or after *at that can be asked about: letters of
 * Latin script, apostrophes and hyphens within; not in addresses, names after
 * @, capitals alone or with digits.  *at then is its end.  false: none. */
bool spell_word(struct str text, size_t *at, struct str *word);
/* What is remembered of it, without asking. */
enum verdict spell_known(const struct spell *, struct str word);
/* Asks; VERDICT_GOOD if the dictionary cannot be read. */
enum verdict spell_ask(struct spell *, struct str word);
/* Is it on one's own list? */
bool spell_own(const struct spell *, struct str word);
/* From now on it is, or is not; the list in the store is the caller's. */
void spell_learn(struct spell *, struct str word, bool right);
/* At most `most` words that may be meant, best first, in the arena. */
size_t spell_suggest(struct spell *, struct str word, size_t most,
    struct arena *, struct str *out);

#endif
