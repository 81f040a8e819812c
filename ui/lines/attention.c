/*
 * attention: what one wants to hear of: follow, mute, ignore, and the notices
 * that came of it.
 */
#include <string.h>

#include "ui/core/mandate_words.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static const char *const watch_words[] = {
	[WATCH_FOLLOW] = "follow", [WATCH_MUTE] = "mute",
};

json_t *
lines_json_watch(enum watch_kind kind)
{
	return kind == WATCH_NONE ? json_null() :
	    json_string(watch_words[kind]);
}

/* --- follow, mute --- */

static json_t *
watch_json(const struct watch_view *v)
{
	bool room = v->room_itself;

	return json_pack("{s:o s:o s:o s:I s:o}",
	    "room", lines_json_str(v->room.room.name),
	    "thread", lines_json_id(v->thread.thread.id),
	    "title", lines_json_str(room ? v->room.room.title :
	    v->thread.thread.title),
	    "unread", (json_int_t)(room ? v->room.unread : v->thread.unread),
	    "since", lines_json_time(v->since));
}

static int
watch_list(struct call *call, enum watch_kind kind)
{
	struct watch_view *views;
	size_t count;
	enum err e = query_watches(call->store, call->who, kind, call->arena,
	    &views, &count);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, watch_json(&views[i]));
		return lines_json(call, json_pack("{s:o}",
		    kind == WATCH_FOLLOW ? "followed" : "muted", list));
	}
	for (size_t i = 0; i < count; i++) {
		const struct watch_view *v = &views[i];
		uint64_t unread = v->room_itself ? v->room.unread :
		    v->thread.unread;
		if (v->room_itself)
			lines_field(call, "%.*s", STR(v->room.room.name));
		else
			lines_field(call, "%llu",
			    (unsigned long long)v->thread.thread.id);
		lines_field(call, ngettext_("%lu unread", "%lu unread",
		    unread), (unsigned long)unread);
		lines_field(call, "%.*s", STR(v->room_itself ?
		    v->room.room.title : v->thread.thread.title));
		lines_end(call);
	}
	return DONE;
}

/* What operand 0 names: a post's thread by number, else a room. */
static enum err
watch_target(struct call *call, struct act_args *args, struct str *room,
    struct str *title, enum watch_kind *now)
{
	struct post_view post;
	struct room_view view;
	enum err e;

	if (lines_id(call, 0, &args->thread)) {
		e = query_post(call->store, call->who, args->thread,
		    call->arena, &post);
		if (e != OK)
			return e;
		args->thread = post.post.thread;
		*room = post.room_name;
		*title = post.title;
		*now = post.watch;
		return OK;
	}
	args->thread = 0;
	e = query_room_named(call->store, call->who, call->words[0],
	    call->arena, &view);
	if (e != OK)
		return e;
	args->room = view.room.id;
	*room = view.room.name;
	*title = view.room.title;
	*now = view.forgotten ? WATCH_MUTE : view.followed ? WATCH_FOLLOW :
	    WATCH_NONE;
	return OK;
}

static int
watch_set(struct call *call, enum watch_kind kind)
{
	struct act_args args = { .number = (uint64_t)kind };
	struct act_result result = { 0 };
	enum watch_kind now = WATCH_NONE;
	struct str room, title;
	enum err e = watch_target(call, &args, &room, &title, &now);

	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	/* `follow --off` leaves what is muted muted. */
	if (call->args.off)
		args.number = (uint64_t)(now == kind ? WATCH_NONE : now);
	e = act_run(call->store, call->who, ACT_WATCH_SET, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o s:o s:o}",
		    "room", lines_json_str(room),
		    "thread", lines_json_id(args.thread),
		    "watch", lines_json_watch((enum watch_kind)args.number)));
	lines_field(call, "%s", args.number == WATCH_FOLLOW ? _("followed") :
	    args.number == WATCH_MUTE ? _("muted") :
	    _("neither followed nor muted"));
	lines_field(call, "%.*s", STR(title));
	lines_end(call);
	return DONE;
}

int
run_follow(struct call *call)
{
	return call->count == 0 ? watch_list(call, WATCH_FOLLOW) :
	    watch_set(call, WATCH_FOLLOW);
}

int
run_mute(struct call *call)
{
	return call->count == 0 ? watch_list(call, WATCH_MUTE) :
	    watch_set(call, WATCH_MUTE);
}

/* --- ignore --- */

