/*
 * varint: numbers in as few bytes as they need, seven bits a byte, lowest
 * first (LEB128, DWARF 5 section 7.6).  One number has one form only.
 */
#ifndef VARINT_H
#define VARINT_H

#include "store/base/base.h"

enum { VARINT_MAX = 10 };	/* bytes of the longest */

/* Writes n at buf, which has room for VARINT_MAX bytes; returns its bytes. */
size_t varint_put(uint8_t *buf, uint64_t n);
/*
 * Reads one from buf (len bytes) at *at, which moves past it.  False if it is
 * cut short, over 64 bits, or longer than it need be; *out is unchanged then.
 */
bool varint_get(const uint8_t *buf, size_t len, size_t *at, uint64_t *out);

#endif
