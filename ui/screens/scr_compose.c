/*
 * scr_compose: writing: a new thread (about.room), a reply (about.parent), a
 * change of one's post (about.edits), a message (about.member).  What is typed outlives everything but
 * its author's wish: a draft is kept two seconds later, and taken up again
 * when the same place is opened.
 */
#include <string.h>

#include "store/base/clock.h"
#include "store/forum/held.h"
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"

enum { EDIT_MAX = 2 * TEXT_BODY_MAX };	/* what a draft keeps */

/* --- state --- */

bool
compose_disagrees(const struct compose *compose)
{
	return compose->type == TYPE_D;
}

bool
compose_private(const struct compose *compose)
{
	return compose->about.member != 0;
}

bool
compose_reaches(const struct compose *compose, enum compose_part part)
{
	bool edits = compose->about.edits != 0;

	if (compose_private(compose))
		return part == PART_TEXT;
	switch (part) {
	case PART_TYPE:
		return !edits;
	case PART_HAT:
		return !edits && compose->hat_count > 1;
	case PART_TITLE:
		return edits ? compose->post.post.parent == 0 :
		    compose->about.parent == 0;
	case PART_RESTATE:
	case PART_AGREE:
		return compose_disagrees(compose);
	default:
		return true;
	}
}

uint64_t
compose_changes(const struct compose *compose)
{
	uint64_t changes = compose->turns;
	enum compose_part part;

	for (part = PART_TITLE; part < PART_COUNT; part++)
		changes += edit_changes(compose->edits[part]);
	return changes;
}

struct str
compose_text(const struct compose *compose, enum compose_part part)
{
	return edit_text(compose->edits[part]);
}

/* The editor that takes what is inserted. */
struct edit *
compose_in_hand(struct compose *compose)
{
	if (compose->focus < PART_TITLE)
		compose->focus = PART_TEXT;
	return compose->edits[compose->focus];
}

void
compose_touched(struct compose *compose)
{
	if (compose_changes(compose) != compose->kept)
		autosave_touch(&compose->save);
}

/* --- opening --- */

static void
set_part(struct compose *compose, enum compose_part part, struct str text,
    size_t cursor)
{
	edit_set(compose->edits[part], text, cursor < text.len ? cursor :
	    text.len);
}

/* The text as it stands, to be changed. */
static void
take_post(struct compose *compose, const struct post_view *view)
{
	compose->type = view->post.type;
	compose->revision = view->post.revision;
	set_part(compose, PART_TITLE, view->title, SIZE_MAX);
	set_part(compose, PART_RESTATE, view->post.restate, SIZE_MAX);
	set_part(compose, PART_AGREE, view->post.agree, SIZE_MAX);
	set_part(compose, PART_TEXT, view->text, SIZE_MAX);
}

static void
take_draft(struct ui *ui, struct compose *compose, const struct draft *draft)
{
	const struct member *me = ui_me(ui);
	size_t i, hats = 0;

	compose->draft = draft->number;
	compose->open = draft->open;
	draft_hold(ui_store(ui), ui_who(ui)->member, draft->number, true);
	compose->kept_at = draft->saved;
	if (compose->about.edits == 0 && draft->type < TYPE_COUNT)
		compose->type = draft->type;
	for (i = 0; i < LENGTH(me->hats); i++) {
		hats += me->hats[i].len > 0;
		if (draft->hat.len > 0 && str_equal(draft->hat, me->hats[i]))
			compose->hat = hats;	/* as load_hats() has it */
	}
	set_part(compose, PART_TITLE, draft->title, SIZE_MAX);
	set_part(compose, PART_RESTATE, draft->restate, SIZE_MAX);
	set_part(compose, PART_AGREE, draft->agree, SIZE_MAX);
	set_part(compose, PART_TEXT, draft->text, draft->cursor);
	ui_say(ui, _("Your draft is taken up where you left it."));
}

/* The draft asked for by its number, thrown away or not; else the one that
 * waits at this place. */
static bool
find_draft(struct ui *ui, const struct about *about, struct arena *arena,
    struct draft *out)
{
	struct draft_view *views;
	size_t count, i;

