/*
 * policy: the rights table of product.md section 6 as data, then the few
 * conditions that its cells name.  Pure: looks at nothing but its arguments.
 */
#include "store/forum/policy.h"
#include "store/base/clock.h"

#include <string.h>

enum { FIRST_DAY_THREADS = 3,
	FIRST_DAY_REPLIES = 10, THREAD_DAY_REPLIES = 3,
	DAY_MESSAGES = 200, NEWCOMER_MESSAGES = 20 };

static const struct word words[CAP_COUNT] = {
#define X(id, word, title) { word, title },
	CAPABILITIES(X)
#undef X
};

/*
 * Columns: guest, newcomer, member, facilitator, moderator, juror, sysop.
 * '.' no, 'x' yes, '?' yes under the condition of conditions[].  A juror is
 * a member as well: their column holds only what being drawn adds.  What
 * depends on a case (another signature, one's own appeal) is refused by the
 * deeds on cases, which alone know it.
 */
/* clang-format off */
static const char table[CAP_COUNT][STANDING_SUSPENDED + 1] = {
	[CAP_READ_PUBLIC]	= "xxxxxxx",
	[CAP_READ_MEMBERS]	= ".xxxx.x",
	[CAP_READ_PRIVATE]	= ".????.?",
	[CAP_POST_CQE]		= ".????.?",
	[CAP_POST_NDS]		= "..???.?",
	[CAP_THREAD_Q]		= ".????.?",
	[CAP_THREAD]		= "..???.?",
	[CAP_EDIT_OWN]		= ".????.?",
	[CAP_DELETE_OWN]	= ".????.?",
	[CAP_KEEP]		= ".xxxx.x",
	[CAP_FLAG_ILLEGAL]	= "xxxxx.x",
	[CAP_FLAG]		= ".xxxx.x",
	[CAP_FLAG_MASKS]	= "..xxx.x",
	[CAP_SPONSOR]		= "..???..",
	[CAP_MEDIATE]		= "..xxx..",
	[CAP_BE_DRAWN]		= "..xxx..",
	[CAP_SHAPE]		= "...?x..",
	[CAP_MASK]		= "...?x..",
	[CAP_REMIND]		= "...?x..",
	[CAP_DECIDE]		= "....x..",
	[CAP_COUNTERSIGN]	= "....x..",
	[CAP_DECIDE_APPEAL]	= "....xx.",
	[CAP_ADMIT]		= "......x",
	[CAP_ACCOUNTS]		= "......?",
	[CAP_MESSAGE]		= ".????.?",
	[CAP_MESSAGE_READ]	= ".????.?",
	[CAP_VOUCH]		= "..???..",
	[CAP_TERM_PROPOSE]	= ".????.?",
	[CAP_TERM_APPROVE]	= "..???.?",
	[CAP_TERM_WITHDRAW]	= ".???x.?",
	[CAP_THANK]		= ".????.?",
	[CAP_ANSWER]		= ".????.?",
	[CAP_INVITE_VIEW]	= ".????.?",
	[CAP_THIRD_VIEW]	= ".????.?",
	[CAP_STAND]		= ".????.?",
	[CAP_ROUND]		= ".????.?",
	[CAP_CHARTER]		= "......x",
	[CAP_APPEAL]		= ".xxxx.x",
	[CAP_JURY]		= ".....x.",
	[CAP_NONCE]		= "..?....",
};
/*
 * What is left to who is suspended, then to who is excluded: the same signs.
 * Nothing else is, whatever their mandates.
 */
static const char left[CAP_COUNT][2 + 1] = {
	[CAP_READ_PUBLIC]	= "xx",
	[CAP_READ_MEMBERS]	= "x.",
	[CAP_READ_PRIVATE]	= "?.",
	[CAP_EDIT_OWN]		= "?.",
	[CAP_DELETE_OWN]	= "?.",
	[CAP_KEEP]		= "xx",
	[CAP_FLAG_ILLEGAL]	= "xx",
	[CAP_APPEAL]		= "xx",
	[CAP_MESSAGE_READ]	= "?.",
};
/* clang-format on */

