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

	for (unsigned i = 0; i < words->line_count; i++)
		list = cells_printf("%s%s%u", list, i > 0 ? ", " : "",
		    words->lines[i].article);
	return cells_printf(_("Charter: art. %s."), list);
}
