/*
 * term_keys: the decoder.  Escape sequences follow ECMA-48: CSI has
 * parameters 0x30-0x3f, intermediates 0x20-0x2f and one final byte; strings
 * (OSC, DCS, SOS, PM, APC) end at ST or BEL.
 */
#include "ui/core/term_keys.h"

#include <stdlib.h>
#include <string.h>

#include "store/base/clock.h"

enum {
	ESC = 27, BEL = 7, ESCAPE_WAIT = 25, SEQUENCE_WAIT = 500,
	PASTE_WAIT = 3000, SEQUENCE_MAX = 256, DOUBLE_CLICK = 400
};
static const char paste_end[] = "\033[201~";

/* What a step of decoding found. */
enum step { STEP_KEY, STEP_SWALLOWED, STEP_MORE };

/* final byte of CSI or SS3: plain, with Shift, with Ctrl (or Alt), with both */
struct cursor_key { char final; enum key_code plain, shift, word, both; };
static const struct cursor_key cursor_keys[] = {
	{ 'A', KEY_ARROW_UP, KEY_SELECT_UP, KEY_ARROW_UP, KEY_SELECT_UP },
	{ 'B', KEY_ARROW_DOWN, KEY_SELECT_DOWN, KEY_ARROW_DOWN,
	    KEY_SELECT_DOWN },
	{ 'C', KEY_ARROW_RIGHT, KEY_SELECT_RIGHT, KEY_WORD_RIGHT,
	    KEY_SELECT_WORD_RIGHT },
	{ 'D', KEY_ARROW_LEFT, KEY_SELECT_LEFT, KEY_WORD_LEFT,
	    KEY_SELECT_WORD_LEFT },
	{ 'H', KEY_FIRST, KEY_SELECT_FIRST, KEY_TOP, KEY_SELECT_TOP },
	{ 'F', KEY_LAST, KEY_SELECT_LAST, KEY_BOTTOM, KEY_SELECT_BOTTOM },
	{ 'Z', KEY_BACKTAB, KEY_BACKTAB, KEY_BACKTAB, KEY_BACKTAB },
	/* rxvt */
	{ 'a', KEY_SELECT_UP, KEY_SELECT_UP, KEY_SELECT_UP, KEY_SELECT_UP },
	{ 'b', KEY_SELECT_DOWN, KEY_SELECT_DOWN, KEY_SELECT_DOWN,
	    KEY_SELECT_DOWN },
	{ 'c', KEY_SELECT_RIGHT, KEY_SELECT_RIGHT, KEY_SELECT_RIGHT,
	    KEY_SELECT_RIGHT },
	{ 'd', KEY_SELECT_LEFT, KEY_SELECT_LEFT, KEY_SELECT_LEFT,
	    KEY_SELECT_LEFT },
};
/* the number before `~` */
static const struct { unsigned number; enum key_code code; } number_keys[] = {
	{ 1, KEY_FIRST }, { 2, KEY_INSERT }, { 3, KEY_DELETE },
	{ 4, KEY_LAST }, { 5, KEY_PAGE_UP }, { 6, KEY_PAGE_DOWN },
	{ 7, KEY_FIRST }, { 8, KEY_LAST }, { 11, KEY_F1_ }, { 15, KEY_F5_ },
	{ 21, KEY_F10_ },
};
/* final byte of SS3, beside the cursor keys */
static const struct { char final; enum key_code code; } ss3_keys[] = {
	{ 'P', KEY_F1_ }, { 'M', KEY_ENTER_ }, { 'c', KEY_WORD_RIGHT },
	{ 'd', KEY_WORD_LEFT }, { 'a', KEY_ARROW_UP }, { 'b', KEY_ARROW_DOWN },
};

void
keys_free(struct keys *keys)
{
	if (keys->bytes != NULL)
		explicit_bzero(keys->bytes, keys->room);
	if (keys->paste != NULL)
		explicit_bzero(keys->paste, KEYS_PASTE_MAX);
	free(keys->bytes);
	free(keys->paste);
	memset(keys, 0, sizeof(*keys));
}

void
keys_drop(struct keys *keys)
{
	keys->at = keys->len = 0;
	keys->pasting = keys->in_string = keys->paste_over = false;
	keys->paste_len = 0;
}

