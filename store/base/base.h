/*
 * base: what every file of palabre may use: results, memory, the server's
 * log line, small integers.  It includes nothing but the C library.
 *
 * Results.  A function that can fail returns an enum err and sets its result
 * arguments only on OK.  Broken invariants and lack of memory are not
 * results: fatal() ends the process (one login), the store keeps its last
 * commit.
 */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* name, sentence (an English msgid; ui/ translates it when it shows it) */
#define ERR_TABLE(X)							\
	X(OK,		"Done.")					\
	X(ERR_INPUT,	"This cannot be accepted as it stands.")	\
	X(ERR_NOT_FOUND, "This does not exist, or this account cannot read it.") \
	X(ERR_DENIED,	"This account may not do that here.")		\
	X(ERR_EXISTS,	"This exists already.")				\
	X(ERR_STALE,	"Someone else was first; please look again.")	\
	X(ERR_LIMIT,	"This is too often; please wait a little.")	\
	X(ERR_FULL,	"The forum cannot write just now: its disk is full.") \
	X(ERR_IO,	"The forum cannot reach its data just now.")	\
	X(ERR_DAMAGED,	"A record of the forum is damaged.")		\
	X(ERR_NEWER,	"These data were written by a newer palabre.")

enum err {
#define X(name, sentence) name,
	ERR_TABLE(X)
#undef X
	ERR_COUNT
};

/* The English sentence of e; static storage; never NULL. */
const char *err_sentence(enum err e);
/* "ERR_INPUT"…, for logs and tests; static storage. */
const char *err_name(enum err e);

/*
 * Why an act or a text was refused, in words a member can use.  `msgid` is an
 * English printf format (marked N_() where it stands) with at most two
 * arguments, in this order: one %ld (number) and one %s (word); it is
 * formatted by refusal_text() only, after translation, so that no stored or
 * network text is ever a format.  msgid NULL: err_sentence() says it all.
 * one: the same sentence for a number of 1, where it differs, or NULL.
 */
struct refusal {
	const char *msgid;
	const char *one;
	long number;
	char word[96];		/* UTF-8, cut at a character, never a secret */
};

/* Fills *r (which may be NULL: nothing happens); word may be NULL. */
void refusal_set(struct refusal *r, const char *msgid, long number,
    const char *word);
/* The same for a sentence with a plural; both from NN_() where they stand. */
void refusal_count(struct refusal *r, const char *one, const char *many,
    long number);
/*
 * Writes the sentence of (e, r) into buf (size > 0), translated by
 * translate() if that is not NULL.  Formats known to take a number only, a
 * word only, both or none are all accepted.  Always terminated.
 */
void refusal_text(char *buf, size_t size, enum err e, const struct refusal *r,
    const char *(*translate)(const char *));

/* Marks a msgid in a table for translation; ui/ translates at draw. */
#ifndef N_
#define N_(s) s
#endif
/* The same for a sentence with a plural: two arguments of a call. */
#ifndef NN_
#define NN_(one, many) one, many
#endif

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A run of bytes that somebody else owns; not terminated. */
struct str {
	const char *p;
	size_t len;		/* bytes */
};

/* str_of("x"): the bytes of a terminated string, without its zero. */
struct str str_of(const char *s);
bool str_equal(struct str a, struct str b);

/* Memory: never NULL (fatal() instead); size 0 gives a freeable pointer. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);
char *xmemdup0(const void *p, size_t len);	/* adds a final zero */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Ends the process after one log line; for broken invariants only. */
_Noreturn void fatal(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));

/*
 * The server's log.  One line each, to standard error or syslog, at most
 * 1,024 bytes, control characters replaced.  The format of the lines about
 * logins is fixed in docs/log-format.md.  Never a secret, never free text
 * from the network.
 */
enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_NOTICE, LOG_LEVEL_DEBUG };
void log_to_syslog(const char *ident);	/* else standard error */
/* From now on to fd (the desk's fd 2 becomes the member's); not closed. */
void log_to_fd(int fd);
/* "TIME LEVEL text": RFC 3339 UTC; error, notice or debug; in syslog the
 * text only.  Debug lines only if PALABRE_DEBUG is in the environment. */
void log_line(enum log_level level, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Decimal number in s (1 to 19 digits, nothing else, no sign) between min and
 * max inclusive.  ERR_INPUT otherwise.
 */
enum err parse_u64(const char *s, uint64_t min, uint64_t max, uint64_t *out);

#endif
