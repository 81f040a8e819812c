/*
 * Text as a terminal can show it.  ncurses moves by the C library's wcwidth()
 * of each code point while terminals draw whole clusters; where the two would
 * disagree (joined emoji, skin tones, variation selectors, keycaps) only the
 * base is drawn, so that no line is ever sheared.
 */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>
#include <wchar.h>

#include "store/base/text.h"

enum { MARKS_SHOWN = 3, SMALL_BYTES = 1024 };
static const ucs4_t replacement = 0xFFFD, dotted_circle = 0x25CC;

/* A text and where its clusters begin. */
struct walk {
	struct str s;
	size_t at;
	char *breaks;		/* NULL: s is simple */
	char small[SMALL_BYTES];
	locale_t before;
};

/*
 * Cells of c as ncurses counts them.  wcwidth() depends on the locale of the
 * process, which need not be set: walks run under C.UTF-8.
 */
static int
width_of(ucs4_t c)
{
	if (c < 0x7F && c >= ' ')
		return 1;
	/* Kana, ideographs, Hangul: what texts in them are made of. */
	if ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
	    (c >= 0x4E00 && c <= 0x9FEF) || (c >= 0xAC00 && c <= 0xD7A3))
		return 2;
	return wcwidth((wchar_t)c);
}

/*
 * Bytes of the code point at p if it is ASCII, a Latin letter or sign, or one
 * of the dashes, quotes and dots of U+2010 to U+2027: among such points each
 * is a cluster of one cell, and nothing need be asked of libunistring.  Most
 * lines are made of these alone, and each key draws them all.  0: another.
 */
static size_t
simple_bytes(const char *text, size_t len)
{
	const uint8_t *p = (const uint8_t *)text;

	if (p[0] < 0x80)
		return 1;
	if (len >= 2 && p[0] >= 0xC2 && p[0] <= 0xCB && (p[1] & 0xC0) == 0x80)
		/* not the C1 controls, nor the soft hyphen */
		return p[0] == 0xC2 && (p[1] < 0xA0 || p[1] == 0xAD) ? 0 : 2;
	if (len >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 &&
	    p[2] <= 0xA7)
		return 3;
	return 0;
}

/* All of s is simple and shown as it is, a cell each: *cells of them. */
static bool
is_simple(struct str s, size_t *cells)
{
	size_t at = 0, n;

	for (*cells = 0; at < s.len; at += n, ++*cells) {
		n = simple_bytes(s.p + at, s.len - at);
		if (n == 0 || (n == 1 && (s.p[at] < ' ' || s.p[at] == 0x7F)))
			return false;
	}
	return true;
}

static void
walk_begin(struct walk *w, struct str s)
{
	static locale_t utf8;
	size_t n, at = 0;

	while (at < s.len && (n = simple_bytes(s.p + at, s.len - at)) > 0)
		at += n;
	w->s = s;
	w->at = 0;
	w->breaks = NULL;
	w->before = (locale_t)0;
	if (at == s.len)
		return;
	w->breaks = s.len <= sizeof(w->small) ? w->small : xmalloc(s.len);
	/* Bytes that are no UTF-8 count as U+FFFD for it. */
	u8_grapheme_breaks((const uint8_t *)s.p, s.len, w->breaks);
	if (utf8 == (locale_t)0)
		utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (utf8 != (locale_t)0)
		w->before = uselocale(utf8);
}

static void
walk_end(struct walk *w)
{
	if (w->before != (locale_t)0)
		uselocale(w->before);
	if (w->breaks != NULL && w->breaks != w->small)
		free(w->breaks);
}

static void
draw(struct grapheme *g, ucs4_t c, int width)
{
	int n = u8_uctomb((uint8_t *)g->drawn + g->drawn_len, c,
	    (ptrdiff_t)(sizeof(g->drawn) - g->drawn_len));

	if (n <= 0)
		return;
	g->drawn_len = (uint8_t)(g->drawn_len + n);
	g->width = (uint8_t)(g->width + width);
}

/* Drawn as nothing: joiners, selectors, tones, direction, soft hyphen. */
static bool
is_dropped(ucs4_t c, bool first)
{
	return c == 0xAD || c == 0x34F || c == 0x61C || c == 0xFEFF ||
	    c == 0x20E3 || (c >= 0x200B && c <= 0x200F) ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	    (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF) ||
	    (c >= 0x1F3FB && c <= 0x1F3FF && !first);
}

/* The base of a cluster. */
static void
draw_first(struct grapheme *g, ucs4_t c)
{
	int width;

	if (c == '\n' || is_dropped(c, true))
		return;
	width = width_of(c);
	if (c == '\t' || c == 0x2028 || c == 0x2029)
		draw(g, ' ', 1);
	else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || width < 0)
		draw(g, replacement, 1);
	else if (width == 0) {
		/* A mark without base gets one. */
		draw(g, dotted_circle, 1);
		draw(g, c, 0);
	} else
		draw(g, c, width);
}

static ucs4_t
point_at(struct str s, size_t at, size_t *bytes)
{
	ucs4_t c;
	int n = u8_mbtoucr(&c, (const uint8_t *)s.p + at, s.len - at);

	*bytes = n > 0 ? (size_t)n : 1;
	return n > 0 ? c : replacement;
}

