/*
 * mailer: hands mails to the machine's sendmail, one at a time, for the keeper
 * and in its process.  The program gets no shell, fixed arguments, a clean
 * environment, its text on standard input and no other descriptor of ours.  It
 * is not confined beyond that: sendmail programs live by set-group-id, which
 * the jail of a login would take away (docs/decisions/0039).
 */
#ifndef MAILER_H
#define MAILER_H

#include "server/conf.h"
#include "server/serve.h"

/*
 * Once a second: sees what became of the mail that is being handed over, or
 * begins the next one.  Never waits.  After a failure it pauses, longer each
 * time, up to ten minutes.  Says on the log what failed, never to whom.
 */
void mailer_turn(const struct conf *, const struct service *);

#endif
