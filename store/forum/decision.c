/* decision: see decision.h. */
#include "store/forum/appeal.h"
#include "store/forum/judged.h"
#include "store/forum/log.h"
#include "store/forum/mask.h"
#include "store/forum/restraint.h"
#include "store/forum/setting.h"

#include <inttypes.h>

/* A measure on a person masks the post as well: they are graduated. */
static const struct measure_row measures[MEASURE_COUNT] = {
	[MEASURE_NONE] = { 0, false, MASK_NOT, 0, 0 },
	[MEASURE_REMINDER] = { 1, false, MASK_NOT, 0, 0 },
	[MEASURE_REPHRASE] = { 2, false, MASK_REPHRASE, 0, 0 },
	[MEASURE_REPAIR] = { 2, false, MASK_NOT, 0, 0 },
	[MEASURE_MASK] = { 3, false, MASK_DECIDED, 0, 0 },
	[MEASURE_REMOVE] = { 4, false, MASK_REMOVED, 0, 0 },
	[MEASURE_PAUSE] = { 5, false, MASK_DECIDED, 1, 7 },
	[MEASURE_SUSPENSION] = { 6, true, MASK_DECIDED, 1, 30 },
	[MEASURE_EXCLUSION] = { 7, true, MASK_DECIDED, 1, 366 },
};

const struct measure_row *
measure_row(enum measure measure)
{
	return &measures[measure];
}

enum err
decision_load(struct txn *txn, uint64_t id, struct arena *arena,
    struct decision *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[RECORD_DECISION], key_str(&key),
	    arena, out);
}

enum err
decision_put(struct deed *d, const struct decision *decision)
{
	struct key	key = key_u64(decision->id);

	return record_put(d->txn, &record_types[RECORD_DECISION],
	    key_str(&key), decision);
}

enum err
decision_lasts(struct deed *d, enum measure measure, uint32_t days)
{
	const struct measure_row	*row = &measures[measure];

	if (row->days_most == 0)
		return days == 0 ? OK : deed_refuse(d, N_("This measure has no"
		    " length of its own."), 0, NULL);
	if (days == 0)
		return deed_refuse(d, N_("This measure ends: say after how"
		    " many days."), 0, NULL);
	if (measure == MEASURE_PAUSE && days != 1 && days != 3 && days != 7)
		return deed_refuse(d, N_("A pause lasts 1, 3 or 7 days."), 0,
		    NULL);
	if (days <= row->days_most)
		return OK;
	return deed_refuse(d, N_("This measure lasts %ld days at most."),
	    (long)row->days_most, NULL);
}

/* What *out does not say by itself; a number. */
static enum err
fill(struct deed *d, const struct casefile *c, struct decision *out)
{
	out->casefile = c->id;
	out->post = c->post;
	out->room = c->room;
	out->author = c->author;
	if (out->proposed == 0)
		out->proposed = d->caller.now;
	return out->id != 0 ? OK :
	    db_sequence_next(d->txn, "decision", &out->id);
}

enum err
decision_propose(struct deed *d, struct casefile *c, struct decision *out)
{
	int64_t		hours = setting_get(d->store, d->txn,
			    SETTING_SIGN_HOURS);
	enum err	e = fill(d, c, out);

	if (e != OK)
		return e;
	c->state = CASE_SIGNING;
	c->pending = out->id;
	c->taken_by = 0;
	c->until = d->caller.now + hours * 3600;
	return decision_put(d, out);
}

/* --- what it does --- */

static void
post_follows(struct deed *d, const struct decision *decision)
{
	struct post	*post = &d->post;
	enum mask	 mask = measures[decision->measure].mask;

	/* a mask that is there lasts as long as it would have */
	if (decision->measure == MEASURE_REPAIR)
		return;
	post->masks = 0;
	post->mask = (uint8_t)mask;
	post->masked = mask == MASK_NOT ? 0 : d->caller.now;
	post->masked_until = mask == MASK_NOT ? 0 : MASK_NO_END;
	post->article = mask == MASK_NOT ? str_of("") : decision->article;
}

static enum err
author_restrained(struct deed *d, const struct decision *decision)
{
	struct restraint	r = { decision->author, decision->id,
				    decision->casefile, decision->measure,
				    0, decision->decided, decision->until };

	if (measures[decision->measure].days_most == 0)
		return OK;
	if (decision->measure == MEASURE_PAUSE)
		r.room = decision->room;
	return restraint_put(d, &r);
}

enum err
decision_end(struct deed *d, struct decision *decision)
{
	enum err	e;

	decision->ended = d->caller.now;
	if ((e = restraint_drop(d, decision->author, decision->id)) != OK)
		return e;
	return decision_put(d, decision);
}

