/* mask_words: see mask_words.h. */
#include "ui/core/mask_words.h"

#include "ui/core/i18n.h"

char *
mask_article(struct str article, struct arena *arena)
{
	return str_equal(article, str_of("illegal")) ?
	    arena_strdup(arena, _("illegal content")) :
	    arena_printf(arena, _("art. %.*s"), (int)article.len, article.p);
}

char *
mask_words(enum mask mask, int64_t masked, struct str article,
    struct arena *arena)
{
	if (masked == 0)
		return arena_printf(arena, _("[Masked, %s, %s]"),
		    mask_article(article, arena), i18n_word(VOCABULARY_MASK,
		    mask));
	return arena_printf(arena, _("[Masked on %s, %s, %s]"),
	    i18n_short_date(masked, arena), mask_article(article, arena),
	    i18n_word(VOCABULARY_MASK, mask));
}

char *
mask_sentence(const struct post_view *v, struct arena *arena)
{
	const char *words = mask_words(v->mask, v->post.masked,
	    v->post.article, arena);

	if (v->own && v->mask == MASK_REPHRASE)
		return arena_printf(arena, "%s %s", words, _("You alone read "
		    "it; changed, it is read again by the team."));
	if (v->own)
		return arena_printf(arena, "%s %s", words,
		    _("You alone read it; the replies stay readable."));
	return arena_printf(arena, "%s %s", words,
	    _("The replies stay readable."));
}
