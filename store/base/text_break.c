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
