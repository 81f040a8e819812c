/* words: one's own list of words for spelling, and its language. */
#include <string.h>

#include "ui/lines/own.h"

/* Of enum spelling. */
static const char *const uses[] = { "own", "fr", "en", "off" };

static int
words_list(struct call *call)
{
	struct wordlist list;
	enum err e = query_wordlist(call->store, call->who, call->arena,
	    &list);
	json_t *words;
	size_t at = 0;

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (!call->args.json) {
		lines_text(call, list.words);
		return DONE;
	}
	words = json_array();
	while (at < list.words.len) {
		const char *p = list.words.p + at;
		const char *end = memchr(p, '\n', list.words.len - at);

		json_array_append_new(words, lines_json_str((struct str){ p,
		    (size_t)(end - p) }));
		at += (size_t)(end - p) + 1;
	}
	return lines_json(call, json_pack("{s:s s:o}", "spelling",
	    uses[list.spelling], "words", words));
}

static bool
find_use(const char *word, uint64_t *out)
{
	for (size_t i = 0; i < LENGTH(uses); i++)
		if (strcmp(uses[i], word) == 0) {
			*out = i;
			return true;
		}
	return false;
}

int
run_words(struct call *call)
{
	struct act_args args = { 0 };
	struct act_result result = { 0 };
	const char *deed = call->count > 0 ? call->words[0] : "list";
	enum act act;
	enum err e;

	if (call->count < 2)
		return strcmp(deed, "list") == 0 ? words_list(call) :
		    lines_usage(call);
	args.name = str_of(call->words[1]);
	if (strcmp(deed, "add") == 0)
		act = ACT_WORD_ADD;
	else if (strcmp(deed, "remove") == 0)
		act = ACT_WORD_DROP;
	else if (strcmp(deed, "use") == 0 && find_use(call->words[1],
	    &args.number))
		act = ACT_SPELLING_SET;
	else
		return lines_usage(call);
	e = act_run(call->store, call->who, act, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, NULL);
	return call->args.json ? words_list(call) : DONE;
}
