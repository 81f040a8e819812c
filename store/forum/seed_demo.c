/*
 * The demonstration store: demo/community.txt, which is part of the program,
 * read line by line and done through acts at the times that it gives.  The
 * posts go in by order of time, as they would have been written, so that
 * their numbers tell the truth.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "store/base/clock.h"
#include "store/forum/query.h"
#include "store/forum/seed.h"

/* The two files, in the program's read-only data. */
#define EMBED(symbol, file)						\
	__asm__(".section .rodata\n"					\
	    #symbol ":\n.incbin \"" file "\"\n" #symbol "_end:\n.byte 0\n" \
	    ".previous\n");						\
	extern const char symbol[] __attribute__((visibility("hidden")));	\
	extern const char symbol##_end[] __attribute__((visibility("hidden")))

EMBED(demo_community, "store/forum/demo/community.txt");
EMBED(demo_sheet, "store/forum/demo/experience-sheet.txt");

enum { DAY = 86400, LINE_MAX_BYTES = 1024 };

/* A thread, a reply, a "has read", or what one follows, mutes or ignores,
 * waiting for its turn. */
struct entry {
	char kind;			/* 't', 'r', 'R' (@read), 'f', 'm',
					 * 'i' (of parent, a label or name),
					 * 'e' (@edit) or 'M' (@message) */
	char *label, *parent, *room, *handle, *type;
	char *title, *hat, *restate, *agree;
	struct str text;
	int64_t at;
	size_t order;			/* in the file */
	uint64_t post;			/* once written */
};

struct demo {
	struct store *store;
	struct arena *arena;
	int64_t midnight;		/* of the day it is made, UTC */
	int64_t now;
	struct entry *entries;
	size_t count;
	const struct seed_login *logins;
};

/* The next word of *line, cut off in place; "" at the end. */
static char *
word(char **line)
{
	char *start = *line + strspn(*line, " ");
	char *end = start + strcspn(start, " ");

	*line = *end == '\0' ? end : end + 1;
	*end = '\0';
	return start;
}

/* The text before the next '|', trimmed; "" at the end. */
static char *
part(char **line)
{
	char *start = *line + strspn(*line, " ");
	char *bar = strchr(start, '|');
	char *end = bar != NULL ? bar : start + strlen(start);

	*line = bar != NULL ? bar + 1 : end;
	while (end > start && end[-1] == ' ')
		end--;
	*end = '\0';
	return start;
}

/* "9", "14:10" -> that hour, nine days ago; never later than now. */
static int64_t
moment(const struct demo *d, const char *days, const char *hour)
{
	int64_t at = d->midnight - (int64_t)atoi(days) * DAY +
	    atoi(hour) * 3600;
	const char *colon = strchr(hour, ':');

	if (colon != NULL)
		at += atoi(colon + 1) * 60;
	return at < d->now ? at : d->now - 60;
}

static struct who
machine(void)
{
	return (struct who){ .machine = true, .address = "local" };
}

static uint64_t
member_id(struct demo *d, const char *handle)
{
	struct who who = machine();
	struct member_view view;

	if (query_member_named(d->store, &who, handle, d->arena, &view) != OK)
		fatal("demo: nobody is called %s", handle);
	return view.member.id;
}

static uint64_t
room_id(struct demo *d, const char *name)
{
	struct who who = machine();
	struct room_view view;

	if (query_room_named(d->store, &who, name, d->arena, &view) != OK)
		fatal("demo: no room is called %s", name);
	return view.room.id;
}

static int
vocabulary_word(enum vocabulary vocabulary, const char *name)
{
	int id = vocabulary_find(vocabulary, name);

	if (id < 0)
		fatal("demo: unknown word %s", name);
	return id;
}

