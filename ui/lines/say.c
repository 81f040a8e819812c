/* say: what line commands write: fields, sentences, refusals. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "ui/lines/own.h"

int
lines_say_no(struct call *call, const char *sentence)
{
	struct str safe = text_safe(str_of(sentence), call->arena);
	const char *prefix = call->io->plain ? "%s" : _("palabre: %s");
	char *one = arena_memdup0(call->arena, safe.p, safe.len);

	/* One line, whatever the words in it hold. */
	for (char *p = one; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	fprintf(call->io->err, prefix, one);
	fputc('\n', call->io->err);
	return REFUSED;
}

int
lines_refuse(struct call *call, enum err e, const struct refusal *why,
    const char *word)
{
	char sentence[512];

	if (e == ERR_NOT_FOUND && word != NULL &&
	    (why == NULL || why->msgid == NULL))
		return lines_say_no(call, arena_printf(call->arena,
		    call->who->machine && call->who->member == 0 ?
		    _("%s does not exist.") :
		    _("%s does not exist, or this account cannot read it."),
		    word));
	i18n_refusal(sentence, sizeof(sentence), e, why);
	return lines_say_no(call, sentence);
}

int
lines_usage(struct call *call)
{
	fprintf(call->io->err, _("usage: %s"), arena_printf(call->arena,
	    "%s%s", call->io->before ? call->io->before : "",
	    call->command->usage));
	fputc('\n', call->io->err);
	return USAGE;
}

int
lines_json(struct call *call, json_t *doc)
{
	json_dumpf(doc, call->io->out, JSON_INDENT(1));
	fputc('\n', call->io->out);
	json_decref(doc);
	return DONE;
}

int
lines_number(struct call *call, uint64_t id)
{
	if (call->args.json)
		return lines_json(call, json_pack("{s:I}", "id",
		    (json_int_t)id));
	fprintf(call->io->out, "#%llu\n", (unsigned long long)id);
	return DONE;
}

void
lines_field(struct call *call, const char *fmt, ...)
{
	char *text = NULL;
	va_list list;

	va_start(list, fmt);
	if (vasprintf(&text, fmt, list) < 0)
		fatal("no memory");
	va_end(list);
	if (call->line_begun)
		fputs(call->io->plain ? ", " : "  ", call->io->out);
	call->line_begun = true;
	for (char *p = text; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	struct str safe = text_safe(str_of(text), call->arena);
	fwrite(safe.p, 1, safe.len, call->io->out);
	free(text);
}

void
lines_end(struct call *call)
{
	call->line_begun = false;
	fputc('\n', call->io->out);
}

void
lines_text(struct call *call, struct str text)
{
	struct str safe = text_safe(text, call->arena);

	fwrite(safe.p, 1, safe.len, call->io->out);
	if (safe.len == 0 || safe.p[safe.len - 1] != '\n')
		fputc('\n', call->io->out);
}

char *
lines_date(struct call *call, int64_t t)
{
	struct tm tm;

	i18n_local(t, &tm);
	return arena_printf(call->arena, "%04d-%02d-%02d %02d:%02d",
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
	    tm.tm_min);
}

char *
lines_copy(struct call *call, struct str s)
{
	return arena_memdup0(call->arena, s.p, s.len);
}

bool
lines_id(struct call *call, int n, uint64_t *id)
{
	const char *word = call->words[n];

	/* People copy "#12" from a screen. */
	if (*word == '#')
		word++;
	return parse_u64(word, 1, INT64_MAX, id) == OK;
}

char *
lines_profiles(struct call *call, const struct member *m)
{
	size_t count;
	const struct word *words = vocabulary_words(VOCABULARY_PROFILE, &count);
	char *out = NULL;

	for (size_t i = 0; i < LENGTH(m->profiles); i++) {
		unsigned p = m->profiles[i];
		if (p == 0 || p > count)
			continue;
		out = arena_printf(call->arena, "%s%s%s", out ? out : "",
		    out ? "," : "", words[p - 1].word);
	}
	return out ? out : arena_strdup(call->arena, "");
}
