/* What was typed, taken apart.  See search_query.h. */
#include "store/forum/search_query.h"

#include <string.h>

struct parse {
	const char *at, *end;
	struct words *words;
	struct arena *arena;
	struct search_query *q;
	size_t parts;
	bool typing;
};

enum filter { FILTER_ROOM, FILTER_AUTHOR, FILTER_TYPE, FILTER_AFTER,
	FILTER_BEFORE };

/* Exact words, both languages at once: they are short and do not clash. */
static const struct { const char *word; enum filter filter; } filters[] = {
	{ "room", FILTER_ROOM }, { "salon", FILTER_ROOM },
	{ "author", FILTER_AUTHOR }, { "auteur", FILTER_AUTHOR },
	{ "autrice", FILTER_AUTHOR }, { "type", FILTER_TYPE },
	{ "after", FILTER_AFTER }, { "apres", FILTER_AFTER },
	{ "après", FILTER_AFTER }, { "depuis", FILTER_AFTER },
	{ "before", FILTER_BEFORE }, { "avant", FILTER_BEFORE },
};

static const char *const quotes[] = { "\"", "«", "»", "“", "”", "„" };

/* Bytes of a quotation mark at p; 0: there is none. */
static size_t
quote_at(const char *p, const char *end)
{
	for (size_t i = 0; i < LENGTH(quotes); i++) {
		size_t len = strlen(quotes[i]);

		if ((size_t)(end - p) >= len && memcmp(p, quotes[i], len) == 0)
			return len;
	}
	return 0;
}

/* Bytes of white space at p; 0: there is none. */
static size_t
blank_at(const char *p, const char *end)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (end - p >= 2 && memcmp(p, "\xC2\xA0", 2) == 0)
		return 2;
	if (end - p >= 3 && (memcmp(p, "\xE2\x80\xAF", 3) == 0 ||
	    memcmp(p, "\xE3\x80\x80", 3) == 0))
		return 3;
	return 0;
}

/* Up to white space or a quotation mark. */
static struct str
run_take(struct parse *p)
{
	const char *start = p->at;

	while (p->at < p->end && blank_at(p->at, p->end) == 0 &&
	    quote_at(p->at, p->end) == 0)
		p->at++;
	return (struct str){ start, (size_t)(p->at - start) };
}

/* Past the opening mark; to the closing one, or to the end (*open). */
static struct str
phrase_take(struct parse *p, bool *open)
{
	const char *start = p->at;
	struct str out;
	size_t len = 0;

	while (p->at < p->end && (len = quote_at(p->at, p->end)) == 0)
		p->at++;
	out = (struct str){ start, (size_t)(p->at - start) };
	*open = p->at >= p->end;
	p->at += len;
	return out;
}

static bool
same_clause(const struct search_clause *a, const struct search_clause *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!str_equal(a->parts[i].form->form,
		    b->parts[i].form->form) ||
		    a->parts[i].place != b->parts[i].place ||
		    a->parts[i].exact != b->parts[i].exact ||
		    a->parts[i].prefix != b->parts[i].prefix)
			return false;
	return true;
}

static size_t
characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static void
part_add(struct parse *p, struct search_clause *c, struct str text,
    const struct text_token *t, bool exact)
{
	struct word_form *form = words_find(p->words,
	    (struct str){ text.p + t->start, t->len }, t->pair);
	struct search_part *part;

	if (form == NULL)
		return;
	part = ARENA_PUSH(p->arena, c->parts, c->count);
	part->form = form;
	part->place = t->position;
	part->exact = exact || t->pair;
	/* One character of a script without spaces stands in pairs. */
	part->prefix = t->pair && t->alone;
	p->parts++;
}

