/* Sequences and change counters: numbers kept as eight big-endian bytes. */
#include <string.h>

#include "store/engine/keys.h"

/* Adds one to the number under key; *out (may be NULL) is the new one. */
static enum err
bump(struct txn *txn, enum db_table t, struct str key, uint64_t *out)
{
	uint64_t n = 0;
	struct str val;
	struct key made;
	enum err e = db_get(txn, t, key, &val);

	if (e == OK && val.len != 8)
		return ERR_DAMAGED;
	if (e == OK)
		n = key_get_u64(val, 0);
	else if (e != ERR_NOT_FOUND)
		return e;
	made = key_u64(n + 1);
	if ((e = db_put(txn, t, key, key_str(&made))) == OK && out != NULL)
		*out = n + 1;
	return e;
}

enum err
db_sequence_next(struct txn *txn, const char *name, uint64_t *out)
{
	return bump(txn, DB_SEQUENCE, str_of(name), out);
}

enum err
db_counter_bump(struct txn *txn, uint8_t kind, uint64_t id)
{
	struct key k = key_u8_u64(kind, id);

	return bump(txn, DB_COUNTER, key_str(&k), NULL);
}

uint64_t
db_counter(struct txn *txn, uint8_t kind, uint64_t id)
{
	struct key k = key_u8_u64(kind, id);
	struct str val;

	if (db_get(txn, DB_COUNTER, key_str(&k), &val) != OK)
		return 0;
	return key_get_u64(val, 0);
}
