/*
 * screens: the list of all screens (read it first), and the binds that every
 * list, tree and text has.
 */
#include "ui/core/ui_core.h"

const struct screen_ops *const screens[] = {
	&scr_welcome,	/* guests: what is here, how to join */
	&scr_register,	/* asking to join */
	&scr_charter,	/* the charter, accepted once */
	&scr_waiting,	/* the request was made */
	&scr_setup,	/* a first profile */
	&scr_tour,	/* five lines to begin with */
	&scr_keyoffer,	/* remember the key of this login? */
	&scr_home,	/* what is new */
	&scr_rooms,	/* all rooms */
	&scr_threads,	/* the threads of a room */
	&scr_thread,	/* the tree of a thread */
	&scr_post,	/* one post, read */
	&scr_compose,	/* writing: a thread, a reply, an edit */
	&scr_link,	/* an address, to be copied */
	&scr_quote,	/* the lines of a post that are quoted */
	&scr_preview,	/* the text before it is sent */
	&scr_drafts,	/* texts to be finished */
	&scr_history,	/* what a post said before it was changed */
	&scr_messages,	/* private conversations */
	&scr_talk,	/* one of them */
	&scr_members,	/* who is here */
	&scr_person,	/* one member's page */
	&scr_profile,	/* one's settings and keys */
	&scr_search,	/* posts found by their words */
	&scr_glossary,	/* words of the trade, explained */
	&scr_term,	/* one of them, proposed */
	&scr_answer,	/* is this your view? */
	&scr_asked,	/* an exchange between two, an invitation */
	&scr_flag,	/* a post is flagged */
	&scr_queue,	/* the cases to be decided */
	&scr_case,	/* one of them */
	&scr_decide,	/* its decision */
	&scr_appeal,	/* against it */
	&scr_jury,	/* who was drawn answers it */
	&scr_opinion,	/* what a juror writes */
	&scr_vote,	/* what a juror finds right */
	&scr_menu,	/* every action possible here */
	&scr_help,	/* the keys of a screen */
};
const size_t screen_count = LENGTH(screens);

const struct bind *
screen_bind(const struct screen_ops *ops, size_t n)
{
	return n < ops->bind_count ? &ops->binds[n] :
	    &ops->shared[n - ops->bind_count];
}

size_t
screen_bind_count(const struct screen_ops *ops)
{
	return ops->bind_count +
	    (ops->shared != NULL ? *ops->shared_count : 0);
}

static bool
is_top(struct ui *ui, const struct screen_ops *ops)
{
	return ui_top(ui) != NULL && ui_top(ui)->ops == ops;
}

static void
run_home(struct ui *ui, void *state)
{
	if (ui_who(ui)->member != 0)
		ui_home(ui);
	else
		while (ui->depth > 1)
			ui_pop(ui);
}

static void
run_rooms(struct ui *ui, void *state)
{
	if (is_top(ui, &scr_rooms))
		return;
	run_home(ui, state);
	ui_push(ui, &scr_rooms, NULL);
}

static bool
is_member(struct ui *ui, const void *state, struct refusal *why)
{
	if (ui_who(ui)->member != 0)
		return true;
	refusal_set(why, N_("An account is needed for that: leave, then"
	    " ssh new@ this address."), 0, NULL);
	return false;
}

static void
run_members(struct ui *ui, void *state)
{
	if (!is_top(ui, &scr_members))
		ui_push(ui, &scr_members, NULL);
}

/* Nobody on the server reads them under a member's name. */
static bool
has_messages(struct ui *ui, const void *state, struct refusal *why)
{
	if (!is_member(ui, state, why))
		return false;
	refusal_set(why, N_("Private messages open to the two who write them,"
	    " not from the server."), 0, NULL);
	return !ui_who(ui)->machine;
}

static void
run_messages(struct ui *ui, void *state)
{
	if (!is_top(ui, &scr_messages))
		ui_push(ui, &scr_messages, NULL);
}

static void
run_settings(struct ui *ui, void *state)
{
	if (!is_top(ui, &scr_profile))
		ui_push(ui, &scr_profile, NULL);
}

static void
run_search(struct ui *ui, void *state)
{
	if (!is_top(ui, &scr_search))
		ui_push(ui, &scr_search, NULL);
}

/* From a post, its own words come first. */
static void
run_glossary(struct ui *ui, void *state)
{
	struct about about = { 0 };

	if (is_top(ui, &scr_post) || is_top(ui, &scr_thread))
		about.post = ui_here(ui)->post;
	if (!is_top(ui, &scr_glossary))
		ui_push(ui, &scr_glossary, &about);
}

static void
run_charter(struct ui *ui, void *state)
{
	ui_push(ui, &scr_charter, &(struct about){ .pointed = true });
}

static void
run_menu(struct ui *ui, void *state)
{
	ui_push(ui, &scr_menu, NULL);
}

static void
run_help(struct ui *ui, void *state)
{
	ui_push(ui, &scr_help, NULL);
}

static void
run_quit(struct ui *ui, void *state)
{
	ui_quit(ui);
}

#define EVERYWHERE N_("Everywhere")
#define SHOWN BIND_MENU
const struct bind common_binds[] = {
	{ LETTER('a'), N_("home"), N_("home"), run_home, NULL, -1, SHOWN,
	    EVERYWHERE },
	{ LETTER('s'), N_("rooms"), N_("rooms"), run_rooms, NULL, -1, SHOWN,
	    EVERYWHERE },
	{ LETTER('w'), N_("members"), N_("members"), run_members, is_member,
	    -1, SHOWN, EVERYWHERE },
	{ LETTER('m'), N_("messages"), N_("private messages"), run_messages,
	    has_messages, -1, SHOWN, EVERYWHERE },
	{ LETTER(','), N_("settings"), N_("settings and profile"),
	    run_settings, is_member, -1, SHOWN, EVERYWHERE },
	{ LETTER('b'), N_("go back"), N_("back to the previous room or thread"),
	    trail_back, trail_possible, -1, SHOWN, EVERYWHERE },
	{ LETTER('g'), N_("glossary"), N_("glossary"),
	    run_glossary, NULL, -1, SHOWN, EVERYWHERE },
	{ LETTER('/'), N_("search"), N_("search all that may be read here"),
	    run_search, NULL, -1, SHOWN, EVERYWHERE },
	{ NAMED(KEY_NONE), N_("charter"), N_("the charter"), run_charter,
	    NULL, -1, SHOWN, EVERYWHERE },
	{ LETTER(':'), N_("menu"), N_("menu: all that can be done here"),
	    run_menu, NULL, -1, BIND_HELP, EVERYWHERE },
	{ LETTER('?'), N_("help"), N_("help on this screen"), run_help, NULL,
	    -1, SHOWN, EVERYWHERE },
	{ LETTER('q'), N_("quit"), N_("leave palabre"), run_quit, NULL, -1,
	    SHOWN, EVERYWHERE },
};
const size_t common_bind_count = LENGTH(common_binds);
