/*
 * ui: the loop (its only wait is term_key), the stack of screens, the frame
 * of screens.md section 2.  One session a process.
 */
#ifndef UI_H
#define UI_H

#include "ui/core/i18n.h"
#include "ui/core/screen.h"

struct ui_options {
	int tty;			/* read and write */
	const char *term;		/* as the client sent it, or NULL */
	bool no_color, client_ascii;	/* NO_COLOR; LANG of zh, ja, ko */
	const char *language;		/* client's LANG, or NULL; for guests */
	bool registering;		/* `new`: the registration screen */
	const char *new_key;		/* registering: "type blob" of the
					 * verified key, or NULL */
	const char *offered_key;	/* after a password login: at most one
					 * offered key to remember, or NULL */
	int64_t idle_limit, idle_warning;	/* seconds; 0 = never.  The
				 * warning comes so long before the limit */
	/* Asked when CHANGE_MEMBER moved (a key was removed…): false ends the
	 * session with a sentence (UI_REMOVED).  NULL: always. */
	bool (*still_welcome)(void *data);
	void *welcome_data;
	const char *host;		/* where one logs in; NULL or "": not
				 * known */
	const char *fingerprints;	/* host keys, for the profile; or NULL */
};
enum ui_end { UI_QUIT, UI_HANGUP, UI_IDLE,
	UI_STOPPED,		/* SIGTERM: the server stops */
	UI_REMOVED,		/* still_welcome said no */
	UI_PLAIN };		/* nothing was done: use plain mode */
/* Runs the interface for who until it ends.  Drafts are saved; the tty is left
 * clean, with a sentence on it when it was not the reader who left. */
enum ui_end ui_run(struct store *, const struct who *, const struct ui_options *);

/* --- for screens --- */
struct store *ui_store(struct ui *);
const struct who *ui_who(struct ui *);
const struct ui_options *ui_options(struct ui *);
/* The member's own record (guest: id 0), reread when CHANGE_MEMBER moves. */
const struct member *ui_me(struct ui *);
struct arena *ui_arena(struct ui *);	/* of the top screen; reset before load */
int64_t ui_now(struct ui *);		/* clock_now() at this key or tick */

void ui_push(struct ui *, const struct screen_ops *, const struct about *);
void ui_replace(struct ui *, const struct screen_ops *, const struct about *);
void ui_pop(struct ui *);		/* the last one: quits after asking */
void ui_home(struct ui *);		/* pops down to home */
void ui_quit(struct ui *);
bool ui_cut(struct ui *);		/* it ends, and not by its reader's wish */
/*
 * Empties the stack and shows what comes first for this person: the charter
 * until it is accepted, and each new version of it, the setup until it was
 * toured, the offered key once, then home; guests: welcome.  ui_run() begins with it; the screens of that
 * chain call it when they are done.
 */
void ui_enter(struct ui *);
/* From now on the session is this member's (an account just opened): rights,
 * language and settings are reread.  Then ui_enter(). */
void ui_become(struct ui *, uint64_t member);
/* Rereads one's own record at once: language, theme, symbols, measure, mouse
 * as it says now (after ACT_PROFILE_SET).  Guests: `language` is taken. */
void ui_apply_settings(struct ui *, enum language);
/*
 * Where `b` goes back to: a screen of a room or thread calls it whenever it
 * shows, and when what it points at changes.  A thread: post is pointed at
 * (about.pointed) or read, from byte about.from of its text on; a room: post is
 * the thread pointed at.
 */
void ui_went(struct ui *, const struct about *);
/* Where the reader is, as last said; post: what a deed on a post is about. */
const struct about *ui_here(struct ui *);
/* The next ui_went() is a place of its own, though it be in the same thread. */
void ui_jumped(struct ui *);

/* Watches counters for the top screen: load is called when one moves.  More
 * than 256 of them are not watched. */
void ui_watch(struct ui *, enum change, uint64_t id);
/* In load(): only a watched counter moved, so that no line at or above the
 * pointed one may move (screens.md section 1); not an entry nor Ctrl-L. */
bool ui_live(struct ui *);
void ui_reload(struct ui *);		/* load again before the next draw */

void ui_redraw(struct ui *);		/* draw again, from what was loaded */
int64_t ui_quiet(struct ui *);		/* seconds since the last key */

/* Row h-1: what happened (cleared at the next key); msg is translated text. */
void ui_say(struct ui *, const char *msg);
void ui_sayf(struct ui *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The sentence of a refusal, in the message row. */
void ui_refused(struct ui *, enum err, const struct refusal *);
/* Right half of row h-1, kept until changed; NULL: none (draft status). */
void ui_status(struct ui *, const char *text);
/* Left half of it while nothing else is said, until changed; NULL: nothing. */
void ui_rest(struct ui *, const char *text);
/* act_run with refusal shown; reloads on OK. */
enum err ui_act(struct ui *, enum act, struct act_args *, struct act_result *);

/*
 * Questions.  ui_confirm: asked in row h-1 with "o/n" (y/n); then(true) only
 * on o, y or Enter on the named button; typeahead is dropped first.
 * ui_ask: one field in row h-1; then gets the line (NULL: Escape); secret
 * hides it.  The callbacks get the state of the screen that asked.
 */
void ui_confirm(struct ui *, const char *question,
    void (*then)(struct ui *, void *state, bool yes));
void ui_ask(struct ui *, const char *question, const char *initial,
    bool secret, void (*then)(struct ui *, void *state, const char *line));
/* A choice among up to 9 named rows, letters optional (0 = none). */
struct choice { char letter; const char *text; };
void ui_choose(struct ui *, const char *question, const struct choice *,
    size_t count, void (*then)(struct ui *, void *state, int index));

/* --- the frame, for draw() --- */
/* Row 1; left is the place ("Salon › Fil"), right the figure. */
void ui_head(struct ui *, const char *left, const char *right);
/* Row 2 (dim); absent below 70 columns or 20 rows: then nothing is drawn. */
void ui_context(struct ui *, const char *text);
/* First body row and how many there are; body columns and margin. */
int ui_body_row(struct ui *);
int ui_body_rows(struct ui *);
int ui_margin(struct ui *);		/* 2, or 1 at 40 columns */
int ui_width(struct ui *);		/* body cells: min(cols - 4, 76) unless
					 * the screen splits */
int ui_measure(struct ui *);		/* cells of set text */
bool ui_wide(struct ui *);		/* from 120 columns: list and text */
bool ui_small(struct ui *);		/* below 60x20: no dates, counters */
bool ui_short_rows(struct ui *);	/* below 70 columns or 20 rows */

/* All screens (screens.c). */
extern const struct screen_ops scr_welcome, scr_register, scr_charter,
    scr_home, scr_rooms, scr_threads, scr_thread, scr_post, scr_compose,
    scr_profile, scr_members, scr_help, scr_menu, scr_setup, scr_drafts,
    scr_keyoffer, scr_preview, scr_quote, scr_person, scr_tour,
    scr_waiting, scr_link, scr_messages, scr_talk, scr_history,
    scr_search;
extern const struct screen_ops scr_glossary, scr_term, scr_answer, scr_asked,
    scr_flag, scr_queue, scr_case, scr_decide, scr_appeal, scr_jury,
    scr_opinion, scr_vote;
extern const struct screen_ops *const screens[];
extern const size_t screen_count;
/* Binds that every L, T and P screen has (screens.c). */
extern const struct bind common_binds[];
extern const size_t common_bind_count;

#endif
