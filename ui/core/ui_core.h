/*
 * ui_core: what the files of ui/core/ (and help and menu, which show another
 * screen's binds) share of struct ui.  No other file includes it.
 */
#ifndef UI_CORE_H
#define UI_CORE_H

#include "ui/core/ui.h"

struct edit;

enum { UI_DEPTH_MAX = 32, UI_WATCH_MAX = 256, UI_CHOICES_MAX = 9 };

struct watched { uint8_t kind; uint64_t id, value; };

/* One screen on the stack. */
struct frame {
	const struct screen_ops *ops;
	void *state;
	struct arena *arena;
	struct about about;
	struct watched watches[UI_WATCH_MAX];
	size_t watch_count;
	bool dirty;		/* load before the next draw */
	bool live;		/* only since something moved in the store */
	bool early;		/* the store moved while this was loaded */
	struct frame *next_dead;
};

enum ask_kind { ASK_NONE, ASK_CONFIRM, ASK_LINE, ASK_CHOICE, ASK_ESCAPE };
struct ask {
	enum ask_kind kind;
	struct frame *frame;	/* who asked */
	char *question;		/* owned */
	struct edit *edit;	/* ASK_LINE */
	bool careful;		/* letters only point, Enter takes */
	size_t at, count;
	char letters[UI_CHOICES_MAX];
	char *texts[UI_CHOICES_MAX];	/* owned */
	void (*confirmed)(struct ui *, void *state, bool yes);
	void (*typed)(struct ui *, void *state, const char *line);
	void (*chosen)(struct ui *, void *state, int index);
};

struct ui {
	struct store *store;
	struct who who;
	struct ui_options options;
	struct member me;
	struct arena *me_arena, *scratch;
	uint64_t me_counter, txn;
	struct frame *frames[UI_DEPTH_MAX], *dead;
	size_t depth;
	struct about *places;	/* where the reader went; owned */
	size_t place_count, place_room;
	bool jumped;		/* within a thread, to another place */
	struct ask ask;
	int64_t now, touched;	/* touched: clock_ticks() of the last key */
	char *message, *status, *rest;	/* owned */
	bool redraw, live, ended, warned, changing;
	enum ui_end end;
};

/* A bind as help, menu and footer show it, now. */
struct action {
	const struct bind *bind;
	bool possible;
	struct refusal why;
};

/* stack.c */
void stack_remove(struct ui *, struct frame *);	/* closes it */
/* news.c: reads one's own record again; looks whether anything moved. */
void news_load_me(struct ui *);
void news_look(struct ui *);
/* trail.c: the bind `b`. */
void trail_back(struct ui *, void *state);
bool trail_possible(struct ui *, const void *state, struct refusal *);
void trail_free(struct ui *);
/* dispatch.c: gives a key to whom it is for. */
void dispatch_key(struct ui *, struct key_event);

struct frame *ui_top(struct ui *);		/* NULL: none */
struct frame *ui_below(struct ui *);		/* the one under the top */
/* Own binds of f, then the common ones it does not override.  In arena. */
size_t ui_actions(struct ui *, struct frame *f, struct arena *,
    struct action **out);
void ui_run_bind(struct ui *, struct frame *, const struct bind *);
bool ui_bind_is(const struct bind *, const struct key_event *);
/* "Entrée", "Ctrl-X", "r"; "" for binds without a key.  buf: 32 bytes, for
 * letters; NULL does for keys that have a name. */
const char *ui_key_name(struct keyname, char *buf);
void ui_draw_frame(struct ui *);	/* message and footer, or "too small" */
bool ui_too_small(void);
void ui_free_dead(struct ui *);

/* ask.c: true if a question is on the screen and took the key. */
bool ask_key(struct ui *, const struct key_event *);
void ask_draw(struct ui *);
void ask_end(struct ui *);		/* without an answer */
void ask_escape_menu(struct ui *);	/* F: the menu in the footer row */

#endif
