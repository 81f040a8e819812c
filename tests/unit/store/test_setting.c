/* The forum's settings: bounds, defaults, who may change them. */
#include "forum_fixture.h"

#include "store/forum/setting.h"

static enum err
set(struct forum *f, struct who who, const char *name, uint64_t number)
{
	return try_act(f, who, ACT_SETTING_SET, (struct act_args){
	    .name = str_of(name), .number = number }, NULL);
}

static long
now_is(struct forum *f, enum setting setting)
{
	long	all[SETTING_COUNT];

	assert_err(OK, setting_all(f->store, all));
	return all[setting];
}

static void
every_default_lies_within_its_bounds(void **state)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_row *row = setting_row((enum setting)i);

		assert_true(row->least >= 0 && row->least <= row->initial &&
		    row->initial <= row->most);
		assert_int_equal(setting_find(row->word), i);
		assert_true(row->help[0] != '\0');
	}
	assert_int_equal(setting_find("nothing"), -1);
}

static void
a_setting_is_changed_by_a_sysop_and_holds_at_once(void **state)
{
	struct forum	*f = *state;
	uint64_t	 anna = member_add(f, "anna");
	const struct setting_row *row = setting_row(SETTING_NEWCOMER_DAYS);

	assert_int_equal(now_is(f, SETTING_NEWCOMER_DAYS), row->initial);
	assert_err(ERR_DENIED, set(f, as(anna), row->word, 3));
	assert_err(OK, set(f, the_machine, row->word, 3));
	assert_int_equal(now_is(f, SETTING_NEWCOMER_DAYS), 3);
	assert_err(ERR_INPUT, set(f, the_machine, row->word,
	    (uint64_t)row->most + 1));
	assert_err(ERR_INPUT, set(f, the_machine, "nothing", 3));
	assert_int_equal(now_is(f, SETTING_NEWCOMER_DAYS), 3);
	assert_err(OK, try_act(f, the_machine, ACT_SETTING_SET,
	    (struct act_args){ .name = str_of(row->word), .back = true },
	    NULL));
	assert_int_equal(now_is(f, SETTING_NEWCOMER_DAYS), row->initial);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_default_lies_within_its_bounds),
		cmocka_unit_test_setup_teardown(
		    a_setting_is_changed_by_a_sysop_and_holds_at_once,
		    forum_setup, forum_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
