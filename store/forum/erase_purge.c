/*
 * erase_purge: what told who somebody was goes, table by table, a batch a
 * transaction.  Each stage walks a table from `at` on; nothing is lost if it
 * is walked twice.
 */
#include "store/forum/erase.h"
#include "store/forum/deed.h"
#include "store/forum/search.h"
#include "store/forum/views.h"

#include <sodium.h>
#include <string.h>

enum { ROWS = 200 };

struct purge {
	struct deed d;
	struct member who;		/* as it was */
	struct str named;		/* "@handle" */
};

static const char blank[] = "…";
static const char departed[] = "@membre-parti";

static bool
empty(struct str *s, bool *changed)
{
	if (s->len == 0 || str_equal(*s, str_of(blank)))
		return false;
	*s = str_of(blank);
	return *changed = true;
}

static bool
named_at(const struct purge *p, struct str s, size_t i)
{
	size_t		 n = p->named.len, span;
	const char	*name = s.p + i + 1;

	if (s.p[i] != '@' || s.len - i < n || !str_equal(text_fold(
	    (struct str){ s.p + i, n }, p->d.arena), text_fold(p->named,
	    p->d.arena)))
		return false;
	span = text_handle_span((struct str){ name, s.len - i - 1 });
	while (span >= n && strchr("._-", name[span - 1]) != NULL)
		span--;				/* the end of a sentence */
	return span == n - 1;
}

/* Without @handle, at most bound bytes (0: any). */
static bool
unname(const struct purge *p, struct str *s, uint32_t bound)
{
	size_t	 extra = sizeof(departed), i, n = 0;
	char	*out;
	bool	 found = false;

	if (s->len < p->named.len || memchr(s->p, '@', s->len) == NULL)
		return false;
	out = arena_alloc(p->d.arena, s->len * extra);
	for (i = 0; i < s->len; i++)
		if (named_at(p, *s, i)) {
			memcpy(out + n, departed, sizeof(departed) - 1);
			n += sizeof(departed) - 1;
			i += p->named.len - 1;
			found = true;
		} else
			out[n++] = s->p[i];
	if (!found)
		return false;
	while (bound > 0 && n > 0 && (n > bound ||
	    !text_valid((struct str){ out, n })))
		n--;
	*s = (struct str){ out, n };
	return true;
}

/* --- what is particular to a kind of record --- */

typedef void purge_record(struct purge *, void *rec, bool *changed);

static void
purge_post(struct purge *p, void *rec, bool *changed)
{
	struct post	*post = rec;

	if (p->who.blank && post->answers_to == p->who.id)
		empty(&post->answer, changed);
	if (post->author != p->who.id)
		return;
	if (post->hat.len > 0) {
		post->hat = str_of("");
		*changed = true;
	}
	if (p->who.blank) {
		empty(&post->excerpt, changed);
		empty(&post->restate, changed);
		empty(&post->agree, changed);
	}
}

static void
purge_branch(struct purge *p, void *rec, bool *changed)
{
	struct branch	*row = rec;

	if (row->author != p->who.id)
		return;
	if (row->hat.len > 0) {
		row->hat = str_of("");
		*changed = true;
	}
	if (p->who.blank)
		empty(&row->excerpt, changed);
}

/* All that was written before the last version goes; it, if that was asked. */
static void
purge_text(struct purge *p, void *rec, bool *changed)
{
	struct post_text	*text = rec;
	struct post		 post;

	if (load_post(p->d.txn, text->post, p->d.arena, &post) != OK ||
	    post.author != p->who.id ||
	    (text->revision == post.revision && !p->who.blank))
		return;
	empty(&text->text, changed);
	empty(&text->title, changed);
	empty(&text->restate, changed);
	empty(&text->agree, changed);
}

static void
purge_thread(struct purge *p, void *rec, bool *changed)
{
	struct thread	*thread = rec;

	if (p->who.blank && thread->author == p->who.id)
		empty(&thread->title, changed);
	if (p->who.blank && thread->rhythm_by == p->who.id)
		empty(&thread->rhythm_reason, changed);
}

static void
purge_case(struct purge *p, void *rec, bool *changed)
{
	struct casefile	*file = rec;

	/* While it is to be decided, the case needs what was flagged, unless
	 * that goes from the post itself. */
	if (file->author == p->who.id &&
	    (p->who.blank || file->state == CASE_DECIDED))
		empty(&file->snapshot, changed);
}

