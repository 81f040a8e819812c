/*
 * search_word: see search_word.h.  French stems are of the word with its
 * accents (défrayé: défrai) and of the word without them (people leave them
 * out); then folded, so that all stems are compared as forms are.
 */
#include "store/forum/search_word.h"

#include <stdlib.h>
#include <string.h>

#include "store/base/stem.h"

/* A large forum has some 200,000 words; a login sees few of them. */
enum { PLACES_FIRST = 1 << 10, WORDS_MAX = 1 << 18, STEM_FROM = 3 };

struct known {
	struct str surface;
	bool pair;
	struct word_form *form;		/* NULL: nothing is left of it */
};

struct place { uint32_t hash; struct known *known; };

struct words {
	struct arena *arena, *scratch;
	struct stemmer *stemmer;
	struct place *places;		/* by hash, then the next free one */
	size_t place_count;		/* a power of two */
	size_t count;			/* taken: at most half */
};

struct words *
words_new(void)
{
	struct words *w = xcalloc(1, sizeof(*w));

	w->arena = arena_new();
	w->scratch = arena_new();
	w->stemmer = stemmer_new();
	w->place_count = PLACES_FIRST;
	w->places = xcalloc(w->place_count, sizeof(*w->places));
	return w;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	arena_free(w->arena);
	arena_free(w->scratch);
	stemmer_free(w->stemmer);
	free(w->places);
	free(w);
}

void
words_trim(struct words *w)
{
	if (w->count < WORDS_MAX)
		return;
	arena_reset(w->arena);
	memset(w->places, 0, w->place_count * sizeof(*w->places));
	w->count = 0;
}

/* FNV-1a (Fowler, Noll, Vo), 32 bits. */
static uint32_t
hash(struct str s)
{
	uint32_t h = 2166136261U;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (uint8_t)s.p[i]) * 16777619U;
	return h ^ h >> 15;
}

static void
stem_add(struct words *w, struct word_form *f, enum stem_language language,
    struct str word)
{
	struct str stem = text_term(stem_word(w->stemmer, language, word),
	    w->scratch);

	if (stem.len == 0 || str_equal(stem, f->form))
		return;
	for (size_t i = 0; i < f->stem_count; i++)
		if (str_equal(stem, f->stems[i]))
			return;
	f->stems[f->stem_count++] = arena_str(w->arena, stem);
}

static struct word_form *
form_make(struct words *w, struct str surface, bool pair)
{
	struct str form = text_term(surface, w->scratch), lower;
	struct word_form *f;

	if (form.len == 0)
		return NULL;
	f = arena_alloc(w->arena, sizeof(*f));
	f->form = arena_str(w->arena, form);
	if (pair || form.len < STEM_FROM || form.len >= TEXT_TERM_MAX ||
	    surface.len > 2 * TEXT_TERM_MAX)
		return f;
	lower = text_lower(surface, w->scratch);
	if (!text_latin(lower))
		return f;
	stem_add(w, f, STEM_FRENCH, lower);
	if (!str_equal(lower, form))
		stem_add(w, f, STEM_FRENCH, form);
	stem_add(w, f, STEM_ENGLISH, form);
	return f;
}

static void
places_double(struct words *w)
{
	struct place *old = w->places;
	size_t count = w->place_count;

	w->place_count = 2 * count;
	w->places = xcalloc(w->place_count, sizeof(*w->places));
	for (size_t n = 0; n < count; n++) {
		size_t i = old[n].hash;

		if (old[n].known == NULL)
			continue;
		while (w->places[i & (w->place_count - 1)].known != NULL)
			i++;
		w->places[i & (w->place_count - 1)] = old[n];
	}
	free(old);
}

struct word_form *
words_find(struct words *w, struct str surface, bool pair)
{
	uint32_t h = hash(surface);
	struct known *k;
	struct place *p;
	size_t i;

	for (i = h; (p = &w->places[i & (w->place_count - 1)])->known != NULL;
	    i++)
		if (p->hash == h && p->known->pair == pair &&
		    str_equal(p->known->surface, surface))
			return p->known->form;
	k = arena_alloc(w->arena, sizeof(*k));
	*k = (struct known){ .surface = arena_str(w->arena, surface),
	    .pair = pair, .form = form_make(w, surface, pair) };
	*p = (struct place){ h, k };
	if (++w->count > w->place_count / 2)
		places_double(w);
	arena_reset(w->scratch);
	return k->form;
}

static bool
has(const struct word_form *f, struct str s)
{
	for (size_t i = 0; i < f->stem_count; i++)
		if (str_equal(f->stems[i], s))
			return true;
	return false;
}

bool
word_matches(const struct word_form *a, const struct word_form *b)
{
	if (str_equal(a->form, b->form) || has(a, b->form) || has(b, a->form))
		return true;
	for (size_t i = 0; i < a->stem_count; i++)
		if (has(b, a->stems[i]))
			return true;
	return false;
}
