/* deed_calm: a facilitator asks two who answer each other only to post calmly
 * for a while. */
#include "ui/screens/cells.h"
#include "ui/screens/deeds.h"

enum { PAIRS = 9 };		/* as ui_choose() takes */

/* The pairs of the last question. */
static struct { uint64_t post, members[PAIRS][2]; size_t count; } offered;

static void
pair_chosen(struct ui *ui, void *state, int index)
{
	struct act_args args = { .post = offered.post };

	if (index < 0)
		return;
	args.member = offered.members[index][0];
	args.number = offered.members[index][1];
	if (ui_act(ui, ACT_PAIR_CALM, &args, NULL) == OK)
		ui_say(ui, _("Both are told; for a while the rhythm is calm "
		    "for these two."));
}

void
deed_calm(struct ui *ui, void *state)
{
	struct choice choices[PAIRS];
	struct pair_view *pairs;
	size_t count;

	offered.post = ui_here(ui)->post;
	offered.count = 0;
	if (query_pairs(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &pairs, &count) != OK)
		return;
	for (size_t i = 0; i < count && i < PAIRS; i++) {
		choices[i] = (struct choice){ 0, arena_printf(ui_arena(ui),
		    _("%.*s and %.*s"), (int)pairs[i].names[0].len,
		    pairs[i].names[0].p, (int)pairs[i].names[1].len,
		    pairs[i].names[1].p) };
		offered.members[i][0] = pairs[i].members[0];
		offered.members[i][1] = pairs[i].members[1];
		offered.count++;
	}
	if (offered.count > 0)
		ui_choose(ui, _("Which two to ask for a calm rhythm?"),
		    choices, offered.count, pair_chosen);
}

bool
deed_may_calm(struct ui *ui, const void *state, struct refusal *why)
{
	struct pair_view *pairs;
	size_t count;

	refusal_set(why, N_("A facilitator can, when two people answer each "
	    "other only."), 0, NULL);
	return query_pairs(ui_store(ui), ui_who(ui), ui_here(ui)->thread,
	    ui_arena(ui), &pairs, &count) == OK && count > 0;
}
