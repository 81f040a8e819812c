/*
 * edit_spell: words of the text being written beside the dictionary.
 */
#include "ui/core/spell.h"
#include "ui/widgets/edit_text.h"

#include <string.h>

enum { REACH = 256 };

void
edit_spell(struct edit *e, struct spell *spell)
{
	e->spell = spell;
}

/* Is this in a quote or in code, which are not the writer's to spell? */
static bool
is_anothers(const struct edit *e, size_t at)
{
	const char *end = memrchr(e->text, '\n', at);
	size_t from = end != NULL ? (size_t)(end - e->text) + 1 : 0;

	return from < e->len && (e->text[from] == '>' ||
	    e->text[from] == '\t' || (e->len - from >= 4 &&
	    memcmp(e->text + from, "    ", 4) == 0));
}

/* The next word to be spelt that begins between *at, which then is its end,
 * and `end`. */
static bool
next_word(const struct edit *e, size_t *at, size_t end, struct str *word)
{
	struct str all = { e->text, e->len };

	/* The word goes on a little, and so does what tells an address. */
	if (e->len - end > REACH)
		all.len = end + REACH;
	while (spell_word(all, at, word) && word->p < e->text + end)
		if (!is_anothers(e, (size_t)(word->p - e->text)))
			return true;
	return false;
}

bool
edit_spell_look(struct edit *e)
{
	size_t at, end, from, to;
	bool news = false;
	struct str word;

	if (e->spell == NULL)
		return false;
	edit_text_row(e, edit_text_at(e, e->top, 0, e->width), e->width, &at,
	    &end);
	edit_text_row(e, edit_text_at(e, e->top + (size_t)e->page, 0,
	    e->width), e->width, &from, &to);
	if (!e->options.lines) {
		at = 0;
		to = e->len;
	}
	while (at < to && next_word(e, &at, to, &word))
		if (spell_known(e->spell, word) == VERDICT_UNKNOWN)
			news |= spell_ask(e->spell, word) == VERDICT_BAD;
	return news;
}

void
edit_spell_draw(const struct edit *e, size_t from, size_t end, int row,
    int col, int cells)
{
	size_t at = from, start;
	struct str word;
	int before, width;

	if (e->spell == NULL || is_anothers(e, from))
		return;
	while (at < end && next_word(e, &at, end, &word)) {
		start = (size_t)(word.p - e->text);
		if (e->cursor > start && e->cursor <= at)
			continue;	/* being typed */
		if (spell_known(e->spell, word) != VERDICT_BAD)
			continue;
		before = (int)text_width((struct str){ e->text + from,
		    start - from });
		width = (int)text_width(word);
		if (before + width <= cells)
			term_over(row, col + before, width, STYLE_SPELLING);
	}
}

/* The first misspelt word whose end is `from` or after it. */
static bool
find(struct edit *e, size_t from, struct str *word)
{
	size_t at = from;

	while (at > 0 && strchr(" \n\t", e->text[at - 1]) == NULL)
		at--;
	while (next_word(e, &at, e->len, word))
		if (at >= from && spell_ask(e->spell, *word) == VERDICT_BAD)
			return true;
	return false;
}

bool
edit_misspelt(struct edit *e, struct str *word)
{
	size_t from, to, at = e->cursor;

	if (e->spell == NULL)
		return false;
	/* Beyond what is selected already. */
	if (edit_text_selection(e, &from, &to))
		at = to < e->len ? to + 1 : 0;
	if (!find(e, at, word) && !find(e, 0, word))
		return false;
	e->anchor = word->p - e->text;
	e->cursor = (size_t)e->anchor + word->len;
	e->marking = e->cutting = false;
	e->goal = -1;
	return true;
}

bool
edit_word_here(const struct edit *e, struct str *word)
{
	size_t at = e->cursor;

	while (at > 0 && strchr(" \n\t", e->text[at - 1]) == NULL)
		at--;
	while (next_word(e, &at, e->len, word))
		if (at >= e->cursor)
			return (size_t)(word->p - e->text) <= e->cursor;
	return false;
}
