/*
 * The door for text from outside, handles and folding.  Display is in
 * text_display.c, breaks are in text_break.c.
 */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "store/base/text.h"

enum {
	MARKS_MAX = 8,		/* combining marks on one base */
	PASSWORD_MIN = 10, PASSWORD_MAX = 128,	/* characters */
	HANDLE_MIN = 2, HANDLE_MAX = 24,	/* characters */
	HANDLE_BYTES = 4 * HANDLE_MAX,
	KEY_INPUT_MAX = 512,	/* bytes of a name worth folding */
};

static const uint8_t *
bytes(struct str s)
{
	return (const uint8_t *)s.p;
}

bool
text_valid(struct str s)
{
	return s.len == 0 || u8_check(bytes(s), s.len) == NULL;
}

static bool
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* The code point at offset at; *at moves behind it.  s is valid UTF-8. */
static ucs4_t
next_point(struct str s, size_t *at)
{
	ucs4_t c;
	int n = u8_mbtouc(&c, bytes(s) + *at, s.len - *at);

	*at += n > 0 ? (size_t)n : 1;
	return c;
}

/* What libunistring made, into the arena; frees it. */
static struct str
take(uint8_t *made, size_t len, struct arena *arena)
{
	struct str out;

	if (made == NULL)
		fatal("out of memory (a text)");
	out = arena_str(arena, (struct str){ (char *)made, len });
	free(made);
	return out;
}

static struct str
normalise(struct str s, uninorm_t form, struct arena *arena)
{
	size_t len;
	uint8_t *made;

	if (s.len == 0 || is_ascii(s))
		return arena_str(arena, s);
	made = u8_normalize(form, bytes(s), s.len, NULL, &len);
	return take(made, len, arena);
}

/* \r\n to \n; any other \r stays, to be refused as what it is. */
static struct str
unix_lines(struct str s, struct arena *arena)
{
	char *out;
	size_t len = 0;

	if (s.len == 0 || memchr(s.p, '\r', s.len) == NULL)
		return s;
	out = arena_alloc(arena, s.len + 1);
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != '\r' || i + 1 == s.len || s.p[i + 1] != '\n')
			out[len++] = s.p[i];
	return (struct str){ out, len };
}

static bool
is_blank(ucs4_t c)
{
	/* Other controls are blank, too, but to be refused, not trimmed. */
	return c == '\n' || c == '\t' || c == '\r' || (c >= ' ' &&
	    c != 0x85 && uc_is_property_white_space(c));
}

static struct str
trim(struct str s)
{
	size_t at, end = 0, start = s.len;

	for (at = 0; at < s.len; ) {
		size_t from = at;

		if (is_blank(next_point(s, &at)))
			continue;
		if (start == s.len)
			start = from;
		end = at;
	}
	return start >= end ? (struct str){ s.p, 0 } :
	    (struct str){ s.p + start, end - start };
}

static bool
is_mark(ucs4_t c)
{
	return uc_is_general_category_withtable(c,
	    UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me);
}

/* Controls, overrides and isolates, noncharacters; why is NULL if it may be. */
static const char *
refused_point(ucs4_t c, bool lines)
{
	if (c == '\n' && lines)
		return NULL;
	if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
		return lines && c >= 0x2028 ? NULL :
		    c == '\r' && lines ?
		    N_("Control characters cannot be accepted.") :
		    N_("This must stand on one line.");
	if (c == '\t' && lines)
		return NULL;
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return N_("Control characters cannot be accepted.");
	if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
		return N_("Characters that turn the direction of writing "
		    "cannot be accepted.");
	if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
		return N_("This text holds codes that are no characters.");
	return NULL;
}

/* Every character may be; *visible: one of them can be seen. */
static enum err
scan(struct str s, bool lines, bool *visible, struct refusal *why)
{
	unsigned marks = 0;
	const char *msgid;

	*visible = false;
	for (size_t at = 0; at < s.len; ) {
		ucs4_t c = next_point(s, &at);

		if ((msgid = refused_point(c, lines)) != NULL) {
			refusal_set(why, msgid, 0, NULL);
			return ERR_INPUT;
		}
		if (c < 0x80) {
			marks = 0;
			*visible = *visible || (c > ' ' && c != 0x7F);
			continue;
		}
		if (is_mark(c)) {
			/* A joiner between marks does not begin a new base. */
			if (++marks > MARKS_MAX) {
				refusal_set(why, N_("More than %ld marks on "
				    "one letter cannot be accepted."),
				    MARKS_MAX, NULL);
				return ERR_INPUT;
			}
		} else if (!uc_is_property_default_ignorable_code_point(c)) {
			marks = 0;
			*visible = *visible || !is_blank(c);
		}
	}
	return OK;
}

