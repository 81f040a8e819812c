/*
 * deeds: what can be done to the post or thread that is read or pointed at,
 * the same in the tree and in the text.  Each mechanism of the cooperative
 * frame keeps its deeds in a file of its own; the rows stand in deeds.c.
 */
#ifndef DEEDS_H
#define DEEDS_H

#include "ui/core/ui.h"

extern const struct bind deeds[];
extern const size_t deed_count;

/* deed_answer.c: answering a restatement of one's view */
void answer_open_view(struct ui *, const struct wait_view *);
void deed_answer(struct ui *, void *state);
bool deed_may_answer(struct ui *, const void *state, struct refusal *why);
/* deed_close.c */
void deed_close(struct ui *, void *state);
bool deed_may_close(struct ui *, const void *state, struct refusal *why);
/* deed_round.c */
void deed_round(struct ui *, void *state);
bool deed_may_round(struct ui *, const void *state, struct refusal *why);
/* deed_strict.c */
void deed_strict(struct ui *, void *state);
bool deed_may_strict(struct ui *, const void *state, struct refusal *why);
/* deed_flag.c: flagging; the decision on one's own post */
void deed_flag(struct ui *, void *state);
bool deed_may_flag(struct ui *, const void *state, struct refusal *why);
void deed_case(struct ui *, void *state);
bool deed_may_case(struct ui *, const void *state, struct refusal *why);
/* deed_calm.c */
void deed_calm(struct ui *, void *state);
bool deed_may_calm(struct ui *, const void *state, struct refusal *why);
/* deed_invite.c */
void deed_invite(struct ui *, void *state);
bool deed_may_invite(struct ui *, const void *state, struct refusal *why);
/* deed_rhythm.c */
void deed_rhythm(struct ui *, void *state);
bool deed_may_rhythm(struct ui *, const void *state, struct refusal *why);
/* deed_thank.c */
void deed_thank(struct ui *, void *state);
bool deed_may_thank(struct ui *, const void *state, struct refusal *why);

#endif
