/* write: the line commands that write: new, reply, edit, delete. */
#include <string.h>

#include "ui/lines/own.h"

static struct str
opt(const char *s)
{
	return s ? str_of(s) : (struct str){ "", 0 };
}

/* Type, hat and the parts of a disagreement; false: not a type. */
static bool
write_args(struct call *call, struct act_args *args)
{
	const struct line_args *a = &call->args;
	int type = a->type ? vocabulary_find(VOCABULARY_TYPE, a->type) : TYPE_C;

	if (type < 0)
		return false;
	args->type = (uint8_t)type;
	args->hat = opt(a->hat);
	args->restate = opt(a->restate);
	args->agree = opt(a->agree);
	return true;
}

/* The title given, or with `-` the first line of standard input. */
static enum err
write_title(struct call *call, struct str *title, struct refusal *why)
{
	enum err e;

	if (call->args.title == NULL)
		return OK;
	if (strcmp(call->args.title, "-") != 0) {
		*title = str_of(call->args.title);
		return OK;
	}
	e = lines_line(call, 4 * TEXT_TITLE_MAX, title);
	if (e == ERR_NOT_FOUND)
		*title = (struct str){ "", 0 };
	else if (e != OK)
		refusal_set(why, N_("The first line, the title, is too "
		    "long: %ld signs at most."), TEXT_TITLE_CELLS, NULL);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* A title that is given and empty is not the one that stands already. */
static enum err
write_titled(struct call *call, struct str *title, struct refusal *why)
{
	enum err e = write_title(call, title, why);

	if (e != OK || call->args.title == NULL || title->len > 0)
		return e;
	refusal_set(why, N_("A title is needed."), 0, NULL);
	return ERR_INPUT;
}

static int
write_run(struct call *call, enum act act, struct act_args *args,
    const char *word)
{
	struct act_result result = { 0 };
	enum err e;

	/* Before the text is looked at: who may not is told so, not that the
	 * text is too short. */
	if ((e = store_may(call->store, call->who, act, args,
	    &result.why)) != OK ||
	    (e = write_titled(call, &args->title, &result.why)) != OK ||
	    (e = lines_body(call, &args->text, &result.why)) != OK ||
	    (e = act_run(call->store, call->who, act, args, &result)) != OK)
		return lines_refuse(call, e, &result.why, word);
	return lines_number(call, result.id ? result.id : args->post);
}

int
run_new(struct call *call)
{
	struct act_args args = { 0 };
	struct room_view room;
	enum err e;

	if (call->args.title == NULL || !write_args(call, &args))
		return lines_usage(call);
	e = query_room_named(call->store, call->who, call->words[0],
	    call->arena, &room);
	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	args.room = room.room.id;
	return write_run(call, ACT_THREAD_NEW, &args, call->words[0]);
}

int
run_reply(struct call *call)
{
	struct act_args args = { 0 };

	if (!lines_id(call, 0, &args.post) || !write_args(call, &args))
		return lines_usage(call);
	return write_run(call, ACT_POST_REPLY, &args, call->words[0]);
}

int
run_edit(struct call *call)
{
	struct act_args args = { 0 };

	if (!lines_id(call, 0, &args.post) || !write_args(call, &args))
		return lines_usage(call);
	return write_run(call, ACT_POST_EDIT, &args, call->words[0]);
}

/* What takes a post and nothing else: delete, thanks. */
int
run_on_post(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!lines_id(call, 0, &args.post))
		return lines_usage(call);
	e = act_run(call->store, call->who, (enum act)call->command->act,
	    &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	return lines_number(call, args.post);
}
