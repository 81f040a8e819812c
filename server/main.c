/*
 * main: the program's commands, in one table; the one file that knows all
 * layers.  What the server must know of members and sessions it learns here,
 * through struct service.
 */
#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/conf.h"
#include "server/serve.h"
#include "server/streams.h"
#include "store/base/clock.h"
#include "store/base/text.h"
#include "store/forum/auth.h"
#include "store/forum/due.h"
#include "store/forum/mailing.h"
#include "store/forum/search_work.h"
#include "store/forum/seed.h"
#include "ui/core/ui.h"
#include "ui/lines/admin.h"
#include "ui/lines/cut_short.h"
#include "ui/lines/mail_text.h"
#include "ui/lines/options.h"
#include "ui/lines/session.h"

#define PALABRE_VERSION "0.1"
#define DATA_DEFAULT "/var/lib/palabre"

enum { DONE, REFUSED, USAGE };
/* The keeper's: seconds between two sweeps, and two looks at what search has
 * not indexed; milliseconds of one look; seconds between two looks for mail. */
enum { SWEEP_EVERY = 60, SEARCH_EVERY = 10, SEARCH_TURN_MS = 800,
	MAIL_LOOK = 10 };

struct program_command {
	const char *name, *usage;
	const char *help;	/* msgid */
	bool leads;		/* the rest after NAME is another's words */
	int (*run)(const struct program_command *, int argc, char **argv);
};

static const char *data = DATA_DEFAULT;
static struct store *store;
static int directory = -1;		/* data, once entered */

/* --- what commands share --- */

static int
complain(const char *fmt, const char *word)
{
	fprintf(stderr, _("palabre: %s"), "");
	fprintf(stderr, fmt, word);
	fputc('\n', stderr);
	return REFUSED;
}

static int
complain_err(enum err e, const struct refusal *why)
{
	char sentence[512];

	i18n_refusal(sentence, sizeof(sentence), e, why);
	return complain("%s", sentence);
}

static int
usage(const struct program_command *command)
{
	fprintf(stderr, _("usage: %s"), command->usage);
	fputc('\n', stderr);
	return USAGE;
}

/* Enters the data directory and drops root's rights; false: said. */
static bool
enter(void)
{
	enum err e = directory >= 0 ? OK : serve_enter(data, true, &directory);

	if (e == ERR_NOT_FOUND)
		complain(_("there is no directory %s; `palabre init` makes "
		    "one."), data);
	else if (e == ERR_DENIED)
		complain(geteuid() == 0 ? _("the directory %s is root’s and "
		    "not empty: a store wants a directory of its own.") :
		    _("the directory %s is closed to this user: its owner "
		    "enters it, or root."), data);
	else if (e != OK)
		complain(_("the directory %s cannot be entered."), data);
	return e == OK;
}

static struct store *
open_store(void)
{
	struct refusal why = { 0 };
	enum err e;

	if (store != NULL || !enter())
		return store;
	cut_short_expect(data);
	e = store_open(directory, NULL, &store, &why);
	if (e == ERR_NOT_FOUND)
		complain(_("there is no store in %s; `palabre init` makes "
		    "one."), data);
	else if (e == ERR_DAMAGED && why.msgid == NULL)
		complain(_("the store in %s is damaged: it cannot be "
		    "opened."), data);
	else if (e != OK)
		complain_err(e, &why);
	return e == OK ? store : NULL;
}

/* --- init --- */

static bool
directory_empty(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool empty = true;

	if (dir == NULL)
		return false;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    strcmp(entry->d_name, "lost+found") != 0)
			empty = false;
	closedir(dir);
	return empty;
}

static int
run_init(const struct program_command *command, int argc, char **argv)
{
	bool test_clock = false;
	const struct option_row rows[] = {
		{ "test-clock", OPTION_FLAG, &test_clock },
	};
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1)
		return usage(command);
	if (mkdir(data, 0700) != 0 && errno != EEXIST)
		return complain(_("the directory %s cannot be made."), data);
	if (!directory_empty(data))
		return complain(_("%s is in use already: a new store wants a "
		    "directory of its own, empty."), data);
	if (!enter())
		return REFUSED;
	if ((e = db_create(directory, test_clock)) != OK ||
	    (e = serve_make_keys(directory)) != OK)
		return complain_err(e, NULL);
	return DONE;
}

/* --- under a member's name --- */

