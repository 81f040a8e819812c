/*
 * compose: what the files of the composer share: its state (scr_compose.c),
 * how it looks (compose_draw.c), its keys' deeds (compose_deeds.c), keeping
 * and sending (compose_send.c), what is quoted (compose_quote.c, scr_quote.c),
 * and the last look before sending (scr_preview.c).
 * Nobody else includes it.
 */
#ifndef COMPOSE_H
#define COMPOSE_H

#include "ui/core/autosave.h"
#include "ui/core/ui.h"
#include "ui/widgets/edit.h"

/* In the order of Tab. */
enum compose_part { PART_TYPE, PART_HAT, PART_TITLE, PART_RESTATE, PART_AGREE,
	PART_TEXT, PART_COUNT };
enum { COMPOSE_HATS = 4, RESTATE_MIN = 40, RESTATE_MAX = 400, AGREE_MAX = 400,
	DISAGREE_MIN = 80 };

struct compose {
	struct about about;
	enum compose_part focus;
	uint8_t type;			/* enum post_type */
	size_t hat;			/* index in hats; 0: oneself */
	struct edit *edits[PART_COUNT];	/* NULL for type and hat */

	/* Of load(), in the screen's arena. */
	struct post_view post;		/* replied to, or being edited */
	struct room_view room;		/* of a new thread */
	struct member_view person;	/* whom a message goes to */
	bool gone;			/* the post went meanwhile */
	const char *hats[COMPOSE_HATS];	/* terminated; [0] is "" */
	size_t hat_count;
	bool may[TYPE_COUNT];
	struct refusal why[TYPE_COUNT];
	struct refusal limit;		/* why it must wait; msgid NULL */
	bool newcomer;
	/* The text answered, as it stands above: rows, set at a measure. */
	const char **quoted;
	size_t quoted_count;
	int quoted_measure;		/* 0: to be set */

	char sought[TEXT_LINE_MAX];	/* words last looked for */
	struct spell *spell;		/* owned; NULL: none now */
	uint8_t spelling;		/* enum spelling, once read */
	bool spelling_read;
	uint64_t spelt;			/* changes last looked at, and when */
	int64_t spelt_at;
	unsigned advised;		/* what was said before sending
					 * (advice.h) */

	/* Keeping and sending. */
	uint64_t draft;			/* its number, once kept */
	bool open;			/* as it is kept: in an editor */
	bool leaving;			/* the next keep is the last */
	uint32_t revision;		/* of the text being edited */
	uint64_t turns;			/* changes of type and hat */
	uint64_t kept;			/* compose_changes() last kept */
	int64_t kept_at;		/* when; 0: not in this session */
	struct autosave save;
	int64_t send_again;		/* ticks of a new try; 0: none */
	uint64_t send_changes;		/* what is to be sent again */
};

/* --- scr_compose.c --- */
bool compose_reaches(const struct compose *, enum compose_part);
bool compose_private(const struct compose *);	/* a message */
/* Grows with everything that may be lost. */
uint64_t compose_changes(const struct compose *);
struct str compose_text(const struct compose *, enum compose_part);
/* The editor that takes what is inserted. */
struct edit *compose_in_hand(struct compose *);
/* Something may have changed: a draft is due. */
void compose_touched(struct compose *);
bool compose_disagrees(const struct compose *);	/* three parts */

/* --- compose_outline.c --- */
/* The text as it is sent: of a synthesis, without headings that nothing
 * follows; in the cells' arena. */
struct str compose_words(const struct compose *);
/* The type is a synthesis now, or no longer: its headings, in an empty text,
 * come or go. */
void compose_outline(struct ui *, struct compose *, bool wanted);

/* --- compose_type.c --- */
/* Which types may be sent; first: begins with one that may.  Says so, once,
 * if none may. */
void compose_load_types(struct ui *, struct compose *, bool first);
void compose_turn(struct ui *, struct compose *, int dir);
void compose_set_type(struct ui *, struct compose *, uint8_t type);
void compose_choose_type(struct ui *, void *state);
bool compose_may_choose_type(struct ui *, const void *state,
    struct refusal *why);

/* From when the limit no longer holds, if it is a time. */
bool compose_limit_ends(const struct compose *, int64_t *from);

/* --- compose_deeds.c: what binds run --- */
void compose_run_send(struct ui *, void *state);
void compose_run_set_aside(struct ui *, void *state);
void compose_run_throw_away(struct ui *, void *state);
void compose_run_save(struct ui *, void *state);
void compose_run_cut(struct ui *, void *state);
void compose_run_paste(struct ui *, void *state);
void compose_run_undo(struct ui *, void *state);
void compose_run_redo(struct ui *, void *state);
void compose_run_mark(struct ui *, void *state);
void compose_run_reflow(struct ui *, void *state);
void compose_run_find(struct ui *, void *state);
void compose_run_word_left(struct ui *, void *state);
void compose_run_word_right(struct ui *, void *state);
/* Sets this text aside and begins another at the same place. */
void compose_run_another(struct ui *, void *state);
bool compose_may_another(struct ui *, const void *state, struct refusal *why);
/* The part that was clicked is in hand, its cursor there; the wheel is some
 * rows.  true. */
bool compose_mouse(struct compose *, const struct key_event *);
/* Says it, if what was just typed or pasted did not fit. */
void compose_said_full(struct ui *, struct compose *);

/* --- compose_spell.c --- */
/* At a pause: asks about the words in sight. */
void compose_spell_look(struct ui *, struct compose *);
void compose_spell_end(struct compose *);
void compose_run_spell(struct ui *, void *state);
bool compose_may_spell(struct ui *, const void *state, struct refusal *why);

/* --- compose_draw.c --- */
void compose_draw(struct ui *, void *state);
/* "Draft saved at 9:31." rests in the message row, once there is one. */
void compose_say_kept(struct ui *, const struct compose *);
/* "Answer ardoise", "New thread in …", "Change #12"; scratch arena. */
const char *compose_place(const struct compose *);

/* --- compose_quote.c --- */
void compose_quote(struct ui *, void *state);
/* Puts text into the one in hand, each row with `> ` before it. */
void compose_insert_quote(struct compose *, struct str text);

/* --- scr_quote.c --- */
/* Shows the post answered; the rows chosen there are quoted. */
void compose_quote_rows(struct ui *, struct compose *);

/* --- compose_send.c --- */
/* Keeps the draft if something changed.  Says nothing on OK. */
enum err compose_keep(struct ui *, struct compose *);
/* Keeps what is due; last: now.  Also after keys: who never pauses is saved
 * too.  false: it sent the text, and state is gone. */
bool compose_keep_due(struct ui *, struct compose *, bool last);
void compose_tick(struct ui *, void *state, bool last);
/* Is it complete?  If not, goes to the part concerned and says why. */
bool compose_ready(struct ui *, struct compose *);
/* Sends; true: it left the composer, and state is gone. */
bool compose_send(struct ui *, struct compose *);
/* A part without the blanks around, and its signs. */
struct str compose_trimmed(const struct compose *, enum compose_part);
size_t compose_count(const struct compose *, enum compose_part);

/* --- scr_preview.c --- */
/* Shows what will be sent; Enter there calls compose_send(). */
void compose_preview(struct ui *, struct compose *);

#endif