static int
ignored_list(struct call *call)
{
	struct ignored_view *list;
	size_t count;
	json_t *rows = json_array();
	enum err e = query_ignored(call->store, call->who, call->arena, &list,
	    &count);

	for (size_t i = 0; e == OK && i < count; i++)
		json_array_append_new(rows, json_pack("{s:o s:o}",
		    "name", lines_json_str(list[i].handle),
		    "since", lines_json_time(list[i].since)));
	if (e == OK && call->args.json)
		return lines_json(call, json_pack("{s:o}", "ignored", rows));
	json_decref(rows);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	for (size_t i = 0; i < count; i++) {
		lines_field(call, "%.*s", STR(list[i].handle));
		lines_field(call, "%s", lines_date(call, list[i].since));
		lines_end(call);
	}
	return DONE;
}

int
run_ignore(struct call *call)
{
	struct act_args args = { .number = !call->args.off };
	struct act_result result = { 0 };
	struct member_view other;
	enum err e;

	if (call->count == 0)
		return ignored_list(call);
	e = query_member_named(call->store, call->who, call->words[0],
	    call->arena, &other);
	if (e == OK) {
		args.member = other.member.id;
		e = act_run(call->store, call->who, ACT_IGNORE, &args,
		    &result);
	}
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[0]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o s:b}",
		    "name", lines_json_str(other.member.handle),
		    "ignored", (int)args.number));
	lines_field(call, "%.*s", STR(other.member.handle));
	lines_field(call, "%s", args.number != 0 ? _("ignored") :
	    _("no longer ignored"));
	lines_end(call);
	return DONE;
}

/* --- notices --- */

static const struct word notice_kinds[] = {
	[NOTICE_REPLY] = { "reply", N_("an answer to you") },
	[NOTICE_MENTION] = { "mention", N_("a mention of you") },
	[NOTICE_KEY_ADDED] = { "key-added", N_("a key was added") },
	[NOTICE_KEY_REMOVED] = { "key-removed", N_("a key was removed") },
	[NOTICE_PASSWORD] = { "password", N_("the password was changed") },
	[NOTICE_ERASE] = { "erase", N_("your account and its erasure") },
	[NOTICE_RESET] = { "reset",
	    N_("a sysop gave a code for a new password") },
	[NOTICE_ADMITTED] = { "admitted", N_("you are admitted") },
	[NOTICE_GODCHILD] = { "godchild", N_("a person you invited has come") },
	[NOTICE_MANDATE] = { "mandate", "" },
	[NOTICE_REQUEST] = { "request", N_("a request to join") },
	[NOTICE_ACTED_AS] = { "acted-as",
	    N_("the server’s staff used your account") },
	[NOTICE_MANDATE_ENDS] = { "mandate-ends", "" },
	[NOTICE_MESSAGE] = { "message", N_("a private message") },
	[NOTICE_FIRST_POST] = { "first-post",
	    N_("a person you sponsor writes") },
	[NOTICE_SPONSOR] = { "sponsor", N_("a member sponsors you") },
	[NOTICE_VOUCHED] = { "vouched",
	    N_("your sponsor gave their word for you") },
	[NOTICE_RISEN] = { "risen", N_("you are a member from now on") },
	[NOTICE_TERM] = { "term", N_("your word is in the glossary") },
	[NOTICE_THANKS] = { "thanks", N_("thanks for your post") },
	[NOTICE_ANSWERED] = { "answered",
	    N_("an answer to your restatement") },
	[NOTICE_PAIR_CALM] = { "pair-calm",
	    N_("a calm rhythm is asked of you two") },
	[NOTICE_DUEL] = { "duel", N_("an exchange between two") },
	[NOTICE_ROUND] = { "round", N_("a round table is announced") },
	[NOTICE_ROUND_TURN] = { "round-turn",
	    N_("half of the round is over: your turn") },
	[NOTICE_PUBLISHED] = { "published", N_("your disagreement is "
	    "published; its answer did not come in time") },
	[NOTICE_MASKED] = { "masked", N_("your post is masked for now") },
	[NOTICE_DECIDED] = { "decided", N_("a decision on your post") },
	[NOTICE_FLAGGED] = { "flagged", N_("what you flagged was decided") },
	[NOTICE_APPEAL] = { "appeal", N_("an appeal is filed") },
	[NOTICE_JURY] = { "jury", N_("you are drawn for a jury") },
	[NOTICE_FLAGS_REST] = { "flags-rest", N_("your flags do not count "
	    "toward masking for a while: few were followed") },
	[NOTICE_LATE] = { "late", N_("a case waits for over three days") },
	[NOTICE_REPAIR] = { "repair", N_("a repair") },
	[NOTICE_LACK] = { "lack", N_("something is missing in your synthesis") },
};

const struct word *
lines_notice_kind(const struct notice *notice)
{
	static const struct word other = { "notice", "" };

	if (notice->kind >= LENGTH(notice_kinds) ||
	    notice_kinds[notice->kind].word == NULL)
		return &other;
	return &notice_kinds[notice->kind];
}

