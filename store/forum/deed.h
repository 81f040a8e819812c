/*
 * deed: an act while it is being done.  act.c runs the row; the act_*.c files
 * hold the rows' functions.  Included by store/forum and its tests only.
 */
#ifndef DEED_H
#define DEED_H

#include "store/forum/forum.h"

struct deed {
	struct store *store;
	struct txn *txn;		/* NULL before the transaction */
	struct arena *arena;
	const struct who *who;
	enum act act;
	struct act_args in;		/* args, texts accepted */
	struct member profile;		/* accepted copy of args->profile */
	struct str hash;		/* of new_password; empty = none */
	struct sshkey key;		/* of key_type and key_blob */
	struct str code_hash;		/* of a code that was found living */
	struct act_result *result;	/* never NULL here */
	struct refusal *why;		/* = &result->why */

	struct caller caller;
	struct member self;		/* zeroed for guests and the machine */
	bool risen;			/* self is a member since now */
	struct target target;
	struct room room;
	struct thread thread;
	struct post post;		/* replied to, edited, deleted */
	struct member other;		/* args->member */
	bool touched;			/* a post that search must look at */
	struct term term;		/* approved, withdrawn */
	struct jury_loaded *jury;	/* jury.h: in which the caller is drawn */
	struct casefile casefile;	/* taken, decided */
	struct round round;		/* of thread, if target.round says so */
	struct caller grantee;
};

/* Texts of act_args that pass text_accept() before the transaction. */
enum deed_text {
	TAKES_TITLE = 1, TAKES_TEXT = 2, TAKES_HAT = 4, TAKES_RESTATE = 8,
	TAKES_AGREE = 16, TAKES_NAME = 32, TAKES_DESCRIPTION = 64,
	TAKES_REASON = 128,
	MAY_LACK_TITLE = 256,		/* an empty title means: none given */
	MAY_LACK_TEXT = 512,		/* of what is answered in one word */
};
/* What is loaded before policy is asked; hidden ones are ERR_NOT_FOUND. */
enum deed_load {
	LOADS_ROOM = 1,		/* in.room */
	LOADS_POST = 2,		/* in.post, with its thread and room */
	LOADS_OTHER = 4,	/* in.member */
	RIGHT_FIRST = 8,	/* policy is asked before anything is loaded
				 * too: sysops manage rooms that they cannot
				 * read, and others learn nothing of them */
	LOADS_WITHHELD = 32,	/* in.post may be withheld (strict.h) */
	RESERVE = 16,		/* works on a full disk */
};

struct deed_row {
	unsigned texts;			/* enum deed_text */
	unsigned loads;			/* enum deed_load */
	/* Before the transaction: checks, hashing.  May be NULL. */
	enum err (*accept)(struct deed *);
	/* In it: what policy must know beyond loads.  May be NULL. */
	enum err (*load)(struct deed *);
	/* The capability, if it depends on the arguments.  May be NULL. */
	enum capability (*cap)(const struct deed *);
	enum err (*apply)(struct deed *);
	enum unsent_kind sends;		/* the form that is kept no longer */
};
const struct deed_row *deed_row(enum act);	/* static */

/* From a read transaction, for store_may(): loads, as act_run() does. */
enum err deed_load(struct deed *);
enum capability deed_capability(const struct deed *);

/* --- what rows share --- */

/* ERR_INPUT with a sentence. */
enum err deed_refuse(struct deed *, const char *msgid, long number,
    const char *word);
enum err deed_bump(struct deed *, enum change, uint64_t id);
/* The post was written, changed or deleted: search will know (search.h). */
enum err deed_touch(struct deed *, const struct post *);
enum err deed_put_member(struct deed *, const struct member *);
/* A notice to member, from the caller; bumps CHANGE_MEMBER. */
enum err deed_notice(struct deed *, uint64_t member, enum notice_kind,
    uint64_t post, struct str text);
/*
 * Is what happens to a post in d->room told to this member?  No: the account
 * is not in, may not see the room, ignores the caller or muted the thread.
 */
enum err deed_tells(struct deed *, uint64_t member, bool *out);
/* The same of a post in d->room: nothing happens (OK) if it is not told. */
enum err deed_notice_post(struct deed *, uint64_t member, enum notice_kind,
    uint64_t post);
/* The same, with a text of the kind's own. */
enum err deed_notice_about(struct deed *, uint64_t member, enum notice_kind,
    uint64_t post, struct str text);
