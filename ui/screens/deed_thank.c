/* deed_thank: thanking the author of the post that is read or pointed at. */
#include "ui/screens/deeds.h"

static struct act_args
this_post(struct ui *ui)
{
	return (struct act_args){ .post = ui_here(ui)->post };
}

void
deed_thank(struct ui *ui, void *state)
{
	struct act_args args = this_post(ui);

	if (ui_act(ui, ACT_THANK, &args, NULL) == OK)
		ui_say(ui, _("Your thanks are told to the author, and to "
		    "nobody else."));
}

bool
deed_may_thank(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = this_post(ui);

	return store_may(ui_store(ui), ui_who(ui), ACT_THANK, &args, why) ==
	    OK;
}