static struct lines_io
standard_io(void)
{
	/* No copy of a password stays in a buffer; plain mode waits. */
	setvbuf(stdin, NULL, _IONBF, 0);
	return (struct lines_io){ .in = stdin, .out = stdout,
	    .err = stderr };
}

static int
run_as(const struct program_command *command, int argc, char **argv)
{
	struct lines_io io = standard_io();
	struct who who;

	if (argc < 3)
		return usage(command);
	if (open_store() == NULL ||
	    !admin_act_as(store, argv[1], argv[2], &who))
		return REFUSED;
	if (argc == 3 && strcmp(argv[2], "plain") == 0)
		return lines_plain(store, &who, &io, NULL);
	return lines_run_argv(store, &who, argc - 2, argv + 2, &io);
}

static int
run_console(const struct program_command *command, int argc, char **argv)
{
	struct lines_io io = standard_io();
	const char *name = NULL, *bad;
	const struct option_row rows[] = { { "as", OPTION_TEXT, &name } };
	struct ui_options options = { .tty = STDIN_FILENO };
	struct who who;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1 || name == NULL)
		return usage(command);
	if (!isatty(STDIN_FILENO))
		return complain("%s", _("the console wants a terminal."));
	options.term = getenv("TERM");
	options.no_color = getenv("NO_COLOR") != NULL;
	if (open_store() == NULL ||
	    !admin_act_as(store, name, "console", &who))
		return REFUSED;
	if (ui_run(store, &who, &options) == UI_PLAIN)
		return lines_plain(store, &who, &io, NULL);
	return DONE;
}

/* --- the server --- */

static enum err
desk_open(void)
{
	struct store *opened;

	data = ".";	/* a relative name means nothing from here */
	opened = open_store();
	/* From here on the listener says what a session died of. */
	cut_short_forget();
	return opened == NULL ? ERR_IO : OK;
}

static enum err
desk_find(const char *name, uint64_t *member, char handle[128], bool *staff,
    bool *has_password)
{
	struct auth_member found;
	enum err e = auth_find(store, str_of(name), &found);

	if (e != OK)
		return e;
	*member = found.member;
	snprintf(handle, 128, "%s", found.handle);
	*staff = found.staff;
	*has_password = found.has_password;
	return OK;
}

static enum err
desk_key(uint64_t member, const char *type, const char *blob, bool *yes,
    uint64_t *number)
{
	return auth_key(store, member, str_of(type), str_of(blob), yes,
	    number);
}

static enum err
desk_password(uint64_t member, const char *password, const char *address,
    bool *yes)
{
	return auth_password(store, member, str_of(password), address, yes);
}

static int
desk_run(const struct login *login, const struct session *session)
{
	struct lines_session s = {
		.member = login->member, .address = login->address,
		.name = login->name, .key_number = login->key_number,
		.new_key = login->new_key, .pty = session->pty,
		.term = session->term, .command = session->command,
		.lang = session->lang, .no_color = session->no_color,
		.ctype = session->lc_ctype, .host = session->host,
	};

	return session_run(store, directory, &s);
}

/* Everything that ends is compared with the clock at its use; what is left
 * is to free room, and the places of readers that died. */
static void
keeper_sweep(void)
{
	static struct due due;
	struct due_done done;
	int readers = db_clear_readers(store_db(store));
	enum err e = due_run(store, &due, &done);

	if (e != OK)
		log_line(LOG_LEVEL_ERROR, "keeper: the store answers %s",
		    err_name(e));
	if (readers > 0 || done.reminders > 0 || done.erased > 0 ||
	    done.prolonged > 0 || done.gone[DUE_DRAFTS] > 0 ||
	    done.gone[DUE_INVITES] > 0 || done.gone[DUE_RATES] > 0)
		log_line(LOG_LEVEL_NOTICE, "keeper: due readers=%d drafts=%zu "
		    "invites=%zu rates=%zu reminders=%zu erased=%zu", readers,
		    done.gone[DUE_DRAFTS], done.gone[DUE_INVITES],
		    done.gone[DUE_RATES], done.reminders, done.erased);
}

/* Search looks through what waits for the index, so it may wait; but a store
 * that nobody writes to has all of it indexed within SEARCH_EVERY. */
