/* log: the moderation log, as anybody reads it and takes it along. */
#include <stdlib.h>
#include <string.h>

#include "store/forum/draw.h"
#include "ui/lines/log_file.h"
#include "ui/lines/own.h"

enum { EXPORT_PAGE = 500 };	/* entries read at once */

static json_t *
entry_json(const struct log_view *v)
{
	json_t *fields = json_object();
	const char *p = v->entry.public_fields.p;
	const char *end = p + v->entry.public_fields.len, *feed, *is;

	for (; p < end && (feed = memchr(p, '\n', (size_t)(end - p))) != NULL;
	    p = feed + 1)
		if ((is = memchr(p, '=', (size_t)(feed - p))) != NULL)
			json_object_setn_new(fields, p, (size_t)(is - p),
			    json_stringn(is + 1, (size_t)(feed - is) - 1));
	return json_pack("{s:I s:o s:s s:o}", "number",
	    (json_int_t)v->entry.number, "at", lines_json_time(v->entry.at),
	    "hash", v->hash, "fields", fields);
}

static void
entry_line(struct call *call, const struct log_view *v)
{
	struct str fields = v->entry.public_fields;
	char *line = arena_memdup0(call->arena, fields.p, fields.len);

	for (char *p = line; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	lines_field(call, "%llu", (unsigned long long)v->entry.number);
	lines_field(call, "%s", lines_date(call, v->entry.at));
	lines_field(call, "%s", line);
	lines_field(call, "%.12s", v->hash);
	lines_end(call);
}

/* All that is shown, in the order of the log, a JSON document a line: what
 * log_file.h reads. */
static int
log_export(struct call *call)
{
	struct log_view *views;
	uint64_t after = 0;
	size_t count;
	enum err e;

	do {
		struct arena *page = arena_new();

		e = query_log_after(call->store, call->who, after, EXPORT_PAGE,
		    page, &views, &count);
		for (size_t i = 0; e == OK && i < count; i++) {
			char *line = log_file_line(&views[i].entry);

			fprintf(call->io->out, "%s\n", line);
			free(line);
			after = views[i].entry.number;
		}
		arena_free(page);
	} while (e == OK && count == EXPORT_PAGE &&
	    ferror(call->io->out) == 0);
	return e == OK ? DONE : lines_refuse(call, e, NULL, NULL);
}

/* Draws again over the entry alone. */
static int
log_replay(struct call *call, uint64_t number)
{
	struct log_view *views;
	size_t seats[DRAW_SEATS], count;
	bool same;
	enum err e = query_log(call->store, call->who, number + 1, 1,
	    call->arena, &views, &count);

	if (e == OK && (count == 0 || views[0].entry.number != number))
		e = ERR_NOT_FOUND;
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (draw_replay(&views[0].entry, seats, &same) != OK)
		return lines_say_no(call, _("This entry is no draw."));
	if (!same)
		return lines_say_no(call, _("Another jury comes out: the entry "
		    "does not say what was drawn."));
	for (size_t i = 0; i < DRAW_SEATS; i++)
		lines_field(call, "%zu", seats[i] + 1);
	lines_end(call);
	fprintf(call->io->out, "%s\n", _("The same seven come out: five who "
	    "sit, then two alternates, by their place in the pool."));
	return DONE;
}

int
run_log(struct call *call)
{
	size_t count, limit = call->args.limit ? call->args.limit : 50;
	struct log_view *views, head;
	json_t *list;
	enum err e;

	if (call->args.replay != 0)
		return log_replay(call, call->args.replay);
	if (call->args.export)
		return log_export(call);
	if ((e = query_log_head(call->store, call->arena, &head)) != OK ||
	    (e = query_log(call->store, call->who, call->args.before, limit,
	    call->arena, &views, &count)) != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json) {
		list = json_array();
		for (size_t i = 0; i < count; i++)
			json_array_append_new(list, entry_json(&views[i]));
		return lines_json(call, json_pack("{s:I s:s s:o}",
		    "head", (json_int_t)head.entry.number, "hash", head.hash,
		    "entries", list));
	}
	if (call->args.head) {
		fprintf(call->io->out, "%llu:%s\n",
		    (unsigned long long)head.entry.number, head.hash);
		return DONE;
	}
	for (size_t i = 0; i < count; i++)
		entry_line(call, &views[i]);
	return DONE;
}
