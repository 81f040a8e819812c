/*
 * Whole sessions, on a terminal of their own: how they end, what they leave,
 * and what keys that come all at once may do.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/base/clock.h"
#include "store/engine/db.h"
#include "store/forum/act.h"
#include "ui/core/ui.h"

enum { PATIENCE_MS = 20000, GOT_MAX = 1 << 20 };
#define KEY_BLOB "AAAAC3NzaC1lZDI1NTE5AAAAIAcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUm"
#define LEFT "\033[?1049l"	/* the screen as it was before */

struct play {
	char dir[64];
	int dirfd, pty;
	pid_t pid;
	uint64_t member, room, thread, reply;
	char *got;		/* all that came, a zero after it */
	size_t len, seen;	/* seen: where the last wait ended */
};

/* --- the store --- */

static struct store *
open_store(struct play *p)
{
	struct store *store;

	assert_int_equal(store_open(p->dirfd, NULL, &store, NULL), OK);
	return store;
}

static uint64_t
must(struct store *store, uint64_t member, enum act act, struct act_args args)
{
	struct who who = { .member = member, .machine = member == 0,
		.address = "local" };
	struct act_result result = { 0 };

	assert_int_equal(act_run(store, &who, act, &args, &result), OK);
	return result.id;
}

static void
fill(struct play *p)
{
	struct member m = { .handle = str_of("anna"),
		.profiles = { PROFILE_CITOYEN } };
	struct store *store = open_store(p);
	struct who who = { .address = "local" };
	struct arena *arena = arena_new();
	struct member_view view;

	who.member = p->member = must(store, 0, ACT_MEMBER_ADD,
	    (struct act_args){ .profile = &m });
	must(store, p->member, ACT_CHARTER_ACCEPT, (struct act_args){ 0 });
	assert_int_equal(query_member(store, &who, p->member, arena, &view),
	    OK);
	view.member.toured = true;
	view.member.language = LANGUAGE_EN;
	must(store, p->member, ACT_PROFILE_SET,
	    (struct act_args){ .profile = &view.member });
	p->room = must(store, 0, ACT_ROOM_ADD, (struct act_args){
	    .name = str_of("salon"), .title = str_of("Salon"),
	    .visibility = VISIBILITY_MEMBERS });
	p->thread = must(store, p->member, ACT_THREAD_NEW, (struct act_args){
	    .room = p->room, .title = str_of("Premier fil"),
	    .text = str_of("Un texte à lire.") });
	p->reply = must(store, p->member, ACT_POST_REPLY, (struct act_args){
	    .post = p->thread, .text = str_of("Une réponse.") });
	must(store, p->member, ACT_KEY_ADD, (struct act_args){
	    .key_type = str_of("ssh-ed25519"), .key_blob = str_of(KEY_BLOB),
	    .name = str_of("portable") });
	arena_free(arena);
	store_close(store);
}

static int
setup(void **state)
{
	struct play *p = xcalloc(1, sizeof(*p));

	snprintf(p->dir, sizeof(p->dir), "/tmp/palabre-unit.XXXXXX");
	if (mkdtemp(p->dir) == NULL ||
	    (p->dirfd = open(p->dir, O_RDONLY | O_DIRECTORY)) < 0 ||
	    db_create(p->dirfd, false) != OK)
		return -1;
	p->pty = -1;
	p->got = xcalloc(1, GOT_MAX);
	*state = p;
	fill(p);
	return 0;
}

static int
teardown(void **state)
{
	struct play *p = *state;
	char command[128];

	if (p->pid > 0)
		kill(p->pid, SIGKILL), waitpid(p->pid, NULL, 0);
	if (p->pty >= 0)
		close(p->pty);
	close(p->dirfd);
	snprintf(command, sizeof(command), "rm -rf '%s'", p->dir);
	if (system(command) != 0)
		return -1;
	free(p->got);
	free(p);
	return 0;
}

/* --- the session --- */

static void
begin(struct play *p, struct ui_options options)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct who who = { .member = p->member, .address = "local" };

	p->pid = forkpty(&p->pty, NULL, NULL, &size);
	assert_true(p->pid >= 0);
	if (p->pid > 0)
		return;
	options.tty = STDIN_FILENO;
	options.term = "xterm-256color";
	_exit(ui_run(open_store(p), &who, &options));
}

static bool
more(struct play *p)
{
	struct pollfd fd = { .fd = p->pty, .events = POLLIN };
	ssize_t n;

	if (poll(&fd, 1, PATIENCE_MS) <= 0)
		return false;
	n = read(p->pty, p->got + p->len, GOT_MAX - 1 - p->len);
	if (n <= 0)
		return false;
	p->len += (size_t)n;
	p->got[p->len] = '\0';
	return true;
}

