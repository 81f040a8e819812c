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

static void
add(struct parts *parts, struct str s)
{
	if (s.len > 0)
		memcpy((char *)(uintptr_t)parts->text.p + parts->text.len,
		    s.p, s.len);
	parts->text.len += s.len;
}

void
parts_add(struct parts *parts, struct arena *arena, const char *heading,
    struct str text)
{
	struct str before = parts->text;
	struct part_heading *at;

	if (text.len == 0)
		return;
	parts->text = (struct str){ arena_alloc(arena, before.len +
	    parts->open.len + strlen(heading) + text.len + 5), 0 };
	add(parts, before);
	if (parts->open.len > 0) {
		add(parts, str_of("\n"));
		add(parts, parts->open);
	}
	if (before.len > 0)
		add(parts, str_of("\n\n"));
	if (*heading != '\0') {
		at = ARENA_PUSH(arena, parts->headings, parts->count);
		at->start = parts->text.len;
		add(parts, str_of(heading));
		at->end = parts->text.len;
		add(parts, str_of("\n\n"));
	}
	add(parts, text);
	parts->open = open_fence(text);
}

void
parts_make(struct parts *parts, struct arena *arena, struct str author,
    struct str restate, const char *answer, struct str agree, struct str text)
{
	memset(parts, 0, sizeof(*parts));
	parts_add(parts, arena, author.len > 0 ? cells_printf(
	    _("What I understand of %s’s view"), cells_str(author)) :
	    _("What I understand"), restate);
	if (answer != NULL)
		parts_add(parts, arena, "", str_of(answer));
	parts_add(parts, arena, _("Where we agree"), agree);
	parts_add(parts, arena, _("My disagreement, and what it rests on"),
	    text);
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
