/*
 * model: what the forum is made of.  Each struct here is a record (its field
 * table is in records.c); numbers on disk are the enum values, so they are
 * only ever appended to.  Names in the X-macros are the exact words of line
 * commands and JSON (product.md section 8); titles are English msgids.
 */
#ifndef MODEL_H
#define MODEL_H

#include "store/engine/codec.h"

/* --- closed vocabularies: id, exact word, title (msgid) --- */

#define PROFILES(X)							\
	X(PROFILE_CONSULTANT,	"consultant",	N_("consulting"))	\
	X(PROFILE_AGENT,	"agent",	N_("local government"))	\
	X(PROFILE_ASSOCIATIF,	"associatif",	N_("association"))	\
	X(PROFILE_SALARIE,	"salarie",	N_("employee"))		\
	X(PROFILE_ELU,		"elu",		N_("elected person"))	\
	X(PROFILE_ETUDIANT,	"etudiant",	N_("student"))		\
	X(PROFILE_CHERCHEUR,	"chercheur",	N_("research"))		\
	X(PROFILE_CITOYEN,	"citoyen",	N_("citizen"))

#define WINGS(X)							\
	X(WING_RESEAU,		"reseau",	N_("Network"))		\
	X(WING_CHANTIERS,	"chantiers",	N_("Workshops"))	\
	X(WING_RESSOURCES,	"ressources",	N_("Resources"))	\
	X(WING_PUBLIC,		"public",	N_("Public square"))

#define VISIBILITIES(X)							\
	X(VISIBILITY_PUBLIC,	"public",	N_("everybody"))	\
	X(VISIBILITY_MEMBERS,	"members",	N_("members"))		\
	X(VISIBILITY_PRIVATE,	"private",	N_("by invitation"))

#define POST_TYPES(X)	/* the letter is the word */			\
	X(TYPE_C,	"C",	N_("contribution"))			\
	X(TYPE_Q,	"Q",	N_("question"))				\
	X(TYPE_E,	"E",	N_("experience"))			\
	X(TYPE_N,	"N",	N_("nuance"))				\
	X(TYPE_D,	"D",	N_("disagreement"))			\
	X(TYPE_S,	"S",	N_("synthesis"))

#define ROLES(X)	/* mandates */					\
	X(ROLE_FACILITATOR,	"facilitator",	N_("facilitator"))	\
	X(ROLE_MODERATOR,	"moderator",	N_("moderator"))	\
	X(ROLE_GUARANTOR,	"guarantor",	N_("guarantor"))	\
	X(ROLE_SYSOP,		"sysop",	N_("sysop"))

#define STATUSES(X)							\
	X(STATUS_WAITING,	"waiting",	N_("waiting for a yes"))	\
	X(STATUS_NEWCOMER,	"newcomer",	N_("newcomer"))		\
	X(STATUS_MEMBER,	"member",	N_("member"))		\
	X(STATUS_REFUSED,	"refused",	N_("refused"))		\
	X(STATUS_GONE,		"gone",		N_("gone"))

#define POST_STATES(X)							\
	X(POST_LIVE,		"published",	N_("published"))	\
	X(POST_DELETED,		"deleted",	N_("deleted by its author")) \
	X(POST_WITHHELD,	"withheld",	N_("waiting for its answer"))

/* The time a thread leaves between two posts of one person. */
#define RHYTHMS(X)							\
	X(RHYTHM_FREE,		"free",		N_("free"))		\
	X(RHYTHM_CALM,		"calm",		N_("calm"))		\
	X(RHYTHM_SLOW,		"slow",		N_("slow"))		\
	X(RHYTHM_REFLECTION,	"reflection",	N_("reflection"))	\
	X(RHYTHM_FROZEN,	"frozen",	N_("frozen"))	/* nobody posts */

/* What came of a restatement (restate.h).  The last one is never on disk: the
 * clock says it of one that waits. */
#define RESTATEMENTS(X)						\
	X(RESTATED_NOT,		"none",		N_("none"))		\
	X(RESTATED_WAITING,	"waiting",	N_("awaiting"))		\
	X(RESTATED_CONFIRMED,	"confirmed",	N_("confirmed"))	\
	X(RESTATED_CLARIFIED,	"clarified",	N_("clarified"))	\
	X(RESTATED_CONTESTED,	"contested",	N_("contested"))	\
	X(RESTATED_CLEARED,	"cleared",	N_("cleared"))		\
	X(RESTATED_UNANSWERED,	"unanswered",	N_("unanswered"))

