/*
 * plain_own: what the files of plain mode share.  A place says what it has to
 * say, then offers numbered choices; the loop in plain.c reads a number or a
 * command.  No cursor movement, no erasing, one sentence a line.
 */
#ifndef PLAIN_OWN_H
#define PLAIN_OWN_H

#include <signal.h>
#include <termios.h>

#include "ui/lines/own.h"

struct plain;
typedef void plain_run(struct plain *, uint64_t number);

struct plain_offer {
	const char *text;
	plain_run *run;
	uint64_t number;
};
/* What the terminal was like before plain mode; fd -1: no terminal. */
struct plain_tty {
	int fd;
	struct termios before;
	struct sigaction interrupt, hangup;
};
/* What had been said, or was there, at the last look for news. */
struct plain_news {
	uint64_t txn;
	uint64_t thread, counter, newest;	/* its newest post */
	uint64_t notice;			/* the newest */
	int64_t asked;				/* the latest that waits */
	bool noticed;
};
struct plain {
	struct call call;		/* its arena is reset at each answer */
	struct who who;			/* registering, it becomes somebody */
	struct plain_options options;
	struct lines_io io;
	struct arena *menu;		/* offers live here */
	struct arena *self;		/* one's own record, call.me */
	struct plain_offer *offers;
	size_t offer_count, offer_from;
	struct place place;		/* the post in hand */
	size_t offset;			/* of its text, not said yet */
	uint64_t revealed;		/* an ignored author's, asked for */
	uint64_t message;		/* the oldest one said; the post whose
					 * history is said */
	struct plain_news news;
	bool mine;			/* one's own deed changed the thread */
	uint64_t txn;			/* when welcome was looked at */
	char sought[512];		/* what was looked for last */
	char after[200];		/* the member said last, folded */
	bool new_here;			/* no tour before this session */
	bool over, hungup;
	bool left;			/* Ctrl-C, while a line was read */
	bool odd;			/* signs of that line were left out */
	struct plain_tty tty;
};

