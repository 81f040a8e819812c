/* drafts: texts that wait to be finished: listed, shown, thrown away. */
#include <string.h>

#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static json_t *
draft_json(const struct draft_view *v, bool text)
{
	const struct draft *d = &v->draft;
	json_t *j = json_pack("{s:I s:o s:o s:o s:o s:o s:o s:o s:b s:b}",
	    "number", (json_int_t)d->number,
	    "to", lines_json_opt(d->to != 0 ? v->title : str_of("")),
	    "parent", lines_json_id(d->parent),
	    "edits", lines_json_id(d->edits),
	    "place", lines_json_opt(d->to != 0 ? str_of("") : v->title),
	    "type", lines_json_word(VOCABULARY_TYPE, d->type),
	    "title", lines_json_opt(d->title),
	    "saved", lines_json_time(d->saved),
	    "thrown", (int)d->thrown,
	    "parent_gone", (int)v->parent_gone);

	if (!text)
		return j;
	json_object_set_new(j, "hat", lines_json_opt(d->hat));
	json_object_set_new(j, "restate", lines_json_opt(d->restate));
	json_object_set_new(j, "agree", lines_json_opt(d->agree));
	json_object_set_new(j, "text", lines_json_str(d->text));
	return j;
}

static void
draft_line(struct call *call, const struct draft_view *v)
{
	const struct draft *d = &v->draft;
	size_t words = text_words(d->text);

	lines_field(call, "%llu", (unsigned long long)d->number);
	lines_field(call, "%s", lines_date(call, d->saved));
	if (d->to != 0)
		lines_field(call, "%s", _("private message"));
	else if (d->edits != 0)
		lines_field(call, _("changes to %llu"),
		    (unsigned long long)d->edits);
	else if (d->parent != 0)
		lines_field(call, _("reply to %llu"),
		    (unsigned long long)d->parent);
	else
		lines_field(call, "%s", _("new thread"));
	lines_field(call, "%.*s", STR(v->title));
	lines_field(call, ngettext_("%zu word", "%zu words", words), words);
	if (d->thrown)
		lines_field(call, "%s", _("thrown away"));
	lines_end(call);
}

static int
drafts_list(struct call *call, const struct draft_view *views, size_t count)
{
	json_t *list;

	if (call->args.json) {
		list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list,
			    draft_json(&views[i], false));
		return lines_json(call, json_pack("{s:o}", "drafts", list));
	}
	for (size_t i = 0; i < count; i++)
		draft_line(call, &views[i]);
	return DONE;
}

static int
draft_drop(struct call *call, const struct draft_view *v)
{
	struct act_args args = { .number = v->draft.number };
	struct act_result result = { 0 };
	enum err e = act_run(call->store, call->who, ACT_DRAFT_DROP, &args,
	    &result);

	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[1]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:b}",
		    "number", (json_int_t)args.number,
		    "gone", (int)v->draft.thrown));
	fprintf(call->io->out, "%s\n", v->draft.thrown ?
	    _("Gone for good.") :
	    _("Thrown away; it stays 7 days among the drafts."));
	return DONE;
}

/* `drafts show N`: the text alone, for a pipe. */
int
run_drafts(struct call *call)
{
	struct draft_view *views;
	size_t count, i;
	uint64_t number;
	bool drop = call->count == 2 && strcmp(call->words[0], "drop") == 0;
	enum err e;

	if (call->count != 0 && (call->count != 2 ||
	    (!drop && strcmp(call->words[0], "show") != 0) ||
	    !lines_id(call, 1, &number)))
		return lines_usage(call);
	e = query_drafts(call->store, call->who, call->arena, &views, &count);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->count == 0)
		return drafts_list(call, views, count);
	for (i = 0; i < count && views[i].draft.number != number; i++)
		;
	if (i == count)
		return lines_refuse(call, ERR_NOT_FOUND, NULL,
		    call->words[1]);
	if (drop)
		return draft_drop(call, &views[i]);
	if (call->args.json)
		return lines_json(call, draft_json(&views[i], true));
	lines_text(call, views[i].draft.text);
	return DONE;
}