/* What waits for a member's answer; the title begins its line on home. */
#define WAIT_KINDS(X)							\
	X(WAIT_RESTATEMENT,	"restatement",	N_("A restatement to confirm")) \
	X(WAIT_DUEL,		"duel",		N_("An exchange between two")) \
	X(WAIT_VIEW,		"view",		N_("Your view is wished for")) \
	X(WAIT_SYNTHESIS,	"synthesis",	N_("A synthesis that cites you")) \
	X(WAIT_ROUND,		"round",	N_("Your turn in a round table")) \
	X(WAIT_REPAIR,		"repair",	N_("A repair to agree upon")) \
	X(WAIT_JURY,		"jury",		N_("A jury in which you are drawn"))

/* Where a round table stands (round.h); told by the clock, never on disk. */
#define ROUNDS(X)							\
	X(ROUND_NONE,		"none",		N_("none"))		\
	X(ROUND_SIGNUP,		"signup",	N_("signing up"))	\
	X(ROUND_FIRST,		"first",	N_("first round"))	\
	X(ROUND_SECOND,		"second",	N_("second round"))	\
	X(ROUND_SYNTHESIS,	"synthesis",	N_("synthesis"))	\
	X(ROUND_OVER,		"over",		N_("over"))		\
	X(ROUND_SHORT,		"short",	N_("too few people"))

/* What somebody says of a synthesis (synthesis.h). */
#define STANDS(X)							\
	X(STAND_NONE,		"none",		N_("not said"))		\
	X(STAND_FOUND,		"found",	N_("finds themselves in it")) \
	X(STAND_LACKS,		"lacks",	N_("something is missing"))

#define ROOM_STATES(X)							\
	X(ROOM_OPEN,		"open",		N_("active"))		\
	X(ROOM_SLEEPING,	"sleeping",	N_("sleeping"))		\
	X(ROOM_ARCHIVED,	"archived",	N_("archived"))

/* Why a post is masked (mask.h); the title says by what. */
#define MASKS(X)							\
	X(MASK_NOT,		"none",		N_("not masked"))	\
	X(MASK_FLAGS,		"flags",	N_("provisionally"))	\
	X(MASK_TEAM,		"team",		N_("provisionally"))	\
	X(MASK_URGENT,		"urgent",	N_("provisionally"))	\
	X(MASK_REPHRASE,	"rephrase",	N_("to be rephrased"))	\
	X(MASK_DECIDED,		"decided",	N_("by a human decision")) \
	X(MASK_REMOVED,		"removed",	N_("removed by a human decision"))

/* What a decision does (decision.h, which says how heavy each is). */
#define MEASURES(X)							\
	X(MEASURE_NONE,		"none",		N_("no further action"))	\
	X(MEASURE_REMINDER,	"reminder",	N_("private reminder"))	\
	X(MEASURE_REPHRASE,	"rephrase",	N_("to be rephrased"))	\
	X(MEASURE_MASK,		"mask",		N_("masked"))		\
	X(MEASURE_REMOVE,	"remove",	N_("removed"))		\
	X(MEASURE_PAUSE,	"pause",	N_("pause in this room"))	\
	X(MEASURE_SUSPENSION,	"suspension",	N_("suspension"))	\
	X(MEASURE_EXCLUSION,	"exclusion",	N_("exclusion"))	\
	X(MEASURE_REPAIR,	"repair",	N_("repair"))

/* Whose a decision is. */
#define ORIGINS(X)							\
	X(ORIGIN_HUMAN,		"human",	N_("by a human"))	\
	X(ORIGIN_JURY,		"jury",		N_("by a jury"))	\
	X(ORIGIN_AUTO,		"auto",		N_("by the clock"))

#define CASE_STATES(X)							\
	X(CASE_OPEN,		"open",		N_("to be taken"))	\
	X(CASE_TAKEN,		"taken",	N_("taken"))		\
	X(CASE_REPHRASE,	"rephrase",	N_("being rephrased"))	\
	X(CASE_DECIDED,		"decided",	N_("decided"))		\
	X(CASE_LAPSED,		"lapsed",	N_("without a decision")) \
	X(CASE_SIGNING,		"signing",	N_("to be countersigned")) \
	X(CASE_REPAIR,		"repair",	N_("repair under way"))	\
	X(CASE_APPEAL,		"appeal",	N_("appeal to be answered")) \
	X(CASE_JURY,		"jury",		N_("with a jury"))

/* What a facilitator asks for, as bits; what one who takes part does. */
enum round_form { ROUND_TWO = 1, ROUND_BLIND = 2, ROUND_FORMS = 4 };
enum round_turn { TURN_JOIN, TURN_LEAVE, TURN_PASS, TURN_COUNT };

/* Where a jury stands (jury.h); told by the clock, never on disk. */
#define JURY_PHASES(X)							\
	X(JURY_ASKING,		"asking",	N_("asking who sits"))	\
	X(JURY_ALONE,		"alone",	N_("each writes alone"))	\
	X(JURY_TALKING,		"talking",	N_("talking and deciding")) \
	X(JURY_OVER,		"over",		N_("over"))