	if (about->number != 0 && query_drafts(ui_store(ui), ui_who(ui), arena,
	    &views, &count) == OK)
		for (i = 0; i < count; i++)
			if (views[i].draft.number == about->number) {
				*out = views[i].draft;
				return true;
			}
	if (about->member != 0)
		return query_draft_to(ui_store(ui), ui_who(ui), about->member,
		    arena, out) == OK;
	return query_draft(ui_store(ui), ui_who(ui), about->parent == 0 &&
	    about->edits == 0 ? about->room : 0, about->parent, about->edits,
	    arena, out) == OK;
}

static enum err
compose_open(struct ui *ui, void *state, const struct about *about)
{
	struct compose *compose = state;
	struct edit_options options = { .lines = true, .max = EDIT_MAX };
	struct arena *arena = arena_new();
	struct post_view view;
	struct draft draft;
	enum compose_part part;
	enum err e = OK;

	compose->about = *about;
	if (about->edits != 0)
		e = query_post(ui_store(ui), ui_who(ui), about->edits, arena,
		    &view);
	/* What was written about a post that is gone can still be read. */
	if (e != OK && (e != ERR_NOT_FOUND || about->number == 0)) {
		arena_free(arena);
		return e;
	}
	for (part = PART_TITLE; part < PART_COUNT; part++) {
		options.lines = part != PART_TITLE;
		options.max = part == PART_TEXT ? EDIT_MAX : 4096;
		compose->edits[part] = edit_new(&options);
	}
	compose->type = about->type < TYPE_COUNT ? about->type : TYPE_C;
	compose->focus = PART_TEXT;
	if (about->edits != 0 && e == OK)
		take_post(compose, &view);
	else if (about->parent == 0 && about->member == 0)
		compose->focus = PART_TITLE;
	if (find_draft(ui, about, arena, &draft))
		take_draft(ui, compose, &draft);
	if (compose_count(compose, PART_TEXT) > 0)
		compose->focus = PART_TEXT;
	if (compose->focus == PART_TEXT && compose_disagrees(compose) &&
	    compose_count(compose, PART_RESTATE) < RESTATE_MIN)
		compose->focus = PART_RESTATE;
	compose->kept = compose_changes(compose);
	arena_free(arena);
	return OK;
}

static void
compose_close(struct ui *ui, void *state)
{
	struct compose *compose = state;
	enum compose_part part;

	compose->leaving = !ui_cut(ui);
	compose_keep(ui, compose);
	compose_spell_end(compose);
	draft_hold(ui_store(ui), ui_who(ui)->member, compose->draft, false);
	ui_status(ui, NULL);
	for (part = PART_TITLE; part < PART_COUNT; part++)
		edit_free(compose->edits[part]);
}

/* --- loading --- */

static void
load_hats(struct ui *ui, struct compose *compose)
{
	const struct member *me = ui_me(ui);
	size_t i;

	compose->hats[0] = "";
	compose->hat_count = 1;
	for (i = 0; i < LENGTH(me->hats); i++)
		if (me->hats[i].len > 0)
			compose->hats[compose->hat_count++] = arena_memdup0(
			    ui_arena(ui), me->hats[i].p, me->hats[i].len);
	if (compose->hat >= compose->hat_count)
		compose->hat = 0;
}

/* Whom the message goes to, and what they wrote last, to be quoted. */
static enum err
load_person(struct ui *ui, struct compose *compose)
{
	struct message_view *messages;
	size_t count = 0;
	enum err e;

	e = query_member(ui_store(ui), ui_who(ui), compose->about.member,
	    ui_arena(ui), &compose->person);
	compose->post = (struct post_view){ 0 };
	if (e == OK && query_messages(ui_store(ui), ui_who(ui),
	    compose->about.member, 0, 10, ui_arena(ui), &messages, &count) ==
	    OK)
		while (count-- > 0 && compose->post.text.len == 0)
			if (!messages[count].mine)
				compose->post.text = messages[count].text;
	return e;
}