static enum err
too_long(struct refusal *why, const char *msgid, size_t max)
{
	refusal_set(why, msgid, (long)max, NULL);
	return ERR_INPUT;
}

static enum err
too_much(struct refusal *why, size_t bytes)
{
	refusal_count(why, NN_("32 KiB at most: %ld byte to remove, or to put "
	    "in a second post.", "32 KiB at most: %ld bytes to remove, or to "
	    "put in a second post."), (long)bytes);
	return ERR_INPUT;
}

static enum err
check_password(struct str s, struct refusal *why)
{
	size_t n = text_count(s);

	if (n < PASSWORD_MIN)
		return too_long(why, N_("A password has at least %ld "
		    "characters."), PASSWORD_MIN);
	if (n > PASSWORD_MAX)
		return too_long(why, N_("A password has at most %ld "
		    "characters."), PASSWORD_MAX);
	return OK;
}

/* s is NFC, and its characters may be. */
static enum err
check_bounds(enum text_kind kind, struct str s, bool visible,
    struct refusal *why)
{
	size_t max = kind == TEXT_BODY ? TEXT_BODY_MAX :
	    kind == TEXT_TITLE ? TEXT_TITLE_MAX : TEXT_LINE_MAX;

	if (kind == TEXT_PASSWORD)
		return check_password(s, why);
	if (kind != TEXT_LINE && !visible) {
		refusal_set(why, kind == TEXT_TITLE ?
		    N_("A title is needed.") : N_("The text is empty."), 0,
		    NULL);
		return ERR_INPUT;
	}
	if (kind == TEXT_TITLE && s.len <= max &&
	    text_width(s) > TEXT_TITLE_CELLS)
		return too_long(why, N_("This title is too long: %ld "
		    "characters at most."), TEXT_TITLE_CELLS);
	if (s.len > max && kind == TEXT_BODY)
		return too_much(why, s.len - max);
	if (s.len > max)
		return too_long(why, N_("This is too long: %ld bytes at "
		    "most."), max);
	return OK;
}

enum err
text_accept(enum text_kind kind, struct str in, struct arena *arena,
    struct str *out, struct refusal *why)
{
	bool visible, lines = kind == TEXT_BODY;
	struct str s = in;
	enum err e;

	refusal_set(why, NULL, 0, NULL);
	/* NFC makes a text at most three times shorter: beyond that there is
	 * nothing to normalise and look through. */
	if (in.len > 4 * (size_t)TEXT_BODY_MAX)
		return too_long(why, N_("This is too long: %ld bytes at "
		    "most."), TEXT_BODY_MAX);
	if (!text_valid(in)) {
		refusal_set(why, N_("This text is not valid UTF-8."), 0, NULL);
		return ERR_INPUT;
	}
	if (lines)
		s = unix_lines(s, arena);
	else if (kind != TEXT_PASSWORD)
		s = trim(s);
	if ((e = scan(s, lines, &visible, why)) != OK)
		return e;
	s = normalise(s, UNINORM_NFC, arena);
	if ((e = check_bounds(kind, s, visible, why)) != OK)
		return e;
	*out = s;
	return OK;
}

/* --- handles --- */

static const char *const reserved[] = { "guest", "new", "nouveau", "plain",
	"root", "admin", "sysop", "system", "moderation", "palabre" };

static enum err
refuse(struct refusal *why, const char *msgid, long number, const char *word)
{
	refusal_set(why, msgid, number, word);
	return ERR_INPUT;
}

static bool
is_letter(ucs4_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L);
}

/* Letters of one script (with their marks), digits, and . _ - */
static enum err
check_handle(struct str s, struct refusal *why)
{
	const uc_script_t *script = NULL;
	size_t count = 0;
	bool after_letter = false;

	for (size_t at = 0; at < s.len; count++) {
		size_t from = at;
		ucs4_t c = next_point(s, &at);
		bool letter = is_letter(c);
		const uc_script_t *of = letter ? uc_script(c) : NULL;

		/* Modifier letters and the like belong to no script. */
		if (of != NULL && (strcmp(of->name, "Common") == 0 ||
		    strcmp(of->name, "Inherited") == 0))
			letter = false;
		if (letter && script != NULL && of != script)
			return refuse(why, N_("The letters of a name must all "
			    "be of one script."), 0, NULL);
		if (letter)
			script = of;
		if (!letter && !(after_letter &&
		    uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M)) &&
		    !(c >= '0' && c <= '9') &&
		    (c >= 0x80 || c == 0 || strchr("._-", (int)c) == NULL)) {
			char word[8] = "";

			/* Only what can be shown is quoted back. */
			if (c > ' ' && uc_is_graph(c))
				memcpy(word, s.p + from, at - from);
			return refuse(why, N_("A name is made of letters, "
			    "digits and . _ - (not “%s”)."), 0, word);
		}
		after_letter = letter || (after_letter && c >= 0x80);
	}
	if (count < HANDLE_MIN || count > HANDLE_MAX)
		return refuse(why, N_("A name has 2 to 24 characters."), 0,
		    NULL);
	if (s.p[0] == '-')
		return refuse(why, N_("A name does not begin with a hyphen."),
		    0, NULL);
	if (script == NULL)
		return refuse(why, N_("A name holds at least one letter."), 0,
		    NULL);
	return OK;
}

