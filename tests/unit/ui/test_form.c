/* Forms: which key reaches which field, and what may be pressed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/widgets/form.h"

enum { NAME, SECRET, KIND, BOX, NOTE, SEND, LEAVE };
static const char *const kinds[] = { "one", "two", "three", NULL };
static const char *const box[] = { "yes", NULL };
static const struct form_field fields[] = {
	{ NAME, FIELD_TEXT, "Name", NULL, .needed = true },
	{ SECRET, FIELD_SECRET, "Password", NULL },
	{ KIND, FIELD_CHOICE, "Kind", NULL, .choices = kinds },
	{ BOX, FIELD_BOX, "Box", NULL, .choices = box },
	{ NOTE, FIELD_NOTE, "Words only", NULL },
	{ SEND, FIELD_BUTTON, "Send", NULL },
	{ LEAVE, FIELD_BUTTON, "Leave", NULL },
};

static struct form_event
press(struct form *form, enum key_code code, uint32_t cp)
{
	struct key_event key = { .code = code, .cp = cp };
	struct form_event event;

	form_key(form, &key, &event);
	return event;
}

static void
type(struct form *form, const char *text)
{
	for (; *text != '\0'; text++)
		press(form, KEY_TEXT, (uint32_t)*text);
}

static bool
holds(const struct form *form, int id, const char *text)
{
	return str_equal(form_text(form, id), str_of(text));
}

static void
what_is_typed_goes_to_the_field_in_hand(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	type(form, "galet");
	assert_true(holds(form, NAME, "galet"));
	assert_int_equal(press(form, KEY_TAB, 0).left, NAME);
	type(form, "a b");
	assert_true(holds(form, SECRET, "a b"));
	assert_true(holds(form, NAME, "galet"));
	form_free(form);
}

static void
arrows_go_from_row_to_row_of_a_text_and_then_on(void **state)
{
	static const struct form_field wrapped[] = {
		{ NAME, FIELD_TEXT, "Name", NULL },
		{ KIND, FIELD_TEXT, "Why", NULL, .rows = 4 },
		{ SEND, FIELD_BUTTON, "Send", NULL },
	};
	struct form *form = form_new(wrapped, LENGTH(wrapped));

	form_set_text(form, KIND, str_of("un\ndeux\ntrois"));
	form_go(form, KIND);
	press(form, KEY_ARROW_UP, 0);
	type(form, "X");
	assert_true(holds(form, KIND, "un\ndeuxX\ntrois"));
	press(form, KEY_ARROW_UP, 0);
	assert_int_equal(form_focus(form), KIND);
	assert_int_equal(press(form, KEY_ARROW_UP, 0).left, KIND);
	assert_int_equal(form_focus(form), NAME);
	press(form, KEY_ARROW_DOWN, 0);
	press(form, KEY_ARROW_DOWN, 0);
	press(form, KEY_ARROW_DOWN, 0);
	assert_int_equal(form_focus(form), KIND);
	press(form, KEY_ARROW_DOWN, 0);
	assert_int_equal(form_focus(form), SEND);
	form_go(form, KIND);
	press(form, KEY_ENTER_, 0);	/* goes on, and is no new line */
	assert_int_equal(form_focus(form), SEND);
	assert_true(holds(form, KIND, "un\ndeuxX\ntrois"));
	form_free(form);
}

static void
tab_goes_round_and_passes_notes_and_hidden_fields(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	form_hide(form, SECRET, true);
	press(form, KEY_TAB, 0);
	assert_int_equal(form_focus(form), KIND);
	press(form, KEY_TAB, 0);
	press(form, KEY_TAB, 0);
	assert_int_equal(form_focus(form), SEND);
	press(form, KEY_TAB, 0);
	press(form, KEY_TAB, 0);
	assert_int_equal(form_focus(form), NAME);
	press(form, KEY_BACKTAB, 0);
	assert_int_equal(form_focus(form), LEAVE);
	form_free(form);
}

static void
arrows_stop_at_the_ends(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	press(form, KEY_ARROW_UP, 0);
	assert_int_equal(form_focus(form), NAME);
	form_go(form, LEAVE);
	press(form, KEY_ARROW_DOWN, 0);
	assert_int_equal(form_focus(form), LEAVE);
	form_free(form);
}

static void
left_and_right_turn_a_choice_and_space_ticks_a_box(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	form_go(form, KIND);
	assert_int_equal(press(form, KEY_ARROW_LEFT, 0).changed, KIND);
	assert_int_equal(form_choice(form, KIND), 2);
	press(form, KEY_ARROW_RIGHT, 0);
	assert_int_equal(form_choice(form, KIND), 0);
	form_go(form, BOX);
	press(form, KEY_TEXT, ' ');
	assert_int_equal(form_choice(form, BOX), 1);
	form_free(form);
}

static void
only_enter_presses_a_button(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	form_go(form, SEND);
	assert_int_equal(press(form, KEY_TEXT, ' ').pressed, -1);
	assert_int_equal(press(form, KEY_TEXT, 'x').pressed, -1);
	assert_int_equal(press(form, KEY_ENTER_, 0).pressed, SEND);
	form_go(form, NAME);
	assert_int_equal(press(form, KEY_ENTER_, 0).pressed, -1);
	assert_int_equal(form_focus(form), SECRET);
	form_free(form);
}

static void
a_cut_secret_cannot_be_pasted(void **state)
{
	struct form *form = form_new(fields, LENGTH(fields));

	form_go(form, SECRET);
	type(form, "un vent du nord");
	press(form, KEY_CONTROL, 'k');
	assert_true(holds(form, SECRET, ""));
	form_go(form, NAME);
	press(form, KEY_CONTROL, 'u');
	assert_true(holds(form, NAME, ""));
	form_free(form);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_goes_to_the_field_in_hand),
		cmocka_unit_test(
		    arrows_go_from_row_to_row_of_a_text_and_then_on),
		cmocka_unit_test(
		    tab_goes_round_and_passes_notes_and_hidden_fields),
		cmocka_unit_test(arrows_stop_at_the_ends),
		cmocka_unit_test(
		    left_and_right_turn_a_choice_and_space_ticks_a_box),
		cmocka_unit_test(only_enter_presses_a_button),
		cmocka_unit_test(a_cut_secret_cannot_be_pasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
