/*
 * act_word: one's own list of words that spelling holds to be right, and the
 * language that texts are spelt in.
 */
#include "store/forum/deed.h"

#include <string.h>

enum { WORDS_MAX = 1000, WORD_SIGNS = 60 };

enum err
word_accept(struct deed *d)
{
	size_t	i;

	if (d->in.name.len == 0 || text_count(d->in.name) > WORD_SIGNS)
		return deed_refuse(d, N_("A word has 1 to %ld characters."),
		    WORD_SIGNS, NULL);
	for (i = 0; i < d->in.name.len; i++)
		if (strchr(" \t\n/", d->in.name.p[i]) != NULL)
			return deed_refuse(d, N_("This list takes words one"
			    " by one, without spaces."), 0, NULL);
	return OK;
}

static enum err
wordlist_get(struct deed *d, struct wordlist *out)
{
	struct key	key = key_u64(d->self.id);
	enum err	e;

	e = record_get(d->txn, &record_types[RECORD_WORDLIST], key_str(&key),
	    d->arena, out);
	if (e == ERR_NOT_FOUND) {
		*out = (struct wordlist){ .member = d->self.id,
		    .words = str_of("") };
		e = OK;
	}
	return e;
}

static enum err
wordlist_put(struct deed *d, const struct wordlist *list)
{
	struct key	key = key_u64(d->self.id);

	return record_put(d->txn, &record_types[RECORD_WORDLIST],
	    key_str(&key), list);
}

/* Where the word's line begins, or would; *there: it stands there. */
static size_t
line_of(struct str words, struct str word, bool *there, size_t *lines)
{
	size_t	at = 0, found = words.len;
	bool	placed = false;

	*there = false;
	*lines = 0;
	while (at < words.len) {
		const char	*end = memchr(words.p + at, '\n',
				    words.len - at);
		size_t		 len = (size_t)(end - (words.p + at));
		size_t		 least = len < word.len ? len : word.len;
		int		 order = memcmp(words.p + at, word.p, least);

		if (order == 0 && len == word.len)
			*there = true;
		if (!placed && (order > 0 || (order == 0 &&
		    len >= word.len))) {
			found = at;
			placed = true;
		}
		(*lines)++;
		at += len + 1;
	}
	return found;
}

enum err
word_add_apply(struct deed *d)
{
	struct wordlist	list;
	struct str	word = d->in.name;
	size_t		at, lines;
	bool		there;
	char		*p;
	enum err	e;

	if ((e = wordlist_get(d, &list)) != OK)
		return e;
	at = line_of(list.words, word, &there, &lines);
	if (there)
		return OK;
	if (lines >= WORDS_MAX || list.words.len + word.len + 1 >
	    TEXT_BODY_MAX) {
		refusal_set(d->why, N_("Your list holds %ld words: taking one"
		    " off makes room."), (long)lines, NULL);
		return ERR_LIMIT;
	}
	p = arena_alloc(d->arena, list.words.len + word.len + 2);
	memcpy(p, list.words.p, at);
	memcpy(p + at, word.p, word.len);
	p[at + word.len] = '\n';
	memcpy(p + at + word.len + 1, list.words.p + at, list.words.len - at);
	list.words = (struct str){ p, list.words.len + word.len + 1 };
	return wordlist_put(d, &list);
}

enum err
word_drop_apply(struct deed *d)
{
	struct wordlist	list;
	struct str	word = d->in.name;
	size_t		at, lines;
	bool		there;
	char		*p;
	enum err	e;

	if ((e = wordlist_get(d, &list)) != OK)
		return e;
	at = line_of(list.words, word, &there, &lines);
	if (!there) {
		refusal_set(d->why, N_("“%s” is not on your list."), 0,
		    arena_memdup0(d->arena, word.p, word.len));
		return ERR_NOT_FOUND;
	}
	p = arena_memdup0(d->arena, list.words.p, list.words.len);
	memmove(p + at, p + at + word.len + 1,
	    list.words.len - at - word.len - 1);
	list.words = (struct str){ p, list.words.len - word.len - 1 };
	return wordlist_put(d, &list);
}

enum err
spelling_set_apply(struct deed *d)
{
	struct wordlist	list;
	enum err	e;

	if (d->in.number > SPELLING_OFF)
		return ERR_INPUT;
	if ((e = wordlist_get(d, &list)) != OK)
		return e;
	list.spelling = (uint8_t)d->in.number;
	return wordlist_put(d, &list);
}
