/* own_data: one's own data, taken along or erased. */
#include <string.h>

#include "store/forum/query_export.h"
#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

/* Numbers that stand for a word. */
static const struct worded {
	enum record type;
	const char *field;
	enum vocabulary words;
	bool none;		/* 0 stands for none of them */
} worded[] = {
	{ RECORD_MEMBER, "status", VOCABULARY_STATUS },
	{ RECORD_MEMBER, "profile1", VOCABULARY_PROFILE, true },
	{ RECORD_MEMBER, "profile2", VOCABULARY_PROFILE, true },
	{ RECORD_FLAG, "profile", VOCABULARY_PROFILE, true },
	{ RECORD_STAND, "profile", VOCABULARY_PROFILE, true },
	{ RECORD_MANDATE, "role", VOCABULARY_ROLE },
	{ RECORD_POST, "type", VOCABULARY_TYPE },
	{ RECORD_POST, "state", VOCABULARY_POST_STATE },
	{ RECORD_POST, "restated", VOCABULARY_RESTATED },
	{ RECORD_POST, "mask", VOCABULARY_MASK },
	{ RECORD_DRAFT, "type", VOCABULARY_TYPE },
	{ RECORD_DECISION, "measure", VOCABULARY_MEASURE },
	{ RECORD_DECISION, "origin", VOCABULARY_ORIGIN },
	{ RECORD_STAND, "kind", VOCABULARY_STAND },
};
/* Who acted for the team, and what nobody needs. */
static const char *const kept_back[] = { "by", "second", "granted_by", "with",
	"blob", "casefile", "supports", "pseudonym" };

struct export {
	struct call *call;
	json_t *all;		/* of --json: an array a kind of record */
	enum record last;
	bool begun;
};

static json_t *
number(enum record type, const struct field *field, uint64_t n)
{
	const struct word *words;
	size_t count, i;

	for (i = 0; i < LENGTH(worded); i++)
		if (worded[i].type == type &&
		    strcmp(worded[i].field, field->name) == 0) {
			words = vocabulary_words(worded[i].words, &count);
			if (worded[i].none && n-- == 0)
				return json_null();
			if (n < count)
				return json_string(words[n].word);
		}
	return json_integer((json_int_t)n);
}

/* Words that are no vocabulary; NULL: none. */
static const char *
word_of(enum record type, const struct field *field, const void *rec)
{
	const struct member *member = rec;

	if (type == RECORD_NOTICE && strcmp(field->name, "kind") == 0)
		return lines_notice_kind(rec)->word;
	if (type == RECORD_MEMBER && strcmp(field->name, "language") == 0)
		return member->language == LANGUAGE_EN ? "en" : "fr";
	return NULL;
}

static json_t *
value(enum record type, const struct field *field, const void *rec)
{
	const char *at = (const char *)rec + field->offset;
	const struct u64s *list = (const struct u64s *)at;
	json_t *array;
	size_t i;

	if (word_of(type, field, rec) != NULL)
		return json_string(word_of(type, field, rec));
	switch (field->type) {
	case FIELD_U8:
		return number(type, field, *(const uint8_t *)at);
	case FIELD_U32:
		return json_integer(*(const uint32_t *)at);
	case FIELD_U64:
		return number(type, field, *(const uint64_t *)at);
	case FIELD_I64:
		return lines_json_time(*(const int64_t *)at);
	case FIELD_BOOL:
		return json_boolean(*(const bool *)at);
	case FIELD_STR:
		return lines_json_str(*(const struct str *)at);
	case FIELD_U64S:
		array = json_array();
		for (i = 0; i < list->count; i++)
			json_array_append_new(array,
			    json_integer((json_int_t)list->at[i]));
		return array;
	}
	return json_null();
}

static bool
told(const struct field *field)
{
	for (size_t i = 0; i < LENGTH(kept_back); i++)
		if (strcmp(kept_back[i], field->name) == 0)
			return false;
	return true;
}

/* A heading a kind, a line a field; what is empty is left out. */
static void
say(struct export *x, enum record type, json_t *one)
{
	FILE *out = x->call->io->out;
	const char *name;
	json_t *field;
	char *text;

	if (!x->begun || x->last != type)
		fprintf(out, "%s[%s]\n", x->begun ? "\n" : "",
		    record_types[type].name);
	else
		fputc('\n', out);
	json_object_foreach(one, name, field) {
		if (json_is_null(field) || json_is_false(field) ||
		    (json_is_string(field) && json_string_length(field) == 0) ||
		    (json_is_integer(field) && json_integer_value(field) == 0))
			continue;
		fprintf(out, "%s: ", name);
		if (json_is_string(field))
			lines_text(x->call, (struct str){
			    json_string_value(field),
			    json_string_length(field) });
		else if ((text = json_dumps(field, JSON_ENCODE_ANY)) != NULL) {
			fprintf(out, "%s\n", text);
			free(text);
		}
	}
}

static void
each(void *arg, enum record type, const void *rec)
{
	struct export *x = arg;
	const struct record_type *t = &record_types[type];
	json_t *one = json_object(), *list;

	for (size_t i = 0; i < t->field_count; i++)
		if (told(&t->fields[i]))
			json_object_set_new(one, t->fields[i].name,
			    value(type, &t->fields[i], rec));
	if (x->all == NULL) {
		say(x, type, one);
		json_decref(one);
	} else {
		if ((list = json_object_get(x->all, t->name)) == NULL) {
			list = json_array();
			json_object_set_new(x->all, t->name, list);
		}
		json_array_append_new(list, one);
	}
	x->begun = true;
	x->last = type;
}

int
run_export(struct call *call)
{
	struct export x = { .call = call,
	    .all = call->args.json ? json_object() : NULL };
	enum err e = query_export(call->store, call->who, each, &x);

	if (e == OK && x.all != NULL)
		return lines_json(call, x.all);
	json_decref(x.all);
	return e == OK ? DONE : lines_refuse(call, e, NULL, NULL);
}

/* What stands now, read back. */
static int
erase_said(struct call *call)
{
	struct member_view me;
	enum err e = query_member(call->store, call->who, call->who->member,
	    call->arena, &me);

	if (e != OK)
		return lines_refuse(call, e, NULL, NULL);
	if (call->args.json)
		return lines_json(call, json_pack("{s:o s:b}", "erase",
		    lines_json_time(me.member.erase), "blank_texts",
		    (int)me.member.blank));
	if (me.member.erase == 0)
		fprintf(call->io->out, "%s\n",
		    _("Your account stays: nothing is erased."));
	else
		fprintf(call->io->out, _("Your account is erased on %s; until "
		    "then `erase --cancel` calls it off.\n"),
		    lines_date(call, me.member.erase));
	return DONE;
}

int
run_erase(struct call *call)
{
	struct act_args args = { .back = call->args.cancel,
	    .number = call->args.blank };
	struct act_result result = { 0 };
	enum err e;

	if (call->args.cancel && call->args.blank)
		return lines_usage(call);
	if (lines_password(call, &args.password) != OK)
		return lines_usage(call);
	e = act_run(call->store, call->who, ACT_ERASE, &args, &result);
	lines_wipe(&args.password);
	return e == OK ? erase_said(call) :
	    lines_refuse(call, e, &result.why, NULL);
}
