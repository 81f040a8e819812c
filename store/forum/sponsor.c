/* sponsor: see sponsor.h. */
#include "store/forum/setting.h"
#include "store/forum/sponsor.h"

int64_t
sponsored_since(const struct member *m)
{
	return m->sponsored != 0 ? m->sponsored : m->joined;
}

int64_t
sponsored_until(struct store *store, struct txn *txn, const struct member *m)
{
	if (m->sponsor == 0)
		return 0;
	return sponsored_since(m) + FORUM_DAY *
	    (int64_t)setting_get(store, txn, SETTING_SPONSOR_DAYS);
}

struct key
godchild_key(const struct member *m)
{
	return key_u64_u64_u64(m->sponsor, ~(uint64_t)sponsored_since(m),
	    m->id);
}
