/* query_cases: what moderators are to decide, and what was decided of one's
 * own posts. */
#include <inttypes.h>
#include <sodium.h>

#include "store/forum/appeal.h"
#include "store/forum/chain.h"
#include "store/forum/judged.h"
#include "store/forum/mask.h"
#include "store/forum/reader.h"
#include "store/forum/repair.h"

enum { CASES_MOST = 200, LATE_DAYS = 3, YEAR = 365, HISTORY_MOST = 50 };

/* The appeal that is to be answered, or was; and may the reader file one? */
static enum err
appeal_view(struct reader *r, struct case_view *v)
{
	uint64_t	id = v->decision.appealed != 0 ?
			    v->decision.appealed : v->decision.answers;
	struct refusal	why;
	enum err	e = id == 0 ? OK : appeal_load(r->txn, id, r->arena,
			    &v->appeal);

	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	v->may_appeal = appeal_may(r->store, r->txn, &v->file, &v->decision,
	    r->self.id, r->caller.now, &why) == OK;
	return OK;
}

/* "12:9c41…" */
static enum err
head_view(struct reader *r, uint64_t number, struct str *out)
{
	struct key	key = key_u64(number);
	struct logentry	entry;
	uint8_t		hash[LOG_HASH];
	char		hex[2 * LOG_HASH + 1];
	enum err	e = record_get(r->txn,
			    &record_types[RECORD_LOGENTRY], key_str(&key),
			    r->scratch, &entry);

	if (e != OK)
		return e;
	log_hash(&entry, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	*out = str_of(arena_printf(r->arena, "%" PRIu64 ":%s", number, hex));
	return OK;
}

/* The decision that stands, and the one that is to be countersigned. */
static enum err
decisions_view(struct reader *r, struct case_view *v)
{
	const struct casefile	*file = &v->file;
	enum err		 e = OK;

	if (file->decision != 0)
		e = decision_load(r->txn, file->decision, r->arena,
		    &v->decision);
	if (e == OK && file->pending != 0 && v->state == CASE_SIGNING) {
		e = decision_load(r->txn, file->pending, r->arena,
		    &v->pending);
		v->signed_by = reader_handle(r, v->pending.by);
	}
	if (e != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if (file->entry != 0 && (e = head_view(r, file->entry,
	    &v->head)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if ((e = appeal_view(r, v)) != OK)
		return e;
	v->repair = repair_steps(file, &v->decision, v->state, r->self.id);
	return OK;
}

/* Where it stands, without texts. */
static enum err
outline(struct reader *r, const struct casefile *file,
    struct case_view *out)
{
	struct thread	thread;
	struct room	room;
	struct post	post;
	enum err	e;

	*out = (struct case_view){ .file = *file };
	out->state = case_now(r->store, r->txn, file, r->caller.now,
	    &out->until);
	out->author = reader_author(r, file->author, file->thread);
	out->taken_by = reader_handle(r, out->state == CASE_TAKEN ?
	    file->taken_by : 0);
	if ((e = load_post(r->txn, file->post, r->arena, &post)) != OK ||
	    (e = load_thread(r->txn, file->thread, r->arena, &thread)) != OK ||
	    (e = load_room(r->txn, file->room, r->arena, &room)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	out->title = thread.title;
	out->room_title = room.title;
	out->mask = mask_now(post.mask, post.masked_until, r->caller.now);
	out->masked_until = post.masked_until;
	if (post.state == POST_LIVE && (e = load_text(r->txn, post.id,
	    post.revision, r->arena, &out->text)) != OK)
		return e == ERR_NOT_FOUND ? ERR_DAMAGED : e;
	if ((e = decisions_view(r, out)) != OK)
		return e;
	return case_party(r->txn, file, &r->self, r->scratch, &out->party);
}

static enum err
flags_view(struct reader *r, uint64_t id, struct case_view *out)
{
	struct flag	*flags;
	struct judged	 judged;
	size_t		 count, i;
	enum err	 e = case_flags(r->txn, id, r->arena, &flags, &count);

	for (i = 0; e == OK && i < count; i++) {
		e = judged_of(r->txn, flags[i].member, r->caller.now - YEAR *
		    (int64_t)FORUM_DAY, &judged);
		*ARENA_PUSH(r->arena, out->flags, out->flag_count) =
		    (struct flag_view){ flags[i], reader_handle(r,
		    flags[i].member), judged.flags, judged.followed };
	}
	return e;
}

/* What was decided of its author's posts, this case excepted; what is a year
 * old counts no more. */
static enum err
history_view(struct reader *r, struct case_view *v)
{
	struct key	 prefix = key_u64(v->file.author);
	struct key	 end = key_u64_u64(v->file.author, UINT64_MAX);
	int64_t		 since = r->caller.now - YEAR * (int64_t)FORUM_DAY;
	struct cursor	*cursor;
	struct decision	 decision;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_DECIDED, &cursor)) != OK)
		return e;
	for (e = db_seek_before(cursor, key_str(&end), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix)) &&
	    v->history_count < HISTORY_MOST; e = db_prev(cursor, &key, &val)) {
		e = decision_load(r->txn, key_get_u64(key, 1), r->arena,
		    &decision);
		if (e != OK || decision.decided < since)
			break;
		if (decision.casefile != v->file.id &&
		    decision.measure != MEASURE_NONE && decision.ended == 0)
			*ARENA_PUSH(r->arena, v->history, v->history_count) =
			    decision;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* A party to it learns that it is there, no more. */
static void
strip(struct case_view *v)
{
	v->file.snapshot = v->file.facts = v->file.reasons = v->text =
	    str_of("");
	v->decision = v->pending = (struct decision){ .id = 0 };
	v->appeal = (struct appeal){ .id = 0 };
	v->flag_count = 0;
}

static enum err
queue_load(struct reader *r, struct case_view **out, size_t *count,
    size_t *late)
{
	struct cursor	*cursor;
	struct casefile	 file;
	struct case_view view;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_CASE_QUEUE, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, str_of(""), &key, &val);
	    e == OK && *count < CASES_MOST; e = db_next(cursor, &key, &val)) {
		if ((e = case_load(r->txn, key_get_u64(key, 1), r->arena,
		    &file)) != OK || (e = outline(r, &file, &view)) != OK ||
		    (e = flags_view(r, file.id, &view)) != OK)
			break;
		if (!case_waits(view.state))
			continue;
		if (view.party != NULL)
			strip(&view);
		*late += case_since(&file) < r->caller.now - LATE_DAYS *
		    (int64_t)FORUM_DAY;
		*ARENA_PUSH(r->arena, *out, *count) = view;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_cases(struct store *store, const struct who *who, struct arena *arena,
    struct case_view **out, size_t *count, size_t *late)
{
	struct target	nothing = { 0 };
	struct reader	r;
	enum err	e;

	*out = NULL;
	*count = *late = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	e = reader_may(&r, CAP_DECIDE, &nothing) ?
	    queue_load(&r, out, count, late) : ERR_DENIED;
	return reader_close(&r, e);
}

enum err
home_cases(struct reader *r, struct home *out)
{
	struct target	  nothing = { 0 };
	struct case_view *views = NULL;
	size_t		  count = 0, late = 0;
	enum err	  e;

	if (!reader_may(r, CAP_DECIDE, &nothing))
		return OK;
	e = queue_load(r, &views, &count, &late);
	out->cases = count;
	return e;
}

/* What is decided, to the post's author and to the other of a repair: not who
 * flagged nor who signed. */
static enum err
to_party(struct reader *r, bool judge, struct case_view *out)
{
	bool	concerned = r->self.id != 0 && out->file.decided != 0 &&
		    (out->file.author == r->self.id || out->may_appeal ||
		    out->appeal.by == r->self.id ||
		    (out->file.measure == MEASURE_REPAIR &&
		    out->decision.with == r->self.id));

	if (!judge && !concerned)
		return ERR_NOT_FOUND;
	if (!concerned)
		strip(out);
	out->file.snapshot = out->text = str_of("");
	out->file.by = out->decision.by = out->decision.second = 0;
	out->file.taken_by = 0;
	out->taken_by = out->signed_by = str_of("");
	out->pending = (struct decision){ .id = 0 };
	if (out->appeal.by != r->self.id)
		out->appeal.text = str_of("");
	if (out->file.author == r->self.id)
		out->decision.with = 0;
	return OK;
}

static enum err
one(struct reader *r, uint64_t id, struct case_view *out)
{
	struct target	nothing = { 0 };
	struct casefile	file;
	bool		judge = reader_may(r, CAP_DECIDE, &nothing);
	enum err	e = case_load(r->txn, id, r->arena, &file);

	if (e != OK)
		return e;
	if (!judge && (r->self.id == 0 || file.decided == 0))
		return ERR_NOT_FOUND;
	if ((e = outline(r, &file, out)) != OK)
		return e;
	if (judge && out->party == NULL)
		return (e = history_view(r, out)) == OK ?
		    flags_view(r, id, out) : e;
	return to_party(r, judge, out);
}

enum err
query_case(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct case_view *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, one(&r, id, out));
}
