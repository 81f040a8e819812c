/* round_words: see round_words.h. */
#include "ui/core/round_words.h"

#include "store/base/text.h"
#include "ui/core/i18n.h"

bool
round_shown(const struct round_view *v)
{
	return v->state != ROUND_NONE && v->state != ROUND_OVER;
}

bool
round_asks(const struct round_view *v)
{
	return v->may_join || v->may_pass ||
	    (v->state == ROUND_SIGNUP && v->mine);
}

char *
round_names(const struct str *names, size_t count, struct arena *arena)
{
	char *all = arena_strdup(arena, count == 0 ? _("nobody yet") : "");

	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%s%s%.*s", all, i == 0 ? "" : ", ",
		    (int)names[i].len, names[i].p);
	return all;
}

/* What it says first; press: the key that takes part, or "". */
static char *
whole_words(const struct round_view *v, const char *press,
    struct arena *arena)
{
	const char *until = i18n_short_date(v->until, arena);
	size_t all = v->member_count;

	switch (v->state) {
	case ROUND_SIGNUP:
		return arena_printf(arena, ngettext_(
		    "Round table: %zu person has signed up, until %s.%s",
		    "Round table: %zu people have signed up, until %s.%s",
		    all), all, until, press);
	case ROUND_FIRST:
	case ROUND_SECOND:
		return arena_printf(arena, _("Round table, %s: %zu of %zu have "
		    "spoken, until %s.%s"), i18n_word(VOCABULARY_ROUND,
		    v->state), v->spoke_count, all, until, press);
	case ROUND_SYNTHESIS:
		return arena_printf(arena, _("Round table: now its synthesis, "
		    "type S, until %s."), until);
	case ROUND_SHORT:
		return arena_strdup(arena, _("The round table found too few "
		    "people; the thread is open as before."));
	default:
		return arena_strdup(arena, _("No round table is on here."));
	}
}

char *
round_words(const struct round_view *v, int cells, struct arena *arena)
{
	const char *press = cells > 0 && round_asks(v) ? arena_printf(arena,
	    " %s", _("Key d.")) : "";
	char *words = whole_words(v, press, arena);

	if (cells == 0 || text_width(str_of(words)) <= (size_t)cells)
		return words;
	words = arena_printf(arena, "%s, %s", _("Round table"),
	    i18n_word(VOCABULARY_ROUND, v->state));
	if (v->state == ROUND_SIGNUP)
		words = arena_printf(arena, "%s, %zu", words,
		    v->member_count);
	else if (v->spoke_count > 0)
		words = arena_printf(arena, "%s, %zu/%zu", words,
		    v->spoke_count, v->member_count);
	if (text_width(str_of(words)) + text_width(str_of(press)) + 1 >
	    (size_t)cells)
		press = "";
	return arena_printf(arena, "%s.%s", words, press);
}

char *
round_sentence(const struct round_view *v, struct arena *arena)
{
	const char *names = round_names(v->members, v->member_count, arena);
	const char *spoke = round_names(v->spoke, v->spoke_count, arena);
	const char *until = i18n_full_date(v->until, arena);
	const char *blind = !v->blind ? "" : arena_printf(arena, " %s",
	    _("One reads the others after having spoken."));

	if (v->state == ROUND_SIGNUP)
		return arena_printf(arena, _("%.*s announces a round table: "
		    "each of those who take part speaks once, or passes, "
		    "before anybody speaks twice.%s Names are taken until %s; "
		    "so far: %s."), (int)v->by.len, v->by.p, blind, until,
		    names);
	return arena_printf(arena, _("It is your turn, until %s: once, on what "
	    "the opening post asks.%s Have spoken: %s."), until, blind,
	    spoke);
}