/* What one who was drawn does. */
enum jury_step { JURY_ACCEPT, JURY_DECLINE, JURY_OPINION, JURY_SAY,
	JURY_STEPS };

/* What one of the two says of a repair (repair.h). */
enum repair_step { REPAIR_YES, REPAIR_NO, REPAIR_DONE, REPAIR_STEPS };

#define VOCABULARY_ID(id, word, title) id,
enum profile	{ PROFILES(VOCABULARY_ID) PROFILE_COUNT };
enum wing	{ WINGS(VOCABULARY_ID) WING_COUNT };
enum visibility	{ VISIBILITIES(VOCABULARY_ID) VISIBILITY_COUNT };
enum post_type	{ POST_TYPES(VOCABULARY_ID) TYPE_COUNT };
enum role	{ ROLES(VOCABULARY_ID) ROLE_COUNT };
enum status	{ STATUSES(VOCABULARY_ID) STATUS_COUNT };
enum post_state	{ POST_STATES(VOCABULARY_ID) POST_STATE_COUNT };
enum room_state	{ ROOM_STATES(VOCABULARY_ID) ROOM_STATE_COUNT };
enum rhythm	{ RHYTHMS(VOCABULARY_ID) RHYTHM_COUNT };
enum restated	{ RESTATEMENTS(VOCABULARY_ID) RESTATED_COUNT };
enum wait_kind	{ WAIT_KINDS(VOCABULARY_ID) WAIT_KIND_COUNT };
enum stand_kind	{ STANDS(VOCABULARY_ID) STAND_COUNT };
enum round_state { ROUNDS(VOCABULARY_ID) ROUND_STATE_COUNT };
enum mask	{ MASKS(VOCABULARY_ID) MASK_COUNT };
enum measure	{ MEASURES(VOCABULARY_ID) MEASURE_COUNT };
enum origin	{ ORIGINS(VOCABULARY_ID) ORIGIN_COUNT };
enum jury_phase	{ JURY_PHASES(VOCABULARY_ID) JURY_PHASE_COUNT };
enum case_state	{ CASE_STATES(VOCABULARY_ID) CASE_STATE_COUNT };

enum language { LANGUAGE_FR, LANGUAGE_EN };
enum theme { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_NONE };
/* May others see which thread one is reading?  Off until it is chosen. */
enum presence { PRESENCE_UNASKED, PRESENCE_HIDDEN, PRESENCE_SHOWN };
enum experience { EXPERIENCE_UNSAID, EXPERIENCE_NEW, EXPERIENCE_SOME,
	EXPERIENCE_LONG };	/* under 1 year, 1 to 5, over 5 */

struct word { const char *word, *title; };	/* exact word, msgid */
enum vocabulary { VOCABULARY_PROFILE, VOCABULARY_WING, VOCABULARY_VISIBILITY,
	VOCABULARY_TYPE, VOCABULARY_ROLE, VOCABULARY_STATUS,
	VOCABULARY_POST_STATE, VOCABULARY_ROOM_STATE, VOCABULARY_RESTATED,
	VOCABULARY_WAIT, VOCABULARY_RHYTHM, VOCABULARY_STAND,
	VOCABULARY_ROUND, VOCABULARY_MASK, VOCABULARY_MEASURE,
	VOCABULARY_CASE, VOCABULARY_ORIGIN, VOCABULARY_JURY, VOCABULARY_LETTER,
	VOCABULARY_COUNT };
/* The words of a vocabulary, *count of them; static storage. */
const struct word *vocabulary_words(enum vocabulary, size_t *count);
/* Index of a word (case ignored for types only), or -1. */
int vocabulary_find(enum vocabulary, const char *word);

/* --- change counters (what an open screen watches) --- */
enum change {
	CHANGE_THREAD,		/* id = thread */
	CHANGE_ROOM,		/* id = room */
	CHANGE_ROOMS,		/* id = 0: the list of rooms, mandates */
	CHANGE_MEMBER,		/* id = member: notices, profile, mandates */
	CHANGE_MEMBERS,		/* id = 0: the list of members, requests */
	CHANGE_SETTINGS,	/* id = 0: the forum's settings */
	CHANGE_GLOSSARY,	/* id = 0 */
	CHANGE_DRAFTS,		/* id = member: which there are, not what is
				 * typed in them */
	CHANGE_CHARTER,		/* id = 0 */
	CHANGE_CASES,		/* id = 0: what moderators are to decide */
};

/* --- records --- */

