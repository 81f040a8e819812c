/*
 * form: fields one under the other: lines of text, choices < >, boxes [ ],
 * buttons [ ].  Keys of context F (screens.md section 3).  Advice stands
 * under its field; from 60x20 down one field is shown at a time, or as many
 * as fit round the one in hand.  A form owns its texts; labels and advice are
 * its screen's.
 */
#ifndef FORM_H
#define FORM_H

#include "ui/core/ui.h"

enum field_kind { FIELD_TEXT, FIELD_SECRET, FIELD_CHOICE, FIELD_BOX,
	FIELD_BUTTON, FIELD_NOTE /* words only, never in hand */ };
enum { FORM_FIELDS_MAX = 24, FORM_CHOICES_MAX = 12 };

/* A row of a form's table; labels, advice and choices are msgids. */
struct form_field {
	int id;			/* the screen's own number, 0 or more */
	enum field_kind kind;
	const char *label;	/* buttons: what stands in [ ] */
	const char *advice;	/* under the field; NULL: none */
	bool needed;		/* marked `*` */
	uint16_t cells;		/* width of a text's line; 0: all there is */
	uint16_t max;		/* bytes of a text; 0: TEXT_LINE_MAX */
	uint16_t rows;		/* a text that is wrapped, and grows to so many
				 * rows; 0: one line.  Enter still goes on. */
	const char *const *choices;	/* NULL-ended msgids */
};

struct form;
/* fields: static, count at most FORM_FIELDS_MAX.  Caller: form_free(). */
struct form *form_new(const struct form_field *fields, size_t count);
void form_free(struct form *);	/* wipes secret fields; NULL is fine */

struct str form_text(const struct form *, int id);	/* until the next key */
void form_set_text(struct form *, int id, struct str text);
int form_choice(const struct form *, int id);	/* index; boxes: 0 or 1 */
void form_set_choice(struct form *, int id, int index);
/* Words in the place of the advice, already translated; copied; NULL: the
 * advice again.  warning: something to put right. */
void form_say(struct form *, int id, const char *words, bool warning);
/* Choices whose words are no msgids (hats…); copied, already translated. */
void form_choices(struct form *, int id, const char *const *words,
    size_t count);
/* A hidden field is neither drawn nor reached. */
void form_hide(struct form *, int id, bool hidden);
int form_focus(const struct form *);		/* id of the field in hand */
void form_go(struct form *, int id);

/*
 * A key: true if taken.  *left is the id of the field just left, *pressed
 * that of the button pressed with Enter (or Space), else -1 each; *changed
 * that of the field that changed, else -1.
 */
struct form_event { int left, pressed, changed; };
bool form_key(struct form *, const struct key_event *, struct form_event *);
/* Draws in rows row … row+rows-1 of the body; places the cursor.  Returns
 * the row after it. */
int form_draw(struct form *, struct ui *, int row, int rows);

#endif
