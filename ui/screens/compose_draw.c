/*
 * compose_draw: the composer on the screen.  The whole is one page that
 * scrolls: as the text grows, the quote above it goes first.
 */
#include <stdio.h>
#include <string.h>

#include "store/base/clock.h"
#include "ui/screens/article.h"
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/widgets/wrap.h"

enum { QUOTE_ROWS = 4, INDENT = 4 };

/* A row above the text. */
struct above { const char *text, *right; enum style style; };

/* --- row 1 --- */

const char *
compose_place(const struct compose *compose)
{
	const char *who = cells_str(compose->post.author);

	if (compose_private(compose))
		return cells_printf(_("Message to %s"),
		    cells_str(compose->person.member.handle));
	if (compose->about.edits != 0)
		return cells_printf(_("Change #%llu"),
		    (unsigned long long)compose->about.edits);
	if (compose->about.parent == 0 && compose->room.room.title.len == 0)
		return _("New thread");
	if (compose->about.parent == 0)
		return cells_printf(_("New thread in %s"),
		    cells_str(compose->room.room.title));
	if (compose->post.author.len == 0)
		return cells_printf(_("Answer #%llu"),
		    (unsigned long long)compose->about.parent);
	if (compose_disagrees(compose))
		return cells_printf(_("Answer %s with an argued "
		    "disagreement"), who);
	return cells_printf(_("Answer %s"), who);
}

/* "#1207, « À Valbrune… »": the number always, the words as they fit. */
static const char *
answered(struct ui *ui, const struct compose *compose, const char *left)
{
	const char *number = cells_printf("#%llu",
	    (unsigned long long)compose->about.parent), *quoted;
	int room = term_cols() - 2 * ui_margin(ui) - cells_width(left) - 2 -
	    cells_width(number) - (clock_is_test() ? 7 : 0);
	int around = cells_width(_(", “%s”")) - 2;

	if (compose->about.parent == 0 || compose->post.author.len == 0)
		return NULL;
	if (room - around < 12 || ui_small(ui) ||
	    compose->post.post.excerpt.len == 0)
		return number;
	quoted = text_clip(compose->post.post.excerpt,
	    (size_t)(room - around < 27 ? room - around : 27), term_ascii(),
	    cells_arena());
	return cells_printf("%s%s", number, cells_printf(_(", “%s”"), quoted));
}

/* --- type and hat --- */

static int
put_choice(int row, int col, const char *label, const char *value, bool focus,
    bool fixed)
{
	int end;

	if (*label != '\0')
		col = term_put(row, col, STYLE_DIM, label) + 1;
	if (fixed)
		return term_put(row, col, STYLE_TEXT, value);
	end = term_put(row, col, focus ? STYLE_SELECTION : STYLE_TEXT,
	    cells_printf("< %s >", value));
	return end;
}

static void
draw_choices(struct ui *ui, const struct compose *compose, int row)
{
	size_t count;
	const struct word *words = vocabulary_words(VOCABULARY_TYPE, &count);
	const char *hat = compose->hats[compose->hat], *type, *label;
	bool fixed = compose->about.edits != 0, brief;
	int col = ui_margin(ui), room;

	if (compose_private(compose)) {
		cells_put(row, col, term_cols() - 2 * col, STYLE_DIM,
		    _("Between the two of you. Nobody else reads it."));
		return;
	}
	if (*hat == '\0')
		hat = _("speaking for oneself");
	type = cells_printf("%s %s", words[compose->type].word,
	    i18n_word(VOCABULARY_TYPE, compose->type));
	room = term_cols() - 2 * col;
	brief = cells_width(_("Type")) + cells_width(type) + cells_width(
	    _("Hat")) + cells_width(hat) + 14 > room;
	if (brief && ui_small(ui))
		type = words[compose->type].word;
	if (compose->focus == PART_TYPE || compose->focus == PART_HAT)
		term_put(row, 0, STYLE_TEXT, ">");
	label = brief ? "" : _("Type");
	col = put_choice(row, col, label, type, compose->focus == PART_TYPE,
	    fixed) + (brief ? 1 : 4);
	label = brief ? "" : _("Hat");
	room = term_cols() - ui_margin(ui) - col - 4 - (brief ? 0 :
	    cells_width(label) + 1);
	hat = text_clip(str_of(hat), room > 1 ? (size_t)room : 1, term_ascii(),
	    cells_arena());
	put_choice(row, col, label, hat, compose->focus == PART_HAT, fixed);
}