struct member {
	uint64_t id;
	struct str handle;		/* as typed, NFC */
	uint8_t status;			/* enum status */
	uint8_t profiles[2];		/* enum profile + 1; 0 = none */
	struct str structure;		/* one line, may be empty */
	struct str hats[3];		/* one line each, may be empty */
	uint8_t experience, language, theme;
	bool ascii, plain, mouse;	/* symbols; plain mode; mouse on */
	uint8_t measure;		/* cells of text, 60 to 100 */
	struct str mail;		/* may be empty; shown to nobody */
	int64_t joined;			/* first login or admission */
	int64_t floor;			/* posts before it count as read */
	int64_t charter_accepted;	/* time; 0 = not yet */
	uint32_t charter_version;	/* not 0 while charter_accepted is 0:
				 * an account of `member add`, whose maker
				 * vouches for it: line commands work, and
				 * the interface still shows the charter */
	bool toured;			/* the five-line tour was shown */
	uint64_t sponsor;		/* member, 0 = none */
	int64_t last_seen;
	struct str words;		/* what a waiting request says */
	int64_t asked;			/* when a waiting request came */
	uint8_t presence;		/* enum presence */
	int64_t vouched;		/* the sponsor gave their word; 0 = no */
	int64_t sponsored;		/* since when; 0: since joined */
	bool invited;			/* agrees to be invited into threads */
	bool unmailed;			/* wants no mail, though there is mail */
	uint8_t profile_before;	/* profiles[0] until profile_changed: for some
				 * days it counts instead (judged.h) */
	int64_t profile_changed;	/* 0 = never */
	int64_t erase;			/* gone from then on (erase.h), 0 = no:
					 * until all of it is purged */
	bool blank;			/* their posts' texts too */
};

struct sshkey {			/* (member, number) */
	uint64_t member, number;
	struct str type;	/* "ssh-ed25519"… */
	struct str blob;	/* base64 of the public key, without type */
	struct str name;	/* the member's own word for it */
	struct str fingerprint;	/* "SHA256:…" */
	int64_t added, seen;	/* seen 0 = never verified since added */
};

struct secret {			/* member */
	uint64_t member;
	struct str hash;	/* crypto_pwhash_str */
	int64_t changed;
	bool one_time;		/* a reset code: forces a new password */
	int64_t expires;	/* of a reset code; 0 = never */
	int64_t cut;		/* sessions begun before end: a reset code was
				 * used then; 0 = none was */
};

struct invite {			/* keyed BLAKE2b of the code */
	uint64_t by;		/* the sponsor */
	int64_t made, expires;
	uint64_t used_by;	/* 0 = living */
};

struct mandate {
	uint64_t id, member;
	uint8_t role;		/* enum role */
	uint64_t room;		/* facilitator's room, else 0 */
	int64_t starts, ends;
	uint64_t granted_by;	/* 0 = from the machine */
	bool ended;		/* by an act, before its time */
	uint64_t pseudonym;	/* in the moderation log; 0 = none yet */
	int64_t prolonged;	/* it was said to go on until then; 0: not */
};

struct room {
	uint64_t id;
	struct str name;	/* [a-z0-9-]{2,24} */
	struct str title, description;
	uint8_t wing, visibility, state;
	int64_t created, last_post;
	uint64_t last_author;
	uint64_t posts;		/* ordinals given: 1…posts */
	uint64_t threads;
};

struct thread {
	uint64_t id;		/* = its opening post's number */
	uint64_t room, author;
	struct str title;
	uint8_t type;		/* of the opening post */
	int64_t created, last_post;
	uint64_t last_author;
	uint64_t posts;		/* incl. tombstones */
	uint64_t voices;	/* authors of its living posts */
	uint64_t chunks;	/* of DB_THREAD_ORD, numbered from 0; the n-th
				 * post's ordinal is in chunk (n - 1) / 256 */
	uint64_t cleared;	/* misunderstandings that were: posts in
				 * RESTATED_CLEARED */
	struct u64s shares;	/* voices by profile (share.h) */
	uint64_t living;	/* posts without tombstones */
	uint8_t rhythm;		/* enum rhythm, until its time is over */
	uint64_t rhythm_by;	/* who set it last, 0 = nobody did */
	struct str rhythm_reason;
	int64_t rhythm_until;
	uint64_t synthesis;	/* the last living one that answers the opening
				 * post, 0 = none… */
	uint64_t synthesised;	/* …and how many posts there were then */
	int64_t closed;		/* 0: it is open */
	uint64_t closed_by;
	bool strict;		/* disagreements wait for their answer */
	uint64_t rounds;	/* round tables it had; the last one's record */
};