static void
keeper_search(void)
{
	static uint64_t seen;
	static int64_t worked;
	static bool more = true;
	uint64_t txn = db_last_txn(store_db(store));
	int64_t now = clock_ticks();
	enum err e;

	if (!more && (txn == seen || (now - worked < SEARCH_EVERY * 1000 &&
	    !search_waits(store))))
		return;
	e = search_work(store, SEARCH_TURN_MS, &more);
	if (e != OK)
		log_line(LOG_LEVEL_ERROR, "keeper: search index: %s",
		    err_name(e));
	/* On a full disk another try at once would change nothing. */
	more = more && e == OK;
	seen = db_last_txn(store_db(store));
	worked = now;
}

static int
keeper_due(void)
{
	static int64_t swept, ahead;
	int64_t now = clock_ticks(), apart = clock_now() - now / 1000;

	/* at once, too, when the clock of a test store was moved */
	if (swept == 0 || now - swept >= SWEEP_EVERY * 1000 ||
	    apart > ahead + 2 || apart < ahead - 2) {
		keeper_sweep();
		swept = now;
		ahead = apart;
	}
	keeper_search();
	return 1;
}

/* --- mail: the keeper's --- */

static struct {
	struct arena *arena;		/* holds the mail on its way */
	struct mail mail;
	struct mail_walk walk;
	uint64_t seen;			/* the store's last transaction when
					 * nothing was due… */
	int64_t looked;			/* …and when that was, ticks */
} mailing;

static bool
keeper_mail(struct mail_order *order)
{
	uint64_t txn = db_last_txn(store_db(store));
	int64_t ticks = clock_ticks();
	enum err e;

	if (store_is_demo(store) || (txn == mailing.seen &&
	    ticks - mailing.looked < MAIL_LOOK * 1000))
		return false;
	if (mailing.arena == NULL)
		mailing.arena = arena_new();
	arena_reset(mailing.arena);
	e = mailing_next(store, &mailing.walk, mailing.arena, &mailing.mail);
	if (e != OK && e != ERR_NOT_FOUND)
		log_line(LOG_LEVEL_ERROR, "keeper: mail: %s", err_name(e));
	if (e != OK) {
		/* on a full disk another try at once would change nothing */
		mailing.seen = db_last_txn(store_db(store));
		mailing.looked = ticks + (e == ERR_NOT_FOUND ? 0 :
		    SWEEP_EVERY * 1000);
		return false;
	}
	snprintf(order->to, sizeof(order->to), "%.*s",
	    (int)mailing.mail.address.len, mailing.mail.address.p);
	order->text = mail_message(&mailing.mail, order->forum, order->where,
	    order->from, mailing.arena);
	return true;
}

static void
keeper_mailed(bool sent)
{
	bool over = false;
	enum err e = sent ? mailing_sent(store, &mailing.mail) :
	    mailing_failed(store, &mailing.mail, &over);

	if (over)
		log_line(LOG_LEVEL_ERROR, "mail: one was given up after %d "
		    "tries", MAIL_TRIES_MOST);
	if (e != OK)
		log_line(LOG_LEVEL_ERROR, "keeper: mail: %s", err_name(e));
}

static const struct service desk_service = {
	.open = desk_open, .find = desk_find, .key = desk_key,
	.password = desk_password, .run = desk_run, .due = keeper_due,
	.mail = keeper_mail, .mailed = keeper_mailed,
};

/* Is there a store, and a demonstration one?  In a child, since the listener
 * opens none. */
enum { SERVABLE_DEMO = 3 };

static int
servable_child(void)
{
	if (open_store() == NULL)
		return REFUSED;
	return store_is_demo(store) ? SERVABLE_DEMO : DONE;
}

/* Each setting with its help, its bounds and its value now. */
static int
settings_print(const char *config)
{
	struct conf conf;
	char why[256];

	conf_defaults(&conf);
	if (config != NULL && conf_read(&conf, config, why, sizeof(why)) != OK)
		return complain("%s", why);
	conf_print(&conf, stdout);
	return DONE;
}

