/*
 * log: the moderation log.  Each entry holds public fields as "name=value"
 * lines and the SHA-256 of the entry before it, both over one canonical form,
 * so that whoever kept "number:hash" can tell a rewritten log.  Nobody's name
 * stands in it: moderators have a pseudonym that lasts as long as their
 * mandate.  Texts live with the cases, and may go without breaking the chain.
 */
#ifndef LOG_H
#define LOG_H

#include "store/forum/chain.h"
#include "store/forum/deed.h"

/* The hash of the last entry; of none, zeroes. */
enum err log_head(struct deed *, uint8_t out[static LOG_HASH]);
/* Writes the next one, in the transaction of what it is about. */
enum err log_append(struct deed *, struct str public_fields,
    uint64_t *number);
/* "M3": a member's pseudonym as a moderator (given now, if none was); "-":
 * they are none. */
enum err log_pseudonym(struct deed *, uint64_t member, const char **out);

#endif