static void
wait_for(struct play *p, const char *text)
{
	const char *found;

	while ((found = memmem(p->got + p->seen, p->len - p->seen, text,
	    strlen(text))) == NULL)
		if (!more(p))
			fail_msg("no “%s” in: %s", text, p->got + p->seen);
	p->seen = (size_t)(found - p->got) + strlen(text);
}

static void
type(struct play *p, const char *keys)
{
	assert_int_equal(write(p->pty, keys, strlen(keys)), strlen(keys));
}

static enum ui_end
end_of(struct play *p)
{
	int status;

	while (more(p))
		;
	assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
	p->pid = 0;
	assert_true(WIFEXITED(status));
	return (enum ui_end)WEXITSTATUS(status);
}

/* Until nothing has come for a while. */
static void
wait_quiet(struct play *p)
{
	struct pollfd fd = { .fd = p->pty, .events = POLLIN };

	while (poll(&fd, 1, 120) > 0 && more(p))
		;
	p->seen = p->len;
}

static void
go_to_thread(struct play *p)
{
	wait_for(p, "Home");
	type(p, "s");
	wait_for(p, "Salon");
	type(p, "\r");
	wait_for(p, "Premier fil");
	type(p, "\r");
	wait_for(p, "reply");
}

static void
go_and_write(struct play *p)
{
	wait_for(p, "Home");
	type(p, "s");
	wait_for(p, "Salon");
	type(p, "\r");
	wait_for(p, "Premier fil");
	type(p, "o");
	wait_for(p, "C contribution");
	type(p, "Un titre\rEt un texte");
	wait_for(p, "texte");
}

static void
assert_draft(struct play *p, const char *text)
{
	struct store *store = open_store(p);
	struct who who = { .member = p->member, .address = "local" };
	struct arena *arena = arena_new();
	struct draft draft;

	assert_int_equal(query_draft(store, &who, p->room, 0, 0, arena,
	    &draft), OK);
	assert_true(str_equal(draft.text, str_of(text)));
	arena_free(arena);
	store_close(store);
}

/* --- how sessions end --- */

static void
a_long_silence_is_announced_then_ends_and_keeps_the_draft(void **state)
{
	struct play *p = *state;

	begin(p, (struct ui_options){ .idle_limit = 3, .idle_warning = 2 });
	go_and_write(p);
	wait_for(p, "closes soon");
	wait_for(p, LEFT);
	wait_for(p, "Closed, since nothing was typed for long.");
	assert_int_equal(end_of(p), UI_IDLE);
	assert_draft(p, "Et un texte");
}

static void
a_key_after_the_warning_keeps_the_session_open(void **state)
{
	struct play *p = *state;

	begin(p, (struct ui_options){ .idle_limit = 2, .idle_warning = 1 });
	wait_for(p, "Home");
	wait_for(p, "closes soon");
	type(p, "s");
	wait_for(p, "Salon");
	wait_for(p, "closes soon");	/* counted anew from that key */
	wait_for(p, LEFT);
	assert_int_equal(end_of(p), UI_IDLE);
}

static void
a_stop_of_the_server_is_told_and_keeps_the_draft(void **state)
{
	struct play *p = *state;

	begin(p, (struct ui_options){ 0 });
	go_and_write(p);
	kill(p->pid, SIGTERM);
	wait_for(p, LEFT);
	wait_for(p, "The forum restarts; your text is kept.");
	assert_int_equal(end_of(p), UI_STOPPED);
	assert_draft(p, "Et un texte");
}

static void
a_hang_up_keeps_the_draft(void **state)
{
	struct play *p = *state;
	int status;

	begin(p, (struct ui_options){ 0 });
	go_and_write(p);
	close(p->pty);
	p->pty = -1;
	assert_int_equal(waitpid(p->pid, &status, 0), p->pid);
	p->pid = 0;
	assert_int_equal(WEXITSTATUS(status), UI_HANGUP);
	assert_draft(p, "Et un texte");
}

static bool
not_welcome(void *data)
{
	return false;
}

static void
who_is_no_longer_welcome_is_told_and_leaves(void **state)
{
	struct play *p = *state;
	struct store *store;
	struct who who = { .member = p->member, .address = "local" };
	struct arena *arena = arena_new();
	struct member_view view;

	begin(p, (struct ui_options){ .still_welcome = not_welcome });
	go_and_write(p);
	store = open_store(p);
	assert_int_equal(query_member(store, &who, p->member, arena, &view),
	    OK);
	must(store, p->member, ACT_PROFILE_SET,
	    (struct act_args){ .profile = &view.member });
	store_close(store);
	arena_free(arena);
	wait_for(p, LEFT);
	wait_for(p, "its key or its account was removed.");
	assert_int_equal(end_of(p), UI_REMOVED);
	assert_draft(p, "Et un texte");
}

