/*
 * mail_text: a mail in the words of who gets it (store/forum/mailing.h).  It
 * says what waits and how to come in; never a post's text, never another's
 * name.
 */
#ifndef MAIL_TEXT_H
#define MAIL_TEXT_H

#include "store/forum/mailing.h"

/*
 * The whole message with its headers, in the arena.  Sets the language of the
 * process.  forum: its name; where: "host" or "host -p 2222"; from: an
 * address.
 */
struct str mail_message(const struct mail *, const char *forum,
    const char *where, const char *from, struct arena *);

#endif
