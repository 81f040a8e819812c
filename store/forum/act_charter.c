/* act_charter: a sysop gives the charter another text, members accept it. */
#include "store/forum/charter.h"
#include "store/forum/deed.h"

/* What was read is accepted, and not what took its place meanwhile. */
enum err
charter_accept_apply(struct deed *d)
{
	uint32_t	version = charter_within(d->store, d->txn)->version;
	enum err	e;

	if (d->in.revision != 0 && d->in.revision != version)
		return ERR_STALE;
	d->self.charter_accepted = d->caller.now;
	d->self.charter_version = version;
	if ((e = deed_put_member(d, &d->self)) != OK)
		return e;
	return deed_bump(d, CHANGE_MEMBER, d->self.id);
}

enum err
charter_set_accept(struct deed *d)
{
	struct charter	charter;
	enum err	e = charter_parse(d->in.text, d->arena, &charter,
			    d->why);

	d->in.text = charter.text;
	return e;
}

enum err
charter_set_apply(struct deed *d)
{
	const struct charter	*now = charter_within(d->store, d->txn);
	struct charter_row	 row = { .version = now->version + 1,
				    .at = d->caller.now,
				    .by = d->caller.member,
				    .text = d->in.text };
	struct key		 key = key_u64(row.version);
	enum err		 e;

	if (str_equal(now->text, row.text))
		return deed_refuse(d, N_("The charter says this already:"
		    " nothing is changed, and nobody is asked again."), 0,
		    NULL);
	e = record_put(d->txn, &record_types[RECORD_CHARTER], key_str(&key),
	    &row);
	if (e != OK)
		return e;
	d->result->id = row.version;
	return deed_bump(d, CHANGE_CHARTER, 0);
}
