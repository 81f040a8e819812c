/*
 * scr_asked: what a thread asks of the reader alone: two who answer each other
 * are offered a way out of it (screens.md 5.11), somebody is invited for the
 * view they bring, a synthesis is to be found oneself in.  Escape leaves it
 * for later; nobody hears of a no.
 */
#include "ui/screens/asked.h"

#include "ui/core/asked_words.h"
#include "ui/core/round_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/widgets/question.h"
#include "ui/widgets/wrap.h"

#include "store/forum/setting.h"

enum { RESTATE = 1, THIRD, PASS, READ, FOUND, LACKS, BACK, JOIN, LEAVE, SPEAK,
	JOKER };

static const struct answer answers[] = {
	{ 'r', 'r', N_("Restate: say their view again, then answer"),
	    RESTATE },
	{ 't', 't', N_("Invite a third view: of another profile, drawn by "
	    "lot"), THIRD },
	{ 'c', 'c', N_("Go on: no more is said of it this week"), PASS },
	{ 'l', 'r', N_("Read the thread"), READ },
	{ 'n', 'n', N_("No, thank you: nobody is told"), PASS },
	{ 'o', 'y', N_("Yes, I find myself in it"), FOUND },
	{ 'n', 'n', N_("Something is missing: I say what"), LACKS },
	{ 'r', 't', N_("Take back what I said of it"), BACK },
	{ 'l', 'r', N_("Read the synthesis first"), READ },
	{ 'o', 'y', N_("I take part"), JOIN },
	{ 'n', 'n', N_("I take no part any more"), LEAVE },
	{ 'p', 's', N_("Speak: answer the opening post"), SPEAK },
	{ 'j', 'p', N_("Pass my turn"), JOKER },
	{ 'l', 'r', N_("Read the thread"), READ },
};
/* Of each kind: the first of its answers, and how many. */
static const struct { size_t first, count; } kinds[WAIT_KIND_COUNT] = {
	[WAIT_DUEL] = { 0, 3 }, [WAIT_VIEW] = { 3, 2 },
	[WAIT_SYNTHESIS] = { 5, 4 }, [WAIT_ROUND] = { 9, 5 },
};

struct asked_screen {
	uint64_t post, thread;
	uint8_t kind;
	struct wait_view view;		/* ui_arena */
	struct post_view synthesis;	/* of that kind; ui_arena */
	long most;			/* signs of what is missing */
	struct round_view round;	/* of that kind; ui_arena */
	struct question question;
};

bool
asked_here(struct ui *ui, uint64_t thread, struct wait_view *out)
{
	return ui_who(ui)->member != 0 && query_asked(ui_store(ui),
	    ui_who(ui), thread, ui_arena(ui), out) == OK;
}

void
asked_open(struct ui *ui, const struct wait_view *view)
{
	struct about about = { .post = view->wait.post,
		.thread = view->thread, .number = view->wait.kind };

	ui_push(ui, &scr_asked, &about);
}

static enum err
asked_open_screen(struct ui *ui, void *state, const struct about *about)
{
	struct asked_screen *st = state;

	st->post = about->post;
	st->thread = about->thread;
	st->kind = (uint8_t)about->number;
	return OK;
}

/* A synthesis asks those whom it does not cite too, if they come. */
static enum err
synthesis_load(struct ui *ui, struct asked_screen *st)
{
	long settings[SETTING_COUNT];
	enum err e;

	if ((e = query_post(ui_store(ui), ui_who(ui), st->post, ui_arena(ui),
	    &st->synthesis)) != OK ||
	    (e = setting_all(ui_store(ui), settings)) != OK)
		return e;
	st->most = settings[SETTING_ANSWER_LENGTH];
	st->view = (struct wait_view){ .by = st->synthesis.author,
		.title = st->synthesis.title, .thread = st->thread,
		.wait = { .kind = WAIT_SYNTHESIS, .post = st->post,
		.until = st->synthesis.answer_until } };
	ui_watch(ui, CHANGE_THREAD, st->thread);
	return st->synthesis.may_stand ? OK : ERR_NOT_FOUND;
}