const struct word *
capability_word(enum capability cap)
{
	return &words[cap];
}

enum grant
policy_cell(enum standing standing, enum capability cap)
{
	char	sign = standing < STANDING_SUSPENDED ? table[cap][standing] :
		    left[cap][standing - STANDING_SUSPENDED];

	switch (sign) {
	case 'x':
		return GRANT_YES;
	case '?':
		return GRANT_CONDITION;
	default:
		return GRANT_NO;
	}
}

/* --- conditions --- */

static const char suspended_words[] = N_("You are suspended until %2$s: you"
    " read, and drafts are kept. Case %1$ld says why.");

static enum err
on_the_list(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	/* Nobody on the server enters under a member's name. */
	return target->room_member && !caller->machine ? OK : ERR_NOT_FOUND;
}

static enum err
guards(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	if (caller->guarantor)
		return OK;
	refusal_set(why, N_("A guarantor commits to it."), 0, NULL);
	return ERR_DENIED;
}

static bool
facilitates(const struct caller *caller, const struct room *room)
{
	return room != NULL && u64s_has(&caller->facilitates, room->id);
}

static enum err
own_room(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	if (facilitates(caller, target->room))
		return OK;
	refusal_set(why, N_("A facilitator does this in their own room."), 0,
	    NULL);
	return ERR_DENIED;
}

/* "until" with the case whose reasons are to be read. */
static enum err
held_until(const struct hold *hold, const char *msgid, struct refusal *why)
{
	char	date[24];

	clock_rfc3339(hold->until, date);
	refusal_set(why, msgid, (long)hold->casefile, date);
	return ERR_DENIED;
}

/* Nobody speaks in a pause, nor suspended; rephrasing what one was asked to
 * rephrase is no speaking. */
static enum err
may_speak(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	size_t	i;

	if (target->post != NULL && target->post->author == caller->member &&
	    target->post->mask == MASK_REPHRASE)
		return OK;
	if (standing == STANDING_SUSPENDED)
		return held_until(&caller->suspended, suspended_words, why);
	for (i = 0; i < caller->pause_count && target->room != NULL; i++)
		if (caller->pauses[i].room == target->room->id)
			return held_until(&caller->pauses[i], N_("Your pause"
			    " in this room lasts until %2$s; you read, and"
			    " drafts are kept. Case %1$ld says why."), why);
	return OK;
}

/* The charter first, and not in a room that is put away. */
static enum err
may_touch(const struct caller *caller, const struct target *target,
    struct refusal *why)
{
	if (!caller->charter) {
		refusal_set(why, N_("The charter comes first: it is shown at"
		    " the first login of the full screen."), 0, NULL);
		return ERR_DENIED;
	}
	if (target->room != NULL && target->room->state == ROOM_ARCHIVED) {
		refusal_set(why, N_("This room is archived: it can be read,"
		    " and its posts quoted elsewhere."), 0, NULL);
		return ERR_DENIED;
	}
	return OK;
}

static enum err
may_write(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_touch(caller, target, why);

	return e == OK ? may_speak(caller, standing, target, why) : e;
}

/* In a round table each of those who signed up speaks once. */
static enum err
in_turn(const struct target *target, struct refusal *why)
{
	char	date[24];

	clock_rfc3339(target->round_until, date);
	if (target->round != ROUND_FIRST && target->round != ROUND_SECOND)
		refusal_set(why, N_("No round table is on here now."), 0,
		    NULL);
	else if (!target->round_member)
		refusal_set(why, N_("A round table is on until %s: those who"
		    " signed up speak, once each. Then the thread is open"
		    " again."), 0, date);
	else if (target->round_spoke)
		refusal_set(why, N_("You have spoken in this round, which"
		    " lasts until %s: each speaks once before anybody speaks"
		    " twice."), 0, date);
	else
		return OK;
	return ERR_DENIED;
}

