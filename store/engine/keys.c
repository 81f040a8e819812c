/* How keys are laid out.  See keys.h. */
#include <string.h>

#include "store/engine/keys.h"

static void
key_add(struct key *k, uint64_t n)
{
	for (int i = 0; i < 8; i++)
		k->bytes[k->len++] = (uint8_t)(n >> (56 - 8 * i));
}

struct key
key_u64(uint64_t a)
{
	struct key k = {0};

	key_add(&k, a);
	return k;
}

struct key
key_u64_u64(uint64_t a, uint64_t b)
{
	struct key k = key_u64(a);

	key_add(&k, b);
	return k;
}

struct key
key_u64_u64_u64(uint64_t a, uint64_t b, uint64_t c)
{
	struct key k = key_u64_u64(a, b);

	key_add(&k, c);
	return k;
}

struct key
key_u8_u64(uint8_t a, uint64_t b)
{
	struct key k = { .bytes = { a }, .len = 1 };

	key_add(&k, b);
	return k;
}

struct key
key_bytes(const void *p, size_t len)
{
	struct key k = {0};

	if (len > sizeof(k.bytes))
		fatal("a key of %zu bytes", len);
	if (len > 0)
		memcpy(k.bytes, p, len);
	k.len = len;
	return k;
}

struct str
key_str(const struct key *k)
{
	return (struct str){ (const char *)k->bytes, k->len };
}

uint64_t
key_get_u64(struct str k, size_t n)
{
	uint64_t out = 0;

	if (n >= k.len / 8)
		return 0;
	for (size_t i = 0; i < 8; i++)
		out = out << 8 | (uint8_t)k.p[n * 8 + i];
	return out;
}

bool
key_has_prefix(struct str k, struct str prefix)
{
	return k.len >= prefix.len && (prefix.len == 0 ||
	    memcmp(k.p, prefix.p, prefix.len) == 0);
}
