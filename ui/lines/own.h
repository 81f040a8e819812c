/*
 * own: what the files of the line commands share; nobody else includes it.
 */
#ifndef LINES_OWN_H
#define LINES_OWN_H

#include <jansson.h>

#include "store/base/clock.h"
#include "store/base/text.h"
#include "store/forum/query_search.h"
#include "ui/lines/lines.h"

struct line_args {
	bool json, raw, off, all, newest, two, blind, head;
	uint64_t limit, before, mark, days, version;	/* 0: not given */
	const char *title, *type, *hat, *restate, *agree, *reason, *password;
	const char *article, *measure, *facts, *with;
	uint64_t replay;
	bool export, cancel, blank;
	const char *room, *until;
};
struct call {
	struct store *store;
	const struct who *who;
	const struct lines_io *io;
	const struct line_command *command;
	struct arena *arena;		/* freed when the command ends */
	struct line_args args;
	int count;			/* operands */
	char **words;			/* the operands */
	const struct member_view *me;	/* NULL: a guest or the machine */
	bool line_begun;		/* a field was written on this line */
};

/* --- what a command says --- */
enum { DONE = 0, REFUSED = 1, USAGE = 2 };

/*
 * One line on err: the sentence of a refusal, in the reader's language.
 * word (may be NULL): what was asked for; ERR_NOT_FOUND names it.  Returns
 * the exit status REFUSED.
 */
int lines_refuse(struct call *, enum err, const struct refusal *,
    const char *word);
/* A translated sentence of one's own; REFUSED. */
int lines_say_no(struct call *, const char *sentence);
/* The usage line of the command; USAGE. */
int lines_usage(struct call *);
/* One JSON document on out; takes doc.  DONE. */
int lines_json(struct call *, json_t *doc_take);
/* "#12", or {"id":12} with --json.  DONE. */
int lines_number(struct call *, uint64_t id);
/* Fields of one line: the text made safe, then "  " before the next (", " in
 * plain mode); lines_end() ends the line. */
