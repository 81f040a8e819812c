/*
 * query_messages: one's private messages.  The keys begin with the reader's
 * own number, or with the pair that the reader is one of: there is no way to
 * ask for somebody else's.
 */
#include "store/forum/deed.h"
#include "store/forum/reader.h"

#include <stdlib.h>

static enum err
may_read(struct reader *r, uint64_t other)
{
	struct target	target = { .talkers = { r->self.id, other } };

	return reader_may(r, CAP_MESSAGE_READ, &target) ? OK : ERR_DENIED;
}

/* --- conversations --- */

/* Latest first. */
static int
talk_compare(const void *a, const void *b)
{
	const struct talk_view	*x = a, *y = b;

	return x->last < y->last ? 1 : x->last > y->last ? -1 : 0;
}

static enum err
talks_load(struct reader *r, struct talk_view **out, size_t *count,
    uint64_t *unread)
{
	struct key	 prefix = key_u64(r->self.id);
	struct cursor	*cursor;
	struct str	 key, val;
	struct talk	 talk;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_TALK, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_TALK], key, val,
		    r->scratch, &talk);
		if (e != OK)
			break;
		*ARENA_PUSH(r->arena, *out, *count) = (struct talk_view){
		    .other = talk.other, .last = talk.last,
		    .last_at = talk.last_at, .unread = talk.unread };
		*unread += talk.unread;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* What a line of the list shows beyond numbers. */
static enum err
talk_fill(struct reader *r, struct talk_view *view, struct arena *row)
{
	struct key	key = message_key(r->self.id, view->other,
			    view->last);
	struct message	message;
	struct member	other;
	enum err	e;

	e = record_get(r->txn, &record_types[RECORD_MESSAGE], key_str(&key),
	    row, &message);
	if (e == OK)
		e = load_member(r->txn, view->other, row, &other);
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	view->name = reader_handle(r, view->other);
	view->closed = other.status == STATUS_GONE;
	view->mine = message.from == r->self.id;
	view->excerpt = text_excerpt(message.text, r->arena);
	return OK;
}

static enum err
talks_view(struct reader *r, size_t limit, struct talk_view **out,
    size_t *count, uint64_t *unread)
{
	struct arena	*row = arena_new();
	size_t		 i;
	enum err	 e;

	*out = NULL;
	*count = 0;
	*unread = 0;
	if ((e = may_read(r, 0)) == OK)
		e = talks_load(r, out, count, unread);
	if (e == OK && *count > 1)
		qsort(*out, *count, sizeof(**out), talk_compare);
	if (*count > limit)
		*count = limit;
	for (i = 0; i < *count && e == OK; i++) {
		arena_reset(row);
		e = talk_fill(r, &(*out)[i], row);
	}
	arena_free(row);
	return e;
}

enum err
query_talks(struct store *store, const struct who *who, size_t limit,
    struct arena *arena, struct talk_view **out, size_t *count,
    uint64_t *unread)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, talks_view(&r, limit, out, count, unread));
}

/* --- one conversation --- */

static enum err
first_unread(struct reader *r, const struct talk *talk, uint64_t *out)
{
	struct key	 from = message_key(talk->member, talk->other,
			    talk->read + 1);
	struct key	 prefix = from;
	struct message	 message;
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	prefix.len = 16;
	if (talk->unread == 0)
		return OK;
	if ((e = db_cursor_open(r->txn, DB_MESSAGE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&from), &key, &val);
	    e == OK && *out == 0 && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_MESSAGE], key,
		    val, r->scratch, &message);
		if (e != OK)
			break;
		if (message.from == talk->other && !message.silent &&
		    !message_gone(&message, talk->member))
			*out = message.number;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_talk(struct store *store, const struct who *who, uint64_t other,
    struct arena *arena, struct talk_view *out)
{
	struct talk_view	view = { .other = other };
	struct reader		r;
	struct talk		talk;
	enum err		e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = may_read(&r, other)) == OK && (e = load_talk(r.txn,
	    r.self.id, other, r.scratch, &talk)) == OK) {
		view.last = talk.last;
		view.last_at = talk.last_at;
		view.unread = talk.unread;
		e = talk_fill(&r, &view, r.scratch);
	}
	if (e == OK && (e = first_unread(&r, &talk, &view.first_unread)) == OK)
		*out = view;
	return reader_close(&r, e);
}

static void
message_view(struct reader *r, const struct message *message,
    const struct talk *talk, struct message_view *out)
{
	out->number = message->number;
	out->at = message->at;
	out->text = arena_str(r->arena, message->text);
	out->mine = message->from == r->self.id;
	out->author = reader_handle(r, message->from);
	out->unread = !out->mine && !message->silent &&
	    message->number > talk->read;
}

/* The last ones before a number, latest first as they are found. */
static enum err
messages_load(struct reader *r, const struct talk *talk, uint64_t before,
    size_t limit, struct message_view **out, size_t *count)
{
	struct key	 end = message_key(talk->member, talk->other,
			    before != 0 ? before : UINT64_MAX);
	struct key	 prefix = end;
	struct message	 message;
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	prefix.len = 16;
	if ((e = db_cursor_open(r->txn, DB_MESSAGE, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && *count < limit &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_prev(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_MESSAGE], key,
		    val, r->scratch, &message);
		if (e != OK)
			break;
		if (!message_gone(&message, r->self.id))
			message_view(r, &message, talk, ARENA_PUSH(r->arena,
			    *out, *count));
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
messages_view(struct reader *r, uint64_t other, uint64_t before,
    size_t limit, struct message_view **out, size_t *count)
{
	struct message_view	one;
	struct talk		talk;
	size_t			i;
	enum err		e;

	*out = NULL;
	*count = 0;
	if ((e = may_read(r, other)) != OK)
		return e;
	e = load_talk(r->txn, r->self.id, other, r->scratch, &talk);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	e = messages_load(r, &talk, before, limit, out, count);
	for (i = 0; i < *count / 2; i++) {
		one = (*out)[i];
		(*out)[i] = (*out)[*count - 1 - i];
		(*out)[*count - 1 - i] = one;
	}
	return e;
}

enum err
query_messages(struct store *store, const struct who *who, uint64_t other,
    uint64_t before, size_t limit, struct arena *arena,
    struct message_view **out, size_t *count)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, messages_view(&r, other, before, limit, out,
	    count));
}
