/* glossary: see glossary.h. */
#include "store/base/text_search.h"
#include "store/forum/glossary.h"

#include <string.h>

enum { WORDS_BYTES = 64 };	/* of a key, cut at a character */

/* Is the plural's sign all that it ends in? */
static struct str
singular(struct str word)
{
	if (word.len > 3 && (word.p[word.len - 1] == 's' ||
	    word.p[word.len - 1] == 'x'))
		word.len--;
	return word;
}

struct str
glossary_words(struct str s, struct arena *arena)
{
	struct text_token	*tokens;
	struct str		 word;
	size_t			 count, i, len = 0;
	char			*out = arena_alloc(arena, 2 * s.len + 1);

	text_tokens(s, arena, &tokens, &count);
	for (i = 0; i < count; i++) {
		word = singular(text_term((struct str){ s.p + tokens[i].start,
		    tokens[i].len }, arena));
		if (word.len == 0 || len + word.len + 1 > 2 * s.len)
			continue;
		if (len > 0)
			out[len++] = ' ';
		memcpy(out + len, word.p, word.len);
		len += word.len;
	}
	return (struct str){ out, len };
}

struct key
glossary_key(struct str words, uint64_t id)
{
	struct key	number = key_u64(id);
	struct key	key;

	words = text_head(words, WORDS_BYTES);
	key = key_bytes(words.p, words.len);
	key.bytes[key.len++] = '\0';
	if (id == 0)
		return key;
	memcpy(key.bytes + key.len, number.bytes, number.len);
	key.len += number.len;
	return key;
}

struct str
glossary_key_words(struct str key)
{
	return (struct str){ key.p, key.len < 9 ? 0 : key.len - 9 };
}

uint64_t
glossary_key_id(struct str key)
{
	return key.len < 9 ? 0 : key_get_u64((struct str){ key.p + key.len - 8,
	    8 }, 0);
}

enum err
load_term(struct txn *txn, uint64_t id, struct arena *arena,
    struct term *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[RECORD_TERM], key_str(&key),
	    arena, out);
}
