/*
 * thread_state: what the screen of a thread holds, shared by scr_thread.c
 * (loading, drawing, binds) and thread_move.c (which line, which post next).
 */
#ifndef THREAD_STATE_H
#define THREAD_STATE_H

#include "ui/screens/place.h"
#include "ui/screens/sheet.h"
#include "ui/screens/thread_head.h"
#include "ui/widgets/list.h"
#include "ui/widgets/tree.h"

struct thread_state {
	struct place at;		/* post: the pointed one */
	struct thread_view thread;
	struct room_view room;
	struct tree tree;
	struct list list;
	struct list_row *rows;		/* ui_arena */
	struct head_row head[HEAD_MAX];	/* above the tree */
	size_t row_count, head_count;
	uint64_t top_id;		/* first post in sight, 0: the head is */
	uint64_t newest;
	uint64_t news;			/* where n goes, as was just said */
	bool settled;			/* not the first load */
	bool text_focus, reading;	/* split view */
	struct sheet sheet;		/* split view */
	uint64_t left_unread;
	uint64_t asked;			/* post that a question is about */
	bool may_reply, may_open;
	struct refusal why_reply, why_open;
};

/* Index in the tree of the pointed post, or TREE_NONE; its row, or NULL. */
size_t thread_pointed(const struct thread_state *);
const struct branch_view *thread_pointed_row(const struct thread_state *);
/* Makes the list's rows again from what is folded and held back. */
void thread_build(struct thread_state *);
/* The same; the pointed line keeps its row on the screen. */
void thread_rebuild(struct thread_state *);
/* Points at a row of the tree, unfolding what hides it. */
void thread_point(struct thread_state *, size_t index);
/* Posts held back show from now on. */
void thread_release(struct thread_state *);
/* The pointer moved; reading: what shows beside the tree is being read. */
void thread_moved(struct ui *, struct thread_state *, bool reading);
/* This is where the reader is, for `b`. */
void thread_here(struct ui *, const struct thread_state *);
/* Opens the pointed post. */
void thread_read(struct ui *, struct thread_state *);
/* Space took the reader on above this screen: goes along. */
void thread_follow(struct thread_state *);

void thread_draw(struct ui *, void *state);

/* Binds. */
void thread_run_read(struct ui *, void *state);
void thread_run_space(struct ui *, void *state);
void thread_run_next(struct ui *, void *state);
void thread_run_previous(struct ui *, void *state);
void thread_run_right(struct ui *, void *state);
void thread_run_left(struct ui *, void *state);
void thread_run_unfold(struct ui *, void *state);
void thread_run_fold(struct ui *, void *state);
void thread_run_fold_read(struct ui *, void *state);
void thread_run_type(struct ui *, void *state);
void thread_run_tab(struct ui *, void *state);

#endif
