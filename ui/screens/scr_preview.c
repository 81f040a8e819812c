/*
 * scr_preview: the text as it will be read, before it is sent.  What was
 * typed ahead is dropped first, so that nothing pasted ever sends: it takes
 * Enter on the button that says so.
 */
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/screens/parts.h"

struct preview {
	bool back;		/* the button "go on writing" is in hand */
	int top;		/* first row shown */
	struct arena *arena;	/* of what was set */
	struct wrapped set;
	int measure;		/* it was set to */
};

/* The composer under this screen: `about` holds numbers only. */
static struct compose *sent;

static enum err
preview_open(struct ui *ui, void *state, const struct about *about)
{
	((struct preview *)state)->arena = arena_new();
	return OK;
}

static enum err
preview_load(struct ui *ui, void *state)
{
	ui_status(ui, NULL);
	return OK;
}

static void
preview_close(struct ui *ui, void *state)
{
	arena_free(((struct preview *)state)->arena);
}

/* --- what is shown --- */

/* Whose post is answered; empty: it begins a thread. */
static struct str
parent_author(const struct compose *compose)
{
	if (compose->about.parent != 0)
		return compose->post.author;
	if (compose->about.edits != 0 && compose->post.post.parent != 0)
		return compose->post.parent_author;
	return str_of("");
}

static const char *
parent_words(const struct compose *compose)
{
	const struct post *post = &compose->post.post;
	struct str author = parent_author(compose);

	if (author.len == 0)
		return NULL;
	return cells_printf(_("in reply to #%llu (%s)"),
	    (unsigned long long)(compose->about.parent != 0 ? post->id :
	    post->parent), cells_str(author));
}

static void
draw_author(struct ui *ui, const struct compose *compose, int row)
{
	const struct word *word = vocabulary_words(VOCABULARY_TYPE,
	    &(size_t){ 0 });
	const char *hat = compose->hats[compose->hat];
	const char *parent = parent_words(compose);
	const char *line;
	int col = ui_margin(ui);

	if (compose_private(compose)) {
		cells_put(row, col, cells_edge(ui) - col, STYLE_DIM,
		    cells_printf(_("%s, private message to %s"),
		    cells_str(ui_me(ui)->handle),
		    cells_str(compose->person.member.handle)));
		return;
	}
	line = *hat != '\0' ? hat : _("speaking for oneself");
	if (parent != NULL)
		line = cells_printf("%s, %s", line, parent);
	line = cells_printf("%s, %s", cells_str(ui_me(ui)->handle), line);
	col = term_put(row, col, style_of_type(compose->type),
	    word[compose->type].word);
	cells_put(row, col + 2, cells_edge(ui) - col - 2, STYLE_DIM, line);
}

/* Once for each width: the text waits below, and does not change. */
static void
set_text(struct preview *preview, int measure)
{
	struct wrap_options options = { .fold_quotes = true,
		.measure = measure };
	struct parts parts = { 0 };

	if (preview->measure == measure)
		return;
	preview->measure = measure;
	arena_reset(preview->arena);
	if (compose_disagrees(sent))
		parts_make(&parts, preview->arena, parent_author(sent),
		    compose_trimmed(sent, PART_RESTATE), NULL,
		    compose_trimmed(sent, PART_AGREE),
		    compose_trimmed(sent, PART_TEXT));
	else
		parts.text = compose_words(sent);
	wrap_text(parts.text, &options, preview->arena, &preview->set);
	parts_style(&parts, &preview->set, preview->arena);
}

static void
draw_buttons(struct ui *ui, const struct preview *preview, int row)
{
	int col = ui_margin(ui) + 2;
	const char *send = cells_printf("[ %s ]", _("Send"));
	const char *back = cells_printf("[ %s ]", _("Go on writing"));

	term_put(row, 0, STYLE_TEXT, ">");
	col = term_put(row, col, preview->back ? STYLE_TEXT : STYLE_SELECTION,
	    send);
	term_put(row, col + (ui_small(ui) ? 1 : 5), preview->back ?
	    STYLE_SELECTION : STYLE_TEXT, back);
}

