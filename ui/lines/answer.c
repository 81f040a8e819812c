/* answer: saying whether a disagreement restates one's view. */
#include <string.h>

#include "ui/lines/own.h"

static const struct { const char *word, *french; enum restated with; }
    words[] = {
	{ "yes", "oui", RESTATED_CONFIRMED },
	{ "almost", "presque", RESTATED_CLARIFIED },
	{ "no", "non", RESTATED_CONTESTED },
	{ "cleared", "levé", RESTATED_CLEARED },
};

int
run_answer(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct post_view post;
	enum err e;

	for (size_t i = 0; i < LENGTH(words); i++)
		if (strcmp(call->words[1], words[i].word) == 0 ||
		    strcmp(call->words[1], words[i].french) == 0)
			args.number = words[i].with;
	if (args.number == 0 || !lines_id(call, 0, &args.post))
		return lines_usage(call);
	/* Who may not answer is told so, not that words are missing. */
	if ((e = store_may(call->store, call->who, ACT_ANSWER, &args,
	    &result.why)) != OK || ((args.number == RESTATED_CLARIFIED ||
	    args.number == RESTATED_CONTESTED) &&
	    (e = lines_body(call, &args.text, &result.why)) != OK) ||
	    (e = act_run(call->store, call->who, ACT_ANSWER, &args,
	    &result)) != OK || (e = query_post(call->store, call->who,
	    result.id, call->arena, &post)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:o}",
		    "id", (json_int_t)result.id,
		    "restatement", lines_json_restatement(&post)));
	return lines_number(call, result.id);
}