/* The words of s as one clause.  last: the last one is a beginning. */
static void
clause_add(struct parse *p, struct str s, bool exact, bool last)
{
	struct search_clause c = { 0 };
	struct text_token *tokens;
	size_t count;
	uint32_t first;

	text_tokens(s, p->arena, &tokens, &count);
	for (size_t i = 0; i < count; i++) {
		if (p->parts >= SEARCH_PARTS_MAX) {
			p->q->cut = true;
			break;
		}
		/* The last character of a run is in its pair already. */
		if (tokens[i].alone && i > 0 && tokens[i - 1].pair &&
		    tokens[i - 1].start + tokens[i - 1].len ==
		    tokens[i].start + tokens[i].len)
			continue;
		part_add(p, &c, s, &tokens[i], exact);
	}
	if (c.count == 0)
		return;
	first = c.parts[0].place;
	for (size_t i = 0; i < c.count; i++)
		c.parts[i].place -= first;
	if (last && characters(c.parts[c.count - 1].form->form) >= PREFIX_FROM)
		c.parts[c.count - 1].prefix = true;
	for (size_t i = 0; i < p->q->count; i++)
		if (same_clause(&p->q->clauses[i], &c))
			return;
	*ARENA_PUSH(p->arena, p->q->clauses, p->q->count) = c;
}

static void
value_add(struct parse *p, struct str *values, size_t *count,
    struct str value)
{
	if (value.len == 0)
		return;
	if (*count == SEARCH_FILTERS_MAX)
		p->q->cut = true;
	else
		values[(*count)++] = arena_str(p->arena, value);
}

static void
filter_add(struct parse *p, enum filter filter, struct str value)
{
	struct search_query *q = p->q;

	switch (filter) {
	case FILTER_ROOM:
		value_add(p, q->rooms, &q->room_count, value);
		break;
	case FILTER_AUTHOR:
		/* As people are named everywhere else. */
		if (value.len > 0 && value.p[0] == '@')
			value = (struct str){ value.p + 1, value.len - 1 };
		value_add(p, q->authors, &q->author_count, value);
		break;
	case FILTER_TYPE:
		value_add(p, q->types, &q->type_count, value);
		break;
	case FILTER_AFTER:
		q->after = arena_str(p->arena, value);
		break;
	case FILTER_BEFORE:
		q->before = arena_str(p->arena, value);
		break;
	}
}

/* Is this run a filter?  Then it is taken, with a value in quotes, too. */
static bool
filter_take(struct parse *p, struct str run)
{
	const char *colon = memchr(run.p, ':', run.len);
	struct str word, value;
	size_t len;
	bool open;

	if (colon == NULL)
		return false;
	word = text_lower((struct str){ run.p, (size_t)(colon - run.p) },
	    p->arena);
	value = (struct str){ colon + 1,
	    (size_t)(run.p + run.len - colon - 1) };
	for (size_t i = 0; i < LENGTH(filters); i++) {
		if (!str_equal(word, str_of(filters[i].word)))
			continue;
		if (value.len == 0 && p->at < p->end &&
		    (len = quote_at(p->at, p->end)) > 0) {
			p->at += len;
			value = phrase_take(p, &open);
		}
		filter_add(p, filters[i].filter, value);
		return true;
	}
	return false;
}

static void
word_take(struct parse *p)
{
	struct str run = run_take(p);
	bool last = p->typing && p->at >= p->end;

	if (filter_take(p, run))
		return;
	if (run.len > 0 && run.p[run.len - 1] == '*')
		last = true;
	clause_add(p, run, false, last);
}

void
search_parse(struct str input, bool typing, struct words *words,
    struct arena *arena, struct search_query *out)
{
	struct parse p = { .words = words, .arena = arena, .q = out,
	    .typing = typing };

	*out = (struct search_query){ 0 };
	if (input.len > SEARCH_INPUT_MAX)
		out->cut = true;
	input = text_head(input, SEARCH_INPUT_MAX);
	if (!text_valid(input))
		input = text_safe(input, arena);
	p.at = input.p;
	p.end = input.p + input.len;
	while (p.at < p.end) {
		size_t len = blank_at(p.at, p.end);
		bool open = false;
		struct str phrase;

		if (len > 0) {
			p.at += len;
		} else if ((len = quote_at(p.at, p.end)) > 0) {
			p.at += len;
			phrase = phrase_take(&p, &open);
			clause_add(&p, phrase, true, open && typing);
		} else
			word_take(&p);
	}
}
