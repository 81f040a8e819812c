/*
 * form_screen: what the screens that are one form share: how they are drawn,
 * left and sent, and that what was typed outlives the line: it is kept while
 * it is typed (autosave.h), and is there when the same form is opened again.
 *
 * The state of such a screen begins with a struct form_screen, so that these
 * functions stand in its tables of keys and of operations.
 */
#ifndef FORM_SCREEN_H
#define FORM_SCREEN_H

#include "ui/core/autosave.h"
#include "ui/widgets/form.h"

/* What a form is: static. */
struct form_kind {
	const struct form_field *fields;
	size_t count;			/* at most FORM_FIELDS_MAX */
	enum unsent_kind keeps;
	/* Ids of the fields that are kept; -1: it has none. */
	int name, text, reason, choice;
};

struct form_screen {
	struct form *form;		/* owned, from open to close */
	const struct form_kind *kind;
	uint64_t subject;		/* as struct unsent has it */
	struct autosave save;
	bool sent;
};

/* With what was kept of this form and subject, if anything; says so. */
void form_screen_open(struct ui *, struct form_screen *,
    const struct form_kind *, uint64_t subject);
/* The body, under the head that the screen has drawn. */
void form_screen_draw(struct ui *, struct form_screen *);
/* As form_key(). */
bool form_screen_key(struct form_screen *, const struct key_event *,
    struct form_event *);
/* Sends it: the screen ends (true), or the refusal is said and all stays. */
bool form_screen_send(struct ui *, struct form_screen *, enum act,
    struct act_args *, struct act_result *out);

/* For screen_ops and binds. */
enum err form_screen_load(struct ui *, void *state);	/* nothing: OK */
void form_screen_tick(struct ui *, void *state, bool last);
void form_screen_close(struct ui *, void *state);
void form_screen_run_next(struct ui *, void *state);
/* Leaves it; what was typed is kept.  Stays if it cannot be. */
void form_screen_run_leave(struct ui *, void *state);

#endif
