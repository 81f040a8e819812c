/* parts: see parts.h. */
#include "ui/screens/parts.h"

#include <string.h>

#include "ui/screens/cells.h"

/* --- code left open --- */

/* The marks that a row of a text opens or closes fenced code with (CommonMark
 * 0.31, section 4.5); empty for another row. */
static struct str
fence(struct str row)
{
	size_t from = 0, at;

	while (from < row.len && from < 3 && row.p[from] == ' ')
		from++;
	for (at = from; at < row.len && row.p[at] == row.p[from]; at++)
		;
	if (at - from < 3 || (row.p[from] != '`' && row.p[from] != '~') ||
	    (row.p[from] == '`' &&
	    memchr(row.p + at, '`', row.len - at) != NULL))
		return str_of("");
	return (struct str){ row.p + from, at - from };
}

static bool
is_blank(struct str s)
{
	size_t at = 0;

	while (at < s.len && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	return at == s.len;
}

/* The fence that text leaves open, or empty. */
static struct str
open_fence(struct str text)
{
	struct str open = str_of("");

	for (size_t at = 0, end; at < text.len; at = end + 1) {
		const char *p = memchr(text.p + at, '\n', text.len - at);

		end = p != NULL ? (size_t)(p - text.p) : text.len;
		struct str row = { text.p + at, end - at }, marks = fence(row);

		if (open.len == 0)
			open = marks;
		else if (marks.len >= open.len && *marks.p == *open.p &&
		    is_blank((struct str){ marks.p + marks.len,
		    (size_t)(row.p + row.len - marks.p) - marks.len }))
			open.len = 0;
	}
	return open;
}

/* --- one text --- */

struct builder {
	char *text;
	size_t len;
	struct str open;	/* the fence that the last part leaves open */
};

static void
add(struct builder *b, struct str s)
{
	memcpy(b->text + b->len, s.p, s.len);
	b->len += s.len;
}

static void
add_part(struct builder *b, struct parts *parts, const char *heading,
    struct str text)
{
	if (text.len == 0)
		return;
	if (b->open.len > 0) {
		add(b, str_of("\n"));
		add(b, b->open);
	}
	if (b->len > 0)
		add(b, str_of("\n\n"));
	parts->headings[parts->count].start = b->len;
	add(b, str_of(heading));
	parts->headings[parts->count++].end = b->len;
	add(b, str_of("\n\n"));
	add(b, text);
	b->open = open_fence(text);
}

void
parts_make(struct parts *parts, struct arena *arena, struct str author,
    struct str restate, struct str agree, struct str text)
{
	const char *understood = author.len > 0 ?
	    cells_printf(_("What I understand of %s’s view"),
	    cells_str(author)) : _("What I understand");
	const char *agreed = _("Where we agree");
	const char *rest = _("My disagreement, and what it rests on");
	struct builder b = { 0 };

	memset(parts, 0, sizeof(*parts));
	/* A part may have its fence added, which is never longer than it. */
	b.text = arena_alloc(arena, 2 * (restate.len + agree.len) + text.len +
	    strlen(understood) + strlen(agreed) + strlen(rest) + 32);
	add_part(&b, parts, understood, restate);
	add_part(&b, parts, agreed, agree);
	add_part(&b, parts, rest, text);
	parts->text = (struct str){ b.text, b.len };
}

void
parts_style(const struct parts *parts, struct wrapped *set,
    struct arena *arena)
{
	for (size_t i = 0, k; i < set->count; i++) {
		struct line *line = &set->lines[i];

		for (k = 0; k < parts->count &&
		    (line->offset < parts->headings[k].start ||
		    line->offset >= parts->headings[k].end); k++)
			;
		if (k < parts->count && *line->safe != '\0')
			wrap_restyle(line, STYLE_TITLE, arena);
	}
}
