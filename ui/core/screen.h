/*
 * screen: what a screen is.  One scr_*.c exports one struct screen_ops; the
 * list of all is screens.c (read it first).  `load` queries the store into
 * the arena; `draw` never touches the store; a bind is one row, and footer,
 * help, menu (the action finder) and docs/gen are made from the rows.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "store/forum/query.h"
#include "ui/core/term.h"

struct ui;

/* Which column of the key map (screens.md section 3) applies. */
enum context { CONTEXT_LIST, CONTEXT_TREE, CONTEXT_TEXT, CONTEXT_FORM,
	CONTEXT_SEARCH, CONTEXT_QUESTION };

/* What a screen is about; zero where it does not apply. */
struct about {
	uint64_t room, thread, post, member, number;
	uint64_t parent, edits;		/* composer */
	uint8_t type;
	bool pointed;			/* post: pointed at, not read; charter:
					 * over another place */
	uint32_t from;			/* its text begins at this byte */
	const char *word;		/* until open() returns */
};

/* A key as binds name it: the code, and the letter for KEY_TEXT, CONTROL and
 * ESCAPED. */
struct keyname { enum key_code code; uint32_t cp; };
#define LETTER(c)	{ KEY_TEXT, (c) }	/* capitals do the same */
#define CTRL_(c)	{ KEY_CONTROL, (c) }
/* In forms, Escape then this letter, where it is not Ctrl and the letter. */
#define ESCAPE_(c)	{ KEY_ESCAPED, (c) }
#define NAMED(k)	{ (k), 0 }

enum bind_flag {
	BIND_FOOTER = 1,	/* shown in the footer, in table order, while it
				 * fits; hidden when possible() says no */
	BIND_MENU = 2,		/* listed in the menu and in help */
	BIND_HELP = 8,		/* in help, though not in the menu */
	BIND_CHANGES = 4,	/* cannot be undone: typeahead is dropped first */
};
struct bind {
	struct keyname key;
	const char *label;	/* footer word, msgid: "open", "next" */
	const char *help;	/* sentence for help and menu, msgid */
	/* Does it; state is the screen's own. */
	void (*run)(struct ui *, void *state);
	/* NULL: always.  Says whether it makes sense on this line now; *why
	 * (may be NULL) gets the reason for greying. */
	bool (*possible)(struct ui *, const void *state, struct refusal *why);
	int act;		/* enum act, or -1: none */
	unsigned flags;
	const char *group;	/* menu group, msgid: "read", "answer",… */
	const char *pair;	/* msgid, or NULL: binds of one screen with the
				 * same pair are one row of the help, this
				 * sentence: "n  p   next, previous unread" */
};

struct screen_ops {
	const char *name;	/* "thread": docs, tests */
	const char *title;	/* msgid */
	enum context context;
	const struct bind *binds;	/* own rows; common ones come after */
	size_t bind_count;
	const struct bind *shared;	/* rows that some screens share, between
					 * these; ui_here() says about what */
	const size_t *shared_count;
	size_t state_size;
	const char *help;	/* one sentence on top of the help, msgid */
	const char *const *help_more;	/* NULL-ended sentences, or NULL */
	bool no_common;		/* charter, questions: no common binds */
	/* Once, after state is zeroed.  ERR_*: the screen is not pushed and
	 * the sentence goes to the message row. */
	enum err (*open)(struct ui *, void *state, const struct about *);
	/* Reads what draw needs into ui_arena(); called at entry, on return,
	 * when a watched counter moved and after acts.  ERR_NOT_FOUND pops
	 * the screen with a message. */
	enum err (*load)(struct ui *, void *state);
	/* Draws rows 2…h-2 (row 1 by ui_head(), which it calls itself). */
	void (*draw)(struct ui *, void *state);
	/* Keys that no bind takes (typing, arrows).  true: taken. */
	bool (*key)(struct ui *, void *state, const struct key_event *);
	/* Each tick (about 500 ms) and at a hang-up (last = true): save. */
	void (*tick)(struct ui *, void *state, bool last);
	void (*close)(struct ui *, void *state);	/* frees what load does not own */
};

/* The n-th of a screen's own and shared rows, and how many they are. */
const struct bind *screen_bind(const struct screen_ops *, size_t n);
size_t screen_bind_count(const struct screen_ops *);

#endif