static enum err
compose_load(struct ui *ui, void *state)
{
	struct compose *compose = state;
	uint64_t post = compose->about.edits ? compose->about.edits :
	    compose->about.parent;
	struct caller caller;
	enum err e = OK;
	bool first = compose->hats[0] == NULL, removed = false;

	load_hats(ui, compose);
	compose->quoted_measure = 0;
	if (post != 0) {
		compose->post = (struct post_view){ 0 };
		e = query_post(ui_store(ui), ui_who(ui), post, ui_arena(ui),
		    &compose->post);
		if (e == OK)
			ui_watch(ui, CHANGE_THREAD, compose->post.post.thread);
		removed = e == OK && compose->post.post.state != POST_LIVE;
		if (removed && (first || compose->about.edits != 0))
			e = ERR_NOT_FOUND;
	} else if (compose_private(compose))
		e = load_person(ui, compose);
	else
		e = query_room(ui_store(ui), ui_who(ui), compose->about.room,
		    ui_arena(ui), &compose->room);
	if (e != OK && first && compose->draft == 0)
		return e;
	if (removed && compose->about.parent != 0 && !compose->gone)
		ui_say(ui, _("The post you answer was removed. Ctrl-X still "
		    "sends your reply under it."));
	else if (e != OK && !compose->gone)
		ui_say(ui, _("What you answer is gone. Your text is kept "
		    "among the drafts."));
	compose->gone = compose->gone || removed || e != OK;
	if (query_caller(ui_store(ui), ui_who(ui), ui_arena(ui), &caller) ==
	    OK)
		compose->newcomer = caller.status == STATUS_NEWCOMER;
	if (compose->about.edits == 0 && !compose_private(compose)) {
		compose_load_types(ui, compose, first);
	}
	return OK;
}

/* --- keys --- */

static void
move(struct compose *compose, int dir, bool round)
{
	int part = (int)compose->focus;

	do {
		part += dir;
		if (part < 0 || part == PART_COUNT) {
			if (!round)
				return;
			part = (part + PART_COUNT) % PART_COUNT;
		}
	} while (!compose_reaches(compose, (enum compose_part)part));
	compose->focus = (enum compose_part)part;
}

static bool
choice_key(struct ui *ui, struct compose *compose, const struct key_event *key)
{
	switch (key->code) {
	case KEY_ARROW_LEFT:
		compose_turn(ui, compose, -1);
		return true;
	case KEY_ARROW_RIGHT:
		compose_turn(ui, compose, 1);
		return true;
	case KEY_ENTER_:
	case KEY_ARROW_DOWN:
		move(compose, 1, false);
		return true;
	case KEY_ARROW_UP:
		move(compose, -1, false);
		return true;
	case KEY_TEXT:		/* the type's letter chooses it too */
		if (compose->focus == PART_TYPE && strchr("cqendsCQENDS",
		    (int)(key->cp & 0x7f)) != NULL && key->cp < 0x80)
			compose_set_type(ui, compose, (uint8_t)vocabulary_find(
			    VOCABULARY_TYPE, (char[]){ (char)key->cp, 0 }));
		return true;
	default:
		return false;
	}
}

static bool
compose_key(struct ui *ui, void *state, const struct key_event *key)
{
	struct compose *compose = state;
	bool taken;

	if (key->code == KEY_TAB || key->code == KEY_BACKTAB) {
		move(compose, key->code == KEY_TAB ? 1 : -1, true);
		return true;
	}
	if (key->code == KEY_CLICK || key->code == KEY_WHEEL_UP ||
	    key->code == KEY_WHEEL_DOWN)
		return compose_mouse(compose, key);
	if (compose->focus < PART_TITLE)
		return choice_key(ui, compose, key);
	if (compose->focus == PART_TITLE && key->code == KEY_ENTER_) {
		move(compose, 1, false);
		return true;
	}
	taken = edit_key(compose->edits[compose->focus], key);
	if (!taken && key->code == KEY_ARROW_UP)
		move(compose, -1, false);
	else if (!taken && key->code == KEY_ARROW_DOWN)
		move(compose, 1, false);
	compose_touched(compose);
	compose_said_full(ui, compose);
	compose_keep_due(ui, compose, false);
	return taken || key->code == KEY_ARROW_UP ||
	    key->code == KEY_ARROW_DOWN;
}

static void
next_part(struct ui *ui, void *state)
{
	move(state, 1, true);
}

static bool
has_parts(struct ui *ui, const void *state, struct refusal *why)
{
	const struct compose *compose = state;

	/* Where one key fits, it is the one that sends. */
	return !ui_small(ui) && (compose_disagrees(compose) ||
	    compose_reaches(compose, PART_TITLE));
}