/* What a round table leaves of it. */
static enum err
round_lets(const struct target *target, struct refusal *why)
{
	char	date[24];

	if (target->round == ROUND_FIRST || target->round == ROUND_SECOND)
		return in_turn(target, why);
	if (target->round != ROUND_SYNTHESIS || target->type == TYPE_S)
		return OK;
	clock_rfc3339(target->round_until, date);
	refusal_set(why, N_("All have spoken in this round table: now comes"
	    " its synthesis, type S, until %s."), 0, date);
	return ERR_DENIED;
}

static enum err
may_reply(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_write(caller, standing, target, why);
	char		date[24];

	if (e == OK && target->thread != NULL && target->thread->closed != 0) {
		clock_rfc3339(target->thread->closed, date);
		date[10] = '\0';
		refusal_set(why, N_("This thread was closed on %s; a"
		    " facilitator can open it again."), 0, date);
		return ERR_DENIED;
	}
	if (e == OK && target->closed) {
		refusal_set(why, N_("A misunderstanding was cleared here and"
		    " its branch is closed; the rest of the thread is open."),
		    0, NULL);
		return ERR_DENIED;
	}
	if (e == OK)
		e = round_lets(target, why);
	if (e == OK && target->next_post > caller->now) {
		clock_rfc3339(target->next_post, date);
		refusal_set(why, N_("The rhythm of this thread: your next"
		    " post, %s."), 0, date);
		return ERR_LIMIT;
	}
	if (e != OK || standing != STANDING_NEWCOMER)
		return e;
	if (caller->first_day && caller->replies_today >= FIRST_DAY_REPLIES) {
		refusal_set(why, N_("The first day has %ld replies; the next"
		    " one can be sent tomorrow."),
		    FIRST_DAY_REPLIES, NULL);
		return ERR_LIMIT;
	}
	if (!caller->first_day &&
	    caller->replies_thread_today >= THREAD_DAY_REPLIES) {
		refusal_set(why, N_("Newcomers have %ld replies a day in one"
		    " thread; the next one can be sent tomorrow."),
		    THREAD_DAY_REPLIES, NULL);
		return ERR_LIMIT;
	}
	return OK;
}

static enum err
may_open(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_write(caller, standing, target, why);

	if (e != OK || standing != STANDING_NEWCOMER)
		return e;
	if (caller->first_day && caller->threads_today >= FIRST_DAY_THREADS) {
		refusal_set(why, N_("The first day has %ld threads; the next"
		    " one can be opened tomorrow."),
		    FIRST_DAY_THREADS, NULL);
		return ERR_LIMIT;
	}
	return OK;
}

static enum err
own_removal(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_touch(caller, target, why);

	if (e != OK || target->post == NULL)
		return e;
	if (target->post->author != caller->member) {
		refusal_set(why, N_("Only its author may change this post; you"
		    " may reply to it."), 0, NULL);
		return ERR_DENIED;
	}
	if (target->post->state == POST_DELETED) {
		refusal_set(why, N_("This post is deleted already; the"
		    " replies stay readable."), 0, NULL);
		return ERR_DENIED;
	}
	return OK;
}

static enum err
own_post(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = own_removal(caller, standing, target, why);

	return e == OK ? may_speak(caller, standing, target, why) : e;
}

/* Nobody grants to themselves; a sysop never judges, a judge never runs. */
static enum err
kept_apart(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct caller	*grantee = target->grantee;
	bool			 judges;

	if (grantee == NULL)
		return OK;
	if (target->let_in) {
		if (caller->member == 0 || grantee->member != caller->member)
			return OK;
		refusal_set(why, N_("Nobody lets themselves into a private"
		    " room: another sysop can."), 0, NULL);
		return ERR_DENIED;
	}
	if (caller->member != 0 && grantee->member == caller->member) {
		refusal_set(why, N_("Nobody grants a mandate to themselves:"
		    " another sysop can."), 0, NULL);
		return ERR_DENIED;
	}
	if ((target->role == ROLE_GUARANTOR && grantee->moderator) ||
	    (target->role == ROLE_MODERATOR && grantee->guarantor)) {
		refusal_set(why, N_("Moderator and guarantor are never one"
		    " person: nobody watches over themselves."), 0, NULL);
		return ERR_DENIED;
	}
	judges = target->role == ROLE_MODERATOR ||
	    target->role == ROLE_GUARANTOR;
	if ((target->role == ROLE_SYSOP &&
	    (grantee->moderator || grantee->guarantor)) ||
	    (judges && grantee->sysop)) {
		refusal_set(why, N_("Sysop and moderator or guarantor are"
		    " never one person: the other mandate ends first."), 0,
		    NULL);
		return ERR_DENIED;
	}
	return OK;
}

