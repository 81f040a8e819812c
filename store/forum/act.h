/*
 * act: the one door for changes.  Every write is act_run(store, who, act,
 * args): texts accepted before the transaction, then one transaction: load,
 * stale?, policy_check, apply, notices, log line, commit.  A row of the table
 * in act.c says all there is to say of an act; menus, prompts, greying and
 * docs/gen come from it.
 */
#ifndef ACT_H
#define ACT_H

#include "store/forum/policy.h"

/* An open store with the process's settings; made once a process. */
struct store;
/* Opens db_open(".") after the caller's chdir.  Caller: store_close(). */
enum err store_open(int dirfd, const struct db_options *, struct store **out,
    struct refusal *why);
void store_close(struct store *);
struct db *store_db(struct store *);

/* Who acts.  A value: no store inside; rights are looked up at each use. */
struct who {
	uint64_t member;	/* 0 with machine: the program; else a guest */
	bool machine;		/* with member: the program, under that name;
				 * private rooms are then closed to it */
	char address[48];	/* "203.0.113.4", "local"; for notices */
	uint64_t key;		/* without it nothing is done; 0: none */
};

/* id, exact word, title (msgid), capability, flags */
#define ACTS(X)								\
	X(ACT_THREAD_NEW, "thread-new",	N_("Open a thread"),	CAP_THREAD_Q, 0) \
	X(ACT_POST_REPLY, "post-reply",	N_("Reply"),		CAP_POST_CQE, 0) \
	X(ACT_POST_EDIT, "post-edit",	N_("Edit one’s post"),	CAP_EDIT_OWN, 0) \
	X(ACT_POST_DELETE, "post-delete", N_("Delete one’s post"), CAP_DELETE_OWN, ACT_ASKS) \
	X(ACT_READ_MARK, "read-mark",	N_("Mark as read"),	CAP_KEEP, ACT_QUIET) \
	X(ACT_READ_UNMARK, "read-unmark", N_("Mark as unread"),	CAP_KEEP, ACT_QUIET) \
	X(ACT_CATCHUP,	"catchup",	N_("Mark all as read"),	CAP_KEEP, ACT_QUIET | ACT_ASKS) \
	X(ACT_ROOM_FORGET, "room-forget", N_("Forget or take back a room"), CAP_KEEP, ACT_QUIET) \
	X(ACT_WATCH_SET, "watch-set",	N_("Follow or mute a thread or a room"), CAP_KEEP, ACT_QUIET) \
	X(ACT_IGNORE,	"ignore",	N_("Ignore a member, or no longer"), CAP_KEEP, ACT_QUIET) \
	X(ACT_DRAFT_SAVE, "draft-save",	N_("Save a draft"),	CAP_KEEP, ACT_QUIET) \
	X(ACT_DRAFT_DROP, "draft-drop",	N_("Throw a draft away"), CAP_KEEP, ACT_QUIET | ACT_ASKS) \
	X(ACT_UNSENT_KEEP, "unsent-keep", N_("Keep a form that was begun"), CAP_KEEP, ACT_QUIET) \
	X(ACT_WORD_ADD,	"word-add",	N_("Hold a word to be well spelt"), CAP_KEEP, ACT_QUIET) \
	X(ACT_WORD_DROP, "word-drop",	N_("Take a word off one’s list"), CAP_KEEP, ACT_QUIET) \
	X(ACT_SPELLING_SET, "spelling-set", N_("Choose how texts are spelt"), CAP_KEEP, ACT_QUIET) \
	X(ACT_NOTICE_SEEN, "notice-seen", N_("Mark a notice as seen"), CAP_KEEP, ACT_QUIET) \
	X(ACT_CHARTER_ACCEPT, "charter-accept", N_("Accept the charter"), CAP_KEEP, 0) \
	X(ACT_PROFILE_SET, "profile-set", N_("Change one’s profile and settings"), CAP_KEEP, 0) \
	X(ACT_SEEN,	"seen",		N_("Note a login"),	CAP_KEEP, ACT_QUIET) \
	X(ACT_KEY_ADD,	"key-add",	N_("Add a key"),	CAP_KEEP, ACT_PASSWORD) \
	X(ACT_KEY_REMOVE, "key-remove",	N_("Remove a key"),	CAP_KEEP, ACT_PASSWORD | ACT_ASKS) \
	X(ACT_PASSWORD_SET, "password-set", N_("Change one’s password"), CAP_KEEP, ACT_PASSWORD) \
	X(ACT_INVITE,	"invite",	N_("Invite a person"),	CAP_SPONSOR, 0) \
	X(ACT_REGISTER,	"register",	N_("Ask to join"),	CAP_READ_PUBLIC, 0) \
	X(ACT_ADMIT,	"admit",	N_("Admit a person"),	CAP_ADMIT, 0) \
	X(ACT_REFUSE,	"refuse",	N_("Refuse a request"),	CAP_ADMIT, ACT_REASON) \
	X(ACT_MEMBER_ADD, "member-add",	N_("Add a member"),	CAP_ACCOUNTS, 0) \
	X(ACT_ROOM_ADD,	"room-add",	N_("Add a room"),	CAP_ACCOUNTS, 0) \
	X(ACT_ROOM_ALLOW, "room-allow",	N_("Let a member into a private room"), CAP_ACCOUNTS, 0) \
	X(ACT_MANDATE_ADD, "mandate-add", N_("Grant a mandate"), CAP_ACCOUNTS, 0) \
	X(ACT_MANDATE_END, "mandate-end", N_("End a mandate"),	CAP_ACCOUNTS, ACT_ASKS) \
	X(ACT_ACT_AS,	"act-as",	N_("Act under a member’s name"), CAP_ACCOUNTS, 0) \
	X(ACT_MESSAGE_SEND, "message-send", N_("Write a private message"), CAP_MESSAGE, 0) \
	X(ACT_MESSAGE_READ, "message-read", N_("Mark messages as read"), CAP_MESSAGE_READ, ACT_QUIET) \
	X(ACT_MESSAGE_REMOVE, "message-remove", N_("Remove one’s copy of messages"), CAP_MESSAGE_READ, ACT_QUIET | ACT_ASKS) \
	X(ACT_SETTING_SET, "setting-set", N_("Change a setting of the forum"), CAP_ACCOUNTS, 0) \
	X(ACT_SPONSOR, "sponsor",	N_("Sponsor a newcomer"), CAP_SPONSOR, 0) \
	X(ACT_VOUCH,	"vouch",	N_("Give one’s word for a newcomer"), CAP_VOUCH, 0) \
	X(ACT_TERM_PROPOSE, "term-propose", N_("Propose a word of the glossary"), CAP_TERM_PROPOSE, 0) \
	X(ACT_TERM_APPROVE, "term-approve", N_("Approve a word of the glossary"), CAP_TERM_APPROVE, 0) \
	X(ACT_TERM_WITHDRAW, "term-withdraw", N_("Take a word out of the glossary"), CAP_TERM_WITHDRAW, ACT_ASKS) \
	X(ACT_THANK,	"thank",	N_("Thank an author in private"), CAP_THANK, 0) \
	X(ACT_ANSWER,	"answer",	N_("Answer a restatement of one’s view"), CAP_ANSWER, 0) \
	X(ACT_RHYTHM_SET, "rhythm-set",	N_("Set the rhythm of a thread"), CAP_SHAPE, ACT_REASON) \
	X(ACT_VIEW_INVITE, "view-invite", N_("Invite a view into a thread"), CAP_INVITE_VIEW, 0) \
	X(ACT_PAIR_CALM, "pair-calm",	N_("Ask two people to post calmly"), CAP_SHAPE, 0) \
	X(ACT_WAIT_PASS, "wait-pass",	N_("Put aside what asks one, without a word"), CAP_KEEP, ACT_QUIET) \
	X(ACT_STAND,	"stand",	N_("Say whether one finds oneself in a synthesis"), CAP_STAND, 0) \
	X(ACT_THREAD_CLOSE, "thread-close", N_("Close a thread, or open it again"), CAP_SHAPE, 0) \
	X(ACT_ROUND_SET, "round-set",	N_("Announce a round table, or call it off"), CAP_SHAPE, 0) \
	X(ACT_ROUND_TURN, "round-turn",	N_("Take part in a round table"), CAP_ROUND, 0) \
	X(ACT_STRICT_SET, "strict-set",	N_("Make a thread strict, or no longer"), CAP_SHAPE, 0) \
	X(ACT_FLAG,	"flag",		N_("Flag a post"),	CAP_FLAG, 0) \
	X(ACT_CASE_TAKE, "case-take",	N_("Take a case for a day"), CAP_DECIDE, 0) \
	X(ACT_CASE_DECIDE, "case-decide", N_("Decide a case"), CAP_DECIDE, 0) \
	X(ACT_COUNTERSIGN, "countersign", N_("Countersign a decision, or not"), CAP_COUNTERSIGN, 0) \
	X(ACT_REPAIR,	"repair",	N_("Agree to a repair, or say that it is done"), CAP_KEEP, 0) \
	X(ACT_APPEAL,	"appeal",	N_("Appeal against a decision"), CAP_APPEAL, 0) \
	X(ACT_JURY,	"jury",		N_("Sit in a jury, or not; write, talk there"), CAP_JURY, 0) \
	X(ACT_JURY_VOTE, "jury-vote",	N_("Say as a juror which measure is right"), CAP_JURY, 0) \
	X(ACT_NONCE,	"nonce",	N_("Commit to a number for a draw"), CAP_NONCE, 0) \
	X(ACT_CHARTER_SET, "charter-set", N_("Give the charter another text"), CAP_CHARTER, 0) \
	X(ACT_MANDATE_RENEW, "mandate-renew", N_("Renew a mandate"), CAP_ACCOUNTS, 0) \
	X(ACT_RESET,	"reset",	N_("Give a code for a new password"), CAP_ACCOUNTS, ACT_ASKS) \
	X(ACT_ERASE,	"erase",	N_("Erase one’s account, or keep it after all"), CAP_KEEP, ACT_PASSWORD | ACT_ASKS)

