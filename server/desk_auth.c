#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "server/desk.h"

enum {
	NAME_MAX_BYTES = 64,	/* a member's name; longer: nobody's */
	REQUESTS_MAX = 300,	/* of any kind before a login */
	ALL_METHODS = METHOD_PASSWORD | METHOD_KEY | METHOD_ROUND,
};

static void
answer_set(struct msg *answer, enum verdict verdict, unsigned methods,
    enum saying saying)
{
	*answer = (struct msg){ .type = MSG_VERDICT,
		.number = { verdict, methods, saying } };
}

/* What the client may try next. */
static unsigned
methods(const struct desk *d)
{
	unsigned all = ALL_METHODS;

	if (d->kind == KIND_JOINING)
		all = METHOD_KEY | METHOD_ROUND;
	if (d->key_done)
		all &= ~(unsigned)METHOD_KEY;
	if (d->password_done)
		all = METHOD_KEY;
	return all;
}

static void
deny(const struct desk *d, struct msg *answer)
{
	answer_set(answer, VERDICT_DENY, methods(d), SAY_NOTHING);
}

static void
end(struct desk *d, struct msg *answer, enum saying why)
{
	if (why == SAY_ATTEMPTS || why == SAY_NAME)
		desk_log(d, "dropped", "reason=%s attempts=%u",
		    why == SAY_NAME ? "name" : "attempts", d->attempts);
	d->ended = true;
	answer_set(answer, VERDICT_END, 0, why);
}

/* One try more that failed; the last one ends the connection. */
static void
fail(struct desk *d, struct msg *answer, const char *method)
{
	d->attempts++;
	desk_log(d, "refused", "method=%s attempt=%u", method, d->attempts);
	if (d->attempts >= (unsigned)d->start->conf->attempts)
		end(d, answer, SAY_ATTEMPTS);
	else
		deny(d, answer);
}

static void
trouble(struct desk *d, struct msg *answer, enum err e)
{
	if (e == ERR_LIMIT) {		/* no hashing slot came free */
		answer_set(answer, VERDICT_DENY, methods(d), SAY_BUSY);
		return;
	}
	log_line(LOG_LEVEL_ERROR, "desk: the store answers %s", err_name(e));
	end(d, answer, SAY_TROUBLE);
}

static void
let_in(struct desk *d, struct msg *answer, const char *method)
{
	d->method = method;
	d->state = DESK_KNOWN;
	answer_set(answer, VERDICT_ACCEPT, 0, SAY_NOTHING);
}

/*
 * Password or key was right.  Staff with a password need both, in either
 * order; staff without one come in by the key and are asked to set one.
 */
static void
right(struct desk *d, struct msg *answer, const char *method)
{
	bool both = d->staff && d->has_password;

	if (both && !(d->key_done && d->password_done))
		answer_set(answer, VERDICT_PARTIAL, methods(d), SAY_NOTHING);
	else
		let_in(d, answer, both ? "key+password" : method);
}

/* --- the name --- */

static bool
named(const char *user, const char *name)
{
	for (; *user != '\0' && *name != '\0'; user++, name++)
		if (tolower((unsigned char)*user) != *name)
			return false;
	return *user == *name;
}

static enum err
pin(struct desk *d, struct str name)
{
	const struct service *service = d->start->service;

	memcpy(d->user, name.p, name.len);
	d->user[name.len] = '\0';
	d->pinned = true;
	d->kind = KIND_UNKNOWN;
	if (named(d->user, "guest"))
		d->kind = KIND_GUEST;
	else if (named(d->user, "new") || named(d->user, "nouveau"))
		d->kind = KIND_JOINING;
	if (d->kind != KIND_UNKNOWN || name.len > NAME_MAX_BYTES)
		return OK;
	enum err e = service->find(d->user, &d->member, d->handle, &d->staff,
	    &d->has_password);

	if (e == ERR_NOT_FOUND || e == ERR_INPUT) {
		d->member = 0;
		e = OK;
	}
	if (e == OK && d->member != 0)
		d->kind = KIND_MEMBER;
	if (d->kind != KIND_MEMBER) {
		d->handle[0] = '\0';
		d->staff = d->has_password = false;
	}
	return e;
}

/* --- the requests --- */

static void
on_none(struct desk *d, const struct msg *m, struct msg *answer)
{
	const struct desk_start *s = d->start;

	if (d->kind == KIND_JOINING)
		answer_set(answer, VERDICT_DENY, methods(d), SAY_BANNER);
	else if (d->kind != KIND_GUEST)
		deny(d, answer);
	else if (!s->conf->guests) {
		desk_log(d, "limit", "what=no-guests");
		end(d, answer, SAY_GUESTS_CLOSED);
	} else if (!guests_enter(s->conf, &s->source)) {
		desk_log(d, "limit", "what=guests");
		end(d, answer, SAY_GUESTS_FULL);
	} else {
		let_in(d, answer, "none");
		answer->number[2] = SAY_BANNER;
	}
}

/* "type blob", well formed: nothing else may reach the store or a screen. */
static char *
key_text(const struct msg *m)
{
	const char *type = m->field[1].p, *blob = m->field[2].p;

	if (m->field[1].len == 0 || m->field[2].len == 0)
		return NULL;
	for (size_t i = 0; i < m->field[1].len; i++)
		if (!isalnum((unsigned char)type[i]) &&
		    strchr("-@.", type[i]) == NULL)
			return NULL;
	for (size_t i = 0; i < m->field[2].len; i++)
		if (!isalnum((unsigned char)blob[i]) &&
		    strchr("+/=", blob[i]) == NULL)
			return NULL;
	return xasprintf("%.*s %.*s", (int)m->field[1].len, type,
	    (int)m->field[2].len, blob);
}

