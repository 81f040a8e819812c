/* wait: see wait.h. */
#include "store/forum/mailing.h"
#include "store/forum/wait.h"

static struct key
wait_key(uint64_t member, uint8_t kind, uint64_t id)
{
	return key_u64_u64_u64(member, kind, id);
}

enum err
wait_put(struct deed *d, const struct wait *asked)
{
	struct wait	wait = *asked;
	struct key	key = wait_key(wait.member, wait.kind, wait.id);
	enum err	e;

	if (wait.since == 0)
		wait.since = d->caller.now;
	e = record_put(d->txn, &record_types[RECORD_WAIT], key_str(&key),
	    &wait);
	if (e == OK && wait.until != 0)
		e = mailing_wake(d, wait.member);
	return e == OK ? deed_bump(d, CHANGE_MEMBER, wait.member) : e;
}

enum err
wait_drop(struct deed *d, uint64_t member, enum wait_kind kind, uint64_t id)
{
	struct key	key = wait_key(member, (uint8_t)kind, id);
	enum err	e = db_del(d->txn, DB_WAIT, key_str(&key));

	if (e == ERR_NOT_FOUND)
		return OK;
	return e == OK ? deed_bump(d, CHANGE_MEMBER, member) : e;
}

bool
wait_asked(struct txn *txn, uint64_t member, enum wait_kind kind, uint64_t id)
{
	struct key	key = wait_key(member, (uint8_t)kind, id);
	struct str	val;

	return db_get(txn, DB_WAIT, key_str(&key), &val) == OK;
}

bool
wait_over(const struct wait *wait, int64_t now)
{
	return wait->until != 0 && wait->until <= now;
}
