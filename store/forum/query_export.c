/* query_export: see query_export.h. */
#include "store/forum/query_export.h"
#include "store/forum/reader.h"

enum owner { BY_KEY,		/* its keys begin with the member */
	BY_RECORD };		/* mine() says */

static const struct part {
	enum record type;
	enum owner owner;
} parts[] = {
	{ RECORD_MEMBER, BY_KEY },
	{ RECORD_MANDATE, BY_RECORD },
	{ RECORD_SSHKEY, BY_KEY },
	{ RECORD_POST, BY_RECORD },
	{ RECORD_DRAFT, BY_KEY },
	{ RECORD_UNSENT, BY_KEY },
	{ RECORD_MESSAGE, BY_RECORD },
	{ RECORD_NOTICE, BY_KEY },
	{ RECORD_FLAG, BY_RECORD },
	{ RECORD_DECISION, BY_RECORD },
	{ RECORD_APPEAL, BY_RECORD },
	{ RECORD_STAND, BY_RECORD },
	{ RECORD_JUROR, BY_RECORD },
	{ RECORD_WATCH, BY_KEY },
	{ RECORD_IGNORED, BY_KEY },
	{ RECORD_WORDLIST, BY_KEY },
};

struct export {
	struct reader r;
	struct arena *row;
	export_each *each;
	void *arg;
};

static bool
mine(const struct part *part, const void *rec, uint64_t me)
{
	const struct message	*message = rec;
	const struct decision	*decision = rec;

	switch (part->type) {
	case RECORD_MANDATE:
		return ((const struct mandate *)rec)->member == me;
	case RECORD_POST:
		return ((const struct post *)rec)->author == me;
	case RECORD_MESSAGE:
		return (message->low == me || message->high == me) &&
		    !message_gone(message, me);
	case RECORD_FLAG:
		return ((const struct flag *)rec)->member == me;
	case RECORD_DECISION:	/* not one that waits for its second name */
		return decision->author == me && decision->decided != 0;
	case RECORD_APPEAL:
		return ((const struct appeal *)rec)->by == me;
	case RECORD_JUROR:
		return ((const struct juror *)rec)->member == me;
	case RECORD_STAND:
		return ((const struct stand *)rec)->member == me;
	default:
		return true;
	}
}

/* All versions of a post. */
static enum err
texts(struct export *x, const struct post *post)
{
	struct post_text	text;
	struct key		key;
	uint32_t		revision;
	enum err		e = OK;

	for (revision = 1; e == OK && revision <= post->revision; revision++) {
		key = key_u64_u64(post->id, revision);
		e = record_get(x->r.txn, &record_types[RECORD_POST_TEXT],
		    key_str(&key), x->row, &text);
		if (e == OK)
			x->each(x->arg, RECORD_POST_TEXT, &text);
		else if (e == ERR_NOT_FOUND)
			e = OK;
	}
	return e;
}

static enum err
part_walk(struct export *x, const struct part *part)
{
	const struct record_type	*type = &record_types[part->type];
	struct key			 own = key_u64(x->r.self.id);
	struct cursor			*cursor;
	struct str			 key, val;
	void				*rec;
	enum err			 e;

	if ((e = db_cursor_open(x->r.txn, type->table, &cursor)) != OK)
		return e;
	for (e = db_seek(cursor, part->owner == BY_KEY ? key_str(&own) :
	    str_of(""), &key, &val); e == OK && (part->owner != BY_KEY ||
	    key_has_prefix(key, key_str(&own)));
	    e = db_next(cursor, &key, &val)) {
		arena_reset(x->row);
		rec = arena_alloc(x->row, type->size);
		e = record_read(x->r.txn, type, key, val, x->row, rec);
		if (e == OK && mine(part, rec, x->r.self.id)) {
			x->each(x->arg, part->type, rec);
			if (part->type == RECORD_POST)
				e = texts(x, rec);
		}
		if (e != OK)
			break;
	}
	db_cursor_close(cursor);
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
query_export(struct store *store, const struct who *who, export_each *each,
    void *arg)
{
	struct export	x = { .each = each, .arg = arg };
	size_t		i;
	enum err	e;

	if ((e = reader_open(&x.r, store, who, NULL)) != OK)
		return e;
	if (x.r.self.id == 0 || x.r.self.status == STATUS_GONE ||
	    who->machine)
		return reader_close(&x.r, ERR_DENIED);
	x.row = arena_new();
	for (i = 0; i < LENGTH(parts) && e == OK; i++)
		e = part_walk(&x, &parts[i]);
	arena_free(x.row);
	return reader_close(&x.r, e);
}
