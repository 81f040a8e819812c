/*
 * term_draw: inside of term: the styles as the terminal has them, and the
 * frame that is drawn and sent (term_put() to term_flush() of term.h).
 */
#ifndef TERM_DRAW_H
#define TERM_DRAW_H

#include <stdio.h>

#include "ui/core/term.h"

/* Once ncurses runs: `file` leads to the terminal as ncurses's own does, and
 * stays the caller's until term_close(). */
void draw_begin(FILE *file);
/* The styles' attributes, in the theme, colours and signs of the options. */
void draw_styles(const struct term_options *);
/* The next frame is sent whole: nothing on the screen can be counted on. */
void draw_forget(void);

#endif
