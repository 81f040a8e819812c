#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "server/desk.h"

/* A service of four: anna; chef, who holds a mandate; neuf, who does and has
 * no password yet; a key and a password that are everybody's. */
static unsigned hashed;

static enum err
fake_find(const char *name, uint64_t *member, char handle[128], bool *staff,
    bool *has_password)
{
	static const char *const names[] = { "", "anna", "chef", "neuf" };

	*member = 0;
	*staff = *has_password = false;
	for (uint64_t i = 1; i < LENGTH(names); i++)
		if (strcmp(name, names[i]) == 0) {
			*member = i;
			strcpy(handle, name);
			*staff = i > 1;
			*has_password = i != 3;
		}
	return OK;
}

static enum err
fake_key(uint64_t member, const char *type, const char *blob, bool *yes,
    uint64_t *number)
{
	*yes = member != 0 && strcmp(blob, "AAAAgood") == 0;
	*number = 7;
	return OK;
}

static enum err
fake_password(uint64_t member, const char *password, const char *address,
    bool *yes)
{
	hashed++;
	*yes = member != 0 && strcmp(password, "right") == 0;
	return OK;
}

static const struct service service = {
	.find = fake_find, .key = fake_key, .password = fake_password,
};
static struct conf conf;
static struct slot slot;
static struct desk_start start = { .service = &service, .conf = &conf,
	.slot = &slot, .address = "192.0.2.1" };
static struct desk desk;
static struct msg answer;

static int
begin(void **state)
{
	conf_defaults(&conf);
	free(desk.offered);
	free(desk.verified);
	desk = (struct desk){ .start = &start, .method = "none" };
	hashed = 0;
	return 0;
}

/* One request; the verdict, or -1 if it was not permitted. */
static int
ask(enum msg_type type, const char *name, const char *second,
    const char *third)
{
	struct msg m = { .type = type };

	m.field[0] = str_of(name);
	m.field[1] = str_of(second);
	m.field[2] = str_of(third);
	m.number[0] = type == MSG_ANSWER && second[0] != '\0';
	return desk_auth(&desk, &m, &answer) ? (int)answer.number[0] : -1;
}

#define KEY(type, name, blob) ask(type, name, "ssh-ed25519", blob)
#define PASS(name, word) ask(MSG_PASSWORD, name, word, "")

static void
a_key_is_probed_then_lets_in(void **state)
{
	assert_int_equal(ask(MSG_NONE, "anna", "", ""), VERDICT_DENY);
	assert_int_equal(KEY(MSG_PROBE, "anna", "AAAAbad"), VERDICT_DENY);
	assert_int_equal(KEY(MSG_PROBE, "anna", "AAAAgood"), VERDICT_ACCEPT);
	assert_int_equal(desk.state, DESK_ASKING);
	assert_int_equal(KEY(MSG_KEY, "anna", "AAAAgood"), VERDICT_ACCEPT);
	assert_int_equal(desk.state, DESK_KNOWN);
	assert_int_equal(desk.key_number, 7);
	/* and then no request to come in is permitted */
	assert_int_equal(PASS("anna", "right"), -1);
}

static void
six_wrong_passwords_end_the_connection(void **state)
{
	for (int i = 0; i < 5; i++)
		assert_int_equal(PASS("anna", "wrong"), VERDICT_DENY);
	assert_int_equal(PASS("anna", "wrong"), VERDICT_END);
	assert_int_equal(hashed, 6);
	assert_int_equal(PASS("anna", "right"), -1);
}

static void
twenty_refused_probes_are_apart(void **state)
{
	for (int i = 0; i < 20; i++)
		assert_int_equal(KEY(MSG_PROBE, "anna", "AAAAbad"),
		    VERDICT_DENY);
	assert_int_equal(desk.attempts, 0);
	assert_string_equal(desk.offered, "ssh-ed25519 AAAAbad");
	assert_int_equal(PASS("anna", "right"), VERDICT_ACCEPT);
	begin(state);
	for (int i = 0; i < 20; i++)
		KEY(MSG_PROBE, "anna", "AAAAbad");
	assert_int_equal(KEY(MSG_PROBE, "anna", "AAAAbad"), VERDICT_END);
}

static void
nobody_costs_the_same_work(void **state)
{
	for (int i = 0; i < 5; i++)
		assert_int_equal(PASS("personne", "right"), VERDICT_DENY);
	assert_int_equal(PASS("personne", "right"), VERDICT_END);
	assert_int_equal(hashed, 6);
	begin(state);
	assert_int_equal(KEY(MSG_KEY, "personne", "AAAAgood"), VERDICT_DENY);
}

static void
the_name_is_pinned_at_the_first_request(void **state)
{
	assert_int_equal(PASS("anna", "wrong"), VERDICT_DENY);
	assert_int_equal(PASS("chef", "right"), VERDICT_END);
	assert_int_equal(hashed, 1);
}

