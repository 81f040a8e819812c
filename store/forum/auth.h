/*
 * auth: who is at the door.  Passwords, keys and codes, compared in constant
 * time and wiped; used by the desk before a login and by acts that ask the
 * present password.  The same work for a wrong password and for a name that
 * nobody has.
 */
#ifndef AUTH_H
#define AUTH_H

#include "store/forum/act.h"

/* What an account may do with a login, for the desk. */
struct auth_member {
	uint64_t member;	/* 0: no such member, or waiting/refused/gone */
	char handle[128];	/* as written by its owner, NFC */
	bool staff;		/* holds a moderator's, guarantor's or sysop's
				 * mandate now: key *and* password, once a
				 * password exists */
	bool has_password;
	uint8_t language;	/* enum language */
};
/* name: as typed at the ssh client, any bytes; unknown gives member 0, OK. */
enum err auth_find(struct store *, struct str name, struct auth_member *out);
/* Is this key (type and base64 blob) this member's?  Compares all keys in
 * constant time. *number: the key's number. */
enum err auth_key(struct store *, uint64_t member, struct str type,
    struct str blob, bool *yes, uint64_t *number);
/* Notes that key number of member was verified now (first use activates). */
enum err auth_key_used(struct store *, uint64_t member, uint64_t number);
/*
 * Checks a password.  Always one Argon2id run, also for member 0 (against a
 * fixed hash) and for members without password.  Takes a hashing slot for
 * `address` first.  password is normalised (NFC); not wiped here.
 */
enum err auth_password(struct store *, uint64_t member, struct str password,
    const char *address, bool *yes);
/* Hashes a new password in a slot.  *out in the arena. */
enum err auth_hash(struct store *, struct str password, const char *address,
    struct arena *, struct str *out);
/* ERR_INPUT with *why unless 10 to 128 characters, not the handle. */
enum err auth_password_accept(struct str password, struct str handle,
    struct arena *, struct str *out, struct refusal *why);
/* Type and blob from an OpenSSH public key line; fingerprint "SHA256:…". */
enum err auth_key_parse(struct str line, struct arena *, struct sshkey *out,
    struct refusal *why);
enum err auth_fingerprint(struct str blob, char out[static 64]);
/* An invitation code: "R7KD-2MWQ-X9PH-…", at least 60 bits; is it living?
 * Five wrong tries per address and hour, then ERR_LIMIT. *sponsor: handle. */
enum err auth_code(struct store *, struct str code, const char *address,
    struct arena *, uint64_t *by, struct str *sponsor);

/*
 * Hashing slots: locks in DIR/slots, per-process fcntl locks (a kill -9 of the
 * holder frees them), AUTH_SLOTS in all.  One address stands once in the line
 * and holds at most one slot; its other logins wait behind it (slots.c).
 * Waits up to timeout_ms; ERR_LIMIT then, ERR_IO if DIR/slots cannot be
 * opened.  One slot a process at a time.  auth_slot_give(-1) is fine.
 */
enum { AUTH_SLOTS = 2 };
enum err auth_slot_take(int dirfd, const char *address, int timeout_ms,
    int *slot);
void auth_slot_give(int slot);
/* Makes DIR/slots if it is not there: store_open() does, so that a login on a
 * full disk finds it. */
enum err auth_slots_make(int dirfd);

#endif
