/* restatement: see restatement.h. */
#include "ui/core/restatement.h"

#include "ui/core/i18n.h"

/* A sentence with the name of who was asked. */
static char *
sentence(const struct post_view *v, struct arena *arena)
{
	char *by = arena_memdup0(arena, v->parent_author.p,
	    v->parent_author.len);

	switch (v->restated) {
	case RESTATED_WAITING:
		return arena_printf(arena, _("%s may answer until %s."), by,
		    i18n_full_date(v->answer_until, arena));
	case RESTATED_CONFIRMED:
		return arena_printf(arena, _("%s: yes, this is my view."), by);
	case RESTATED_CLARIFIED:
		return arena_printf(arena, _("%s: almost."), by);
	case RESTATED_CONTESTED:
		return arena_printf(arena, _("%s: no."), by);
	case RESTATED_CLEARED:
		return arena_printf(arena, _("%s: it was a misunderstanding, "
		    "it is cleared."), by);
	default:
		return arena_printf(arena, _("%s has not answered."), by);
	}
}

char *
restatement_words(const struct post_view *v, struct arena *arena)
{
	const char *state = i18n_word(VOCABULARY_RESTATED, v->restated);
	/* What they say now, or said before what they say now. */
	bool now = v->restated == RESTATED_CLARIFIED ||
	    v->restated == RESTATED_CONTESTED;
	char *words;

	if (v->restated == RESTATED_NOT)
		return NULL;
	words = arena_printf(arena, "[%s] %s", state, sentence(v, arena));
	if (v->post.answer.len > 0)
		words = arena_printf(arena, "%s%s %.*s", words, now ? "" :
		    arena_printf(arena, " %s", _("Said before:")), (int)v->post.answer.len,
		    v->post.answer.p);
	if (v->withheld_until != 0)
		return arena_printf(arena, "%s %s", words, arena_printf(arena,
		    _("This thread is strict: published then, or on %s."),
		    i18n_full_date(v->withheld_until, arena)));
	return !v->restate_again ? words : arena_printf(arena, "%s (%s)",
	    words, _("Changing part 1 of your post restates it once more."));
}
