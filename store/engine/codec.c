/*
 * Records to bytes and back.  Each record has one encoding only: tags ascend,
 * zero values are left out, numbers take as few bytes as they can; whatever
 * else decodes is damage.  The checksum is looked at first, so nothing of a
 * damaged record is believed, its version included.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/varint.h"
#include "store/engine/codec.h"

enum { CHECKSUM_BYTES = crypto_shorthash_BYTES,
	SMALL_BYTES = 2048 };

_Static_assert(crypto_shorthash_KEYBYTES == 16, "key of the checksum");

/* A number of any field, as it goes on disk. */
static uint64_t
number_get(const struct field *f, const void *rec)
{
	const void *at = (const char *)rec + f->offset;

	switch (f->type) {
	case FIELD_U8:
		return *(const uint8_t *)at;
	case FIELD_U32:
		return *(const uint32_t *)at;
	case FIELD_U64:
		return *(const uint64_t *)at;
	case FIELD_BOOL:
		return *(const bool *)at;
	case FIELD_I64: {
		/* Zigzag: small negative numbers stay short. */
		int64_t n = *(const int64_t *)at;

		return (uint64_t)n << 1 ^ (uint64_t)(n >> 63);
	}
	case FIELD_STR:
	case FIELD_U64S:
		break;
	}
	fatal("field %s is no number", f->name);
}

/* False if n does not fit the field. */
static bool
number_set(const struct field *f, void *rec, uint64_t n)
{
	void *at = (char *)rec + f->offset;

	switch (f->type) {
	case FIELD_U8:
		*(uint8_t *)at = (uint8_t)n;
		return n <= UINT8_MAX;
	case FIELD_U32:
		*(uint32_t *)at = (uint32_t)n;
		return n <= UINT32_MAX;
	case FIELD_U64:
		*(uint64_t *)at = n;
		return true;
	case FIELD_BOOL:
		*(bool *)at = n != 0;
		return n <= 1;
	case FIELD_I64:
		*(int64_t *)at = (int64_t)(n >> 1 ^ (0 - (n & 1)));
		return true;
	case FIELD_STR:
	case FIELD_U64S:
		break;
	}
	fatal("field %s is no number", f->name);
}

/* The greatest value of bound is one of the number itself, not of zigzag. */
static bool
number_bounded(const struct field *f, uint64_t n)
{
	return f->bound == 0 || f->type == FIELD_I64 || n <= f->bound;
}

/*
 * The checksum of table, key and bytes, in one run of memory since SipHash
 * here takes no parts.
 */
static void
checksum(const struct record_type *type, struct str key, const uint8_t *p,
    size_t len, const uint8_t checksum_key[static 16],
    uint8_t out[static CHECKSUM_BYTES])
{
	uint8_t small[SMALL_BYTES], *buf = small;
	size_t size = 3 + key.len + len;

	if (key.len > DB_KEY_MAX)
		fatal("a key of %zu bytes", key.len);
	if (size > sizeof(small))
		buf = xmalloc(size);
	/* The length of the key keeps its bytes apart from the value's. */
	buf[0] = (uint8_t)type->table;
	buf[1] = (uint8_t)(key.len >> 8);
	buf[2] = (uint8_t)key.len;
	if (key.len > 0)
		memcpy(buf + 3, key.p, key.len);
	memcpy(buf + 3 + key.len, p, len);
	crypto_shorthash(out, buf, size, checksum_key);
	if (buf != small)
		free(buf);
}

/* At most this many bytes; 0 if a bound is exceeded. */
static size_t
encoded_max(const struct record_type *type, const void *rec)
{
	size_t size = 1 + CHECKSUM_BYTES;

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *f = &type->fields[i];
		const void *at = (const char *)rec + f->offset;

		size += 1 + 2 * VARINT_MAX;
		if (f->type == FIELD_STR) {
			size_t len = ((const struct str *)at)->len;

			if (len > f->bound)
				return 0;
			size += len;
		} else if (f->type == FIELD_U64S) {
			size_t count = ((const struct u64s *)at)->count;

			if (count > f->bound)
				return 0;
			size += count * VARINT_MAX;
		} else if (!number_bounded(f, number_get(f, rec))) {
			return 0;
		}
	}
	return size;
}

static size_t
put_bytes(uint8_t *buf, uint8_t tag, const void *p, size_t len)
{
	size_t at = 0;

	if (len == 0)
		return 0;
	buf[at++] = tag;
	at += varint_put(buf + at, len);
	memcpy(buf + at, p, len);
	return at + len;
}

static size_t
put_field(uint8_t *buf, const struct field *f, const void *rec)
{
	const void *at = (const char *)rec + f->offset;
	uint8_t bytes[8];
	size_t len = 0;
	uint64_t n;

	if (f->type == FIELD_STR) {
		const struct str *s = at;

		return put_bytes(buf, f->tag, s->p, s->len);
	}
	if (f->type == FIELD_U64S) {
		const struct u64s *s = at;
		uint8_t *list;

		if (s->count == 0)
			return 0;
		list = xmalloc(s->count * VARINT_MAX);
		for (size_t i = 0; i < s->count; i++)
			len += varint_put(list + len, s->at[i]);
		len = put_bytes(buf, f->tag, list, len);
		free(list);
		return len;
	}
	n = number_get(f, rec);
	for (int shift = 56; shift >= 0; shift -= 8)
		if (n >> shift != 0)
			bytes[len++] = (uint8_t)(n >> shift);
	return put_bytes(buf, f->tag, bytes, len);
}

