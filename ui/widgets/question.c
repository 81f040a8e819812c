/* question: see question.h. */
#include "ui/widgets/question.h"

#include "store/base/text.h"

void
question_clear(struct question *q)
{
	if (q->count > 0) {
		q->held = true;
		q->hand = question_in_hand(q);
	}
	q->found = false;
	q->count = q->at = 0;
}

void
question_add(struct question *q, const struct answer *answer)
{
	if (q->count == QUESTION_MOST)
		return;
	q->answers[q->count++] = *answer;
	if (!q->held || q->found)
		return;
	q->found = answer->number == q->hand;
	q->at = q->count - 1;
}

int
question_in_hand(const struct question *q)
{
	return q->answers[q->at].number;
}

static char
letter_of(const struct answer *answer)
{
	return i18n_current() == LANGUAGE_FR ? answer->fr : answer->en;
}

static bool
name(struct question *q, uint32_t cp)
{
	if (cp >= 'A' && cp <= 'Z')
		cp += 'a' - 'A';
	for (int i = 0; i < q->count; i++)
		if (cp == (uint32_t)('1' + i) || (letter_of(&q->answers[i]) !=
		    0 && cp == (uint32_t)letter_of(&q->answers[i]))) {
			q->at = i;
			return true;
		}
	return false;
}

bool
question_key(struct question *q, const struct key_event *key, bool *chosen)
{
	*chosen = false;
	if (q->count == 0)
		return false;
	switch (key->code) {
	case KEY_TAB:
		q->at = (q->at + 1) % q->count;
		return true;
	case KEY_BACKTAB:
		q->at = (q->at + q->count - 1) % q->count;
		return true;
	case KEY_ARROW_DOWN:
		q->at += q->at + 1 < q->count;
		return true;
	case KEY_ARROW_UP:
		q->at -= q->at > 0;
		return true;
	case KEY_FIRST:
		q->at = 0;
		return true;
	case KEY_LAST:
		q->at = q->count - 1;
		return true;
	case KEY_TEXT:
		return *chosen = name(q, key->cp);
	default:
		return false;
	}
}

int
question_draw(const struct question *q, struct ui *ui, int row)
{
	int col = ui_margin(ui), from, end, room;
	struct arena *arena = arena_new();

	for (int i = 0; i < q->count; i++, row++) {
		char letter[2] = { letter_of(&q->answers[i]), '\0' };

		from = col;
		if (*letter != '\0')
			from = term_put(row, col, STYLE_KEY, letter) + 2;
		room = ui_width(ui) - from + col;
		end = term_put(row, from, STYLE_TEXT, text_clip(str_of(
		    _(q->answers[i].text)), (size_t)(room > 0 ? room : 0),
		    term_ascii(), arena));
		if (i != q->at)
			continue;
		term_put(row, 0, STYLE_TEXT, ">");
		term_over(row, col, end - col, STYLE_SELECTION);
	}
	arena_free(arena);
	return row;
}
