/* profile: one's own profile and settings by lines, and another's page. */
#include <stddef.h>
#include <string.h>

#include "ui/lines/own.h"

#define STR(s) (int)(s).len, (s).p ? (s).p : ""

enum field_kind { FIELD_WORD, FIELD_LINE, FIELD_NUMBER, FIELD_PROFILES,
	FIELD_HATS };

static const char *const experiences[] = { "unsaid", "new", "some", "long",
	NULL };
static const char *const languages[] = { "fr", "en", NULL };
static const char *const themes[] = { "dark", "light", "contrast", "none",
	NULL };
static const char *const signs[] = { "lines", "ascii", NULL };
static const char *const modes[] = { "full", "plain", NULL };
static const char *const switches[] = { "off", "on", NULL };
static const char *const unmailed[] = { "on", "off", NULL };
static const char *const presences[] = { "unasked", "hidden", "shown", NULL };

/* A word's index is the value of a byte of the record. */
static const struct profile_field {
	const char *name;
	enum field_kind kind;
	size_t offset;
	const char *const *words;
	bool shown;		/* to others */
} profile_fields[] = {
	{ "profiles", FIELD_PROFILES, 0, NULL, true },
	{ "structure", FIELD_LINE, offsetof(struct member, structure), NULL,
	    true },
	{ "experience", FIELD_WORD, offsetof(struct member, experience),
	    experiences, true },
	{ "hats", FIELD_HATS, 0, NULL, true },
	{ "language", FIELD_WORD, offsetof(struct member, language),
	    languages, false },
	{ "theme", FIELD_WORD, offsetof(struct member, theme), themes, false },
	{ "measure", FIELD_NUMBER, offsetof(struct member, measure), NULL,
	    false },
	{ "signs", FIELD_WORD, offsetof(struct member, ascii), signs, false },
	{ "mouse", FIELD_WORD, offsetof(struct member, mouse), switches,
	    false },
	{ "mode", FIELD_WORD, offsetof(struct member, plain), modes, false },
	{ "presence", FIELD_WORD, offsetof(struct member, presence),
	    presences, false },
	{ "invited", FIELD_WORD, offsetof(struct member, invited), switches,
	    false },
	{ "mail", FIELD_LINE, offsetof(struct member, mail), NULL, false },
	{ "mailed", FIELD_WORD, offsetof(struct member, unmailed), unmailed,
	    false },
};

static const void *
at(const struct member *m, const struct profile_field *f)
{
	return (const char *)m + f->offset;
}

/* --- saying --- */

static char *
hats_text(struct call *call, const struct member *m)
{
	char *all = arena_strdup(call->arena, "");

	for (size_t i = 0; i < LENGTH(m->hats); i++)
		if (m->hats[i].len > 0)
			all = arena_printf(call->arena, "%s%s%.*s", all,
			    *all ? "; " : "", STR(m->hats[i]));
	return all;
}

static const char *
field_text(struct call *call, const struct member *m,
    const struct profile_field *f)
{
	uint8_t byte;

	switch (f->kind) {
	case FIELD_WORD:
		memcpy(&byte, at(m, f), 1);
		return f->words[byte];
	case FIELD_LINE:
		return lines_copy(call, *(const struct str *)at(m, f));
	case FIELD_NUMBER:
		memcpy(&byte, at(m, f), 1);
		return arena_printf(call->arena, "%u", byte);
	case FIELD_PROFILES:
		return lines_profiles(call, m);
	default:
		return hats_text(call, m);
	}
}

static json_t *
profile_json(struct call *call, const struct member_view *v)
{
	json_t *j = lines_json_member(v), *hats = json_array();
	bool own = v->member.id == call->who->member;

	for (size_t i = 0; i < LENGTH(v->member.hats); i++)
		if (v->member.hats[i].len > 0)
			json_array_append_new(hats,
			    lines_json_str(v->member.hats[i]));
	json_object_set_new(j, "hats", hats);
	json_object_set_new(j, "ignored", json_boolean(v->ignored));
	for (size_t i = 0; i < LENGTH(profile_fields); i++) {
		const struct profile_field *f = &profile_fields[i];
		if ((f->shown || own) && json_object_get(j, f->name) == NULL)
			json_object_set_new(j, f->name,
			    f->kind == FIELD_NUMBER ? json_integer(
			    v->member.measure) : lines_json_opt(str_of(
			    field_text(call, &v->member, f))));
	}
	return j;
}

static int
profile_show(struct call *call, const struct member_view *v)
{
	bool own = v->member.id == call->who->member;

	if (call->args.json)
		return lines_json(call, profile_json(call, v));
	lines_field(call, "name");
	lines_field(call, "%.*s", STR(v->member.handle));
	lines_end(call);
	for (size_t i = 0; i < LENGTH(profile_fields); i++) {
		const struct profile_field *f = &profile_fields[i];
		const char *text = field_text(call, &v->member, f);
		if ((!f->shown && !own) || *text == '\0')
			continue;
		lines_field(call, "%s", f->name);
		lines_field(call, "%s", text);
		lines_end(call);
	}
	if (v->ignored) {
		lines_field(call, "%s", _("ignored"));
		lines_end(call);
	}
	return DONE;
}

