/* One encoding for each record; everything else is refused. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "store/engine/codec.h"
#include "store/forum/model.h"

static const uint8_t sum_key[16] = "sixteen bytes...";
static struct arena *arena;

static int
setup(void **state)
{
	arena = arena_new();
	return sodium_init() < 0;
}

static int
teardown(void **state)
{
	arena_free(arena);
	return 0;
}

/* Fills a field with something within its bound; `full`: at its bound. */
static void
fill(const struct field *f, void *rec, bool full)
{
	void *at = (char *)rec + f->offset;
	uint64_t n = f->bound == 0 ? UINT64_MAX : f->bound;
	uint32_t len = f->bound > 3000 && !full ? 3000 : f->bound;

	if (!full && f->type != FIELD_STR)
		n = scratch_random(n) + (f->bound == 0);
	switch (f->type) {
	case FIELD_U8:
		*(uint8_t *)at = (uint8_t)n;
		break;
	case FIELD_U32:
		*(uint32_t *)at = (uint32_t)n;
		break;
	case FIELD_U64:
		*(uint64_t *)at = n;
		break;
	case FIELD_I64:
		*(int64_t *)at = full ? INT64_MIN : -(int64_t)(n >> 1);
		break;
	case FIELD_BOOL:
		*(bool *)at = true;
		break;
	case FIELD_STR: {
		struct str *s = at;
		char *p = arena_alloc(arena, len + 1);

		s->len = full ? len : scratch_random(len + 1);
		s->p = p;
		for (size_t i = 0; i < s->len; i++)
			p[i] = (char)scratch_random(256);
		break;
	}
	case FIELD_U64S: {
		struct u64s *s = at;

		s->count = full ? f->bound : scratch_random(f->bound + 1);
		s->at = arena_alloc(arena, (s->count + 1) * sizeof(*s->at));
		for (size_t i = 0; i < s->count; i++)
			s->at[i] = scratch_random(UINT64_MAX);
		break;
	}
	}
}

static void
assert_field_equal(const struct field *f, const void *a, const void *b)
{
	static const size_t sizes[] = { [FIELD_U8] = 1, [FIELD_U32] = 4,
		[FIELD_U64] = 8, [FIELD_I64] = 8, [FIELD_BOOL] = 1 };
	const void *p = (const char *)a + f->offset;
	const void *q = (const char *)b + f->offset;

	if (f->type == FIELD_STR) {
		const struct str *s = p, *t = q;

		assert_true(str_equal(*s, *t));
	} else if (f->type == FIELD_U64S) {
		const struct u64s *s = p, *t = q;

		assert_int_equal(s->count, t->count);
		if (s->count > 0)
			assert_memory_equal(s->at, t->at, s->count * 8);
	} else
		assert_memory_equal(p, q, sizes[f->type]);
}

static void
round_trip(const struct record_type *type, bool full)
{
	void *rec = arena_alloc(arena, type->size);
	void *again = arena_alloc(arena, type->size);
	struct key key = key_u64_u64(7, scratch_random(1000));
	struct str out, twice;

	for (size_t i = 0; i < type->field_count; i++)
		if (full || scratch_random(4) > 0)
			fill(&type->fields[i], rec, full);
	assert_int_equal(codec_encode(type, rec, key_str(&key), sum_key,
	    arena, &out), OK);
	assert_int_equal(codec_decode(type, key_str(&key), out, sum_key,
	    arena, again), OK);
	for (size_t i = 0; i < type->field_count; i++)
		assert_field_equal(&type->fields[i], rec, again);
	assert_int_equal(codec_encode(type, again, key_str(&key), sum_key,
	    arena, &twice), OK);
	assert_true(str_equal(out, twice));
	arena_reset(arena);
}

static void
every_record_comes_back_as_it_went(void **state)
{
	for (size_t t = 0; t < RECORD_COUNT; t++) {
		for (int round = 0; round < 30; round++)
			round_trip(&record_types[t], false);
		round_trip(&record_types[t], true);
	}
}

static void
every_bound_is_held_at_writing(void **state)
{
	struct key key = key_u64(1);
	struct str out;

	for (size_t t = 0; t < RECORD_COUNT; t++) {
		const struct record_type *type = &record_types[t];

		for (size_t i = 0; i < type->field_count; i++) {
			const struct field *f = &type->fields[i];
			char *rec = arena_alloc(arena, type->size);

			if (f->bound == 0 || f->bound == UINT8_MAX)
				continue;
			if (f->type == FIELD_STR) {
				struct str *s = (void *)(rec + f->offset);

				s->len = f->bound + 1;
				s->p = arena_alloc(arena, s->len);
			} else if (f->type == FIELD_U64S) {
				struct u64s *list = (void *)(rec + f->offset);

				list->count = f->bound + 1;
				list->at = arena_alloc(arena, list->count *
				    sizeof(*list->at));
			} else
				rec[f->offset] = (char)(f->bound + 1);
			assert_int_equal(codec_encode(type, rec,
			    key_str(&key), sum_key, arena, &out), ERR_INPUT);
		}
		arena_reset(arena);
	}
}

