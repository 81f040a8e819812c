/*
 * plain_write: a text being written in plain mode, shared by plain_write.c
 * (what is asked about it, its sending) and plain_text.c (its lines).
 */
#ifndef PLAIN_WRITE_H
#define PLAIN_WRITE_H

#include "ui/lines/plain_own.h"

struct writing {
	struct plain *p;
	struct draft draft;		/* its strings: in arena */
	struct arena *arena;		/* outlives the answers */
	char *text;			/* malloc'd; draft.text points here */
	size_t len, room;
	uint32_t revision;		/* of the post that is edited */
	enum err unkept;		/* why the draft was not saved last */
	bool opening;			/* that post opens its thread */
	bool changed;			/* since it began */
	bool sent;
	unsigned advised;		/* said before sending (advice.h) */
};

/* Ends the text with s, kept at the next writing_keep(). */
void writing_add(struct writing *, struct str s);
/* Saves the draft, unless there is nothing new or nothing in it. */
void writing_keep(struct writing *);
/* Lines up to one of a single dot; false: hung up, or left by Ctrl-C. */
bool writing_read(struct writing *);
/* Says all that was written. */
void writing_say(struct writing *);
/* Asks for a line's number and its new words; false as writing_read(). */
bool writing_correct(struct writing *);

#endif
