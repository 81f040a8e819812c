/* query_terms: see query_terms.h. */
#include "store/base/text_search.h"
#include "store/forum/query_terms.h"
#include "store/forum/reader.h"
#include "store/forum/glossary.h"

#include <string.h>

enum { TOKENS_MOST = 4000, SAME_WORD_MOST = 50 };

static bool
term_visible(const struct reader *r, const struct term *term)
{
	static const struct target	nothing;

	return term->approved != 0 || reader_may(r, CAP_READ_MEMBERS,
	    &nothing);
}

static void
view_term(struct reader *r, const struct term *term, struct term_view *out)
{
	struct target	target = { .term = term };

	*out = (struct term_view){ .term = *term,
	    .by = reader_handle(r, term->by),
	    .own = term->by == r->self.id && r->self.id != 0,
	    .may_approve = reader_may(r, CAP_TERM_APPROVE, &target) };
}

/* The term of a row of the index; ERR_NOT_FOUND: not for this reader. */
static enum err
term_at(struct reader *r, struct str key, struct term_view *out)
{
	struct term	term;
	enum err	e = load_term(r->txn, glossary_key_id(key), r->arena, &term);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (!term_visible(r, &term))
		return ERR_NOT_FOUND;
	view_term(r, &term, out);
	return OK;
}

/* Rows of the index from *start on, those with this prefix only. */
static enum err
terms_from(struct reader *r, const struct key *start, struct str prefix,
    size_t limit, struct term_view **out, size_t *count)
{
	struct term_view	 view;
	struct cursor		*cursor;
	struct str		 key, val;
	enum err		 e;

	if ((e = db_cursor_open(r->txn, DB_GLOSSARY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(start), &key, &val);
	    e == OK && *count < limit && key_has_prefix(key, prefix);
	    e = db_next(cursor, &key, &val)) {
		if ((e = term_at(r, key, &view)) == OK)
			*ARENA_PUSH(r->arena, *out, *count) = view;
		else if (e != ERR_NOT_FOUND)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* Where a page begins: after a term, or at a word's beginning. */
static enum err
page_start(struct reader *r, struct str from, uint64_t after,
    struct key *out)
{
	struct term	term;
	struct str	words;
	enum err	e;

	if (after == 0) {
		*out = glossary_key(glossary_words(from, r->scratch), 0);
		out->len--;		/* without its end: a beginning */
		return OK;
	}
	if ((e = load_term(r->txn, after, r->scratch, &term)) != OK)
		return e;
	words = glossary_words(term.word, r->scratch);
	*out = glossary_key(words, after);
	out->bytes[out->len++] = '\0';	/* just after it */
	return OK;
}

enum err
query_terms(struct store *store, const struct who *who, struct str from,
    uint64_t after, size_t limit, struct arena *arena,
    struct term_view **out, size_t *count)
{
	struct reader	r;
	struct key	start;
	enum err	e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = page_start(&r, from, after, &start)) == OK)
		e = terms_from(&r, &start, str_of(""), limit, out, count);
	return reader_close(&r, e);
}

/* All meanings of a word; the approved one, else the last proposed. */
static enum err
term_named(struct reader *r, struct str words, struct term_view *out)
{
	struct key		 key = glossary_key(words, 0);
	struct term_view	*views = NULL;
	size_t			 count = 0, i;
	enum err		 e;

	e = terms_from(r, &key, key_str(&key), SAME_WORD_MOST, &views,
	    &count);
	if (e != OK || count == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	for (i = 0; i + 1 < count && views[i].term.approved == 0; i++)
		;
	*out = views[i];
	return OK;
}

enum err
query_term_named(struct store *store, const struct who *who, struct str word,
    struct arena *arena, struct term_view *out)
{
	struct reader	r;
	struct str	words;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	words = glossary_words(word, r.scratch);
	e = words.len == 0 ? ERR_NOT_FOUND : term_named(&r, words, out);
	return reader_close(&r, e);
}

enum err
query_term(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct term_view *out)
{
	struct reader	r;
	struct term	term;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = load_term(r.txn, id, arena, &term)) == OK)
		e = term_visible(&r, &term) ? OK : ERR_NOT_FOUND;
	if (e == OK)
		view_term(&r, &term, out);
	return reader_close(&r, e);
}

/* --- the words of a text --- */

/* Does the text go on, from its word `at`, as these words do? */
static bool
stands_at(const struct str *text, size_t count, size_t at, struct str words)
{
	while (words.len > 0) {
		const char	*space = memchr(words.p, ' ', words.len);
		size_t		 len = space != NULL ?
				     (size_t)(space - words.p) : words.len;

		if (at == count || text[at].len != len ||
		    memcmp(text[at].p, words.p, len) != 0)
			return false;
		at++;
		words = (struct str){ words.p + len, words.len - len };
		if (words.len > 0)
			words = (struct str){ words.p + 1, words.len - 1 };
	}
	return true;
}

static bool
has_term(const struct term_view *views, size_t count, uint64_t id)
{
	size_t	i;

	for (i = 0; i < count; i++)
		if (views[i].term.id == id)
			return true;
	return false;
}

/* The approved terms that begin with the text's word `at`. */
static enum err
terms_at(struct reader *r, struct cursor *cursor, const struct str *text,
    size_t words, size_t at, size_t limit, struct term_view **out,
    size_t *count)
{
	struct term_view	view;
	struct str		key, val;
	size_t			looked = 0;
	enum err		e;

	for (e = db_seek(cursor, text[at], &key, &val); e == OK &&
	    *count < limit && looked++ < SAME_WORD_MOST &&
	    key_has_prefix(key, text[at]); e = db_next(cursor, &key, &val)) {
		if (!stands_at(text, words, at, glossary_key_words(key)))
			continue;
		e = term_at(r, key, &view);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
		if (e == OK && view.term.approved != 0 &&
		    !has_term(*out, *count, view.term.id))
			*ARENA_PUSH(r->arena, *out, *count) = view;
	}
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_terms_in(struct store *store, const struct who *who, struct str text,
    size_t limit, struct arena *arena, struct term_view **out, size_t *count)
{
	struct reader		 r;
	struct text_token	*tokens;
	struct cursor		*cursor;
	struct str		*words;
	size_t			 most, i;
	enum err		 e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	text_tokens(text, r.scratch, &tokens, &most);
	if (most > TOKENS_MOST)
		most = TOKENS_MOST;
	words = arena_alloc(r.scratch, (most + 1) * sizeof(*words));
	for (i = 0; i < most; i++)
		words[i] = glossary_words((struct str){ text.p + tokens[i].start,
		    tokens[i].len }, r.scratch);
	if ((e = db_cursor_open(r.txn, DB_GLOSSARY, &cursor)) != OK)
		return reader_close(&r, e);
	for (i = 0; i < most && e == OK && *count < limit; i++)
		if (words[i].len > 0)
			e = terms_at(&r, cursor, words, most, i, limit, out,
			    count);
	db_cursor_close(cursor);
	return reader_close(&r, e);
}
