/*
 * wrap_inline: where the inlines of libcmark's tree stand in the source.
 * cmark 0.30 does not know for certain (it forgets the prefixes of rows), so
 * each is found again: inlines come in the order of the source, and a cursor
 * goes through the block's bytes with them.  Where both disagree the rest of
 * that block has no styles: it is shown as it was written.
 */
#include <ctype.h>
#include <string.h>

#include "ui/widgets/wrap_walk.h"

enum { ENTITY_MAX = 34, TAIL_MAX = 2048 };

char
walk_peek(const struct walk *w, size_t ahead)
{
	return w->cur + ahead < w->end ? w->text.p[w->cur + ahead] : '\0';
}

/* n bytes are marks, or anything else of one style. */
void
walk_pass(struct walk *w, size_t n, enum style style)
{
	if (n > w->end - w->cur)
		n = w->end - w->cur;
	memset(w->out->style + w->cur, style, n);
	w->cur += n;
}

/* Over the end of a row, to the words of the next. */
void
walk_newline(struct walk *w)
{
	const char *p = memchr(w->text.p + w->cur, '\n', w->end - w->cur);

	if (p == NULL) {
		w->lost = true;
		return;
	}
	w->cur = (size_t)(p - w->text.p) + 1;
	while (w->cur < w->end && strchr(" \t>", w->text.p[w->cur]) != NULL)
		w->cur++;
}

/* Bytes of "&eacute;" at the cursor, or 0. */
static size_t
entity(const struct walk *w)
{
	size_t n = 1;

	while (n < ENTITY_MAX && (isalnum((unsigned char)walk_peek(w, n)) ||
	    (n == 1 && walk_peek(w, n) == '#')))
		n++;
	return n > 1 && walk_peek(w, n) == ';' ? n + 1 : 0;
}

/* A literal of the tree is in the source but for escapes and entities. */
static void
pass_literal(struct walk *w, const char *literal)
{
	enum style style = w->links > 0 ? STYLE_LINK : w->emphasis > 0 ?
	    STYLE_EMPHASIS : STYLE_TEXT;
	size_t n;

	while (*literal != '\0' && !w->lost) {
		if (*literal == '\n') {
			walk_newline(w);
			literal++;
			continue;
		}
		n = walk_peek(w, 0) == '&' ? entity(w) : 0;
		if (n > 0 && strncmp(literal, w->text.p + w->cur, n) != 0) {
			walk_pass(w, n, style);
			for (literal++; (*literal & 0xc0) == 0x80; literal++)
				;
			continue;
		}
		if (walk_peek(w, 0) == '\\' && walk_peek(w, 1) == *literal &&
		    ispunct((unsigned char)*literal))
			walk_pass(w, 1, STYLE_DIM);
		w->lost = walk_peek(w, 0) != *literal++;
		if (!w->lost)
			walk_pass(w, 1, style);
	}
}

static void
pass_code(struct walk *w)
{
	size_t ticks = 0, at, run;

	while (walk_peek(w, ticks) == '`')
		ticks++;
	for (at = w->cur + ticks; ticks > 0 && at < w->end; at += run) {
		for (run = 0; at + run < w->end &&
		    w->text.p[at + run] == '`'; run++)
			;
		if (run == ticks) {
			walk_pass(w, ticks, STYLE_DIM);
			walk_pass(w, at - w->cur, STYLE_CODE);
			walk_pass(w, ticks, STYLE_DIM);
			return;
		}
		run += run == 0;
	}
	w->lost = true;
}

/* Two marks within a word, as in 2*3*4, are rather no marks. */
static bool
within_word(const struct walk *w)
{
	return w->cur > 0 && isalnum((unsigned char)w->text.p[w->cur - 1]);
}

static void
pass_emphasis(struct walk *w, cmark_node *node, bool enter)
{
	size_t n = cmark_node_get_type(node) == CMARK_NODE_STRONG ? 2 : 1, i;
	bool plain;

	if (enter && within_word(w))
		cmark_node_set_user_data(node, w);
	plain = cmark_node_get_user_data(node) != NULL;
	for (i = 0; i < n; i++)
		w->lost = w->lost || (walk_peek(w, i) != '*' && walk_peek(w, i) != '_');
	if (w->lost)
		return;
	if (plain) {
		walk_pass(w, n, w->emphasis > 0 ? STYLE_EMPHASIS : STYLE_TEXT);
		return;
	}
	walk_pass(w, n, STYLE_DIM);
	w->emphasis += enter ? 1 : (size_t)-1;
}

/* --- links --- */

