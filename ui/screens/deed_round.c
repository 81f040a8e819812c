/* deed_round: a facilitator announces a round table in the thread, or calls it
 * off. */
#include "ui/core/round_words.h"
#include "ui/screens/deeds.h"

static bool
is_on(struct ui *ui)
{
	struct thread_view view;

	return query_thread(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &view) == OK && round_shown(&view.round) &&
	    view.round.state != ROUND_SHORT;
}

static void
called_off(struct ui *ui, void *state, bool yes)
{
	struct act_args args = { .post = ui_here(ui)->post, .back = true };

	if (yes && ui_act(ui, ACT_ROUND_SET, &args, NULL) == OK)
		ui_say(ui, _("The round table is called off."));
}

/* The choices stand in the order of the bits of enum round_form. */
static void
form_chosen(struct ui *ui, void *state, int index)
{
	struct act_args args = { .post = ui_here(ui)->post,
		.number = (uint64_t)index };

	if (index >= 0 && ui_act(ui, ACT_ROUND_SET, &args, NULL) == OK)
		ui_say(ui, _("The round table is announced; people sign up "
		    "with key d."));
}

void
deed_round(struct ui *ui, void *state)
{
	const struct choice choices[ROUND_FORMS] = {
		{ 0, _("one round") },
		{ 0, _("two rounds") },
		{ 0, _("one round, blind: one reads the others after having "
		    "spoken") },
		{ 0, _("two rounds, blind") },
	};

	if (is_on(ui))
		ui_confirm(ui, _("Call this round table off?"), called_off);
	else
		ui_choose(ui, _("Which round table?"), choices, ROUND_FORMS,
		    form_chosen);
}

bool
deed_may_round(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_ROUND_SET, &args,
	    why) == OK;
}