/* The two who write each other, whatever anybody's role; and they themselves:
 * nobody on the server under their names. */
static enum err
own_talk(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	if (caller->machine) {
		refusal_set(why, N_("Private messages open to the two who"
		    " write them, not from the server."), 0, NULL);
		return ERR_DENIED;
	}
	return caller->member == target->talkers[0] ||
	    caller->member == target->talkers[1] ? OK : ERR_NOT_FOUND;
}

static enum err
may_message(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	long		most = standing == STANDING_NEWCOMER ?
			    NEWCOMER_MESSAGES : DAY_MESSAGES;
	enum err	e;

	if ((e = own_talk(caller, standing, target, why)) != OK ||
	    (e = may_write(caller, standing, target, why)) != OK ||
	    caller->messages_today < (uint32_t)most)
		return e;
	refusal_set(why, N_("A day has %ld messages; the next one can be sent"
	    " tomorrow."), most, NULL);
	return ERR_LIMIT;
}

/* Inviting asks for nothing; a newcomer who is here may have one sponsor. */
static enum err
may_sponsor(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct member	*m = target->newcomer;

	if (m == NULL)
		return OK;
	if (m->id != caller->member && m->status == STATUS_NEWCOMER &&
	    (m->sponsor == 0 || target->sponsor_until <= caller->now))
		return OK;
	if (m->sponsor == caller->member && m->status == STATUS_NEWCOMER)
		refusal_set(why, N_("You sponsor this person already."), 0,
		    NULL);
	else if (m->id == caller->member || m->status != STATUS_NEWCOMER)
		refusal_set(why, N_("A sponsor accompanies a newcomer: this"
		    " person is none."), 0, NULL);
	else
		refusal_set(why, N_("This person has a sponsor already."), 0,
		    NULL);
	return ERR_DENIED;
}

static enum err
may_vouch(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct member	*m = target->newcomer;
	char			 date[24];

	if (m == NULL)
		return OK;
	if (m->sponsor != caller->member || m->id == caller->member ||
	    target->sponsor_until <= caller->now) {
		refusal_set(why, N_("Only their sponsor can: one who knows"
		    " the person."), 0, NULL);
		return ERR_DENIED;
	}
	if (m->status != STATUS_NEWCOMER || m->vouched != 0) {
		refusal_set(why, m->vouched != 0 ?
		    N_("You gave your word already.") :
		    N_("This person is a member already."), 0, NULL);
		return ERR_DENIED;
	}
	if (caller->now >= target->word_from || caller->waived)
		return OK;
	clock_rfc3339(target->word_from, date);
	date[10] = '\0';
	refusal_set(why, N_("A sponsor’s word counts from %s on: time to know"
	    " each other."), 0, date);
	return ERR_LIMIT;
}

/* Two others than the one who proposed it. */
static enum err
may_approve_term(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct term	*term = target->term;

	if (term == NULL)
		return OK;
	if (term->approved != 0) {
		refusal_set(why, N_("This word is in the glossary already."),
		    0, NULL);
		return ERR_DENIED;
	}
	if (term->by == caller->member) {
		refusal_set(why, N_("Others approve what one proposes."), 0,
		    NULL);
		return ERR_DENIED;
	}
	if (u64s_has(&term->approvals, caller->member)) {
		refusal_set(why, N_("You approved this word already."), 0,
		    NULL);
		return ERR_DENIED;
	}
	return may_write(caller, standing, target, why);
}

