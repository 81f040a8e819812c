/* casefile: see casefile.h. */
#include "store/forum/casefile.h"
#include "store/forum/mailing.h"
#include "store/forum/recent.h"
#include "store/forum/setting.h"

#include <stdlib.h>

enum { HOUR = 3600 };

enum case_state
case_now(struct store *store, struct txn *txn, const struct casefile *c,
    int64_t now, int64_t *until)
{
	int64_t	lapses = c->opened + (int64_t)FORUM_DAY * setting_get(store,
		    txn, SETTING_CASE_DAYS);
	int64_t	kept = c->taken + HOUR * (int64_t)setting_get(store, txn,
		    SETTING_CLAIM_HOURS);

	*until = 0;
	if (c->state == CASE_DECIDED)
		return CASE_DECIDED;
	if ((c->state == CASE_REPHRASE || c->state == CASE_REPAIR ||
	    c->state == CASE_SIGNING) && now < c->until) {
		*until = c->until;
		return (enum case_state)c->state;
	}
	/* Unanswered, an appeal lifts the measure. */
	if (c->state == CASE_JURY || (c->state == CASE_APPEAL &&
	    now >= c->until)) {
		*until = now < c->until ? c->until : 0;
		return now < c->until ? CASE_JURY : CASE_DECIDED;
	}
	/* Once something was decided it does not lapse: without a rephrasing
	 * or a repair it comes back. */
	if (c->decided == 0 && now >= lapses)
		return CASE_LAPSED;
	*until = c->decided == 0 ? lapses : 0;
	if (c->taken_by != 0 && now < kept) {
		*until = kept;
		return CASE_TAKEN;
	}
	if (c->state != CASE_APPEAL)
		return CASE_OPEN;
	*until = c->until;
	return CASE_APPEAL;
}

bool
case_waits(enum case_state state)
{
	return state == CASE_OPEN || state == CASE_TAKEN ||
	    state == CASE_SIGNING || state == CASE_APPEAL;
}

bool
case_closed(enum case_state state)
{
	return state == CASE_DECIDED || state == CASE_LAPSED;
}

enum err
case_load(struct txn *txn, uint64_t id, struct arena *arena,
    struct casefile *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[RECORD_CASE], key_str(&key),
	    arena, out);
}

int64_t
case_since(const struct casefile *c)
{
	return c->queued != 0 ? c->queued : c->opened;
}

enum err
case_put(struct deed *d, struct casefile *c, bool queued)
{
	struct key	key = key_u64(c->id);
	struct key	row = key_u64_u64((uint64_t)case_since(c), c->id);
	enum err	e;

	c->version++;
	if ((e = record_put(d->txn, &record_types[RECORD_CASE],
	    key_str(&key), c)) != OK)
		return e;
	e = queued ? db_put(d->txn, DB_CASE_QUEUE, key_str(&row),
	    str_of("")) : db_del(d->txn, DB_CASE_QUEUE, key_str(&row));
	if (e == ERR_NOT_FOUND)
		e = OK;
	if (e == OK && (c->state == CASE_SIGNING || c->state == CASE_APPEAL))
		e = mailing_wake_moderators(d);
	return e == OK ? deed_bump(d, CHANGE_CASES, 0) : e;
}