void
keys_feed(struct keys *keys, const void *bytes, size_t len)
{
	if (keys->at > 0) {
		memmove(keys->bytes, keys->bytes + keys->at,
		    keys->len - keys->at);
		keys->len -= keys->at;
		keys->at = 0;
	}
	if (keys->len + len > keys->room) {
		size_t room = (keys->len + len) * 2;
		uint8_t *p = xmalloc(room);

		if (keys->bytes != NULL) {	/* passwords pass here */
			memcpy(p, keys->bytes, keys->len);
			explicit_bzero(keys->bytes, keys->room);
		}
		free(keys->bytes);
		keys->bytes = p;
		keys->room = room;
	}
	memcpy(keys->bytes + keys->len, bytes, len);
	keys->len += len;
}

int
keys_wait(const struct keys *keys)
{
	if (keys->pasting)
		return PASTE_WAIT;
	if (keys->in_string)
		return SEQUENCE_WAIT;
	if (keys->at == keys->len)
		return -1;
	return keys->len - keys->at <= 2 ? ESCAPE_WAIT : SEQUENCE_WAIT;
}

/* --- pastes and strings, which may come in many pieces --- */

static void
paste_add(struct keys *keys, const uint8_t *p, size_t len)
{
	if (keys->paste == NULL)
		keys->paste = xmalloc(KEYS_PASTE_MAX);
	if (len > KEYS_PASTE_MAX - keys->paste_len) {
		len = KEYS_PASTE_MAX - keys->paste_len;
		keys->paste_over = true;
	}
	memcpy(keys->paste + keys->paste_len, p, len);
	keys->paste_len += len;
}

/* Terminals send CR for the ends of lines. */
static struct str
paste_text(struct keys *keys)
{
	size_t from, to = 0;
	char *p = keys->paste;

	for (from = 0; from < keys->paste_len; from++) {
		if (p[from] == '\r') {
			p[to++] = '\n';
			if (from + 1 < keys->paste_len && p[from + 1] == '\n')
				from++;
		} else {
			p[to++] = p[from];
		}
	}
	/* A paste that was cut ends at a character. */
	if (keys->paste_len == KEYS_PASTE_MAX)
		while (to > 0 && (p[to - 1] & 0x80) != 0)
			to--;
	return (struct str){ p, to };
}

static enum step
step_paste(struct keys *keys, bool quiet, struct key_event *out)
{
	const uint8_t *p = keys->bytes + keys->at, *end;
	size_t len = keys->len - keys->at, tail = sizeof(paste_end) - 1;

	end = memmem(p, len, paste_end, tail);
	if (end == NULL && !quiet) {
		if (len >= tail) {	/* its end may have begun */
			paste_add(keys, p, len - tail + 1);
			keys->at += len - tail + 1;
		}
		return STEP_MORE;
	}
	paste_add(keys, p, end != NULL ? (size_t)(end - p) : len);
	keys->at = end != NULL ? keys->at + (size_t)(end - p) + tail :
	    keys->len;
	keys->pasting = false;
	out->code = KEY_PASTED;
	out->text = paste_text(keys);
	out->cut = keys->paste_over;
	keys->paste_len = 0;
	keys->paste_over = false;
	return STEP_KEY;
}

static enum step
step_string(struct keys *keys, bool quiet)
{
	for (; keys->at < keys->len; keys->at++) {
		uint8_t c = keys->bytes[keys->at];

		if (c == BEL || c == 0x18 || c == 0x1a) {
			keys->at++;
			keys->in_string = false;
			return STEP_SWALLOWED;
		}
		if (c != ESC)
			continue;
		if (keys->at + 1 == keys->len && !quiet)
			return STEP_MORE;
		keys->in_string = false;	/* ST, or a new sequence */
		if (keys->at + 1 < keys->len &&
		    keys->bytes[keys->at + 1] == '\\')
			keys->at += 2;
		return STEP_SWALLOWED;
	}
	if (quiet)
		keys->in_string = false;
	return STEP_MORE;
}

/* --- sequences --- */

static enum step
found(struct key_event *out, enum key_code code)
{
	out->code = code;
	return STEP_KEY;
}

