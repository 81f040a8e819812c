/* deed_strict: a facilitator makes the thread strict, or no longer. */
#include "ui/screens/deeds.h"

static bool
is_strict(struct ui *ui)
{
	struct thread_view view;

	return query_thread(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &view) == OK && view.thread.strict;
}

static void
answered(struct ui *ui, void *state, bool yes)
{
	struct act_args args = { .post = ui_here(ui)->post,
		.back = is_strict(ui) };

	if (yes && ui_act(ui, ACT_STRICT_SET, &args, NULL) == OK)
		ui_say(ui, args.back ? _("The thread is strict no longer.") :
		    _("The thread is strict."));
}

void
deed_strict(struct ui *ui, void *state)
{
	ui_confirm(ui, is_strict(ui) ? _("Publish disagreements at once "
	    "again?") : _("Publish a disagreement once it is answered, or "
	    "when the time for it is over?"), answered);
}

bool
deed_may_strict(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_STRICT_SET, &args,
	    why) == OK;
}
