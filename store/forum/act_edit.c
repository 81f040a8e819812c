/*
 * act_edit: one's own post, changed or deleted.  What is changed in the first
 * minutes takes the place of what stood there; every later revision is kept
 * until the post is deleted: then all of its words go, the tombstone stays and
 * is unread for nobody.
 */
#include "store/forum/deed.h"
#include "store/forum/restate.h"
#include "store/forum/round.h"
#include "store/forum/share.h"
#include "store/forum/strict.h"
#include "store/forum/synthesis.h"

enum { REVISIONS_MAX = 1000 };	/* a delete takes them all at once */

/* A new title, for an opening post that is given one. */
static enum err
title_put(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	enum err	e;

	if (d->in.title.len == 0 || str_equal(d->in.title, d->thread.title))
		return OK;
	if (d->post.parent != 0)
		return deed_refuse(d, N_("Only the opening post carries the"
		    " title."), 0, NULL);
	d->thread.title = d->in.title;
	e = record_put(d->txn, &record_types[RECORD_THREAD], key_str(&key),
	    &d->thread);
	return e == OK ? deed_bump(d, CHANGE_ROOM, d->room.id) : e;
}

/* The text that has just been replaced goes, if it has no history: not even
 * one that the clock, gone back, would hide. */
static enum err
replaced_drop(struct deed *d)
{
	struct key	key = key_u64_u64(d->post.id, d->post.revision - 1);
	enum err	e;

	if (d->post.edited != 0)
		return OK;
	e = db_del(d->txn, DB_TEXT, key_str(&key));
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}

enum err
post_edit_apply(struct deed *d)
{
	struct post	*post = &d->post;
	enum err	 e;

	if (d->in.revision != 0 && d->in.revision != post->revision)
		return ERR_STALE;
	if (post->revision >= REVISIONS_MAX) {
		refusal_set(d->why, N_("This post has been edited %ld times: a"
		    " reply to it, now."), REVISIONS_MAX, NULL);
		return ERR_LIMIT;
	}
	if ((e = post_suits(d, (enum post_type)post->type, true)) != OK ||
	    (e = round_suits(d, post)) != OK)
		return e;
	if ((e = restate_edit(d, post)) != OK)
		return e;
	if (d->in.agree.len > 0)
		post->agree = d->in.agree;
	post->revision++;
	if (d->caller.now > post->created + FORUM_EDIT_FREELY)
		post->edited = d->caller.now;
	post->excerpt = text_excerpt(d->in.text, d->arena);
	if ((e = synthesis_edited(d, post)) != OK ||
	    (e = synthesis_ask(d, post, d->in.text)) != OK ||
	    (e = title_put(d)) != OK || (e = replaced_drop(d)) != OK ||
	    (e = case_rephrased(d)) != OK || (e = post_put(d, post)) != OK ||
	    (e = post_text_put(d, post, d->in.text)) != OK ||
	    (e = deed_touch(d, post)) != OK ||
	    (e = draft_sent(d)) != OK)
		return e;
	d->result->id = post->id;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}

static enum err
texts_purge(struct deed *d)
{
	struct key	key;
	uint32_t	revision;
	enum err	e;

	for (revision = 1; revision <= d->post.revision; revision++) {
		key = key_u64_u64(d->post.id, revision);
		e = db_del(d->txn, DB_TEXT, key_str(&key));
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
	}
	return OK;
}

enum err
post_delete_apply(struct deed *d)
{
	struct post	*post = &d->post;
	struct key	 key = key_u64(post->room);
	struct key	 thread = key_u64(post->thread);
	struct rangeset	 dead = { 0 };
	enum err	 e;

	if (post->state == POST_WITHHELD)
		return strict_withdraw(d, post);
	post->state = POST_DELETED;
	post->hat = post->excerpt = str_of("");
	post->restate = post->agree = str_of("");
	if ((e = restate_drop(d, post)) != OK ||
	    (e = synthesis_drop(d, post)) != OK ||
	    (e = share_remove(d, post->author)) != OK ||
	    (e = record_put(d->txn, &record_types[RECORD_THREAD],
	    key_str(&thread), &d->thread)) != OK ||
	    (e = texts_purge(d)) != OK || (e = post_put(d, post)) != OK ||
	    (e = deed_touch(d, post)) != OK)
		return e;
	if ((e = dead_load(d->txn, post->room, &dead)) == OK) {
		rangeset_add(&dead, post->ordinal, post->ordinal);
		e = bytes_put(d->txn, RECORD_DEAD, key_str(&key), &dead);
	}
	rangeset_free(&dead);
	if (e != OK || (e = deed_bump(d, CHANGE_ROOM, post->room)) != OK)
		return e;
	d->result->id = post->id;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}
