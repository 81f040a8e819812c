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

/* Profiles whose view the reader may invite, as bits. */
static unsigned
missing(struct ui *ui)
{
	struct thread_view view;

	return query_thread(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &view) == OK ? view.missing : 0;
}

void
deed_invite(struct ui *ui, void *state)
{
	struct choice choices[PROFILE_COUNT];
	unsigned views = missing(ui);

	offered.post = ui_here(ui)->post;
	offered.count = 0;
	for (unsigned i = 0; i < PROFILE_COUNT; i++)
		if ((views & 1u << i) != 0) {
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
	struct act_args args = { .post = ui_here(ui)->post, .number = 1 };

	if (missing(ui) != 0)
		return true;
	/* Why not, as of any profile. */
	if (store_may(ui_store(ui), ui_who(ui), ACT_VIEW_INVITE, &args,
	    why) == OK)
		refusal_set(why, N_("No view is missing here."), 0, NULL);
	return false;
}
