/*
 * query: what may be read, copied out into an arena.  Nothing of the engine
 * outlives a call; each call is one read transaction.  Every function asks
 * the one visibility function: what a caller may not see is absent, or
 * ERR_NOT_FOUND, exactly as if it did not exist.  Pages, not lists; costs
 * depend on what is shown, not on the size of the forum.
 */
#ifndef QUERY_H
#define QUERY_H

#include "store/base/rangeset.h"
#include "store/forum/act.h"

/* Greying: may who do this here?  As act_run would answer, without doing. */
enum err store_may(struct store *, const struct who *, enum act,
    const struct act_args *, struct refusal *why);
/* Gathers what policy knows of who, now (facilitates lives in the arena). */
enum err query_caller(struct store *, const struct who *, struct arena *,
    struct caller *out);

/* --- change counters and time --- */
uint64_t query_last_txn(struct store *);	/* 5 ns; the idle tick's first look */
uint64_t query_counter(struct store *, enum change, uint64_t id);

/* --- rooms --- */
struct room_view {
	struct room room;
	uint64_t unread;	/* for this reader; guests: 0 */
	uint64_t readers;	/* private rooms: people on the list */
	bool forgotten, followed, may_post, facilitated_by_me;
	struct str last_author;	/* handle, empty if none */
	struct str facilitators;	/* handles, ", " between, may be empty */
};
/* All rooms the caller sees, in wing order (Réseau, Chantiers, Ressources,
 * public) then by title.  At most some hundreds exist. */
enum err query_rooms(struct store *, const struct who *, struct arena *,
    struct room_view **out, size_t *count);
enum err query_room(struct store *, const struct who *, uint64_t room,
    struct arena *, struct room_view *out);
enum err query_room_named(struct store *, const struct who *,
    const char *name, struct arena *, struct room_view *out);

/* --- threads --- */
/* A thread's round table, and the reader in it. */
struct round_view {
	enum round_state state;	/* ROUND_NONE: it never had one */
	int64_t until;		/* the state lasts until then */
	bool two, blind;
	struct str by;		/* handle */
	struct str *members, *spoke;	/* handles: who signed up; who spoke,
					 * or passed, in the round that is on */
	size_t member_count, spoke_count;
	bool mine, spoke_mine;	/* the reader signed up; spoke */
	bool may_join, may_pass;
};
struct thread_view {
	struct thread thread;
	struct str author;	/* handle */
	struct str last_author;
	uint64_t unread;	/* 0 in a muted one */
	enum watch_kind watch;
	enum rhythm rhythm;	/* now… */
	int64_t rhythm_gap;	/* …seconds between two posts of one person */
	struct str rhythm_by;	/* handle */
	uint8_t asks;		/* query_thread() only: what it asks of the
				 * reader alone, enum wait_kind + 1; 0: nothing */
	struct str asked_by;	/* …and who does; handle */
	unsigned missing;	/* query_thread() only: profiles (bits of enum
				 * profile) whose view the reader may invite */
	bool synthesise;	/* query_thread() only: long, without a recent
				 * synthesis; the reader may write one */
	struct str closed_by;	/* handle; while it is closed */
	struct round_view round;	/* query_thread() only */
	uint64_t withheld;	/* query_thread() only: the reader's own
				 * disagreement that waits for its answer… */
	int64_t withheld_until;	/* …until then at most */
	long much;		/* query_thread() only: percent of it that is
				 * the reader's, when that is much; else 0 */
};
enum thread_order { THREADS_BY_ACTIVITY, THREADS_UNREAD_FIRST };
/*
 * A page of a room's threads, last activity first.  before: continue after
 * this thread (0 = from the top); limit 1 to 500.  THREADS_UNREAD_FIRST puts
 * the unread ones of that page first.
 */
enum err query_threads(struct store *, const struct who *, uint64_t room,
    uint64_t before, size_t limit, enum thread_order, struct arena *,
    struct thread_view **out, size_t *count);
enum err query_thread(struct store *, const struct who *, uint64_t thread,
    struct arena *, struct thread_view *out);

