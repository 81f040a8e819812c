/* The tables of screens: what every row of them must say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "store/forum/act.h"
#include "ui/core/ui.h"

static void
assert_rows(const char *screen, const struct bind *binds, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct bind *b = &binds[i];
		/* A draft that is thrown away stays for 7 days. */
		bool asks = b->act == ACT_ADMIT || (b->act >= 0 && b->act !=
		    ACT_DRAFT_DROP && (act_row((enum act)b->act)->flags &
		    ACT_ASKS) != 0);

		if (b->label == NULL || b->help == NULL || b->run == NULL)
			fail_msg("%s: row %zu lacks something", screen, i);
		if (asks && !(b->flags & BIND_CHANGES))
			fail_msg("%s: “%s” keeps what was typed ahead", screen,
			    b->help);
		if (b->key.code == KEY_TEXT && b->key.cp >= 'A' &&
		    b->key.cp <= 'Z')
			fail_msg("%s: “%s” is on a capital", screen, b->help);
	}
}

static void
deeds_that_ask_drop_what_was_typed_ahead(void **state)
{
	size_t i;

	for (i = 0; i < screen_count; i++) {
		assert_rows(screens[i]->name, screens[i]->binds,
		    screens[i]->bind_count);
		if (screens[i]->shared != NULL)
			assert_rows(screens[i]->name, screens[i]->shared,
			    *screens[i]->shared_count);
	}
	assert_rows("everywhere", common_binds, common_bind_count);
}

/* screens.md section 3: keys that terminals or ssh keep. */
static void
no_bind_is_on_a_key_that_never_is_bound(void **state)
{
	size_t i, j;

	for (i = 0; i < screen_count; i++)
		for (j = 0; j < screen_bind_count(screens[i]); j++) {
			struct keyname key = screen_bind(screens[i], j)->key;

			if (key.code == KEY_CONTROL && strchr("abcdhimnqvw",
			    (int)key.cp) != NULL)
				fail_msg("%s: Ctrl-%c", screens[i]->name,
				    (int)key.cp);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deeds_that_ask_drop_what_was_typed_ahead),
		cmocka_unit_test(no_bind_is_on_a_key_that_never_is_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
