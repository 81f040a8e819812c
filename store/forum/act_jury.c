/* act_jury: what one who was drawn does; and the nonce of a guarantor. */
#include "store/forum/jury.h"
#include "store/forum/log.h"
#include "store/forum/wait.h"

#include <inttypes.h>
#include <sodium.h>

enum { HOUR = 3600, SAY_MOST = 2000 };

static const char not_now[] = N_("This is not asked of you now.");

enum err
jury_cite_load(struct deed *d)
{
	struct decision	before;
	enum err	e;

	d->jury = arena_alloc(d->arena, sizeof(*d->jury));
	if ((e = case_cite_load(d)) != OK)
		return e;
	if (d->casefile.decision == 0)
		return ERR_NOT_FOUND;
	if ((e = decision_load(d->txn, d->casefile.decision, d->arena,
	    &before)) != OK || before.appealed == 0)
		return e == OK ? ERR_NOT_FOUND : e;
	if ((e = jury_load(d->txn, before.appealed, d->arena, d->jury)) != OK)
		return e;
	/* for others there is no such jury */
	if (d->caller.member == 0 ||
	    jury_place(d->jury, d->caller.member) < 0)
		return ERR_NOT_FOUND;
	d->target.juror = true;
	return OK;
}

static enum err
juror_put(struct deed *d, const struct juror *juror)
{
	struct key	key = key_u64_u64(juror->appeal, juror->member);
	enum err	e = record_put(d->txn, &record_types[RECORD_JUROR],
			    key_str(&key), juror);

	return e == OK ? deed_bump(d, CHANGE_CASES, 0) : e;
}

/* Home says until when the next thing is asked. */
static enum err
asked_until(struct deed *d, const struct juror *juror, int hours)
{
	struct wait	wait = { .member = juror->member, .kind = WAIT_JURY,
			    .id = d->casefile.id,
			    .until = d->jury->jury.drawn + hours * HOUR };

	return wait_put(d, &wait);
}

static enum err
answer(struct deed *d, struct juror *juror, enum jury_phase phase, bool yes)
{
	enum err	e;

	if (phase != JURY_ASKING || juror->answer != 0)
		return deed_refuse(d, not_now, 0, NULL);
	juror->answer = yes ? 1 : 2;
	if ((e = juror_put(d, juror)) != OK)
		return e;
	return yes ? asked_until(d, juror, JURY_ASKED + JURY_ALONE_HOURS) :
	    wait_drop(d, juror->member, WAIT_JURY, d->casefile.id);
}

static enum err
opine(struct deed *d, struct juror *juror, enum jury_phase phase)
{
	enum err	e;

	if ((phase != JURY_ALONE && phase != JURY_ASKING) ||
	    juror->answer != 1)
		return deed_refuse(d, not_now, 0, NULL);
	juror->opinion = deed_trimmed(d->in.text);
	juror->opined = d->caller.now;
	if ((e = juror_put(d, juror)) != OK)
		return e;
	return asked_until(d, juror, JURY_ASKED + JURY_ALONE_HOURS +
	    JURY_TALK_HOURS);
}

static enum err
say(struct deed *d, const struct juror *juror, enum jury_phase phase)
{
	struct jury	jury = d->jury->jury;
	struct jurysay	one = { .appeal = jury.appeal,
			    .number = ++jury.says, .place = juror->place,
			    .at = d->caller.now,
			    .text = deed_trimmed(d->in.text) };
	struct key	at = key_u64(jury.appeal);
	struct key	key = key_u64_u64(one.appeal, one.number);
	enum err	e;

	if (phase != JURY_TALKING)
		return deed_refuse(d, not_now, 0, NULL);
	if (one.number > JURY_SAYS)
		return ERR_LIMIT;
	if ((e = record_put(d->txn, &record_types[RECORD_JURYSAY],
	    key_str(&key), &one)) != OK || (e = record_put(d->txn,
	    &record_types[RECORD_JURY], key_str(&at), &jury)) != OK)
		return e;
	return deed_bump(d, CHANGE_CASES, 0);
}

/* Where it stands for the caller, and their row. */
static enum err
standing(struct deed *d, struct juror **juror, enum jury_phase *phase)
{
	int		place = jury_place(d->jury, d->caller.member);
	int64_t		until;
	unsigned	seated;

	*juror = &d->jury->jurors[place];
	*phase = jury_now(d->jury, d->caller.now, &until, &seated);
	if (d->casefile.state != CASE_JURY || *phase == JURY_OVER ||
	    (*phase != JURY_ASKING && (seated & 1u << place) == 0))
		return deed_refuse(d, not_now, 0, NULL);
	return OK;
}

enum err
jury_accept_text(struct deed *d)
{
	bool	opinion = d->in.type == JURY_OPINION;

	if (d->in.type >= JURY_STEPS)
		return ERR_INPUT;
	if (d->in.type != JURY_OPINION && d->in.type != JURY_SAY)
		return OK;
	return deed_signs(d, d->in.text, opinion ? JURY_TEXT_MIN : 1,
	    opinion ? JURY_TEXT_MOST : SAY_MOST,
	    NN_("This takes %ld more sign.", "This takes %ld more signs."),
	    NN_("This is %ld sign too long.", "This is %ld signs too long."));
}