static enum err
own_term(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct term	*term = target->term;

	if (term == NULL || (term->by == caller->member &&
	    term->approved == 0))
		return OK;
	refusal_set(why, N_("One’s own proposal can be withdrawn while it"
	    " waits; a word that is approved gets another definition by a new"
	    " proposal."), 0, NULL);
	return ERR_DENIED;
}

/* Once for a post, and never oneself. */
static enum err
may_thank(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct post	*post = target->post;
	enum err		 e = may_write(caller, standing, target, why);

	if (e != OK || post == NULL)
		return e;
	if (post->author == caller->member)
		refusal_set(why, N_("This post is your own."), 0, NULL);
	else if (post->state != POST_LIVE)
		refusal_set(why, N_("This post was removed by its author."),
		    0, NULL);
	else if (target->thanked)
		refusal_set(why, N_("You have thanked for this post; a"
		    " private message says more."), 0, NULL);
	else
		return OK;
	return ERR_DENIED;
}

/* Whose view is restated says so once; that it was a misunderstanding, at any
 * time. */
static enum err
may_answer(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct post	*post = target->post;
	enum err		 e = may_write(caller, standing, target, why);

	if (e != OK || post == NULL)
		return e;
	if (target->restated == RESTATED_NOT)
		refusal_set(why, N_("This post restates nobody’s view: there"
		    " is nothing to confirm."), 0, NULL);
	else if (post->answers_to != caller->member)
		refusal_set(why, N_("Only the person whose view is restated"
		    " answers."), 0, NULL);
	else if (target->restated == RESTATED_WAITING || target->answer_fresh)
		return OK;
	else if (target->restated == RESTATED_CLEARED)
		refusal_set(why, N_("This misunderstanding was cleared"
		    " already."), 0, NULL);
	else if (target->answer == RESTATED_CLEARED ||
	    target->answer == RESTATED_NOT)
		return OK;
	else if (target->restated == RESTATED_UNANSWERED)
		refusal_set(why, N_("The time to answer is over; a reply says"
		    " it as well, and that a misunderstanding is cleared can"
		    " be said still."), 0, NULL);
	else
		refusal_set(why, N_("You answered already; that a"
		    " misunderstanding is cleared can be said still."), 0,
		    NULL);
	return ERR_DENIED;
}

/* Whoever opened the thread, or shapes it; once for a profile, and in time. */
static enum err
may_invite_view(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_write(caller, standing, target, why);

	if (e != OK || target->thread == NULL)
		return e;
	if (target->thread->author != caller->member &&
	    standing != STANDING_MODERATOR &&
	    !(standing == STANDING_FACILITATOR &&
	    facilitates(caller, target->room)))
		refusal_set(why, N_("Whoever opened the thread, or facilitates"
		    " the room, invites a missing view."), 0, NULL);
	else if (!target->view_ripe)
		refusal_set(why, N_("A missing view is invited once the thread"
		    " has had some posts and some days to find it by itself."),
		    0, NULL);
	else if (target->view_there)
		refusal_set(why, N_("This view is there already."), 0, NULL);
	else if (target->view_invited)
		refusal_set(why, N_("This view was invited already."), 0,
		    NULL);
	else
		return OK;
	return ERR_DENIED;
}

static enum err
may_ask_third(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_write(caller, standing, target, why);

	if (e != OK || target->thread == NULL || target->dueling)
		return e;
	refusal_set(why, N_("A third view is invited by one of two who have"
	    " answered each other for a while."), 0, NULL);
	return ERR_DENIED;
}

/* Those who wrote in the thread, of another’s synthesis, while its days last;
 * what somebody missed can be found in it at any time. */
static enum err
may_stand(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	const struct post	*post = target->post;
	enum err		 e = may_write(caller, standing, target, why);

	if (e != OK || post == NULL)
		return e;
	if (post->type != TYPE_S || post->parent == 0 ||
	    post->state != POST_LIVE)
		refusal_set(why, N_("This is said of a synthesis."), 0, NULL);
	else if (post->author == caller->member)
		refusal_set(why, N_("Others say whether they find themselves"
		    " in your synthesis."), 0, NULL);
	else if (!target->voiced)
		refusal_set(why, N_("Those who wrote in the thread say whether"
		    " they find themselves in its synthesis."), 0, NULL);
	else if (target->stand_until <= caller->now && !(target->stands ==
	    STAND_LACKS && target->stand != STAND_LACKS))
		refusal_set(why, N_("The time to say it is over; a reply says"
		    " it as well."), 0, NULL);
	else
		return OK;
	return ERR_DENIED;
}

