/* mailing: see mailing.h. */
#include "store/forum/mailing.h"
#include "store/base/mime.h"
#include "store/forum/casefile.h"

#include <string.h>

enum { ROWS_READ = 300,		/* a call */
	SETTLES = 5,		/* seconds until all that was written in one
				 * is there to be read */
	FIRST_PAUSE = 300,	/* seconds before a second try; twice that,
				 * then, up to… */
	LONGEST_PAUSE = 6 * 3600,
	HOUR = 3600, LATE_DAYS = 3 };

static int64_t
pause_after(uint8_t tries)
{
	int64_t	pause = FIRST_PAUSE;

	while (tries-- > 1 && pause < LONGEST_PAUSE)
		pause *= 2;
	return pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE;
}

/* --- rows --- */

static enum err
mailing_get(struct txn *txn, uint64_t member, struct arena *arena,
    struct mailing *out)
{
	struct key	key = key_u64(member);

	return record_get(txn, &record_types[RECORD_MAILING], key_str(&key),
	    arena, out);
}

static enum err
mailing_put(struct txn *txn, const struct mailing *row)
{
	struct key	key = key_u64(row->member);

	return record_put(txn, &record_types[RECORD_MAILING], key_str(&key),
	    row);
}

static enum err
wake(struct txn *txn, uint64_t member, int64_t now, struct arena *arena)
{
	struct mailing	row = { 0 };
	enum err	e = mailing_get(txn, member, arena, &row);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK && (row.look <= now || row.tries > 0))
		return OK;		/* looked at anyway */
	row.member = member;
	row.look = now;
	return mailing_put(txn, &row);
}

enum err
mailing_wake(struct deed *d, uint64_t member)
{
	return wake(d->txn, member, d->caller.now, d->arena);
}

enum err
mailing_wake_moderators(struct deed *d)
{
	const struct mandate	*m;
	size_t			 i;
	enum err		 e = mandates_load(d->store, d->txn);

	for (i = 0; e == OK && i < d->store->mandate_count; i++) {
		m = &d->store->mandates[i];
		if (m->role == ROLE_MODERATOR &&
		    mandate_living(d->store, m, d->caller.now))
			e = mailing_wake(d, m->member);
	}
	return e;
}

/* --- what is due --- */

/* Where a member stands: is a mail due now, and if not, when to look again. */
static bool
due_now(const struct mailing *row, const struct mail *mail, int64_t now,
    int64_t *look)
{
	/* a clock that was set back must not tell all of it again */
	int64_t	told = row->told < now ? row->told : now;
	int64_t	day = row->last <= now ? row->last + MAIL_EVERY : now;
	bool	due = false;

	*look = now + HOUR;	/* a case may have waited long by then */
	for (size_t i = 0; i < mail->count; i++) {
		const struct mail_item	*item = &mail->items[i];
		int64_t			 urgent = item->until - MAIL_URGENT;
		int64_t			 at = item->since;

		if (urgent < item->since)
			urgent = item->since;
		if (at <= told || at < day)
			at = at <= told ? urgent : day;
		if (urgent > told && urgent < at)
			at = urgent;
		if (at <= told)
			continue;	/* told, and told again */
		at += SETTLES;
		if (at <= now)
			due = true;
		else if (at < *look)
			*look = at;
	}
	return due;
}

static bool
mailable(const struct member *m)
{
	return (m->status == STATUS_NEWCOMER || m->status == STATUS_MEMBER) &&
	    !m->unmailed && mail_address_ok(m->mail);
}

/* What the row comes to; *gone: nothing waits, and it may go. */
static enum err
member_due(struct store *store, struct mailing *row, const struct member *m,
    struct arena *arena, struct mail *mail, bool *due, bool *gone)
{
	struct who	who = { .member = m->id };
	int64_t		now = clock_now(), look;
	enum err	e = OK;

	*due = *gone = false;
	if (!mailable(m)) {
		*gone = true;
		return OK;
	}
	*mail = (struct mail){ .member = m->id, .handle = m->handle,
	    .address = m->mail, .language = m->language,
	    .told = row->told, .upto = now - SETTLES, .tries = (uint8_t)(row->tries + 1) };
	if ((e = mail_items(store, &who, arena, &mail->items,
	    &mail->count)) != OK)
		return e;
	*due = due_now(row, mail, now, &look);
	row->look = *due ? now + pause_after(mail->tries) : look;
	row->tries = *due ? mail->tries : 0;
	*gone = mail->count == 0 && (row->last > now ||
	    row->last + MAIL_EVERY <= now);
	return OK;
}

