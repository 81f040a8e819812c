/*
 * unsent: what was typed into a form and not sent, so that a line that drops
 * takes nothing away (docs/decisions/0034).  Its writer alone reads it, where
 * they typed it; the deed that sends the form lets it go.
 */
#ifndef UNSENT_H
#define UNSENT_H

#include "store/forum/deed.h"

enum { UNSENT_MOST = 50 };	/* forms of a member: the oldest goes */

/* d->in.unsent: ERR_INPUT (a kind that is none, a text that is too long or no
 * UTF-8), ERR_DENIED for the program on the server. */
enum err unsent_accept(struct deed *);
/* Keeps it in the place of what was there; without any text, none is. */
enum err unsent_keep_apply(struct deed *);
/* In the deed that sends it: OK as well if there was none. */
enum err unsent_drop(struct deed *, enum unsent_kind, uint64_t subject);

#endif
