#include "ui/screens/greeting.h"

#include <ctype.h>

#include "ui/screens/cells.h"

static const char *const small_numbers[] = { "", N_("one"), N_("two"),
	N_("three"), N_("four"), N_("five"), N_("six"), N_("seven"),
	N_("eight"), N_("nine"), N_("ten") };

/* "five", "12". */
static const char *
in_words(size_t n)
{
	return n > 0 && n < LENGTH(small_numbers) ? _(small_numbers[n]) :
	    i18n_number(n, cells_arena());
}

/* "Hello tamaris. Monday 23 November, five things await you.": what stands
 * under "For you"; with nothing there, how many rooms have news. */
const char *
greeting_words(struct ui *ui, const struct home *home)
{
	size_t things = home_things(home);
	const char *name = cells_str(ui_me(ui)->handle);
	char *day = i18n_long_date(ui_now(ui), cells_arena());

	day[0] = (char)toupper((unsigned char)day[0]);
	if (things == 0 && home->room_count > 0)
		return cells_printf(ngettext_("Hello %s. %s, news in one room.",
		    "Hello %s. %s, news in %s rooms.", home->room_count),
		    name, day, in_words(home->room_count));
	if (things == 0)
		return cells_printf(_("Hello %s. %s, nothing awaits you."),
		    name, day);
	return cells_printf(ngettext_("Hello %s. %s, %s thing awaits you.",
	    "Hello %s. %s, %s things await you.", things), name, day,
	    in_words(things));
}