struct post {			/* the head; the text is in DB_TEXT */
	uint64_t id, thread, parent;	/* parent 0: opening post */
	uint64_t room, ordinal, author;
	uint8_t type, state;
	struct str hat;
	int64_t created, edited;	/* edited 0 = never */
	uint32_t revision;		/* of the current text, from 1 */
	struct str restate, agree;	/* D posts; may be empty */
	struct str excerpt;		/* first words, one line, 120 bytes */
	uint64_t answers_to;		/* author of the parent, 0 = none */
	/* A D post's restatement of answers_to's view: */
	uint8_t restated;		/* enum restated */
	uint8_t attempts;		/* how often they were asked */
	int64_t asked, answered;	/* the last time each; 0 = never */
	struct str answer;		/* their last words, may be empty */
	/* Of a synthesis, asked is when those it cites were; and the profiles
	 * that find themselves in it, bits of enum profile. */
	uint32_t supports;
	uint64_t casefile;		/* the last one about it, 0 = none */
	uint8_t mask;			/* enum mask, until its time… */
	int64_t masked, masked_until;
	struct str article;		/* …by this one, "4a" */
	uint8_t masks;			/* which it had without a decision: bits
					 * of enum mask; none comes twice */
	uint32_t rephrased;		/* what was said before this revision is
					 * its author's and the moderators' */
};

struct post_text {		/* (post, revision) */
	uint64_t post;
	uint32_t revision;
	struct str text;
	int64_t written;
	/* Of this revision too; empty before they were kept here. */
	struct str title;	/* opening posts */
	struct str restate, agree;
};

struct draft {			/* (member, number) */
	uint64_t member, number;
	uint64_t room;		/* new thread in this room, or 0 */
	uint64_t parent;	/* reply to this post, or 0 */
	uint64_t edits;		/* edit of this post, or 0 */
	uint8_t type;
	struct str hat, title, restate, agree, text;
	int64_t saved;
	uint32_t cursor;	/* byte offset in text */
	bool thrown;		/* thrown away: kept 7 days */
	bool open;		/* in an editor that nobody has left since: a
				 * session that was cut leaves it so */
	uint64_t to;		/* a message to this member, or 0 */
};

/* A form that was begun and not sent: one a kind and a subject. */
enum unsent_kind { UNSENT_NONE, UNSENT_TERM, UNSENT_FLAG, UNSENT_DECISION,
	UNSENT_APPEAL, UNSENT_JURY, UNSENT_COUNT };
enum { UNSENT_BYTES = 8192 };	/* of each text */
struct unsent {			/* (member, kind, subject) */
	uint64_t member;
	uint8_t kind;		/* enum unsent_kind */
	uint64_t subject;	/* FLAG: the post, DECISION, APPEAL, JURY: the case,
				 * TERM: 0 */
	uint8_t choice;		/* of the form's one list, 0: its first */
	struct str name, text, reason;	/* as act_args of the deed has them */
	int64_t saved;
};

enum notice_kind { NOTICE_REPLY, NOTICE_MENTION, NOTICE_KEY_ADDED,
	NOTICE_KEY_REMOVED, NOTICE_PASSWORD, NOTICE_ADMITTED, NOTICE_GODCHILD,
	NOTICE_MANDATE, NOTICE_REQUEST, NOTICE_ACTED_AS,
	NOTICE_MANDATE_ENDS,
	NOTICE_MESSAGE,		/* by wrote; one a sender until it is seen */
	NOTICE_FIRST_POST,	/* by, whom the member sponsors; text: the
				 * post's type */
	NOTICE_SPONSOR,		/* by sponsors the member now */
	NOTICE_VOUCHED,		/* by gave their word for the member */
	NOTICE_RISEN,		/* a newcomer no longer */
	NOTICE_TERM,		/* text: the word that was approved */
	NOTICE_THANKS,		/* by thanks the member for their post */
	NOTICE_ANSWERED,	/* by answered the member's restatement; text:
				 * the word of enum restated */
	NOTICE_PAIR_CALM,	/* by asks the two to post calmly for a while */
	NOTICE_DUEL,		/* to a facilitator: by and another (text: the
				 * handle) answer each other and nobody else */
	NOTICE_LACK,		/* by says what the member's synthesis lacks */
	NOTICE_ROUND,		/* by announces a round table where the member
				 * wrote */
	NOTICE_ROUND_TURN,	/* half of the round is over: the member has
				 * not spoken */
	NOTICE_PUBLISHED,	/* the member's disagreement is published: its
				 * answer did not come in time */
	NOTICE_MASKED,		/* the member's post is, provisionally; text: the
				 * article */
	NOTICE_DECIDED,		/* a decision on the member's post; text: the
				 * measure and the article */
	NOTICE_FLAGGED,		/* what the member flagged was decided; text:
				 * the measure */
	NOTICE_REPAIR,		/* of a repair about a post; text: "offered",
				 * "agreed", "refused" or "done" */
	NOTICE_APPEAL,		/* to who appealed: it is filed; text: the day
				 * until when it is answered */
	NOTICE_RESET,		/* a sysop made a code that stands for the
				 * member's password */
	NOTICE_JURY,		/* the member was drawn to answer an appeal;
				 * text: the case */
	NOTICE_FLAGS_REST,	/* the member's flags do not count toward
				 * masking for a while */
	NOTICE_ERASE,		/* the account is erased on a day (text), or it
				 * stays after all (empty) */
	NOTICE_LATE,		/* to moderators and guarantors: a case waits for
				 * too long; text: the case */
	NOTICE_COUNT };

