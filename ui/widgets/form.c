/*
 * form: the fields' state and their keys; form_draw.c shows them.
 */
#include <stdlib.h>
#include <string.h>

#include "ui/widgets/form_item.h"

/* --- state --- */

static bool
is_text(const struct form_item *item)
{
	return item->field->kind == FIELD_TEXT ||
	    item->field->kind == FIELD_SECRET;
}

struct form *
form_new(const struct form_field *fields, size_t count)
{
	struct form *form = xcalloc(1, sizeof(*form));
	struct edit_options options = { 0 };
	size_t i;

	if (count > FORM_FIELDS_MAX)
		fatal("form: %zu fields", count);
	form->scratch = arena_new();
	form->count = count;
	for (i = 0; i < count; i++) {
		form->items[i].field = &fields[i];
		form->items[i].row = -1;
		if (!is_text(&form->items[i]))
			continue;
		options.secret = fields[i].kind == FIELD_SECRET;
		options.lines = fields[i].rows > 0;
		options.max = fields[i].max ? fields[i].max : TEXT_LINE_MAX;
		form->items[i].edit = edit_new(&options);
	}
	while (form->focus + 1 < count &&
	    !form_item_reachable(&form->items[form->focus]))
		form->focus++;
	return form;
}

static void
forget_words(struct form_item *item)
{
	size_t i;

	for (i = 0; i < item->word_count; i++)
		free(item->words[i]);
	free(item->words);
	item->words = NULL;
	item->word_count = 0;
}

void
form_free(struct form *form)
{
	size_t i;

	if (form == NULL)
		return;
	for (i = 0; i < form->count; i++) {
		edit_free(form->items[i].edit);
		free(form->items[i].said);
		forget_words(&form->items[i]);
	}
	arena_free(form->scratch);
	free(form);
}

static struct form_item *
find(const struct form *form, int id)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (form->items[i].field->id == id)
			return (struct form_item *)&form->items[i];
	fatal("form: no field %d", id);
}

struct str
form_text(const struct form *form, int id)
{
	return edit_text(find(form, id)->edit);
}

void
form_set_text(struct form *form, int id, struct str text)
{
	edit_set(find(form, id)->edit, text, text.len);
}

int
form_choice(const struct form *form, int id)
{
	return find(form, id)->choice;
}

void
form_set_choice(struct form *form, int id, int index)
{
	find(form, id)->choice = index;
}

void
form_say(struct form *form, int id, const char *words, bool warning)
{
	struct form_item *item = find(form, id);

	free(item->said);
	item->said = words ? xstrdup(words) : NULL;
	item->warning = warning;
}

void
form_choices(struct form *form, int id, const char *const *words, size_t count)
{
	struct form_item *item = find(form, id);
	size_t i;

	forget_words(item);
	item->words = xcalloc(count, sizeof(*item->words));
	item->word_count = count;
	for (i = 0; i < count; i++)
		item->words[i] = xstrdup(words[i]);
	if ((size_t)item->choice >= count)
		item->choice = 0;
}

void
form_hide(struct form *form, int id, bool hidden)
{
	find(form, id)->hidden = hidden;
}

int
form_focus(const struct form *form)
{
	return form->items[form->focus].field->id;
}

void
form_go(struct form *form, int id)
{
	form->focus = (size_t)(find(form, id) - form->items);
}

/* --- keys --- */

static void
move(struct form *form, int dir)
{
	size_t at = form->focus, step = dir > 0 ? 1 : form->count - 1;

	do
		at = (at + step) % form->count;
	while (!form_item_reachable(&form->items[at]) && at != form->focus);
	form->focus = at;
}

/* Arrows stop at the ends, Tab goes round: an arrow never surprises. */
static void
move_row(struct form *form, int dir)
{
	size_t before = form->focus;

	move(form, dir);
	if ((dir > 0) != (form->focus > before))
		form->focus = before;
}

