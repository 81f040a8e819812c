/*
 * digits: numbers as they are typed on any keyboard.  The upper row of an
 * AZERTY keyboard gives & é " ' ( - è _ ç à without Shift; where a number is
 * asked for they are read as 1 2 3 4 5 6 7 8 9 0.
 */
#ifndef DIGITS_H
#define DIGITS_H

#include "store/base/base.h"

/* 0 to 9, or -1: not a digit. */
int digits_of(uint32_t cp);
/*
 * The number that a line gives; spaces, U+00A0 and what stands before numbers
 * (#, nº, n°) are passed over.  ERR_INPUT: it gives none from min to max.
 */
enum err digits_number(struct str line, uint64_t min, uint64_t max,
    uint64_t *out);

#endif
