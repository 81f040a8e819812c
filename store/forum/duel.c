/* duel: see duel.h. */
#include "store/forum/duel.h"
#include "store/forum/recent.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

size_t
duel_turns(const struct branch *rows, const bool *exempt, size_t n)
{
	uint64_t	a, b;
	size_t		i, turns = 0;

	if (n < 2 || rows[0].author == rows[1].author)
		return 0;
	a = rows[0].author;
	b = rows[1].author;
	for (i = 0; i + 2 < n; i++)
		turns += rows[i].author == rows[i + 2].author &&
		    !exempt[i] && !exempt[i + 1] && !exempt[i + 2] &&
		    ((rows[i].author == a && rows[i + 1].author == b) ||
		    (rows[i].author == b && rows[i + 1].author == a));
	return turns;
}

/* A contribution or an experience that answers a question. */
static enum err
is_exempt(struct deed *d, const struct branch *rows, size_t n, size_t i,
    bool *out)
{
	struct branch	parent;
	enum err	e;

	*out = false;
	if ((rows[i].type != TYPE_C && rows[i].type != TYPE_E) ||
	    rows[i].parent == 0)
		return OK;
	e = recent_row(d->txn, rows, n, d->thread.id, rows[i].parent,
	    d->arena, &parent);
	*out = e == OK && parent.type == TYPE_Q;
	return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
}

static struct key
duel_key(uint64_t thread, uint64_t a, uint64_t b)
{
	return key_u64_u64_u64(thread, a < b ? a : b, a < b ? b : a);
}

/* A line for one of the two; `post`: the other's last one. */
static enum err
say(struct deed *d, uint64_t member, uint64_t other, uint64_t post)
{
	struct wait	wait = { .member = member, .kind = WAIT_DUEL,
			    .id = d->thread.id, .post = post, .by = other };
	bool		tells;
	enum err	e = deed_tells(d, member, &tells);

	if (e != OK || !tells)
		return e;
	wait.until = d->caller.now + setting_get(d->store, d->txn,
	    SETTING_DUEL_DAYS) * (int64_t)FORUM_DAY;
	return wait_put(d, &wait);
}

/* The room's facilitators, but those of the two. */
static enum err
tell(struct deed *d, uint64_t a, uint64_t b, uint64_t post)
{
	struct member	other;
	size_t		i;
	enum err	e;

	if ((e = load_member(d->txn, b, d->arena, &other)) != OK)
		return e;
	for (i = 0; i < d->store->mandate_count && e == OK; i++) {
		const struct mandate	*m = &d->store->mandates[i];

		if (m->role == ROLE_FACILITATOR && m->room == d->room.id &&
		    m->member != a && m->member != b &&
		    mandate_living(d->store, m, d->caller.now))
			e = deed_notice_about(d, m->member, NOTICE_DUEL, post,
			    other.handle);
	}
	return e;
}

static bool
reaches(struct deed *d, size_t turns, size_t n, enum setting percent,
    enum setting least)
{
	return turns * 100 >= (n - 2) *
	    (size_t)setting_get(d->store, d->txn, percent) &&
	    turns >= (size_t)setting_get(d->store, d->txn, least);
}

static enum err
judge(struct deed *d, const struct branch *rows, size_t turns, size_t n)
{
	uint64_t	a = rows[0].author, b = rows[1].author;
	struct duel	duel = { .thread = d->thread.id, .low = a < b ? a : b,
			    .high = a < b ? b : a };
	struct key	key = duel_key(d->thread.id, a, b);
	int64_t		week = setting_get(d->store, d->txn,
			    SETTING_DUEL_DAYS) * (int64_t)FORUM_DAY;
	int64_t		now = d->caller.now;
	bool		says, tells;
	enum err	e;

	e = record_get(d->txn, &record_types[RECORD_DUEL], key_str(&key),
	    d->arena, &duel);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	says = reaches(d, turns, n, SETTING_DUEL_PERCENT,
	    SETTING_DUEL_TURNS) && (duel.said == 0 || now >= duel.said + week);
	tells = reaches(d, turns, n, SETTING_DUEL_TOLD_PERCENT,
	    SETTING_DUEL_TOLD_TURNS) && (duel.told == 0 ||
	    now >= duel.told + week);
	if (!says && !tells)
		return OK;
	if (says && ((e = say(d, a, b, rows[1].post)) != OK ||
	    (e = say(d, b, a, rows[0].post)) != OK))
		return e;
	if (tells && (e = tell(d, a, b, rows[0].post)) != OK)
		return e;
	d->result->duel = says;
	duel.said = says ? now : duel.said;
	duel.told = tells ? now : duel.told;
	return record_put(d->txn, &record_types[RECORD_DUEL], key_str(&key),
	    &duel);
}