void lines_field(struct call *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void lines_end(struct call *);
/* Text of several lines, made safe, ended by a newline. */
void lines_text(struct call *, struct str text);
/* "2026-11-23 09:12", local time, in the arena. */
char *lines_date(struct call *, int64_t t);
/* A zero-terminated copy in the arena. */
char *lines_copy(struct call *, struct str s);
/* Operand n as an id; false if it is none (then lines_usage). */
bool lines_id(struct call *, int n, uint64_t *id);
/* What is looked for, of words as a shell hands them over. */
struct str lines_sought(struct call *, int count, char **words);
/* Some of a hit's text, what was found in [ ]. */
char *lines_snippet(struct call *, const struct search_hit *);
/* vocabulary words of a member's profiles, "consultant,elu". */
char *lines_profiles(struct call *, const struct member *);

/* --- json.c: each returns a new reference --- */
json_t *lines_json_str(struct str s);		/* never null */
json_t *lines_json_opt(struct str s);		/* empty: null */
json_t *lines_json_time(int64_t t);		/* 0: null */
json_t *lines_json_id(uint64_t id);		/* 0: null */
json_t *lines_json_word(enum vocabulary, unsigned id);
/* Of a post's restatement: null if nobody was asked. */
json_t *lines_json_restatement(const struct post_view *);
/* What is said of a synthesis. */
json_t *lines_json_synthesis(const struct post_view *);
/* Of a thread's rhythm: null if it is free. */
json_t *lines_json_rhythm(const struct thread_view *);
/* An ignored author's: without the text. */
json_t *lines_json_post(const struct post_view *);
json_t *lines_json_room(const struct room_view *);
json_t *lines_json_thread(const struct thread_view *);
json_t *lines_json_member(const struct member_view *);
json_t *lines_json_watch(enum watch_kind);	/* "follow", "mute", null */

/* --- input.c --- */
/* The next line of in, without its end; ERR_NOT_FOUND at the end of input,
 * ERR_INPUT if it is over `most` bytes (the rest of it is read away).  A
 * hang-up is an end of input. */
enum err lines_line(struct call *, size_t most, struct str *out);
/* All of in, at most what a post may hold; refused in words if more, or if
 * reading failed before its end. */
enum err lines_body(struct call *, struct str *out, struct refusal *why);
/* The password of `--password -`: a line of in; to be wiped with
 * lines_wipe().  Empty without the option.  ERR_INPUT: another value. */
enum err lines_password(struct call *, struct str *out);
void lines_wipe(struct str *);

/* --- the commands --- */
int run_whoami(struct call *), run_rooms(struct call *),
    run_threads(struct call *), run_read(struct call *),
    run_unread(struct call *), run_catchup(struct call *),
    run_search(struct call *),
    run_new(struct call *), run_reply(struct call *),
    run_edit(struct call *), run_on_post(struct call *),
    run_keys(struct call *), run_words(struct call *),
    run_invite(struct call *),
    run_waiting(struct call *), run_admit(struct call *),
    run_refuse(struct call *), run_help(struct call *),
    run_follow(struct call *), run_mute(struct call *),
    run_ignore(struct call *), run_notices(struct call *),
    run_drafts(struct call *), run_profile(struct call *),
    run_message(struct call *), run_messages(struct call *),
    run_history(struct call *);
int run_glossary(struct call *), run_sponsor(struct call *),
    run_answer(struct call *), run_rhythm(struct call *), run_freeze(struct call *),
    run_support(struct call *), run_lack(struct call *),
    run_flag(struct call *), run_queue(struct call *),
    run_case(struct call *), run_take(struct call *),
    run_decide(struct call *), run_log(struct call *),
    run_countersign(struct call *), run_repair(struct call *),
    run_appeal(struct call *), run_jury(struct call *),
    run_shape(struct call *), run_round(struct call *),
    run_optin(struct call *), run_thirdview(struct call *),
    run_charter(struct call *), run_mandate(struct call *),
    run_reset(struct call *), run_export(struct call *),
    run_erase(struct call *);

/* Exact word and title (msgid, may be "") of a notice; static. */
const struct word *lines_notice_kind(const struct notice *);

/* --- messages.c --- */
/*
 * The last messages with a member (before one of them, 0: of all), at most
 * limit; limit 0: fifty, or back to the first unread one.  They count as read
 * then, unless an unread one lies before them.
 */
enum err lines_messages(struct call *, uint64_t other, uint64_t before,
    size_t limit, struct message_view **out, size_t *count);
/* Removes one's own copy of a message, or (0) of all of them. */
enum err lines_messages_remove(struct call *, uint64_t other, uint64_t number,
    struct refusal *why);
/* --- charter.c --- */
struct charter;
/* An article that is there with its clauses, or one clause ('a'…) of it. */
void lines_article(struct call *, const struct charter *, unsigned number,
    char clause);
/* --- history.c --- */
/* Says what version `at` of a post changed: each line with a change, what was
 * removed and added between marks; of version 0 all of its text. */
enum err lines_history_say(struct call *, uint64_t post,
    const struct version_view *, size_t at);

/* Finds a command by its exact name; plain: by its French name too, accents
 * or not, and by any beginning that fits one command only. */
const struct line_command *lines_find(const char *name, bool plain,
    struct arena *);
/* Fills the caller's record, sets the language; false: said, ended. */
bool lines_begin(struct call *, const struct line_command *);
/* Says prompt and reads a line with the terminal's echo off; to be wiped. */
enum err lines_secret(struct call *, const char *prompt, struct str *out);
/* The same for a new one, twice until both agree; empty: none is wanted. */
enum err lines_secret_twice(struct call *, const char *prompt,
    struct str *out);
/* Asks for a new password, twice, on a terminal or a pipe; false: none. */
bool lines_new_password(struct store *, const struct who *,
    const struct lines_io *);
/*
 * For staff without a password: says why one is wanted and asks for it.  An
 * empty answer leaves it for the next login, unless it must be now.  False:
 * it had to be, and there is none.
 */
bool lines_staff_password(struct store *, const struct who *,
    const struct lines_io *, bool must);
/* Marks the posts shown as read; guests and failures: nothing. */
void lines_mark_read(struct call *, const struct post_view *, size_t count);

#endif
