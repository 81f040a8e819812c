/* messages: private messages as line commands: message, messages. */
#include <string.h>

#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { MESSAGES_SAID = 50, MESSAGES_MOST = 500, TALKS_SAID = 100 };

/* --- what plain mode does too --- */

enum err
lines_messages(struct call *call, uint64_t other, uint64_t before,
    size_t limit, struct message_view **out, size_t *count)
{
	struct act_args args = { .member = other };
	struct talk_view talk = { 0 };
	enum err e;

	e = query_talk(call->store, call->who, other, call->arena, &talk);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	e = query_messages(call->store, call->who, other, before,
	    limit != 0 ? limit : MESSAGES_SAID, call->arena, out, count);
	if (e == OK && limit == 0 && before == 0 && *count > 0 &&
	    talk.first_unread != 0 && talk.first_unread < (*out)[0].number)
		e = query_messages(call->store, call->who, other, 0,
		    MESSAGES_MOST, call->arena, out, count);
	if (e != OK || *count == 0 || talk.first_unread == 0 ||
	    talk.first_unread < (*out)[0].number)
		return e;
	/* Reading never needs a write to succeed. */
	args.number = (*out)[*count - 1].number;
	act_run(call->store, call->who, ACT_MESSAGE_READ, &args, NULL);
	return OK;
}

enum err
lines_messages_remove(struct call *call, uint64_t other, uint64_t number,
    struct refusal *why)
{
	struct act_args args = { .member = other, .number = number };
	struct act_result result = { 0 };
	enum err e;

	do
		e = act_run(call->store, call->who, ACT_MESSAGE_REMOVE, &args,
		    &result);
	while (e == OK && result.waiting);
	*why = result.why;
	return e;
}

/* --- message --- */

static bool
person_named(struct call *call, uint64_t *member)
{
	struct member_view view;
	enum err e = query_member_named(call->store, call->who,
	    call->words[0], call->arena, &view);

	if (e != OK)
		lines_refuse(call, e, NULL, call->words[0]);
	else
		*member = view.member.id;
	return e == OK;
}

int
run_message(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (!person_named(call, &args.member))
		return REFUSED;
	/* Nobody writes for nothing. */
	e = store_may(call->store, call->who, ACT_MESSAGE_SEND, &args,
	    &result.why);
	if (e == OK && (e = lines_body(call, &args.text, &result.why)) == OK)
		e = act_run(call->store, call->who, ACT_MESSAGE_SEND, &args,
		    &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "id",
		    (json_int_t)result.id));
	/* No "#": that would be a post. */
	fprintf(call->io->out, "%llu\n", (unsigned long long)result.id);
	return DONE;
}

/* --- messages --- */

static int
refuse(struct call *call, enum err e, const char *word)
{
	if (e == ERR_DENIED)
		return lines_say_no(call, _("Private messages open to the two"
		    " who write them, not from the server."));
	return lines_refuse(call, e, NULL, word);
}

static json_t *
talk_json(const struct talk_view *v)
{
	return json_pack("{s:o s:I s:b s:{s:I s:o s:b s:o}}",
	    "with", lines_json_str(v->name),
	    "unread", (json_int_t)v->unread,
	    "closed", (int)v->closed,
	    "last",
	    "id", (json_int_t)v->last,
	    "sent", lines_json_time(v->last_at),
	    "mine", (int)v->mine,
	    "excerpt", lines_json_str(v->excerpt));
}

static int
talks_show(struct call *call)
{
	size_t limit = call->args.limit ? call->args.limit : TALKS_SAID;
	struct talk_view *talks;
	uint64_t unread;
	size_t count;
	enum err e = query_talks(call->store, call->who, limit, call->arena,
	    &talks, &count, &unread);

	if (e != OK)
		return refuse(call, e, NULL);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, talk_json(&talks[i]));
		return lines_json(call, json_pack("{s:I s:o}", "unread",
		    (json_int_t)unread, "conversations", list));
	}
	for (size_t i = 0; i < count; i++) {
		lines_field(call, "%.*s", STR(talks[i].name));
		lines_field(call, ngettext_("%lu unread", "%lu unread",
		    talks[i].unread), (unsigned long)talks[i].unread);
		lines_field(call, "%s", lines_date(call, talks[i].last_at));
		lines_field(call, talks[i].mine ? _("You: %.*s") : "%.*s",
		    STR(talks[i].excerpt));
		lines_end(call);
	}
	return DONE;
}

static json_t *
message_json(const struct message_view *v)
{
	return json_pack("{s:I s:o s:o s:b s:o}",
	    "id", (json_int_t)v->number,
	    "author", lines_json_str(v->author),
	    "sent", lines_json_time(v->at),
	    "unread", (int)v->unread,
	    "text", lines_json_str(v->text));
}

static int
talk_show(struct call *call, uint64_t other)
{
	struct message_view *views;
	size_t count;
	enum err e = lines_messages(call, other, call->args.before,
	    call->args.limit, &views, &count);

	if (e != OK)
		return refuse(call, e, call->words[0]);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, message_json(&views[i]));
		return lines_json(call, json_pack("{s:s s:o}", "with",
		    call->words[0], "messages", list));
	}
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			fputc('\n', call->io->out);
		lines_field(call, "%llu",
		    (unsigned long long)views[i].number);
		lines_field(call, "%.*s", STR(views[i].author));
		lines_field(call, "%s", lines_date(call, views[i].at));
		if (views[i].unread)
			lines_field(call, "%s", _("not read yet"));
		lines_end(call);
		fputc('\n', call->io->out);
		lines_text(call, views[i].text);
	}
	return DONE;
}

static int
copies_remove(struct call *call, uint64_t other)
{
	struct refusal why = { 0 };
	uint64_t number = 0;
	enum err e;

	if (strcmp(call->words[1], "remove") != 0 || call->count != 3 ||
	    (strcmp(call->words[2], "all") != 0 &&
	    parse_u64(call->words[2], 1, INT64_MAX, &number) != OK))
		return lines_usage(call);
	e = lines_messages_remove(call, other, number, &why);
	if (e != OK)
		return lines_refuse(call, e, &why, number != 0 ?
		    call->words[2] : call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:s s:o}", "with",
		    call->words[0], "removed", number != 0 ?
		    json_integer((json_int_t)number) : json_string("all")));
	fprintf(call->io->out, "%s\n", _("Removed from your side; the other"
	    " person keeps their copy."));
	return DONE;
}

int
run_messages(struct call *call)
{
	uint64_t other;

	if (call->count == 0)
		return talks_show(call);
	if (!person_named(call, &other))
		return REFUSED;
	return call->count > 1 ? copies_remove(call, other) :
	    talk_show(call, other);
}
