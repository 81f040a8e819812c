/* deed_answer: from a post or its thread to what they ask of the reader. */
#include "ui/core/round_words.h"
#include "ui/screens/asked.h"
#include "ui/screens/deeds.h"
#include "ui/screens/place.h"

/* The post comes first, so that it is what one goes back to. */
static void
answer_open(struct ui *ui, uint64_t post)
{
	struct about about = { .post = post };

	place_open_post(ui, post);
	ui_push(ui, &scr_answer, &about);
}

void
answer_open_view(struct ui *ui, const struct wait_view *view)
{
	answer_open(ui, view->wait.post);
}

static bool
may_answer(struct ui *ui, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_ANSWER, &args, why) ==
	    OK;
}

void
stand_open(struct ui *ui, const struct wait_view *view)
{
	place_open_post(ui, view->wait.post);
	asked_open(ui, view);
}

static bool
may_stand(struct ui *ui, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post,
		.number = STAND_FOUND };

	return store_may(ui_store(ui), ui_who(ui), ACT_STAND, &args, why) ==
	    OK;
}

/* The thread's round table, if it asks the reader something. */
static bool
round_here(struct ui *ui, struct wait_view *out)
{
	struct thread_view view;

	if (ui_who(ui)->member == 0 || query_thread(ui_store(ui), ui_who(ui),
	    ui_here(ui)->thread, ui_arena(ui), &view) != OK ||
	    !round_asks(&view.round))
		return false;
	*out = (struct wait_view){ .thread = view.thread.id,
		.wait = { .kind = WAIT_ROUND, .post = view.thread.id } };
	return true;
}

/* A restatement of one's view, or a synthesis, goes before what the thread
 * asks. */
void
deed_answer(struct ui *ui, void *state)
{
	struct about about = { .post = ui_here(ui)->post };
	struct wait_view view;

	place_flush(ui);
	if (may_stand(ui, NULL)) {
		view = (struct wait_view){ .thread = ui_here(ui)->thread,
			.wait = { .kind = WAIT_SYNTHESIS,
			.post = about.post } };
		if (ui_here(ui)->pointed)
			stand_open(ui, &view);
		else
			asked_open(ui, &view);
	} else if (!may_answer(ui, NULL) && (asked_here(ui,
	    ui_here(ui)->thread, &view) || round_here(ui, &view)))
		asked_open(ui, &view);
	else if (ui_here(ui)->pointed)
		answer_open(ui, about.post);
	else
		ui_push(ui, &scr_answer, &about);
}

bool
deed_may_answer(struct ui *ui, const void *state, struct refusal *why)
{
	struct wait_view view;

	return may_stand(ui, NULL) || may_answer(ui, why) ||
	    asked_here(ui, ui_here(ui)->thread, &view) ||
	    round_here(ui, &view);
}
