/* mail_text: see mail_text.h. */
#include "ui/lines/mail_text.h"

#include <string.h>

#include "store/base/clock.h"
#include "store/base/mime.h"
#include "store/base/text.h"
#include "ui/core/i18n.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

static const char *
item_words(const struct mail_item *item, struct arena *arena)
{
	const char *part = item->part != NULL ? _(item->part) :
	    item->number == 0 ? "" : arena_printf(arena, "%llu",
	    (unsigned long long)item->number);

	return arena_printf(arena, _(item->words), part);
}

/* "- A restatement to confirm: until 3 November 2024, 9:12" */
static char *
items_text(const struct mail *mail, struct arena *arena)
{
	char *all = arena_strdup(arena, "");

	for (size_t i = 0; i < mail->count; i++)
		all = arena_printf(arena, _("%s- %s (until %s, %s)\n"), all,
		    item_words(&mail->items[i], arena),
		    i18n_full_date(mail->items[i].until, arena),
		    i18n_hour(mail->items[i].until, arena));
	return all;
}

static char *
member_text(const struct mail *mail, const char *where, struct arena *arena)
{
	char *ssh = arena_printf(arena, "ssh %.*s@%s", STR(mail->handle),
	    where);

	return arena_printf(arena, _("Hello %.*s,\n\nThis waits for you:\n\n"
	    "%s\nTo see it, in a terminal:\n\n    %s\n\nSuch a mail comes once"
	    " a day at most, and at once when less than three days remain; "
	    "nothing that people write stands in it. To have none any "
	    "more:\n\n    %s profile set mailed off\n"), STR(mail->handle),
	    items_text(mail, arena), ssh, ssh);
}

static char *
letter_text(const struct letter *letter, const char *where,
    struct arena *arena)
{
	int measure = vocabulary_find(VOCABULARY_MEASURE,
	    arena_memdup0(arena, letter->word.p, letter->word.len));
	unsigned long long about = (unsigned long long)letter->about;

	if (letter->kind == LETTER_RECEIVED)
		return arena_printf(arena, _("Hello,\n\nYour notice of content"
		    " that you hold to be illegal has been received: case "
		    "%llu. A moderator will look at it, and you will be "
		    "answered at this address, which is then forgotten.\n\n"
		    "What everybody may read:\n\n    ssh guest@%s\n"), about,
		    where);
	return arena_printf(arena, _("Hello,\n\nYour notice, case %llu, was "
	    "decided upon: %s.\n\nThe reasons:\n\n%.*s\n\nYour name and "
	    "address are forgotten with this answer.\n"), about,
	    measure < 0 ? "" : i18n_word(VOCABULARY_MEASURE,
	    (unsigned)measure), STR(letter->text));
}

static char *
subject(const struct mail *mail, const char *forum, struct arena *arena)
{
	size_t count;

	if (mail->member == 0)
		return arena_printf(arena, _("%s: %s"), forum,
		    _(vocabulary_words(VOCABULARY_LETTER,
		    &count)[mail->letter.kind].title));
	return arena_printf(arena, ngettext_("%s: %zu thing waits for you",
	    "%s: %zu things wait for you", mail->count), forum, mail->count);
}

/* The same mail tried again has the same: who got it twice can tell. */
static char *
message_id(const struct mail *mail, struct arena *arena)
{
	return mail->member == 0 ? arena_printf(arena, "letter.%llu.%lld",
	    (unsigned long long)mail->letter.number,
	    (long long)mail->letter.at) : arena_printf(arena,
	    "palabre.%llu.%lld", (unsigned long long)mail->member,
	    (long long)mail->told);
}

struct str
mail_message(const struct mail *mail, const char *forum, const char *where,
    const char *from, struct arena *arena)
{
	struct mime mime = { .from_name = forum, .from = from,
		.to = arena_memdup0(arena, mail->address.p,
		mail->address.len), .at = clock_now() };

	i18n_language(mail->language);
	mime.subject = subject(mail, forum, arena);
	mime.id = message_id(mail, arena);
	mime.text = mail->member == 0 ? letter_text(&mail->letter, where,
	    arena) : member_text(mail, where, arena);
	return mime_message(&mime, arena);
}
