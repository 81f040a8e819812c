/*
 * keys: how keys are laid out.  Numbers are big-endian so that byte order is
 * number order.  A struct key holds at most DB_KEY_MAX bytes by value.
 */
#ifndef KEYS_H
#define KEYS_H

#include "store/engine/db.h"

struct key { uint8_t bytes[80]; size_t len; };

struct key key_u64(uint64_t a);
struct key key_u64_u64(uint64_t a, uint64_t b);
struct key key_u64_u64_u64(uint64_t a, uint64_t b, uint64_t c);
struct key key_u8_u64(uint8_t a, uint64_t b);
struct key key_bytes(const void *p, size_t len);	/* len <= 80 */
/* The bytes of k; valid as long as *k. */
struct str key_str(const struct key *k);
/* The n-th (from 0) u64 in a key or value; 0 if it is too short. */
uint64_t key_get_u64(struct str k, size_t n);
bool key_has_prefix(struct str k, struct str prefix);

#endif
