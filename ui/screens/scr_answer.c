/*
 * scr_answer: somebody restated one's view before contradicting it: what one
 * had written, what they understand, and whether that is it (screens.md 5.12).
 * Space, which reads on everywhere else, answers nothing here.
 */
#include <stdio.h>

#include "ui/screens/cells.h"
#include "ui/screens/parts.h"
#include "store/forum/setting.h"
#include "ui/widgets/question.h"
#include "ui/widgets/quote.h"

enum { SEE = RESTATED_COUNT };	/* an answer of its own: the post first */

static const struct answer answers[] = {
	{ 'o', 'y', N_("Yes, this is my view"), RESTATED_CONFIRMED },
	{ 'p', 'a', N_("Almost: I clarify"), RESTATED_CLARIFIED },
	{ 'n', 'n', N_("No: I say it differently"), RESTATED_CONTESTED },
	{ 'm', 'm', N_("It was a misunderstanding, it is cleared"),
	    RESTATED_CLEARED },
	{ 'v', 'v', N_("See the rest of their post first"), SEE },
};

struct answer_screen {
	uint64_t post;
	struct post_view view, parent;	/* ui_arena */
	struct question question;
	enum restated with;		/* the answer that is being given */
	long most;			/* signs of it */
	struct arena *arena;		/* of what was set */
	struct wrapped set;
	int measure, rows;		/* it is set for */
	int top, restated;		/* first line shown; of what is asked */
};

static enum err
answer_open_screen(struct ui *ui, void *state, const struct about *about)
{
	struct answer_screen *st = state;

	st->post = about->post;
	st->arena = arena_new();
	return OK;
}

static bool
may(struct ui *ui, const struct answer_screen *st, int number)
{
	struct act_args args = { .post = st->post,
		.number = (uint64_t)number };

	return number == SEE || store_may(ui_store(ui), ui_who(ui),
	    ACT_ANSWER, &args, NULL) == OK;
}

static enum err
answer_load(struct ui *ui, void *state)
{
	struct answer_screen *st = state;
	long settings[SETTING_COUNT];
	enum err e;

	if ((e = query_post(ui_store(ui), ui_who(ui), st->post, ui_arena(ui),
	    &st->view)) != OK || (e = query_post(ui_store(ui), ui_who(ui),
	    st->view.post.parent, ui_arena(ui), &st->parent)) != OK ||
	    (e = setting_all(ui_store(ui), settings)) != OK)
		return e;
	st->most = settings[SETTING_ANSWER_LENGTH];
	st->measure = 0;
	question_clear(&st->question);
	for (size_t i = 0; i < LENGTH(answers); i++)
		if (may(ui, st, answers[i].number))
			question_add(&st->question, &answers[i]);
	ui_watch(ui, CHANGE_THREAD, st->view.post.thread);
	return OK;
}

static void
answer_close(struct ui *ui, void *state)
{
	arena_free(((struct answer_screen *)state)->arena);
}

/* --- drawing --- */

/* What one had written: its beginning, in about so many bytes. */
static struct str
wrote(const struct answer_screen *st, size_t most)
{
	struct str text = st->parent.text;
	size_t at = most;

	if (st->parent.post.state != POST_LIVE)
		return str_of(_("[Removed by its author]"));
	if (text.len > most) {
		while (at > 0 && text.p[at] != ' ' && text.p[at] != '\n')
			at--;
		at = at > most / 2 ? at : text_cut(text, most, -1);
		text = str_of(arena_printf(st->arena, "%.*s […]", (int)at,
		    text.p));
	}
	text = quote_add(text, st->measure, st->arena);
	text.len -= text.len > 0 && text.p[text.len - 1] == '\n';
	return text;
}

