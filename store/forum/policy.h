/*
 * policy: what a person may do, decided in one pure function.  The rights
 * table of product.md section 6 is data (policy.c: role × capability, then a
 * few conditions).  Called from three places only (lint holds that): act.c
 * for writes, query.c's one visibility function for reads, store_may() for
 * greying in the interface.
 */
#ifndef POLICY_H
#define POLICY_H

#include "store/forum/model.h"

/* capability, exact word, title (msgid): the rows of product.md section 6 */
#define CAPABILITIES(X)							\
	X(CAP_READ_PUBLIC,	"read-public",	N_("read public rooms"))  \
	X(CAP_READ_MEMBERS,	"read-members",	N_("read members’ rooms")) \
	X(CAP_READ_PRIVATE,	"read-private",	N_("read a private room")) \
	X(CAP_POST_CQE,		"post-cqe",	N_("post C, Q and E"))	\
	X(CAP_POST_NDS,		"post-nds",	N_("post N, D and S"))	\
	X(CAP_THREAD_Q,		"thread-q",	N_("open a thread with a question")) \
	X(CAP_THREAD,		"thread",	N_("open a thread"))	\
	X(CAP_EDIT_OWN,		"edit-own",	N_("edit one’s own post")) \
	X(CAP_DELETE_OWN,	"delete-own",	N_("delete one’s own post")) \
	X(CAP_KEEP,		"keep",		N_("keep read marks, drafts, settings")) \
	X(CAP_FLAG_ILLEGAL,	"flag-illegal",	N_("report illegal content")) \
	X(CAP_FLAG,		"flag",		N_("flag a post"))	\
	X(CAP_FLAG_MASKS,	"flag-masks",	N_("have a flag count toward masking")) \
	X(CAP_SPONSOR,		"sponsor",	N_("sponsor and invite")) \
	X(CAP_MEDIATE,		"mediate",	N_("mediate"))		\
	X(CAP_BE_DRAWN,		"be-drawn",	N_("be drawn by lot"))	\
	X(CAP_SHAPE,		"shape",	N_("rhythm, move, split, merge, pin, round table")) \
	X(CAP_MASK,		"mask",		N_("mask for 48 hours")) \
	X(CAP_REMIND,		"remind",	N_("send a private reminder")) \
	X(CAP_DECIDE,		"decide",	N_("decide a case"))	\
	X(CAP_COUNTERSIGN,	"countersign",	N_("countersign"))	\
	X(CAP_DECIDE_APPEAL,	"decide-appeal", N_("decide an appeal")) \
	X(CAP_ADMIT,		"admit",	N_("admit people who ask to join")) \
	X(CAP_ACCOUNTS,		"accounts",	N_("accounts, keys, rooms, mandates, backup")) \
	X(CAP_MESSAGE,		"message",	N_("write private messages")) \
	X(CAP_MESSAGE_READ,	"message-read",	N_("read one’s own private messages")) \
	X(CAP_VOUCH,		"vouch",	N_("give one’s word for whom one sponsors")) \
	X(CAP_TERM_PROPOSE,	"term-propose",	N_("propose a word of the glossary")) \
	X(CAP_TERM_APPROVE,	"term-approve",	N_("approve a word of the glossary")) \
	X(CAP_TERM_WITHDRAW,	"term-withdraw", N_("take a word out of the glossary")) \
	X(CAP_THANK,		"thank",	N_("thank an author in private")) \
	X(CAP_ANSWER,		"answer",	N_("answer a restatement of one’s view")) \
	X(CAP_INVITE_VIEW,	"invite-view",	N_("invite a missing view into a thread")) \
	X(CAP_THIRD_VIEW,	"third-view",	N_("invite a third view between two")) \
	X(CAP_STAND,		"stand",	N_("say whether one finds oneself in a synthesis")) \
	X(CAP_ROUND,		"round",	N_("take part in a round table")) \
	X(CAP_JURY,		"jury",		N_("sit in a jury"))	\
	X(CAP_NONCE,		"nonce",	N_("commit to a number for a draw")) \
	X(CAP_APPEAL,		"appeal",	N_("appeal against a decision")) \
	X(CAP_CHARTER,		"charter",	N_("give the charter another text"))

