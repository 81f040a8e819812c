/*
 * profile: words about people.
 */
#include "ui/screens/cells.h"
#include "ui/screens/profile.h"

const char *const profile_experiences[] = {
	N_("not said"), N_("less than a year"), N_("one to five years"),
	N_("more than five years"), NULL
};

const char *const profile_presences[] = {
	N_("not shown"), N_("shown while reading"), NULL
};

const char *
profile_words(const struct member *member)
{
	const char *words = "";
	size_t i;

	for (i = 0; i < LENGTH(member->profiles); i++)
		if (member->profiles[i] != 0)
			words = cells_printf("%s%s%s", words, *words ? ", " :
			    "", i18n_word(VOCABULARY_PROFILE,
			    member->profiles[i] - 1u));
	return words;
}

void
profile_set_words(struct form *form, int id, bool none)
{
	const char *words[PROFILE_COUNT + 1];
	size_t count = 0;
	unsigned profile;

	if (none)
		words[count++] = _("none");
	for (profile = 0; profile < PROFILE_COUNT; profile++)
		words[count++] = i18n_word(VOCABULARY_PROFILE, profile);
	form_choices(form, id, words, count);
}

const char *
profile_day(int64_t t)
{
	/* Seen from so late, a date is written with its year. */
	return i18n_full_date(t, cells_arena());
}

const char *
profile_hats(const struct member *member)
{
	const char *words = "";
	size_t i;

	for (i = 0; i < LENGTH(member->hats); i++)
		if (member->hats[i].len > 0)
			words = cells_printf("%s%s%s", words, *words ? ", " :
			    "", cells_str(member->hats[i]));
	return words;
}

const char *
profile_mandate(const struct member_view *view, size_t i, int cells)
{
	const struct mandate *mandate = &view->mandates[i];
	const char *role = i18n_word(VOCABULARY_ROLE, mandate->role);
	const char *day = i18n_short_date(mandate->ends, cells_arena());
	int room = cells - cells_width(cells_printf(_("%s until %s"), "",
	    day));

	if (mandate->role == ROLE_FACILITATOR)
		role = cells_printf(_("%s of %s"), role,
		    cells_str(view->mandate_rooms[i]));
	return cells_printf(_("%s until %s"), text_clip(str_of(role),
	    room > 1 ? (size_t)room : 1, term_ascii(), cells_arena()), day);
}
