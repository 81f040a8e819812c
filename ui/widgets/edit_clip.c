/*
 * edit_clip: the selection, what is cut, and what is pasted.  What was cut is
 * the session's: it goes from one field into another.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

static struct { char *p; size_t len; } clip;

static void
clip_take(const char *p, size_t len, bool more)
{
	size_t kept = more ? clip.len : 0;
	char *all = xmalloc(kept + len + 1);

	if (kept > 0)
		memcpy(all, clip.p, kept);
	memcpy(all + kept, p, len);
	if (clip.p != NULL)
		explicit_bzero(clip.p, clip.len);
	free(clip.p);
	clip.p = all;
	clip.len = kept + len;
}

/* Rows cut one after the other, with no other key between, are pasted
 * together. */
void
edit_cut(struct edit *e)
{
	bool more = e->cutting;
	size_t from, to;

	if (!edit_text_selection(e, &from, &to)) {
		edit_text_row(e, e->cursor, e->width, &from, &to);
		if (to < e->len)
			to = edit_text_step(e, to, 1);
	} else {
		more = false;
	}
	if (to == from || e->options.secret)
		return;
	clip_take(e->text + from, to - from, more);
	edit_change(e, from, to - from, "", 0, false);
	e->cutting = true;
}

void
edit_paste(struct edit *e)
{
	e->cutting = false;
	if (clip.p == NULL)
		return;
	if (e->options.lines)
		edit_put(e, clip.p, clip.len, false);
	else
		edit_insert(e, (struct str){ clip.p, clip.len });
}

void
edit_select(struct edit *e)
{
	e->marking = !e->marking;
	e->anchor = e->marking ? (ptrdiff_t)e->cursor : EDIT_NOWHERE;
}

bool
edit_text_selection(const struct edit *e, size_t *from, size_t *to)
{
	if (e->anchor == EDIT_NOWHERE || (size_t)e->anchor == e->cursor)
		return false;
	*from = (size_t)e->anchor < e->cursor ? (size_t)e->anchor : e->cursor;
	*to = (size_t)e->anchor < e->cursor ? e->cursor : (size_t)e->anchor;
	return true;
}

bool
edit_selected(const struct edit *e, struct str *out)
{
	size_t from, to;

	if (!edit_text_selection(e, &from, &to))
		return false;
	*out = (struct str){ e->text + from, to - from };
	return true;
}
