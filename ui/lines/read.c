/* read: the line commands that show: rooms, threads, posts, what is unread. */
#include <string.h>

#include "ui/core/mask_words.h"
#include "ui/core/restatement.h"
#include "ui/core/synthesis_words.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static char *
unread_text(struct call *call, uint64_t n)
{
	return arena_printf(call->arena,
	    ngettext_("%lu unread", "%lu unread", n), (unsigned long)n);
}

int
run_rooms(struct call *call)
{
	struct room_view *rooms;
	size_t count;
	enum err e = query_rooms(call->store, call->who, call->arena, &rooms,
	    &count);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list,
			    lines_json_room(&rooms[i]));
		return lines_json(call, json_pack("{s:o}", "rooms", list));
	}
	for (size_t i = 0; i < count; i++) {
		const struct room *r = &rooms[i].room;
		lines_field(call, "%.*s", STR(r->name));
		lines_field(call, "%s", unread_text(call, rooms[i].unread));
		lines_field(call, ngettext_("%lu thread", "%lu threads",
		    r->threads), (unsigned long)r->threads);
		lines_field(call, "%.*s", STR(r->title));
		lines_end(call);
	}
	return DONE;
}

/* The room of operand n; says so and returns false if there is none. */
static bool
room_named(struct call *call, int n, struct room_view *room)
{
	enum err e = query_room_named(call->store, call->who, call->words[n],
	    call->arena, room);

	if (e == OK)
		return true;
	lines_refuse(call, e, NULL, call->words[n]);
	return false;
}

static const char *
watch_mark(const struct thread_view *v)
{
	return v->watch == WATCH_FOLLOW ? _(" [followed]") :
	    v->watch == WATCH_MUTE ? _(" [muted]") : "";
}

static void
thread_line(struct call *call, const struct thread_view *v)
{
	const struct thread *t = &v->thread;

	lines_field(call, "%llu", (unsigned long long)t->id);
	lines_field(call, ngettext_("%lu unread of %lu", "%lu unread of %lu",
	    v->unread), (unsigned long)v->unread, (unsigned long)t->posts);
	lines_field(call, "%.*s", STR(v->author));
	lines_field(call, "%s", lines_date(call, t->last_post));
	if (t->type == TYPE_C)
		lines_field(call, "%.*s%s", STR(t->title),
		    watch_mark(v));
	else
		lines_field(call, "[%s] %.*s%s",
		    vocabulary_words(VOCABULARY_TYPE,
		    &(size_t){ 0 })[t->type].word, STR(t->title),
		    watch_mark(v));
	lines_end(call);
}

int
run_threads(struct call *call)
{
	struct room_view room;
	struct thread_view *threads;
	size_t count, limit = call->args.limit ? call->args.limit : 50;
	enum err e;

	if (!room_named(call, 0, &room))
		return REFUSED;
	e = query_threads(call->store, call->who, room.room.id,
	    call->args.before, limit, THREADS_BY_ACTIVITY, call->arena,
	    &threads, &count);
	/* The room is there: what is not is the thread of --before. */
	if (e != OK)
		return lines_refuse(call, e, NULL, call->args.before ?
		    arena_printf(call->arena, "%llu",
		    (unsigned long long)call->args.before) : call->words[0]);
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list,
			    lines_json_thread(&threads[i]));
		return lines_json(call, json_pack("{s:o s:o}", "room",
		    lines_json_str(room.room.name), "threads", list));
	}
	for (size_t i = 0; i < count; i++)
		thread_line(call, &threads[i]);
	return DONE;
}

static void
part(struct call *call, const char *title, struct str text)
{
	if (text.len == 0)
		return;
	fprintf(call->io->out, "%s\n", title);
	lines_text(call, text);
	fputc('\n', call->io->out);
}

static void
post_lines(struct call *call, const struct post_view *v)
{
	const struct post *p = &v->post;

	lines_field(call, "%llu", (unsigned long long)p->id);
	lines_field(call, "%s", vocabulary_words(VOCABULARY_TYPE,
	    &(size_t){ 0 })[p->type].word);
	if (p->hat.len > 0)
		lines_field(call, "%.*s (%.*s)", STR(v->author), STR(p->hat));
	else
		lines_field(call, "%.*s", STR(v->author));
	lines_field(call, "%s", lines_date(call, p->created));
	if (p->parent != 0)
		lines_field(call, _("in answer to %llu, thread %llu"),
		    (unsigned long long)p->parent,
		    (unsigned long long)p->thread);
	else {
		lines_field(call, "%.*s", STR(v->room_name));
		lines_field(call, "%.*s", STR(v->title));
	}
	if (p->edited != 0 && p->state == POST_LIVE)
		lines_field(call, _("edited %s"), lines_date(call, p->edited));
	lines_end(call);
	fputc('\n', call->io->out);
	if (p->state == POST_DELETED) {
		fprintf(call->io->out, "[%s]\n",
		    i18n_word(VOCABULARY_POST_STATE, p->state));
		return;
	}
	if (v->mask != MASK_NOT)
		fprintf(call->io->out, "%s\n%s", mask_sentence(v,
		    call->arena), v->own ? "\n" : "");
	if (v->mask != MASK_NOT && !v->own)
		return;
	if (v->blind) {
		fprintf(call->io->out, "%s\n",
		    _("[Said in the round: to be read after your turn]"));
		return;
	}
	if (v->ignored) {
		/* The number of an opening post names its thread. */
		fprintf(call->io->out, "[%s]\n", arena_printf(call->arena,
		    p->parent == 0 ?
		    _("From %.*s, whom you ignore. read %llu --raw shows it.") :
		    _("From %.*s, whom you ignore. read %llu shows it."),
		    STR(v->author), (unsigned long long)p->id));
		return;
	}
	part(call, _("What I understand of your point of view"), p->restate);
	if (v->restated != RESTATED_NOT)
		fprintf(call->io->out, "%s\n\n",
		    restatement_words(v, call->arena));
	part(call, _("Where we meet"), p->agree);
	lines_text(call, v->text);
	if (v->present > 0) {
		fputc('\n', call->io->out);
		lines_text(call, str_of(synthesis_words(v, call->arena)));
	}
}

