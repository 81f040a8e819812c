/* article: see article.h. */
#include "ui/screens/article.h"

#include "ui/screens/cells.h"

const struct charter_words *
article_words(struct ui *ui)
{
	return &charter_now(ui_store(ui))->words[i18n_current()];
}

const char *
article_list(const struct charter_words *words)
{
	const char *list = "";
	unsigned count = words->line_count;

	for (unsigned i = 0; i < count; i++) {
		const char *one = cells_printf("%u", words->lines[i].article);

		list = i == 0 ? one : cells_printf(i + 1 < count ? "%s, %s" :
		    _("%s and %s"), list, one);
	}
	return cells_printf(ngettext_("Charter: article %s.",
	    "Charter: articles %s.", count), list);
}
