/*
 * mention: who and what is named in a text.
 */
#include "store/forum/wait.h"

#include <string.h>

enum { MENTION_MAX = 20, CITES_TRIED = 60, HANDLE_BYTES = 96,
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

/* Bytes at p of a post's number, as #1204, n°1204 or nº 1204; 0: none. */
static size_t
numbered(const char *line, const char *p, const char *end, uint64_t *out)
{
	const char	*q = p;
	uint64_t	 n = 0;

	if (*p != '#' && !starts(p, end, "n°") && !starts(p, end, "nº"))
		return 0;
	if (p > line && text_handle_span((struct str){ p - 1, 1 }) > 0)
		return 0;
	q += *p == '#' ? 1 : strlen("n°");
	if (*p != '#' && q < end && *q == ' ')
		q++;
	if (q == end || *q < '1' || *q > '9')
		return 0;
	for (; q < end && *q >= '0' && *q <= '9' && n < INT64_MAX / 10; q++)
		n = n * 10 + (uint64_t)(*q - '0');
	*out = n;
	return (size_t)(q - p);
}

static void
cite(uint64_t *list, size_t *count, size_t most, uint64_t id)
{
	size_t	i;

	for (i = 0; i < *count; i++)
		if (list[i] == id)
			return;
	if (*count < most)
		list[(*count)++] = id;
}

static enum err
cites_in(struct deed *d, struct cites *c, const char *p, const char *end)
{
	const char	*start = p;
	uint64_t	 id;
	size_t		 len;
	enum err	 e;

	for (; p < end && c->tried < CITES_TRIED; p++) {
		if ((len = not_prose(p, end)) > 0 ||
		    (len = numbered(start, p, end, &id)) > 0) {
			if (*p == '#' || *p == 'n')
				cite(c->posts, &c->post_count,
				    LENGTH(c->posts), id);
			p += len - 1;
			continue;
		}
		if (*p != '@' || !begins_name(start, p))
			continue;
		len = text_handle_span((struct str){ p + 1,
		    (size_t)(end - p - 1) });
		c->tried++;
		e = named(d, p + 1, len, &id);
		if (e == OK)
			cite(c->members, &c->member_count,
			    LENGTH(c->members), id);
		else if (e != ERR_NOT_FOUND)
			return e;
		p += len;
	}
	return OK;
}

enum err
cites_find(struct deed *d, struct str text, struct cites *out)
{
	const char	*end = text.p + text.len, *p, *stop;
	bool		 fenced = false;
	enum err	 e = OK;

	*out = (struct cites){ .member_count = 0 };
	for (p = text.p; p < end && e == OK; p = stop + 1) {
		stop = text_line_end(p, end);
		if (starts(p, stop, "```"))
			fenced = !fenced;
		else if (!fenced && !indented(p, stop) && !text_quoted(p, stop))
			e = cites_in(d, out, p, stop);
	}
	return e;
}

enum err
mentions_notify(struct deed *d, const struct post *post, struct str text,
    uint64_t told)
{
	struct cites	cites;
	size_t		i, given = 0;
	uint64_t	member;
	enum err	e = cites_find(d, text, &cites);

	for (i = 0; e == OK && i < cites.member_count &&
	    given < MENTION_MAX; i++) {
		member = cites.members[i];
		if (member == post->author || member == told ||
		    wait_asked(d->txn, member, WAIT_SYNTHESIS, post->id))
			continue;
		given++;
		e = deed_notice_post(d, member, NOTICE_MENTION, post->id);
	}
	return e;
}
