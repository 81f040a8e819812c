/* jury: see jury.h. */
#include "store/forum/jury.h"
#include "store/forum/setting.h"
#include "store/forum/wait.h"

#include <stdlib.h>
#include <string.h>

enum { HOUR = 3600 };

enum err
jury_load(struct txn *txn, uint64_t appeal, struct arena *arena,
    struct jury_loaded *out)
{
	struct key	 prefix = key_u64(appeal);
	struct cursor	*cursor;
	struct juror	 juror;
	struct str	 key, val;
	enum err	 e;

	memset(out, 0, sizeof(*out));
	if ((e = record_get(txn, &record_types[RECORD_JURY],
	    key_str(&prefix), arena, &out->jury)) != OK ||
	    (e = db_cursor_open(txn, DB_JUROR, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		e = record_read(txn, &record_types[RECORD_JUROR], key, val,
		    arena, &juror);
		if (e != OK)
			break;
		out->jurors[juror.place] = juror;
		out->count++;
	}
	db_cursor_close(cursor);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	return out->count == DRAW_SEATS ? OK : ERR_DAMAGED;
}

int
jury_place(const struct jury_loaded *j, uint64_t member)
{
	size_t	i;

	for (i = 0; i < j->count; i++)
		if (j->jurors[i].member == member)
			return (int)i;
	return -1;
}

/* The first five who accept, in the order of the draw; false: somebody before
 * the fifth may still answer. */
static bool
seats(const struct jury_loaded *j, bool asking, unsigned *out)
{
	size_t	i, n = 0;

	*out = 0;
	for (i = 0; i < j->count && n < DRAW_JURORS; i++) {
		if (j->jurors[i].answer == 0 && asking)
			return false;
		if (j->jurors[i].answer != 1)
			continue;
		*out |= 1u << i;
		n++;
	}
	return n == DRAW_JURORS || !asking;
}

enum jury_phase
jury_now(const struct jury_loaded *j, int64_t now, int64_t *until,
    unsigned *seated)
{
	int64_t		asked = j->jury.drawn + JURY_ASKED * HOUR;
	int64_t		alone = asked + JURY_ALONE_HOURS * HOUR;
	int64_t		talked = alone + JURY_TALK_HOURS * HOUR;
	unsigned	opined = 0, voted = 0;
	size_t		i;

	*until = asked;
	if (!seats(j, now < asked, seated))
		return JURY_ASKING;
	for (i = 0; i < j->count; i++) {
		opined |= (unsigned)(j->jurors[i].opined != 0) << i;
		voted |= (unsigned)(j->jurors[i].measure != 0) << i;
	}
	*until = alone;
	/* with fewer than the quorum nothing can come of it */
	if (j->jury.closed != 0 || __builtin_popcount(*seated) < JURY_QUORUM ||
	    now >= talked || (voted & *seated) == *seated)
		return JURY_OVER;
	if (now < alone && (opined & *seated) != *seated)
		return JURY_ALONE;
	*until = talked;
	return JURY_TALKING;
}

/* --- what came out --- */

struct vote { enum measure measure; uint32_t days; size_t place; };

static int
heavier_first(const void *a, const void *b)
{
	const struct vote	*x = a, *y = b;
	int			 wx = measure_row(x->measure)->weight;
	int			 wy = measure_row(y->measure)->weight;

	if (wx != wy)
		return wy - wx;
	return x->days < y->days ? 1 : -(x->days > y->days);
}

/* The heaviest that enough of them find right, or something heavier still. */
static struct vote
outcome(const struct jury_loaded *j, unsigned seated,
    const struct decision *before)
{
	struct vote	votes[DRAW_SEATS], none = { MEASURE_NONE, 0, 0 };
	size_t		count = 0, i, needed;

	for (i = 0; i < j->count; i++)
		if ((seated & 1u << i) != 0 && j->jurors[i].measure != 0)
			votes[count++] = (struct vote){ (enum measure)
			    (j->jurors[i].measure - 1), j->jurors[i].days, i };
	if (count < JURY_QUORUM)
		return none;
	qsort(votes, count, sizeof(votes[0]), heavier_first);
	needed = before->measure == MEASURE_EXCLUSION &&
	    votes[JURY_MAINTAINS - 1].measure == MEASURE_EXCLUSION ?
	    JURY_EXCLUDES : JURY_MAINTAINS;
	return votes[needed - 1];
}

/* What those wrote who found it right, without names. */
static struct str
reasons_of(struct deed *d, const struct jury_loaded *j,
    const struct vote *vote)
{
	char	*text = arena_strdup(d->arena, "");
	size_t	 i;

	for (i = 0; i < j->count; i++)
		if (j->jurors[i].measure == vote->measure + 1)
			text = arena_printf(d->arena, "%s%s- %.*s", text,
			    *text == '\0' ? "" : "\n\n",
			    (int)j->jurors[i].reasons.len,
			    j->jurors[i].reasons.p);
	return str_of(text);
}

static enum err
waits_dropped(struct deed *d, const struct jury_loaded *j)
{
	enum err	e = OK;
	size_t		i;

	for (i = 0; e == OK && i < j->count; i++)
		e = wait_drop(d, j->jurors[i].member, WAIT_JURY,
		    j->jury.casefile);
	return e;
}

enum err
jury_close(struct deed *d, const struct jury_loaded *j)
{
	struct casefile	*c = &d->casefile;
	struct key	 key = key_u64(j->jury.appeal);
	struct jury	 jury = j->jury;
	struct decision	 before, decision = { .origin = ORIGIN_JURY };
	struct vote	 vote;
	int64_t		 until;
	unsigned	 seated;
	enum err	 e;

	if ((e = decision_load(d->txn, c->decision, d->arena, &before)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	jury_now(j, d->caller.now, &until, &seated);
	vote = outcome(j, seated, &before);
	decision.measure = (uint8_t)vote.measure;
	decision.days = vote.days;
	decision.article = before.article;
	decision.facts = before.facts;
	decision.reasons = reasons_of(d, j, &vote);
	jury.closed = d->caller.now;
	if ((e = appeal_answers(d, c, &decision)) != OK ||
	    (e = decision_make(d, c, &decision)) != OK ||
	    (e = appeal_closed(d, &decision)) != OK ||
	    (e = record_put(d->txn, &record_types[RECORD_JURY],
	    key_str(&key), &jury)) != OK)
		return e;
	return waits_dropped(d, j);
}