static enum err
may_take_turn(const struct caller *caller, enum standing standing,
    const struct target *target, struct refusal *why)
{
	enum err	e = may_write(caller, standing, target, why);
	bool		signup = target->round == ROUND_SIGNUP;

	if (e != OK || target->thread == NULL)
		return e;
	if (target->turn == TURN_PASS)
		return in_turn(target, why);
	if (!signup)
		refusal_set(why, N_("No round table takes names here now."),
		    0, NULL);
	else if (target->turn == TURN_JOIN && target->round_member)
		refusal_set(why, N_("You signed up already."), 0, NULL);
	else if (target->turn == TURN_LEAVE && !target->round_member)
		refusal_set(why, N_("You did not sign up."), 0, NULL);
	else if (target->turn == TURN_JOIN && target->round_full)
		refusal_set(why, N_("This round table is full; it can be read,"
		    " and answered once it is over."), 0, NULL);
	else
		return OK;
	return ERR_DENIED;
}

static enum err (*const conditions[CAP_COUNT])(const struct caller *,
    enum standing, const struct target *, struct refusal *) = {
	[CAP_READ_PRIVATE] = on_the_list,
	[CAP_POST_CQE] = may_reply,
	[CAP_POST_NDS] = may_reply,
	[CAP_THREAD_Q] = may_open,
	[CAP_THREAD] = may_open,
	[CAP_EDIT_OWN] = own_post,
	[CAP_DELETE_OWN] = own_removal,
	[CAP_NONCE] = guards,
	[CAP_SHAPE] = own_room,
	[CAP_MASK] = own_room,
	[CAP_REMIND] = own_room,
	[CAP_ACCOUNTS] = kept_apart,
	[CAP_MESSAGE] = may_message,
	[CAP_MESSAGE_READ] = own_talk,
	[CAP_SPONSOR] = may_sponsor,
	[CAP_VOUCH] = may_vouch,
	[CAP_TERM_PROPOSE] = may_write,
	[CAP_TERM_APPROVE] = may_approve_term,
	[CAP_TERM_WITHDRAW] = own_term,
	[CAP_THANK] = may_thank,
	[CAP_ANSWER] = may_answer,
	[CAP_INVITE_VIEW] = may_invite_view,
	[CAP_THIRD_VIEW] = may_ask_third,
	[CAP_STAND] = may_stand,
	[CAP_ROUND] = may_take_turn,
};

/* --- the decision --- */

/* What a refusal says is possible instead, for whom no standing helps. */
static void
say_instead(const struct caller *caller, enum capability cap,
    struct refusal *why)
{
	bool	days = caller->now < caller->rises && !caller->waived;
	char	date[24];

