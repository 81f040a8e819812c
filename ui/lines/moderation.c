/* moderation: flagging a post; the queue of cases, one of them, deciding it. */
#include <string.h>

#include "ui/core/decision_words.h"
#include "ui/core/mask_words.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

/* What is done to a post or case, with an article and a reason. */
int
run_flag(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.post) || call->args.article == NULL)
		return lines_usage(call);
	args.name = str_of(call->args.article);
	args.reason = str_of(call->args.reason != NULL ? call->args.reason :
	    "");
	e = act_run(call->store, call->who, ACT_FLAG, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:b}", "case",
		    (json_int_t)result.id, "masked", (int)result.masked));
	fprintf(call->io->out, "%s\n", arena_printf(call->arena,
	    result.masked ? _("Flagged, case %llu; the post is masked until "
	    "it is decided.") : _("Flagged, case %llu; you will hear what is "
	    "decided."), (unsigned long long)result.id));
	return DONE;
}

/* What a decision takes, and what came of it: null for none. */
static json_t *
decision_json(const struct decision *d)
{
	if (d->id == 0)
		return json_null();
	return json_pack("{s:I s:o s:o s:o s:o s:o s:I s:o s:o s:o s:o s:I "
	    "s:b s:b}",
	    "id", (json_int_t)d->id,
	    "measure", lines_json_word(VOCABULARY_MEASURE, d->measure),
	    "origin", lines_json_word(VOCABULARY_ORIGIN, d->origin),
	    "article", lines_json_str(d->article),
	    "facts", lines_json_str(d->facts),
	    "reasons", lines_json_str(d->reasons),
	    "days", (json_int_t)d->days,
	    "proposed", lines_json_time(d->proposed),
	    "decided", lines_json_time(d->decided),
	    "until", lines_json_time(d->until),
	    "ended", lines_json_time(d->ended),
	    "entry", (json_int_t)d->entry,
	    "author_agrees", (int)d->author_agrees,
	    "other_agrees", (int)d->with_agrees);
}

static json_t *
appeal_json(const struct case_view *v)
{
	const struct appeal *a = &v->appeal;

	if (a->id == 0)
		return json_null();
	return json_pack("{s:I s:o s:o s:o s:b}", "id", (json_int_t)a->id,
	    "filed", lines_json_time(a->filed), "until",
	    lines_json_time(a->until), "text", lines_json_opt(a->text),
	    "answered", a->answer != 0);
}

static json_t *
case_json(const struct case_view *v)
{
	const struct casefile *c = &v->file;
	json_t *flags = json_array(), *history = json_array();

	for (size_t i = 0; i < v->flag_count; i++)
		json_array_append_new(flags, json_pack("{s:o s:o s:o s:o s:b s:I "
		    "s:I}", "by", lines_json_str(v->flags[i].by),
		    "article", lines_json_str(v->flags[i].flag.article),
		    "reason", lines_json_str(v->flags[i].flag.reason),
		    "at", lines_json_time(v->flags[i].flag.at),
		    "counts", (int)v->flags[i].flag.counts,
		    "judged", (json_int_t)v->flags[i].judged,
		    "followed", (json_int_t)v->flags[i].followed));
	for (size_t i = 0; i < v->history_count; i++)
		json_array_append_new(history, decision_json(&v->history[i]));
	return json_pack("{s:I s:I s:o s:o s:o s:o s:o s:o s:o s:b s:b s:o "
	    "s:o s:o s:o s:I s:o s:I s:o s:o s:o s:o "
	    "s:b s:o}",
	    "id", (json_int_t)c->id, "post", (json_int_t)c->post,
	    "author", lines_json_str(v->author),
	    "state", lines_json_word(VOCABULARY_CASE, v->state),
	    "until", lines_json_time(v->until),
	    "taken_by", lines_json_opt(v->taken_by),
	    "opened", lines_json_time(c->opened),
	    "article", lines_json_str(c->article),
	    "mask", lines_json_word(VOCABULARY_MASK, v->mask),
	    "reread", (int)c->reread, "party", v->party != NULL,
	    "snapshot", lines_json_opt(c->snapshot),
	    "measure", c->decided == 0 ? json_null() :
	    lines_json_word(VOCABULARY_MEASURE, c->measure),
	    "facts", lines_json_opt(c->facts),
	    "reasons", lines_json_opt(c->reasons),
	    "entry", (json_int_t)c->entry,
	    "head", lines_json_opt(v->head),
	    "version", (json_int_t)c->version, "flags", flags,
	    "decision", decision_json(&v->decision),
	    "pending", decision_json(&v->pending),
	    "appeal", appeal_json(v), "may_appeal", (int)v->may_appeal,
	    "history", history);
}

static void
case_line(struct call *call, const struct case_view *v)
{
	lines_field(call, "%llu", (unsigned long long)v->file.id);
	lines_field(call, "#%llu", (unsigned long long)v->file.post);
	lines_field(call, "%s", mask_article(v->file.article, call->arena));
	if (v->flag_count > 0)
		lines_field(call, ngettext_("%zu flag", "%zu flags",
		    v->flag_count), v->flag_count);
	lines_field(call, "%.*s", STR(v->room_title));
	lines_field(call, "%s", lines_date(call, v->file.opened));
	lines_field(call, "%s", v->party != NULL && v->file.facts.len == 0 ?
	    _("you are a party") : i18n_word(VOCABULARY_CASE, v->state));
	lines_end(call);
}