/* --- above the text: charter for newcomers, quote --- */

static void
add_above(struct above **rows, size_t *count, const char *text,
    const char *right, enum style style)
{
	struct above *row = arena_push(cells_arena(), (void **)rows, count,
	    sizeof(**rows));

	*row = (struct above){ text, right, style };
}

static void
add_charter(struct ui *ui, struct above **rows, size_t *count)
{
	const struct charter_words *words = article_words(ui);
	unsigned i;

	if (words->line_count == 0)
		return;
	if (ui_small(ui)) {
		add_above(rows, count, article_list(words), NULL, STYLE_DIM);
		return;
	}
	for (i = 0; i < words->line_count; i++)
		add_above(rows, count, ui_short_rows(ui) ?
		    words->lines[i].brief : words->lines[i].text,
		    cells_printf(_("art. %u"), words->lines[i].article),
		    STYLE_DIM);
	add_above(rows, count, "", NULL, STYLE_TEXT);
}

/* Set once, and not at each key: the text answered may be long. */
static void
set_quote(struct ui *ui, struct compose *compose)
{
	struct wrap_options options = { .measure = ui_measure(ui) - 2 };
	struct arena *arena = ui_arena(ui);
	struct wrapped wrapped;
	size_t i, shown;

	wrap_text(compose->post.text, &options, cells_arena(), &wrapped);
	shown = wrapped.count > QUOTE_ROWS ? QUOTE_ROWS - 1 : wrapped.count;
	compose->quoted = arena_alloc(arena,
	    (shown + 1) * sizeof(*compose->quoted));
	for (i = 0; i < shown; i++)
		compose->quoted[i] = arena_printf(arena, "> %*s%s",
		    wrapped.lines[i].indent, "", wrapped.lines[i].safe);
	if (shown < wrapped.count)
		compose->quoted[i++] = arena_printf(arena, ngettext_(
		    "> [%ld more row; Ctrl-R quotes it]",
		    "> [%ld more rows; Ctrl-R quotes them]",
		    wrapped.count - shown), (long)(wrapped.count - shown));
	compose->quoted_count = i;
	compose->quoted_measure = ui_measure(ui);
}

static void
add_quote(struct ui *ui, struct compose *compose, struct above **rows,
    size_t *count)
{
	size_t i;

	if (compose->quoted_measure != ui_measure(ui))
		set_quote(ui, compose);
	for (i = 0; i < compose->quoted_count; i++)
		add_above(rows, count, compose->quoted[i], NULL, STYLE_QUOTE);
	add_above(rows, count, "", NULL, STYLE_TEXT);
}

static void
draw_text(struct ui *ui, struct compose *compose, int row, int rows)
{
	struct above *above = NULL;
	size_t count = 0, hidden = 0, i;
	int indent = ui_small(ui) ? ui_margin(ui) : INDENT, need;
	struct edit *edit = compose->edits[PART_TEXT];

	if (compose->newcomer && compose->about.edits == 0 &&
	    !compose_private(compose))
		add_charter(ui, &above, &count);
	if (compose->about.parent != 0 || (compose_private(compose) &&
	    compose->post.text.len > 0))
		add_quote(ui, compose, &above, &count);
	need = edit_rows(edit, ui_measure(ui));
	if (need < 3)
		need = 3;
	if ((int)count + need > rows)
		hidden = (size_t)((int)count + need - rows);
	if (hidden > count)
		hidden = count;
	for (i = hidden; i < count; i++, row++, rows--) {
		cells_put(row, above[i].style == STYLE_QUOTE ? indent :
		    ui_margin(ui), ui_measure(ui), above[i].style,
		    above[i].text);
		if (above[i].right != NULL && !ui_small(ui))
			cells_right(row, cells_edge(ui), STYLE_DIM,
			    above[i].right);
	}
	edit_draw(edit, row, indent, rows, ui_measure(ui),
	    compose->focus == PART_TEXT, STYLE_TEXT);
}

