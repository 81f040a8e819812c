/*
 * code: invitation codes.  Sixteen letters of an alphabet of 31 without
 * look-alikes (no I, L, O, 0, 1): 79 bits, in groups of four.  The store
 * keeps a BLAKE2b of them, keyed with a secret of the store.
 */
#include "store/forum/deed.h"

#include <sodium.h>
#include <string.h>

static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
static const char key_name[] = "code_key";
enum { CODE_LETTERS = 16, CODE_GROUP = 4, CODE_HASH = 32,
	CODE_TYPED_MAX = 64 };

void
code_make(char out[static 48])
{
	size_t	i, len = 0;

	for (i = 0; i < CODE_LETTERS; i++) {
		if (i > 0 && i % CODE_GROUP == 0)
			out[len++] = '-';
		out[len++] = alphabet[randombytes_uniform(
		    sizeof(alphabet) - 1)];
	}
	out[len] = '\0';
}

/* Letters only, in capitals; false if it cannot be a code. */
static bool
plain(struct str code, char out[static CODE_LETTERS])
{
	size_t	i, len = 0;
	char	c;

	if (code.len > CODE_TYPED_MAX)
		return false;
	for (i = 0; i < code.len; i++) {
		c = code.p[i];
		if (c == '-' || c == ' ')
			continue;
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c == '\0' || strchr(alphabet, c) == NULL ||
		    len == CODE_LETTERS)
			return false;
		out[len++] = c;
	}
	return len == CODE_LETTERS;
}

/* The key of DB_INVITE for a code as typed; empty if it cannot be one. */
struct str
code_hash(struct txn *txn, struct str code, struct arena *arena)
{
	unsigned char	*hash = arena_alloc(arena, CODE_HASH);
	char		 letters[CODE_LETTERS];
	struct str	 secret;

	if (!plain(code, letters) ||
	    db_get(txn, DB_META, str_of(key_name), &secret) != OK ||
	    secret.len != FORUM_CODE_KEY)
		return str_of("");
	crypto_generichash(hash, CODE_HASH, (unsigned char *)letters,
	    sizeof(letters), (const unsigned char *)secret.p, secret.len);
	sodium_memzero(letters, sizeof(letters));
	return (struct str){ (const char *)hash, CODE_HASH };
}

enum err
code_key_make(struct deed *d)
{
	unsigned char	secret[FORUM_CODE_KEY];
	struct str	val;
	enum err	e;

	e = db_get(d->txn, DB_META, str_of(key_name), &val);
	if (e != ERR_NOT_FOUND)
		return e;
	randombytes_buf(secret, sizeof(secret));
	e = db_put(d->txn, DB_META, str_of(key_name),
	    (struct str){ (const char *)secret, sizeof(secret) });
	sodium_memzero(secret, sizeof(secret));
	return e;
}
