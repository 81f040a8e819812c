/*
 * codec: records to bytes and back, by field tables.
 *
 * On disk: version (u8), then for each field present: tag (u8), length
 * (varint), bytes; fields with their zero value are left out; then 8 bytes of
 * keyed checksum (SipHash-2-4, libsodium's crypto_shorthash) over table,
 * key and value.  A tag is never reused; a new field is a new tag; an unknown
 * tag of the same version is refused as ERR_NEWER; a change of meaning is
 * version + 1 and one upgrade function.
 */
#ifndef CODEC_H
#define CODEC_H

#include "store/base/arena.h"
#include "store/engine/db.h"

enum field_type {
	FIELD_U8, FIELD_U32, FIELD_U64, FIELD_I64, FIELD_BOOL,
	FIELD_STR,	/* struct str; text or bytes, bound = bytes */
	FIELD_U64S,	/* struct u64s; bound = how many */
};

struct u64s { uint64_t *at; size_t count; };
/* Is it one of them?  Adds one at the end, in a new array of the arena: what
 * was decoded stays as it was. */
bool u64s_has(const struct u64s *, uint64_t);
void u64s_add(struct arena *, struct u64s *, uint64_t);

struct field {
	uint8_t tag;		/* 1 to 255 */
	const char *name;	/* as in dump, docs and JSON */
	enum field_type type;
	size_t offset;		/* offsetof in the record's struct */
	uint32_t bound;		/* FIELD_STR: bytes; FIELD_U64S: count;
				 * numbers: greatest value, 0 = any */
	uint8_t since;		/* store format that introduced it */
};

struct record_type {
	const char *name;
	enum db_table table;
	uint8_t version;
	size_t size;		/* of the struct */
	const struct field *fields;
	size_t field_count;
};

/* Encodes *rec into arena memory.  ERR_INPUT if a bound is exceeded. */
enum err codec_encode(const struct record_type *, const void *rec,
    struct str key, const uint8_t checksum_key[static 16], struct arena *,
    struct str *out);
/* Decodes into *rec; strings are copied into the arena.  ERR_DAMAGED (cut
 * short, wrong checksum, bound exceeded), ERR_NEWER. */
enum err codec_decode(const struct record_type *, struct str key,
    struct str val, const uint8_t checksum_key[static 16], struct arena *,
    void *rec);

/* Through a transaction: get decodes, put encodes. */
enum err record_get(struct txn *, const struct record_type *, struct str key,
    struct arena *, void *rec);
enum err record_put(struct txn *, const struct record_type *, struct str key,
    const void *rec);
/* Decodes the value a cursor stands on. */
enum err record_read(struct txn *, const struct record_type *, struct str key,
    struct str val, struct arena *, void *rec);

/*
 * `check`: walks every table: each record decodes, each checksum holds, each
 * index agrees with what it points to.  report() gets one line for each
 * damage, naming table and key.  Returns OK even if there were damages;
 * *damages counts them.
 */
enum err check_store(struct db *, void (*report)(void *arg, const char *line),
    void *arg, uint64_t *damages);

#endif
