/*
 * compose_outline: the headings that a synthesis begins with, and leaving out
 * those under which nothing was written.
 */
#include <string.h>

#include "ui/screens/compose.h"
#include "ui/screens/cells.h"

static const char *const headings[] = {
	N_("Agreements"), N_("Fruitful disagreements"), N_("Open questions"),
	N_("Resources"),
};

static const char *
outline(void)
{
	const char *text = "";

	for (size_t i = 0; i < LENGTH(headings); i++)
		text = cells_printf("%s## %s\n\n%s", text, _(headings[i]),
		    i + 1 < LENGTH(headings) ? "\n" : "");
	return text;
}

/* The end of the row at p, after its line feed. */
static const char *
row_end(const char *p, const char *end)
{
	const char *feed = memchr(p, '\n', (size_t)(end - p));

	return feed == NULL ? end : feed + 1;
}

static bool
is_heading(const char *p, const char *end)
{
	return end - p > 3 && memcmp(p, "## ", 3) == 0;
}

/* Where the blank rows from p on end. */
static const char *
past_blank(const char *p, const char *end)
{
	const char *at = p;

	while (at < end && strchr(" \t\n", *at) != NULL)
		if (*at++ == '\n')
			p = at;
	return at == end ? end : p;
}

/* The text without headings that nothing follows, nor blanks at its end. */
static struct str
filled(struct str text)
{
	const char *p = text.p, *end = text.p + text.len, *next, *after;
	char *out = arena_alloc(cells_arena(), text.len + 1);
	size_t len = 0;

	for (; p < end; p = next) {
		next = row_end(p, end);
		if (is_heading(p, end)) {
			after = past_blank(next, end);
			if (after == end || is_heading(after, end)) {
				next = after;
				continue;
			}
		}
		memcpy(out + len, p, (size_t)(next - p));
		len += (size_t)(next - p);
	}
	while (len > 0 && strchr(" \t\n", out[len - 1]) != NULL)
		len--;
	return (struct str){ out, len };
}

struct str
compose_words(const struct compose *compose)
{
	struct str text = compose_text(compose, PART_TEXT);

	return compose->type == TYPE_S && text.len > 0 ? filled(text) : text;
}

void
compose_outline(struct ui *ui, struct compose *compose, bool wanted)
{
	struct edit *edit = compose->edits[PART_TEXT];
	struct str text = edit_text(edit), lines;

	lines = str_of(outline());
	if (wanted && text.len == 0 && compose->about.edits == 0) {
		edit_set(edit, lines, (size_t)(row_end(lines.p, lines.p +
		    lines.len) - lines.p));
		compose->focus = PART_TEXT;
		ui_say(ui, _("Those you name by #number or @name are asked "
		    "whether they find themselves in it."));
	} else if (!wanted && str_equal(text, lines))
		edit_set(edit, str_of(""), 0);
}