enum capability {
#define X(id, word, title) id,
	CAPABILITIES(X)
#undef X
	CAP_COUNT
};
const struct word *capability_word(enum capability);	/* static */

/* Columns of the table.  A person's rights are the union of their roles. */
enum standing { STANDING_GUEST, STANDING_NEWCOMER, STANDING_MEMBER,
	STANDING_FACILITATOR, STANDING_MODERATOR, STANDING_JUROR,
	STANDING_SYSOP,
	/* instead of all their others, what a decision leaves them */
	STANDING_SUSPENDED, STANDING_EXCLUDED,
	STANDING_COUNT };
/* What one cell says: no; yes; yes under the condition coded in policy.c */
enum grant { GRANT_NO, GRANT_YES, GRANT_CONDITION };
/* The cell, for greying, docs and the matrix test. */
enum grant policy_cell(enum standing, enum capability);

/* What a decision took from somebody; until 0: nothing. */
struct hold {
	uint64_t room;		/* of a pause */
	int64_t until;
	uint64_t casefile;	/* where its reasons are */
};

/* Everything policy may know of the caller, gathered by caller_load(). */
struct caller {
	uint64_t member;	/* 0: a guest, or the machine itself */
	bool machine;		/* the palabre program on the server */
	uint8_t status;		/* enum status */
	int64_t joined;
	int64_t rises;			/* when a newcomer's days are over… */
	long rise_posts;		/* …and how many posts are asked too */
	bool charter;		/* accepted, or an account of `member add` */
	bool moderator, guarantor, sysop;	/* mandates living now */
	bool waived;			/* no delay before membership: the
					 * store is young */
	struct u64s facilitates;	/* rooms, mandates living now */
	struct hold suspended, excluded;	/* now */
	struct hold *pauses;			/* now */
	size_t pause_count;
	int64_t now;
	/* a newcomer's day, for the limits of product.md section 6 */
	uint32_t threads_today, replies_today, replies_thread_today;
	bool first_day;
	uint32_t messages_today;	/* sent in 24 hours from midnight UTC */
};

/* What it is about; unknown parts are zero. */
struct target {
	const struct room *room;
	bool room_member;	/* caller stands on the private room's list */
	const struct thread *thread;
	const struct post *post;	/* replied to, edited, deleted… */
	uint8_t type;		/* of the post to be written */
	const struct caller *grantee;	/* who would get a mandate… */
	uint8_t role;			/* …and which; enum role */
	bool let_in;			/* …or would be let into room */
	uint64_t talkers[2];		/* whose private messages these are */
	const struct member *newcomer;	/* sponsored, or vouched for */
	int64_t sponsor_until;		/* their sponsor's days end then */
	int64_t word_from;		/* a sponsor's word counts from then */
	const struct term *term;	/* approved, withdrawn */
	bool juror;			/* the caller was drawn for it */
	bool thanked;			/* the caller thanked for post */
	enum restated restated;		/* what post's restatement is now… */
	enum restated answer;		/* …is to become; 0: any */
	bool answer_fresh;		/* …and its answer may be corrected */
	bool closed;			/* post is below a cleared one */
	bool voiced;			/* the caller wrote in thread, or is
					 * asked about post */
	enum stand_kind stands;		/* what they said of it… */
	enum stand_kind stand;		/* …and say now */
	int64_t stand_until;		/* its days are over then */
	enum round_state round;		/* where thread's round table stands… */
	int64_t round_until;		/* …until then */
	bool round_member, round_spoke;	/* the caller signed up; spoke in it */
	bool round_full;
	uint8_t turn;			/* enum round_turn: what they do */
	bool view_ripe;			/* thread is old and full enough… */
	bool view_there;		/* …the profile speaks there already */
	bool view_invited;		/* …or was invited */
	bool dueling;			/* the caller is one of two there */
	int64_t next_post;		/* the rhythm lets the caller post in
					 * thread from then on */
};

/*
 * OK, ERR_DENIED or ERR_LIMIT (with *why saying what is possible instead), or
 * ERR_NOT_FOUND where the caller may not even know that the target exists.
 * Pure: no store, no clock but caller->now.  why may be NULL.
 */
enum err policy_check(const struct caller *, enum capability,
    const struct target *, struct refusal *why);

#endif