	if (caller->excluded.until != 0) {
		held_until(&caller->excluded, N_("You are excluded until"
		    " %2$s. Case %1$ld says why, and can be appealed."), why);
		return;
	}
	if (caller->suspended.until != 0) {
		held_until(&caller->suspended, suspended_words, why);
		return;
	}
	if (caller->member == 0 || caller->status != STATUS_NEWCOMER) {
		if (caller->member == 0 && !caller->machine &&
		    policy_cell(STANDING_MEMBER, cap) != GRANT_NO)
			refusal_set(why, N_("Guests read. To take part, join:"
			    " ssh new@ this host."), 0, NULL);
		return;
	}
	clock_rfc3339(caller->rises, date);
	date[10] = '\0';
	if (cap == CAP_THREAD && days)
		refusal_set(why, N_("Opening a thread here comes with"
		    " membership, on %s. A question, right now."), 0, date);
	else if (cap == CAP_THREAD)
		refusal_count(why, NN_("Opening a thread here comes with"
		    " membership, after %ld post. A question, right now.",
		    "Opening a thread here comes with membership, after %ld"
		    " posts. A question, right now."), caller->rise_posts);
	else if (cap == CAP_POST_NDS && days)
		refusal_set(why, N_("Nuance, disagreement and synthesis come"
		    " with membership, on %s. A contribution, a question or an"
		    " experience, right now."), 0, date);
	else if (cap == CAP_POST_NDS)
		refusal_count(why, NN_("Nuance, disagreement and synthesis"
		    " come with membership, after %ld post. A contribution, a"
		    " question or an experience, right now.",
		    "Nuance, disagreement and synthesis come with membership,"
		    " after %ld posts. A contribution, a question or an"
		    " experience, right now."), caller->rise_posts);
	else if (policy_cell(STANDING_MEMBER, cap) != GRANT_NO && days)
		refusal_set(why, N_("This comes with membership, on %s."), 0,
		    date);
	else if (policy_cell(STANDING_MEMBER, cap) != GRANT_NO)
		refusal_count(why, NN_("This comes with membership, after"
		    " %ld post.", "This comes with membership, after %ld"
		    " posts."), caller->rise_posts);
}

/* The standings that a caller has at once, as bits. */
static unsigned
standings(const struct caller *caller)
{
	unsigned	bits = 1u << STANDING_GUEST;

	if (caller->member == 0)
		return bits;
	if (caller->status == STATUS_NEWCOMER)
		bits |= 1u << STANDING_NEWCOMER;
	else if (caller->status == STATUS_MEMBER)
		bits |= 1u << STANDING_MEMBER;
	else
		return bits;
	if (caller->excluded.until != 0)
		return 1u << STANDING_GUEST | 1u << STANDING_EXCLUDED;
	if (caller->suspended.until != 0)
		return 1u << STANDING_GUEST | 1u << STANDING_SUSPENDED;
	if (caller->facilitates.count > 0)
		bits |= 1u << STANDING_FACILITATOR;
	if (caller->moderator)
		bits |= 1u << STANDING_MODERATOR;
	if (caller->sysop)
		bits |= 1u << STANDING_SYSOP;
	return bits;
}

/* The program on the server: accounts, rooms, and it sees what it manages. */
static bool
machine_may(enum capability cap)
{
	return cap == CAP_READ_PUBLIC || cap == CAP_READ_MEMBERS ||
	    cap == CAP_READ_PRIVATE || cap == CAP_ADMIT || cap == CAP_ACCOUNTS ||
	    cap == CAP_CHARTER;
}

enum err
policy_check(const struct caller *caller, enum capability cap,
    const struct target *target, struct refusal *why)
{
	static const struct target	 nothing;
	struct refusal			 said = { 0 }, one;
	enum err			 best = ERR_DENIED, e;
	unsigned			 bits;
	int				 s;
	bool				 asked = false;

	if (target == NULL)
		target = &nothing;
	if (caller->machine && caller->member == 0 && machine_may(cap))
		return conditions[cap] == kept_apart ?
		    kept_apart(caller, STANDING_SYSOP, target, why) : OK;
	bits = standings(caller);
	if (target->juror && caller->status == STATUS_MEMBER)
		bits |= 1u << STANDING_JUROR;
	for (s = STANDING_COUNT - 1; s >= 0; s--) {
		if ((bits & 1u << s) == 0)
			continue;
		switch (policy_cell((enum standing)s, cap)) {
		case GRANT_YES:
			return OK;
		case GRANT_CONDITION:
			memset(&one, 0, sizeof(one));
			e = conditions[cap](caller, (enum standing)s, target,
			    &one);
			if (e == OK)
				return OK;
			if (!asked) {
				best = e;
				said = one;
				asked = true;
			}
			break;
		case GRANT_NO:
			break;
		}
	}
	if (!asked) {
		if (cap == CAP_READ_MEMBERS || cap == CAP_READ_PRIVATE)
			return ERR_NOT_FOUND;
		say_instead(caller, cap, &said);
	}
	if (why != NULL)
		*why = said;
	return best;
}