static int
run_serve(const struct program_command *command, int argc, char **argv)
{
	struct serve_options options = { .data = data };
	uint64_t port = UINT64_MAX;
	bool settings = false;
	const struct option_row rows[] = {
		{ "bind", OPTION_TEXT, &options.bind },
		{ "port", OPTION_NUMBER, &port, 0, 65535 },
		{ "config", OPTION_TEXT, &options.config },
		{ "no-jail", OPTION_FLAG, &options.no_jail },
		{ "syslog", OPTION_FLAG, &options.syslog },
		{ "settings", OPTION_FLAG, &settings },
	};
	const char *bad;
	int status = 0;
	pid_t pid;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1)
		return usage(command);
	if (settings)
		return settings_print(options.config);
	options.port_given = port != UINT64_MAX;
	options.port = (uint16_t)port;
	fflush(NULL);
	if ((pid = fork()) == 0)
		exit(servable_child());
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return complain_err(ERR_IO, NULL);
	/* A map of a file cut short kills whoever reads it. */
	if (!WIFEXITED(status))
		return complain(_("the store in %s is damaged: it cannot be "
		    "opened."), data);
	if (WEXITSTATUS(status) != DONE &&
	    WEXITSTATUS(status) != SERVABLE_DEMO)
		return REFUSED;
	options.loopback_only = WEXITSTATUS(status) == SERVABLE_DEMO;
	return serve(&options, &desk_service);
}

/* --- the sysop's families --- */

static struct admin
admin_here(const struct program_command *command)
{
	return (struct admin){ command->usage, data, standard_io(),
	    open_store };
}

#define FAMILY(name)							\
static int								\
run_##name(const struct program_command *command, int argc, char **argv)	\
{									\
	struct admin admin = admin_here(command);			\
									\
	return admin_##name(&admin, argc, argv);			\
}
FAMILY(member)
FAMILY(room)
FAMILY(mandate)
FAMILY(setting)
FAMILY(line)
FAMILY(log)
FAMILY(check)
FAMILY(clock)
FAMILY(demo)
FAMILY(reindex)
FAMILY(scrub)
FAMILY(seed)

/* Without a subcommand these say their usage lines. */
static const struct {
	int (*run)(const struct program_command *, int, char **);
	int (*admin)(const struct admin *, int, char **);
} families[] = {
	{ run_member, admin_member }, { run_room, admin_room },
	{ run_mandate, admin_mandate }, { run_setting, admin_setting },
};

static void
family_help(const struct program_command *command)
{
	char *argv[] = { (char *)(uintptr_t)command->name, NULL };
	struct admin admin = admin_here(command);

	admin.io.err = stdout;
	for (size_t i = 0; i < LENGTH(families); i++)
		if (command->run == families[i].run)
			families[i].admin(&admin, 1, argv);
}

/* --- the table --- */

static int run_help(const struct program_command *, int, char **);

static int
run_version(const struct program_command *command, int argc, char **argv)
{
	printf("palabre %s\n", PALABRE_VERSION);
	return DONE;
}

/* clang-format off */
static const struct program_command commands[] = {
	{ "init", "palabre init [--test-clock] [--data DIR]",
	  N_("Makes an empty store and its host keys."), false, run_init },
	{ "serve", "palabre serve [--bind ADDRESS] [--port N] "
	  "[--config FILE] [--settings] [--no-jail] [--syslog] [--data DIR]",
	  N_("Serves the store over ssh."), false, run_serve },
	{ "console", "palabre console --as NAME [--data DIR]",
	  N_("Opens the interface here, as a member."), false, run_console },
	{ "as", "palabre as NAME COMMAND… [--data DIR]",
	  N_("Runs a line command as a member."), true, run_as },
	{ "member", "palabre member add|list|show|waiting|admit|refuse|reset … "
	  "[--data DIR]",
	  N_("Adds, lists, shows, admits and refuses members."), false,
	  run_member },
	{ "room", "palabre room add|list|allow … [--data DIR]",
	  N_("Adds and lists rooms, lets members into private ones."), false,
	  run_room },
	{ "mandate", "palabre mandate add|list|end|renew … [--data DIR]",
	  N_("Grants, lists, ends and renews mandates."), false, run_mandate },
	{ "setting", "palabre setting list|set|reset|duels … [--data DIR]",
	  N_("Lists and changes the forum’s numbers."), false, run_setting },
	{ "charter", "palabre charter [ARTICLE|versions|set] … [--data DIR]",
	  N_("Shows the charter, gives it another text."), false,
	  run_line },
	{ "log", "palabre log verify FILE|- [--head N:HASH] | log … "
	  "[--data DIR]",
	  N_("Verifies an export of the moderation log, or shows the log."),
	  false, run_log },
	{ "demo", "palabre demo [--data DIR]",
	  N_("Fills a fresh store with a small community."), false,
	  run_demo },
	{ "check", "palabre check [--data DIR]",
	  N_("Verifies every record, checksum and index."), false,
	  run_check },
	{ "clock", "palabre clock +7d|-1h [--data DIR]",
	  N_("Moves the clock of a test store (s, m, h, d, w)."), false,
	  run_clock },
	{ "reindex", "palabre reindex [--data DIR]",
	  N_("Makes the search index again from the posts."), false,
	  run_reindex },
	{ "scrub", "palabre scrub [--data DIR]",
	  N_("Overwrites what was deleted from the data file."), false,
	  run_scrub },
	{ "seed", "palabre seed --posts N [--rooms N] [--ranges N] "
	  "[--seed N] [--data DIR]",
	  N_("Benchmarks only: fills a store with made-up posts."), false,
	  run_seed },
	{ "version", "palabre version", N_("Prints the version."), false,
	  run_version },
	{ "help", "palabre help [COMMAND]",
	  N_("Shows the commands, or one of them."), false, run_help },
};
/* clang-format on */

