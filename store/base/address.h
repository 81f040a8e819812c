/*
 * address: what counts as one address where people are counted by theirs: an
 * IPv4 address (::ffff:a.b.c.d is one too), or the /64 of an IPv6 address,
 * all of which one person may have.  Texts only; of sockets, the listener's
 * limits.h says the same.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include "store/base/base.h"

enum { ADDRESS_MAX = 48 };	/* bytes of a text, its end included */

/* "2001:db8:7:9::" for "2001:db8:7:9::1"; what is no address ("local") stays,
 * cut to ADDRESS_MAX - 1 bytes. */
void address_source(const char *address, char out[static ADDRESS_MAX]);

#endif
