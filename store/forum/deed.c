/*
 * deed: what the rows of act.c share.
 */
#include "store/forum/deed.h"
#include "store/forum/mailing.h"
#include "store/forum/search.h"

#include <string.h>

enum err
deed_refuse(struct deed *d, const char *msgid, long number, const char *word)
{
	refusal_set(d->why, msgid, number, word);
	return ERR_INPUT;
}

enum err
deed_bump(struct deed *d, enum change kind, uint64_t id)
{
	return db_counter_bump(d->txn, (uint8_t)kind, id);
}

enum err
deed_touch(struct deed *d, const struct post *post)
{
	d->touched = true;
	return search_touch(d->txn, &d->room, post->id);
}

enum err
deed_put_member(struct deed *d, const struct member *member)
{
	struct key	key = key_u64(member->id);

	return record_put(d->txn, &record_types[RECORD_MEMBER], key_str(&key),
	    member);
}

/* What the team does is the team's: not who flagged, nor who decided. */
static bool
nameless(enum notice_kind kind)
{
	return kind == NOTICE_MASKED || kind == NOTICE_DECIDED ||
	    kind == NOTICE_FLAGGED || kind == NOTICE_REPAIR ||
	    kind == NOTICE_JURY;
}

enum err
deed_notice(struct deed *d, uint64_t member, enum notice_kind kind,
    uint64_t post, struct str text)
{
	struct notice	notice = { .member = member, .kind = (uint8_t)kind,
			    .post = post,
			    .by = nameless(kind) ? 0 : d->caller.member,
			    .text = text, .at = d->caller.now };
	struct key	key;
	enum err	e;

	e = db_sequence_next(d->txn, "notice", &notice.number);
	if (e != OK)
		return e;
	key = key_u64_u64(member, notice.number);
	e = record_put(d->txn, &record_types[RECORD_NOTICE], key_str(&key),
	    &notice);
	if (e == OK && mailing_notices(kind))
		e = mailing_wake(d, member);
	return e == OK ? deed_bump(d, CHANGE_MEMBER, member) : e;
}

enum err
deed_notice_post(struct deed *d, uint64_t member, enum notice_kind kind,
    uint64_t post)
{
	return deed_notice_about(d, member, kind, post, str_of(""));
}

enum err
deed_tells(struct deed *d, uint64_t member, bool *out)
{
	struct caller	reader;
	enum err	e;

	*out = false;
	e = caller_of(d->store, d->txn, member, d->arena, &reader);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	*out = (reader.status == STATUS_NEWCOMER ||
	    reader.status == STATUS_MEMBER) &&
	    room_visible(d->txn, &reader, &d->room) == OK &&
	    !member_ignores(d->txn, member, d->caller.member) &&
	    watch_of(d->txn, member, d->room.id, d->thread.id) != WATCH_MUTE;
	return OK;
}

enum err
deed_notice_about(struct deed *d, uint64_t member, enum notice_kind kind,
    uint64_t post, struct str text)
{
	bool		tells;
	enum err	e = deed_tells(d, member, &tells);

	return e == OK && tells ? deed_notice(d, member, kind, post, text) : e;
}

struct str
deed_trimmed(struct str s)
{
	while (s.len > 0 && strchr(" \t\n", s.p[0]) != NULL)
		s = (struct str){ s.p + 1, s.len - 1 };
	while (s.len > 0 && strchr(" \t\n", s.p[s.len - 1]) != NULL)
		s.len--;
	return s;
}

enum err
deed_signs(struct deed *d, struct str s, size_t min, size_t max,
    const char *short_one, const char *short_many, const char *long_one,
    const char *long_many)
{
	size_t	signs = text_count(deed_trimmed(s));

	if (signs >= min && signs <= max)
		return OK;
	if (signs < min)
		refusal_count(d->why, short_one, short_many,
		    (long)(min - signs));
	else
		refusal_count(d->why, long_one, long_many,
		    (long)(signs - max));
	return ERR_INPUT;
}
