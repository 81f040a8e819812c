/*
 * query_may: greying.  Answers as act_run() would, without doing.
 */
#include "store/forum/deed.h"
#include "store/forum/reader.h"

static enum err
may(const struct caller *caller, enum capability cap,
    const struct target *target, struct refusal *why)
{
	return policy_check(caller, cap, target, why);
}

/* A limit that is reached today still leaves the right. */
bool
reader_may(const struct reader *r, enum capability cap,
    const struct target *target)
{
	enum err	e = may(&r->caller, cap, target, NULL);

	return e == OK || e == ERR_LIMIT;
}

enum err
store_may(struct store *store, const struct who *who, enum act act,
    const struct act_args *args, struct refusal *why)
{
	struct act_result	result = { 0 };
	struct reader		r;
	struct deed		d = { .store = store, .who = who, .act = act,
				    .result = &result };
	enum err		e;

	if ((e = reader_open(&r, store, who, NULL)) != OK)
		return e;
	if (args != NULL)
		d.in = *args;
	d.why = &result.why;
	d.txn = r.txn;
	d.arena = r.scratch;
	d.caller = r.caller;
	d.self = r.self;
	if ((deed_row(act)->loads & RIGHT_FIRST) != 0)
		e = may(&d.caller, deed_capability(&d), &d.target, d.why);
	if (e == OK && (e = deed_load(&d)) == OK)
		e = may(&d.caller, deed_capability(&d), &d.target, d.why);
	if (why != NULL)
		*why = result.why;
	return reader_close(&r, e);
}
