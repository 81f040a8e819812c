/*
 * act_post: a thread's opening post and replies.  A post is: its head, its
 * text, a row of its thread's tree, its ordinal in the room and in the
 * thread's set of ordinals; the thread moves up in its room.
 */
#include "store/forum/deed.h"
#include "store/forum/duel.h"
#include "store/forum/restate.h"
#include "store/forum/rhythm.h"
#include "store/forum/round.h"
#include "store/forum/search.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"
#include "store/forum/synthesis.h"
#include "store/forum/wait.h"

enum { RESTATE_MIN = 40, RESTATE_MAX = 400, AGREE_MAX = 400,
	DISAGREE_MIN = 80 };

/* --- before the transaction --- */

enum err
post_suits(struct deed *d, enum post_type type, bool restated)
{
	enum err	e;

	if (type >= TYPE_COUNT)
		return deed_refuse(d, N_("The types are C, Q, E, N, D and S."),
		    0, NULL);
	if (type != TYPE_D) {
		if (d->in.restate.len == 0 && d->in.agree.len == 0)
			return OK;
		return deed_refuse(d, N_("A restatement goes with a"
		    " disagreement: type D."), 0, NULL);
	}
	if (d->in.restate.len == 0 && !restated)
		return deed_refuse(d, N_("A disagreement opens with the other"
		    " point of view in your own words, 40 to 400 characters."),
		    0, NULL);
	if (d->in.restate.len > 0 && (e = deed_signs(d, d->in.restate,
	    RESTATE_MIN, RESTATE_MAX,
	    NN_("%ld more character in part 1, so that the other person"
	    " recognises their view.",
	    "%ld more characters in part 1, so that the other person"
	    " recognises their view."), NULL,
	    N_("Part 1 takes 400 characters at most: %ld to remove."))) != OK)
		return e;
	if ((e = deed_signs(d, d->in.agree, 0, AGREE_MAX, NULL, NULL, NULL,
	    N_("Part 2 takes 400 characters at most: %ld to remove."))) != OK)
		return e;
	return deed_signs(d, d->in.text, DISAGREE_MIN, TEXT_BODY_MAX,
	    NN_("%ld more character in part 3, so that the other person can"
	    " answer.", "%ld more characters in part 3, so that the other"
	    " person can answer."),
	    NN_("%ld character to remove.", "%ld characters to remove."));
}

enum err
post_accept(struct deed *d)
{
	return post_suits(d, (enum post_type)d->in.type, false);
}

enum capability
thread_new_cap(const struct deed *d)
{
	return d->in.type == TYPE_Q ? CAP_THREAD_Q : CAP_THREAD;
}

enum capability
post_reply_cap(const struct deed *d)
{
	return d->in.type == TYPE_C || d->in.type == TYPE_Q ||
	    d->in.type == TYPE_E ? CAP_POST_CQE : CAP_POST_NDS;
}

/* --- within --- */

static enum err
hat_is_own(struct deed *d)
{
	size_t	i;

	if (d->in.hat.len == 0)
		return OK;
	for (i = 0; i < LENGTH(d->self.hats); i++)
		if (str_equal(d->in.hat, d->self.hats[i]))
			return OK;
	return deed_refuse(d, N_("“%s” is not among the hats of your profile:"
	    " add it there, or speak for yourself."), 0,
	    arena_memdup0(d->arena, d->in.hat.p, d->in.hat.len));
}

enum err
post_put(struct deed *d, const struct post *post)
{
	struct branch	branch = { .post = post->id, .parent = post->parent,
			    .ordinal = post->ordinal, .author = post->author,
			    .type = post->type, .state = post->state,
			    .created = post->created, .hat = post->hat,
			    .excerpt = post->excerpt,
			    .restated = post->restated,
			    .asked = post->asked, .mask = post->mask,
			    .masked = post->masked,
			    .masked_until = post->masked_until,
			    .article = post->article };
	struct key	key = key_u64(post->id);
	struct key	row = key_u64_u64(post->thread, post->id);
	enum err	e;

	e = record_put(d->txn, &record_types[RECORD_POST], key_str(&key),
	    post);
	if (e != OK)
		return e;
	return record_put(d->txn, &record_types[RECORD_BRANCH], key_str(&row),
	    &branch);
}

