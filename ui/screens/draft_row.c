#include "ui/screens/draft_row.h"

#include "ui/screens/cells.h"

const char *
draft_words(const struct draft_view *view)
{
	const struct draft *draft = &view->draft;
	const char *words = cells_number(ngettext_("%s word", "%s words",
	    text_words(draft->text)), text_words(draft->text));

	if (draft->to != 0)
		return cells_printf(_("Draft: message to %s, %s"),
		    cells_str(view->title), words);
	if (draft->edits != 0)
		return cells_printf(_("Draft: changes to #%llu, %s"),
		    (unsigned long long)draft->edits, words);
	if (draft->parent != 0 && view->parent_author.len == 0)
		return cells_printf(_("Draft: reply to #%llu, %s"),
		    (unsigned long long)draft->parent, words);
	if (draft->parent != 0)
		return cells_printf(_("Draft: reply to %s #%llu, %s"),
		    cells_str(view->parent_author),
		    (unsigned long long)draft->parent, words);
	if (draft->title.len > 0)
		return cells_printf(_("Draft: “%s”, %s"),
		    cells_str(draft->title), words);
	if (view->title.len == 0)
		return cells_printf(_("Draft: new thread, %s"), words);
	return cells_printf(_("Draft: new thread in %s, %s"),
	    cells_str(view->title), words);
}

void
draft_open(struct ui *ui, const struct draft *draft)
{
	struct about about = { .room = draft->room, .parent = draft->parent,
		.edits = draft->edits, .number = draft->number,
		.member = draft->to };

	ui_push(ui, &scr_compose, &about);
}
