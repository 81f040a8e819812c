/*
 * mime: one mail as the bytes that sendmail takes: a text in UTF-8, with
 * headers by RFC 5322 and RFC 2047, quoted-printable by RFC 2045.
 */
#ifndef MIME_H
#define MIME_H

#include "store/base/arena.h"

enum { MAIL_ADDRESS_MAX = 254, MAIL_LOCAL_MAX = 64 };	/* RFC 5321 4.5.3.1 */

struct mime {
	const char *from_name;	/* UTF-8; may be empty */
	const char *from, *to;	/* addresses, mail_address_ok() */
	const char *subject;	/* one line of UTF-8 */
	const char *id;		/* left part of the Message-ID: letters, digits
				 * and dots */
	const char *text;	/* UTF-8, lines end in \n */
	int64_t at;		/* seconds since 1970 */
};

/*
 * May this be handed to sendmail as an address?  name@domain, both of the
 * unquoted forms of RFC 5321, ASCII, within its lengths; never one that begins
 * with "-" (it would be read as an option), never with a control character.
 */
bool mail_address_ok(struct str address);
/* The whole message, in the arena; lines end in \n, as sendmail wants them,
 * and have 78 bytes at most but for long addresses. */
struct str mime_message(const struct mime *, struct arena *);

#endif
