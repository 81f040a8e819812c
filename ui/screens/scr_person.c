/*
 * scr_person: one member's page: what they chose to show.  Of somebody who
 * asks to join: their words, and the answer, for those who may admit.
 */
#include "ui/screens/attend.h"
#include "ui/screens/cells.h"
#include "ui/screens/profile.h"
#include "ui/screens/talk.h"
#include "ui/widgets/wrap.h"

enum { OPTIONS_MOST = 9, ROLES_SHOWN = ROLE_COUNT };

/* What may be done about a mandate: grant one of this role, or renew or end
 * this one. */
struct mandate_option { enum act act; uint8_t role; uint64_t mandate; };

struct person {
	uint64_t member;
	struct member_view view;
	bool may_admit;
	struct mandate_option options[OPTIONS_MOST], chosen;
};

static enum err
person_open(struct ui *ui, void *opaque, const struct about *about)
{
	((struct person *)opaque)->member = about->member;
	return OK;
}

static enum err
person_load(struct ui *ui, void *opaque)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };
	enum err e = query_member(ui_store(ui), ui_who(ui), person->member,
	    ui_arena(ui), &person->view);

	if (e != OK)
		return e;
	person->may_admit = person->view.member.status == STATUS_WAITING &&
	    store_may(ui_store(ui), ui_who(ui), ACT_ADMIT, &args, NULL) == OK;
	ui_watch(ui, CHANGE_MEMBERS, 0);
	ui_watch(ui, CHANGE_MEMBER, ui_who(ui)->member);
	return OK;
}

/* --- drawing --- */

static int
line(struct ui *ui, int row, const char *label, const char *value)
{
	int col = ui_margin(ui), at = col + (ui_small(ui) ? 2 : 18);

	if (*value == '\0')
		return row;
	cells_put(row, col, ui_small(ui) ? ui_width(ui) : 17, STYLE_DIM,
	    label);
	if (ui_small(ui) && *label != '\0')
		row++;
	return row + wrap_put(ui, row, at, cells_edge(ui) - at, 4,
	    STYLE_TEXT, value);
}

static void
person_draw(struct ui *ui, void *opaque)
{
	struct person *person = opaque;
	const struct member *member = &person->view.member;
	bool waiting = member->status == STATUS_WAITING;
	int row = ui_body_row(ui);
	size_t i;

	cells_begin();
	row += !ui_short_rows(ui);
	ui_head(ui, cells_printf("%s %s %s", _("Members"),
	    term_sign_text(SIGN_PATH), cells_str(member->handle)),
	    i18n_word(VOCABULARY_STATUS, member->status));
	if (waiting)
		ui_context(ui, cells_printf(_("Asked to join on %s."),
		    i18n_date_hour(member->asked, ui_now(ui), cells_arena())));
	else if (member->joined != 0)
		ui_context(ui, cells_printf(_("Here since %s."),
		    profile_day(member->joined)));
	term_cursor(-1, -1);
	row = line(ui, row, _("Profiles"), profile_words(member));
	row = line(ui, row, _("Organisation"), cells_str(member->structure));
	if (member->experience != EXPERIENCE_UNSAID)
		row = line(ui, row, _("Experience"),
		    _(profile_experiences[member->experience]));
	row = line(ui, row, _("Hats"), profile_hats(member));
	for (i = 0; i < person->view.mandate_count; i++)
		row = line(ui, row, i == 0 ? _("Mandates") : "",
		    profile_mandate(&person->view, i, 2 * ui_width(ui)));
	if (person->view.sponsored_until != 0)
		row = line(ui, row, _("Sponsor"), cells_printf(_("%s, until "
		    "%s"), cells_str(person->view.sponsor),
		    profile_day(person->view.sponsored_until)));
	if (waiting)
		row = line(ui, row, _("In their words"),
		    member->words.len > 0 ? cells_str(member->words) :
		    _("(nothing was said)"));
	if (person->view.ignored)
		wrap_put(ui, row + 1, ui_margin(ui), ui_measure(ui), 4,
		    STYLE_TEXT, _("You ignore this person: posts folded, "
		    "messages, mentions and notices silent. Nothing tells "
		    "them."));
	if (person->may_admit)
		wrap_put(ui, row + 1, ui_margin(ui), ui_measure(ui), 3,
		    STYLE_TEXT, _("d answers this request: admit the person, "
		    "or refuse with a reason that stays in the account."));
}

/* --- answering a request --- */

static void
refused(struct ui *ui, void *opaque, const char *reason)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };
	struct act_result result = { 0 };
	enum err e;

	if (reason == NULL)
		return;
	args.reason = str_of(reason);
	e = act_run(ui_store(ui), ui_who(ui), ACT_REFUSE, &args, &result);
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_pop(ui);
	ui_say(ui, _("The request is refused, and the reason kept."));
}

