/*
 * mention: who is named in a text.
 */
#include "store/forum/deed.h"

#include <string.h>

enum { MENTION_MAX = 20, CANDIDATE_MAX = 60, HANDLE_BYTES = 96,
	LOOK_AHEAD = 600 };

static bool
starts(const char *line, const char *end, const char *what)
{
	size_t	len = strlen(what);

	return (size_t)(end - line) >= len && memcmp(line, what, len) == 0;
}

/* Code by its indentation, as the reading screen shows it; no deep list. */
static bool
indented(const char *line, const char *end)
{
	if (starts(line, end, "\t"))
		return true;
	if (!starts(line, end, "    "))
		return false;
	while (line < end && *line == ' ')
		line++;
	return line == end || strchr("-*+0123456789", *line) == NULL;
}

/* Does the @ at p begin a name?  Not in an address (a@b), nor in a path. */
static bool
begins_name(const char *line, const char *p)
{
	const char	*before = p;

	if (p == line)
		return true;
	do
		before--;
	while (before > line && ((unsigned char)*before & 0xC0) == 0x80);
	return *before == '.' || (*before != '/' && text_handle_span(
	    (struct str){ before, (size_t)(p - before) }) == 0);
}

/* Bytes at p that are no prose: `code`, or the rest of an address after
 * "://"; 0 if it is prose. */
static size_t
not_prose(const char *p, const char *end)
{
	const char	*q = p, *last;
	size_t		 marks, n;

	if (*p == ':') {
		if (end - p < 3 || memcmp(p, "://", 3) != 0)
			return 0;
		while (q < end && *q != ' ' && *q != '\t')
			q++;
		return (size_t)(q - p);
	}
	for (marks = 0; p + marks < end && p[marks] == '`'; marks++)
		;
	if (marks == 0)
		return 0;
	last = end - p > LOOK_AHEAD ? p + LOOK_AHEAD : end;
	for (q = p + marks; q < last; q += n > 0 ? n : 1) {
		for (n = 0; q + n < end && q[n] == '`'; n++)
			;
		if (n == marks)
			return (size_t)(q + n - p);
	}
	return marks;
}

/* The member named at p, with or without the dot that ends a sentence. */
static enum err
named(struct deed *d, const char *p, size_t len, uint64_t *out)
{
	enum err	e;

	while (len > 0) {
		e = len > HANDLE_BYTES ? ERR_NOT_FOUND : find_member(d->txn,
		    (struct str){ p, len }, d->arena, out);
		if (e != ERR_NOT_FOUND)
			return e;
		if (strchr("._-", p[len - 1]) == NULL)
			break;
		len--;
	}
	return ERR_NOT_FOUND;
}

struct mentions {
	uint64_t	told[MENTION_MAX + 2];
	size_t		count, tried;
};

static enum err
mention(struct deed *d, const struct post *post, struct mentions *m,
    uint64_t member)
{
	size_t	i;

	for (i = 0; i < m->count; i++)
		if (m->told[i] == member)
			return OK;
	m->told[m->count++] = member;
	return deed_notice_post(d, member, NOTICE_MENTION, post->id);
}

static enum err
mentions_in(struct deed *d, const struct post *post, struct mentions *m,
    const char *p, const char *end)
{
	const char	*start = p;
	uint64_t	 member;
	size_t		 len;
	enum err	 e;

	for (; p < end && m->count < LENGTH(m->told) &&
	    m->tried < CANDIDATE_MAX; p++) {
		if ((len = not_prose(p, end)) > 0) {
			p += len - 1;
			continue;
		}
		if (*p != '@' || !begins_name(start, p))
			continue;
		len = text_handle_span((struct str){ p + 1,
		    (size_t)(end - p - 1) });
		m->tried++;
		e = named(d, p + 1, len, &member);
		if (e == OK)
			e = mention(d, post, m, member);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
		p += len;
	}
	return OK;
}

enum err
mentions_notify(struct deed *d, const struct post *post, struct str text,
    uint64_t told)
{
	struct mentions	 m = { .told = { post->author, told }, .count = 2 };
	const char	*end = text.p + text.len, *p, *stop;
	bool		 fenced = false;
	enum err	 e = OK;

	for (p = text.p; p < end && e == OK; p = stop + 1) {
		stop = text_line_end(p, end);
		if (starts(p, stop, "```"))
			fenced = !fenced;
		else if (!fenced && !indented(p, stop) && !text_quoted(p, stop))
			e = mentions_in(d, post, &m, p, stop);
	}
	return e;
}
