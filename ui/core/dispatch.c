/*
 * dispatch: who takes a key: the question asked, the screen's own binds, the
 * screen itself, what means the same everywhere, the common binds.
 */
#include "ui/core/ui_core.h"

bool
ui_bind_is(const struct bind *bind, const struct key_event *key)
{
	uint32_t cp = key->cp;

	if (bind->key.code == KEY_NONE || bind->key.code != key->code)
		return false;
	if (key->code != KEY_TEXT && key->code != KEY_CONTROL &&
	    key->code != KEY_ESCAPED)
		return true;
	if (cp >= 'A' && cp <= 'Z')
		cp += 'a' - 'A';
	return bind->key.cp == cp;
}

void
ui_run_bind(struct ui *ui, struct frame *f, const struct bind *bind)
{
	struct refusal why = { 0 };

	if (bind->possible != NULL && !bind->possible(ui, f->state, &why)) {
		if (why.msgid != NULL)
			ui_refused(ui, ERR_DENIED, &why);
		else
			ui_say(ui, _("Nothing on that key here. ? shows the"
			    " others."));
		return;
	}
	ui->changing = (bind->flags & BIND_CHANGES) != 0;
	if (ui->changing)
		term_drop_typeahead();
	bind->run(ui, f->state);
	ui->changing = false;
}

/* Two rows may share a key: the one that is possible now is meant. */
static bool
run_from(struct ui *ui, struct frame *f, const struct bind *binds,
    size_t count, const struct key_event *key)
{
	const struct bind *found = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!ui_bind_is(&binds[i], key))
			continue;
		if (found == NULL)
			found = &binds[i];
		if (binds[i].possible == NULL ||
		    binds[i].possible(ui, f->state, NULL)) {
			found = &binds[i];
			break;
		}
	}
	if (found != NULL)
		ui_run_bind(ui, f, found);
	return found != NULL;
}

static bool
types_letters(const struct frame *f)
{
	return f->ops->context == CONTEXT_FORM ||
	    f->ops->context == CONTEXT_SEARCH;
}

static void
escape(struct ui *ui, struct frame *f)
{
	if (f->ops->context == CONTEXT_FORM)
		ask_escape_menu(ui);
	else if (ui->depth == 1)
		ui_say(ui, _("q to leave palabre."));
	else
		ui_pop(ui);
}

/* Keys that mean the same everywhere. */
static bool
key_everywhere(struct ui *ui, struct frame *f, const struct key_event *key)
{
	bool control = key->code == KEY_CONTROL;

	if (key->code == KEY_F5_ || (control && key->cp == 'l')) {
		term_repaint();
		ui_reload(ui);
	} else if (key->code == KEY_F1_ || (control && key->cp == 'g')) {
		if (f->ops != &scr_help)
			ui_push(ui, &scr_help, NULL);
	} else if (key->code == KEY_F10_) {
		if (f->ops != &scr_menu && !types_letters(f))
			ui_push(ui, &scr_menu, NULL);
	} else if (key->code == KEY_ESC) {
		escape(ui, f);
	} else {
		return false;
	}
	return true;
}

/* Alt-letter: in forms Ctrl and that letter; elsewhere the letter. */
static struct key_event
without_alt(const struct frame *f, struct key_event key)
{
	if (key.code == KEY_ESCAPED)
		key.code = f->ops->context == CONTEXT_FORM ? KEY_CONTROL :
		    KEY_TEXT;
	return key;
}

/* Points at what lies there, and opens it as Enter does. */
static void
double_click(struct ui *ui, struct frame *f, struct key_event key)
{
	struct key_event enter = { .code = KEY_ENTER_ };

	key.code = KEY_CLICK;
	if (f->ops->key == NULL || !f->ops->key(ui, f->state, &key))
		return;
	if (!run_from(ui, f, f->ops->binds, f->ops->bind_count, &enter))
		f->ops->key(ui, f->state, &enter);
}

void
dispatch_key(struct ui *ui, struct key_event key)
{
	struct frame *f = ui_top(ui);
	bool letters;

	if (ask_key(ui, &key))
		return;
	if (key.code == KEY_DOUBLE_CLICK) {
		double_click(ui, f, key);
		return;
	}
	if (key.code == KEY_ESCAPED && run_from(ui, f, f->ops->binds,
	    f->ops->bind_count, &key))
		return;
	key = without_alt(f, key);
	letters = types_letters(f) || f->ops->no_common;
	if (ui_too_small() && !types_letters(f))
		return;
	/* Only a text has an end beyond the row's. */
	if (f->ops->context != CONTEXT_FORM && (key.code == KEY_TOP ||
	    key.code == KEY_BOTTOM))
		key.code = key.code == KEY_TOP ? KEY_FIRST : KEY_LAST;
	if (key.code == KEY_PASTED && !types_letters(f)) {
		ui_say(ui, _("Pasted text goes into a field; nothing was"
		    " done."));
		return;
	}
	if (run_from(ui, f, f->ops->binds, f->ops->bind_count, &key) ||
	    (f->ops->shared != NULL && run_from(ui, f, f->ops->shared,
	    *f->ops->shared_count, &key)))
		return;
	if (f->ops->key != NULL && f->ops->key(ui, f->state, &key))
		return;
	if (key_everywhere(ui, f, &key))
		return;
	if (!letters && run_from(ui, f, common_binds, common_bind_count,
	    &key))
		return;
	if (key.code == KEY_TEXT && key.cp == '?' && !types_letters(f) &&
	    f->ops != &scr_help)
		ui_push(ui, &scr_help, NULL);
	else if (key.code == KEY_TEXT && types_letters(f))
		ui_say(ui, _("Nothing on that key here. Ctrl-G shows the"
		    " others."));
	else if (key.code == KEY_TEXT)
		ui_say(ui, _("Nothing on that key here. ? shows the others."));
}

