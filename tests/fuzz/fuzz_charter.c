/*
 * Any bytes given as the charter's file: what is read is written as a file
 * that is read the same, and a refusal has a sentence.
 */
#include "store/base/text.h"
#include "store/forum/charter.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size };
	struct arena *arena = arena_new();
	struct refusal why = { 0 };
	struct charter read, again;

	if (charter_parse(in, arena, &read, &why) == OK) {
		MUST(text_valid(read.text));
		MUST(charter_parse(read.text, arena, &again, NULL) == OK);
		MUST(str_equal(read.text, again.text));
		for (int l = LANGUAGE_FR; l <= LANGUAGE_EN; l++)
			for (unsigned n = 0; n <= CHARTER_ARTICLES_MAX; n++)
				MUST(!charter_differs(&read, &again,
				    (enum language)l, n, '\0'));
	} else {
		MUST(why.msgid != NULL || why.one != NULL);
	}
	arena_free(arena);
	return 0;
}