/* What one had written gives way to what is asked. */
static void
set_parts(struct answer_screen *st, size_t most)
{
	struct wrap_options options = { .measure = st->measure };
	struct parts parts = { 0 };
	size_t i;

	arena_reset(st->arena);
	parts_add(&parts, st->arena, cells_printf(_("You had written (#%llu)"),
	    (unsigned long long)st->parent.post.id), wrote(st, most));
	parts_add(&parts, st->arena, cells_printf(
	    _("What %s understands of your view"),
	    cells_str(st->view.author)), st->view.post.restate);
	if (st->view.post.answer.len > 0)
		parts_add(&parts, st->arena, _("What you said of it"),
		    st->view.post.answer);
	wrap_text(parts.text, &options, st->arena, &st->set);
	parts_style(&parts, &st->set, st->arena);
	for (i = 0; i < st->set.count &&
	    st->set.lines[i].offset < parts.headings[1].start; i++)
		;
	st->restated = (int)i;
}

/* As much of it as leaves the restatement on the screen. */
static void
set_text(struct answer_screen *st, int measure, int rows)
{
	size_t row = (size_t)measure, most = st->parent.text.len;
	int over;

	if (st->measure == measure && st->rows == rows)
		return;
	st->measure = measure;
	st->rows = rows;
	set_parts(st, most);
	while ((over = (int)st->set.count - rows) > 0 && most > row) {
		most = most > row * (size_t)over ? most - row * (size_t)over :
		    row;
		set_parts(st, most);
	}
	st->top = over > 0 ? st->restated : 0;
}

/* What happens if nothing is said, or until when it can be said anew. */
static const char *
rest_words(const struct answer_screen *st)
{
	if (st->view.withheld_until != 0)
		return cells_printf(_("This thread is strict: their post is "
		    "published when you answer, or on %s."), i18n_full_date(
		    st->view.withheld_until, cells_arena()));
	switch (st->view.restated) {
	case RESTATED_WAITING:
		return _("Once the time is over, the marker will say "
		    "“unanswered”: nothing more.");
	case RESTATED_UNANSWERED:
		return _("The time to answer is over. That a misunderstanding "
		    "is cleared can be said still.");
	default:
		return cells_printf(_("You answered: %s. For a quarter of an "
		    "hour it can be corrected."), i18n_word(
		    VOCABULARY_RESTATED, st->view.restated));
	}
}

static const char *
context_words(struct ui *ui, const struct answer_screen *st)
{
	const struct post_view *v = &st->view;
	const char *format = _("%s contradicts you in “%s”, %s");
	const char *author = cells_str(v->author), *date = i18n_date(
	    v->post.created, ui_now(ui), cells_arena());
	int room = ui_width(ui) - cells_width(cells_printf(format, author, "",
	    date));

	return cells_printf(format, author, text_clip(v->title,
	    (size_t)(room > 0 ? room : 0), term_ascii(), cells_arena()),
	    date);
}

static void
answer_draw(struct ui *ui, void *state)
{
	struct answer_screen *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui), col, i, shown;
	bool large = rows > 14;
	int count;

	cells_begin();
	ui_head(ui, _("Is this your view?"), cells_printf("#%llu%s%s",
	    (unsigned long long)st->post, st->view.restated ==
	    RESTATED_WAITING ? ", " : "", st->view.restated ==
	    RESTATED_WAITING ? i18n_left(st->view.answer_until - ui_now(ui),
	    cells_arena()) : ""));
	ui_context(ui, context_words(ui, st));
	col = ui_margin(ui);
	/* The question stays; what it is about gives way, and pages. */
	shown = rows - st->question.count - (large ? 5 : 1);
	if (shown < 1)
		shown = 1;
	set_text(st, ui_measure(ui) - 2, shown);
	count = (int)st->set.count;
	if (shown > count)
		shown = count;
	if (st->top > count - shown)
		st->top = count - shown;
	if (st->top < 0)
		st->top = 0;
	for (i = 0; i < shown && st->top + i < count; i++)
		wrap_draw(&st->set, (size_t)(st->top + i), row + i, col + 2);
	if (count > shown)
		cells_right(row + shown, cells_edge(ui), STYLE_DIM,
		    cells_printf(_("lines %d to %d of %d"), st->top + 1,
		    st->top + i, count));
	row += shown + 1;
	if (large)
		cells_put(row++, col, ui_width(ui), STYLE_TITLE,
		    _("Is this your view?"));
	row = question_draw(&st->question, ui, row);
	if (large)
		wrap_put(ui, row + 1, col, ui_measure(ui), 2, STYLE_DIM,
		    rest_words(st));
	term_cursor(-1, -1);
}

