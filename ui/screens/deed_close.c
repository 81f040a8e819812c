/* deed_close: a facilitator closes the thread, or opens it again. */
#include "ui/screens/deeds.h"

static bool
is_closed(struct ui *ui)
{
	struct thread_view view;

	return query_thread(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &view) == OK && view.thread.closed != 0;
}

static void
answered(struct ui *ui, void *state, bool yes)
{
	struct act_args args = { .post = ui_here(ui)->post,
		.back = is_closed(ui) };

	if (yes && ui_act(ui, ACT_THREAD_CLOSE, &args, NULL) == OK)
		ui_say(ui, args.back ? _("The thread is open again.") :
		    _("The thread is closed."));
}

void
deed_close(struct ui *ui, void *state)
{
	ui_confirm(ui, is_closed(ui) ? _("Open this thread again?") :
	    _("Close this thread? It stays readable, and can be opened "
	    "again."), answered);
}

bool
deed_may_close(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_THREAD_CLOSE, &args,
	    why) == OK;
}
