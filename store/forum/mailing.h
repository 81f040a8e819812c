/*
 * mailing: what has a deadline goes out by mail as well.  A member gets one
 * mail a day at most, of all that waits; at once when something has less than
 * 72 hours left.  The store keeps how far each was told, not the mails: those
 * are made of what waits at the moment of sending.  The words are the
 * interface's (ui/lines/mail_text.h), the sending the server's (mailer.h).
 *
 * What joins: every wait with an end (wait_put() does all that is needed), a
 * notice with a row in mail_items.c, a mandate that ends, a case that has
 * waited for three days.  Beside that, letters to people who are no members.
 */
#ifndef MAILING_H
#define MAILING_H

#include "store/engine/keys.h"
#include "store/forum/act.h"

struct deed;

enum { MAIL_URGENT = 72 * 3600,		/* seconds left: at once */
	MAIL_EVERY = 86400, MAIL_ITEMS_MOST = 30,
	MAIL_TRIES_MOST = 10 };		/* about two days, then given up */

/* One thing that waits; never a post's text. */
struct mail_item {
	const char *words;	/* msgid; may hold one "%s"… */
	const char *part;	/* …for this msgid; or NULL… */
	uint64_t number;	/* …and then for this number */
	int64_t since, until;
};

/* A mail to be sent now. */
struct mail {
	uint64_t member;	/* 0: a letter */
	struct str handle;	/* the member's */
	struct str address;	/* mail_address_ok() */
	uint8_t language;
	struct mail_item *items;	/* to a member, the first to end first */
	size_t count;
	int64_t told, upto;	/* what came up between is new to them */
	struct letter letter;
	uint8_t tries;		/* this one included */
};

/* Where next() goes on; all zero at first. */
struct mail_walk { struct key at; };

/*
 * Something with a deadline came up for this member: the keeper will look,
 * whatever they chose.  In the transaction of what it is about.
 */
enum err mailing_wake(struct deed *, uint64_t member);
/* The same for all who moderate: a decision waits for a second signature, or
 * an appeal for its answer. */
enum err mailing_wake_moderators(struct deed *);
/* Has this kind of notice a deadline?  deed_notice() wakes then. */
bool mailing_notices(enum notice_kind);
/* Moderators for whom a case waits too long.  By the keeper, once a minute. */
enum err mailing_wake_late(struct store *);

/*
 * What waits for the reader with a deadline, whether or not they were told of
 * it.  In the arena.
 */
enum err mail_items(struct store *, const struct who *, struct arena *,
    struct mail_item **out, size_t *count);

/*
 * The next mail, which counts as tried from now on: if the process dies
 * before mailing_sent(), it is sent again, later.  Looks at some hundred rows
 * a call.  ERR_NOT_FOUND: none is due now.  By one process at a time.
 */
enum err mailing_next(struct store *, struct mail_walk *, struct arena *,
    struct mail *out);
/* It was handed over.  Letters go. */
enum err mailing_sent(struct store *, const struct mail *);
/* It was not; it is tried again by itself.  *given_up: that was the last try,
 * and what it told is not told any more. */
enum err mailing_failed(struct store *, const struct mail *, bool *given_up);

/*
 * A letter to an address outside, in the transaction of what it is about;
 * number and times are set here.  ERR_INPUT if the address is none.
 */
enum err letter_put(struct deed *, const struct letter *);

#endif