/* --- changing --- */

static bool
profiles_set(struct member *m, char *value)
{
	char *save = NULL, *word;
	int n, i = 0;

	m->profiles[0] = m->profiles[1] = 0;
	for (word = strtok_r(value, ", ", &save); word != NULL;
	    word = strtok_r(NULL, ", ", &save)) {
		n = vocabulary_find(VOCABULARY_PROFILE, word);
		if (n < 0 || i == 2)
			return false;
		m->profiles[i++] = (uint8_t)(n + 1);
	}
	return true;
}

static bool
hats_set(struct member *m, char *value)
{
	char *save = NULL, *hat;
	size_t i = 0;

	memset(m->hats, 0, sizeof(m->hats));
	for (hat = strtok_r(value, ";", &save); hat != NULL;
	    hat = strtok_r(NULL, ";", &save)) {
		hat += strspn(hat, " ");
		if (i == LENGTH(m->hats))
			return false;
		if (*hat != '\0')
			m->hats[i++] = str_of(hat);
	}
	return true;
}

/* False: no such word; *m may be half changed then. */
static bool
field_set(struct call *call, struct member *m, const struct profile_field *f,
    const char *value)
{
	char *copy = arena_strdup(call->arena, value);
	void *to = (char *)m + f->offset;
	uint64_t n;
	uint8_t byte;

	switch (f->kind) {
	case FIELD_WORD:
		for (byte = 0; f->words[byte] != NULL; byte++)
			if (strcmp(f->words[byte], value) == 0)
				break;
		if (f->words[byte] != NULL)
			memcpy(to, &byte, 1);
		return f->words[byte] != NULL;
	case FIELD_LINE:
		*(struct str *)to = str_of(copy);
		return true;
	case FIELD_NUMBER:
		if (parse_u64(value, 1, UINT8_MAX, &n) != OK)
			return false;
		byte = (uint8_t)n;
		memcpy(to, &byte, 1);
		return true;
	case FIELD_PROFILES:
		return profiles_set(m, copy);
	default:
		return hats_set(m, copy);
	}
}

static int
say_words(struct call *call, const struct profile_field *f)
{
	size_t count = 0;
	const struct word *words = vocabulary_words(VOCABULARY_PROFILE,
	    &count);
	char *all = arena_strdup(call->arena, "");

	for (size_t i = 0; f->kind == FIELD_PROFILES && i < count; i++)
		all = arena_printf(call->arena, "%s %s", all, words[i].word);
	for (size_t i = 0; f->kind == FIELD_WORD && f->words[i] != NULL; i++)
		all = arena_printf(call->arena, "%s %s", all, f->words[i]);
	if (f->kind == FIELD_NUMBER)
		all = arena_strdup(call->arena, " 60 … 100");
	if (f->kind == FIELD_HATS)
		return lines_say_no(call,
		    _("Hats, three at most, “;” between."));
	return lines_say_no(call, arena_printf(call->arena,
	    _("What %s may be:%s"), f->name, all));
}

static int
profile_set(struct call *call)
{
	struct member m = call->me->member;
	struct act_args args = { .profile = &m };
	struct act_result result = { 0 };
	const struct profile_field *f = NULL;
	enum err e;

	for (size_t i = 0; i < LENGTH(profile_fields); i++)
		if (strcmp(profile_fields[i].name, call->words[1]) == 0)
			f = &profile_fields[i];
	if (f == NULL) {
		char *all = arena_strdup(call->arena, "");
		for (size_t i = 0; i < LENGTH(profile_fields); i++)
			all = arena_printf(call->arena, "%s %s", all,
			    profile_fields[i].name);
		return lines_say_no(call, arena_printf(call->arena,
		    _("What can be set:%s"), all));
	}
	if (!field_set(call, &m, f, call->words[2]))
		return say_words(call, f);
	e = act_run(call->store, call->who, ACT_PROFILE_SET, &args, &result);
	if (e != OK)
		return lines_refuse(call, e, &result.why, call->words[2]);
	if (call->args.json)
		return lines_json(call, json_pack("{s:s s:o}", "field",
		    f->name, "value", lines_json_opt(str_of(field_text(call,
		    &m, f)))));
	lines_field(call, "%s", f->name);
	lines_field(call, "%s", field_text(call, &m, f));
	lines_end(call);
	return DONE;
}

int
run_profile(struct call *call)
{
	struct member_view other;
	enum err e;

	if (call->count == 3 && strcmp(call->words[0], "set") == 0 &&
	    call->me != NULL)
		return profile_set(call);
	if (call->count > 1 || (call->count == 0 && call->me == NULL))
		return lines_usage(call);
	if (call->count == 0)
		return profile_show(call, call->me);
	e = query_member_named(call->store, call->who, call->words[0],
	    call->arena, &other);
	if (e != OK)
		return lines_refuse(call, e, NULL, call->words[0]);
	return profile_show(call, &other);
}
