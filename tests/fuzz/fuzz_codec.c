/*
 * Any bytes as a record, whose type the first byte chooses: as they stand,
 * and sealed with a checksum that holds, so that the fields are reached.
 * What decodes encodes again to the same bytes.
 */
#include <sodium.h>

#include "store/forum/model.h"
#include "tests/fuzz/fuzz.h"

static const uint8_t key[16];
static const char name[] = "a key";

static void
try_record(const struct record_type *type, struct str in)
{
	static uint64_t record[512];
	struct arena *arena = arena_new();
	struct str out;
	enum err e;

	MUST(type->size <= sizeof(record));
	e = codec_decode(type, str_of(name), in, key, arena, record);
	MUST(e == OK || e == ERR_DAMAGED || e == ERR_NEWER);
	if (e == OK) {
		MUST(codec_encode(type, record, str_of(name), key, arena,
		    &out) == OK);
		MUST(str_equal(in, out));
	}
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct record_type *type;
	size_t head = 3 + sizeof(name) - 1;
	uint8_t *buf;

	if (size < 1)
		return 0;
	type = &record_types[data[0] % RECORD_COUNT];
	try_record(type, (struct str){ (const char *)data + 1, size - 1 });
	/* The layout that codec.c sums: table, length of key, key, value. */
	buf = xcalloc(1, head + size - 1 + crypto_shorthash_BYTES);
	buf[0] = (uint8_t)type->table;
	buf[2] = sizeof(name) - 1;
	memcpy(buf + 3, name, sizeof(name) - 1);
	memcpy(buf + head, data + 1, size - 1);
	crypto_shorthash(buf + head + size - 1, buf, head + size - 1, key);
	try_record(type, (struct str){ (const char *)buf + head,
	    size - 1 + crypto_shorthash_BYTES });
	free(buf);
	return 0;
}
