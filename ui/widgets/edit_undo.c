/*
 * edit_undo: changes, and their undoing without bound.  The letters of a word
 * are one step, and so are those erased one after the other.
 */
#include "ui/widgets/edit_text.h"

#include <stdlib.h>
#include <string.h>

static void
step_free(struct edit_step *step)
{
	if (step->removed != NULL)
		explicit_bzero(step->removed, step->removed_len);
	if (step->added != NULL)
		explicit_bzero(step->added, step->added_len);
	free(step->removed);
	free(step->added);
}

void
edit_forget_steps(struct edit *e, size_t from)
{
	size_t i;

	for (i = from; i < e->step_count; i++)
		step_free(&e->steps[i]);
	e->step_count = from;
	if (e->step_at > from)
		e->step_at = from;
}

/* A letter right after the last one of a word joins its step. */
static bool
joins(const struct edit *e, size_t at, const char *added, size_t len)
{
	const struct edit_step *last;

	if (e->step_at == 0 || e->step_at != e->step_count)
		return false;
	last = &e->steps[e->step_at - 1];
	if (!last->typed || at != last->at + last->added_len || len == 0)
		return false;
	return added[0] == ' ' ||
	    last->added[last->added_len - 1] != ' ';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* One more character gone right before or after the last ones, of the same
 * word: joins their step. */
static bool
joins_erased(struct edit *e, size_t at, size_t removed)
{
	struct edit_step *last;
	char *p;
	bool after;

	if (e->step_at == 0 || e->step_at != e->step_count || removed == 0)
		return false;
	last = &e->steps[e->step_at - 1];
	after = at == last->at;
	if (!last->erased || (!after && at + removed != last->at))
		return false;
	if (after ? is_blank(last->removed[last->removed_len - 1]) &&
	    !is_blank(e->text[at]) : is_blank(e->text[at]) &&
	    !is_blank(last->removed[0]))
		return false;
	p = xmalloc(last->removed_len + removed);
	memcpy(p + (after ? 0 : removed), last->removed, last->removed_len);
	memcpy(p + (after ? last->removed_len : 0), e->text + at, removed);
	explicit_bzero(last->removed, last->removed_len);
	free(last->removed);
	last->removed = p;
	last->removed_len += removed;
	last->at = at;
	return true;
}

static void
record(struct edit *e, size_t at, size_t removed, const char *added,
    size_t len, bool typed)
{
	struct edit_step *step;

	if (typed && removed == 0 && joins(e, at, added, len)) {
		step = &e->steps[e->step_at - 1];
		step->added = xrealloc(step->added, step->added_len + len);
		memcpy(step->added + step->added_len, added, len);
		step->added_len += len;
		return;
	}
	if (typed && len == 0 && joins_erased(e, at, removed))
		return;
	edit_forget_steps(e, e->step_at);
	if (e->step_count == e->step_room) {
		e->step_room = e->step_room * 2 + 16;
		e->steps = xrealloc(e->steps,
		    e->step_room * sizeof(*e->steps));
	}
	step = &e->steps[e->step_count++];
	*step = (struct edit_step){ .at = at, .cursor = e->cursor,
		.removed = xmemdup0(e->text + at, removed),
		.added = xmemdup0(added, len), .removed_len = removed,
		.added_len = len, .typed = typed && len > 0,
		.erased = typed && len == 0 };
	e->step_at = e->step_count;
}

/* false: it would go over max, and nothing changed. */
bool
edit_change(struct edit *e, size_t at, size_t removed, const char *added,
    size_t len, bool typed)
{
	e->full = len > removed && e->len - removed + len > e->options.max;
	if (e->full || (removed == 0 && len == 0))
		return false;
	record(e, at, removed, added, len, typed);
	edit_text_replace(e, at, removed, added, len);
	e->cursor = at + len;
	e->anchor = EDIT_NOWHERE;
	e->marking = false;
	e->goal = -1;
	e->changes++;
	return true;
}

void
edit_undo(struct edit *e)
{
	struct edit_step *step;

	if (e->step_at == 0)
		return;
	step = &e->steps[--e->step_at];
	edit_text_replace(e, step->at, step->added_len, step->removed,
	    step->removed_len);
	e->cursor = step->cursor < e->len ? step->cursor : e->len;
	e->anchor = EDIT_NOWHERE;
	e->marking = false;
	e->goal = -1;
	e->changes++;
}

void
edit_redo(struct edit *e)
{
	struct edit_step *step;

	if (e->step_at == e->step_count)
		return;
	step = &e->steps[e->step_at++];
	edit_text_replace(e, step->at, step->removed_len, step->added,
	    step->added_len);
	e->cursor = step->at + step->added_len;
	e->anchor = EDIT_NOWHERE;
	e->marking = false;
	e->goal = -1;
	e->changes++;
}
