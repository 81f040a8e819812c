/*
 * compose_deeds: what the composer's keys do beside typing.
 */
#include <stdio.h>

#include "store/base/clock.h"
#include "ui/screens/compose.h"
#include "ui/widgets/advice.h"

/* A second look, in one sentence beside the button. */
static void
advise(struct ui *ui, struct compose *compose)
{
	struct advice_text about = {
		.text = compose_text(compose, PART_TEXT),
		.parent = compose->about.parent,
		.fresh = compose->about.edits == 0 &&
		    !compose_private(compose),
	};
	struct arena *arena = arena_new();
	const char *words = advice_next(ui_store(ui), ui_who(ui), &about,
	    &compose->advised, arena);

	if (words != NULL)
		ui_say(ui, words);
	arena_free(arena);
}

void
compose_run_send(struct ui *ui, void *state)
{
	if (!compose_ready(ui, state))
		return;
	compose_preview(ui, state);
	advise(ui, state);
}

void
compose_run_set_aside(struct ui *ui, void *state)
{
	struct compose *compose = state;
	enum err e = compose_keep(ui, compose);
	bool kept = compose->draft != 0;

	if (e != OK) {		/* stay: the text has nowhere else to be */
		ui_say(ui, _("The forum cannot write just now. Your text is "
		    "kept; trying again in 10 s."));
		return;
	}
	ui_pop(ui);
	if (kept)
		ui_say(ui, _("Set aside: you find it again among your drafts."));
}

static void
thrown(struct ui *ui, void *state, bool yes)
{
	struct compose *compose = state;
	struct act_args args = { 0 };

	if (!yes)
		return;
	compose_keep(ui, compose);
	args.number = compose->draft;
	if (compose->draft != 0 && act_run(ui_store(ui), ui_who(ui),
	    ACT_DRAFT_DROP, &args, NULL) != OK) {
		ui_say(ui, _("The forum cannot write just now. Your text is "
		    "kept; trying again in 10 s."));
		return;
	}
	compose->draft = 0;
	compose->open = false;
	compose->kept = compose_changes(compose);
	ui_pop(ui);
	ui_say(ui, _("Thrown away; it stays 7 days among the drafts."));
}

void
compose_run_throw_away(struct ui *ui, void *state)
{
	ui_confirm(ui, _("Throw this text away?"), thrown);
}

void
compose_run_save(struct ui *ui, void *state)
{
	if (compose_keep(ui, state) != OK)
		ui_say(ui, _("The draft could not be kept just now; trying "
		    "again in 10 s."));
}

#define EDITS(name, deed)						\
	void								\
	name(struct ui *ui, void *state)				\
	{								\
		deed(compose_in_hand(state));				\
		compose_said_full(ui, state);				\
		compose_touched(state);					\
	}
EDITS(compose_run_cut, edit_cut)
EDITS(compose_run_paste, edit_paste)
EDITS(compose_run_undo, edit_undo)
EDITS(compose_run_redo, edit_redo)
EDITS(compose_run_mark, edit_select)
EDITS(compose_run_reflow, edit_reflow)

void
compose_said_full(struct ui *ui, struct compose *compose)
{
	struct edit *edit = compose_in_hand(compose);

	if (edit_full(edit))
		ui_sayf(ui, ngettext_("There is room for %ld more byte here; "
		    "nothing was added.", "There is room for %ld more bytes "
		    "here; nothing was added.", edit_left(edit)),
		    (long)edit_left(edit));
}

static void
move_word(struct compose *compose, enum key_code code)
{
	struct key_event key = { .code = code };

	edit_key(compose_in_hand(compose), &key);
}

void
compose_run_word_left(struct ui *ui, void *state)
{
	move_word(state, KEY_WORD_LEFT);
}

void
compose_run_word_right(struct ui *ui, void *state)
{
	move_word(state, KEY_WORD_RIGHT);
}

bool
compose_mouse(struct compose *compose, const struct key_event *key)
{
	struct key_event row = { .code = key->code == KEY_WHEEL_UP ?
	    KEY_ARROW_UP : KEY_ARROW_DOWN };
	enum compose_part part;
	int i;

	if (key->code == KEY_WHEEL_UP || key->code == KEY_WHEEL_DOWN) {
		for (i = 0; i < 3; i++)
			edit_key(compose_in_hand(compose), &row);
		return true;
	}
	for (part = PART_TITLE; part < PART_COUNT; part++)
		if (compose_reaches(compose, part) && edit_click(
		    compose->edits[part], key->row, key->col))
			compose->focus = part;
	return true;
}

/* --- words of the text --- */

static void
find(struct ui *ui, void *state, const char *line)
{
	struct compose *compose = state;

	if (line == NULL || *line == '\0')
		return;
	snprintf(compose->sought, sizeof(compose->sought), "%s", line);
	if (!edit_find(compose_in_hand(compose), str_of(line)))
		ui_say(ui, _("These words stand nowhere in this text."));
}

void
compose_run_find(struct ui *ui, void *state)
{
	struct compose *compose = state;

	ui_ask(ui, _("Find in the text:"), compose->sought, false, find);
}

/* --- another text at the same place --- */

void
compose_run_another(struct ui *ui, void *state)
{
	struct compose *compose = state;
	enum compose_part part;
	enum err e;

	compose->leaving = true;
	e = compose_keep(ui, compose);
	compose->leaving = false;
	if (e != OK) {
		ui_say(ui, _("The forum cannot write just now. Your text is "
		    "kept; trying again in 10 s."));
		return;
	}
	for (part = PART_TITLE; part < PART_COUNT; part++)
		edit_set(compose->edits[part], (struct str){ "", 0 }, 0);
	compose->draft = 0;
	compose->open = false;
	compose->kept_at = 0;
	compose->advised = 0;
	compose->kept = compose_changes(compose);
	compose->focus = compose_reaches(compose, PART_TITLE) ? PART_TITLE :
	    compose_reaches(compose, PART_RESTATE) ? PART_RESTATE : PART_TEXT;
	ui_say(ui, _("A new text. The other waits among your drafts."));
}

bool
compose_may_another(struct ui *ui, const void *state, struct refusal *why)
{
	const struct compose *compose = state;

	refusal_set(why, N_("Nothing is written here yet."), 0, NULL);
	return compose->about.edits == 0 && (compose->draft != 0 ||
	    compose_changes(compose) != compose->kept);
}