int
run_queue(struct call *call)
{
	struct case_view *views;
	size_t count, late;
	enum err e = query_cases(call->store, call->who, call->arena, &views,
	    &count, &late);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, case_json(&views[i]));
		return lines_json(call, json_pack("{s:I s:o}", "late",
		    (json_int_t)late, "cases", list));
	}
	for (size_t i = 0; i < count; i++)
		case_line(call, &views[i]);
	return DONE;
}

static void
part(struct call *call, const char *title, struct str text)
{
	if (text.len == 0)
		return;
	fprintf(call->io->out, "\n%s\n", title);
	lines_text(call, text);
	fputc('\n', call->io->out);
}

static int
case_show(struct call *call, uint64_t id)
{
	struct case_view v;
	enum err e = query_case(call->store, call->who, id, call->arena, &v);

	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.json)
		return lines_json(call, case_json(&v));
	case_line(call, &v);
	if (v.party != NULL && v.file.facts.len == 0)
		fprintf(call->io->out, "%s\n", _(v.party));
	part(call, _("The text, as it was flagged"), v.file.snapshot);
	for (size_t i = 0; i < v.flag_count; i++)
		part(call, arena_printf(call->arena, "%.*s, %s",
		    STR(v.flags[i].by), mask_article(v.flags[i].flag.article,
		    call->arena)), v.flags[i].flag.reason);
	if (v.flag_count > 0)
		part(call, _("In the last twelve months"),
		    history_words(&v, call->arena));
	if (v.file.decided != 0)
		part(call, _("The decision"), str_of(decision_words(
		    &(struct decision){ .measure = v.file.measure,
		    .article = v.file.article, .origin = v.decision.origin,
		    .until = v.decision.until, .ended = v.decision.ended,
		    .entry = v.file.entry }, call->arena)));
	part(call, _("The facts"), v.file.facts);
	part(call, _("The reasons"), v.file.reasons);
	if (v.pending.id != 0)
		part(call, _("To be countersigned"), str_of(decision_words(
		    &v.pending, call->arena)));
	part(call, _("The facts"), v.pending.facts);
	part(call, _("The reasons"), v.pending.reasons);
	if (v.appeal.id != 0)
		part(call, _("The appeal"), v.appeal.text.len > 0 ?
		    v.appeal.text : str_of(_("It is filed.")));
	if (v.file.decided != 0)
		part(call, _("In the log, to be kept as a proof"), v.head);
	if (v.repair != 0)
		part(call, _("The repair"), str_of(repair_words(v.repair)));
	return DONE;
}

int
run_case(struct call *call)
{
	uint64_t id;

	if (!lines_id(call, 0, &id))
		return lines_usage(call);
	return case_show(call, id);
}

int
run_take(struct call *call)
{
	struct act_args args = { .back = call->args.off };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.number))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_CASE_TAKE, &args, &result);
	return e == OK ? case_show(call, args.number) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}

int
run_decide(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	struct member_view with;
	int measure = call->args.measure == NULL ? -1 :
	    vocabulary_find(VOCABULARY_MEASURE, call->args.measure);
	enum err e = OK;

	if (!lines_id(call, 0, &args.number) || measure < 0 ||
	    call->args.article == NULL)
		return lines_usage(call);
	args.type = (uint8_t)measure;
	args.days = (uint32_t)call->args.days;
	args.revision = (uint32_t)call->args.version;
	args.name = str_of(call->args.article);
	if (call->args.with != NULL) {
		e = query_member_named(call->store, call->who,
		    call->args.with, call->arena, &with);
		if (e != OK)
			return lines_refuse(call, e, NULL, call->args.with);
		args.member = with.member.id;
	}
	args.reason = str_of(call->args.reason != NULL ? call->args.reason :
	    "");
	if (call->args.facts != NULL)
		args.text = str_of(call->args.facts);
	else
		e = lines_body(call, &args.text, &result.why);
	if (e != OK || (e = act_run(call->store, call->who, ACT_CASE_DECIDE, &args,
	    &result)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return case_show(call, args.number);
}

int
run_countersign(struct call *call)
{
	struct act_args args = { .back = call->args.off };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.number))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_COUNTERSIGN, &args, &result);
	return e == OK ? case_show(call, args.number) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}

int
run_appeal(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.number))
		return lines_usage(call);
	if ((e = lines_body(call, &args.text, &result.why)) != OK ||
	    (e = act_run(call->store, call->who, ACT_APPEAL, &args,
	    &result)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return case_show(call, args.number);
}

int
run_repair(struct call *call)
{
	static const char *const steps[REPAIR_STEPS] = {
		[REPAIR_YES] = "yes", [REPAIR_NO] = "no",
		[REPAIR_DONE] = "done",
	};
	struct act_args args = { .type = REPAIR_STEPS };
	struct act_result result = { 0 };
	enum err e;

	for (uint8_t i = 0; i < REPAIR_STEPS; i++)
		if (strcmp(call->words[1], steps[i]) == 0)
			args.type = i;
	if (!lines_id(call, 0, &args.number) || args.type == REPAIR_STEPS)
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_REPAIR, &args, &result);
	return e == OK ? case_show(call, args.number) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}
