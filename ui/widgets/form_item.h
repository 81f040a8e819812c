/*
 * form_item: what form.c (state and keys) and form_draw.c (rows on the
 * screen) share; nobody else includes it.
 */
#ifndef FORM_ITEM_H
#define FORM_ITEM_H

#include "ui/widgets/edit.h"
#include "ui/widgets/form.h"

struct form_item {
	const struct form_field *field;
	struct edit *edit;	/* texts */
	int choice;		/* choices and boxes */
	char *said;		/* in the place of the advice */
	bool warning;
	char **words;		/* of choices whose words are no msgids */
	size_t word_count;
	bool hidden;
	int row, rows, col, end;	/* where it was drawn; row -1: nowhere */
};

struct form {
	struct form_item items[FORM_FIELDS_MAX];
	size_t count, focus;
	int top;		/* rows scrolled away */
	struct arena *scratch;	/* of one draw */
};

static inline bool
form_item_reachable(const struct form_item *item)
{
	return !item->hidden && item->field->kind != FIELD_NOTE;
}

#endif

