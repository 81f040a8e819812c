/*
 * scr_flag: a post is flagged to the moderators, by an article and in words;
 * an argued disagreement is offered first (screens.md 5.17).
 */
#include "ui/core/mask_words.h"
#include "ui/screens/article.h"
#include "ui/screens/cells.h"
#include "ui/screens/form_screen.h"

enum { FIELD_ANSWER, FIELD_ARTICLE, FIELD_REASON, FIELD_FLAG, FIELD_LEAVE,
	FIELD_NOTE_TEAM };

static const struct form_field fields[] = {
	{ FIELD_ANSWER, FIELD_BUTTON, N_("Answer instead"), NULL },
	{ FIELD_ARTICLE, FIELD_TEXT, N_("Article of the charter"),
	  N_("As 4a; “illegal” for what the law forbids."), .needed = true,
	  .cells = 12, .max = 16 },
	{ FIELD_REASON, FIELD_TEXT, N_("What leads you to it"),
	  N_("In 20 to 500 characters, for the moderators."), .needed = true,
	  .max = 2000, .rows = 5 },
	{ FIELD_FLAG, FIELD_BUTTON, N_("Flag"), NULL },
	{ FIELD_LEAVE, FIELD_BUTTON, N_("Leave it"), NULL },
	{ FIELD_NOTE_TEAM, FIELD_NOTE, N_("The moderators see who flags, and "
	  "its author does not. You will hear what is decided. If you wrote "
	  "in its branch, this does not count toward masking."), NULL },
};

static const struct form_kind kind = { .fields = fields,
	.count = LENGTH(fields), .keeps = UNSENT_FLAG, .name = FIELD_ARTICLE,
	.text = -1, .reason = FIELD_REASON, .choice = -1 };

struct flag_form { struct form_screen s; struct post_view view; };

static void say_clause(struct ui *, struct flag_form *);

static enum err
flag_open(struct ui *ui, void *opaque, const struct about *about)
{
	struct flag_form *st = opaque;

	form_screen_open(ui, &st->s, &kind, about->post);
	say_clause(ui, st);
	return OK;
}

static enum err
flag_load(struct ui *ui, void *opaque)
{
	struct flag_form *st = opaque;

	return query_post(ui_store(ui), ui_who(ui), st->s.subject, ui_arena(ui),
	    &st->view);
}

static void
flag_draw(struct ui *ui, void *opaque)
{
	struct flag_form *st = opaque;

	cells_begin();
	ui_head(ui, cells_printf(_("Flag #%llu"),
	    (unsigned long long)st->s.subject), cells_printf(_("by %s"),
	    cells_str(st->view.author)));
	ui_context(ui, _("A disagreement is better answered: see the first "
	    "line."));
	form_screen_draw(ui, &st->s);
}

/* The words of the clause, under the field, as soon as it is quoted. */
static void
say_clause(struct ui *ui, struct flag_form *st)
{
	const struct charter_words *words = article_words(ui);
	const char *quoted = cells_str(form_text(st->s.form, FIELD_ARTICLE));
	const struct charter_article *article;
	unsigned n;
	char clause;

	if (!charter_quoted(quoted, &n, &clause) ||
	    !charter_has(charter_now(ui_store(ui)), n, clause)) {
		form_say(st->s.form, FIELD_ARTICLE, NULL, false);
		return;
	}
	article = &words->articles[n - 1];
	form_say(st->s.form, FIELD_ARTICLE, clause == 0 ? article->title :
	    article->clauses[clause - 'a'], false);
}

static void
run_send(struct ui *ui, void *opaque)
{
	struct flag_form *st = opaque;
	struct act_args args = { .post = st->s.subject,
		.name = form_text(st->s.form, FIELD_ARTICLE),
		.reason = form_text(st->s.form, FIELD_REASON) };
	struct act_result result = { 0 };

	if (form_screen_send(ui, &st->s, ACT_FLAG, &args, &result))
		ui_say(ui, result.masked ? _("Flagged. The post is masked "
		    "until it is decided; you will hear of it.") :
		    _("Flagged. You will hear what is decided."));
}

/* Who may not post D asks a question, which opens as well. */
static void
answer(struct ui *ui, struct flag_form *st)
{
	struct act_args args = { .post = st->s.subject, .type = TYPE_D };
	struct about about = { .parent = st->s.subject,
		.thread = st->view.post.thread, .type = store_may(
		ui_store(ui), ui_who(ui), ACT_POST_REPLY, &args, NULL) == OK ?
		TYPE_D : TYPE_Q };

	ui_replace(ui, &scr_compose, &about);
}

static bool
flag_key(struct ui *ui, void *opaque, const struct key_event *key)
{
	struct flag_form *st = opaque;
	struct form_event event;
	bool taken = form_screen_key(&st->s, key, &event);

	if (event.changed == FIELD_ARTICLE)
		say_clause(ui, st);
	if (event.pressed == FIELD_ANSWER)
		answer(ui, st);
	else if (event.pressed == FIELD_FLAG)
		run_send(ui, st);
	else if (event.pressed == FIELD_LEAVE)
		form_screen_run_leave(ui, st);
	return taken;
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"),
	  form_screen_run_next, NULL, -1, BIND_FOOTER, N_("Take part") },
	{ CTRL_('x'), N_("flag"), N_("flag this post"), run_send, NULL,
	  ACT_FLAG, BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ CTRL_('o'), N_("leave it"), N_("leave without flagging"),
	  form_screen_run_leave, NULL, -1, BIND_MENU, N_("Take part") },
};

const struct screen_ops scr_flag = {
	.name = "flag",
	.title = N_("A flag"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct flag_form),
	.help = N_("Moderators judge conduct, never opinions. An argued "
	    "disagreement is no case for them."),
	.open = flag_open,
	.load = flag_load,
	.draw = flag_draw,
	.key = flag_key,
	.tick = form_screen_tick,
	.close = form_screen_close,
};
