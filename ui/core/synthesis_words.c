/* synthesis_words: see synthesis_words.h. */
#include "ui/core/synthesis_words.h"

#include "ui/core/i18n.h"

char *
synthesis_words(const struct post_view *v, struct arena *arena)
{
	char *words;

	if (v->present == 0)
		return NULL;
	words = v->supports == 0 ? arena_printf(arena, "%s",
	    _("No profile has said yet that it finds itself in it.")) :
	    arena_printf(arena, ngettext_("Supports: %u profile out of %u present.",
	    "Supports: %u profiles out of %u present.", v->supports),
	    v->supports, v->present);
	for (size_t i = 0; i < v->lack_count; i++)
		words = arena_printf(arena, "%s\n\n%s %.*s", words,
		    arena_printf(arena, _("Missing, says %.*s:"),
		    (int)v->lacks[i].author.len, v->lacks[i].author.p),
		    (int)v->lacks[i].text.len, v->lacks[i].text.p);
	return words;
}

char *
closed_words(const struct thread_view *view, struct arena *arena)
{
	const struct thread *t = &view->thread;
	char *words = arena_printf(arena, _("Closed on %s by %.*s."),
	    i18n_full_date(t->closed, arena), (int)view->closed_by.len,
	    view->closed_by.p);

	return t->synthesis == 0 ? words : arena_printf(arena,
	    _("%s Its synthesis: #%llu"), words,
	    (unsigned long long)t->synthesis);
}

char *
synthesis_wished(const struct thread_view *view, struct arena *arena)
{
	const struct thread *t = &view->thread;
	unsigned long posts = (unsigned long)(t->posts - (t->synthesis != 0 ?
	    t->synthesised : 0));

	return arena_printf(arena, t->synthesis == 0 ?
	    ngettext_("%lu post: a synthesis would help (answer, type S).",
	    "%lu posts: a synthesis would help (answer, type S).", posts) :
	    ngettext_("%lu post since the synthesis: a new one would help.",
	    "%lu posts since the synthesis: a new one would help.", posts),
	    posts);
}
