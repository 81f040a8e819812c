/*
 * excerpt: the first words of a text, as trees and lists show them: without
 * what is quoted, and without the signs that only set the text (emphasis,
 * list and heading marks), which mean nothing on one line of a list.
 */
#include "store/forum/deed.h"

#include <ctype.h>
#include <string.h>

enum { EXCERPT_MAX = 120, LOOK_AHEAD = 400, MARKS_MAX = 8 };

bool
text_quoted(const char *line, const char *end)
{
	while (line < end && (*line == ' ' || *line == '\t'))
		line++;
	return line < end && *line == '>';
}

const char *
text_line_end(const char *p, const char *end)
{
	const char	*nl = memchr(p, '\n', (size_t)(end - p));

	return nl != NULL ? nl : end;
}

/* A letter or digit, or a part of one outside ASCII. */
static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || ((unsigned char)c & 0x80) != 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* After "- ", "* ", "+ ", "12. ", "3) " or "## " at p; else p. */
static const char *
past_mark(const char *p, const char *end)
{
	const char	*q;

	while (p < end && is_blank(*p))
		p++;
	q = p;
	if (q < end && strchr("-*+", *q) != NULL)
		q++;
	else if (q < end && *q == '#') {
		while (q < end && *q == '#' && q - p < 6)
			q++;
	} else {
		while (q < end && isdigit((unsigned char)*q) && q - p < 3)
			q++;
		if (q == p || q == end || (*q != '.' && *q != ')'))
			return p;
		q++;
	}
	return q > p && q < end && is_blank(*q) ? q + 1 : p;
}

/*
 * Where the `len` marks at p close, before `end`: as reading has it, after a
 * word and before none.  NULL: they are no marks.
 */
static const char *
closing(const char *start, const char *p, const char *end, size_t len)
{
	const char	*q;

	if (end - p > LOOK_AHEAD)
		end = p + LOOK_AHEAD;
	if (p + len >= end || is_blank(p[len]) ||
	    (p > start && is_word(p[-1])))
		return NULL;
	for (q = p + len + 1; q + len <= end; q++)
		if (*q == *p && (len == 1 || q[1] == *p) && !is_blank(q[-1]) &&
		    (q + len == end || (q[len] != *p && !is_word(q[len]))))
			return q;
	return NULL;
}

/* What is built, and the closing marks that are left out on the way. */
struct excerpt {
	char		*buf;
	size_t		 len, max;
	const char	*close[MARKS_MAX];
	size_t		 close_len[MARKS_MAX], close_count;
};

/* How many bytes of marks stand at p, which are left out. */
static size_t
marks_at(struct excerpt *x, const char *start, const char *p, const char *end)
{
	size_t	len, i;

	for (i = 0; i < x->close_count; i++)
		if (x->close[i] == p)
			return x->close_len[i];
	if (strchr("*_`", *p) == NULL || x->close_count == MARKS_MAX)
		return 0;
	len = p + 1 < end && p[1] == *p ? 2 : 1;
	x->close[x->close_count] = closing(start, p, end, len);
	if (x->close[x->close_count] == NULL)
		return 0;
	x->close_len[x->close_count++] = len;
	return len;
}

/* Appends the words of p…end, one space between them.  A no-break space, as
 * before a French colon, is a letter. */
static void
words_add(struct excerpt *x, const char *p, const char *end)
{
	const char	*start;
	size_t		 marks;

	start = p = past_mark(p, end);
	while (p < end && x->len < x->max) {
		marks = marks_at(x, start, p, end);
		if (marks > 0) {
			p += marks;
			continue;
		}
		if (!is_blank(*p))
			x->buf[x->len++] = *p;
		else if (x->len > 0 && x->buf[x->len - 1] != ' ')
			x->buf[x->len++] = ' ';
		p++;
	}
	if (x->len > 0 && x->len < x->max && x->buf[x->len - 1] != ' ')
		x->buf[x->len++] = ' ';
}

/* Cuts at a space if one is near, else between two characters. */
static size_t
cut_at(const char *buf, size_t max)
{
	size_t	cut = max, i;

	while (cut > 0 && ((unsigned char)buf[cut] & 0xC0) == 0x80)
		cut--;
	for (i = cut; i > max / 2; i--)
		if (buf[i] == ' ')
			return i;
	return cut;
}

struct str
text_excerpt(struct str text, struct arena *arena)
{
	struct excerpt	 x = { .max = EXCERPT_MAX + 8 };
	const char	*end = text.p + text.len, *p, *stop;
	int		 pass;

	x.buf = arena_alloc(arena, x.max + 4);
	/* A text that is all quotation shows its quotation. */
	for (pass = 0; pass < 2 && x.len == 0; pass++) {
		for (p = text.p; p < end && x.len < x.max; p = stop + 1) {
			stop = text_line_end(p, end);
			x.close_count = 0;
			if (stop - p >= 3 && memcmp(p, "```", 3) == 0)
				continue;	/* a fence of code */
			if (pass == 1 || !text_quoted(p, stop))
				words_add(&x, p, stop);
		}
	}
	while (x.len > 0 && x.buf[x.len - 1] == ' ')
		x.len--;
	if (x.len > EXCERPT_MAX) {
		x.len = cut_at(x.buf, EXCERPT_MAX - 3);
		memcpy(x.buf + x.len, "\xE2\x80\xA6", 3);
		x.len += 3;
	}
	x.buf[x.len] = '\0';
	return (struct str){ x.buf, x.len };
}