struct notice {			/* (member, number) */
	uint64_t member, number;
	uint8_t kind;
	uint64_t post, by;	/* 0 = none */
	struct str text;	/* never a post's text, but by kind: KEY_*
				 * "fingerprint address", PASSWORD "address",
				 * GODCHILD and REQUEST the handle, MANDATE
				 * "role", "-role" (ended), "+role date" (it
				 * goes on) or, to those who judge, "role
				 * handle", "+role date handle"; MANDATE_ENDS
				 * "role date days mandate" */
	int64_t at, seen;
};

/*
 * Something waits for a member's answer until a time: home lists these.  The
 * row goes when the answer is given; after `until` it counts for nothing.
 */
struct wait {			/* (member, kind, id) */
	uint64_t member;
	uint8_t kind;		/* enum wait_kind */
	uint64_t id;		/* of what waits: a post, a thread… */
	uint64_t post;		/* where it opens */
	uint64_t by;		/* who waits, 0 = none */
	int64_t since, until;	/* until 0: without end */
	uint8_t profile;	/* of WAIT_VIEW: the one that is missing, enum
				 * profile + 1; 0: a third view between two */
};

/*
 * What one person says of a synthesis.  Once its days are over, who found
 * themselves in it goes (the post keeps the profiles); what is missing stays
 * until its author says otherwise.
 */
struct stand {			/* (post, member) */
	uint64_t post, member;
	uint8_t kind;		/* enum stand_kind, never STAND_NONE */
	uint8_t profile;	/* enum profile + 1; 0 = none */
	struct str text;	/* of STAND_LACKS */
	int64_t at, until;	/* until: its days are over then */
};

/* A round table. */
struct round {			/* thread */
	uint64_t thread, by;
	int64_t opened, starts;	/* people sign up until it starts… */
	int64_t first, second;	/* …the rounds end; the same: one only… */
	int64_t ends;		/* …and a synthesis is due until then */
	bool blind;		/* one reads the others after having spoken */
	bool ended;		/* called off, or its synthesis came */
	struct u64s members;	/* who signed up… */
	struct u64s spoke_first, spoke_second;	/* …who spoke or passed… */
	struct u64s said_first, said_second;	/* …ordinals of their posts */
	uint8_t reminded;	/* of which round they were, 0 = none */
};

/* What was said to two people of their exchange in a thread. */
struct duel {			/* (thread, low, high) */
	uint64_t thread, low, high;	/* low < high: the two */
	int64_t said;		/* to the two… */
	int64_t told;		/* …and to the room's facilitators; 0 = no */
	int64_t calm_until;	/* the two post calmly here until then… */
	uint64_t calm_by;	/* …as this facilitator asked */
};

/* Who agreed, once or now, to be invited into threads. */
struct volunteer {		/* member */
	uint64_t member;
	bool on;		/* now */
	uint64_t count;		/* how often they were invited */
	struct u64s times;	/* the last ones, latest first */
};

struct logentry {		/* the moderation log (log.h) */
	uint64_t number;
	int64_t at;
	struct str public_fields;	/* "name=value" lines, canonical */
	struct str previous;	/* 32 bytes: SHA-256 of the entry before */
};

/* All flags of one post, from the first to the decision. */
struct casefile {
	uint64_t id, post, room, thread, author;
	uint8_t state;		/* CASE_OPEN, CASE_REPHRASE or CASE_DECIDED; the
				 * clock says the others */
	int64_t opened;
	struct str snapshot;	/* the post's text at the first flag */
	struct str article;	/* of the first flag; then of the decision */
	uint64_t taken_by;	/* 0 = nobody… */
	int64_t taken;		/* …since then */
	uint8_t measure;
	int64_t decided, until;	/* until: the measure lasts, 0 = no end */
	uint64_t by;
	struct str facts, reasons;
	uint64_t entry;		/* of the log */
	bool reread;		/* it was rephrased: to be read again */
	uint32_t version;	/* grows with each change */
	uint64_t decision;	/* the last one that was signed, 0 = none */
	uint64_t pending;	/* waits for its second signature, 0 = none */
	int64_t queued;		/* in the queue since then; 0: since opened */
	bool late;		/* all moderators were told that it waits */
};

/*
 * One decision of a case.  What it says never changes; what became of it
 * does: its second signature, its end by another decision.
 */