/* The tree of a thread, opening post first, children in order of time. */
struct branch_view {
	struct branch branch;
	struct str author;	/* handle, or "membre parti…" */
	uint16_t depth;		/* 0: opening post */
	uint32_t below;		/* posts in its branch, itself excluded */
	uint32_t unread_below;	/* unread among them */
	uint32_t covers;	/* a synthesis: posts that it covers, with all
				 * below them; they are listed under it,
				 * before what answers it… */
	uint32_t unread_covered;	/* …unread among them */
	bool last;		/* last child of its parent */
	bool unread, own;
	bool ignored;		/* the reader ignores its author: folded */
	bool blind;		/* as of a post */
	enum mask mask;		/* now */
	enum restated restated;	/* now */
};
enum err query_tree(struct store *, const struct who *, uint64_t thread,
    struct arena *, struct branch_view **out, size_t *count);

/*
 * Two who answered each other only in a thread, as was said in the last week:
 * for whoever shapes the room; ERR_DENIED for others.
 */
struct pair_view {
	uint64_t members[2];
	struct str names[2];	/* handles */
	int64_t calm_until;	/* asked to post calmly until then; 0 = not */
};
enum err query_pairs(struct store *, const struct who *, uint64_t thread,
    struct arena *, struct pair_view **out, size_t *count);
/* Of the posts that ended a turn between two: how often the share of such turns
 * was so many tenths, of nobody in particular (duel.h). */
enum { DUEL_TENTHS = 11 };
enum err query_duel_tenths(struct store *, uint64_t out[static DUEL_TENTHS]);

/* --- posts --- */
struct lack_view {
	struct str author, text;	/* handle */
};
struct post_view {
	struct post post;
	struct str text;		/* empty for a tombstone */
	struct str author, parent_author;	/* handles */
	struct str title;		/* of the thread */
	struct str room_name, room_title;
	uint8_t parent_type;
	bool unread, own, may_edit, may_delete;
	bool ignored;		/* the reader ignores its author: text and
				 * excerpt are shown only when asked for */
	enum mask mask;		/* now; another's: its words are shown only when
				 * asked for, if it opens, else are not here */
	bool opens;
	bool blind;		/* said in a round table where the reader has
				 * to speak first: its words are not here */
	enum watch_kind watch;	/* of its thread */
	enum restated restated;	/* now; asked of parent_author… */
	int64_t answer_until;	/* …until then */
	bool may_answer;	/* by this reader */
	int64_t withheld_until;	/* POST_WITHHELD: published then, or when it is
				 * answered */
	bool restate_again;	/* contested: its author, who reads, may */
	/* A synthesis: profiles that find themselves in it, out of those that
	 * have a voice in the thread… */
	unsigned supports, present;
	struct lack_view *lacks;	/* …and what it lacks; r->arena */
	size_t lack_count;
	enum stand_kind stands;		/* what this reader says of it… */
	bool may_stand;			/* …and may say, until answer_until */
};
enum err query_post(struct store *, const struct who *, uint64_t post,
    struct arena *, struct post_view *out);
/* One's own last post, if it is among the forum's last 500. */
enum err query_last_own(struct store *, const struct who *, struct arena *,
    struct post_view *out);
/*
 * A reply to this post written now: the how many-th of one's own to its author
 * in this thread (of its last 200 posts) that comes within `seconds` of the
 * post it answers; 0: it would not, or one answers oneself.
 */
enum err query_quick_replies(struct store *, const struct who *,
    uint64_t post, int64_t seconds, size_t *count);
/* Texts of a whole thread in tree order (line command `read`). */
enum err query_thread_posts(struct store *, const struct who *,
    uint64_t thread, struct arena *, struct post_view **out, size_t *count);

/*
 * The next unread post in the one stable order: the thread in hand (tree
 * order, after `post`, then from its start), then the thread that holds the
 * room's oldest unread post, then the next room with unread (query_rooms
 * order, forgotten ones passed over, wrapping round); `post` itself, if it is
 * unread, after all others.  From nothing (all 0): the first of all.  one_room: stay in `room`.  ERR_NOT_FOUND: all is read.
 */