static json_t *
notice_json(const struct notice_view *v)
{
	const struct notice *n = &v->notice;

	return json_pack("{s:I s:s s:o s:o s:o s:o s:o s:o s:o s:b}",
	    "number", (json_int_t)n->number,
	    "kind", lines_notice_kind(n)->word,
	    "by", lines_json_opt(v->by),
	    "post", lines_json_id(n->post),
	    "thread", lines_json_id(v->thread),
	    "title", lines_json_opt(v->title),
	    "text", lines_json_opt(n->text),
	    "at", lines_json_time(n->at),
	    "seen", lines_json_time(n->seen),
	    "new", (int)v->fresh);
}

static void
notice_line(struct call *call, const struct notice_view *v)
{
	const struct notice *n = &v->notice;
	const char *title = lines_notice_kind(n)->title;
	bool mandate = n->kind == NOTICE_MANDATE ||
	    n->kind == NOTICE_MANDATE_ENDS;
	int state = n->kind != NOTICE_ANSWERED ? -1 : vocabulary_find(
	    VOCABULARY_RESTATED, lines_copy(call, n->text));

	lines_field(call, "%llu", (unsigned long long)n->number);
	lines_field(call, "%s", lines_date(call, n->at));
	lines_field(call, "%s", mandate ? mandate_words(n, call->arena) :
	    *title == '\0' ? "" : _(title));
	if (v->by.len > 0)
		lines_field(call, "%.*s", STR(v->by));
	if (n->post != 0)
		lines_field(call, "#%llu", (unsigned long long)n->post);
	if (v->title.len > 0)
		lines_field(call, "%.*s", STR(v->title));
	if (state >= 0)
		lines_field(call, "%s", i18n_word(VOCABULARY_RESTATED,
		    (unsigned)state));
	else if (n->text.len > 0 && !mandate)
		lines_field(call, "%.*s", STR(n->text));
	lines_end(call);
}

static int
notices_clear(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (strcmp(call->words[0], "clear") != 0 ||
	    (call->count > 1 && !lines_id(call, 1, &args.number)))
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_NOTICE_SEEN, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, NULL);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "cleared",
		    args.number == 0 ? json_string("all") :
		    json_integer((json_int_t)args.number)));
	fprintf(call->io->out, "%s\n", args.number == 0 ?
	    _("The notices are put away.") : _("The notice is put away."));
	return DONE;
}

/* What waits for an answer comes first. */
static enum err
waits_list(struct call *call, json_t *list)
{
	struct wait_view *views;
	size_t count;
	enum err e = query_waits(call->store, call->who, call->arena, &views,
	    &count);

	for (size_t i = 0; e == OK && i < count; i++) {
		const struct wait *wait = &views[i].wait;

		if (call->args.json) {
			json_array_append_new(list, json_pack(
			    "{s:o s:o s:o s:o s:o s:o s:o s:o}",
			    "kind", lines_json_word(VOCABULARY_WAIT,
			    wait->kind), "post", lines_json_id(wait->post),
			    "by", lines_json_opt(views[i].by),
			    "thread", lines_json_id(views[i].thread),
			    "title", lines_json_opt(views[i].title),
			    "profile", wait->profile == 0 ? json_null() :
			    lines_json_word(VOCABULARY_PROFILE,
			    wait->profile - 1u),
			    "since", lines_json_time(wait->since),
			    "until", lines_json_time(wait->until)));
			continue;
		}
		lines_field(call, "%s", i18n_word(VOCABULARY_WAIT,
		    wait->kind));
		lines_field(call, "%.*s", STR(views[i].by));
		lines_field(call, "#%llu", (unsigned long long)wait->post);
		lines_field(call, "%.*s", STR(views[i].title));
		if (wait->until != 0)
			lines_field(call, _("until %s"),
			    lines_date(call, wait->until));
		lines_end(call);
	}
	return e;
}

int
run_notices(struct call *call)
{
	struct notice_view *views;
	json_t *waits;
	size_t count, limit = call->args.limit ? call->args.limit : 100;
	enum err e;

	if (call->count > 0)
		return notices_clear(call);
	waits = json_array();
	if ((e = waits_list(call, waits)) == OK)
		e = query_notices(call->store, call->who, !call->args.all,
		    limit, call->arena, &views, &count);
	if (e != OK || !call->args.json)
		json_decref(waits);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, notice_json(&views[i]));
		return lines_json(call, json_pack("{s:o s:o}",
		    "waits", waits, "notices", list));
	}
	for (size_t i = 0; i < count; i++)
		notice_line(call, &views[i]);
	return DONE;
}
