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
#include "store/forum/seed_demo.h"

/* The two files, in the program's read-only data. */
#define EMBED(symbol, file)						\
	__asm__(".section .rodata\n"					\
	    #symbol ":\n.incbin \"" file "\"\n" #symbol "_end:\n.byte 0\n" \
	    ".previous\n");						\
	extern const char symbol[] __attribute__((visibility("hidden")));	\
	extern const char symbol##_end[] __attribute__((visibility("hidden")))

EMBED(demo_community, "store/forum/demo/community.txt");
EMBED(demo_sheet, "store/forum/demo/experience-sheet.txt");

enum { DAY = 86400, LINE_MAX_BYTES = 1024, MANDATE_AGE = 100 };

char *
demo_word(char **line)
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

static void
add_room(struct demo *d, char *line)
{
	struct who who = demo_machine();
	struct act_args args = { 0 };

	args.name = str_of(demo_word(&line));
	args.wing = (uint8_t)demo_vocabulary(VOCABULARY_WING, demo_word(&line));
	args.visibility = (uint8_t)demo_vocabulary(VOCABULARY_VISIBILITY,
	    demo_word(&line));
	args.title = str_of(part(&line));
	args.description = str_of(part(&line));
	demo_act(d, &who, ACT_ROOM_ADD, &args, NULL, args.name.p);
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
	struct who who = demo_machine();
	struct member profile = { 0 };
	struct act_args args = { .profile = &profile, .number = newcomer };
	struct act_result result;
	char *profiles, *one, *rest;
	const char *handle = demo_word(&line);

	profile.handle = str_of(handle);
	profiles = demo_word(&line);
	for (int i = 0; i < 2 && (one = strtok_r(i ? NULL : profiles, ",",
	    &rest)) != NULL; i++)
		profile.profiles[i] = (uint8_t)(1 +
		    demo_vocabulary(VOCABULARY_PROFILE, one));
	profile.experience = experience_of(demo_word(&line));
	clock_pin(d->midnight - atoi(demo_word(&line)) * (int64_t)DAY + 36000);
	profile.structure = str_of(part(&line));
	for (size_t i = 0; i < LENGTH(profile.hats); i++)
		profile.hats[i] = str_of(part(&line));
	for (size_t i = 0; d->logins != NULL && i < 2; i++)
		if (strcmp(d->logins[i].handle, handle) == 0)
			args.new_password = (struct str){
			    arena_strdup(d->arena, d->logins[i].password),
			    strlen(d->logins[i].password) };
	demo_act(d, &who, ACT_MEMBER_ADD, &args, &result, handle);
	who = (struct who){ .member = result.id, .address = "local" };
	args = (struct act_args){ 0 };
	demo_act(d, &who, ACT_CHARTER_ACCEPT, &args, NULL, handle);
	profile.toured = true;
	profile.presence = result.id % 3 == 0 ? PRESENCE_HIDDEN :
	    PRESENCE_SHOWN;
	profile.invited = result.id % 3 != 0;
	args = (struct act_args){ .profile = &profile };
	demo_act(d, &who, ACT_PROFILE_SET, &args, NULL, handle);
}

static void
allow(struct demo *d, char *line)
{
	struct who who = demo_machine();
	struct act_args args = { .room = demo_room(d, demo_word(&line)) };
	char *handle;

	while (*(handle = demo_word(&line)) != '\0') {
		args.member = demo_member(d, handle);
		demo_act(d, &who, ACT_ROOM_ALLOW, &args, NULL, handle);
	}
}

static void
grant(struct demo *d, char *line)
{
	struct who who = demo_machine();
	struct act_args args = { 0 };
	char *handle = demo_word(&line), *room;

	args.member = demo_member(d, handle);
	/* long enough ago to have decided something */
	clock_pin(d->midnight - MANDATE_AGE * (int64_t)DAY);
	args.role = (uint8_t)demo_vocabulary(VOCABULARY_ROLE, demo_word(&line));
	if (*(room = demo_word(&line)) != '\0')
		args.room = demo_room(d, room);
	demo_act(d, &who, ACT_MANDATE_ADD, &args, NULL, handle);
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

	entry->label = demo_word(&line);
	entry->room = demo_word(&line);
	entry->handle = demo_word(&line);
	entry->type = demo_word(&line);
	days = demo_word(&line);
	entry->at = moment(d, days, demo_word(&line));
	entry->title = line;
}

static void
queue_reply(struct demo *d, char *line)
{
	struct entry *entry = new_entry(d, 'r');
	char *days;

	entry->label = demo_word(&line);
	entry->parent = demo_word(&line);
	entry->handle = demo_word(&line);
	entry->type = demo_word(&line);
	days = demo_word(&line);
	entry->at = moment(d, days, demo_word(&line));
}

/* @read HANDLE, @edit LABEL, @message FROM TO; then the moment. */
static void
queue_deed(struct demo *d, char *line, char kind)
{
	struct entry *entry = new_entry(d, kind);
	char *days;

	entry->handle = demo_word(&line);
	if (kind == 'M')
		entry->parent = demo_word(&line);
	days = demo_word(&line);
	entry->at = moment(d, days, demo_word(&line));
}

/* @do HANDLE DAYS-AGO HH:MM ACT [KEY=VALUE…]; HANDLE -: the machine. */
static void
queue_do(struct demo *d, char *line)
{
	struct entry *entry = new_entry(d, 'd');
	char *days;

	entry->handle = demo_word(&line);
	days = demo_word(&line);
	entry->at = moment(d, days, demo_word(&line));
	entry->room = line;
}

/* Those come last: at the moment when the store is made. */
static void
queue_attend(struct demo *d, char kind, char *line)
{
	struct entry *entry = new_entry(d, kind);

	entry->handle = demo_word(&line);
	entry->parent = demo_word(&line);
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
	const char *verb = demo_word(&line);

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
	else if (strcmp(verb, "@do") == 0)
		queue_do(d, line);
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
		demo_write(&d, &d.entries[i]);
out:
	clock_pin(0);
	arena_free(d.arena);
	return e;
}
