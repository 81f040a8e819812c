/*
 * question: named answers one under the other, of which one is chosen: by its
 * letter, by its number, or by arrows and Enter (context Q, screens.md
 * section 3).
 */
#ifndef QUESTION_H
#define QUESTION_H

#include "ui/core/ui.h"

enum { QUESTION_MOST = 9 };
struct answer {
	char fr, en;		/* its letter in each language; 0: none */
	const char *text;	/* msgid, or already translated */
	int number;		/* the screen's own */
};
struct question {
	struct answer answers[QUESTION_MOST];
	int count;
	int at;			/* in hand */
	bool held, found;	/* one was in hand when they were forgotten; it
				 * came again */
	int hand;		/* its number */
};

/* Forgets the answers; the one in hand stays in hand if it is added again,
 * else the last one is: no answer takes the place of another unseen. */
void question_clear(struct question *);
void question_add(struct question *, const struct answer *);
/* The number of the answer in hand. */
int question_in_hand(const struct question *);
/* Arrows, Tab, letters and digits: true if taken; *chosen: it was named
 * outright. */
bool question_key(struct question *, const struct key_event *, bool *chosen);
/* Draws a row for each; returns the row after them. */
int question_draw(const struct question *, struct ui *, int row);

#endif
