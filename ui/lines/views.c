/* views: being invited into threads, and inviting the views they lack. */
#include "ui/lines/own.h"

int
run_optin(struct call *call)
{
	struct member profile = call->me->member;
	struct act_args args = { .profile = &profile };
	struct act_result result = { 0 };
	enum err e;

	profile.invited = !call->args.off;
	e = act_run(call->store, call->who, ACT_PROFILE_SET, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, NULL);
	if (call->args.json)
		return lines_json(call, json_pack("{s:b}", "invited",
		    (int)profile.invited));
	fprintf(call->io->out, "%s\n", profile.invited ?
	    _("You may be invited into threads for the view you bring, twice "
	    "a month at most.") : _("You are not invited into threads any "
	    "more."));
	return DONE;
}

/* With a profile: a view that is missing; without: a third one, by one of two;
 * --off: what the thread asks is put aside. */
int
run_thirdview(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum act act = call->args.off ? ACT_WAIT_PASS : ACT_VIEW_INVITE;
	int profile = -1;
	enum err e;

	if (call->count > 1)
		profile = vocabulary_find(VOCABULARY_PROFILE, call->words[1]);
	if (!lines_id(call, 0, &args.post) || (call->count > 1 && (profile <
	    0 || call->args.off)))
		return lines_usage(call);
	args.number = (uint64_t)(profile + 1);
	e = act_run(call->store, call->who, act, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "invited",
		    act == ACT_WAIT_PASS ? 0 : (json_int_t)result.id));
	if (act == ACT_WAIT_PASS)
		fprintf(call->io->out, "%s\n", _("Put aside; nobody is "
		    "told."));
	else
		fprintf(call->io->out, "%s\n", arena_printf(call->arena,
		    ngettext_("%lu person is invited; nobody hears of a no.",
		    "%lu people are invited; nobody hears of a no.",
		    result.id), (unsigned long)result.id));
	return DONE;
}
