/* The tables of records and words are whole. */
#include <string.h>

#include "scratch.h"
#include "store/forum/model.h"

static void
tags_ascend_and_names_are_single(void **state)
{
	for (size_t t = 0; t < RECORD_COUNT; t++) {
		const struct record_type *type = &record_types[t];

		assert_non_null(type->name);
		assert_true(type->version >= 1 && type->field_count > 0);
		for (size_t i = 0; i < type->field_count; i++) {
			const struct field *f = &type->fields[i];

			assert_true(f->tag > 0 && f->since > 0);
			assert_true(f->offset < type->size);
			if (f->type == FIELD_STR || f->type == FIELD_U64S)
				assert_true(f->bound > 0);
			if (i == 0)
				continue;
			assert_true(f->tag > type->fields[i - 1].tag);
			for (size_t k = 0; k < i; k++) {
				assert_string_not_equal(f->name,
				    type->fields[k].name);
				assert_int_not_equal(f->offset,
				    type->fields[k].offset);
			}
		}
	}
}

static void
each_record_has_a_table_of_its_own(void **state)
{
	for (size_t t = 0; t < RECORD_COUNT; t++)
		for (size_t k = 0; k < t; k++) {
			assert_int_not_equal(record_types[t].table,
			    record_types[k].table);
			assert_string_not_equal(record_types[t].name,
			    record_types[k].name);
		}
}

static void
every_word_finds_itself(void **state)
{
	for (int v = 0; v < VOCABULARY_COUNT; v++) {
		size_t count;
		const struct word *words = vocabulary_words(
		    (enum vocabulary)v, &count);

		assert_true(count > 0);
		for (size_t i = 0; i < count; i++) {
			assert_int_equal(vocabulary_find((enum vocabulary)v,
			    words[i].word), (int)i);
			assert_true(words[i].title[0] != '\0');
		}
		assert_int_equal(vocabulary_find((enum vocabulary)v, "x"), -1);
	}
	assert_int_equal(vocabulary_find(VOCABULARY_TYPE, "d"), TYPE_D);
	assert_int_equal(vocabulary_find(VOCABULARY_WING, "Public"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_ascend_and_names_are_single),
		cmocka_unit_test(each_record_has_a_table_of_its_own),
		cmocka_unit_test(every_word_finds_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
