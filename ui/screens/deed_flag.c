/* deed_flag: flagging the post that is read or pointed at. */
#include "ui/screens/deeds.h"

void
deed_flag(struct ui *ui, void *state)
{
	ui_push(ui, &scr_flag, &(struct about){ .post = ui_here(ui)->post });
}

bool
deed_may_flag(struct ui *ui, const void *state, struct refusal *why)
{
	struct act_args args = { .post = ui_here(ui)->post };

	return store_may(ui_store(ui), ui_who(ui), ACT_FLAG, &args, why) ==
	    OK;
}

/* The decision on one's own post, with its reasons. */
static uint64_t
decided(struct ui *ui)
{
	struct post_view v;

	return query_post(ui_store(ui), ui_who(ui), ui_here(ui)->post,
	    ui_arena(ui), &v) == OK && v.own ? v.post.casefile : 0;
}

void
deed_case(struct ui *ui, void *state)
{
	uint64_t id = decided(ui);

	if (id != 0)
		ui_push(ui, &scr_case, &(struct about){ .number = id });
}

bool
deed_may_case(struct ui *ui, const void *state, struct refusal *why)
{
	struct case_view v;
	uint64_t id = decided(ui);

	refusal_set(why, N_("Nothing was decided on a post of yours here."),
	    0, NULL);
	return id != 0 && query_case(ui_store(ui), ui_who(ui), id,
	    ui_arena(ui), &v) == OK && v.file.decided != 0;
}