/* A sentence; text in it is made safe. */
void plain_say(struct plain *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Forgets the choices of the place before. */
void plain_begin(struct plain *);
/* One more choice; text as printf's. */
void plain_offer(struct plain *, plain_run *, uint64_t number,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/*
 * The prompt and a line, without what is no text in it (plain_typed).  false:
 * the end of input, or Ctrl-C (p->left; the session goes on): *out is then
 * what had been begun, if the terminal hands it over; of several lines, if
 * they had been typed ahead.
 */
bool plain_line(struct plain *, struct str *out);
/* Reads a number from 1 to most, Enter = usual; 0: hung up. */
unsigned plain_number(struct plain *, unsigned most, unsigned usual);
/* A yes: 1 = yes, 2 = no, Enter = no. */
bool plain_sure(struct plain *, const char *question, const char *yes);
void plain_refused(struct plain *, enum err, const struct refusal *,
    const char *word);
/* A form that was begun here and not sent, if there is one. */
bool plain_unsent(struct plain *, enum unsent_kind, uint64_t subject,
    struct unsent *out);
/* Keeps name, text and reason, as the deed would take them: before it is
 * tried, and when the line dropped. */
void plain_keep(struct plain *, enum unsent_kind, uint64_t subject,
    const struct act_args *typed);
/* Does it, and says `done` (translated), or why not; result.id, 0: not done. */
uint64_t plain_do(struct plain *, enum act, struct act_args *, const char *done);
/* Reads one's own record again, and its language; false: said. */
bool plain_me(struct plain *);
/* Runs a line command by its words, ended by NULL. */
void plain_command(struct plain *, const char *first, ...)
    __attribute__((sentinel));

/* --- plain_tty.c --- */
/* Cooked mode with UTF-8; Ctrl-C and a hang-up are noted.  fd: any. */
void plain_tty_begin(struct plain_tty *, int fd);
void plain_tty_end(struct plain_tty *);		/* as it was before */
bool plain_tty_hungup(void);
bool plain_tty_interrupted(void);
/* The line begun in the terminal, taken out of it; an interrupt is past. */
struct str plain_tty_begun(struct plain_tty *, struct arena *);
/* A session opened with a key ends with that key: said, false. */
bool plain_welcome(struct plain *);
/* Waits for something to read; false: the session ends, or Ctrl-C. */
bool plain_tty_wait(struct plain *);
/* A line without the sequences of keys and controls, in the arena; bytes that
 * are no UTF-8 become U+FFFD.  *odd: there was such a thing. */
struct str plain_typed(struct str line, struct arena *, bool *odd);

/* plain_news.c: what others did since the last answer; says nothing of what
 * stood there when a thread was come to. */
void plain_news(struct plain *);

/* --- plain_words.c --- */
struct plain_name { const char *name, *french; };
/* The English name of the command that was typed, among the line commands and
 * plain mode's own; NULL: none or several, said. */
const char *plain_find(struct plain *, const char *typed,
    const struct plain_name *own, size_t count);

/* plain_read.c */
plain_run plain_home, plain_rooms, plain_room, plain_threads_from,
    plain_for_you;
/* plain_post.c */
/* All of a text, quotes opened and closed in words. */
void plain_text(struct plain *, struct str text);
plain_run plain_thread, plain_post, plain_post_more, plain_next_unread;
void plain_post_again(struct plain *);	/* the post in hand, its choices */
/* plain_attend.c */
plain_run plain_followed;
void plain_offer_room_watch(struct plain *, const struct room_view *);
void plain_offer_ignore(struct plain *, const struct member_view *);
/* Follow and mute its thread, ignore its author. */
void plain_offer_attend(struct plain *, const struct post_view *);
/* At each tick: one reads the thread in hand, if one chose to be seen and has
 * typed something lately; quiet: milliseconds since. */
void plain_present(struct plain *, int64_t quiet);
void plain_readers_say(struct plain *, uint64_t thread);
/* plain_answer.c */
plain_run plain_answer;
/* plain_synthesis.c */
void plain_offer_synthesis(struct plain *, const struct post_view *);
/* plain_flag.c */
void plain_offer_flag(struct plain *, const struct post_view *);
/* plain_cases.c: number: the case; of a queue, none */
plain_run plain_queue, plain_case;
/* plain_jury.c: number: the case */
plain_run plain_jury;
/* plain_shape.c */
void plain_offer_shape(struct plain *, const struct post_view *);
/* plain_round.c */
plain_run plain_round;
void plain_offer_round(struct plain *, const struct post_view *);
/* plain_views.c */
plain_run plain_asked;
void plain_offer_views(struct plain *, const struct post_view *);
/* plain_rhythm.c */
plain_run plain_rhythm;
/* plain_deeds.c: what else can be done to a post or its thread */
void plain_offer_deeds(struct plain *, const struct post_view *);
/* plain_write.c */
plain_run plain_write_new, plain_write_reply, plain_write_edit,
    plain_write_draft, plain_delete;
/* plain_messages.c */
plain_run plain_messages, plain_history;	/* number 0: all of them */
/* plain_write.c: to a member */
plain_run plain_write_message;
/* plain_self.c */
plain_run plain_own_data, plain_menu, plain_keys, plain_key_offered, plain_invites,
    plain_drafts;
/* Asks for the present password, if there is one; false: hung up. */
bool plain_password(struct plain *, struct str *out);
/* plain_charter.c: until it is accepted, and each new version; false: the
 * person leaves. */
bool plain_charter(struct plain *);
/* plain_profile.c */
plain_run plain_settings, plain_profile_all;
/* Five lines, once; whoever has seen them is not told again. */
void plain_tour(struct plain *);
/* plain_search.c */
plain_run plain_search;
void plain_search_for(struct plain *, struct str words);
/* plain_glossary.c */
plain_run plain_glossary;
/* plain_sponsor.c: what one may do as a sponsor */
void plain_offer_sponsor(struct plain *, uint64_t member);
/* plain_people.c */
plain_run plain_members, plain_waiting, plain_person;
/* plain_join.c: the questions of a new account.  false: the session is over
 * (left, hung up, or the request waits for a person). */
bool plain_join(struct plain *);

#endif