static void
answered(struct ui *ui, void *opaque, int index)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };
	struct act_result result = { 0 };
	enum err e;

	if (index == 1)
		ui_ask(ui, _("Why not (10 to 500 characters):"), "", false,
		    refused);
	if (index != 0)
		return;
	e = act_run(ui_store(ui), ui_who(ui), ACT_ADMIT, &args, &result);
	if (e != OK) {
		ui_refused(ui, e, &result.why);
		return;
	}
	ui_pop(ui);
	ui_say(ui, _("The account is open."));
}

static void
answer(struct ui *ui, void *opaque)
{
	const struct choice choices[] = {
		{ 'a', _("admit: the account opens at once") },
		{ 'r', _("refuse, with a reason") },
		{ 0, _("later") },
	};

	ui_choose(ui, _("Your answer?"), choices, LENGTH(choices), answered);
}

static bool
may_answer(struct ui *ui, const void *opaque, struct refusal *why)
{
	return ((const struct person *)opaque)->may_admit;
}

static void
run_ignore(struct ui *ui, void *opaque)
{
	struct person *person = opaque;

	attend_ignore(ui, person->member, person->view.member.handle,
	    person->view.ignored);
}

static bool
may_ignore(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct person *person = opaque;

	refusal_set(why, N_("On somebody else’s page."), 0, NULL);
	return person->member != ui_who(ui)->member &&
	    person->view.member.status != STATUS_WAITING;
}

static void
run_message(struct ui *ui, void *opaque)
{
	talk_write(ui, ((struct person *)opaque)->member);
}

static void
run_talk(struct ui *ui, void *opaque)
{
	struct about about = { .member = ((struct person *)opaque)->member };

	ui_push(ui, &scr_talk, &about);
}

static bool
may_message(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct person *person = opaque;

	return talk_possible(ui, person->member, why) &&
	    (person->view.member.status == STATUS_NEWCOMER ||
	    person->view.member.status == STATUS_MEMBER);
}

static void
run_sponsor(struct ui *ui, void *opaque)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };

	if (ui_act(ui, ACT_SPONSOR, &args, NULL) == OK)
		ui_say(ui, _("You sponsor this person: their first posts are "
		    "told to you."));
}

static void
run_vouch(struct ui *ui, void *opaque)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };

	if (ui_act(ui, ACT_VOUCH, &args, NULL) == OK)
		ui_say(ui, _("Your word stands for first posts."));
}

/* --- mandates: a sysop's --- */

static void
mandate_do(struct ui *ui, struct person *person, uint64_t room)
{
	const struct mandate_option *o = &person->chosen;
	struct act_args args = { .member = person->member, .role = o->role,
		.room = room, .mandate = o->mandate };

	if (ui_act(ui, o->act, &args, NULL) == OK)
		ui_say(ui, o->act == ACT_MANDATE_END ? _("The mandate has "
		    "ended.") : o->act == ACT_MANDATE_RENEW ? _("The mandate "
		    "is renewed, from its end on.") :
		    _("The mandate is granted."));
}

static void
mandate_sure(struct ui *ui, void *opaque, bool yes)
{
	if (yes)
		mandate_do(ui, opaque, 0);
}

static void
mandate_room(struct ui *ui, void *opaque, const char *name)
{
	struct room_view room;
	enum err e;

	if (name == NULL || *name == '\0')
		return;
	e = query_room_named(ui_store(ui), ui_who(ui), name, ui_arena(ui),
	    &room);
	if (e != OK)
		ui_say(ui, _("There is no room of that name."));
	else
		mandate_do(ui, opaque, room.room.id);
}

static void
mandate_chosen(struct ui *ui, void *opaque, int index)
{
	struct person *person = opaque;
	const char *role;

	if (index < 0)
		return;
	person->chosen = person->options[index];
	role = i18n_word(VOCABULARY_ROLE, person->chosen.role);
	if (person->chosen.act == ACT_MANDATE_ADD &&
	    person->chosen.role == ROLE_FACILITATOR)
		ui_ask(ui, _("The room’s short name:"), "", false,
		    mandate_room);
	else
		ui_confirm(ui, cells_printf(person->chosen.act ==
		    ACT_MANDATE_END ? _("End this mandate now: %s?") :
		    person->chosen.act == ACT_MANDATE_RENEW ?
		    _("Renew this mandate: %s?") :
		    _("Grant this mandate: %s?"), role), mandate_sure);
}

