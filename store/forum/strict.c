/* strict: see strict.h. */
#include "store/forum/strict.h"
#include "store/forum/restate.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

int64_t
strict_until(struct store *store, struct txn *txn, int64_t written)
{
	return written + 3600 * (int64_t)setting_get(store, txn,
	    SETTING_STRICT_HOURS);
}

uint64_t
strict_of(struct txn *txn, uint64_t thread, uint64_t author)
{
	struct key	key = key_u64_u64(thread, author);
	struct str	val;

	return db_get(txn, DB_WITHHELD, key_str(&key), &val) == OK &&
	    val.len == 8 ? key_get_u64(val, 0) : 0;
}

enum err
strict_list(struct txn *txn, uint64_t thread, struct key *at, size_t most,
    struct arena *arena, struct u64s *out)
{
	struct key	 prefix = key_u64(thread);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(txn, DB_WITHHELD, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, thread != 0 ? key_str(&prefix) : key_str(at),
	    &key, &val); e == OK && out->count < most &&
	    (thread == 0 || key_has_prefix(key, key_str(&prefix)));
	    e = db_next(cursor, &key, &val))
		*ARENA_PUSH(arena, out->at, out->count) = key_get_u64(val, 0);
	if (thread == 0)
		*at = e == OK ? key_bytes(key.p, key.len) :
		    (struct key){ .len = 0 };
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
strict_withholds(struct deed *d, const struct post *post, bool *out)
{
	*out = false;
	if (!d->thread.strict || post->restated != RESTATED_WAITING)
		return OK;
	/* Nobody waits for one who is not asked. */
	return deed_tells(d, post->answers_to, out);
}

enum err
strict_withhold(struct deed *d, struct post *post)
{
	struct key	key = key_u64(post->id), val = key;
	struct key	row = key_u64_u64(post->thread, post->author);
	enum err	e;

	if (strict_of(d->txn, post->thread, post->author) != 0)
		return deed_refuse(d, N_("A disagreement of yours waits for its"
		    " answer in this thread; it can be withdrawn."), 0, NULL);
	post->state = POST_WITHHELD;
	if ((e = record_put(d->txn, &record_types[RECORD_POST], key_str(&key),
	    post)) != OK ||
	    (e = post_text_put(d, post, d->in.text)) != OK ||
	    (e = db_put(d->txn, DB_WITHHELD, key_str(&row), key_str(&val))) !=
	    OK || (e = restate_ask(d, post)) != OK)
		return e;
	d->result->id = post->id;
	d->result->withheld = true;
	return deed_bump(d, CHANGE_THREAD, post->thread);
}

enum err
strict_withdraw(struct deed *d, const struct post *post)
{
	struct key	key = key_u64(post->id);
	struct key	text = key_u64_u64(post->id, post->revision);
	struct key	row = key_u64_u64(post->thread, post->author);
	enum err	e;

	if ((e = db_del(d->txn, DB_POST, key_str(&key))) != OK ||
	    (e = db_del(d->txn, DB_TEXT, key_str(&text))) != OK ||
	    (e = db_del(d->txn, DB_WITHHELD, key_str(&row))) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	d->result->id = post->id;
	e = wait_drop(d, post->answers_to, WAIT_RESTATEMENT, post->id);
	return e == OK ? deed_bump(d, CHANGE_THREAD, post->thread) : e;
}

enum err
strict_publish(struct deed *d, struct post *post)
{
	struct caller	caller = d->caller;
	struct member	self = d->self;
	struct str	text;
	enum err	e;

	if ((e = load_text(d->txn, post->id, post->revision, d->arena,
	    &text)) != OK || (e = strict_withdraw(d, post)) != OK ||
	    (e = db_sequence_next(d->txn, "post", &post->id)) != OK ||
	    /* It is written by its author, whoever lets it through. */
	    (e = load_member(d->txn, post->author, d->arena, &d->self)) !=
	    OK || (e = caller_of(d->store, d->txn, post->author, d->arena,
	    &d->caller)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	post->state = POST_LIVE;
	post->created = caller.now;
	e = post_land(d, post, text);
	d->caller = caller;
	d->self = self;
	return e;
}
