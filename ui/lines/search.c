/* search: posts by their words. */
#include <string.h>

#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { LIMIT_USUAL = 20 };

/* Does it hold white space, as only a quoted word can? */
static bool
was_quoted(const char *word)
{
	return strpbrk(word, " \t\n") != NULL && strpbrk(word, "\":") == NULL &&
	    strstr(word, "«") == NULL && strstr(word, "“") == NULL;
}

struct str
lines_sought(struct call *call, int count, char **words)
{
	char *out = arena_strdup(call->arena, "");

	/* search "a b": the quotes were the shell's, and are meant. */
	for (int i = 0; i < count; i++)
		out = arena_printf(call->arena, was_quoted(words[i]) ?
		    "%s%s\"%s\"" : "%s%s%s", out, i > 0 ? " " : "",
		    words[i]);
	return str_of(out);
}

char *
lines_snippet(struct call *call, const struct search_hit *hit)
{
	const char *text = hit->snippet.p;
	char *out = arena_strdup(call->arena, hit->before ? "…" : "");
	size_t at = 0;

	if (hit->ignored)
		return arena_printf(call->arena, "[%s]", _("ignored"));
	for (size_t i = 0; i < hit->range_count; i++) {
		struct text_range r = hit->ranges[i];

		out = arena_printf(call->arena, "%s%.*s[%.*s]", out,
		    (int)(r.at - at), text + at, (int)r.len, text + r.at);
		at = r.at + r.len;
	}
	return arena_printf(call->arena, "%s%.*s%s", out,
	    (int)(hit->snippet.len - at), text == NULL ? "" : text + at,
	    hit->after ? "…" : "");
}

static json_t *
found_json(const struct search_hit *hit)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hit->range_count; i++)
		json_array_append_new(list, lines_json_str((struct str){
		    hit->snippet.p + hit->ranges[i].at,
		    hit->ranges[i].len }));
	return list;
}

static json_t *
hit_json(const struct search_hit *hit)
{
	return json_pack("{s:I s:I s:o s:o s:o s:o s:o s:o s:o s:o s:b}",
	    "id", (json_int_t)hit->post, "thread", (json_int_t)hit->thread,
	    "parent", lines_json_id(hit->parent),
	    "room", lines_json_str(hit->room_name),
	    "author", lines_json_str(hit->author),
	    "type", lines_json_word(VOCABULARY_TYPE, hit->type),
	    "created", lines_json_time(hit->created),
	    "title", lines_json_str(hit->title),
	    "snippet", lines_json_str(hit->snippet),
	    "found", found_json(hit),
	    "ignored", (int)hit->ignored);
}

static int
hits_json(struct call *call, const struct search_found *found)
{
	json_t *list = json_array();

	for (size_t i = 0; i < found->count; i++)
		json_array_append_new(list, hit_json(&found->hits[i]));
	return lines_json(call, json_pack("{s:I s:b s:o}",
	    "total", (json_int_t)found->total,
	    "partial", (int)found->partial, "hits", list));
}

static void
hit_line(struct call *call, const struct search_hit *hit)
{
	char *date = lines_date(call, hit->created);

	lines_field(call, "%llu", (unsigned long long)hit->post);
	lines_field(call, "%s", vocabulary_words(VOCABULARY_TYPE,
	    &(size_t){ 0 })[hit->type].word);
	lines_field(call, "%.*s", STR(hit->author));
	lines_field(call, "%.*s", STR(hit->room_name));
	/* The day, without the hour. */
	lines_field(call, "%.10s", date);
	lines_field(call, "%s", lines_snippet(call, hit));
	lines_end(call);
}

int
run_search(struct call *call)
{
	struct search_ask ask = {
		.words = lines_sought(call, call->count, call->words),
		.order = call->args.newest ? SEARCH_NEWEST : SEARCH_BEST,
		.limit = call->args.limit ? call->args.limit : LIMIT_USUAL,
	};
	struct search_found found = { 0 };
	struct refusal why = { 0 };
	enum err e = query_search(call->store, call->who, &ask, call->arena,
	    &found, &why);

	if (e != OK)
		return lines_refuse(call, e, &why, NULL);
	if (call->args.json)
		return hits_json(call, &found);
	for (size_t i = 0; i < found.count; i++)
		hit_line(call, &found.hits[i]);
	if (found.partial)
		fprintf(call->io->err, "%s\n", _("The search stopped before "
		    "its end: there may be more."));
	return DONE;
}
