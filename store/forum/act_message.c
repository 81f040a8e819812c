/*
 * act_message: private messages between two members.  A message is kept once
 * and each of the two has a side (struct talk): what is the last on it, up to
 * where it was read.  Removing takes it from one's own side; the message goes
 * with the second removal.
 */
#include "store/forum/deed.h"

enum { REMOVED_AT_ONCE = 200 };

/*
 * Does `reader` ignore `writer`?  Then the message comes silently: it is
 * there, but neither told nor counted.
 */
static bool
silenced(struct deed *d, uint64_t reader, uint64_t writer)
{
	return member_ignores(d->txn, reader, writer);
}

enum err
message_load(struct deed *d)
{
	bool	sends = d->act == ACT_MESSAGE_SEND;

	/* Who never came in is nobody's correspondent. */
	if (d->other.status == STATUS_WAITING ||
	    d->other.status == STATUS_REFUSED)
		return ERR_NOT_FOUND;
	d->target.talkers[0] = d->self.id;
	d->target.talkers[1] = d->other.id;
	if (sends && d->self.id != 0)
		d->caller.messages_today = (uint32_t)rate_get(d->txn,
		    d->self.id, RATE_MESSAGES, 0,
		    (uint64_t)d->caller.now / FORUM_DAY);
	return OK;
}

/* --- sides --- */

/* An empty side if there is none yet. */
static enum err
talk_get(struct deed *d, uint64_t member, uint64_t other, struct talk *out)
{
	enum err	e = load_talk(d->txn, member, other, d->arena, out);

	if (e != ERR_NOT_FOUND)
		return e;
	*out = (struct talk){ .member = member, .other = other };
	return OK;
}

static enum err
talk_put(struct deed *d, const struct talk *talk)
{
	struct key	key = key_u64_u64(talk->member, talk->other);
	enum err	e;

	e = talk->last == 0 ? db_del(d->txn, DB_TALK, key_str(&key)) :
	    record_put(d->txn, &record_types[RECORD_TALK], key_str(&key),
	    talk);
	if (e != OK && (talk->last != 0 || e != ERR_NOT_FOUND))
		return e;
	return deed_bump(d, CHANGE_MEMBER, talk->member);
}

