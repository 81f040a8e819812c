/* plain_search: what is looked for, and the hits as numbered choices. */
#include <stdio.h>
#include <string.h>

#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { HITS_SAID = 5 };

static void
hits_said(struct plain *p, const struct search_found *found)
{
	plain_say(p, ngettext_("%lu hit.", "%lu hits, the best first.",
	    found->total), (unsigned long)found->total);
	if (found->partial)
		plain_say(p, "%s", _("The search stopped before its end: "
		    "there may be more."));
	for (size_t i = 0; i < found->count; i++) {
		const struct search_hit *h = &found->hits[i];

		plain_offer(p, plain_post, h->post, "%llu, %.*s, %.*s. %s",
		    (unsigned long long)h->post, STR(h->author),
		    STR(h->room_title), lines_snippet(&p->call, h));
	}
}

/* A page of what stands in p->sought. */
static void
search_from(struct plain *p, uint64_t from)
{
	struct search_ask ask = { .words = str_of(p->sought), .from = from,
	    .limit = HITS_SAID };
	struct search_found found = { 0 };
	struct refusal why = { 0 };
	enum err e;

	plain_begin(p);
	e = query_search(p->call.store, p->call.who, &ask, p->call.arena,
	    &found, &why);
	if (e != OK)
		plain_refused(p, e, &why, NULL);
	else if (found.total == 0)
		plain_say(p, "%s", _("Nothing is found."));
	else
		hits_said(p, &found);
	if (e == OK && from + found.count < found.total && found.count > 0)
		plain_offer(p, search_from, from + found.count, "%s",
		    _("Further hits"));
	plain_offer(p, plain_search, 0, "%s", _("Search for something else"));
	plain_offer(p, plain_home, 0, "%s", _("Home"));
}

void
plain_search_for(struct plain *p, struct str words)
{
	words = text_head(words, sizeof(p->sought) - 1);
	memcpy(p->sought, words.p, words.len);
	p->sought[words.len] = '\0';
	search_from(p, 0);
}

void
plain_search(struct plain *p, uint64_t number)
{
	struct str line;

	plain_say(p, "%s", _("What are you looking for? Words, or a phrase in "
	    "quotation marks; room:, author:, type:, after: and before: "
	    "narrow it."));
	if (!plain_line(p, &line))
		return;
	if (line.len == 0)
		plain_home(p, 0);
	else
		plain_search_for(p, line);
}