static size_t
choice_count(const struct form_item *item)
{
	size_t count = 0;

	if (item->field->kind == FIELD_BOX)
		return 2;
	if (item->words)
		return item->word_count;
	while (item->field->choices && item->field->choices[count])
		count++;
	return count;
}

static void
turn(struct form_item *item, int dir, struct form_event *event)
{
	int count = (int)choice_count(item);

	if (count < 2)
		return;
	item->choice = (item->choice + dir + count) % count;
	event->changed = item->field->id;
}

static void
enter(struct form *form, struct form_item *item, struct form_event *event)
{
	if (item->field->kind == FIELD_BUTTON)
		event->pressed = item->field->id;
	else if (item->field->kind == FIELD_BOX)
		turn(item, 1, event);
	else
		move_row(form, 1);
}

static bool
click(struct form *form, const struct key_event *key, struct form_event *event)
{
	size_t i;

	for (i = 0; i < form->count; i++) {
		struct form_item *item = &form->items[i];

		if (!form_item_reachable(item) || item->row < 0 ||
		    key->row < item->row ||
		    key->row >= item->row + item->rows ||
		    (item->field->kind == FIELD_BUTTON &&
		    (key->col < item->col || key->col >= item->end)))
			continue;
		form->focus = i;
		if (item->field->kind == FIELD_BUTTON)
			event->pressed = item->field->id;
		else if (item->field->rows > 0)
			edit_click(item->edit, key->row, key->col);
		else if (item->field->kind != FIELD_TEXT)
			turn(item, 1, event);
		return true;
	}
	return false;
}

static bool
text_key(struct form_item *item, const struct key_event *key,
    struct form_event *event)
{
	uint64_t before = edit_changes(item->edit);
	bool taken = true;

	if (key->code != KEY_CONTROL)
		taken = edit_key(item->edit, key);
	else if (key->cp == 'k' && item->field->kind == FIELD_SECRET)
		edit_set(item->edit, str_of(""), 0);	/* kept nowhere */
	else if (key->cp == 'k')
		edit_cut(item->edit);
	else if (key->cp == 'u')
		edit_paste(item->edit);
	else if (key->cp == 'z')
		edit_undo(item->edit);
	else if (key->cp == 'y')
		edit_redo(item->edit);
	else
		taken = false;
	if (edit_changes(item->edit) != before)
		event->changed = item->field->id;
	return taken;
}

/* Left, Right and Space where nothing is typed. */
static bool
value_key(struct form *form, struct form_item *item, const struct key_event *key,
    struct form_event *event)
{
	bool back = key->code == KEY_ARROW_LEFT;

	if (key->code != KEY_ARROW_LEFT && key->code != KEY_ARROW_RIGHT &&
	    !(key->code == KEY_TEXT && key->cp == ' '))
		return false;
	if (item->field->kind != FIELD_BUTTON)
		turn(item, back ? -1 : 1, event);
	else if (key->code != KEY_TEXT)	/* Space never sends */
		move_row(form, back ? -1 : 1);
	return true;
}

bool
form_key(struct form *form, const struct key_event *key,
    struct form_event *event)
{
	size_t before = form->focus;
	struct form_item *item = &form->items[before];
	bool taken = true;

	*event = (struct form_event){ .left = -1, .pressed = -1,
	    .changed = -1 };
	switch (key->code) {
	case KEY_TAB:
		move(form, 1);
		break;
	case KEY_BACKTAB:
		move(form, -1);
		break;
	case KEY_ARROW_DOWN:
	case KEY_ARROW_UP:
		/* From row to row of the text, then on. */
		if (item->field->rows == 0 || !edit_key(item->edit, key))
			move_row(form, key->code == KEY_ARROW_DOWN ? 1 : -1);
		break;
	case KEY_ENTER_:
		enter(form, item, event);
		break;
	case KEY_CLICK:
	case KEY_DOUBLE_CLICK:
		taken = click(form, key, event);
		break;
	default:
		taken = is_text(item) ? text_key(item, key, event) :
		    value_key(form, item, key, event);
	}
	if (form->focus != before)
		event->left = form->items[before].field->id;
	return taken;
}