/* --- answering --- */

static void words_given(struct ui *, void *state, const char *line);

/* The answer published the post, under its new number: it takes the place of
 * what was opened before the question. */
static void
show_published(struct ui *ui, const struct post *post, uint64_t id)
{
	struct about about = { .room = post->room, .thread = post->thread,
		.post = id };

	ui_replace(ui, ui_wide(ui) ? &scr_thread : &scr_post, &about);
}

static void
send(struct ui *ui, struct answer_screen *st, const char *words)
{
	struct post post = st->view.post;
	struct act_args args = { .post = st->post,
		.number = (uint64_t)st->with,
		.text = str_of(words), .revision = st->view.post.revision };
	struct act_result result = { 0 };
	char sentence[300];
	enum err e = act_run(ui_store(ui), ui_who(ui), ACT_ANSWER, &args,
	    &result);

	if (e != OK && *words != '\0') {
		/* They are asked for again, as typed, whatever refused. */
		ui_reload(ui);
		i18n_refusal(sentence, sizeof(sentence), e, &result.why);
		ui_ask(ui, sentence, words, false, words_given);
	} else if (e != OK) {
		ui_refused(ui, e, &result.why);
		ui_reload(ui);
	} else {
		snprintf(sentence, sizeof(sentence), _("Said. %.*s is told, "
		    "and the marker shows it."), (int)st->view.author.len,
		    st->view.author.p);
		ui_pop(ui);
		if (result.id != post.id)
			show_published(ui, &post, result.id);
		ui_say(ui, sentence);
	}
}

static void
words_given(struct ui *ui, void *state, const char *line)
{
	if (line != NULL)
		send(ui, state, line);
}

static void
run_choose(struct ui *ui, void *state)
{
	struct answer_screen *st = state;
	int with = question_in_hand(&st->question);

	st->with = (enum restated)with;
	if (with == SEE)
		ui_pop(ui);
	else if (with == RESTATED_CLARIFIED || with == RESTATED_CONTESTED)
		ui_ask(ui, cells_printf(_("Your view, in %ld signs:"),
		    st->most), "", false, words_given);
	else
		send(ui, st, "");
}

static void
run_later(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static bool
answer_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct answer_screen *st = state;
	int page = ui_body_rows(ui) - st->question.count - 3;
	bool chosen;

	if (key->code == KEY_PAGE_DOWN || key->code == KEY_WHEEL_DOWN) {
		st->top += key->code == KEY_PAGE_DOWN && page > 1 ? page : 1;
		return true;
	}
	if (key->code == KEY_PAGE_UP || key->code == KEY_WHEEL_UP) {
		st->top -= key->code == KEY_PAGE_UP && page > 1 ? page : 1;
		return true;
	}
	if (!question_key(&st->question, key, &chosen))
		return false;
	if (chosen)
		run_choose(ui, state);
	return true;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("choose"), N_("take the choice in hand"),
	  run_choose, NULL, ACT_ANSWER, BIND_FOOTER | BIND_CHANGES,
	  N_("Take part") },
	{ NAMED(KEY_ESC), N_("later"), N_("not this time"), run_later, NULL,
	  -1, 0, N_("Take part") },
};

const struct screen_ops scr_answer = {
	.name = "answer",
	.title = N_("Is this your view?"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct answer_screen),
	.no_common = true,
	.help = N_("Before contradicting you, somebody restated your view. "
	    "Your answer stands beside their post; it holds nothing back."),
	.open = answer_open_screen,
	.load = answer_load,
	.draw = answer_draw,
	.key = answer_key,
	.close = answer_close,
};
