/* advice: see advice.h. */
#include "ui/widgets/advice.h"

#include "store/forum/query.h"
#include "store/forum/setting.h"
#include "ui/core/i18n.h"
#include "ui/widgets/quote.h"

struct look {
	struct store *store;
	const struct who *who;
	const struct advice_text *about;
	struct arena *arena;
	long settings[SETTING_COUNT];
};

static const char *
much_quotation(const struct look *l)
{
	long share = (long)quote_share(l->about->text);

	if (share <= l->settings[SETTING_ADVICE_QUOTE])
		return NULL;
	return arena_printf(l->arena, _("%ld%% of this text is quotation. "
	    "Send, or tighten it?"), share);
}

static const char *
in_capitals(const struct look *l)
{
	struct str own = quote_unquoted(l->about->text, l->arena);

	if ((long)text_capitals(own) <= l->settings[SETTING_ADVICE_CAPITALS])
		return NULL;
	return _("Capitals read as shouting. Send as it is, or in "
	    "small letters?");
}

static const char *
same_again(const struct look *l)
{
	struct post_view last;

	if (!l->about->fresh || query_last_own(l->store, l->who, l->arena,
	    &last) != OK || !text_same(last.text, l->about->text))
		return NULL;
	return arena_printf(l->arena, _("This text is the same as your last, "
	    "#%llu. Send it here too?"), (unsigned long long)last.post.id);
}

static const char *
quick_again(const struct look *l)
{
	long minutes = l->settings[SETTING_ADVICE_MINUTES];
	size_t count;

	if (!l->about->fresh || l->about->parent == 0 ||
	    query_quick_replies(l->store, l->who, l->about->parent,
	    minutes * 60, &count) != OK ||
	    count < (size_t)l->settings[SETTING_ADVICE_REPLIES])
		return NULL;
	return arena_printf(l->arena, ngettext_(
	    "Your reply number %zu to the same person, each within %ld minute. "
	    "Send, or let it rest?",
	    "Your reply number %zu to the same person, each within %ld "
	    "minutes. Send, or let it rest?", (unsigned long)minutes), count,
	    minutes);
}

/* In the order in which they are said. */
static const char *(*const advices[])(const struct look *) = {
	quick_again, in_capitals, much_quotation, same_again,
};

const char *
advice_next(struct store *store, const struct who *who,
    const struct advice_text *about, unsigned *given, struct arena *arena)
{
	struct look look = { .store = store, .who = who, .about = about,
		.arena = arena };
	const char *words = NULL;

	if (setting_all(store, look.settings) != OK)
		return NULL;
	for (size_t i = 0; i < LENGTH(advices) && words == NULL; i++) {
		if (*given & 1u << i)
			continue;
		words = advices[i](&look);
		if (words != NULL)
			*given |= 1u << i;
	}
	return words;
}
