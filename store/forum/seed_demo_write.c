/* seed_demo_write: see seed_demo.h. */
#include <stdlib.h>
#include <string.h>

#include "store/base/clock.h"
#include "store/forum/seed_demo.h"

struct who
demo_machine(void)
{
	return (struct who){ .machine = true, .address = "local" };
}

uint64_t
demo_member(struct demo *d, const char *handle)
{
	struct who who = demo_machine();
	struct member_view view;

	if (query_member_named(d->store, &who, handle, d->arena, &view) != OK)
		fatal("demo: nobody is called %s", handle);
	return view.member.id;
}

uint64_t
demo_room(struct demo *d, const char *name)
{
	struct who who = demo_machine();
	struct room_view view;

	if (query_room_named(d->store, &who, name, d->arena, &view) != OK)
		fatal("demo: no room is called %s", name);
	return view.room.id;
}

int
demo_vocabulary(enum vocabulary vocabulary, const char *name)
{
	int id = vocabulary_find(vocabulary, name);

	if (id < 0)
		fatal("demo: unknown word %s", name);
	return id;
}

void
demo_act(struct demo *d, const struct who *who, enum act act,
    struct act_args *args, struct act_result *result, const char *about)
{
	struct act_result unused;
	enum err e;

	if (result == NULL)
		result = &unused;
	e = act_run(d->store, who, act, args, result);
	if (e != OK)
		fatal("demo: %s %s: %s %s", act_row(act)->word, about,
		    err_name(e), result->why.msgid != NULL ?
		    result->why.msgid : "");
}

static struct entry *
find_label(struct demo *d, const char *label, size_t len)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->entries[i].label != NULL &&
		    strlen(d->entries[i].label) == len &&
		    memcmp(d->entries[i].label, label, len) == 0)
			return &d->entries[i];
	return NULL;
}

/* "#{LABEL}" in a text becomes the number of that post. */
static struct str
resolve(struct demo *d, struct str text)
{
	const char *open = memmem(text.p, text.len, "#{", 2), *close;
	struct entry *entry;
	char *out;

	if (open == NULL)
		return text;
	close = memchr(open, '}', text.len - (size_t)(open - text.p));
	if (close == NULL ||
	    (entry = find_label(d, open + 2, (size_t)(close - open - 2)))
	    == NULL || entry->post == 0)
		fatal("demo: a reference leads nowhere");
	out = arena_printf(d->arena, "%.*s#%llu%.*s", (int)(open - text.p),
	    text.p, (unsigned long long)entry->post,
	    (int)(text.p + text.len - close - 1), close + 1);
	return resolve(d, str_of(out));
}

static struct entry *
written(struct demo *d, const char *label, const char *about)
{
	struct entry *entry = find_label(d, label, strlen(label));

	if (entry == NULL || entry->post == 0)
		fatal("demo: %s comes before %s", about, label);
	return entry;
}

/* What is no post: @read, @edit, @message. */
static void
do_deed(struct demo *d, const struct entry *entry)
{
	struct act_args args = { .text = entry->text };
	struct who who = { .address = "local" };
	const char *handle = entry->handle;
	enum act act = ACT_CATCHUP;

	if (entry->kind == 'e') {
		act = ACT_POST_EDIT;
		args.post = written(d, handle, "@edit")->post;
		handle = written(d, handle, "@edit")->handle;
	} else if (entry->kind == 'M') {
		act = ACT_MESSAGE_SEND;
		args.member = demo_member(d, entry->parent);
	}
	who.member = demo_member(d, handle);
	/* People read before they answer; the first has nothing to read. */
	if (act == ACT_MESSAGE_SEND)
		act_run(d->store, &who, ACT_MESSAGE_READ,
		    &(struct act_args){ .member = args.member }, NULL);
	demo_act(d, &who, act, &args, NULL, entry->handle);
}

static void
attend(struct demo *d, const struct entry *entry, const struct who *who)
{
	struct entry *thread = find_label(d, entry->parent,
	    strlen(entry->parent));
	struct act_args args = { .number = 1 };

	if (entry->kind == 'i') {
		args.member = demo_member(d, entry->parent);
		demo_act(d, who, ACT_IGNORE, &args, NULL, entry->handle);
		return;
	}
	args.number = entry->kind == 'f' ? WATCH_FOLLOW : WATCH_MUTE;
	if (thread != NULL)
		args.thread = thread->post;
	else
		args.room = demo_room(d, entry->parent);
	demo_act(d, who, ACT_WATCH_SET, &args, NULL, entry->handle);
}

