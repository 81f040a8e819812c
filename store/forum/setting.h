/*
 * setting: the forum's numbers (product.md section 5 and 6 give the defaults),
 * kept in the store where they differ from the default, so that a sysop
 * changes them live.  A setting is a row here; `palabre setting`, docs/gen
 * and the bounds come from it.
 */
#ifndef SETTING_H
#define SETTING_H

#include "store/forum/act.h"

/* id, exact word, default, least, most, what it counts and does (msgid) */
#define SETTINGS(X)							\
	X(SETTING_NEWCOMER_DAYS, "newcomer-days", 14, 0, 365,		\
	    N_("days before a newcomer becomes a member"))		\
	X(SETTING_NEWCOMER_POSTS, "newcomer-posts", 3, 0, 100,		\
	    N_("posts before a newcomer becomes a member"))		\
	X(SETTING_SPONSOR_DAYS, "sponsor-days", 90, 1, 3650,		\
	    N_("days that a sponsor accompanies a newcomer"))		\
	X(SETTING_SPONSOR_POSTS, "sponsor-posts", 3, 0, 100,		\
	    N_("first posts of a newcomer that their sponsor is told of")) \
	X(SETTING_SPONSOR_WORD_DAYS, "sponsor-word-days", 7, 0, 365,	\
	    N_("days before a sponsor’s word stands for posts"))	\
	X(SETTING_TERM_APPROVALS, "term-approvals", 2, 1, 20,		\
	    N_("approvals that a word of the glossary needs"))		\
	X(SETTING_TERM_WAITING, "term-waiting", 10, 1, 1000,		\
	    N_("words that one person may have waiting for approval"))	\
	X(SETTING_ADVICE_QUOTE, "advice-quote", 80, 20, 100,		\
	    N_("percent of quotation above which a text is advised upon")) \
	X(SETTING_ADVICE_CAPITALS, "advice-capitals", 70, 20, 100,	\
	    N_("percent of capitals above which a text is advised upon")) \
	X(SETTING_ADVICE_MINUTES, "advice-minutes", 2, 1, 60,		\
	    N_("minutes within which a reply is a quick one"))		\
	X(SETTING_ADVICE_REPLIES, "advice-replies", 3, 2, 20,		\
	    N_("quick replies to one person that are advised upon"))	\
	X(SETTING_ANSWER_DAYS, "answer-days", 7, 1, 90,			\
	    N_("days to answer a restatement of one’s view, or a synthesis"))		\
	X(SETTING_ANSWER_LENGTH, "answer-length", 280, 40, 400,		\
	    N_("signs of an answer to a restatement or a synthesis"))			\
	X(SETTING_SYNTHESIS_POSTS, "synthesis-posts", 30, 5, 1000,	\
	    N_("posts after which a synthesis of a thread is suggested")) \
	X(SETTING_FLAGS_DAY, "flags-day", 5, 1, 100,			\
	    N_("posts that one person may flag a day"))			\
	X(SETTING_MASK_MEMBERS, "mask-members", 3, 2, 100,		\
	    N_("members whose flags mask a post until it is decided"))	\
	X(SETTING_MASK_PROFILES, "mask-profiles", 2, 1, 8,		\
	    N_("profiles that these members have at least"))		\
	X(SETTING_MASK_HOURS, "mask-hours", 72, 1, 1000,		\
	    N_("hours that the mask of these members lasts"))		\
	X(SETTING_MASK_TEAM, "mask-team-hours", 48, 1, 1000,		\
	    N_("hours that the mask of a facilitator or moderator lasts")) \
	X(SETTING_MASK_URGENT, "mask-urgent-hours", 24, 1, 1000,	\
	    N_("hours that the mask of one flag for personal data lasts")) \
	X(SETTING_PROFILE_DAYS, "profile-days", 30, 0, 365,		\
	    N_("days that a profile counts as the one before in flags"))	\
	X(SETTING_JUDGED_DAYS, "judged-days", 180, 1, 365,		\
	    N_("days over which it is looked at what came of flags"))	\
	X(SETTING_JUDGED_LEAST, "judged-least", 5, 1, 100,		\
	    N_("flags that were decided before that says anything"))	\
	X(SETTING_JUDGED_PERCENT, "judged-percent", 30, 0, 100,		\
	    N_("percent of them followed below which flags mask no more"))	\
	X(SETTING_FLAGS_REST, "flags-rest-days", 90, 1, 365,		\
	    N_("days that they then do not count toward masking"))	\
	X(SETTING_URGENT_LOST, "urgent-lost", 2, 1, 100,		\
	    N_("urgent flags not followed after which one’s do not mask alone")) \
	X(SETTING_CLAIM_HOURS, "claim-hours", 24, 1, 1000,		\
	    N_("hours that a case is kept for who took it"))		\
	X(SETTING_CASE_DAYS, "case-days", 14, 1, 365,			\
	    N_("days after which a case nobody decided is closed"))	\
	X(SETTING_REPHRASE_DAYS, "rephrase-days", 7, 1, 90,		\
	    N_("days that an author has to rephrase a post"))		\
	X(SETTING_LATE_HOURS, "late-hours", 72, 1, 1000,		\
	    N_("hours after which all moderators are told that a case waits")) \
	X(SETTING_SIGN_HOURS, "sign-hours", 72, 1, 1000,		\
	    N_("hours that another moderator has to countersign"))	\
	X(SETTING_REPAIR_HOURS, "repair-hours", 72, 1, 1000,		\
	    N_("hours to agree to a repair"))				\
	X(SETTING_APPEAL_DAYS, "appeal-days", 183, 1, 1000,		\
	    N_("days to appeal against a decision"))			\
	X(SETTING_APPEAL_ANSWER, "appeal-answer-days", 14, 1, 90,	\
	    N_("days after which an appeal that nobody answered lifts the measure")) \
	X(SETTING_REPAIR_DAYS, "repair-days", 14, 1, 90,		\
	    N_("days to do what a repair asks for"))			\
	X(SETTING_LOG_DAYS, "log-days", 7, 0, 90,			\
	    N_("days after which the moderation log shows an entry"))	\
	X(SETTING_STRICT_HOURS, "strict-hours", 72, 1, 1000,		\
	    N_("hours after which a strict thread publishes a disagreement without its answer")) \
	X(SETTING_ROUND_SIGNUP, "round-signup", 48, 1, 1000,		\
	    N_("hours in which people sign up for a round table"))	\
	X(SETTING_ROUND_FIRST, "round-days", 7, 1, 90,			\
	    N_("days of the first round of a round table"))		\
	X(SETTING_ROUND_SECOND, "round-second-days", 5, 1, 90,		\
	    N_("days of its second round"))				\
	X(SETTING_ROUND_SYNTHESIS, "round-synthesis-days", 5, 1, 90,	\
	    N_("days for its synthesis"))				\
	X(SETTING_ROUND_LEAST, "round-least", 3, 2, 100,		\
	    N_("people that a round table needs"))			\
	X(SETTING_ROUND_MOST, "round-most", 15, 3, 100,			\
	    N_("people that a round table takes"))			\
	X(SETTING_ROUND_LENGTH, "round-length", 1500, 100, 10000,	\
	    N_("signs of a turn in a round table"))			\
	X(SETTING_SHARE_PERCENT, "share-percent", 30, 5, 100,		\
	    N_("percent of a thread above which a person, alone, is told of it"))	\
	X(SETTING_SHARE_OPENER, "share-opener", 40, 5, 100,		\
	    N_("the same for whoever opened the thread"))		\
	X(SETTING_SHARE_POSTS, "share-posts", 10, 2, 1000,		\
	    N_("posts a thread has before that is said"))		\
	X(SETTING_SHARE_VOICES, "share-voices", 4, 2, 100,		\
	    N_("voices a thread has before that is said"))		\
	X(SETTING_RHYTHM_CALM, "rhythm-calm", 30, 1, 1440,		\
	    N_("minutes between two posts of one person in a calm thread")) \
	X(SETTING_RHYTHM_SLOW, "rhythm-slow", 240, 1, 10080,		\
	    N_("the same in a slow thread"))				\
	X(SETTING_RHYTHM_REFLECTION, "rhythm-reflection", 1440, 1, 10080, \
	    N_("the same in a thread of reflection"))			\
	X(SETTING_RHYTHM_TURN, "rhythm-turn", 3, 1, 20,			\
	    N_("unanswered replies that give one more turn"))		\
	X(SETTING_RHYTHM_DAYS, "rhythm-days", 7, 1, 90,			\
	    N_("days that a rhythm lasts unless another end is given"))	\
	X(SETTING_DUEL_POSTS, "duel-posts", 12, 6, 50,			\
	    N_("last posts of a thread among which an exchange between two is looked for")) \
	X(SETTING_DUEL_LEAST, "duel-least", 6, 3, 50,			\
	    N_("posts a thread has before one is looked for"))		\
	X(SETTING_DUEL_PERCENT, "duel-percent", 50, 10, 100,		\
	    N_("percent of turns between two from which the two are told")) \
	X(SETTING_DUEL_TURNS, "duel-turns", 4, 1, 48,			\
	    N_("such turns, at least"))					\
	X(SETTING_DUEL_TOLD_PERCENT, "duel-told-percent", 70, 10, 100,	\
	    N_("percent from which the facilitators are told"))		\
	X(SETTING_DUEL_TOLD_TURNS, "duel-told-turns", 6, 1, 48,		\
	    N_("turns from which the facilitators are told"))		\
	X(SETTING_DUEL_DAYS, "duel-days", 7, 1, 90,			\
	    N_("days before the same two are told again"))		\
	X(SETTING_DUEL_CALM, "duel-calm", 2, 1, 168,			\
	    N_("hours that a facilitator may ask two people to post calmly")) \
	X(SETTING_VIEW_POSTS, "view-posts", 6, 2, 1000,			\
	    N_("posts a thread has before a missing view is invited"))	\
	X(SETTING_VIEW_HOURS, "view-hours", 72, 0, 8760,		\
	    N_("hours a thread has stood before that"))			\
	X(SETTING_VIEW_PEOPLE, "view-people", 3, 1, 20,			\
	    N_("people invited for a missing view"))			\
	X(SETTING_VIEW_MONTH, "view-month", 2, 1, 30,			\
	    N_("invitations that one person gets in a month, at most"))	\
	X(SETTING_VIEW_DAYS, "view-days", 7, 1, 90,			\
	    N_("days that an invitation into a thread stands"))		\
	X(SETTING_TERM_FACILITATOR, "facilitator-months", 12, 1, 60,	\
	    N_("months of a facilitator’s mandate, at most"))		\
	X(SETTING_TERM_MODERATOR, "moderator-months", 12, 1, 60,	\
	    N_("months of a moderator’s mandate, at most"))		\
	X(SETTING_TERM_GUARANTOR, "guarantor-months", 12, 1, 60,	\
	    N_("months of a guarantor’s mandate, at most"))		\
	X(SETTING_TERM_SYSOP, "sysop-months", 24, 1, 60,		\
	    N_("months of a sysop’s mandate, at most"))			\
	X(SETTING_PASSWORD_DAYS, "password-days", 7, 0, 90,		\
	    N_("days that somebody newly in a mandate may come in without a password")) \
	X(SETTING_TERMS, "moderator-terms", 2, 1, 20,			\
	    N_("mandates that a moderator may hold in a row"))		\
	X(SETTING_TERM_REST, "moderator-rest-days", 180, 1, 3650,	\
	    N_("days without one after which a new row begins"))		\
	X(SETTING_ERASE_DAYS, "erase-days", 7, 1, 30,			\
	    N_("days in which who asked to be erased may change their mind"))

enum setting {
#define X(id, word, initial, least, most, help) id,
	SETTINGS(X)
#undef X
	SETTING_COUNT
};
struct setting_row {
	const char *word, *help;
	long initial, least, most;
};
const struct setting_row *setting_row(enum setting);	/* static */
/* Index of a word, or -1. */
int setting_find(const char *word);

/*
 * What it is now, inside a transaction; a store that cannot be read gives the
 * default.  Kept in the process until CHANGE_SETTINGS moves.
 */
long setting_get(struct store *, struct txn *, enum setting);
/* All of them, by a transaction of its own: for lists and screens. */
enum err setting_all(struct store *, long out[static SETTING_COUNT]);

#endif
