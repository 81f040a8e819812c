/*
 * query_history: what a post said before it was changed.  Changes of the
 * first 15 minutes show nowhere: the history begins with what stood then.
 */
#include "store/forum/mask.h"
#include "store/forum/reader.h"

static void
version_of(const struct post_text *row, struct version_view *out)
{
	*out = (struct version_view){ .revision = row->revision,
	    .written = row->written, .bytes = row->text.len };
}

static enum err
versions_load(struct reader *r, const struct post *post,
    struct version_view **out, size_t *count)
{
	int64_t		 freely = post->created + FORUM_EDIT_FREELY;
	struct key	 prefix = key_u64(post->id);
	struct arena	*row = arena_new();
	struct post_text text;
	struct cursor	*cursor;
	struct str	 key, val;
	enum err	 e;

	if ((e = db_cursor_open(r->txn, DB_TEXT, &cursor)) != OK)
		goto out;
	for (e = db_seek(cursor, key_str(&prefix), &key, &val);
	    e == OK && key_has_prefix(key, key_str(&prefix));
	    e = db_next(cursor, &key, &val)) {
		arena_reset(row);
		e = record_read(r->txn, &record_types[RECORD_POST_TEXT], key,
		    val, row, &text);
		if (e != OK)
			break;
		/* what had to be said otherwise is not shown again */
		if (text.revision < post->rephrased && !r->caller.moderator &&
		    post->author != r->self.id)
			continue;
		/* One of the free minutes gives way to the next of them. */
		if (*count == 1 && text.written <= freely)
			*count = 0;
		version_of(&text, ARENA_PUSH(r->arena, *out, *count));
	}
	db_cursor_close(cursor);
	if (e == ERR_NOT_FOUND)
		e = OK;
out:
	arena_free(row);
	return e;
}

/* The post, if the reader may see it and it still says something. */
static enum err
history_post(struct reader *r, uint64_t id, struct post *post)
{
	struct thread	thread;
	struct room	room;
	enum err	e;

	if ((e = reader_post(r, id, post, &thread, &room)) != OK)
		return e;
	if (reader_blind(r, &thread, post->ordinal) ||
	    (post->author != r->self.id && mask_now(post->mask,
	    post->masked_until, r->caller.now) != MASK_NOT))
		return ERR_NOT_FOUND;
	return post->state == POST_LIVE ? OK : ERR_NOT_FOUND;
}

enum err
query_history(struct store *store, const struct who *who, uint64_t id,
    struct arena *arena, struct version_view **out, size_t *count)
{
	struct reader	r;
	struct post	post;
	enum err	e;

	*out = NULL;
	*count = 0;
	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	if ((e = history_post(&r, id, &post)) == OK)
		e = versions_load(&r, &post, out, count);
	return reader_close(&r, e);
}

static enum err
version_load(struct reader *r, uint64_t id, uint32_t revision,
    struct post_text *out)
{
	struct key		 key = key_u64_u64(id, revision);
	struct version_view	*versions = NULL;
	size_t			 count = 0, i;
	struct post		 post;
	enum err		 e;

	if ((e = history_post(r, id, &post)) != OK ||
	    (e = versions_load(r, &post, &versions, &count)) != OK)
		return e;
	for (i = 0; i < count; i++)
		if (versions[i].revision == revision)
			return record_get(r->txn,
			    &record_types[RECORD_POST_TEXT], key_str(&key),
			    r->arena, out);
	return ERR_NOT_FOUND;
}

enum err
query_version(struct store *store, const struct who *who, uint64_t id,
    uint32_t revision, struct arena *arena, struct post_text *out)
{
	struct reader	r;
	enum err	e;

	if ((e = reader_open(&r, store, who, arena)) != OK)
		return e;
	return reader_close(&r, version_load(&r, id, revision, out));
}
