/* round: a thread's round table: where it stands, announcing it, taking part
 * in it. */
#include <string.h>

#include "ui/core/round_words.h"
#include "ui/lines/own.h"

enum { OPEN, OFF, TURN };
static const struct { const char *word, *french; int kind, turn; } deeds[] = {
	{ "open", "ouvrir", OPEN, 0 },
	{ "off", "annuler", OFF, 0 },
	{ "join", "participer", TURN, TURN_JOIN },
	{ "leave", "quitter", TURN, TURN_LEAVE },
	{ "pass", "joker", TURN, TURN_PASS },
};

static json_t *
names_json(const struct str *names, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, lines_json_str(names[i]));
	return list;
}

static json_t *
round_json(const struct round_view *v)
{
	if (v->state == ROUND_NONE)
		return json_null();
	return json_pack("{s:o s:o s:o s:b s:b s:o s:o s:b s:b}",
	    "state", lines_json_word(VOCABULARY_ROUND, v->state),
	    "until", lines_json_time(v->until),
	    "by", lines_json_str(v->by),
	    "two", (int)v->two, "blind", (int)v->blind,
	    "members", names_json(v->members, v->member_count),
	    "spoken", names_json(v->spoke, v->spoke_count),
	    "mine", (int)v->mine, "turn", (int)v->may_pass);
}

static int
round_show(struct call *call, uint64_t post)
{
	struct post_view at;
	struct thread_view view;
	const struct round_view *r = &view.round;
	enum err e;

	if ((e = query_post(call->store, call->who, post, call->arena,
	    &at)) != OK || (e = query_thread(call->store, call->who,
	    at.post.thread, call->arena, &view)) != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:o}",
		    "thread", (json_int_t)view.thread.id,
		    "round", round_json(r)));
	fprintf(call->io->out, "%s\n", round_words(r, 0, call->arena));
	if (round_shown(r))
		fprintf(call->io->out, "%s %s\n", _("Taking part:"),
		    round_names(r->members, r->member_count, call->arena));
	if (r->spoke_count > 0)
		fprintf(call->io->out, "%s %s\n", _("Have spoken:"),
		    round_names(r->spoke, r->spoke_count, call->arena));
	return DONE;
}

int
run_round(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	size_t i;
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	if (call->count == 1 && !call->args.two && !call->args.blind)
		return round_show(call, args.post);
	for (i = 0; call->count == 2 && i < LENGTH(deeds); i++)
		if (strcmp(call->words[1], deeds[i].word) == 0 ||
		    strcmp(call->words[1], deeds[i].french) == 0)
			break;
	if (call->count != 2 || i == LENGTH(deeds) ||
	    (deeds[i].kind != OPEN && (call->args.two || call->args.blind)))
		return lines_usage(call);
	if (deeds[i].kind == OPEN)
		args.number = (call->args.two ? ROUND_TWO : 0u) |
		    (call->args.blind ? ROUND_BLIND : 0u);
	else
		args.number = (uint64_t)deeds[i].turn;
	args.back = deeds[i].kind == OFF;
	e = act_run(call->store, call->who, deeds[i].kind == TURN ?
	    ACT_ROUND_TURN : ACT_ROUND_SET, &args, &result);
	return e == OK ? round_show(call, args.post) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}
