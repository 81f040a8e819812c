/*
 * mandate: what is told and written of mandates, by deeds (act_mandate.c) and
 * by the keeper (mandate_due.c).  Which of them live is told by the clock
 * (mandate_living()).
 */
#ifndef MANDATE_H
#define MANDATE_H

#include "store/forum/deed.h"

enum mandate_event { MANDATE_GRANTED, MANDATE_RENEWED, MANDATE_ENDED,
	MANDATE_PROLONGED };

/*
 * The entry of the moderation log: role, room (unless it is private), dates;
 * not whose it is, nor a pseudonym: their page says who holds what since when,
 * so that dates beside a pseudonym would name the person behind it.
 */
enum err mandate_entry(struct deed *, enum mandate_event,
    const struct mandate *);
/*
 * To all who hold this role, but not to `holder`, once each: a notice of
 * mandates, with this text.  Members told already stand in *told.
 */
enum err mandate_tell_all(struct deed *, enum role, uint64_t holder,
    struct str text, struct u64s *told);
/* The exact word of the role. */
const char *mandate_role(uint8_t role);
enum err mandate_put(struct deed *, const struct mandate *);
/*
 * The keeper's: tells who holds one 30 and 7 days before its end, once each,
 * unless it is renewed; and says of the last moderators that their mandates go
 * on, each 30 days, to them, to the other judges and to the sysops.
 */
enum err mandates_due(struct store *, size_t *reminders, size_t *prolonged);

#endif