static enum err
key_known(struct desk *d, const struct msg *m, bool *yes, uint64_t *number)
{
	char *type = xmemdup0(m->field[1].p, m->field[1].len);
	char *blob = xmemdup0(m->field[2].p, m->field[2].len);
	enum err e;

	*yes = false;
	e = d->start->service->key(d->member, type, blob, yes, number);
	free(type);
	free(blob);
	return e;
}

static void
on_probe(struct desk *d, const struct msg *m, struct msg *answer)
{
	char *text = key_text(m);
	uint64_t number = 0;
	bool yes = d->kind == KIND_JOINING;
	enum err e = OK;

	if (text != NULL && d->kind != KIND_JOINING && !d->key_done)
		e = key_known(d, m, &yes, &number);
	if (e != OK)
		trouble(d, answer, e);
	else if (text != NULL && yes && !d->key_done)
		answer_set(answer, VERDICT_ACCEPT, methods(d), SAY_NOTHING);
	else if (++d->probes > (unsigned)d->start->conf->probes)
		end(d, answer, SAY_ATTEMPTS);
	else {
		if (d->offered == NULL) {
			d->offered = text;
			text = NULL;
		}
		deny(d, answer);
	}
	free(text);
}

static void
on_key(struct desk *d, const struct msg *m, struct msg *answer)
{
	char *text = key_text(m);
	uint64_t number = 0;
	bool yes = false;
	enum err e = OK;

	if (text != NULL && d->kind == KIND_JOINING) {
		d->verified = text;
		let_in(d, answer, "publickey");
		return;
	}
	if (text != NULL && !d->key_done)
		e = key_known(d, m, &yes, &number);
	free(text);
	if (e != OK)
		trouble(d, answer, e);
	else if (!yes || d->kind != KIND_MEMBER)
		fail(d, answer, "publickey");
	else {
		d->key_done = true;
		d->key_number = number;
		right(d, answer, "publickey");
	}
}

/* Growing patience towards an address that fails much; the same for all who
 * come from there, right or wrong, so that it tells nothing. */
static void
patience(const struct desk *d)
{
	struct timespec t = { d->start->delay / 1000,
		d->start->delay % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

static void
password_try(struct desk *d, struct str given, struct msg *answer,
    const char *method)
{
	bool yes = false;
	char *password;
	enum err e;

	if (d->password_done) {
		deny(d, answer);
		return;
	}
	patience(d);
	/* as long as a message allows: cut on the way, so not the password */
	if (given.len >= MSG_PASSWORD_MAX)
		given.len = 0;
	password = xmemdup0(given.p, given.len);
	e = d->start->service->password(d->member, password,
	    d->start->address, &yes);
	explicit_bzero(password, given.len);
	free(password);
	if (e != OK && e != ERR_INPUT)
		trouble(d, answer, e);
	else if (e != OK || !yes || d->kind != KIND_MEMBER || given.len == 0)
		fail(d, answer, method);
	else {
		d->password_done = true;
		right(d, answer, method);
	}
}

static void
on_password(struct desk *d, const struct msg *m, struct msg *answer)
{
	if (d->kind == KIND_JOINING)
		fail(d, answer, "password");
	else
		password_try(d, m->field[1], answer, "password");
}

static void
on_round(struct desk *d, const struct msg *m, struct msg *answer)
{
	d->round_asked = true;
	answer_set(answer, d->kind == KIND_JOINING ? VERDICT_ASK_NOTHING
						   : VERDICT_ASK,
	    methods(d), SAY_NOTHING);
}

static void
on_answer(struct desk *d, const struct msg *m, struct msg *answer)
{
	d->round_asked = false;
	if (d->kind != KIND_JOINING)
		password_try(d, m->number[0] == 1 ? m->field[1] : str_of(""),
		    answer, "interactive");
	else if (m->number[0] == 0)
		let_in(d, answer, "interactive");
	else
		fail(d, answer, "interactive");
}

static void (*const handlers[MSG_TYPES])(struct desk *, const struct msg *,
    struct msg *) = {
	[MSG_NONE] = on_none,
	[MSG_PROBE] = on_probe,
	[MSG_KEY] = on_key,
	[MSG_PASSWORD] = on_password,
	[MSG_ROUND] = on_round,
	[MSG_ANSWER] = on_answer,
};

bool
desk_auth(struct desk *d, const struct msg *m, struct msg *answer)
{
	enum err e = OK;

	if (d->state != DESK_ASKING || d->ended || handlers[m->type] == NULL)
		return false;
	if (m->type == MSG_ANSWER && !d->round_asked)
		return false;
	if (d->store_lost) {
		end(d, answer, SAY_TROUBLE);
		return true;
	}
	if (!d->pinned)
		e = pin(d, m->field[0]);
	if (e != OK)
		trouble(d, answer, e);
	else if (!str_equal(m->field[0], str_of(d->user))) {
		d->attempts++;
		end(d, answer, SAY_NAME);
	} else if (++d->requests > REQUESTS_MAX)
		end(d, answer, SAY_ATTEMPTS);
	else
		handlers[m->type](d, m, answer);
	return true;
}
