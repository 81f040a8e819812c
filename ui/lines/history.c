/* history: what a post said before it was changed, and the differences. */
#include <string.h>

#include "store/base/diff.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum { VERSIONS_SAID = 50 };

/* --- differences in words --- */

static void
changed_lines_say(struct call *call, struct str text, const uint8_t *kinds)
{
	size_t at, end, i;
	bool changed;

	for (at = 0; at < text.len; at = end + 1) {
		changed = false;
		for (end = at; end < text.len && text.p[end] != '\n'; end++)
			;
		for (i = at; i < end; i++)
			changed = changed || kinds[i] != DIFF_SAME;
		if (changed)
			lines_text(call, (struct str){ text.p + at,
			    end - at });
	}
}

/* One part of a post; true: it changed. */
static bool
part_say(struct call *call, const char *name, struct str before,
    struct str after)
{
	struct diff_marks marks = { "[-", "-]", "{+", "+}" };
	struct diff diff;
	struct str text;
	uint8_t *kinds;

	if (call->io->plain)
		marks = (struct diff_marks){ _("[removed: "), "]",
		    _("[added: "), "]" };
	diff_words(before, after, call->arena, &diff);
	if (!diff.changed)
		return false;
	text = diff_text(&diff, &marks, call->arena, &kinds);
	if (name != NULL)
		fprintf(call->io->out, "%s\n", name);
	changed_lines_say(call, text, kinds);
	return true;
}

enum err
lines_history_say(struct call *call, uint64_t post,
    const struct version_view *versions, size_t at)
{
	struct post_text before, after;
	bool changed;
	enum err e;

	e = query_version(call->store, call->who, post, versions[at].revision,
	    call->arena, &after);
	if (e != OK)
		return e;
	if (at == 0) {
		lines_text(call, after.text);
		return OK;
	}
	e = query_version(call->store, call->who, post,
	    versions[at - 1].revision, call->arena, &before);
	if (e != OK)
		return e;
	changed = part_say(call, _("Title"), before.title, after.title);
	changed |= part_say(call, _("What I understand of your point of"
	    " view"), before.restate, after.restate);
	changed |= part_say(call, _("Where we meet"), before.agree,
	    after.agree);
	changed |= part_say(call, NULL, before.text, after.text);
	if (!changed)
		fprintf(call->io->out, "%s\n", _("No word changed: blanks or"
		    " line ends only."));
	return OK;
}

/* --- the command --- */

static json_t *
changes_json(struct call *call, struct str before, struct str after)
{
	static const char *const kinds[] = { "same", "removed", "added" };
	json_t *list = json_array();
	struct diff diff;

	diff_words(before, after, call->arena, &diff);
	for (size_t i = 0; i < diff.count; i++)
		json_array_append_new(list, json_pack("{s:s s:o}", "kind",
		    kinds[diff.runs[i].kind], "text",
		    lines_json_str(diff.runs[i].text)));
	return list;
}

static int
history_json(struct call *call, const struct post_view *post,
    const struct version_view *versions, size_t first, size_t count)
{
	json_t *list = json_array();
	struct post_text text = { 0 }, before;
	enum err e = OK;

	for (size_t i = first > 0 ? first - 1 : 0; i < count; i++) {
		before = text;
		e = query_version(call->store, call->who, post->post.id,
		    versions[i].revision, call->arena, &text);
		if (e != OK)
			break;
		if (i < first)
			continue;
		json_array_append_new(list, json_pack(
		    "{s:I s:o s:o s:I s:o s:o s:o s:o s:o}",
		    "version", (json_int_t)i + 1,
		    "written", lines_json_time(versions[i].written),
		    "author", lines_json_str(post->author),
		    "bytes", (json_int_t)versions[i].bytes,
		    "title", lines_json_opt(text.title),
		    "restate", lines_json_opt(text.restate),
		    "agree", lines_json_opt(text.agree),
		    "text", lines_json_str(text.text),
		    "changes", i == 0 ? json_null() : changes_json(call,
		    before.text, text.text)));
	}
	if (e == OK)
		return lines_json(call, json_pack("{s:I s:I s:o}", "post",
		    (json_int_t)post->post.id, "count", (json_int_t)count,
		    "versions", list));
	json_decref(list);
	return lines_refuse(call, e, NULL, call->words[0]);
}

static void
version_line(struct call *call, const struct post_view *post,
    const struct version_view *versions, size_t i)
{
	lines_field(call, _("version %zu"), i + 1);
	lines_field(call, "%.*s", STR(post->author));
	lines_field(call, "%s", lines_date(call, versions[i].written));
	lines_field(call, ngettext_("%zu byte", "%zu bytes",
	    versions[i].bytes), versions[i].bytes);
	lines_end(call);
	fputc('\n', call->io->out);
}

int
run_history(struct call *call)
{
	size_t limit = call->args.limit ? call->args.limit : VERSIONS_SAID;
	struct version_view *versions;
	struct post_view post;
	size_t count, first, i;
	uint64_t id;
	enum err e;

	if (!lines_id(call, 0, &id))
		return lines_usage(call);
	if ((e = query_history(call->store, call->who, id, call->arena,
	    &versions, &count)) != OK || (e = query_post(call->store,
	    call->who, id, call->arena, &post)) != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	first = count > limit ? count - limit : 0;
	if (call->args.json)
		return history_json(call, &post, versions, first, count);
	for (i = first; i < count && e == OK; i++) {
		if (i > first)
			fputc('\n', call->io->out);
		version_line(call, &post, versions, i);
		e = lines_history_say(call, id, versions, i);
	}
	return e == OK ? DONE : lines_refuse(call, e, NULL, call->words[0]);
}