/* --- the three parts of a disagreement --- */

static const char *
part_head(enum compose_part part, bool brief)
{
	if (brief)
		return part == PART_RESTATE ? _("1  Your point of view") :
		    part == PART_AGREE ? _("2  Where we agree") :
		    _("3  My disagreement");
	return part == PART_RESTATE ?
	    _("1  What I understand of your point of view") :
	    part == PART_AGREE ? _("2  Where we agree") :
	    _("3  My disagreement, and what it rests on");
}

static const char *
part_count(const struct compose *compose, enum compose_part part)
{
	size_t count = compose_count(compose, part);

	if (part == PART_RESTATE)
		return cells_printf(_("%zu / %d to %d"), count, RESTATE_MIN,
		    RESTATE_MAX);
	if (part == PART_TEXT)
		return cells_printf(_("%zu / %d or more"), count,
		    DISAGREE_MIN);
	if (count > AGREE_MAX / 2)
		return cells_printf("%zu / %d", count, AGREE_MAX);
	return _("optional");
}

static int
draw_part(struct ui *ui, const struct compose *compose, enum compose_part part,
    int row, int rows)
{
	bool focus = compose->focus == part;
	const char *right = part_count(compose, part);
	int edge = cells_edge(ui), start;

	if (focus)
		term_put(row, 0, STYLE_TEXT, ">");
	start = cells_right(row, edge, STYLE_DIM, right);
	start -= ui_margin(ui) + 1;
	cells_put(row, ui_margin(ui), start, STYLE_TITLE, part_head(part,
	    cells_width(part_head(part, false)) > start));
	row++;
	edit_draw(compose->edits[part], row, ui_margin(ui) + (ui_small(ui) ?
	    0 : 3), rows, ui_measure(ui), focus, STYLE_TEXT);
	return row + rows;
}

static void
put_advice(struct ui *ui, const struct compose *compose, int row, int rows)
{
	const char *who = cells_str(compose->post.author);
	int col = ui_margin(ui) + 3, used;

	if (rows < 3)
		return;
	used = wrap_put(ui, row, col, ui_measure(ui), rows, STYLE_DIM,
	    _("To write it: shade your words (“it seems to me”), grant what is "
	    "right, say what you propose rather than what you refuse."));
	if (compose->about.parent != 0 && rows > used + 3)
		wrap_put(ui, row + used + 1, col, ui_measure(ui),
		    rows - used - 1, STYLE_DIM, cells_printf(_("%s will read "
		    "your words first. Your post appears without waiting for "
		    "an answer."), who));
}

static void
draw_parts(struct ui *ui, const struct compose *compose, int row, int rows)
{
	static const enum compose_part parts[] = { PART_RESTATE, PART_AGREE,
	    PART_TEXT };
	int give[3], need, room = rows - 5, i, measure = ui_measure(ui);
	int end = row + rows, focus = 2;

	for (i = 0; i < 3; i++)
		if (compose->focus == parts[i])
			focus = i;
	/* Too low for three: the part in hand, alone. */
	if (room < 6) {
		draw_part(ui, compose, parts[focus], row, rows - 1);
		return;
	}
	for (i = 0; i < 3; i++) {
		give[i] = 1;
		room--;
	}
	for (i = 0; i < 3; i++) {
		int at = (focus + i) % 3;

		need = edit_rows(compose->edits[parts[at]], measure) - 1;
		if (need > room)
			need = room;
		give[at] += need;
		room -= need;
	}
	for (i = 0; i < 3; i++)
		row = draw_part(ui, compose, parts[i], row, give[i]) + 1;
	put_advice(ui, compose, row, end - row);
}