static const struct program_command *
command_named(const char *name)
{
	for (size_t i = 0; i < LENGTH(commands); i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

static void
help_print(FILE *out, const struct program_command *one)
{
	for (size_t i = 0; i < LENGTH(commands); i++)
		if (one == &commands[i] || one == NULL)
			fprintf(out, "%s\n    %s\n", commands[i].usage,
			    _(commands[i].help));
}

static int
run_help(const struct program_command *command, int argc, char **argv)
{
	const struct program_command *one =
	    argc > 1 ? command_named(argv[1]) : NULL;

	if (argc > 1 && one == NULL)
		return usage(command);
	help_print(stdout, one);
	return DONE;
}

/*
 * Takes --data and --help out, wherever they stand; of a command whose rest
 * is another’s words, only before them and at the very end.
 */
static bool
take_common(const struct program_command *command, int *argc, char **argv)
{
	bool help = false;
	int kept = 1, operands = 0;

	for (int i = 1; i < *argc; i++) {
		bool ours = !command->leads || operands <= 1;
		if (ours && strcmp(argv[i], "--help") == 0)
			help = true;
		else if (strcmp(argv[i], "--data") == 0 && i + 1 < *argc &&
		    (ours || i + 2 == *argc))
			data = argv[++i];
		else if (strncmp(argv[i], "--data=", 7) == 0 &&
		    (ours || i + 1 == *argc))
			data = argv[i] + 7;
		else {
			operands += strncmp(argv[i], "--", 2) != 0;
			argv[kept++] = argv[i];
		}
	}
	argv[kept] = NULL;
	*argc = kept;
	return help;
}

/* --data said before the command. */
static void
data_before(int *argc, char ***argv)
{
	for (;;) {
		int taken = 0;

		if (*argc > 2 && strcmp((*argv)[1], "--data") == 0) {
			data = (*argv)[2];
			taken = 2;
		} else if (*argc > 1 &&
		    strncmp((*argv)[1], "--data=", 7) == 0) {
			data = (*argv)[1] + 7;
			taken = 1;
		}
		if (taken == 0)
			return;
		*argv += taken;
		*argc -= taken;
	}
}

/* The status of a command that ended so; nothing is done by halves. */
static int
ended(int status)
{
	if (status != DONE || streams_written())
		return status;
	return complain("%s", _("what was to be printed could not be "
	    "written to its end."));
}

int
main(int argc, char **argv)
{
	const char *lang;
	const struct program_command *command;

	if (!streams_open())
		return REFUSED;
	/* Passwords pass through here: no core file. */
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	setlocale(LC_ALL, "C.UTF-8");
	i18n_init();
	lang = getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG");
	i18n_language(lang && strncmp(lang, "fr", 2) == 0 ? LANGUAGE_FR :
	    LANGUAGE_EN);
	data_before(&argc, &argv);
	if (argc < 2 || (command = command_named(strncmp(argv[1], "--", 2) ?
	    argv[1] : argv[1] + 2)) == NULL) {
		help_print(stderr, NULL);
		return USAGE;
	}
	if (take_common(command, &(int){ argc - 1 }, argv + 1)) {
		printf(_("usage: %s"), command->usage);
		printf("\n%s\n", _(command->help));
		family_help(command);
		return ended(DONE);
	}
	for (argc = 1; argv[argc] != NULL; argc++)
		;
	return ended(command->run(command, argc - 1, argv + 1));
}
