/* A query held against a text: what fits, how often, and where.  See
 * search_query.h. */
#include "store/forum/search_query.h"

#include <string.h>

enum { CONTEXT_BYTES = 40 };	/* shown before the first word found */

void
search_text(struct str text, struct words *words, struct arena *arena,
    struct search_text *out)
{
	*out = (struct search_text){ .text = text };
	text_tokens(text, arena, &out->tokens, &out->count);
	out->forms = arena_alloc(arena, (out->count + 1) *
	    sizeof(*out->forms));
	for (size_t i = 0; i < out->count; i++)
		out->forms[i] = words_find(words, (struct str){
		    text.p + out->tokens[i].start, out->tokens[i].len },
		    out->tokens[i].pair);
}

bool
search_part_fits(const struct search_part *part, const struct word_form *form)
{
	struct str wanted = part->form->form;

	if (form == NULL)
		return false;
	if (part->prefix && form->form.len >= wanted.len &&
	    memcmp(form->form.p, wanted.p, wanted.len) == 0)
		return true;
	return part->exact ? str_equal(form->form, wanted) :
	    word_matches(part->form, form);
}

/* The token at a place, from token i on; t->count: there is none. */
static size_t
token_at(const struct search_text *t, size_t i, uint32_t place)
{
	while (i < t->count && t->tokens[i].position < place)
		i++;
	return i < t->count && t->tokens[i].position == place ? i : t->count;
}

/* Does the clause stand with its first word at token i? */
static bool
stands(const struct search_clause *c, const struct search_text *t, size_t i)
{
	uint32_t from = t->tokens[i].position;

	for (size_t k = 0; k < c->count; k++) {
		i = token_at(t, i, from + c->parts[k].place);
		if (i == t->count ||
		    !search_part_fits(&c->parts[k], t->forms[i]))
			return false;
	}
	return true;
}

uint32_t
search_clause_times(const struct search_clause *c,
    const struct search_text *t, bool *marks)
{
	uint32_t times = 0;

	for (size_t i = 0; i < t->count; i++) {
		if (!stands(c, t, i))
			continue;
		times++;
		for (size_t k = 0; marks != NULL && k < c->count; k++)
			marks[token_at(t, i, t->tokens[i].position +
			    c->parts[k].place)] = true;
	}
	return times;
}

/* --- snippets --- */

/* Bytes of text from token i on that a snippet of `most` bytes holds: the
 * first token that does not fit any more. */
static size_t
window_end(const struct search_text *t, size_t i, size_t most)
{
	uint32_t start = t->tokens[i].start;

	while (i < t->count &&
	    t->tokens[i].start + t->tokens[i].len - start <= most)
		i++;
	return i;
}

/* Where most of what was found stands together. */
static size_t
best_window(const struct search_text *t, const bool *marks, size_t most)
{
	size_t best = t->count, best_count = 0;

	for (size_t i = 0; i < t->count; i++) {
		size_t end, count = 0;

		if (!marks[i])
			continue;
		end = window_end(t, i, most);
		for (size_t k = i; k < end; k++)
			count += marks[k];
		if (count > best_count) {
			best = i;
			best_count = count;
		}
	}
	return best;
}

/* Copies the bytes from…to on one line; offsets of tokens move with it. */
struct line { char *out; size_t len; uint32_t *moved; };

static void
line_make(struct str text, size_t from, size_t to, struct arena *arena,
    struct line *line)
{
	bool blank = true;

	line->out = arena_alloc(arena, to - from + 1);
	line->moved = arena_alloc(arena, (to - from + 1) *
	    sizeof(*line->moved));
	line->len = 0;
	for (size_t i = from; i < to; i++) {
		char c = text.p[i];

		line->moved[i - from] = (uint32_t)line->len;
		if (c == '\n' || c == '\t' || c == '\r')
			c = ' ';
		if (c == ' ' && blank)
			continue;
		blank = c == ' ';
		line->out[line->len++] = c;
	}
	line->moved[to - from] = (uint32_t)line->len;
	while (line->len > 0 && line->out[line->len - 1] == ' ')
		line->len--;
}

static void
marks_put(const struct search_text *t, const bool *found, size_t from,
    size_t to, const struct line *line, struct arena *arena,
    struct search_snippet *out)
{
	for (size_t i = 0; i < t->count; i++) {
		size_t start = t->tokens[i].start;
		size_t end = start + t->tokens[i].len;
		struct text_range *last, mark;

		if (!found[i] || start < from || end > to)
			continue;
		mark.at = line->moved[start - from];
		mark.len = line->moved[end - from] - mark.at;
		last = out->mark_count == 0 ? NULL :
		    &out->marks[out->mark_count - 1];
		/* Pairs overlap; words in a row are shown as one. */
		if (last != NULL && (mark.at <= last->at + last->len ||
		    (found[i - 1] && mark.at == last->at + last->len + 1))) {
			last->len = mark.at + mark.len - last->at;
			continue;
		}
		*ARENA_PUSH(arena, out->marks, out->mark_count) = mark;
	}
}

/* The bytes that are shown: at tokens' edges. */
static void
edges(const struct search_text *t, const bool *marks, size_t most,
    size_t *from, size_t *to)
{
	size_t first = best_window(t, marks, most - CONTEXT_BYTES), end;
	size_t start = first == t->count ? 0 : first;

	while (start > 0 && t->tokens[first == t->count ? 0 : first].start -
	    t->tokens[start - 1].start <= CONTEXT_BYTES)
		start--;
	if (t->count == 0) {
		*from = 0;
		*to = text_head(t->text, most).len;
		return;
	}
	end = window_end(t, start, most);
	*from = start == 0 ? 0 : t->tokens[start].start;
	if (end >= t->count)
		*to = t->text.len - *from <= most ? t->text.len :
		    t->tokens[t->count - 1].start +
		    t->tokens[t->count - 1].len;
	else
		*to = end > start ? t->tokens[end - 1].start +
		    t->tokens[end - 1].len : *from;
	/* What comes before the first word, or one word, may be long. */
	if (*to - *from > most || *to == *from)
		*to = *from + text_head((struct str){ t->text.p + *from,
		    t->text.len - *from }, most).len;
}

bool
search_snippet(const struct search_query *q, const struct search_text *t,
    size_t most, struct arena *arena, struct search_snippet *out)
{
	bool *marks = arena_alloc(arena, t->count + 1);
	uint32_t times = 0;
	size_t from, to;
	struct line line;

	*out = (struct search_snippet){ 0 };
	for (size_t i = 0; i < q->count; i++)
		times += search_clause_times(&q->clauses[i], t, marks);
	edges(t, marks, most, &from, &to);
	line_make(t->text, from, to, arena, &line);
	marks_put(t, marks, from, to, &line, arena, out);
	out->text = (struct str){ line.out, line.len };
	out->before = from > 0;
	out->after = to < t->text.len;
	return times > 0;
}
