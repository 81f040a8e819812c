/*
 * search_query: what was typed in a search field, taken apart, and held
 * against texts.  Nothing of the store.
 */
#ifndef SEARCH_QUERY_H
#define SEARCH_QUERY_H

#include "store/forum/search_word.h"

enum {
	SEARCH_INPUT_MAX = 8192,	/* bytes of what is typed */
	SEARCH_PARTS_MAX = 1024,	/* words; more are left out: `cut` */
	SEARCH_FILTERS_MAX = 8,		/* of a kind; any of them fits */
	PREFIX_FROM = 2,		/* characters of a beginning */
};

/* One word.  Of several in a row (a phrase) the place counts. */
struct search_part {
	struct word_form *form;		/* borrowed from the words */
	uint32_t place;			/* from the first of its clause */
	bool exact;			/* the form only, no stems */
	bool prefix;			/* whatever begins so, too */
};
struct search_clause { struct search_part *parts; size_t count; };

struct search_query {
	struct search_clause *clauses;	/* all of them must be found */
	size_t count;
	struct str rooms[SEARCH_FILTERS_MAX], authors[SEARCH_FILTERS_MAX];
	struct str types[SEARCH_FILTERS_MAX];
	size_t room_count, author_count, type_count;
	struct str after, before;	/* as typed; empty: none */
	bool cut;			/* something was left out */
};

/*
 * Takes it apart; any bytes will do.  Words in « » or "" are a phrase, in
 * this order and form; a word of several parts (porte-parole) is one too.
 * room: author: type: after: before: (salon: auteur: après: avant:) are
 * filters; a word ended by * is a beginning.  typing: the last word is still
 * being typed, and a beginning, too.  All of it lives in the arena.
 */
void search_parse(struct str input, bool typing, struct words *,
    struct arena *, struct search_query *out);

/* A text taken to words. */
struct search_text {
	struct str text;
	struct text_token *tokens;
	struct word_form **forms;	/* some NULL */
	size_t count;
};
void search_text(struct str text, struct words *, struct arena *,
    struct search_text *out);
bool search_part_fits(const struct search_part *, const struct word_form *);
/* How often a clause stands in a text; marks (may be NULL, count of the
 * text's tokens) is set for the tokens it consists of. */
uint32_t search_clause_times(const struct search_clause *,
    const struct search_text *, bool *marks);

/*
 * Some words of the text around what was found, on one line, at most `most`
 * bytes; *marks (arena): what was found.  before, after: something of the
 * text was left out there.  False if nothing of the query stands in it (then
 * the text's beginning is given).
 */
struct search_snippet {
	struct str text;
	struct text_range *marks;
	size_t mark_count;
	bool before, after;
};
bool search_snippet(const struct search_query *, const struct search_text *,
    size_t most, struct arena *, struct search_snippet *out);

#endif