struct place { uint64_t room, thread, post; };
enum err query_next_unread(struct store *, const struct who *,
    struct place from, bool one_room, struct place *out);
enum err query_previous_unread(struct store *, const struct who *,
    struct place from, struct place *out);
/* Unread posts, in that order, at most limit (line command `unread`);
 * room 0 = all rooms. */
enum err query_unread(struct store *, const struct who *, uint64_t room,
    size_t limit, struct arena *, struct post_view **out, size_t *count);

/* --- followed, muted, ignored --- */
struct watch_view {
	bool room_itself;		/* room says all, thread is zeroed */
	struct room_view room;
	struct thread_view thread;	/* of a thread in room */
	int64_t since;			/* 0: a forgotten room */
};
/* What one follows (WATCH_FOLLOW), or muted threads and forgotten rooms
 * (WATCH_MUTE): unread first, then the last activity first. */
enum err query_watches(struct store *, const struct who *, enum watch_kind,
    struct arena *, struct watch_view **out, size_t *count);
/* Whom one ignores, in alphabetical order. */
struct ignored_view { uint64_t member; struct str handle; int64_t since; };
enum err query_ignored(struct store *, const struct who *, struct arena *,
    struct ignored_view **out, size_t *count);

/*
 * The versions of a post that anybody who may read it may read, first one
 * first; one version: never changed after the free 15 minutes.
 * ERR_NOT_FOUND for a deleted post too: its words are gone.
 */
struct version_view {
	uint32_t revision;
	int64_t written;
	size_t bytes;		/* of its text */
};
enum err query_history(struct store *, const struct who *, uint64_t post,
    struct arena *, struct version_view **out, size_t *count);
/* One of them, whole. */
enum err query_version(struct store *, const struct who *, uint64_t post,
    uint32_t revision, struct arena *, struct post_text *out);

/* --- moderation --- */
struct flag_view {
	struct flag flag;
	struct str by;		/* handle */
	size_t judged, followed;	/* of their flags in twelve months */
};
struct case_view {
	struct casefile file;	/* to its author: without the snapshot */
	enum case_state state;	/* now… */
	int64_t until;		/* …until then; 0: no end */
	struct str author, taken_by;	/* handles */
	struct str title, room_title;
	struct str text;	/* of the post now; empty if it is gone */
	enum mask mask;		/* of the post now */
	int64_t masked_until;
	struct flag_view *flags;	/* of a moderator's reader only */
	size_t flag_count;
	const char *party;	/* why the reader may not open it, msgid; or
				 * NULL */
	struct decision pending;	/* to be countersigned; id 0: none */
	struct str signed_by;	/* handle: who signed that one first */
	struct decision decision;	/* the one that stands; id 0: none */
	unsigned repair;	/* what the reader may answer: bits of enum
				 * repair_step */
	struct appeal appeal;	/* against decision, or that it answers; id 0:
				 * none.  Its text: to who is to answer, and to
				 * who wrote it */
	struct decision *history;	/* of its author, in twelve months, the
				 * last first, to who judges it */
	size_t history_count;
	bool may_appeal;	/* the reader may, against decision */
	struct str head;	/* "12:9c41…": the log's entry of file.entry, as
				 * one keeps it (chain.h); empty: none */
};
/* What is to be decided, the oldest first, at most 200; *late: how many are
 * over three days old.  ERR_DENIED but to moderators. */
enum err query_cases(struct store *, const struct who *, struct arena *,
    struct case_view **out, size_t *count, size_t *late);
/* One of them, to moderators who are no party (else without texts and flags);
 * decided, to its author too, without who flagged it.  ERR_NOT_FOUND: others. */
enum err query_case(struct store *, const struct who *, uint64_t id,
    struct arena *, struct case_view *out);
/* A case as a juror reads it: the parties are A, who wrote, and B, who flagged
 * it. */
