/* Forms that were begun and not sent. */
#include "tests/unit/store/forum_fixture.h"

#include "store/forum/due.h"
#include "store/forum/unsent.h"
#include <string.h>

static enum err
keep(struct forum *f, struct who who, enum unsent_kind kind, uint64_t subject,
    const char *reason)
{
	struct unsent	u = { .kind = (uint8_t)kind, .subject = subject,
			    .name = str_of(""), .text = str_of(""),
			    .reason = str_of(reason), .choice = 2 };

	return try_act(f, who, ACT_UNSENT_KEEP,
	    (struct act_args){ .unsent = &u }, NULL);
}

/* NULL: none. */
static const char *
kept(struct forum *f, struct who who, enum unsent_kind kind, uint64_t subject)
{
	struct unsent	u;
	enum err	e = query_unsent(f->store, &who, kind, subject,
			    f->arena, &u);

	if (e == ERR_NOT_FOUND)
		return NULL;
	assert_err(OK, e);
	return arena_memdup0(f->arena, u.reason.p, u.reason.len);
}

static void
it_is_kept_for_its_writer_alone_and_replaced(void **state)
{
	struct forum	*f = *state;
	struct who	 anna = as(member_add(f, "anna"));
	struct who	 ben = as(member_add(f, "ben"));
	struct who	 machine = anna;

	machine.machine = true;
	assert_null(kept(f, anna, UNSENT_FLAG, 7));
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 7, "Un"));
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 7, "Un cabinet"));
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 8, "Autre"));
	assert_string_equal(kept(f, anna, UNSENT_FLAG, 7), "Un cabinet");
	assert_string_equal(kept(f, anna, UNSENT_FLAG, 8), "Autre");
	assert_null(kept(f, anna, UNSENT_DECISION, 7));
	assert_null(kept(f, ben, UNSENT_FLAG, 7));
	assert_null(kept(f, machine, UNSENT_FLAG, 7));
	assert_err(ERR_DENIED, keep(f, machine, UNSENT_FLAG, 7, "Deux"));
	assert_err(ERR_DENIED, keep(f, a_guest, UNSENT_FLAG, 7, "Deux"));
	assert_sound(f);
	/* all taken out again: nothing is kept */
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 7, ""));
	assert_null(kept(f, anna, UNSENT_FLAG, 7));
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 9, ""));
	assert_null(kept(f, anna, UNSENT_FLAG, 9));
}

static void
what_is_no_form_is_refused(void **state)
{
	struct forum	*f = *state;
	struct who	 anna = as(member_add(f, "anna"));
	char		 much[UNSENT_BYTES + 2];

	memset(much, 'a', sizeof(much));
	much[sizeof(much) - 1] = '\0';
	assert_err(ERR_INPUT, keep(f, anna, UNSENT_FLAG, 7, much));
	much[UNSENT_BYTES] = '\0';
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 7, much));
	assert_err(ERR_INPUT, keep(f, anna, UNSENT_FLAG, 7, "\xff"));
	assert_err(ERR_INPUT, keep(f, anna, UNSENT_NONE, 7, "Un"));
	assert_err(ERR_INPUT, keep(f, anna, UNSENT_COUNT, 7, "Un"));
	assert_err(ERR_INPUT, try_act(f, anna, ACT_UNSENT_KEEP,
	    (struct act_args){ .unsent = NULL }, NULL));
	assert_int_equal(strlen(kept(f, anna, UNSENT_FLAG, 7)), UNSENT_BYTES);
}

static void
the_deed_that_sends_it_lets_it_go(void **state)
{
	struct forum	*f = *state;
	struct who	 anna = as(member_add(f, "anna"));
	struct who	 ben = as(member_add(f, "ben"));
	uint64_t	 room = room_add(f, "salon", VISIBILITY_MEMBERS);
	uint64_t	 post = thread_open(f, ben.member, room, "Titre", "Un.");
	struct act_args	 flag = { .post = post, .name = str_of("4a"),
			    .reason = str_of("court") };
	struct act_args	 term = { .name = str_of("Tirage"),
			    .text = str_of("Choisir au hasard parmi un groupe.")
			    };

	assert_err(OK, keep(f, anna, UNSENT_FLAG, post, "court"));
	assert_err(OK, keep(f, ben, UNSENT_FLAG, post, "le sien"));
	assert_err(ERR_INPUT, try_act(f, anna, ACT_FLAG, flag, NULL));
	assert_string_equal(kept(f, anna, UNSENT_FLAG, post), "court");
	flag.reason = str_of("Un cabinet est nommé, sans aucun fait.");
	assert_err(OK, try_act(f, anna, ACT_FLAG, flag, NULL));
	assert_null(kept(f, anna, UNSENT_FLAG, post));
	assert_string_equal(kept(f, ben, UNSENT_FLAG, post), "le sien");
	assert_err(OK, keep(f, anna, UNSENT_TERM, 0, "un"));
	assert_err(OK, try_act(f, anna, ACT_TERM_PROPOSE, term, NULL));
	assert_null(kept(f, anna, UNSENT_TERM, 0));
}

static void
of_many_the_oldest_goes_and_all_after_ninety_days(void **state)
{
	struct forum	*f = *state;
	struct who	 anna = as(member_add(f, "anna"));
	struct due	 due = { 0 };
	struct due_done	 done;
	uint64_t	 i;

	for (i = UNSENT_MOST; i > 0; i--) {
		clock_pin(FORUM_T0 + (int64_t)(UNSENT_MOST - i));
		assert_err(OK, keep(f, anna, UNSENT_FLAG, i, "Un"));
	}
	assert_err(OK, keep(f, anna, UNSENT_FLAG, 1, "Deux"));
	assert_non_null(kept(f, anna, UNSENT_FLAG, UNSENT_MOST));
	assert_err(OK, keep(f, anna, UNSENT_TERM, 0, "Trois"));
	assert_null(kept(f, anna, UNSENT_FLAG, UNSENT_MOST));
	assert_non_null(kept(f, anna, UNSENT_FLAG, UNSENT_MOST - 1));
	clock_pin(FORUM_T0 + UNSENT_MOST - 1 + 90 * FORUM_DAY);
	assert_err(OK, due_run(f->store, &due, &done));
	assert_int_equal(done.gone[DUE_UNSENT], UNSENT_MOST - 2);
	assert_non_null(kept(f, anna, UNSENT_TERM, 0));
	clock_pin(FORUM_T0 + UNSENT_MOST + 90 * FORUM_DAY);
	due = (struct due){ 0 };
	assert_err(OK, due_run(f->store, &due, &done));
	assert_null(kept(f, anna, UNSENT_TERM, 0));
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, forum_setup, forum_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_kept_for_its_writer_alone_and_replaced),
		TEST(what_is_no_form_is_refused),
		TEST(the_deed_that_sends_it_lets_it_go),
		TEST(of_many_the_oldest_goes_and_all_after_ninety_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
