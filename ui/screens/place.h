/*
 * place: where the reader is, and where reading goes on.  Read marks gather
 * here and are written in batches: at most one commit per 5 s, and one on
 * leaving a thread.  Knows nothing of what screens look like.
 */
#ifndef PLACE_H
#define PLACE_H

#include "ui/widgets/tree.h"

/* The order of reading and the rule for unread, for the help of screens that
 * read or count (these from the second on); NULL-ended. */
extern const char *const place_more[];

/* --- read marks --- */

/* The post was read: its last row was shown.  Written later. */
void place_mark(struct ui *, const struct post *);
/* Read in this session, though perhaps not written yet? */
bool place_marked(const struct branch *);
/* Back to unread, at once; says so in the message row. */
void place_unmark(struct ui *, const struct post *);
/* `u` once more: rows[from…count) of a thread's tree, but one's own, are
 * unread again, at once; says how many. */
void place_unmark_from(struct ui *, uint64_t room,
    const struct branch_view *rows, size_t count, size_t from);
/* The same for a whole thread, as the store has it. */
void place_unmark_thread(struct ui *, uint64_t room, uint64_t thread);
/* Writes what waits.  Marks that cannot be written (full disk) wait on. */
void place_flush(struct ui *);
/* Each tick of a screen: writes marks older than 5 s; last: all. */
void place_tick(struct ui *, bool last);

/* --- going there --- */

/*
 * Shows a post in its thread: the thread is put on the stack, then the post
 * (beside it on wide windows).  post 0: the thread alone; thread 0: the room.
 */
void place_open(struct ui *, struct place);
/* Shows post number n in its thread, or says that it cannot be read. */
void place_open_post(struct ui *, uint64_t n);
/*
 * Where reading goes on from `from`, passed rooms left out (query_next_unread
 * has the order).  Writes the marks first.  ERR_NOT_FOUND: all is read.
 */
enum err place_next(struct ui *, struct place from, struct place *out);
/* Space in lists: opens what comes next, or says that all is read. */
void place_go_next(struct ui *, struct place from);
/* `j`: opens the next room with unread posts after `room`. */
void place_next_room(struct ui *, uint64_t room);
/* Says that nothing is left here, and what to do. */
void place_say_read(struct ui *, uint64_t room);
/* 1 to 9: asks for the rest of a post's number, and goes there. */
bool place_key(struct ui *, const struct key_event *);

/* May it be written here, now or later (then the draft waits)? */
bool place_may_write(struct ui *, enum act, const struct act_args *,
    struct refusal *why);
/* For binds: what guests cannot do; going out to the screen below. */
bool place_for_members(struct ui *, const void *state, struct refusal *why);
void place_run_out(struct ui *, void *state);
/* Arrows, pages and the wheel move *top, which the caller bounds at drawing. */
bool place_scroll(struct ui *, int *top, const struct key_event *);

/* --- what lies below on the stack follows the reader --- */

/* The reader now is there (a post was shown). */
void place_arrive(struct place);
/* The post, or thread, that the reader came from when a screen below shows
 * again; asked once: false the second time. */
bool place_came_from_post(struct place *);
bool place_came_from_thread(struct place *);
void place_forget(void);

/*
 * Says who wrote in an open thread since *newest (a post; 0: says nothing),
 * and on which side of the pointed row; *newest moves on.  Returns the post
 * that the sentence promises `n` leads to, 0 for none.
 */
uint64_t place_say_news(struct ui *, const struct tree *, size_t pointed,
    uint64_t *newest);

/* Watches every room the reader sees; asked at each load of a list of rooms.
 * 0.2 microseconds a room when anything is written. */
void place_watch_rooms(struct ui *);

/* --- rooms passed until next login (x) --- */
bool place_passed(uint64_t room);
void place_pass(uint64_t room, bool pass);

#endif