static void
do_act(struct demo *d, const struct who *who, enum act act,
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

static void
add_room(struct demo *d, char *line)
{
	struct who who = machine();
	struct act_args args = { 0 };

	args.name = str_of(word(&line));
	args.wing = (uint8_t)vocabulary_word(VOCABULARY_WING, word(&line));
	args.visibility = (uint8_t)vocabulary_word(VOCABULARY_VISIBILITY,
	    word(&line));
	args.title = str_of(part(&line));
	args.description = str_of(part(&line));
	do_act(d, &who, ACT_ROOM_ADD, &args, NULL, args.name.p);
}

static uint8_t
experience_of(const char *name)
{
	static const char *const names[] = { "", "new", "some", "long" };

	for (size_t i = 1; i < LENGTH(names); i++)
		if (strcmp(name, names[i]) == 0)
			return (uint8_t)i;
	fatal("demo: unknown experience %s", name);
}

static void
add_member(struct demo *d, char *line, bool newcomer)
{
	struct who who = machine();
	struct member profile = { 0 };
	struct act_args args = { .profile = &profile, .number = newcomer };
	struct act_result result;
	char *profiles, *one, *rest;
	const char *handle = word(&line);

	profile.handle = str_of(handle);
	profiles = word(&line);
	for (int i = 0; i < 2 && (one = strtok_r(i ? NULL : profiles, ",",
	    &rest)) != NULL; i++)
		profile.profiles[i] = (uint8_t)(1 +
		    vocabulary_word(VOCABULARY_PROFILE, one));
	profile.experience = experience_of(word(&line));
	clock_pin(d->midnight - atoi(word(&line)) * (int64_t)DAY + 36000);
	profile.structure = str_of(part(&line));
	for (size_t i = 0; i < LENGTH(profile.hats); i++)
		profile.hats[i] = str_of(part(&line));
	for (size_t i = 0; d->logins != NULL && i < 2; i++)
		if (strcmp(d->logins[i].handle, handle) == 0)
			args.new_password = (struct str){
			    arena_strdup(d->arena, d->logins[i].password),
			    strlen(d->logins[i].password) };
	do_act(d, &who, ACT_MEMBER_ADD, &args, &result, handle);
	who = (struct who){ .member = result.id, .address = "local" };
	args = (struct act_args){ 0 };
	do_act(d, &who, ACT_CHARTER_ACCEPT, &args, NULL, handle);
	profile.toured = true;
	profile.presence = result.id % 3 == 0 ? PRESENCE_HIDDEN :
	    PRESENCE_SHOWN;
	args = (struct act_args){ .profile = &profile };
	do_act(d, &who, ACT_PROFILE_SET, &args, NULL, handle);
}

static void
allow(struct demo *d, char *line)
{
	struct who who = machine();
	struct act_args args = { .room = room_id(d, word(&line)) };
	char *handle;

	while (*(handle = word(&line)) != '\0') {
		args.member = member_id(d, handle);
		do_act(d, &who, ACT_ROOM_ALLOW, &args, NULL, handle);
	}
}

static void
grant(struct demo *d, char *line)
{
	struct who who = machine();
	struct act_args args = { 0 };
	char *handle = word(&line), *room;

	args.member = member_id(d, handle);
	args.role = (uint8_t)vocabulary_word(VOCABULARY_ROLE, word(&line));
	if (*(room = word(&line)) != '\0')
		args.room = room_id(d, room);
	do_act(d, &who, ACT_MANDATE_ADD, &args, NULL, handle);
}

static struct entry *
new_entry(struct demo *d, char kind)
{
	struct entry *entry = ARENA_PUSH(d->arena, d->entries, d->count);

	entry->kind = kind;
	entry->order = d->count;
	return entry;
}

static void
queue_thread(struct demo *d, char *line)
{
	struct entry *entry = new_entry(d, 't');
	char *days;

	entry->label = word(&line);
	entry->room = word(&line);
	entry->handle = word(&line);
	entry->type = word(&line);
	days = word(&line);
	entry->at = moment(d, days, word(&line));
	entry->title = line;
}

static void
queue_reply(struct demo *d, char *line)
{
	struct entry *entry = new_entry(d, 'r');
	char *days;

	entry->label = word(&line);
	entry->parent = word(&line);
	entry->handle = word(&line);
	entry->type = word(&line);
	days = word(&line);
	entry->at = moment(d, days, word(&line));
}

/* @read HANDLE, @edit LABEL, @message FROM TO; then the moment. */
static void
queue_deed(struct demo *d, char *line, char kind)
{
	struct entry *entry = new_entry(d, kind);
	char *days;

	entry->handle = word(&line);
	if (kind == 'M')
		entry->parent = word(&line);
	days = word(&line);
	entry->at = moment(d, days, word(&line));
}

/* Those come last: at the moment when the store is made. */
static void
queue_attend(struct demo *d, char kind, char *line)
{
	struct entry *entry = new_entry(d, kind);

	entry->handle = word(&line);
	entry->parent = word(&line);
	entry->at = d->now;
}

static struct entry *
last_entry(struct demo *d)
{
	if (d->count == 0)
		fatal("demo: a directive stands before any post");
	return &d->entries[d->count - 1];
}

/* One directive; line is its own copy in the arena. */
static void
directive(struct demo *d, char *line)
{
	const char *verb = word(&line);

	if (strcmp(verb, "@room") == 0)
		add_room(d, line);
	else if (strcmp(verb, "@member") == 0)
		add_member(d, line, false);
	else if (strcmp(verb, "@newcomer") == 0)
		add_member(d, line, true);
	else if (strcmp(verb, "@allow") == 0)
		allow(d, line);
	else if (strcmp(verb, "@mandate") == 0)
		grant(d, line);
	else if (strcmp(verb, "@thread") == 0)
		queue_thread(d, line);
	else if (strcmp(verb, "@reply") == 0)
		queue_reply(d, line);
	else if (strcmp(verb, "@read") == 0)
		queue_deed(d, line, 'R');
	else if (strcmp(verb, "@edit") == 0)
		queue_deed(d, line, 'e');
	else if (strcmp(verb, "@message") == 0)
		queue_deed(d, line, 'M');
	else if (strcmp(verb, "@follow") == 0)
		queue_attend(d, 'f', line);
	else if (strcmp(verb, "@mute") == 0)
		queue_attend(d, 'm', line);
	else if (strcmp(verb, "@ignore") == 0)
		queue_attend(d, 'i', line);
	else if (strcmp(verb, "@hat") == 0)
		last_entry(d)->hat = line;
	else if (strcmp(verb, "@restate") == 0)
		last_entry(d)->restate = line;
	else if (strcmp(verb, "@agree") == 0)
		last_entry(d)->agree = line;
	else if (strcmp(verb, "@sheet") == 0)
		last_entry(d)->text = (struct str){ demo_sheet,
		    (size_t)(demo_sheet_end - demo_sheet) };
	else
		fatal("demo: unknown directive %s", verb);
}

/* The text that follows a directive belongs to the last entry. */
static void
take_text(struct demo *d, const char *from, const char *to)
{
	while (from < to && *from == '\n')
		from++;
	while (to > from && to[-1] == '\n')
		to--;
	if (to > from)
		last_entry(d)->text = (struct str){ from,
		    (size_t)(to - from) };
}

static void
parse(struct demo *d)
{
	const char *p = demo_community, *text = NULL;

	while (p < demo_community_end) {
		const char *end = memchr(p, '\n',
		    (size_t)(demo_community_end - p));

		if (end == NULL)
			end = demo_community_end;
		if (*p == '@') {
			if (text != NULL)
				take_text(d, text, p);
			directive(d, arena_memdup0(d->arena, p,
			    (size_t)(end - p)));
			text = NULL;
		} else if (d->count > 0 && text == NULL) {
			text = p;
		}
		p = end + 1;
	}
	if (text != NULL)
		take_text(d, text, demo_community_end);
}

static int
by_time(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
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
		args.member = member_id(d, entry->parent);
	}
	who.member = member_id(d, handle);
	/* People read before they answer; the first has nothing to read. */
	if (act == ACT_MESSAGE_SEND)
		act_run(d->store, &who, ACT_MESSAGE_READ,
		    &(struct act_args){ .member = args.member }, NULL);
	do_act(d, &who, act, &args, NULL, entry->handle);
}

