/*
 * term_wait: what term.c (cells, ncurses) and term_wait.c (the wait for keys
 * and signals) share; nobody else includes it.
 */
#ifndef TERM_WAIT_H
#define TERM_WAIT_H

#include "ui/core/term_keys.h"

struct term_wait {
	int fd;			/* the tty */
	bool gone;		/* it hung up: nothing is written any more */
	struct keys keys;
};
extern struct term_wait term_wait;

/* From here signals come as keys. */
void term_wait_begin(int fd);
/* Wipes what was typed.  restore: signals do again what they did before. */
void term_wait_end(bool restore);
/* term.c: takes the size that the tty has now. */
void term_fit(void);

#endif
