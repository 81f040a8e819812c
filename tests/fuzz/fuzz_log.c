/* Any line of an export of the log: an entry that prints as it was read, or
 * refused; and any file of such lines, verified or not. */
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"
#include "ui/lines/log_file.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct logentry entry, again;
	struct log_verdict verdict;
	FILE *in;

	if (log_file_read((const char *)data, size, arena, &entry) == OK) {
		char *line = log_file_line(&entry);

		MUST(log_file_read(line, strlen(line), arena, &again) == OK);
		MUST(again.number == entry.number && again.at == entry.at);
		MUST(str_equal(again.public_fields, entry.public_fields));
		MUST(str_equal(again.previous, entry.previous));
		free(line);
	}
	if (size > 0 && (in = fmemopen((void *)(uintptr_t)data, size, "r")) !=
	    NULL) {
		if (log_file_verify(in, NULL, &verdict))
			MUST(verdict.chain.last.number >= verdict.chain.first);
		fclose(in);
	}
	arena_free(arena);
	return 0;
}
