/*
 * compose_quote: what can be put into a text without typing it: lines of the
 * post answered, its number, a name; `#` and `@` are far on some keyboards.
 */
#include "ui/core/digits.h"
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/widgets/quote.h"
#include "ui/widgets/wrap_join.h"

static void
insert_reference(struct ui *ui, void *state, const char *line)
{
	struct compose *compose = state;
	uint64_t number;

	if (line == NULL || *line == '\0')
		return;
	if (digits_number(str_of(line), 1, INT64_MAX, &number) != OK) {
		ui_say(ui, _("A reference is a number, such as 1204."));
		return;
	}
	edit_insert(compose_in_hand(compose), str_of(arena_printf(ui_arena(ui),
	    "#%llu", (unsigned long long)number)));
	compose_touched(compose);
}

/* Without the marks that joining rows has dropped. */
static struct str
whole_rows(struct str joined, struct arena *arena)
{
	char *out = arena_alloc(arena, joined.len + 1);
	size_t len = 0, i;

	for (i = 0; i < joined.len; i++)
		if (joined.p[i] != WRAP_DROPPED)
			out[len++] = joined.p[i];
	return (struct str){ out, len };
}

void
compose_insert_quote(struct compose *compose, struct str text)
{
	struct edit *edit = compose_in_hand(compose);
	struct str now = edit_text(edit);
	size_t at = edit_cursor(edit);
	struct arena *arena = arena_new();

	text = wrap_joined(whole_rows(text, arena), QUOTE_MEASURE - 2, arena);
	text = quote_add(whole_rows(text, arena), QUOTE_MEASURE, arena);
	edit_insert(edit, str_of(arena_printf(arena, "%s%.*s\n", at > 0 &&
	    now.p[at - 1] != '\n' ? "\n" : "", (int)text.len, text.p)));
	arena_free(arena);
}

/* The n-th paragraph from 0; empty if there are fewer. */
static struct str
paragraph(struct str text, int n)
{
	size_t start = 0, end;

	for (;;) {
		while (start < text.len && text.p[start] == '\n')
			start++;
		for (end = start; end < text.len; end++)
			if (text.p[end] == '\n' && (end + 1 == text.len ||
			    text.p[end + 1] == '\n'))
				break;
		if (n-- == 0)
			return (struct str){ text.p + start, end - start };
		if (end >= text.len)
			return (struct str){ text.p, 0 };
		start = end;
	}
}

enum { QUOTE_ALL, QUOTE_ROWS, QUOTE_NUMBER, QUOTE_NAME, QUOTE_OTHER, QUOTE_PARAGRAPHS,
	QUOTE_MAX = 9 };

static void
quote_chosen(struct ui *ui, void *state, int index)
{
	struct compose *compose = state;
	struct str text = compose->post.text;

	switch (index) {
	case -1:
		return;
	case QUOTE_NUMBER:
		text = str_of(arena_printf(ui_arena(ui), "#%llu",
		    (unsigned long long)compose->post.post.id));
		break;
	case QUOTE_NAME:
		text = str_of(arena_printf(ui_arena(ui), "@%.*s",
		    (int)compose->post.author.len, compose->post.author.p));
		break;
	case QUOTE_OTHER:
		ui_ask(ui, _("Number of the post:"), "", false,
		    insert_reference);
		return;
	case QUOTE_ROWS:
		compose_quote_rows(ui, compose);
		return;
	default:
		if (index >= QUOTE_PARAGRAPHS)
			text = paragraph(text, index - QUOTE_PARAGRAPHS);
		compose_insert_quote(compose, text);
	}
	if (index == QUOTE_NUMBER || index == QUOTE_NAME)
		edit_insert(compose_in_hand(compose), text);
	compose_said_full(ui, compose);
	compose_touched(compose);
}

void
compose_quote(struct ui *ui, void *state)
{
	struct compose *compose = state;
	struct choice choices[QUOTE_MAX] = { 0 };
	int count = QUOTE_PARAGRAPHS;
	struct str part;

	if (compose_private(compose) && compose->post.text.len > 0) {
		compose_quote_rows(ui, compose);
		return;
	}
	if (compose->about.parent == 0 || compose->post.text.len == 0) {
		ui_ask(ui, _("Number of the post:"), "", false,
		    insert_reference);
		return;
	}
	choices[QUOTE_ALL] = (struct choice){ 't', _("quote the whole post") };
	choices[QUOTE_ROWS] = (struct choice){ 'l', _("choose the lines") };
	choices[QUOTE_NUMBER] = (struct choice){ 'n', arena_printf(
	    ui_arena(ui), _("its number, #%llu"),
	    (unsigned long long)compose->post.post.id) };
	choices[QUOTE_NAME] = (struct choice){ 'a', arena_printf(
	    ui_arena(ui), _("its author, @%.*s"),
	    (int)compose->post.author.len, compose->post.author.p) };
	choices[QUOTE_OTHER] = (struct choice){ 'r', _("another post’s "
	    "number") };
	while (count < QUOTE_MAX && (part = paragraph(compose->post.text,
	    count - QUOTE_PARAGRAPHS)).len > 0) {
		choices[count].text = arena_printf(ui_arena(ui), "> %s",
		    text_clip(part, 60, term_ascii(), ui_arena(ui)));
		count++;
	}
	ui_choose(ui, _("What to insert?"), choices, (size_t)count,
	    quote_chosen);
}
