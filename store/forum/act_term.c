/*
 * act_term: the glossary: anybody proposes a word, others approve it.  A word
 * that is approved again takes the place of its older meaning.
 */
#include "store/forum/deed.h"
#include "store/forum/setting.h"
#include "store/forum/glossary.h"

enum { WORD_SIGNS = 60, MEANING_LEAST = 20, MEANING_MOST = 600 };

enum err
term_accept(struct deed *d)
{
	enum err	e;

	e = deed_signs(d, d->in.name, 1, WORD_SIGNS,
	    NN_("A word of %ld character at least.",
	    "A word of %ld characters at least."),
	    NN_("The word is %ld character too long.",
	    "The word is %ld characters too long."));
	if (e != OK)
		return e;
	if (glossary_words(d->in.name, d->arena).len == 0)
		return deed_refuse(d, N_("A word has letters or digits."), 0,
		    NULL);
	return deed_signs(d, d->in.text, MEANING_LEAST, MEANING_MOST,
	    NN_("%ld more character, so that it can be understood.",
	    "%ld more characters, so that it can be understood."),
	    NN_("The meaning is %ld character too long.",
	    "The meaning is %ld characters too long."));
}

enum err
term_load(struct deed *d)
{
	enum err	e = load_term(d->txn, d->in.number, d->arena, &d->term);

	if (e == OK)
		d->target.term = &d->term;
	return e;
}

static enum err
term_put(struct deed *d, const struct term *term)
{
	struct key	key = key_u64(term->id);

	return record_put(d->txn, &record_types[RECORD_TERM], key_str(&key),
	    term);
}

static enum err
term_drop(struct deed *d, const struct term *term)
{
	struct key	key = key_u64(term->id);
	struct key	at = glossary_key(glossary_words(term->word, d->arena),
			    term->id);
	enum err	e = db_del(d->txn, DB_TERM, key_str(&key));

	return e == OK ? db_del(d->txn, DB_GLOSSARY, key_str(&at)) : e;
}

/* How many of one's words wait.  Looks at the whole glossary, some hundred
 * words: proposing is rare. */
static enum err
waiting_count(struct deed *d, long *out)
{
	struct cursor	*cursor;
	struct term	 term;
	struct str	 key, val;
	enum err	 e;

	*out = 0;
	if ((e = db_cursor_open(d->txn, DB_TERM, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		e = record_read(d->txn, &record_types[RECORD_TERM], key, val,
		    d->arena, &term);
		if (e != OK)
			break;
		*out += term.approved == 0 && term.by == d->self.id;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
term_propose_apply(struct deed *d)
{
	struct term	term = { .word = d->in.name, .text = d->in.text,
			    .by = d->self.id, .proposed = d->caller.now };
	long		most = setting_get(d->store, d->txn,
			    SETTING_TERM_WAITING), waiting;
	struct key	at;
	enum err	e;

	if ((e = waiting_count(d, &waiting)) != OK)
		return e;
	if (waiting >= most) {
		refusal_set(d->why, N_("%ld of your words wait for approval:"
		    " one more, once they are answered."), waiting, NULL);
		return ERR_LIMIT;
	}
	if ((e = db_sequence_next(d->txn, "term", &term.id)) != OK)
		return e;
	at = glossary_key(glossary_words(term.word, d->arena), term.id);
	if ((e = term_put(d, &term)) != OK ||
	    (e = db_put(d->txn, DB_GLOSSARY, key_str(&at), str_of(""))) != OK)
		return e;
	d->result->id = term.id;
	return deed_bump(d, CHANGE_GLOSSARY, 0);
}

/* The older meanings of a word that has just been approved go. */
static enum err
older_drop(struct deed *d, const struct term *term)
{
	struct str	 words = glossary_words(term->word, d->arena), key, val;
	struct key	 prefix = glossary_key(words, 0);
	struct cursor	*cursor;
	struct term	 other, *old = NULL;
	size_t		 count = 0, i;
	enum err	 e;

	if ((e = db_cursor_open(d->txn, DB_GLOSSARY, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = load_term(d->txn, glossary_key_id(key), d->arena, &other);
		if (e != OK)
			break;
		if (other.id != term->id && other.approved != 0)
			*ARENA_PUSH(d->arena, old, count) = other;
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
	for (i = 0; i < count && e == OK; i++)
		e = term_drop(d, &old[i]);
	return e;
}

enum err
term_approve_apply(struct deed *d)
{
	struct term	*term = &d->term;
	enum err	 e;

	u64s_add(d->arena, &term->approvals, d->self.id);
	if (term->approvals.count >= (size_t)setting_get(d->store, d->txn,
	    SETTING_TERM_APPROVALS)) {
		term->approved = d->caller.now;
		term->approvals.count = 0;	/* nobody's word needs them */
		if ((e = older_drop(d, term)) != OK ||
		    (e = deed_notice(d, term->by, NOTICE_TERM, 0,
		    term->word)) != OK)
			return e;
	}
	if ((e = term_put(d, term)) != OK)
		return e;
	d->result->id = term->id;
	return deed_bump(d, CHANGE_GLOSSARY, 0);
}

enum err
term_withdraw_apply(struct deed *d)
{
	enum err	e = term_drop(d, &d->term);

	if (e != OK)
		return e;
	d->result->id = d->term.id;
	return deed_bump(d, CHANGE_GLOSSARY, 0);
}
