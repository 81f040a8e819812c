/*
 * Any edits beside a plain string: the text is the same, its rows are those of
 * a text just set, its words are counted right, and undoing and redoing all
 * of it leads to both ends.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/widgets/edit_text.h"

enum { MODEL_MAX = 40000, MAX = 32768 };

static const char *const pieces[] = { "a", "mot ", "été ", " ", "  ", "\n",
	"« ", " »", "\u00a0: ", "don't", "12,5 %", "1", "e\u0301", "\u0301",
	"日本", "語", "한국", "👩\u200d👩\u200d👧", "👍🏽", "🇫🇷", "🙂🙂", "-", "—",
	"שלום ", "مرحبا ", "(", ")", "https://a.example/b?c=d&e", "\t", "…",
	"Une phrase entière, avec ses mots, pour que les rangs se suivent. ",
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
};

struct model { char text[MODEL_MAX]; size_t len; };
static unsigned seed;

static size_t
any(size_t below)
{
	return (size_t)rand_r(&seed) % below;
}

static void
model_replace(struct model *m, size_t at, size_t removed, const char *added,
    size_t len)
{
	memmove(m->text + at + len, m->text + at + removed,
	    m->len - at - removed);
	memcpy(m->text + at, added, len);
	m->len = m->len - removed + len;
}

static void
set_all(struct edit *e, int width)
{
	size_t n, start = 0;

	for (n = 0; n < e->para_count; n++) {
		edit_wrap(e, n, start, width);
		edit_wrap_sure(e, n, start, SIZE_MAX - 1);
		start += e->paras[n].len + 1;
	}
}

/* Rows, words and lengths are those of the same text set at once. */
static void
is_as_if_set_now(struct edit *e, int width)
{
	struct edit_options options = { .lines = true, .max = MAX };
	struct edit *fresh = edit_new(&options);
	size_t n, i;

	edit_set(fresh, edit_text(e), 0);
	set_all(e, width);
	set_all(fresh, width);
	assert_int_equal(edit_rows(e, width), edit_rows(fresh, width));
	assert_int_equal(e->para_count, fresh->para_count);
	for (n = 0; n < e->para_count; n++) {
		assert_int_equal(e->paras[n].len, fresh->paras[n].len);
		assert_int_equal(e->paras[n].row_count,
		    fresh->paras[n].row_count);
		for (i = 0; i < e->paras[n].row_count; i++)
			assert_int_equal(e->paras[n].rows[i],
			    fresh->paras[n].rows[i]);
	}
	assert_int_equal(edit_words(e), text_words(edit_text(e)));
	edit_free(fresh);
}

static void
holds(struct edit *e, const struct model *m)
{
	struct str text = edit_text(e);

	assert_int_equal(text.len, m->len);
	assert_memory_equal(text.p, m->text, m->len);
	assert_true(edit_cursor(e) <= text.len);
}

/* One edit, done to both. */
static void
deed(struct edit *e, struct model *m)
{
	static const enum key_code moves[] = { KEY_ARROW_LEFT,
		KEY_ARROW_RIGHT, KEY_ARROW_UP, KEY_ARROW_DOWN, KEY_WORD_LEFT,
		KEY_WORD_RIGHT, KEY_FIRST, KEY_LAST, KEY_TOP, KEY_BOTTOM,
		KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_SELECT_RIGHT,
		KEY_SELECT_WORD_LEFT, KEY_SELECT_DOWN };
	struct key_event key = { .code = moves[any(LENGTH(moves))] };
	size_t i, from = e->cursor, to = from, what = any(10);
	const char *piece = pieces[any(LENGTH(pieces))];

	for (i = any(6); i > 0; i--)
		edit_key(e, &key);
	from = to = e->cursor;
	edit_text_selection(e, &from, &to);
	if (what < 7) {
		if (m->len + strlen(piece) > MAX)
			return;
		model_replace(m, from, to - from, piece, strlen(piece));
		edit_insert(e, str_of(piece));
	} else if (what == 7) {
		edit_cut(e);
		/* A row, when nothing is selected: told by what is left. */
		if (to == from) {
			m->len = edit_text(e).len;
			memcpy(m->text, edit_text(e).p, m->len);
		} else {
			model_replace(m, from, to - from, "", 0);
		}
	} else {
		if (to == from && what == 8)
			from = edit_text_step(e, to, -1);
		else if (to == from)
			to = edit_text_step(e, from, 1);
		model_replace(m, from, to - from, "", 0);
		key.code = what == 8 ? KEY_BACK : KEY_DELETE;
		edit_key(e, &key);
	}
}

static void
play(unsigned start, size_t deeds, int width, const char *begun)
{
	struct edit_options options = { .lines = true, .max = MAX };
	struct edit *e = edit_new(&options);
	struct model *m = calloc(1, sizeof(*m)), *first = calloc(1,
	    sizeof(*m));
	size_t i;

	seed = start;
	edit_set(e, str_of(begun), any(strlen(begun) + 1));
	m->len = strlen(begun);
	memcpy(m->text, begun, m->len);
	*first = *m;
	e->width = width;
	edit_words(e);
	for (i = 0; i < deeds; i++) {
		edit_rows(e, width);
		deed(e, m);
		holds(e, m);
		if (i % 4 == 0)
			is_as_if_set_now(e, width);
	}
	while (e->step_at > 0)
		edit_undo(e);
	holds(e, first);
	is_as_if_set_now(e, width);
	while (e->step_at < e->step_count)
		edit_redo(e);
	holds(e, m);
	is_as_if_set_now(e, width);
	free(first);
	free(m);
	edit_free(e);
}

static void
any_edits_keep_text_rows_and_words_and_can_all_be_undone(void **state)
{
	unsigned round;

	for (round = 1; round <= 60; round++)
		play(round, 150, round % 3 == 0 ? 20 : round % 3 == 1 ? 40 :
		    72, round % 2 ? "" : "Un début, déjà.\n\n> cité\nfin");
}

static void
one_paragraph_of_many_rows_is_mended_where_it_changes(void **state)
{
	char *begun = malloc(16001);
	unsigned round;
	size_t len;

	for (round = 1; round <= 6; round++) {
		seed = round;
		for (len = 0; len < 15900; len += strlen(begun + len)) {
			const char *piece;

			do
				piece = pieces[any(LENGTH(pieces))];
			while (*piece == '\n' || *piece == '\t');
			strcpy(begun + len, piece);
		}
		play(round, 120, 72, begun);
	}
	free(begun);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    any_edits_keep_text_rows_and_words_and_can_all_be_undone),
		cmocka_unit_test(
		    one_paragraph_of_many_rows_is_mended_where_it_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
