/*
 * Any bytes typed in the search field, and held against any text: the first
 * line is the query, the rest is the text.
 */
#include "store/forum/search_query.h"
#include "tests/fuzz/fuzz.h"

static void
look_at(const struct search_query *q)
{
	MUST(q->room_count <= SEARCH_FILTERS_MAX);
	MUST(q->author_count <= SEARCH_FILTERS_MAX);
	MUST(q->type_count <= SEARCH_FILTERS_MAX);
	for (size_t i = 0; i < q->count; i++) {
		const struct search_clause *c = &q->clauses[i];

		MUST(c->count > 0);
		MUST(c->parts[0].place == 0);
		for (size_t k = 0; k < c->count; k++) {
			MUST(c->parts[k].form->form.len > 0);
			MUST(c->parts[k].form->form.len <= TEXT_TERM_MAX);
			MUST(k == 0 ||
			    c->parts[k].place > c->parts[k - 1].place);
		}
	}
}

static void
show(const struct search_query *q, const struct search_text *t,
    struct arena *arena)
{
	struct search_snippet s;
	size_t at = 0;
	bool found = search_snippet(q, t, 160, arena, &s);

	MUST(s.text.len <= 160);
	MUST(found || s.mark_count == 0);
	MUST(!text_valid(t->text) || text_valid(s.text));
	for (size_t i = 0; i < s.mark_count; i++) {
		MUST(s.marks[i].at >= at);
		MUST(s.marks[i].len > 0);
		at = s.marks[i].at + s.marks[i].len;
		MUST(at <= s.text.len);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str in = { (const char *)data, size }, text = { 0 };
	const char *line = memchr(in.p, '\n', size);
	struct arena *arena = arena_new();
	struct words *words = words_new();
	struct search_query q;
	struct search_text t;

	if (line != NULL) {
		text = (struct str){ line + 1,
		    (size_t)(in.p + size - line - 1) };
		in.len = (size_t)(line - in.p);
	}
	if (!text_valid(text))
		text = text_safe(text, arena);
	search_text(text, words, arena, &t);
	for (int typing = 0; typing < 2; typing++) {
		search_parse(in, typing, words, arena, &q);
		look_at(&q);
		show(&q, &t, arena);
	}
	words_free(words);
	arena_free(arena);
	return 0;
}
