/*
 * mail_items: what waits for a member with a deadline: their waits, the
 * notices below, and, for moderators, cases that have waited for three days.
 */
#include "store/forum/appeal.h"
#include "store/forum/casefile.h"
#include "store/forum/mailing.h"
#include "store/forum/reader.h"
#include "store/forum/setting.h"

#include <stdlib.h>
#include <string.h>

enum { NOTICES_LOOKED_AT = 200, CASES_LOOKED_AT = 300, LATE_DAYS = 3 };

/* --- notices --- */

/* "role 2026-12-01 7 3": the mandate numbered 3. */
static enum err
mandate_item(struct reader *r, const struct notice *n, struct mail_item *item)
{
	char		*text = arena_memdup0(r->scratch, n->text.p,
			     n->text.len);
	char		*space = strrchr(text, ' ');
	struct mandate	 m;
	struct key	 key;
	uint64_t	 id;
	size_t		 count;
	enum err	 e;

	if (space == NULL || parse_u64(space + 1, 1, INT64_MAX, &id) != OK)
		return ERR_NOT_FOUND;
	key = key_u64(id);
	e = record_get(r->txn, &record_types[RECORD_MANDATE], key_str(&key),
	    r->scratch, &m);
	if (e != OK || m.ended || mandate_renewed(r->store, &m))
		return e == OK ? ERR_NOT_FOUND : e;
	item->part = vocabulary_words(VOCABULARY_ROLE, &count)[m.role].title;
	item->until = m.ends;
	return OK;
}

/* A decision that asks to rephrase, while its days last. */
static enum err
rephrase_item(struct reader *r, const struct notice *n,
    struct mail_item *item)
{
	struct casefile	c;
	struct post	post;
	enum err	e;

	if ((e = load_post(r->txn, n->post, r->scratch, &post)) != OK ||
	    (e = case_load(r->txn, post.casefile, r->scratch, &c)) != OK)
		return e;
	if (post.author != r->self.id || post.state != POST_LIVE ||
	    case_now(r->store, r->txn, &c, r->caller.now, &item->until) !=
	    CASE_REPHRASE)
		return ERR_NOT_FOUND;
	item->number = post.id;
	return OK;
}

/*
 * A notice with a deadline is a row here: what the mail says, whether it goes
 * to somebody who is suspended or excluded as well (it is about their own
 * case), and what finds its end (and the word or number of the line).
 * ERR_NOT_FOUND: nothing is asked any more.
 */
static const struct mail_notice {
	enum notice_kind kind;
	const char *words;
	bool own;
	enum err (*item)(struct reader *, const struct notice *,
	    struct mail_item *);
} mail_notices[] = {
	{ NOTICE_MANDATE_ENDS, N_("Your mandate ends: %s"), false,
	    mandate_item },
	{ NOTICE_DECIDED, N_("Your post #%s is to be rephrased"), true,
	    rephrase_item },
};

static const struct mail_notice *
notice_row(uint8_t kind)
{
	size_t	i;

	for (i = 0; i < LENGTH(mail_notices); i++)
		if (mail_notices[i].kind == kind)
			return &mail_notices[i];
	return NULL;
}

bool
mailing_notices(enum notice_kind kind)
{
	return notice_row((uint8_t)kind) != NULL;
}

/* The same of waits: this one is about one's own case. */
static bool
wait_own(uint8_t kind)
{
	return kind == WAIT_REPAIR;
}

struct items {
	struct mail_item *at;
	size_t count;
	bool held;		/* only of their own case: they are suspended,
				 * or excluded */
};

/* Each thing once, however often it was told: 30 and 7 days before. */
static void
push(struct reader *r, struct items *items, const struct mail_item *item)
{
	struct mail_item	*old;
	size_t			 i;

	if (item->until <= r->caller.now || items->count == MAIL_ITEMS_MOST)
		return;
	for (i = 0; i < items->count; i++) {
		old = &items->at[i];
		if (old->words == item->words && old->part == item->part &&
		    old->number == item->number && old->until == item->until)
			return;
	}
	*ARENA_PUSH(r->arena, items->at, items->count) = *item;
}

/* The latest first. */
static enum err
notices_add(struct reader *r, struct items *items)
{
	struct key			 end = key_u64_u64(r->self.id,
					     UINT64_MAX);
	struct key			 prefix = key_u64(r->self.id);
	const struct mail_notice	*row;
	struct mail_item		 item;
	struct cursor			*cursor;
	struct str			 key, val;
	struct notice			 n;
	size_t				 seen = 0;
	enum err			 e, f = OK;

	if ((e = db_cursor_open(r->txn, DB_NOTICE, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix)) &&
	    seen++ < NOTICES_LOOKED_AT; e = db_prev(cursor, &key, &val)) {
		e = record_read(r->txn, &record_types[RECORD_NOTICE], key,
		    val, r->scratch, &n);
		if (e != OK)
			break;
		if ((row = notice_row(n.kind)) == NULL ||
		    (items->held && !row->own))
			continue;
		item = (struct mail_item){ .words = row->words,
		    .since = n.at };
		f = row->item(r, &n, &item);
		if (f == OK)
			push(r, items, &item);
		else if (f != ERR_NOT_FOUND)
			break;
		f = OK;
	}
	db_cursor_close(cursor);
	return e == OK || e == ERR_NOT_FOUND ? f : e;
}