/* The roles, then what this person holds, to be renewed or ended. */
static size_t
mandate_choices(struct person *person, struct choice *choices)
{
	static const char letters[ROLE_COUNT] = { 'a', 'm', 'g', 's' };
	const struct member_view *view = &person->view;
	struct mandate_option *o = person->options;
	size_t n = 0;

	for (; n < ROLES_SHOWN; n++) {
		o[n] = (struct mandate_option){ ACT_MANDATE_ADD, (uint8_t)n,
		    0 };
		choices[n] = (struct choice){ letters[n], cells_printf(
		    _("grant: %s"), i18n_word(VOCABULARY_ROLE,
		    (unsigned)n)) };
	}
	for (size_t i = 0; i < view->mandate_count && n + 2 <= OPTIONS_MOST;
	    i++) {
		const struct mandate *m = &view->mandates[i];
		o[n] = (struct mandate_option){ ACT_MANDATE_RENEW, m->role,
		    m->id };
		choices[n++] = (struct choice){ 0, cells_printf(
		    _("renew: %s"), profile_mandate(view, i, 60)) };
		o[n] = (struct mandate_option){ ACT_MANDATE_END, m->role,
		    m->id };
		choices[n++] = (struct choice){ 0, cells_printf(_("end: %s"),
		    profile_mandate(view, i, 60)) };
	}
	return n;
}

static void
run_mandate(struct ui *ui, void *opaque)
{
	struct choice choices[OPTIONS_MOST];
	size_t count = mandate_choices(opaque, choices);

	ui_choose(ui, _("Which mandate?"), choices, count, mandate_chosen);
}

static bool
may_do(struct ui *ui, const void *opaque, enum act act, struct refusal *why)
{
	const struct person *person = opaque;
	struct act_args args = { .member = person->member };

	return store_may(ui_store(ui), ui_who(ui), act, &args, why) == OK;
}

static bool
may_sponsor(struct ui *ui, const void *opaque, struct refusal *why)
{
	return may_do(ui, opaque, ACT_SPONSOR, why);
}

static bool
may_vouch(struct ui *ui, const void *opaque, struct refusal *why)
{
	return may_do(ui, opaque, ACT_VOUCH, why);
}

/* --- a code for a forgotten password: a sysop's too --- */

static void
reset_sure(struct ui *ui, void *opaque, bool yes)
{
	struct person *person = opaque;
	struct act_args args = { .member = person->member };
	struct act_result result = { 0 };

	if (yes && ui_act(ui, ACT_RESET, &args, &result) == OK)
		ui_say(ui, cells_printf(_("For a day, once, in the place of "
		    "the password: %s"), result.code));
}

static void
run_reset(struct ui *ui, void *opaque)
{
	ui_confirm(ui, _("Replace this person’s password with a code?"),
	    reset_sure);
}

static bool
may_reset(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct person *person = opaque;

	return person->view.member.status != STATUS_WAITING &&
	    may_do(ui, opaque, ACT_RESET, why);
}

/* Whoever may end mandates grants them, to others. */
static bool
may_mandate(struct ui *ui, const void *opaque, struct refusal *why)
{
	const struct person *person = opaque;

	return person->view.member.status == STATUS_MEMBER &&
	    may_do(ui, opaque, ACT_MANDATE_END, why);
}

static const struct bind binds[] = {
	{ LETTER('d'), N_("answer"), N_("admit or refuse this person"), answer,
	  may_answer, ACT_ADMIT, BIND_FOOTER | BIND_MENU | BIND_CHANGES,
	  N_("Take part") },
	{ LETTER('m'), N_("message"), N_("write to this person in private"),
	  run_message, may_message, ACT_MESSAGE_SEND,
	  BIND_FOOTER | BIND_MENU, N_("Take part") },
	{ NAMED(KEY_NONE), N_("messages"), N_("your messages with this "
	  "person"), run_talk, may_message, -1, BIND_MENU, N_("Read") },
	{ NAMED(KEY_ENTER_), N_("answer"), N_("admit or refuse this person"),
	  answer, may_answer, ACT_ADMIT, BIND_CHANGES, N_("Take part") },
	{ NAMED(KEY_NONE), N_("sponsor"), N_("sponsor this newcomer"),
	  run_sponsor, may_sponsor, ACT_SPONSOR, BIND_MENU, N_("Take part") },
	{ NAMED(KEY_NONE), N_("word"), N_("give your word for this person"),
	  run_vouch, may_vouch, ACT_VOUCH, BIND_MENU, N_("Take part") },
	{ LETTER('g'), N_("mandate"), N_("grant, renew or end a mandate"),
	  run_mandate, may_mandate, ACT_MANDATE_ADD,
	  BIND_FOOTER | BIND_MENU | BIND_CHANGES, N_("Take part") },
	{ NAMED(KEY_NONE), N_("code"), N_("give a code for a new password"),
	  run_reset, may_reset, ACT_RESET, BIND_MENU | BIND_CHANGES,
	  N_("Take part") },
	{ NAMED(KEY_NONE), N_("ignore"), N_("ignore this person, or no "
	  "longer"), run_ignore, may_ignore, ACT_IGNORE, BIND_MENU,
	  N_("Read") },
};

const struct screen_ops scr_person = {
	.name = "person",
	.title = N_("A member"),
	.context = CONTEXT_TEXT,
	.binds = binds,
	.bind_count = LENGTH(binds),
	.state_size = sizeof(struct person),
	.help = N_("What this person chose to show."),
	.open = person_open,
	.load = person_load,
	.draw = person_draw,
};