static const struct bind binds[] = {
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), next_part,
	  has_parts, -1, BIND_FOOTER, N_("Write") },
	{ NAMED(KEY_TAB), N_("field"), N_("the next field"), next_part, NULL,
	  -1, 0, N_("Write") },
	{ CTRL_('x'), N_("send"), N_("see the text as it will be read, then "
	  "send it"), compose_run_send, NULL, -1, BIND_FOOTER | BIND_MENU,
	  N_("Write") },
	{ CTRL_('o'), N_("set aside"), N_("set this text aside, among the "
	  "drafts"), compose_run_set_aside, NULL, ACT_DRAFT_SAVE, BIND_MENU,
	  N_("Write") },
	{ CTRL_('t'), N_("type"), N_("choose the type: c q e n d s"),
	  compose_choose_type, compose_may_choose_type, -1,
	  BIND_FOOTER | BIND_MENU, N_("Write") },
	{ CTRL_('r'), N_("quote"), N_("quote lines of the post, insert a "
	  "reference or a name"), compose_quote, NULL, -1,
	  BIND_FOOTER | BIND_MENU, N_("Write") },
	{ ESCAPE_('s'), N_("select"), N_("begin or end a selection"),
	  compose_run_mark, NULL, -1, BIND_MENU, N_("Write") },
	{ CTRL_('k'), N_("cut"), N_("cut the row or the selection"),
	  compose_run_cut, NULL, -1, BIND_MENU, N_("Write") },
	{ CTRL_('u'), N_("paste"), N_("paste what was cut"),
	  compose_run_paste, NULL, -1, BIND_MENU, N_("Write") },
	{ CTRL_('z'), N_("undo"), N_("undo"), compose_run_undo, NULL, -1,
	  BIND_MENU, N_("Write") },
	{ CTRL_('y'), N_("redo"), N_("redo"), compose_run_redo, NULL, -1,
	  BIND_MENU, N_("Write") },
	{ CTRL_('s'), N_("save"), N_("save the draft at once"),
	  compose_run_save, NULL, ACT_DRAFT_SAVE, BIND_MENU, N_("Write") },
	{ CTRL_('e'), N_("spelling"), N_("go to the next misspelt word, and "
	  "what it may be"), compose_run_spell, compose_may_spell,
	  ACT_WORD_ADD, BIND_MENU, N_("Write") },
	{ CTRL_('p'), N_("paragraph"), N_("set the quote or the paragraph in "
	  "hand in rows again"), compose_run_reflow, NULL, -1, BIND_MENU,
	  N_("Write") },
	{ ESCAPE_('/'), N_("search"), N_("find words in this text"),
	  compose_run_find, NULL, -1, BIND_MENU, N_("Write") },
	{ CTRL_('f'), N_("search"), N_("find words in this text"),
	  compose_run_find, NULL, -1, 0, N_("Write") },
	/* What Alt with an arrow sends on a Mac. */
	{ ESCAPE_('b'), N_("word back"), N_("to the word before"),
	  compose_run_word_left, NULL, -1, 0, N_("Write") },
	{ ESCAPE_('f'), N_("word on"), N_("to the word after"),
	  compose_run_word_right, NULL, -1, 0, N_("Write") },
	{ ESCAPE_('n'), N_("new one"), N_("set this text aside and begin "
	  "another here"), compose_run_another, compose_may_another, -1,
	  BIND_MENU, N_("Write") },
	{ ESCAPE_('j'), N_("throw away"), N_("throw this text away, after a "
	  "question"), compose_run_throw_away, NULL, ACT_DRAFT_DROP,
	  BIND_MENU, N_("Write") },
};

static const char *const more[] = {
	N_("C contribution, Q question, E experience, N nuance, D disagreement, "
	    "S synthesis."),
	N_("A disagreement has three parts: the other view in your words, "
	    "where you agree, then what you disagree with and why."),
	N_("What you type is saved within two seconds, and when the line "
	    "drops."),
	NULL
};

const struct screen_ops scr_compose = {
	.name = "compose",
	.title = N_("Write"),
	.context = CONTEXT_FORM,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct compose),
	.help = N_("Write, then Ctrl-X shows the text as it will be read; "
	    "Enter there sends it."),
	.help_more = more,
	.open = compose_open,
	.load = compose_load,
	.draw = compose_draw,
	.key = compose_key,
	.tick = compose_tick,
	.close = compose_close,
};