void
lines_mark_read(struct call *call, const struct post_view *posts,
    size_t count)
{
	struct rangeset marks = { 0 };
	struct act_args args = { .marks = &marks };

	if (call->who->member != 0)
		for (size_t i = 0; i < count; i++)
			if (posts[i].unread) {
				args.room = posts[i].post.room;
				rangeset_add(&marks, posts[i].post.ordinal,
				    posts[i].post.ordinal);
			}
	/* Reading never needs a write to succeed. */
	if (marks.count > 0)
		act_run(call->store, call->who, ACT_READ_MARK, &args, NULL);
	rangeset_free(&marks);
}

int
run_read(struct call *call)
{
	struct post_view one, *posts = &one;
	size_t count = 1;
	uint64_t id;
	enum err e;

	if (!lines_id(call, 0, &id))
		return lines_usage(call);
	if (call->args.raw && call->args.json)
		return lines_usage(call);
	e = query_post(call->store, call->who, id, call->arena, &one);
	if (e == OK && one.post.parent == 0 && !call->args.raw)
		e = query_thread_posts(call->store, call->who, id,
		    call->arena, &posts, &count);
	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	if (call->args.raw && (one.post.state == POST_DELETED || one.blind ||
	    (one.mask != MASK_NOT && !one.own && !one.opens)))
		return lines_say_no(call, arena_printf(call->arena,
		    _("%s has no text to show any more."), call->words[0]));
	/* A post asked for by its number is shown, whoever wrote it. */
	one.ignored = one.ignored && posts != &one;
	if (call->args.raw)
		fwrite(one.text.p, 1, one.text.len, call->io->out);
	else if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list,
			    lines_json_post(&posts[i]));
		lines_json(call, json_pack("{s:I s:o}", "thread",
		    (json_int_t)one.post.thread, "posts", list));
	} else
		for (size_t i = 0; i < count; i++) {
			if (i > 0)
				fputc('\n', call->io->out);
			post_lines(call, &posts[i]);
		}
	lines_mark_read(call, posts, count);
	return DONE;
}

static int
unread_mark(struct call *call)
{
	struct act_args args = { .post = call->args.mark };
	struct act_result result = { 0 };
	char *word = arena_printf(call->arena, "%llu",
	    (unsigned long long)args.post);
	struct post_view post;
	enum err e;

	if (call->count > 0)
		return lines_usage(call);
	if (query_post(call->store, call->who, args.post, call->arena,
	    &post) == OK && post.watch == WATCH_MUTE)
		return lines_say_no(call,
		    _("This thread is muted: nothing in it is unread."));
	e = act_run(call->store, call->who, ACT_READ_UNMARK, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, word);
	return lines_number(call, args.post);
}

int
run_unread(struct call *call)
{
	struct room_view room = { 0 };
	struct post_view *posts;
	size_t count, limit = call->args.limit ? call->args.limit : 500;
	bool more;
	enum err e;

	if (call->args.mark != 0)
		return unread_mark(call);
	if (call->count > 0 && !room_named(call, 0, &room))
		return REFUSED;
	e = query_unread(call->store, call->who, room.room.id, limit + 1,
	    call->arena, &posts, &count);
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	more = count > limit;
	count = more ? limit : count;
	/* Asked for so many, nobody takes them for all. */
	if (more && call->args.limit == 0)
		lines_say_no(call, arena_printf(call->arena, _("these are the "
		    "first %lu; others follow once they are read."),
		    (unsigned long)limit));
	if (call->args.json) {
		json_t *list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list,
			    lines_json_post(&posts[i]));
		return lines_json(call, json_pack("{s:o}", "posts", list));
	}
	for (size_t i = 0; i < count; i++) {
		const struct post *p = &posts[i].post;
		lines_field(call, "%llu", (unsigned long long)p->id);
		lines_field(call, "%s", vocabulary_words(VOCABULARY_TYPE,
		    &(size_t){ 0 })[p->type].word);
		lines_field(call, "%.*s", STR(posts[i].author));
		lines_field(call, "%.*s", STR(posts[i].room_name));
		lines_field(call, _("thread %llu"),
		    (unsigned long long)p->thread);
		if (posts[i].ignored)
			lines_field(call, "[%s]", _("ignored"));
		else
			lines_field(call, "%.*s", STR(p->excerpt));
		lines_end(call);
	}
	return DONE;
}

int
run_catchup(struct call *call)
{
	struct room_view room = { 0 };
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (call->count > 0 && !lines_id(call, 0, &args.thread) &&
	    !room_named(call, 0, &room))
		return REFUSED;
	args.room = room.room.id;
	e = act_run(call->store, call->who, ACT_CATCHUP, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why,
		    call->count > 0 ? call->words[0] : NULL);
	if (call->args.json && args.thread != 0)
		return lines_json(call, json_pack("{s:I}", "thread",
		    (json_int_t)args.thread));
	if (call->args.json)
		return lines_json(call, json_pack("{s:o}", "room",
		    lines_json_opt(room.room.name)));
	fprintf(call->io->out, "%s\n", _("All is marked as read."));
	return DONE;
}