static enum step
found_cursor(char final, unsigned modifier, struct key_event *out)
{
	size_t i;

	for (i = 0; i < LENGTH(cursor_keys); i++) {
		const struct cursor_key *k = &cursor_keys[i];

		if (k->final != final)
			continue;
		if (modifier < 2 || modifier > 8)
			return found(out, k->plain);
		if (modifier == 2)
			return found(out, k->shift);
		/* Shift is the first bit of modifier - 1. */
		return found(out, (modifier - 1) & 1 ? k->both : k->word);
	}
	return STEP_SWALLOWED;
}

static enum step
found_mouse(struct keys *keys, const unsigned *n, bool press,
    struct key_event *out)
{
	int64_t now = clock_ticks();

	if (!press)
		return STEP_SWALLOWED;
	out->row = (int)n[2] - 1;
	out->col = (int)n[1] - 1;
	if (n[0] & 64)
		return found(out, n[0] & 1 ? KEY_WHEEL_DOWN : KEY_WHEEL_UP);
	if (n[0] & (3 | 32))
		return STEP_SWALLOWED;
	if (now - keys->clicked < DOUBLE_CLICK && out->row == keys->click_row
	    && out->col == keys->click_col) {
		keys->clicked = now - DOUBLE_CLICK;
		return found(out, KEY_DOUBLE_CLICK);
	}
	keys->clicked = now;
	keys->click_row = out->row;
	keys->click_col = out->col;
	return found(out, KEY_CLICK);
}

/* A whole CSI: parameters p[0…len-1], then its final byte. */
static enum step
found_csi(struct keys *keys, const uint8_t *p, size_t len, char final,
    struct key_event *out)
{
	unsigned n[3] = { 0 };
	size_t i, at = 0, from = len > 0 && p[0] == '<';

	for (i = from; i < len; i++) {
		if (p[i] == ';' && at < 2)
			at++;
		else if (p[i] >= '0' && p[i] <= '9' && n[at] < 100000)
			n[at] = n[at] * 10 + (unsigned)(p[i] - '0');
		else
			return STEP_SWALLOWED;	/* an answer, or unknown */
	}
	if (from == 1)
		return final == 'M' || final == 'm' ?
		    found_mouse(keys, n, final == 'M', out) : STEP_SWALLOWED;
	if (final != '~')
		return found_cursor(final, n[1], out);
	if (n[0] == 200) {
		keys->pasting = true;
		keys->paste_len = 0;
		return STEP_SWALLOWED;
	}
	for (i = 0; i < LENGTH(number_keys); i++)
		if (number_keys[i].number == n[0])
			return found(out, number_keys[i].code);
	return STEP_SWALLOWED;
}

static enum step
step_csi(struct keys *keys, bool quiet, struct key_event *out)
{
	const uint8_t *p = keys->bytes + keys->at + 2;
	size_t len = keys->len - keys->at - 2, i, extra = 0;

	if (len > 0 && p[0] == '[')		/* F1 of the Linux console */
		extra = 2;
	else if (len > 0 && p[0] == 'M')	/* a mouse of 1988 */
		extra = 4;
	if (extra > 0 && len < extra && !quiet)
		return STEP_MORE;
	if (extra > 0 && len >= extra) {
		keys->at += 2 + extra;
		return extra == 2 && p[1] == 'A' ? found(out, KEY_F1_) :
		    extra == 2 && p[1] == 'E' ? found(out, KEY_F5_) :
		    STEP_SWALLOWED;
	}
	for (i = 0; i < len && i < SEQUENCE_MAX; i++) {
		if (p[i] >= 0x20 && p[i] <= 0x3f)
			continue;
		keys->at += 2 + i;
		if (p[i] < 0x40 || p[i] > 0x7e)
			return STEP_SWALLOWED;	/* broken off */
		keys->at++;
		return found_csi(keys, p, i, (char)p[i], out);
	}
	if (len < SEQUENCE_MAX && !quiet)
		return STEP_MORE;
	keys->at += 2 + i;
	if (len > 0)
		return STEP_SWALLOWED;
	out->cp = '[';
	return found(out, KEY_ESCAPED);
}