static size_t
blanks(const struct walk *w, size_t at)
{
	while (isspace((unsigned char)walk_peek(w, at)))
		at++;
	return at;
}

/* After `](`: where the destination ends, from `at`; 0 if it does not. */
static size_t
destination_end(const struct walk *w, size_t at)
{
	size_t depth = 0;
	bool pointed = walk_peek(w, at) == '<';
	char c;

	for (at += pointed; at < TAIL_MAX && (c = walk_peek(w, at)) != '\0' &&
	    c != '\n'; at++) {
		if (c == '\\' && ispunct((unsigned char)walk_peek(w, at + 1))) {
			at++;
		} else if (pointed) {
			if (c == '>')
				return at;
		} else if (c == '(') {
			depth++;
		} else if ((c == ')' && depth-- == 0) ||
		    isspace((unsigned char)c)) {
			return at;
		}
	}
	return 0;
}

/* The bytes of "(url "title")" at the cursor, or 0; *url: what to open. */
static size_t
inline_tail(const struct walk *w, struct str *url)
{
	size_t at, end;
	char quote;

	if (walk_peek(w, 0) != '(')
		return 0;
	at = blanks(w, 1);
	end = destination_end(w, at);
	if (end == 0)
		return 0;
	if (walk_peek(w, at) == '<')
		at++;
	*url = (struct str){ w->text.p + w->cur + at, end - at };
	at = blanks(w, end + (walk_peek(w, end) == '>'));
	quote = walk_peek(w, at);
	if (quote == '"' || quote == '\'' || quote == '(') {
		quote = quote == '(' ? ')' : quote;
		for (at++; at < TAIL_MAX && walk_peek(w, at) != '\0' &&
		    walk_peek(w, at) != quote; at++)
			at += walk_peek(w, at) == '\\';
		at = blanks(w, at + 1);
	}
	return walk_peek(w, at) == ')' ? at + 1 : 0;
}

/* "[label]" or nothing; the address is where the text defines it. */
static size_t
reference_tail(const struct walk *w, cmark_node *node, struct str *url)
{
	const char *address = cmark_node_get_url(node);
	size_t len = address != NULL ? strlen(address) : 0, at = 1;
	const char *p = len == 0 || w->out->link_count >= WRAP_LINKS_MAX ?
	    NULL : memmem(w->text.p, w->text.len, address, len);

	if (p != NULL)
		*url = (struct str){ p, len };
	if (walk_peek(w, 0) != '[')
		return 0;
	while (at < TAIL_MAX && walk_peek(w, at) != '\0' && walk_peek(w, at) != ']')
		at++;
	return walk_peek(w, at) == ']' ? at + 1 : 0;
}

static void
add_address(struct walk *w, size_t len, struct str url)
{
	if (url.len > 0 && w->out->link_count < WRAP_LINKS_MAX)
		*ARENA_PUSH(w->arena, w->out->links, w->out->link_count) =
		    (struct wrap_address){ (uint32_t)w->cur, (uint32_t)len,
		    url };
	walk_pass(w, len, STYLE_DIM);
}

/* True if it was one in angle brackets, whole. */
static bool
enter_link(struct walk *w, cmark_node *node)
{
	const char *p;
	size_t len;

	if (cmark_node_get_type(node) == CMARK_NODE_IMAGE)
		walk_pass(w, walk_peek(w, 0) == '!', STYLE_DIM);
	w->links++;
	if (walk_peek(w, 0) == '[') {
		walk_pass(w, 1, STYLE_DIM);
		return false;
	}
	p = walk_peek(w, 0) != '<' ? NULL : memchr(w->text.p + w->cur, '>',
	    w->end - w->cur);
	w->lost = p == NULL;
	if (w->lost)
		return false;
	w->links--;
	len = (size_t)(p - w->text.p) + 1 - w->cur;
	add_address(w, len, (struct str){ w->text.p + w->cur + 1, len - 2 });
	return true;
}

static void
exit_link(struct walk *w, cmark_node *node)
{
	struct str url = { 0 };
	size_t len;

	w->links--;
	w->lost = walk_peek(w, 0) != ']';
	if (w->lost)
		return;
	walk_pass(w, 1, STYLE_DIM);
	len = inline_tail(w, &url);
	if (len == 0)
		len = reference_tail(w, node, &url);
	add_address(w, len, url);
}

void
walk_inline(struct walk *w, cmark_iter *iter, cmark_node *node, bool enter)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
		pass_literal(w, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE:
		pass_code(w);
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		walk_newline(w);
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		pass_emphasis(w, node, enter);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		if (!enter)
			exit_link(w, node);
		else if (enter_link(w, node))
			cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
		break;
	default:
		break;
	}
}
