/* The glossary: words proposed by one, approved by others, found in texts. */
#include "forum_fixture.h"

#include "store/forum/query_terms.h"

#include <stdio.h>
#include <string.h>

struct scene {
	struct forum *f;
	uint64_t anna, bela, cleo;
};

static struct scene
scene(struct forum *f)
{
	struct scene	s = { .f = f };

	s.anna = member_add(f, "anna");
	s.bela = member_add(f, "bela");
	s.cleo = member_add(f, "cleo");
	return s;
}

static enum err
propose(const struct scene *s, uint64_t who, const char *word,
    const char *text, uint64_t *id)
{
	struct act_result	result;
	enum err		e;

	e = try_act(s->f, as(who), ACT_TERM_PROPOSE, (struct act_args){
	    .name = str_of(word), .text = str_of(text) }, &result);
	if (id != NULL)
		*id = result.id;
	return e;
}

static enum err
on_term(const struct scene *s, uint64_t who, enum act act, uint64_t id)
{
	return try_act(s->f, as(who), act, (struct act_args){ .number = id },
	    NULL);
}

/* Proposed by anna and approved by the two others. */
static uint64_t
approved(const struct scene *s, const char *word, const char *text)
{
	uint64_t	id;

	assert_err(OK, propose(s, s->anna, word, text, &id));
	assert_err(OK, on_term(s, s->bela, ACT_TERM_APPROVE, id));
	assert_err(OK, on_term(s, s->cleo, ACT_TERM_APPROVE, id));
	return id;
}

static size_t
words_seen(const struct scene *s, struct who who)
{
	struct term_view	*views;
	size_t			 count;

	assert_err(OK, query_terms(s->f->store, &who, str_of(""), 0, 500,
	    s->f->arena, &views, &count));
	return count;
}

#define MEANING "Une assemblée tirée au sort, qui rend un avis."

static void
two_others_approve_a_word(void **state)
{
	struct scene	 s = scene(*state);
	struct who	 guest = a_guest;
	struct term_view view;
	uint64_t	 id;

	assert_err(OK, propose(&s, s.anna, "Jury citoyen", MEANING, &id));
	assert_int_equal(words_seen(&s, as(s.bela)), 1);
	assert_int_equal(words_seen(&s, guest), 0);
	assert_err(ERR_DENIED, on_term(&s, s.anna, ACT_TERM_APPROVE, id));
	assert_err(OK, on_term(&s, s.bela, ACT_TERM_APPROVE, id));
	assert_err(ERR_DENIED, on_term(&s, s.bela, ACT_TERM_APPROVE, id));
	assert_int_equal(words_seen(&s, guest), 0);
	assert_err(OK, on_term(&s, s.cleo, ACT_TERM_APPROVE, id));
	assert_int_equal(words_seen(&s, guest), 1);
	assert_err(OK, query_term_named(s.f->store, &guest,
	    str_of("jurys citoyens"), s.f->arena, &view));
	assert_true(str_equal(view.term.word, str_of("Jury citoyen")));
	assert_int_equal(view.term.approvals.count, 0);
}

static void
a_word_approved_again_has_its_new_meaning_only(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 who = as(s.anna);
	struct term_view	 view;

	approved(&s, "Mandat", "Ce que l’on confie à quelqu’un, un temps.");
	approved(&s, "mandats", MEANING);
	assert_int_equal(words_seen(&s, who), 1);
	assert_err(OK, query_term_named(s.f->store, &who, str_of("MANDAT"),
	    s.f->arena, &view));
	assert_true(str_equal(view.term.text, str_of(MEANING)));
}

static void
ones_own_proposal_is_withdrawn_while_it_waits(void **state)
{
	struct scene	s = scene(*state);
	uint64_t	id;

	assert_err(OK, propose(&s, s.anna, "Sortition", MEANING, &id));
	assert_err(ERR_DENIED, on_term(&s, s.bela, ACT_TERM_WITHDRAW, id));
	assert_err(OK, on_term(&s, s.anna, ACT_TERM_WITHDRAW, id));
	assert_int_equal(words_seen(&s, as(s.anna)), 0);
	id = approved(&s, "Sortition", MEANING);
	assert_err(ERR_DENIED, on_term(&s, s.anna, ACT_TERM_WITHDRAW, id));
}

static void
what_is_no_word_or_says_too_little_is_refused(void **state)
{
	struct scene	s = scene(*state);
	int		i;
	char		word[16];

	assert_err(ERR_INPUT, propose(&s, s.anna, "…", MEANING, NULL));
	assert_err(ERR_INPUT, propose(&s, s.anna, "", MEANING, NULL));
	assert_err(ERR_INPUT, propose(&s, s.anna, "Mot", "Court.", NULL));
	for (i = 0; i < 10; i++) {
		snprintf(word, sizeof(word), "mot %d", i);
		assert_err(OK, propose(&s, s.anna, word, MEANING, NULL));
	}
	assert_err(ERR_LIMIT, propose(&s, s.anna, "un mot de trop", MEANING,
	    NULL));
}

static void
the_words_of_a_text_are_found_in_its_order(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 guest = a_guest;
	struct term_view	*views;
	size_t			 count;

	approved(&s, "Budget participatif", MEANING);
	approved(&s, "Tirage au sort", MEANING);
	approved(&s, "Tirage", MEANING);
	approved(&s, "Élu", MEANING);
	assert_err(OK, query_terms_in(s.f->store, &guest, str_of("Les élus, "
	    "le tirage\nau sort, les budgets participatifs ; et le tirage au "
	    "sort, l’élu encore."), 40, s.f->arena, &views, &count));
	assert_int_equal(count, 4);
	assert_true(str_equal(views[0].term.word, str_of("Élu")));
	assert_true(str_equal(views[3].term.word,
	    str_of("Budget participatif")));
}

static void
pages_go_on_after_a_word(void **state)
{
	struct scene		 s = scene(*state);
	struct who		 guest = a_guest;
	struct term_view	*views;
	uint64_t		 agora = approved(&s, "Agora", MEANING);
	size_t			 count;

	approved(&s, "Zone", MEANING);
	approved(&s, "Échelle", MEANING);
	assert_err(OK, query_terms(s.f->store, &guest, str_of(""), agora, 1,
	    s.f->arena, &views, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(views[0].term.word, str_of("Échelle")));
	assert_err(OK, query_terms(s.f->store, &guest, str_of("éch"), 0, 1,
	    s.f->arena, &views, &count));
	assert_int_equal(count, 1);
	assert_true(str_equal(views[0].term.word, str_of("Échelle")));
}

static void
check_knows_of_words(void **state)
{
	struct scene	s = scene(*state);

	approved(&s, "Jury", MEANING);
	approved(&s, "Jury", "Un autre sens, qui remplace le premier.");
	assert_err(OK, propose(&s, s.bela, "Un mot très long qui ne finit pas "
	    "de dire ce qu’il a à dire", MEANING, NULL));
	assert_sound(s.f);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(two_others_approve_a_word),
		TEST(a_word_approved_again_has_its_new_meaning_only),
		TEST(ones_own_proposal_is_withdrawn_while_it_waits),
		TEST(what_is_no_word_or_says_too_little_is_refused),
		TEST(the_words_of_a_text_are_found_in_its_order),
		TEST(pages_go_on_after_a_word),
		TEST(check_knows_of_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
