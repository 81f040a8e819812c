/*
 * erase: asked for, called off, and what is shown of who is gone.  What is
 * taken out of the store is in erase_purge.c.
 */
#include "store/forum/erase.h"
#include "store/forum/deed.h"
#include "store/forum/setting.h"

#include <sodium.h>

bool
erase_is_due(const struct member *m, int64_t now)
{
	return m->erase != 0 && m->erase <= now;
}

void
erase_veil(struct member *m)
{
	*m = (struct member){ .id = m->id, .status = STATUS_GONE,
	    .handle = str_of("membre-parti"), .structure = str_of(""),
	    .hats = { str_of(""), str_of(""), str_of("") },
	    .mail = str_of(""), .words = str_of(""),
	    .language = m->language, .measure = m->measure,
	    .joined = m->joined, .charter_accepted = m->charter_accepted,
	    .charter_version = m->charter_version, .sponsor = m->sponsor,
	    .sponsored = m->sponsored, .vouched = m->vouched };
}

unsigned
erase_number(struct txn *txn, uint64_t member, uint64_t thread)
{
	struct key	key = key_u64_u64(member, thread);
	unsigned char	hash[crypto_shorthash_BYTES];
	unsigned	n = 0;
	size_t		i;

	crypto_shorthash(hash, key.bytes, key.len, db_checksum_key(txn));
	for (i = 0; i < 4; i++)
		n = n << 8 | hash[i];
	return 10000 + n % 90000;
}

enum err
erase_apply(struct deed *d)
{
	char		 date[24] = "";
	struct member	*me = &d->self;
	enum err	 e;

	if (d->in.back != (me->erase != 0))
		return deed_refuse(d, d->in.back ? N_("Nothing was asked: the"
		    " account stays.") : N_("This was asked already; it can be"
		    " called off until its day."), 0, NULL);
	me->erase = 0;
	me->blank = !d->in.back && d->in.number != 0;
	if (!d->in.back) {
		me->erase = d->caller.now + (int64_t)FORUM_DAY *
		    setting_get(d->store, d->txn, SETTING_ERASE_DAYS);
		clock_rfc3339(me->erase, date);
		date[10] = '\0';		/* the day */
	}
	if ((e = deed_put_member(d, me)) != OK)
		return e;
	d->result->id = me->id;
	return deed_notice(d, me->id, NOTICE_ERASE, 0, str_of(date));
}
