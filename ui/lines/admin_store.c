/* admin_store: `palabre check|clock|demo|reindex|scrub|seed`. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/forum/search_work.h"
#include "store/forum/seed.h"
#include "ui/lines/admin_own.h"

static int
complain(const struct admin *admin, const char *fmt, const char *word)
{
	fprintf(admin->io.err, _("palabre: %s"), "");
	fprintf(admin->io.err, fmt, word);
	fputc('\n', admin->io.err);
	return REFUSED;
}

static int
complain_err(const struct admin *admin, enum err e)
{
	char sentence[512];

	refusal_text(sentence, sizeof(sentence), e, NULL, i18n);
	return complain(admin, "%s", sentence);
}

static int
usage(const struct admin *admin)
{
	fprintf(admin->io.err, _("usage: %s"), admin->usage);
	fputc('\n', admin->io.err);
	return USAGE;
}

static void
print_damage(void *arg, const char *line)
{
	printf("%s\n", line);
}

/* In a child: a damaged map may kill whoever reads it. */
static int
check_child(const struct admin *admin)
{
	struct store *store;
	uint64_t damages = 0;
	enum err e;

	if ((store = admin->open()) == NULL)
		return REFUSED;
	e = check_store(store_db(store), print_damage, NULL, &damages);
	if (e != OK)
		return complain_err(admin, e);
	if (damages == 0)
		printf("%s\n", _("The store is sound."));
	if (fflush(stdout) != 0 || ferror(stdout))
		return complain(admin, "%s", _("what was to be printed could "
		    "not be written to its end."));
	return damages == 0 ? DONE : REFUSED;
}

int
admin_check(const struct admin *admin, int argc, char **argv)
{
	const char *bad;
	int status = 0;
	pid_t pid;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK || argc != 1)
		return usage(admin);
	fflush(NULL);
	if ((pid = fork()) == 0)
		exit(check_child(admin));
	if (pid < 0)
		return complain_err(admin, ERR_IO);
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return complain_err(admin, ERR_IO);
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	return complain(admin, _("the data file in %s is damaged: reading it ended "
	    "the check."), admin->data);
}

/* "+7d", "-1h": units s m h d w. */
static bool
shift_parse(const char *word, int64_t *out)
{
	static const struct { char unit; int64_t seconds; } units[] = {
		{ 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 },
		{ 'w', 604800 },
	};
	char digits[24] = "";
	size_t len = strlen(word);
	uint64_t n;

	if (len < 3 || len > 20 || (*word != '+' && *word != '-'))
		return false;
	memcpy(digits, word + 1, len - 2);
	if (parse_u64(digits, 0, 1000000000, &n) != OK)
		return false;
	for (size_t i = 0; i < LENGTH(units); i++)
		if (word[len - 1] == units[i].unit) {
			*out = (int64_t)n * units[i].seconds;
			*out = *word == '-' ? -*out : *out;
			return true;
		}
	return false;
}

int
admin_clock(const struct admin *admin, int argc, char **argv)
{
	struct store *store;
	int64_t seconds;
	const char *bad;
	char now[24];
	enum err e = ERR_DENIED;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK ||
	    argc != 2 || !shift_parse(argv[1], &seconds))
		return usage(admin);
	if ((store = admin->open()) == NULL)
		return REFUSED;
	if (db_is_test(store_db(store)))
		e = clock_shift(AT_FDCWD, seconds);
	if (e == ERR_DENIED)
		return complain(admin, "%s", _("only the clock of a test store can "
		    "be moved (init --test-clock)."));
	if (e != OK)
		return complain_err(admin, e);
	printf("%s\n", clock_rfc3339(clock_now(), now));
	return DONE;
}

int
admin_demo(const struct admin *admin, int argc, char **argv)
{
	struct seed_login logins[2] = { 0 };
	struct store *store;
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK || argc != 1)
		return usage(admin);
	if ((store = admin->open()) == NULL)
		return REFUSED;
	e = seed_demo(store, logins);
	if (e == ERR_EXISTS)
		return complain(admin, _("the store in %s is not empty; a "
		    "demonstration wants a fresh one."), admin->data);
	if (e != OK)
		return complain_err(admin, e);
	for (size_t i = 0; i < LENGTH(logins); i++)
		printf("%s  %s\n", logins[i].handle, logins[i].password);
	return DONE;
}

/* A keeper that runs meanwhile does the same work; neither is in the way. */
int
admin_reindex(const struct admin *admin, int argc, char **argv)
{
	struct store *store;
	const char *bad;
	bool more = true;
	enum err e;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK || argc != 1)
		return usage(admin);
	if ((store = admin->open()) == NULL)
		return REFUSED;
	e = search_lose(store);
	while (e == OK && more)
		e = search_work(store, 1000, &more);
	return e == OK ? DONE : complain_err(admin, e);
}

/* Refused when somebody who reads holds some of it: once more then. */
int
admin_scrub(const struct admin *admin, int argc, char **argv)
{
	struct db_scrubbed done = { 0 };
	struct store *store;
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, NULL, 0, false, &bad) != OK || argc != 1)
		return usage(admin);
	if ((store = admin->open()) == NULL)
		return REFUSED;
	if ((e = db_scrub(store_db(store), &done)) != OK)
		return complain_err(admin, e);
	printf(ngettext_("%zu free page overwritten.\n",
	    "%zu free pages overwritten.\n", done.pages), done.pages);
	if (done.kept > 0)
		return complain(admin, "%s", _("some pages are still being "
		    "read by a session: run it again in a moment."));
	return DONE;
}

int
admin_seed(const struct admin *admin, int argc, char **argv)
{
	uint64_t posts = 0, rooms = 8, ranges = 0, seed = 1;
	const struct option_row rows[] = {
		{ "posts", OPTION_NUMBER, &posts, 1, 100000000 },
		{ "rooms", OPTION_NUMBER, &rooms, 1, 10000 },
		{ "ranges", OPTION_NUMBER, &ranges, 0, 1000000 },
		{ "seed", OPTION_NUMBER, &seed, 0, INT64_MAX },
	};
	struct store *store;
	const char *bad;
	enum err e;

	if (options_take(&argc, argv, rows, LENGTH(rows), false, &bad) != OK ||
	    argc != 1 || posts == 0)
		return usage(admin);
	if ((store = admin->open()) == NULL)
		return REFUSED;
	e = seed_bulk(store, posts, (unsigned)rooms, (unsigned)ranges, seed);
	return e == OK ? DONE : complain_err(admin, e);
}

