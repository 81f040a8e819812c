/*
 * keeper: the one process that does what falls due by the clock.  It serves
 * nobody, and nothing that a reader sees waits for it.
 */
#ifndef KEEPER_H
#define KEEPER_H

#include "server/conf.h"
#include "server/rights.h"
#include "server/serve.h"

/*
 * The keeper's whole life, in its own process, with "." the data directory.
 * Takes the keeper's lock first, so that a keeper that outlived its listener
 * and a new one never work at once (it waits for that one to end).  Ends by
 * itself within a second of the process `listener`, whose child it is.  What
 * has to go out by mail it hands over (mailer.h).
 */
_Noreturn void keeper_run(const struct service *, const struct rights *,
    const struct conf *, pid_t listener);

#endif
