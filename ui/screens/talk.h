/*
 * talk: the messages of a conversation set in rows, oldest first, and the
 * line of a conversation in a list.  Shared by scr_messages and scr_talk.
 */
#ifndef TALK_H
#define TALK_H

#include "ui/widgets/wrap.h"

/* Where the list of conversations ends on wide windows: a rule is there. */
enum { TALK_PANE = 60 };

/* A row: the n-th line of a message's text, its head (-1), a gap (-2). */
struct talk_row { size_t message; int line; };

struct talk_set {
	struct arena *arena;		/* how it is set; owned */
	const struct message_view *messages;	/* borrowed */
	size_t count;
	const struct charter *charter;	/* whose articles are links */
	struct wrapped *texts;
	struct talk_row *rows;
	size_t row_count;
	int measure;			/* 0: to be set */
	size_t top;			/* first row shown */
	int height;			/* rows it was drawn in; 0: not yet */
	uint64_t anchor;		/* message at the top, and its line */
	int anchor_line;
};

/* Other messages, or the same and more: what showed on top still does. */
void talk_messages(struct talk_set *, struct ui *,
    const struct message_view *, size_t count);
void talk_free(struct talk_set *);
/* Sets it for `rows` rows of `measure` cells. */
void talk_fit(struct talk_set *, int rows, int measure);
/* Draws it; `at`: the number of the message pointed at, or 0. */
void talk_draw(struct talk_set *, struct ui *, int row, int col, int rows,
    int measure, uint64_t at);
/* Moves by rows; false if it could not move. */
bool talk_move(struct talk_set *, long rows);
/* The row of a message's head; of its last line; 0 if it is not there. */
size_t talk_head(const struct talk_set *, uint64_t number);
size_t talk_foot(const struct talk_set *, uint64_t number);
/* Scrolls no further than needed for a message's head to show. */
void talk_reach(struct talk_set *, uint64_t number);

/* "noisette  Merci de m’avoir invitée…  9 h 05", before column edge. */
void talk_line(struct ui *, const struct talk_view *, int row, int edge);
/* May one write to this member in private?  *why (may be NULL) says why not. */
bool talk_possible(struct ui *, uint64_t member, struct refusal *why);
/* Opens the composer on a message to this member. */
void talk_write(struct ui *, uint64_t member);
/* The rule between list and text. */
void talk_rule(int row, int rows);

#endif
