/* deed_answer: from a post that restates one's view to the question. */
#include "ui/screens/deeds.h"
#include "ui/screens/place.h"

void
answer_open(struct ui *ui, uint64_t post)
{
	struct about about = { .post = post };

	place_open_post(ui, post);
	ui_push(ui, &scr_answer, &about);
}

/* From the tree the post comes first, so that it is what one goes back to. */
void
deed_answer(struct ui *ui, void *state)
{
	struct about about = { .post = ui_here(ui)->post };

	place_flush(ui);
	if (ui_here(ui)->pointed)
		answer_open(ui, about.post);
	else
		ui_push(ui, &scr_answer, &about);
}

bool
deed_may_answer(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_ANSWER, &args, why) ==
	    OK;
}