struct decision {
	uint64_t id, casefile, post, room;
	uint64_t author;	/* of the post: whom it concerns */
	uint8_t measure, origin;
	struct str article, facts, reasons;
	uint64_t by, second;	/* who signed; 0 = nobody */
	int64_t proposed, decided;	/* decided 0: it is not signed twice yet,
				 * or never was */
	uint32_t days;		/* 0: without end */
	int64_t until;		/* 0: without end */
	uint64_t replaces;	/* the decision before, 0 = none… */
	int64_t ended;		/* …which this one ended; 0 = it stands */
	uint64_t entry;		/* of the log */
	/* Of a repair: who else must agree, and who did; when it was said to be
	 * done. */
	uint64_t with;
	bool author_agrees, with_agrees;
	int64_t done;
	uint64_t appealed;	/* the appeal against it, 0 = none */
	uint64_t answers;	/* the appeal that it answers, 0 = none */
};

/* Against a decision, once (appeal.h). */
struct appeal {
	uint64_t id, decision, casefile;
	uint64_t by;		/* who appeals: the author, or who flagged */
	struct str text;	/* empty: an exclusion's, which is automatic */
	int64_t filed;
	int64_t until;		/* unanswered then, the measure is lifted */
	bool jury;		/* one was drawn; else another moderator */
	uint64_t answer;	/* the decision that answers it, 0 = none */
	struct str seed;	/* 32 bytes: the head of the log then */
};

/* A jury that answers an appeal. */
struct jury {			/* appeal */
	uint64_t appeal, casefile;
	int64_t drawn;
	uint64_t entry;		/* of the log: the draw, to be replayed */
	uint64_t says;		/* how often somebody spoke */
	int64_t closed;		/* 0: not yet */
};
struct juror {			/* (appeal, member) */
	uint64_t appeal, member;
	uint8_t place;		/* in the order of the draw, from 0 */
	uint8_t answer;		/* 0 = none, 1 = accepts, 2 = declines */
	struct str opinion;	/* written alone */
	int64_t opined;
	uint8_t measure;	/* what they find right, enum measure + 1; 0:
				 * not said yet */
	uint32_t days;
	struct str reasons;
	int64_t drawn;
};
/* What one of them said to the others. */
struct jurysay {		/* (appeal, number) */
	uint64_t appeal, number;
	uint8_t place;
	int64_t at;
	struct str text;
};
/* What a guarantor committed to, for a draw a month later or more. */
struct nonce {			/* number */
	uint64_t number, by;
	int64_t at;
	struct str bytes;	/* 32 */
	uint64_t appeal;	/* the draw that it served, 0 = none */
};

/* What a decision takes from a person until a time; after it, nothing. */
struct restraint {		/* (member, decision) */
	uint64_t member, decision, casefile;
	uint8_t measure;	/* MEASURE_PAUSE, _SUSPENSION or _EXCLUSION */
	uint64_t room;		/* of a pause */
	int64_t since, until;
};
struct flag {			/* (case, member) */
	uint64_t casefile, member;
	struct str article, reason;
	int64_t at;
	bool counts;		/* toward masking */
	uint8_t profile;	/* enum profile + 1 */
};

/* One row a post in a thread's tree: enough to draw the tree's line. */
struct branch {			/* (thread, post) */
	uint64_t post, parent, ordinal, author;
	uint8_t type, state;
	int64_t created;
	struct str hat, excerpt;
	uint8_t restated;	/* as the post says */
	int64_t asked;
	uint8_t mask;
	int64_t masked, masked_until;
	struct str article;
};

/* Who read what in a room. */
struct readmark {		/* (member, room) */
	uint64_t member, room;
	struct str ranges;	/* rangeset_encode of room ordinals */
	bool forgotten;		/* room zapped */
};

/*
 * What a member wants to hear of a thread or a room.  A room that is not to be
 * heard of is forgotten (readmark), so that there is one way for that.
 */
enum watch_kind { WATCH_NONE,	/* as a deed: neither of these any more */
	WATCH_FOLLOW,		/* home shows it */
	WATCH_MUTE };		/* a thread: nothing in it counts as unread */
struct watch {			/* (member, room, thread) */
	uint64_t member, room;
	uint64_t thread;	/* 0: the room itself */
	uint8_t kind;
	int64_t since;
};

struct ignored {		/* (member, other) */
	uint64_t member, other;	/* whose posts stay folded for member */
	int64_t since;
};

/*
 * A private message, kept once for both: low and high are the two members'
 * numbers, the smaller first, so that nobody else has a key to it.  It goes
 * when both have removed their copies.
 */
struct message {		/* (low, high, number) */
	uint64_t low, high, number;	/* number: of all messages, once */
	uint64_t from;		/* low or high */
	int64_t at;
	struct str text;
	bool gone_low, gone_high;	/* removed from that one's side */
	bool silent;		/* its reader ignored its author then: counts
				 * as unread nowhere */
};

