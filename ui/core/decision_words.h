/*
 * decision_words: what a decision says in one line: the same on a screen, in
 * plain mode and on a line.
 */
#ifndef DECISION_WORDS_H
#define DECISION_WORDS_H

#include "store/forum/query.h"

/* What a moderator chooses from: a measure with its length, the lightest
 * first.  name is a msgid. */
struct measure_choice {
	enum measure measure;
	uint32_t days;
	const char *name;
};
enum { MEASURE_CHOICES = 15 };
extern const struct measure_choice measure_choices[MEASURE_CHOICES];
/* Their names, then NULL: the choices of a form. */
extern const char *const measure_names[MEASURE_CHOICES + 1];

/* "pause in this room, art. 3a, by the moderators, until 3 Dec 10:00; entry 12
 * of the log"; of one that waits for its signature, how long it would last. */
char *decision_words(const struct decision *, struct arena *);
/* What moderators see of the last twelve months: of the author's posts and of
 * each who flagged this one, a line each. */
struct str history_words(const struct case_view *, struct arena *);
/* What is asked of the reader of a case under repair: repair of a case_view,
 * not 0.  Static. */
const char *repair_words(unsigned repair);
/* What is asked of a juror now.  Static. */
const char *jury_words(const struct jury_view *);

#endif
