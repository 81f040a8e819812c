/*
 * compose_advice: a second look before sending, in one sentence beside the
 * button: advice, never a wall, and each once for a text.
 */
#include "ui/screens/cells.h"
#include "ui/screens/compose.h"
#include "ui/widgets/quote.h"

enum { ADVISED_QUOTE = 1, ADVISED_SAME = 2, QUOTE_SHARE = 80 };

static bool
is_same(struct ui *ui, const struct compose *compose, uint64_t *number)
{
	struct arena *arena = arena_new();
	struct post_view last;
	bool same = query_last_own(ui_store(ui), ui_who(ui), arena, &last) ==
	    OK && text_same(last.text, compose_text(compose, PART_TEXT));

	*number = same ? last.post.id : 0;
	arena_free(arena);
	return same;
}

void
compose_advise(struct ui *ui, struct compose *compose)
{
	uint64_t number;

	if (!(compose->advised & ADVISED_QUOTE) &&
	    quote_share(compose_text(compose, PART_TEXT)) > QUOTE_SHARE) {
		compose->advised |= ADVISED_QUOTE;
		ui_say(ui, _("Four fifths of this text is quotation. Send, or "
		    "tighten it?"));
	} else if (!(compose->advised & ADVISED_SAME) &&
	    compose->about.edits == 0 && !compose_private(compose) &&
	    is_same(ui, compose, &number)) {
		compose->advised |= ADVISED_SAME;
		ui_sayf(ui, _("This text is the same as your last, #%llu. "
		    "Send it here too?"), (unsigned long long)number);
	}
}
