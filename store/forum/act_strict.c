/* act_strict: a facilitator makes a thread strict, or no longer: then what was
 * withheld in it is published. */
#include "store/forum/strict.h"

enum err
strict_set_apply(struct deed *d)
{
	struct key	key = key_u64(d->thread.id);
	struct u64s	held = { 0 };
	struct post	post;
	size_t		i;
	enum err	e = OK;

	d->thread.strict = !d->in.back;
	if (d->in.back)
		e = strict_list(d->txn, d->thread.id, NULL, SIZE_MAX, d->arena,
		    &held);
	for (i = 0; e == OK && i < held.count; i++) {
		e = load_post(d->txn, held.at[i], d->arena, &post);
		if (e == OK)
			e = strict_publish(d, &post);
	}
	if (e != OK || (e = record_put(d->txn, &record_types[RECORD_THREAD],
	    key_str(&key), &d->thread)) != OK)
		return e;
	d->result->id = d->thread.id;
	return deed_bump(d, CHANGE_THREAD, d->thread.id);
}
