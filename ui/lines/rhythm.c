/* rhythm: the time a thread leaves between two posts of one person. */
#include <string.h>

#include "ui/core/pace.h"
#include "ui/lines/own.h"

static const char *const french[RHYTHM_COUNT] = { "libre", "posé", "lent",
	"réflexion", "gelé" };

static int
rhythm_word(const char *word)
{
	int rhythm = vocabulary_find(VOCABULARY_RHYTHM, word);

	for (int i = 0; rhythm < 0 && i < RHYTHM_COUNT; i++)
		if (strcmp(word, french[i]) == 0)
			rhythm = i;
	return rhythm;
}

json_t *
lines_json_rhythm(const struct thread_view *v)
{
	if (v->rhythm == RHYTHM_FREE)
		return json_null();
	return json_pack("{s:o s:I s:o s:o s:o}",
	    "rhythm", lines_json_word(VOCABULARY_RHYTHM, v->rhythm),
	    "minutes", (json_int_t)(v->rhythm_gap / 60),
	    "by", lines_json_opt(v->rhythm_by),
	    "reason", lines_json_opt(v->thread.rhythm_reason),
	    "until", lines_json_time(v->thread.rhythm_until));
}

static int
rhythm_show(struct call *call, uint64_t post)
{
	struct post_view at;
	struct thread_view view;
	enum err e;

	if ((e = query_post(call->store, call->who, post, call->arena,
	    &at)) != OK || (e = query_thread(call->store, call->who,
	    at.post.thread, call->arena, &view)) != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I s:o}",
		    "thread", (json_int_t)view.thread.id,
		    "rhythm", lines_json_rhythm(&view)));
	if (view.rhythm == RHYTHM_FREE) {
		fprintf(call->io->out, "%s\n", _("This thread is free: one "
		    "posts when one likes."));
		return DONE;
	}
	fprintf(call->io->out, "%s\n", pace_words(&view, 0,
	    call->arena));
	lines_text(call, view.thread.rhythm_reason);
	return DONE;
}

/* `rhythm ID calm NAME NAME`: for these two, and for a while. */
static int
rhythm_pair(struct call *call, struct act_args *args)
{
	struct act_result result = { 0 };
	struct member_view two[2];
	enum err e = OK;

	for (int i = 0; e == OK && i < 2; i++) {
		e = query_member_named(call->store, call->who,
		    call->words[2 + i], call->arena, &two[i]);
		if (e != OK)
			return lines_refuse(call, e, NULL, call->words[2 + i]);
	}
	args->member = two[0].member.id;
	args->number = two[1].member.id;
	e = act_run(call->store, call->who, ACT_PAIR_CALM, args, &result);
	return e == OK ? lines_number(call, result.id) :
	    lines_refuse(call, e, &result.why, call->words[0]);
}

/* `freeze ID`: a rhythm in which nobody posts; --off: free again. */
int
run_freeze(struct call *call)
{
	struct act_args args = { .number = call->args.off ? RHYTHM_FREE :
		RHYTHM_FROZEN, .reason = str_of(call->args.reason != NULL ?
		call->args.reason : "") };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	if (call->args.days != 0)
		args.until = clock_now() + (int64_t)call->args.days * 86400;
	if ((e = store_may(call->store, call->who, ACT_RHYTHM_SET, &args,
	    &result.why)) != OK || (e = act_run(call->store, call->who,
	    ACT_RHYTHM_SET, &args, &result)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return rhythm_show(call, args.post);
}

int
run_rhythm(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	int rhythm;
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	if (call->count == 1)
		return rhythm_show(call, args.post);
	if ((rhythm = rhythm_word(call->words[1])) < 0 || (call->count > 2 &&
	    (rhythm != RHYTHM_CALM || call->count != 4)))
		return lines_usage(call);
	if (call->count == 4)
		return rhythm_pair(call, &args);
	args.number = (uint64_t)rhythm;
	args.reason = str_of(call->args.reason != NULL ? call->args.reason :
	    "");
	if (call->args.days != 0)
		args.until = clock_now() + (int64_t)call->args.days * 86400;
	if ((e = store_may(call->store, call->who, ACT_RHYTHM_SET, &args,
	    &result.why)) != OK || (e = act_run(call->store, call->who,
	    ACT_RHYTHM_SET, &args, &result)) != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return rhythm_show(call, args.post);
}
