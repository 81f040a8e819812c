/* Results, refusals, runs of bytes, memory, numbers.  See base.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/base.h"

static const struct { const char *name, *sentence; } errors[] = {
#define X(name, sentence) { #name, sentence },
	ERR_TABLE(X)
#undef X
};

const char *
err_sentence(enum err e)
{
	return (unsigned)e < ERR_COUNT ? errors[e].sentence :
	    errors[ERR_IO].sentence;
}

const char *
err_name(enum err e)
{
	return (unsigned)e < ERR_COUNT ? errors[e].name : "ERR_UNKNOWN";
}

/* Greatest length <= max at which s may be cut between two characters. */
static size_t
cut_at_character(const char *s, size_t len, size_t max)
{
	if (len <= max)
		return len;
	len = max;
	while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
		len--;
	return len;
}

void
refusal_set(struct refusal *r, const char *msgid, long number,
    const char *word)
{
	size_t len;

	if (r == NULL)
		return;
	r->msgid = msgid;
	r->one = NULL;
	r->number = number;
	r->word[0] = '\0';
	if (word == NULL)
		return;
	len = cut_at_character(word, strlen(word), sizeof(r->word) - 1);
	memcpy(r->word, word, len);
	r->word[len] = '\0';
}

void
refusal_count(struct refusal *r, const char *one, const char *many,
    long number)
{
	refusal_set(r, many, number, NULL);
	if (r != NULL)
		r->one = one;
}

/* A buffer that is filled up to its end and stays terminated. */
struct fill { char *buf; size_t size, len; };

static void
fill_add(struct fill *f, const char *s, size_t len)
{
	len = cut_at_character(s, len, f->size - 1 - f->len);
	memcpy(f->buf + f->len, s, len);
	f->len += len;
	f->buf[f->len] = '\0';
}

/*
 * The two arguments are put in by hand, not by printf: a translation may name
 * one of them, both or none, in either order ("%2$s"), and a wrong one shows
 * its own letters instead of reading memory that is not there.
 */
void
refusal_text(char *buf, size_t size, enum err e, const struct refusal *r,
    const char *(*translate)(const char *))
{
	static const char *const numbers[] = { "%ld", "%1$ld" };
	static const char *const words[] = { "%s", "%2$s", "%1$s" };
	struct fill f = { buf, size, 0 };
	const char *s = r != NULL && r->msgid != NULL ? r->msgid :
	    err_sentence(e);
	char number[24];

	if (r != NULL && r->one != NULL && r->number == 1)
		s = r->one;

	buf[0] = '\0';
	if (translate != NULL)
		s = translate(s);
	snprintf(number, sizeof(number), "%ld", r != NULL ? r->number : 0);
	while (*s != '\0') {
		size_t skip = 0;

		for (size_t i = 0; i < LENGTH(numbers) && skip == 0; i++)
			if (strncmp(s, numbers[i], strlen(numbers[i])) == 0) {
				skip = strlen(numbers[i]);
				fill_add(&f, number, strlen(number));
			}
		for (size_t i = 0; i < LENGTH(words) && skip == 0; i++)
			if (strncmp(s, words[i], strlen(words[i])) == 0) {
				skip = strlen(words[i]);
				if (r != NULL)
					fill_add(&f, r->word, strlen(r->word));
			}
		if (skip == 0 && s[0] == '%' && s[1] == '%') {
			fill_add(&f, "%", 1);
			skip = 2;
		}
		if (skip == 0) {
			/* Up to the next %, so that no character is split. */
			skip = 1 + strcspn(s + 1, "%");
			fill_add(&f, s, skip);
		}
		s += skip;
	}
}

struct str
str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}

bool
str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		fatal("out of memory (%zu bytes)", size);
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (p == NULL)
		fatal("out of memory (%zu times %zu bytes)", count, size);
	return p;
}

void *
xrealloc(void *p, size_t size)
{
	p = realloc(p, size > 0 ? size : 1);
	if (p == NULL)
		fatal("out of memory (%zu bytes)", size);
	return p;
}

char *
xstrdup(const char *s)
{
	return xmemdup0(s, strlen(s));
}

char *
xmemdup0(const void *p, size_t len)
{
	char *copy = xmalloc(len + 1);

	if (len > 0)
		memcpy(copy, p, len);
	copy[len] = '\0';
	return copy;
}

char *
xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *out;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&out, fmt, ap);
	va_end(ap);
	if (n < 0)
		fatal("out of memory (a formatted text)");
	return out;
}

enum err
parse_u64(const char *s, uint64_t min, uint64_t max, uint64_t *out)
{
	size_t len = strspn(s, "0123456789");
	uint64_t n = 0;

	/* 19 digits always fit: no overflow to look for. */
	if (len == 0 || len > 19 || s[len] != '\0')
		return ERR_INPUT;
	while (*s != '\0')
		n = n * 10 + (uint64_t)(*s++ - '0');
	if (n < min || n > max)
		return ERR_INPUT;
	*out = n;
	return OK;
}
