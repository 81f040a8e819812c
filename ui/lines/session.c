/* session: see session.h. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "store/base/clock.h"
#include "store/forum/auth.h"
#include "store/forum/setting.h"
#include "ui/core/ui.h"
#include "ui/lines/own.h"
#include "ui/lines/session.h"

enum { SESSION_IDLE = 60 * 60, SESSION_WARNING = 5 * 60,
	SESSION_SEEN_EVERY = 3600 };	/* seconds */

static bool
registers(const struct lines_session *s)
{
	return s->member == 0 && strcmp(s->name, "new") == 0;
}


/* "ssh-ed25519 SHA256:…" of each public host key, one a line. */
static const char *
fingerprints(int dirfd, struct arena *arena)
{
	int fd = openat(dirfd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	char *all = NULL;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);
		char line[8192] = "", print[64];
		struct sshkey key;
		int file;
		ssize_t n = 0;
		if (len < 4 || strcmp(entry->d_name + len - 4, ".pub") != 0)
			continue;
		file = openat(dirfd, entry->d_name, O_RDONLY | O_CLOEXEC);
		if (file >= 0) {
			n = read(file, line, sizeof(line) - 1);
			close(file);
		}
		if (n <= 0)
			continue;
		line[strcspn(line, "\n")] = '\0';
		if (auth_key_parse(str_of(line), arena, &key, NULL) != OK ||
		    auth_fingerprint(key.blob, print) != OK)
			continue;
		all = arena_printf(arena, "%s%s%.*s %s", all ? all : "",
		    all ? "\n" : "", (int)key.type.len, key.type.p, print);
	}
	if (dir != NULL)
		closedir(dir);
	return all;
}

/* Old terminals of these languages show ambiguous signs twice as wide. */
static bool
lang_ascii(const char *lang)
{
	return strncmp(lang, "zh", 2) == 0 || strncmp(lang, "ja", 2) == 0 ||
	    strncmp(lang, "ko", 2) == 0;
}

struct welcome {
	struct store *store;
	struct who who;
	uint64_t key_number;
	int64_t begun;
};

/* The account that came in, and the key it came with, must both stay; and
 * nobody has come in with a reset code since. */
static bool
still_welcome(void *data)
{
	const struct welcome *w = data;
	struct arena *arena = arena_new();
	struct password_view password;
	struct member_view me = { 0 };
	bool there;

	/* A store that cannot be read is no reason to send anybody away. */
	if (query_password(w->store, &w->who, &password) == OK &&
	    w->begun < password.cut) {
		arena_free(arena);
		return false;
	}
	there = query_member(w->store, &w->who, w->who.member, arena, &me) !=
	    ERR_NOT_FOUND && me.member.status != STATUS_GONE &&
	    (w->key_number == 0 || query_key_exists(w->store,
	    w->who.member, w->key_number));
	arena_free(arena);
	return there;
}

/* The full screen, or plain mode where there can be none. */
static int
interface(struct store *store, const struct who *who, int dirfd,
    const struct lines_session *s, const struct lines_io *io, bool plain)
{
	struct arena *arena = arena_new();
	bool registering = registers(s);
	struct welcome welcome = { store, *who, s->key_number, clock_now() };
	struct ui_options full = {
		.tty = STDIN_FILENO, .term = s->term, .no_color = s->no_color,
		.client_ascii = lang_ascii(s->ctype != NULL ? s->ctype :
		    s->lang), .language = s->lang,
		.registering = registering,
		.idle_limit = SESSION_IDLE, .idle_warning = SESSION_WARNING,
		.fingerprints = fingerprints(dirfd, arena), .host = s->host,
	};
	struct plain_options lines = {
		.key_number = s->key_number, .begun = welcome.begun,
		.registering = registering, .idle_limit = SESSION_IDLE, .idle_warning = SESSION_WARNING,
		.fingerprints = full.fingerprints,
	};
	int status = DONE;

	if (who->member != 0) {
		full.still_welcome = still_welcome;
		full.welcome_data = &welcome;
	}
	if (registering)
		full.new_key = lines.new_key = s->new_key;
	else
		full.offered_key = lines.offered_key = s->new_key;
	if (plain || ui_run(store, who, &full) == UI_PLAIN)
		status = lines_plain(store, who, io, &lines);
	arena_free(arena);
	return status;
}