/* One's side of a conversation of two; there while it holds a message. */
struct talk {			/* (member, other) */
	uint64_t member, other;
	uint64_t last;		/* number of the last message on this side */
	int64_t last_at;
	uint64_t read;		/* read up to this message */
	uint64_t unread;	/* the other's after it, silent ones left out */
	uint64_t notice;	/* the NOTICE_MESSAGE that waits, or 0 */
};

/* How one's texts are spelt. */
enum spelling { SPELLING_OWN,	/* in the language of the interface */
	SPELLING_FR, SPELLING_EN, SPELLING_OFF };
struct wordlist {		/* member */
	uint64_t member;
	uint8_t spelling;	/* enum spelling */
	struct str words;	/* held to be right: a line each, sorted */
};

/*
 * A part of the search index of one scope (search.h): the posts it holds, its
 * rows in DB_SEARCH.
 */
struct segment {		/* (scope, id) */
	uint64_t scope, id;
	uint8_t state;		/* enum segment_state */
	uint64_t posts, words;	/* living ones, and the words in them */
	uint64_t dead;		/* posts that a later segment holds, or none */
	uint64_t first, last;	/* posts */
	uint64_t size;		/* bytes of its rows */
	uint64_t into;		/* the segment it is being merged into, or 0 */
	uint64_t frozen;	/* posts that were dead when that began */
	struct str progress;	/* while it is being made: last key, without
				 * its segment */
};
enum segment_state { SEGMENT_LIVE, SEGMENT_MADE, SEGMENT_GONE };

/* A word of the glossary, as proposed by one and approved by others.  A new
 * definition of a word that is there takes its place once it is approved. */
struct term {
	uint64_t id;
	struct str word;	/* 1 to 60 signs */
	struct str text;	/* what it means, 20 to 600 signs */
	uint64_t by;		/* who proposed it */
	int64_t proposed, approved;	/* approved 0: not yet */
	struct u64s approvals;	/* members */
};

/* A text that a sysop gave the charter (charter.h). */
struct charter_row {		/* version */
	uint64_t version;	/* from 2 on: the first is the shipped one */
	int64_t at;
	uint64_t by;		/* 0 = from the machine */
	struct str text;	/* both languages, as charter_parse() wrote */
};

/*
 * What has a deadline goes out by mail too (mailing.h): how far one member was
 * told.  There while something waits for them, and a day longer.
 */
struct mailing {		/* member */
	uint64_t member;
	int64_t look;		/* looked at again from then on */
	int64_t told;		/* what came up to then was mailed */
	int64_t last;		/* the last mail; 0 = none */
	uint8_t tries;		/* of the one that is on its way */
};

/* What a letter to somebody who is no member says; the words are the
 * interface's (ui/lines/mail_text.c). */
#define LETTERS(X)							\
	X(LETTER_RECEIVED,	"received",				\
	    N_("Your notice has been received"))			\
	X(LETTER_ANSWERED,	"answered",				\
	    N_("The answer to your notice"))
enum letter_kind { LETTERS(VOCABULARY_ID) LETTER_COUNT };

/* A mail to an address outside, until it is sent (mailing.h). */
struct letter {			/* number */
	uint64_t number;
	uint8_t kind;		/* enum letter_kind */
	struct str address;
	uint8_t language;
	uint64_t about;		/* the case */
	struct str word;	/* of ANSWERED: the measure's exact word */
	struct str text;	/* of ANSWERED: the reasons; never a post */
	int64_t at, look;	/* written; tried again from then on */
	uint8_t tries;
};

struct bytes_row { struct str bytes; };	/* thread_ord, dead: a rangeset */

/* All record types, in one table for codec, check, dump, docs and tests. */
enum record {
	RECORD_MEMBER, RECORD_SSHKEY, RECORD_SECRET, RECORD_INVITE,
	RECORD_MANDATE, RECORD_ROOM, RECORD_THREAD, RECORD_POST,
	RECORD_POST_TEXT, RECORD_DRAFT, RECORD_UNSENT, RECORD_NOTICE,
	RECORD_LOGENTRY,
	RECORD_BRANCH, RECORD_READMARK, RECORD_THREAD_ORD, RECORD_DEAD,
	RECORD_WATCH, RECORD_IGNORED, RECORD_TALK, RECORD_MESSAGE,
	RECORD_WORDLIST,
	RECORD_SEGMENT, RECORD_TERM, RECORD_WAIT, RECORD_DUEL, RECORD_VOLUNTEER,
	RECORD_STAND, RECORD_ROUND, RECORD_CASE, RECORD_FLAG,
	RECORD_CHARTER, RECORD_DECISION, RECORD_RESTRAINT, RECORD_APPEAL,
	RECORD_JURY, RECORD_JUROR, RECORD_JURYSAY, RECORD_NONCE,
	RECORD_MAILING, RECORD_LETTER,
	RECORD_COUNT
};
extern const struct record_type record_types[RECORD_COUNT];

#endif
