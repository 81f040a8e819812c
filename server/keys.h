/*
 * keys: the server's own keys.  libssh signs in its own process, so the wire
 * needs them; no other process may be able to find them in its memory.  So
 * the listener only reads the files into pages of their own, which every
 * child inherits; the wire parses them there, and desk and keeper give the
 * pages up before anything else.
 */
#ifndef KEYS_H
#define KEYS_H

#include <libssh/server.h>

#include "store/base/base.h"

/* In the data directory.  keys_make.c writes them. */
#define KEYS_ED25519 "host_ed25519"
#define KEYS_RSA "host_rsa"

struct keys;
/*
 * Reads host_ed25519 and host_rsa of dirfd, and sets up the hardened lists of
 * algorithms.  ERR_NOT_FOUND: a key is missing; ERR_DENIED: others than the
 * owner may read it; ERR_DAMAGED: it is no key (found out in a child).
 * *keys is yours.
 */
enum err keys_open(int dirfd, struct keys **keys);
/* Gives the pages up and frees the rest; NULL is fine. */
void keys_forget(struct keys *);
/*
 * Gives the pages up.  For a child: the rest holds no secret, and to free it
 * would un-share the pages of the listener's heap that it lies in.
 */
void keys_leave(struct keys *);
/*
 * A fresh server session on fd, hardened: compression off, new keys after an
 * hour.  The wire's alone, once: the keys are parsed in this process and stay
 * in it.  NULL when libssh refuses.
 */
ssh_session keys_session(struct keys *, int fd);
/*
 * One handshake inside this process with keys made for it, so that what
 * OpenSSL sets up lazily is inherited by every login instead of made by each.
 * Failure costs only time.
 */
void keys_warm(void);

#endif