/* What is known of an account before its session begins. */
struct habits {
	bool plain;		/* plain mode for good */
	bool one_time;		/* on a reset code */
	bool wants_password;	/* staff without one: key and password are
				 * asked of them once there are both… */
	bool overdue;		/* …and first of all, after some days */
	int64_t last_seen;
};

/* Since when key and password are both asked of them; 0: they are not. */
static int64_t
staff_since(const struct member_view *me)
{
	int64_t since = 0;

	for (size_t i = 0; i < me->mandate_count; i++)
		if (me->mandates[i].role != ROLE_FACILITATOR &&
		    (since == 0 || me->mandates[i].starts < since))
			since = me->mandates[i].starts;
	return since;
}

/* Are the days over in which one may come in without choosing one? */
static bool
password_overdue(struct store *store, int64_t since)
{
	long settings[SETTING_COUNT];

	return setting_all(store, settings) == OK && clock_now() >= since +
	    settings[SETTING_PASSWORD_DAYS] * (int64_t)(24 * 60 * 60);
}

static void
habits_load(struct store *store, const struct who *who, struct habits *out)
{
	struct arena *arena = arena_new();
	struct password_view password = { .exists = true };
	struct member_view me = { 0 };
	int64_t since;

	*out = (struct habits){ 0 };
	if (query_member(store, who, who->member, arena, &me) == OK) {
		out->plain = me.member.plain;
		out->last_seen = me.member.last_seen;
		i18n_language(me.member.language);
	}
	if (query_password(store, who, &password) == OK)
		out->one_time = password.one_time;
	since = staff_since(&me);
	out->wants_password = !password.exists && since != 0;
	out->overdue = out->wants_password && password_overdue(store, since);
	arena_free(arena);
}

/* Neither is worth refusing a login for; a script that comes in each second
 * writes one line an hour. */
static void
login_note(struct store *store, const struct who *who, uint64_t key,
    int64_t last_seen)
{
	if (key != 0)
		auth_key_used(store, who->member, key);
	if (clock_now() < last_seen ||
	    clock_now() - last_seen >= SESSION_SEEN_EVERY)
		act_run(store, who, ACT_SEEN, &(struct act_args){ 0 }, NULL);
}

/* One command of ssh's command line. */
static int
line_command(struct store *store, const struct who *who,
    const struct lines_session *s, const struct lines_io *io,
    const struct habits *habits)
{
	const char *no = NULL;

	if (habits->overdue)
		no = _("Your mandate asks for a password beside your key: "
		    "please log in once without a command, to choose it.");
	else if (habits->one_time)
		no = _("Please log in once without a command first, to choose "
		    "a new password.");
	else if (registers(s))
		no = _("To join, come in without a command: the questions are "
		    "asked one by one.");
	/* It may wait long for its text, and be told nothing meanwhile; the
	 * interface and plain mode end by themselves. */
	if (no == NULL) {
		struct who by_key = *who;

		by_key.key = s->key_number;
		return lines_run(store, &by_key, s->command, io);
	}
	fprintf(stderr, _("palabre: %s"), no);
	fputc('\n', stderr);
	return REFUSED;
}

int
session_run(struct store *store, int dirfd, const struct lines_session *s)
{
	struct lines_io io = { .in = stdin, .out = stdout, .err = stderr };
	struct who who = { .member = s->member };
	struct habits habits = { 0 };
	bool plain;

	/* No copy of a password stays in a buffer; plain mode waits. */
	setvbuf(stdin, NULL, _IONBF, 0);
	snprintf(who.address, sizeof(who.address), "%s", s->address);
	i18n_language(strncmp(s->lang, "en", 2) == 0 ? LANGUAGE_EN :
	    LANGUAGE_FR);
	if (who.member != 0) {
		habits_load(store, &who, &habits);
		login_note(store, &who, s->key_number, habits.last_seen);
	}
	plain = s->command != NULL && strcmp(s->command, "plain") == 0;
	if (s->command != NULL && !plain)
		return line_command(store, &who, s, &io, &habits);
	if (habits.one_time && !lines_new_password(store, &who, &io))
		return REFUSED;
	if (habits.wants_password && !lines_staff_password(store, &who, &io,
	    habits.overdue))
		return REFUSED;
	return interface(store, &who, dirfd, s, &io, plain || habits.plain ||
	    !s->pty);
}