static enum err
round_load_view(struct ui *ui, struct asked_screen *st)
{
	struct thread_view view;
	enum err e = query_thread(ui_store(ui), ui_who(ui), st->thread,
	    ui_arena(ui), &view);

	if (e != OK)
		return e;
	st->round = view.round;
	st->view = (struct wait_view){ .title = view.thread.title,
		.thread = st->thread, .wait = { .kind = WAIT_ROUND,
		.post = st->thread, .until = st->round.until } };
	ui_watch(ui, CHANGE_THREAD, st->thread);
	return round_asks(&st->round) ? OK : ERR_NOT_FOUND;
}

static bool
offered(struct ui *ui, const struct asked_screen *st, int number)
{
	switch (number) {
	case FOUND:
		return st->synthesis.stands != STAND_FOUND;
	case LACKS:
		return st->synthesis.answer_until > ui_now(ui);
	case BACK:
		return st->synthesis.stands != STAND_NONE;
	case JOIN:
		return st->round.may_join;
	case LEAVE:
		return st->round.state == ROUND_SIGNUP && st->round.mine;
	case SPEAK:
	case JOKER:
		return st->round.may_pass;
	default:
		return true;
	}
}

static enum err
asked_load(struct ui *ui, void *state)
{
	struct asked_screen *st = state;
	enum err e = OK;

	if (st->kind == WAIT_SYNTHESIS)
		e = synthesis_load(ui, st);
	else if (st->kind == WAIT_ROUND)
		e = round_load_view(ui, st);
	else if (!asked_here(ui, st->thread, &st->view))
		e = ERR_NOT_FOUND;
	if (e != OK)
		return e;
	st->kind = st->view.wait.kind;
	question_clear(&st->question);
	for (size_t i = 0; i < kinds[st->kind].count; i++) {
		const struct answer *a = &answers[kinds[st->kind].first + i];

		if (offered(ui, st, a->number))
			question_add(&st->question, a);
	}
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	return OK;
}

/* One signs up for a round table, and may answer a synthesis, unasked. */
static const char *
title_words(const struct asked_screen *st)
{
	if (st->kind == WAIT_ROUND && !st->round.may_pass)
		return _("Round table");
	if (st->kind == WAIT_SYNTHESIS)
		return _("Do you find yourself in it?");
	return i18n_word(VOCABULARY_WAIT, st->kind);
}

static void
asked_draw(struct ui *ui, void *state)
{
	struct asked_screen *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);

	cells_begin();
	ui_head(ui, title_words(st), i18n_left(
	    st->view.wait.until - ui_now(ui), cells_arena()));
	ui_context(ui, cells_str(st->view.title));
	row += !ui_short_rows(ui);
	row += wrap_put(ui, row, ui_margin(ui), ui_measure(ui), rows -
	    st->question.count - 1, STYLE_TEXT, st->kind == WAIT_ROUND ?
	    round_sentence(&st->round, cells_arena()) :
	    asked_sentence(&st->view, cells_arena())) + 1;
	question_draw(&st->question, ui, row);
	term_cursor(-1, -1);
}

/* --- choosing --- */

static void
write(struct ui *ui, struct asked_screen *st, enum post_type type)
{
	struct about about = { .parent = st->post, .thread = st->thread,
		.type = (uint8_t)type };

	ui_replace(ui, &scr_compose, &about);
}

static void
act(struct ui *ui, struct asked_screen *st, enum act act, const char *done)
{
	struct act_args args = { .post = st->post };

	if (ui_act(ui, act, &args, NULL) != OK)
		return;
	ui_pop(ui);
	ui_say(ui, done);
}

