/*
 * coop: where the cooperative frame (product.md section 5) meets the acts on
 * posts.  Each mechanism has a file of its own; this one is the order in which
 * they are asked.  Everything works inside the act's transaction.
 */
#ifndef COOP_H
#define COOP_H

#include "store/forum/deed.h"

/*
 * Before policy is asked about a reply or a new thread: says in d->target what
 * the frame knows of this person in this thread.  d->thread.id 0: a new one.
 */
enum err coop_load(struct deed *);
/* Before the new post gets its ordinal: what it is to carry. */
enum err coop_post(struct deed *, struct post *);
/* The post is written; d->thread is as it was put. */
enum err coop_posted(struct deed *, const struct post *);
/* d->post was changed (its text is d->in.text), or deleted. */
enum err coop_edited(struct deed *, const struct post *);
enum err coop_deleted(struct deed *, const struct post *);

/* --- share.c: who speaks how much --- */
/* Counts a living post in or out of its thread's shares and voices
 * (d->thread, not put here). */
enum err share_count(struct deed *, const struct post *, bool in);

/* --- act_sponsor.c --- */
/* A first post of somebody whose sponsor is to hear of it. */
enum err sponsor_tell(struct deed *, const struct post *);

#endif
