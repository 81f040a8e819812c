/* pace: see pace.h. */
#include "ui/core/pace.h"

#include "store/base/text.h"
#include "ui/core/i18n.h"

/* "30 min", "4 h". */
static char *
gap_words(int64_t seconds, struct arena *arena)
{
	if (seconds % 3600 == 0)
		return arena_printf(arena, _("%ld h"), (long)(seconds / 3600));
	return arena_printf(arena, _("%ld min"), (long)(seconds / 60));
}

char *
pace_words(const struct thread_view *view, int cells, struct arena *arena)
{
	const char *rhythm = i18n_word(VOCABULARY_RHYTHM, view->rhythm);
	const char *gap = gap_words(view->rhythm_gap, arena);
	const char *until = i18n_short_date(view->thread.rhythm_until, arena);
	char *words;

	if (view->rhythm == RHYTHM_FREE)
		return arena_strdup(arena, "");
	if (view->rhythm == RHYTHM_FROZEN)
		return arena_printf(arena, _("Frozen by %.*s until %s: it is "
		    "read, and nobody posts."), (int)view->rhythm_by.len,
		    view->rhythm_by.p, until);
	words = arena_printf(arena, _("Rhythm %s: %s between two posts of one "
	    "person, by %.*s, until %s."), rhythm, gap,
	    (int)view->rhythm_by.len, view->rhythm_by.p, until);
	if (cells == 0 || text_width(str_of(words)) <= (size_t)cells)
		return words;
	return arena_printf(arena, _("Rhythm %s, %s, by %.*s, until %s"),
	    rhythm, gap, (int)view->rhythm_by.len, view->rhythm_by.p, until);
}
