/* chain: see chain.h. */
#include "store/forum/chain.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(LOG_HASH == crypto_hash_sha256_BYTES, "a hash");

void
log_hash(const struct logentry *entry, uint8_t out[static LOG_HASH])
{
	crypto_hash_sha256_state	state;
	char				head[64];
	int				len;

	len = snprintf(head, sizeof(head), "%" PRIu64 "\n%" PRId64 "\n",
	    entry->number, entry->at);
	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const uint8_t *)head, (size_t)len);
	crypto_hash_sha256_update(&state,
	    (const uint8_t *)entry->public_fields.p,
	    entry->public_fields.len);
	crypto_hash_sha256_update(&state, (const uint8_t *)entry->previous.p,
	    entry->previous.len);
	crypto_hash_sha256_final(&state, out);
}

bool
chain_head_read(const char *text, struct chain_head *out)
{
	char		*end;
	size_t		 len;

	if (*text < '0' || *text > '9')
		return false;
	out->number = strtoull(text, &end, 10);
	return *end == ':' && out->number != UINT64_MAX &&
	    strlen(end + 1) == 2 * LOG_HASH && sodium_hex2bin(out->hash,
	    LOG_HASH, end + 1, 2 * LOG_HASH, NULL, &len, NULL) == 0 &&
	    len == LOG_HASH;
}

enum chain_fault
chain_next(struct chain *c, const struct logentry *entry)
{
	static const uint8_t	none[LOG_HASH];
	struct chain_head	now = { .number = entry->number };
	bool			begun = c->last.number != 0;

	if (entry->number == 0 ||
	    (begun && entry->number != c->last.number + 1))
		return CHAIN_NUMBER;
	if (entry->previous.len != LOG_HASH ||
	    ((begun || entry->number == 1) && memcmp(entry->previous.p,
	    begun ? c->last.hash : none, LOG_HASH) != 0))
		return CHAIN_PREVIOUS;
	log_hash(entry, now.hash);
	if (c->head != NULL && c->head->number == now.number) {
		if (sodium_memcmp(now.hash, c->head->hash, LOG_HASH) != 0)
			return CHAIN_HEAD;
		c->met = true;
	}
	c->last = now;
	if (!begun)
		c->first = now.number;
	return CHAIN_SOUND;
}