static void
turn(struct ui *ui, struct asked_screen *st, enum round_turn what,
    const char *done)
{
	struct act_args args = { .post = st->post, .number = what };

	if (ui_act(ui, ACT_ROUND_TURN, &args, NULL) != OK)
		return;
	ui_pop(ui);
	ui_say(ui, done);
}

static void words_given(struct ui *, void *state, const char *line);

static void
stand(struct ui *ui, struct asked_screen *st, enum stand_kind kind,
    const char *words, const char *done)
{
	struct act_args args = { .post = st->post, .number = kind,
		.text = str_of(words) };
	struct act_result result = { 0 };
	char sentence[300];
	enum err e = act_run(ui_store(ui), ui_who(ui), ACT_STAND, &args,
	    &result);

	if (e == OK) {
		ui_pop(ui);
		ui_say(ui, done);
	} else if (kind == STAND_LACKS) {
		/* The words are asked for again, as typed. */
		ui_reload(ui);
		i18n_refusal(sentence, sizeof(sentence), e, &result.why);
		ui_ask(ui, sentence, words, false, words_given);
	} else {
		ui_refused(ui, e, &result.why);
		ui_reload(ui);
	}
}

static void
words_given(struct ui *ui, void *state, const char *line)
{
	if (line != NULL)
		stand(ui, state, STAND_LACKS, line, _("Said: it stands under "
		    "the synthesis, and its author is told."));
}

static void
run_choose(struct ui *ui, void *state)
{
	struct asked_screen *st = state;
	uint64_t post = st->post;

	switch (question_in_hand(&st->question)) {
	case RESTATE:
		write(ui, st, TYPE_D);
		break;
	case SPEAK:
		write(ui, st, TYPE_C);
		break;
	case JOIN:
		turn(ui, st, TURN_JOIN, _("You take part; your turn will stand "
		    "on your home."));
		break;
	case LEAVE:
		turn(ui, st, TURN_LEAVE, _("You take no part any more."));
		break;
	case JOKER:
		turn(ui, st, TURN_PASS, _("You passed: the others may go "
		    "on."));
		break;
	case THIRD:
		act(ui, st, ACT_VIEW_INVITE, _("A third view is invited; it "
		    "comes if the person likes."));
		break;
	case FOUND:
		stand(ui, st, STAND_FOUND, "", _("Said: your profile is among "
		    "those that find themselves in it."));
		break;
	case LACKS:
		ui_ask(ui, cells_printf(_("What is missing, in %ld signs:"),
		    st->most), "", false, words_given);
		break;
	case BACK:
		stand(ui, st, STAND_NONE, "", _("What you had said of it is "
		    "taken back."));
		break;
	case READ:
		ui_pop(ui);
		place_open_post(ui, post);
		break;
	default:
		act(ui, st, ACT_WAIT_PASS, st->kind == WAIT_DUEL ?
		    _("You go on; this is not said again this week.") :
		    _("Put aside; nobody is told."));
	}
}

static void
run_later(struct ui *ui, void *state)
{
	ui_pop(ui);
}

static bool
asked_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct asked_screen *st = state;
	bool chosen;

	if (!question_key(&st->question, key, &chosen))
		return false;
	if (chosen)
		run_choose(ui, state);
	return true;
}

static const struct bind binds[] = {
	{ NAMED(KEY_ENTER_), N_("choose"), N_("take the choice in hand"),
	  run_choose, NULL, ACT_WAIT_PASS, BIND_FOOTER | BIND_CHANGES,
	  N_("Take part") },
	{ NAMED(KEY_ESC), N_("later"), N_("not this time"), run_later, NULL,
	  -1, 0, N_("Take part") },
};

const struct screen_ops scr_asked = {
	.name = "asked",
	.title = N_("What a thread asks you"),
	.context = CONTEXT_QUESTION,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct asked_screen),
	.no_common = true,
	.help = N_("Only you see this. Nothing is held back, whatever you "
	    "choose."),
	.open = asked_open_screen,
	.load = asked_load,
	.draw = asked_draw,
	.key = asked_key,
};
