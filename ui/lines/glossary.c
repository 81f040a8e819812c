/* glossary: the words of the glossary, and what becomes of them. */
#include <string.h>

#include "store/forum/query_terms.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { PAGE = 500 };

static json_t *
term_json(const struct term_view *v)
{
	const struct term *term = &v->term;

	return json_pack("{s:I s:s s:o s:o s:o s:o s:o s:I}",
	    "id", (json_int_t)term->id,
	    "state", term->approved != 0 ? "approved" : "proposed",
	    "word", lines_json_str(term->word),
	    "text", lines_json_str(term->text),
	    "by", lines_json_opt(v->by),
	    "proposed", lines_json_time(term->proposed),
	    "approved", lines_json_time(term->approved),
	    "approvals", (json_int_t)term->approvals.count);
}

static void
term_say(struct call *call, const struct term_view *v)
{
	const struct term *term = &v->term;

	if (term->approved != 0)
		lines_field(call, "%.*s", STR(term->word));
	else
		lines_field(call, _("%.*s (no. %llu, proposed by %.*s, %s)"),
		    STR(term->word), (unsigned long long)term->id, STR(v->by),
		    arena_printf(call->arena, ngettext_("%zu approval",
		    "%zu approvals", term->approvals.count),
		    term->approvals.count));
	lines_end(call);
	lines_text(call, term->text);
}

static int
terms_list(struct call *call)
{
	size_t left = call->args.limit ? call->args.limit : SIZE_MAX;
	json_t *list = json_array();
	struct term_view *views;
	uint64_t after = 0;
	size_t count;
	enum err e;

	do {
		e = query_terms(call->store, call->who, str_of(""), after,
		    left < PAGE ? left : PAGE, call->arena, &views, &count);
		for (size_t i = 0; e == OK && i < count; i++) {
			if (call->args.json)
				json_array_append_new(list,
				    term_json(&views[i]));
			else
				term_say(call, &views[i]);
			after = views[i].term.id;
		}
		left -= e == OK ? count : 0;
	} while (e == OK && count == PAGE && left > 0);
	if (e == OK && call->args.json)
		return lines_json(call, json_pack("{s:o}", "terms", list));
	json_decref(list);
	return e == OK ? DONE : lines_refuse(call, e, NULL, NULL);
}

static int
term_show(struct call *call)
{
	struct term_view view;
	enum err e = query_term_named(call->store, call->who,
	    str_of(call->words[0]), call->arena, &view);

	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.json)
		return lines_json(call, term_json(&view));
	term_say(call, &view);
	return DONE;
}

static int
term_propose(struct call *call)
{
	struct act_args args = { .name = str_of(call->words[1]) };
	struct act_result result = { 0 };
	enum err e = lines_body(call, &args.text, &result.why);

	if (e == OK)
		e = act_run(call->store, call->who, ACT_TERM_PROPOSE, &args,
		    &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[1]);
	return lines_number(call, result.id);
}

int
run_glossary(struct call *call)
{
	static const struct { const char *word; enum act act; } deeds[] = {
		{ "approve", ACT_TERM_APPROVE },
		{ "withdraw", ACT_TERM_WITHDRAW },
	};
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (call->count == 0)
		return terms_list(call);
	if (call->count == 1)
		return term_show(call);
	if (strcmp(call->words[0], "propose") == 0)
		return term_propose(call);
	for (size_t i = 0; i < LENGTH(deeds); i++) {
		if (strcmp(call->words[0], deeds[i].word) != 0)
			continue;
		if (!lines_id(call, 1, &args.number))
			return lines_usage(call);
		e = act_run(call->store, call->who, deeds[i].act, &args,
		    &result);
		if (e != OK)
			return lines_refuse(call, e, &result.why,
			    call->words[1]);
		return lines_number(call, result.id);
	}
	return lines_usage(call);
}
