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

void
stand_open(struct ui *ui, const struct wait_view *view)
{
	place_open_post(ui, view->wait.post);
	asked_open(ui, view);
}

/* A question about the post in hand; pointed at, the post is opened first. */
static void
stand_ask(struct ui *ui, uint64_t post)
{
	struct wait_view view = { .thread = ui_here(ui)->thread,
		.wait = { .kind = WAIT_SYNTHESIS, .post = post } };

	if (ui_here(ui)->pointed)
		stand_open(ui, &view);
	else
		asked_open(ui, &view);
}

static void
answer_ask(struct ui *ui, uint64_t post)
{
	struct about about = { .post = post };

	if (ui_here(ui)->pointed)
		answer_open(ui, post);
	else
		ui_push(ui, &scr_answer, &about);
}

/* What the thread asks of the reader: an exchange, an invitation, a round
 * table. */
static bool
thread_asks(struct ui *ui, struct wait_view *out)
{
	struct thread_view view;

	if (asked_here(ui, ui_here(ui)->thread, out))
		return true;
	if (ui_who(ui)->member == 0 || query_thread(ui_store(ui), ui_who(ui),
	    ui_here(ui)->thread, ui_arena(ui), &view) != OK ||
	    !round_asks(&view.round))
		return false;
	*out = (struct wait_view){ .thread = view.thread.id,
		.wait = { .kind = WAIT_ROUND, .post = view.thread.id } };
	return true;
}

/* What waits goes before what was answered and can be changed; the post in
 * hand before its thread. */
void
deed_answer(struct ui *ui, void *state)
{
	uint64_t post = ui_here(ui)->post;
	struct post_view v = { 0 };
	struct wait_view view;

	place_flush(ui);
	query_post(ui_store(ui), ui_who(ui), post, ui_arena(ui), &v);
	if (v.may_answer && v.restated == RESTATED_WAITING)
		answer_ask(ui, post);
	else if (v.may_stand && v.stands == STAND_NONE)
		stand_ask(ui, post);
	else if (thread_asks(ui, &view))
		asked_open(ui, &view);
	else if (v.may_stand)
		stand_ask(ui, post);
	else
		answer_ask(ui, post);
}

bool
deed_may_answer(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };
	struct post_view v = { 0 };
	struct wait_view view;

	if (store_may(ui_store(ui), ui_who(ui), ACT_ANSWER, &args, why) == OK)
		return true;
	return (query_post(ui_store(ui), ui_who(ui), args.post, ui_arena(ui),
	    &v) == OK && v.may_stand) || thread_asks(ui, &view);
}