struct jury_view {
	uint64_t casefile, entry;	/* entry of the log: the draw */
	enum jury_phase phase;		/* now, until then */
	int64_t until;
	int place;			/* the reader's, from 0 */
	unsigned seated;		/* who sits, bits of places */
	struct juror own;
	struct str snapshot, facts, reasons, appeal, article;
	enum measure measure;		/* that is appealed */
	uint32_t days;
	struct jurysay *opinions;	/* one's own; once open, all */
	size_t opinion_count;
	struct jurysay *says;
	size_t say_count;
};
/* ERR_NOT_FOUND but to those who were drawn. */
enum err query_jury(struct store *, const struct who *, uint64_t casefile,
    struct arena *, struct jury_view *out);
/* The draws in whose pool the reader was, with their own salt and tag, so that
 * they find themselves in the log; half a year long. */
struct draw_salt {
	uint64_t entry;
	char salt[65], tag[65];
};
enum err query_salts(struct store *, const struct who *, struct arena *,
    struct draw_salt **out, size_t *count);
/* Entries of the log that are old enough to be shown, the latest first, from
 * before this number (0: the last); anybody's.  hash: hexadecimal. */
struct log_view {
	struct logentry entry;
	char hash[65];
};
enum err query_log(struct store *, const struct who *, uint64_t before,
    size_t limit, struct arena *, struct log_view **out, size_t *count);
/* The same in the order of the log, from after this number. */
enum err query_log_after(struct store *, const struct who *, uint64_t after,
    size_t limit, struct arena *, struct log_view **out, size_t *count);
/* The last entry's number and hash, shown already or not; number 0: none. */
enum err query_log_head(struct store *, struct arena *,
    struct log_view *out);

/* --- home --- */
struct notice_view {
	struct notice notice;
	struct str by;			/* handle */
	struct str title;		/* of the post's thread */
	uint64_t thread;
	bool fresh;		/* not put away, and its post not read */
};
struct draft_view {
	struct draft draft;
	struct str title;	/* of the thread or room it belongs to; of a
				 * message: the handle it goes to */
	struct str parent_author;
	bool parent_gone;
};
struct wait_view {
	struct wait wait;
	struct str by;		/* handle, empty if nobody */
	struct str title;	/* of the post's thread, empty if none */
	uint64_t thread;
};
struct home {
	struct wait_view *waits; size_t wait_count;	/* soonest end first */
	struct notice_view *notices; size_t notice_count; /* unseen, newest 20 */
	struct draft_view *drafts; size_t draft_count;
	struct room_view *rooms; size_t room_count;	/* with unread */
	struct watch_view *followed; size_t followed_count;
	struct thread_view *questions; size_t question_count; /* unanswered Q
				 * threads of rooms seen, newest 5 */
	uint64_t cases;		/* to be decided, for moderators */
	uint64_t unread, waiting;	/* waiting: requests, for who may admit */
};
enum err query_home(struct store *, const struct who *, struct arena *,
    struct home *out);
/* How many things of it are for the reader in person. */
size_t home_things(const struct home *);
/* One's drafts, last saved first, thrown ones too.  Under a member's name the
 * program on the server gets none that belong where it may not read. */
enum err query_drafts(struct store *, const struct who *, struct arena *,
    struct draft_view **out, size_t *count);
/* The draft of this place, if any: reply to parent, edit, or new in room. */
enum err query_draft(struct store *, const struct who *, uint64_t room,
    uint64_t parent, uint64_t edits, struct arena *, struct draft *out);
/* The draft of a message to this member, if any. */
enum err query_draft_to(struct store *, const struct who *, uint64_t member,
    struct arena *, struct draft *out);
/* The form one began and did not send, if any; *out in the arena.  The program
 * on the server is shown none: ERR_NOT_FOUND. */
enum err query_unsent(struct store *, const struct who *, enum unsent_kind,
    uint64_t subject, struct arena *, struct unsent *out);
/* One's own list of words and how one's texts are spelt; nothing kept yet:
 * empty, SPELLING_OWN. */
enum err query_wordlist(struct store *, const struct who *, struct arena *,
    struct wordlist *out);
/* What waits for one's answer, the soonest end first, at most 100; none about
 * a post that one may not read (any more), nor by whom one ignores. */
