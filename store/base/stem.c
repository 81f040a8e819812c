/* Snowball's stemmers.  See stem.h. */
#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "store/base/stem.h"

struct stemmer { struct sb_stemmer *of[STEM_LANGUAGES]; };

struct stemmer *
stemmer_new(void)
{
	static const char *const names[STEM_LANGUAGES] = {
		[STEM_FRENCH] = "french", [STEM_ENGLISH] = "english",
	};
	struct stemmer *s = xcalloc(1, sizeof(*s));

	for (size_t i = 0; i < STEM_LANGUAGES; i++)
		if ((s->of[i] = sb_stemmer_new(names[i], "UTF_8")) == NULL)
			fatal("libstemmer has no %s", names[i]);
	return s;
}

void
stemmer_free(struct stemmer *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < STEM_LANGUAGES; i++)
		sb_stemmer_delete(s->of[i]);
	free(s);
}

struct str
stem_word(struct stemmer *s, enum stem_language language, struct str word)
{
	const sb_symbol *out;

	if (word.len == 0 || word.len > INT_MAX)
		return word;
	out = sb_stemmer_stem(s->of[language], (const sb_symbol *)word.p,
	    (int)word.len);
	if (out == NULL)
		fatal("out of memory (a stem)");
	return (struct str){ (const char *)out,
	    (size_t)sb_stemmer_length(s->of[language]) };
}
