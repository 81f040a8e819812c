/*
 * links: what a text leads to (addresses, other posts, people, articles of the
 * charter), chosen among and gone to: in a post and in a private message.
 */
#ifndef LINKS_H
#define LINKS_H

#include "ui/widgets/wrap.h"

struct link {
	uint64_t post;		/* #1204; 0: a URL, @name or an article */
	unsigned article;	/* of the charter… */
	char clause;		/* …and its clause, or 0 */
	const char *text;
};
struct links {
	struct link *list;
	size_t count, page;	/* page: first of those offered */
};

/* Adds the addresses, whole, at the foot of a text as it was set: "[1]
 * https://…".  Their lines begin at `offset`: the end of the text. */
void links_foot(struct wrapped *, int measure, uint32_t offset,
    struct arena *);
/* Those of a text as it was set, in the arena. */
void links_find(struct links *, const struct wrapped *, struct arena *);
/* Lets the reader choose one, nine at a time; chosen(ui, state, index) is the
 * screen's and calls links_follow(), which goes there or asks again. */
void links_choose(struct links *, struct ui *,
    void (*chosen)(struct ui *, void *state, int index));
void links_follow(struct links *, struct ui *, int index,
    void (*chosen)(struct ui *, void *state, int index));

#endif
