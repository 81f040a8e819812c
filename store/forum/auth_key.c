/*
 * auth_key: public keys.  The blob is taken apart (RFC 4253 section 6.6,
 * RFC 5656 section 3.1, OpenSSH's PROTOCOL.u2f), so that what is stored can
 * be used, and is what its type says.
 */
#include "store/forum/auth.h"
#include "store/forum/forum.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { BLOB_MAX = 4096, RSA_MIN_BITS = 2048, RSA_MAX_BITS = 16384,
	ED25519_BYTES = 32, KEY_SEEN_EVERY = 3600 };

/* What follows the type in a blob. */
enum shape { SHAPE_ED25519, SHAPE_SK_ED25519, SHAPE_ECDSA, SHAPE_RSA };

static const struct kind {
	const char *type;
	enum shape shape;
	const char *curve;
	size_t point;		/* bytes, uncompressed */
} kinds[] = {
	{ "ssh-ed25519", SHAPE_ED25519, NULL, 0 },
	{ "sk-ssh-ed25519@openssh.com", SHAPE_SK_ED25519, NULL, 0 },
	{ "ecdsa-sha2-nistp256", SHAPE_ECDSA, "nistp256", 65 },
	{ "ecdsa-sha2-nistp384", SHAPE_ECDSA, "nistp384", 97 },
	{ "ecdsa-sha2-nistp521", SHAPE_ECDSA, "nistp521", 133 },
	{ "ssh-rsa", SHAPE_RSA, NULL, 0 },
};

static const struct kind *
kind_find(struct str type)
{
	size_t	i;

	for (i = 0; i < LENGTH(kinds); i++)
		if (str_equal(type, str_of(kinds[i].type)))
			return &kinds[i];
	return NULL;
}

