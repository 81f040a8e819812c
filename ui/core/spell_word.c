/*
 * spell_word: which parts of a text are words to be spelt.
 */
#include "ui/core/spell.h"

#include <ctype.h>
#include <string.h>

enum { REACH = 256 };		/* bytes, of an address without blanks */

/* Bytes of the Latin letter (or mark) at p, or 0. */
static size_t
letter(const char *text, size_t left)
{
	const unsigned char *p = (const unsigned char *)text;

	if (isalpha(p[0]) && p[0] < 0x80)
		return 1;
	if (left < 2)
		return 0;
	/* U+00C0 to U+024F but the two signs; U+0300 to U+036F: marks */
	if (p[0] >= 0xc3 && p[0] <= 0xc9)
		return p[0] == 0xc3 && (p[1] == 0x97 || p[1] == 0xb7) ? 0 : 2;
	return p[0] == 0xcc || (p[0] == 0xcd && p[1] < 0xb0) ? 2 : 0;
}

/* Bytes of what joins two letters: an apostrophe, a hyphen. */
static size_t
joint(const char *p, size_t left)
{
	if (*p == '\'' || *p == '-')
		return 1;
	return left >= 3 && memcmp(p, "\u2019", 3) == 0 ? 3 : 0;
}

static size_t
end_of_word(struct str text, size_t at)
{
	size_t n, m;

	for (;;) {
		while (at < text.len && (n = letter(text.p + at,
		    text.len - at)) > 0)
			at += n;
		if (at == text.len || (m = joint(text.p + at,
		    text.len - at)) == 0 || at + m >= text.len ||
		    letter(text.p + at + m, text.len - at - m) == 0)
			return at;
		at += m;
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* An address, a name, a number, a reference: all between two blanks that has
 * one of these signs is left alone. */
static bool
is_no_word(struct str text, size_t from, size_t to)
{
	size_t first = from > REACH ? from - REACH : 0;
	size_t last = text.len - to > REACH ? to + REACH : text.len;

	while (from > first && !is_blank(text.p[from - 1]))
		from--;
	while (to < last && !is_blank(text.p[to]))
		to++;
	for (; from < to; from++)
		if (strchr("@#/_\\`", text.p[from]) != NULL ||
		    isdigit((unsigned char)text.p[from]))
			return true;
	return false;
}

/* GEP, ANCT: letters that stand for words. */
static bool
is_capitals(struct str word)
{
	size_t i;

	for (i = 0; i < word.len; i++)
		if (islower((unsigned char)word.p[i]) ||
		    (unsigned char)word.p[i] >= 0x80)
			return false;
	return true;
}

bool
spell_word(struct str text, size_t *at, struct str *word)
{
	size_t from = *at, to, n;

	while (from < text.len) {
		if ((n = letter(text.p + from, text.len - from)) == 0) {
			from++;
			continue;
		}
		to = end_of_word(text, from);
		*word = (struct str){ text.p + from, to - from };
		*at = to;
		if (!is_capitals(*word) && !is_no_word(text, from, to))
			return true;
		from = to;
	}
	*at = text.len;
	return false;
}