/* Without the blanks at either end. */
struct str deed_trimmed(struct str s);
/* ERR_INPUT unless min <= signs <= max; blanks at either end do not count.
 * Each sentence twice, by NN_(). */
enum err deed_signs(struct deed *, struct str s, size_t min, size_t max,
    const char *short_one, const char *short_many, const char *long_one,
    const char *long_many);

/* act_post.c */
enum capability thread_new_cap(const struct deed *);
enum err thread_new_apply(struct deed *);
enum err post_accept(struct deed *);	/* both rows' */
enum capability post_reply_cap(const struct deed *);
enum err post_reply_load(struct deed *);
enum err post_reply_apply(struct deed *);
/* ERR_INPUT unless text, restate and agree suit a post of this type. */
enum err post_suits(struct deed *, enum post_type, bool restated);
/* Writes the head, and the row of the thread's tree that repeats it. */
enum err post_put(struct deed *, const struct post *);
enum err post_text_put(struct deed *, const struct post *, struct str text);
/* Gives a post, by d->self, its place in d->thread and d->room, and tells of
 * it; all but its ordinal is set. */
enum err post_land(struct deed *, struct post *, struct str text);
/* act_edit.c */
enum err post_edit_apply(struct deed *);
enum err post_delete_apply(struct deed *);
/* excerpt.c */
/* First words of a text on one line, at most 120 bytes; quotes and marks of
 * emphasis, lists and headings left out. */
struct str text_excerpt(struct str text, struct arena *);
/* Does this line of a text quote?  Where does the line at p end? */
bool text_quoted(const char *line, const char *end);
const char *text_line_end(const char *p, const char *end);
/* mention.c */
/* Who and what a text names in its prose, not in quotes nor code: @name and
 * #1204; each once, in order. */
struct cites {
	uint64_t members[22], posts[60];
	size_t member_count, post_count;
	size_t tried;		/* names looked up, 60 at most */
};
enum err cites_find(struct deed *, struct str text, struct cites *out);
/* Notices to those named in the text who may see the room, 20 at most, but
 * not to the author nor to `told`. */
enum err mentions_notify(struct deed *, const struct post *, struct str text,
    uint64_t told);
/* act_read.c */
enum err read_mark_load(struct deed *);
enum err read_mark_apply(struct deed *);
enum err read_unmark_apply(struct deed *);
enum err catchup_apply(struct deed *);
enum err notice_seen_apply(struct deed *);
/* act_watch.c */
enum err watch_set_load(struct deed *);
enum err watch_set_apply(struct deed *);
enum err room_forget_apply(struct deed *);
enum err ignore_apply(struct deed *);
/* act_draft.c */
enum err draft_save_accept(struct deed *);
enum err draft_save_apply(struct deed *);
enum err draft_drop_apply(struct deed *);
enum err draft_sent(struct deed *);	/* drops in.number, if any */
/* act_word.c */
enum err word_accept(struct deed *);		/* both rows' */
enum err word_add_apply(struct deed *);
enum err word_drop_apply(struct deed *);
enum err spelling_set_apply(struct deed *);
/* act_charter.c */
enum err charter_accept_apply(struct deed *);
enum err charter_set_accept(struct deed *);
enum err charter_set_apply(struct deed *);
/* act_member.c */
enum err profile_set_accept(struct deed *);
enum err profile_set_apply(struct deed *);
enum err seen_apply(struct deed *);
enum err act_as_apply(struct deed *);
enum err member_add_accept(struct deed *);
enum err member_add_apply(struct deed *);
enum err profile_accept(struct deed *);		/* copies into d->profile */
enum err handle_accept(struct deed *);		/* d->profile.handle */
/* Makes a new member of d->profile, with key and password. */
enum err member_create(struct deed *);
/* act_key.c */
enum err password_asked(struct deed *);	/* ACT_PASSWORD, before the txn */
enum err key_accept(struct deed *);	/* in.key_type, in.key_blob, in.name */
enum err key_store(struct deed *, uint64_t member, int64_t seen,
    uint64_t *number);
