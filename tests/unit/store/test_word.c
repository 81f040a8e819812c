/* one's own list of words: sorted, each once, bounded. */
#include "forum_fixture.h"

#include <stdio.h>
#include <string.h>

static enum err
word(struct forum *f, uint64_t member, enum act act, const char *w)
{
	return try_act(f, as(member), act,
	    (struct act_args){ .name = str_of(w) }, NULL);
}

static struct wordlist
list_of(struct forum *f, uint64_t member)
{
	struct who	who = as(member);
	struct wordlist	list;

	assert_err(OK, query_wordlist(f->store, &who, f->arena, &list));
	return list;
}

static void
holds(struct forum *f, uint64_t member, const char *words)
{
	struct wordlist	list = list_of(f, member);

	assert_int_equal(list.words.len, strlen(words));
	assert_memory_equal(list.words.p, words, list.words.len);
}

static void
words_are_kept_once_and_sorted_and_are_ones_own(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna"), ben = member_add(f, "ben");

	holds(f, anna, "");
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "Valbrune"));
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "GEP"));
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "GEP"));
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "ville"));
	holds(f, anna, "GEP\nValbrune\nville\n");
	holds(f, ben, "");
	assert_err(OK, word(f, anna, ACT_WORD_DROP, "Valbrune"));
	holds(f, anna, "GEP\nville\n");
	assert_err(ERR_NOT_FOUND, word(f, anna, ACT_WORD_DROP, "Valbrune"));
	assert_err(OK, word(f, anna, ACT_WORD_DROP, "ville"));
	assert_err(OK, word(f, anna, ACT_WORD_DROP, "GEP"));
	holds(f, anna, "");
}

static void
only_single_words_are_taken_and_not_without_bound(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	char		 w[16];
	int		 i;

	assert_err(ERR_INPUT, word(f, anna, ACT_WORD_ADD, "deux mots"));
	assert_err(ERR_INPUT, word(f, anna, ACT_WORD_ADD, ""));
	assert_err(ERR_INPUT, word(f, anna, ACT_WORD_ADD, "a/b"));
	assert_err(ERR_DENIED, try_act(f, a_guest, ACT_WORD_ADD,
	    (struct act_args){ .name = str_of("mot") }, NULL));
	for (i = 0; i < 1000; i++) {
		snprintf(w, sizeof(w), "mot%d", i);
		assert_err(OK, word(f, anna, ACT_WORD_ADD, w));
	}
	assert_err(ERR_LIMIT, word(f, anna, ACT_WORD_ADD, "trop"));
	assert_err(OK, word(f, anna, ACT_WORD_DROP, "mot500"));
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "trop"));
}

static void
the_language_of_spelling_is_kept_beside_the_words(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");

	assert_int_equal(list_of(f, anna).spelling, SPELLING_OWN);
	assert_err(OK, word(f, anna, ACT_WORD_ADD, "GEP"));
	assert_err(OK, try_act(f, as(anna), ACT_SPELLING_SET,
	    (struct act_args){ .number = SPELLING_EN }, NULL));
	assert_int_equal(list_of(f, anna).spelling, SPELLING_EN);
	holds(f, anna, "GEP\n");
	assert_err(ERR_INPUT, try_act(f, as(anna), ACT_SPELLING_SET,
	    (struct act_args){ .number = SPELLING_OFF + 1 }, NULL));
}

#define with_forum(t) \
	cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_forum(words_are_kept_once_and_sorted_and_are_ones_own),
		with_forum(only_single_words_are_taken_and_not_without_bound),
		with_forum(the_language_of_spelling_is_kept_beside_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