enum err
post_text_put(struct deed *d, const struct post *post, struct str text)
{
	struct post_text	row = { .post = post->id,
				    .revision = post->revision, .text = text,
				    .written = d->caller.now,
				    .restate = post->restate,
				    .agree = post->agree };
	struct key		key = key_u64_u64(post->id, post->revision);

	if (post->parent == 0)
		row.title = d->thread.title;
	return record_put(d->txn, &record_types[RECORD_POST_TEXT],
	    key_str(&key), &row);
}

/* Adds the n-th post's ordinal; only the last chunk is rewritten. */
static enum err
ordinal_add(struct deed *d, uint64_t ordinal)
{
	struct thread		*thread = &d->thread;
	uint64_t		 chunk = (thread->posts - 1) / FORUM_CHUNK;
	struct key		 key = key_u64_u64(thread->id, chunk);
	struct bytes_row	 row;
	struct rangeset		 set = { 0 };
	enum err		 e = OK;

	if (chunk < thread->chunks) {
		e = record_get(d->txn, &record_types[RECORD_THREAD_ORD],
		    key_str(&key), d->arena, &row);
		if (e == OK)
			e = rangeset_decode(&set,
			    (const uint8_t *)row.bytes.p, row.bytes.len);
	}
	if (e == OK) {
		rangeset_add(&set, ordinal, ordinal);
		e = bytes_put(d->txn, RECORD_THREAD_ORD, key_str(&key), &set);
	}
	thread->chunks = chunk + 1;
	rangeset_free(&set);
	return e;
}

