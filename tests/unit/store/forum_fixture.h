/*
 * forum_fixture: a fresh store in its own directory, and short ways to fill
 * it.  Each helper fails the test if the act does not succeed.
 */
#ifndef FORUM_FIXTURE_H
#define FORUM_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/forum/deed.h"
#include "store/forum/query.h"

struct forum {
	char dir[64];
	int dirfd;
	struct store *store;
	struct arena *arena;
};

/* cmocka set-up and tear-down: *state is a struct forum.  The clock is pinned
 * at FORUM_T0. */
#define FORUM_T0 ((int64_t)1750000000)
int forum_setup(void **state);
int forum_teardown(void **state);

extern const struct who the_machine, a_guest;
struct who as(uint64_t member);

enum err try_act(struct forum *, struct who, enum act, struct act_args,
    struct act_result *);
uint64_t member_add(struct forum *, const char *handle);
uint64_t member_with(struct forum *, const char *handle, enum profile);
uint64_t newcomer_add(struct forum *, const char *handle);
uint64_t room_add(struct forum *, const char *name, enum visibility);
void room_allow(struct forum *, uint64_t room, uint64_t member);
uint64_t thread_open(struct forum *, uint64_t member, uint64_t room,
    const char *title, const char *text);
uint64_t reply_to(struct forum *, uint64_t member, uint64_t post,
    const char *text);
uint64_t mandate_add(struct forum *, uint64_t member, enum role,
    uint64_t room, int64_t until);
struct post_view post_seen(struct forum *, uint64_t member, uint64_t post);
/* Of the last hundred notices, and of what waits for an answer, those of a
 * kind. */
size_t notices_of_kind(struct forum *, uint64_t member, enum notice_kind);
size_t waits_of(struct forum *, uint64_t member, enum wait_kind);
uint64_t room_unread(struct forum *, uint64_t member, uint64_t room);
/* What `palabre check` finds, said and counted; and that it finds nothing. */
uint64_t damages_of(struct forum *);
void assert_sound(struct forum *);

#define assert_err(want, got) \
	assert_string_equal(err_name(got), err_name(want))

#endif
