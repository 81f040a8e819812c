/* synthesis: saying that one finds oneself in it, or what it lacks. */
#include "ui/lines/own.h"

static int
stand(struct call *call, struct act_args *args, struct refusal *why,
    enum err e)
{
	struct act_result result = { .why = *why };
	struct post_view post;

	if (e != OK || (e = act_run(call->store, call->who, ACT_STAND, args,
	    &result)) != OK || (e = query_post(call->store, call->who,
	    args->post, call->arena, &post)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:o}",
		    "id", (json_int_t)args->post,
		    "synthesis", lines_json_synthesis(&post)));
	return lines_number(call, args->post);
}

int
run_support(struct call *call)
{
	struct act_args args = { .number = call->args.off ? STAND_NONE :
	    STAND_FOUND };
	struct refusal why = { 0 };

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	return stand(call, &args, &why, OK);
}

int
run_lack(struct call *call)
{
	struct act_args args = { .number = STAND_LACKS };
	struct refusal why = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	/* Who may not say it is told so, not that words are missing. */
	if ((e = store_may(call->store, call->who, ACT_STAND, &args, &why)) ==
	    OK)
		e = lines_body(call, &args.text, &why);
	return stand(call, &args, &why, e);
}