static void
attend(struct demo *d, const struct entry *entry, const struct who *who)
{
	struct entry *thread = find_label(d, entry->parent,
	    strlen(entry->parent));
	struct act_args args = { .number = 1 };

	if (entry->kind == 'i') {
		args.member = member_id(d, entry->parent);
		do_act(d, who, ACT_IGNORE, &args, NULL, entry->handle);
		return;
	}
	args.number = entry->kind == 'f' ? WATCH_FOLLOW : WATCH_MUTE;
	if (thread != NULL)
		args.thread = thread->post;
	else
		args.room = room_id(d, entry->parent);
	do_act(d, who, ACT_WATCH_SET, &args, NULL, entry->handle);
}

static void
write_entry(struct demo *d, struct entry *entry)
{
	struct who who = { .address = "local" };
	struct act_args args = { 0 };
	struct act_result result;
	enum act act = ACT_POST_REPLY;

	clock_pin(entry->at);
	if (strchr("ReM", entry->kind) != NULL) {
		do_deed(d, entry);
		return;
	}
	who.member = member_id(d, entry->handle);
	if (strchr("fmi", entry->kind) != NULL) {
		attend(d, entry, &who);
		return;
	}
	args.type = (uint8_t)vocabulary_word(VOCABULARY_TYPE, entry->type);
	args.text = resolve(d, entry->text);
	args.hat = str_of(entry->hat != NULL ? entry->hat : "");
	args.restate = str_of(entry->restate != NULL ? entry->restate : "");
	args.agree = str_of(entry->agree != NULL ? entry->agree : "");
	if (entry->kind == 't') {
		act = ACT_THREAD_NEW;
		args.room = room_id(d, entry->room);
		args.title = str_of(entry->title);
	} else {
		args.post = written(d, entry->parent, entry->label)->post;
	}
	do_act(d, &who, act, &args, &result, entry->label);
	entry->post = result.id;
}