/* Into buf, which holds encoded_max() bytes; returns the length. */
static size_t
encode(const struct record_type *type, const void *rec, struct str key,
    const uint8_t checksum_key[static 16], uint8_t *buf)
{
	size_t len = 0;

	buf[len++] = type->version;
	for (size_t i = 0; i < type->field_count; i++)
		len += put_field(buf + len, &type->fields[i], rec);
	checksum(type, key, buf, len, checksum_key, buf + len);
	return len + CHECKSUM_BYTES;
}

enum err
codec_encode(const struct record_type *type, const void *rec, struct str key,
    const uint8_t checksum_key[static 16], struct arena *arena,
    struct str *out)
{
	size_t max = encoded_max(type, rec);
	uint8_t *buf;

	if (max == 0)
		return ERR_INPUT;
	buf = arena_alloc(arena, max);
	*out = (struct str){ (char *)buf,
	    encode(type, rec, key, checksum_key, buf) };
	return OK;
}

static enum err
get_list(const struct field *f, void *rec, const uint8_t *p, size_t len,
    struct arena *arena)
{
	struct u64s *list = (void *)((char *)rec + f->offset);
	size_t at = 0, count = 0;

	/* Each number ends with the one byte below 0x80. */
	for (size_t i = 0; i < len; i++)
		count += p[i] < 0x80;
	if (count > f->bound || count == 0)
		return ERR_DAMAGED;
	list->at = arena_alloc(arena, count * sizeof(*list->at));
	list->count = count;
	for (size_t i = 0; i < count; i++)
		if (!varint_get(p, len, &at, &list->at[i]))
			return ERR_DAMAGED;
	return at == len ? OK : ERR_DAMAGED;
}

static enum err
get_field(const struct field *f, void *rec, const uint8_t *p, size_t len,
    struct arena *arena)
{
	uint64_t n = 0;

	if (f->type == FIELD_STR) {
		if (len > f->bound)
			return ERR_DAMAGED;
		*(struct str *)(void *)((char *)rec + f->offset) =
		    arena_str(arena, (struct str){ (const char *)p, len });
		return OK;
	}
	if (f->type == FIELD_U64S)
		return get_list(f, rec, p, len, arena);
	if (len > 8 || p[0] == 0)
		return ERR_DAMAGED;
	for (size_t i = 0; i < len; i++)
		n = n << 8 | p[i];
	return number_set(f, rec, n) && number_bounded(f, n) ? OK :
	    ERR_DAMAGED;
}

static enum err
get_fields(const struct record_type *type, const uint8_t *p, size_t len,
    struct arena *arena, void *rec)
{
	size_t row = 0, at = 0;
	int last = 0;
	uint64_t size;
	enum err e;

	while (at < len) {
		uint8_t tag = p[at++];

		if (tag <= last || !varint_get(p, len, &at, &size) ||
		    size == 0 || size > len - at)
			return ERR_DAMAGED;
		last = tag;
		while (row < type->field_count && type->fields[row].tag < tag)
			row++;
		/* Its checksum holds, so a newer program wrote it. */
		if (row == type->field_count || type->fields[row].tag != tag)
			return ERR_NEWER;
		e = get_field(&type->fields[row], rec, p + at, size, arena);
		if (e != OK)
			return e;
		at += size;
	}
	return OK;
}

enum err
codec_decode(const struct record_type *type, struct str key, struct str val,
    const uint8_t checksum_key[static 16], struct arena *arena, void *rec)
{
	const uint8_t *p = (const uint8_t *)val.p;
	uint8_t sum[CHECKSUM_BYTES];
	size_t len;

	memset(rec, 0, type->size);
	if (val.len < 1 + CHECKSUM_BYTES || key.len > DB_KEY_MAX)
		return ERR_DAMAGED;
	len = val.len - CHECKSUM_BYTES;
	checksum(type, key, p, len, checksum_key, sum);
	if (memcmp(sum, p + len, sizeof(sum)) != 0 || p[0] == 0)
		return ERR_DAMAGED;
	if (p[0] > type->version)
		return ERR_NEWER;
	return get_fields(type, p + 1, len - 1, arena, rec);
}

enum err
record_read(struct txn *txn, const struct record_type *type, struct str key,
    struct str val, struct arena *arena, void *rec)
{
	return codec_decode(type, key, val, db_checksum_key(txn), arena, rec);
}

enum err
record_get(struct txn *txn, const struct record_type *type, struct str key,
    struct arena *arena, void *rec)
{
	struct str val;
	enum err e = db_get(txn, type->table, key, &val);

	return e != OK ? e : record_read(txn, type, key, val, arena, rec);
}

enum err
record_put(struct txn *txn, const struct record_type *type, struct str key,
    const void *rec)
{
	uint8_t small[SMALL_BYTES], *buf = small;
	size_t max = encoded_max(type, rec), len;
	enum err e;

	if (max == 0 || key.len > DB_KEY_MAX)
		return ERR_INPUT;
	if (max > sizeof(small))
		buf = xmalloc(max);
	len = encode(type, rec, key, db_checksum_key(txn), buf);
	e = db_put(txn, type->table, key, (struct str){ (char *)buf, len });
	if (buf != small)
		free(buf);
	return e;
}

bool
u64s_has(const struct u64s *list, uint64_t n)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->at[i] == n)
			return true;
	return false;
}

void
u64s_add(struct arena *arena, struct u64s *list, uint64_t n)
{
	uint64_t *at = arena_alloc(arena, (list->count + 1) * sizeof(*at));

	if (list->count > 0)
		memcpy(at, list->at, list->count * sizeof(*at));
	at[list->count] = n;
	*list = (struct u64s){ at, list->count + 1 };
}
