/* thanks: thanking the author of a post, who alone hears of it. */
#include "ui/lines/own.h"

int
run_thanks(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_THANK, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "id",
		    (json_int_t)args.post));
	lines_field(call, "#%llu", (unsigned long long)args.post);
	lines_field(call, "%s", _("the author hears of your thanks"));
	lines_end(call);
	return DONE;
}