/* --- all of it --- */

static int
draw_title(struct ui *ui, const struct compose *compose, int row)
{
	int col = ui_margin(ui), room;

	if (compose->focus == PART_TITLE)
		term_put(row, 0, STYLE_TEXT, ">");
	col = term_put(row, col, STYLE_DIM, _("Title")) + 2;
	room = cells_edge(ui) - col;
	term_fill(row, col, room, STYLE_FIELD);
	edit_draw(compose->edits[PART_TITLE], row, col, 1, room,
	    compose->focus == PART_TITLE, STYLE_FIELD);
	return row + (ui_small(ui) ? 1 : 2);
}

/* Right of row h-1: what is missing, else how much there is. */
static const char *
status(const struct compose *compose)
{
	struct str text = compose_text(compose, PART_TEXT);
	size_t count, words;

	if (text.len > TEXT_BODY_MAX)
		return cells_printf(ngettext_("%ld byte to remove",
		    "%ld bytes to remove", text.len - TEXT_BODY_MAX),
		    (long)(text.len - TEXT_BODY_MAX));
	if (compose_disagrees(compose)) {
		count = compose_count(compose, PART_RESTATE);
		if (count < RESTATE_MIN && compose->focus == PART_RESTATE)
			return cells_printf(ngettext_("%ld more in part 1",
			    "%ld more in part 1", RESTATE_MIN - count),
			    (long)(RESTATE_MIN - count));
		count = compose_count(compose, PART_TEXT);
		if (count < DISAGREE_MIN && compose->focus == PART_TEXT)
			return cells_printf(ngettext_("%ld more in part 3",
			    "%ld more in part 3", DISAGREE_MIN - count),
			    (long)(DISAGREE_MIN - count));
	}
	words = edit_words(compose->edits[PART_TEXT]);
	if (text.len > TEXT_BODY_MAX * 9 / 10)
		return cells_printf(_("%ld bytes left"),
		    (long)(TEXT_BODY_MAX - text.len));
	return cells_printf("%s", cells_number(ngettext_("%s word", "%s words",
	    words), words));
}

/* From when it may be sent, in few words if a time says it all. */
static void
say_limit(struct ui *ui, const struct compose *compose)
{
	char sentence[256];
	int64_t from;

	i18n_refusal(sentence, sizeof(sentence), ERR_LIMIT, &compose->limit);
	if (compose_limit_ends(compose, &from))
		snprintf(sentence, sizeof(sentence), _("It can be sent: %s."),
		    ui_small(ui) ? i18n_date(from, ui_now(ui), cells_arena()) :
		    i18n_date_hour(from, ui_now(ui), cells_arena()));
	ui_rest(ui, sentence);
}

void
compose_say_kept(struct ui *ui, const struct compose *compose)
{
	/* It goes before that the text is kept. */
	if (compose->limit.msgid != NULL) {
		say_limit(ui, compose);
		return;
	}
	ui_rest(ui, compose->kept_at == 0 ? NULL : cells_printf(ui_small(ui) ?
	    _("Kept at %s.") : _("Draft saved at %s."), i18n_hour(compose->kept_at,
	    cells_arena())));
}

void
compose_draw(struct ui *ui, void *state)
{
	struct compose *compose = state;
	int row = ui_body_row(ui), end = row + ui_body_rows(ui);
	const char *left, *right;

	cells_begin();
	left = compose_place(compose);
	ui_head(ui, left, answered(ui, compose, left));
	term_cursor(-1, -1);
	if (ui_short_rows(ui))
		draw_choices(ui, compose, row++);
	else
		draw_choices(ui, compose, row++ - 1);
	if (compose_reaches(compose, PART_TITLE))
		row = draw_title(ui, compose, row);
	if (compose_disagrees(compose))
		draw_parts(ui, compose, row, end - row);
	else
		draw_text(ui, compose, row, end - row);
	right = status(compose);
	compose_say_kept(ui, compose);
	ui_status(ui, right);
}
