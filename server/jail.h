/*
 * jail: what a half of a login can no longer do once it has begun.  The wire
 * gets a seccomp filter that kills, resource limits and no files; the desk
 * gets Landlock around the data directory where the kernel has it.
 */
#ifndef JAIL_H
#define JAIL_H

#include "store/base/base.h"

/*
 * In the listener, before any fork: compiles the wire's filter once and tries
 * it in a child.  ERR_DENIED: this kernel takes no filter (serve refuses
 * then, unless told --no-jail).
 */
enum err jail_prepare(void);
/* In the wire, after its descriptors are in place and its uid is dropped:
 * limits, no new privileges, the filter (only if `filter`).  Fatal if one
 * fails. */
void jail_wire(bool filter);
/* In the wire, while it is still root (a limit on processes is by account). */
void jail_wire_limits(void);
/*
 * In the desk, from "." being the data directory: no new privileges,
 * Landlock (a process that gave up root is not dumpable anyway).  OK; ERR_NOT_FOUND: this kernel has no Landlock
 * (told once by the listener, see jail_has_landlock()).
 */
enum err jail_desk(void);
bool jail_has_landlock(void);

#endif
