/*
 * plain_news: what others did meanwhile, said after an answer and never
 * before: posts in the thread in hand, and what came for oneself.
 */
#include "ui/lines/plain_own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { POSTS_SAID = 3, NOTICES_LOOKED = 20 };

/* The newest post of the thread; those after `than` are said, if any. */
static uint64_t
posts_say(struct plain *p, uint64_t than, size_t *said)
{
	struct branch_view *tree;
	size_t count = 0, others = 0;
	uint64_t newest = than;

	*said = 0;
	if (query_tree(p->call.store, p->call.who, p->place.thread,
	    p->call.arena, &tree, &count) != OK)
		return newest;
	for (size_t i = 0; i < count; i++) {
		const struct branch *b = &tree[i].branch;
		if (b->post > newest)
			newest = b->post;
		if (than == 0 || b->post <= than)
			continue;
		++*said;
		if (!tree[i].own && !tree[i].ignored &&
		    ++others <= POSTS_SAID)
			plain_say(p, _("New in this thread: %llu, %s, by "
			    "%.*s."), (unsigned long long)b->post,
			    i18n_word(VOCABULARY_TYPE, b->type),
			    STR(tree[i].author));
	}
	if (others > POSTS_SAID)
		plain_say(p, ngettext_("%zu more.", "%zu more.",
		    others - POSTS_SAID), others - POSTS_SAID);
	return newest;
}

static void
thread_news(struct plain *p)
{
	bool same = p->news.thread == p->place.thread;
	uint64_t counter = query_counter(p->call.store, CHANGE_THREAD,
	    p->place.thread);
	size_t said;

	if (same && counter == p->news.counter)
		return;
	p->news.newest = posts_say(p, same ? p->news.newest : 0, &said);
	if (same && said == 0 && !p->mine)
		plain_say(p, "%s", _("Something changed in this thread."));
	p->news.thread = p->place.thread;
	p->news.counter = counter;
}

/* How many came, of what waits for one's answer. */
static size_t
waits_came(struct plain *p)
{
	struct wait_view *list;
	size_t count = 0, came = 0;
	int64_t latest = p->news.asked;

	if (query_waits(p->call.store, p->call.who, p->call.arena, &list,
	    &count) != OK)
		return 0;
	for (size_t i = 0; i < count; i++) {
		came += list[i].wait.since > p->news.asked;
		if (list[i].wait.since > latest)
			latest = list[i].wait.since;
	}
	p->news.asked = latest;
	return came;
}

static void
notice_news(struct plain *p)
{
	struct notice_view *list;
	size_t count = 0, came = waits_came(p);
	uint64_t newest = p->news.notice;
	bool first = !p->news.noticed;

	if (query_notices(p->call.store, p->call.who, true, NOTICES_LOOKED,
	    p->call.arena, &list, &count) != OK)
		return;
	for (size_t i = 0; i < count; i++) {
		came += list[i].notice.number > p->news.notice;
		if (list[i].notice.number > newest)
			newest = list[i].notice.number;
	}
	p->news.notice = newest;
	p->news.noticed = true;
	if (came > 0 && !first)
		plain_say(p, ngettext_("%zu new thing for you; home says it.",
		    "%zu new things for you; home says them.", came), came);
}

void
plain_news(struct plain *p)
{
	uint64_t txn = query_last_txn(p->call.store);

	if (p->place.thread == 0)
		p->news.thread = 0;
	if (txn != p->news.txn || p->news.thread != p->place.thread) {
		if (p->place.thread != 0)
			thread_news(p);
		if (p->call.me != NULL)
			notice_news(p);
	}
	p->news.txn = txn;
	p->mine = false;
}