static void
purge_flag(struct purge *p, void *rec, bool *changed)
{
	struct flag	*flag = rec;

	if (p->who.blank && flag->member == p->who.id)
		empty(&flag->reason, changed);
}

static void
purge_appeal(struct purge *p, void *rec, bool *changed)
{
	struct appeal	*appeal = rec;

	if (p->who.blank && appeal->by == p->who.id)
		empty(&appeal->text, changed);
}

static void
purge_stand(struct purge *p, void *rec, bool *changed)
{
	struct stand	*stand = rec;

	if (p->who.blank && stand->member == p->who.id)
		empty(&stand->text, changed);
}

static void
purge_juror(struct purge *p, void *rec, bool *changed)
{
	struct juror	*juror = rec;

	if (!p->who.blank || juror->member != p->who.id)
		return;
	empty(&juror->opinion, changed);
	empty(&juror->reasons, changed);
}

static void
purge_mandate(struct purge *p, void *rec, bool *changed)
{
	struct mandate	*mandate = rec;

	if (mandate->member != p->who.id || mandate->ended)
		return;
	mandate->ended = *changed = true;
	(void)deed_bump(&p->d, CHANGE_ROOMS, 0);
}

/* --- rows --- */

/* of: the record's type.  own: its keys begin with the member, and each such
 * row goes; else each record is looked at, and its texts lose the name. */
static const struct stage {
	enum db_table table;
	enum record of;
	bool own;
	purge_record *purge;
} stages[] = {
	{ DB_TALK, RECORD_TALK, true, NULL },
	{ DB_KEY, RECORD_SSHKEY, true, NULL },
	{ DB_SECRET, RECORD_SECRET, true, NULL },
	{ DB_READ, RECORD_READMARK, true, NULL },
	{ DB_DRAFT, RECORD_DRAFT, true, NULL },
	{ DB_UNSENT, RECORD_UNSENT, true, NULL },
	{ DB_NOTICE, RECORD_NOTICE, true, NULL },
	{ DB_WATCH, RECORD_WATCH, true, NULL },
	{ DB_IGNORE, RECORD_IGNORED, true, NULL },
	{ DB_WORDLIST, RECORD_WORDLIST, true, NULL },
	{ DB_MAILING, RECORD_MAILING, true, NULL },
	{ DB_MANDATE, RECORD_MANDATE, false, purge_mandate },
	{ DB_TEXT, RECORD_POST_TEXT, false, purge_text },
	{ DB_POST, RECORD_POST, false, purge_post },
	{ DB_THREAD_POST, RECORD_BRANCH, false, purge_branch },
	{ DB_THREAD, RECORD_THREAD, false, purge_thread },
	{ DB_CASE, RECORD_CASE, false, purge_case },
	{ DB_FLAG, RECORD_FLAG, false, purge_flag },
	{ DB_APPEAL, RECORD_APPEAL, false, purge_appeal },
	{ DB_STAND, RECORD_STAND, false, purge_stand },
	{ DB_JUROR, RECORD_JUROR, false, purge_juror },
	{ DB_JURYSAY, RECORD_JURYSAY, false, NULL },
	{ DB_DECISION, RECORD_DECISION, false, NULL },
	{ DB_TERM, RECORD_TERM, false, NULL },
	{ DB_MESSAGE, RECORD_MESSAGE, false, NULL },
	{ DB_DRAFT, RECORD_DRAFT, false, NULL },
	{ DB_UNSENT, RECORD_UNSENT, false, NULL },
	{ DB_NOTICE, RECORD_NOTICE, false, NULL },
};

/* A notice of what the person did, or whose words have the name. */
static bool
notice_goes(const struct purge *p, const struct notice *notice)
{
	struct str	handle = p->who.handle, text = notice->text;
	size_t		i;

	if (notice->by == p->who.id)
		return true;
	for (i = 0; i + handle.len <= text.len; i++)
		if (memcmp(text.p + i, handle.p, handle.len) == 0 &&
		    (i == 0 || text.p[i - 1] == ' ') &&
		    (i + handle.len == text.len ||
		    text.p[i + handle.len] == ' '))
			return true;
	return false;
}

static enum err
purge_row(struct purge *p, const struct stage *stage, struct str key,
    struct str val, bool *wrote)
{
	const struct record_type	*type = &record_types[stage->of];
	void				*rec = arena_alloc(p->d.arena,
					    type->size);
	bool				 changed = false;
	size_t				 i;
	enum err			 e;

