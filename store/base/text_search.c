/* Words for search.  See text_search.h. */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "store/base/text_search.h"

enum class { CLASS_NONE, CLASS_WORD, CLASS_PAIR, CLASS_MARK, CLASS_SILENT,
	CLASS_APOSTROPHE };

/* Scripts written without spaces, or with too few to search by: ranges of
 * Unicode blocks. */
static const struct { ucs4_t first, last; } paired[] = {
	{ 0x0E00, 0x0EFF },	/* Thai, Lao */
	{ 0x1000, 0x109F },	/* Myanmar */
	{ 0x1100, 0x11FF },	/* Hangul Jamo */
	{ 0x1780, 0x17FF },	/* Khmer */
	{ 0x2E80, 0x2FDF },	/* radicals */
	{ 0x3005, 0x3007 },	/* iteration marks, zero */
	{ 0x3040, 0x31FF },	/* kana, Bopomofo, Hangul compatibility */
	{ 0x3400, 0x9FFF },	/* Han */
	{ 0xA960, 0xA97F },	/* Hangul Jamo extended A */
	{ 0xAC00, 0xD7FF },	/* Hangul */
	{ 0xF900, 0xFAFF },	/* Han, compatibility */
	{ 0xFF66, 0xFFDC },	/* halfwidth kana and Hangul */
	{ 0x20000, 0x3FFFF },	/* Han, further planes */
};

static bool
is_paired(ucs4_t c)
{
	for (size_t i = 0; i < LENGTH(paired) && c >= paired[i].first; i++)
		if (c <= paired[i].last)
			return true;
	return false;
}

static enum class
class_of(ucs4_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') ? CLASS_WORD :
		    c == '\'' ? CLASS_APOSTROPHE : CLASS_NONE;
	if (c >= 0xC0 && c < 0x250)
		return c == 0xD7 || c == 0xF7 ? CLASS_NONE : CLASS_WORD;
	if (c == 0x2019 || c == 0x02BC)
		return CLASS_APOSTROPHE;
	if (c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 ||
	    c == 0xFE0F)
		return CLASS_SILENT;
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
		return CLASS_MARK;
	if (!uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L |
	    UC_CATEGORY_MASK_Nd | UC_CATEGORY_MASK_Nl))
		return CLASS_NONE;
	return is_paired(c) ? CLASS_PAIR : CLASS_WORD;
}

/* What is known while a text is walked. */
struct walk {
	struct str s;
	struct arena *arena;
	struct text_token *tokens;
	size_t count;
	uint32_t position;
};

/* The class of the character at `at`; *len its bytes. */
static enum class
look(const struct walk *w, size_t at, size_t *len)
{
	const uint8_t *p = (const uint8_t *)w->s.p + at;
	ucs4_t c;
	int n;

	if (*p < 0x80) {
		*len = 1;
		return *p >= 'a' && *p <= 'z' ? CLASS_WORD : class_of(*p);
	}
	n = u8_mbtoucr(&c, p, w->s.len - at);
	if (n <= 0) {
		*len = 1;
		return CLASS_NONE;
	}
	*len = (size_t)n;
	return class_of(c);
}

static struct text_token *
add(struct walk *w, size_t start, size_t end)
{
	struct text_token *t = ARENA_PUSH(w->arena, w->tokens, w->count);

	t->start = (uint32_t)start;
	t->len = (uint32_t)(end - start);
	t->position = w->position++;
	return t;
}

/* The end of a run of words' letters from `at`. */
static size_t
word_end(const struct walk *w, size_t at)
{
	size_t len, end = at;

	while (at < w->s.len) {
		enum class c = look(w, at, &len);

		if (c != CLASS_WORD && c != CLASS_MARK && c != CLASS_SILENT)
			break;
		at += len;
		if (c != CLASS_SILENT)
			end = at;
	}
	return end;
}

static bool
elided(struct str word)
{
	static const char *const articles[] = { "l", "d", "j", "m", "t", "s",
	    "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu" };
	char small[8];

	if (word.len >= sizeof(small))
		return false;
	for (size_t i = 0; i < word.len; i++)
		small[i] = word.p[i] >= 'A' && word.p[i] <= 'Z' ?
		    (char)(word.p[i] + 'a' - 'A') : word.p[i];
	for (size_t i = 0; i < LENGTH(articles); i++)
		if (str_equal(str_of(articles[i]),
		    (struct str){ small, word.len }))
			return true;
	return false;
}

static size_t
take_word(struct walk *w, size_t start)
{
	size_t len, end = word_end(w, start);
	struct str word = { w->s.p + start, end - start };

	if (word.len <= 6 && end < w->s.len &&
	    look(w, end, &len) == CLASS_APOSTROPHE && elided(word) &&
	    end + len < w->s.len) {
		enum class next = look(w, end + len, &(size_t){ 0 });

		if (next == CLASS_WORD || next == CLASS_PAIR)
			return end + len;
	}
	add(w, start, end);
	return end;
}

