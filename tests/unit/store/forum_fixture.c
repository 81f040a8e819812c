#include "forum_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct who the_machine = { .machine = true, .address = "local" };
const struct who a_guest = { .address = "192.0.2.7" };

struct who
as(uint64_t member)
{
	return (struct who){ .member = member, .address = "192.0.2.1" };
}

int
forum_setup(void **state)
{
	struct forum	*f = xcalloc(1, sizeof(*f));

	snprintf(f->dir, sizeof(f->dir), "/tmp/palabre-unit.XXXXXX");
	if (mkdtemp(f->dir) == NULL ||
	    (f->dirfd = open(f->dir, O_RDONLY | O_DIRECTORY)) == -1 ||
	    chdir(f->dir) == -1)
		return -1;
	f->arena = arena_new();
	/* Old enough that nothing is waived. */
	clock_pin(FORUM_T0 - FORUM_YOUNG_DAYS * (int64_t)FORUM_DAY);
	if (db_create(f->dirfd, false) != OK ||
	    store_open(f->dirfd, NULL, &f->store, NULL) != OK)
		return -1;
	clock_pin(FORUM_T0);
	*state = f;
	return 0;
}

static void
remove_all(const char *dir)
{
	struct dirent	*entry;
	char		 path[512];
	DIR		*d = opendir(dir);

	while (d != NULL && (entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", dir, entry->d_name);
		if (unlink(path) == -1)
			remove_all(path);
	}
	if (d != NULL)
		closedir(d);
	rmdir(dir);
}

int
forum_teardown(void **state)
{
	struct forum	*f = *state;

	store_close(f->store);
	arena_free(f->arena);
	close(f->dirfd);
	remove_all(f->dir);
	free(f);
	clock_pin(0);
	return 0;
}

enum err
try_act(struct forum *f, struct who who, enum act act, struct act_args args,
    struct act_result *result)
{
	return act_run(f->store, &who, act, &args, result);
}

static uint64_t
must(struct forum *f, struct who who, enum act act, struct act_args args)
{
	struct act_result	result;
	enum err		e;

	e = try_act(f, who, act, args, &result);
	if (e != OK)
		print_error("%s: %s (%s)\n", act_row(act)->word, err_name(e),
		    result.why.msgid == NULL ? "" : result.why.msgid);
	assert_int_equal(e, OK);
	return result.id;
}

uint64_t
member_add(struct forum *f, const char *handle)
{
	struct member	m = { .handle = str_of(handle) };

	return must(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &m });
}

uint64_t
member_with(struct forum *f, const char *handle, enum profile profile)
{
	struct member	m = { .handle = str_of(handle),
			    .profiles = { (uint8_t)(profile + 1) } };

	return must(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &m });
}

uint64_t
newcomer_add(struct forum *f, const char *handle)
{
	struct member	m = { .handle = str_of(handle) };

	return must(f, the_machine, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &m, .number = 1 });
}

uint64_t
room_add(struct forum *f, const char *name, enum visibility visibility)
{
	return must(f, the_machine, ACT_ROOM_ADD, (struct act_args){
	    .name = str_of(name), .title = str_of(name),
	    .visibility = (uint8_t)visibility });
}

void
room_allow(struct forum *f, uint64_t room, uint64_t member)
{
	must(f, the_machine, ACT_ROOM_ALLOW, (struct act_args){
	    .room = room, .member = member });
}

uint64_t
thread_open(struct forum *f, uint64_t member, uint64_t room,
    const char *title, const char *text)
{
	return must(f, as(member), ACT_THREAD_NEW, (struct act_args){
	    .room = room, .title = str_of(title), .text = str_of(text) });
}

uint64_t
reply_to(struct forum *f, uint64_t member, uint64_t post, const char *text)
{
	return must(f, as(member), ACT_POST_REPLY, (struct act_args){
	    .post = post, .text = str_of(text) });
}

uint64_t
mandate_add(struct forum *f, uint64_t member, enum role role, uint64_t room,
    int64_t until)
{
	return must(f, the_machine, ACT_MANDATE_ADD, (struct act_args){
	    .member = member, .role = (uint8_t)role, .room = room,
	    .until = until });
}

struct post_view
post_seen(struct forum *f, uint64_t member, uint64_t post)
{
	struct who		who = as(member);
	struct post_view	view;

	assert_err(OK, query_post(f->store, &who, post, f->arena, &view));
	return view;
}

size_t
notices_of_kind(struct forum *f, uint64_t member, enum notice_kind kind)
{
	struct who		 who = as(member);
	struct notice_view	*views;
	size_t			 count, i, n = 0;

	assert_err(OK, query_notices(f->store, &who, true, 100, f->arena,
	    &views, &count));
	for (i = 0; i < count; i++)
		n += views[i].notice.kind == kind;
	return n;
}

size_t
waits_of(struct forum *f, uint64_t member, enum wait_kind kind)
{
	struct who		 who = as(member);
	struct wait_view	*views;
	size_t			 count, i, n = 0;

	assert_err(OK, query_waits(f->store, &who, f->arena, &views, &count));
	for (i = 0; i < count; i++)
		n += views[i].wait.kind == kind;
	return n;
}

uint64_t
room_unread(struct forum *f, uint64_t member, uint64_t room)
{
	struct who		who = as(member);
	struct room_view	view;

	assert_int_equal(query_room(f->store, &who, room, f->arena, &view),
	    OK);
	return view.unread;
}

static void
say_damage(void *arg, const char *line)
{
	print_error("check: %s\n", line);
}

uint64_t
damages_of(struct forum *f)
{
	uint64_t	damages = 99;

	assert_err(OK, check_store(store_db(f->store), say_damage, NULL,
	    &damages));
	return damages;
}

void
assert_sound(struct forum *f)
{
	assert_int_equal(damages_of(f), 0);
}