/* Room, thread and what lists them, once the post has its numbers. */
static enum err
places_put(struct deed *d, const struct post *post, bool opens)
{
	struct key	at = room_thread_key(&d->thread);
	struct key	ordinal = key_u64_u64(post->room, post->ordinal);
	struct key	value = key_u64_u64(post->id, post->thread);
	struct key	thread = key_u64(post->thread);
	struct key	room = key_u64(post->room);
	enum err	e;

	if (!opens && (e = db_del(d->txn, DB_ROOM_THREAD, key_str(&at))) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	d->thread.posts++;
	/* A clock that went back changes nothing in what comes first. */
	if (d->room.last_post <= post->created)
		d->room.last_post = post->created;
	else
		d->room.last_post++;
	d->thread.last_post = d->room.last_post;
	d->thread.last_author = d->room.last_author = post->author;
	at = room_thread_key(&d->thread);
	synthesis_noted(d, post);
	if ((e = share_add(d, post, d->self.profiles[0])) != OK ||
	    (e = ordinal_add(d, post->ordinal)) != OK ||
	    (e = db_put(d->txn, DB_ROOM_THREAD, key_str(&at), str_of(""))) !=
	    OK || (e = db_put(d->txn, DB_ROOM_POST, key_str(&ordinal),
	    key_str(&value))) != OK ||
	    (e = record_put(d->txn, &record_types[RECORD_THREAD],
	    key_str(&thread), &d->thread)) != OK)
		return e;
	return record_put(d->txn, &record_types[RECORD_ROOM], key_str(&room),
	    &d->room);
}

/* One's own post is read. */
static enum err
own_read(struct deed *d, const struct post *post)
{
	struct marks	marks;
	enum err	e;

	e = marks_load(d->store, d->txn, &d->self, &d->room, &marks);
	if (e != OK)
		return e;
	rangeset_add(&marks.read, post->ordinal, post->ordinal);
	e = marks_save(d->txn, d->self.id, post->room, &marks);
	marks_free(&marks);
	return e;
}

/* What a newcomer's limits count. */
static enum err
newcomer_count(struct deed *d, const struct post *post)
{
	uint64_t	day = rate_day(d->caller.joined, d->caller.now);
	uint64_t	me = d->caller.member;
	enum err	e;

	if (d->caller.status != STATUS_NEWCOMER)
		return OK;
	if ((e = rate_bump(d->txn, me, RATE_POSTS, 0, 0)) != OK)
		return e;
	if (post->parent == 0)
		return rate_bump(d->txn, me, RATE_THREADS, 0, day);
	if ((e = rate_bump(d->txn, me, RATE_REPLIES, 0, day)) != OK)
		return e;
	return rate_bump(d->txn, me, RATE_THREAD_REPLIES, post->thread, day);
}

static enum err
reply_notify(struct deed *d, const struct post *post)
{
	if (post->answers_to == 0 || post->answers_to == post->author)
		return OK;
	if (post->restated == RESTATED_WAITING)	/* …and it says so */
		return restate_ask(d, post);
	if (post->restated != RESTATED_NOT)	/* they let it through */
		return OK;
	return deed_notice_post(d, post->answers_to, NOTICE_REPLY, post->id);
}

/* Search will look at it; of a store's first post on it has seen all. */
static enum err
search_told(struct deed *d, const struct post *post)
{
	enum err	e = OK;

	if (post->id == 1)
		e = search_begin(d->txn);
	return e == OK ? deed_touch(d, post) : e;
}

enum err
post_land(struct deed *d, struct post *post, struct str text)
{
	enum err	e;

	post->ordinal = ++d->room.posts;
	if ((e = places_put(d, post, post->parent == 0)) != OK ||
	    (e = synthesis_ask(d, post, text)) != OK ||
	    (e = round_written(d, post)) != OK ||
	    (e = post_put(d, post)) != OK ||
	    (e = post_text_put(d, post, text)) != OK ||
	    (e = search_told(d, post)) != OK || (e = own_read(d, post)) != OK ||
	    (e = reply_notify(d, post)) != OK ||
	    (e = wait_drop(d, post->author, WAIT_VIEW, post->thread)) != OK ||
	    (e = duel_look(d, post)) != OK ||
	    (e = sponsor_tell(d, post)) != OK ||
	    (e = mentions_notify(d, post, text, post->answers_to)) != OK ||
	    (e = deed_bump(d, CHANGE_ROOM, post->room)) != OK)
		return e;
	d->result->id = post->id;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}

static enum err
post_insert(struct deed *d, struct post *post)
{
	bool		withheld;
	enum err	e;

	post->room = d->room.id;
	post->thread = d->thread.id;
	post->author = d->caller.member;
	post->type = d->in.type;
	post->hat = d->in.hat;
	post->restate = d->in.restate;
	post->agree = d->in.agree;
	post->created = d->caller.now;
	post->revision = 1;
	post->excerpt = text_excerpt(d->in.text, d->arena);
	restate_begin(d, post);
	/* Who restates has taken one of the ways out of an exchange. */
	if (post->type == TYPE_D && (e = wait_drop(d, post->author, WAIT_DUEL,
	    post->thread)) != OK)
		return e;
	if ((e = newcomer_count(d, post)) != OK ||
	    (e = strict_withholds(d, post, &withheld)) != OK ||
	    (e = withheld ? strict_withhold(d, post) :
	    post_land(d, post, d->in.text)) != OK)
		return e;
	return draft_sent(d);
}

enum err
thread_new_apply(struct deed *d)
{
	struct post	post = { 0 };
	enum err	e;

	if ((e = hat_is_own(d)) != OK ||
	    (e = db_sequence_next(d->txn, "post", &post.id)) != OK)
		return e;
	d->thread = (struct thread){ .id = post.id, .room = d->room.id,
	    .author = d->caller.member, .title = d->in.title,
	    .type = d->in.type, .created = d->caller.now };
	d->room.threads++;
	return post_insert(d, &post);
}

enum err
post_reply_load(struct deed *d)
{
	enum err	e = restate_closed(d, &d->target.closed);

	/* In turn, nobody speaks too fast. */
	if (e != OK || (e = round_target(d)) != OK ||
	    round_speaks(d->target.round))
		return e;
	return rhythm_next(d, &d->target.next_post);
}

enum err
post_reply_apply(struct deed *d)
{
	struct post	post = { .parent = d->post.id,
			    .answers_to = d->post.author };
	enum err	e;

	if ((e = hat_is_own(d)) != OK || (e = round_suits(d, &post)) != OK ||
	    (e = db_sequence_next(d->txn, "post", &post.id)) != OK)
		return e;
	return post_insert(d, &post);
}