enum act {
#define X(id, word, title, cap, flags) id,
	ACTS(X)
#undef X
	ACT_COUNT
};
enum act_flag {
	ACT_QUIET = 1,		/* makes nobody else's screen reload */
	ACT_ASKS = 2,		/* the interface asks before it */
	ACT_REASON = 4,		/* args.reason is compulsory, 10 to 500 signs */
	ACT_PASSWORD = 8,	/* args.password is the present password, if any */
};

/*
 * One struct for all acts.  What each reads, beyond the obvious:
 * THREAD_NEW	room, title, text, type, hat; number: the draft it comes from
 * POST_REPLY	post (the parent), text, type, hat, restate, agree; number
 * POST_EDIT	post, text, revision; title (opening posts), restate, agree:
 *		changed if not empty; number
 * POST_DELETE	post
 * READ_MARK	room and marks, or post; READ_UNMARK the same
 * CATCHUP	thread, or else room, or else (both 0) all rooms seen
 * ROOM_FORGET	room: forgets it, or takes it back if it was forgotten
 * WATCH_SET	thread, or else room; number: enum watch_kind.  A room that is
 *		muted is forgotten; one that is followed is taken back
 * IGNORE	member; number 1 = from now on, 0 = no longer
 * DRAFT_SAVE	draft; DRAFT_DROP number (thrown: kept 7 days; again: gone)
 * UNSENT_KEEP	unsent: kind, subject, choice and texts; without a text it goes
 * WORD_ADD	name, a word of letters; WORD_DROP the same
 * SPELLING_SET	number: enum spelling
 * CHARTER_ACCEPT revision: the version that was read
 * NOTICE_SEEN	number, or else post (all notices about it), or else all
 * PROFILE_SET	profile: all that a member sets of their own, read back first
 * KEY_ADD	key_type, key_blob, name, password; KEY_REMOVE number, password
 * PASSWORD_SET	new_password, password
 * RESET	member; result.code stands for a password, once, for a day
 * REGISTER	profile (handle, words…), code, and key_type, key_blob or
 *		new_password or both
 * ADMIT	member; REFUSE member, reason
 * MEMBER_ADD	profile (handle, profiles), number 1 = a newcomer; a key or a
 *		new_password or neither
 * ROOM_ADD	name, title, description, wing, visibility
 * ROOM_ALLOW	room, member
 * ACT_AS	member, name (what is done: "read", "console"); leaves a notice
 * MESSAGE_SEND	member (to whom), text; number: the draft it comes from
 * MESSAGE_READ	member (with whom), number: up to this message; 0 = all
 * MESSAGE_REMOVE member (with whom), number: this message; 0 = all of them,
 *		the latest 200 at a time: result.waiting says there are more
 * MANDATE_ADD	member, role, room (facilitators), until; MANDATE_END mandate;
 *		MANDATE_RENEW mandate, until: another one from its end on
 * SETTING_SET	name, number; back: the default again
 * SPONSOR	member; VOUCH member: whom one sponsors
 * TERM_PROPOSE	name (the word), text (what it means)
 * TERM_APPROVE	number: the term; TERM_WITHDRAW the same
 * THANK	post
 * ANSWER	post, number: RESTATED_CONFIRMED to _CLEARED (0 asks store_may()
 *		whether any can be given), text (of CLARIFIED and CONTESTED),
 *		revision
 * VIEW_INVITE	post (any of the thread), number: enum profile + 1, a view that
 *		is missing, or 0: a third one, by one of two; result.id: how
 *		many were invited
 * PAIR_CALM	post (any of the thread), member and number: the two
 * WAIT_PASS	post (any of the thread): what it asks of exchanges and views
 * STAND	post (a synthesis), number: enum stand_kind, text (of LACKS)
 * THREAD_CLOSE	post (any of the thread); back: open again
 * ROUND_SET	post (any of the thread), number: enum round_form, bits; back:
 *		called off
 * ROUND_TURN	post (any of the thread), number: enum round_turn
 * FLAG		post, name: the article ("4a") or "illegal", reason
 * CASE_TAKE	number: the case; back: it is given back
 * CASE_DECIDE	number: the case, type: enum measure, name: the article, text:
 *		the facts, reason; days, of measures that end; member: with
 *		whom a repair is, 0 = the first who flagged; revision: the
 *		version that was shown.  result.waiting: it is to be
 *		countersigned.  A decision that stands gives way to a lighter
 *		one only, with its revision
 * COUNTERSIGN	number: the case; back: no, it is to be decided anew; revision
 * APPEAL	number: the case whose decision stands, text
 * JURY		number: the case, type: enum jury_step, text (of OPINION, SAY)
 * JURY_VOTE	number: the case, type: enum measure, days, text: the reasons
 * REPAIR	number: the case, type: enum repair_step
 * STRICT_SET	post (any of the thread); back: no longer
 * RHYTHM_SET	post (any of the thread), number: enum rhythm, reason, until
 * ERASE	password; number 1: the posts’ texts too; back: it stays
 * CHARTER_SET	text: both languages, as charter.h says; result.id: the version
 */