static void
staff_need_key_and_password_in_either_order(void **state)
{
	assert_int_equal(KEY(MSG_KEY, "chef", "AAAAgood"), VERDICT_PARTIAL);
	assert_int_equal(desk.state, DESK_ASKING);
	assert_int_equal(answer.number[1], METHOD_PASSWORD | METHOD_ROUND);
	assert_int_equal(PASS("chef", "right"), VERDICT_ACCEPT);
	begin(state);
	assert_int_equal(PASS("chef", "right"), VERDICT_PARTIAL);
	assert_int_equal(answer.number[1], METHOD_KEY);
	assert_int_equal(KEY(MSG_KEY, "chef", "AAAAbad"), VERDICT_DENY);
	assert_int_equal(KEY(MSG_KEY, "chef", "AAAAgood"), VERDICT_ACCEPT);
	begin(state);
	assert_int_equal(KEY(MSG_KEY, "neuf", "AAAAgood"), VERDICT_ACCEPT);
}

static void
the_same_factor_twice_is_not_two(void **state)
{
	assert_int_equal(KEY(MSG_KEY, "chef", "AAAAgood"), VERDICT_PARTIAL);
	assert_int_equal(KEY(MSG_KEY, "chef", "AAAAgood"), VERDICT_DENY);
	assert_int_equal(desk.state, DESK_ASKING);
	begin(state);
	assert_int_equal(PASS("chef", "right"), VERDICT_PARTIAL);
	assert_int_equal(PASS("chef", "right"), VERDICT_DENY);
	assert_int_equal(desk.state, DESK_ASKING);
}

static void
joining_takes_any_key_or_an_empty_round(void **state)
{
	assert_int_equal(ask(MSG_NONE, "Nouveau", "", ""), VERDICT_DENY);
	assert_int_equal(KEY(MSG_KEY, "Nouveau", "AAAAany"), VERDICT_ACCEPT);
	assert_string_equal(desk.verified, "ssh-ed25519 AAAAany");
	begin(state);
	assert_int_equal(ask(MSG_ROUND, "new", "", ""), VERDICT_ASK_NOTHING);
	assert_int_equal(ask(MSG_ANSWER, "new", "", ""), VERDICT_ACCEPT);
	begin(state);
	assert_int_equal(PASS("new", "right"), VERDICT_DENY);
	assert_int_equal(hashed, 0);
}

static void
an_answer_to_no_question_is_not_permitted(void **state)
{
	assert_int_equal(ask(MSG_ANSWER, "anna", "right", ""), -1);
	assert_int_equal(ask(MSG_ROUND, "anna", "", ""), VERDICT_ASK);
	assert_int_equal(ask(MSG_ANSWER, "anna", "right", ""), VERDICT_ACCEPT);
}

static void
guests_come_in_unless_closed(void **state)
{
	assert_int_equal(ask(MSG_NONE, "GUEST", "", ""), VERDICT_ACCEPT);
	begin(state);
	conf.guests = 0;
	assert_int_equal(ask(MSG_NONE, "guest", "", ""), VERDICT_END);
}

static void
a_key_with_other_signs_is_no_key(void **state)
{
	assert_int_equal(ask(MSG_KEY, "new", "ssh-ed25519", "AAA\033[2J"),
	    VERDICT_DENY);
	assert_int_equal(ask(MSG_KEY, "new", "ssh ed25519", "AAAA"),
	    VERDICT_DENY);
	assert_null(desk.verified);
}

static void
a_session_takes_what_it_may_from_outside(void **state)
{
	struct msg m = { .type = MSG_ENV };

	desk.state = DESK_KNOWN;
#define ENV(n, v) (m.field[0] = str_of(n), m.field[1] = str_of(v), \
	assert_true(session_request(&desk, &m, &answer)), answer.number[0])
	assert_int_equal(ENV("LANG", "fr_FR.UTF-8"), 1);
	assert_int_equal(ENV("LC_ALL", "en_GB.UTF-8"), 1);
	assert_int_equal(ENV("LC_CTYPE", "ja_JP.UTF-8"), 1);
	assert_int_equal(ENV("NO_COLOR", "1"), 1);
	assert_int_equal(ENV("PATH", "/tmp"), 0);
	assert_int_equal(ENV("TERMINFO", "/tmp"), 0);
	assert_int_equal(ENV("LANG", "../../etc/passwd"), 1);
	assert_string_equal(desk.session.lang, "en_GB.UTF-8");
	assert_string_equal(desk.session.lc_ctype, "en_GB.UTF-8");
	assert_true(desk.session.no_color);
	m = (struct msg){ .type = MSG_PTY, .number = { 80, 24 } };
	m.field[0] = str_of("xterm;rm");
	assert_true(session_request(&desk, &m, &answer));
	assert_int_equal(answer.number[0], 1);
	assert_string_equal(desk.session.term, "");
	assert_true(session_request(&desk, &m, &answer));
	assert_int_equal(answer.number[0], 0);	/* the second one */
}

#define TEST(t) cmocka_unit_test_setup(t, begin)
int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_key_is_probed_then_lets_in),
		TEST(six_wrong_passwords_end_the_connection),
		TEST(twenty_refused_probes_are_apart),
		TEST(nobody_costs_the_same_work),
		TEST(the_name_is_pinned_at_the_first_request),
		TEST(staff_need_key_and_password_in_either_order),
		TEST(the_same_factor_twice_is_not_two),
		TEST(joining_takes_any_key_or_an_empty_round),
		TEST(an_answer_to_no_question_is_not_permitted),
		TEST(guests_come_in_unless_closed),
		TEST(a_key_with_other_signs_is_no_key),
		TEST(a_session_takes_what_it_may_from_outside),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	begin(NULL);
	return failed;
}
