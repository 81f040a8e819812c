/*
 * Any bytes at the door of text, and at its display.  What is accepted is
 * valid, bounded and accepted again unchanged; what is drawn is safe.
 */
#include <locale.h>
#include <wchar.h>

#include "store/base/text.h"
#include "tests/fuzz/fuzz.h"

static void
accept_twice(enum text_kind kind, struct str in, struct arena *arena)
{
	struct refusal why = { 0 };
	struct str once, twice;

	if (text_accept(kind, in, arena, &once, &why) != OK)
		return;
	MUST(text_valid(once));
	MUST(kind != TEXT_BODY || once.len <= TEXT_BODY_MAX);
	MUST(kind == TEXT_BODY || kind == TEXT_PASSWORD ||
	    memchr(once.p, '\n', once.len) == NULL);
	MUST(memchr(once.p, 27, once.len) == NULL);
	MUST(text_accept(kind, once, arena, &twice, &why) == OK);
	MUST(str_equal(once, twice));
}

/* As the terminal counts: ncurses goes by wcwidth, not by our clusters. */
static int
terminal_width(const char *s)
{
	mbstate_t state = { 0 };
	int width = 0;
	wchar_t c;

	setlocale(LC_CTYPE, "C.UTF-8");
	for (size_t n; *s != 0; s += n) {
		n = mbrtowc(&c, s, strlen(s), &state);
		MUST(n != 0 && n <= strlen(s));
		MUST(wcwidth(c) >= 0);
		width += wcwidth(c);
	}
	return width;
}

static void
show(struct str in, struct arena *arena)
{
	struct grapheme *clusters;
	size_t count, at = 0;
	uint8_t *breaks = text_breaks(in, arena);

	text_graphemes(in, arena, &clusters, &count);
	for (size_t i = 0; i < count; i++) {
		MUST(clusters[i].start == at);
		MUST(clusters[i].bytes > 0);
		MUST(clusters[i].width <= 2);
		MUST(clusters[i].drawn_len < sizeof(clusters[i].drawn));
		at += clusters[i].bytes;
	}
	MUST(at == in.len);
	for (size_t i = 0; i < in.len; i++)
		MUST(breaks[i] <= 2);
	for (size_t cells = 1; cells <= 81; cells += 16) {
		char *cut = text_clip(in, cells, cells & 32, arena);

		MUST(text_valid(str_of(cut)));
		MUST(terminal_width(cut) <= (int)cells);
	}
	MUST(text_valid(text_safe(in, arena)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size }, out;
	struct arena *arena = arena_new();
	struct refusal why = { 0 };

	for (enum text_kind kind = TEXT_BODY; kind <= TEXT_PASSWORD; kind++)
		accept_twice(kind, in, arena);
	show(in, arena);
	if (text_valid(in)) {
		MUST(text_valid(text_fold(in, arena)));
		if (text_handle_accept(in, arena, &out, &why) == OK)
			MUST(text_handle_key(out, arena, &out) == OK);
		text_count(in);
		text_words(in);
		for (size_t at = 0; at < in.len; ) {
			size_t next = text_word_move(in, at, 1);

			MUST(next > at && next <= in.len);
			at = next;
		}
	}
	arena_free(arena);
	return 0;
}
