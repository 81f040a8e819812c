/* draw: see draw.h. */
#include "store/forum/draw.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(DRAW_BYTES == crypto_auth_hmacsha256_BYTES &&
    DRAW_BYTES == crypto_auth_hmacsha256_KEYBYTES &&
    DRAW_BYTES == crypto_hash_sha256_BYTES, "one length");

enum { HEX = 2 * DRAW_BYTES };

static const char head[] = "draw=jury\n";

struct place { uint8_t score[DRAW_BYTES]; size_t at; };

void
draw_tag(const uint8_t salt[static DRAW_BYTES], uint64_t member,
    uint8_t out[static DRAW_BYTES])
{
	char	number[24];
	int	len = snprintf(number, sizeof(number), "%" PRIu64, member);

	crypto_auth_hmacsha256(out, (const uint8_t *)number,
	    (unsigned long long)len, salt);
}

static int
by_score(const void *a, const void *b)
{
	return memcmp(((const struct place *)a)->score,
	    ((const struct place *)b)->score, DRAW_BYTES);
}

/* The order of the pool under the key. */
static struct place *
ordered(const uint8_t seed[static DRAW_BYTES], const uint8_t *nonce,
    const struct draw_one *pool, size_t count)
{
	crypto_hash_sha256_state	 state;
	uint8_t				 key[DRAW_BYTES];
	struct place			*places = xmalloc(count *
					     sizeof(*places));
	size_t				 i;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, seed, DRAW_BYTES);
	if (nonce != NULL)
		crypto_hash_sha256_update(&state, nonce, DRAW_BYTES);
	crypto_hash_sha256_final(&state, key);
	for (i = 0; i < count; i++) {
		places[i].at = i;
		crypto_auth_hmacsha256(places[i].score, pool[i].tag,
		    DRAW_BYTES, key);
	}
	qsort(places, count, sizeof(*places), by_score);
	return places;
}

bool
draw(const uint8_t seed[static DRAW_BYTES], const uint8_t *nonce,
    const struct draw_one *pool, size_t count, size_t out[static DRAW_SEATS])
{
	struct place	*places;
	uint8_t		 of[PROFILE_COUNT + 1] = { 0 }, profile;
	size_t		 i, n = 0, taken = 0;

	if (count < DRAW_SEATS)
		return false;
	places = ordered(seed, nonce, pool, count);
	for (i = 0; i < count && n < DRAW_JURORS; i++) {
		profile = pool[places[i].at].profile;
		if (profile > PROFILE_COUNT || of[profile] == DRAW_PROFILE)
			continue;
		of[profile]++;
		out[n++] = places[i].at;
		places[i].at = SIZE_MAX;
	}
	taken = n;
	for (i = 0; i < count && taken == DRAW_JURORS && n < DRAW_SEATS; i++)
		if (places[i].at != SIZE_MAX)
			out[n++] = places[i].at;
	free(places);
	return n == DRAW_SEATS;
}

/* --- the entry --- */

static char *
hex(const uint8_t *bytes, char out[static HEX + 1])
{
	return sodium_bin2hex(out, HEX + 1, bytes, DRAW_BYTES);
}

struct str
draw_fields(uint64_t casefile, const uint8_t seed[static DRAW_BYTES],
    const uint8_t *nonce, const struct draw_one *pool, size_t count,
    const size_t seats[static DRAW_SEATS], struct arena *arena)
{
	char	a[HEX + 1], b[HEX + 1];
	size_t	room = count * (HEX + 8) + 512, len, i;
	char	*out = arena_alloc(arena, room);

	len = (size_t)snprintf(out, room, "%scase=%" PRIu64 "\nseed=%s\n"
	    "nonce=%s\npool=", head, casefile, hex(seed, a),
	    nonce != NULL ? hex(nonce, b) : "-");
	for (i = 0; i < count; i++)
		len += (size_t)snprintf(out + len, room - len, "%s%u:%s",
		    i == 0 ? "" : ",", pool[i].profile, hex(pool[i].tag, a));
	len += (size_t)snprintf(out + len, room - len, "\nseats=");
	for (i = 0; i < DRAW_SEATS; i++)
		len += (size_t)snprintf(out + len, room - len, "%s%zu",
		    i == 0 ? "" : ",", seats[i] + 1);
	len += (size_t)snprintf(out + len, room - len, "\norigin=auto\n");
	return (struct str){ out, len };
}

bool
draw_is(const struct logentry *entry)
{
	return entry->public_fields.len > sizeof(head) - 1 &&
	    memcmp(entry->public_fields.p, head, sizeof(head) - 1) == 0;
}

/* The value of a field, in place; NULL: there is none. */
static const char *
field(const char *fields, const char *name)
{
	size_t	len = strlen(name);

	for (; *fields != '\0'; fields += *fields == '\n')  {
		if (strncmp(fields, name, len) == 0)
			return fields + len;
		fields += strcspn(fields, "\n");
	}
	return NULL;
}

static bool
bytes(const char *text, uint8_t out[static DRAW_BYTES])
{
	size_t	len;

	return strcspn(text, "\n,") == HEX && sodium_hex2bin(out, DRAW_BYTES,
	    text, HEX, NULL, &len, NULL) == 0 && len == DRAW_BYTES;
}

static bool
pool_read(const char *text, struct arena *arena, struct draw_one **pool,
    size_t *count)
{
	struct draw_one	*one;
	char		*end;

	*pool = NULL;
	*count = 0;
	while (*text >= '0' && *text <= '9') {
		one = ARENA_PUSH(arena, *pool, *count);
		one->profile = (uint8_t)strtoul(text, &end, 10);
		if (*end != ':' || one->profile > PROFILE_COUNT ||
		    !bytes(end + 1, one->tag))
			return false;
		text = end + 1 + HEX;
		text += *text == ',';
	}
	return *text == '\n' && *count > 0;
}

/* Does the entry say these seats? */
static bool
seats_said(const char *text, const size_t seats[static DRAW_SEATS])
{
	char	*end;
	size_t	 i;

	for (i = 0; i < DRAW_SEATS; i++) {
		if (strtoul(text, &end, 10) != seats[i] + 1 ||
		    *end != (i + 1 < DRAW_SEATS ? ',' : '\n'))
			return false;
		text = end + 1;
	}
	return true;
}

enum err
draw_replay(const struct logentry *entry, size_t seats[static DRAW_SEATS],
    bool *same)
{
	struct arena	*arena = arena_new();
	char		*fields = arena_memdup0(arena, entry->public_fields.p,
			     entry->public_fields.len);
	const char	*seed_at = field(fields, "seed="), *pool_at =
			     field(fields, "pool="), *seats_at =
			     field(fields, "seats="), *nonce_at =
			     field(fields, "nonce=");
	uint8_t		 seed[DRAW_BYTES], nonce[DRAW_BYTES];
	struct draw_one	*pool;
	size_t		 count;
	bool		 guarded, read;

	*same = false;
	read = draw_is(entry) && seed_at != NULL && pool_at != NULL &&
	    seats_at != NULL && nonce_at != NULL && bytes(seed_at, seed) &&
	    pool_read(pool_at, arena, &pool, &count);
	guarded = read && *nonce_at != '-';
	if (guarded)
		read = bytes(nonce_at, nonce);
	if (read)
		*same = draw(seed, guarded ? nonce : NULL, pool, count,
		    seats) && seats_said(seats_at, seats);
	arena_free(arena);
	return read ? OK : ERR_INPUT;
}
