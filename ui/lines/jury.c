/* jury: what is asked of those who were drawn to answer an appeal. */
#include <string.h>

#include "ui/core/decision_words.h"
#include "ui/core/mask_words.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static json_t *
says_json(const struct jurysay *says, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:i s:o s:o}",
		    "seat", says[i].place + 1,
		    "at", lines_json_time(says[i].at),
		    "text", lines_json_str(says[i].text)));
	return list;
}

static json_t *
jury_json(const struct jury_view *v)
{
	json_t *seated = json_array();

	for (int i = 0; i < 7; i++)
		if ((v->seated & 1u << i) != 0)
			json_array_append_new(seated, json_integer(i + 1));
	return json_pack("{s:I s:o s:o s:i s:o s:s s:o s:o s:I s:o s:o s:o "
	    "s:o s:o s:o s:o s:I}", "case", (json_int_t)v->casefile,
	    "phase", lines_json_word(VOCABULARY_JURY, v->phase),
	    "until", lines_json_time(v->until), "seat", v->place + 1,
	    "seated", seated, "answer", v->own.answer == 0 ? "none" :
	    v->own.answer == 1 ? "accepted" : "declined",
	    "article", lines_json_str(v->article),
	    "measure", lines_json_word(VOCABULARY_MEASURE, v->measure),
	    "days", (json_int_t)v->days,
	    "text", lines_json_str(v->snapshot),
	    "facts", lines_json_str(v->facts),
	    "reasons", lines_json_str(v->reasons),
	    "appeal", lines_json_opt(v->appeal),
	    "opinions", says_json(v->opinions, v->opinion_count),
	    "says", says_json(v->says, v->say_count),
	    "vote", v->own.measure == 0 ? json_null() :
	    lines_json_word(VOCABULARY_MEASURE, v->own.measure - 1u),
	    "draw", (json_int_t)v->entry);
}

static void
part(struct call *call, const char *title, struct str text)
{
	if (text.len == 0)
		return;
	fprintf(call->io->out, "\n%s\n", title);
	lines_text(call, text);
}

static void
says_print(struct call *call, const char *title, const struct jurysay *says,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		part(call, arena_printf(call->arena, _("%s, seat %d"), title,
		    says[i].place + 1), says[i].text);
}

static int
jury_show(struct call *call, uint64_t id)
{
	struct jury_view v;
	enum err e = query_jury(call->store, call->who, id, call->arena, &v);

	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.json)
		return lines_json(call, jury_json(&v));
	lines_field(call, "%llu", (unsigned long long)id);
	lines_field(call, "%s", i18n_word(VOCABULARY_JURY, v.phase));
	if (v.phase != JURY_OVER)
		lines_field(call, "%s", lines_date(call, v.until));
	lines_end(call);
	part(call, _("What is asked of you"), str_of(jury_words(&v)));
	part(call, _("The text, as it was flagged"), v.snapshot);
	part(call, _("The decision"), str_of(decision_words(
	    &(struct decision){ .measure = (uint8_t)v.measure,
	    .article = v.article, .days = v.days }, call->arena)));
	part(call, _("The facts"), v.facts);
	part(call, _("The reasons"), v.reasons);
	part(call, _("The appeal"), v.appeal);
	says_print(call, _("Opinion"), v.opinions, v.opinion_count);
	says_print(call, _("Said"), v.says, v.say_count);
	if (v.own.measure != 0)
		part(call, _("What you find right"), str_of(i18n_word(
		    VOCABULARY_MEASURE, v.own.measure - 1u)));
	return DONE;
}

/* Those that wait for the member's answer. */
static int
jury_list(struct call *call)
{
	struct wait_view *waits;
	json_t *list;
	size_t count;
	enum err e = query_waits(call->store, call->who, call->arena, &waits,
	    &count);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	list = json_array();
	for (size_t i = 0; i < count; i++) {
		if (waits[i].wait.kind != WAIT_JURY)
			continue;
		json_array_append_new(list, json_integer(
		    (json_int_t)waits[i].wait.id));
		if (call->args.json)
			continue;
		lines_field(call, "%llu",
		    (unsigned long long)waits[i].wait.id);
		lines_field(call, "%s", lines_date(call,
		    waits[i].wait.until));
		lines_end(call);
	}
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "juries", list));
	json_decref(list);
	return DONE;
}

/* In which draws one was, to find oneself in the log's entry. */
static int
jury_salts(struct call *call)
{
	struct draw_salt *salts;
	json_t *list = json_array();
	size_t count;
	enum err e = query_salts(call->store, call->who, call->arena, &salts,
	    &count);

	for (size_t i = 0; e == OK && i < count; i++) {
		json_array_append_new(list, json_pack("{s:I s:s s:s}",
		    "entry", (json_int_t)salts[i].entry, "salt",
		    salts[i].salt, "tag", salts[i].tag));
		if (call->args.json)
			continue;
		lines_field(call, "%llu", (unsigned long long)salts[i].entry);
		lines_field(call, "%s", salts[i].tag);
		lines_field(call, "%s", salts[i].salt);
		lines_end(call);
	}
	if (e == OK && call->args.json)
		return lines_json(call, json_pack("{s:o}", "draws", list));
	json_decref(list);
	return e == OK ? DONE : lines_refuse(call, e, NULL, NULL);
}

static int
jury_do(struct call *call, enum act act, struct act_args *args, bool text)
{
	struct act_result result = { 0 };
	enum err e = text ? lines_body(call, &args->text, &result.why) : OK;

	if (e == OK)
		e = act_run(call->store, call->who, act, args, &result);
	return e == OK ? jury_show(call, args->number) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}

static int
jury_vote(struct call *call, uint64_t id)
{
	int measure = call->count < 3 ? -1 : vocabulary_find(
	    VOCABULARY_MEASURE, call->words[2]);
	struct act_args args = { .number = id, .type = (uint8_t)measure,
		.days = (uint32_t)call->args.days };

	return measure < 0 ? lines_usage(call) :
	    jury_do(call, ACT_JURY_VOTE, &args, true);
}

static int
jury_nonce(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e = act_run(call->store, call->who, ACT_NONCE, &args,
	    &result);

	return e == OK ? lines_number(call, result.id) :
	    lines_refuse(call, e, &result.why, NULL);
}

int
run_jury(struct call *call)
{
	static const struct { const char *word; enum jury_step step;
	    bool text; } steps[] = {
		{ "accept", JURY_ACCEPT, false },
		{ "decline", JURY_DECLINE, false },
		{ "opinion", JURY_OPINION, true }, { "say", JURY_SAY, true },
	};
	struct act_args args = { 0 };

	if (call->count == 0)
		return jury_list(call);
	if (call->count == 1 && strcmp(call->words[0], "salts") == 0)
		return jury_salts(call);
	if (call->count == 1 && strcmp(call->words[0], "commit") == 0)
		return jury_nonce(call);
	if (!lines_id(call, 0, &args.number))
		return lines_usage(call);
	if (call->count == 1)
		return jury_show(call, args.number);
	if (strcmp(call->words[1], "vote") == 0)
		return jury_vote(call, args.number);
	for (size_t i = 0; call->count == 2 && i < LENGTH(steps); i++)
		if (strcmp(call->words[1], steps[i].word) == 0) {
			args.type = (uint8_t)steps[i].step;
			return jury_do(call, ACT_JURY, &args, steps[i].text);
		}
	return lines_usage(call);
}