/* The cluster that stands for s[start, start + bytes). */
static void
draw_cluster(struct grapheme *g, struct str s)
{
	size_t at = g->start, end = g->start + g->bytes, n;
	bool first = true, joined = false;
	unsigned marks = 0;

	while (at < end) {
		ucs4_t c = point_at(s, at, &n);
		int width;

		at += n;
		if (first && !is_dropped(c, true)) {
			draw_first(g, c);
			first = false;
			continue;
		}
		if (c == 0x200D)
			joined = true;
		if (first || is_dropped(c, false) || g->drawn_len == 0)
			continue;
		width = width_of(c);
		if (width == 0 && marks < MARKS_SHOWN) {
			draw(g, c, 0);
			marks++;
		} else if (width > 0 && !joined && g->width + width <= 2)
			draw(g, c, width);
	}
}

/* The next cluster; false at the end. */
static bool
walk_next(struct walk *w, struct grapheme *g)
{
	struct str s = w->s;
	size_t end = w->at, n;

	if (w->at >= s.len)
		return false;
	memset(g, 0, sizeof(*g));
	g->start = (uint32_t)w->at;
	if (w->breaks == NULL) {
		n = simple_bytes(s.p + w->at, s.len - w->at);
		g->bytes = (uint32_t)n;
		if (n == 1) {
			draw_first(g, (unsigned char)s.p[w->at]);
		} else {
			memcpy(g->drawn, s.p + w->at, n);
			g->drawn_len = (uint8_t)n;
			g->width = 1;
		}
		w->at += n;
		return true;
	}
	/* One bad byte is one cluster. */
	point_at(s, w->at, &n);
	if (u8_check((const uint8_t *)s.p + w->at, n) != NULL) {
		end = w->at + 1;
	} else {
		do {
			end += n;
			if (end >= s.len)
				break;
			point_at(s, end, &n);
		} while (w->breaks[end] == 0 &&
		    u8_check((const uint8_t *)s.p + end, n) == NULL);
	}
	g->bytes = (uint32_t)(end - w->at);
	w->at = end;
	draw_cluster(g, s);
	return true;
}

/* As many clusters as s can have: one a code point, or a bad byte. */
static size_t
most_clusters(const struct walk *w)
{
	size_t n = 0, i;

	if (w->breaks == NULL || !text_valid(w->s))
		return w->s.len;
	for (i = 0; i < w->s.len; i++)
		n += ((unsigned char)w->s.p[i] & 0xC0) != 0x80;
	return n;
}

void
text_graphemes(struct str s, struct arena *arena, struct grapheme **out,
    size_t *count)
{
	struct walk w;
	size_t n = 0, room;
	struct grapheme *made;

	walk_begin(&w, s);
	room = most_clusters(&w);
	made = arena_alloc(arena, (room + 1) * sizeof(*made));
	w.at = 0;
	while (n < room && walk_next(&w, &made[n]))
		n++;
	walk_end(&w);
	*out = made;
	*count = n;
}

size_t
text_count(struct str s)
{
	struct grapheme g;
	struct walk w;
	size_t n = 0;

	walk_begin(&w, s);
	while (walk_next(&w, &g))
		n++;
	walk_end(&w);
	return n;
}

size_t
text_width(struct str s)
{
	struct grapheme g;
	struct walk w;
	size_t n;

	if (is_simple(s, &n))
		return n;
	n = 0;
	walk_begin(&w, s);
	while (walk_next(&w, &g))
		n += g.width;
	walk_end(&w);
	return n;
}

/* A newline inside one line of display is a space. */
static void
flatten(struct grapheme *g, struct str s)
{
	if (s.p[g->start] == '\n')
		draw(g, ' ', 1);
}

char *
text_clip(struct str s, size_t cells, bool ascii, struct arena *arena)
{
	const char *dots = ascii ? "..." : "\xE2\x80\xA6";
	size_t dots_width = ascii ? 3 : 1, width = 0, len = 0, kept = 0;
	struct grapheme g;
	struct walk w;
	bool cut = false;
	char *out;

	if (is_simple(s, &width) && width <= cells)
		return arena_memdup0(arena, s.p, s.len);
	width = 0;
	if (dots_width > cells)
		dots_width = ascii ? cells : 0;
	/* A cluster never takes more than it has, but a control's and a bad
	 * byte's replacement: three bytes for one. */
	out = arena_alloc(arena, s.len * 3 + 8);
	walk_begin(&w, s);
	while (!cut && walk_next(&w, &g)) {
		flatten(&g, s);
		if (width + g.width > cells) {
			cut = true;
			break;
		}
		memcpy(out + len, g.drawn, g.drawn_len);
		len += g.drawn_len;
		width += g.width;
		/* What still leaves room for the dots, which follow a word. */
		if (width + dots_width <= cells && (g.drawn_len != 1 ||
		    g.drawn[0] != ' '))
			kept = len;
	}
	walk_end(&w);
	if (cut) {
		len = kept;
		memcpy(out + len, dots, ascii ? dots_width :
		    dots_width * strlen(dots));
		len += ascii ? dots_width : dots_width * strlen(dots);
	}
	out[len] = '\0';
	return out;
}

struct str
text_safe(struct str s, struct arena *arena)
{
	char *out = arena_alloc(arena, s.len * 6 + 1);
	struct grapheme g;
	struct walk w;
	size_t len = 0;

	walk_begin(&w, s);
	while (walk_next(&w, &g)) {
		if (s.p[g.start] == '\n') {
			out[len++] = '\n';
			continue;
		}
		memcpy(out + len, g.drawn, g.drawn_len);
		len += g.drawn_len;
	}
	walk_end(&w);
	out[len] = '\0';
	return (struct str){ out, len };
}
