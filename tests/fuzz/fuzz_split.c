/* Any command line, split into words: as many bytes as it had, or refused. */
#include "tests/fuzz/fuzz.h"
#include "ui/lines/lines.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	char *line = arena_memdup0(arena, data, size);
	size_t bytes = 0;
	char **argv;
	int argc;

	if (lines_split(line, arena, &argc, &argv) == OK) {
		MUST(argc >= 0);
		for (int i = 0; i < argc; i++)
			bytes += strlen(argv[i]);
		MUST(argv[argc] == NULL);
		MUST(bytes <= strlen(line));
	}
	arena_free(arena);
	return 0;
}