static enum err
before_ended(struct deed *d, const struct casefile *c, uint64_t *entry)
{
	struct decision	before;
	enum err	e;

	*entry = 0;
	if (c->decision == 0)
		return OK;
	if ((e = decision_load(d->txn, c->decision, d->arena, &before)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	*entry = before.entry;
	return decision_end(d, &before);
}

/* "M3", "M1,M4", "jury", "-". */
static enum err
signers(struct deed *d, const struct decision *decision, const char **out)
{
	const char	*first, *second;
	enum err	 e;

	*out = decision->origin == ORIGIN_JURY ? "jury" : "-";
	if (decision->origin != ORIGIN_HUMAN)
		return OK;
	if ((e = log_pseudonym(d, decision->by, &first)) != OK)
		return e;
	*out = first;
	if (decision->second == 0)
		return OK;
	if ((e = log_pseudonym(d, decision->second, &second)) == OK)
		*out = arena_printf(d->arena, "%s,%s", first, second);
	return e;
}

/* Private rooms are not named. */
static enum err
entry_write(struct deed *d, struct decision *decision, uint64_t replaced)
{
	bool		 hidden = d->room.visibility == VISIBILITY_PRIVATE;
	int		 signs = decision->second != 0 ? 2 : 1;
	size_t		 count;
	const char	*by, *more = "";
	enum err	 e;

	if (decision->origin != ORIGIN_HUMAN)
		signs = 0;
	if ((e = signers(d, decision, &by)) != OK)
		return e;
	if (replaced != 0)
		more = arena_printf(d->arena, "replaces=%" PRIu64 "\n",
		    replaced);
	return log_append(d, str_of(arena_printf(d->arena,
	    "case=%" PRIu64 "\nroom=%.*s\narticle=%.*s\nmeasure=%s\n"
	    "until=%" PRId64 "\norigin=%s\nsignatures=%d/%d\nby=%s\n%s",
	    decision->casefile, hidden ? 1 : (int)d->room.name.len,
	    hidden ? "-" : d->room.name.p, (int)decision->article.len,
	    decision->article.p, vocabulary_words(VOCABULARY_MEASURE,
	    &count)[decision->measure].word, decision->until,
	    vocabulary_words(VOCABULARY_ORIGIN,
	    &count)[decision->origin].word, signs, signs, by, more)),
	    &decision->entry);
}

/* Its author, then who flagged it: that it was decided, and how. */
static enum err
all_told(struct deed *d, const struct decision *decision)
{
	size_t		 count, i;
	const char	*word = vocabulary_words(VOCABULARY_MEASURE,
			     &count)[decision->measure].word;
	struct flag	*flags;
	enum err	 e;

	e = deed_notice(d, decision->author, NOTICE_DECIDED, decision->post,
	    str_of(arena_printf(d->arena, "%s %.*s", word,
	    (int)decision->article.len, decision->article.p)));
	if (e == OK)
		e = case_flags(d->txn, decision->casefile, d->arena, &flags,
		    &count);
	for (i = 0; e == OK && i < count; i++)
		e = deed_notice(d, flags[i].member, NOTICE_FLAGGED,
		    decision->post, str_of(word));
	return e;
}

static void
case_follows(struct deed *d, struct casefile *c,
    const struct decision *decision)
{
	c->state = CASE_DECIDED;
	c->measure = decision->measure;
	c->decided = decision->decided;
	c->until = decision->until;
	if (decision->measure == MEASURE_REPHRASE)
		c->state = CASE_REPHRASE;
	if (decision->measure == MEASURE_REPAIR) {
		c->state = CASE_REPAIR;
		c->until = c->decided + 3600 * (int64_t)setting_get(
		    d->store, d->txn, SETTING_REPAIR_HOURS);
	}
	c->by = decision->by;
	c->article = decision->article;
	c->facts = decision->facts;
	c->reasons = decision->reasons;
	c->entry = decision->entry;
	c->decision = decision->id;
	c->pending = c->taken_by = 0;
	c->reread = false;
}

static int64_t
ends(struct deed *d, const struct decision *decision)
{
	int64_t	days = decision->measure == MEASURE_REPHRASE ? setting_get(
		    d->store, d->txn, SETTING_REPHRASE_DAYS) :
		    decision->days;

	return days == 0 ? 0 : decision->decided + days * FORUM_DAY;
}

enum err
decision_make(struct deed *d, struct casefile *c, struct decision *out)
{
	struct key	index;
	uint64_t	replaced;
	enum err	e;

	if ((e = fill(d, c, out)) != OK ||
	    (e = before_ended(d, c, &replaced)) != OK)
		return e;
	out->replaces = c->decision;
	out->decided = d->caller.now;
	if (out->answers == 0 || out->until == 0)
		out->until = ends(d, out);
	post_follows(d, out);
	index = key_u64_u64(out->author, out->id);
	if ((e = entry_write(d, out, replaced)) != OK ||
	    (e = decision_put(d, out)) != OK ||
	    (e = db_put(d->txn, DB_DECIDED, key_str(&index), str_of(""))) !=
	    OK || (e = author_restrained(d, out)) != OK ||
	    (e = post_put(d, &d->post)) != OK)
		return e;
	case_follows(d, c, out);
	if ((e = case_put(d, c, c->state != CASE_DECIDED)) != OK ||
	    (e = judged_put(d, c, out->measure != MEASURE_NONE)) != OK ||
	    (e = all_told(d, out)) != OK)
		return e;
	/* nobody has to ask for it */
	if (out->measure == MEASURE_EXCLUSION && out->answers == 0)
		return appeal_file(d, c, out, out->author, str_of(""));
	return deed_bump(d, CHANGE_THREAD, c->thread);
}
