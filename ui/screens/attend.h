/*
 * attend: following, muting and ignoring, as every screen offers them: what
 * the keys do, what is said then, and what stands beside a thread's name.
 */
#ifndef ATTEND_H
#define ATTEND_H

#include "ui/core/ui.h"

/* Each turns the thing on or, if it is on, off, and says what that means. */
void attend_follow_thread(struct ui *, uint64_t thread, enum watch_kind now);
void attend_mute_thread(struct ui *, uint64_t thread, enum watch_kind now);
void attend_follow_room(struct ui *, const struct room_view *);
void attend_ignore(struct ui *, uint64_t member, struct str handle,
    bool ignored);

/* "[followed] " or "[muted] ", translated, to stand before a title; "". */
const char *attend_marker(enum watch_kind);
/* "You follow this thread."; "" for a thread like others. */
const char *attend_words(enum watch_kind);
/* "[From galet, whom you ignore; v shows it]", in the scratch arena, brief
 * where there is little room. */
const char *attend_folded(struct str author, int cells);

/* --- who else reads the thread on the screen --- */

/*
 * At each load and tick of a screen that shows a thread: says that one reads
 * it (who chose to be seen, and not once nothing was typed for ten minutes),
 * looks who else does, and has the screen drawn again when that changed.
 */
void attend_reading(struct ui *, uint64_t thread);
/* The screen is left. */
void attend_left(struct ui *);
/* "Also reading: ardoise, orme", in the scratch arena, within `cells`; "" if
 * nobody else does. */
const char *attend_readers(uint64_t thread, int cells);

#endif
