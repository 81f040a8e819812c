/*
 * act_draft: what is being written.  A draft takes any valid text, also an
 * unfinished one; thrown away it stays a week.
 */
#include "store/forum/deed.h"

#include <string.h>

enum { DRAFTS_MAX = 100, THROWN_MAX = 100, THROWN_DAYS = 7,
	DRAFT_PART_MAX = TEXT_BODY_MAX, DRAFT_TEXT_MAX = 4 * TEXT_BODY_MAX };

enum err
draft_save_accept(struct deed *d)
{
	const struct draft	*draft = d->in.draft;

	if (draft == NULL)
		return ERR_INPUT;
	if (draft->type >= TYPE_COUNT || draft->text.len > DRAFT_TEXT_MAX ||
	    draft->title.len > DRAFT_PART_MAX ||
	    draft->hat.len > TEXT_LINE_MAX ||
	    draft->restate.len > DRAFT_PART_MAX ||
	    draft->agree.len > DRAFT_PART_MAX)
		return deed_refuse(d, N_("This draft is too long to be kept"
		    " whole."), 0, NULL);
	if (!text_valid(draft->text) || !text_valid(draft->title) ||
	    !text_valid(draft->hat) || !text_valid(draft->restate) ||
	    !text_valid(draft->agree))
		return ERR_INPUT;
	return OK;
}

static enum err
draft_del(struct deed *d, uint64_t number)
{
	struct key	key = key_u64_u64(d->self.id, number);

	return db_del(d->txn, DB_DRAFT, key_str(&key));
}

static enum err
draft_put(struct deed *d, const struct draft *draft)
{
	struct key	key = key_u64_u64(d->self.id, draft->number);

	return record_put(d->txn, &record_types[RECORD_DRAFT], key_str(&key),
	    draft);
}

static enum err
draft_get(struct deed *d, uint64_t number, struct draft *out)
{
	struct key	key = key_u64_u64(d->self.id, number);

	return record_get(d->txn, &record_types[RECORD_DRAFT], key_str(&key),
	    d->arena, out);
}

/*
 * May who acts know of this draft?  Its writer always; the program on the
 * server, under that name, only where the draft belongs to what it may read.
 */
static enum err
draft_known(struct deed *d, const struct draft *draft)
{
	uint64_t	number = draft->parent != 0 ? draft->parent :
			    draft->edits;
	struct room	room = { .id = draft->room };
	struct post	post;
	enum err	e;

	if (!d->caller.machine)
		return OK;
	if (draft->to != 0)
		return ERR_NOT_FOUND;
	if (number != 0) {
		if ((e = load_post(d->txn, number, d->arena, &post)) != OK ||
		    !post_known(&post, d->caller.member))
			return e != OK ? e : ERR_NOT_FOUND;
		room.id = post.room;
	}
	e = load_room(d->txn, room.id, d->arena, &room);
	return e == OK ? room_visible(d->txn, &d->caller, &room) : e;
}

/*
 * Counts one's drafts that wait, and lets those go that were thrown a week
 * ago, or that a hundred were thrown after.
 */
static enum err
drafts_tidy(struct deed *d, size_t *count)
{
	struct key	 prefix = key_u64(d->self.id);
	struct key	 end = key_u64(d->self.id + 1);
	struct arena	*row = arena_new();
	struct cursor	*cursor;
	struct str	 key, val;
	struct draft	 draft;
	uint64_t	*old = NULL;
	size_t		 thrown = 0, old_count = 0, i;
	enum err	 e;

	*count = 0;
	if ((e = db_cursor_open(d->txn, DB_DRAFT, &cursor)) != OK)
		goto out;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_prev(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(d->txn, &record_types[RECORD_DRAFT], key, val,
		    row, &draft);
		if (e != OK)
			break;
		if (!draft.thrown)
			(*count)++;
		else if (++thrown > THROWN_MAX || draft.saved <
		    d->caller.now - THROWN_DAYS * (int64_t)FORUM_DAY)
			*ARENA_PUSH(d->arena, old, old_count) = draft.number;
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
	for (i = 0; i < old_count && e == OK; i++)
		e = draft_del(d, old[i]);
out:
	arena_free(row);
	return e;
}

enum err
draft_save_apply(struct deed *d)
{
	struct draft	draft = *d->in.draft, before = { 0 };
	size_t		count;
	enum err	e;

	/* One that went meanwhile, in another session, is kept anew. */
	if (draft.number != 0) {
		if ((e = draft_get(d, draft.number, &before)) == OK)
			e = draft_known(d, &before);
		if (e == ERR_NOT_FOUND)
			draft.number = 0;
		else if (e != OK)
			return e;
	}
	if (draft.number == 0) {
		if ((e = drafts_tidy(d, &count)) != OK)
			return e;
		if (count >= DRAFTS_MAX) {
			refusal_set(d->why, N_("%ld drafts are waiting:"
			    " sending one or throwing one away makes room."),
			    (long)count, NULL);
			return ERR_LIMIT;
		}
		e = db_sequence_next(d->txn, "draft", &draft.number);
		if (e != OK)
			return e;
	}
	draft.member = d->self.id;
	draft.saved = d->caller.now;
	draft.thrown = false;
	d->result->id = draft.number;
	if ((draft.number != d->in.draft->number || before.thrown) &&
	    (e = deed_bump(d, CHANGE_DRAFTS, d->self.id)) != OK)
		return e;
	return draft_put(d, &draft);
}

enum err
draft_drop_apply(struct deed *d)
{
	struct draft	draft;
	enum err	e;

	if ((e = draft_get(d, d->in.number, &draft)) != OK ||
	    (e = draft_known(d, &draft)) != OK ||
	    (e = deed_bump(d, CHANGE_DRAFTS, d->self.id)) != OK)
		return e;
	d->result->id = draft.number;
	if (draft.thrown)
		return draft_del(d, draft.number);
	draft.thrown = true;
	draft.saved = d->caller.now;
	return draft_put(d, &draft);
}

/* The draft that was sent goes with the act that sent it. */
enum err
draft_sent(struct deed *d)
{
	enum err	e;

	if (d->in.number == 0)
		return OK;
	e = draft_del(d, d->in.number);
	if (e == OK)
		e = deed_bump(d, CHANGE_DRAFTS, d->self.id);
	return e == ERR_NOT_FOUND ? OK : e;
}