enum err query_waits(struct store *, const struct who *, struct arena *,
    struct wait_view **out, size_t *count);
/* What a thread asks of the reader alone: an exchange between two, else an
 * invitation.  ERR_NOT_FOUND: nothing. */
enum err query_asked(struct store *, const struct who *, uint64_t thread,
    struct arena *, struct wait_view *out);
/* One's notices, newest first, at most limit of the last 500; none about a
 * post that one may not read (any more), nor by whom one ignores.  A notice
 * about a post is cleared by that post's being read (or muted, or removed):
 * nothing else is written down for it. */
enum err query_notices(struct store *, const struct who *, bool unseen_only,
    size_t limit, struct arena *, struct notice_view **out, size_t *count);

/* --- private messages: one's own, and nobody else's --- */
struct talk_view {		/* a conversation */
	uint64_t other;
	struct str name;	/* the other's handle */
	bool closed;		/* their account is */
	uint64_t last;		/* number of the last message */
	int64_t last_at;
	bool mine;		/* who wrote the last one */
	struct str excerpt;	/* of it */
	uint64_t unread;
	uint64_t first_unread;	/* its number; of query_talk() only; or 0 */
};
/* One of them; ERR_NOT_FOUND: nothing was written yet, or the other is not
 * here.  ERR_DENIED as below. */
enum err query_talk(struct store *, const struct who *, uint64_t other,
    struct arena *, struct talk_view *out);
/* Latest first, at most limit of them; *unread: in all.  ERR_DENIED: guests,
 * and the program on the server under a member's name. */
enum err query_talks(struct store *, const struct who *, size_t limit,
    struct arena *, struct talk_view **out, size_t *count, uint64_t *unread);
struct message_view {
	uint64_t number;
	int64_t at;
	struct str author, text;
	bool mine, unread;
};
/* The last `limit` messages with this member before message `before` (0: the
 * last ones of all), oldest first; none: *count 0.  ERR_DENIED as above. */
enum err query_messages(struct store *, const struct who *, uint64_t other,
    uint64_t before, size_t limit, struct arena *, struct message_view **out,
    size_t *count);

/* --- people --- */
struct member_view {
	struct member member;	/* mail and words empty but for oneself and
				 * those who may admit */
	bool ignored;		/* by the reader */
	struct str sponsor;	/* handle, while they accompany the member */
	int64_t sponsored_until;	/* 0: nobody does now */
	struct mandate *mandates; size_t mandate_count;	/* living now */
	struct str *mandate_rooms;	/* title for each mandate, or empty */
	struct str *mandate_names;	/* the same room's name */
};
enum err query_member(struct store *, const struct who *, uint64_t member,
    struct arena *, struct member_view *out);
/* By handle, with or without accents, any case. */
enum err query_member_named(struct store *, const struct who *,
    const char *handle, struct arena *, struct member_view *out);
/* Alphabetical page: handles after `after` (folded, "" = start). */
enum err query_members(struct store *, const struct who *, const char *after,
    size_t limit, struct arena *, struct member_view **out, size_t *count,
    uint64_t *total);
/* Requests to join, oldest first; ERR_DENIED unless the caller may admit. */
enum err query_waiting(struct store *, const struct who *, struct arena *,
    struct member_view **out, size_t *count);
enum err query_keys(struct store *, const struct who *, struct arena *,
    struct sshkey **out, size_t *count);	/* one's own */
/* Has member a key of this number?  A session opened with a key asks at its
 * ticks, when CHANGE_MEMBER moved: a removed key ends the session. */
bool query_key_exists(struct store *, uint64_t member, uint64_t number);
/* Own secret's state: is there a password, since when, one-time? */
struct password_view { bool exists, one_time; int64_t changed, cut; };
enum err query_password(struct store *, const struct who *,
    struct password_view *out);
struct invite_view { int64_t made, expires; struct str used_by; };
enum err query_invites(struct store *, const struct who *, struct arena *,
    struct invite_view **out, size_t *count);
enum err query_mandates(struct store *, const struct who *, uint64_t member,
    bool ended_too, struct arena *, struct mandate **out, size_t *count);

#endif
