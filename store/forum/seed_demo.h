/*
 * seed_demo: what the two files that fill the demonstration store share:
 * seed_demo.c reads demo/community.txt, seed_demo_write.c does what it says.
 * Nobody else includes it; a mistake in the file ends the program.
 */
#ifndef SEED_DEMO_H
#define SEED_DEMO_H

#include "store/forum/query.h"
#include "store/forum/seed.h"

/* A thread, a reply, a "has read", or what one follows, mutes or ignores,
 * waiting for its turn. */
struct entry {
	char kind;			/* 't', 'r', 'R' (@read), 'f', 'm',
					 * 'i' (of parent, a label or name),
					 * 'e' (@edit), 'M' (@message) or
					 * 'd' (@do: room is what to do) */
	char *label, *parent, *room, *handle, *type;
	char *title, *hat, *restate, *agree;
	struct str text;
	int64_t at;
	size_t order;			/* in the file */
	uint64_t post;			/* once written; of a @do what the act
					 * gave as a number */
};

struct demo {
	struct store *store;
	struct arena *arena;
	int64_t midnight;		/* of the day it is made, UTC */
	int64_t now;
	struct entry *entries;
	size_t count;
	const struct seed_login *logins;
};

/* The next word of *line, cut off in place; "" at the end. */
char *demo_word(char **line);
struct who demo_machine(void);
uint64_t demo_member(struct demo *, const char *handle);
uint64_t demo_room(struct demo *, const char *name);
int demo_vocabulary(enum vocabulary, const char *word);
/* result may be NULL; about: what the message of a failure names. */
void demo_act(struct demo *, const struct who *, enum act, struct act_args *,
    struct act_result *result, const char *about);
/* Does what an entry says, at its moment. */
void demo_write(struct demo *, struct entry *);

#endif
