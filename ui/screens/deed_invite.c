/* deed_invite: inviting a view that is missing in the thread. */
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"

/* The choices of the last question, as profiles + 1. */
static struct { uint64_t post, profiles[PROFILE_COUNT]; size_t count; } offered;

static void
profile_chosen(struct ui *ui, void *state, int index)
{
	struct act_args args = { .post = offered.post };
	struct act_result result;

	if (index < 0)
		return;
	args.number = offered.profiles[index];
	if (ui_act(ui, ACT_VIEW_INVITE, &args, &result) == OK)
		ui_say(ui, cells_printf(ngettext_("%lu person is invited; "
		    "nobody hears of a no.", "%lu people are invited; nobody "
		    "hears of a no.", result.id), (unsigned long)result.id));
}

static bool
may(struct ui *ui, uint64_t profile, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post,
		.number = profile };

	return store_may(ui_store(ui), ui_who(ui), ACT_VIEW_INVITE, &args,
	    why) == OK;
}

void
deed_invite(struct ui *ui, void *state)
{
	struct choice choices[PROFILE_COUNT];

	offered.post = ui_here(ui)->post;
	offered.count = 0;
	for (unsigned i = 0; i < PROFILE_COUNT; i++)
		if (may(ui, i + 1, NULL)) {
			choices[offered.count] = (struct choice){ 0,
				i18n_word(VOCABULARY_PROFILE, i) };
			offered.profiles[offered.count++] = i + 1;
		}
	if (offered.count > 0)
		ui_choose(ui, _("Which missing view to invite? Three people "
		    "at most, drawn by lot."), choices, offered.count,
		    profile_chosen);
}

bool
deed_may_invite(struct ui *ui, const void *state, struct refusal *why)
{
	for (uint64_t i = 1; i <= PROFILE_COUNT; i++)
		if (may(ui, i, why))
			return true;
	return false;
}
