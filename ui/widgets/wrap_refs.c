/* wrap_refs: see wrap_refs.h. */
#include "ui/widgets/wrap_refs.h"

#include <ctype.h>
#include <string.h>

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* Does a word end before `at`?  Not with « or ’ nor a blank of two bytes:
 * U+00A0 to U+00BF, U+2000 to U+206F. */
static bool
after_word(struct str all, size_t at)
{
	if (at == 0 || !is_word(all.p[at - 1]))
		return false;
	if (at >= 2 && all.p[at - 2] == '\xc2')
		return false;
	return at < 3 || all.p[at - 3] != '\xe2' ||
	    (all.p[at - 2] != '\x80' && all.p[at - 2] != '\x81');
}

static bool
starts(struct str all, size_t at, size_t end, const char *what)
{
	size_t len = strlen(what);

	return end - at >= len && memcmp(all.p + at, what, len) == 0;
}

size_t
wrap_url(struct str all, size_t at, size_t end)
{
	static const char *const schemes[] = { "https://", "http://",
		"ssh://", "mailto:" };
	size_t i, n;

	for (i = 0; i < LENGTH(schemes); i++)
		if (starts(all, at, end, schemes[i]))
			break;
	if (i == LENGTH(schemes) || (at > 0 && is_word(all.p[at - 1]) &&
	    (unsigned char)all.p[at - 1] < 0x80))
		return 0;
	for (n = strlen(schemes[i]); at + n < end; n++)
		if ((unsigned char)all.p[at + n] <= ' ' ||
		    strchr("<>\"`", all.p[at + n]) != NULL ||
		    starts(all, at + n, end, "\u00a0") ||
		    starts(all, at + n, end, "»"))
			break;
	while (n > 0 && strchr(".,;:!?)'*_", all.p[at + n - 1]) != NULL)
		n--;
	return n >= 10 ? n : 0;
}

size_t
wrap_reference(struct str all, size_t at, size_t end)
{
	size_t n = 1, digits;

	if (after_word(all, at))
		return 0;
	if (all.p[at] == '@') {
		while (at + n < end && (is_word(all.p[at + n]) ||
		    strchr("._-", all.p[at + n]) != NULL))
			n++;
		while (n > 1 && strchr("._-", all.p[at + n - 1]) != NULL)
			n--;
		return n > 2 ? n : 0;
	}
	if (all.p[at] == 'n') {
		if (!starts(all, at + 1, end, "º") &&
		    !starts(all, at + 1, end, "°"))
			return 0;
		n = 3;
		if (at + n < end && all.p[at + n] == ' ')
			n++;
		else if (starts(all, at + n, end, "\u00a0"))
			n += 2;
	} else if (all.p[at] != '#') {
		return 0;
	}
	for (digits = 0; at + n < end && digits < 12 &&
	    isdigit((unsigned char)all.p[at + n]); digits++)
		n++;
	return digits > 0 ? n : 0;
}

/* The blank between "art." and its number: none, a space, U+00A0. */
static size_t
blank(struct str all, size_t at, size_t end)
{
	return at < end && all.p[at] == ' ' ? 1 :
	    starts(all, at, end, "\u00a0") || starts(all, at, end, "\u202f") ?
	    strlen("\u00a0") + (all.p[at] == '\xe2') : 0;
}

/* A clause at `at`: "a", or ", a" before a bracket; sets *clause or not. */
static size_t
clause_at(struct str all, size_t at, size_t end, char *clause)
{
	size_t n = starts(all, at, end, ", ") && at + 3 < end &&
	    all.p[at + 3] == ')' ? 2 : 0;

	if (at + n >= end || !isalpha((unsigned char)all.p[at + n]))
		return 0;
	*clause = (char)tolower((unsigned char)all.p[at + n]);
	return n + 1;
}

size_t
wrap_article(struct str all, size_t at, size_t end,
    const struct charter *charter, unsigned *article, char *clause)
{
	static const char *const words[] = { "art.", "Art.", "article",
		"Article" };
	char number[4] = "";
	size_t i, n, digits;

	if (charter == NULL || (all.p[at] | 0x20) != 'a' ||
	    after_word(all, at))
		return 0;
	for (i = 0; i < LENGTH(words); i++)
		if (starts(all, at, end, words[i]))
			break;
	if (i == LENGTH(words))
		return 0;
	n = strlen(words[i]);
	n += blank(all, at + n, end);
	for (digits = 0; at + n < end && digits < sizeof(number) - 1 &&
	    isdigit((unsigned char)all.p[at + n]); n++)
		number[digits++] = all.p[at + n];
	if (!charter_quoted(number, article, clause))
		return 0;
	n += clause_at(all, at + n, end, clause);
	/* 3ab, 3.1, 3-1: somebody else's articles. */
	if (at + n < end && (isalnum((unsigned char)all.p[at + n]) ||
	    (strchr(".-", all.p[at + n]) != NULL && at + n + 1 < end &&
	    isdigit((unsigned char)all.p[at + n + 1]))))
		return 0;
	return charter_has(charter, *article, *clause) ? n : 0;
}
