/* mandate_due: what the keeper says of mandates that end, or go on. */
#include "store/forum/mandate.h"

enum { MANY = 100 };

/* --- mandates that end --- */

static const int reminded[] = { 7, 30 };	/* days before the end */

/* "sysop 2026-12-01 7 3": which reminder it is, of the mandate numbered 3. */
static struct str
reminder_text(const struct mandate *m, int days, struct arena *arena)
{
	char	date[24];

	clock_rfc3339(m->ends, date);
	date[10] = '\0';
	return str_of(arena_printf(arena, "%s %s %d %llu",
	    mandate_role(m->role), date, days, (unsigned long long)m->id));
}

static bool
told_already(struct txn *txn, uint64_t member, struct str text,
    struct arena *arena)
{
	struct key	 prefix = key_u64(member);
	struct notice	 notice;
	struct cursor	*cursor;
	struct str	 key, val;
	bool		 found = false;
	enum err	 e;

	if (db_cursor_open(txn, DB_NOTICE, &cursor) != OK)
		return true;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && !found && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val))
		found = record_read(txn, &record_types[RECORD_NOTICE], key,
		    val, arena, &notice) == OK &&
		    notice.kind == NOTICE_MANDATE_ENDS &&
		    str_equal(notice.text, text);
	db_cursor_close(cursor);
	return found;
}

/* The reminder that this mandate is due, and was not given; empty: none. */
static struct str
reminder_due(struct store *store, struct txn *txn, const struct mandate *m,
    struct arena *arena)
{
	int64_t		now = clock_now();
	struct str	text;
	size_t		i;

	if (m->ended || now >= m->ends || !mandate_living(store, m, now) ||
	    mandate_renewed(store, m))
		return str_of("");
	for (i = 0; i < LENGTH(reminded); i++)
		if (now >= m->ends - reminded[i] * (int64_t)FORUM_DAY) {
			text = reminder_text(m, reminded[i], arena);
			return told_already(txn, m->member, text, arena) ?
			    str_of("") : text;
		}
	return str_of("");
}

/* --- the last moderators --- */

/* Until when it goes on, said 30 days at a time; 0: it does not, or that was
 * said. */
static int64_t
prolonged_until(struct store *store, const struct mandate *m)
{
	int64_t	now = clock_now(), until;

	if (m->role != ROLE_MODERATOR || now < m->ends ||
	    !mandate_living(store, m, now))
		return 0;
	until = mandate_until(m, now);
	return until > m->prolonged ? until : 0;
}

/* "+moderator 2026-12-01", with the handle to others than the holder. */
static enum err
prolong(struct deed *d, const struct mandate *m, int64_t until)
{
	struct mandate	longer = *m;
	struct member	holder;
	struct u64s	told = { 0 };
	struct str	text;
	char		date[24];
	enum err	e;

	longer.prolonged = until;
	clock_rfc3339(until, date);
	date[10] = '\0';
	if ((e = load_member(d->txn, m->member, d->arena, &holder)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	text = str_of(arena_printf(d->arena, "+%s %s %.*s",
	    mandate_role(m->role), date, (int)holder.handle.len,
	    holder.handle.p));
	if ((e = deed_notice(d, m->member, NOTICE_MANDATE, 0,
	    str_of(arena_printf(d->arena, "+%s %s", mandate_role(m->role),
	    date)))) != OK ||
	    (e = mandate_tell_all(d, ROLE_MODERATOR, m->member, text,
	    &told)) != OK ||
	    (e = mandate_tell_all(d, ROLE_GUARANTOR, m->member, text,
	    &told)) != OK ||
	    (e = mandate_tell_all(d, ROLE_SYSOP, m->member, text,
	    &told)) != OK ||
	    (e = mandate_entry(d, MANDATE_PROLONGED, &longer)) != OK)
		return e;
	return mandate_put(d, &longer);
}

/* --- the keeper's look --- */

struct found { size_t reminders, prolonged; };

/* What one mandate asks for, done or only counted. */
static enum err
one_due(struct deed *d, const struct mandate *m, bool write,
    struct found *found)
{
	struct str	text = reminder_due(d->store, d->txn, m, d->arena);
	int64_t		until = prolonged_until(d->store, m);
	enum err	e = OK;

	if (text.len > 0) {
		found->reminders++;
		if (write)
			e = deed_notice(d, m->member, NOTICE_MANDATE_ENDS, 0,
			    text);
	}
	if (e == OK && until != 0) {
		found->prolonged++;
		if (write)
			e = prolong(d, m, until);
	}
	return e;
}

/* All mandates, in one transaction. */
static enum err
mandates_look(struct store *store, bool write, struct found *found)
{
	struct act_result	result = { 0 };
	struct who		who = { .machine = true };
	struct deed		d = { .store = store, .who = &who,
				    .arena = arena_new(), .result = &result };
	size_t			i;
	enum err		e;

	*found = (struct found){ 0 };
	d.caller.now = clock_now();
	e = write ? db_begin_write(store_db(store), &d.txn) :
	    db_begin_read(store_db(store), &d.txn);
	if (e != OK) {
		arena_free(d.arena);
		return e;
	}
	e = mandates_load(store, d.txn);
	for (i = 0; e == OK && i < store->mandate_count &&
	    found->reminders + found->prolonged < MANY; i++)
		e = one_due(&d, &store->mandates[i], write, found);
	if (e == OK && write)
		e = db_commit(d.txn);
	else
		db_abort(d.txn);
	arena_free(d.arena);
	return e;
}

enum err
mandates_due(struct store *store, size_t *reminders, size_t *prolonged)
{
	struct found	found;
	enum err	e = mandates_look(store, false, &found);

	if (e != OK || found.reminders + found.prolonged == 0)
		return e;
	if ((e = mandates_look(store, true, &found)) == OK) {
		*reminders += found.reminders;
		*prolonged += found.prolonged;
	}
	return e;
}
