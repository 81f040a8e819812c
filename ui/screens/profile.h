/*
 * profile: words about people that several screens show: profiles,
 * experience, mandates.  Scratch-arena strings (cells.h).
 */
#ifndef PROFILE_H
#define PROFILE_H

#include "ui/core/ui.h"
#include "ui/widgets/form.h"

/* NULL-ended msgids, in the order of enum experience. */
extern const char *const profile_experiences[];
/* Is one seen by who reads the same thread: no, yes; NULL-ended msgids. */
extern const char *const profile_presences[];
/* "conseil, association", or "". */
const char *profile_words(const struct member *);
/* The choices of a profile field: all profiles, after "none" if so. */
void profile_set_words(struct form *, int id, bool none);
/* "3 mai 2024": the day alone, however near. */
const char *profile_day(int64_t t);
/* The hats, ", " between; or "". */
const char *profile_hats(const struct member *);
/* The i-th mandate: what it is, cut so that its end fits in `cells` too. */
const char *profile_mandate(const struct member_view *, size_t i, int cells);

#endif
