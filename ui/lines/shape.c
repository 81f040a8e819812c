/* shape: what a facilitator does to a thread and takes back with --off: closing
 * it, making it strict. */
#include "ui/lines/own.h"

int
run_shape(struct call *call)
{
	struct act_args args = { .back = call->args.off };
	struct act_result result = { 0 };
	struct thread_view view;
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	if ((e = act_run(call->store, call->who,
	    (enum act)call->command->act, &args, &result)) != OK ||
	    (e = query_thread(call->store, call->who, result.id, call->arena,
	    &view)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, lines_json_thread(&view));
	return lines_number(call, result.id);
}