/* --- waits --- */

static enum err
waits_add(struct reader *r, struct items *items)
{
	struct wait_view	*views;
	size_t			 count, i, words;
	const struct word	*titles;
	enum err		 e = reader_waits(r, &views, &count);

	titles = vocabulary_words(VOCABULARY_WAIT, &words);
	for (i = 0; e == OK && i < count; i++)
		/* an exchange between two asks for nothing by a date */
		if (views[i].wait.until != 0 &&
		    views[i].wait.kind != WAIT_DUEL &&
		    (!items->held || wait_own(views[i].wait.kind)))
			push(r, items, &(struct mail_item){
			    .words = titles[views[i].wait.kind].title,
			    .since = views[i].wait.since,
			    .until = views[i].wait.until });
	return e;
}

/* --- cases --- */

/* One that waits for a second signature, unless theirs is the first. */
static enum err
signing_item(struct reader *r, const struct casefile *c, int64_t until,
    struct mail_item *item)
{
	struct key	key = key_u64(c->pending);
	struct decision	decision;
	enum err	e = record_get(r->txn, &record_types[RECORD_DECISION],
			    key_str(&key), r->scratch, &decision);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	item->words = N_("A decision to be countersigned: %s");
	item->since = decision.proposed;
	item->until = decision.by == r->self.id ? 0 : until;
	return OK;
}

/* One against which somebody appealed, unless they decided it. */
static enum err
appeal_item(struct reader *r, const struct casefile *c,
    struct mail_item *item)
{
	struct key	key = key_u64(c->decision);
	struct decision	decision;
	struct appeal	appeal;
	enum err	e = record_get(r->txn, &record_types[RECORD_DECISION],
			    key_str(&key), r->scratch, &decision);

	if (e == OK)
		e = appeal_load(r->txn, decision.appealed, r->scratch,
		    &appeal);
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	item->words = N_("An appeal to be answered: %s");
	item->since = appeal.filed;
	item->until = decision.by == r->self.id ||
	    decision.second == r->self.id ? 0 : c->until;
	return OK;
}

static enum err
case_add(struct reader *r, uint64_t id, struct items *items)
{
	struct mail_item	item = { .words =
				    N_("A case to be decided: %s"),
				    .number = id };
	struct casefile		c;
	enum case_state		state;
	const char		*party;
	int64_t			until;
	enum err		e = case_load(r->txn, id, r->scratch, &c);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	state = case_now(r->store, r->txn, &c, r->caller.now, &until);
	item.since = c.opened + LATE_DAYS * (int64_t)FORUM_DAY;
	item.until = c.opened + (int64_t)FORUM_DAY * setting_get(r->store,
	    r->txn, SETTING_CASE_DAYS);
	if (!case_waits(state) || (state == CASE_TAKEN &&
	    c.taken_by != r->self.id) || (state != CASE_SIGNING &&
	    c.state != CASE_APPEAL && item.since > r->caller.now))
		return OK;
	if (state == CASE_SIGNING)
		e = signing_item(r, &c, until, &item);
	else if (c.state == CASE_APPEAL)
		e = appeal_item(r, &c, &item);
	if (e != OK)
		return e;
	if ((e = case_party(r->txn, &c, &r->self, r->scratch, &party)) == OK &&
	    party == NULL)
		push(r, items, &item);
	return e;
}

/* Of the queue, those open for three days or to be signed; the oldest come
 * first. */
static enum err
cases_add(struct reader *r, struct items *items)
{
	struct target	 nothing = { 0 };
	struct cursor	*cursor;
	struct str	 key, val;
	size_t		 rows = 0;
	enum err	 e;

	if (items->held || !reader_may(r, CAP_DECIDE, &nothing))
		return OK;
	if ((e = db_cursor_open(r->txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && rows++ < CASES_LOOKED_AT &&
	    items->count < MAIL_ITEMS_MOST; e = db_next(cursor, &key, &val))
		if ((e = case_add(r, key_get_u64(key, 1), items)) != OK)
			break;
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static int
soonest(const void *a, const void *b)
{
	const struct mail_item	*x = a, *y = b;

	if (x->until != y->until)
		return x->until < y->until ? -1 : 1;
	return x->since < y->since ? -1 : x->since > y->since;
}

enum err
mail_items(struct store *store, const struct who *who, struct arena *arena,
    struct mail_item **out, size_t *count)
{
	struct items	items = { 0 };
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	items.held = r.caller.suspended.until > r.caller.now ||
	    r.caller.excluded.until > r.caller.now;
	if ((e = waits_add(&r, &items)) == OK &&
	    (e = notices_add(&r, &items)) == OK)
		e = cases_add(&r, &items);
	if (items.count > 1)
		qsort(items.at, items.count, sizeof(*items.at), soonest);
	*out = items.at;
	*count = items.count;
	return reader_close(&r, e);
}