/* Counts anew what the side holds unread: a walk over no more than that. */
static enum err
talk_count(struct deed *d, struct talk *talk)
{
	struct key	 from = message_key(talk->member, talk->other,
			    talk->read + 1);
	struct key	 prefix = message_key(talk->member, talk->other, 0);
	struct arena	*row = arena_new();
	struct message	 message;
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	prefix.len = 16;
	talk->unread = 0;
	if ((e = db_cursor_open(d->txn, DB_MESSAGE, &cursor)) != OK)
		goto out;
	for (e = db_seek(cursor, key_str(&from), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(d->txn, &record_types[RECORD_MESSAGE], key,
		    val, row, &message);
		if (e != OK)
			break;
		talk->unread += message.from == talk->other &&
		    !message.silent && !message_gone(&message, talk->member);
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
out:
	arena_free(row);
	return e;
}

/* --- notices --- */

/* The notice that tells of a side's unread messages, while it waits. */
static enum err
notice_get(struct deed *d, const struct talk *talk, struct notice *out)
{
	struct key	key = key_u64_u64(talk->member, talk->notice);
	enum err	e = ERR_NOT_FOUND;

	if (talk->notice != 0)
		e = record_get(d->txn, &record_types[RECORD_NOTICE],
		    key_str(&key), d->arena, out);
	return e == OK && out->seen != 0 ? ERR_NOT_FOUND : e;
}

/* One a sender until it is seen; never a word of the text. */
static enum err
notice_give(struct deed *d, struct talk *talk)
{
	struct notice	notice;
	struct str	val;
	enum err	e;

	if ((e = notice_get(d, talk, &notice)) != ERR_NOT_FOUND)
		return e;
	e = deed_notice(d, talk->member, NOTICE_MESSAGE, 0, str_of(""));
	if (e == OK)
		e = db_get(d->txn, DB_SEQUENCE, str_of("notice"), &val);
	if (e == OK)
		talk->notice = key_get_u64(val, 0);
	return e;
}

static enum err
notice_take(struct deed *d, struct talk *talk)
{
	struct notice	notice;
	struct key	key = key_u64_u64(talk->member, talk->notice);
	enum err	e;

	if ((e = notice_get(d, talk, &notice)) == OK) {
		notice.seen = d->caller.now;
		e = record_put(d->txn, &record_types[RECORD_NOTICE],
		    key_str(&key), &notice);
	}
	talk->notice = 0;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* --- sending --- */

static enum err
message_put(struct deed *d, const struct message *message)
{
	struct key	key = message_key(message->low, message->high,
			    message->number);

	if (message->gone_low && message->gone_high)
		return db_del(d->txn, DB_MESSAGE, key_str(&key));
	return record_put(d->txn, &record_types[RECORD_MESSAGE],
	    key_str(&key), message);
}

/* The message on the side of one of the two. */
static enum err
side_add(struct deed *d, const struct message *message, uint64_t member,
    uint64_t other)
{
	struct talk	talk;
	enum err	e;

	if ((e = talk_get(d, member, other, &talk)) != OK)
		return e;
	talk.last = message->number;
	talk.last_at = message->at;
	if (message->from == other && !message->silent) {
		talk.unread++;
		if ((e = notice_give(d, &talk)) != OK)
			return e;
	}
	return talk_put(d, &talk);
}

enum err
message_send_apply(struct deed *d)
{
	uint64_t	me = d->self.id, other = d->other.id;
	struct message	message = { .low = me < other ? me : other,
			    .high = me < other ? other : me, .from = me,
			    .at = d->caller.now, .text = d->in.text };
	enum err	e;

	if (me == other)
		return deed_refuse(d, N_("A message goes to somebody else; a"
		    " note to oneself can wait among the drafts."), 0, NULL);
	if (d->other.status == STATUS_GONE)
		return deed_refuse(d, N_("This account is closed: nobody"
		    " would read the message."), 0, NULL);
	message.silent = silenced(d, other, me);
	if ((e = db_sequence_next(d->txn, "message", &message.number)) != OK ||
	    (e = message_put(d, &message)) != OK ||
	    (e = side_add(d, &message, me, other)) != OK ||
	    (e = side_add(d, &message, other, me)) != OK ||
	    (e = rate_bump(d->txn, me, RATE_MESSAGES, 0,
	    (uint64_t)d->caller.now / FORUM_DAY)) != OK)
		return e;
	d->result->id = message.number;
	return draft_sent(d);
}

/* --- reading --- */

enum err
message_read_apply(struct deed *d)
{
	struct talk	talk;
	uint64_t	upto;
	enum err	e;

	e = load_talk(d->txn, d->self.id, d->other.id, d->arena, &talk);
	if (e != OK)
		return e;
	upto = d->in.number != 0 && d->in.number < talk.last ?
	    d->in.number : talk.last;
	d->result->id = talk.last;
	if (upto <= talk.read && talk.notice == 0)
		return OK;
	if (upto > talk.read)
		talk.read = upto;
	if ((e = talk_count(d, &talk)) == OK && talk.unread == 0)
		e = notice_take(d, &talk);
	return e == OK ? talk_put(d, &talk) : e;
}

/* --- removing --- */

/* The latest messages on one's side, up to `most` and to in.number if it is
 * given; what comes before them in *before: its number and time, or 0. */
static enum err
latest(struct deed *d, size_t most, struct message **out, size_t *count,
    struct message *before)
{
	struct key	 end = message_key(d->self.id, d->other.id,
			    UINT64_MAX);
	struct key	 prefix = end;
	struct message	 message;
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	prefix.len = 16;
	*before = (struct message){ 0 };
	if ((e = db_cursor_open(d->txn, DB_MESSAGE, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && before->number == 0 &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_prev(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_MESSAGE], key,
		    val, d->arena, &message);
		if (e != OK)
			break;
		if (message_gone(&message, d->self.id))
			continue;
		if (*count < most)
			*ARENA_PUSH(d->arena, *out, *count) = message;
		else
			*before = message;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
side_remove(struct deed *d, struct message *message)
{
	if (d->self.id == message->low)
		message->gone_low = true;
	else
		message->gone_high = true;
	return message_put(d, message);
}

/* The side as it is after a removal. */
static enum err
side_settle(struct deed *d, const struct message *last)
{
	struct talk	talk;
	enum err	e;

	e = load_talk(d->txn, d->self.id, d->other.id, d->arena, &talk);
	if (e != OK)
		return e;
	talk.last = last->number;
	talk.last_at = last->at;
	if ((e = talk_count(d, &talk)) == OK && talk.unread == 0)
		e = notice_take(d, &talk);
	return e == OK ? talk_put(d, &talk) : e;
}

static enum err
one_remove(struct deed *d)
{
	struct key	 key = message_key(d->self.id, d->other.id,
			    d->in.number);
	struct message	 message, before, *last = NULL;
	size_t		 count = 0;
	enum err	 e;

	e = record_get(d->txn, &record_types[RECORD_MESSAGE], key_str(&key),
	    d->arena, &message);
	if (e == OK && message_gone(&message, d->self.id))
		e = ERR_NOT_FOUND;
	if (e != OK || (e = side_remove(d, &message)) != OK ||
	    (e = latest(d, 1, &last, &count, &before)) != OK)
		return e;
	d->result->id = message.number;
	return side_settle(d, count > 0 ? last : &(struct message){ 0 });
}

enum err
message_remove_apply(struct deed *d)
{
	struct message	*all = NULL, before;
	size_t		 count = 0, i;
	enum err	 e;

	if (d->in.number != 0)
		return one_remove(d);
	e = latest(d, REMOVED_AT_ONCE, &all, &count, &before);
	if (e == OK && count == 0)
		return ERR_NOT_FOUND;
	for (i = 0; i < count && e == OK; i++)
		e = side_remove(d, &all[i]);
	if (e != OK)
		return e;
	d->result->waiting = before.number != 0;
	return side_settle(d, &before);
}

/* --- an account that is erased --- */

static enum err
pair_load(struct deed *d, struct message **out, size_t *count)
{
	struct key	 prefix = message_key(d->self.id, d->other.id, 0);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	prefix.len = 16;
	if ((e = db_cursor_open(d->txn, DB_MESSAGE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_MESSAGE], key,
		    val, d->arena, ARENA_PUSH(d->arena, *out, *count));
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The side of d->self as it is now; nothing if there was none. */
static enum err
side_again(struct deed *d)
{
	struct message	*last = NULL, before, none = { 0 };
	size_t		 count = 0;
	enum err	 e = latest(d, 1, &last, &count, &before);

	if (e == OK)
		e = side_settle(d, count > 0 ? last : &none);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
messages_erase(struct deed *d, uint64_t member, uint64_t other)
{
	struct message	*all = NULL;
	size_t		 count = 0, i;
	enum err	 e;

	d->self.id = member;
	d->other.id = other;
	e = pair_load(d, &all, &count);
	for (i = 0; e == OK && i < count; i++) {
		if (all[i].from == member)
			all[i].gone_low = all[i].gone_high = true;
		e = side_remove(d, &all[i]);
	}
	if (e != OK || (e = side_again(d)) != OK)
		return e;
	d->self.id = other;
	d->other.id = member;
	return side_again(d);
}