	if (stage->own) {
		*wrote = true;
		if (stage->table == DB_TALK)
			return messages_erase(&p->d, p->who.id,
			    key_get_u64(key, 1));
		return db_del(p->d.txn, stage->table, key);
	}
	if ((e = record_read(p->d.txn, type, key, val, p->d.arena, rec)) != OK)
		return e;
	if (stage->table == DB_NOTICE && notice_goes(p, rec)) {
		*wrote = true;
		return db_del(p->d.txn, stage->table, key);
	}
	if (stage->purge != NULL)
		stage->purge(p, rec, &changed);
	for (i = 0; i < type->field_count; i++)
		if (type->fields[i].type == FIELD_STR)
			changed |= unname(p, (struct str *)((char *)rec +
			    type->fields[i].offset), type->fields[i].bound);
	if (!changed)
		return OK;
	*wrote = true;
	return record_put(p->d.txn, type, key, rec);
}

/* The next rows of a stage, copied; at->len 0 with none left: it is over. */
static enum err
rows_take(struct purge *p, const struct stage *stage, struct key *at,
    struct str (*rows)[2], size_t *count, bool *over)
{
	struct key	 own = key_u64(p->who.id);
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	if (at->len == 0 && stage->own)
		*at = own;
	if ((e = db_cursor_open(p->d.txn, stage->table, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, key_str(at), &key, &val); e == OK &&
	    (!stage->own || key_has_prefix(key, key_str(&own)));
	    e = db_next(cursor, &key, &val)) {
		if (*count == ROWS)
			break;
		rows[*count][0] = arena_str(p->d.arena, key);
		rows[(*count)++][1] = arena_str(p->d.arena, val);
	}
	*over = e == ERR_NOT_FOUND || (e == OK && *count < ROWS) ||
	    (e == OK && stage->own && !key_has_prefix(key, key_str(&own)));
	if (e == OK && !*over)
		*at = key_bytes(key.p, key.len);
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

static enum err
raw_member(struct txn *txn, uint64_t id, struct arena *arena,
    struct member *out)
{
	struct key	key = key_u64(id);

	return record_get(txn, &record_types[RECORD_MEMBER], key_str(&key),
	    arena, out);
}

/* --- the end --- */

static struct key
reserved_key(struct txn *txn, struct str folded)
{
	struct key	key = { .len = 32 };

	crypto_generichash(key.bytes, key.len, (const unsigned char *)folded.p,
	    folded.len, db_checksum_key(txn), 16);
	return key;
}

bool
erase_reserved(struct txn *txn, struct str folded)
{
	struct key	key = reserved_key(txn, folded);
	struct str	val;

	return db_get(txn, DB_RESERVED, key_str(&key), &val) == OK;
}

/* The name goes out of the record and the index, and is nobody's again. */
static enum err
record_close(struct purge *p, bool last)
{
	char		 name[32];
	struct str	 folded;
	struct key	 key;
	enum err	 e = text_handle_key(p->who.handle, p->d.arena, &folded);

	if (e == OK && p->who.status != STATUS_GONE) {
		key = reserved_key(p->d.txn, folded);
		if ((e = db_put(p->d.txn, DB_RESERVED, key_str(&key),
		    str_of(""))) != OK || (e = db_del(p->d.txn, DB_HANDLE,
		    folded)) != OK || (p->who.invited &&
		    (e = volunteer_set(&p->d, p->who.id, false)) != OK))
			return e;
	}
	if (e != OK)
		return e;
	snprintf(name, sizeof(name), "membre-parti-%llu",
	    (unsigned long long)p->who.id);
	key.len = 0;
	p->d.self = p->who;
	erase_veil(&p->d.self);
	p->d.self.handle = str_of(name);
	p->d.self.erase = last ? 0 : p->who.erase;
	if ((e = deed_put_member(&p->d, &p->d.self)) != OK)
		return e;
	e = deed_bump(&p->d, CHANGE_MEMBERS, 0);	/* sessions end, too */
	return e == OK ? deed_bump(&p->d, CHANGE_MEMBER, p->who.id) : e;
}

/* One transaction of a stage; *over: the stage is. */
static enum err
stage_step(struct purge *p, struct erase *at, bool *over)
{
	struct str	(*rows)[2] = arena_alloc(p->d.arena,
			    ROWS * sizeof(*rows));
	struct key	 from = at->at;
	size_t		 count = 0, i;
	bool		 wrote = false;
	enum err	 e;

	if (at->stage == LENGTH(stages)) {
		*over = wrote = true;
		e = record_close(p, false);
	} else {
		e = rows_take(p, &stages[at->stage], &from, rows, &count, over);
		for (i = 0; e == OK && i < count; i++)
			e = purge_row(p, &stages[at->stage], rows[i][0],
			    rows[i][1], &wrote);
	}
	if (e != OK || !wrote) {
		db_abort(p->d.txn);
		store_forget(p->d.store);
	} else
		e = db_commit(p->d.txn);
	if (e == OK)
		at->at = from;
	return e;
}

static enum err
purge_step(struct store *store, struct erase *at, bool *over)
{
	struct who		who = { .machine = true };
	struct act_result	result = { 0 };
	struct purge		p = { .d = { .store = store, .who = &who,
				    .arena = arena_new(), .result = &result,
				    .why = &result.why } };
	char			*named;
	enum err		 e;

	p.d.caller.now = clock_now();
	if ((e = db_begin_write(store_db(store), &p.d.txn)) != OK) {
		arena_free(p.d.arena);
		return e;
	}
	e = raw_member(p.d.txn, at->member, p.d.arena, &p.who);
	if (e == OK) {
		named = arena_alloc(p.d.arena, p.who.handle.len + 1);
		named[0] = '@';
		memcpy(named + 1, p.who.handle.p, p.who.handle.len);
		p.named = (struct str){ named, p.who.handle.len + 1 };
		e = stage_step(&p, at, over);
	} else
		db_abort(p.d.txn);
	arena_free(p.d.arena);
	return e;
}

/* Who is next; 0: nobody. */
static enum err
next_due(struct store *store, uint64_t *out, int64_t now)
{
	struct arena	*arena = arena_new();
	struct cursor	*cursor = NULL;
	struct member	 m;
	struct txn	*txn;
	struct str	 key, val;
	enum err	 e;

	*out = 0;
	if ((e = db_begin_read(store_db(store), &txn)) != OK) {
		arena_free(arena);
		return e;
	}
	if ((e = db_cursor_open(txn, DB_MEMBER, &cursor)) == OK)
		e = db_seek(cursor, str_of(""), &key, &val);
	for (; e == OK && *out == 0; e = db_next(cursor, &key, &val)) {
		if (record_read(txn, &record_types[RECORD_MEMBER], key, val,
		    arena, &m) == OK && erase_is_due(&m, now))
			*out = m.id;
		arena_reset(arena);
	}
	db_cursor_close(cursor);
	db_abort(txn);
	arena_free(arena);
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The index is whole again without the texts: their bytes go from the file. */
static enum err
erase_finish(struct store *store, struct erase *at, size_t *done)
{
	struct search_state	 state;
	struct db_scrubbed	 scrubbed;
	struct who		 who = { .machine = true };
	struct purge		 p = { .d = { .store = store, .who = &who } };
	struct txn		*txn;
	enum err		 e;

	if ((e = db_begin_read(store_db(store), &txn)) != OK)
		return e;
	e = search_state_load(txn, &state);
	db_abort(txn);
	if (e != OK || !search_whole(&state) || state.clearing)
		return e;
	if ((e = db_scrub(store_db(store), &scrubbed)) != OK ||
	    scrubbed.kept > 0)
		return e;
	p.d.arena = arena_new();
	p.d.caller.now = clock_now();
	if ((e = db_begin_write(store_db(store), &p.d.txn)) == OK) {
		e = raw_member(p.d.txn, at->member, p.d.arena, &p.who);
		if (e == OK)
			e = record_close(&p, true);
		if (e == OK)
			e = db_commit(p.d.txn);
		else
			db_abort(p.d.txn);
	}
	arena_free(p.d.arena);
	if (e == OK) {
		*at = (struct erase){ 0 };
		++*done;
	}
	return e;
}

enum err
erase_run(struct store *store, struct erase *at, unsigned steps, size_t *done)
{
	enum err	e = OK;
	bool		over;

	*done = 0;
	if (at->member == 0) {
		*at = (struct erase){ 0 };
		e = next_due(store, &at->member, clock_now());
	}
	while (e == OK && at->member != 0 && steps-- > 0) {
		if (at->stage > LENGTH(stages))
			return erase_finish(store, at, done);
		over = false;
		e = purge_step(store, at, &over);
		if (e != OK || !over)
			continue;
		at->at = (struct key){ .len = 0 };
		if (at->stage == LENGTH(stages))
			e = search_lose(store);
		at->stage += e == OK;
	}
	return e;
}