size_t
text_handle_span(struct str s)
{
	size_t at = 0, len = 0;

	while (at < s.len) {
		ucs4_t c = next_point(s, &at);

		if (!(c >= '0' && c <= '9') && c != '.' && c != '_' &&
		    c != '-' && !uc_is_general_category_withtable(c,
		    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M))
			break;
		len = at;
	}
	return len;
}

enum err
text_handle_accept(struct str in, struct arena *arena, struct str *out,
    struct refusal *why)
{
	struct str s, key;
	enum err e;

	refusal_set(why, NULL, 0, NULL);
	if (in.len > KEY_INPUT_MAX || in.len == 0)
		return refuse(why, N_("A name has 2 to 24 characters."), 0,
		    NULL);
	if (!text_valid(in))
		return refuse(why, N_("This text is not valid UTF-8."), 0,
		    NULL);
	s = normalise(in, UNINORM_NFC, arena);
	if ((e = check_handle(s, why)) != OK)
		return e;
	if (s.len > HANDLE_BYTES || text_handle_key(s, arena, &key) != OK)
		return refuse(why, NULL, 0, NULL);
	for (size_t i = 0; i < LENGTH(reserved); i++)
		if (str_equal(key, str_of(reserved[i])))
			return refuse(why, N_("The name “%s” is reserved."),
			    0, reserved[i]);
	*out = s;
	return OK;
}

/* Case folded under `form`, decomposed, without marks, recomposed. */
static struct str
fold(struct str in, uninorm_t form, struct arena *arena)
{
	struct str s;
	uint8_t *made;
	char *kept;
	size_t len, n = 0;

	if (in.len == 0)
		return arena_str(arena, in);
	if (is_ascii(in)) {
		kept = arena_memdup0(arena, in.p, in.len);
		for (size_t i = 0; i < in.len; i++)
			if (kept[i] >= 'A' && kept[i] <= 'Z')
				kept[i] = (char)(kept[i] + 'a' - 'A');
		return (struct str){ kept, in.len };
	}
	made = u8_casefold(bytes(in), in.len, NULL, form, NULL, &len);
	s = normalise(take(made, len, arena), UNINORM_NFD, arena);
	kept = arena_alloc(arena, s.len + 1);
	for (size_t at = 0; at < s.len; ) {
		size_t from = at;

		if (uc_is_general_category_withtable(next_point(s, &at),
		    UC_CATEGORY_MASK_Mn))
			continue;
		memcpy(kept + n, s.p + from, at - from);
		n += at - from;
	}
	return normalise((struct str){ kept, n }, UNINORM_NFC, arena);
}

enum err
text_handle_key(struct str in, struct arena *arena, struct str *out)
{
	struct str key;

	if (in.len == 0 || in.len > KEY_INPUT_MAX || !text_valid(in))
		return ERR_INPUT;
	key = fold(in, UNINORM_NFKC, arena);
	/* Keys of the engine are bounded. */
	if (key.len == 0 || key.len > 4 * HANDLE_BYTES)
		return ERR_INPUT;
	*out = key;
	return OK;
}

struct str
text_fold(struct str in, struct arena *arena)
{
	if (!text_valid(in))
		in = text_safe(in, arena);
	return fold(in, UNINORM_NFC, arena);
}

unsigned
text_capitals(struct str s)
{
	enum { FEW = 20 };
	size_t capitals = 0, cased = 0;

	for (size_t at = 0; at < s.len; ) {
		ucs4_t c = next_point(s, &at);
		bool capital = uc_is_general_category_withtable(c,
		    UC_CATEGORY_MASK_Lu);

		capitals += capital;
		cased += capital || uc_is_general_category_withtable(c,
		    UC_CATEGORY_MASK_Ll);
	}
	return cased < FEW ? 0 : (unsigned)(capitals * 100 / cased);
}
