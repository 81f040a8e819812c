/*
 * Any text set in lines: each line fits its measure, offsets grow, and spans
 * stay within their line.
 */
#include "store/base/text.h"
#include "store/forum/charter.h"
#include "tests/fuzz/fuzz.h"
#include "ui/widgets/wrap.h"

static void
look(const struct wrapped *w, int measure)
{
	uint32_t before = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct line *l = &w->lines[i];
		size_t len = strlen(l->safe);

		MUST(text_valid((struct str){ l->safe, len }));
		MUST(l->offset >= before);
		before = l->offset;
		MUST(text_width((struct str){ l->safe, len }) + l->indent <=
		    (size_t)measure + 1);
		for (size_t s = 0; s < l->span_count; s++)
			MUST(l->spans[s].start + l->spans[s].len <= len);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int measures[] = { 20, 36, 72 };
	struct str in = { (const char *)data, size }, text;
	struct arena *arena = arena_new();
	struct refusal why = { 0 };
	struct charter charter;

	MUST(charter_parse(str_of(charter_shipped), arena, &charter, NULL) ==
	    OK);
	if (text_accept(TEXT_BODY, in, arena, &text, &why) == OK)
		for (size_t i = 0; i < LENGTH(measures) * 2; i++) {
			struct wrap_options o = {
				.measure = measures[i / 2],
				.charter = &charter,
				.raw = i & 1, .fold_quotes = !(i & 1) };
			struct wrapped w = { 0 };

			wrap_text(text, &o, arena, &w);
			look(&w, o.measure);
		}
	arena_free(arena);
	return 0;
}
