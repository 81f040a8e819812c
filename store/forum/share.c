/* share: see share.h. */
#include "store/forum/share.h"
#include "store/forum/recent.h"
#include "store/forum/setting.h"

#include <string.h>

enum err
voice_read(struct str val, struct voice *out)
{
	if (val.len != 24)
		return val.len == 0 ? ERR_NOT_FOUND : ERR_DAMAGED;
	out->posts = key_get_u64(val, 0);
	out->profile = key_get_u64(val, 1);
	out->last = (int64_t)key_get_u64(val, 2);
	return out->profile < SHARE_PROFILES ? OK : ERR_DAMAGED;
}

enum err
voice_load(struct txn *txn, uint64_t thread, uint64_t member,
    struct voice *out)
{
	struct key	key = key_u64_u64(thread, member);
	struct str	val;
	enum err	e = db_get(txn, DB_VOICE, key_str(&key), &val);

	return e == OK ? voice_read(val, out) : e;
}

static enum err
voice_put(struct deed *d, uint64_t member, const struct voice *voice)
{
	struct key	key = key_u64_u64(d->thread.id, member);
	struct key	val = key_u64_u64_u64(voice->posts, voice->profile,
			    (uint64_t)voice->last);

	return db_put(d->txn, DB_VOICE, key_str(&key), key_str(&val));
}

/* One voice more or fewer of this profile. */
static void
voices_change(struct deed *d, uint64_t profile, uint64_t by)
{
	struct u64s	*shares = &d->thread.shares;
	uint64_t	*all;

	if (shares->count < SHARE_PROFILES) {
		all = arena_alloc(d->arena, SHARE_PROFILES * sizeof(*all));
		memset(all, 0, SHARE_PROFILES * sizeof(*all));
		if (shares->count > 0)
			memcpy(all, shares->at, shares->count * sizeof(*all));
		*shares = (struct u64s){ all, SHARE_PROFILES };
	}
	shares->at[profile] += by;
	d->thread.voices += by;
}

bool
share_counted(struct txn *txn, const struct thread *thread)
{
	struct key	 opener = key_u64_u64(thread->id, thread->author);
	struct str	 val;

	return thread->living > 0 || db_get(txn, DB_VOICE, key_str(&opener),
	    &val) != OK || val.len > 0;
}

/* One post of a thread that is being counted. */
static enum err
recount_row(struct deed *d, const struct branch *row)
{
	struct voice	voice;
	struct member	author = { 0 };
	enum err	e = voice_load(d->txn, d->thread.id, row->author,
			    &voice);

	if (e == OK)
		e = load_member(d->txn, row->author, d->arena, &author);
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	voice.last = row->created;
	if (row->state == POST_LIVE) {
		d->thread.living++;
		if (voice.posts++ == 0) {
			voice.profile = author.profiles[0];
			voices_change(d, voice.profile, 1);
		}
	}
	return voice_put(d, row->author, &voice);
}

/* A thread of before these were counted: all of its posts, once. */
static enum err
recount(struct deed *d)
{
	static const struct voice	 none;
	struct branch			*rows;
	size_t				 count, i;
	enum err			 e;

	d->thread.voices = d->thread.living = 0;
	d->thread.shares = (struct u64s){ 0 };
	e = recent_load(d->txn, d->thread.id, SIZE_MAX, false, d->arena,
	    &rows, &count);
	for (i = 0; e == OK && i < count; i++)
		e = voice_put(d, rows[i].author, &none);
	for (i = count; e == OK && i-- > 0; )
		e = recount_row(d, &rows[i]);
	return e;
}

enum err
share_add(struct deed *d, const struct post *post, uint8_t profile)
{
	struct voice	voice = { 0 };
	enum err	e;

	if (!share_counted(d->txn, &d->thread) && (e = recount(d)) != OK)
		return e;
	e = voice_load(d->txn, d->thread.id, post->author, &voice);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (voice.posts++ == 0) {
		voice.profile = profile;
		voices_change(d, profile, 1);
	}
	voice.last = post->created;
	d->thread.living++;
	return voice_put(d, post->author, &voice);
}

enum err
share_remove(struct deed *d, uint64_t member)
{
	struct voice	voice;
	enum err	e;

	if (!share_counted(d->txn, &d->thread) && (e = recount(d)) != OK)
		return e;
	e = voice_load(d->txn, d->thread.id, member, &voice);
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	d->thread.living--;
	if (--voice.posts == 0)
		voices_change(d, voice.profile, -1ull);
	return voice_put(d, member, &voice);
}

long
share_much(struct store *store, struct txn *txn, const struct thread *thread,
    uint64_t member)
{
	struct voice	voice;
	long		percent, much;

	if (member == 0 || thread->living <
	    (uint64_t)setting_get(store, txn, SETTING_SHARE_POSTS) ||
	    thread->voices <
	    (uint64_t)setting_get(store, txn, SETTING_SHARE_VOICES) ||
	    voice_load(txn, thread->id, member, &voice) != OK)
		return 0;
	percent = (long)(voice.posts * 100 / thread->living);
	much = setting_get(store, txn, thread->author == member ?
	    SETTING_SHARE_OPENER : SETTING_SHARE_PERCENT);
	return percent >= much ? percent : 0;
}

enum err
voices_list(struct txn *txn, uint64_t thread, size_t most,
    struct arena *arena, struct u64s *out)
{
	struct key	 prefix = key_u64(thread);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	*out = (struct u64s){ 0 };
	if ((e = db_cursor_open(txn, DB_VOICE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val); e == OK &&
	    key_has_prefix(key, key_str(&prefix)) && out->count < most;
	    e = db_next(cursor, &key, &val))
		*ARENA_PUSH(arena, out->at, out->count) = key_get_u64(key, 1);
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}
