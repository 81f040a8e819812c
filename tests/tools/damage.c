/*
 * damage: spoils one value of a store, as a bad disk or a newer program would.
 *
 *	damage DIRECTORY TABLE cut|flip|newer|put HEX [KEY]
 *
 * The last entry of the table (or that of KEY, a word) loses its last three
 * bytes, has one bit in its middle turned, gets the version that comes after
 * its own (sealed as codec.c seals it), or becomes HEX.  No server may run.
 */
#include <lmdb.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/engine/db.h"

static void
must(int result, const char *what)
{
	if (result == 0)
		return;
	fprintf(stderr, "damage: %s: %s\n", what, mdb_strerror(result));
	exit(1);
}

static size_t
spoil(const char *how, const char *hex, uint8_t *value, size_t len)
{
	unsigned byte;

	if (strcmp(how, "cut") == 0 && len > 3)
		return len - 3;
	if (strcmp(how, "flip") == 0 && len > 0) {
		value[len / 2] ^= 1;
		return len;
	}
	if (strcmp(how, "put") != 0) {
		fputs("damage: cut, flip or put\n", stderr);
		exit(2);
	}
	for (len = 0; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		value[len++] = (uint8_t)byte;
	return len;
}

static unsigned
table_number(const char *name)
{
	static const char *const names[] = {
#define X(id, word) word,
		DB_TABLES(X)
#undef X
	};
	unsigned n = 0;

	while (n < DB_TABLE_COUNT && strcmp(names[n], name) != 0)
		n++;
	return n;
}

/* The next version, and the checksum over table, key and value. */
static void
make_newer(MDB_txn *txn, const char *table, MDB_val k, uint8_t *value,
    size_t len)
{
	static uint8_t sealed[1 << 17];
	char name[] = "checksum_key";
	MDB_val word = { strlen(name), name }, key;
	MDB_dbi meta;
	size_t body = len - crypto_shorthash_BYTES;

	must(mdb_dbi_open(txn, "meta", 0, &meta), "meta");
	must(mdb_get(txn, meta, &word, &key), "checksum key");
	value[0]++;
	sealed[0] = (uint8_t)table_number(table);
	sealed[1] = (uint8_t)(k.mv_size >> 8);
	sealed[2] = (uint8_t)k.mv_size;
	memcpy(sealed + 3, k.mv_data, k.mv_size);
	memcpy(sealed + 3 + k.mv_size, value, body);
	crypto_shorthash(value + body, sealed, 3 + k.mv_size + body,
	    key.mv_data);
}

int
main(int argc, char **argv)
{
	static uint8_t value[1 << 16];
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi table;
	MDB_cursor *cursor;
	MDB_val k, v;

	if (argc < 4) {
		fputs("usage: damage DIRECTORY TABLE "
		    "cut|flip|newer|put HEX [KEY]\n",
		    stderr);
		return 2;
	}
	must(mdb_env_create(&env), "create");
	must(mdb_env_set_maxdbs(env, 128), "maxdbs");
	must(mdb_env_set_mapsize(env, (size_t)1 << 36), "map");
	must(mdb_env_open(env, argv[1], 0, 0600), argv[1]);
	must(mdb_txn_begin(env, NULL, 0, &txn), "begin");
	must(mdb_dbi_open(txn, argv[2], 0, &table), argv[2]);
	must(mdb_cursor_open(txn, table, &cursor), "cursor");
	if (argc > 5) {
		k.mv_data = argv[5];
		k.mv_size = strlen(argv[5]);
	}
	must(mdb_cursor_get(cursor, &k, &v, argc > 5 ? MDB_SET_KEY : MDB_LAST),
	    "no such entry");
	if (v.mv_size > sizeof(value))
		return 1;
	memcpy(value, v.mv_data, v.mv_size);
	if (strcmp(argv[3], "newer") == 0)
		make_newer(txn, argv[2], k, value, v.mv_size);
	else
		v.mv_size = spoil(argv[3], argc > 4 ? argv[4] : "", value,
		    v.mv_size);
	v.mv_data = value;
	must(mdb_cursor_put(cursor, &k, &v, MDB_CURRENT), "put");
	mdb_cursor_close(cursor);
	must(mdb_txn_commit(txn), "commit");
	mdb_env_close(env);
	return 0;
}
