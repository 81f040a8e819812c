/* decision_words: see decision_words.h. */
#include "ui/core/decision_words.h"

#include "store/base/clock.h"
#include "ui/core/i18n.h"
#include "ui/core/mask_words.h"

/* measure, days, name */
#define CHOICES(X)							\
	X(MEASURE_NONE, 0, N_("no further action")) \
	X(MEASURE_REMINDER, 0, N_("private reminder")) \
	X(MEASURE_REPHRASE, 0, N_("to be rephrased")) \
	X(MEASURE_REPAIR, 0, N_("repair, if both agree")) \
	X(MEASURE_MASK, 0, N_("masked")) \
	X(MEASURE_REMOVE, 0, N_("removed")) \
	X(MEASURE_PAUSE, 1, N_("pause in this room, 24 h")) \
	X(MEASURE_PAUSE, 3, N_("pause in this room, 72 h")) \
	X(MEASURE_PAUSE, 7, N_("pause in this room, 7 days")) \
	X(MEASURE_SUSPENSION, 7, N_("suspension, 7 days, two signatures")) \
	X(MEASURE_SUSPENSION, 14, N_("suspension, 14 days, two signatures")) \
	X(MEASURE_SUSPENSION, 30, N_("suspension, 30 days, two signatures")) \
	X(MEASURE_EXCLUSION, 91, N_("exclusion, 3 months, two signatures")) \
	X(MEASURE_EXCLUSION, 182, N_("exclusion, 6 months, two signatures")) \
	X(MEASURE_EXCLUSION, 365, N_("exclusion, 12 months, two signatures"))

const struct measure_choice measure_choices[MEASURE_CHOICES] = {
#define X(measure, days, name) { measure, days, name },
	CHOICES(X)
#undef X
};

const char *const measure_names[MEASURE_CHOICES + 1] = {
#define X(measure, days, name) name,
	CHOICES(X)
#undef X
	NULL
};

static const char *const by[ORIGIN_COUNT] = {
	[ORIGIN_HUMAN] = N_("by the moderators"),
	[ORIGIN_JURY] = N_("by a jury drawn by lot"),
	[ORIGIN_AUTO] = N_("by the clock"),
};

static char *
lasts(const struct decision *d, struct arena *arena)
{
	if (d->ended != 0)
		return arena_printf(arena, _(", ended on %s"),
		    i18n_full_date(d->ended, arena));
	if (d->until != 0)
		return arena_printf(arena, _(", until %s"),
		    i18n_date_hour(d->until, clock_now(), arena));
	if (d->days != 0)
		return arena_printf(arena, ngettext_(", for %u day",
		    ", for %u days", d->days), d->days);
	return arena_strdup(arena, "");
}

char *
decision_words(const struct decision *d, struct arena *arena)
{
	char	*entry = d->entry == 0 ? arena_strdup(arena, "") :
		    arena_printf(arena, _("; entry %llu of the log"),
		    (unsigned long long)d->entry);

	return arena_printf(arena, "%s, %s, %s%s%s.", i18n_word(
	    VOCABULARY_MEASURE, d->measure), mask_article(d->article, arena),
	    _(by[d->origin]), lasts(d, arena), entry);
}

const char *
repair_words(unsigned repair)
{
	if ((repair & 1u << REPAIR_YES) != 0)
		return _("Do you agree? It takes both: whoever wrote the post "
		    "repairs, and the other person accepts. Nobody has to; "
		    "without both, the moderators decide.");
	if ((repair & 1u << REPAIR_DONE) != 0)
		return _("Both agreed. Say when it is done: the moderators "
		    "then read it and close the case.");
	return _("You agreed; the other person is asked too.");
}

const char *
jury_words(const struct jury_view *v)
{
	bool	sits = (v->seated & 1u << v->place) != 0;

	if (v->phase == JURY_OVER)
		return _("The jury has answered. Thank you.");
	if (v->own.answer == 2)
		return _("You declined; another person sits.");
	if (v->own.answer == 0)
		return v->phase == JURY_ASKING ? _("You were drawn by lot to "
		    "answer an appeal with four others. Accept or decline; no "
		    "reason is asked. The parties are A, who wrote, and B, who "
		    "flagged it.") : _("The others sit without you.");
	if (v->phase != JURY_ASKING && !sits)
		return _("You are an alternate; the five who sit are there.");
	if (v->phase != JURY_TALKING)
		return v->own.opined == 0 ? _("Write your opinion alone; "
		    "nobody reads the others before all have written.") :
		    _("Your opinion is kept; the others write theirs.");
	return v->own.measure == 0 ? _("Read the others, talk, and say which "
	    "measure is right: the same, a lighter one, or none.") :
	    _("You said which measure is right; you may change it until all "
	    "have.");
}

struct str
history_words(const struct case_view *v, struct arena *arena)
{
	char			*text = arena_strdup(arena, "");
	const struct flag_view	*flag;

	for (size_t i = 0; i < v->history_count; i++)
		text = arena_printf(arena, "%s- %.*s: %s, %s, %s\n", text,
		    (int)v->author.len, v->author.p, i18n_word(
		    VOCABULARY_MEASURE, v->history[i].measure),
		    mask_article(v->history[i].article, arena),
		    i18n_full_date(v->history[i].decided, arena));
	if (v->history_count == 0)
		text = arena_printf(arena, _("- %.*s: no measure\n"),
		    (int)v->author.len, v->author.p);
	for (size_t i = 0; i < v->flag_count; i++) {
		flag = &v->flags[i];
		text = arena_printf(arena, ngettext_(
		    "%s- %.*s: %zu flag decided, %zu followed\n",
		    "%s- %.*s: %zu flags decided, %zu followed\n",
		    flag->judged), text, (int)flag->by.len, flag->by.p,
		    flag->judged, flag->followed);
	}
	return str_of(text);
}