enum err
case_requeue(struct deed *d, struct casefile *c)
{
	struct key	row = key_u64_u64((uint64_t)case_since(c), c->id);
	enum err	e = db_del(d->txn, DB_CASE_QUEUE, key_str(&row));

	c->queued = d->caller.now;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
case_flags(struct txn *txn, uint64_t id, struct arena *arena,
    struct flag **out, size_t *count)
{
	struct key	 prefix = key_u64(id);
	struct cursor	*cursor;
	struct str	 key, val;
	struct flag	 flag;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = db_cursor_open(txn, DB_FLAG, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_FLAG], key, val,
		    arena, &flag);
		if (e != OK)
			break;
		*ARENA_PUSH(arena, *out, *count) = flag;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The branch: the direct reply to the opening post above this post, with all
 * below it; of the opening post, itself with the thread. */
static uint64_t
branch_of(const struct branch *rows, size_t count, uint64_t thread,
    uint64_t post)
{
	size_t	k;

	for (k = 0; k < count; k++)
		if (rows[k].post == post) {
			if (rows[k].parent == thread || rows[k].parent == 0)
				return post;
			post = rows[k].parent;
		}
	return post;
}

static int
by_number(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* Everybody who wrote in the branch of the post, it excepted.  rows: the whole
 * thread, the newest first; read from the oldest, a parent comes before its
 * children, and those of the branch in the order of their numbers. */
static void
authors_of(const struct branch *rows, size_t count, uint64_t top,
    uint64_t post, struct arena *arena, struct u64s *out)
{
	struct u64s		 in = { 0 };
	const struct branch	*row;
	size_t			 i;

	*out = (struct u64s){ 0 };
	for (i = count; i-- > 0;) {
		row = &rows[i];
		if (row->post != top && (in.count == 0 || bsearch(
		    &row->parent, in.at, in.count, sizeof(*in.at),
		    by_number) == NULL))
			continue;
		*ARENA_PUSH(arena, in.at, in.count) = row->post;
		if (row->post != post && !u64s_has(out, row->author))
			*ARENA_PUSH(arena, out->at, out->count) = row->author;
	}
}

static enum err
branch_authors(struct txn *txn, uint64_t thread, uint64_t post,
    struct arena *arena, struct u64s *out)
{
	struct branch	*rows;
	size_t		 count;
	enum err	 e = recent_load(txn, thread, SIZE_MAX, false, arena,
			     &rows, &count);

	if (e == OK)
		authors_of(rows, count, branch_of(rows, count, thread, post),
		    post, arena, out);
	return e;
}

enum err
case_in_branch(struct txn *txn, uint64_t thread, uint64_t post,
    uint64_t member, struct arena *arena, bool *out)
{
	struct u64s	wrote = { 0 };
	enum err	e = branch_authors(txn, thread, post, arena, &wrote);

	*out = e == OK && u64s_has(&wrote, member);
	return e;
}

/* Of one structure, or sponsor and sponsored. */
static const char *
linked(const struct member *a, const struct member *b)
{
	if (a->structure.len > 0 && str_equal(a->structure, b->structure))
		return N_("Another moderator opens this case: somebody of your"
		    " structure is concerned.");
	if (a->sponsor == b->id || b->sponsor == a->id)
		return N_("Another moderator opens this case: somebody whom you"
		    " sponsor, or who sponsors you, is concerned.");
	return NULL;
}

enum err
case_parties(struct txn *txn, const struct casefile *c, struct arena *arena,
    struct parties *out)
{
	struct flag	*flags;
	size_t		 count, i;
	enum err	 e;

	*out = (struct parties){ .flaggers = NULL };
	if ((e = load_member(txn, c->author, arena, &out->author)) != OK ||
	    (e = case_flags(txn, c->id, arena, &flags, &count)) != OK ||
	    (e = branch_authors(txn, c->thread, c->post, arena,
	    &out->wrote)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	for (i = 0; i < count; i++)
		if ((e = load_member(txn, flags[i].member, arena, ARENA_PUSH(
		    arena, out->flaggers, out->flagger_count))) != OK)
			return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	return OK;
}

const char *
parties_link(const struct parties *p, const struct member *m)
{
	const char	*why = NULL;
	size_t		 i;

	if (p->author.id == m->id)
		return N_("Another moderator opens this case: it is about your"
		    " post.");
	for (i = 0; i < p->flagger_count && why == NULL; i++)
		why = p->flaggers[i].id == m->id ? N_("Another moderator opens"
		    " this case: you flagged it.") :
		    linked(&p->flaggers[i], m);
	if (why == NULL && u64s_has(&p->wrote, m->id))
		why = N_("Another moderator opens this case: you wrote in its"
		    " branch.");
	return why != NULL ? why : linked(&p->author, m);
}

enum err
case_party(struct txn *txn, const struct casefile *c,
    const struct member *m, struct arena *arena, const char **why)
{
	struct parties	parties;
	enum err	e = case_parties(txn, c, arena, &parties);

	*why = e == OK ? parties_link(&parties, m) : NULL;
	return e;
}
