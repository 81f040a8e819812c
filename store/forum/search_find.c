/*
 * search_find: which lists of a segment a word stands for: its form, the
 * forms that share a stem with it, and what begins so.  See search_eval.h.
 */
#include "store/forum/search_eval.h"

#include <math.h>
#include <string.h>

static void
list_add(struct eval *e, struct eval_lists *to, const struct list *list)
{
	for (size_t i = 0; i < to->count; i++)
		if (str_equal(to->lists[i].term, list->term))
			return;
	*ARENA_PUSH(e->arena, to->lists, to->count) = *list;
}

/* A term's own list and, with `family`, those of the forms it is a stem of. */
static void
term_add(struct eval *e, uint64_t segment, struct str term, bool family,
    struct eval_lists *to)
{
	struct str *forms;
	struct list list;
	size_t count = 0;

	if (list_find(e->cursor, segment, term, e->arena, &list, &forms,
	    &count))
		list_add(e, to, &list);
	for (size_t i = 0; i < count && family; i++)
		if (!eval_late(e) && list_find(e->cursor, segment, forms[i],
		    e->arena, &list, NULL, NULL))
			list_add(e, to, &list);
}

static void
part_find(struct eval *e, uint64_t segment, const struct search_part *part,
    struct eval_lists *to)
{
	const struct word_form *form = part->form;

	if (part->prefix)
		list_find_prefix(e->cursor, segment, form->form,
		    EVAL_LISTS_MAX, e->arena, &to->lists, &to->count,
		    &e->partial);
	if (part->exact) {
		if (!part->prefix)
			term_add(e, segment, form->form, false, to);
		return;
	}
	term_add(e, segment, form->form, true, to);
	for (size_t i = 0; i < form->stem_count; i++)
		term_add(e, segment, form->stems[i], true, to);
}

/* Okapi BM25's weight of a word (Robertson, Zaragoza 2009), never negative. */
static double
weight(const struct eval *e, uint64_t posts)
{
	double n = (double)e->posts, df = (double)posts;

	if (df > n)
		df = n;
	return log(1 + (n - df + 0.5) / (df + 0.5));
}

void
eval_find(struct eval *e)
{
	for (size_t i = 0; i < e->segment_count; i++) {
		struct eval_segment *s = &e->segments[i];

		s->parts = arena_alloc(e->arena, (e->part_count + 1) *
		    sizeof(*s->parts));
		s->whole = true;
		for (size_t p = 0; p < e->part_count && !eval_late(e); p++) {
			part_find(e, s->segment.id, e->parts[p].part,
			    &s->parts[p]);
			for (size_t l = 0; l < s->parts[p].count; l++)
				e->parts[p].posts +=
				    s->parts[p].lists[l].total;
		}
		for (size_t p = 0; p < e->part_count; p++)
			if (s->parts[p].count == 0)
				s->whole = false;
	}
	for (size_t p = 0; p < e->part_count; p++)
		e->parts[p].weight = weight(e, e->parts[p].posts);
}

void
eval_filter(struct eval *e, const struct eval_segment *s, char kind,
    const uint64_t *ids, size_t count, struct merged *out)
{
	struct list *lists = arena_alloc(e->scratch, (count + 1) *
	    sizeof(*lists));
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (list_find(e->cursor, s->segment.id,
		    filter_term(kind, ids[i], e->scratch), e->scratch,
		    &lists[n], NULL, NULL))
			n++;
	merged_begin(out, lists, n, e->scratch);
}
