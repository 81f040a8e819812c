/*
 * spell: words go to hunspell as they are, in UTF-8; a dictionary in another
 * encoding (none of Debian's of these languages is) is not used.
 */
#include "ui/core/spell.h"

#include <hunspell/hunspell.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORD_MAX = 100, SLOTS_FIRST = 256, SLOTS_MOST = 1 << 16 };

/* Where Debian's packages hunspell-fr-… and hunspell-en-… put them. */
static const char *const names[][3] = {
	[LANGUAGE_FR] = { "fr_FR", "fr", "fr_CA" },
	[LANGUAGE_EN] = { "en_GB", "en_US", "en_AU" },
};

struct slot { char *word; enum verdict verdict; bool own; };

struct spell {
	enum language language;
	Hunhandle *dictionary;		/* NULL: not loaded */
	bool broken;			/* it cannot be */
	struct slot *slots;		/* a power of 2, at most half full */
	size_t count, room;
};

/* --- dictionaries --- */

/* buf: 64 bytes each. */
static bool
find(enum language language, char *aff, char *dic)
{
	size_t i;

	for (i = 0; i < LENGTH(names[0]); i++) {
		snprintf(aff, 64, "/usr/share/hunspell/%s.aff",
		    names[language][i]);
		snprintf(dic, 64, "/usr/share/hunspell/%s.dic",
		    names[language][i]);
		if (access(aff, R_OK) == 0 && access(dic, R_OK) == 0)
			return true;
	}
	return false;
}

bool
spell_has(enum language language)
{
	char aff[64], dic[64];

	return find(language, aff, dic);
}

static bool
load(struct spell *spell)
{
	char aff[64], dic[64];
	const char *encoding;

	if (spell->dictionary != NULL || spell->broken)
		return !spell->broken;
	spell->broken = true;
	if (!find(spell->language, aff, dic))
		return false;
	spell->dictionary = Hunspell_create(aff, dic);
	if (spell->dictionary == NULL)
		return false;
	encoding = Hunspell_get_dic_encoding(spell->dictionary);
	spell->broken = strcasecmp(encoding, "UTF-8") != 0;
	if (spell->broken)
		spell_rest(spell);
	return !spell->broken;
}

void
spell_rest(struct spell *spell)
{
	if (spell == NULL || spell->dictionary == NULL)
		return;
	Hunspell_destroy(spell->dictionary);
	spell->dictionary = NULL;
	malloc_trim(0);			/* it was millions of small pieces */
}

/* --- what is remembered --- */

static size_t
hash(struct str word)
{
	uint64_t h = 1469598103934665603u;	/* FNV-1a */
	size_t i;

	for (i = 0; i < word.len; i++)
		h = (h ^ (unsigned char)word.p[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

/* Its slot, or the free one where it would stand. */
static struct slot *
slot_of(const struct spell *spell, struct str word)
{
	size_t i = hash(word) & (spell->room - 1);

	while (spell->slots[i].word != NULL &&
	    !str_equal(str_of(spell->slots[i].word), word))
		i = (i + 1) & (spell->room - 1);
	return &spell->slots[i];
}

static void
grow(struct spell *spell)
{
	struct slot *old = spell->slots;
	size_t i, room = spell->room;

	spell->room = room * 2;
	spell->slots = xcalloc(spell->room, sizeof(*old));
	for (i = 0; i < room; i++)
		if (old[i].word != NULL)
			*slot_of(spell, str_of(old[i].word)) = old[i];
	free(old);
}

static struct slot *
remember(struct spell *spell, struct str word)
{
	struct slot *slot = slot_of(spell, word);

	if (slot->word != NULL)
		return slot;
	if (spell->count * 2 >= spell->room) {
		grow(spell);
		slot = slot_of(spell, word);
	}
	slot->word = xmemdup0(word.p, word.len);
	spell->count++;
	return slot;
}

struct spell *
spell_new(enum language language, struct str words)
{
	struct spell *spell = xcalloc(1, sizeof(*spell));
	size_t at = 0;

	spell->language = language;
	spell->room = SLOTS_FIRST;
	spell->slots = xcalloc(spell->room, sizeof(*spell->slots));
	while (at < words.len) {
		const char *end = memchr(words.p + at, '\n', words.len - at);
		size_t len = end != NULL ? (size_t)(end - words.p) - at :
		    words.len - at;

		spell_learn(spell, (struct str){ words.p + at, len }, true);
		at += len + 1;
	}
	return spell;
}

void
spell_free(struct spell *spell)
{
	size_t i;

	if (spell == NULL)
		return;
	spell_rest(spell);
	for (i = 0; i < spell->room; i++)
		free(spell->slots[i].word);
	free(spell->slots);
	free(spell);
}

enum verdict
spell_known(const struct spell *spell, struct str word)
{
	const struct slot *slot = slot_of(spell, word);

	return slot->word == NULL ? VERDICT_UNKNOWN : slot->own ?
	    VERDICT_GOOD : slot->verdict;
}

bool
spell_own(const struct spell *spell, struct str word)
{
	return slot_of(spell, word)->own;
}

void
spell_learn(struct spell *spell, struct str word, bool right)
{
	if (word.len > 0)
		remember(spell, word)->own = right;
}

enum verdict
spell_ask(struct spell *spell, struct str word)
{
	enum verdict verdict = spell_known(spell, word);
	char copy[WORD_MAX + 1];

	if (verdict != VERDICT_UNKNOWN)
		return verdict;
	if (word.len > WORD_MAX || spell->count >= SLOTS_MOST / 2 ||
	    !load(spell))
		return VERDICT_GOOD;
	memcpy(copy, word.p, word.len);
	copy[word.len] = '\0';
	verdict = Hunspell_spell(spell->dictionary, copy) ? VERDICT_GOOD :
	    VERDICT_BAD;
	remember(spell, word)->verdict = verdict;
	return verdict;
}

size_t
spell_suggest(struct spell *spell, struct str word, size_t most,
    struct arena *arena, struct str *out)
{
	char copy[WORD_MAX + 1], **list = NULL;
	size_t count = 0;
	int n, i;

	if (word.len > WORD_MAX || !load(spell))
		return 0;
	memcpy(copy, word.p, word.len);
	copy[word.len] = '\0';
	n = Hunspell_suggest(spell->dictionary, &list, copy);
	for (i = 0; i < n && count < most; i++)
		if (text_valid(str_of(list[i])))
			out[count++] = arena_str(arena, str_of(list[i]));
	Hunspell_free_list(spell->dictionary, &list, n);
	return count;
}