/* Writes what became of the row, unless it was written meanwhile. */
static enum err
row_settle(struct store *store, const struct mailing *before,
    const struct mailing *row, bool gone, struct arena *arena)
{
	struct key	key = key_u64(row->member);
	struct mailing	is;
	struct txn	*txn;
	enum err	e;

	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		return e;
	e = mailing_get(txn, row->member, arena, &is);
	if (e == OK && (is.look != before->look || is.told != before->told))
		e = ERR_STALE;
	if (e == OK)
		e = gone ? db_del(txn, DB_MAILING, key_str(&key)) :
		    mailing_put(txn, row);
	if (e == OK)
		return db_commit(txn);
	db_abort(txn);
	return e;
}

/* --- the walk --- */

/* The next row from *at on that is to be looked at now; with its member. */
static enum err
row_find(struct store *store, struct key *at, struct arena *arena,
    struct mailing *row, struct member *m)
{
	struct cursor	*cursor = NULL;
	struct txn	*txn;
	struct str	 key, val;
	size_t		 rows = 0;
	bool		 found = false;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	if ((e = db_cursor_open(txn, DB_MAILING, &cursor)) == OK)
		e = db_seek(cursor, key_str(at), &key, &val);
	for (; e == OK && !found && rows++ < ROWS_READ;
	    e = found ? OK : db_next(cursor, &key, &val)) {
		/* what cannot be read is left to `check` */
		found = record_read(txn, &record_types[RECORD_MAILING], key,
		    val, arena, row) == OK && row->look <= clock_now() &&
		    load_member(txn, row->member, arena, m) == OK;
		if (found)
			*at = key_u64(row->member + 1);
		else
			*at = key_bytes(key.p, key.len);
	}
	if (e == ERR_NOT_FOUND)
		*at = (struct key){ .len = 0 };
	db_cursor_close(cursor);
	db_abort(txn);
	return e == OK && !found ? ERR_STALE : e;
}

/* ERR_STALE: there is more to look at. */
static enum err
member_next(struct store *store, struct mail_walk *walk, struct arena *arena,
    struct mail *out)
{
	struct mailing	row, before;
	struct member	m;
	bool		due, gone;
	enum err	e;

	if ((e = row_find(store, &walk->at, arena, &row, &m)) != OK)
		return e;
	before = row;
	if ((e = member_due(store, &row, &m, arena, out, &due, &gone)) != OK ||
	    (e = row_settle(store, &before, &row, gone, arena)) != OK)
		return e;
	return due ? OK : ERR_STALE;
}

