/*
 * Two texts, a zero byte between them, compared: what stayed and what was
 * added is the second, and the other way round the first; the work is bounded,
 * and the text with marks holds every change.
 */
#include "store/base/diff.h"
#include "tests/fuzz/fuzz.h"

enum { MOST = 40000 };

/* The text after, put together again from the runs; blanks alone make none. */
static void
whole(const struct diff *diff, struct str text, struct arena *arena)
{
	struct diff words;
	size_t at = 0;

	for (size_t i = 0; i < diff->count; i++) {
		struct str run = diff->runs[i].text;

		if (diff->runs[i].kind == DIFF_REMOVED)
			continue;
		MUST(at + run.len <= text.len);
		MUST(memcmp(text.p + at, run.p, run.len) == 0);
		at += run.len;
	}
	diff_words(text, (struct str){ "", 0 }, arena, &words);
	MUST(at == (words.count > 0 ? text.len : 0));
}

static void
look(struct str before, struct str after, struct arena *arena)
{
	static const struct diff_marks marks = { "[-", "-]", "{+", "+}" };
	struct diff diff, back;
	struct str text;
	uint8_t *kinds;
	size_t removed = 0, added = 0;

	diff_words(before, after, arena, &diff);
	diff_words(after, before, arena, &back);
	MUST(diff.changed == back.changed);
	MUST(diff.steps < DIFF_STEPS_MAX + 4 * MOST);
	whole(&diff, after, arena);
	whole(&back, before, arena);
	for (size_t i = 0; i < diff.count; i++) {
		removed += diff.runs[i].kind == DIFF_REMOVED;
		added += diff.runs[i].kind == DIFF_ADDED;
		MUST(diff.runs[i].text.len > 0);
	}
	MUST(diff.changed == (removed + added > 0));
	text = diff_text(&diff, &marks, arena, &kinds);
	for (size_t i = 0; i < text.len; i++) {
		MUST(kinds[i] <= DIFF_ADDED);
		removed = kinds[i] == DIFF_REMOVED ? 0 : removed;
		added = kinds[i] == DIFF_ADDED ? 0 : added;
	}
	MUST(removed == 0 && added == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *zero = memchr(data, 0, size);
	struct str before = { (const char *)data, size }, after = { "", 0 };
	struct arena *arena = arena_new();

	if (zero != NULL) {
		before.len = (size_t)(zero - data);
		after.p = (const char *)zero + 1;
		after.len = size - before.len - 1;
	}
	if (before.len <= MOST && after.len <= MOST)
		look(before, after, arena);
	arena_free(arena);
	return 0;
}
