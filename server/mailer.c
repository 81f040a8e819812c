/* mailer: see mailer.h. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/mailer.h"
#include "server/say.h"
#include "store/base/clock.h"
#include "store/base/mime.h"

enum { PAUSE_FIRST = 5000, PAUSE_MOST = 600000,		/* ms */
	LOOK_EVERY = 60000 };	/* ms between two looks for the program */

static struct {
	pid_t pid;		/* 0: nothing is being handed over */
	int64_t until;		/* its time is over then */
	int64_t next;		/* nothing is begun before; ticks */
	int64_t pause;		/* after the last failure; 0: it did not fail */
	bool told;		/* that the program cannot be run */
} now;

/* --- the program --- */

static void
descriptors(int text)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(text, STDIN_FILENO) < 0 ||
	    dup2(null, STDOUT_FILENO) < 0 || dup2(null, STDERR_FILENO) < 0)
		_exit(126);
	close_range(STDERR_FILENO + 1, ~0u, 0);
}

/* A process group of its own, so that all of it can be ended. */
static _Noreturn void
program_become(const char *program, const char *from, const char *to,
    int text)
{
	static char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin";
	static char locale[] = "LC_ALL=C";
	char *const env[] = { path, locale, NULL };
	const char *const argv[] = { program, "-oi", "-f", from, "--", to,
		NULL };
	struct rlimit none = { 0, 0 };
	sigset_t set;

	setsid();
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&set);
	sigprocmask(SIG_SETMASK, &set, NULL);
	setrlimit(RLIMIT_CORE, &none);
	descriptors(text);
	if (chdir("/") != 0)
		_exit(126);
	execve(program, (char *const *)(uintptr_t)argv, env);
	_exit(127);
}

/* The text in memory of its own: whoever reads it slowly holds nobody up. */
static int
text_open(struct str text)
{
	int fd = memfd_create("mail", MFD_CLOEXEC);

	if (fd >= 0 && (write(fd, text.p, text.len) != (ssize_t)text.len ||
	    lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/* --- one mail --- */

static void
done(const struct service *service, bool sent)
{
	now.pid = 0;
	now.pause = sent ? 0 : now.pause == 0 ? PAUSE_FIRST : 2 * now.pause;
	if (now.pause > PAUSE_MOST)
		now.pause = PAUSE_MOST;
	now.next = clock_ticks() + now.pause;
	service->mailed(sent);
}

static void
begin(const struct conf *conf, const struct service *service,
    const struct mail_order *order, const char *from)
{
	int fd;

	/* checked once more where it becomes an argument */
	if (!mail_address_ok(str_of(order->to)) ||
	    !mail_address_ok(str_of(from))) {
		log_line(LOG_LEVEL_ERROR, "mail: an address that is none");
		done(service, false);
		return;
	}
	if ((fd = text_open(order->text)) < 0) {
		log_line(LOG_LEVEL_ERROR, "mail: no memory for the text");
		done(service, false);
		return;
	}
	now.pid = fork();
	if (now.pid == 0)
		program_become(conf->mail_program, from, order->to, fd);
	close(fd);
	now.until = clock_ticks() + conf->mail_limit * 1000;
	if (now.pid < 0) {
		log_line(LOG_LEVEL_ERROR, "mail: no process for it");
		done(service, false);
	}
}

/* Ends what takes too long, and all that it began; one that ended by itself
 * may have left another to deliver. */
static void
watch(const struct conf *conf, const struct service *service)
{
	bool late = clock_ticks() >= now.until;
	pid_t pid = now.pid;
	int status = 0;

	if (late)
		kill(-pid, SIGKILL);
	if (waitpid(pid, &status, late ? 0 : WNOHANG) != pid)
		return;
	if (late)
		log_line(LOG_LEVEL_ERROR, "mail: the program took longer than "
		    "%ld seconds; tried again later", conf->mail_limit);
	else if (WIFSIGNALED(status))
		log_line(LOG_LEVEL_ERROR, "mail: the program died of signal "
		    "%d; tried again later", WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		log_line(LOG_LEVEL_ERROR, "mail: the program ended with status"
		    " %d; tried again later", WEXITSTATUS(status));
	done(service, !late && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static bool
program_there(const struct conf *conf)
{
	if (access(conf->mail_program, X_OK) == 0) {
		now.told = false;
		return true;
	}
	if (!now.told)
		log_line(LOG_LEVEL_NOTICE, "mail: %s cannot be run; nothing "
		    "goes out by mail", conf->mail_program);
	now.told = true;
	now.next = clock_ticks() + LOOK_EVERY;
	return false;
}

void
mailer_turn(const struct conf *conf, const struct service *service)
{
	char from[CONF_TEXT_MAX + 16], where[2 * CONF_TEXT_MAX];
	struct mail_order order = { .from = from, .forum = conf->forum,
		.where = where };

	if (now.pid != 0)
		watch(conf, service);
	if (now.pid != 0 || conf->mail_program[0] == '\0' ||
	    clock_ticks() < now.next || !program_there(conf))
		return;
	say_where(conf, where, sizeof(where));
	if (conf->mail_from[0] != '\0')
		snprintf(from, sizeof(from), "%s", conf->mail_from);
	else
		snprintf(from, sizeof(from), "palabre@%.*s",
		    (int)strcspn(where, " "), where);
	if (!mail_address_ok(str_of(from)))
		snprintf(from, sizeof(from), "palabre@localhost");
	if (service->mail(&order))
		begin(conf, service, &order, from);
}