/* One character of a script without spaces, with its marks. */
static size_t
cluster_end(const struct walk *w, size_t at)
{
	size_t len;

	look(w, at, &len);
	for (at += len; at < w->s.len; at += len) {
		enum class c = look(w, at, &len);

		if (c != CLASS_MARK && c != CLASS_SILENT)
			break;
	}
	return at;
}

static size_t
take_pairs(struct walk *w, size_t at)
{
	size_t middle = cluster_end(w, at), end, len;

	for (;;) {
		if (middle >= w->s.len || look(w, middle, &len) != CLASS_PAIR)
			break;
		end = cluster_end(w, middle);
		add(w, at, end)->pair = true;
		at = middle;
		middle = end;
	}
	*add(w, at, middle) = (struct text_token){ .start = (uint32_t)at,
	    .len = (uint32_t)(middle - at), .position = w->position - 1,
	    .pair = true, .alone = true };
	return middle;
}

void
text_tokens(struct str s, struct arena *arena, struct text_token **out,
    size_t *count)
{
	struct walk w = { .s = s, .arena = arena };

	for (size_t at = 0; at < s.len; ) {
		size_t len;
		enum class c = look(&w, at, &len);

		if (c == CLASS_WORD || c == CLASS_MARK)
			at = take_word(&w, at);
		else if (c == CLASS_PAIR)
			at = take_pairs(&w, at);
		else
			at += len;
	}
	*out = w.tokens;
	*count = w.count;
}

/* --- forms --- */

struct str
text_head(struct str s, size_t max)
{
	if (s.len <= max)
		return s;
	while (max > 0 && ((unsigned char)s.p[max] & 0xC0) == 0x80)
		max--;
	return (struct str){ s.p, max };
}

static bool
plain(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

static struct str
small_ascii(struct str s, struct arena *arena)
{
	char *out = arena_memdup0(arena, s.p, s.len);

	for (size_t i = 0; i < s.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] + 'a' - 'A');
	return (struct str){ out, s.len };
}

/* Takes what libunistring made. */
static struct str
take(uint8_t *made, size_t len, struct arena *arena)
{
	struct str out;

	if (made == NULL)
		fatal("out of memory (a word)");
	out = arena_str(arena, (struct str){ (char *)made, len });
	free(made);
	return out;
}

static struct str
casefold(struct str s, uninorm_t form, struct arena *arena)
{
	size_t len;
	uint8_t *made = u8_casefold((const uint8_t *)s.p, s.len, NULL, form,
	    NULL, &len);

	return take(made, len, arena);
}

struct str
text_lower(struct str s, struct arena *arena)
{
	return plain(s) ? small_ascii(s, arena) :
	    casefold(s, UNINORM_NFC, arena);
}

/* Without marks and silent characters; œ and æ as two letters. */
static struct str
bare(struct str s, struct arena *arena)
{
	char *out = arena_alloc(arena, s.len + 1);
	size_t n = 0, len;
	ucs4_t c;

	for (size_t at = 0; at < s.len; at += len) {
		int got = u8_mbtouc(&c, (const uint8_t *)s.p + at, s.len - at);

		len = got > 0 ? (size_t)got : 1;
		if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn) ||
		    class_of(c) == CLASS_SILENT || c == 0)
			continue;
		if (c == 0x153 || c == 0xE6) {
			out[n++] = c == 0xE6 ? 'a' : 'o';
			out[n++] = 'e';
			continue;
		}
		memcpy(out + n, s.p + at, len);
		n += len;
	}
	return (struct str){ out, n };
}

struct str
text_term(struct str s, struct arena *arena)
{
	size_t len;
	uint8_t *made;

	/* What is far too long is cut before it is looked at. */
	s = text_head(s, 16 * TEXT_TERM_MAX);
	if (s.len == 0)
		return arena_str(arena, s);
	if (plain(s))
		return text_head(small_ascii(s, arena), TEXT_TERM_MAX);
	s = casefold(s, UNINORM_NFKC, arena);
	made = u8_normalize(UNINORM_NFD, (const uint8_t *)s.p, s.len, NULL,
	    &len);
	s = bare(take(made, len, arena), arena);
	if (s.len == 0)
		return s;
	made = u8_normalize(UNINORM_NFC, (const uint8_t *)s.p, s.len, NULL,
	    &len);
	return text_head(take(made, len, arena), TEXT_TERM_MAX);
}

bool
text_latin(struct str s)
{
	ucs4_t c;

	for (size_t at = 0; at < s.len; ) {
		int n = u8_mbtouc(&c, (const uint8_t *)s.p + at, s.len - at);

		if (c >= 0x250 || (c >= '0' && c <= '9') ||
		    class_of(c) != CLASS_WORD)
			return false;
		at += n > 0 ? (size_t)n : 1;
	}
	return s.len > 0;
}