/* Sixteen letters and digits in groups of four: over 75 bits. */
static void
random_password(char *out, size_t size)
{
	static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz23456789";
	size_t n = 0;

	for (int i = 0; i < 16 && n + 2 < size; i++) {
		if (i > 0 && i % 4 == 0)
			out[n++] = '-';
		out[n++] = alphabet[randombytes_uniform(sizeof(alphabet) - 1)];
	}
	out[n] = '\0';
}

enum err
seed_demo(struct store *store, struct seed_login logins[static 2])
{
	struct demo d = { .store = store, .arena = arena_new(),
	    .now = clock_now(), .logins = logins };
	struct db_info info;
	enum err e = db_info(store_db(store), &info);

	if (e == OK && (info.entries[DB_MEMBER] || info.entries[DB_ROOM]))
		e = ERR_EXISTS;
	if (e != OK || (e = store_mark_demo(store)) != OK)
		goto out;
	strcpy(logins[0].handle, "tamaris");
	strcpy(logins[1].handle, "galet");
	random_password(logins[0].password, sizeof(logins[0].password));
	random_password(logins[1].password, sizeof(logins[1].password));
	d.midnight = d.now / DAY * DAY;
	clock_pin(d.midnight - 1700 * (int64_t)DAY);
	parse(&d);
	qsort(d.entries, d.count, sizeof(*d.entries), by_time);
	for (size_t i = 0; i < d.count; i++)
		write_entry(&d, &d.entries[i]);
out:
	clock_pin(0);
	arena_free(d.arena);
	return e;
}
