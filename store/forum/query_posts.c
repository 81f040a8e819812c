/*
 * query_posts: posts with their texts.
 */
#include "store/forum/reader.h"
#include "store/forum/mask.h"
#include "store/forum/restate.h"
#include "store/forum/strict.h"
#include "store/forum/synthesis.h"

/* The parent's author, and its type for the line "in reply to". */
static enum err
parent_view(struct reader *r, const struct post *post, struct post_view *out)
{
	struct post	parent;
	enum err	e;

	if (post->parent == 0)
		return OK;
	e = load_post(r->txn, post->parent, r->scratch, &parent);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	out->parent_author = reader_author(r, parent.author, parent.thread);
	out->parent_type = parent.type;
	return OK;
}

/* What came of its restatement, and whether the reader is asked. */
static void
restatement_view(struct reader *r, const struct post *post,
    struct target *target, struct post_view *out)
{
	if (post->restated == RESTATED_NOT)
		return;
	out->answer_until = restate_until(r->store, r->txn, post->asked);
	out->restated = restate_now(post->restated, out->answer_until,
	    r->caller.now);
	target->restated = out->restated;
	target->answer_fresh = restate_fresh(post, r->caller.now);
	out->may_answer = reader_may(r, CAP_ANSWER, target);
	out->restate_again = out->own && restate_again(post);
}

/* The profiles that have a voice in the thread, as bits. */
static unsigned
profiles_present(const struct thread *thread)
{
	unsigned	bits = 0, i;

	for (i = 1; i <= PROFILE_COUNT && i < thread->shares.count; i++)
		if (thread->shares.at[i] > 0)
			bits |= 1u << (i - 1);
	return bits;
}

/* What is said of a synthesis, and whether the reader may say something. */
static enum err
synthesis_view(struct reader *r, const struct post *post,
    const struct thread *thread, struct target *target,
    struct post_view *out)
{
	unsigned	 present = profiles_present(thread);
	struct stand	*stands;
	size_t		 count, i;
	uint8_t		 profile;
	enum err	 e;

	if (post->type != TYPE_S || post->parent == 0 ||
	    post->state != POST_LIVE)
		return OK;
	out->present = (unsigned)__builtin_popcount(present);
	out->supports = (unsigned)__builtin_popcount(post->supports & present);
	out->answer_until = synthesis_until(r->store, r->txn, post);
	if ((e = stands_load(r->txn, post->id, r->arena, &stands, &count)) !=
	    OK)
		return e;
	for (i = 0; i < count; i++) {
		if (stands[i].member == r->self.id)
			out->stands = (enum stand_kind)stands[i].kind;
		if (stands[i].kind == STAND_LACKS &&
		    !reader_ignores(r, stands[i].member))
			*ARENA_PUSH(r->arena, out->lacks, out->lack_count) =
			    (struct lack_view){ reader_author(r,
			    stands[i].member, thread->id), stands[i].text };
	}
	target->stands = out->stands;
	target->stand_until = out->answer_until;
	target->voiced = stand_voiced(r->txn, thread->id, r->self.id,
	    &profile);
	out->may_stand = reader_may(r, CAP_STAND, target);
	return OK;
}

enum err
view_post(struct reader *r, const struct post *post,
    const struct thread *thread, const struct room *room,
    const struct rangeset *known, struct post_view *out)
{
	struct target	target = { .room = room, .thread = thread,
			    .post = post };
	enum err	e;

	out->post = *post;
	out->author = reader_author(r, post->author, post->thread);
	out->title = thread->title;
	out->room_name = room->name;
	out->room_title = room->title;
	out->unread = post->ordinal != 0 &&
	    !rangeset_has(known, post->ordinal);
	out->own = r->self.id != 0 && post->author == r->self.id;
	out->ignored = reader_ignores(r, post->author);
	out->watch = reader_watch(r, thread);
	if (out->own) {
		out->may_edit = post->state == POST_LIVE &&
		    reader_may(r, CAP_EDIT_OWN, &target);
		out->may_delete = reader_may(r, CAP_DELETE_OWN, &target);
	}
	restatement_view(r, post, &target, out);
	out->text = str_of("");
	if (reader_blind(r, thread, post->ordinal)) {
		out->blind = true;
		out->post.excerpt = out->post.restate = out->post.agree =
		    out->text;
		out->restated = RESTATED_NOT;
		return parent_view(r, post, out);
	}
	out->mask = mask_now(post->mask, post->masked_until, r->caller.now);
	if (out->mask != MASK_NOT && !out->own) {
		out->post.excerpt = out->text;
		out->opens = mask_opens(out->mask, post->article);
		if (!out->opens) {
			out->post.restate = out->post.agree = out->text;
			out->restated = RESTATED_NOT;
			return parent_view(r, post, out);
		}
	}
	if ((e = synthesis_view(r, post, thread, &target, out)) != OK ||
	    (e = parent_view(r, post, out)) != OK ||
	    post->state == POST_DELETED)
		return e;
	if (post->state == POST_WITHHELD)
		out->withheld_until = strict_until(r->store, r->txn,
		    post->created);
	e = load_text(r->txn, post->id, post->revision, r->arena, &out->text);
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}

enum err
query_post(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct post_view *out)
{
	struct post_view	view = { 0 };
	struct rangeset		known = { 0 };
	struct reader		r;
	struct thread		thread;
	struct room		room;
	struct post		post;
	enum err		e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = reader_post(&r, id, &post, &thread, &room)) == OK &&
	    (e = reader_known(&r, &room, &known, NULL)) == OK &&
	    (e = view_post(&r, &post, &thread, &room, &known, &view)) == OK)
		*out = view;
	rangeset_free(&known);
	return reader_close(&r, e);
}

static enum err
posts_load(struct reader *r, const struct thread *thread,
    const struct room *room, const struct rangeset *known,
    struct post_view **out, size_t *count)
{
	struct branch_view	*tree;
	struct post_view	*views;
	struct post		 post;
	size_t			 n, i;
	enum err		 e;

	e = tree_build(r, thread, known, r->scratch, &tree, &n);
	if (e != OK)
		return e;
	views = arena_alloc(r->arena, n * sizeof(*views));
	for (i = 0; i < n && e == OK; i++) {
		e = load_post(r->txn, tree[i].branch.post, r->arena, &post);
		if (e == OK)
			e = view_post(r, &post, thread, room, known,
			    &views[i]);
	}
	if (e == ERR_NOT_FOUND)
		e = ERR_DAMAGED;
	if (e == OK) {
		*out = views;
		*count = n;
	}
	return e;
}

enum err
query_thread_posts(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct post_view **out, size_t *count)
{
	struct rangeset	known = { 0 };
	struct reader	r;
	struct thread	thread;
	struct room	room;
	enum err	e;

	if ((e = reader_open_thread(&r, store, who, id, arena, &thread, &room,
	    &known)) != OK)
		return e;
	e = posts_load(&r, &thread, &room, &known, out, count);
	rangeset_free(&known);
	return reader_close(&r, e);
}
