/*
 * search_scan: posts that wait for the indexer, read as they are.  At most
 * SEARCH_PENDING of them; writers see to it that there are no more for long.
 */
#include "store/forum/search_eval.h"

static bool
one_of(const uint64_t *ids, size_t count, uint64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return count == 0;
}

static bool
filters_fit(const struct eval *e, const struct post *post)
{
	return one_of(e->rooms, e->room_count, post->room) &&
	    one_of(e->authors, e->author_count, post->author) &&
	    one_of(e->types, e->type_count, post->type) &&
	    (e->after == 0 || post->created >= e->after) &&
	    (e->before == 0 || post->created < e->before);
}

/* The sum over clauses; false: one of them is not there. */
static bool
score(const struct eval *e, const struct search_text *texts, double *out)
{
	uint32_t words = 0;
	size_t first = 0;

	*out = 0;
	for (size_t f = 0; f < SEARCH_FIELDS; f++)
		words += (uint32_t)texts[f].count;
	for (size_t i = 0; i < e->q.count; i++) {
		const struct search_clause *c = &e->q.clauses[i];
		uint32_t times = 0;
		double weight = 0;

		for (size_t k = 0; k < c->count; k++)
			weight += e->parts[first + k].weight;
		for (size_t f = 0; f < SEARCH_FIELDS; f++)
			times += search_clause_times(c, &texts[f], NULL);
		if (times == 0)
			return false;
		*out += eval_score(e, weight, times, words);
		first += c->count;
	}
	return true;
}

static enum err
post_scan(struct eval *e, uint64_t scope, uint64_t id)
{
	struct search_text texts[SEARCH_FIELDS];
	struct str fields[SEARCH_FIELDS];
	struct post post;
	struct room room;
	double sum;
	enum err err = load_post(e->r->txn, id, e->scratch, &post);

	if (err == ERR_NOT_FOUND || (err == OK && (post.state != POST_LIVE ||
	    u64s_has(&e->blind, id) || !filters_fit(e, &post))))
		return OK;
	if (err != OK ||
	    (err = load_room(e->r->txn, post.room, e->scratch, &room)) != OK)
		return err;
	if (search_scope(&room) != scope)
		return OK;
	err = search_fields(e->r->txn, &post, e->scratch, fields);
	if (err != OK)
		return err;
	for (size_t f = 0; f < SEARCH_FIELDS; f++)
		search_text(fields[f], e->words, e->scratch, &texts[f]);
	if (score(e, texts, &sum))
		eval_add(e, id, sum);
	return OK;
}

enum err
eval_scan(struct eval *e)
{
	size_t scanned = 0;
	enum err err = OK;

	for (size_t s = 0; s < e->scope_count; s++) {
		const struct eval_scope *scope = &e->scopes[s];

		/* The last ones first: what is left out is older. */
		for (size_t i = scope->pending_count; i-- > 0; ) {
			if (scanned++ >= SEARCH_PENDING || e->end == 0) {
				e->partial = true;
				return OK;
			}
			/* A text takes as long as so many postings. */
			e->turns |= 0xFF;
			if (eval_late(e))
				return OK;
			err = post_scan(e, scope->id, scope->pending[i]);
			arena_reset(e->scratch);
			if (err != OK && !search_unreadable(err))
				return err;
		}
	}
	return OK;
}