static void
preview_draw(struct ui *ui, void *state)
{
	struct preview *preview = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), indent, count, i;
	int buttons = row + rows - 1;

	cells_begin();
	ui_head(ui, compose_place(sent), _("before sending"));
	if (ui_short_rows(ui)) {
		draw_author(ui, sent, row++);
		rows--;
	} else {
		draw_author(ui, sent, row++ - 1);
		rows--;
	}
	if (compose_reaches(sent, PART_TITLE)) {
		cells_put_str(row, ui_margin(ui), ui_width(ui), STYLE_TITLE,
		    compose_text(sent, PART_TITLE));
		row += 2;
		rows -= 2;
	}
	rows -= 2;
	indent = ui_small(ui) ? 1 : 4;
	set_text(preview, ui_measure(ui));
	count = (int)preview->set.count;
	if (preview->top > count - rows)
		preview->top = count - rows;
	if (preview->top < 0)
		preview->top = 0;
	for (i = 0; i < rows && preview->top + i < count; i++)
		wrap_draw(&preview->set, (size_t)(preview->top + i), row + i,
		    indent);
	if (count > rows)
		cells_right(buttons, cells_edge(ui), STYLE_DIM, cells_printf(
		    _("lines %d to %d of %d"), preview->top + 1,
		    preview->top + i, count));
	draw_buttons(ui, preview, buttons);
	term_cursor(-1, -1);
}

/* --- keys --- */

static void
press(struct ui *ui, void *state)
{
	struct preview *preview = state;
	struct compose *compose = sent;
	bool send = !preview->back;

	ui_pop(ui);
	if (send)
		compose_send(ui, compose);
}

static void
go_back(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static void
other_button(struct ui *ui, void *state)
{
	struct preview *preview = state;

	preview->back = !preview->back;
}

static bool
preview_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct preview *preview = state;
	int page = ui_body_rows(ui) - 3;

	switch (key->code) {
	case KEY_BACKTAB:
	case KEY_ARROW_LEFT:
	case KEY_ARROW_RIGHT:
		other_button(ui, state);
		return true;
	case KEY_ARROW_DOWN:
	case KEY_WHEEL_DOWN:
		preview->top++;
		return true;
	case KEY_ARROW_UP:
	case KEY_WHEEL_UP:
		preview->top--;
		return true;
	case KEY_PAGE_DOWN:
		preview->top += page;
		return true;
	case KEY_PAGE_UP:
		preview->top -= page;
		return true;
	case KEY_FIRST:
		preview->top = 0;
		return true;
	case KEY_LAST:
		preview->top = (int)preview->set.count;
		return true;
	default:
		return false;
	}
}

/* Below the editor all that was typed is still to be kept. */
static void
preview_tick(struct ui *ui, void *state, bool last)
{
	if (last)
		compose_tick(ui, sent, true);
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("choose"), N_("press the button in hand"),
	  press, NULL, -1, BIND_FOOTER, N_("Write") },
	{ NAMED(KEY_TAB), N_("other button"), N_("the other button"),
	  other_button, NULL, -1, BIND_FOOTER, N_("Write") },
	{ NAMED(KEY_ESC), N_("resume"), N_("back to the text"),
	  go_back, NULL, -1, 0, N_("Write") },
};

const struct screen_ops scr_preview = {
	.name = "preview",
	.title = N_("Before sending"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct preview),
	.no_common = true,
	.help = N_("The text as it will be read. Nothing is sent until you "
	    "press Send."),
	.open = preview_open,
	.load = preview_load,
	.close = preview_close,
	.draw = preview_draw,
	.key = preview_key,
	.tick = preview_tick,
};

void
compose_preview(struct ui *ui, struct compose *compose)
{
	struct about about = compose->about;

	sent = compose;
	term_drop_typeahead();
	ui_push(ui, &scr_preview, &about);
}
