/* Where lines and words of a text may be broken. */
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwbrk.h>

#include "store/base/text.h"

enum { BREAK_NONE, BREAK_MAY, BREAK_MUST };

static const char nbsp[] = "\xC2\xA0";

/* True if a no-break space, of any width, ends just before s.p[at]. */
static bool
after_no_break(struct str s, size_t at)
{
	return (at >= 2 && memcmp(s.p + at - 2, nbsp, 2) == 0) ||
	    (at >= 3 && memcmp(s.p + at - 3, "\xE2\x80\xAF", 3) == 0);
}

/* True if one of : ; ? ! » % stands at s.p[at]. */
static bool
at_high_punctuation(struct str s, size_t at)
{
	return strchr(":;?!%", s.p[at]) != NULL || (at + 1 < s.len &&
	    memcmp(s.p + at, "\xC2\xBB", 2) == 0);
}

uint8_t *
text_breaks(struct str s, struct arena *arena)
{
	uint8_t *out = arena_alloc(arena, s.len + 1);
	char *found;

	if (s.len == 0)
		return out;
	found = xcalloc(s.len, 1);
	u8_possible_linebreaks((const uint8_t *)s.p, s.len, "UTF-8", found);
	for (size_t i = 0; i < s.len; i++) {
		/* libunistring marks the newline, we what follows it. */
		if (i > 0 && (s.p[i - 1] == '\n' ||
		    (found[i - 1] == UC_BREAK_MANDATORY &&
		    ((unsigned char)s.p[i] & 0xC0) != 0x80)))
			out[i] = BREAK_MUST;
		else if (found[i] == UC_BREAK_POSSIBLE)
			out[i] = BREAK_MAY;
		if (out[i] == BREAK_MAY && (after_no_break(s, i) ||
		    (s.p[i] != '\0' && at_high_punctuation(s, i) &&
		    i > 0 && s.p[i - 1] != ' ')))
			out[i] = BREAK_NONE;
	}
	free(found);
	return out;
}

/* --- places to cut a text at --- */

static const struct { ucs4_t first, last; } letters[] = {
	{ 'A', 'Z' }, { 'a', 'z' }, { 0xC0, 0xD6 }, { 0xD8, 0xF6 },
	{ 0xF8, 0x24F }, { 0x391, 0x3A1 }, { 0x3A3, 0x3C9 },
	{ 0x410, 0x44F }, { 0x5D0, 0x5EA }, { 0x620, 0x63A },
	{ 0x641, 0x64A },
};
/* Each of these stands alone: a line may be broken before and after it. */
static const struct { ucs4_t first, last; } alone[] = {
	{ 0x4E00, 0x9FFF }, { 0xAC00, 0xD7A3 }, { 0x1F400, 0x1F4FC },
	{ 0x1F600, 0x1F64F },
};

static bool
is_letter(ucs4_t c)
{
	for (size_t i = 0; i < LENGTH(letters); i++)
		if (c >= letters[i].first && c <= letters[i].last)
			return true;
	return false;
}

static bool
is_alone(ucs4_t c)
{
	for (size_t i = 0; i < LENGTH(alone); i++)
		if (c >= alone[i].first && c <= alone[i].last)
			return true;
	return false;
}

/* Bytes of the character that ends before `at`; 0 at the start. */
static size_t
before(struct str s, size_t at)
{
	size_t n = at > 0;

	while (n < at && n < 4 && ((unsigned char)s.p[at - n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* Is `at`, within s and at the start of a character, such a place? */
static bool
may_cut(struct str s, size_t at)
{
	const uint8_t *p = (const uint8_t *)s.p;
	size_t n = before(s, at), m;
	ucs4_t next, last, two;

	u8_mbtouc(&next, p + at, s.len - at);
	u8_mbtouc(&last, p + at - n, n);
	if (is_letter(next) && is_letter(last))
		return true;
	if (is_alone(next) && is_alone(last))
		return true;
	if (last != ' ' || !is_letter(next))
		return false;
	m = before(s, at - n);
	if (m == 0)
		return false;
	u8_mbtouc(&two, p + at - n - m, m);
	return is_letter(two);
}

size_t
text_context(struct str s, size_t at)
{
	size_t n = before(s, at);

	return n + before(s, at - n);
}

size_t
text_cut(struct str s, size_t at, int dir)
{
	while (at > 0 && at < s.len) {
		if (((unsigned char)s.p[at] & 0xC0) != 0x80 && may_cut(s, at))
			return at;
		at = dir < 0 ? at - 1 : at + 1;
	}
	return at < s.len ? at : s.len;
}

/* --- words --- */

/* word[i] is set where a word begins or ends before byte i. */
static char *
word_breaks(struct str s)
{
	char *found = xcalloc(s.len + 1, 1);

	if (s.len > 0)
		u8_wordbreaks((const uint8_t *)s.p, s.len, found);
	return found;
}

static bool
begins_word(struct str s, size_t at)
{
	ucs4_t c;

	u8_mbtouc(&c, (const uint8_t *)s.p + at, s.len - at);
	return uc_is_alnum(c);
}

static struct str
trimmed(struct str s)
{
	while (s.len > 0 && strchr(" \t\n", s.p[0]) != NULL) {
		s.p++;
		s.len--;
	}
	while (s.len > 0 && strchr(" \t\n", s.p[s.len - 1]) != NULL)
		s.len--;
	return s;
}

bool
text_same(struct str a, struct str b)
{
	return str_equal(trimmed(a), trimmed(b));
}

size_t
text_words(struct str s)
{
	char *found = word_breaks(s);
	size_t count = 0;
	bool counted = false;

	for (size_t i = 0; i < s.len; i++) {
		if (found[i] != 0 || i == 0)
			counted = false;
		if (((unsigned char)s.p[i] & 0xC0) == 0x80 || counted ||
		    !begins_word(s, i))
			continue;
		counted = true;
		count++;
	}
	free(found);
	return count;
}

/*
 * Forward to the end of this or the next word, back to the start of this or
 * the one before: a word counts if a letter or digit begins it.
 */
size_t
text_word_move(struct str s, size_t offset, int dir)
{
	char *found = word_breaks(s);
	size_t at = offset < s.len ? offset : s.len;
	bool inside = false;

	if (dir > 0) {
		while (at < s.len) {
			inside = inside || begins_word(s, at);
			do
				at++;
			while (at < s.len && found[at] == 0);
			if (inside)
				break;
		}
	} else {
		while (at > 0) {
			do
				at--;
			while (at > 0 && found[at] == 0);
			if (begins_word(s, at))
				break;
		}
	}
	free(found);
	return at;
}
