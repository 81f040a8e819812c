/*
 * scr_asked: what a thread asks of the reader alone: two who answer each other
 * are offered a way out of it (screens.md 5.11), somebody is invited for the
 * view they bring.  Escape leaves it for later; nobody hears of a no.
 */
#include "ui/screens/asked.h"

#include "ui/core/asked_words.h"
#include "ui/screens/cells.h"
#include "ui/screens/place.h"
#include "ui/widgets/question.h"
#include "ui/widgets/wrap.h"

enum { RESTATE = 1, THIRD, PASS, READ };

static const struct answer answers[] = {
	{ 'r', 'r', N_("Restate: say their view again, then answer"),
	    RESTATE },
	{ 't', 't', N_("Invite a third view: of another profile, drawn by "
	    "lot"), THIRD },
	{ 'c', 'c', N_("Go on: no more is said of it this week"), PASS },
	{ 'l', 'r', N_("Read the thread"), READ },
	{ 'n', 'n', N_("No, thank you: nobody is told"), PASS },
};
/* Of each kind: the first of its answers, and how many. */
static const struct { size_t first, count; } kinds[WAIT_KIND_COUNT] = {
	[WAIT_DUEL] = { 0, 3 }, [WAIT_VIEW] = { 3, 2 },
};

struct asked_screen {
	uint64_t post, thread;
	uint8_t kind;
	struct wait_view view;		/* ui_arena */
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
		.thread = view->thread };

	ui_push(ui, &scr_asked, &about);
}

static enum err
asked_open_screen(struct ui *ui, void *state, const struct about *about)
{
	struct asked_screen *st = state;

	st->post = about->post;
	st->thread = about->thread;
	return OK;
}

static enum err
asked_load(struct ui *ui, void *state)
{
	struct asked_screen *st = state;

	if (!asked_here(ui, st->thread, &st->view))
		return ERR_NOT_FOUND;
	st->kind = st->view.wait.kind;
	question_clear(&st->question);
	for (size_t i = 0; i < kinds[st->kind].count; i++)
		question_add(&st->question,
		    &answers[kinds[st->kind].first + i]);
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	return OK;
}

static void
asked_draw(struct ui *ui, void *state)
{
	struct asked_screen *st = state;
	int row = ui_body_row(ui), rows = ui_body_rows(ui);

	cells_begin();
	ui_head(ui, i18n_word(VOCABULARY_WAIT, st->kind), i18n_left(
	    st->view.wait.until - ui_now(ui), cells_arena()));
	ui_context(ui, cells_str(st->view.title));
	row += !ui_short_rows(ui);
	row += wrap_put(ui, row, ui_margin(ui), ui_measure(ui), rows -
	    st->question.count - 1, STYLE_TEXT, asked_sentence(&st->view,
	    cells_arena())) + 1;
	question_draw(&st->question, ui, row);
	term_cursor(-1, -1);
}

/* --- choosing --- */

static void
restate(struct ui *ui, struct asked_screen *st)
{
	struct about about = { .parent = st->post, .thread = st->thread,
		.type = TYPE_D };

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
run_choose(struct ui *ui, void *state)
{
	struct asked_screen *st = state;
	uint64_t post = st->post;

	switch (question_in_hand(&st->question)) {
	case RESTATE:
		restate(ui, st);
		break;
	case THIRD:
		act(ui, st, ACT_VIEW_INVITE, _("A third view is invited; it "
		    "comes if the person likes."));
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