enum err
jury_apply(struct deed *d)
{
	enum jury_phase	 phase;
	struct juror	*juror;
	enum err	 e = standing(d, &juror, &phase);

	if (e != OK)
		return e;
	d->result->id = d->casefile.id;
	switch ((enum jury_step)d->in.type) {
	case JURY_ACCEPT:
	case JURY_DECLINE:
		return answer(d, juror, phase, d->in.type == JURY_ACCEPT);
	case JURY_OPINION:
		return opine(d, juror, phase);
	default:
		return say(d, juror, phase);
	}
}

/* --- what one finds right --- */

enum err
jury_vote_accept(struct deed *d)
{
	if (d->in.type >= MEASURE_COUNT)
		return ERR_INPUT;
	return deed_signs(d, d->in.text, JURY_TEXT_MIN, JURY_TEXT_MOST,
	    NN_("This takes %ld more sign.", "This takes %ld more signs."),
	    NN_("This is %ld sign too long.", "This is %ld signs too long."));
}

static enum err
no_heavier(struct deed *d)
{
	struct decision	before;
	int		weight = measure_row(d->in.type)->weight, was;
	enum err	e = decision_load(d->txn, d->casefile.decision,
			    d->arena, &before);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	was = measure_row(before.measure)->weight;
	if (d->in.type == MEASURE_REPAIR || d->in.type == MEASURE_REMINDER ||
	    d->in.type == MEASURE_REPHRASE)
		return deed_refuse(d, N_("A jury keeps the measure, takes a"
		    " lighter one that masks, pauses or suspends, or lifts"
		    " it."), 0, NULL);
	if (weight > was || (weight == was && d->in.days > before.days))
		return deed_refuse(d, N_("An appeal never makes it worse for"
		    " who appeals."), 0, NULL);
	return decision_lasts(d, d->in.type, d->in.days);
}

enum err
jury_vote_apply(struct deed *d)
{
	enum jury_phase	 phase;
	struct juror	*juror;
	int64_t		 until;
	unsigned	 seated;
	enum err	 e = standing(d, &juror, &phase);

	if (e != OK || (e = no_heavier(d)) != OK)
		return e;
	if (phase != JURY_TALKING)
		return deed_refuse(d, N_("First each writes alone; then all"
		    " read each other, and say which measure is right."), 0,
		    NULL);
	juror->measure = d->in.type + 1;
	juror->days = d->in.days;
	juror->reasons = deed_trimmed(d->in.text);
	d->result->id = d->casefile.id;
	if ((e = juror_put(d, juror)) != OK ||
	    (e = wait_drop(d, juror->member, WAIT_JURY, d->casefile.id)) !=
	    OK)
		return e;
	return jury_now(d->jury, d->caller.now, &until, &seated) ==
	    JURY_OVER ? jury_close(d, d->jury) : OK;
}

/* --- the guarantor's --- */

/* The program draws it and keeps it; the log has its hash, so that it cannot
 * be another one when it is revealed. */
enum err
nonce_apply(struct deed *d)
{
	uint8_t		bytes[DRAW_BYTES], hash[crypto_hash_sha256_BYTES];
	char		hex[2 * sizeof(hash) + 1];
	struct nonce	nonce = { .by = d->caller.member, .at = d->caller.now,
			    .bytes = { (const char *)bytes, DRAW_BYTES } };
	struct key	key;
	uint64_t	entry;
	enum err	e;

	randombytes_buf(bytes, sizeof(bytes));
	crypto_hash_sha256(hash, bytes, sizeof(bytes));
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	if ((e = db_sequence_next(d->txn, "nonce", &nonce.number)) != OK)
		return e;
	key = key_u64(nonce.number);
	d->result->id = nonce.number;
	if ((e = record_put(d->txn, &record_types[RECORD_NONCE],
	    key_str(&key), &nonce)) != OK)
		return e;
	return log_append(d, str_of(arena_printf(d->arena,
	    "nonce=%s\norigin=human\nby=guarantor\n", hex)), &entry);
}

/* --- the keeper's --- */

static enum err
over_list(struct store *store, struct txn *txn, struct arena *arena,
    struct u64s *out)
{
	int64_t			 now = clock_now();
	struct jury_loaded	 j;
	struct cursor		*cursor;
	struct decision		 before;
	struct casefile		 c;
	struct str		 key, val;
	int64_t			 until;
	unsigned		 seated;
	enum err		 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val); e == OK;
	    e = db_next(cursor, &key, &val)) {
		if ((e = case_load(txn, key_get_u64(key, 1), arena, &c)) !=
		    OK)
			break;
		if (c.state != CASE_JURY || c.until <= now)
			continue;
		if ((e = decision_load(txn, c.decision, arena, &before)) !=
		    OK || (e = jury_load(txn, before.appealed, arena, &j)) !=
		    OK)
			break;
		if (jury_now(&j, now, &until, &seated) == JURY_OVER)
			*ARENA_PUSH(arena, out->at, out->count) = c.id;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
close_one(struct deed *d, uint64_t id)
{
	struct decision	before;
	enum err	e;

	d->in.number = id;
	d->jury = arena_alloc(d->arena, sizeof(*d->jury));
	if ((e = case_cite_load(d)) != OK ||
	    (e = decision_load(d->txn, d->casefile.decision, d->arena,
	    &before)) != OK || (e = jury_load(d->txn, before.appealed,
	    d->arena, d->jury)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	/* unless its last word came meanwhile */
	return d->casefile.state == CASE_JURY ? jury_close(d, d->jury) : OK;
}

enum err
juries_run(struct store *store, size_t *count)
{
	return cases_run(store, over_list, close_one, count);
}