struct act_args {
	uint64_t room, thread, post, member, number, mandate, cursor;
	uint8_t type, role, wing, visibility;
	struct str title, text, hat, restate, agree;
	struct str name, description, reason, code;
	struct str password, new_password;	/* wiped by act_run() */
	struct str key_type, key_blob;
	const struct rangeset *marks;	/* READ_MARK: ordinals, with .room */
	const struct draft *draft;	/* DRAFT_SAVE: number 0 = a new one */
	const struct unsent *unsent;	/* UNSENT_KEEP */
	const struct member *profile;	/* PROFILE_SET, MEMBER_ADD, REGISTER */
	int64_t until;			/* MANDATE_ADD, MANDATE_RENEW,
					 * RHYTHM_SET; 0 = the default */
	uint32_t revision;		/* POST_EDIT, ANSWER, CHARTER_ACCEPT:
					 * what was shown;
					 * another now: ERR_STALE; 0 = any */
	uint32_t days;			/* CASE_DECIDE */
	bool back;			/* what was set is taken back */
};
struct act_result {
	uint64_t id;		/* post, member, draft, mandate… that resulted */
	struct refusal why;
	char code[48];		/* INVITE, RESET: the code, in groups; shown
				 * once */
	bool masked;		/* FLAG: the post is masked until it is decided */
	bool withheld;		/* POST_REPLY: it waits for its answer */
	bool duel;		/* POST_REPLY: two answer each other only, and
				 * were told */
	bool waiting;		/* REGISTER: waits for a human; CASE_DECIDE: for
				 * its second signature;
				 * MESSAGE_REMOVE: more are to be removed */
};

struct act_row {
	const char *word, *title;
	enum capability cap;
	unsigned flags;
};
const struct act_row *act_row(enum act);	/* static */

/*
 * Does it, durably, or changes nothing.  result may be NULL.
 * ERR_INPUT, ERR_NOT_FOUND, ERR_DENIED, ERR_LIMIT, ERR_EXISTS, ERR_STALE,
 * ERR_FULL, ERR_IO; result->why says more.  Argon2 work (PASSWORD_SET,
 * REGISTER, MEMBER_ADD with password) happens before the transaction, in the
 * caller's hashing slot (auth.h).
 */
enum err act_run(struct store *, const struct who *, enum act,
    struct act_args *, struct act_result *result);

#endif
