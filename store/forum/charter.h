/*
 * charter: the forum's articles with their lettered clauses, in both
 * languages, as a sysop last gave them; the shipped ones until then.  Flags,
 * decisions and texts quote a clause as "4a".
 */
#ifndef CHARTER_H
#define CHARTER_H

#include "store/forum/act.h"

enum {
	CHARTER_ARTICLES_MAX = 12,
	CHARTER_CLAUSES_MAX = 6,
	CHARTER_LINES_MAX = 3,		/* on top of threads */
	CHARTER_LINE_CELLS = 68,
	CHARTER_BRIEF_CELLS = 46,	/* at narrow widths */
};

struct charter_article {
	const char *title;		/* "Parole libre et située." */
	const char *text;		/* the sentence after it; may be "" */
	const char *clauses[CHARTER_CLAUSES_MAX];	/* a, b, c… */
	unsigned clause_count;
};
/* Shown on top of threads and in a newcomer's composer. */
struct charter_line {
	unsigned article;		/* it says this one in short */
	const char *text, *brief;	/* the same, where there is no other */
};
struct charter_words {
	struct charter_article articles[CHARTER_ARTICLES_MAX];
	unsigned article_count;
	struct charter_line lines[CHARTER_LINES_MAX];
	unsigned line_count;
};
/* Both languages have the same articles, clauses and lines. */
struct charter {
	uint32_t version;		/* from 1, the shipped one */
	int64_t since;			/* 0: shipped */
	uint64_t by;			/* 0: from the server, or shipped */
	struct str text;		/* as it is written in a file */
	struct charter_words words[LANGUAGE_EN + 1];
};

/* The shipped one, as a file. */
extern const char charter_shipped[];

/*
 * Reads one from a file:
 *
 *	[fr]
 *	1. Title.
 *	A sentence, or none.
 *	a. A clause.
 *	> A line on top of threads | the same in short
 *
 *	2. …
 *
 *	[en]
 *	1. …
 *
 * A line that begins with a blank goes on with the one before.  Sets words
 * and text (which is the file as this program writes it), in the arena; the
 * rest is zero.  ERR_INPUT: *why names the line.
 */
enum err charter_parse(struct str file, struct arena *, struct charter *out,
    struct refusal *why);

/* The one that stands, by a transaction; lives as long as the store.  Never
 * NULL: a store that cannot be read gives the shipped one. */
const struct charter *charter_within(struct store *, struct txn *);
/* The same outside transactions: costs one look at the number of the last
 * one, unless the charter changed. */
const struct charter *charter_now(struct store *);
/* Any version, in the arena; ERR_NOT_FOUND. */
enum err query_charter(struct store *, uint64_t version, struct arena *,
    struct charter *out);
/* All versions without their words, the latest first; by: a handle, or
 * empty. */
struct charter_view { uint64_t version; int64_t since; struct str by; };
enum err query_charters(struct store *, struct arena *,
    struct charter_view **out, size_t *count);

/* Has it this article, or this clause ('a'…; 0: the article itself) of it? */
bool charter_has(const struct charter *, unsigned article, char clause);
/* Does one say of an article (clause 0: its title and sentence), or of this
 * clause, something else than the other, in this language? */
bool charter_differs(const struct charter *, const struct charter *,
    enum language, unsigned article, char clause);
/* "4" or "4a"; false: neither. */
bool charter_quoted(const char *word, unsigned *article, char *clause);
/* This version is still to be shown to a member for a yes. */
bool charter_asks(const struct charter *, const struct member *);

#endif
