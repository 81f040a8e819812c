/* sponsor: whom one sponsors, and a sponsor's word. */
#include <string.h>

#include "store/forum/query_sponsor.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static int
godchildren_list(struct call *call)
{
	struct godchild_view *views;
	struct str sponsor;
	size_t count;
	json_t *list = json_array();
	enum err e = query_godchildren(call->store, call->who, call->arena,
	    &views, &count, &sponsor);

	if (e != OK) {
		json_decref(list);
		return lines_refuse(call, e, NULL, NULL);
	}
	for (size_t i = 0; i < count; i++) {
		const struct godchild_view *v = &views[i];

		if (call->args.json) {
			json_array_append_new(list, json_pack(
			    "{s:o s:o s:o s:o}",
			    "member", lines_json_str(v->handle),
			    "status", lines_json_word(VOCABULARY_STATUS,
			    v->status),
			    "until", lines_json_time(v->until),
			    "vouched", lines_json_time(v->vouched)));
			continue;
		}
		lines_field(call, "%.*s", STR(v->handle));
		lines_field(call, "%s", i18n_word(VOCABULARY_STATUS,
		    v->status));
		lines_field(call, _("until %s"), lines_date(call, v->until));
		if (v->vouched != 0)
			lines_field(call, "%s", _("you gave your word"));
		lines_end(call);
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o s:o}", "godchildren",
		    list, "sponsor", lines_json_opt(sponsor)));
	json_decref(list);
	if (sponsor.len > 0) {
		lines_field(call, _("%.*s sponsors you"), STR(sponsor));
		lines_end(call);
	}
	return DONE;
}

int
run_sponsor(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct member_view member;
	enum act act = ACT_SPONSOR;
	enum err e;

	if (call->count == 0)
		return godchildren_list(call);
	if (call->count == 2 && strcmp(call->words[1], "word") == 0)
		act = ACT_VOUCH;
	else if (call->count != 1)
		return lines_usage(call);
	e = query_member_named(call->store, call->who, call->words[0],
	    call->arena, &member);
	if (e == OK) {
		args.member = member.member.id;
		e = act_run(call->store, call->who, act, &args, &result);
	}
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return call->args.json ? godchildren_list(call) : DONE;
}
