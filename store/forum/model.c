/* The closed vocabularies of model.h as tables. */
#include <string.h>
#include <strings.h>

#include "store/forum/model.h"

#define VOCABULARY_WORD(id, word, title) { word, title },
static const struct word profiles[] = { PROFILES(VOCABULARY_WORD) };
static const struct word wings[] = { WINGS(VOCABULARY_WORD) };
static const struct word visibilities[] = { VISIBILITIES(VOCABULARY_WORD) };
static const struct word types[] = { POST_TYPES(VOCABULARY_WORD) };
static const struct word roles[] = { ROLES(VOCABULARY_WORD) };
static const struct word statuses[] = { STATUSES(VOCABULARY_WORD) };
static const struct word post_states[] = { POST_STATES(VOCABULARY_WORD) };
static const struct word rhythms[] = { RHYTHMS(VOCABULARY_WORD) };
static const struct word restated[] = { RESTATEMENTS(VOCABULARY_WORD) };
static const struct word stands[] = { STANDS(VOCABULARY_WORD) };
static const struct word rounds[] = { ROUNDS(VOCABULARY_WORD) };
static const struct word masks[] = { MASKS(VOCABULARY_WORD) };
static const struct word measures[] = { MEASURES(VOCABULARY_WORD) };
static const struct word case_states[] = { CASE_STATES(VOCABULARY_WORD) };
static const struct word origins[] = { ORIGINS(VOCABULARY_WORD) };
static const struct word letters[] = { LETTERS(VOCABULARY_WORD) };
static const struct word jury_phases[] = { JURY_PHASES(VOCABULARY_WORD) };
static const struct word wait_kinds[] = { WAIT_KINDS(VOCABULARY_WORD) };
static const struct word room_states[] = { ROOM_STATES(VOCABULARY_WORD) };

static const struct { const struct word *words; size_t count; }
    vocabularies[] = {
	[VOCABULARY_PROFILE] = { profiles, LENGTH(profiles) },
	[VOCABULARY_WING] = { wings, LENGTH(wings) },
	[VOCABULARY_VISIBILITY] = { visibilities, LENGTH(visibilities) },
	[VOCABULARY_TYPE] = { types, LENGTH(types) },
	[VOCABULARY_ROLE] = { roles, LENGTH(roles) },
	[VOCABULARY_STATUS] = { statuses, LENGTH(statuses) },
	[VOCABULARY_POST_STATE] = { post_states, LENGTH(post_states) },
	[VOCABULARY_ROOM_STATE] = { room_states, LENGTH(room_states) },
	[VOCABULARY_RESTATED] = { restated, LENGTH(restated) },
	[VOCABULARY_RHYTHM] = { rhythms, LENGTH(rhythms) },
	[VOCABULARY_STAND] = { stands, LENGTH(stands) },
	[VOCABULARY_ROUND] = { rounds, LENGTH(rounds) },
	[VOCABULARY_MASK] = { masks, LENGTH(masks) },
	[VOCABULARY_MEASURE] = { measures, LENGTH(measures) },
	[VOCABULARY_CASE] = { case_states, LENGTH(case_states) },
	[VOCABULARY_ORIGIN] = { origins, LENGTH(origins) },
	[VOCABULARY_LETTER] = { letters, LENGTH(letters) },
	[VOCABULARY_JURY] = { jury_phases, LENGTH(jury_phases) },
	[VOCABULARY_WAIT] = { wait_kinds, LENGTH(wait_kinds) },
};
_Static_assert(LENGTH(vocabularies) == VOCABULARY_COUNT, "a vocabulary");

const struct word *
vocabulary_words(enum vocabulary v, size_t *count)
{
	*count = vocabularies[v].count;
	return vocabularies[v].words;
}

int
vocabulary_find(enum vocabulary v, const char *word)
{
	for (size_t i = 0; i < vocabularies[v].count; i++) {
		const char *is = vocabularies[v].words[i].word;

		if (strcmp(is, word) == 0 || (v == VOCABULARY_TYPE &&
		    strcasecmp(is, word) == 0))
			return (int)i;
	}
	return -1;
}
