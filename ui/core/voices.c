/* voices: see voices.h. */
#include "ui/core/voices.h"

#include "store/base/text.h"
#include "ui/core/i18n.h"

enum { BAR = 10 };	/* cells that all voices have together, about */

/* The profile that speaks most among those not said yet; -1: none. */
static int
next(const struct u64s *shares, unsigned said)
{
	int best = -1;

	for (size_t i = 0; i < shares->count; i++)
		if ((said & 1u << i) == 0 && shares->at[i] > 0 && (best < 0 ||
		    shares->at[i] > shares->at[best]))
			best = (int)i;
	return best;
}

/* Of so many profiles, and the others together. */
static char *
sentence(const struct thread *thread, size_t most, struct arena *arena)
{
	char *words = arena_printf(arena, _("Voices %s:"),
	    i18n_number(thread->voices, arena));
	uint64_t left = thread->voices;
	unsigned said = 0;
	int i;

	while (most-- > 0 && (i = next(&thread->shares, said)) >= 0) {
		left -= thread->shares.at[i];
		words = arena_printf(arena, "%s %s %s%s", words, i == 0 ?
		    _("no profile") : i18n_word(VOCABULARY_PROFILE,
		    (unsigned)i - 1), i18n_number(thread->shares.at[i],
		    arena), left > 0 ? "," : "");
		said |= 1u << i;
	}
	if (left > 0)
		words = arena_printf(arena, "%s %s %s", words,
		    _("other profiles"), i18n_number(left, arena));
	return arena_printf(arena, "%s.", words);
}

char *
voices_words(const struct thread *thread, int cells, struct arena *arena)
{
	size_t most = thread->shares.count;
	char *words = sentence(thread, most, arena);

	while (cells > 0 && most > 1 &&
	    text_width(str_of(words)) > (size_t)cells)
		words = sentence(thread, --most, arena);
	return words;
}

char *
voices_bar(const struct thread *thread, struct arena *arena)
{
	char *bar = arena_strdup(arena, "[");
	unsigned said = 0;
	int i, cells;

	for (; (i = next(&thread->shares, said)) >= 0; said |= 1u << i) {
		cells = (int)((thread->shares.at[i] * BAR + thread->voices /
		    2) / thread->voices);
		bar = arena_printf(arena, "%s%s%.*s", bar, said == 0 ? "" :
		    "|", cells > 0 ? cells : 1, "==========");
	}
	return arena_printf(arena, "%s]", bar);
}

char *
voices_much(const struct thread_view *view, struct arena *arena)
{
	if (view->much == 0)
		return arena_strdup(arena, "");
	return arena_printf(arena, _("You carry %ld%% of this thread. "
	    "Other voices may need some time; only you see this line."),
	    view->much);
}