static enum step
step_ss3(struct keys *keys, bool quiet, struct key_event *out)
{
	size_t i;
	char c;

	if (keys->len - keys->at < 3) {
		if (!quiet)
			return STEP_MORE;
		keys->at += 2;
		out->cp = 'o';
		return found(out, KEY_ESCAPED);
	}
	c = (char)keys->bytes[keys->at + 2];
	keys->at += 3;
	for (i = 0; i < LENGTH(ss3_keys); i++)
		if (ss3_keys[i].final == c)
			return found(out, ss3_keys[i].code);
	return found_cursor(c, 0, out);
}

/* --- characters --- */

static uint32_t
lower(uint32_t cp)
{
	return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

static enum step
step_text(struct keys *keys, bool quiet, struct key_event *out)
{
	const uint8_t *p = keys->bytes + keys->at;
	size_t have = keys->len - keys->at, need, i;
	uint32_t cp;

	need = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 :
	    p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
	for (i = 1; i < need && i < have; i++)
		if ((p[i] & 0xc0) != 0x80)
			need = 0;
	if (need > have && !quiet)
		return STEP_MORE;
	if (need == 0 || need > have) {
		keys->at++;			/* its own byte only */
		return STEP_SWALLOWED;
	}
	cp = need == 1 ? p[0] : p[0] & (0xffu >> (need + 1));
	for (i = 1; i < need; i++)
		cp = cp << 6 | (p[i] & 0x3f);
	keys->at += need;
	if ((need == 3 && cp < 0x800) || (need == 4 && cp < 0x10000) ||
	    (cp >= 0xd800 && cp < 0xe000) || cp > 0x10ffff ||
	    (cp >= 0x80 && cp < 0xa0))
		return STEP_SWALLOWED;
	out->cp = cp;
	return found(out, KEY_TEXT);
}

static enum step
step_control(struct keys *keys, struct key_event *out)
{
	uint8_t c = keys->bytes[keys->at++];

	switch (c) {
	case '\r':
	case '\n':
		return found(out, KEY_ENTER_);
	case '\t':
		return found(out, KEY_TAB);
	case 8:
	case 127:
		return found(out, KEY_BACK);
	case 3:				/* Ctrl-C is Escape everywhere */
		return found(out, KEY_ESC);
	}
	if (c == 0 || c > 26)
		return STEP_SWALLOWED;
	out->cp = (uint32_t)c - 1 + 'a';
	return found(out, KEY_CONTROL);
}

static enum step
step_escape(struct keys *keys, bool quiet, struct key_event *out)
{
	size_t have = keys->len - keys->at;
	uint8_t c = have > 1 ? keys->bytes[keys->at + 1] : 0;
	enum step step;

	if (have == 1 && !quiet)
		return STEP_MORE;
	if (have == 1 || c < 0x20 || c == 127) {
		keys->at++;
		return found(out, KEY_ESC);
	}
	if (c == '[')
		return step_csi(keys, quiet, out);
	if (c == 'O')
		return step_ss3(keys, quiet, out);
	if (strchr("]P_^X", c) != NULL && (have > 2 || !quiet)) {
		if (have == 2)
			return STEP_MORE;
		keys->at += 2;
		keys->in_string = true;
		return STEP_SWALLOWED;
	}
	keys->at++;
	step = step_text(keys, quiet, out);
	if (step == STEP_MORE)
		keys->at--;
	if (step == STEP_KEY) {
		out->code = KEY_ESCAPED;
		out->cp = lower(out->cp);
	}
	return step;
}

bool
keys_next(struct keys *keys, bool quiet, struct key_event *out)
{
	enum step step;
	uint8_t c;

	for (;;) {
		memset(out, 0, sizeof(*out));
		if (keys->pasting) {
			step = step_paste(keys, quiet, out);
		} else if (keys->in_string) {
			step = step_string(keys, quiet);
		} else if (keys->at == keys->len) {
			return false;
		} else {
			c = keys->bytes[keys->at];
			step = c == ESC ? step_escape(keys, quiet, out) :
			    c < 0x20 || c == 127 ? step_control(keys, out) :
			    step_text(keys, quiet, out);
		}
		if (step != STEP_SWALLOWED)
			return step == STEP_KEY;
	}
}