/* --- what comes all at once --- */

/* Letters, in an order that a text has, as a terminal without bracketed
 * paste sends them. */
static void
paste_letters(struct play *p, unsigned seed)
{
	static const char letters[] = "esaitnrulodcpmvqfbghjxyzwk,;:!?+-";
	char text[4097];
	size_t i;

	for (i = 0; i + 1 < sizeof(text); i++) {
		seed = seed * 1103515245 + 12345;
		text[i] = letters[(seed >> 16) % (sizeof(letters) - 1)];
	}
	text[i] = '\0';
	type(p, text);
}

/* Everything that could not be had back: posts, keys, what is unread. */
static void
assert_nothing_gone(struct play *p)
{
	struct store *store = open_store(p);
	struct who who = { .member = p->member, .address = "local" };
	struct arena *arena = arena_new();
	struct post_view post;
	struct room_view *rooms;
	struct sshkey *keys;
	size_t count;

	assert_int_equal(query_post(store, &who, p->reply, arena, &post), OK);
	assert_int_equal(post.post.state, POST_LIVE);
	assert_int_equal(query_post(store, &who, p->reply + 1, arena, &post),
	    ERR_NOT_FOUND);
	assert_int_equal(query_rooms(store, &who, arena, &rooms, &count), OK);
	assert_int_equal(count, 1);
	assert_int_equal(query_keys(store, &who, arena, &keys, &count), OK);
	assert_int_equal(count, 1);
	arena_free(arena);
	store_close(store);
}

static void
letters_pasted_into_any_list_undo_nothing(void **state)
{
	static const char *const ways[] = { "", "s", "s\r", "s\r\r",
		"s\r\r\r", "w", "w\r", ",", ":", "?", "s:" };
	struct play *p = *state;
	size_t i, j;

	for (i = 0; i < LENGTH(ways); i++) {
		p->len = p->seen = 0;
		begin(p, (struct ui_options){ 0 });
		wait_for(p, "Home");
		for (j = 0; ways[i][j] != '\0'; j++) {
			type(p, (char[]){ ways[i][j], '\0' });
			wait_quiet(p);
		}
		paste_letters(p, (unsigned)i + 1);
		wait_quiet(p);
		kill(p->pid, SIGTERM);
		while (more(p))
			;
		waitpid(p->pid, NULL, 0);
		close(p->pty);
		p->pid = 0;
		p->pty = -1;
		assert_nothing_gone(p);
	}
}

/* c asks; the answers come with it, and Enter. */
static void
an_answer_that_came_with_its_question_is_none(void **state)
{
	struct play *p = *state;
	struct store *store;
	struct who who = { .member = p->member, .address = "local" };
	struct arena *arena = arena_new();
	struct post_view post;

	begin(p, (struct ui_options){ 0 });
	go_to_thread(p);
	type(p, "\033[3~o\ry\ryyyyyy\r\r");
	wait_for(p, "Remove #");
	wait_quiet(p);
	store = open_store(p);
	assert_int_equal(query_post(store, &who, p->thread, arena, &post), OK);
	assert_int_equal(post.post.state, POST_LIVE);
	type(p, "y");
	wait_quiet(p);
	assert_int_equal(query_post(store, &who, p->thread, arena, &post), OK);
	assert_int_equal(post.post.state, POST_LIVE);
	type(p, "\r");
	wait_quiet(p);
	assert_int_equal(query_post(store, &who, p->thread, arena, &post), OK);
	assert_int_equal(post.post.state, POST_DELETED);
	arena_free(arena);
	store_close(store);
}

static void
a_double_click_opens(void **state)
{
	struct play *p = *state;

	begin(p, (struct ui_options){ 0 });
	wait_for(p, "Home");
	type(p, "s");
	wait_for(p, "Salon");
	wait_quiet(p);
	type(p, "\033[<0;10;4M\033[<0;10;4m\033[<0;10;4M\033[<0;10;4m");
	wait_for(p, "Premier fil");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		T(a_long_silence_is_announced_then_ends_and_keeps_the_draft),
		T(a_key_after_the_warning_keeps_the_session_open),
		T(a_stop_of_the_server_is_told_and_keeps_the_draft),
		T(a_hang_up_keeps_the_draft),
		T(who_is_no_longer_welcome_is_told_and_leaves),
		T(letters_pasted_into_any_list_undo_nothing),
		T(an_answer_that_came_with_its_question_is_none),
		T(a_double_click_opens),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