/* --- @do --- */

static enum act
act_named(const char *word)
{
	for (int i = 0; i < ACT_COUNT; i++)
		if (strcmp(act_row((enum act)i)->word, word) == 0)
			return (enum act)i;
	fatal("demo: no act is called %s", word);
}

/* A number, or that of what carries this label. */
static uint64_t
number_of(struct demo *d, const char *value)
{
	return *value >= '0' && *value <= '9' ?
	    (uint64_t)strtoull(value, NULL, 10) :
	    written(d, value, "@do")->post;
}

/* One KEY=VALUE; _ in a value stands for a space. */
static void
take_key(struct demo *d, struct entry *entry, struct act_args *args,
    char *key)
{
	static const struct { const char *key; size_t offset; } numbers[] = {
		{ "post", offsetof(struct act_args, post) },
		{ "thread", offsetof(struct act_args, thread) },
		{ "number", offsetof(struct act_args, number) },
	}, texts[] = {
		{ "name", offsetof(struct act_args, name) },
		{ "title", offsetof(struct act_args, title) },
		{ "reason", offsetof(struct act_args, reason) },
	};
	char *value = strchr(key, '='), *at = (char *)args;

	if (value == NULL)
		fatal("demo: @do %s has no value", key);
	*value++ = '\0';
	for (size_t i = 0; i < LENGTH(numbers); i++)
		if (strcmp(key, numbers[i].key) == 0) {
			uint64_t n = number_of(d, value);
			memcpy(at + numbers[i].offset, &n, sizeof(n));
			return;
		}
	for (size_t i = 0; i < LENGTH(texts); i++)
		if (strcmp(key, texts[i].key) == 0) {
			for (char *p = value; *p != '\0'; p++)
				*p = *p == '_' ? ' ' : *p;
			*(struct str *)(void *)(at + texts[i].offset) =
			    str_of(value);
			return;
		}
	if (strcmp(key, "label") == 0)
		entry->label = value;
	else if (strcmp(key, "member") == 0)
		args->member = demo_member(d, value);
	else if (strcmp(key, "room") == 0)
		args->room = demo_room(d, value);
	else if (strcmp(key, "measure") == 0)
		args->type = (uint8_t)demo_vocabulary(VOCABULARY_MEASURE,
		    value);
	else if (strcmp(key, "length") == 0)
		args->days = (uint32_t)atoi(value);
	else if (strcmp(key, "days") == 0)
		args->until = clock_now() + atoi(value) * (int64_t)86400;
	else
		fatal("demo: @do knows no %s", key);
}

static void
do_entry(struct demo *d, struct entry *entry)
{
	char *line = entry->room, *key;
	struct act_args args = { 0 };
	struct act_result result;
	struct who who = demo_machine();
	enum act act = act_named(demo_word(&line));

	if (entry->text.len > 0)
		args.text = resolve(d, entry->text);
	while (*(key = demo_word(&line)) != '\0')
		take_key(d, entry, &args, key);
	if (strcmp(entry->handle, "-") != 0)
		who = (struct who){ .member = demo_member(d, entry->handle),
		    .address = "local" };
	demo_act(d, &who, act, &args, &result, entry->handle);
	entry->post = result.id;
}

void
demo_write(struct demo *d, struct entry *entry)
{
	struct who who = { .address = "local" };
	struct act_args args = { 0 };
	struct act_result result;
	enum act act = ACT_POST_REPLY;

	clock_pin(entry->at);
	if (entry->kind == 'd') {
		do_entry(d, entry);
		return;
	}
	if (strchr("ReM", entry->kind) != NULL) {
		do_deed(d, entry);
		return;
	}
	who.member = demo_member(d, entry->handle);
	if (strchr("fmi", entry->kind) != NULL) {
		attend(d, entry, &who);
		return;
	}
	args.type = (uint8_t)demo_vocabulary(VOCABULARY_TYPE, entry->type);
	args.text = resolve(d, entry->text);
	args.hat = str_of(entry->hat != NULL ? entry->hat : "");
	args.restate = str_of(entry->restate != NULL ? entry->restate : "");
	args.agree = str_of(entry->agree != NULL ? entry->agree : "");
	if (entry->kind == 't') {
		act = ACT_THREAD_NEW;
		args.room = demo_room(d, entry->room);
		args.title = str_of(entry->title);
	} else {
		args.post = written(d, entry->parent, entry->label)->post;
	}
	demo_act(d, &who, act, &args, &result, entry->label);
	entry->post = result.id;
}

