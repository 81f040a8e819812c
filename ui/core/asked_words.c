/* asked_words: see asked_words.h. */
#include "ui/core/asked_words.h"

#include "ui/core/i18n.h"

char *
asked_sentence(const struct wait_view *view, struct arena *arena)
{
	const struct wait *wait = &view->wait;

	if (wait->kind == WAIT_DUEL)
		return arena_printf(arena, _("%.*s and you have answered each "
		    "other for a while. This is often where a third one "
		    "helps. Only the two of you see these lines."),
		    (int)view->by.len, view->by.p);
	if (wait->kind == WAIT_SYNTHESIS)
		return arena_printf(arena, _("%.*s has written a synthesis of "
		    "what you took part in. Do you find yourself in it? Only "
		    "profiles are shown, never who; what is missing is shown "
		    "under it, with your name."), (int)view->by.len,
		    view->by.p);
	if (wait->profile == 0)
		return arena_printf(arena, _("Two people answer each other in "
		    "this thread, and %.*s wishes for a third view: yours, if "
		    "you like."), (int)view->by.len, view->by.p);
	return arena_printf(arena, _("This thread has no such view yet: %s. "
	    "Yours would be the first. %.*s invites you to say it."),
	    i18n_word(VOCABULARY_PROFILE, wait->profile - 1u),
	    (int)view->by.len, view->by.p);
}