enum err key_add_apply(struct deed *);
enum err key_remove_apply(struct deed *);
enum err password_set_accept(struct deed *);
enum err password_set_apply(struct deed *);
enum err secret_store(struct deed *, uint64_t member);
enum err reset_accept(struct deed *);
enum err reset_apply(struct deed *);
/* act_join.c */
enum err invite_apply(struct deed *);
enum err register_accept(struct deed *);
enum err register_apply(struct deed *);
enum err admit_apply(struct deed *);
enum err refuse_apply(struct deed *);
/* act_room.c */
enum err room_add_accept(struct deed *);
enum err room_add_apply(struct deed *);
enum err room_allow_load(struct deed *);
enum err room_allow_apply(struct deed *);
/* act_mandate.c */
enum err mandate_add_load(struct deed *);
enum err mandate_add_apply(struct deed *);
enum err mandate_end_apply(struct deed *);
enum err mandate_renew_load(struct deed *);
enum err mandate_renew_apply(struct deed *);
/* act_message.c */
enum err message_load(struct deed *);
enum err message_send_apply(struct deed *);
enum err message_read_apply(struct deed *);
enum err message_remove_apply(struct deed *);
/* setting.c */
enum err setting_set_apply(struct deed *);
/* act_sponsor.c */
/* m has a sponsor: the sponsor's list has them. */
enum err godchild_put(struct deed *, const struct member *m);
/* A first post of somebody whose sponsor is to hear of it. */
enum err sponsor_tell(struct deed *, const struct post *);
enum err sponsor_load(struct deed *);
enum err sponsor_apply(struct deed *);
enum err vouch_apply(struct deed *);
/* act_term.c */
enum err term_accept(struct deed *);
enum err term_load(struct deed *);
enum err term_propose_apply(struct deed *);
enum err term_approve_apply(struct deed *);
enum err term_withdraw_apply(struct deed *);
/* act_thank.c */
enum err thank_load(struct deed *);
enum err thank_apply(struct deed *);
/* act_answer.c */
enum err answer_accept(struct deed *);
enum err answer_load(struct deed *);
enum err answer_apply(struct deed *);
/* act_view.c */
enum err view_invite_accept(struct deed *);
enum capability view_invite_cap(const struct deed *);
enum err view_invite_apply(struct deed *);
enum err wait_pass_apply(struct deed *);
/* duel.c */
enum err pair_calm_apply(struct deed *);
/* act_stand.c */
enum err stand_accept(struct deed *);
enum err stand_cite_load(struct deed *);
enum err stand_apply(struct deed *);
/* act_flag.c */
/* ERR_INPUT unless d->in.name quotes the charter that stands, or is
 * "illegal". */
enum err article_suits(struct deed *);
enum err flag_accept(struct deed *);
enum err flag_apply(struct deed *);
/* act_case.c */
enum err case_cite_load(struct deed *);
enum capability case_decide_cap(const struct deed *);
enum err case_take_apply(struct deed *);
enum err case_decide_accept(struct deed *);
enum err case_decide_apply(struct deed *);
/* d->post has another text: its case comes back, if it was to be rephrased. */
enum err case_rephrased(struct deed *);
/* act_sign.c */
enum err countersign_apply(struct deed *);
/* appeal.c */
enum err appeal_accept(struct deed *);
enum err appeal_apply(struct deed *);
/* act_jury.c */
enum err jury_cite_load(struct deed *);
enum err jury_accept_text(struct deed *);
enum err jury_apply(struct deed *);
enum err jury_vote_accept(struct deed *);
enum err jury_vote_apply(struct deed *);
enum err nonce_apply(struct deed *);
/* repair.c */
enum err repair_apply(struct deed *);
/* act_strict.c */
enum err strict_set_apply(struct deed *);
/* act_round.c */
enum err round_set_accept(struct deed *);
enum err round_set_apply(struct deed *);
enum err round_turn_accept(struct deed *);
enum err round_turn_load(struct deed *);
enum err round_turn_apply(struct deed *);
/* act_close.c */
enum err thread_close_apply(struct deed *);
/* act_rhythm.c */
enum err rhythm_set_accept(struct deed *);
enum err rhythm_set_apply(struct deed *);
/* erase.c */
enum err erase_apply(struct deed *);
/* act_message.c: nothing between the two is left of member's: what they sent
 * goes, what they got goes from their side. */
enum err messages_erase(struct deed *, uint64_t member, uint64_t other);
/* code.c: invitation codes */
struct str code_hash(struct txn *, struct str code, struct arena *);
enum err code_key_make(struct deed *);	/* once a store */
void code_make(char out[static 48]);

#endif
