/* charter: the charter as it stands or stood, and a sysop's other text. */
#include <string.h>

#include "store/forum/charter.h"
#include "ui/lines/own.h"

void
lines_article(struct call *call, const struct charter *charter,
    unsigned number, char clause)
{
	const struct charter_article *article =
	    &charter->words[i18n_current()].articles[number - 1];

	if (clause == '\0') {
		lines_field(call, *article->text != '\0' ? "%u. %s %s" :
		    "%u. %s%s", number, article->title, article->text);
		lines_end(call);
	}
	for (unsigned i = 0; i < article->clause_count; i++) {
		if (clause != '\0' && clause != (char)('a' + i))
			continue;
		lines_field(call, "%u%c. %s", number, 'a' + (int)i,
		    article->clauses[i]);
		lines_end(call);
	}
}

static json_t *
article_json(const struct charter_article *article, unsigned number,
    char clause)
{
	json_t *clauses = json_array();

	for (unsigned i = 0; i < article->clause_count; i++) {
		const char name[] = { (char)('a' + i), '\0' };

		if (clause == '\0' || clause == *name)
			json_array_append_new(clauses, json_pack("{s:s s:s}",
			    "clause", name, "text", article->clauses[i]));
	}
	return json_pack("{s:I s:s s:o s:o}", "article", (json_int_t)number,
	    "title", article->title,
	    "text", lines_json_opt(str_of(article->text)),
	    "clauses", clauses);
}

static int
charter_json(struct call *call, const struct charter *charter,
    unsigned article, char clause)
{
	const struct charter_words *words = &charter->words[i18n_current()];
	json_t *articles = json_array(), *lines = json_array();

	for (unsigned i = 1; i <= words->article_count; i++)
		if (article == 0 || article == i)
			json_array_append_new(articles, article_json(
			    &words->articles[i - 1], i, clause));
	for (unsigned i = 0; i < words->line_count; i++)
		json_array_append_new(lines, json_pack("{s:I s:s s:s}",
		    "article", (json_int_t)words->lines[i].article,
		    "text", words->lines[i].text,
		    "brief", words->lines[i].brief));
	return lines_json(call, json_pack("{s:I s:o s:s s:o s:o}",
	    "version", (json_int_t)charter->version,
	    "since", lines_json_time(charter->since),
	    "language", i18n_current() == LANGUAGE_EN ? "en" : "fr",
	    "articles", articles, "lines", lines));
}

/* All of it, or what words[0] names. */
static int
charter_show(struct call *call)
{
	struct charter charter = *charter_now(call->store);
	unsigned article = 0;
	char clause = '\0';
	enum err e = OK;

	if ((call->count == 1 && !charter_quoted(call->words[0], &article,
	    &clause)) || (call->args.raw && (article != 0 ||
	    call->args.json)))
		return lines_usage(call);
	if (call->args.version != 0)
		e = query_charter(call->store, call->args.version,
		    call->arena, &charter);
	if (e == ERR_NOT_FOUND)
		return lines_say_no(call, _("The charter has no such version; "
		    "charter versions lists them."));
	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->count == 1 && !charter_has(&charter, article, clause))
		return lines_refuse(call, ERR_NOT_FOUND, NULL, call->words[0]);
	if (call->args.raw) {
		fwrite(charter.text.p, 1, charter.text.len, call->io->out);
		return DONE;
	}
	if (call->args.json)
		return charter_json(call, &charter, article, clause);
	if (article != 0) {
		lines_article(call, &charter, article, clause);
		return DONE;
	}
	for (unsigned i = 1; i <= charter.words[0].article_count; i++)
		lines_article(call, &charter, i, '\0');
	return DONE;
}

static int
charter_versions(struct call *call)
{
	json_t *list = json_array();
	struct charter_view *views;
	size_t count;
	enum err e = query_charters(call->store, call->arena, &views, &count);

	for (size_t i = 0; e == OK && i < count; i++) {
		const struct charter_view *v = &views[i];

		if (call->args.json) {
			json_array_append_new(list, json_pack("{s:I s:o s:o}",
			    "version", (json_int_t)v->version,
			    "since", lines_json_time(v->since),
			    "by", lines_json_opt(v->by)));
			continue;
		}
		lines_field(call, "%llu", (unsigned long long)v->version);
		lines_field(call, "%s", v->since != 0 ? lines_date(call,
		    v->since) : _("shipped with the program"));
		if (v->since != 0)
			lines_field(call, "%s", v->by.len > 0 ?
			    lines_copy(call, v->by) : _("from the server"));
		lines_end(call);
	}
	if (e == OK && call->args.json)
		return lines_json(call, json_pack("{s:o}", "versions", list));
	json_decref(list);
	return e == OK ? DONE : lines_refuse(call, e, NULL, NULL);
}

/* The right first: others need no advice on their files. */
static int
charter_set(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	enum err e;

	if (call->io->plain)
		return lines_say_no(call, _("The charter’s text is a file, "
		    "given by a command: ssh NAME@HOST charter set < FILE."));
	if ((e = store_may(call->store, call->who, ACT_CHARTER_SET, &args,
	    &result.why)) != OK || (e = lines_body(call, &args.text,
	    &result.why)) != OK || (e = act_run(call->store, call->who,
	    ACT_CHARTER_SET, &args, &result)) != OK)
		return lines_refuse(call, e, &result.why, NULL);
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "version",
		    (json_int_t)result.id));
	lines_field(call, _("This is version %llu of the charter; each person "
	    "is shown it at their next login."),
	    (unsigned long long)result.id);
	lines_end(call);
	return DONE;
}

int
run_charter(struct call *call)
{
	static const struct { const char *word; int (*run)(struct call *); }
	    deeds[] = {
		{ "versions", charter_versions }, { "set", charter_set },
	};

	for (size_t i = 0; call->count == 1 && i < LENGTH(deeds); i++)
		if (strcmp(call->words[0], deeds[i].word) == 0)
			return call->args.raw || call->args.version != 0 ?
			    lines_usage(call) : deeds[i].run(call);
	return charter_show(call);
}