enum err
duel_look(struct deed *d, const struct post *post)
{
	size_t		 most = (size_t)setting_get(d->store, d->txn,
			     SETTING_DUEL_POSTS), n, i, turns;
	bool		*exempt = arena_alloc(d->arena, most *
			     sizeof(*exempt));
	struct branch	*rows;
	enum err	 e;

	if (d->thread.living < (uint64_t)setting_get(d->store, d->txn,
	    SETTING_DUEL_LEAST))
		return OK;
	/* Most posts end no turn: three rows tell. */
	e = recent_load(d->txn, d->thread.id, 3, true, d->arena, &rows, &n);
	if (e != OK || n < 3 || rows[0].author != rows[2].author ||
	    rows[0].author == rows[1].author)
		return e;
	e = recent_load(d->txn, d->thread.id, most, true, d->arena, &rows, &n);
	for (i = 0; e == OK && i < n; i++)
		e = is_exempt(d, rows, n, i, &exempt[i]);
	if (e != OK || (turns = duel_turns(rows, exempt, n)) == 0)
		return e;
	/* How it is spread, of nobody in particular. */
	e = rate_bump(d->txn, 0, RATE_DUELS, turns * (DUEL_TENTHS - 1) /
	    (n - 2), 0);
	return e == OK ? judge(d, rows, turns, n) : e;
}

enum err
duels_load(struct txn *txn, uint64_t thread, struct arena *arena,
    struct duel **out, size_t *count)
{
	struct key	 prefix = key_u64(thread);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	*out = NULL;
	*count = 0;
	if ((e = db_cursor_open(txn, DB_DUEL, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_DUEL], key, val,
		    arena, ARENA_PUSH(arena, *out, *count));
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
duel_calm(struct txn *txn, uint64_t thread, uint64_t member, int64_t now,
    int64_t *until)
{
	struct arena	*arena = arena_new();
	struct duel	*duels;
	size_t		 count, i;
	enum err	 e;

	*until = 0;
	e = duels_load(txn, thread, arena, &duels, &count);
	for (i = 0; e == OK && i < count; i++)
		if ((duels[i].low == member || duels[i].high == member) &&
		    duels[i].calm_until > now &&
		    duels[i].calm_until > *until)
			*until = duels[i].calm_until;
	arena_free(arena);
	return e;
}

/* Both are told, and see in the composer when they may send. */
enum err
pair_calm_apply(struct deed *d)
{
	struct key	key = duel_key(d->thread.id, d->in.member,
			    d->in.number);
	struct duel	duel;
	enum err	e;

	e = record_get(d->txn, &record_types[RECORD_DUEL], key_str(&key),
	    d->arena, &duel);
	if (e == ERR_NOT_FOUND)
		return deed_refuse(d, N_("These two have not answered each"
		    " other only, in this thread."), 0, NULL);
	if (e != OK)
		return e;
	duel.calm_until = d->caller.now + 3600 * (int64_t)setting_get(
	    d->store, d->txn, SETTING_DUEL_CALM);
	duel.calm_by = d->caller.member;
	d->result->id = d->thread.id;
	if ((e = record_put(d->txn, &record_types[RECORD_DUEL],
	    key_str(&key), &duel)) != OK ||
	    (e = deed_notice_about(d, duel.low, NOTICE_PAIR_CALM, d->post.id,
	    str_of(""))) != OK)
		return e;
	return deed_notice_about(d, duel.high, NOTICE_PAIR_CALM, d->post.id,
	    str_of(""));
}