/* The oldest letter whose time has come, counted as tried. */
static enum err
letter_next(struct store *store, struct arena *arena, struct mail *out)
{
	struct letter	*letter = &out->letter;
	struct cursor	*cursor = NULL;
	struct txn	*txn;
	struct str	 key, val;
	bool		 found = false;
	enum err	 e;

	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		return e;
	if ((e = db_cursor_open(txn, DB_LETTER, &cursor)) == OK)
		e = db_seek(cursor, str_of(""), &key, &val);
	for (; e == OK && !found; e = found ? OK : db_next(cursor, &key,
	    &val)) {
		e = record_read(txn, &record_types[RECORD_LETTER], key, val,
		    arena, letter);
		found = e == OK && letter->look <= clock_now();
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	if (e == OK) {
		struct key	at = key_u64(letter->number);

		letter->tries++;
		letter->look = clock_now() + pause_after(letter->tries);
		e = record_put(txn, &record_types[RECORD_LETTER],
		    key_str(&at), letter);
	}
	if (e != OK) {
		db_abort(txn);
		return e;
	}
	*out = (struct mail){ .address = letter->address,
	    .language = letter->language, .letter = *letter,
	    .tries = letter->tries };
	return db_commit(txn);
}

static bool
letters_wait(struct store *store)
{
	struct cursor	*cursor;
	struct txn	*txn;
	struct str	 key, val;
	bool		 any = false;

	if (db_begin_read(store_db(store), &txn) != OK)
		return false;
	if (db_cursor_open(txn, DB_LETTER, &cursor) == OK) {
		any = db_seek(cursor, str_of(""), &key, &val) == OK;
		db_cursor_close(cursor);
	}
	db_abort(txn);
	return any;
}

enum err
mailing_next(struct store *store, struct mail_walk *walk,
    struct arena *arena, struct mail *out)
{
	bool		midway = walk->at.len > 0;
	enum err	e = ERR_NOT_FOUND;
	size_t		i;

	*out = (struct mail){ 0 };
	if (letters_wait(store) &&
	    (e = letter_next(store, arena, out)) != ERR_NOT_FOUND)
		return e;
	for (i = 0; i < ROWS_READ; i++) {
		e = member_next(store, walk, arena, out);
		if (e == ERR_NOT_FOUND && midway)
			midway = false;		/* the first ones again */
		else if (e != ERR_STALE)
			break;
	}
	return e == ERR_STALE ? ERR_NOT_FOUND : e;
}

/* --- what became of it --- */

static enum err
letter_gone(struct txn *txn, uint64_t number)
{
	struct key	key = key_u64(number);
	enum err	e = db_del(txn, DB_LETTER, key_str(&key));

	return e == ERR_NOT_FOUND ? OK : e;
}

/* All up to mail->upto counts as told; `sent`: and this was a mail. */
static enum err
told(struct store *store, const struct mail *mail, bool sent)
{
	struct arena	*arena = arena_new();
	struct mailing	 row;
	struct txn	*txn;
	enum err	 e;

	if ((e = db_begin_write(store_db(store), &txn)) != OK) {
		arena_free(arena);
		return e;
	}
	if (mail->member == 0)
		e = letter_gone(txn, mail->letter.number);
	else if ((e = mailing_get(txn, mail->member, arena, &row)) == OK) {
		row.told = mail->upto;
		if (sent)
			row.last = mail->upto + SETTLES;
		row.tries = 0;
		row.look = clock_now();
		e = mailing_put(txn, &row);
	}
	if (e == OK)
		e = db_commit(txn);
	else
		db_abort(txn);
	arena_free(arena);
	return e == ERR_NOT_FOUND ? OK : e;	/* a member gone meanwhile */
}

enum err
mailing_sent(struct store *store, const struct mail *mail)
{
	return told(store, mail, true);
}

enum err
mailing_failed(struct store *store, const struct mail *mail, bool *given_up)
{
	*given_up = mail->tries >= MAIL_TRIES_MOST;
	return *given_up ? told(store, mail, false) : OK;
}

/* --- letters --- */

enum err
letter_put(struct deed *d, const struct letter *wanted)
{
	struct letter	letter = *wanted;
	struct key	key;
	enum err	e;

	if (!mail_address_ok(letter.address))
		return deed_refuse(d, N_("A mail address looks like"
		    " name@domain."), 0, NULL);
	if ((e = db_sequence_next(d->txn, "letter", &letter.number)) != OK)
		return e;
	letter.at = letter.look = d->caller.now;
	letter.tries = 0;
	key = key_u64(letter.number);
	return record_put(d->txn, &record_types[RECORD_LETTER], key_str(&key),
	    &letter);
}

/* --- moderators --- */

static enum err
late(struct txn *txn, bool *out)
{
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	*out = false;
	if ((e = db_cursor_open(txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	e = db_seek(cursor, str_of(""), &key, &val);
	if (e == OK)
		*out = (int64_t)key_get_u64(key, 0) <= clock_now() -
		    LATE_DAYS * (int64_t)FORUM_DAY;
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Those who are not looked at anyway, within the hour. */
static enum err
asleep(struct store *store, struct txn *txn, struct arena *arena,
    struct u64s *out)
{
	const struct mandate	*m;
	struct mailing		 row;
	struct member		 member;
	size_t			 i;
	enum err		 e;

	if ((e = mandates_load(store, txn)) != OK)
		return e;
	for (i = 0; i < store->mandate_count; i++) {
		m = &store->mandates[i];
		if (m->role == ROLE_MODERATOR &&
		    mandate_living(store, m, clock_now()) &&
		    mailing_get(txn, m->member, arena, &row) ==
		    ERR_NOT_FOUND && load_member(txn, m->member, arena,
		    &member) == OK && mailable(&member))
			*ARENA_PUSH(arena, out->at, out->count) = m->member;
	}
	return OK;
}

enum err
mailing_wake_late(struct store *store)
{
	struct arena	*arena = arena_new();
	struct u64s	 who = { 0 };
	struct txn	*txn;
	size_t		 i;
	bool		 any = false;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) == OK) {
		if ((e = late(txn, &any)) == OK && any)
			e = asleep(store, txn, arena, &who);
		db_abort(txn);
	}
	if (e == OK && who.count > 0 &&
	    (e = db_begin_write(store_db(store), &txn)) == OK) {
		for (i = 0; e == OK && i < who.count; i++)
			e = wake(txn, who.at[i], clock_now(), arena);
		if (e == OK)
			e = db_commit(txn);
		else
			db_abort(txn);
	}
	arena_free(arena);
	return e;
}