/* Base64 with or without padding; 0 if it is not, or too long. */
static size_t
decode(struct str blob, unsigned char out[static BLOB_MAX])
{
	const char	*end;
	size_t		 len;

	while (blob.len > 0 && blob.p[blob.len - 1] == '=')
		blob.len--;
	if (sodium_base642bin(out, BLOB_MAX, blob.p, blob.len, NULL, &len,
	    &end, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0 ||
	    end != blob.p + blob.len)
		return 0;
	return len;
}

/* Takes a length-prefixed string off *from. */
static bool
take(struct str *from, struct str *out)
{
	const unsigned char	*p = (const unsigned char *)from->p;
	size_t			 len;

	if (from->len < 4)
		return false;
	len = (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 |
	    p[3];
	if (len > from->len - 4)
		return false;
	*out = (struct str){ from->p + 4, len };
	from->p += 4 + len;
	from->len -= 4 + len;
	return true;
}

static size_t
bits(struct str mpint)
{
	size_t		i = 0, n;
	unsigned char	top;

	while (i < mpint.len && mpint.p[i] == 0)
		i++;
	if (i == mpint.len)
		return 0;
	n = (mpint.len - i) * 8;
	for (top = (unsigned char)mpint.p[i]; (top & 0x80) == 0; top <<= 1)
		n--;
	return n;
}

static bool
blob_is(const struct kind *kind, struct str blob)
{
	struct str	a, b;

	if (!take(&blob, &a) || !str_equal(a, str_of(kind->type)))
		return false;
	switch (kind->shape) {
	case SHAPE_ED25519:
		return take(&blob, &a) && a.len == ED25519_BYTES &&
		    blob.len == 0;
	case SHAPE_SK_ED25519:
		return take(&blob, &a) && a.len == ED25519_BYTES &&
		    take(&blob, &b) && b.len > 0 && blob.len == 0;
	case SHAPE_ECDSA:
		return take(&blob, &a) && str_equal(a, str_of(kind->curve)) &&
		    take(&blob, &b) && b.len == kind->point &&
		    b.p[0] == 4 && blob.len == 0;
	case SHAPE_RSA:
		return take(&blob, &a) && bits(a) >= 2 && take(&blob, &b) &&
		    bits(b) >= RSA_MIN_BITS && bits(b) <= RSA_MAX_BITS &&
		    blob.len == 0;
	}
	return false;
}

/* Next word of a line; empty at its end. */
static struct str
word_take(struct str *line)
{
	struct str	word;

	while (line->len > 0 && strchr(" \t\r\n", line->p[0]) != NULL) {
		line->p++;
		line->len--;
	}
	word = (struct str){ line->p, 0 };
	while (line->len > 0 && strchr(" \t\r\n", line->p[0]) == NULL) {
		line->p++;
		line->len--;
		word.len++;
	}
	return word;
}

enum err
auth_fingerprint(struct str blob, char out[static 64])
{
	unsigned char	raw[BLOB_MAX], hash[crypto_hash_sha256_BYTES];
	size_t		len = decode(blob, raw);

	if (len == 0)
		return ERR_INPUT;
	crypto_hash_sha256(hash, raw, len);
	memcpy(out, "SHA256:", 7);
	sodium_bin2base64(out + 7, 64 - 7, hash, sizeof(hash),
	    sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	return OK;
}

enum err
auth_key_parse(struct str line, struct arena *arena, struct sshkey *out,
    struct refusal *why)
{
	unsigned char		 raw[BLOB_MAX];
	char			 fingerprint[64];
	struct sshkey		 key = { 0 };
	struct str		 type = word_take(&line);
	struct str		 blob = word_take(&line), name;
	const struct kind	*kind = kind_find(type);
	size_t			 len;

	if (kind == NULL) {
		refusal_set(why, N_("This is not a public key that can be used"
		    " here: ed25519, ecdsa or rsa, one line that starts with"
		    " its type."), 0, NULL);
		return ERR_INPUT;
	}
	len = decode(blob, raw);
	if (len == 0 || !blob_is(kind, (struct str){ (char *)raw, len })) {
		refusal_set(why, kind->shape == SHAPE_RSA ?
		    N_("This key cannot be read, or has fewer than %ld bits.") :
		    N_("This key cannot be read: one line, copied whole, from"
		    " the file that ends in .pub."), RSA_MIN_BITS, NULL);
		return ERR_INPUT;
	}
	key.type = arena_str(arena, type);
	key.blob = arena_str(arena, blob);
	if (text_accept(TEXT_LINE, line, arena, &name, NULL) == OK)
		key.name = name;
	(void)auth_fingerprint(blob, fingerprint);
	key.fingerprint = str_of(arena_strdup(arena, fingerprint));
	*out = key;
	return OK;
}

/* --- a member's keys --- */

/* Constant time, for two of one length; padding does not count. */
static bool
same(struct str a, struct str b)
{
	while (a.len > 0 && a.p[a.len - 1] == '=')
		a.len--;
	while (b.len > 0 && b.p[b.len - 1] == '=')
		b.len--;
	return a.len == b.len && sodium_memcmp(a.p, b.p, a.len) == 0;
}

/* All keys are compared, whichever matches. */
static enum err
keys_compare(struct txn *txn, uint64_t member, struct str type,
    struct str blob, struct arena *arena, uint64_t *number)
{
	struct key	 prefix = key_u64(member);
	struct cursor	*cursor;
	struct str	 key, val;
	struct sshkey	 mine;
	enum err	 e;

	if ((e = db_cursor_open(txn, DB_KEY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_SSHKEY], key, val,
		    arena, &mine);
		if (e != OK)
			break;
		if ((int)same(mine.type, type) & (int)same(mine.blob, blob))
			*number = mine.number;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
auth_key(struct store *store, uint64_t member, struct str type,
    struct str blob, bool *yes, uint64_t *number)
{
	struct arena	*arena = arena_new();
	struct txn	*txn;
	uint64_t	 found = 0;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) == OK) {
		e = keys_compare(txn, member, type, blob, arena, &found);
		db_abort(txn);
	}
	arena_free(arena);
	if (e != OK)
		return e;
	*yes = found != 0;
	if (found != 0)
		*number = found;
	return OK;
}

/* One write an hour at most, and the first always: it activates the key. */
enum err
auth_key_used(struct store *store, uint64_t member, uint64_t number)
{
	struct key	 at = key_u64_u64(member, number);
	struct arena	*arena = arena_new();
	struct sshkey	 key;
	struct txn	*txn;
	enum err	 e;

	if ((e = db_begin_read(store_db(store), &txn)) == OK) {
		e = record_get(txn, &record_types[RECORD_SSHKEY],
		    key_str(&at), arena, &key);
		db_abort(txn);
	}
	if (e != OK || (key.seen != 0 &&
	    clock_now() - key.seen < KEY_SEEN_EVERY))
		goto out;
	if ((e = db_begin_write(store_db(store), &txn)) != OK)
		goto out;
	e = record_get(txn, &record_types[RECORD_SSHKEY], key_str(&at), arena,
	    &key);
	if (e == OK) {
		key.seen = clock_now();
		e = record_put(txn, &record_types[RECORD_SSHKEY],
		    key_str(&at), &key);
	}
	if (e == OK)
		e = db_commit(txn);
	else
		db_abort(txn);
out:
	arena_free(arena);
	return e;
}