/* A post as a record, in its own memory of exactly its size. */
static struct str
encoded_post(struct key key)
{
	struct post post = { .id = 300, .thread = 12, .parent = 12,
		.ordinal = 70000, .type = TYPE_D, .created = 1763889120,
		.hat = str_of("\xC3\xA9lue"), .revision = 1,
		.restate = str_of("si je comprends bien") };
	struct str out;

	assert_int_equal(codec_encode(&record_types[RECORD_POST], &post,
	    key_str(&key), sum_key, arena, &out), OK);
	return out;
}

static void
a_cut_record_is_refused(void **state)
{
	struct key key = key_u64(300);
	struct str whole = encoded_post(key);

	for (size_t len = 0; len < whole.len; len++) {
		char *cut = xmemdup0(whole.p, len);
		struct post post;

		assert_int_equal(codec_decode(&record_types[RECORD_POST],
		    key_str(&key), (struct str){ cut, len }, sum_key, arena,
		    &post), ERR_DAMAGED);
		free(cut);
	}
}

static void
one_changed_bit_is_refused(void **state)
{
	struct key key = key_u64(300), other = key_u64(301);
	struct str whole = encoded_post(key);
	char *bytes = xmemdup0(whole.p, whole.len);
	struct str s = { bytes, whole.len };
	struct post post;
	struct thread thread;

	for (size_t bit = 0; bit < 8 * s.len; bit++) {
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		assert_int_equal(codec_decode(&record_types[RECORD_POST],
		    key_str(&key), s, sum_key, arena, &post), ERR_DAMAGED);
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
	}
	/* A good record at another place is damage too. */
	assert_int_equal(codec_decode(&record_types[RECORD_POST],
	    key_str(&other), s, sum_key, arena, &post), ERR_DAMAGED);
	assert_int_equal(codec_decode(&record_types[RECORD_THREAD],
	    key_str(&key), s, sum_key, arena, &thread), ERR_DAMAGED);
	free(bytes);
}

/* Decodes hand-made bytes with a checksum that holds. */
static enum err
decode_made(const char *bytes, size_t len)
{
	const struct record_type *type = &record_types[RECORD_INVITE];
	uint8_t sealed[256] = { (uint8_t)type->table, 0, 1, 'k' };
	struct invite invite;

	memcpy(sealed + 4, bytes, len);
	crypto_shorthash(sealed + 4 + len, sealed, 4 + len, sum_key);
	return codec_decode(type, str_of("k"), (struct str){
	    (char *)sealed + 4, len + 8 }, sum_key, arena, &invite);
}

#define MADE(literal) decode_made(literal, sizeof(literal) - 1)

static void
what_is_no_canonical_record_is_refused(void **state)
{
	assert_int_equal(MADE("\1"), OK);
	assert_int_equal(MADE("\1\1\1\5\2\2\1\2"), OK);
	assert_int_equal(MADE("\0"), ERR_DAMAGED);
	assert_int_equal(MADE("\1\1\1\5\1\1\5"), ERR_DAMAGED);	/* twice */
	assert_int_equal(MADE("\1\4\1\5\1\1\5"), ERR_DAMAGED);	/* order */
	assert_int_equal(MADE("\1\1\1\0"), ERR_DAMAGED);	/* a zero */
	assert_int_equal(MADE("\1\1\2\0\5"), ERR_DAMAGED);	/* too wide */
	assert_int_equal(MADE("\1\1\0"), ERR_DAMAGED);		/* empty */
	assert_int_equal(MADE("\1\1\2\5"), ERR_DAMAGED);	/* short */
	assert_int_equal(MADE("\1\1"), ERR_DAMAGED);
	assert_int_equal(MADE("\1\1\x81\0\5"), ERR_DAMAGED);	/* length */
	assert_int_equal(MADE("\1\1\x09" "123456789"), ERR_DAMAGED);
	assert_int_equal(MADE("\1\0\1\5"), ERR_DAMAGED);	/* tag 0 */
}

static void
a_newer_record_is_told_from_a_damaged_one(void **state)
{
	assert_int_equal(MADE("\2"), ERR_NEWER);
	assert_int_equal(MADE("\2\xFF\xFF"), ERR_NEWER);
	assert_int_equal(MADE("\1\1\1\5\x63\1\1"), ERR_NEWER);
}

static void
hostile_bytes_never_do_harm(void **state)
{
	for (int round = 0; round < 20000; round++) {
		uint8_t bytes[64] = { 1 };
		size_t len = 1 + scratch_random(sizeof(bytes) - 1);

		for (size_t i = 1; i < len; i++)
			bytes[i] = (uint8_t)scratch_random(
			    scratch_random(2) ? 256 : 6);
		decode_made((char *)bytes, len);
		arena_reset(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_record_comes_back_as_it_went),
		cmocka_unit_test(every_bound_is_held_at_writing),
		cmocka_unit_test(a_cut_record_is_refused),
		cmocka_unit_test(one_changed_bit_is_refused),
		cmocka_unit_test(what_is_no_canonical_record_is_refused),
		cmocka_unit_test(a_newer_record_is_told_from_a_damaged_one),
		cmocka_unit_test(hostile_bytes_never_do_harm),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
