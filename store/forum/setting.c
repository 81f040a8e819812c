/* setting: see setting.h. */
#include "store/forum/deed.h"
#include "store/forum/setting.h"

#include <string.h>

static const struct setting_row rows[SETTING_COUNT] = {
#define X(id, word, initial, least, most, help) \
	{ word, help, initial, least, most },
	SETTINGS(X)
#undef X
};

const struct setting_row *
setting_row(enum setting setting)
{
	return &rows[setting];
}

int
setting_find(const char *word)
{
	int	i;

	for (i = 0; i < SETTING_COUNT; i++)
		if (strcmp(rows[i].word, word) == 0)
			return i;
	return -1;
}

static long
stored(struct txn *txn, const struct setting_row *row)
{
	struct str	val;
	long		value;

	if (db_get(txn, DB_SETTING, str_of(row->word), &val) != OK ||
	    val.len != 8)
		return row->initial;
	value = (long)key_get_u64(val, 0);
	return value < row->least || value > row->most ? row->initial : value;
}

static void
settings_load(struct store *store, struct txn *txn)
{
	uint64_t	at = db_counter(txn, CHANGE_SETTINGS, 0);
	int		i;

	if (store->settings == NULL)
		store->settings = xcalloc(SETTING_COUNT,
		    sizeof(*store->settings));
	else if (store->settings_at == at)
		return;
	for (i = 0; i < SETTING_COUNT; i++)
		store->settings[i] = stored(txn, &rows[i]);
	store->settings_at = at;
}

long
setting_get(struct store *store, struct txn *txn, enum setting setting)
{
	settings_load(store, txn);
	return store->settings[setting];
}

enum err
setting_all(struct store *store, long out[static SETTING_COUNT])
{
	struct txn	*txn;
	enum err	e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	settings_load(store, txn);
	memcpy(out, store->settings, SETTING_COUNT * sizeof(*out));
	db_abort(txn);
	return OK;
}

/* --- SETTING_SET --- */

enum err
setting_set_apply(struct deed *d)
{
	char			*word = arena_memdup0(d->arena, d->in.name.p,
				     d->in.name.len);
	int			 at = setting_find(word);
	const struct setting_row *row;
	struct key		 value = key_u64(d->in.number);
	enum err		 e;

	if (at < 0)
		return deed_refuse(d, N_("There is no setting named %s."), 0,
		    word);
	row = &rows[at];
	if (d->in.back) {
		e = db_del(d->txn, DB_SETTING, str_of(row->word));
		e = e == ERR_NOT_FOUND ? OK : e;
	} else if (d->in.number < (uint64_t)row->least ||
	    d->in.number > (uint64_t)row->most) {
		return deed_refuse(d, N_("This setting takes a number within %s"
		    "."), 0, arena_printf(d->arena, "%ld–%ld", row->least,
		    row->most));
	} else
		e = db_put(d->txn, DB_SETTING, str_of(row->word),
		    key_str(&value));
	return e == OK ? deed_bump(d, CHANGE_SETTINGS, 0) : e;
}
